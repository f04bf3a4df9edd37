"""Draws a picture on a ReportLab canvas, the same one as the window draws."""

from collections.abc import Callable
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from kvalitet_app.pictures.drawing.paths import Segment, rounded_box
from kvalitet_app.pictures.drawing.primitives import Item, Line, Path, Rect, Scene, Text
from kvalitet_app.reports.pdf.fonts import PDF_FACES

PX = 0.75  # points in a px

_color = lru_cache(256)(HexColor)


def paint_scene(scene: Scene, canvas: Canvas, *, x: float = 0, y: float = 0, width: float | None = None) -> None:
    """Paint with the lower left corner at (x, y); all in points. `width` scales the whole picture to it."""
    k = (width or scene.w * PX) / scene.w
    canvas.saveState()
    canvas.translate(x, y + scene.h * k)
    canvas.scale(k, -k)
    canvas.setLineJoin(1)
    canvas.setLineCap(0)
    for item in scene.items:
        _paint(canvas, item)
    canvas.restoreState()


def _paint(c: Canvas, item: Item) -> None:
    match item:
        case Text():
            _text(c, item)
        case Line():
            _pen(c, item.stroke, item.width, item.dash)
            c.line(item.x1, item.y1, item.x2, item.y2)
        case Rect() if item.fill or item.stroke:
            box = [("M", item.x, item.y), ("L", item.x + item.w, item.y), ("L", item.x + item.w, item.y + item.h)]
            sharp: list[Segment] = [*box, ("L", item.x, item.y + item.h), ("Z",)]
            _outline(c, item, rounded_box(item.x, item.y, item.w, item.h, radius=item.radius) if item.radius else sharp)
        case Path():
            _outline(c, item, item.segments)
        case _:
            pass  # a place to click that nobody sees


def _outline(c: Canvas, item: Rect | Path, segments: list[Segment]) -> None:
    if item.stroke:
        _pen(c, item.stroke, item.width, item.dash)
    if item.fill:
        c.setFillColor(_color(item.fill))
    path = c.beginPath()
    draw: dict[str, Callable[..., None]] = {
        "M": path.moveTo,
        "L": path.lineTo,
        "C": path.curveTo,
        "Z": path.close,
    }
    for op, *numbers in segments:
        draw[op](*numbers)
    c.drawPath(path, stroke=bool(item.stroke), fill=bool(item.fill), fillMode=0)


def _pen(c: Canvas, color: str, width: float, dash: tuple[float, float] | None) -> None:
    c.setStrokeColor(_color(color))
    c.setLineWidth(width)
    c.setDash(list(dash) if dash else [])


def _text(c: Canvas, item: Text) -> None:
    c.saveState()
    c.translate(item.x, item.y)
    if item.angle:
        c.rotate(item.angle)
    c.scale(1, -1)
    c.setFillColor(_color(item.color))
    c.setFont(PDF_FACES[item.face], item.size)
    draw = {"start": c.drawString, "middle": c.drawCentredString, "end": c.drawRightString}[item.anchor]
    draw(0, 0, item.text)
    c.restoreState()
