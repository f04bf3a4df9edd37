"""The head and foot of a Word document's pages; to a municipality's own is added what the document is."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _Footer, _Header
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from kvalitet_app.reports.model.blocks import Report
from kvalitet_app.reports.word.template import Paper
from kvalitet_app.reports.word.xml import field, legal, par

SIZE = Pt(8.5)


def set_furniture(paper: Paper, report: Report) -> None:
    """Stamps and reference number in the head, page x (y) in the foot where the template has none."""
    says = " · ".join([*(stamp.upper() for stamp in report.stamps), *((f"Dnr {report.dnr}",) if report.dnr else ())])
    for section in paper.document.sections:
        for header in _headers(section, even=paper.document.settings.odd_and_even_pages_header_footer):
            _head(header, "" if paper.own is False else report.title, says, paper.width)
        if not _has_text(section.footer):
            _foot(section.footer, report.author, paper.width)


def _headers(section: Section, *, even: bool) -> "list[_Header]":
    """Every head that pages of the section have; one that is only the section before's is not written twice."""
    headers = [section.header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    if even:
        headers.append(section.even_page_header)
    return headers


def _has_text(part: "_Footer") -> bool:
    return not part.is_linked_to_previous and bool(part.tables or any(p.text.strip() for p in part.paragraphs))


def _head(header: "_Header", title: str, says: str, width: float) -> None:
    if not (title or says):
        return
    own = bool(title)
    paragraph = header.paragraphs[0] if own and header.paragraphs else header.add_paragraph()
    if own:
        paragraph.text = legal(f"{title}\t{says}")
        _tabs(paragraph, width)
        return
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(legal(says))
    run.bold, run.font.size = True, SIZE


def _foot(footer: "_Footer", author: str, width: float) -> None:
    paragraph = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    paragraph.text = legal(f"{author}\tSida ")
    made = parse_xml(
        par(
            "",
            field("PAGE", "1")
            + '<w:r><w:t xml:space="preserve"> (</w:t></w:r>'
            + field("NUMPAGES", "1")
            + "<w:r><w:t>)</w:t></w:r>",
        ).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)
    )
    for piece in list(made):
        paragraph._p.append(piece)  # noqa: SLF001 - python-docx has no fields
    _tabs(paragraph, width)


def _tabs(paragraph: Paragraph, width: float) -> None:
    """Text at the left and at the right edge, small."""
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
    for run in paragraph.runs:
        run.font.size = SIZE
