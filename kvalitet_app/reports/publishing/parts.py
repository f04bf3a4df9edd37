"""A document piece by piece, with the place of each: what is asked about before it is published."""

from collections.abc import Iterable, Iterator

from kvalitet_app.domain.paper.publicering import Del
from kvalitet_app.reports.model.blocks import Block, Columns, Heading, Items, Para, Table
from kvalitet_app.reports.model.inline import plain
from kvalitet_app.reports.model.reading_order import said_by


def parts_of(blocks: Iterable[Block], place: str = "dokumentets början") -> Iterator[Del]:
    """Everything that the blocks say, by chapter; paragraphs, lists and tables of sentences are prose."""
    for block in blocks:
        if isinstance(block, Heading):
            place = f"avsnittet ”{plain(block.text).strip()}”"
        if isinstance(block, Columns):
            yield from (part for column in block.parts for part in parts_of(column, place))
            continue
        prose = block.prose if isinstance(block, Table) else isinstance(block, Para | Items)
        yield from (Del(place, plain(text), prose) for text in said_by(block))
