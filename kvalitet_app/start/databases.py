"""What the settings page may do with the database itself: copies, everything out and in, check, another one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kvalitet_app.domain.errors import KvalitetError

if TYPE_CHECKING:
    from kvalitet_app.db.store.store import Store


class Holder(Protocol):
    """Who holds the register that is open: what is needed of the program here."""

    store: Store | None

    def read(self) -> AbstractContextManager[Any]:
        """A transaction that only reads."""

    def let_go(self) -> None:
        """Close the register and empty the window."""

    def open(self, where: str) -> None:
        """Open a register."""

    def first_start(self, wanted: str, trouble: str = "") -> None:
        """Offer the ways to begin."""


class Databases:
    """What the settings page may do with the database itself."""

    def __init__(self, program: Holder) -> None:
        self._program = program

    @property
    def place(self) -> str:
        """Where the data lies."""
        return self._program.store.address.shown if self._program.store is not None else ""

    @property
    def is_file(self) -> bool:
        """Whether copies can be taken here."""
        return self._program.store is not None and self._program.store.path is not None

    def _allowed_path(self) -> Path:
        from kvalitet_app.services.access.rights import require_copies

        with self._program.read() as session:
            require_copies(session)
        return self._path()

    def _path(self) -> Path:
        if self._program.store is None or self._program.store.path is None:
            raise KvalitetError("Säkerhetskopior av en databasserver tas av IT.")
        return self._program.store.path

    def copies(self) -> list[tuple[str, str, str]]:
        """Path, when and size of each copy, newest first."""
        from kvalitet_app.db.backup import list_copies

        found = list_copies(self._path())
        return [
            (str(c.path), f"{c.tagen:%Y-%m-%d %H:%M}", f"{c.storlek / 1e6:.1f} MB".replace(".", ",")) for c in found
        ]

    def take_copy(self, progress: Callable[..., None]) -> str:
        """Take a verified copy now."""
        from kvalitet_app.db.backup import take_copy
        from kvalitet_app.domain.kalender import local, now
        from kvalitet_app.domain.utbyte.vagar import VagUt
        from kvalitet_app.services.access.ways_out import note_way_out

        path = self._allowed_path()
        with self._program.read() as session:
            note_way_out(session, VagUt.KOPIA)
        return str(take_copy(path, local(now()), progress=progress))

    def restore(self, path: str) -> None:
        """Put a copy in place and open it."""
        from kvalitet_app.db.backup import restore_copy, verify_copy
        from kvalitet_app.domain.kalender import local, now

        database = self._allowed_path()
        verify_copy(Path(path))
        self._program.let_go()
        try:
            restore_copy(Path(path), database, local(now()))
        finally:
            self._program.open(str(database))

    def check(self, progress: Callable[..., None]) -> list[str]:
        """Everything that is not as it should be."""
        from kvalitet_app.db.trail.check import faults

        progress(0, 1, "Läser registret")
        if self._program.store is None:
            return []
        with self._program.store.engine.connect() as connection:
            return list(faults(connection))

    @property
    def is_fixed(self) -> bool:
        """Whether IT's policy says which database is used."""
        from kvalitet_app.machine.policy import is_fixed

        return is_fixed()

    def open_other(self) -> None:
        """Choose another database, or begin anew."""
        self._program.first_start("")

    def write_all(self, target: str, progress: Callable[..., None]) -> str:
        """The whole register as one file that can be read without us; answers its SHA-256."""
        from kvalitet_app.services.utbyte.uttag import issue_uttag

        store = self._program.store
        if store is None:
            raise RuntimeError("no register is open")
        return issue_uttag(store, target=Path(target), progress=progress)

    def read_all(self, source: str, target: str, progress: Callable[..., None]) -> list[str]:
        """A new database file out of such a file; answers what is wrong with it."""
        from kvalitet_app.db.store.address import parse_address
        from kvalitet_app.db.store.store import open_store
        from kvalitet_app.db.trail.check import faults
        from kvalitet_app.services.utbyte.uttag import restore_uttag

        restore_uttag(Path(source), parse_address(target), progress=progress)
        store = open_store(target)
        try:
            with store.engine.connect() as connection:
                return list(faults(connection))
        finally:
            store.close()

    def may_copy(self) -> None:
        """Raises AccessError unless the person may take copies."""
        from kvalitet_app.services.access.rights import require_copies

        with self._program.read() as session:
            require_copies(session)

    def open_file(self, path: str) -> None:
        """Open another database file."""
        self._program.open(path)
