"""A report as data: what it says, not how it looks. Running text is plain with **strong** and *emphasis*.

Text from people goes through `literal` where their asterisks mean nothing. A figure may carry a `fraga`, the
question that counts it: where a table of the report has that question as a row, the figure is a link to it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.pictures.drawing.tokens import Theme

Inline: TypeAlias = str
MakeScene: TypeAlias = Callable[[Theme, float], Scene]  # theme and width in px; the picture chooses its height


@dataclass(frozen=True, slots=True)
class Title:
    """The title page. `lines` stand at its foot: who made it, when, reference number."""

    organisation: str
    title: str
    subtitle: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a document without a title page, as on a wall: small type over the title, and aside to its right."""

    over: str
    title: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–3. Level 1 begins a chapter; only `listed` ones of level 1–2 stand in the contents."""

    level: int
    text: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of running text; a `quiet` one is less than what stands around it."""

    text: Inline
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with dots or numbers."""

    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type, what it counts, and a note under it."""

    value: str
    label: str
    note: str = ""
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to four figures in a row."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text. `strong` numbers the rows in heavier type, such as a sum; `note` stands under it.

    `fragor` are the questions of cells by (row, column); `anchors` are the rows that a question is explained on.
    `personer` says that it counts events of persons: a public version then hides its small cells.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    strong: frozenset[int] = frozenset()
    note: str = ""
    fragor: Mapping[tuple[int, int], Sokfraga] = field(default_factory=dict)
    anchors: Mapping[int, Sokfraga] = field(default_factory=dict)
    personer: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a table without a header or with rows of another width."""
        if not self.columns or not any(column.title for column in self.columns):
            raise ValueError(f"table without header: {self.caption}")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"rows of unequal width: {self.caption}")


@dataclass(frozen=True, slots=True)
class Facts:
    """Words and what is said of each, side by side: the words are the heads of their rows."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, in words for whoever does not see it (`alt`), its numbers in a table unless one beside it has them."""

    scene: MakeScene
    caption: str
    alt: str
    table: Table | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a picture without words."""
        if not self.alt.strip():
            raise ValueError(f"chart without alternative text: {self.caption}")


@dataclass(frozen=True, slots=True)
class Callout:
    """A sentence set apart: something missing, or something to know before reading on."""

    text: Inline
    title: str = ""
    kind: Literal["missing", "note"] = "note"


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, levels 1–2."""

    title: str = "Innehåll"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, read column by column; they are never parted between pages."""

    parts: "tuple[tuple[Block, ...], ...]"


Block: TypeAlias = (
    Title
    | Masthead
    | Heading
    | Para
    | Items
    | KeyFigures
    | Table
    | Facts
    | Chart
    | Callout
    | Columns
    | Contents
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document.

    `status` is said on each page until the document is fastställt ("Utkast"), as is to whom it may go (`spridning`) and
    its reference number (`dnr`). `date` is the day its data are of. A `sheet` is one page for a wall, in larger type,
    made smaller where it would not fit; `foot` is what then stands at its foot.
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    subject: str = ""
    status: str = ""
    spridning: Spridning | None = None
    dnr: str = ""
    date: datetime.date | None = None
    sheet: bool = False
    foot: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError when a heading level is skipped."""
        level = 0
        for block in self.whole:
            if isinstance(block, Masthead):
                level = 1
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, 3):
                    raise ValueError(f"heading of level {block.level} after level {level}: {block.text}")
                level = block.level

    @property
    def whole(self) -> "Iterator[Block]":
        """All blocks in order of reading, those inside columns too."""
        for block in self.blocks:
            yield block
            if isinstance(block, Columns):
                for part in block.parts:
                    yield from part

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple(block for block in self.whole if isinstance(block, Heading))

    @property
    def tables(self) -> "Iterator[Table]":
        """All tables in order, those of charts too."""
        for block in self.whole:
            table = block.table if isinstance(block, Chart) else block
            if isinstance(table, Table):
                yield table

    @property
    def stamps(self) -> tuple[str, ...]:
        """What each page says of the whole document, such as ("Utkast", "Intern")."""
        return tuple(word for word in (self.status, self.spridning.word if self.spridning else "") if word)


def questions(cells: Iterable[tuple[int, int, Sokfraga | None]]) -> dict[tuple[int, int], Sokfraga]:
    """The questions of a table's cells, given as (row, column, question or None)."""
    return {(row, column): fraga for row, column, fraga in cells if fraga is not None}


def literal(text: str) -> Inline:
    """Text in which asterisks are only asterisks."""
    return text.replace("\\", "\\\\").replace("*", "\\*")


def from_author(text: str) -> tuple[Para | Items, ...]:
    """An author's text as blocks: an empty line parts paragraphs, lines that begin with "- " or "1. " make a list."""
    blocks: list[Para | Items] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if not lines:
            continue
        if all(line.startswith(("- ", "• ", "* ")) for line in lines):
            blocks.append(Items(tuple(line[2:].strip() for line in lines)))
        elif all(line.partition(". ")[0].isdecimal() and ". " in line for line in lines):
            blocks.append(Items(tuple(line.partition(". ")[2] for line in lines), numbered=True))
        else:
            blocks.append(Para(" ".join(lines)))
    return tuple(blocks)
