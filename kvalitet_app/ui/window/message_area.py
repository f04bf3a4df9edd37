"""What is told over the foot of the page, which never moves for it: at most three lines, gone by themselves but for
errors.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from kvalitet_app.ui.parts.layout import column
from kvalitet_app.ui.parts.reading import MessageBar

MESSAGE_MS = 12_000
MOST = 3
WIDE, EDGE = 560, 16  # px


class MessageArea(QFrame):
    """Lies over the lower left of what it belongs to, above nothing but its last rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("popup")
        self._bars = column(gap=8, margins=(8, 8, 8, 8))
        self.setLayout(self._bars)
        self.hide()

    def lie_over(self, page: QWidget) -> None:
        """Where it belongs from now on."""
        self.setParent(page)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It keeps its corner when the window is made larger or smaller."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """It is as high as what it tells."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        page = self.parentWidget()
        if page is None:
            return
        wide = min(WIDE, page.width() - 2 * EDGE)
        high = max(self.heightForWidth(wide), self.minimumSizeHint().height())
        self.setGeometry(EDGE, max(page.height() - EDGE - high, 0), wide, high)
        self.raise_()

    def tell(self, tone: str, head: str, text: str, actions: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Show a line below the others; the oldest gives way to a fourth."""
        bar = MessageBar(tone, head, text, *actions, closable=True)
        bar.closed.connect(partial(self._remove, bar))
        self._bars.addWidget(bar)
        self.show()
        self._place()
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
