"""The register opened, sorted and filtered in the real window until it is painted, against the ids by raw sqlite3."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer

from kvalitet_app.db.store.store import Store
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.avvikelser.page import AvvikelserPage
from kvalitet_app.ui.page.settings import Settings
from tests.bench.measure import UNBOUND, Result, pair
from tests.bench.reading import ALL, BY_RISK, HSL_ONLY, asked_by, through_store

PATIENCE_MS = 30_000


def measure(_store: Store, path: Path) -> Iterator[Result]:
    """Every line about the list on the screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "kvalitet.ini")
        program = Program(make_application(), wanted=str(path), settings=settings, upkeep=False)
        program.window.resize(1366, 768)
        program.window.show()
        program.begin()
        yield from _lines(program, sqlite3.connect(path))
        yield from _pages(program)
        program.window.close()


def _rest(program: Program) -> None:
    """Wait until nothing is being read or saved."""
    while program.tasks is None or not program.tasks.is_idle:
        program.app.processEvents()


def _pages(program: Program) -> Iterator[Result]:
    """Each page shown until it rests, against the questions that it asks, put to the store ready-made."""
    from kvalitet_app.ui.window.actions import PAGES

    store = program.store
    assert store is not None
    rest = partial(_rest, program)

    def show(key: str) -> Callable[[], None]:
        def run() -> None:
            program.window.show_page(key)
            shown = program.window.current()
            assert shown is not None
            shown.refresh()
            rest()

        return run

    for page in PAGES:
        program.window.show_page(page.key)
        rest()
        asked = asked_by(store, show(page.key))
        yield pair(
            f"sidan {page.title} öppnad (golvet: samma frågor genom lagret)",
            UNBOUND,
            ours=show(page.key),
            floor=through_store(store, asked),
            after=rest,
        )


def _lines(program: Program, raw: sqlite3.Connection) -> Iterator[Result]:
    """The list is asked for by the same calls that a click makes; the time ends when its rows stand on the screen."""
    window = program.window

    rest = partial(_rest, program)

    rest()
    window.show_page("avvikelser")
    rest()
    register = window.current()
    assert isinstance(register, AvvikelserPage)
    page = register.list

    def until_painted(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            loop = QEventLoop()
            page.filled.connect(loop.quit)
            QTimer.singleShot(PATIENCE_MS, loop.quit)
            act()
            loop.exec()
            page.filled.disconnect(loop.quit)
            page.table.viewport().repaint()

        return run

    def plain(query: str) -> Callable[[], object]:
        return lambda: raw.execute(query).fetchall()

    for what, act, query in (
        ("registret öppnat, tills det syns", lambda: page.choose_view("alla"), ALL),
        ("… sorterat på risk", lambda: page.table.sort_asked.emit("risk", True), BY_RISK),
        ("… filtrerat på lagrum", lambda: page.lagrum.choose((Lagrum.HSL,)), HSL_ONLY),
    ):
        yield pair(what, 3, ours=until_painted(act), floor=plain(query), after=rest)
