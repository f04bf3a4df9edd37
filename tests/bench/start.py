"""Process start to the first painted window and to the filled register, against a bare QMainWindow."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.store import Store
from tests.bench.measure import Result

TIMES = 9
MOST_MEMORY = 110
MOST_MORE = 20
OURS = "import sys; from kvalitet_app.__main__ import main; sys.exit(main())"  # as the installed command does
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
    """The lines about starting; the processes run by turns."""
    nothing = path.with_name("tomt.db")
    create_database(parse_address(nothing))
    ours: list[list[float]] = []
    floor: list[list[float]] = []
    empty: list[float] = []
    for _ in range(TIMES + 1):
        ours.append(_run("-c", OURS, "--db", str(path), "--mat-start"))
        floor.append(_run("-c", BARE, str(time.time())))
        empty.append(_run("-c", OURS, "--db", str(nothing), "--mat-start")[-1])
    first, filled, memory = (statistics.median(part) for part in zip(*ours[1:], strict=True))
    bare, bare_memory = (statistics.median(part) for part in zip(*floor[1:], strict=True))
    yield Result("start till första bild", first, bare, 1.5)
    yield Result("start till fyllt register", filled, bare, 5)
    if bare_memory:
        without = statistics.median(empty[1:])
        most = (without + MOST_MORE) / without
        yield Result("… mot ett tomt register, MiB (mål +20 MiB)", memory, without, most)
        yield Result("minne då, MiB (mål 110 MiB)", memory, bare_memory, MOST_MEMORY / bare_memory)


def _run(*arguments: str) -> list[float]:
    """The milliseconds that a process prints, and last the most memory it held, in MiB."""
    quiet = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    quiet["QT_QPA_PLATFORM"] = "offscreen"
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=quiet
    ) as process:
        most = 0
        while process.poll() is None:
            most = max(most, _peak(process.pid))
            time.sleep(0.005)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"the measured process ended with {process.returncode}")
    return [*(float(found) for found in re.findall(r"(\d+) ms", said)), most / 1024]


def _peak(pid: int) -> int:
    """The most memory that a process has held so far, in KiB; 0 where the system does not tell."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0
    return int(found.group(1)) if found else 0
