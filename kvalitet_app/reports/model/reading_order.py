"""What a block says, piece by piece in the order of reading: what a document is checked against."""

from collections.abc import Iterator

from kvalitet_app.reports.model.blocks import (
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
    Para,
    Table,
    Title,
)
from kvalitet_app.reports.model.inline import plain


def said_by(block: Block) -> Iterator[str]:
    """The words of a block; a picture's alternative text stands in [brackets], the contents are only their title."""
    match block:
        case Title(organisation, title, subtitle, lines):
            yield from (plain(text) for text in (organisation, title, subtitle, *lines))
        case Masthead(over, title, aside):
            yield from (plain(text) for text in (over, title, aside))
        case Items():
            yield from (text for item in block.points for text in (item.label, plain(item.text)))
        case KeyFigures(figures):
            yield from (f"{one.value} {one.label} {one.note}" for one in figures)
        case Chart():
            yield from (plain(block.caption), f"[{plain(block.alt)}]", *(said_by(block.table) if block.table else ()))
        case Columns(parts):
            yield from (text for part in parts for one in part for text in said_by(one))
        case _:
            yield from _said_plainly(block)


def _said_plainly(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, text) | Para(text):
            yield plain(text)
        case Callout(text, title):
            yield from (plain(title), plain(text))
        case Facts(pairs):
            yield from (text for pair in pairs for text in pair)
        case Table():
            yield from (block.caption, *(column.title for column in block.columns))
            yield from (text for row in block.rows for text in row)
            yield block.note
        case Contents(title):
            yield title
