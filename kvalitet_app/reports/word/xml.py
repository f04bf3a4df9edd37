"""WordprocessingML as text: a body of thousands of rows is put together as one string and parsed once.

The order of the elements in a paragraph's and a cell's properties is the schema's, which Word insists on.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from kvalitet_app.reports.model.inline import BREAK, runs

ACCENT, MUTED, LINE, PALE, YELLOW = "0B5C63", "5B6770", "D5DDDF", "F3F6F6", "B7791F"
TWIPS = 20  # in a point
LINK = f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>'
_BLANKS = str.maketrans("\r\n\t", "   ")
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def legal(text: str) -> str:
    """What XML can hold."""
    return text.translate(_ILLEGAL).encode("utf-16", "ignore").decode("utf-16", "ignore")


def run(text: str, properties: str = "") -> str:
    """A piece of text; U+2028 breaks its line, other line breaks in it are blanks."""
    if not text:
        return ""
    flat = legal(text).translate(_BLANKS)
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in flat.split(BREAK))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{said}</w:r>"


Relate: TypeAlias = Callable[[str], str]
"""From an address outside the document to the id of the relation that leads there."""


def inline(text: str, relate: Relate) -> str:
    """Running text with its marks and links."""
    out = []
    for address, pieces in groupby(runs(text), key=lambda piece: piece.link):
        look = LINK if address else ""
        said = "".join(run(one.text, "<w:b/>" * one.strong + "<w:i/>" * one.emphasis + look) for one in pieces)
        out.append(
            f'<w:hyperlink r:id={quoteattr(relate(address))} w:history="1">{said}</w:hyperlink>' if address else said
        )
    return "".join(out)


def par(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style (by id; "" is the document's usual one); `properties` are those after the style."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    inside = named + properties
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{content}</w:p>"


def field(code: str, shown: str, *, dirty: bool = False) -> str:
    """A field with what it shows until it is reckoned anew; a dirty one is when the document is opened."""
    return field_begins(code, dirty=dirty) + run(shown) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_begins(code: str, *, dirty: bool = False) -> str:
    """Up to where what it shows begins."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def bookmarked(content: str, name: str, number: int) -> str:
    """Content that a link can lead to."""
    begins = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{begins}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(content: str, name: str) -> str:
    """Content that leads to a bookmark."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{content}</w:hyperlink>'


def cell(content: str, width: float, properties: str = "") -> str:
    """A cell of paragraphs, its width in points."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterator[str], *, head: bool = False) -> str:
    """A row that no page parts; a head is repeated on each page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def grid(rows: str, widths: list[float], *, caption: str = "", lines: bool = True, head: bool = True) -> str:
    """A table around its rows."""
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    borders = f"<w:tblBorders><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>" if lines else ""
    columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    said = f"<w:tblCaption w:val={quoteattr(legal(caption))}/>" if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(sum(widths) * TWIPS)}" w:type="dxa"/>{borders}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0000" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def picture(relation: str, number: int, size: tuple[float, float], *, name: str, alt: str) -> str:
    """A picture in the line, its size in points, with its words."""
    wide, high = (round(points * 12700) for points in size)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name={quoteattr(legal(name))} descr={quoteattr(legal(alt))}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={quoteattr(legal(name))}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
