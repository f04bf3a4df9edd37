"""The store: one open database, and the transactions everything goes through."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Connection, Engine, Executable, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from kvalitet_app.db.models import map_all
from kvalitet_app.db.store.address import Address, parse_address
from kvalitet_app.db.store.engine import IMMEDIATE, open_engine, storage_error
from kvalitet_app.db.trail.journal import Actor, announce
from kvalitet_app.domain.errors import ClashError, StorageError

CLASH = "Någon annan har ändrat posten sedan du öppnade den. Jämför och spara igen."


class Store:
    """An open database. Threads may share it; each transaction has a session of its own."""

    def __init__(self, address: Address, engine: Engine) -> None:
        self.address = address
        self.engine = engine
        self.person_id: int | None = None
        self._known: dict[str, object] = {}
        self._writer = threading.Lock()
        self._read = sessionmaker(engine, expire_on_commit=False, autoflush=False)
        self._write = sessionmaker(engine.execution_options(**IMMEDIATE), expire_on_commit=False)
        event.listen(self._write, "after_begin", _announce)

    @property
    def path(self) -> Path | None:
        """The file, or None on a server."""
        return self.address.path

    @contextmanager
    def transaction(self, verb: str | None) -> Iterator[Session]:
        """A session that commits at the end of the block, or rolls back.

        With `verb` it may write, as the person of this store and one step of the journal; without, it only reads.

        Raises:
            StorageError: disk, lock, network or a damaged file.
            ClashError: somebody else saved the same row first.
        """
        with storage_faults():
            if verb is None:
                with self._read() as session:
                    session.info.update(person_id=self.person_id, steg="", known=self._known)
                    yield session
                    session.rollback()
                self._log_reads(session.info.get("reads", []))
                return
            map_all()
            actor = Actor(self.person_id, verb, str(uuid4()))
            with self._writer, self._write() as session:
                session.info.update(person_id=self.person_id, steg=actor.steg, actor=actor, known=self._known)
                yield session
                session.commit()

    def _log_reads(self, reads: list[tuple[int, str, int]]) -> None:
        """Who opened which protected record: written when the reading is over, since it could not write."""
        if reads:
            map_all()
            from kvalitet_app.db.models import Lasloggrad

            with self._writer, self._write() as session:
                session.add_all(Lasloggrad(person_id=who, tabell=table, rad_id=row) for who, table, row in reads)
                session.commit()

    def require_writable(self) -> None:
        """Try a change of nothing: SQLite says that a file is write protected only when something is written.

        Raises:
            StorageError: the register cannot be written now.
        """
        with self.transaction("prova") as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0"))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _announce(session: Session, _transaction: Any, connection: Connection) -> None:  # noqa: ANN401 - event signature
    announce(connection, session.info.get("actor") or Actor())


@contextmanager
def storage_faults() -> Iterator[None]:
    """Turn what the database says into a sentence, where it is the world's fault."""
    try:
        yield
    except StaleDataError as error:
        raise ClashError(CLASH) from error
    except DBAPIError as error:
        known = storage_error(error)
        if known is None:
            raise
        raise known from error


def open_store(place: str | Path) -> Store:
    """Open a database that exists, of this program's schema version.

    A schema that is older is brought up to date after a verified copy; see `db.migrate`.

    Raises:
        StorageError: not found, foreign, damaged, newer than the program, or on a network share.
    """
    from kvalitet_app.db.migrate import ensure_current

    address = parse_address(place)
    engine = open_engine(address)
    try:
        with storage_faults():
            ensure_current(address, engine)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, StorageError) and (hindrance := _write_protected(address.path, error)):
            raise hindrance from error
        raise
    return Store(address, engine)


def _write_protected(path: Path | None, error: StorageError) -> StorageError | None:
    """Why a file that is there cannot be opened: SQLite keeps its log beside it, and says only that it cannot."""
    from kvalitet_app.db.backup import is_writable

    cause = getattr(error.__cause__, "orig", None)
    is_closed = str(getattr(cause, "sqlite_errorname", "")).startswith("SQLITE_CANTOPEN")
    if not is_closed or path is None or not path.is_file():
        return None
    if is_writable(path):
        return None
    return StorageError(
        f"Mappen {path.parent} är skrivskyddad, och då kan registret inte öppnas. Be IT om skrivrätt till den, eller "
        "kopiera registret till en mapp där du får skriva."
    )


def read_ids(session: Session, query: Executable, values: Mapping[str, object] | None = None) -> array[int]:
    """The ids of a query in its order, as plain machine integers: 100,000 of them are 800 kB."""
    result = session.connection().execute(query, values)
    rows: Iterable[tuple[int]] = cast("Iterable[tuple[int]]", result.cursor)
    return array("q", chain.from_iterable(rows))
