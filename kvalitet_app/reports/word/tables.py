"""The tables of a report in Word: data with a head that is repeated, facts, and large figures side by side."""

from collections.abc import Callable, Iterator, Mapping

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.reports.model.blocks import Facts, KeyFigure, KeyFigures, Table
from kvalitet_app.reports.model.inline import Cleaner
from kvalitet_app.reports.pdf.styles import report_look
from kvalitet_app.reports.pdf.table_columns import column_widths
from kvalitet_app.reports.word.template import Paper
from kvalitet_app.reports.word.xml import ACCENT, MUTED, bookmarked, cell, grid, link, par, row, run

SHORT, LEAST = 12, 2  # rows that are kept together, rows that are kept with the next
RIGHT = '<w:jc w:val="right"/>'
GAP = 8.0
EASE, STILL_WIDE = 0.15, 0.6  # share that a column of numbers gains; share that a column of words keeps
NO_SPACE = '<w:spacing w:before="0" w:after="0"/>'


def data_table(table: Table, paper: Paper, bookmarks: Mapping[Sokfraga, str], number: Callable[[], int]) -> str:
    """A table under its caption, its columns as wide as in the PDF in proportion."""
    look, clean = report_look(), Cleaner().clean
    titles = [clean(column.title) for column in table.columns]
    sample = table.rows if len(table.rows) <= 400 else (*table.rows[:200], *table.rows[-200:])
    measured = column_widths(table.columns, titles, [[clean(text) for text in one] for one in sample], look)
    widths = eased(measured, [column.align == "right" for column in table.columns])
    widths = [width * paper.width / max(look.measure, sum(widths)) for width in widths]
    sides = [RIGHT if column.align == "right" else "" for column in table.columns]
    style = paper.styles["cell"]
    under = f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
    low = '<w:vAlign w:val="bottom"/>'
    head = row(
        (
            cell(
                par(style, run(title, f'<w:b/><w:color w:val="{MUTED}"/>'), "<w:keepNext/>" + side), width, under + low
            )
            for title, side, width in zip(titles, sides, widths, strict=True)
        ),
        head=True,
    )
    names, last = dict(bookmarks), len(table.rows) - 1

    def together(n: int) -> str:
        """A short table is never parted, a long one has some rows with its head."""
        return "<w:keepNext/>" if n < (last if last < SHORT else LEAST) else ""

    def cells(n: int, texts: tuple[str, ...]) -> Iterator[str]:
        strong = "<w:b/>" if n in table.strong else ""
        for at, (text, side, width) in enumerate(zip(texts, sides, widths, strict=True)):
            content = run(text, strong)
            if (asked := table.fragor.get((n, at))) is not None and (name := names.get(asked)) is not None:
                content = link(content, name)
            if at == 0 and n in table.anchors:
                content = bookmarked(content, names[table.anchors[n]], number())
            yield cell(par(style, content, together(n) + side), width)

    rows = "".join(row(cells(n, texts)) for n, texts in enumerate(table.rows))
    caption = par(paper.styles["caption"], run(table.caption), "<w:keepNext/>") if table.caption else ""
    note = par(paper.styles["note"], run(table.note))  # a table that follows at once would grow into this one
    return caption + grid(head + rows, widths, caption=table.caption) + note


def eased(widths: list[float], counted: list[bool]) -> list[float]:
    """Columns of numbers get room for a wider typeface than ours, out of the widest column of words."""
    words = [n for n, number in enumerate(counted) if not number]
    more = sum(width * EASE for width, number in zip(widths, counted, strict=True) if number)
    if not words:
        return widths
    widest = max(words, key=lambda n: widths[n])
    if widths[widest] - more < widths[widest] * STILL_WIDE:
        return widths
    eased = [width * (1 + EASE) if number else width for width, number in zip(widths, counted, strict=True)]
    eased[widest] -= more
    return eased


def facts_table(facts: Facts, paper: Paper) -> str:
    """Words and what is said of them."""
    widths, style = [paper.width * 0.28, paper.width * 0.72], paper.styles["cell"]
    rows = "".join(
        row(iter((cell(par(style, run(word, "<w:b/>")), widths[0]), cell(par(style, run(said)), widths[1]))))
        for word, said in facts.pairs
    )
    return (grid(rows, widths, head=False) if rows else "") + par(paper.styles["note"], "")


def figures_table(figures: KeyFigures, paper: Paper, bookmarks: Mapping[Sokfraga, str]) -> str:
    """Large figures side by side, each under a line."""
    count = len(figures.figures)
    each = (paper.width - GAP * (count - 1)) / max(1, count)
    over = f'<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
    cells, widths = [], []
    for n, one in enumerate(figures.figures):
        if n:
            cells.append(cell(par(paper.styles["cell"], ""), GAP))
            widths.append(GAP)
        cells.append(cell(_figure(one, paper, bookmarks), each, over))
        widths.append(each)
    return grid(row(iter(cells)), widths, lines=False, head=False) + par(paper.styles["note"], "")


def _figure(one: KeyFigure, paper: Paper, bookmarks: Mapping[Sokfraga, str]) -> str:
    value = run(one.value)
    if one.fraga is not None and (name := bookmarks.get(one.fraga)) is not None:
        value = link(value, name)
    note = par(paper.styles["cell"], run(one.note, f'<w:color w:val="{MUTED}"/>'), NO_SPACE) if one.note else ""
    return par(paper.styles["figure"], value) + par(paper.styles["cell"], run(one.label, "<w:b/>"), NO_SPACE) + note
