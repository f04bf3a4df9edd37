"""Makes the shipped Word template.

`python -m tests.reports.word.shipped_template` writes resources/word/rapport.docx anew.

python-docx's own template is where it begins; what Word would repair or read in English is taken out of it.
"""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle

from kvalitet_app.machine.files import resource
from kvalitet_app.reports.word.document import repacked
from kvalitet_app.reports.word.template import FONT, INK, KINDS, OWN, dress, make_style

MADE = datetime(1980, 1, 1, tzinfo=UTC)
KEPT = {"Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List"}
BUILT_IN = {"h1", "h2", "h3", "title", "subtitle", "bullet", "number", "caption"}


def made() -> bytes:
    """The template's bytes."""
    document = Document()
    _settings(document)
    _styles(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2), Cm(2.6), Cm(2.4)
    core = document.core_properties
    core.title = core.author = core.comments = core.subject = core.keywords = core.category = ""
    core.language, core.revision = "sv-SE", 1
    core.created = core.modified = MADE
    target = BytesIO()
    document.save(target)
    return repacked(target)


def _settings(document: DocumentType) -> None:
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "sv-SE")
    for rid, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del document.part.rels[rid]
    for rid, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[rid]
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    language = OxmlElement("w:lang")
    for name, value in (("w:val", "sv-SE"), ("w:eastAsia", "sv-SE"), ("w:bidi", "ar-SA")):
        language.set(qn(name), value)
    defaults.append(language)


def _styles(document: DocumentType) -> None:
    names = {KINDS[kind].names[0] for kind in BUILT_IN} | KEPT
    for style in list(document.styles):
        if style.name not in names:
            style.element.getparent().remove(style.element)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(10.5), RGBColor.from_string(INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    for kind in (kind for kind in KINDS if kind != "text"):
        _kind(document, kind)
    for name in ("Header", "Footer"):
        document.styles[name].paragraph_format.tab_stops.clear_all()
    for style in document.styles:
        if style.element.find(qn("w:rPr")) is not None or style.name == "Normal":
            _font(style)
        linked = style.element.find(qn("w:link"))
        if linked is not None:
            style.element.remove(linked)


def _kind(document: DocumentType, kind: str) -> None:
    """As ours looks, without the lines and numbers that python-docx's has."""
    name = KINDS[kind].names[0]
    style = dress(document.styles[name], kind) if kind in BUILT_IN else make_style(document, kind)
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:numPr"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)


def _font(style: BaseStyle) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), FONT)


if __name__ == "__main__":
    resource(OWN).parent.mkdir(exist_ok=True)
    resource(OWN).write_bytes(made())
