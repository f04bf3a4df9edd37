"""The process map: ledningsprocesser on top, huvudprocesser as a chain of chevrons, stödprocesser below."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, ProcessSlag
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.furniture import Entry, empty, heading, legend, mark, new_scene
from kvalitet_app.pictures.drawing.metrics import text_width, wrap
from kvalitet_app.pictures.drawing.paths import polygon
from kvalitet_app.pictures.drawing.primitives import Path, Rect, Scene, middle
from kvalitet_app.pictures.drawing.signs import Sign, sign
from kvalitet_app.pictures.drawing.tokens import BODY, RADIUS, SMALL, Theme

MIN_W, MIN_H = 560, 60
TIP, APART = 20.0, 6.0  # a chevron's point, and the gap between two
CHEVRON, BOX, SPACE = 118.0, 40.0, 8.0
WORDS: dict[Sign, tuple[str, str]] = {
    "avvikelse": ("avvikelse", "avvikelser"),
    "saknas": ("rutin saknas", "rutiner saknas"),
    "oversyn": ("översyn passerad", "översyner passerade"),
}


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    w: float
    h: float


def wrong(node: ProcessNod) -> dict[Sign, int]:
    """What is wrong in a process and below it, counted; only what is there."""
    steps: tuple[AktivitetRow, ...] = node.all_aktiviteter()
    counts: dict[Sign, int] = {
        "avvikelse": node.all_avvikelser,
        "saknas": sum(step.saknar_rutin for step in steps),
        "oversyn": len({r.id for step in steps for r in step.rutiner if r.lage is RutinLage.UTGANGEN}),
    }
    return {kind: n for kind, n in counts.items() if n}


def said_wrong(node: ProcessNod) -> str:
    """The same in words: "1 avvikelse, 2 rutiner saknas"."""
    counts = wrong(node)
    return ", ".join(f"{number(n)} {WORDS[kind][n != 1]}" for kind, n in counts.items()) or "inget att anmärka"


def processkarta(theme: Theme, w: float, h: float, nodes: Sequence[ProcessNod]) -> Scene:
    """The whole map; the scene is higher than `h` where the map needs it."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Processkarta")
    if not nodes:
        return empty(s, theme, "Inga processer är inlagda.")
    y = 0.0
    for slag, title, note in (
        (ProcessSlag.LEDNING, "Ledningsprocesser", ""),
        (ProcessSlag.HUVUD, "Huvudprocesser", "från den enskildes behov till uppföljda mål"),
        (ProcessSlag.STOD, "Stödprocesser", ""),
    ):
        group = [node for node in nodes if node.slag is slag]
        if not group:
            continue
        single = "" if slag is ProcessSlag.HUVUD or len(group) > 1 else f"{group[0].kod} {group[0].namn}"
        end = heading(s, theme, 0, y + 12, title, note=note or single, room=s.w - 130)
        if slag is ProcessSlag.HUVUD:
            y = _chain(s, theme, group, y + 32)
        else:
            if single:
                badges(s, theme, (end + 12, y + 12, s.w - end - 12), group[0])
            y = _band(s, theme, group, y + 32)
        y += 24
    last = _key_line(s, theme, y + 8, fallen=any(node.all_avvikelser for node in nodes))
    s.h = max(h, last + 14)
    return s


def _band(s: Scene, theme: Theme, group: Sequence[ProcessNod], top: float) -> float:
    """Boxes of equal width in one or more rows: delprocesser, or the process itself where it has none."""
    boxes = [part for node in group for part in (node.delprocesser or (node,))]
    across = max(1, min(len(boxes), int((s.w + SPACE) // (132 + SPACE))))
    rows = -(-len(boxes) // across)
    across = -(-len(boxes) // rows)
    each = (s.w - SPACE * (across - 1)) / across
    for i, part in enumerate(boxes):
        place = _Place(i % across * (each + SPACE), top + i // across * (48 + SPACE), each, 48)
        _small_box(s, theme, place, part)
    return top + rows * (48 + SPACE) - SPACE


def _chain(s: Scene, theme: Theme, group: Sequence[ProcessNod], top: float) -> float:
    """Interlocking chevrons with their delprocesser hanging from each one's left corner."""
    across = max(1, min(len(group), int(s.w // 136)))
    rows = -(-len(group) // across)
    across = -(-len(group) // rows)
    one = (s.w + (across - 1) * (TIP - APART)) / across
    pitch = one - TIP + APART
    for r in range(rows):
        part = group[r * across : (r + 1) * across]
        deepest = 0
        for i, node in enumerate(part):
            _chevron(s, theme, node, _Place(i * pitch, top, one, CHEVRON), first=i == 0)
            for k, child in enumerate(node.delprocesser):
                y = top + CHEVRON + SPACE + k * (BOX + 4)
                _small_box(s, theme, _Place(i * pitch, y, pitch - SPACE, BOX), child)
            deepest = max(deepest, len(node.delprocesser))
        top += CHEVRON + (SPACE + deepest * (BOX + 4) - 4 if deepest else 0) + 16
    return top - 16


def _chevron(s: Scene, theme: Theme, node: ProcessNod, place: _Place, *, first: bool) -> None:
    x, top, one, high = place.x, place.y, place.w, place.h
    outline = [(x, top), (x + one - TIP, top), (x + one, top + high / 2), (x + one - TIP, top + high), (x, top + high)]
    if not first:
        outline.append((x + TIP, top + high / 2))
    tip = f"{node.kod} {node.namn}: {said_wrong(node)}."
    s.add(Path(polygon(outline), fill=theme.raised, stroke=theme.edge, key=f"process={node.id}", tip=tip))
    left = x + (12 if first else TIP + 6)
    s.add(middle(left, top + 17, node.kod, SMALL, theme.muted))
    for k, line in enumerate(wrap(node.namn, x + one - TIP - left, BODY, "semibold", lines=3)):
        s.add(middle(left, top + 37 + 18 * k, line, BODY, theme.text, face="semibold"))
    badges(s, theme, (left - 6, top + high - 17, x + one - TIP - left + 10), node)


def badges(s: Scene, theme: Theme, place: tuple[float, float, float], node: ProcessNod) -> float:
    """Sign and figure in pairs on one pill at (x, cy, room); each pair opens what it counts. Returns the width.

    Pairs beyond the room are left to the tip.
    """
    x, cy, room = place
    shown: list[tuple[Sign, int, float]] = []
    for kind, n in wrong(node).items():
        wide = 26 + text_width(number(n), SMALL, "semibold")
        if 4 + sum(w for _, _, w in shown) + wide > room:
            break
        shown.append((kind, n, wide))
    if not shown:
        return 0.0
    whole = 4 + sum(wide for _, _, wide in shown)
    s.add(Rect(x, cy - 12, whole, 24, fill=theme.surface, stroke=theme.line, radius=12))
    at = x + 2
    for kind, n, wide in shown:
        tip = f"{node.kod or node.namn}: {number(n)} {WORDS[kind][n != 1]}. Visa {'den' if n == 1 else 'dem'}."
        s.add(Rect(at, cy - 12, wide, 24, radius=12, key=f"{kind}={node.id}", tip=tip))
        s.add(*sign(kind, at + 11, cy, 12, theme))
        s.add(middle(at + 22, cy, number(n), SMALL, theme.text, face="semibold"))
        at += wide
    return whole


def _small_box(s: Scene, theme: Theme, place: _Place, node: ProcessNod) -> None:
    counts = wrong(node)
    fallen = counts.pop("avvikelse", 0)
    signs = list(counts)
    pill = 26 + text_width(number(fallen), SMALL, "semibold") if fallen else 0.0
    tip = f"{node.namn}: {said_wrong(node)}."
    s.add(
        Rect(
            place.x,
            place.y,
            place.w,
            place.h,
            fill=theme.surface,
            stroke=theme.line,
            radius=RADIUS,
            key=f"process={node.id}",
            tip=tip,
        )
    )
    lines = wrap(node.namn, place.w - 16 - 20 * len(signs) - pill, SMALL, lines=2)
    for i, line in enumerate(lines):
        cy = place.y + place.h / 2 + (i - (len(lines) - 1) / 2) * 16
        s.add(middle(place.x + 8, cy, line, SMALL, theme.text))
    for i, kind in enumerate(reversed(signs)):
        s.add(*sign(kind, place.x + place.w - 16 - 20 * i, place.y + place.h / 2, 14, theme))
    if fallen:
        _fallen(s, theme, node, (place.x + place.w - 6 - 20 * len(signs) - pill, place.y + place.h / 2, pill))


def _fallen(s: Scene, theme: Theme, node: ProcessNod, place: tuple[float, float, float]) -> None:
    """The avvikelser of a delprocess at (x, cy, width): their sign and number, pressed to see them."""
    x, cy, wide = place
    n = node.all_avvikelser
    tip = f"{node.kod or node.namn}: {number(n)} {WORDS['avvikelse'][n != 1]}. Visa {'den' if n == 1 else 'dem'}."
    s.add(*sign("avvikelse", x + 11, cy, 12, theme))
    s.add(middle(x + 22, cy, number(n), SMALL, theme.text, face="semibold"))
    s.add(Rect(x, cy - 12, wide, 24, radius=12, key=f"avvikelse={node.id}", tip=tip))


def _key_line(s: Scene, theme: Theme, cy: float, *, fallen: bool) -> float:
    """The legend."""
    entries: list[Entry] = [(mark("saknas", theme), "rutin saknas"), (mark("oversyn", theme), "översyn passerad")]
    if fallen:
        entries.insert(0, (mark("avvikelse", theme), "avvikelser under året"))
    return legend(s, theme, 0, cy, entries, gap=20, room=s.w)
