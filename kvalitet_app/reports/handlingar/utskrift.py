"""Lists, records and maps on paper: the head says what they are limited to, the rest is as the window shows it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow
from kvalitet_app.domain.kalender import MONTHS
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.paper.utskrift import Utskriftshuvud
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.tal import listed, lower_first
from kvalitet_app.machine.files import write_whole
from kvalitet_app.pictures.arshjul import Arshjul, fitted, year_of
from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.pictures.process import opened_process
from kvalitet_app.pictures.processkarta import processkarta
from kvalitet_app.reports.model.blocks import Block, Callout, Column, Heading, Para, Report, Table, literal
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.model.lines import broken_lines
from kvalitet_app.reports.pdf.archive import Meta
from kvalitet_app.reports.pdf.fonts import BODY, STRONG
from kvalitet_app.reports.pdf.page import draw_stamps
from kvalitet_app.reports.pdf.render import write_pdf
from kvalitet_app.reports.pdf.scene_painter import PX, paint_scene
from kvalitet_app.reports.pdf.structure import Node
from kvalitet_app.reports.pdf.styles import ACCENT, LINE, MUTED
from kvalitet_app.reports.pdf.tagged_canvas import Sheets

EDGE, HEAD_LINE = 42.0, 13.0
FOOT = 24.0
SCALES = (1.0, 0.9, 0.8, 0.7, 0.6)  # a map that does not fit a page at the last one goes on over more pages


def write_list(
    head: Utskriftshuvud,
    columns: Sequence[tuple[str, bool]],
    rows: Sequence[tuple[str, ...]],
    target: Path,
    *,
    spridning: Spridning | None = None,
    progress: Progress = no_progress,
) -> None:
    """A table with its head; columns are (title, at the right edge).

    Raises:
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    blocks = list(_head(head))
    if rows:
        made = tuple(Column(title, "right" if right else "left") for title, right in columns)
        blocks.append(Table(made, tuple(rows), ""))
    else:
        blocks.append(Callout("Inga rader svarar mot urvalet."))
    write_pdf(_report(head, blocks, spridning), target, progress=progress)


def write_record(
    head: Utskriftshuvud,
    parts: Sequence[Block],
    target: Path,
    *,
    spridning: Spridning | None = None,
    progress: Progress = no_progress,
) -> None:
    """One record. Raises StorageError when the place cannot be written, Cancelled by `progress`."""
    write_pdf(_report(head, [*_head(head), *parts], spridning), target, progress=progress)


def _report(head: Utskriftshuvud, blocks: Sequence[Block], spridning: Spridning | None) -> Report:
    return Report(head.titel, f"{head.organisation} · {head.utskriven}", tuple(blocks), spridning=spridning)


def _head(head: Utskriftshuvud) -> Iterator[Block]:
    yield Heading(1, literal(head.titel))
    if head.rader:
        yield Para(literal(" · ".join(head.rader)))


def write_map(
    head: Utskriftshuvud,
    nodes: Sequence[ProcessNod],
    node: ProcessNod | None,
    target: Path,
    *,
    spridning: Spridning | None = None,
) -> int:
    """The whole map, or one process opened, on A4 across; answers how many pages.

    Raises:
        StorageError: the place cannot be written.
    """
    wide, high = landscape(A4)
    top = EDGE + 24 + HEAD_LINE * 2
    room_w, room_h = wide - 2 * EDGE, high - top - EDGE - FOOT
    for scale in SCALES:  # smaller and wider until it fits one page
        across = room_w / PX / scale
        scene = opened_process(LIGHT, across, 60, node) if node else processkarta(LIGHT, across, 60, nodes)
        if scene.h * PX * scale <= room_h:
            break
    return _write_scene(head, scene, (scale, room_h, _said(nodes, node)), target, spridning)


def write_wheel(
    head: Utskriftshuvud,
    rows: Sequence[EgenkontrollRow],
    when: tuple[int, date],
    target: Path,
    *,
    spridning: Spridning | None = None,
) -> None:
    """The wheel of a year on one A4 across; `when` is the year and today.

    Raises:
        StorageError: the place cannot be written.
    """
    wide, high = landscape(A4)
    room_w, room_h = wide - 2 * EDGE, high - (EDGE + 24 + HEAD_LINE * 2) - EDGE - FOOT
    wheel = year_of(rows, when[0], "", when[1])
    untitled = replace(wheel, rubrik="")  # the head says it
    scene = fitted(LIGHT, room_w / PX, room_h / PX, untitled)
    _write_scene(head, scene, (room_w / PX / scene.w, room_h, _said_wheel(wheel)), target, spridning)


def _said_wheel(wheel: Arshjul) -> str:
    """The year in words: how many are done, and what is planned each month."""
    done = sum(mark.state == "klar" for mark in wheel.markeringar)
    told = [f"{wheel.rubrik}. {done} av {len(wheel.markeringar)} är klara."]
    for month, name in enumerate(MONTHS, 1):
        found = Counter(mark.namn for mark in wheel.markeringar if mark.dag.month == month)
        if found:
            told.append(f"{name.capitalize()}: {listed([f'{mall} {n}' for mall, n in sorted(found.items())])}.")
    return " ".join(told)


def _write_scene(
    head: Utskriftshuvud, scene: Scene, part: tuple[float, float, str], target: Path, spridning: Spridning | None
) -> int:
    """A picture on as many pages as it needs at a scale; `part` is scale, room in height and the picture in words."""
    scale, room_h, said = part
    pages = max(1, -(-round(scene.h * PX * scale) // int(room_h)))
    clean = Cleaner().clean
    sheets = Sheets(Meta(clean(head.titel), clean(head.organisation)), landscape(A4))
    figure = Node("Figure", sheets.root, alt=clean(said))
    for n in range(pages):
        _head_of_map(sheets, head, spridning, first=n == 0)
        _part_of_map(sheets, figure, scene, (scale, room_h, n))
        _foot_of_map(sheets, head, f"Sida {n + 1} ({pages})")
        sheets.canvas.showPage()
    write_whole(target, sheets.content())
    return pages


def _said(nodes: Sequence[ProcessNod], node: ProcessNod | None) -> str:
    """The map in words: its processes and their steps."""
    shown = nodes if node is None else (node,)
    told = []
    for one in shown:
        steps = listed([lower_first(step.namn) for step in one.all_aktiviteter()])
        told.append(f"{one.kod} {one.namn}" + (f": {steps}" if steps else ""))
    return f"Processkarta. {'. '.join(told)}."


def _part_of_map(sheets: Sheets, figure: Node, scene: Scene, part: tuple[float, float, int]) -> None:
    """What of the map stands on the n:th page."""
    scale, room_h, n = part
    canvas, wide = sheets.canvas, landscape(A4)[0]
    if n == 0:
        canvas.place(figure, (EDGE, EDGE + FOOT, wide - EDGE, EDGE + FOOT + room_h))
    with canvas.tagged(figure):
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(0, EDGE + FOOT, wide, room_h)
        canvas.clipPath(frame, stroke=0, fill=0)
        bottom = EDGE + FOOT + room_h * (n + 1) - scene.h * PX * scale
        paint_scene(scene, canvas, x=EDGE, y=bottom, width=scene.w * PX * scale)
        canvas.restoreState()


def _head_of_map(sheets: Sheets, head: Utskriftshuvud, spridning: Spridning | None, *, first: bool) -> None:
    """The stamp, the title and the limits: read aloud on the first page."""
    wide, high = landscape(A4)
    canvas, clean, room = sheets.canvas, Cleaner().clean, wide - 2 * EDGE
    limits = broken_lines(clean(" · ".join(head.rader)), room, BODY, 9)[:2]
    y = high - EDGE - 12
    if spridning is not None:
        with canvas.tagged(Node("P", sheets.root) if first else None):
            draw_stamps(canvas, [spridning.word], wide - EDGE, y)
    with canvas.tagged(Node("H1", sheets.root) if first else None):
        canvas.setFillColor(ACCENT)
        canvas.setFont(STRONG, 16)
        canvas.drawString(EDGE, y, broken_lines(clean(head.titel), room, STRONG, 16)[0])
    if any(limits):
        with canvas.tagged(Node("P", sheets.root) if first else None):
            canvas.setFillColor(MUTED)
            canvas.setFont(BODY, 9)
            for line in limits:
                y -= HEAD_LINE
                canvas.drawString(EDGE, y - 3, line)


def _foot_of_map(sheets: Sheets, head: Utskriftshuvud, page: str) -> None:
    canvas, wide = sheets.canvas, landscape(A4)[0]
    with canvas.furniture("Footer"):
        canvas.setFillColor(MUTED)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(EDGE, EDGE + 14, wide - EDGE, EDGE + 14)
        canvas.setFont(BODY, 8.5)
        canvas.drawString(EDGE, EDGE, Cleaner().clean(f"{head.organisation} · {head.utskriven}"))
        canvas.drawRightString(wide - EDGE, EDGE, page)
