"""Turn the sources of the screens into the files we serve: pruned, named by their content, and compressed beforehand.

Run by a developer after a change below ``assets/``: ``python -m sertakan.web.assets.build``. The output is committed,
so running or testing the platform needs neither npm nor this module.
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from sertakan.web.assets.stylesheet import minify, prune

ASSETS = Path(__file__).parent
STATIC = ASSETS.parent / "static"
ICONS = ASSETS.parent / "templates" / "macros" / "icons.html"
STYLES = ("tokens", "base", "forms", "content", "tables", "public", "sponsor", "print")
FONTS = ("plus-jakarta-sans", "noto-sans-balinese")
COMPRESSED = {".css", ".js", ".svg"}


def main() -> None:
    """Write the static folder, its manifest and the icon macro anew."""
    files = named_files()
    for old in STATIC.glob("*"):
        old.unlink()
    for name, content in files.values():
        _write(STATIC / name, content)
        sys.stdout.write(f"{len(content):>7} {name}\n")
    manifest = {plain: name for plain, (name, _) in sorted(files.items())}
    (STATIC / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    ICONS.write_text(icon_macro(), encoding="utf-8")


def named_files() -> dict[str, tuple[str, bytes]]:
    """Return plain name -> (name that carries the content's hash, content) for everything we serve."""
    files: dict[str, tuple[str, bytes]] = {}
    for font in FONTS:
        content = (ASSETS / "vendor" / font / f"{font}.woff2").read_bytes()
        files[f"{font}.woff2"] = _named(f"{font}.woff2", content)
    for plain, text in (
        ("sertakan.css", _stylesheet(files)),
        ("desk.css", minify(_read("css/desk.css"))),
        ("sertakan.js", _read("js/sertakan.js")),
        ("passkey.js", _read("js/passkey.js")),
        ("settings.css", minify(_read("css/settings.css"))),
        ("settings.js", _read("js/settings.js")),
        ("govuk.js", _govuk_script()),
        ("htmx.js", _read("vendor/htmx/htmx.min.js")),
        ("favicon.svg", _read("favicon.svg")),
    ):
        files[plain] = _named(plain, text.encode())
    return files


def icon_macro() -> str:
    """Return the Jinja macro that paints one of the vendored icons by name."""
    drawings = [*(ASSETS / "vendor/tabler-icons").glob("*.svg"), *(ASSETS / "icons").glob("*.svg")]
    lines = [f"  '{path.stem}': '{_strokes(path)}'," for path in sorted(drawings, key=lambda path: path.stem)]
    return _ICON_TEMPLATE.replace("STROKES", "\n".join(lines))


_ICON_TEMPLATE = """{# Written by sertakan.web.assets.build from Tabler Icons (MIT) and our own; change the list in vendor.py, not this file. #}
{%- set strokes = {
STROKES
} -%}
{# Paint an icon; decorative, so the word beside it must say the same. #}
{%- macro icon(name, class='') -%}
<svg class="s-icon {{ class }}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{{ strokes[name]|safe }}</svg>
{%- endmacro %}
"""


def _strokes(path: Path) -> str:
    drawn = re.findall(r"<(?:path|circle|rect|line) [^>]*/>", path.read_text(encoding="utf-8"))
    return "".join(part.replace(" />", "/>") for part in drawn if 'stroke="none"' not in part)


def _stylesheet(fonts: dict[str, tuple[str, bytes]]) -> str:
    own = "".join(_read(f"css/{name}.css") for name in STYLES)
    for plain, (name, _) in fonts.items():
        own = own.replace(f"url({plain})", f"url({name})")
    notice = "/*! Sertakan; with parts of GOV.UK Frontend (MIT), see THIRD_PARTY.md */"
    return notice + prune(_read("vendor/govuk-frontend/govuk-frontend.min.css")) + minify(own)


def _govuk_script() -> str:
    """Return the base library as a module that starts itself, so that no page needs an inline script."""
    library = re.sub(r"//# sourceMappingURL.*", "", _read("vendor/govuk-frontend/govuk-frontend.min.js"))
    library, exports = re.subn(r"export\s*\{[^}]*\binitAll\b[^}]*\};?\s*$", "", library.strip())
    if exports != 1:
        raise SystemExit("govuk-frontend no longer exports initAll at its end")
    return f'document.body.classList.add("js-enabled","govuk-frontend-supported");{library};initAll();\n'


def _named(plain: str, content: bytes) -> tuple[str, bytes]:
    stem, dot, suffix = plain.partition(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}{dot}{suffix}", content


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    if path.suffix in COMPRESSED:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(content, quality=11))


def _read(relative: str) -> str:
    return (ASSETS / relative).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
