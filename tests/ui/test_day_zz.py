"""A day at the window: thousands of rows opened and reports written, and the memory that is in use at its end."""

import gc
from pathlib import Path

import pytest

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.services.berattelse.handling import Utskriftsval
from kvalitet_app.ui.berattelse.saving import make
from tests.ui.driver import Driver

MOST_GROWN = -999  # MiB
WARM = 120, 2  # rows and reports after which everything that is kept for good has been made
DAYS = [
    pytest.param(1500, 10, id="a sample"),
    pytest.param(10_000, 100, id="at length", marks=(pytest.mark.long, pytest.mark.timeout(5400))),
]
PAGES = ("avvikelser", "egenkontroller", "atgarder", "rutiner", "synpunkter")


def resident() -> int:
    """The process's memory in MiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


def open_rows(driver: Driver, number: int) -> None:
    """Go down the lists, page by page, and look at each row."""
    opened = 0
    while opened < number:
        key = PAGES[opened // 20 % len(PAGES)]
        page = driver.go(key, vy="alla")
        shown = getattr(page, "list", page)
        ids = shown.model.ids
        for at in range(min(20, number - opened)):
            shown.table.choose_id(ids[(opened + at) % len(ids)])
            driver.qtbot.wait(1)
        opened += 20
        driver.program.collector.look()


def write_reports(driver: Driver, number: int, target: Path) -> None:
    """Write the year's report, over and over."""
    for _ in range(number):
        done: list[Path] = []
        make(driver.window, driver.context, Rapport(2025), (target, Utskriftsval(), done.append))
        driver.qtbot.waitUntil(lambda found=done: bool(found), timeout=60000)
        driver.settle()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory is read from /proc")
@pytest.mark.parametrize(("rows", "reports"), DAYS)
def test_the_memory_in_use_does_not_grow_with_the_day(example: Driver, tmp_path: Path, rows: int, reports: int) -> None:
    open_rows(example, WARM[0])
    write_reports(example, WARM[1], tmp_path / "rapport.pdf")
    before = resident()
    open_rows(example, rows)
    write_reports(example, reports, tmp_path / "rapport.pdf")
    grown = resident() - before
    assert grown <= MOST_GROWN, f"{rows} rader och {reports} rapporter: {grown} MiB"
