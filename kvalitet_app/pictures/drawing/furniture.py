"""What the pictures share: the empty scene, headings, legends, and keeping labels apart."""

from collections.abc import Callable, Sequence

from kvalitet_app.pictures.drawing.colour import mix
from kvalitet_app.pictures.drawing.metrics import elide, text_width
from kvalitet_app.pictures.drawing.paths import hatch
from kvalitet_app.pictures.drawing.primitives import Box, Item, Line, Rect, Scene, Text, bounds, middle
from kvalitet_app.pictures.drawing.signs import Sign, sign
from kvalitet_app.pictures.drawing.tokens import BODY, SECTION, SMALL, Theme

Entry = tuple[Callable[[float, float], Sequence[Item]], str]  # draws a 14 px mark at a centre; its word


def new_scene(theme: Theme, w: float, h: float, title: str) -> Scene:
    """An empty picture on the page's sheet; `title` is what a screen reader says."""
    return Scene(w, h, theme.surface, title)


def heading(scene: Scene, theme: Theme, x: float, cy: float, text: str, *, note: str = "", room: float = 1e6) -> float:
    """A section's heading with a quiet note after it, cut to `room`. Returns where it ends."""
    said = elide(text, room, SECTION, "semibold")
    scene.add(middle(x, cy, said, SECTION, theme.text, face="semibold"))
    end = x + text_width(said, SECTION, "semibold")
    rest = elide(note, x + room - end - 12, SMALL) if note else ""
    if rest:
        scene.add(middle(end + 12, cy, rest, SMALL, theme.muted))
        end += 12 + text_width(rest, SMALL)
    return end


def swatch(fill: str, *, stroke: str | None = None) -> Callable[[float, float], list[Item]]:
    """A legend's mark: a small square of a colour."""
    return lambda x, y: [Rect(x - 7, y - 7, 14, 14, fill=fill, stroke=stroke, radius=2)]


def hatched(theme: Theme, x: float, y: float, w: float, h: float) -> list[Item]:
    """A box in the hatching that means one and the same case."""
    soft, color = mix(theme.surface, theme.accent, 0.14), mix(theme.surface, theme.accent, 0.55)
    items: list[Item] = [Rect(x, y, w, h, fill=soft)]
    items += [Line(*a, *b, color) for a, b in hatch(x, y, w, h)]
    if w > 1 and h > 1:
        items.append(Rect(x + 0.5, y + 0.5, w - 1, h - 1, stroke=theme.accent))
    return items


def hatched_mark(theme: Theme) -> Callable[[float, float], list[Item]]:
    """A legend's mark: the hatching."""
    return lambda x, y: hatched(theme, x - 7, y - 7, 14, 14)


def mark(kind: Sign, theme: Theme) -> Callable[[float, float], list[Item]]:
    """A legend's mark: a sign."""
    return lambda x, y: sign(kind, x, y, 14, theme)


def legend_width(entries: Sequence[Entry], *, gap: float = 24) -> float:
    """How wide a legend in one line is."""
    return sum(22 + text_width(word, SMALL) for _, word in entries) + gap * (len(entries) - 1)


def legend(
    scene: Scene, theme: Theme, x: float, cy: float, entries: Sequence[Entry], *, gap: float = 24, room: float = 1e6
) -> float:
    """Marks with their words on one line from x; entries that do not fit in `room` go to lines below.

    Returns the centre line of the last row.
    """
    at = x
    for draw, word in entries:
        said = elide(word, room - 22, SMALL)
        if at > x and at + 22 + text_width(said, SMALL) > x + room:
            at, cy = x, cy + 20
        scene.add(*draw(at + 7, cy))
        scene.add(middle(at + 22, cy, said, SMALL, theme.muted))
        at += 22 + text_width(said, SMALL) + gap
    return cy


def empty(scene: Scene, theme: Theme, sentence: str) -> Scene:
    """The picture of no data: one sentence in its middle."""
    said = elide(sentence, scene.w - 16, BODY)
    scene.add(middle(scene.w / 2, scene.h / 2, said, BODY, theme.muted, anchor="middle"))
    return scene


def settle(wanted: Sequence[float], sizes: Sequence[float], *, low: float, high: float, gap: float = 0) -> list[float]:
    """Blocks in order, each as near its wanted start as it gets without touching: push on, then back from the end.

    Where they do not fit between `low` and `high` they are spread evenly and may touch.
    """
    if not wanted:
        return []
    if sum(sizes) + gap * (len(sizes) - 1) > high - low:
        share = (high - low) / sum(sizes)
        starts = [low]
        for size in sizes[:-1]:
            starts.append(starts[-1] + size * share)
        return starts
    places = list(wanted)
    places[0] = max(places[0], low)
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + sizes[i - 1] + gap)
    places[-1] = min(places[-1], high - sizes[-1])
    for i in range(len(places) - 2, -1, -1):
        places[i] = min(places[i], places[i + 1] - sizes[i] - gap)
    return places


class Labels:
    """Puts labels on a scene, first come first served: one that would touch an earlier one is left out."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.taken: list[Box] = []

    def put(self, label: Text) -> bool:
        """Add the label if there is room. Says whether it was added."""
        left, top, right, bottom = bounds(label)
        if left < 0 or top < 0 or right > self.scene.w or bottom > self.scene.h:
            return False
        for a, b, c, d in self.taken:
            if min(right, c) - max(left, a) > -1 and min(bottom, d) - max(top, b) > 0:
                return False
        self.taken.append((left, top, right, bottom))
        self.scene.add(label)
        return True
