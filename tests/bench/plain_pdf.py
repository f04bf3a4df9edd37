"""The report's pages by plain ReportLab: its own paragraphs, tables and shapes, without anything of ours on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path as File

from reportlab.graphics.shapes import Drawing, Shape
from reportlab.graphics.shapes import Line as Stroke
from reportlab.graphics.shapes import Path as Outline
from reportlab.graphics.shapes import Rect as Box
from reportlab.graphics.shapes import String as Words
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from kvalitet_app.pictures.drawing.primitives import Item, Line, Path, Rect, Scene, Text
from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Chart,
    Contents,
    Facts,
    Heading,
    Items,
    KeyFigures,
    Para,
    Report,
    Table,
    Title,
)
from kvalitet_app.reports.model.inline import plain
from kvalitet_app.reports.pdf.fonts import BODY, PDF_FACES
from kvalitet_app.reports.pdf.scene_painter import PX
from kvalitet_app.reports.pdf.styles import SMALL, WIDTH, report_look

SHORT = 18
LOOK = report_look()
CAPTION, HEADINGS, ITEM, PARA = LOOK.caption, LOOK.headings, LOOK.item, LOOK.para


class _Document(SimpleDocTemplate):
    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """A heading goes into the contents."""
        if isinstance(flowable, Paragraph) and flowable.style in HEADINGS.values():
            level = next(n for n, style in HEADINGS.items() if style is flowable.style)
            self.notify("TOCEntry", (level - 1, flowable.text, self.page))


def write_plain(report: Report, scenes: dict[int, Scene], target: File) -> int:
    """The same headings, texts, tables and pictures on pages with head and foot; the number of pages."""

    def furniture(canvas: Canvas, document: _Document) -> None:
        canvas.setFont(BODY, 8.5)
        canvas.drawString(70, 800, report.title)
        canvas.drawRightString(530, 36, f"Sida {document.page}")

    document = _Document(str(target), title=report.title, author=report.author)
    document.multiBuild(list(_story(report, scenes)), onFirstPage=furniture, onLaterPages=furniture)
    return document.page


def scenes_of(report: Report) -> dict[int, Scene]:
    """The pictures, laid out beforehand: the floor only draws them."""
    return {n: b.scene(LIGHT, WIDTH / PX) for n, b in enumerate(report.blocks) if isinstance(b, Chart)}


def _story(report: Report, scenes: dict[int, Scene]) -> Iterator[Flowable]:
    for n, block in enumerate(report.blocks):
        match block:
            case Title():
                yield from (Paragraph(text, PARA) for text in (block.organisation, block.title, *block.lines) if text)
                yield PageBreak()
            case Contents():
                yield TableOfContents()
            case Chart():
                yield Paragraph(_xml(block.caption), CAPTION)
                yield _drawing(scenes[n])
                yield Paragraph(_xml(block.alt), SMALL)
                if block.table:
                    yield from _table(block.table)
            case _:
                yield from _text(block)


def _text(block: Block) -> Iterator[Flowable]:
    match block:
        case Heading(level, text):
            yield Paragraph(_xml(text), HEADINGS[level])
        case Para(text) | Callout(text):
            yield Paragraph(_xml(text), PARA)
        case Items():
            yield from (Paragraph(_xml(item.text), ITEM, bulletText=item.label) for item in block.points)
        case KeyFigures(figures):
            yield Grid([[one.value for one in figures], [one.label for one in figures]])
        case Table():
            yield from _table(block)
        case Facts(pairs):
            yield Grid([*pairs])
        case _:
            yield PageBreak()


def _table(table: Table) -> Iterator[Flowable]:
    widest = WIDTH / len(table.columns)
    heads = [Paragraph(_xml(column.title), SMALL) for column in table.columns]
    rows = [[_cell(text) for text in row] for row in table.rows]
    yield Paragraph(_xml(table.caption), CAPTION)
    below, top = ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LIGHT.line)), ("VALIGN", (0, 0), (-1, -1), "TOP")
    yield Grid([heads, *rows], colWidths=[widest] * len(table.columns), repeatRows=1, style=TableStyle([below, top]))
    yield Spacer(1, 8)


def _cell(text: str) -> str | Paragraph:
    """Only what may need a second line is a paragraph: the quickest that plain ReportLab can do."""
    return text if len(text) <= SHORT else Paragraph(_xml(text), SMALL)


def _xml(text: str) -> str:
    return plain(text).replace("&", "&amp;").replace("<", "&lt;")


def _drawing(scene: Scene) -> Drawing:
    drawing = Drawing(scene.w * PX, scene.h * PX)
    drawing.scale(PX, PX)
    for item in scene.items:
        shape = _shape(item, scene.h)
        if shape is not None:
            drawing.add(shape)
    return drawing


def _shape(item: Item, height: float) -> Shape | None:
    match item:
        case Text():
            return Words(
                item.x,
                height - item.y,
                item.text,
                fontName=PDF_FACES[item.face],
                fontSize=item.size,
                fillColor=HexColor(item.color),
                textAnchor=item.anchor,
            )
        case Line():
            return Stroke(
                item.x1,
                height - item.y1,
                item.x2,
                height - item.y2,
                strokeColor=HexColor(item.stroke),
                strokeWidth=item.width,
            )
        case Rect() if item.fill or item.stroke:
            box = Box(item.x, height - item.y - item.h, item.w, item.h, rx=item.radius, ry=item.radius)
            return _coloured(box, item)
        case Path():
            return _outline(item, height)
        case _:
            return None


def _outline(item: Path, height: float) -> Shape:
    path = Outline()
    draw: dict[str, Callable[..., None]] = {
        "M": path.moveTo,
        "L": path.lineTo,
        "C": path.curveTo,
        "Z": path.closePath,
    }
    for op, *numbers in item.segments:
        draw[str(op)](*(height - float(v) if n % 2 else v for n, v in enumerate(numbers)))
    return _coloured(path, item)


def _coloured(shape: Box | Outline, item: Rect | Path) -> Shape:
    """The shape with the colours of its item."""
    shape.fillColor = HexColor(item.fill) if item.fill else None
    shape.strokeColor = HexColor(item.stroke) if item.stroke else None
    shape.strokeWidth = item.width
    return shape
