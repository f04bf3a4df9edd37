"""Engines for both stores, and what their errors mean in Swedish."""

import sqlite3
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from kvalitet_app.db.store.address import Address
from kvalitet_app.db.store.same_file import OPENED, connect, opened_files
from kvalitet_app.db.trail.journal import CONTEXT, Actor, register_functions
from kvalitet_app.domain.errors import StorageError

BUSY_MS = 5000
IMMEDIATE = {"sqlite_begin": "IMMEDIATE"}
PRAGMAS: tuple[str, ...] = ("synchronous=full", f"busy_timeout={BUSY_MS}", "foreign_keys=on", "trusted_schema=on")

# As sqlite3's own way of writing a day and a moment, which Python 3.12 and later warn of before they take it away.
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_adapter(datetime, lambda moment: moment.isoformat(" "))


def open_engine(address: Address) -> Engine:
    """An engine with our pragmas, our BEGIN and the journal's functions. Nothing is connected yet.

    Raises:
        StorageError: the server's address cannot be understood.
    """
    if address.path is None:
        try:
            return create_engine(address.url, pool_pre_ping=True, hide_parameters=True)
        except (ArgumentError, ValueError) as error:
            raise StorageError("Adressen går inte att tolka. Skriv postgresql://namn@server/databas.") from error
    path, first = address.path, list[tuple[int, int]]()
    engine = create_engine("sqlite://", creator=lambda: connect(path, first), poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "connect", partial(_prepare_sqlite, path))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(path: Path, connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    actor = Actor()
    record.info[CONTEXT] = actor
    register_functions(connection, actor)
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
    connection.execute("pragma schema_version").fetchone()  # opens the log, so that it is known which one that is
    record.info[OPENED] = opened_files(path)


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    driver: Any = connection.connection.dbapi_connection  # past SQLAlchemy's own bookkeeping: every list begins here
    try:
        driver.execute(f"BEGIN {kind}")
    except sqlite3.Error as error:
        raise OperationalError(f"BEGIN {kind}", None, error) from error


# How libpq says that it reached the server and was turned away; there is no code for it.
REFUSED = ("authentication failed", "no password supplied", "no pg_hba.conf entry", "GSSAPI")
SENTENCES = {
    "SQLITE_FULL": "Disken är full, och det sista är inte sparat. Frigör utrymme och försök igen.",
    "SQLITE_READONLY": "Databasen är skrivskyddad, så det går bara att läsa. Be IT om skrivrätt till mappen.",
    "SQLITE_CANTOPEN": "Databasen kan inte öppnas. Kontrollera att mappen finns och att du får läsa och skriva i den.",
    "SQLITE_BUSY": "Någon annan sparar just nu. Vänta en liten stund och försök igen.",
    "SQLITE_LOCKED": "Någon annan sparar just nu. Vänta en liten stund och försök igen.",
    "SQLITE_CORRUPT": "Databasen är skadad. Återställ en säkerhetskopia under Inställningar → Säkerhetskopior.",
    "SQLITE_NOTADB": "Filen är inte en databas från Kvalitet.",
    "SQLITE_IOERR": "Disken svarar inte som den ska. Kontrollera att den är ansluten och inte full, och försök igen.",
}


def storage_error(error: DBAPIError) -> StorageError | None:
    """The world's fault as a sentence, or None when the fault is ours."""
    original = error.orig
    name = getattr(original, "sqlite_errorname", None) or ""
    for start, sentence in SENTENCES.items():
        if name.startswith(start):
            return StorageError(sentence)
    if isinstance(original, sqlite3.OperationalError) and str(original).startswith("no such table"):
        return StorageError(SENTENCES["SQLITE_CORRUPT"])
    if isinstance(original, sqlite3.DatabaseError):
        return StorageError(SENTENCES["SQLITE_CORRUPT"]) if "decode to UTF-8" in str(original) else None
    if isinstance(error, OperationalError) and any(word in str(original) for word in REFUSED):
        return StorageError(
            "Databasservern godtog inte kontot eller lösenordet. Kontrollera adressen, eller be IT om hjälp. Lösenord "
            "sparas inte i Kvalitet, utan i filen pgpass eller hos systemet."
        )
    if error.connection_invalidated or (isinstance(error, OperationalError) and _is_connection_fault(original)):
        return StorageError(
            "Databasservern svarar inte. Kontrollera nätverket och försök igen. Det du skrev finns kvar."
        )
    return None


def _is_connection_fault(original: BaseException | None) -> bool:
    state = getattr(original, "sqlstate", None)
    return state is None or state.startswith(("08", "57", "53"))
