"""The journal played over again, column by column, against the rows that stand in the register."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Connection, DateTime, Float, Integer, Table, inspect
from sqlalchemy.types import TypeEngine

from kvalitet_app.db.models import Base, map_all
from kvalitet_app.db.trail.triggers import DERIVED, journalled_columns
from kvalitet_app.domain.text import clean, sort_key

NAMED = 20
A_BATCH = {"yield_per": 2000}
CUT = 200
_SQLITE_MOMENT = len("2026-11-24 00:21:05.128000")
Row = dict[str, Any]


def replayed_tables(connection: Connection) -> list[str]:
    """The tables that the journal follows."""
    map_all()
    return [name for name in journalled_columns(connection) if name in Base.metadata.tables]


def table_faults(connection: Connection, name: str) -> Iterator[str]:
    """Sentences about the rows of a table that are not what the journal says they became; never their content."""
    told = 0
    for sentence in _row_faults(connection, name):
        told += 1
        if told <= NAMED:
            yield sentence
    if told > NAMED:
        yield f"Ytterligare {told - NAMED} rader i {name} stämmer inte med journalen."


def _row_faults(connection: Connection, name: str) -> Iterator[str]:
    expected: dict[int, Row] = {}
    unknown: dict[int, int] = {}
    for nr, row_id, op, efter in _lines(connection, name):
        if op == "delete":
            expected.pop(row_id, None)
            unknown.pop(row_id, None)
            continue
        became = _object(efter)
        if became is None:
            unknown[row_id] = nr
        else:
            expected.setdefault(row_id, {}).update(became)
    table, defaults = Base.metadata.tables[name], _defaults(connection, name)
    sqlite = connection.dialect.name == "sqlite"
    for row_id, row in _rows(connection, name):
        known = expected.pop(row_id, None)
        if row_id in unknown:
            yield f"Rad {row_id} i {name} kan inte jämföras: journalens rad {unknown.pop(row_id)} är tom eller skadad."
        elif known is None:
            yield f"Rad {row_id} i {name} stämmer inte med journalen: den finns inte där."
        elif wrong := _different(table, row, {**defaults, **known}, sqlite=sqlite):
            yield f"Rad {row_id} i {name} stämmer inte med journalen: {', '.join(wrong)}."
    for row_id in sorted(expected):
        yield f"Rad {row_id} i {name} finns i journalen men inte i registret."


def _lines(connection: Connection, name: str) -> Iterator[Any]:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    query = f"SELECT nr, rad_id, op, efter FROM handelse WHERE tabell = {mark} ORDER BY nr"
    yield from connection.exec_driver_sql(query, (name,), execution_options=A_BATCH)


def _object(stored: str | None) -> Row | None:
    try:
        found = json.loads(stored or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _rows(connection: Connection, name: str) -> Iterator[tuple[int, Row]]:
    """The rows as they stand, whatever a column holds."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(f'SELECT * FROM "{name}"', execution_options=A_BATCH)
        names = list(found.keys())
        at = names.index("id")
        for row in found:
            yield row[at], dict(zip(names, row, strict=True))
        return
    query = f'SELECT t.id, to_jsonb(t)::text FROM "{name}" AS t'
    for row_id, stored in connection.exec_driver_sql(query, execution_options=A_BATCH):
        yield row_id, _object(stored) or {}


def _defaults(connection: Connection, name: str) -> Row:
    """What a row has in a column that came with a later version of the program: that is not told of in the journal."""
    found: Row = {}
    for column in inspect(connection).get_columns(name):
        default = column.get("default")
        is_plain = default is not None and "nextval" not in default
        value = connection.exec_driver_sql(f"SELECT {default}").scalar() if is_plain else None
        is_number = isinstance(column["type"], Boolean | Integer)
        found[str(column["name"])] = int(value) if is_number and isinstance(value, str) else value
    return found


def _different(table: Table, row: Row, known: Row, *, sqlite: bool) -> list[str]:
    wrong: list[str] = []
    for name, value in row.items():
        then = known.get(name)
        if value == then and type(value) is type(then):
            continue
        if name.endswith(DERIVED):
            same = _is_key(value, row.get(name.removesuffix(DERIVED)))
        else:
            same = name not in table.c or _is_same(table.c[name].type, value, then, sqlite=sqlite)
        if not same:
            wrong.append(name)
    return wrong


def _is_key(key: object, value: object) -> bool:
    """Whether a key of order is that of its text. An older one may hold characters that the text has lost."""
    if not isinstance(key, str) or not isinstance(value, str | None):
        return False
    expected, plain = sort_key(value or ""), clean(key)
    return plain == expected or (len(key) == CUT and expected.startswith(plain))


def _is_same(kind: TypeEngine[Any], value: object, known: object, *, sqlite: bool) -> bool:
    """Whether two values are one, though one store has written the journal and another holds the row."""
    if value is None or known is None:
        return False
    kind = getattr(kind, "impl_instance", kind)
    if isinstance(kind, Boolean):
        return value in (0, 1) and known in (0, 1) and bool(value) is bool(known)
    if isinstance(kind, Integer | Float):
        numbers = isinstance(value, int | float) and isinstance(known, int | float)
        return numbers and f"{value:.15g}" == f"{known:.15g}"  # as many digits as SQLite's JSON tells
    if isinstance(kind, DateTime) and isinstance(value, str) and isinstance(known, str):
        if sqlite and (len(value) != _SQLITE_MOMENT or value[10] != " "):
            return False
        return _moment(value) == _moment(known)
    return False


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
