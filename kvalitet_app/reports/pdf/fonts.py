"""The report's typeface: Source Sans 3, embedded, and nothing else."""

import re
from functools import cache

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from kvalitet_app.machine.files import resource
from kvalitet_app.pictures.drawing.metrics import FACES, Face

BODY, STRONG, EMPHASIS = "Kvalitet", "Kvalitet-Strong", "Kvalitet-Emphasis"
PDF_FACES: dict[Face, str] = {"regular": BODY, "semibold": STRONG, "italic": EMPHASIS}

_to_unicode = ttfonts.makeToUnicodeCMap


def _no_nothing(name: str, subset: list[int]) -> str:
    """ReportLab maps codes that are not used to U+0000, which PDF/UA-1 (7.21.7) forbids: those lines are left out."""
    text, left_out = re.subn(r"<..> <0000>\n", "", _to_unicode(name, subset))
    return text.replace(f"{len(subset)} beginbfchar", f"{len(subset) - left_out} beginbfchar")


@cache
def register_fonts() -> None:
    """Register the typeface for embedding, once a process."""
    ttfonts.makeToUnicodeCMap = _no_nothing  # type: ignore[assignment]
    for face, name in PDF_FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource(FACES[face]))))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=STRONG, italic=EMPHASIS, boldItalic=STRONG)
