"""The tables of a register as they stand, out of one store and into an empty one, value by value.

Values are plain: text, numbers, bytes and nothing; days, moments and yes or no have one form in both stores, so that
a register can leave SQLite and come back in PostgreSQL. Search text is not taken along: it is made anew.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy import types as sql
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from kvalitet_app.db.migrate import mark_as_ours, upgrade_connection
from kvalitet_app.db.store.address import Address
from kvalitet_app.db.store.engine import IMMEDIATE, open_engine
from kvalitet_app.db.store.revision import HEAD, is_known
from kvalitet_app.db.store.same_file import head_line
from kvalitet_app.db.store.store import storage_faults
from kvalitet_app.db.trail.triggers import drop_triggers, fill_all_search, make_triggers
from kvalitet_app.domain.errors import InputError, StorageError
from kvalitet_app.domain.utbyte.uttag import ROWS_A_BATCH, Kolumn, Rad, Slag, Tabell
from kvalitet_app.machine.drives import refuse_synced
from kvalitet_app.machine.files import private_file, private_folder, rename_whole, storage_errors
from kvalitet_app.machine.leftovers import noted

LEFT_OUT = frozenset({"alembic_version", "sokpost"})
# Every reference is looked over at the end, and 64 MB of pages at hand spare the disk while indexes grow.
ROOMY = ("foreign_keys=off", "cache_size=-65536")
Batches = Iterator[list[Rad]]
WRONG = "Uttaget är skadat eller ändrat: raderna i tabellen {} går inte att lägga in. Ingenting är sparat."

_KINDS: tuple[tuple[type[Any], Slag], ...] = (
    (sql.Boolean, Slag.JA_NEJ),
    (sql.Integer, Slag.HELTAL),
    (sql.DateTime, Slag.TIDPUNKT),
    (sql.Date, Slag.DATUM),
    (sql.Float, Slag.TAL),
    (sql.Numeric, Slag.TAL),
    (sql.LargeBinary, Slag.FIL),
    (sql.String, Slag.TEXT),
)
_FILE_NAMES = {
    "utkastfil": "'utkast/' || t.namn",
    "bilaga_innehall": "(SELECT CASE "
    "WHEN b.avvikelse_id IS NOT NULL THEN (SELECT 'avvikelse ' || a.ar || '-' || a.nr FROM avvikelse a "
    "WHERE a.id = b.avvikelse_id) "
    "WHEN b.lex_sarah_arende_id IS NOT NULL THEN (SELECT 'lex Sarah ' || x.beteckning FROM lex_sarah_arende x "
    "WHERE x.id = b.lex_sarah_arende_id) "
    "ELSE 'synpunkt ' || coalesce(b.synpunkt_id, 0) END || '/' || b.namn FROM bilaga b WHERE b.id = t.bilaga_id)",
}
_POSTGRES_OUT = {
    Slag.JA_NEJ: 't."{}"::int',
    Slag.DATUM: "to_char(t.\"{}\", 'YYYY-MM-DD')",
    Slag.TIDPUNKT: "to_char(t.\"{}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_SQLITE_FORM = {Slag.DATUM: "[0-9]" * 4 + "-[0-9][0-9]-[0-9][0-9]"}
_SQLITE_FORM[Slag.TIDPUNKT] = _SQLITE_FORM[Slag.DATUM] + " [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*"


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One state of the register, while others go on writing."""
    with storage_faults(), engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def revision(connection: Connection) -> str:
    """The version of the schema that stands in the database."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def tables(connection: Connection) -> tuple[Tabell, ...]:
    """Every table of the register that is taken along, with its columns."""
    inspector = inspect(connection)
    names = sorted(inspector.get_table_names())
    return tuple(_table(inspector, name) for name in names if name not in LEFT_OUT and not _is_index(name))


def _is_index(name: str) -> bool:
    return name == "sok" or name.startswith(("sok_", "sqlite_"))


def _table(inspector: Any, name: str) -> Tabell:  # noqa: ANN401 - SQLAlchemy's inspector
    keys = frozenset(inspector.get_pk_constraint(name)["constrained_columns"])
    foreign = sorted(inspector.get_foreign_keys(name), key=lambda key: -len(key["constrained_columns"]))
    points = {column: key["referred_table"] for key in foreign for column in key["constrained_columns"]}
    return Tabell(
        name,
        tuple(
            Kolumn(c["name"], _kind(c["type"]), bool(c["nullable"]), c["name"] in keys, points.get(c["name"], ""))
            for c in inspector.get_columns(name)
        ),
    )


def _kind(stored: object) -> Slag:
    return next(slag for kind, slag in _KINDS if isinstance(stored, kind))


def count(connection: Connection, tabell: Tabell) -> int:
    """How many rows there are."""
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{tabell.namn}"').scalar_one())


def rows(connection: Connection, tabell: Tabell) -> Batches:
    """The rows by their key, some at a time. Where there are files, each row ends with the file's readable name."""
    postgres = connection.dialect.name != "sqlite"
    forms = [(_POSTGRES_OUT.get(k.slag) if postgres else None) or 't."{}"' for k in tabell.kolumner]
    values = [form.format(k.namn) for form, k in zip(forms, tabell.kolumner, strict=True)]
    if tabell.file_column is not None:
        values.append(_FILE_NAMES.get(tabell.namn, "''"))
    key = ", ".join(f't."{k.namn}"' for k in tabell.kolumner if k.nyckel)
    query = f'SELECT {", ".join(values)} FROM "{tabell.namn}" AS t ORDER BY {key}'
    size = ROWS_A_BATCH if tabell.file_column is None else 1
    driver: Any = connection.connection.driver_connection  # past SQLAlchemy, which takes a first row for itself
    cursor = driver.cursor(f"uttag_{tabell.namn}") if postgres else driver.cursor()
    try:
        cursor.execute(query)
        while found := cursor.fetchmany(size):
            yield found
    finally:
        cursor.close()


Fill = Callable[["Empty"], object]


class Empty:
    """An empty register of one version of the schema, open for rows to be laid in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.tabeller = tables(connection)
        self._check: list[tuple[str, str, str]] = []

    def lay_in(self, tabell: Tabell, batches: Iterable[list[Rad]]) -> int:
        """Put the rows of a table in; answers how many.

        Raises:
            InputError: a value is not of its column's kind, or the rows are at odds with each other.
        """
        try:
            if self._connection.dialect.name != "sqlite":
                return self._copy(tabell, batches)
            return self._insert(tabell, batches)
        except (DataError, IntegrityError, ProgrammingError, ValueError, OverflowError) as error:
            raise InputError(WRONG.format(tabell.namn)) from error

    def newest_line(self) -> tuple[int, str]:
        """The number and hash of the last line of the journal that was laid in."""
        line = head_line(self._connection)
        return line.nr, line.hash

    def _insert(self, tabell: Tabell, batches: Iterable[list[Rad]]) -> int:
        names = ", ".join(f'"{k.namn}"' for k in tabell.kolumner)
        marks = ", ".join("?" for _ in tabell.kolumner)
        done = 0
        for batch in batches:
            self._connection.exec_driver_sql(f'INSERT INTO "{tabell.namn}"({names}) VALUES ({marks})', batch)
            done += len(batch)
        dated = [(k.namn, form) for k in tabell.kolumner if (form := _SQLITE_FORM.get(k.slag))]
        if dated:
            wrong = " OR ".join(f"\"{name}\" NOT GLOB '{form}'" for name, form in dated)
            if self._connection.exec_driver_sql(f'SELECT 1 FROM "{tabell.namn}" WHERE {wrong} LIMIT 1').first():
                raise ValueError(tabell.namn)
        return done

    def _copy(self, tabell: Tabell, batches: Iterable[list[Rad]]) -> int:
        import psycopg

        names = ", ".join(f'"{k.namn}"' for k in tabell.kolumner)
        driver: Any = self._connection.connection.driver_connection
        done = 0
        try:
            with driver.cursor() as cursor, cursor.copy(f'COPY "{tabell.namn}"({names}) FROM STDIN') as copy:
                for batch in batches:
                    for row in batch:
                        copy.write_row(row)
                    done += len(batch)
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise ValueError(tabell.namn) from error
        return done


def restore(address: Address, schema: str, fill: Fill) -> None:
    """Make a register in an empty place, let `fill` lay the rows in, bring it up to date; whole or not at all.

    Raises:
        StorageError: there is something in the place already, or it cannot be written.
        InputError: the schema is newer than this program's, or the rows do not belong together.
    """
    if not is_known(schema):
        raise InputError("Uttaget är gjort med en nyare version av Kvalitet. Uppdatera programmet och läs in det igen.")
    if address.path is None:
        _restore_in(address, schema, fill)
        return
    target = address.path
    refuse_synced(target)
    refuse_filled(address)
    making = target.with_name(f".{target.name}.gors")
    try:
        with storage_errors(target):
            private_folder(target.parent)
            _discard(making)
            private_file(making)
        with noted(making):
            _restore_in(Address(f"sqlite:///{making}", making), schema, fill)
            with storage_errors(target):
                rename_whole(making, target)
    finally:
        with storage_errors(target):
            _discard(making)


def refuse_filled(address: Address) -> None:
    """Raises StorageError unless the place is empty: no file or an empty one, a server without tables."""
    if address.path is not None:
        if address.path.exists() and (not address.path.is_file() or address.path.stat().st_size):
            raise StorageError(f"{address.path} finns redan. Ett uttag läses bara in i en tom databas.")
        return
    engine = open_engine(address)
    try:
        with storage_faults(), engine.connect() as connection:
            _refuse_tables(connection, address)
    finally:
        engine.dispose()


def _refuse_tables(connection: Connection, address: Address) -> None:
    if inspect(connection).get_table_names():
        raise StorageError(f"I {address.shown} finns redan tabeller. Ett uttag läses bara in i en tom databas.")


def _discard(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _restore_in(address: Address, schema: str, fill: Fill) -> None:
    engine = open_engine(address)
    try:
        with storage_faults():
            with engine.execution_options(**IMMEDIATE).connect() as connection:
                if address.path is not None:
                    driver: Any = connection.connection.driver_connection
                    for pragma in ROOMY:
                        driver.execute(f"pragma {pragma}")
                with connection.begin():
                    _refuse_tables(connection, address)
                    _fill(connection, schema, fill)
            if address.path is not None:
                with engine.connect() as connection:
                    connection.exec_driver_sql("commit")
                    connection.exec_driver_sql("pragma journal_mode=wal")
                    connection.exec_driver_sql("begin")
    finally:
        engine.dispose()


def _fill(connection: Connection, schema: str, fill: Fill) -> None:
    sqlite = connection.dialect.name == "sqlite"
    upgrade_connection(connection, schema)
    empty = Empty(connection)
    drop_triggers(connection)
    if not sqlite:
        connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")
    keys = [] if sqlite else _loosen(connection)
    for tabell in empty.tabeller:  # what the migrations themselves put there comes with the rows
        connection.exec_driver_sql(f'DELETE FROM "{tabell.namn}"')
    fill(empty)
    _fasten(connection, keys)
    make_triggers(connection)
    fill_all_search(connection)
    if schema != HEAD:
        upgrade_connection(connection, HEAD)
    mark_as_ours(connection)


def _loosen(connection: Connection) -> list[str]:
    """Take the foreign keys of a server's tables away; answers what puts them back, which checks every row."""
    found = connection.exec_driver_sql(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname"
    ).all()
    for table, name, _ in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {said}" for table, name, said in found]


def _fasten(connection: Connection, keys: list[str]) -> None:
    """Every row points at one that is there, and the next number is past the highest one."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("pragma foreign_key_check").first()
        if lost is not None:
            raise InputError(WRONG.format(lost[0]))
        return
    try:
        for statement in keys:
            connection.exec_driver_sql(statement)
    except IntegrityError as error:
        raise InputError("Uttaget är skadat eller ändrat: rader hänvisar till andra som inte finns.") from error
    numbered = connection.exec_driver_sql(
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
        "FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    ).all()
    for table, column, sequence in numbered:
        connection.exec_driver_sql(
            f'SELECT setval(\'{sequence}\', greatest(coalesce(max("{column}"), 1), 1), max("{column}") IS NOT NULL) '
            f'FROM "{table}"'
        )


def file_rows(connection: Connection) -> Iterator[Any]:
    """Each file that is taken along: `tabell`, `nyckel`, readable `plats`, `storlek` and `sha256`."""
    found = set(inspect(connection).get_table_names())
    parts = {
        "bilaga_innehall": f"SELECT 'bilaga_innehall' AS tabell, t.bilaga_id AS nyckel, "
        f"{_FILE_NAMES['bilaga_innehall']} AS plats, f.storlek, f.sha256 "
        "FROM bilaga_innehall t JOIN bilaga f ON f.id = t.bilaga_id",
        "utkastfil": f"SELECT 'utkastfil' AS tabell, t.id AS nyckel, {_FILE_NAMES['utkastfil']} AS plats, t.storlek, "
        "t.sha256 FROM utkastfil t",
    }
    query = " UNION ALL ".join(sql for table, sql in parts.items() if table in found)
    if query:
        yield from connection.execution_options(yield_per=500).execute(text(query))
