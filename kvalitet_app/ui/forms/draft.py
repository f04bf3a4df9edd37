"""What is typed survives a crash: the draft of a form, a second and a half after the last key and at closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.services.drafts import list_utkast, read_utkast, save_utkast
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import clear, column, holder, label, row
from kvalitet_app.ui.parts.reading import MessageBar

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context
    from kvalitet_app.ui.parts.control import Control

WAIT_MS = 1500


class Draftable(Protocol):
    """What a draft needs of its form, which is a widget."""

    controls: dict[str, Control[Any]]
    trouble: QVBoxLayout

    def raw(self) -> dict[str, object]:
        """What stands there."""

    def put_raw(self, values: Mapping[str, object]) -> None:
        """Put it back."""


class Draft(QObject):
    """The draft of one form under a name of its own. What the register said when it was begun is kept beside it.

    `saved` is told when it has been handed to the register. A form where nothing differs from what the register says
    has no draft. With `tell` a form says that a draft has come back, and how to be rid of it.
    """

    saved = Signal()

    def __init__(self, form: Draftable, context: Context, key: str, *, tell: bool = True) -> None:
        super().__init__(form if isinstance(form, QWidget) else None)
        self._form, self._context, self.key, self._tell = form, context, key, tell
        self._base = form.raw()
        self._ended = False
        self.found = self._restore()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._save)
        for control in form.controls.values():
            control.changed.connect(self.touch)
        if isinstance(form, QWidget):
            form.installEventFilter(self)

    def eventFilter(self, _form: QObject, event: QEvent) -> bool:
        """What waits is written when the form goes out of sight, whoever takes it away."""
        if event.type() == QEvent.Type.Hide:
            self.flush()
        return False

    # while typing

    def touch(self) -> None:
        """Something was typed."""
        if not self._ended:
            self._timer.start()

    def flush(self) -> None:
        """Write now what is waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def end(self) -> None:
        """Write nothing more: another draft takes its place."""
        self._ended = True
        self._timer.stop()
        self.deleteLater()

    def _save(self) -> None:
        self._write(self._form.raw())
        self.saved.emit()

    def _write(self, values: dict[str, object]) -> None:
        content = {"varden": values, "fore": self._base} if values != self._base else None
        if content is None and not self.found:
            return
        self.found = content is not None
        self._context.drafts[self.key] = content
        self._context.tasks.change(save_utkast, initiator=self._form, formular=self.key, innehall=content)

    # the end of it

    def forget(self) -> None:
        """It was saved, or is not wanted."""
        self._timer.stop()
        self._write(self._base)

    def settle(self, sent: dict[str, object]) -> None:
        """It was saved and the form stays: what was sent is what the register says now, what came after it a draft."""
        self._base = sent
        clear(self._form.trouble)
        self._timer.stop()
        self._write(self._form.raw())

    def discard(self) -> None:
        """Put back what the register says."""
        self._form.put_raw(self._base)
        clear(self._form.trouble)
        self.forget()

    # coming back

    def _stored(self) -> dict[str, Any] | None:
        if self.key in self._context.drafts:
            return self._context.drafts[self.key]
        return self._context.tasks.read(read_utkast, formular=self.key)

    def _restore(self) -> bool:
        stored = self._stored()
        if not stored:
            return False
        values = stored.get("varden", stored)  # older programs kept some drafts as the bare values
        before = stored.get("fore", {})
        if not isinstance(values, dict) or not isinstance(before, dict):
            return False
        theirs = [
            str(now)
            for name, now in self._base.items()
            if name in before and before[name] != now and values.get(name) != now and isinstance(now, str) and now
        ]
        self._form.put_raw(values)
        if theirs:
            said = "Så här står det nu: " + " ".join(theirs)
            bar = MessageBar("yellow", "Någon har ändrat sedan du skrev", said, ("Ta bort mitt utkast", self.discard))
            self._form.trouble.addWidget(bar)
        elif self._tell and self._form.raw() != self._base:
            away = Button("Ta bort", "link", tip="Ta bort det du skrev", press=self.discard)
            note = label("Det du skrev är inte sparat än.", "small", "muted")
            self._form.trouble.addWidget(holder(column(row(note, away, None, gap=8))))
        return True


def kept_drafts(context: Context, prefix: str) -> dict[str, dict[str, Any]]:
    """What the person has typed in every form whose draft's name begins so, as last written, by name."""
    stored: dict[str, dict[str, Any] | None] = {**context.tasks.read(list_utkast, prefix=prefix)}
    stored |= {key: content for key, content in context.drafts.items() if key.startswith(prefix)}
    return {key: content for key, content in stored.items() if content}


def flush_drafts(widget: QWidget) -> None:
    """Write what waits in every form of a panel that is about to go."""
    for draft in widget.findChildren(Draft):
        draft.flush()
