"""The pictures of a report as PNG, for Word: PDFium draws the very pages that ReportLab makes of them."""

from collections.abc import Sequence
from io import BytesIO

from PIL.Image import Dither, Image
from reportlab.pdfgen.canvas import Canvas

from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.reports.pdf.fonts import BODY
from kvalitet_app.reports.pdf.scene_painter import PX, paint_scene

DPI, COLOURS, NEARLY_WHITE = 200, 64, 245


def chart_pngs(scenes: Sequence[Scene]) -> list[bytes]:
    """Each picture at 200 dpi."""
    import pypdfium2

    if not scenes:
        return []
    document = pypdfium2.PdfDocument(_pages(scenes))
    try:
        return [_png(document[n]) for n in range(len(scenes))]
    finally:
        document.close()


def _pages(scenes: Sequence[Scene]) -> bytes:
    """A page as large as each picture."""
    target = BytesIO()
    canvas = Canvas(target, pageCompression=0, initialFontName=BODY)  # type: ignore[arg-type]
    for scene in scenes:
        canvas.setPageSize((scene.w * PX, scene.h * PX))
        paint_scene(scene, canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _png(page: "object") -> bytes:
    made = BytesIO()
    picture = page.render(scale=DPI / 72).to_pil()  # type: ignore[attr-defined]
    picture.quantize(palette=_palette(picture), dither=Dither.NONE).save(made, "PNG", dpi=(DPI, DPI), compress_level=2)
    return made.getvalue()


def _palette(picture: Image) -> Image:
    """A few colours from a part of the picture, which is six times as fast; what is nearly white is white."""
    few = picture.resize((picture.width // 4, picture.height // 4), resample=0).quantize(COLOURS, dither=Dither.NONE)
    values = few.getpalette() or []
    for at in range(0, len(values), 3):
        if min(values[at : at + 3]) >= NEARLY_WHITE:
            values[at : at + 3] = (255, 255, 255)
    few.putpalette(values)
    return few
