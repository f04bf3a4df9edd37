"""How a report looks: the page's grid, type sizes and colours. Points; the colours are the light theme's."""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from kvalitet_app.pictures.tokens import LIGHT
from kvalitet_app.reports.fonts import BODY, STRONG
from kvalitet_app.reports.inline import hyphenate

PAGE_W, PAGE_H = A4
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 22 * mm, 27 * mm, 25 * mm
WIDTH, HEIGHT = PAGE_W - LEFT - RIGHT, PAGE_H - TOP - BOTTOM
MEASURE = 134 * mm  # of running text: some 78 characters a line

TEXT, MUTED, ACCENT = HexColor(LIGHT.text), HexColor(LIGHT.muted), HexColor(LIGHT.accent)
LINE, EDGE, SOFT = HexColor(LIGHT.line), HexColor(LIGHT.edge), HexColor(LIGHT.accent_soft)
RAISED, YELLOW, YELLOW_SOFT = HexColor(LIGHT.raised), HexColor(LIGHT.yellow), HexColor(LIGHT.yellow_soft)


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    style = ParagraphStyle(name)
    given: dict[str, object] = {
        "fontName": BODY, "fontSize": size, "leading": leading, "textColor": TEXT, "bulletFontName": BODY,
        "bulletFontSize": size, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0, **more,
    }  # fmt: skip
    for attribute, value in given.items():
        setattr(style, attribute, value)
    return style


_RUNNING: dict[str, object] = {
    "hyphenationLang": hyphenate, "hyphenationMinWordLength": 8, "embeddedHyphenation": 0,
    "rightIndent": WIDTH - MEASURE,
}  # fmt: skip

PARA = _style("Para", 10.5, 15, spaceAfter=7.5, **_RUNNING)
ITEM = _style("Item", 10.5, 15, spaceAfter=3.5, leftIndent=14, bulletIndent=2, **_RUNNING)
ITEM_LAST = _style("ItemLast", 10.5, 15, spaceAfter=10, leftIndent=14, bulletIndent=2, **_RUNNING)
HEADINGS = {
    1: _style("Heading1", 20, 25, fontName=STRONG, textColor=ACCENT, spaceBefore=22, spaceAfter=9),
    2: _style("Heading2", 13.5, 18, fontName=STRONG, spaceBefore=15, spaceAfter=5),
    3: _style("Heading3", 11, 15, fontName=STRONG, spaceBefore=10, spaceAfter=3),
}
CAPTION = _style("Caption", 9.5, 13, fontName=STRONG)
SMALL = _style("Small", 9, 12.5, textColor=MUTED, hyphenationLang=hyphenate, hyphenationMinWordLength=8)
BOX = _style("Box", 10.5, 15, hyphenationLang=hyphenate, hyphenationMinWordLength=8)
BOX_TITLE = _style("BoxTitle", 10.5, 15, fontName=STRONG)
COVER_ORG = _style("CoverOrganisation", 12, 16, textColor=MUTED)
COVER_TITLE = _style("CoverTitle", 36, 41, fontName=STRONG, textColor=ACCENT)
COVER_SUBTITLE = _style("CoverSubtitle", 17, 23)
COVER_LINE = _style("CoverLine", 10.5, 16)

CELL_SIZE, CELL_LEADING, CELL_PAD_X, CELL_PAD_Y = 9.25, 12.0, 5.0, 3.4
