"""What is typed in a form of an inspector is kept until it is saved or thrown away, and comes back with the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kvalitet_app.services.drafts import read_utkast, save_utkast
from kvalitet_app.ui.forms.draft import Draft
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.layout import clear, column, holder, label, row
from kvalitet_app.ui.parts.reading import MessageBar


class Kept(QObject):
    """The draft of one form under a name of its own. What the register said when it was begun is kept beside it."""

    def __init__(self, form: Form, context: Context, key: str) -> None:
        super().__init__(form)
        self._form, self._context, self._key = form, context, key
        self._base = form.values()
        self._had = self._restore()
        self.draft = Draft(form.values, self._write, self)
        for field in form.fields.values():
            _tell_changes(field.control, self.draft.touch)

    def _stored(self) -> dict[str, Any] | None:
        if self._key in self._context.drafts:
            return self._context.drafts[self._key]
        return self._context.tasks.read(read_utkast, formular=self._key)

    def _restore(self) -> bool:
        stored = self._stored()
        if not stored:
            return False
        values, before = stored.get("varden", {}), stored.get("fore", {})
        theirs = [
            str(now)
            for name, now in self._base.items()
            if name in before and before[name] != now and values.get(name) != now and isinstance(now, str) and now
        ]
        self._form.fill(values)
        if theirs:
            said = "Så här står det nu: " + " ".join(theirs)
            bar = MessageBar("yellow", "Någon har ändrat sedan du skrev", said, ("Ta bort mitt utkast", self.discard))
            self._form.trouble.addWidget(bar)
        elif self._form.values() != self._base:
            away = Button("Ta bort", "link", tip="Ta bort det du skrev", press=self.discard)
            note = label("Det du skrev är inte sparat än.", "small", "muted")
            self._form.trouble.addWidget(holder(column(row(note, away, None, gap=8))))
        return True

    def _write(self, values: object) -> None:
        content = {"varden": values, "fore": self._base} if values != self._base else None
        if content is None and not self._had:
            return
        self._had = content is not None
        self._context.drafts[self._key] = content
        self._context.tasks.change(save_utkast, initiator=self._form, formular=self._key, innehall=content)

    def forget(self) -> None:
        """It was saved, or is not wanted."""
        self.draft.stop()
        self._write(self._base)

    def settle(self) -> None:
        """It was saved and the form stays: what stands in it is what the register says now."""
        self._base = self._form.values()
        clear(self._form.trouble)
        self.forget()

    def discard(self) -> None:
        """Put back what the register says."""
        self._form.fill(self._base)
        clear(self._form.trouble)
        self.forget()


def _tell_changes(control: QWidget, touch: Callable[[], None]) -> None:
    if isinstance(control, QLineEdit):
        control.textChanged.connect(lambda _text: touch())
    elif isinstance(control, TextBox):
        control.changed.connect(touch)
    elif isinstance(control, Select):
        control.currentTextChanged.connect(lambda _text: touch())
    elif isinstance(control, Segments):
        control.chosen.connect(lambda _at: touch())
    elif isinstance(control, QCheckBox):
        control.toggled.connect(lambda _on: touch())
