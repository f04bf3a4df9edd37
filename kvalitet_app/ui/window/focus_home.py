"""Keeps the keys where the work is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BY_ITSELF = 0  # ms: when what took the keys has found its place


class FocusHome(QObject):
    """When what had the keys goes away, Qt hands them to the next in line, often the rail: they go back to the page.

    Only what nobody asked for is put right: a Tab, a click or a shortcut leaves what it left still there.
    """

    def __init__(self, window: QWidget, rail: QWidget, home: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._rail, self._home = window, rail, home
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._listening = app.focusChanged.connect(self._moved)

    def end(self) -> None:
        """The window closes, for the first time or again."""
        QObject.disconnect(self._listening)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not self._window.isActiveWindow():
            return
        astray = new is None or self._rail.isAncestorOf(new)
        if astray and (old is None or not old.isVisible() or not old.isEnabled()):
            QTimer.singleShot(BY_ITSELF, self, self._go_home)

    def _go_home(self) -> None:
        at = QApplication.focusWidget()
        if at is not None and not self._rail.isAncestorOf(at):
            return
        home = self._home()
        if self._window.isActiveWindow() and home is not None and home.isVisible():
            home.setFocus(Qt.FocusReason.OtherFocusReason)
