"""The document model as Word: real heading styles, repeated table heads, Swedish, nothing that Word has to repair.

The traps (order of elements, the template's old twin of its styles, language) were found with openxml-audit.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as TableType
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.files import whole_file
from kvalitet_app.reports.inline import plain, runs
from kvalitet_app.reports.model import (
    Callout,
    Chart,
    Column,
    Columns,
    Contents,
    Facts,
    Heading,
    Items,
    KeyFigures,
    Masthead,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
    literal,
)

FONT, INK, ACCENT, LINE, PALE = "Calibri", "1B2429", "0B5C63", "D5DDDF", "E2F1F1"
MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a package can bear: when it was drawn up stands in its text
WIDE = 16.4  # cm between the margins
STYLES = (
    ("Normal", 10.5, INK, 0, 6), ("Heading 1", 20, ACCENT, 18, 8), ("Heading 2", 14.5, INK, 14, 4),
    ("Heading 3", 11.5, INK, 9, 3), ("Caption", 9.5, INK, 8, 3), ("List Bullet", 10.5, INK, 0, 3),
    ("List Number", 10.5, INK, 0, 3),
)  # fmt: skip
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def write_docx(report: Report, target: Path, *, progress: Progress = no_progress) -> None:
    """Write a report as a Word file, whole or not at all.

    Raises:
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    doc = _base(report)
    for n, block in enumerate(report.blocks):
        progress(n, len(report.blocks), "Skriver Word-filen")
        _WRITERS[type(block)](doc, block)
    package = BytesIO()
    doc.save(package)
    with whole_file(target) as temporary:
        _repack(package, temporary)


def _repack(package: BytesIO, target: Path) -> None:
    """The parts without the clock of this machine: the same report gives the same bytes."""
    with ZipFile(package) as made, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, MADE.timetuple()[:6]), made.read(name), ZIP_DEFLATED)


def _xml(part: Paragraph | Run | TableType | _Row) -> BaseOxmlElement:
    """The element behind a part: python-docx has no fields, borders or repeated heads of its own."""
    found: BaseOxmlElement = part._element  # noqa: SLF001 - the only way to it
    return found


def _el(tag: str, **values: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(key.replace("_", ":", 1)), value)
    return made


def _base(report: Report) -> DocumentType:
    doc = Document()
    settings = doc.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(_el("w:autoHyphenation"))
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "sv-SE")
    for rid, rel in list(doc.part.rels.items()):
        if rel.reltype.endswith("/stylesWithEffects"):
            del doc.part.rels[rid]
    core = doc.core_properties
    core.title, core.author, core.subject = _legal(report.title), _legal(report.author), _legal(report.subject)
    core.language, core.comments = "sv-SE", ""
    core.created = core.modified = MADE
    defaults = doc.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_el("w:lang", w_val="sv-SE", w_eastAsia="sv-SE", w_bidi="ar-SA"))
    for name, size, colour, before, after in STYLES:
        _style(doc.styles[name], size, colour, (before, after))
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2), Cm(2.4), Cm(2.4)
    foot = page.footer.paragraphs[0]
    foot.style.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{_legal(report.author)}\tSida ")
    _field(foot, "PAGE")
    foot.add_run(" (")
    _field(foot, "NUMPAGES")
    foot.add_run(")")
    return doc


def _style(style: ParagraphStyle, size: float, colour: str, space: tuple[int, int]) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:hAnsi"), FONT)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(space[0]), Pt(space[1])


def _field(paragraph: Paragraph, code: str) -> None:
    for part in ("begin", code, "separate", "1", "end"):
        run = _xml(paragraph.add_run())
        if part == code:
            made = _el("w:instrText")
            made.text = f" {code} "
            run.append(made)
        elif part == "1":
            run.text = part
        else:
            run.append(_el("w:fldChar", w_fldCharType=part))


def _legal(text: str) -> str:
    """What XML can hold."""
    return text.translate(_ILLEGAL).encode("utf-16", "ignore").decode("utf-16", "ignore")


def _inline(paragraph: Paragraph, text: str) -> Paragraph:
    for said, strong, emphasis in runs(_legal(text)):
        run = paragraph.add_run(said)
        run.bold, run.italic = strong or None, emphasis or None
    return paragraph


def _title(doc: DocumentType, block: Title) -> None:
    doc.add_paragraph(_legal(block.organisation))
    doc.add_paragraph(_legal(block.title), style="Heading 1")
    for line in (block.subtitle, *block.lines):
        doc.add_paragraph(_legal(line))


def _masthead(doc: DocumentType, block: Masthead) -> None:
    doc.add_paragraph(_legal(plain(block.over)))
    doc.add_paragraph(_legal(plain(block.title)), style="Heading 1")
    if block.aside:
        doc.add_paragraph(_legal(plain(block.aside)))


def _columns(doc: DocumentType, block: Columns) -> None:
    """One after the other, as they are read."""
    for part in block.parts:
        for one in part:
            _WRITERS[type(one)](doc, one)


def _facts(doc: DocumentType, block: Facts) -> None:
    _table(doc, Table((Column("Uppgift"), Column("")), block.pairs, ""))


def _heading(doc: DocumentType, block: Heading) -> None:
    doc.add_paragraph(_legal(plain(block.text)), style=f"Heading {block.level}")


def _para(doc: DocumentType, block: Para) -> None:
    _inline(doc.add_paragraph(), block.text)


def _items(doc: DocumentType, block: Items) -> None:
    for item in block.items:
        _inline(doc.add_paragraph(style="List Number" if block.numbered else "List Bullet"), item)


def _figures(doc: DocumentType, block: KeyFigures) -> None:
    for figure in block.figures:
        note = f" ({figure.note})" if figure.note else ""
        _inline(doc.add_paragraph(), f"**{literal(figure.value)}** {literal(figure.label + note)}")


def _chart(doc: DocumentType, block: Chart) -> None:
    """What the picture says, in words and numbers."""
    doc.add_paragraph(_legal(block.caption), style="Caption")
    doc.add_paragraph(_legal(block.alt))
    if block.table is not None:
        _table(doc, block.table)


def _break(doc: DocumentType, _block: PageBreak) -> None:
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(_doc: DocumentType, _block: Contents) -> None:
    """Word makes its own from the heading styles."""


def _callout(doc: DocumentType, block: Callout) -> None:
    paragraph = doc.add_paragraph()
    shade = _xml(paragraph).get_or_add_pPr()
    side = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/>'
    shade.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{side}</w:pBdr>"))
    shade.append(_el("w:shd", w_val="clear", w_color="auto", w_fill=PALE))
    if block.title:
        paragraph.add_run(f"{_legal(block.title)}. ").bold = True
    _inline(paragraph, block.text)


def _table(doc: DocumentType, block: Table) -> None:
    if block.caption:
        doc.add_paragraph(_legal(block.caption), style="Caption").paragraph_format.keep_with_next = True
    head = [column.title for column in block.columns]
    says = all(head)  # a table of facts has no head that says anything
    lines = [head, *block.rows] if says else block.rows
    made = doc.add_table(rows=len(lines), cols=len(block.columns))
    made.autofit = False
    edge = f'w:val="single" w:sz="4" w:color="{LINE}"'
    borders = f"<w:tblBorders {nsdecls('w')}><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
    _xml(made).tblPr.find(qn("w:tblLayout")).addprevious(parse_xml(borders))
    for column, share in zip(made.columns, _shares(block), strict=True):
        column.width = Cm(WIDE * share)
    for at, (row, values) in enumerate(zip(made.rows, lines, strict=True)):
        _row(row, values, block, head=says and not at)
    doc.add_paragraph(_legal(block.note))  # a table that follows at once would grow into this one


def _shares(block: Table) -> list[float]:
    """Each column's share of the width: of two the first is a word, of more they share alike."""
    columns = len(block.columns)
    return [0.32, 0.68] if columns == 2 else [1 / columns] * columns


def _row(row: _Row, values: Sequence[str], block: Table, *, head: bool) -> None:
    for cell, value, column, share in zip(row.cells, values, block.columns, _shares(block), strict=True):
        cell.width = Cm(WIDE * share)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(_legal(value))
        run.bold, run.font.size = head or None, Pt(9.5)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if column.align == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    marks = _xml(row).get_or_add_trPr()
    marks.append(_el("w:cantSplit"))
    if head:
        marks.append(_el("w:tblHeader"))


_WRITERS: Mapping[type, Callable[..., None]] = {
    Title: _title,
    Heading: _heading,
    Para: _para,
    Items: _items,
    KeyFigures: _figures,
    Table: _table,
    Chart: _chart,
    Callout: _callout,
    PageBreak: _break,
    Masthead: _masthead,
    Columns: _columns,
    Facts: _facts,
    Contents: _contents,
}
