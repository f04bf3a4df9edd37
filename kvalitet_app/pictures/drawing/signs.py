"""The signs of states: shape first, colour second, so that each is told apart in greyscale and by the colour-blind."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from kvalitet_app.pictures.drawing.paths import arc, circle, polygon
from kvalitet_app.pictures.drawing.primitives import Item, Line, Path
from kvalitet_app.pictures.drawing.tokens import Theme

Sign: TypeAlias = Literal[
    "klar",
    "pagar",
    "kommande",
    "forsenad",
    "rutin",
    "saknas",
    "oversyn",
    "avvikelse",
    "info",
    "fraga",
    "samverkan",
    "gron",
    "gul",
    "rod",
]


def sign(kind: Sign, cx: float, cy: float, size: float, theme: Theme, *, color: str = "", on: str = "") -> list[Item]:
    """A sign centred on a point; `on` is the colour inside a filled shape, the sheet's unless said."""
    draw, tint = _DRAW[kind]
    return draw(cx, cy, size / 2, color or getattr(theme, tint), on or theme.surface)


def _klar(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    tick = [(cx - 0.5 * s, cy + 0.02 * s), (cx - 0.12 * s, cy + 0.4 * s), (cx + 0.5 * s, cy - 0.36 * s)]
    return [Path(circle(cx, cy, s), fill=c), Path(polygon(tick, close=False), stroke=on, width=max(1.4, s * 0.26))]


def _pagar(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.4, s * 0.24)
    half = [*arc(cx, cy, s - w / 2, start=0, end=180)]
    return [Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w), Path([*half, ("Z",)], fill=c)]


def _kommande(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.4, s * 0.24)
    return [Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w)]


def _forsenad(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    d, w = s * 1.2, max(1.5, s * 0.3)
    diamond = polygon([(cx, cy - d), (cx + d, cy), (cx, cy + d), (cx - d, cy)])
    return [
        Path(diamond, fill=c),
        Line(cx, cy - 0.62 * s, cx, cy + 0.1 * s, on, w),
        Line(cx, cy + 0.3 * s, cx, cy + 0.3 * s + w, on, w),
    ]


def _sheet(cx: float, cy: float, s: float) -> list[tuple[float, float]]:
    left, top, right, bottom, fold = cx - 0.74 * s, cy - s, cx + 0.74 * s, cy + s, 0.56 * s
    return [(left, top), (right - fold, top), (right, top + fold), (right, bottom), (left, bottom)]


def _rutin(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    return [
        Path(polygon(_sheet(cx, cy, s)), fill=on, stroke=c, width=1.4),
        Line(cx - 0.36 * s, cy, cx + 0.36 * s, cy, c, 1.2),
        Line(cx - 0.36 * s, cy + 0.45 * s, cx + 0.36 * s, cy + 0.45 * s, c, 1.2),
    ]


def _saknas(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    return [
        Path(polygon(_sheet(cx, cy, s)), fill=on, stroke=c, width=1.5, dash=(2.5, 1.7)),
        Line(cx - 0.36 * s, cy - 0.18 * s, cx + 0.36 * s, cy + 0.54 * s, c, 1.5),
        Line(cx + 0.36 * s, cy - 0.18 * s, cx - 0.36 * s, cy + 0.54 * s, c, 1.5),
    ]


def _oversyn(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.4, s * 0.24)
    hands = [(cx, cy - 0.55 * s), (cx, cy + 0.06 * s), (cx + 0.42 * s, cy + 0.3 * s)]
    return [
        Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w),
        Path(polygon(hands, close=False), stroke=c, width=w),
    ]


def _info(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.4, s * 0.2)
    return [
        Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w),
        Line(cx, cy - 0.12 * s, cx, cy + 0.52 * s, c, w),
        Line(cx, cy - 0.48 * s, cx, cy - 0.48 * s + w, c, w),
    ]


def _fraga(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.4, s * 0.2)
    hook = [*arc(cx, cy - 0.2 * s, 0.3 * s, start=270, end=480), ("L", cx, cy + 0.22 * s)]
    return [
        Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w),
        Path(hook, stroke=c, width=w),
        Line(cx, cy + 0.42 * s, cx, cy + 0.42 * s + w, c, w),
    ]


def _samverkan(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    a, w, tip = 0.5 * s, max(1.2, s * 0.14), 0.3 * s
    items: list[Item] = [Path(circle(cx, cy, s - w / 2), fill=on, stroke=c, width=w)]
    for dy, way in ((-0.26 * s, 1), (0.26 * s, -1)):
        end = cx + way * a
        arrow = [(end - way * tip, cy + dy - tip), (end, cy + dy), (end - way * tip, cy + dy + tip)]
        items += [Line(cx - a, cy + dy, cx + a, cy + dy, c, w), Path(polygon(arrow, close=False), stroke=c, width=w)]
    return items


def _gron(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.2, s * 0.2)
    tick = [(cx - 0.46 * s, cy + 0.02 * s), (cx - 0.12 * s, cy + 0.36 * s), (cx + 0.46 * s, cy - 0.32 * s)]
    return [Path(circle(cx, cy, s - w / 2), stroke=c, width=w), Path(polygon(tick, close=False), stroke=c, width=w)]


def _gul(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.2, s * 0.2)
    triangle = polygon([(cx, cy - 0.86 * s), (cx + s, cy + 0.82 * s), (cx - s, cy + 0.82 * s)])
    return [
        Path(triangle, stroke=c, width=w),
        Line(cx, cy - 0.26 * s, cx, cy + 0.24 * s, c, w),
        Line(cx, cy + 0.4 * s, cx, cy + 0.4 * s + w, c, w),
    ]


def _rod(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w, a = max(1.2, s * 0.2), 0.34 * s
    e = 0.86 * s
    square = polygon([(cx - e, cy - e), (cx + e, cy - e), (cx + e, cy + e), (cx - e, cy + e)])
    return [
        Path(square, stroke=c, width=w),
        Line(cx - a, cy - a, cx + a, cy + a, c, w),
        Line(cx + a, cy - a, cx - a, cy + a, c, w),
    ]


def _avvikelse(cx: float, cy: float, s: float, c: str, on: str) -> list[Item]:
    w = max(1.3, s * 0.24)
    triangle = polygon([(cx, cy - 0.9 * s), (cx + s, cy + 0.86 * s), (cx - s, cy + 0.86 * s)])
    return [
        Path(triangle, fill=c),
        Line(cx, cy - 0.3 * s, cx, cy + 0.24 * s, on, w),
        Line(cx, cy + 0.44 * s, cx, cy + 0.44 * s + w, on, w),
    ]


_Draw: TypeAlias = Callable[[float, float, float, str, str], list[Item]]
_DRAW: dict[Sign, tuple[_Draw, str]] = {
    "klar": (_klar, "green"),
    "pagar": (_pagar, "accent"),
    "kommande": (_kommande, "muted"),
    "forsenad": (_forsenad, "red"),
    "rutin": (_rutin, "muted"),
    "saknas": (_saknas, "red"),
    "oversyn": (_oversyn, "yellow"),
    "info": (_info, "accent"),
    "fraga": (_fraga, "yellow"),
    "samverkan": (_samverkan, "accent"),
    "avvikelse": (_avvikelse, "accent"),
    "gron": (_gron, "green"),
    "gul": (_gul, "yellow"),
    "rod": (_rod, "red"),
}
