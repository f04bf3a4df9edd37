"""How wide the columns of a table are."""

import re
from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from kvalitet_app.reports.model.blocks import Column
from kvalitet_app.reports.model.inline import BREAK
from kvalitet_app.reports.pdf.fonts import STRONG
from kvalitet_app.reports.pdf.styles import CELL_PAD_X, CELL_SIZE, Look

NUMBERED = re.compile(r"[A-ZÅÄÖ]{1,3} \d{4}-\d+")


def column_widths(
    columns: Sequence[Column], titles: Sequence[str], rows: Sequence[Sequence[str]], look: Look
) -> list[float]:
    """Each column as wide as it needs; where that is too much, the text columns share what is left."""
    sample = rows if len(rows) <= 400 else [*rows[:200], *rows[-200:]]
    natural, least = [], []
    for i, title in enumerate(titles):
        cells = [line for row in sample for line in row[i].split(BREAK)]
        widest = max([stringWidth(text, STRONG, CELL_SIZE) for text in cells] or [0.0])
        words = [title, *cells] if columns[i].align == "left" else [title]
        word = max(stringWidth(part, STRONG, CELL_SIZE) for text in words for part in _unbroken(text))
        numeric = columns[i].align == "right"
        wanted = max(widest, min(stringWidth(title, STRONG, CELL_SIZE), 62 if numeric else 400), 20 if numeric else 0)
        natural.append(wanted + 2 * CELL_PAD_X + 2)
        least.append((max(widest, min(word, 62)) if numeric else min(word, 78)) + 2 * CELL_PAD_X + 2)
    goal = look.measure if sum(natural) <= look.measure else look.width
    if sum(natural) <= goal:
        grow = [i for i, column in enumerate(columns) if column.align == "left"] or list(range(len(columns)))
        spare = (goal - sum(natural)) / len(grow)
        return [width + (spare if i in grow else 0) for i, width in enumerate(natural)]
    give = [max(a - b, 0) for a, b in zip(natural, least, strict=True)]
    short = sum(natural) - goal
    if sum(give) >= short:
        return [width - short * g / sum(give) for width, g in zip(natural, give, strict=True)]
    return [width * goal / sum(least) for width in least]


def _unbroken(text: str) -> list[str]:
    """The parts that should stand on one line: words, but a number such as "S 2026-031" whole."""
    return [text] if NUMBERED.fullmatch(text) else text.split() or [""]
