"""Two pictures beside each other as one, each under its own heading."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kvalitet_app.pictures.drawing.furniture import new_scene
from kvalitet_app.pictures.drawing.metrics import elide
from kvalitet_app.pictures.drawing.paths import Segment
from kvalitet_app.pictures.drawing.primitives import Item, Line, Path, Rect, Scene, Text, middle
from kvalitet_app.pictures.drawing.tokens import BODY, Theme

HEAD, GAP = 26.0, 32.0


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item so far to the right and down."""
    match item:
        case Rect() | Text():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case Line():
            return replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        case Path():
            return replace(item, segments=[_moved_segment(s, dx, dy) for s in item.segments])


def _moved_segment(segment: Segment, dx: float, dy: float) -> Segment:
    op, *numbers = segment
    return (op, *(n + (dy if i % 2 else dx) for i, n in enumerate(numbers)))


def beside(
    theme: Theme, w: float, parts: Sequence[tuple[str, Callable[[Theme, float], Scene]]], *, title: str
) -> Scene:
    """Parts of equal width from left to right, tops in line."""
    each = (w - GAP * (len(parts) - 1)) / len(parts)
    scenes = [(heading, make(theme, each)) for heading, make in parts]
    s = new_scene(theme, w, HEAD + max(scene.h for _, scene in scenes), title)
    for i, (heading, scene) in enumerate(scenes):
        x = i * (each + GAP)
        s.add(middle(x, 9, elide(heading, each, BODY, "semibold"), BODY, theme.text, face="semibold"))
        s.add(*(moved(item, x, HEAD) for item in scene.items))
    return s
