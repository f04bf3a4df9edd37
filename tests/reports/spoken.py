"""A tagged PDF read aloud: its words in the order of its structure, and the words that a report's model says."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from kvalitet_app.reports.model.blocks import Contents, Report
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.model.reading_order import said_by

SOFT_HYPHEN = "\u00ad"
CELLS, BLOCKS = {"/TH", "/TD"}, {"/P", "/H1", "/H2", "/H3", "/Lbl", "/LBody", "/Caption", "/TOCI"}


def read_aloud(content: bytes) -> list[str]:
    """What each element says, in the order of reading; a figure says its alternative text in [brackets]."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [said for said in _elements(pdf.Root.StructTreeRoot.K, _pieces(pdf)) if said]


def tags(content: bytes) -> list[str]:
    """The kinds of the elements, in order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [str(one.S)[1:] for one in walk(pdf.Root.StructTreeRoot.K)]


def walk(kids: pikepdf.Object) -> Iterator[Dictionary]:
    """Every element under these, in order."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from walk(kid.K)


def _elements(kids: pikepdf.Object, pieces: dict[tuple[int, int], str]) -> Iterator[str]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            continue
        kind = str(kid.S)
        if kind == "/Figure":
            yield _flat(f"[{kid.Alt}]")
        elif kind in CELLS | BLOCKS and not _holds_list(kid):
            yield _flat("".join(_pieces_of(kid, pieces)))
        else:
            yield from _elements(kid.K, pieces)


def _holds_list(element: Dictionary) -> bool:
    """Whether an item has others under it: its own text is then a paragraph beside their list."""
    kids = element.K if isinstance(element.K, Array) else [element.K]
    return any(isinstance(kid, Dictionary) and kid.get("/S") == Name.L for kid in kids)


def _flat(text: str) -> str:
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def _pieces_of(element: Dictionary, pieces: dict[tuple[int, int], str]) -> Iterator[str]:
    page = element.Pg.objgen[0] if "/Pg" in element else 0
    for kid in element.K if isinstance(element.K, Array) else [element.K]:
        if isinstance(kid, Dictionary):
            if "/S" in kid:
                yield from _pieces_of(kid, pieces)
            elif kid.get("/Type") == Name.MCR:
                yield pieces[kid.Pg.objgen[0], int(kid.MCID)]
        else:
            yield pieces[page, int(kid)]


def _pieces(pdf: Pdf) -> dict[tuple[int, int], str]:
    """The text of every marked piece by page and number, as its fonts say it is to be read."""
    found: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        fonts = {name: _to_unicode(font) for name, font in page.Resources.Font.items() if isinstance(font, Dictionary)}
        stack: list[tuple[int, int] | None] = []
        letters: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            match str(instruction.operator):
                case "BDC":
                    number = operands[1].get("/MCID") if isinstance(operands[1], Dictionary) else None
                    stack.append(None if number is None else (page.obj.objgen[0], int(number)))
                    if stack[-1]:
                        found[stack[-1]] = ""
                case "BMC":
                    stack.append(None)
                case "EMC":
                    stack.pop()
                case "Tf":
                    letters = fonts[str(operands[0])]
                case "Tj" if not stack:
                    raise AssertionError("text that belongs to nothing")
                case "Tj" if stack[-1]:
                    found[stack[-1]] += "".join(letters[code] for code in bytes(operands[0]))
    return found


def _to_unicode(font: Dictionary) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("ascii")
    body = "".join(re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL))
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body)
    return {int(code, 16): bytes.fromhex(said).decode("utf-16-be") for code, said in pairs}


def written(report: Report) -> list[str]:
    """What the report says, piece by piece; the contents only as its title, since it has numbers that pages give."""
    clean = Cleaner().clean
    said = [" ".join(report.stamps).upper(), *(text for block in report.blocks for text in said_by(block)), report.foot]
    return [text for text in (_flat(clean(piece)) for piece in said) if text]


def without_contents(said: list[str], report: Report) -> list[str]:
    """What was read aloud without the lines of the contents, which stand after its title."""
    contents = [block for block in report.blocks if isinstance(block, Contents)]
    if not contents:
        return said
    first = said.index(contents[0].title) + 1
    count = sum(heading.listed and heading.level < 3 for heading in report.headings)
    return said[:first] + said[first + count :]
