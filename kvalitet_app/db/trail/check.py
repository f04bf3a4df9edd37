"""`kontrollera`: is the file whole, the schema ours, the journal unbroken, and does the register agree with it?"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from kvalitet_app.db.models import Base, Bilaga, BilagaInnehall, Handelse, map_all
from kvalitet_app.db.store.engine import storage_error
from kvalitet_app.db.store.revision import HEAD
from kvalitet_app.db.trail.journal import chain_faults
from kvalitet_app.db.trail.triggers import UNJOURNALLED, expected_triggers, trigger_names

COMPARED = 20


def faults(connection: Connection, *, anchor: tuple[int, str] | None = None) -> Iterator[str]:
    """Sentences about everything that is not as it should be; none when all is well."""
    try:
        yield from structure_faults(connection)
        yield from chain_faults(connection, anchor=anchor)
        yield from _register_faults(connection)
        yield from _attachment_faults(connection)
    except DBAPIError as error:  # so damaged that the next question cannot be answered
        known = storage_error(error)
        if known is None:
            raise
        yield known.sentence


def structure_faults(connection: Connection) -> Iterator[str]:
    """Sentences about the file and the schema alone: quick also where the journal is long."""
    yield from file_faults(connection)
    yield from _schema_faults(connection)


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


def _schema_faults(connection: Connection) -> Iterator[str]:
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found != HEAD:
        yield f"Databasen har version {found}, programmet har {HEAD}."
    map_all()
    missing_tables = set(Base.metadata.tables) - set(inspect(connection).get_table_names())
    for table in sorted(missing_tables):
        yield f"Tabellen {table} saknas."
    for name in sorted(expected_triggers(connection) - trigger_names(connection)):
        yield f"Journalens utlösare {name} saknas eller är avstängd."


def _register_faults(connection: Connection) -> Iterator[str]:
    """Replay the journal and compare the newest version of every row with the register."""
    newest = _newest_versions(connection)
    there = set(inspect(connection).get_table_names())
    named = 0
    for name, table in sorted(Base.metadata.tables.items()):
        if name in UNJOURNALLED or "version" not in table.c or name not in there:
            continue
        for row_id, version in connection.execute(select(table.c.id, table.c.version)):
            expected = newest.pop((name, row_id), None)
            if expected != version and named < COMPARED:
                named += 1
                yield f"Rad {row_id} i {name} stämmer inte med journalen."
    for (name, row_id), version in sorted(newest.items()):
        if version is not None and named < COMPARED:
            named += 1
            yield f"Rad {row_id} i {name} finns i journalen men inte i registret."


def _attachment_faults(connection: Connection) -> Iterator[str]:
    """Every file is what its hash in the register says."""
    if "bilaga_innehall" not in inspect(connection).get_table_names():
        return
    kept = connection.execute(
        select(Bilaga.namn, Bilaga.sha256, BilagaInnehall.innehall)
        .outerjoin(BilagaInnehall, BilagaInnehall.bilaga_id == Bilaga.id)
        .execution_options(yield_per=1)
    )
    for name, expected, content in kept:
        if hashlib.sha256(content or b"").hexdigest() != expected:
            yield f"Filen {name} stämmer inte med den som sparades."


def _newest_versions(connection: Connection) -> dict[tuple[str, int], Any]:
    newest: dict[tuple[str, int], Any] = {}
    query = select(Handelse.tabell, Handelse.rad_id, Handelse.op, Handelse.efter).order_by(Handelse.nr)
    for tabell, rad_id, op, efter in connection.execution_options(yield_per=2000).execute(query):
        if op == "delete":
            newest[(tabell, rad_id)] = None
        elif efter is not None and "version" in (values := json.loads(efter)):
            newest[(tabell, rad_id)] = values["version"]
    return newest
