"""Lying bars with names and figures beside them: done of planned, grön/gul/röd, and rankings. Worst stands first."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.colour import mix
from kvalitet_app.pictures.drawing.furniture import empty, hatched, hatched_mark, legend, mark, new_scene, swatch
from kvalitet_app.pictures.drawing.metrics import elide, text_width, wrap
from kvalitet_app.pictures.drawing.primitives import Rect, Scene, middle
from kvalitet_app.pictures.drawing.signs import Sign, sign
from kvalitet_app.pictures.drawing.tokens import BODY, SMALL, Theme

MIN_W, MIN_H = 240, 80
ONE_ROW = 38.0  # the least height of a ranking
LEGEND = 26  # the legend's line and the space under it
ROW, ROW_MIN = 30.0, 22.0
NAMES = 0.42  # the most of the width that names may take
LONG_NAMES = 0.52  # of a ranking, whose names are sentences rather than units
BARS = 120.0  # what is left for bars before names may take more than their part
TWO_LINES = 33.0  # the height of a row whose name may take two lines
PAIRED = 34.0  # the least height of two bars, one under the other


@dataclass(frozen=True, slots=True)
class Genomforande:
    """How much of what was planned a unit has done."""

    namn: str
    gjorda: int
    planerade: int
    key: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class Lagesrad:
    """A unit's egenkontroller by colour."""

    namn: str
    gron: int
    gul: int
    rod: int
    key: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class Rang:
    """One bar of a ranking. `before` is last year's figure; `note` stands instead of it ("fanns inte").

    `concentrated` is the part that is one and the same case: hatched.
    """

    namn: str
    antal: float
    before: int | None = None
    note: str = ""
    concentrated: int = 0
    key: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The common grid: where names end, where bars end, and each row's height."""

    names: float
    room: float
    row: float
    top: float
    shown: int


def bars_height(rows: int, *, row: float = ROW) -> float:
    """The height that shows all rows at ease, legend included."""
    return LEGEND + max(rows, 1) * row + 4


def ranking_height(rows: Sequence[Rang], *, folded: bool = False) -> float:
    """The height at which a ranking shows every row, a legend of two lines included; `folded`: names of two lines."""
    paired = _is_paired(rows)
    row = PAIRED if paired or folded else 28
    return (2 * LEGEND if paired else 0) + max(len(rows), 1) * row + 4


def _is_paired(rows: Sequence[Rang]) -> bool:
    return any(r.before is not None or r.note for r in rows)


def done_of_planned(theme: Theme, w: float, h: float, rows: Sequence[Genomforande]) -> Scene:
    """Planned as a pale track, done upon it, "7 av 9" at the end. Least done of what was planned comes first."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Gjorda egenkontroller av planerade")
    ordered = sorted(rows, key=lambda r: (r.gjorda / r.planerade if r.planerade else 2, r.namn))
    if not ordered:
        return empty(s, theme, "Inga egenkontroller är planerade.")
    said = [elide(f"{number(r.gjorda)} av {number(r.planerade)}", s.w * 0.45, BODY) for r in ordered]
    g = _grid(s, [r.namn for r in ordered], right=max(text_width(t, BODY) for t in said) + 12)
    legend(s, theme, 0, 9, [(swatch(theme.accent), "gjorda"), (swatch(_track(theme)), "planerade")], room=s.w)
    most = max(1, *(r.planerade for r in ordered), *(r.gjorda for r in ordered))
    for i, r in enumerate(ordered[: g.shown]):
        mid = g.top + g.row * (i + 0.5)
        high = min(12.0, g.row - 8)
        track, done = g.room * r.planerade / most, g.room * r.gjorda / most
        _name(s, theme, r.namn, mid, g)
        if track:
            s.add(Rect(g.names, mid - high / 2, track, high, fill=_track(theme), radius=2))
        if done:
            s.add(Rect(g.names, mid - high / 2, done, high, fill=theme.accent, radius=2))
        s.add(middle(s.w, mid, said[i], BODY, theme.muted, anchor="end"))
        tip = f"{r.namn}: {said[i]} planerade egenkontroller är gjorda."
        s.add(Rect(0, mid - g.row / 2, s.w, g.row, key=r.key, tip=tip))
    _more(s, theme, len(ordered) - g.shown, g)
    return s


def _track(theme: Theme) -> str:
    return mix(theme.surface, theme.text, 0.11)


def states(theme: Theme, w: float, h: float, rows: Sequence[Lagesrad]) -> Scene:
    """Grön, gul and röd in that order in each bar, each part with its sign and figure. Most röd comes first."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Läge per enhet")
    ordered = sorted(rows, key=lambda r: (-_share(r.rod, r), -_share(r.gul, r), r.namn))
    if not any(r.gron + r.gul + r.rod for r in ordered):
        return empty(s, theme, "Ingen egenkontroll är bedömd än.")
    g = _grid(s, [r.namn for r in ordered], right=0)
    legend(s, theme, 0, 9, [(mark("gron", theme), "grön"), (mark("gul", theme), "gul"), (mark("rod", theme), "röd")])
    most = max(1, *(r.gron + r.gul + r.rod for r in ordered))
    for i, r in enumerate(ordered[: g.shown]):
        mid = g.top + g.row * (i + 0.5)
        _name(s, theme, r.namn, mid, g)
        _parts(s, theme, r, mid, (g, most))
        tip = f"{r.namn}: {r.gron} gröna, {r.gul} gula och {r.rod} röda egenkontroller."
        s.add(Rect(0, mid - g.row / 2, s.w, g.row, key=r.key, tip=tip))
    _more(s, theme, len(ordered) - g.shown, g)
    return s


def _share(n: int, r: Lagesrad) -> float:
    return n / (r.gron + r.gul + r.rod) if n else 0


def _parts(s: Scene, theme: Theme, r: Lagesrad, mid: float, grid: tuple[_Rows, int]) -> None:
    """The parts of one bar; a part is never too narrow for its sign and figure."""
    g, most = grid
    kinds: tuple[tuple[int, Sign, str], ...] = (
        (r.gron, "gron", theme.green_fill),
        (r.gul, "gul", theme.yellow_fill),
        (r.rod, "rod", theme.red_fill),
    )
    each = g.room / max(1, sum(n > 0 for n, _, _ in kinds))
    shown = [(n, kind, fill, min(each, 25 + text_width(number(n), SMALL, "semibold"))) for n, kind, fill in kinds if n]
    least = sum(needs for *_, needs in shown)
    whole = max(g.room * (r.gron + r.gul + r.rod) / most, least)
    spare, total = whole - least, r.gron + r.gul + r.rod
    x, high = g.names, min(20.0, g.row - 4)
    for n, kind, fill, needs in shown:
        wide = needs + spare * n / total
        s.add(Rect(x, mid - high / 2, wide - 2, high, fill=fill, radius=3))
        said = elide(number(n), wide - 22, SMALL, "semibold")
        inner = x + (wide - 2 - 16 - text_width(said, SMALL, "semibold")) / 2
        s.add(*sign(kind, inner + 6.5, mid, 13, theme, color=theme.on_fill))
        s.add(middle(inner + 16, mid, said, SMALL, theme.on_fill, face="semibold"))
        x += wide


def ranking(
    theme: Theme,
    w: float,
    h: float,
    rows: Sequence[Rang],
    *,
    title: str,
    name_now: str = "",
    name_before: str = "",
    in_order: bool = False,
) -> Scene:
    """Bars from the largest down, or as given, last year's as a thin bar under each, figures at their ends."""
    s = new_scene(theme, max(w, MIN_W), max(h, ONE_ROW), title)
    ordered = list(rows) if in_order else sorted(rows, key=lambda r: (-r.antal, -(r.before or 0), r.namn))
    if not ordered:
        return empty(s, theme, "Det finns inget att visa.")
    paired = _is_paired(ordered)
    entries = [(swatch(theme.accent), name_now or "i år"), (swatch(theme.past), name_before or "i fjol")]
    if any(r.concentrated for r in ordered):
        entries.append((hatched_mark(theme), "en och samma brukare"))
    head = legend(s, theme, 0, 9, entries, room=s.w) + 17 if paired else 0.0
    ends = [text_width(number(r.antal), BODY, "semibold") for r in ordered]
    ends += [text_width(_before(r), SMALL) for r in ordered]
    least = PAIRED if paired else ROW_MIN
    g = _grid(s, [r.namn for r in ordered], right=max(ends) + 10, head=head, least=least, most=LONG_NAMES)
    most = max(1, *(max(r.antal, r.before or 0) for r in ordered))
    for i, r in enumerate(ordered[: g.shown]):
        _rank(s, theme, r, (g.top + g.row * (i + 0.5), g, most, paired))
    _more(s, theme, len(ordered) - g.shown, g)
    return s


def _before(r: Rang) -> str:
    return r.note or ("" if r.before is None else number(r.before))


def _rank(s: Scene, theme: Theme, r: Rang, place: tuple[float, _Rows, float, bool]) -> None:
    mid, g, most, paired = place
    unit = g.room / most
    thick = min(14.0, g.row * 0.42) if paired else min(16.0, g.row - 10)
    y = mid - (thick + 8) / 2 if paired else mid - thick / 2
    _name(s, theme, r.namn, y + thick / 2, g)
    wide, case = max(r.antal * unit, 1), min(r.concentrated, r.antal) * unit
    s.add(Rect(g.names, y, max(wide - case, 0.5), thick, fill=theme.accent, radius=0 if case else 2))
    if case:
        s.add(*hatched(theme, g.names + wide - case, y, case, thick))
    s.add(
        middle(
            g.names + wide + 6,
            y + thick / 2,
            elide(number(r.antal), s.w - g.names - wide - 6, BODY),
            BODY,
            theme.text,
            face="semibold",
        )
    )
    tip = f"{r.namn}: {number(r.antal)}"
    if r.concentrated:
        tip += f", varav {number(r.concentrated)} gäller en och samma brukare"
    if _before(r):
        short = (r.before or 0) * unit
        if short:
            s.add(Rect(g.names, y + thick + 2, short, 5, fill=theme.past, radius=1.5))
        s.add(
            middle(
                g.names + short + 6,
                y + thick + 7,
                elide(_before(r), s.w - g.names - short - 6, SMALL),
                SMALL,
                theme.muted,
            )
        )
    tip += f". Året före: {_before(r)}." if _before(r) else "."
    s.add(Rect(0, mid - g.row / 2, s.w, g.row, key=r.key, tip=tip))


def _grid(
    s: Scene, names: Sequence[str], *, right: float, head: float = LEGEND, least: float = ROW_MIN, most: float = NAMES
) -> _Rows:
    longest = max(text_width(name, BODY) for name in names) + 16
    wide = min(longest, s.w * most, max(s.w * NAMES, s.w - right - BARS))
    row = min(36.0, (s.h - head) / len(names))
    shown = len(names)
    if row < least:
        row = least
        shown = max(0, min(len(names), int((s.h - head - 20) // least)))
    return _Rows(wide, max(s.w - wide - right, 20), row, head, shown)


def _name(s: Scene, theme: Theme, name: str, mid: float, g: _Rows) -> None:
    """On two lines where it does not fit on one and the row has room for them."""
    if text_width(name, BODY) > g.names - 12 and g.row >= TWO_LINES:
        for n, line in enumerate(wrap(name, g.names - 12, SMALL, lines=2)):
            s.add(middle(0, mid + 16 * n - 8, line, SMALL, theme.text))
        return
    s.add(middle(0, mid, elide(name, g.names - 12, BODY), BODY, theme.text))


def _more(s: Scene, theme: Theme, hidden: int, g: _Rows) -> None:
    if hidden > 0:
        y = g.top + g.row * g.shown + 10
        s.add(middle(0, y, elide(f"och {hidden} till", s.w, SMALL), SMALL, theme.muted))
