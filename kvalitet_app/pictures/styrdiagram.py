"""The control chart: months in order, the mean, and the limits that chance keeps within (XmR)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from kvalitet_app.domain.fragor import Sokfraga, narrow
from kvalitet_app.domain.kalender import MONTHS, SHORT_MONTHS
from kvalitet_app.domain.monster.analys import Punkt, Styrdiagram
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.furniture import Labels, empty, new_scene
from kvalitet_app.pictures.drawing.metrics import elide, text_width
from kvalitet_app.pictures.drawing.paths import circle, polygon
from kvalitet_app.pictures.drawing.primitives import Line, Path, Rect, Scene, middle
from kvalitet_app.pictures.drawing.signs import sign
from kvalitet_app.pictures.drawing.tokens import SMALL, Theme

MIN_W, MIN_H = 320, 180
LEFT, TOP, FOOT = 34.0, 30.0, 26.0


def styrdiagram(theme: Theme, w: float, h: float, data: Styrdiagram, *, fraga: Sokfraga | None = None) -> Scene:
    """A point for each month; what stands out has its own sign and, where there is room, its words."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Avvikelser per månad med gränser för slumpen")
    points = data.punkter
    if len(points) < 2:
        return empty(s, theme, "Det behövs minst två hela månader.")
    lines = _limits(data)
    right = min(max([text_width(word, SMALL) for _, word, _ in lines] or [0]) + 16, s.w / 3)
    high = max([point.antal for point in points] + [value for value, _, _ in lines]) or 1
    base, x1 = s.h - FOOT, s.w - right
    step = (x1 - LEFT - 12) / (len(points) - 1)
    xs = [LEFT + 6 + i * step for i in range(len(points))]

    def at(value: float) -> float:
        return base - value * (base - TOP) / high

    if data.ovre is not None and data.undre is not None:
        s.add(Rect(LEFT, at(data.ovre), x1 - LEFT, at(data.undre) - at(data.ovre), fill=theme.raised))
    labels = Labels(s)
    for value, word, dash in lines:
        s.add(Line(LEFT, at(value), x1, at(value), theme.edge, 1, dash))
        labels.put(middle(x1 + 8, at(value), elide(word, right - 8, SMALL), SMALL, theme.muted))
    s.add(Line(LEFT, base, x1, base, theme.edge))
    s.add(Path(polygon([(x, at(p.antal)) for x, p in zip(xs, points, strict=True)], close=False), stroke=theme.accent))
    _scale(s, theme, high, at)
    _points(s, theme, points, (xs, at, step, labels, fraga))
    _months(s, theme, points, xs, base)
    return s


def _limits(data: Styrdiagram) -> list[tuple[float, str, tuple[float, float] | None]]:
    if data.medel is None or data.ovre is None or data.undre is None:
        return []
    found: list[tuple[float, str, tuple[float, float] | None]] = [
        (data.ovre, f"övre gräns {_short(data.ovre)}", (5, 4)),
        (data.medel, f"medel {_short(data.medel)}", None),
    ]
    if data.undre > 0:
        found.append((data.undre, f"nedre gräns {_short(data.undre)}", (5, 4)))
    return found


def _short(value: float) -> str:
    """A limit with a decimal while it is small."""
    return f"{value:.1f}".replace(".", ",") if value < 20 else number(round(value))


def _scale(s: Scene, theme: Theme, high: float, at: Callable[[float], float]) -> None:
    every = next(step for step in _round_steps() if high / step <= 6)
    for value in range(0, int(high) + 1, every):
        said = elide(number(value), LEFT - 10, SMALL)
        s.add(middle(LEFT - 10, at(value), said, SMALL, theme.muted, anchor="end"))


def _round_steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 …"""
    return (digit * 10**power for power in count() for digit in (1, 2, 5))


def _points(
    s: Scene,
    theme: Theme,
    points: Sequence[Punkt],
    place: tuple[list[float], Callable[[float], float], float, Labels, Sokfraga | None],
) -> None:
    xs, at, step, labels, fraga = place
    for x, point in zip(xs, points, strict=True):
        y = at(point.antal)
        if point.signal.startswith("åtta"):
            s.add(Path(circle(x, y, 5), fill=theme.surface, stroke=theme.accent, width=2))
            s.add(Path(circle(x, y, 2), fill=theme.accent))
        elif point.signal:
            s.add(*sign("forsenad", x, y, 14, theme))
            labels.put(middle(x, y - 16, number(point.antal), SMALL, theme.red, face="semibold", anchor="middle"))
        else:
            s.add(Path(circle(x, y, 3.5), fill=theme.accent))
        said = f"{MONTHS[point.manad - 1]} {point.ar}: {number(point.antal)}"
        tip = f"{said}, {point.signal}." if point.signal else f"{said}."
        key = narrow(fraga, ar=point.ar, manad=point.manad)
        left, end = max(x - step / 2, 0), min(x + step / 2, s.w)
        s.add(Rect(left, TOP, end - left, s.h - TOP - FOOT, key=key, tip=tip))


def _months(s: Scene, theme: Theme, points: Sequence[Punkt], xs: list[float], base: float) -> None:
    labels = Labels(s)
    order = sorted(range(len(points)), key=lambda i: (points[i].manad != 1, points[i].manad not in (4, 7, 10), i))
    for i in order:
        point = points[i]
        word = SHORT_MONTHS[point.manad - 1] + (f" {point.ar}" if point.manad == 1 or i == 0 else "")
        if point.manad in (1, 4, 7, 10) or len(points) <= 12:
            labels.put(middle(xs[i], base + 14, word, SMALL, theme.muted, anchor="middle"))
