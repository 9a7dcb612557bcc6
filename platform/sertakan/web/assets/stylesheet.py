"""Cut the vendored stylesheet down to what our pages use, and give it the properties that carry a regency's colours."""

import re
from collections.abc import Iterator

# Components, crests and helpers of the base library that no page of ours shows.
DROPPED = re.compile(
    r"\.govuk-(?:accordion|breadcrumbs|cookie-banner|exit-this-page|feedback|footer|generic-header|header|"
    r"language-navigation|logo|phase-banner|service-navigation|tabs|pagination|main-wrapper--auto-spacing|"
    r"button--start|button--inverse|list--spaced--|link--inverse|panel|tag|summary-card|table|section-break|"
    r"drop-zone|grid-column-[a-z-]+-from-desktop|"
    r"\\?!-(?:static|padding|margin-(?:left|right|\d)|display|font-(?:tabular|size|weight-regular)))"
)
# Old Internet Explorer, and print rules that we write anew in one place.
DROPPED_MEDIA = re.compile(r"-ms-high-contrast|\\0|^@media (?:only )?print")
FONT_FAMILY = re.compile(
    r"font-family:GDS Transport,[^;}]*(?:;-webkit-font-smoothing:[^;}]*;-moz-osx-font-smoothing:[^;}]*)?;?"
)

# What version 6 leaves fixed, and the property that carries it for a regency.
FIXED_COLOURS = {
    "#0f7a52": "var(--s-button)",
    "#0b5c3e": "var(--s-button-hover)",
    "#083d29": "var(--s-button-edge)",
}


def prune(css: str) -> str:
    """Return the vendored stylesheet without its font, its crest, and the components we do not use."""
    css = FONT_FAMILY.sub("", re.sub(r"/\*.*?\*/|@charset[^;]*;|\ufeff", "", css, flags=re.S))
    for fixed, carried in FIXED_COLOURS.items():
        css = css.replace(fixed, carried)
    return _merge_media(_kept(css))


def minify(css: str) -> str:
    """Return our own stylesheet without comments and idle white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


def _kept(css: str) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    for head, body in _blocks(css):
        if head.startswith(("@font-face", "@-ms-viewport")) or (
            head.startswith("@media") and DROPPED_MEDIA.search(head)
        ):
            continue
        if head.startswith(("@media", "@supports")):
            inner = _merge_media(_kept(body))
            if inner:
                kept.append((head, inner))
            continue
        selectors = [part for part in head.split(",") if not DROPPED.search(part)]
        if selectors and body and "/assets/" not in body:
            kept.append((",".join(selectors), body))
    return kept


def _merge_media(blocks: list[tuple[str, str]]) -> str:
    """Join neighbours under the same condition; order, and so the cascade, stays as it was."""
    merged: list[tuple[str, str]] = []
    for head, body in blocks:
        if merged and head.startswith("@") and merged[-1][0] == head:
            merged[-1] = (head, merged[-1][1] + body)
        else:
            merged.append((head, body))
    return "".join(f"{head}{{{body}}}" for head, body in merged)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield each block of one level as its head and what stands between its braces."""
    depth, start, opened = 0, 0, 0
    for sign in re.finditer(r"[{}]", css):
        if sign.group() == "{":
            if depth == 0:
                opened = sign.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : sign.start()].rstrip(";")
                start = sign.end()
