"""The document model as Word: real heading styles, repeated table heads, Swedish, nothing that Word has to repair.

The traps (order of elements, the template's old twin of its styles, language) were found with openxml-audit.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.files import whole_file
from kvalitet_app.reports.inline import plain, runs
from kvalitet_app.reports.model import (
    Block,
    Callout,
    Chart,
    Contents,
    Heading,
    Items,
    KeyFigures,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
)

FONT, INK, ACCENT, LINE, PALE = "Calibri", "1B2429", "0B5C63", "D5DDDF", "E2F1F1"
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
        _write(doc, block)
    with whole_file(target) as temporary:
        doc.save(str(temporary))


def _el(tag: str, **values: str) -> Any:  # noqa: ANN401 - an lxml element
    made = OxmlElement(tag)
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
    core.created = core.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - the same data gives the same bytes
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
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(WIDE), 2)
    foot.add_run(f"{_legal(report.author)}\tSida ")
    _field(foot, "PAGE")
    foot.add_run(" (")
    _field(foot, "NUMPAGES")
    foot.add_run(")")
    return doc


def _style(style: Any, size: float, colour: str, space: tuple[int, int]) -> None:  # noqa: ANN401 - a Word style
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:hAnsi"), FONT)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(space[0]), Pt(space[1])


def _field(paragraph: Paragraph, code: str) -> None:
    for part in ("begin", code, "separate", "1", "end"):
        run = paragraph.add_run()._r  # noqa: SLF001 - python-docx has no fields
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


def _write(doc: DocumentType, block: Block) -> None:  # noqa: C901 - one case a kind of block
    match block:
        case Title():
            doc.add_paragraph(_legal(block.organisation))
            doc.add_paragraph(_legal(block.title), style="Heading 1")
            for line in (block.subtitle, *block.lines):
                doc.add_paragraph(_legal(line))
        case Heading():
            doc.add_paragraph(_legal(plain(block.text)), style=f"Heading {block.level}")
        case Para():
            _inline(doc.add_paragraph(), block.text)
        case Items():
            for item in block.items:
                _inline(doc.add_paragraph(style="List Number" if block.numbered else "List Bullet"), item)
        case KeyFigures():
            for figure in block.figures:
                note = f" ({figure.note})" if figure.note else ""
                _inline(doc.add_paragraph(), f"**{figure.value}** {figure.label}{note}")
        case Table():
            _table(doc, block)
        case Chart():
            doc.add_paragraph(_legal(block.caption), style="Caption")
            doc.add_paragraph(_legal(block.alt))
            if block.table is not None:
                _table(doc, block.table)
        case Callout():
            _callout(doc, block)
        case PageBreak():
            doc.add_page_break()  # type: ignore[no-untyped-call]
        case Contents():
            pass  # Word makes its own from the heading styles


def _callout(doc: DocumentType, block: Callout) -> None:
    paragraph = doc.add_paragraph()
    shade = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    side = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/>'
    shade.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{side}</w:pBdr>"))
    shade.append(_el("w:shd", w_val="clear", w_color="auto", w_fill=PALE))
    if block.title:
        paragraph.add_run(f"{_legal(block.title)}. ").bold = True
    _inline(paragraph, block.text)


def _table(doc: DocumentType, block: Table) -> None:
    if block.caption:
        doc.add_paragraph(_legal(block.caption), style="Caption").paragraph_format.keep_with_next = True
    made = doc.add_table(rows=0, cols=len(block.columns))
    made.autofit = False
    edge = f'w:val="single" w:sz="4" w:color="{LINE}"'
    borders = f"<w:tblBorders {nsdecls('w')}><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
    made._tbl.tblPr.find(qn("w:tblLayout")).addprevious(parse_xml(borders))  # noqa: SLF001 - python-docx has none
    first = 0.32 if len(block.columns) == 2 else 1 / len(block.columns)
    wide = [first, *[(1 - first) / max(len(block.columns) - 1, 1)] * (len(block.columns) - 1)]
    for column, share in zip(made.columns, wide, strict=True):
        column.width = Cm(WIDE * share)
    head = [column.title for column in block.columns]
    for at, row in enumerate([head, *block.rows] if any(head[1:]) else block.rows):
        is_head = at == 0 and any(head[1:])
        _row(made, row, block, wide, head=is_head)
    doc.add_paragraph(_legal(block.note))  # a table that follows at once would grow into this one


def _row(made: Any, row: Any, block: Table, wide: list[float], *, head: bool) -> None:  # noqa: ANN401 - a Word table
    cells = made.add_row().cells
    for cell, value, column, share in zip(cells, row, block.columns, wide, strict=True):
        cell.width = Cm(WIDE * share)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(_legal(value))
        run.bold, run.font.size = head or None, Pt(9.5)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if column.align == "right":
            paragraph.alignment = 2
    marks = made.rows[-1]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no repeated heads
    marks.append(_el("w:cantSplit"))
    if head:
        marks.append(_el("w:tblHeader"))
