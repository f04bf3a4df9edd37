"""The store: one open database, and the transactions everything goes through."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Engine, Executable, event, text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from kvalitet_app.db.models import map_all
from kvalitet_app.db.store.address import Address, parse_address
from kvalitet_app.db.store.engine import IMMEDIATE, SENTENCES, open_engine, storage_error
from kvalitet_app.db.store.same_file import Watch, head_line, require_own_log
from kvalitet_app.db.store.session import TRACES, Reading, ReadSession, WriteSession
from kvalitet_app.db.store.unsure import Unsure, arrived
from kvalitet_app.db.trail.journal import Actor, announce
from kvalitet_app.domain.errors import ClashError, KvalitetError, RuleError, StorageError
from kvalitet_app.domain.verb import verb_of

P = ParamSpec("P")
T = TypeVar("T")

# How a file whose every part is read at the start may fail when it is damaged: also the words of the fault are.
DAMAGED = (DBAPIError, sqlite3.Error, UnicodeError, ValueError, LookupError, TypeError)
ARRIVED = (
    "Det du sparade nyss kom fram, fast förbindelsen bröts innan svaret kom. Öppna det för att ändra. "
    "Är det här något annat, spara en gång till."
)
TOO_LARGE = "Ett heltal är för stort för registret. Skriv ett mindre tal."
CLASH = "Någon annan har ändrat posten sedan du öppnade den. Jämför och spara igen."


class Store:
    """An open database. Threads may share it; each transaction has a session of its own."""

    def __init__(self, address: Address, engine: Engine) -> None:
        self.address = address
        self.engine = engine
        self.person_id: int | None = None
        self._known: dict[str, object] = {}
        self._unsure: dict[str, Unsure] = {}
        self._writer = threading.Lock()
        self._read = sessionmaker(engine, class_=Reading, expire_on_commit=False, autoflush=False)
        self._write = sessionmaker(engine.execution_options(**IMMEDIATE), class_=WriteSession, expire_on_commit=False)
        self._watch = Watch(address.path) if address.path is not None else None
        event.listen(self._write, "after_begin", self._begun)

    @property
    def path(self) -> Path | None:
        """The file, or None on a server."""
        return self.address.path

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """A session that only reads, as the person of this store. Which protected records it opened is logged after it.

        Raises:
            StorageError: disk, lock, network or a damaged file.
        """
        with storage_faults():
            with self._read() as session:
                session.info.update(person_id=self.person_id, steg="", known=self._known)
                yield session
                session.require_unchanged()
                session.rollback()
            if traces := session.info.get(TRACES):
                with self._writing(Actor(self.person_id)) as writing:
                    _log_traces(writing, traces)

    def write(self, service: Callable[Concatenate[WriteSession, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run a service that writes, in a transaction of its own: one step of the journal under the service's verb.

        Raises:
            TypeError: the service carries no verb.
            StorageError: disk, lock, network or a damaged file.
            ClashError: somebody else saved the same row first.
            RuleError: what was saved the last time arrived although its answer did not, and this is something else.
        """
        key, asked = verb_of(service).key, (arguments, named)
        if (earlier := self._unsure.get(key)) is not None and self._has_arrived(key, earlier, asked):
            found: T = earlier.answer
            return found
        unsure: Unsure | None = None
        try:
            with self.writing(service) as session:
                answer = service(session, *arguments, **named)
                unsure = Unsure(session.info["steg"], asked, answer)
        except BaseException:
            if unsure is not None:  # it was on its way to be confirmed
                self._unsure[key] = unsure
            raise
        return answer

    def _has_arrived(self, key: str, earlier: Unsure, asked: tuple[object, ...]) -> bool:
        """Whether the same was saved the last time; what was made then and is now asked for otherwise is told once."""
        with storage_faults(), self.engine.connect() as connection:
            did = arrived(connection, earlier.steg)
        del self._unsure[key]
        if did and earlier.asked != asked and "insert" in did:
            raise RuleError(ARRIVED)
        return bool(did) and earlier.asked == asked

    @contextmanager
    def writing(self, service: Callable[..., Any]) -> Iterator[WriteSession]:
        """The session that `write` gives a service: it commits at the end of the block, or rolls back.

        Raises:
            TypeError: the service carries no verb.
        """
        verb = verb_of(service)
        with storage_faults(), self._writing(Actor(self.person_id, verb.key, str(uuid4()))) as session:
            session.info.update(person_id=self.person_id, steg=session.info["actor"].steg, known=self._known)
            yield session
            if traces := session.info.get(TRACES):
                _log_traces(session, traces)

    @contextmanager
    def _writing(self, actor: Actor) -> Iterator[WriteSession]:
        """A session whose lines in the journal are the actor's; what the journal does not follow needs no verb."""
        map_all()
        with self._writer, self._write() as session:
            session.info["actor"] = actor
            yield session
            self._confirm(session)

    def _begun(self, session: Session, _transaction: Any, connection: Connection) -> None:  # noqa: ANN401 - event
        announce(connection, session.info.get("actor") or Actor())
        if self._watch is not None and not connection.in_nested_transaction():
            self._watch.begun(connection)

    def _confirm(self, session: WriteSession) -> None:
        """Commit; the file is asked once more, so that nothing is acknowledged that is not there."""
        session.flush()
        if self._watch is None or not session.in_transaction():
            session.commit()
            return
        line = head_line(session.connection())
        session.commit()
        self._watch.saved(line)

    def remember(self) -> None:
        """The journal as it stands now is what this store goes on from: whoever puts another in its place is told."""
        if self._watch is not None:
            with self.engine.connect() as connection, suppress(DBAPIError):  # without a journal `kontrollera` tells
                self._watch.remember(connection)

    def require_writable(self) -> None:
        """Try a change of nothing: SQLite says that a file is write protected only when something is written.

        Raises:
            StorageError: the register cannot be written now.
        """
        with storage_faults(), self._writing(Actor()) as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0"))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _log_traces(session: WriteSession, traces: list[tuple[int, str, int]]) -> None:
    """Who opened which protected record."""
    from kvalitet_app.db.models import Lasloggrad

    session.add_all(Lasloggrad(person_id=who, tabell=table, rad_id=row) for who, table, row in traces)


@contextmanager
def storage_faults() -> Iterator[None]:
    """Turn what the database says into a sentence, where it is the world's fault."""
    try:
        yield
    except StaleDataError as error:
        raise ClashError(CLASH) from error
    except UnicodeDecodeError as error:  # SQLite's own words about a damaged file may be damaged
        raise StorageError(SENTENCES["SQLITE_CORRUPT"]) from error
    except OverflowError as error:
        raise RuleError(TOO_LARGE) from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == "22003":
            raise RuleError(TOO_LARGE) from error
        known = storage_error(error)
        if known is None:
            raise
        raise known from error
    except StatementError as error:  # what a column refuses before the statement is sent
        if isinstance(error.orig, KvalitetError):
            raise error.orig from error
        raise


def open_store(place: str | Path) -> Store:
    """Open a database that exists, of this program's schema version.

    A schema that is older is brought up to date after a verified copy; see `db.migrate`.

    Raises:
        StorageError: not found, foreign, damaged, newer than the program, or on a network share.
    """
    from kvalitet_app.db.migrate import ensure_current

    address = parse_address(place)
    if address.path is not None:
        require_own_log(address.path)
    engine = open_engine(address)
    store = Store(address, engine)
    try:
        with storage_faults():
            ensure_current(address, engine)
            store.remember()
    except BaseException as error:
        engine.dispose()
        if address.is_file and isinstance(error, DAMAGED):
            raise StorageError(SENTENCES["SQLITE_CORRUPT"]) from error
        if isinstance(error, StorageError) and (hindrance := _write_protected(address.path, error)):
            raise hindrance from error
        raise
    return store


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


def in_order(columns: Sequence[ColumnElement[Any]], *, fallande: bool) -> list[ColumnElement[Any]]:
    """The columns that a list is sorted by, either way; the last makes the order the same each time."""
    return [column.desc() for column in columns] if fallande else list(columns)


def read_ids(session: ReadSession, query: Executable, values: Mapping[str, object] | None = None) -> array[int]:
    """The ids of a query in its order, as plain machine integers: 100,000 of them are 800 kB."""
    result = session.connection().execute(query, values)
    rows: Iterable[tuple[int]] = cast("Iterable[tuple[int]]", result.cursor)
    return array("q", chain.from_iterable(rows))
