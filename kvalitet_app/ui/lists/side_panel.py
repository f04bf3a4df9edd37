"""Where an inspector stands: beside what it belongs to, or over it where the window is too narrow for both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.forms.draft import flush_drafts
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import clear, column, holder, row

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
        self._bar = holder(row(None, self.close_button, margins=(0, 8, 12, 0)))
        self._inside = column(gap=0)
        box = column(self._bar, gap=0)
        box.addLayout(self._inside, 1)
        self.setLayout(box)
        self._bar.hide()
        middle.addWidget(self)
        self.hide()

    @property
    def is_over(self) -> bool:
        """Whether it lies over what it belongs to, in sight."""
        return self._over and self._full and self._wanted

    def put(self, inspector: QWidget | None) -> None:
        """Show an inspector, or none; the keys stay on what answers to the same name as before."""
        at = QApplication.focusWidget()
        held = at is not None and self.isAncestorOf(at)
        name = at.accessibleName() if held and at is not None else ""
        flush_drafts(self)
        clear(self._inside)
        self._full = inspector is not None
        if inspector is not None:
            self._inside.addWidget(inspector)
        else:
            self._wanted = False
        self.place()
        if held:
            QTimer.singleShot(0, self, lambda: self._keep_keys(name))

    def _keep_keys(self, name: str) -> None:
        at = QApplication.focusWidget()
        if not self._full or not self.isVisible() or (at is not None and self.isAncestorOf(at)):
            return
        able = [w for w in self._focusable() if w is not self.close_button]
        found = next((w for w in able if name and w.accessibleName() == name), able[0] if able else None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    def _focusable(self) -> list[QWidget]:
        return [
            w
            for w in self.findChildren(QWidget)
            if w.isVisibleTo(self) and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

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
            self.setFixedHeight(area.height())
            self.move(area.right() + 1 - self.width(), area.top())
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
