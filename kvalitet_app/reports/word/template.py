"""The Word document that a report is written into: our own template, or the municipality's with its head and logo.

A municipality's styles are used by their names, Swedish or English; those that it lacks are made as ours look.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from kvalitet_app.domain.errors import InputError
from kvalitet_app.machine.apart import read_apart
from kvalitet_app.machine.files import resource, storage_errors
from kvalitet_app.reports.word.lists import Lists
from kvalitet_app.reports.word.outside import take_away_outside

OWN = "word/rapport.docx"
A4_TEXT = 465.0  # points between the margins of a page that says nothing of itself
FONT, INK, ACCENT, MUTED = "Calibri", "1B2429", "0B5C63", "5B6770"
BIGGEST = 50 * 2**20  # bytes of a template when it is unpacked: a logo, not a film
NOT_WORD = "Mallen är inte ett Word-dokument eller en Word-mall. Välj en fil som slutar på .docx eller .dotx."
MACROS = "Mallen innehåller makron och används därför inte. Spara den som .docx eller .dotx utan makron."
DAMAGED = "Den är skadad, eller för stor för en mall. Öppna den i Word och spara en ny kopia som .docx."
TOO_LARGE = "Mallen är för stor. Välj en mall utan inbäddade filmer eller stora bilder."


class Kind(NamedTuple):
    """A style we need: the names it may have, and how it looks where it must be made."""

    names: tuple[str, ...]
    size: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    next_too: bool = False


KINDS: dict[str, Kind] = {
    "text": Kind(("Body Text", "Brödtext", "Normal"), 10.5),
    "h1": Kind(("Heading 1", "Rubrik 1"), 20, ACCENT, bold=True, before=22, after=8, next_too=True),
    "h2": Kind(("Heading 2", "Rubrik 2"), 14, INK, bold=True, before=14, after=4, next_too=True),
    "h3": Kind(("Heading 3", "Rubrik 3"), 11.5, INK, bold=True, before=9, after=3, next_too=True),
    "title": Kind(("Title", "Titel", "Rubrik"), 34, ACCENT, bold=True, before=160, after=8),
    "subtitle": Kind(("Subtitle", "Underrubrik"), 16, INK, after=24),
    "bullet": Kind(("List Bullet", "Punktlista"), 10.5, after=3),
    "number": Kind(("List Number", "Numrerad lista"), 10.5, after=3),
    "caption": Kind(("Caption", "Beskrivning"), 9.5, INK, bold=True, before=8, after=3, next_too=True),
    "toc_title": Kind(("TOC Heading", "Innehållsförteckningsrubrik"), 20, ACCENT, bold=True, after=10, next_too=True),
    "toc1": Kind(("toc 1", "Innehåll 1"), 10.5, bold=True, before=4, after=2),
    "toc2": Kind(("toc 2", "Innehåll 2"), 10.5, after=2),
    "cell": Kind(("Tabelltext",), 9.5, before=2, after=2),
    "note": Kind(("Tabellnot",), 9, MUTED, before=3, after=10),
    "figure": Kind(("Nyckeltal",), 22, ACCENT, bold=True, after=0),
    "quiet": Kind(("Liten text",), 9.5, MUTED),
}


OURS = {"cell", "note", "figure", "quiet"}  # styles that Word does not know of itself


@dataclass(frozen=True, slots=True)
class Paper:
    """An opened template: the document, the id of the style of each kind, and the width of its text in points."""

    document: DocumentType
    styles: dict[str, str]
    width: float
    lists: Lists
    own: bool = True


def open_template(template: Path | None) -> Paper:
    """The document without its text, with head, foot and styles.

    Raises:
        InputError: the file is no Word document or template, has macros, or shows what lies elsewhere.
        StorageError: it cannot be read.
    """
    if template is not None:
        any(read_apart("mall", template, advice=DAMAGED))  # opened here only when it has been opened there
    document = Document(str(resource(OWN))) if template is None else _opened(template)
    _empty(document)
    take_away_outside(document)
    page = document.sections[-1]
    sizes = (page.page_width, page.left_margin, page.right_margin)
    wide, left, right = (one.pt if one is not None else 0.0 for one in sizes)
    width = wide - left - right or A4_TEXT
    styles = {kind: _style(document, kind, width).style_id for kind in KINDS}
    return Paper(document, styles, width, Lists(document), own=template is None)


def _empty(document: DocumentType) -> None:
    """Take the text away. The last section keeps its head and foot, also those it has from a section before it."""
    body = document.element.body
    sections = body.xpath(".//w:sectPr")
    if body.sectPr is None:
        body.append(parse_xml(f"<w:sectPr {nsdecls('w')}/>"))
    last = body.sectPr
    for one in reversed(sections):
        known = {(part.tag, part.get(qn("w:type"))) for part in last}
        for part in one.xpath("w:headerReference|w:footerReference"):
            if (part.tag, part.get(qn("w:type"))) not in known:
                last.insert(0, deepcopy(part))
    for part in list(body)[:-1]:
        body.remove(part)


def template_lines(template: Path) -> Iterator[int]:
    """The number of a template's styles: nothing, where it cannot be opened.

    Raises:
        InputError, StorageError: as `open_template` says.
    """
    yield len(_opened(template).styles)


def _opened(template: Path) -> DocumentType:
    with storage_errors(template):
        content = template.read_bytes()
    if not is_zipfile(BytesIO(content)):
        raise InputError(NOT_WORD)
    try:
        return Document(_as_document(content))
    except (BadZipFile, KeyError, ValueError, SyntaxError, PackageNotFoundError) as error:
        raise InputError(NOT_WORD) from error


def _as_document(content: bytes) -> BytesIO:
    """The template's bytes as a document: a .dotx differs from a .docx by a word."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w", ZIP_DEFLATED) as kept:
        if sum(part.file_size for part in package.infolist()) > BIGGEST:
            raise InputError(TOO_LARGE)
        kinds = package.read("[Content_Types].xml")
        if b"macroEnabled" in kinds or b"vbaProject" in kinds:
            raise InputError(MACROS)
        if b"wordprocessingml.document.main+xml" not in kinds and b"wordprocessingml.template.main+xml" not in kinds:
            raise InputError(NOT_WORD)
        for name in package.namelist():
            part = package.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
            kept.writestr(name, part)
    made.seek(0)
    return made


def _style(document: DocumentType, kind: str, width: float) -> ParagraphStyle:
    """The template's own style, or one of ours put into it."""
    known = {style.name.casefold(): style for style in _paragraph_styles(document)}
    for name in KINDS[kind].names:
        if name.casefold() in known:
            return known[name.casefold()]
    return make_style(document, kind, width)


def _paragraph_styles(document: DocumentType) -> Iterator[ParagraphStyle]:
    return (style for style in document.styles if isinstance(style, ParagraphStyle) and style.name)


def make_style(document: DocumentType, kind: str, width: float = A4_TEXT) -> ParagraphStyle:
    """A style as ours looks, in the document's own font, for text of a width in points."""
    look = KINDS[kind]
    style = document.styles.add_style(look.names[0], WD_STYLE_TYPE.PARAGRAPH, builtin=kind not in OURS)
    if "Normal" in document.styles:
        style.base_style = document.styles["Normal"]
    return dress(style, kind, width)


def dress(style: ParagraphStyle, kind: str, width: float = A4_TEXT) -> ParagraphStyle:
    """Give a style our sizes, colours and distances."""
    look, shape = KINDS[kind], style.paragraph_format
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.next_too or None
    if kind in ("toc1", "toc2"):
        shape.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        shape.left_indent = Pt(0 if kind == "toc1" else 14)
    if kind == "figure":
        shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return style
