"""The start's shortcuts change how long it takes, and nothing else."""

import subprocess
import sys


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_sources_are_not_read_after_qt():
    seen = "import linecache; print(any(name.endswith('sqlalchemy/__init__.py') for name in linecache.cache))"
    assert run(f"from kvalitet_app import quick_start; quick_start.prepare(); import sqlalchemy; {seen}") == "False"


def test_the_collector_works_again_when_the_register_is_open():
    code = "import gc; from kvalitet_app import quick_start as q; q.prepare(); print(gc.isenabled()); q.settle(); "
    assert run(code + "print(gc.isenabled())").split() == ["False", "True"]


def test_widgets_made_afterwards_still_answer_to_their_signals():
    code = (
        "from kvalitet_app import quick_start; quick_start.prepare()\n"
        "from PySide6.QtCore import QCoreApplication, QObject, Signal\n"
        "class Bell(QObject):\n    rung = Signal(str)\n"
        "app = QCoreApplication([]); bell = Bell(); bell.rung.connect(print); bell.rung.emit('hej')\n"
    )
    assert run(code) == "hej"
