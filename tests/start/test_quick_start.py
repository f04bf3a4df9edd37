"""The start's shortcuts change how long it takes, and nothing else."""

import subprocess
import sys


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_sources_are_not_read_after_qt():
    seen = "import linecache; print(any(name.endswith('sqlalchemy/__init__.py') for name in linecache.cache))"
    assert (
        run(f"from kvalitet_app.start import quick_start; quick_start.prepare(); import sqlalchemy; {seen}") == "False"
    )


def test_widgets_made_afterwards_still_answer_to_their_signals():
    code = (
        "from kvalitet_app.start import quick_start; quick_start.prepare()\n"
        "from PySide6.QtCore import QCoreApplication, QObject, Signal\n"
        "class Bell(QObject):\n    rung = Signal(str)\n"
        "app = QCoreApplication([]); bell = Bell(); bell.rung.connect(print); bell.rung.emit('hej')\n"
    )
    assert run(code) == "hej"


def test_what_sqlalchemy_only_names_is_not_read_before_it_is_used():
    code = (
        "from kvalitet_app.start import quick_start; quick_start.prepare()\n"
        "import sys, kvalitet_app.db.models\n"
        "before = 'ssl' in sys.modules, 'asyncio.events' in sys.modules, 'email' in sys.modules\n"
        "import asyncio, importlib.metadata\n"
        "async def five(): return 5\n"
        "print(before, asyncio.run(five()), importlib.metadata.version('sqlalchemy')[0], asyncio.iscoroutine(3))"
    )
    assert run(code) == "(False, False, False) 5 2 False"


def test_a_database_fault_is_told_apart_while_the_module_rests():
    code = (
        "from kvalitet_app.start import quick_start; quick_start.prepare()\n"
        "import sqlalchemy as s\n"
        "try:\n"
        "    s.create_engine('sqlite://').connect().execute(s.text('SELECT nothing'))\n"
        "except s.exc.OperationalError as error:\n"
        "    print(type(error).__name__)"
    )
    assert run(code) == "OperationalError"
