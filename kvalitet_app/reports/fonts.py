"""The report's typeface: Source Sans 3, embedded, and nothing else."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kvalitet_app.files import resource
from kvalitet_app.pictures.metrics import FACES, Face

BODY, STRONG, EMPHASIS = "Kvalitet", "Kvalitet-Strong", "Kvalitet-Emphasis"
PDF_FACES: dict[Face, str] = {"regular": BODY, "semibold": STRONG, "italic": EMPHASIS}


@cache
def register_fonts() -> None:
    """Register the typeface for embedding, once a process."""
    for face, name in PDF_FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource(FACES[face]))))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=STRONG, italic=EMPHASIS, boldItalic=STRONG)
