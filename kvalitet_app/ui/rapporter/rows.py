"""The rows behind a figure that no list page answers, in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from kvalitet_app.domain.disposition import Rapport
from kvalitet_app.services.siffror import Underlagslista, rows_behind
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.queries import query_of

if TYPE_CHECKING:
    from kvalitet_app.ui.context import Context

LEAST, WIDE, HIGH = 120, 860, 520


def open_rows(parent: QWidget, context: Context, what: str, fraga: str, rapport: Rapport) -> RowsWindow | None:
    """Show what a figure counts: on its list page, or in a window of its own."""
    where = query_of(fraga, context.scope.units())
    if where is not None:
        context.go(where[0], **where[1])
        return None
    found = context.tasks.read(rows_behind, fraga=fraga, ar=rapport.ar, enhet_id=rapport.enhet_id)
    if found is None:
        return None
    window = RowsWindow(parent, what, found)
    window.show()
    return window


class RowsWindow(QDialog):
    """A table to read; Esc closes it."""

    def __init__(self, parent: QWidget, what: str, found: Underlagslista) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Raderna bakom {what}")
        self.table = QTableWidget(len(found.rader), len(found.kolumner))
        self.table.setHorizontalHeaderLabels(list(found.kolumner))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(f"Raderna bakom {what}")
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        for at, cells in enumerate(found.rader):
            for n, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, n, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(LEAST // 2)
        self.table.resizeColumnsToContents()
        header.setSectionResizeMode(self._widest(found), QHeaderView.ResizeMode.Stretch)
        told = label(f"{what}: {len(found.rader)} {'rad' if len(found.rader) == 1 else 'rader'}", "section", wrap=True)
        close = Button("Stäng", "plain", key="Esc", press=self.close)
        box = column(told, gap=12, margins=(24, 16, 24, 16))
        box.addWidget(self.table, 1)
        box.addLayout(row(None, close))
        self.setLayout(box)
        self.resize(WIDE, HIGH)

    def _widest(self, found: Underlagslista) -> int:
        lengths = [max((len(cells[n]) for cells in found.rader), default=0) for n in range(len(found.kolumner))]
        return lengths.index(max(lengths))
