"""Type × unit: how many events of each type each unit has reported. Silence is seen as well as noise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga, narrow
from kvalitet_app.domain.tal import listed, number
from kvalitet_app.pictures.drawing.colour import ink, mix, strongest
from kvalitet_app.pictures.drawing.furniture import empty, legend, new_scene, swatch
from kvalitet_app.pictures.drawing.metrics import Face, elide, text_width, wrap
from kvalitet_app.pictures.drawing.primitives import Item, Line, Rect, Scene, middle
from kvalitet_app.pictures.drawing.tokens import SMALL, Theme

MIN_W, ROW, LINE, FOOT, TOTAL = 420, 24.0, 16.0, 54.0, 56.0
TIGHT_ROW = 20.0  # where nothing is pressed: on paper
QUIET = {1: "en avvikelse", 0: "ingen"}  # the sums that have a rule above them, in words
NAME_LINES, IN_A_LINE = 5, 10  # of a type above its column: at most, and letters in one
STEPS = ((0, "0"), (1, "1"), (2, "2"), (3, "3–4"), (5, "5 eller fler"))
VEIL = "•"
TINTS = (0.0, 0.16, 0.36, 0.66, 0.84)


@dataclass(frozen=True, slots=True)
class Enhetsrad:
    """A unit: its events by column, how many of them are one and the same person, and what a press opens.

    None is a cell that may not be published; `i_dolda` is how many those hold, unless the sum is hidden too.
    """

    namn: str
    antal: tuple[int | None, ...]
    samma: int = 0
    key: Sokfraga | None = None
    i_dolda: int = 0
    dold_summa: bool = False

    @property
    def summa(self) -> int | None:
        """Every event of the unit; None where that may not be published."""
        return None if self.dold_summa else sum(n or 0 for n in self.antal) + self.i_dolda


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A type, or the rest of them: its short name, and the ids that a cell adds to its unit's question."""

    namn: str
    typ: tuple[int, ...] = ()


def heat_height(rows: int, columns: Sequence[Kolumn] = (), *, row: float = ROW) -> float:
    """The height that shows every unit; `row` is that of one."""
    return _head(columns) + rows * row + FOOT


def _head(columns: Sequence[Kolumn]) -> float:
    longest = max((len(column.namn) for column in columns), default=0)
    return 14 + LINE * min(max(-(-longest // IN_A_LINE), 2), NAME_LINES)


def heat(theme: Theme, w: float, columns: Sequence[Kolumn], rows: Sequence[Enhetsrad], *, high: float = ROW) -> Scene:
    """Units downwards, each `high`, in the order given, types across, the unit's sum at the right edge."""
    s = new_scene(theme, max(w, MIN_W), heat_height(len(rows), columns, row=high), "Avvikelser per typ och enhet")
    if not rows or not columns:
        return empty(s, theme, "Det finns inget att visa.")
    names = min(max(text_width(word, SMALL, "semibold") for word in ("Enhet", *(r.namn for r in rows))) + 16, s.w * 0.3)
    cell, head = (s.w - names - TOTAL) / len(columns), _head(columns)
    s.add(middle(0, head - 12, "Enhet", SMALL, theme.muted))
    s.add(middle(s.w, head - 12, "Alla", SMALL, theme.text, face="semibold", anchor="end"))
    for j, column in enumerate(columns):
        lines = wrap(column.namn, cell - 6, SMALL, lines=NAME_LINES)
        for k, line in enumerate(lines):
            y = head - 12 - LINE * (len(lines) - 1 - k)
            s.add(middle(names + (j + 0.5) * cell, y, line, SMALL, theme.muted, anchor="middle"))
    for i, row in enumerate(rows):
        _unit(s, theme, row, ((head + i * high, high), names, cell, columns))
    quiet = _silence(s, theme, rows, (head, high))
    veiled = any(None in (*row.antal, row.summa) for row in rows)
    shown = (0, len(STEPS) - 1) if veiled else range(len(STEPS))
    entries = [(_step(theme, i), STEPS[i][1]) for i in shown]
    if veiled:
        entries.append((_veiled(theme), "visas inte offentligt"))
    if any(row.samma for row in rows):
        entries.append((_framed(theme), "en och samma brukare"))
    if quiet:
        entries.append((_rule(theme), quiet))
    legend(s, theme, 0, head + len(rows) * high + 20, entries, gap=16, room=s.w)
    return s


def shade(theme: Theme, n: int) -> str:
    """A step's tint: 102 does not stretch the scale."""
    step = max(i for i, (least, _) in enumerate(STEPS) if n >= least)
    return strongest(theme.surface, theme.series[1], theme, most=TINTS[step]) if step else theme.raised


def _unit(
    s: Scene, theme: Theme, row: Enhetsrad, place: tuple[tuple[float, float], float, float, Sequence[Kolumn]]
) -> None:
    (y, high), names, cell, columns = place
    total = row.summa
    color = theme.text if total else theme.muted
    face: Face = "semibold" if total is not None and total >= 5 else "regular"
    s.add(middle(0, y + high / 2, elide(row.namn, names - 8, SMALL, face), SMALL, color, face=face))
    whole = "antalet visas inte offentligt" if total is None else f"{number(total)} avvikelser"
    s.add(Rect(0, y, names, high, key=row.key, tip=f"{row.namn}: {whole}."))
    for j, (n, column) in enumerate(zip(row.antal, columns, strict=True)):
        x = names + j * cell
        if n is None:
            s.add(*_veiled(theme)(x + cell / 2, y + high / 2))
            continue
        fill = shade(theme, n)
        key = narrow(row.key, typ=column.typ) if n and column.typ else None
        tip = f"{row.namn}, {column.namn}: {number(n)}."
        s.add(Rect(x + 1, y + 1, cell - 2, high - 2, fill=fill, radius=2, key=key, tip=tip))
        if row.samma and n >= row.samma > n / 2:
            s.add(Rect(x + 2.5, y + 2.5, cell - 5, high - 5, stroke=ink(fill, theme), radius=2, dash=(3, 2)))
        if n:
            said = elide(number(n), cell - 6, SMALL, "semibold")
            s.add(middle(x + cell / 2, y + high / 2, said, SMALL, ink(fill, theme), face="semibold", anchor="middle"))
    said = elide(VEIL if total is None else number(total), TOTAL - 8, SMALL, face)
    s.add(middle(s.w, y + high / 2, said, SMALL, color, face=face, anchor="end"))


def _silence(s: Scene, theme: Theme, rows: Sequence[Enhetsrad], place: tuple[float, float]) -> str:
    """Rules above the units with a single report and above those with none; answers what they mean, for the legend."""
    head, high = place
    totals = [row.summa for row in rows]
    known = [total for total in totals if total is not None]
    if len(known) < len(totals):
        return ""
    below = {i: known[i] for i in range(1, len(rows)) if known[i] < known[i - 1] and known[i] in QUIET}
    for i in below:
        s.add(Line(0, head + i * high, s.w, head + i * high, theme.edge))
    if not below:
        return ""
    return f"under linjen: {listed([QUIET[n] for n in below.values()], 'eller')}"


def _rule(theme: Theme) -> Callable[[float, float], Sequence[Item]]:
    return lambda x, y: [Line(x - 7, y, x + 7, y, theme.edge)]


def _step(theme: Theme, i: int) -> Callable[[float, float], Sequence[Item]]:
    return swatch(shade(theme, STEPS[i][0]), stroke=mix(theme.surface, theme.edge, 0.8))


def _veiled(theme: Theme) -> Callable[[float, float], Sequence[Item]]:
    return lambda x, y: [middle(x, y, VEIL, SMALL, theme.muted, anchor="middle")]


def _framed(theme: Theme) -> Callable[[float, float], Sequence[Item]]:
    def draw(x: float, y: float) -> list[Item]:
        return [Rect(x - 7, y - 7, 14, 14, stroke=theme.text, radius=2, dash=(3, 2))]

    return draw
