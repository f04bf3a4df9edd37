"""Columns of this year beside last year's; one concentrated case hatched on top, or shown with and without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kvalitet_app.domain.fragor import Sokfraga, narrow
from kvalitet_app.domain.kalender import MONTHS, SHORT_MONTHS
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.furniture import (
    Entry,
    Labels,
    empty,
    hatched,
    hatched_mark,
    legend,
    new_scene,
    swatch,
)
from kvalitet_app.pictures.drawing.metrics import elide, text_width
from kvalitet_app.pictures.drawing.primitives import Line, Rect, Scene, Text, middle
from kvalitet_app.pictures.drawing.tokens import BODY, FIGURE, SMALL, Theme

MIN_W, MIN_H = 240, 120
SIDE_BY_SIDE = 900  # from this width, with and without stand beside each other


@dataclass(frozen=True, slots=True)
class Pair:
    """One place on the axis. None is a month that has not come or a year not measured; 0 is a counted nought.

    `concentrated` (`_before`) is the part of `now` that is one and the same case; `said` is the place as a tip says it.
    """

    label: str
    now: int | None
    before: int | None
    concentrated: int = 0
    said: str = ""
    key_now: Sokfraga | None = None
    key_before: Sokfraga | None = None
    concentrated_before: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of pairs. `what` is what is counted, in plural; `figure` and `headline` stand above a panel."""

    title: str
    name_now: str
    name_before: str
    pairs: tuple[Pair, ...]
    what: str = "avvikelser"
    figure: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where one panel draws: its box, and px for one event."""

    x: float
    top: float
    w: float
    base: float
    unit: float


def month_columns(
    ar: int,
    now: Sequence[int | None],
    before: Sequence[int | None],
    *,
    title: str,
    concentrated: Sequence[int] = (),
    concentrated_before: Sequence[int] = (),
    fraga: Sokfraga | None = None,
    what: str = "avvikelser",
    name_now: str = "",
) -> Columns:
    """Twelve months of `ar` beside those of the year before. `now` may be shorter than twelve."""
    pairs = []
    for i, (short, long) in enumerate(zip(SHORT_MONTHS, MONTHS, strict=True)):
        pairs.append(
            Pair(
                short,
                now[i] if i < len(now) else None,
                before[i] if i < len(before) else None,
                concentrated=concentrated[i] if i < len(concentrated) else 0,
                concentrated_before=concentrated_before[i] if i < len(concentrated_before) else 0,
                said=long,
                key_now=narrow(fraga, ar=ar, manad=i + 1),
                key_before=narrow(fraga, ar=ar - 1, manad=i + 1),
            )
        )
    return Columns(title, name_now or str(ar), str(ar - 1), tuple(pairs), what)


def columns(theme: Theme, w: float, h: float, data: Columns) -> Scene:
    """One panel, the concentrated case hatched on top of its column. Every column carries its figure."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), data.title)
    if not data.pairs:
        return empty(s, theme, "Det finns inget att visa.")
    head = _headline(s, theme, data, x=0, y=0, w=s.w)
    below = legend(s, theme, 0, head + 9, _entries(theme, [data]), room=s.w) + 9
    frame = _Frame(0, below, s.w, s.h - 26, (s.h - 26 - below - 22) / _highest([data]))
    _panel(s, theme, data, frame)
    return s


def with_and_without(theme: Theme, w: float, h: float, data: Columns, without: Columns) -> Scene:
    """The same year with and without the concentrated case, in one scale: the empty space is the message."""
    s = new_scene(theme, max(w, MIN_W), max(h, 2 * MIN_H), data.title)
    without = replace(without, pairs=tuple(_less(pair) for pair in without.pairs))
    both = [data, without]
    if not data.pairs:
        return empty(s, theme, "Det finns inget att visa.")
    if s.w >= SIDE_BY_SIDE:
        half = (s.w - 48) / 2
        head = max(_headline(s, theme, each, x=k * (half + 48), y=0, w=half) for k, each in enumerate(both))
        below = legend(s, theme, 0, head + 9, _entries(theme, both), room=s.w) + 9
        unit = (s.h - 26 - below - 22) / _highest(both)
        for k, each in enumerate(both):
            _panel(s, theme, each, _Frame(k * (half + 48), below, half, s.h - 26, unit))
        return s
    _stack(s, theme, both)
    return s


def _stack(s: Scene, theme: Theme, both: list[Columns]) -> None:
    """Panels one above the other, each as high as its highest column, in one scale."""
    fixed = 22 + 26  # figures above the columns, labels below
    heads = [44.0 if each.figure else 0.0 for each in both]
    below = legend(s, theme, 0, 9, _entries(theme, both), room=s.w) + 15
    room = s.h - below - sum(heads) - 2 * fixed - 16
    unit = max(room, 20) / sum(_highest([each]) for each in both)
    for each, head in zip(both, heads, strict=True):
        _headline(s, theme, each, x=0, y=below, w=s.w)
        base = below + head + 22 + _highest([each]) * unit
        _panel(s, theme, each, _Frame(0, below + head, s.w, base, unit))
        below = base + 26 + 16


def _less(pair: Pair) -> Pair:
    left = None if pair.now is None else pair.now - pair.concentrated
    before = None if pair.before is None else pair.before - pair.concentrated_before
    return replace(pair, now=left, before=before, concentrated=0, concentrated_before=0)


def _highest(panels: Sequence[Columns]) -> int:
    return max([1, *(n for each in panels for pair in each.pairs for n in (pair.now, pair.before) if n)])


def _headline(s: Scene, theme: Theme, data: Columns, *, x: float, y: float, w: float) -> float:
    """The panel's own figure and what it counts. Returns where it ends."""
    if not data.figure:
        return y
    s.add(Text(x, y + 26, data.figure, FIGURE, theme.text, "semibold"))
    after = x + text_width(data.figure, FIGURE, "semibold") + 10
    s.add(Text(after, y + 26, elide(data.headline, x + w - after, BODY), BODY, theme.text))
    return y + 40


def _entries(theme: Theme, panels: Sequence[Columns]) -> list[Entry]:
    data = panels[0]
    entries: list[Entry] = []
    if any(pair.before is not None for pair in data.pairs):
        entries.append((swatch(theme.past), data.name_before))
    entries.append((swatch(theme.accent), data.name_now))
    case = sum(pair.concentrated for pair in data.pairs)
    if case:
        entries.append((hatched_mark(theme), f"{data.name_now}, en och samma brukare: {number(case)}"))
    return entries


def _panel(s: Scene, theme: Theme, data: Columns, f: _Frame) -> None:
    step = f.w / len(data.pairs)
    both = min(48.0, step * 0.72)
    alone = all(pair.before is None for pair in data.pairs)
    thin, wide = (0.0, both * 0.75) if alone else (both * 0.36, both * 0.6)
    strong: list[Text] = []
    quiet: list[Text] = []
    names: list[Text] = []
    for i, pair in enumerate(data.pairs):
        mid = f.x + step * (i + 0.5)
        left = mid - (thin + wide + 2) / 2
        if pair.before is not None:
            quiet.append(_past(s, theme, data, f, (pair, left, thin)))
        if pair.now is not None:
            strong.append(_present(s, theme, data, f, (pair, left + (0 if alone else thin + 2), wide)))
        label = elide(pair.label, step - 2, SMALL)
        names.append(middle(mid, f.base + 14, label, SMALL, theme.muted, anchor="middle"))
    s.add(Line(f.x, f.base, f.x + f.w, f.base, theme.edge))
    labels = Labels(s)
    for label_text in (*sorted(strong, key=lambda t: t.y), *sorted(quiet, key=lambda t: t.y), *names):
        labels.put(label_text)


def _past(s: Scene, theme: Theme, data: Columns, f: _Frame, column: tuple[Pair, float, float]) -> Text:
    pair, x, w = column
    value = pair.before or 0
    high = max(value * f.unit, 1)
    tip = f"{_place(pair)} {data.name_before}: {number(value)} {data.what}."
    s.add(Rect(x, f.base - high, w, high, fill=theme.past, radius=min(2.0, w / 3), key=pair.key_before, tip=tip))
    return middle(x + w / 2, f.base - high - 10, number(value), SMALL, theme.muted, anchor="middle")


def _present(s: Scene, theme: Theme, data: Columns, f: _Frame, column: tuple[Pair, float, float]) -> Text:
    pair, x, w = column
    value = pair.now or 0
    case = min(pair.concentrated, value) * f.unit
    high = max(value * f.unit, 1)
    tip = f"{_place(pair)} {data.name_now}: {number(value)} {data.what}"
    if pair.concentrated:
        tip += f", varav {number(pair.concentrated)} gäller en och samma brukare"
    s.add(
        Rect(
            x,
            f.base - high + case,
            w,
            high - case,
            fill=theme.accent,
            radius=0 if case else min(2.0, w / 3),
            key=pair.key_now,
            tip=f"{tip}.",
        )
    )
    if case:
        s.add(*hatched(theme, x, f.base - high, w, case))
        s.add(Rect(x, f.base - high, w, case, key=pair.key_now, tip=f"{tip}."))
    return middle(x + w / 2, f.base - high - 10, number(value), SMALL, theme.text, face="semibold", anchor="middle")


def _place(pair: Pair) -> str:
    said = pair.said or pair.label
    return said[:1].upper() + said[1:]
