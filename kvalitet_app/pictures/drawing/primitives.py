"""A picture as data: a layout makes a `Scene` of Rect, Line, Path and Text; thin painters draw it in window and PDF.

Unit: px at 100 % (1 px is 0.75 pt on paper), y downwards; a Text stands on its baseline. There are no clip paths and
no transparency, so that every painter draws the very same picture.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.pictures.drawing.metrics import CAP, Face, text_width
from kvalitet_app.pictures.drawing.paths import Segment, corners, points_of

Key: TypeAlias = Sokfraga | str | None  # what a press opens: rows of the register, or something that the page knows
Anchor: TypeAlias = Literal["start", "middle", "end"]
Dash: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

DESCENT = 0.2  # below the baseline, share of the size


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, with round corners if `radius` is above 0. `key` is what a click opens, `tip` a whole sentence."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1
    radius: float = 0
    dash: Dash | None = None
    key: Key = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line with flat ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 1
    dash: Dash | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Segments ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",), filled by the even–odd rule."""

    segments: list[Segment]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1
    dash: Dash | None = None
    key: Key = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `angle` in degrees, clockwise, about (x, y)."""

    x: float
    y: float
    text: str
    size: float
    color: str
    face: Face = "regular"
    anchor: Anchor = "start"
    angle: float = 0


Item: TypeAlias = Rect | Line | Path | Text
Target: TypeAlias = Rect | Path  # what can carry a key


@dataclass(slots=True)
class Scene:
    """A picture: its size, its accessible name and its items, the last one on top."""

    w: float
    h: float
    background: str
    title: str = ""
    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Put items on top."""
        self.items.extend(items)

    def targets(self) -> list[Target]:
        """The items that open something, in reading order of the layout."""
        return [item for item in self.items if isinstance(item, Rect | Path) and item.key]

    def hit(self, x: float, y: float) -> Target | None:
        """The topmost item with a key at a point."""
        for item in reversed(self.items):
            if isinstance(item, Rect | Path) and item.key:
                left, top, right, bottom = bounds(item)
                within = left <= x <= right and top <= y <= bottom
                if within and (isinstance(item, Rect) or inside(item, x, y)):
                    return item
        return None


def inside(path: Path, x: float, y: float) -> bool:
    """Even–odd test on a path's corners: interlocking chevrons need more than their boxes."""
    points = corners(path.segments)
    odd = False
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


def bounds(item: Item) -> Box:
    """The box around an item; a text's is from the capitals' top to the descenders."""
    if isinstance(item, Rect):
        return item.x, item.y, item.x + item.w, item.y + item.h
    if isinstance(item, Line):
        return _around(((item.x1, item.y1), (item.x2, item.y2)))
    if isinstance(item, Path):
        return _around([point for segment in item.segments for point in points_of(segment)])
    width = text_width(item.text, item.size, item.face)
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[item.anchor]
    up, down = -CAP * item.size, DESCENT * item.size
    a = math.radians(item.angle)
    places = [(left, up), (left + width, up), (left, down), (left + width, down)]
    return _around(
        [(item.x + x * math.cos(a) - y * math.sin(a), item.y + x * math.sin(a) + y * math.cos(a)) for x, y in places]
    )


def _around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def middle(
    x: float, cy: float, text: str, size: float, color: str, *, face: Face = "regular", anchor: Anchor = "start"
) -> Text:
    """Text whose capitals, not its line box, are centred on the line `cy`."""
    return Text(x, cy + CAP * size / 2, text, size, color, face, anchor)
