"""What forms for something new in the panel of a list share: unit, draft, the way out."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout

from kvalitet_app.domain.change import Change
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.layout import column, label, row
from kvalitet_app.ui.parts.reading import Inspector


class NewRecordForm(Form):
    """A subclass makes its fields in `box` and ends with `finish`. `closed` gets the id of the new row, or None."""

    title = ""
    note = ""
    draft = ""  # the name its draft is kept under
    word = "Spara"

    def __init__(self, context: Context, *, closed: Callable[[int | None], object]) -> None:
        super().__init__()
        self.context, self._closed, self.uuid = context, closed, str(uuid4())
        self.enhet = Select(editable=True)
        self.enhet.set_choices([(u.namn, u.id) for u in context.scope.enheter])
        self.enhet.set_value(context.scope.enhet_id or None)
        self.box: QVBoxLayout = column(gap=10)
        self.box.addLayout(self.trouble)

    def finish(self) -> None:
        """The buttons, and the draft of all that stands above them."""
        send = Button(self.word, "tonal", icon="checkmark", key="Ctrl+S", press=self.save)
        self.box.addLayout(row(send, Button("Avbryt", "quiet", press=self.shut), None))
        self.setLayout(self.box)
        self.kept = Kept(self, self.context, self.draft)

    def enhet_id(self) -> int:
        """The unit that is chosen; 0 is none."""
        value = self.enhet.value()
        return value if isinstance(value, int) else 0

    def as_panel(self) -> Inspector:
        """The form in the right-hand panel."""
        head = column(label(self.title, "section"), label(self.note, "body", "muted", wrap=True), gap=2)
        return Inspector(head, column(self, None))

    def save(self) -> None:
        """Ctrl+S."""

    def sent(self, change: Change) -> None:
        """It is saved: the draft goes, the list shows it."""
        self.shut(change.row_id)

    def shut(self, row_id: int | None = None) -> None:
        """Saved, or given up."""
        self.kept.forget()
        self._closed(row_id)
