"""A report as it may be told to anyone: cells under five are hidden, and it says itself what it hides.

A cell of one to four events in a published text can point somebody out (the rule is the project's own, after the case
in which 102 of 132 published events were one person's).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kvalitet_app.reports.model import Block, Chart, Columns, Heading, Items, Table, literal

SMALL = re.compile(r"[1-4]$")
MASK = "1–4"
FIGURE = re.compile(r"^Figur \d+\. ")
STILL = (
    "Uppgifter per typ och enhet, och om ett enskilt ärende, är utelämnade.",
    "Ärenden enligt lex Sarah och lex Maria redovisas bara till antalet.",
)


def published(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with small cells hidden, and last a list of what is hidden."""
    hidden: list[str] = list(STILL)
    kept = [shown for block in blocks for shown in _shown(block, hidden)]
    return (
        *kept,
        Heading(2, "Utelämnat i den offentliga versionen"),
        Items(tuple(literal(said) for said in dict.fromkeys(hidden))),
    )


def _shown(block: Block, hidden: list[str]) -> Iterator[Block]:
    if isinstance(block, Table):
        yield hide_small(block, hidden)
    elif isinstance(block, Chart) and block.table is not None and block.table.personer and _small(block.table):
        hidden.append(f"{_name(block.caption)}: diagrammet är ersatt av tabellen, där antal under fem skrivs {MASK}.")
        table = hide_small(block.table, [])
        yield replace(table, caption=FIGURE.sub("", block.caption))
    elif isinstance(block, Columns):
        yield Columns(tuple(tuple(each for one in part for each in _shown(one, hidden)) for part in block.parts))
    else:
        yield block


def _name(caption: str) -> str:
    return FIGURE.sub("", caption).rstrip(".")


def _counts(table: Table) -> list[int]:
    return [n for n, column in enumerate(table.columns) if column.align == "right"]


def _small(table: Table) -> bool:
    return any(SMALL.match(row[n]) for row in table.rows for n in _counts(table))


def hide_small(table: Table, hidden: list[str]) -> Table:
    """The table with counts of one to four as "1–4", and without the shares and changes that would tell them."""
    if not table.personer or not _small(table):
        return table
    counts = _counts(table)
    rows = tuple(_hidden_row(row, counts) for row in table.rows)
    hidden.append(f"{_name(table.caption)}: antal under fem skrivs {MASK}.")
    return replace(table, rows=rows, fragor={})


def _hidden_row(row: tuple[str, ...], counts: list[int]) -> tuple[str, ...]:
    if not any(SMALL.match(row[n]) for n in counts):
        return row

    def cell(n: int, text: str) -> str:
        if n not in counts:
            return text
        if SMALL.match(text):
            return MASK
        return "–" if "%" in text or text == "ny" else text

    return tuple(cell(n, text) for n, text in enumerate(row))
