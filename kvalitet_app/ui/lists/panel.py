"""A place where one panel takes another's, without the reader losing her place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from kvalitet_app.ui.forms.draft import flush_drafts
from kvalitet_app.ui.parts.layout import clear

TRIES, AGAIN_MS = 4, 20


class PanelPlace:
    """Swaps the panel in `box`, which lies in `frame`. `beside` are buttons of the frame itself.

    What is typed is kept, the keys stay in the panel, on what answers to the same name as before, and a panel of the
    same record opens where the one before it was read.
    """

    def __init__(self, frame: QWidget, box: QVBoxLayout, *beside: QWidget) -> None:
        self._frame, self._box, self._beside = frame, box, beside
        self._record: object = None
        self._wanted = 0  # px down the panel, until a new one has been laid out so far

    def put(self, panel: QWidget | None, record: object = None) -> None:
        """Show a panel, or none; `record` says of what it tells."""
        at = QApplication.focusWidget()
        held = at is not None and self._frame.isAncestorOf(at)
        name = at.accessibleName() if held and at is not None else ""
        is_same = record is not None and record == self._record
        read_to = (self._wanted or self._scrolled()) if is_same else 0
        flush_drafts(self._frame)
        clear(self._box)
        self._record = record if panel is not None else None
        if panel is None:
            return
        self._box.addWidget(panel)
        self._wanted = read_to
        if read_to:
            QTimer.singleShot(0, panel, partial(self._scroll, panel, TRIES))
        if held:
            QTimer.singleShot(0, panel, partial(self._keep_keys, name))

    def _area(self) -> QScrollArea | None:
        item = self._box.itemAt(0)
        panel = item.widget() if item is not None else None
        return panel.findChild(QScrollArea) if panel is not None else None

    def _scrolled(self) -> int:
        area = self._area()
        return area.verticalScrollBar().value() if area is not None else 0

    def _scroll(self, panel: QWidget, tries: int) -> None:
        """To where the panel before it was read; again in a moment, for its layout takes a few rounds to settle."""
        area = panel.findChild(QScrollArea)
        if area is None:
            return
        area.verticalScrollBar().setValue(self._wanted)
        if tries:
            QTimer.singleShot(AGAIN_MS, panel, partial(self._scroll, panel, tries - 1))
        else:
            self._wanted = 0

    def _keep_keys(self, name: str) -> None:
        at = QApplication.focusWidget()
        if not self._frame.isVisible() or (at is not None and self._frame.isAncestorOf(at)):
            return
        able = [one for one in self._focusable() if one not in self._beside]
        found = next((one for one in able if name and one.accessibleName() == name), able[0] if able else None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    def _focusable(self) -> list[QWidget]:
        return [
            one
            for one in self._frame.findChildren(QWidget)
            if one.isVisibleTo(self._frame) and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
