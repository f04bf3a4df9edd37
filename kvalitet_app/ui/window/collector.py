"""Looks for garbage in the window's own thread, and only there.

Python's cyclic collector runs in whichever thread happens to allocate. A widget, a timer or a model of ours that hangs
in a ring would then be destroyed in the database's thread or a job's, which Qt answers with a crash. So the collector
never runs by itself while there is a window: this object runs it when nobody waits for the window.
"""

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

EVERY_MS = 1000
YOUNG = 4000  # objects made since the last look; a look at so many takes a few milliseconds
QUIET_S = 3.0  # so long nobody has touched the window before everything is looked at, which takes tens of milliseconds
HASTE = 240  # looks at the young after which that is done though somebody works on: memory must not grow all day
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    )
)


class Collector(QObject):
    """Rests the collector for as long as the program lives, and collects when the window has nothing to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._touched = time.monotonic()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def begin(self) -> None:
        """The register is open: what the start has made is there to stay, look for garbage in what comes after."""
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """The window has closed."""
        self._timer.stop()

    def look(self) -> None:
        """Collect what is due."""
        still = time.monotonic() - self._touched > QUIET_S
        if (self._looks and still) or self._looks >= HASTE:
            self._looks = 0
            gc.collect()
        elif gc.get_count()[0] > YOUNG:
            self._looks += 1
            gc.collect(0)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is at work."""
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
