"""The window's start: the one place where the rooms are wired together.

Painted first, imported after: until the first paint nothing but Qt's three basic modules and our own parts is read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.machine import place
from kvalitet_app.machine.account import account, account_name
from kvalitet_app.ui.page.messages import BUG, Messages
from kvalitet_app.ui.page.settings import LAST_DATABASE, PAGE, THEME, Settings
from kvalitet_app.ui.parts.swedish import install_swedish
from kvalitet_app.ui.parts.theme import Appearance, ThemeChoice, claim_taskbar, load_fonts, show_icon
from kvalitet_app.ui.window.collector import Collector
from kvalitet_app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from kvalitet_app.db.store.store import Store
    from kvalitet_app.domain.change import Change
    from kvalitet_app.services.register.forsta_start import NyOrganisation
    from kvalitet_app.ui.page.tasks import Job, Tasks

T = TypeVar("T")
DATABASES = "Kvalitets databaser (*.db);;Alla filer (*)"


class Program(QObject):
    """The window and the register it shows; with `upkeep`, the daily copy and the plans' next occurrences too."""

    attached = Signal()

    def __init__(
        self, app: QApplication, *, wanted: str | None, settings: Settings | None = None, upkeep: bool = True
    ) -> None:
        super().__init__()
        self.app = app
        self.settings = settings or Settings(place.settings_file())
        self.collector = Collector(self)
        self.messages = Messages()
        choice = self.settings.get(THEME)
        self.appearance = Appearance(app, ThemeChoice(choice) if choice in set(ThemeChoice) else ThemeChoice.SYSTEM)
        self.window = MainWindow(self.settings, self.appearance)
        self.messages.told.connect(self.window.tell)
        self.messages.bug.connect(self._show_bug)
        self.window.closing.connect(self.shutdown)
        self.window.support = self.write_support_file
        self.store: Store | None = None
        self.tasks: Tasks | None = None
        self._wanted = wanted
        self._upkeep = upkeep
        self._bug: QMessageBox | None = None
        self._kept_up: QObject | None = None

    def write_support_file(self, target: Path) -> None:
        """Log, versions and settings, without anything of a person."""
        from kvalitet_app.start.support import write_support_file

        screen = self.app.primaryScreen()
        write_support_file(target, store=self.store, screen=screen, setting=self.settings.raw)

    def show(self) -> None:
        """Show the window; the register follows when it has been painted."""
        geometry = self.settings.geometry()
        if geometry is None or not self.window.restoreGeometry(geometry):
            room = self.app.primaryScreen().availableGeometry().size() - QSize(16, 48)  # less the window's own frame
            self.window.resize(QSize(1280, 760).boundedTo(room))
        self.window.painted.connect(self.begin)
        self.window.show()

    def begin(self) -> None:
        """Open the register of the command line, the last one, or the first start."""
        from kvalitet_app.machine.leftovers import sweep
        from kvalitet_app.machine.policy import chosen_database

        sweep()
        try:
            wanted = chosen_database(self._wanted)
            last = wanted or self._last_database() or str(place.default_database())
        except KvalitetError as error:
            self.first_start("", error.sentence)
        else:
            if "://" not in last and not os.path.lexists(last) and os.access(Path(last).parent, os.X_OK):
                self.first_start(last if wanted else "")
            else:
                self.open(last)
        self.collector.begin()

    def _last_database(self) -> str:
        """The register of the last time. A password that an earlier version kept is used once and is then gone."""
        from kvalitet_app.db.store.address import without_password

        last = self.settings.get(LAST_DATABASE)
        if last != without_password(last):
            self.settings.set(LAST_DATABASE, without_password(last))
        return last

    def open(self, where: str) -> None:
        """Open a register; a fault is a sentence, and the first start offers the ways on."""
        from kvalitet_app.db.store.store import open_store

        try:
            store = open_store(where)
            self._attach(store)
        except KvalitetError as error:
            self.first_start("", error.sentence)

    def _attach(self, store: Store) -> None:
        from kvalitet_app.domain.kalender import idag
        from kvalitet_app.machine.drives import synced_warning
        from kvalitet_app.services.organisation.enheter import list_enheter
        from kvalitet_app.services.organisation.personer import who_am_i
        from kvalitet_app.start.databases import Databases
        from kvalitet_app.ui.page.context import Context, Scope
        from kvalitet_app.ui.page.tasks import Tasks

        self.close_store()
        _sign_in(store)
        self.store = store
        self.tasks = Tasks(self, self.messages.report)
        with store.read() as session:
            me, units = who_am_i(session), list_enheter(session)
        scope = Scope(idag().year, units)
        given = (self.tasks, self.messages, self.settings, scope, me)
        context = Context(*given, self.window.show_page, self.window.status.show_count, Databases(self))
        self.tasks.changed.connect(self._renew_scope)
        self.settings.set(LAST_DATABASE, store.address.kept)
        self.window.attach(context)
        self.attached.emit()
        if not me.uppdrag:
            self.messages.tell(
                "yellow", "Du har inget uppdrag än", "Be administratören ge dig ett under Inställningar → Personer."
            )
        if warning := synced_warning(store.path):
            self.messages.tell("yellow", "Registret ligger i en mapp som synkas", warning)
        if self._upkeep:
            from kvalitet_app.start.upkeep import Upkeep

            self._kept_up = Upkeep(store, context, self.window)

    def _opened(self) -> Store:
        if self.store is None:
            raise RuntimeError("no register is open")
        return self.store

    def read(self) -> AbstractContextManager[Any]:
        """A session that only reads, as the person at work."""
        return self._opened().read()

    def write(self, service: Callable[..., T], **arguments: Any) -> T:  # noqa: ANN401 - a service's own arguments
        """Run a service that writes, as the person at work. Raises TypeError where it carries no verb."""
        return self._opened().write(service, **arguments)

    def require_writable(self) -> None:
        """Raises StorageError when the register cannot be written now."""
        self._opened().require_writable()

    def _renew_scope(self, change: Change, _initiator: object) -> None:
        if (
            change.tables & {"enhet", "uppdrag", "person"}
            and self.window.context is not None
            and self.tasks is not None
        ):
            from kvalitet_app.services.organisation.enheter import list_enheter

            self.window.context.scope.enheter = self.tasks.read(list_enheter)

    def first_start(self, wanted: str, trouble: str = "") -> None:
        """The three ways to begin: never a blank window."""
        from kvalitet_app.ui.register.first_start import StartPage

        self.close_store()
        self.window.detach()
        page = StartPage(Starter(self), wanted=wanted, trouble=trouble)
        self.window.show_alone(page)

    def let_go(self) -> None:
        """Close the register and empty the window: another file is about to lie in its place."""
        self.window.detach()
        self.close_store()

    def close_store(self) -> None:
        """Let go of the register that is open."""
        if self.tasks is not None:
            self.tasks.shutdown()
            self.tasks = None
        if self.store is not None:
            self.store.close()
            self.store = None

    def shutdown(self) -> None:
        """The window closes."""
        self.close_store()
        self.collector.end()

    def _show_bug(self, text: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        self._bug = QMessageBox(QMessageBox.Icon.Warning, "Kvalitet", BUG, QMessageBox.StandardButton.Ok, self.window)
        self._bug.setInformativeText(f"{text}\n\nLoggen ligger i {place.log_folder()}.")
        self._bug.open()


def _sign_in(store: Store) -> None:
    """Let the person of this account be at work in a register; who does not stand in it yet is added."""
    from kvalitet_app.services.register.forsta_start import account_person, sign_in

    konto = account()
    with store.read() as session:
        store.person_id = account_person(session, konto=konto)
    if store.person_id is None:
        store.person_id = store.write(sign_in, konto=konto, namn=account_name())


class Starter:
    """What the first start may do."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.messages = program.messages

    @property
    def account_name(self) -> str:
        """Who sits at the machine."""
        return account_name()

    def _run(self, work: Callable[[Job], object], done: Callable[[object], object]) -> None:
        """Long work before there is a register: its own short-lived thread."""
        from kvalitet_app.ui.page.tasks import Tasks

        self._tasks = Tasks(self._program, self._program.messages.report)
        self._tasks.job(work, done=done)

    def open_example(self) -> None:
        """Make the example municipality if it is not there, and open it."""
        from kvalitet_app.services.register.skapande import make_example

        try:
            target = place.example_database()
        except KvalitetError as error:
            self._program.first_start("", error.sentence)
            return
        if target.exists():
            self._program.open(str(target))
            return
        konto = account()
        self._run(
            lambda job: make_example(target, konto=konto, progress=job.progress),
            lambda _p: self._program.open(str(target)),
        )

    def create(self, ny: NyOrganisation, failed: Callable[[BaseException], object]) -> None:
        """Make a register with one's own organisation, and open it."""
        from dataclasses import replace

        from kvalitet_app.domain.kalender import local, now
        from kvalitet_app.services.register.skapande import make_organisation

        try:
            wanted = place.default_database()
            late = f"kvalitet {local(now()):%Y-%m-%d %H%M%S}.db"
            target = wanted.with_name(late) if wanted.exists() else wanted
            make_organisation(target, ny=replace(ny, konto=account()))
        except KvalitetError as error:
            failed(error)
            return
        self._program.open(str(target))

    def open_existing(self) -> None:
        """Choose a database file."""
        from PySide6.QtWidgets import QFileDialog

        try:
            folder = place.data_folder()
        except KvalitetError:  # where a new register may not lie there may be one to open all the same
            folder = Path.home()
        name, _ = QFileDialog.getOpenFileName(self._program.window, "Öppna databas", str(folder), DATABASES)
        if name:
            self._program.open(name)


def make_application() -> QApplication:
    """Qt, in Swedish and in our type."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyle("Fusion")
    else:  # by name among the arguments: a style that Python holds in its hand costs 6 ms
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName(place.NAME)
    app.setDesktopFileName("kvalitet")
    load_fonts()
    install_swedish(app)
    return app


def run_window(wanted: str | None) -> int:
    """Open the window and stay until it is closed."""
    claim_taskbar()
    app = make_application()
    program = Program(app, wanted=wanted)
    program.messages.install()
    program.window.painted.connect(show_icon)
    program.window.painted.connect(_open_log)
    program.show()
    return app.exec()


def _open_log() -> None:
    """A log that cannot be written stops nobody's work."""
    from kvalitet_app.machine.log import open_log

    with suppress(OSError):
        open_log(place.log_folder())


def measure_start(wanted: str | None, started: float) -> int:
    """Print the milliseconds to the first paint and to the filled register, then quit. `started` is an epoch."""
    from tempfile import TemporaryDirectory

    app = make_application()
    marks: list[float] = []

    def finish() -> None:
        program.window.repaint()
        sys.stdout.write(
            f"första bild {marks[0] * 1000:.0f} ms\nlistan fylld {(time.time() - started) * 1000:.0f} ms\n"
        )
        sys.stdout.flush()
        program.window.close()
        app.quit()

    with TemporaryDirectory() as own:
        settings = Settings(Path(own) / "matning.ini")
        settings.set(PAGE, "avvikelser")
        program = Program(app, wanted=wanted, settings=settings, upkeep=False)
        program.window.painted.connect(lambda: marks.append(time.time() - started))
        program.attached.connect(
            lambda: program.window.page("avvikelser").filled.connect(partial(QTimer.singleShot, 0, finish))
        )
        program.show()
        return app.exec()
