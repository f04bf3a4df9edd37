"""Sums with colours: mixing, contrast (WCAG 2.2) and the ink that reads on a fill. Colours are "#RRGGBB"."""

from kvalitet_app.pictures.drawing.tokens import Theme


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(a: str, b: str, share: float) -> str:
    """`share` of b over a, as an opaque colour."""
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(rgb(a), rgb(b), strict=True))


def luminance(color: str) -> float:
    """Relative luminance, 0–1."""
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, 1–21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink(fill: str, theme: Theme) -> str:
    """The theme's text colour on a fill, or the opposite one where that reads better."""
    other = theme.surface if luminance(theme.text) < 0.5 else theme.canvas
    return max((theme.text, other), key=lambda color: contrast(color, fill))


def strongest(a: str, b: str, theme: Theme, *, most: float = 1) -> str:
    """As much of b over a, up to the share `most`, as still carries text at 4.6:1."""
    share = most
    while share > 0 and contrast(ink(mix(a, b, share), theme), mix(a, b, share)) < 4.6:
        share = round(share - 0.02, 2)
    return mix(a, b, max(share, 0))
