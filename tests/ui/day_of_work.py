"""A day at the window in a process of its own, where nothing but the program grows: `-m tests.ui.day_of_work`.

Says how many MiB more are in use after the rows and reports than after the first ones.
"""

import gc
import sys
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.services.berattelse.handling import Utskriftsval
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.berattelse.saving import make
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.settings import Settings

WARM = 200, 2  # rows and reports after which everything that is kept for good has been made
EACH = 20  # rows of a list before the next page
PAGES = ("avvikelser", "egenkontroller", "atgarder", "rutiner", "synpunkter")


def resident() -> float:
    """The process's memory in MiB."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 2**20


def settle(context: Context) -> None:
    """Let what was asked for be answered and shown."""
    QTest.qWait(5)
    while not context.tasks.is_idle:
        QTest.qWait(5)
    QTest.qWait(5)


def open_rows(program: Program, context: Context, number: int) -> None:
    """Go down the lists, page by page, and look at each row."""
    for begun in range(0, number, EACH):
        key = PAGES[begun // EACH % len(PAGES)]
        program.window.show_page(key, vy="alla")
        settle(context)
        page = program.window.page(key)
        shown: Any = getattr(page, "list", page)
        ids = shown.model.ids
        for at in range(begun, min(begun + EACH, number)):
            shown.table.choose_id(ids[at % len(ids)])
            QTest.qWait(1)
        program.collector.look()


def write_reports(program: Program, context: Context, number: int, target: Path) -> None:
    """Write the year's report, over and over."""
    for _ in range(number):
        done: list[Path] = []
        make(program.window, context, Rapport(2025), (target, Utskriftsval(), done.append))
        while not done:
            QTest.qWait(10)
        settle(context)
        program.collector.look()


def main(path: Path, rows: int, reports: int) -> float:
    """Work for a day on the register; answers what the memory grew by."""
    program = Program(make_application(), wanted=str(path), settings=Settings(path.with_suffix(".ini")), upkeep=False)
    program.window.resize(1366, 768)
    program.window.show()
    program.begin()
    while program.window.context is None:
        QTest.qWait(20)
    context, target = program.window.context, path.with_suffix(".pdf")
    open_rows(program, context, WARM[0])
    write_reports(program, context, WARM[1], target)
    before = resident()
    open_rows(program, context, rows)
    write_reports(program, context, reports, target)
    grown = resident() - before
    program.window.close()
    return grown


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])):.1f}\n")
