"""A report as data: what it says, not how it looks.

Running text is plain with **strong**, *emphasis* and [words](<address>) that lead to the web or to a mail. Text from
people goes through `literal` where their signs mean nothing. A figure may carry a `fraga`, the question that counts
it: where a table of the report has that question as a row, the figure is a link to it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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


DOTS = ("•", "–", "▪")
TICKS = {False: "☐", True: "☑"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: how deep it lies, 0 outermost, the number that it bears, and whether it is ticked.

    Without a number it has a dot; `tick` is None where there is nothing to tick.
    """

    text: Inline
    level: int = 0
    number: int | None = None
    tick: bool | None = None

    @property
    def label(self) -> str:
        """What stands before it, such as "•", "2.", "☐" or "2. ☑"."""
        tick = "" if self.tick is None else TICKS[self.tick]
        if self.number is not None:
            return f"{self.number}. {tick}".rstrip()
        return tick or DOTS[self.level % len(DOTS)]


@dataclass(frozen=True, slots=True)
class Items:
    """A list: items in levels, or plain texts with dots or numbers."""

    items: tuple[Inline | Item, ...]
    numbered: bool = False

    @property
    def points(self) -> tuple[Item, ...]:
        """Every item with its level and number; none lies more than one level under the one before it."""
        made: list[Item] = []
        for n, one in enumerate(self.items, 1):
            item = one if isinstance(one, Item) else Item(one, number=n if self.numbered else None)
            deepest = made[-1].level + 1 if made else 0
            made.append(item if item.level <= deepest else replace(item, level=deepest))
        return tuple(made)


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
    """A table of plain text; U+2028 in a cell breaks its line.

    `strong` numbers the rows in heavier type, such as a sum; `note` stands under it.
    `fragor` are the questions of cells by (row, column); `anchors` are the rows that a question is explained on.
    `personer` says that it counts events of persons: a public version then hides its small cells. `prose` says that
    its cells are sentences that somebody wrote.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    strong: frozenset[int] = frozenset()
    note: str = ""
    fragor: Mapping[tuple[int, int], Sokfraga] = field(default_factory=dict)
    anchors: Mapping[int, Sokfraga] = field(default_factory=dict)
    personer: bool = False
    prose: bool = False

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
    """Text in which asterisks are only asterisks, and no address leads anywhere."""
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("](<", "](\\<")


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
