"""What every page is given: the way to the register, who is at work, and what the window shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.trad import Stracka, Trad
from kvalitet_app.ui.page.messages import Messages
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.page.tasks import Tasks

if TYPE_CHECKING:
    from kvalitet_app.domain.change import Change
    from kvalitet_app.domain.organisation.enheter import EnhetRow, PersonRow
    from kvalitet_app.domain.paper.spridning import Spridning


REPORTED_AFTER = timedelta(days=365)  # how long after a unit has closed something is still told of it


class Scope(QObject):
    """The unit and the year that hold for every page. `enhet_id` 0 means everything one may read."""

    changed = Signal()

    def __init__(self, ar: int, enheter: tuple[EnhetRow, ...] = ()) -> None:
        super().__init__()
        self.enhet_id = 0
        self.ar = ar
        self.enheter = enheter

    @property
    def enheter(self) -> tuple[EnhetRow, ...]:
        """Every unit one may read, closed ones too, in the order of the tree: what is searched and counted."""
        return self._enheter

    @enheter.setter
    def enheter(self, given: tuple[EnhetRow, ...]) -> None:
        self._enheter = given
        self._trad = Trad(Stracka(u.id, u.foralder_id, u.giltig_fran, u.giltig_till) for u in given)

    def offered(self) -> list[EnhetRow]:
        """The units that are open today: what new work is offered on."""
        today = idag()
        return [unit for unit in self.enheter if unit.is_open(today)]

    def reported(self) -> list[EnhetRow]:
        """The units that something new may be told of: open today, or closed so lately that it may have been there."""
        lately = idag() - REPORTED_AFTER
        return [unit for unit in self.enheter if unit.is_open(lately)]

    def filters(self) -> list[tuple[str, object]]:
        """Every unit with its name, and the day it closed: the choices of a filter."""
        today = idag()
        return [(unit.shown(today), unit.id) for unit in self.enheter]

    def units(self) -> frozenset[int] | None:
        """The chosen unit and all that lay below it during the chosen year, closed units too; None for everything."""
        if not self.enhet_id:
            return None
        return self._trad.under(self.enhet_id, date(self.ar, 1, 1), date(self.ar, 12, 31))

    def name(self) -> str:
        """What the chosen unit is called."""
        today = idag()
        return next((unit.shown(today) for unit in self.enheter if unit.id == self.enhet_id), "Hela organisationen")

    def set_enhet(self, enhet_id: int) -> None:
        """Choose a unit."""
        if enhet_id != self.enhet_id:
            self.enhet_id = enhet_id
            self.changed.emit()

    def set_ar(self, ar: int) -> None:
        """Choose a year."""
        if ar != self.ar:
            self.ar = ar
            self.changed.emit()


@dataclass(slots=True)
class Context:
    """Handed to every page. `go` shows another page, optionally with what it is to show there."""

    tasks: Tasks
    messages: Messages
    settings: Settings
    scope: Scope
    person: PersonRow
    go: Callable[..., None]
    show_count: Callable[[str], None]
    database: DatabaseTools
    drafts: dict[str, dict[str, Any] | None] = field(default_factory=dict)  # of forms, by name, as last written
    readers: dict[str, Spridning] = field(default_factory=dict)  # to whom each document in hand may go, by its name


class DatabaseTools(Protocol):
    """What the settings page may do with the database itself; given by the place that wires the program."""

    @property
    def place(self) -> str:
        """Where the data lies, as a person reads it."""

    @property
    def is_file(self) -> bool:
        """Whether copies can be taken here."""

    @property
    def is_fixed(self) -> bool:
        """Whether IT's policy says which database is used."""

    def copies(self) -> list[tuple[str, str, str]]:
        """The copies, newest first: path, when, size."""

    def take_copy(self, progress: Callable[..., None]) -> str:
        """Take a copy; answers its path."""

    def restore(self, path: str) -> None:
        """Put a copy in place; the window starts anew on it."""

    def check(self, progress: Callable[..., None]) -> list[str]:
        """Sentences about everything that is not as it should be."""

    def open_other(self) -> None:
        """Choose another database."""

    def open_file(self, path: str) -> None:
        """Open another database file."""

    def may_copy(self) -> None:
        """Raises AccessError unless the person may take copies."""

    def write_all(self, target: str, progress: Callable[..., None]) -> str:
        """The whole register as one file; answers its SHA-256."""

    def read_all(self, source: str, target: str, progress: Callable[..., None]) -> list[str]:
        """A new database file out of such a file; answers what is wrong with it."""


class Page(QWidget):
    """A page of the window. Pages override what they need. `filled` is told once it shows its rows."""

    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - each page's own words
        """Show what somebody came here for: a record (`rad_id`) or a selection (`urval`)."""

    def refresh(self, change: Change | None = None) -> None:
        """Show what stands in the register now; `change` says what was saved."""

    def new(self) -> None:
        """Ctrl+N."""

    def focus_search(self) -> None:
        """Ctrl+F."""

    def save(self) -> None:
        """Ctrl+S."""

    def print_page(self) -> None:
        """Ctrl+P; a page with nothing to put on paper says where there is something."""
        self.context.messages.tell(
            "accent",
            "Den här sidan skrivs inte ut",
            "Listor, enskilda ärenden, processkartan, mönstren och kvalitetsberättelsen går att skriva ut.",
        )

    def back(self) -> bool:
        """Esc: True when the page went back one step itself."""
        return False

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page is shown."""
        return None

    def leave(self) -> None:
        """The page is about to be hidden, or the window closed: keep what is typed."""
