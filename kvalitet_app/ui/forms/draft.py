"""What is typed survives a crash: a draft a second and a half after the last key, and at closing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

WAIT_MS = 1500


class Draft(QObject):
    """Call `touch` at every change; `write` is called with what `collect` gives."""

    saved = Signal()

    def __init__(self, collect: Callable[[], object], write: Callable[[object], object], parent: QObject) -> None:
        super().__init__(parent)
        self._collect, self._write = collect, write
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._save)

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def flush(self) -> None:
        """Write now what is waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def stop(self) -> None:
        """Forget what is waiting: it was saved for good, or thrown away."""
        self._timer.stop()

    def _save(self) -> None:
        self._write(self._collect())
        self.saved.emit()


def flush_drafts(widget: QWidget) -> None:
    """Write what waits in every form of a panel that is about to go."""
    for draft in widget.findChildren(Draft):
        draft.flush()
