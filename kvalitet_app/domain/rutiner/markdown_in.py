"""Any Markdown as a rutin's blocks. What has no block (pictures, code, quotations, HTML) is kept as its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from kvalitet_app.domain.rutiner.markdown_out import APART
from kvalitet_app.domain.rutiner.text import Block, Line, Punkt, Rubrik, Run, Stycke, Tabell, bare, tidy, tidy_blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTED = 60  # lists and quotations in each other; the library skips what lies deeper, so such a text is only lines
_TICK = re.compile(r"\[([ xX])\] ")
_BREAK = re.compile(r"\A<br\s*/?>\Z", re.IGNORECASE)


def from_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a text. HTML is never obeyed, and no address is opened."""
    lines, tokens = text.split("\n"), _reader().parse(text)
    if any(token.level > NESTED - 3 for token in tokens):
        return tidy_blocks(Stycke((Run(line),)) for line in lines)
    reading = _Reading(lines)
    for token in tokens:
        reading.take(token)
    return tidy_blocks(reading.made)


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables. No line is a definition that is never seen, no indented line code, no block HTML."""
    from markdown_it import MarkdownIt

    class AsWritten(MarkdownIt):
        def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
            """An address is kept as it was written."""
            return url

    return AsWritten("commonmark", {"maxNesting": NESTED}).enable("table").disable(["reference", "code", "html_block"])


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, or None where it has dots."""

    number: int | None


@dataclass(slots=True)
class _Reading:
    """How far into a text the reader has come."""

    lines: Sequence[str]
    made: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    rows: list[list[Line]] | None = None
    line: int = 0
    heading: int = 0
    item_begins: bool = False

    def take(self, token: Token) -> None:
        """The next piece of the text."""
        match token.type:
            case "bullet_list_open":
                self.lists.append(_List(None))
            case "ordered_list_open":
                self.lists.append(_List(int(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.item_begins = True
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "inline":
                self._line(token)
            case "fence" | "code_block" | "html_block":
                self._put(tidy([Run(token.content)]), token.content)
            case _:
                self._table(token)

    def _table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.rows = []
            case "tr_open" if self.rows is not None:
                self.rows.append([])
                self.line = token.map[0] if token.map else 0
            case "tr_close" if self.rows:
                self._keep_rest(self.rows[-1])
            case "table_close" if self.rows is not None:
                self.made.append(Tabell(tuple(map(tuple, self.rows))))
                self.rows = None

    def _keep_rest(self, row: list[Line]) -> None:
        """What stands in more cells than the head has is not a part of the table: it is put into the last cell."""
        from markdown_it.rules_block.table import escapedSplit

        cells = escapedSplit(self.lines[self.line].strip()) if self.line < len(self.lines) else []
        cells = cells[not cells[0].strip() :] if cells else cells
        rest = [said for cell in cells[len(row) :] if (said := cell.strip())]
        if row and rest:
            read = _reader().parseInline(" | ".join(rest))[0]
            row[-1] = tidy((*row[-1], Run(" | " if row[-1] else ""), *_runs(read.children or ())))

    def _line(self, token: Token) -> None:
        runs = tidy(_runs(token.children or ()))
        if self.rows:
            self.rows[-1].append(runs)
        elif self.heading and not self.lists:
            self.made.append(Rubrik(self.heading, runs))
        else:
            self._put(runs, token.content)

    def _put(self, runs: Line, raw: str) -> None:
        """A paragraph, or what stands in an item."""
        if self.lists and self.item_begins:
            self.item_begins = False
            self.made.append(self._item(runs, raw))
        elif self.made and isinstance(last := self.made[-1], Punkt) and last.level == len(self.lists) - 1:
            self.made[-1] = replace(last, runs=(*last.runs, Run("\n"), *runs))
        else:
            self.made.append(Stycke(runs))

    def _item(self, runs: Line, raw: str) -> Punkt:
        here, level = self.lists[-1], len(self.lists) - 1
        ticked, tick = _TICK.match(raw), None
        if ticked and runs and len(rest := runs[0].text[ticked.end() :]) + len(runs) > 1:
            runs, tick = (replace(runs[0], text=rest), *runs[1:]), ticked[1] != " "
        number, here.number = here.number, here.number + 1 if here.number is not None else None
        return Punkt(runs, level, number is not None, tick, number)


def _runs(children: Iterable[Token]) -> Iterator[Run]:
    """The pieces of a line, each with the marks that are open where it stands."""
    strong = emphasis = 0
    link = ""
    for token in children:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open" | "link_close":
                link = str(token.attrs.get("href", ""))
            case _:
                yield Run(_said(token), strong > 0, emphasis > 0, link)


def _said(token: Token) -> str:
    said = token.content
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "" if said == APART else _BREAK.sub("\n", said)
        case "image":
            words = bare(_runs(token.children or ())).strip()
            return f"[bild: {words}]" if words else "[bild]"
    return said
