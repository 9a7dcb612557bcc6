"""Fetch the third-party front-end files we keep a copy of, so that nobody needs npm to run or test.

Run by a developer when a version below changes: ``python -m sertakan.web.assets.vendor``. Needs ``npm`` and, for the
fonts, ``pip install fonttools brotli``. The result is committed.
"""

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"

GOVUK = "govuk-frontend@6.6.0"
HTMX = "htmx.org@2.0.11"
JAKARTA = "@fontsource-variable/plus-jakarta-sans@5.3.0"
BALINESE = "@fontsource/noto-sans-balinese@5.3.0"
TABLER = "@tabler/icons@3.51.0"

ICONS = [
    "alert-triangle",
    "arrow-left",
    "arrow-right",
    "building-community",
    "calendar",
    "chart-bar",
    "check",
    "checks",
    "chevron-right",
    "circle-check",
    "circle-minus",
    "clock",
    "copy",
    "download",
    "edit",
    "external-link",
    "eye",
    "file-text",
    "filter",
    "heart-handshake",
    "help-circle",
    "history",
    "home",
    "info-circle",
    "language",
    "list-check",
    "lock",
    "mail",
    "map-pin",
    "minus",
    "phone",
    "plus",
    "printer",
    "scale",
    "search",
    "settings",
    "shield-check",
    "shield-question",
    "sun-high",
    "trash",
    "upload",
    "user",
    "users",
    "wallet",
    "x",
]

COPIES: dict[str, tuple[tuple[str, str], ...]] = {
    GOVUK: (
        ("dist/govuk/govuk-frontend.min.css", "govuk-frontend/govuk-frontend.min.css"),
        ("dist/govuk/govuk-frontend.min.js", "govuk-frontend/govuk-frontend.min.js"),
    ),
    HTMX: (("dist/htmx.min.js", "htmx/htmx.min.js"), ("LICENSE", "htmx/LICENSE")),
    JAKARTA: (("LICENSE", "plus-jakarta-sans/OFL.txt"),),
    BALINESE: (("LICENSE", "noto-sans-balinese/OFL.txt"),),
    TABLER: (
        ("LICENSE", "tabler-icons/LICENSE"),
        *((f"icons/outline/{icon}.svg", f"tabler-icons/{icon}.svg") for icon in ICONS),
    ),
}

# Indonesian and romanised Balinese (é, è, å) with the signs our prose uses; nothing else is worth a phone's bytes.
LATIN = "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B7,U+00BB,U+00BD,U+00C5,U+00C8,U+00C9,U+00D7,U+00E5,U+00E8,U+00E9,U+00EB,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2190-2193,U+2212"
# Letters, vowel signs, adeg-adeg, digits and stops of everyday Balinese. Names are edited in the browser, so any
# word must be writable, not only today's headings; what is left out are Sasak letters, musical signs and rare akṣara.
AKSARA = "U+1B02-1B04,U+1B05-1B0C,U+1B11-1B13,U+1B15,U+1B17,U+1B18,U+1B1A,U+1B1C,U+1B1E,U+1B22-1B24,U+1B26-1B33,U+1B35-1B44,U+1B50-1B5E,U+200B-200D,U+25CC"


def main() -> None:
    """Replace the vendored copies with those of the versions named above."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, copies in COPIES.items():
            unpacked = _pack(package, Path(folder))
            for source, target in copies:
                (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(unpacked / source, VENDOR / target)
            sys.stdout.write(f"{package}\n")
        _subset_jakarta(Path(folder))
        _subset_balinese(Path(folder))


def _pack(package: str, folder: Path) -> Path:
    """Return the folder that holds the unpacked npm package."""
    target = folder / package.rpartition("@")[0].replace("/", "-")
    packed = subprocess.run(  # noqa: S603 - a fixed command on fixed package names
        ["npm", "pack", package, "--silent", "--pack-destination", str(folder)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    archive = (folder / packed.stdout.strip().splitlines()[-1]).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def _subset_jakarta(folder: Path) -> None:
    source = (
        folder
        / "@fontsource-variable-plus-jakarta-sans/package/files/plus-jakarta-sans-latin-wght-normal.woff2"
    )
    narrowed = folder / "jakarta.ttf"
    _fonttools("varLib.instancer", str(source), "wght=400:700", "-o", str(narrowed))
    _subset(narrowed, LATIN, "kern,ccmp,tnum,locl", VENDOR / "plus-jakarta-sans/plus-jakarta-sans.woff2")


def _subset_balinese(folder: Path) -> None:
    source = (
        folder / "@fontsource-noto-sans-balinese/package/files/noto-sans-balinese-balinese-400-normal.woff2"
    )
    # Every layout feature stays: stacked letters and re-ordered vowels are made by them.
    _subset(source, AKSARA, "*", VENDOR / "noto-sans-balinese/noto-sans-balinese.woff2")


def _subset(source: Path, unicodes: str, features: str, target: Path) -> None:
    _fonttools(
        "subset",
        str(source),
        f"--unicodes={unicodes}",
        f"--layout-features={features}",
        "--flavor=woff2",
        f"--output-file={target}",
    )


def _fonttools(module: str, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter on our own files
        [sys.executable, "-m", f"fontTools.{module}", *arguments], check=True, capture_output=True
    )


if __name__ == "__main__":
    main()
