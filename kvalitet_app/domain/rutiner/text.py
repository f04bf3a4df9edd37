"""A rutin's text as blocks: headings, paragraphs, items of lists and tables. It is kept as CommonMark.

`markdown_in` reads it and `markdown_out` writes it; window, paper, search and comparison read the blocks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

DEEPEST = 8
"""The deepest level of an item: Word has nine, counted from 0."""

HEADINGS = 6
_EDGES = re.compile(r"\A\s+|\s+\Z|(?<=\n)\s+|[ \t]+(?=\n)")
_ODD_BLANKS = str.maketrans(
    dict.fromkeys("\t\x1c\x1d\x1e\x1f", " ") | dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n") | {"\x00": ""}
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text that is marked alike. A newline is a line break, `link` an address as it was written."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A heading of level 1–6."""

    level: int
    runs: Line


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph."""

    runs: Line


@dataclass(frozen=True, slots=True)
class Punkt:
    """An item of a list. Items are flat: `level` says how deep they lie, 0 outermost.

    `tick` is None where there is nothing to tick. A numbered item goes on from the one before it on its level, or
    begins at `start`.
    """

    runs: Line
    level: int = 0
    numbered: bool = False
    tick: bool | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Tabell:
    """A table; the first row is its head. All rows are equally wide."""

    rows: tuple[tuple[Line, ...], ...]


Block: TypeAlias = Rubrik | Stycke | Punkt | Tabell


def bare(runs: Iterable[Run]) -> str:
    """The words without their marks."""
    return "".join(run.text for run in runs)


def tidy(runs: Iterable[Run]) -> Line:
    """The same text in its one form: equal neighbours joined, no blanks at edges and none of them marked."""
    chars = [(char, run) for run in runs for char in run.text.translate(_ODD_BLANKS)]
    keep = [True] * len(chars)
    for found in _EDGES.finditer("".join(char for char, _ in chars)):
        keep[found.start() : found.end()] = [False] * (found.end() - found.start())
    kept = (
        (char, Run("") if char == "\n" else replace(run, text=""))
        for (char, run), stays in zip(chars, keep, strict=True)
        if stays
    )
    out: list[Run] = []
    for style, group in groupby(kept, key=lambda pair: pair[1]):
        part = "".join(char for char, _ in group)
        body = part.strip()
        head, _, tail = part.partition(body) if body else (part, "", "")
        for piece, marks in ((head, Run("")), (body, style), (tail, Run(""))):
            if piece and out and replace(out[-1], text="") == marks:
                out[-1] = replace(marks, text=out[-1].text + piece)
            elif piece:
                out.append(replace(marks, text=piece))
    return tuple(out)


def one_line(runs: Iterable[Run]) -> Line:
    """A line without breaks, as a heading is."""
    return tidy(replace(run, text=run.text.translate(_ODD_BLANKS).replace("\n", " ")) for run in runs)


def tidy_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks in their one form: none without text, no item more than one level under the one before it."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Rubrik(level, runs):
                found: Block = Rubrik(min(max(level, 1), HEADINGS), one_line(runs))
            case Stycke(runs):
                found = Stycke(tidy(runs))
            case Punkt():
                deepest = made[-1].level + 1 if made and isinstance(made[-1], Punkt) else 0
                level = min(max(block.level, 0), deepest, DEEPEST)
                found = replace(
                    block, runs=tidy(block.runs), level=level, start=block.start if block.numbered else None
                )
            case Tabell(rows):
                width = max(map(len, rows), default=0)
                found = Tabell(tuple((*map(tidy, row), *((),) * (width - len(row))) for row in rows))
        if any(map(any, found.rows)) if isinstance(found, Tabell) else found.runs:
            made.append(found)
    return tuple(_needed_starts(made))


def _needed_starts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without the starts that say what the number is anyhow."""
    counts: list[int] = []
    for block in blocks:
        if isinstance(block, Punkt) and block.start is not None:
            goes_on = _counted(counts, replace(block, start=None))[-1]
            block = replace(block, start=None) if goes_on == block.start else block
        counts = _counted(counts, block)
        yield block


def numbers(blocks: Iterable[Block]) -> Iterator[int]:
    """The number that each block bears, 0 where it bears none."""
    counts: list[int] = []
    for block in blocks:
        counts = _counted(counts, block)
        yield counts[-1] if counts else 0


def _counted(counts: list[int], block: Block) -> list[int]:
    """How far each level has counted, from how far it had before the block."""
    if not isinstance(block, Punkt):
        return []
    above = [*counts[: block.level], *[0] * (block.level - len(counts))]
    before = counts[block.level] if block.level < len(counts) else 0
    if not block.numbered:
        return [*above, 0]
    return [*above, before + 1 if block.start is None else block.start]


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of a text, a line for each block and each row of a table: for search and for names to be asked of."""
    return "\n".join(" ".join(_words(block).split()) for block in blocks)


def _words(block: Block) -> str:
    if isinstance(block, Tabell):
        return "\n".join(" ".join(_said(cell) for cell in row) for row in block.rows)
    return _said(block.runs)


def _said(runs: Line) -> str:
    return " ".join((bare(runs), *dict.fromkeys(run.link for run in runs if run.link and run.link not in run.text)))
