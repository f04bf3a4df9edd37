"""The whole register out and in again, against a raw copy of the same bytes.

The floor of *out*: every row of every table read with a bare cursor, and the very bytes of the ZIP's parts packed
at the same level into a new ZIP on the disk. The floor of *in*: the same parts unpacked with their checksums, and the
same rows copied by SQLite itself into the same tables, indexes and search text, in one transaction.
"""

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.revision import HEAD
from kvalitet_app.db.store.store import Store
from kvalitet_app.db.utbyte.uttag import restore
from kvalitet_app.exchange.uttag.zip_out import LEVEL
from kvalitet_app.services.utbyte.uttag import restore_uttag, write_uttag
from tests.bench.measure import Result, pair

PIECE = 1 << 20
KEPT = ("sokpost_insert", "sokpost_update", "sokpost_delete")


def measure(store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table on the whole register."""
    folder = path.parent
    target, raw, empty, new = (folder / name for name in ("allt.zip", "golv.zip", "tom.db", "ny.db"))

    def out() -> None:
        with store.read() as session:
            write_uttag(session, target=target)

    out()
    size = path.stat().st_size / 1e6
    yield pair(f"hela registret ut som ZIP, {size:.0f} MB", 3, times=3, ours=out, floor=lambda: _out(path, target, raw))
    restore(parse_address(empty), HEAD, lambda _empty: None)
    yield pair(
        f"hela registret in ur ZIP, {size:.0f} MB",
        3,
        times=3,
        after=lambda: new.unlink(missing_ok=True),
        ours=lambda: restore_uttag(target, parse_address(new)),
        floor=lambda: _in(path, target, empty, new),
    )


def _out(register: Path, made: Path, target: Path) -> None:
    connection = sqlite3.connect(f"{register.as_uri()}?mode=ro", uri=True)
    for name in _tables(connection):
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        while cursor.fetchmany(1000):
            pass
    connection.close()
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as copy,
    ):
        for part in source.infolist():
            with source.open(part) as given, copy.open(part.filename, "w", force_zip64=True) as taken:
                while piece := given.read(PIECE):
                    taken.write(piece)


def _in(register: Path, made: Path, empty: Path, target: Path) -> None:
    with zipfile.ZipFile(made) as source:
        for part in source.infolist():
            with source.open(part) as given:
                while given.read(PIECE):
                    pass
    shutil.copy(empty, target)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("ATTACH ? AS gammal", (str(register),))
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'trigger'").fetchall():
        if name not in KEPT:
            connection.execute(f"DROP TRIGGER main.{name}")
    for name in _tables(connection):
        if name != "alembic_version":
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM gammal."{name}"')
    connection.execute("COMMIT")
    connection.close()


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if not name.startswith(("sqlite_", "sok_")) and name != "sok"]
