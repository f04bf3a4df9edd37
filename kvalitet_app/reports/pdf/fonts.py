"""The report's typeface: Source Sans 3, embedded, and nothing else.

Reading this module sets ReportLab up: whatever draws or measures text asks here what the faces are called.
"""

import re

from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
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


def _set_up() -> None:
    """Our typeface is the one that is taken where none is named, and the same report gives the same bytes."""
    rl_config.canvas_basefontname = BODY
    rl_config.defaultGraphicsFontName = BODY
    rl_config.invariant = 1
    rl_config.useA85 = 0  # no ASCII armour around compressed streams
    ParagraphStyle.defaults |= {"fontName": BODY, "bulletFontName": BODY}
    ttfonts.makeToUnicodeCMap = _no_nothing  # type: ignore[assignment]
    for face, name in PDF_FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource(FACES[face]))))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=STRONG, italic=EMPHASIS, boldItalic=STRONG)


_set_up()
