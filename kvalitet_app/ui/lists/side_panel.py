"""Where an inspector stands: beside what it belongs to, or over the page where the window is too narrow for both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.lists.panel import PanelPlace
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, holder, row

OVERLAY = 1024  # px: a narrower window has no room for a list and an inspector side by side
NARROW_PANEL = 344
LEFT_OF_LIST = 64  # px of what lies under that are always seen


def column_width(window: QWidget, full: int, least: int) -> int:
    """How wide a column that only helps may be: the main thing is seen whole first."""
    wide = window.width()
    return full if wide >= tokens.NARROW else round(full * 0.92) if wide >= OVERLAY else least


class SidePanel(QFrame):
    """Beside the list it is shown as long as there is something in it; over the list it comes when it is asked for."""

    def __init__(self, page: QWidget, middle: QHBoxLayout, back: Callable[[], object] | None = None) -> None:
        super().__init__(page)
        self._page, self._middle = page, middle
        self.setObjectName("body")
        self._over = self._wanted = self._full = False
        close = back if back is not None else getattr(page, "back", self.go)
        self.close_button = Button("", "quiet", icon="dismiss", key="Esc", tip="Stäng", press=close)
        self._bar = holder(row(None, self.close_button, margins=(0, 4, 12, 0)))
        self._inside = column(gap=0)
        box = column(self._bar, gap=0)
        box.addLayout(self._inside, 1)
        self.setLayout(box)
        self._place = PanelPlace(self, self._inside, self.close_button)
        self._bar.hide()
        middle.addWidget(self)
        self.hide()

    @property
    def is_over(self) -> bool:
        """Whether it lies over what it belongs to, in sight."""
        return self._over and self._full and self._wanted

    def put(self, inspector: QWidget | None, record: object = None) -> None:
        """Show an inspector of a record, or none."""
        self._full = inspector is not None
        self._place.put(inspector, record)
        if inspector is None:
            self._wanted = False
        self.place()

    def come(self, *, to_it: bool = False) -> bool:
        """Lie over the list, in a narrow window; with `to_it` the keys go there. False when it was in sight already."""
        if not self._over:
            return False
        before, self._wanted = self._wanted, True
        self.place()
        if to_it and self._full and not before:
            self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
        return self._full and not before

    def go(self) -> bool:
        """Go from over the list; False when it did not lie there."""
        was, self._wanted = self.is_over, False
        self.place()
        return was

    def place(self) -> None:
        """Beside or over, after the window's width."""
        wide = self.window().width()
        over = wide < OVERLAY
        if over != self._over:
            self._change(over)
        if over:
            area = QRect(self._middle.geometry())
            self.setFixedWidth(min(tokens.INSPECTOR, max(area.width() - LEFT_OF_LIST, 240)))
            self.setFixedHeight(self._page.height())
            self.move(area.right() + 1 - self.width(), 0)
        else:
            self.setFixedWidth(NARROW_PANEL if wide < tokens.NARROW else tokens.INSPECTOR)
        self.setVisible(self._full and (self._wanted or not over))
        if self.isVisible() and over:
            self.raise_()

    def _change(self, over: bool) -> None:
        self._over = over
        self._wanted = over and self._wanted
        if over:
            self._middle.removeWidget(self)
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
            self._middle.addWidget(self)
        self._bar.setVisible(over)
        self.setObjectName("over" if over else "body")
        for part in (self, *self.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)
