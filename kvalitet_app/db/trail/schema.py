"""Whether the tables, triggers and functions in the database are ours: their text is compared, not their names."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from kvalitet_app.db.models import Base, map_all
from kvalitet_app.db.store.revision import HEAD
from kvalitet_app.db.trail.triggers import SQLITE_INDEX, trigger_statements

_TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
_FUNCTION = re.compile(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL)


def schema_faults(connection: Connection) -> Iterator[str]:
    """Sentences about everything in the schema that is not as this program makes it."""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found != HEAD:
        yield f"Databasen har version {found}, programmet har {HEAD}."
    yield from _table_faults(connection)
    if connection.dialect.name == "sqlite":
        yield from _sqlite_faults(connection)
    else:
        yield from _postgres_faults(connection)


def _table_faults(connection: Connection) -> Iterator[str]:
    map_all()
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    for name, table in sorted(Base.metadata.tables.items()):
        if name not in there:
            yield f"Tabellen {name} saknas."
            continue
        missing = {c.name for c in table.columns} - {str(c["name"]) for c in inspector.get_columns(name)}
        for column in sorted(missing):
            yield f"Kolumnen {column} i {name} saknas."
        known = {str(index["name"]) for index in inspector.get_indexes(name)}
        for index in sorted({str(i.name) for i in table.indexes} - known):
            yield f"Indexet {index} saknas."


def _sqlite_faults(connection: Connection) -> Iterator[str]:
    ours = [*trigger_statements(connection), *SQLITE_INDEX]
    expected = {match[1]: sql for sql in ours if (match := _TRIGGER.match(sql))}
    found = {
        str(name): str(sql)
        for name, sql in connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    }
    yield from _differences(expected, found)


def _differences(expected: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    for name, sql in sorted(expected.items()):
        if name not in found:
            yield f"Journalens utlösare {name} saknas eller är avstängd."
        elif _words(found[name]) != _words(sql):
            yield f"Journalens utlösare {name} är ändrad."
    for name in sorted(set(found) - set(expected)):
        yield f"Utlösaren {name} är inte programmets."


def _words(sql: str) -> list[str]:
    return sql.split()


def _postgres_faults(connection: Connection) -> Iterator[str]:
    ours = [sql.replace("%%", "%") for sql in trigger_statements(connection)]
    functions = {match[1]: (match[2], "SECURITY DEFINER" in sql) for sql in ours if (match := _FUNCTION.search(sql))}
    found = {
        row.proname: (row.prosrc, row.prosecdef, row.proconfig)
        for row in connection.execute(
            text(
                "SELECT proname, prosrc, prosecdef, proconfig FROM pg_proc "
                "WHERE pronamespace = current_schema()::regnamespace AND proname = ANY(:names)"
            ),
            {"names": sorted(functions)},
        )
    }
    for name, (body, definer) in sorted(functions.items()):
        if name not in found:
            yield f"Journalens funktion {name} saknas."
        elif found[name][:2] != (body, definer) or bool(found[name][2]) != definer:
            yield f"Journalens funktion {name} är ändrad."
    expected = {match[1]: _loose(sql) for sql in ours if (match := _TRIGGER.match(sql))}
    standing = {
        str(row.tgname): _loose(row.said)
        for row in connection.execute(
            text(
                "SELECT tgname, pg_get_triggerdef(t.oid) AS said "
                "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
                "AND relnamespace = current_schema()::regnamespace"
            )
        )
    }
    yield from _differences(expected, standing)


def _loose(sql: str) -> str:
    """A trigger in an order of words that the server and we have in common."""
    return " ".join(sorted(sql.replace('"', "").replace(",", " ").replace(" public.", " ").split()))
