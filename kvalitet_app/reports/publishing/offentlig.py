"""A report as it may be told to anyone: cells under five are hidden, and it says itself what it hides."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kvalitet_app.domain.paper.offentlig import HIDDEN, MASK, SUMS, Hiding, is_small, sign_for
from kvalitet_app.domain.tal import NBSP
from kvalitet_app.reports.model.blocks import Block, Chart, Columns, Heading, Items, Table, literal
from kvalitet_app.reports.model.numbering import as_table, renumbered, unnumbered

YEARS = "År"
WHY = {
    MASK: f"antal under fem skrivs {MASK}.",
    HIDDEN: f"antal under fem skrivs {HIDDEN}, liksom de antal som de annars hade gått att räkna fram ur.",
}
STILL = (
    "Uppgifter per typ och enhet, och om ett enskilt ärende, är utelämnade.",
    "Ärenden enligt lex Sarah och lex Maria redovisas bara till antalet.",
)


def published(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with small cells hidden, and last a list of what is hidden."""
    hidden: list[str] = list(STILL)
    kept = [shown for block in blocks for shown in _shown(block, hidden)]
    return renumbered(
        (
            *kept,
            Heading(2, "Utelämnat i den offentliga versionen"),
            Items(tuple(literal(said) for said in dict.fromkeys(hidden))),
        )
    )


def _shown(block: Block, hidden: list[str]) -> Iterator[Block]:
    if isinstance(block, Table):
        yield hide_small(block, hidden)
    elif isinstance(block, Chart) and block.table is not None:
        said: list[str] = []
        table = hide_small(block.table, said)
        if table is block.table:
            yield block
            return
        why = said[-1].partition(": ")[2]
        hidden.append(f"{_name(block.caption)}: diagrammet är ersatt av tabellen, där {why}")
        yield replace(table, caption=as_table(block.caption))
    elif isinstance(block, Columns):
        yield Columns(tuple(tuple(each for one in part for each in _shown(one, hidden)) for part in block.parts))
    else:
        yield block


def _name(caption: str) -> str:
    return unnumbered(caption).rstrip(".")


def hide_small(table: Table, hidden: list[str]) -> Table:
    """The table with counts of one to four as "1–4", and without what would tell them: shares, changes, and so many
    other counts (a dash) that no sum of a column or a row gives one away."""
    if not table.personer:
        return table
    counts = {
        (row, n): int(plain)
        for row, words in enumerate(table.rows)
        for n, column in enumerate(table.columns)
        if column.align == "right" and (plain := words[n].replace(NBSP, "")).isdecimal()
    }
    sums = {n for n, column in enumerate(table.columns) if column.title in SUMS}
    down = table.columns[0].title != YEARS  # one year is not added to another
    hiding = Hiding({(row, str(n)): v for (row, n), v in counts.items() if row not in table.strong and n not in sums})
    hiding.settle({row for row, _ in hiding.cells} if sums else set(), down=down)
    gone = {(row, int(n)) for row, n in hiding.hidden} | {cell for cell, n in counts.items() if is_small(n)}
    gone |= {(row, n) for row, n in counts if row in hiding.untold_rows and n in sums}
    gone |= {(row, n) for row, n in counts if row in table.strong and str(n) in hiding.untold_columns}
    if not gone:
        return table
    sign = sign_for([counts[cell] for cell in gone])
    hidden.append(f"{_name(table.caption)}: {WHY[sign]}")
    rows = tuple(
        tuple(_told(row, n, text, gone, sign) for n, text in enumerate(words)) for row, words in enumerate(table.rows)
    )
    return replace(table, rows=rows, fragor={})


def _told(row: int, n: int, text: str, gone: set[tuple[int, int]], sign: str) -> str:
    """A cell as it is shown; a share or a change goes with any hidden count of its row."""
    if (row, n) in gone:
        return sign
    tells = "%" in text or text in ("ny", "oförändrat")
    return HIDDEN if tells and any(at == row for at, _ in gone) else text
