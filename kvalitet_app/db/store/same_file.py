"""That the file under a register's name is still the one that was opened: asked before and after every write.

SQLite asks nobody: a file that was renamed over, deleted or overwritten goes on taking saves, which nobody finds
again. Three things are looked at: which files the connection has open, what the register's own file says without its
log, and whether the newest line of the journal that this store knows still stands there.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from kvalitet_app.db.store.last_row import last_row
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.files import storage_errors

APPLICATION_ID = 0x4B56414C
OPENED = "kvalitet files"
BESIDE = ("-wal", "-shm")
TRIES, PAUSE = 5, 0.02
_HEAD = "SELECT nr, hash FROM handelse ORDER BY nr DESC LIMIT 1"

Files = tuple["tuple[int, int] | None", ...]


class Line(NamedTuple):
    """A line of the journal."""

    nr: int
    hash: str


def opened_files(path: Path) -> Files:
    """Which files lie under the names of a register, its log and its index; None for each that is not there."""
    name = os.fspath(path)
    return tuple(_identity(name + suffix) for suffix in ("", *BESIDE))


def _identity(path: str | Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked six times at each save
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def replaced(path: Path) -> StorageError:
    """Whoever saves into a file that is no longer under its name is told."""
    return StorageError(
        f"Registret {path} har tagits bort, flyttats eller bytts ut medan det var öppet, så det du gjorde är inte "
        "sparat. Lägg tillbaka filen, stäng Kvalitet och öppna det igen. Det du skrev kan du kopiera först."
    )


def _restored() -> StorageError:
    return StorageError(
        "Registret har återställts från en kopia sedan du öppnade det, så det du gjorde är inte sparat. "
        "Kopiera det du skrev, stäng Kvalitet och öppna det igen."
    )


def _older(path: Path) -> StorageError:
    return StorageError(
        f"{path} är en äldre fil än den som loggen {path.name}-wal hör till, och tillsammans går de inte att använda. "
        "Ingenting är ändrat. Lägg tillbaka den nyare filen, eller flytta loggen till en annan mapp om den äldre ska "
        "gälla."
    )


def require_own_log(path: Path) -> None:
    """Raises StorageError where a log is left over from another, newer file: SQLite would mix the two.

    Asked before anything else opens the file, since whoever closes it last lays the log into it.
    """
    log = path.with_name(f"{path.name}-wal")
    with storage_errors(path):
        if not log.exists() or not log.stat().st_size:
            return
    if _is_older(path, _recorded(path)):
        raise _older(path)


def _recorded(path: Path) -> int:
    """How far the file itself had come when somebody last looked, read through the log; 0 where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("pragma user_version").fetchone()[0])
    except sqlite3.Error:
        return 0


def _is_older(path: Path, recorded: int) -> bool:
    """Whether the file without its log stands before a line that it once held.

    A file that cannot be read by itself is no proof: a log that is being laid into it leaves it half done.
    """
    for _ in range(TRIES):
        line = _line_of_file(path)
        if line is None:
            return False
        if line.nr >= recorded:
            return False
        time.sleep(PAUSE)
    return _is_sound(path)


def _line_of_file(path: Path) -> Line | None:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            found = connection.execute(_HEAD).fetchone()
            return Line(0, "") if found is None else Line(int(found[0]), str(found[1]))
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _is_ours(path: Path) -> bool:
    """Whether the head of the file is a register's."""
    with storage_errors(path), path.open("rb") as file:
        head = file.read(100)
    return head[:16] == b"SQLite format 3\0" and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


class Watch:
    """Watches over the file of a store. One write at a time asks it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Line | None = None
        self._looked_at: tuple[int, int] | None = None
        self._looking_at: tuple[int, int] | None = None
        self._files: Files = ()

    def remember(self, connection: Connection) -> None:
        """The newest line of the journal is what this store stands on from here."""
        self._seen = head_line(connection)

    def begun(self, connection: Connection) -> None:
        """Look before anything is written in the transaction.

        Raises:
            StorageError: the file was deleted, moved, replaced, overwritten or restored since it was opened.
        """
        self._files = connection.info[OPENED]
        self._require_same_files()
        self._require_not_older(connection)
        if self._seen is not None and self._seen.nr and _hash_of(connection, self._seen.nr) != self._seen.hash:
            raise _restored()

    def saved(self, line: Line) -> None:
        """Look when it has been confirmed; `line` is the newest one of what was saved. Raises StorageError."""
        self._require_same_files()
        self._looked_at, self._seen = self._looking_at, line

    def _require_same_files(self) -> None:
        with storage_errors(self._path):
            now = opened_files(self._path)
        if any(then is not None and then != there for then, there in zip(self._files, now, strict=True)):
            raise replaced(self._path)

    def _require_not_older(self, connection: Connection) -> None:
        """Only what lays the log into the file changes it: whenever it has changed it must have come further.

        How far it has come is kept in the head of the register, through the log: so a file that is put back over a
        left-over log is known from it also by whoever opens the register next.
        """
        with storage_errors(self._path):
            found = self._path.stat()
        self._looking_at = (found.st_size, found.st_mtime_ns)
        if self._looking_at == self._looked_at:
            return
        if not _is_ours(self._path):
            raise replaced(self._path)
        recorded = int(connection.exec_driver_sql("pragma user_version").scalar_one())
        line = self._newest_in_file(connection)
        if (line is None or line.nr < recorded) and _is_older(self._path, recorded):
            raise replaced(self._path)
        if line is not None and line.nr > recorded and _hash_of(connection, line.nr) == line.hash:
            connection.exec_driver_sql(f"pragma user_version = {line.nr}")

    def _newest_in_file(self, connection: Connection) -> Line | None:
        root = _first(connection, "SELECT rootpage FROM sqlite_master WHERE name = 'handelse'")
        found = None if root is None else last_row(self._path, int(root[0]))
        return None if found is None else Line(found[0], found[1].decode("ascii", "replace"))


def head_line(connection: Connection) -> Line:
    """The newest line of the journal, in the transaction that is open."""
    if connection.dialect.name == "sqlite":
        found = _first(connection, _HEAD)
    else:
        row = connection.exec_driver_sql(_HEAD).first()
        found = None if row is None else tuple(row)
    return Line(0, "") if found is None else Line(found[0], found[1] or "")


def _hash_of(connection: Connection, nr: int) -> str | None:
    found = _first(connection, "SELECT hash FROM handelse WHERE nr = ?", nr)
    return None if found is None else found[0]


def _first(connection: Connection, query: str, *values: int) -> tuple[Any, ...] | None:
    """The first row of a question that is asked at each save: past SQLAlchemy it takes a tenth of the time."""
    driver: Any = connection.connection.dbapi_connection
    try:
        found: tuple[Any, ...] | None = driver.execute(query, values).fetchone()
    except sqlite3.Error as error:
        raise OperationalError(query, None, error) from error
    return found


def connect(path: Path, first: list[tuple[int, int]]) -> sqlite3.Connection:
    """Open a register's file, never make one; each connection of an engine must open the same.

    Raises:
        StorageError: the file is not there, or another one than before.
    """
    with storage_errors(path):
        before = _identity(path)
        if before is None:
            raise replaced(path) if first else FileNotFoundError(os.fspath(path))
    connection = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, check_same_thread=False)
    if before != _identity(path) or (first and first != [before]):
        connection.close()
        raise replaced(path)
    first[:] = [before]
    return connection
