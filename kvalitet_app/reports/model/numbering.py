"""Running numbers of a report's figures and tables."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kvalitet_app.reports.model.blocks import Block, Chart, Columns, Table

FIGURE, TABLE = "Figur", "Tabell"
_NUMBERED = re.compile(rf"^({FIGURE}|{TABLE}) \d+\. ")


class Numbering:
    """Gives "Figur 1. …" and "Tabell 1. …" in the order they are asked for."""

    def __init__(self) -> None:
        self.figures = 0
        self.tables = 0

    def figure(self, said: str) -> str:
        """The next figure's caption."""
        self.figures += 1
        return f"{FIGURE} {self.figures}. {said}"

    def table(self, said: str) -> str:
        """The next table's caption."""
        self.tables += 1
        return f"{TABLE} {self.tables}. {said}"


def unnumbered(caption: str) -> str:
    """What a caption says, without its number."""
    return _NUMBERED.sub("", caption)


def as_table(caption: str) -> str:
    """The caption of a figure that is told as a table; it has no number before the blocks are numbered anew."""
    return f"{TABLE} 0. {unnumbered(caption)}"


def renumbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their figures and tables numbered from one without gaps, in the order they stand."""
    numbers = Numbering()
    return tuple(_renumbered(block, numbers) for block in blocks)


def _renumbered(block: Block, numbers: Numbering) -> Block:
    if isinstance(block, Columns):
        return Columns(tuple(tuple(_renumbered(one, numbers) for one in part) for part in block.parts))
    if isinstance(block, Chart):
        table = block.table and replace(block.table, caption=_again(block.table.caption, numbers))
        return replace(block, caption=_again(block.caption, numbers), table=table)
    return replace(block, caption=_again(block.caption, numbers)) if isinstance(block, Table) else block


def _again(caption: str, numbers: Numbering) -> str:
    found = _NUMBERED.match(caption)
    if found is None:
        return caption
    return (numbers.figure if found[1] == FIGURE else numbers.table)(unnumbered(caption))
