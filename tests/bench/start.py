"""Process start to the first painted window and to the filled register, against a bare QMainWindow."""

import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.db.store import Store
from tests.bench.measure import Result

TIMES = 5
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(f"första bild {(time.time() - float(sys.argv[1])) * 1000:.0f} ms", flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
window = Window()
window.show()
app.exec()
"""


def measure(_store: Store, path: Path) -> Iterator[Result]:
    """Both lines about starting; the processes run by turns."""
    ours: list[list[float]] = []
    floor: list[float] = []
    for _ in range(TIMES + 1):
        ours.append(_run("-m", "kvalitet_app", "--db", str(path), "--mat-start"))
        floor.append(_run("-c", BARE, _now())[0])
    first, filled = (statistics.median(part) for part in zip(*ours[1:], strict=True))
    bare = statistics.median(floor[1:])
    yield Result("start till första bild", first, bare, 1.5)
    yield Result("start till fyllt register", filled, bare, 5)


def _now() -> str:
    import time

    return str(time.time())


def _run(*arguments: str) -> list[float]:
    quiet = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    quiet["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, env=quiet)
    return [float(found) for found in re.findall(r"(\d+) ms", done.stdout)]
