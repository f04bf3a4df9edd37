"""How a report looks: the page's grid, type sizes and colours. Points; the colours are the light theme's."""

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.reports.model.inline import hyphenate
from kvalitet_app.reports.pdf.fonts import BODY, STRONG

PAGE_W, PAGE_H = A4
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 22 * mm, 27 * mm, 25 * mm
WIDTH, HEIGHT = PAGE_W - LEFT - RIGHT, PAGE_H - TOP - BOTTOM
MEASURE = 134 * mm  # of running text: some 78 characters a line
SHEET_SIDE, SHEET_TOP, SHEET_FOOT = 16 * mm, 14 * mm, 20 * mm

TEXT, MUTED, ACCENT = HexColor(LIGHT.text), HexColor(LIGHT.muted), HexColor(LIGHT.accent)
LINE, EDGE, SOFT = HexColor(LIGHT.line), HexColor(LIGHT.edge), HexColor(LIGHT.accent_soft)
RAISED, YELLOW, RED = HexColor(LIGHT.raised), HexColor(LIGHT.yellow), HexColor(LIGHT.red)


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    style = ParagraphStyle(name)
    given: dict[str, object] = {
        "fontName": BODY,
        "fontSize": size,
        "leading": leading,
        "textColor": TEXT,
        "bulletFontName": BODY,
        "bulletFontSize": size,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        **more,
    }
    for attribute, value in given.items():
        setattr(style, attribute, value)
    return style


_HYPHENATED: dict[str, object] = {
    "hyphenationLang": hyphenate,
    "hyphenationMinWordLength": 8,
    "embeddedHyphenation": 0,
}


@dataclass(frozen=True, slots=True)
class Look:
    """The widths and type of what is set: `width` of the area, `measure` of running text in it, in points."""

    width: float
    measure: float
    height: float
    para: ParagraphStyle
    quiet: ParagraphStyle
    item: ParagraphStyle
    item_last: ParagraphStyle
    headings: dict[int, ParagraphStyle]
    caption: ParagraphStyle
    box: ParagraphStyle
    box_title: ParagraphStyle
    figure: tuple[float, float, float]  # the sizes of a key figure, its label and its note


@cache
def report_look() -> Look:
    """A report on A4: running text of some 78 characters a line in an area that tables may fill."""
    return _look(WIDTH, MEASURE, 10.5, (20, 13.5, 11), (25, 10, 9))


@cache
def sheet_look(width: float = PAGE_W - 2 * SHEET_SIDE) -> Look:
    """A page on a wall, read at arm's length; a column of it is as wide as its text."""
    return _look(width, width, 12, (15, 15, 13), (34, 12, 10.5), gap=4.0)


@cache
def column_look(width: float, *, sheet: bool) -> Look:
    """A column of the one or the other."""
    return sheet_look(width) if sheet else _look(width, width, 10.5, (15, 12.5, 11), (21, 9.5, 8.75))


def _look(
    width: float,
    measure: float,
    size: float,
    headings: tuple[float, ...],
    figure: tuple[float, float, float],
    *,
    gap: float = 7.5,
) -> Look:
    """Everything in its proportion to running text."""
    k, leading = size / 10.5, size * 15 / 10.5
    running: dict[str, object] = {**_HYPHENATED, "rightIndent": width - measure}
    one, two, three = headings
    return Look(
        width,
        measure,
        HEIGHT,
        _style("Para", size, leading, spaceAfter=gap, **running),
        _style("Quiet", size * 0.875, leading * 0.875, spaceAfter=7.5 * k, **{**running, "textColor": MUTED}),
        _style("Item", size, leading, spaceAfter=3.5 * k, leftIndent=14 * k, bulletIndent=2, **running),
        _style("ItemLast", size, leading, spaceAfter=10 * k, leftIndent=14 * k, bulletIndent=2, **running),
        {
            1: _style("Heading1", one, one * 1.25, fontName=STRONG, textColor=ACCENT, spaceBefore=22, spaceAfter=9),
            2: _style("Heading2", two, two * 4 / 3, fontName=STRONG, spaceBefore=15, spaceAfter=5),
            3: _style("Heading3", three, three * 15 / 11, fontName=STRONG, spaceBefore=10, spaceAfter=3),
        },
        _style("Caption", 9.5, 13, fontName=STRONG),
        _style("Box", size, leading, **_HYPHENATED),
        _style("BoxTitle", size, leading, fontName=STRONG),
        figure,
    )


SMALL = _style("Small", 9, 12.5, **{**_HYPHENATED, "textColor": MUTED})
COVER_ORG = _style("CoverOrganisation", 12, 16, textColor=MUTED)
COVER_TITLE = _style("CoverTitle", 36, 41, fontName=STRONG, textColor=ACCENT)
COVER_SUBTITLE = _style("CoverSubtitle", 17, 23)
COVER_LINE = _style("CoverLine", 10.5, 16)
MAST_OVER = _style("MastOver", 11, 15, textColor=MUTED)
MAST_TITLE = _style("MastTitle", 30, 36, fontName=STRONG, textColor=ACCENT)
MAST_ASIDE = _style("MastAside", 16, 20, fontName=STRONG, alignment=2)

CELL_SIZE, CELL_LEADING, CELL_PAD_X, CELL_PAD_Y = 9.25, 12.0, 5.0, 3.4
