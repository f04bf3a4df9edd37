"""`kontrollera`: is the file whole, the schema ours, the journal unbroken, and does the register agree with it?

Each part tells what it finds and where it has to stop; the next one goes on.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from kvalitet_app.db.base import SEAL, Sealed, seal
from kvalitet_app.db.models import Base, map_all
from kvalitet_app.db.store.engine import storage_error
from kvalitet_app.db.trail.journal import chain_faults
from kvalitet_app.db.trail.replay import replayed_tables, table_faults
from kvalitet_app.db.trail.schema import schema_faults
from kvalitet_app.db.trail.triggers import search_faults

log = logging.getLogger("kvalitet_app")
Look = Callable[[Connection], Iterator[str]]


def faults(connection: Connection, *, anchor: tuple[int, str] | None = None) -> Iterator[str]:
    """Sentences about everything that is not as it should be; none when all is well. Never ends in an error."""
    with _bytes_as_they_are(connection):
        yield from _told(connection, "Filen", file_faults)
        yield from _told(connection, "Schemat", schema_faults)
        yield from _told(connection, "Journalen", partial(chain_faults, anchor=anchor))
        yield from _told(connection, "Registret", _register_faults)
        yield from _told(connection, "Filerna i registret", _attachment_faults)
        yield from _told(connection, "Utkasten", _sealed_faults)
        yield from _told(connection, "Söktexten", search_faults)
        yield from _told(connection, "Sökregistret", _index_faults)


@contextmanager
def _bytes_as_they_are(connection: Connection) -> Iterator[None]:
    """Text that is damaged is read as it stands, so that one such line does not hide the others."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _told(connection: Connection, part: str, look: Look) -> Iterator[str]:
    """What a look at one part finds. Content that is damaged may fail in any way: that is a finding too."""
    inside = connection.begin_nested() if connection.dialect.name != "sqlite" else None
    try:
        yield from look(connection)
    except Exception as error:
        log.info("the check of a part stopped: %s", type(error).__name__)
        known = storage_error(error) if isinstance(error, DBAPIError) else None
        yield f"{part} kan inte läsas till slut: {known.sentence if known else 'innehållet är skadat.'}"
        if inside is not None:
            inside.rollback()


def structure_faults(connection: Connection) -> Iterator[str]:
    """Sentences about the file and the schema alone: quick also where the journal is long."""
    yield from file_faults(connection)
    yield from schema_faults(connection)


def file_faults(connection: Connection) -> Iterator[str]:
    """Sentences about the file itself and rows that point at nothing."""
    if connection.dialect.name != "sqlite":
        return
    told = "\n".join(connection.execute(text("pragma integrity_check(20)")).scalars())
    if told != "ok":
        places = [line for line in told.splitlines() if not line.startswith("***")]
        yield f"Filen är skadad på minst {len(places)} ställen. Återställ en säkerhetskopia."
    for table, row, parent, _ in connection.execute(text("pragma foreign_key_check")):
        yield f"Rad {row} i {table} hänvisar till en rad i {parent} som inte finns."


def _register_faults(connection: Connection) -> Iterator[str]:
    for name in replayed_tables(connection):
        yield from _told(connection, f"Tabellen {name}", partial(table_faults, name=name))


def _attachment_faults(connection: Connection) -> Iterator[str]:
    """Every file is what its hash in the register says."""
    there = set(inspect(connection).get_table_names())
    for query, owner in (
        (
            "SELECT b.namn, b.sha256, i.innehall FROM bilaga b LEFT JOIN bilaga_innehall i ON i.bilaga_id = b.id",
            "bilaga_innehall",
        ),
        ("SELECT namn, sha256, innehall FROM utkastfil", "utkastfil"),
    ):
        if owner not in there:
            continue
        for name, expected, content in connection.exec_driver_sql(query, execution_options={"yield_per": 1}):
            held = content if isinstance(content, bytes) else str(content or "").encode("utf-8", "surrogateescape")
            if hashlib.sha256(held).hexdigest() != expected:
                yield f"Filen {name} stämmer inte med den som sparades."


def _sealed_faults(connection: Connection) -> Iterator[str]:
    """What the journal does not follow carries a checksum of its own."""
    map_all()
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Sealed):
            continue
        table: Any = mapper.local_table
        for row in connection.execute(select(table)).mappings():
            if row[SEAL] != seal(row):
                yield f"En rad i {table.name} är ändrad utanför programmet eller skadad."


def _index_faults(connection: Connection) -> Iterator[str]:
    """SQLite's index of words holds what the search text says. It is asked last, since asking counts as writing."""
    if connection.dialect.name != "sqlite":
        return
    try:
        connection.exec_driver_sql("INSERT INTO sok(sok, rank) VALUES('integrity-check', 1)")
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", None) or ""
        if not name.startswith(("SQLITE_BUSY", "SQLITE_READONLY")):
            yield "Sökregistret är skadat. Återställ en säkerhetskopia."
