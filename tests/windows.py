"""The real window on a register of its own, for whichever room drives it."""

import gc
import shutil

import pytest
from PySide6.QtCore import QObject

from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import NyEnhet, NyOrganisation, NyPerson
from kvalitet_app.services.register.skapande import make_example, make_organisation
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.paper.preview import Preview
from tests.ui.deaths import Deaths
from tests.ui.driver import Driver


@pytest.fixture(scope="session")
def own_file(tmp_path_factory):
    """A register with an organisation of one's own: three units, three persons."""
    path = tmp_path_factory.mktemp("egen") / "egen.db"
    units = tuple(NyEnhet(name, "gruppbostad", 6) for name in ("Tallåsen", "Granliden", "Åkervindan"))
    people = (NyPerson("Bo Alm", Roll.RAPPORTOR, "Tallåsen"), NyPerson("Eva Åström", Roll.MAS))
    make_organisation(path, ny=NyOrganisation("Funktionsstöd", "Anna Lindgren", account(), Lagrum.LSS, units, people))
    return path


@pytest.fixture(scope="session")
def example_file(tmp_path_factory):
    """The example municipality."""
    return make_example(tmp_path_factory.mktemp("exempel") / "exempel.db", konto=account())


@pytest.fixture
def deaths():
    """Every Qt object of ours dies in the window's thread."""
    watch = Deaths()
    yield watch
    gc.collect()
    assert watch.strays == []


@pytest.fixture
def open_window(qtbot, tmp_path, deaths):
    """A function that opens the window on a copy of a database."""
    programs = []

    def start(source):
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
        qtbot.waitUntil(lambda: driver.context is not None, timeout=60000)
        driver.settle()
        return driver

    yield start
    for program in programs:
        for preview in program.window.findChildren(Preview):  # as when the program quits
            preview.close_file()
        deaths.watch(program.window.findChildren(QObject))
        program.window.close()
        program.window.deleteLater()


@pytest.fixture
def own(open_window, own_file):
    """The window on an organisation of one's own."""
    return open_window(own_file)
