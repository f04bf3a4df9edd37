"""Numbers, typed as Swedes write them."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.theme import font

_NUMBER = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})")  # no nan, no 1e999, no ²
NOT_A_NUMBER, NOT_WHOLE = "Skriv ett tal.", "Ange ett helt tal."


class NumberField(Control[float], QLineEdit):
    """A number, with a decimal comma; with `whole` none is taken."""

    changed = Signal()

    def __init__(self, value: float | None = None, *, whole: bool = False, wide: int = 0) -> None:
        super().__init__()
        self._whole = whole
        self.setFont(font())
        if wide:
            self.setFixedWidth(wide)
        self.set_value(value)
        self.textChanged.connect(self.changed)

    def value(self) -> float | None:
        """The number; None where nothing, or none, stands."""
        text = "".join(self.text().split()).replace(",", ".").replace("−", "-")
        if not _NUMBER.fullmatch(text):
            return None
        number = float(text)
        return None if self._whole and not number.is_integer() else number

    def whole(self) -> int | None:
        """The number as an integer."""
        number = self.value()
        return None if number is None else int(number)

    def set_value(self, value: float | None) -> None:
        """Show a number."""
        self.setText("" if value is None else f"{value:.15g}".replace(".", ","))

    def raw(self) -> str:
        """What is typed."""
        return self.text()

    def put_raw(self, raw: object) -> None:
        """What was typed."""
        self.setText("" if raw is None else str(raw))

    def fault(self) -> str:
        """Something stands here that is no number."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return NOT_WHOLE if self._whole else NOT_A_NUMBER

    def lacking(self) -> str:
        """A number that must be given."""
        return "" if self.text().strip() else (NOT_WHOLE if self._whole else NOT_A_NUMBER)
