"""Forms: fields by name, errors beside them, values in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from kvalitet_app.domain.errors import ClashError, KvalitetError
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import DateField, Field, Select, TextBox, TimeField
from kvalitet_app.ui.parts.layout import clear, column
from kvalitet_app.ui.parts.reading import MessageBar

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context


class Form(QWidget):
    """Holds fields by the names the services use, so that a refusal finds its field."""

    context: Context  # of a form that sends something

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.trouble = column(gap=0)
        self.open_record: Callable[..., object] | None = None  # opens the record that stands in the way
        self.read_again: Callable[[], object] | None = None  # what shows the record as it is now, the draft kept

    def field(self, name: str, word: str, control: QWidget, *, required: bool = False, hint: str = "") -> Field:
        """Make a field."""
        made = Field(word, control, required=required, hint=hint)
        self.fields[name] = made
        return made

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self.fields.values():
            field.show_error("")
        while (item := self.trouble.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def is_wrong(self) -> bool:
        """Say beside its field what cannot be read, instead of saving something else; the first one gets the keys."""
        self.clear_errors()
        wrong = []
        for field in self.fields.values():
            control = field.control
            lacking = isinstance(control, DateField) and field.required and not control.text().strip()
            if isinstance(control, DateField) and (control.is_wrong() or lacking):
                field.show_error("Skriv datum som 2026-03-09.")
            elif isinstance(control, Select) and control.is_wrong():
                field.show_error("Välj något ur listan.")
            else:
                continue
            wrong.append(control)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def show_error(self, error: BaseException) -> bool:
        """Show a refusal beside its field, or above the form; False when it is not a sentence for a person."""
        if not isinstance(error, KvalitetError):
            return False
        self.clear_errors()
        field = self.fields.get(error.field or "")
        if field is None or not field.isVisibleTo(self):
            anew = self.read_again if isinstance(error, ClashError) else None
            ways = [("Läs in det som ändrats", anew)] if anew is not None else []
            if error.about is not None and self.open_record is not None:
                ways.append(("Visa", partial(self.open_record, error.about[0], rad_id=error.about[1])))
            self.trouble.addWidget(MessageBar("red", error.sentence, self._theirs(error), *ways))
            return True
        field.show_error(error.sentence)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def failed(self, error: BaseException) -> None:
        """A refusal stands beside its field; anything else is told as the window tells it."""
        if not self.show_error(error):
            self.context.messages.report(error)

    def _theirs(self, error: KvalitetError) -> str:
        """What the other person wrote in the texts of this form."""
        if not isinstance(error, ClashError):
            return ""
        mine = {name: control_value(f.control) for name, f in self.fields.items() if isinstance(f.control, TextBox)}
        texts = [error.theirs.get(name) for name, text in mine.items() if error.theirs.get(name) != text]
        said = " ".join(text for text in texts if isinstance(text, str) and text)
        return f"Så här står det nu: {said}" if said else "Ditt skrivna finns kvar här."

    def values(self) -> dict[str, object]:
        """What stands in the form, as a draft keeps it."""
        return {name: control_value(field.control) for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, object]) -> None:
        """Put values in, of a draft or of a record."""
        for name, value in values.items():
            if name in self.fields:
                set_control(self.fields[name].control, value)


def put_form(box: QVBoxLayout, form: Form) -> None:
    """Show a form where one was asked for, with the keys in the field it chose, or its first."""
    chosen = form.focusWidget()  # what the form chose before it had a window
    clear(box)
    box.addWidget(form)
    form.show()
    first = chosen or next((field.control for field in form.fields.values() if field.isVisibleTo(form)), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def control_value(control: QWidget) -> object:
    """The value of any control of ours, as JSON can hold it."""
    if isinstance(control, (DateField, TimeField, QLineEdit)):
        return control.text()
    if isinstance(control, TextBox):
        return control.toPlainText()
    if isinstance(control, Select):
        return control.value()
    if isinstance(control, Segments):
        return control.value
    if isinstance(control, QCheckBox):
        return control.isChecked()
    return None


def set_control(control: QWidget, value: object) -> None:
    """Show a value in any control of ours."""
    if isinstance(control, (DateField, TimeField, QLineEdit)):
        control.setText("" if value is None else str(value))
    elif isinstance(control, TextBox):
        control.setPlainText("" if value is None else str(value))
    elif isinstance(control, Select):
        control.set_value(value)
    elif isinstance(control, Segments):
        control.show_value(int(value) if isinstance(value, int) else -1)
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
