"""The document model as Word: real heading styles, contents, repeated table heads, pictures with words, Swedish.

What Word would have to repair was found with openxml-audit, which the tests run.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsdecls

from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.rutiner.lankar import as_uri
from kvalitet_app.machine.files import whole_file
from kvalitet_app.pictures.drawing.tokens import LIGHT
from kvalitet_app.reports.model.blocks import (
    TICKS,
    Block,
    Callout,
    Chart,
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
)
from kvalitet_app.reports.model.inline import Cleaner, plain
from kvalitet_app.reports.pdf.render import heading_pages
from kvalitet_app.reports.pdf.scene_painter import PX
from kvalitet_app.reports.pdf.styles import WIDTH
from kvalitet_app.reports.pdf.typeset import SMALL_TABLE, listed
from kvalitet_app.reports.word.chart_png import chart_pngs
from kvalitet_app.reports.word.lists import DEEPEST
from kvalitet_app.reports.word.page import set_furniture
from kvalitet_app.reports.word.tables import data_table, facts_table, figures_table
from kvalitet_app.reports.word.template import Paper, open_template
from kvalitet_app.reports.word.xml import (
    ACCENT,
    PALE,
    YELLOW,
    bookmarked,
    field,
    field_begins,
    inline,
    legal,
    link,
    par,
    picture,
    run,
)

MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the first day a package can bear: for a report that has no day of its own
LONGEST = 255  # characters of a property of the package
SPACES = nsdecls("w", "wp", "a", "pic", "r")
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def write_docx(report: Report, target: Path, *, template: Path | None = None, progress: Progress = no_progress) -> None:
    """Write a report as a Word file, whole or not at all; in a municipality's own `template` with its head and styles.

    Raises:
        InputError: the template is no Word document, or has macros.
        StorageError: the place cannot be written, or the template not be read.
        Cancelled: by `progress`; no file is left.
    """
    paper = open_template(template)
    body = _Body(report, paper)
    parts = []
    for n, block in enumerate(report.blocks):
        progress(n, len(report.blocks), "Skriver Word-filen")
        parts.append(_WRITERS[type(block)](body, block))
    if report.foot:
        parts.append(body.par("quiet", run(report.foot)))
    set_furniture(paper, report)
    _describe(paper.document, report)
    package = BytesIO()
    paper.document.save(package)
    written = {paper.document.part.partname.lstrip("/"): _whole(paper.document, "".join(parts))}
    with whole_file(target) as temporary:
        temporary.write_bytes(repacked(package, written))
    progress(1, 1, "Klar")


def repacked(package: BytesIO, written: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The parts without the clock of this machine, some of them `written` anew: same report, same bytes."""
    target = BytesIO()
    with ZipFile(package) as made, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, MADE.timetuple()[:6]), written.get(name) or made.read(name), ZIP_DEFLATED)
    return target.getvalue()


def _whole(document: DocumentType, content: str) -> bytes:
    """The document's part with its content, as text: elements of thousands of rows would be moved one by one."""
    root = document.element
    before = "".join(serialize_part_xml(one).decode("utf-8").split("?>", 1)[1] for one in root if one is not root.body)
    last = root.body.sectPr
    section = "" if last is None else serialize_part_xml(last).decode("utf-8").split("?>", 1)[1]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:document {SPACES}>{before}<w:body>{content}{section}</w:body></w:document>".encode()


def _describe(document: DocumentType, report: Report) -> None:
    core = document.core_properties
    said = (legal(text)[:LONGEST] for text in (report.title, report.author, report.subject))
    core.title, core.author, core.subject = said
    core.language, core.comments, core.last_modified_by, core.revision = "sv-SE", "", "", 1
    day = report.date
    core.created = core.modified = MADE if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


class _Body:
    """What the blocks of one report share: its template, running numbers and pictures."""

    def __init__(self, report: Report, paper: Paper) -> None:
        self.report, self.paper = report, paper
        self.number = self.headings = 0
        self.clean = Cleaner().clean
        charts = [block for block in report.whole if isinstance(block, Chart)]
        scenes = [chart.scene(LIGHT, WIDTH / PX) for chart in charts]
        pngs = chart_pngs(scenes)
        k = paper.width / WIDTH * PX
        self.pictures = [(png, (scene.w * k, scene.h * k)) for png, scene in zip(pngs, scenes, strict=True)]
        keys = (key for table in report.tables for key in table.anchors.values())
        self.bookmarks = {key: f"fraga_{n}" for n, key in enumerate(dict.fromkeys(keys))}

    def next(self) -> int:
        """A number that no other bookmark or picture has."""
        self.number += 1
        return self.number

    def inline(self, text: str) -> str:
        """Running text with its marks and links."""
        return inline(text, self.relate)

    def relate(self, address: str) -> str:
        """The id of the relation that leads to an address of the web or a mail."""
        return self.paper.document.part.relate_to(as_uri(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def par(self, kind: str, content: str, properties: str = "") -> str:
        """A paragraph in the style of a kind."""
        return par(self.paper.styles[kind], content, properties)


def _title(body: _Body, block: Title) -> str:
    lines = "".join(body.par("text", body.inline(line)) for line in block.lines)
    return (
        body.par("text", body.inline(block.organisation))
        + body.par("title", body.inline(block.title))
        + body.par("subtitle", body.inline(block.subtitle))
        + lines
        + BREAK
    )


def _masthead(body: _Body, block: Masthead) -> str:
    aside = body.par("subtitle", body.inline(block.aside)) if block.aside else ""
    return body.par("quiet", body.inline(block.over)) + body.par("h1", body.inline(block.title)) + aside


def _heading(body: _Body, block: Heading) -> str:
    content = run(plain(block.text))
    if block.level < 3 and block.listed:
        content = bookmarked(content, _place(body.headings), body.next())
        body.headings += 1
    return body.par(f"h{block.level}", content)


def _place(n: int) -> str:
    return f"_Toc{n + 1:08}"


def _contents(body: _Body, block: Contents) -> str:
    """A field that is reckoned anew when the document is opened; until then it shows the PDF's pages."""
    lines = []
    headings = listed(body.report)
    for n, (heading, page) in enumerate(zip(headings, heading_pages(body.report), strict=True)):
        said = link(
            run(plain(heading.text)) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {_place(n)} \\h", str(page)), _place(n)
        )
        before = field_begins('TOC \\o "1-2" \\h \\z \\u', dirty=True) if n == 0 else ""
        lines.append(body.par(f"toc{heading.level}", before + said))
    end = par("", '<w:r><w:fldChar w:fldCharType="end"/></w:r>') if lines else ""
    return body.par("toc_title", run(block.title)) + "".join(lines) + end


def _para(body: _Body, block: Para) -> str:
    return body.par("quiet" if block.quiet else "text", body.inline(block.text))


def _items(body: _Body, block: Items) -> str:
    """Each row of numbers is a list of its own in Word, so that it begins where it should."""
    made: list[str] = []
    open_: list[tuple[int | None, int]] = []  # the last number of each level, and its list
    for item in block.points:
        before, numbers = open_[item.level] if item.level < len(open_) else (None, 0)
        if item.number is None:
            numbers = body.paper.lists.signs(item.label)
        elif before is None or item.number != before + 1:
            numbers = body.paper.lists.numbers(item.level, item.number)
        open_ = [*open_[: item.level], (item.number, numbers)]
        place = f'<w:numPr><w:ilvl w:val="{min(item.level, DEEPEST)}"/><w:numId w:val="{numbers}"/></w:numPr>'
        tick = "" if item.number is None or item.tick is None else f"{TICKS[item.tick]} "
        kind = "bullet" if item.number is None else "number"
        made.append(body.par(kind, run(tick) + body.inline(item.text), place))
    return "".join(made)


def _figures(body: _Body, block: KeyFigures) -> str:
    return figures_table(block, body.paper, body.bookmarks)


def _table(body: _Body, block: Table) -> str:
    return data_table(block, body.paper, body.bookmarks, body.next)


def _facts(body: _Body, block: Facts) -> str:
    return facts_table(block, body.paper)


def _chart(body: _Body, block: Chart) -> str:
    """The very picture of the PDF."""
    png, size = body.pictures.pop(0)
    relation, _ = body.paper.document.part.get_or_add_image(BytesIO(png))
    name, alt = body.clean(plain(block.caption)), body.clean(plain(block.alt))
    drawn = picture(relation, body.next(), size, name=name or "Diagram", alt=alt)
    caption = body.par("caption", body.inline(block.caption), "<w:keepNext/>") if block.caption else ""
    table = _table(body, block.table) if block.table is not None else ""
    together = "<w:keepNext/>" if block.table is not None and len(block.table.rows) <= SMALL_TABLE else ""
    return caption + body.par("text", drawn, together) + table


def _callout(body: _Body, block: Callout) -> str:
    colour = YELLOW if block.kind == "missing" else ACCENT
    side = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{colour}"/></w:pBdr>'
    title = run(f"{block.title}. ", "<w:b/>") if block.title else ""
    space = '<w:spacing w:before="100" w:after="160"/><w:ind w:left="170"/>'
    shade = f'<w:keepLines/>{side}<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>{space}'
    return body.par("text", title + body.inline(block.text), shade)


def _columns(body: _Body, block: Columns) -> str:
    """One after the other, as they are read."""
    return "".join(_WRITERS[type(one)](body, one) for part in block.parts for one in part)


def _break(_body: _Body, _block: PageBreak) -> str:
    return BREAK


_WRITERS: Mapping[type[Block], Callable[..., str]] = {
    Title: _title,
    Masthead: _masthead,
    Heading: _heading,
    Para: _para,
    Items: _items,
    KeyFigures: _figures,
    Table: _table,
    Facts: _facts,
    Chart: _chart,
    Callout: _callout,
    Columns: _columns,
    Contents: _contents,
    PageBreak: _break,
}
