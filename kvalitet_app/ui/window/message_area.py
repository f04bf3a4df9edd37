"""What is told above the page: at most three lines, and each goes by itself unless it is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from kvalitet_app.ui.parts.layout import column
from kvalitet_app.ui.parts.reading import MessageBar

MESSAGE_MS = 12_000
MOST = 3


class MessageArea(QFrame):
    """Takes no room while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self._bars = column(gap=8, margins=(24, 12, 24, 0))
        self.setLayout(self._bars)
        self.hide()

    def tell(self, tone: str, head: str, text: str, actions: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Show a line below the others; the oldest gives way to a fourth."""
        bar = MessageBar(tone, head, text, *actions, closable=True)
        bar.closed.connect(partial(self._remove, bar))
        self._bars.addWidget(bar)
        self.show()
        while self._bars.count() > MOST and (oldest := self._oldest()) is not None:
            self._remove(oldest)
        if tone != "red":
            QTimer.singleShot(MESSAGE_MS, bar, partial(self._remove, bar))

    def _oldest(self) -> QWidget | None:
        first = self._bars.itemAt(0)
        return first.widget() if first is not None else None

    def _remove(self, bar: QWidget) -> None:
        self._bars.removeWidget(bar)
        self.setVisible(self._bars.count() > 0)
        bar.hide()
        bar.deleteLater()
