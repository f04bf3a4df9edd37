"""The window under stress: pages are built and thrown away over and over while jobs and the database work."""

import faulthandler
import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import isValid

from kvalitet_app.domain.avvikelser.arenden import NyAvvikelse
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.oversikt import count_waiting
from kvalitet_app.ui.page.context import Page
from kvalitet_app.ui.page.tasks import Job
from kvalitet_app.ui.window.actions import PAGES
from tests.ui.deaths import Deaths
from tests.ui.driver import Driver

RINGS = 50_000  # objects that each hang in a ring of their own: work that makes garbage in its thread
LOOK_MS = 15  # a page is left before it has read what it shows
ROUNDS = [
    pytest.param(1, id="a sample"),
    pytest.param(80, id="at length", marks=(pytest.mark.long, pytest.mark.timeout(2400))),
]


def make_garbage(job: Job) -> int:
    """Long work in a thread of its own that would start the collector there, were it not at rest."""
    for number in range(RINGS):
        ring: list[object] = []
        ring.append(ring)
        if number % 1000 == 0:
            job.progress(number, RINGS, f"ring {number}")
    return RINGS


def work_behind_the_window(driver: Driver, number: int) -> None:
    """A job, a question and a change at once, none of them waited for."""
    tasks, unit = driver.context.tasks, driver.context.scope.enheter[0]
    tasks.job(make_garbage, done=lambda _made: None)
    tasks.ask(count_waiting, done=lambda _counts: None)
    happened = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)
    tasks.change(register_avvikelse, ny=NyAvvikelse(f"Frukosten kom sent, gång {number}", unit.id, happened))


def go_through_the_pages(driver: Driver) -> Iterator[Page]:
    """Every page built, shown and left at once."""
    for number, spec in enumerate(PAGES):
        if number % 4 == 0:
            work_behind_the_window(driver, number)
        driver.window.show_page(spec.key)
        driver.qtbot.wait(LOOK_MS)
        shown = driver.window.current()
        assert shown is not None
        yield shown


@pytest.mark.parametrize("rounds", ROUNDS)
def test_pages_thrown_away_while_everything_works(own: Driver, deaths: Deaths, qtlog: Any, rounds: int) -> None:
    assert faulthandler.is_enabled(), "a crash shall say where"
    where = str(own.program.store.path)
    built: list[weakref.ref[Page]] = []
    for number in range(rounds):
        built += [weakref.ref(page) for page in go_through_the_pages(own)]
        if number % 10 == 0:
            deaths.watch(own.window.findChildren(QObject))
        own.program.open(where)  # every page is thrown away, though its questions are not answered yet
        own.program.collector.look()
    own.settle()
    gc.collect()
    own.qtbot.wait(50)
    gc.collect()
    kept = [page for one in built if (page := one()) is not None and isValid(page)]
    assert len(built) == rounds * len(PAGES)
    assert kept == [], "a page that was thrown away is still in the window"
    assert deaths.strays == []
    assert [record.message for record in qtlog.records if "thread" in record.message] == []
    assert not gc.isenabled()
