"""Outlines from straight lines and Béziers: arcs are cut at 45° here, so that every painter draws the same curve."""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Segment: TypeAlias = tuple[str, *tuple[float, ...]]


def polar(cx: float, cy: float, r: float, degrees: float) -> Point:
    """The point at a clock angle: 0 is up, clockwise."""
    a = math.radians(degrees - 90)
    return cx + r * math.cos(a), cy + r * math.sin(a)


def arc(cx: float, cy: float, r: float, *, start: float, end: float, move: str = "M") -> list[Segment]:
    """An arc between clock angles, backwards if `end` is less than `start`; `move` is "L" to join what came before."""
    n = max(1, math.ceil(abs(end - start) / 45))
    step = (end - start) / n
    k = 4 / 3 * math.tan(math.radians(step) / 4) * r
    out: list[Segment] = [(move, *polar(cx, cy, r, start))]
    for i in range(n):
        a, b = start + i * step, start + (i + 1) * step
        (x0, y0), (x1, y1) = polar(cx, cy, r, a), polar(cx, cy, r, b)
        ta, tb = math.radians(a), math.radians(b)  # the tangent at clock angle t is (cos t, sin t)
        first = (x0 + k * math.cos(ta), y0 + k * math.sin(ta))
        second = (x1 - k * math.cos(tb), y1 - k * math.sin(tb))
        out.append(("C", *first, *second, x1, y1))
    return out


def ring(cx: float, cy: float, *, inner: float, outer: float, start: float = 0, end: float = 360) -> list[Segment]:
    """A ring or a part of one, between clock angles."""
    if end - start >= 360:
        return [
            *arc(cx, cy, outer, start=0, end=360),
            ("Z",),
            *arc(cx, cy, inner, start=360, end=0),
            ("Z",),
        ]
    return [*arc(cx, cy, outer, start=start, end=end), *arc(cx, cy, inner, start=end, end=start, move="L"), ("Z",)]


def circle(cx: float, cy: float, r: float) -> list[Segment]:
    """A whole circle."""
    return [*arc(cx, cy, r, start=0, end=360), ("Z",)]


def polygon(points: Iterable[Point], *, close: bool = True) -> list[Segment]:
    """Straight lines through the points."""
    out: list[Segment] = [("M" if i == 0 else "L", *p) for i, p in enumerate(points)]
    return [*out, ("Z",)] if close else out


def rounded(points: Sequence[Point], r: float) -> list[Segment]:
    """A polyline with rounded corners: the one shape of every connector."""
    out: list[Segment] = [("M", *points[0])]
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        before, after = math.dist(a, b), math.dist(b, c)
        k = min(r, before / 2, after / 2)
        if k < 0.5:
            out.append(("L", *b))
            continue
        p, q = _toward(b, a, k / before), _toward(b, c, k / after)
        out += [("L", *p), ("C", *_toward(p, b, 0.55), *_toward(q, b, 0.55), *q)]
    return [*out, ("L", *points[-1])]


def _toward(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def rounded_box(x: float, y: float, w: float, h: float, *, radius: float) -> list[Segment]:
    """A rectangle with round corners."""
    k = min(radius, w / 2, h / 2)
    return [
        *arc(x + w - k, y + k, k, start=0, end=90),
        *arc(x + w - k, y + h - k, k, start=90, end=180, move="L"),
        *arc(x + k, y + h - k, k, start=180, end=270, move="L"),
        *arc(x + k, y + k, k, start=270, end=360, move="L"),
        ("Z",),
    ]


def corners(segments: Iterable[Segment]) -> list[Point]:
    """Where the segments end."""
    return [points_of(s)[-1] for s in segments if len(s) > 1]


def points_of(segment: Segment) -> list[Point]:
    """The points of a segment, control points first."""
    _, *numbers = segment
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def hatch(x: float, y: float, w: float, h: float, *, step: float = 5) -> list[tuple[Point, Point]]:
    """45° lines cut to a rectangle by arithmetic, as pairs of points: no clip path, and greyscale print keeps them."""
    out: list[tuple[Point, Point]] = []
    c = step
    while c < w + h:
        low = (x + c, y + h) if c <= w else (x + w, y + h - (c - w))
        high = (x, y + h - c) if c <= h else (x + c - h, y)
        out.append((high, low))
        c += step
    return out
