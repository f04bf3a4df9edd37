"""A rutin's text as blocks of a document: its headings, lists, tables and links as what they are."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kvalitet_app.domain.rutiner import text as t
from kvalitet_app.domain.rutiner.lankar import as_read, may_press
from kvalitet_app.domain.rutiner.markdown_in import from_markdown
from kvalitet_app.reports.model.blocks import Block, Column, Heading, Inline, Item, Items, Para, Table, literal
from kvalitet_app.reports.model.inline import BREAK


def rutintext(text: str) -> Iterator[Block]:
    """The blocks of a text in Markdown, under a document's own title; none where it says nothing."""
    blocks = from_markdown(text)
    top, level = _top(blocks), 1
    numbered = zip(blocks, t.numbers(blocks), strict=True)
    for is_list, group in groupby(numbered, key=lambda pair: isinstance(pair[0], t.Punkt)):
        if is_list:
            yield Items(tuple(_item(one, number) for one, number in group if isinstance(one, t.Punkt)))
            continue
        for block, _ in group:
            match block:
                case t.Rubrik(wanted, runs):
                    level = 2 if wanted <= top or level == 1 else 3
                    yield Heading(level, marked(runs), listed=False)
                case t.Stycke(runs):
                    yield Para(marked(runs))
                case t.Tabell(rows):
                    yield from _table(rows)


def _top(blocks: Sequence[t.Block]) -> int:
    """The level of the headings that come next under the document's title: a single # at the start is a title too."""
    levels = [block.level for block in blocks if isinstance(block, t.Rubrik)]
    highest = min(levels, default=1)
    below = [level for level in levels if level > highest]
    titled = bool(blocks) and isinstance(blocks[0], t.Rubrik) and blocks[0].level == 1 and levels.count(1) == 1
    return min(below) if titled and below else highest


def _item(item: t.Punkt, number: int) -> Item:
    return Item(marked(item.runs), item.level, number if item.numbered else None, item.tick)


def _table(rows: Sequence[Sequence[t.Line]]) -> Iterator[Block]:
    """A table; where its head is empty, the first row with words is its head."""
    said = [tuple(_cell(cell) for cell in row) for row in rows]
    while not any(said[0]):
        said.pop(0)
    head = tuple(Column(title.replace(BREAK, " ")) for title in said[0])
    yield Table(head, tuple(said[1:]), "", prose=True)


def marked(runs: t.Line) -> Inline:
    """Running text with its marks; the address of a link can also be read."""
    out = []
    for link, group in groupby(runs, key=lambda run: run.link):
        pieces = list(group)
        said = "".join(map(_marked, pieces))
        out.append(f"[{said}](<{link}>)" if may_press(link) and not set("<>") & set(link) else said)
        out.append(literal(_aside(link, t.bare(pieces))))
    return "".join(out)


def _marked(run: t.Run) -> str:
    said = literal(run.text.replace("\n", BREAK)).replace("[", "\\[").replace("]", "\\]")
    marks = "*" * (2 * run.strong + run.emphasis)
    return marks + said + marks


def _cell(runs: t.Line) -> str:
    out = []
    for link, group in groupby(runs, key=lambda run: run.link):
        said = t.bare(group)
        out += [said.replace("\n", BREAK), _aside(link, said)]
    return "".join(out)


def _aside(link: str, said: str) -> str:
    """The address in brackets, where the words do not say it themselves."""
    return f" ({as_read(link)})" if link and as_read(link) not in said else ""
