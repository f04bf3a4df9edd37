"""A tab of the settings: a list of rows left, a form right."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.table import Column, PagedModel, Table
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row
from kvalitet_app.ui.parts.reading import Inspector


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
        left = column(holder(row(*buttons, None, margins=(24, 8, 24, 8))), line(), self.table, gap=0)
        left.setStretch(2, 1)
        box = row(gap=0)
        box.addLayout(left, 1)
        box.addWidget(self.side)
        self.setLayout(box)

    def read(self) -> Sequence[Any]:
        """The rows, each with an `id`."""
        raise NotImplementedError

    def form(self, row_: Any) -> QWidget:  # noqa: ANN401 - the tab's own row
        """The panel of a row."""
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
        self.put(self.form(self.rows[row_id]) if row_id in self.rows else None)

    def put(self, panel: QWidget | None) -> None:
        """Show a panel."""
        clear(self._inside)
        self.side.setVisible(panel is not None)
        if panel is not None:
            self._inside.addWidget(panel)


class PanelForm(Form):
    """A form in the panel with its buttons below."""

    def __init__(self, context: Context, head: str, note: str = "") -> None:
        super().__init__()
        self.context = context
        self._head = (head, note)
        self.box = column(gap=10)
        self.box.addLayout(self.trouble)
        self.setLayout(self.box)

    def add(self, name: str, word: str, control: QWidget, *, required: bool = False, hint: str = "") -> None:
        """A field below the last."""
        self.box.addWidget(self.field(name, word, control, required=required, hint=hint))

    def panel(self, word: str, send: Callable[[], object], *more: QWidget) -> Inspector:
        """The whole panel."""
        head = column(label(self._head[0], "section", wrap=True), gap=2)
        if self._head[1]:
            head.addWidget(label(self._head[1], "body", "muted", wrap=True))
        foot = column(row(Button(word, "tonal", press=lambda: None if self.is_wrong() else send()), *more, None))
        return Inspector(head, column(self, None), foot)


def number_or_none(text: str) -> float | None:
    """A number as Swedes write it; None for nothing. Raises ValueError for anything else."""
    text = text.strip().replace(",", ".").replace("\u00a0", "").replace(" ", "")
    return float(text) if text else None
