"""The pictures of a report as PNG, for Word: PDFium draws the very pages that ReportLab makes of them."""

from collections.abc import Sequence
from io import BytesIO

from PIL.Image import Image, new
from reportlab.pdfgen.canvas import Canvas

from kvalitet_app.pictures.primitives import Scene
from kvalitet_app.reports.fonts import BODY, register_fonts
from kvalitet_app.reports.scene_painter import PX, paint_scene

DPI, COLOURS = 200, 128


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
    register_fonts()
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
    picture.quantize(palette=_palette(picture), dither=0).save(made, "PNG", dpi=(DPI, DPI))
    return made.getvalue()


def _palette(picture: Image) -> Image:
    """The commonest colours as they are: white stays white, which Pillow's own choice does not see to."""
    part = picture.resize((picture.width // 2, picture.height // 2), resample=0)
    counted: list[tuple[int, tuple[int, ...]]] = part.getcolors(part.width * part.height) or []  # type: ignore[assignment]
    common = sorted(counted, key=lambda one: (-one[0], one[1]))[:COLOURS]
    chosen = new("P", (1, 1))
    flat = [value for _, colour in common for value in colour]
    chosen.putpalette(flat + flat[:3] * (256 - len(common)))
    return chosen
