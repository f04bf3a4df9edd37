"""The real window on a register of its own, driven as a person would."""

import gc
import shutil
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import NyEnhet, NyOrganisation, NyPerson
from kvalitet_app.services.register.skapande import make_example, make_organisation
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.paper.preview import Preview
from kvalitet_app.ui.paper.spridning import WhomSheet


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


class Deaths:
    """Where the Qt objects of ours die: one that does not die in the window's thread is a crash waiting for its day."""

    def __init__(self):
        self.home, self.strays, self._watched = threading.get_ident(), [], {}

    def watch(self):
        """Watch everything of ours that is alive now."""
        for thing in gc.get_objects():
            kind = type(thing)
            ours = issubclass(kind, QObject) and kind.__module__.startswith("kvalitet_app")
            if ours and id(thing) not in self._watched:
                self._watched[id(thing)] = weakref.ref(thing, lambda ref, name=kind.__name__: self._died(ref, name))

    def _died(self, ref, name):
        self._watched = {key: one for key, one in self._watched.items() if one is not ref}
        if threading.get_ident() != self.home:
            self.strays.append(name)


@pytest.fixture(autouse=True)
def deaths():
    """Every Qt object of ours dies in the window's thread."""
    watch = Deaths()
    yield watch
    watch.watch()
    gc.unfreeze()
    gc.collect()
    assert watch.strays == []


class Driver:
    """The window and short words for what a person does in it."""

    def __init__(self, qtbot, program):
        self.qtbot, self.program, self.window = qtbot, program, program.window

    @property
    def context(self):
        return self.window.context

    def settle(self):
        """Wait until nothing is being read or saved."""
        self.qtbot.waitUntil(lambda: self.program.tasks is not None and self.program.tasks.is_idle, timeout=20000)
        self.qtbot.wait(30)

    def go(self, key, **query):
        """Go to a page."""
        self.window.show_page(key, **query)
        self.settle()
        return self.window.current()

    def answer_whom(self, word="Intern"):
        """Say to whom the thing may go, and go on."""
        sheet = next(one for one in self.window.findChildren(WhomSheet) if one.isVisible())
        sheet.whom.choose(("Intern", "Offentlig", "Sekretess").index(word))
        sheet.go.click()
        return sheet

    def read(self, service, **arguments):
        """Ask the register."""
        return self.context.tasks.read(service, **arguments)


@pytest.fixture
def open_window(qtbot, tmp_path):
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
def own(open_window, own_file):
    """The window on an organisation of one's own."""
    return open_window(own_file)


@pytest.fixture
def example(open_window, example_file):
    """The window on the example municipality."""
    return open_window(example_file)
