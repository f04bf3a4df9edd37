"""The real window on a register of one's own, for whoever needs it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import NyEnhet, NyOrganisation, NyPerson
from kvalitet_app.services.register.skapande import make_organisation
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.paper.preview import Preview
from tests.ui.deaths import Deaths
from tests.ui.driver import Driver


@pytest.fixture(scope="session")
def own_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with an organisation of one's own: three units, three persons."""
    path = tmp_path_factory.mktemp("egen") / "egen.db"
    units = tuple(NyEnhet(name, "gruppbostad", 6) for name in ("Tallåsen", "Granliden", "Åkervindan"))
    people = (NyPerson("Bo Alm", Roll.RAPPORTOR, "Tallåsen"), NyPerson("Eva Åström", Roll.MAS))
    make_organisation(path, ny=NyOrganisation("Funktionsstöd", "Anna Lindgren", account(), Lagrum.LSS, units, people))
    return path


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Driver]]:
    """A function that opens the window on a copy of a database."""
    programs: list[Program] = []

    def start(source: Path) -> Driver:
        path = tmp_path / "kvalitet.db"
        shutil.copy(source, path)
        program = Program(
            make_application(), wanted=str(path), settings=Settings(tmp_path / "kvalitet.ini"), upkeep=False
        )
        programs.append(program)
        program.window.resize(1366, 768)
        with qtbot.waitActive(program.window):
            program.window.show()
            program.window.activateWindow()
        program.begin()
        driver = Driver(qtbot, program)
        qtbot.waitUntil(lambda: driver.context is not None, timeout=20000)
        driver.settle()
        return driver

    yield start
    for program in programs:
        for preview in program.window.findChildren(Preview):  # as when the program quits
            preview.close_file()
        program.window.close()
        program.window.deleteLater()


@pytest.fixture
def own(open_window: Callable[[Path], Driver], own_file: Path) -> Driver:
    """The window on an organisation of one's own."""
    return open_window(own_file)


@pytest.fixture
def deaths() -> Iterator[Deaths]:
    """Every Qt object of ours dies in the window's thread."""
    watch = Deaths()
    yield watch
    watch.watch()
    gc.unfreeze()
    gc.collect()
    assert watch.strays == []
