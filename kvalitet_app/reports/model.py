"""A report as data: what it says, not how it looks. Running text is plain with **strong** and *emphasis*.

Text from people goes through `literal` where their asterisks mean nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kvalitet_app.pictures.primitives import Scene
from kvalitet_app.pictures.tokens import Theme

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
class Heading:
    """A heading of level 1–3. Level 1 begins a chapter; only `listed` ones of level 1–2 stand in the contents."""

    level: int
    text: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of running text."""

    text: Inline


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
    """A table of plain text. `strong` numbers the rows in heavier type, such as a sum; `note` stands under it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    strong: frozenset[int] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for a table without a header or with rows of another width."""
        if not self.columns or not any(column.title for column in self.columns):
            raise ValueError(f"table without header: {self.caption}")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"rows of unequal width: {self.caption}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, in words too (`alt`), with its numbers in a table unless another table beside it has them."""

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


Block: TypeAlias = (
    Title | Heading | Para | Items | KeyFigures | Table | Chart | Callout | Contents | PageBreak
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    subject: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError when a heading level is skipped."""
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, 3):
                    raise ValueError(f"heading of level {block.level} after level {level}: {block.text}")
                level = block.level

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


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
