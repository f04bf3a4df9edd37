"""Causes from the most frequent down, with the line of their running share: few causes carry most events."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import number, percent
from kvalitet_app.pictures.drawing.furniture import Labels, empty, new_scene
from kvalitet_app.pictures.drawing.metrics import elide, text_width, wrap
from kvalitet_app.pictures.drawing.paths import circle, polygon
from kvalitet_app.pictures.drawing.primitives import Line, Path, Rect, Scene, Text, middle
from kvalitet_app.pictures.drawing.tokens import BODY, SMALL, Theme

MIN_W, MIN_H = 300, 200
RIGHT, HEAD, FOOT = 44.0, 24.0, 56.0
MOST = 0.8
CLEAR = 10.0  # between a line and the middle of a word
LYING_HEAD, LEAST_ROW, TWO_LINES, COUNTS, SHARES = 18.0, 20.0, 33.0, 52.0, 52.0


@dataclass(frozen=True, slots=True)
class Orsaksstapel:
    """A cause, its events, and what a press opens."""

    namn: str
    antal: int
    key: Sokfraga | None = None


def pareto(theme: Theme, w: float, h: float, causes: Sequence[Orsaksstapel]) -> Scene:
    """The left scale 0…sum and the right one 0…100 % are the same height, so the line starts on the first bar."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Orsaker, de vanligaste först")
    total = sum(cause.antal for cause in causes)
    if not total:
        return empty(s, theme, "Inga orsaker är angivna än.")
    step = (s.w - RIGHT) / len(causes)
    if any(line.endswith("…") for cause in causes for line in wrap(cause.namn, step - 4, SMALL, lines=3)):
        _lying(s, theme, causes, total)
        return s
    base, unit = s.h - FOOT, (s.h - FOOT - HEAD) / total
    limit = base - unit * total * MOST
    s.add(Line(0, limit, s.w - RIGHT, limit, theme.edge, 1, (4, 3)))
    s.add(middle(s.w, limit, "80 %", SMALL, theme.muted, anchor="end"))
    labels, dots, run = Labels(s), [], 0
    for k, cause in enumerate(causes):
        few = run < MOST * total
        run += cause.antal
        _bar(labels, theme, cause, (k * step, step, base, unit, few, total))
        dots.append((k * step + step / 2, base - unit * run, run))
    s.add(Path(polygon([(x, y) for x, y, _ in dots], close=False), stroke=theme.series[1], width=2))
    for x, y, n in dots:
        s.add(Path(circle(x, y, 4), fill=theme.surface, stroke=theme.series[1], width=2))
        labels.put(_share(theme, (x, y), percent(n, total), limit))
    s.add(Line(0, base, s.w - RIGHT, base, theme.edge))
    return s


def _share(theme: Theme, at: tuple[float, float], said: str, limit: float) -> Text:
    """What of all a dot stands for: above it to the left, or below to the right where the limit would go through it."""
    x, y = at
    if abs(y - 12 - limit) < CLEAR:
        return middle(x + 8, y + 13, said, SMALL, theme.text)
    return middle(max(x - 6, 30), y - 12, said, SMALL, theme.text, anchor="end")


def _lying(s: Scene, theme: Theme, causes: Sequence[Orsaksstapel], total: int) -> None:
    """Where the names have no room under columns: lying bars, the running share at the right edge."""
    names = min(max(text_width(cause.namn, SMALL) for cause in causes) + 12, s.w * 0.5)
    row = max(min((s.h - LYING_HEAD) / len(causes), 40.0), LEAST_ROW)
    shown = causes[: max(int((s.h - LYING_HEAD) // row), 1)]
    unit = max(s.w - names - COUNTS - SHARES, 10) / max(cause.antal for cause in causes)
    s.add(middle(s.w, 8, elide("hittills av alla", s.w, SMALL), SMALL, theme.muted, anchor="end"))
    run = 0
    for n, cause in enumerate(shown):
        few, mid = run < MOST * total, LYING_HEAD + row * (n + 0.5)
        run += cause.antal
        lines = wrap(cause.namn, names - 12, SMALL, lines=2 if row >= TWO_LINES else 1)
        for k, line in enumerate(lines):
            s.add(middle(0, mid + 16 * (k - (len(lines) - 1) / 2), line, SMALL, theme.text))
        wide = max(cause.antal * unit, 1)
        s.add(Rect(names, mid - 7, wide, 14, fill=theme.accent if few else theme.past, radius=2))
        count = elide(number(cause.antal), COUNTS - 12, BODY, "semibold")
        s.add(middle(names + wide + 6, mid, count, BODY, theme.text, face="semibold"))
        s.add(middle(s.w, mid, percent(run, total), SMALL, theme.muted, anchor="end"))
        tip = f"{cause.namn}: {number(cause.antal)}, {percent(cause.antal, total)}."
        s.add(Rect(0, mid - row / 2, s.w, row, key=cause.key, tip=tip))


def _bar(
    labels: Labels, theme: Theme, cause: Orsaksstapel, place: tuple[float, float, float, float, bool, int]
) -> None:
    s, (x, step, base, unit, few, total) = labels.scene, place
    wide, high = max(step - 16, 6), cause.antal * unit
    left = x + (step - wide) / 2
    fill = theme.accent if few else theme.past
    s.add(Rect(left, base - high, wide, high, fill=fill))
    inside = few and high > 44 and text_width(number(cause.antal), BODY, "semibold") < wide
    y = base - high + 16 if inside else base - high - 12
    color = theme.on_accent if inside else theme.text
    labels.put(middle(x + step / 2, y, number(cause.antal), BODY, color, face="semibold", anchor="middle"))
    for i, line in enumerate(wrap(cause.namn, step - 4, SMALL, lines=3)):
        said = elide(line, step - 4, SMALL)
        s.add(middle(x + step / 2, base + 14 + 16 * i, said, SMALL, theme.text, anchor="middle"))
    tip = f"{cause.namn}: {number(cause.antal)}, {percent(cause.antal, total)}."
    s.add(Rect(x, HEAD, step, s.h - HEAD, key=cause.key, tip=tip))
