"""The month view: ISO weeks, Monday first, red days, today and pills with state; the weekend is narrower."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, EgenkontrollStatus
from kvalitet_app.domain.kalender import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, iso_week, month_grid, red_day
from kvalitet_app.pictures.drawing.furniture import legend, mark, new_scene
from kvalitet_app.pictures.drawing.metrics import Face, elide, text_width
from kvalitet_app.pictures.drawing.paths import circle
from kvalitet_app.pictures.drawing.primitives import Line, Path, Rect, Scene, middle
from kvalitet_app.pictures.drawing.signs import sign
from kvalitet_app.pictures.drawing.tokens import SMALL, Theme

State: TypeAlias = Literal["klar", "pagar", "forsenad", "kommande"]
STATES: dict[State, str] = {"klar": "klar", "pagar": "pågår", "forsenad": "försenad", "kommande": "kommande"}

MIN_W, MIN_H = 640, 360
WEEK, HEAD, FOOT = 44.0, 26.0, 30.0
NUMBER, PILL, GAP = 28.0, 22.0, 2.0


def state_of(row: EgenkontrollRow, today: date) -> State:
    """Klar, pågår, försenad or kommande."""
    if row.status is EgenkontrollStatus.GENOMFORD:
        return "klar"
    if row.is_overdue(today):
        return "forsenad"
    return "pagar" if row.status is EgenkontrollStatus.PAGAR else "kommande"


@dataclass(frozen=True, slots=True)
class Handelse:
    """Something on a day."""

    titel: str
    state: State
    key: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month to draw; "+ n till" has the day as its key, "dag=2025-11-03"."""

    ar: int
    manad: int
    idag: date
    handelser: Mapping[date, tuple[Handelse, ...]]


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    y: float
    w: float
    h: float


def calendar(theme: Theme, w: float, h: float, data: Month) -> Scene:
    """The weeks of a month, filled up with days of the months beside it."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), f"{MONTHS[data.manad - 1].capitalize()} {data.ar}")
    weekend = min(136.0, (s.w - WEEK) * 0.125)
    workday = (s.w - WEEK - 2 * weekend) / 5
    xs = [WEEK + i * workday for i in range(6)] + [s.w - weekend, s.w]
    weeks = month_grid(data.ar, data.manad)
    row = (s.h - HEAD - FOOT) / len(weeks)
    s.add(Rect(xs[5], HEAD, 2 * weekend, len(weeks) * row, fill=theme.raised))
    s.add(middle(0, HEAD / 2, "vecka", SMALL, theme.muted))
    for i, name in enumerate(WEEKDAYS if weekend > 72 else SHORT_WEEKDAYS):
        s.add(middle(xs[i] + 8, HEAD / 2, name, SMALL, theme.red if i == 6 else theme.muted))
    _lines(s, theme, xs, (len(weeks), row))
    for r, week in enumerate(weeks):
        y, this = HEAD + r * row, week[0] <= data.idag <= week[6]
        tint = theme.accent if this else theme.muted
        face: Face = "semibold" if this else "regular"
        s.add(middle(0, y + 15, f"v. {iso_week(week[0])}", SMALL, tint, face=face))
        for i, day in enumerate(week):
            _day(s, theme, data, _Cell(xs[i], y, xs[i + 1] - xs[i], row), day)
    _foot(s, theme)
    return s


def _lines(s: Scene, theme: Theme, xs: list[float], rows: tuple[int, float]) -> None:
    count, row = rows
    for r in range(count + 1):
        s.add(Line(0, HEAD + r * row, s.w, HEAD + r * row, theme.line))
    for x in xs[:-1]:
        s.add(Line(x, HEAD, x, HEAD + count * row, theme.line))


def _foot(s: Scene, theme: Theme) -> None:
    y = s.h - 11
    legend(s, theme, 0, y, [(mark(state, theme), word) for state, word in STATES.items()])
    said = "siffra i rött: söndag eller helgdag"
    s.add(middle(s.w, y, said, SMALL, theme.red, anchor="end"))


def _day(s: Scene, theme: Theme, data: Month, cell: _Cell, day: date) -> None:
    outside, holiday, today = day.month != data.manad, red_day(day) or "", day == data.idag
    items = data.handelser.get(day, ())
    # A pill is never given up for "+ n till": that stands on the number row.
    room = max(0, int((cell.h - NUMBER - 2) // (PILL + GAP)))
    hidden = len(items) - min(room, len(items))
    right = cell.x + cell.w - 8
    if hidden:
        right -= _hidden(s, theme, data, (cell, day, hidden)) + 8
    number = (
        f"{day.day} {SHORT_MONTHS[day.month - 1]}" if outside and (day.day == 1 or not day.weekday()) else f"{day.day}"
    )
    if today:
        s.add(Rect(cell.x, cell.y, cell.w, cell.h, stroke=theme.accent, width=2))
        s.add(Path(circle(cell.x + 17, cell.y + 15, 12), fill=theme.accent))
        s.add(middle(cell.x + 17, cell.y + 15, number, SMALL, theme.on_accent, face="semibold", anchor="middle"))
        left, said, tint = cell.x + 36, holiday or "i dag", theme.accent
    else:
        red = day.weekday() == 6 or bool(holiday)
        color = theme.red if red else theme.muted if outside else theme.text
        s.add(middle(cell.x + 8, cell.y + 15, number, SMALL, color, face="regular" if outside else "semibold"))
        left, said, tint = cell.x + 16 + text_width(number, SMALL, "semibold"), holiday, theme.red
    if said and right - left > 24:
        s.add(middle(left, cell.y + 15, elide(said, right - left, SMALL), SMALL, tint))
    for k, item in enumerate(items[:room]):
        _pill(s, theme, _Cell(cell.x + 4, cell.y + NUMBER + k * (PILL + GAP), cell.w - 8, PILL), item, day)


def _hidden(s: Scene, theme: Theme, data: Month, what: tuple[_Cell, date, int]) -> float:
    """The words "+ n till", which open the day. Returns their width."""
    cell, day, count = what
    said = f"+ {count} till" if cell.w > 96 else f"+{count}"
    wide = text_width(said, SMALL, "semibold")
    s.add(middle(cell.x + cell.w - 8, cell.y + 15, said, SMALL, theme.accent, face="semibold", anchor="end"))
    names = ", ".join(item.titel for item in data.handelser[day])
    box = Rect(cell.x + cell.w - 12 - wide, cell.y + 3, wide + 8, 24, key=f"dag={day}", tip=f"{day}: {names}.")
    s.add(box)
    return wide


def _pill(s: Scene, theme: Theme, box: _Cell, item: Handelse, day: date) -> None:
    fill, edge = {
        "klar": (theme.green_soft, theme.green_soft),
        "pagar": (theme.accent_soft, theme.accent_soft),
        "forsenad": (theme.red_soft, theme.red),
        "kommande": (theme.surface, theme.edge),
    }[item.state]
    tip = f"{day}: {item.titel}, {STATES[item.state]}."
    s.add(Rect(box.x, box.y, box.w, box.h, fill=fill, stroke=edge, radius=4, key=item.key, tip=tip))
    filled = item.state in ("klar", "forsenad")
    s.add(*sign(item.state, box.x + 12, box.y + 11, 12, theme, on="" if filled else fill))
    late = item.state == "forsenad"
    said = elide(item.titel, box.w - 30, SMALL, "semibold" if late else "regular")
    s.add(middle(box.x + 24, box.y + 11, said, SMALL, theme.text, face="semibold" if late else "regular"))
