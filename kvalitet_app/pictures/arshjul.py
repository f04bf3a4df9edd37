"""The year wheel: months and ISO weeks outside, a ring per kind of control, a mark for each week in its state."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus
from kvalitet_app.domain.kalender import MONTHS, SHORT_MONTHS, iso_week
from kvalitet_app.pictures.calendar import STATES, State, state_of
from kvalitet_app.pictures.drawing.colour import mix
from kvalitet_app.pictures.drawing.furniture import legend, legend_width, mark, new_scene, settle
from kvalitet_app.pictures.drawing.metrics import CAP, Face, elide, text_width
from kvalitet_app.pictures.drawing.paths import arc, circle, polar, polygon, ring
from kvalitet_app.pictures.drawing.primitives import Line, Path, Rect, Scene, Text, middle
from kvalitet_app.pictures.drawing.signs import sign
from kvalitet_app.pictures.drawing.tokens import BODY, SMALL, TITLE, Theme, px

A4_LANDSCAPE = (1122.5, 793.7)  # px; with the picture's margin of 24 px this prints on one page
MIN_W, MIN_H = 960.0, 600.0
MARGIN, TOP, BOTTOM = 24.0, 64.0, 20.0
MONTH_RING, WEEK_RING, HOLE = 28.0, 18.0, 0.32
NAMES = 244.0  # the widest that a column of names gets
ROW, HEAD, GAP = 20.0, 24.0, 12.0
WORST: tuple[State, ...] = ("forsenad", "pagar", "kommande", "klar")
RING_NAME = 128.0  # the widest that a ring's name gets: it lies over the marks of its neighbours
MONTHLY = 10  # what comes in so many months of the year is said in one line instead


@dataclass(frozen=True, slots=True)
class Markering:
    """One control on its day. A period from `start` is an arc that ends in its mark."""

    namn: str
    ring: str
    dag: date
    state: State
    key: str = ""
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Arshjul:
    """A year of controls. `ringar` from the outermost in; every mark's ring is one of them."""

    ar: int
    rubrik: str
    undertext: str
    idag: date
    ringar: tuple[str, ...]
    markeringar: tuple[Markering, ...]


def year_of(rows: Sequence[EgenkontrollRow], ar: int, undertext: str, today: date) -> Arshjul:
    """The year of some egenkontroller, a ring for each template in the order of their codes; those called off are
    left out."""
    shown = [row for row in rows if row.status is not EgenkontrollStatus.INSTALLD]
    rings = dict(sorted({row.kod: row.mall for row in shown}.items()))
    marks = (
        Markering(row.mall, row.mall, row.planerad_datum, state_of(row, today), f"egenkontroll={row.id}")
        for row in shown
    )
    return Arshjul(ar, f"Årshjul {ar}", undertext, today, tuple(rings.values()), tuple(marks))


@dataclass(frozen=True, slots=True)
class _Week:
    """Controls of one name in one ring and week: one mark, in the worst of their states."""

    namn: str
    ring: str
    dag: date
    state: State
    antal: int
    key: str
    start: date | None

    @property
    def said(self) -> str:
        return f"{self.namn} ({self.antal} st)" if self.antal > 1 else self.namn


@dataclass(frozen=True, slots=True)
class _Wheel:
    cx: float
    cy: float
    outer: float  # where the months end
    rings: float  # where the rings begin
    hole: float
    each: float
    size: float  # of a mark


def arshjul(theme: Theme, w: float, h: float, data: Arshjul) -> Scene:
    """The wheel with its names; the same layout on screen and, by A4_LANDSCAPE, on paper."""
    count = max(1, len(data.ringar))
    least = 2 * (16 * count + MONTH_RING + WEEK_RING) / (1 - HOLE) + TOP + BOTTOM
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H, least), data.rubrik)
    weeks = _weeks(data.markeringar)
    column = min(NAMES, max([120, *(text_width(m.said, SMALL) + 68 for m in weeks)]))
    radius = max(min((s.h - TOP - BOTTOM) / 2, s.w / 2 - MARGIN - column - 28), least / 2 - TOP)
    rings = radius - MONTH_RING - WEEK_RING
    each = rings * (1 - HOLE * radius / rings) / count
    g = _Wheel(s.w / 2, TOP + (s.h - TOP - BOTTOM) / 2, radius, rings, radius * HOLE, each, 14 if each >= 22 else 11)
    _title(s, theme, data)
    _dial(s, theme, data, g)
    if data.idag.year == data.ar:
        _today(s, theme, data, g)
    for i, name in enumerate(data.ringar):
        _ring(s, theme, [m for m in weeks if m.ring == name], (g, i, name))
    _centre(s, theme, data, g)
    monthly = _monthly(weeks)
    for right in (True, False):
        _names(s, theme, [m for m in weeks if m.namn not in monthly], (data.ar, g, right))
    if monthly:
        said = elide(f"Varje månad: {', '.join(monthly)}", s.w / 2 - g.outer * 0.4, SMALL)
        s.add(middle(s.w - MARGIN, s.h - 14, said, SMALL, theme.muted, anchor="end"))
    return s


def fitted(theme: Theme, w: float, h: float, data: Arshjul) -> Scene:
    """The wheel in the shape of a place, larger than it where it needs room: drawn smaller it fills the place."""
    least = arshjul(theme, 0, 0, data)
    scale = min(1.0, w / least.w, h / least.h)
    return arshjul(theme, w / scale, h / scale, data)


def angle(day: date) -> float:
    """The clock angle of a day: 1 January is up."""
    first = date(day.year, 1, 1)
    return (day - first).days / (date(day.year + 1, 1, 1) - first).days * 360


def _weeks(marks: Sequence[Markering]) -> list[_Week]:
    found: dict[tuple[str, str, tuple[int, int]], list[Markering]] = {}
    for m in sorted(marks, key=lambda m: (m.dag, m.namn, m.key)):
        found.setdefault((m.ring, m.namn, m.dag.isocalendar()[:2]), []).append(m)
    weeks = []
    for (name_of_ring, namn, _), same in found.items():
        state = min((m.state for m in same), key=WORST.index)
        first = next(m for m in same if m.state == state)
        weeks.append(_Week(namn, name_of_ring, same[0].dag, state, len(same), first.key, same[0].start))
    return sorted(weeks, key=lambda m: (m.dag, m.namn))


def _monthly(weeks: Sequence[_Week]) -> list[str]:
    months: dict[str, set[int]] = {}
    for m in weeks:
        months.setdefault(m.namn, set()).add(m.dag.month)
    return sorted(name for name, seen in months.items() if len(seen) >= MONTHLY)


def _title(s: Scene, theme: Theme, data: Arshjul) -> None:
    entries = [
        (mark(state, theme), f"{word} {sum(m.state == state for m in data.markeringar)}")
        for state, word in STATES.items()
    ]
    wide = legend_width(entries)
    legend(s, theme, s.w - MARGIN - wide, 32, entries)
    room = s.w - 2 * MARGIN - wide - 32
    said = elide(data.rubrik, room, TITLE, "semibold")
    s.add(Text(MARGIN, 40, said, TITLE, theme.text, "semibold"))
    after = text_width(said, TITLE, "semibold") + 16
    s.add(Text(MARGIN + after, 40, elide(data.undertext, room - after, BODY), BODY, theme.muted))


def _on_ring(s: Scene, label: Text, g: _Wheel, r: float, at: float) -> None:
    """Straight text along the tangent, centred on radius r, turned so that it is never upside down."""
    upright = not 90 < at % 360 < 270
    shift = (-CAP if upright else CAP) * label.size / 2
    x, y = polar(g.cx, g.cy, r + shift, at)
    turn = at if upright else at + 180
    s.add(Text(x, y, label.text, label.size, label.color, label.face, "middle", turn))


def _dial(s: Scene, theme: Theme, data: Arshjul, g: _Wheel) -> None:
    """The months, the weeks and the empty rings."""
    inner = g.rings + WEEK_RING
    s.add(Path(ring(g.cx, g.cy, inner=inner, outer=g.outer), fill=theme.raised, stroke=theme.line))
    this_month = data.idag.month if data.idag.year == data.ar else 0
    gone = angle(data.idag) if this_month else 360.0 if data.idag.year > data.ar else 0.0
    if gone:
        s.add(Path(ring(g.cx, g.cy, inner=g.hole, outer=inner, end=gone), fill=theme.raised))
    if this_month:
        start, end = _month_angles(data.ar, this_month)
        s.add(Path(ring(g.cx, g.cy, inner=inner, outer=g.outer, start=start, end=end), fill=theme.accent_soft))
    for i in range(max(1, len(data.ringar)) + 1):
        s.add(Path(circle(g.cx, g.cy, g.hole + i * g.each), stroke=theme.line))
    s.add(Path(circle(g.cx, g.cy, inner), stroke=theme.line))
    for month in range(1, 13):
        start, end = _month_angles(data.ar, month)
        s.add(Line(*polar(g.cx, g.cy, g.hole, start), *polar(g.cx, g.cy, g.outer, start), theme.line))
        here = month == this_month
        face: Face = "semibold" if here else "regular"
        name = Text(0, 0, MONTHS[month - 1], BODY, theme.text if here else theme.muted, face)
        _on_ring(s, name, g, g.outer - MONTH_RING / 2, (start + end) / 2)
    _week_ticks(s, theme, data.ar, g)


def _month_angles(ar: int, month: int) -> tuple[float, float]:
    return angle(date(ar, month, 1)), angle(date(ar, month + 1, 1)) if month < 12 else 360.0


def _week_ticks(s: Scene, theme: Theme, ar: int, g: _Wheel) -> None:
    monday = date(ar, 1, 1) + timedelta(days=(7 - date(ar, 1, 1).weekday()) % 7)
    while monday.year == ar:
        at, week = angle(monday), iso_week(monday)
        fifth = week % 5 == 0
        start = polar(g.cx, g.cy, g.rings + WEEK_RING - (6 if fifth else 4), at)
        s.add(Line(*start, *polar(g.cx, g.cy, g.rings + WEEK_RING, at), theme.edge, 1.5 if fifth else 1))
        if fifth:
            _on_ring(s, Text(0, 0, str(week), px(9), theme.muted), g, g.rings + 5.5, at)
        monday += timedelta(days=7)


def _today(s: Scene, theme: Theme, data: Arshjul, g: _Wheel) -> None:
    now = angle(data.idag)
    inner = g.rings + WEEK_RING
    s.add(Line(*polar(g.cx, g.cy, g.hole, now), *polar(g.cx, g.cy, inner, now), theme.accent, 2))
    tip = [
        polar(g.cx, g.cy, g.outer + 1, now),
        polar(g.cx, g.cy, g.outer + 13, now - 1),
        polar(g.cx, g.cy, g.outer + 13, now + 1),
    ]
    s.add(Path(polygon(tip), fill=theme.accent))


def _ring(s: Scene, theme: Theme, weeks: Sequence[_Week], place: tuple[_Wheel, int, str]) -> None:
    """One ring's name on the line of New Year, where little is planned, and its marks, clear of it and each other."""
    g, i, name = place
    r = g.rings - (i + 0.5) * g.each
    size = min(SMALL, g.each - 3)
    said = elide(name, min(1.2 * r, RING_NAME), size)
    half = text_width(said, size) / 2 + 6
    high = min(20, g.each - 2)
    s.add(Rect(g.cx - half, g.cy - r - high / 2, 2 * half, high, fill=theme.surface, radius=10))
    s.add(middle(g.cx, g.cy - r, said, size, theme.text, anchor="middle"))
    if not weeks:
        return
    free = math.degrees(math.asin(min(1, (half + g.size / 2 + 2) / r)))
    apart = min(math.degrees((g.size + 3) / r), (360 - 2 * free) / len(weeks))
    drawn = min(g.size, max(5.0, math.radians(apart) * r - 1.5))
    wanted = [angle(m.dag) - apart / 2 for m in weeks]
    places = settle(wanted, [apart] * len(weeks), low=free - apart / 2, high=360 - free + apart / 2)
    for m, start in zip(weeks, places, strict=True):
        at = start + apart / 2
        if m.start is not None and m.start.year == m.dag.year and angle(m.start) < at:
            s.add(Path(arc(g.cx, g.cy, r, start=angle(m.start), end=at), stroke=theme.accent, width=4))
        x, y = polar(g.cx, g.cy, r, at)
        s.add(*sign(m.state, x, y, drawn, theme))
        reach = max(drawn / 2 + 2, 6)
        tip = f"{m.said}, {m.dag} (v. {iso_week(m.dag)}): {STATES[m.state]}."
        s.add(Rect(x - reach, y - reach, 2 * reach, 2 * reach, key=m.key, tip=tip))


def _centre(s: Scene, theme: Theme, data: Arshjul, g: _Wheel) -> None:
    done = sum(m.state == "klar" for m in data.markeringar)
    s.add(Text(g.cx, g.cy - 16, str(data.ar), TITLE, theme.text, "semibold", "middle"))
    said = f"{done} av {len(data.markeringar)} klara" if data.markeringar else "inget planerat"
    s.add(Text(g.cx, g.cy + 10, elide(said, 2 * g.hole - 12, BODY), BODY, theme.text, "regular", "middle"))
    if data.idag.year == data.ar:
        today = f"i dag {data.idag.day} {SHORT_MONTHS[data.idag.month - 1]}, v. {iso_week(data.idag)}"
        today = elide(today, 1.85 * g.hole, SMALL, "semibold")
        s.add(Text(g.cx, g.cy + 32, today, SMALL, theme.accent, "semibold", "middle"))


def _names(s: Scene, theme: Theme, weeks: Sequence[_Week], place: tuple[int, _Wheel, bool]) -> None:
    """A block of names per month outside the ring: right side January–June down, left side December–July down."""
    ar, g, right = place
    column = min(NAMES, s.w / 2 - MARGIN - g.outer - 28)
    months = range(1, 7) if right else range(12, 6, -1)
    blocks = [(m, [week for week in weeks if week.dag.month == m]) for m in months]
    low, high = TOP, s.h - (40 if right else 16)
    rows = _fit([len(block) for _, block in blocks], int((high - low - 6 * HEAD - 5 * GAP) // ROW))
    heights = [HEAD + ROW * n for n in rows]
    ends = [polar(g.cx, g.cy, g.outer + 4, sum(_month_angles(ar, m)) / 2) for m, _ in blocks]
    tops = settle([y - GAP for _, y in ends], heights, low=low, high=high, gap=GAP)
    x = s.w - MARGIN - column if right else MARGIN
    for (m, block), top, n, end in zip(blocks, tops, rows, ends, strict=True):
        near, far = (x, x + column) if right else (x + column, x)
        line = [(far, top + 20.5), (near + (-8 if right else 8), top + 20.5), end]
        s.add(Path(polygon(line, close=False), stroke=mix(theme.line, theme.edge, 0.45)))
        s.add(middle(x, top + 10, MONTHS[m - 1].capitalize(), BODY, theme.text, face="semibold"))
        shown = n if n == len(block) else max(0, n - 1)
        for k, week in enumerate(block[:shown]):
            _name_row(s, theme, week, (x, top + 34 + ROW * k, column))
        if n and shown < len(block):
            said = f"och {len(block) - shown} till"
            s.add(middle(x + 20, top + 34 + ROW * shown, said, SMALL, theme.muted))


def _fit(wanted: list[int], room: int) -> list[int]:
    """Rows per block, the longest ones shortened until all fit in `room`."""
    rows = list(wanted)
    while sum(rows) > max(room, 0) and max(rows) > 0:
        rows[rows.index(max(rows))] -= 1
    return rows


def _name_row(s: Scene, theme: Theme, week: _Week, place: tuple[float, float, float]) -> None:
    x, y, column = place
    number = f"v. {iso_week(week.dag)}"
    s.add(*sign(week.state, x + 7, y, 12, theme))
    strong: Face = "semibold" if week.state in ("forsenad", "pagar") else "regular"
    said = elide(week.said, column - 32 - text_width(number, SMALL), SMALL, strong)
    s.add(middle(x + 20, y, said, SMALL, theme.red if week.state == "forsenad" else theme.text, face=strong))
    s.add(middle(x + column, y, number, SMALL, theme.muted, anchor="end"))
