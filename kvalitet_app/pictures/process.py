"""One opened process: its delprocesser as bands over their aktiviteter, each with its rutiner or the gap under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, RutinLank
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.pictures.drawing.furniture import empty, legend, mark, new_scene
from kvalitet_app.pictures.drawing.metrics import Face, elide, text_width, wrap
from kvalitet_app.pictures.drawing.paths import polygon, rounded
from kvalitet_app.pictures.drawing.primitives import Item, Path, Rect, Scene, middle
from kvalitet_app.pictures.drawing.signs import Sign, sign
from kvalitet_app.pictures.drawing.tokens import BODY, SMALL, Theme
from kvalitet_app.pictures.processkarta import badges, said_wrong, wrong

MIN_W, MIN_H = 420, 60
CARD, CARD_H, GUTTER, EDGE = 172.0, 52.0, 28.0, 20.0  # EDGE: room for a line that turns to the next row
BAND = 32.0


@dataclass(frozen=True, slots=True)
class _Step:
    """An aktivitet in its place in the flow; None is a delprocess without any."""

    part: ProcessNod
    aktivitet: AktivitetRow | None
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Chip:
    kind: Sign
    text: str
    lines: tuple[str, ...]
    key: str
    tip: str

    @property
    def high(self) -> float:
        return 8 + 16 * len(self.lines)


def opened_process(theme: Theme, w: float, h: float, node: ProcessNod) -> Scene:
    """The flow from left to right, row by row; the scene is higher than `h` where it needs it."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), f"{node.kod} {node.namn}")
    groups = [[_Step(node, a) for a in node.aktiviteter]] if node.aktiviteter else []
    for part in node.delprocesser:
        steps = [_Step(part, a) for a in part.all_aktiviteter()]
        groups.append(steps or [_Step(part, None)])
    if not groups:
        return empty(s, theme, "Processen har inga aktiviteter än.")
    across = max(1, int((s.w - 2 * EDGE + GUTTER) // (CARD + GUTTER)))
    widest = max(len(row) for row in _rows(groups, across))
    pitch = min((s.w - 2 * EDGE + GUTTER) / max(widest, min(across, 4)), CARD + 2.2 * GUTTER)
    y = 0.0
    entry: tuple[float, float] | None = None
    for row in _rows(groups, across):
        entry, y = _row(s, theme, row, (y, pitch, entry))
        y += 28
    entries = [
        (mark("rutin", theme), "rutin"),
        (mark("oversyn", theme), "översyn passerad"),
        (mark("saknas", theme), "rutin saknas"),
        (mark("samverkan", theme), "samverkan med andra"),
    ]
    s.h = max(h, legend(s, theme, 0, y + 4, entries, room=s.w) + 14)
    return s


def _rows(groups: Sequence[list[_Step]], across: int) -> list[list[_Step]]:
    """Steps in rows; a delprocess is only broken over rows when it is longer than one."""
    rows: list[list[_Step]] = [[]]
    for group in groups:
        if rows[-1] and len(rows[-1]) + len(group) > across:
            rows.append([])
        lines = -(-len(group) // across)
        each = -(-len(group) // lines)
        rows[-1].extend(group[:each])
        later = [_Step(step.part, step.aktivitet, continued=True) for step in group]
        rows.extend(later[start : start + each] for start in range(each, len(group), each))
    return rows


def _row(
    s: Scene, theme: Theme, row: list[_Step], place: tuple[float, float, tuple[float, float] | None]
) -> tuple[tuple[float, float], float]:
    """Draw one row. Returns where the flow leaves it and where the row ends."""
    top, pitch, came_from = place
    _bands(s, theme, row, top, pitch)
    y = top + BAND + 16
    card = pitch - GUTTER
    lowest = y
    for i, step in enumerate(row):
        x = EDGE + i * pitch
        if i:
            _arrow(s, theme, [(x - GUTTER, y + CARD_H / 2), (x, y + CARD_H / 2)])
        lowest = max(lowest, _card(s, theme, step, (x, y, card)))
    if came_from is not None:
        (ex, ey), turn = came_from, top - 14
        _arrow(
            s, theme, [(ex, ey), (ex + 12, ey), (ex + 12, turn), (6, turn), (6, y + CARD_H / 2), (EDGE, y + CARD_H / 2)]
        )
    return (EDGE + (len(row) - 1) * pitch + card, y + CARD_H / 2), lowest


def _bands(s: Scene, theme: Theme, row: list[_Step], top: float, pitch: float) -> None:
    first = 0
    while first < len(row):
        step = row[first]
        last = first
        while last + 1 < len(row) and row[last + 1].part.id == step.part.id:
            last += 1
        a, b = EDGE + first * pitch - 4, EDGE + (last + 1) * pitch - GUTTER + 8
        shape = polygon([(a, top), (b - 12, top), (b, top + BAND / 2), (b - 12, top + BAND), (a, top + BAND)])
        tip = f"{step.part.namn}: {said_wrong(step.part)}."
        s.add(Path(shape, fill=theme.accent_soft, key=f"process={step.part.id}", tip=tip))
        told = b - a > 300 and bool(wrong(step.part)) and not step.continued  # once for each delprocess
        room = b - a - 32 - (110 if told else 0)
        said = elide(step.part.namn + (" (forts.)" if step.continued else ""), room, BODY, "semibold")
        s.add(middle(a + 12, top + BAND / 2, said, BODY, theme.text, face="semibold"))
        if told:
            badges(s, theme, (a + 24 + text_width(said, BODY, "semibold"), top + BAND / 2, 110), step.part)
        first = last + 1


def _arrow(s: Scene, theme: Theme, points: list[tuple[float, float]]) -> None:
    (x, y) = points[-1]
    line = [*points[:-1], (x - 4, y)]
    s.add(Path(rounded(line, 6), stroke=theme.muted, width=1.5))
    s.add(Path(polygon([(x - 9, y - 5), (x - 1, y), (x - 9, y + 5)]), fill=theme.muted))


def _card(s: Scene, theme: Theme, step: _Step, place: tuple[float, float, float]) -> float:
    """An aktivitet's box, who does it, and its rutiner. Returns where it ends."""
    x, y, w = place
    a = step.aktivitet
    if a is None:
        s.add(Rect(x, y, w, CARD_H, stroke=theme.edge, radius=8, dash=(5, 3)))
        said = wrap("Inga aktiviteter är inlagda", w - 20, SMALL, lines=2)
        s.add(*_centred(said, x + w / 2, y + CARD_H / 2, theme.muted))
        return y + CARD_H
    tip = f"{a.namn}. {_spoken(a)}"
    s.add(
        Rect(
            x,
            y,
            w,
            CARD_H,
            fill=theme.surface,
            stroke=theme.accent,
            width=1.5,
            radius=8,
            key=f"aktivitet={a.id}",
            tip=tip,
        )
    )
    s.add(
        *_centred(wrap(a.namn, w - 20, BODY, "semibold", lines=2), x + w / 2, y + CARD_H / 2, theme.text, strong=True)
    )
    y += CARD_H + 6
    if a.ansvarig_roll:
        s.add(middle(x + 2, y + 8, elide(a.ansvarig_roll, w - 4, SMALL), SMALL, theme.muted))
        y += 20
    if a.samverkan:
        s.add(*sign("samverkan", x + 9, y + 8, 14, theme))
        s.add(middle(x + 22, y + 8, elide(a.samverkan, w - 24, SMALL), SMALL, theme.muted))
        y += 22
    for chip in _chips(a, w):
        _draw_chip(s, theme, chip, (x, y, w))
        y += chip.high + 4
    return y


def _centred(lines: Sequence[str], x: float, cy: float, color: str, *, strong: bool = False) -> list[Item]:
    size, step = (BODY, 18) if strong else (SMALL, 16)
    return [
        middle(
            x,
            cy + (k - (len(lines) - 1) / 2) * step,
            line,
            size,
            color,
            face="semibold" if strong else "regular",
            anchor="middle",
        )
        for k, line in enumerate(lines)
    ]


def _spoken(a: AktivitetRow) -> str:
    if a.saknar_rutin:
        return "Rutin saknas."
    if not a.rutiner:
        return f"Ingen rutin behövs: {a.utan_rutin_skal}." if a.utan_rutin_skal else "Ingen rutin behövs."
    return f"Rutiner: {', '.join(f'{r.nr} {r.titel}' for r in a.rutiner)}."


def _chips(a: AktivitetRow, w: float) -> list[_Chip]:
    chips = [_rutin_chip(r, w) for r in a.rutiner]
    if a.saknar_rutin and not a.rutiner:
        chips.append(_Chip("saknas", "", ("Rutin saknas",), f"aktivitet={a.id}", f"{a.namn}: rutin saknas."))
    return chips


def _rutin_chip(r: RutinLank, w: float) -> _Chip:
    name = f"{r.nr} {r.titel}"
    if r.lage is RutinLage.SAKNAS:
        lines = ("Rutin saknas:", *wrap(name, w - 30, SMALL, lines=2))
        return _Chip("saknas", name, lines, f"rutin={r.id}", f"Rutin saknas: {name}.")
    kind: Sign = "oversyn" if r.lage is RutinLage.UTGANGEN else "rutin"
    said = f"{name} (utkast)" if r.lage is RutinLage.UTKAST else name
    tip = f"Rutin {name}: {r.lage.word.lower()}."
    return _Chip(kind, name, tuple(wrap(said, w - 30, SMALL, lines=3)), f"rutin={r.id}", tip)


def _draw_chip(s: Scene, theme: Theme, chip: _Chip, place: tuple[float, float, float]) -> None:
    x, y, w = place
    gap = chip.kind == "saknas"
    edge = {"oversyn": theme.yellow, "saknas": theme.red}.get(chip.kind, theme.line)
    fill = {"oversyn": theme.yellow_soft, "saknas": theme.red_soft}.get(chip.kind, theme.surface)
    s.add(
        Rect(
            x,
            y,
            w,
            chip.high,
            fill=fill,
            stroke=edge,
            width=1.5 if gap else 1,
            radius=4,
            dash=(5, 3) if gap else None,
            key=chip.key,
            tip=chip.tip,
        )
    )
    s.add(*sign(chip.kind, x + 13, y + 12, 13, theme, on=fill))
    for k, line in enumerate(chip.lines):
        first = gap and k == 0
        color = theme.red if first else theme.text
        face: Face = "semibold" if first else "regular"
        s.add(middle(x + 26, y + 12 + 16 * k, line, SMALL, color, face=face))
