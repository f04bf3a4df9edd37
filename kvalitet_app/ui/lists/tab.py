"""A tab of the settings: a list of rows left, a form right."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.panel import PanelPlace
from kvalitet_app.ui.lists.table import Column, PagedModel, Table
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.layout import column, holder, line, row


class Tab(QWidget):
    """What a tab does."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def load(self) -> None:
        """Read anew."""

    def new(self) -> None:
        """Begin something new."""


class RowsTab(Tab):
    """Rows with ids in a table; the chosen one, or a new one, in the panel."""

    name = ""
    columns: Sequence[Column] = ()
    lead = 0

    def __init__(self, context: Context, *buttons: QWidget) -> None:
        super().__init__(context)
        self.rows: dict[int, Any] = {}
        self.model = PagedModel(self.columns, lambda ids: {i: self.rows[i] for i in ids if i in self.rows})
        self.table = Table(self.model, name=self.name, settings=context.settings, lead=self.lead)
        self.table.setAccessibleName(self.name)
        self.table.row_chosen.connect(self._chosen)
        self.side = QWidget()
        self.side.setFixedWidth(tokens.INSPECTOR)
        self._inside = column(gap=0)
        self.side.setLayout(self._inside)
        self._place = PanelPlace(self.side, self._inside)
        left = column(holder(row(*buttons, None, margins=(24, 8, 24, 8))), line(), self.table, gap=0)
        left.setStretch(2, 1)
        box = row(gap=0)
        box.addLayout(left, 1)
        box.addWidget(self.side)
        self.setLayout(box)

    def read(self) -> Sequence[Any]:
        """The rows, each with an `id`."""
        raise NotImplementedError

    def form(self, row_: Any) -> QWidget | None:  # noqa: ANN401 - the tab's own row
        """The panel of a row; None where it is read in the list."""
        raise NotImplementedError

    def load(self) -> None:
        """Read the rows; the chosen one stays chosen."""
        kept = self.table.current_id()
        found = self.read()
        self.rows = {one.id: one for one in found}
        self.model.set_ids(array("q", [one.id for one in found]))
        if not self.table.choose_id(kept):
            self.put(None)

    def _chosen(self, row_id: int) -> None:
        self.put(self.form(self.rows[row_id]) if row_id in self.rows else None, row_id)

    def put(self, panel: QWidget | None, record: object = None) -> None:
        """Show a panel, of a row or for something new."""
        held = self.side.isAncestorOf(at) if (at := QApplication.focusWidget()) is not None else False
        self._place.put(panel, record)
        self.side.setVisible(panel is not None)
        if held and panel is None:
            self.table.setFocus()  # what was added is in the list
        form = panel.findChild(Form) if panel is not None and record is None else None
        if form is not None:
            form.focus_first()
