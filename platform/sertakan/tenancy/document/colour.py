"""Whether people with weak sight can read a regency's colours (WCAG 2.2, criterion 1.4.3)."""

AA_TEXT = 4.5
WHITE = "#ffffff"


def contrast_ratio(first: str, second: str) -> float:
    """Return the WCAG contrast of two ``#rrggbb`` colours, from 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
