"""The rows behind a figure that no list page answers, in a window of their own."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QDialog, QWidget

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.services.counts.underlag import Underlagslista, rows_behind
from kvalitet_app.ui.lists.table import Column, PagedModel, Table
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.sheet import size_within
from kvalitet_app.ui.parts.theme import font

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

WIDEST, AIR, WIDE, HIGH = 280, 24, 960, 560  # px
Row = tuple[str, ...]


def open_rows(
    parent: QWidget, context: Context, what: str, fraga: Sokfraga | None, rapport: Rapport
) -> RowsWindow | None:
    """Show what a figure counts: on its list page, or in a window of its own."""
    where = query_of(fraga, context.scope.units())
    if where is not None:
        context.go(where[0], **where[1])
        return None
    found = context.tasks.read(rows_behind, fraga=fraga, ar=rapport.ar, enhet_id=rapport.enhet_id)
    if found is None:
        return None
    window = RowsWindow(parent, context, what, found)
    window.show()
    return window


def columns_of(found: Underlagslista) -> list[Column]:
    """A column as wide as its words; the one with the longest takes what is left. Numbers end on one edge."""
    longest = [max((len(one[n]) for one in found.rader), default=0) for n in range(len(found.kolumner))]
    lead = longest.index(max(longest)) if longest else 0
    return [
        Column(
            str(n), title, _cell(n), 0 if n == lead else _wide(found, n), right=_is_counted(found, n), sortable=False
        )
        for n, title in enumerate(found.kolumner)
    ]


def _cell(at: int) -> Callable[[Row], str]:
    return lambda one: one[at]


def _wide(found: Underlagslista, at: int) -> int:
    body, head = QFontMetricsF(font("body")), QFontMetricsF(font("label"))
    words = max((body.horizontalAdvance(one[at]) for one in found.rader), default=0.0)
    first = 16 if at == 0 else 0  # the first column stands further in
    return round(min(max(words, head.horizontalAdvance(found.kolumner[at])), WIDEST)) + AIR + first


def _is_counted(found: Underlagslista, at: int) -> bool:
    """Whether a column holds numbers, and the dash of what is unknown."""
    cells = {one[at] for one in found.rader} - {"–"}
    return bool(cells) and all(cell.strip("−%\xa0").replace(",", "").replace("\xa0", "").isdecimal() for cell in cells)


class RowsWindow(QDialog):
    """A table to read and to copy from; Esc closes it."""

    def __init__(self, parent: QWidget, context: Context, what: str, found: Underlagslista) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Raderna bakom {what}")
        columns = columns_of(found)
        self.model = PagedModel(columns, lambda ids: {one: found.rader[one] for one in ids})
        self.model.set_ids(array("q", range(len(found.rader))))
        lead = next((n for n, one in enumerate(columns) if not one.width), 0)
        self.table = Table(self.model, name="", settings=context.settings, lead=lead)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setAccessibleName(f"Raderna bakom {what}")
        count = len(found.rader)
        told = label(f"{what}: {count} {'rad' if count == 1 else 'rader'}", "section", wrap=True)
        close = Button("Stäng", "plain", key="Esc", press=self.close)
        box = column(row(told, margins=(24, 20, 24, 12)), gap=0)
        box.addWidget(self.table, 1)
        box.addLayout(row(None, close, margins=(24, 12, 24, 16)))
        self.setLayout(box)
        size_within(self, WIDE, HIGH)
