"""What every field of a form can do, whatever it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Base = QWidget
else:
    _Base = object

T = TypeVar("T")


class Reasoned(_Base):
    """Mixed in before a Qt class: what cannot be used says why, to the pointer and to a screen reader."""

    def set_enabled(self, reason: str = "") -> None:
        """Usable, or with a reason not."""
        if not hasattr(self, "_told_when_able"):
            self._told_when_able = (self.toolTip(), self.accessibleDescription())
        tip, said = self._told_when_able
        self.setEnabled(not reason)
        self.setToolTip(reason or tip)
        self.setAccessibleDescription(reason or said)


class Control(Reasoned, Generic[T]):
    """Mixed in before a Qt class that has a signal `changed` of no arguments, told at every change of its value.

    `value` is typed, and None where nothing stands or nothing that can be read. `raw` is what a draft keeps, as JSON
    can hold it: of what is typed freely the letters themselves, so that half a date is kept too.
    """

    changed: Signal
    is_prose = False  # a text in one's own words: what somebody else wrote in it is shown at a clash

    def value(self) -> T | None:
        """What is filled in."""
        raise NotImplementedError

    def set_value(self, value: T | None) -> None:
        """Show a value, or nothing."""
        raise NotImplementedError

    def raw(self) -> object:
        """What a draft keeps."""
        return self.value()

    def put_raw(self, raw: Any) -> None:  # noqa: ANN401 - whatever JSON gave back
        """Show what a draft kept."""
        self.set_value(raw)

    def fault(self) -> str:
        """Why what stands here cannot be read, as a sentence; "" when it can."""
        return ""

    def lacking(self) -> str:
        """What to say where this must be filled in and is not; "" leaves the words to the rule that asks for it."""
        return ""

    def show_error(self, sentence: str) -> None:
        """Look wrong, or right again with ""."""
        self.setProperty("wrong", bool(sentence))
        self.style().unpolish(self)
        self.style().polish(self)

    def take_focus(self) -> None:
        """Give the keys to where one fills it in."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
