"""Copies of a SQLite file: taken while in use, verified, thinned out, and restored.

Kept: everything from 2 days, then 12 daily, 10 weekly and 9 monthly ones.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from glob import escape
from pathlib import Path

from kvalitet_app.db.store.engine import BUSY_MS, SENTENCES
from kvalitet_app.db.store.same_file import APPLICATION_ID, require_own_log
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.kalender import STOCKHOLM, local, now
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.machine.files import private_folder, storage_errors, whole_file, write_whole

PAGES = 1000
STAMP = "%Y-%m-%dT%H%M%S"
KEEP_ALL, KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = timedelta(days=2), 12, 10, 9


@dataclass(frozen=True, slots=True)
class Kopia:
    """A copy in the folder of copies; `tagen` is Swedish time, `storlek` bytes."""

    path: Path
    tagen: datetime
    storlek: int


def copies_folder(database: Path) -> Path:
    """Where the copies of a database lie: beside it."""
    return database.parent / f"{database.stem} kopior"


def copy_database(database: Path, target: Path, *, progress: Progress = no_progress) -> None:
    """A consistent, verified copy while others read and write; whole under its name, or not there at all.

    Raises:
        StorageError: the place is full or write protected, or the copy could not be verified.
        Cancelled: by `progress`; nothing is left.
    """
    with whole_file(target, private=True) as temporary:
        _backup(database, temporary, progress)
        try:
            _verify(temporary)
        except StorageError as error:
            raise StorageError(f"{database} är skadad, så kopian sparades inte. Återställ en äldre kopia.") from error
        digest = file_hash(temporary)
    write_whole(_hash_file(target), f"{digest}  {target.name}\n".encode(), private=True)


def _backup(database: Path, temporary: Path, progress: Progress) -> None:
    with storage_errors(database):
        database.open("rb").close()  # SQLite says only that it cannot open it
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, isolation_level=None)
    copy = sqlite3.connect(temporary, isolation_level=None)
    try:
        # A read transaction holds one state of the file; without it a busy writer makes the copy start over for ever.
        source.execute("begin")
        source.execute("select 1 from sqlite_master").fetchone()
        source.backup(copy, pages=PAGES, progress=lambda _s, left, total: progress(total - left, total, "Kopierar"))
        copy.execute("pragma journal_mode=delete")
    except sqlite3.Error as error:
        raise StorageError(_copy_sentence(error, database)) from error
    finally:
        copy.close()
        source.close()
        temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)  # left where the disk was full


def _copy_sentence(error: sqlite3.Error, database: Path) -> str:
    if _name(error).startswith("SQLITE_FULL"):
        return "Disken är full. Kopian togs inte. Frigör utrymme och försök igen."
    if _is_ruined(error):
        return f"{database} är skadad eller ingen databas från Kvalitet."
    return f"Kopian kunde inte tas ({error})."


def _verify(path: Path) -> None:
    with storage_errors(path):
        path.open("rb").close()  # SQLite says only that it cannot open it
        connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        ours = connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
        sound = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise StorageError(f"{path.name} kan inte läsas: filen är skadad eller ingen kopia från Kvalitet.") from error
    finally:
        connection.close()
    if not ours:
        raise StorageError(f"{path.name} är inte en databas från Kvalitet.")
    if not sound:
        raise StorageError(f"{path.name} är skadad och kan inte användas.")


def verify_copy(path: Path) -> None:
    """Check a copy against its checksum and open it.

    Raises:
        StorageError: the copy is damaged, changed, or foreign.
    """
    if not path.exists():
        raise StorageError(f"{path} finns inte.")
    written = _hash_file(path)
    with storage_errors(path):
        expected = written.read_text(encoding="utf-8", errors="replace").split() if written.exists() else []
        changed = bool(expected) and expected[0] != file_hash(path)
    if changed:
        raise StorageError(f"{path.name} har ändrats sedan kopian togs och kan inte användas.")
    _verify(path)


def take_copy(database: Path, now: datetime, *, progress: Progress = no_progress, spare: Path | None = None) -> Path:
    """Take a copy into the folder of copies and thin the folder out, but for a copy that is about to be used."""
    folder = copies_folder(database)
    with storage_errors(folder):
        private_folder(folder)
    target = _free_name(folder, database.stem, now)
    copy_database(database, target, progress=progress)
    thin_out(folder, now, spare=spare)
    return target


def _free_name(folder: Path, stem: str, now: datetime) -> Path:
    """A name that no copy has: two copies in one second must not become one. It says the hour that is shown."""
    moment = local(now)
    while (target := folder / f"{stem} {moment.strftime(STAMP)}.db").exists():
        moment += timedelta(seconds=1)
    return target


def copy_before_migration(database: Path) -> Path:
    """The verified copy that every migration begins with."""
    return take_copy(database, local(now()))


def list_copies(database: Path) -> list[Kopia]:
    """The copies of a database, newest first."""
    found: list[Kopia] = []
    for path in copies_folder(database).glob(f"{escape(database.stem)} *.db"):
        try:
            taken = datetime.strptime(path.stem.removeprefix(f"{database.stem} "), STAMP).replace(tzinfo=STOCKHOLM)
        except ValueError:
            continue
        found.append(Kopia(path, taken, path.stat().st_size))
    return sorted(found, key=lambda copy: copy.tagen, reverse=True)


def copy_of_day(database: Path, day: date) -> Kopia | None:
    """The newest copy that was taken on a day, whatever days the others bear."""
    return next((copy for copy in list_copies(database) if copy.tagen.date() == day), None)


def to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of all the times at which copies were taken, those that stay.

    What a clock that was ahead has dated in days to come takes no place from the others: the newest of each such day
    stays, for a number of days.
    """
    given = set(times)
    ordered = sorted((t for t in given if t <= now), reverse=True)
    kept = {t for t in ordered if now - t <= KEEP_ALL}
    ahead: dict[date, datetime] = {}
    for t in sorted(given - set(ordered), reverse=True):
        ahead.setdefault(t.date(), t)
    kept.update(list(ahead.values())[:KEEP_DAILY])
    for count, period in (
        (KEEP_DAILY, lambda t: (t.year, t.month, t.day)),
        (KEEP_WEEKLY, lambda t: t.isocalendar()[:2]),
        (KEEP_MONTHLY, lambda t: (t.year, t.month)),
    ):
        newest: dict[tuple[int, ...], datetime] = {}
        for t in ordered:
            newest.setdefault(period(t), t)
        kept.update(list(newest.values())[:count])
    return kept


def thin_out(folder: Path, now: datetime, *, spare: Path | None = None) -> None:
    """Remove the copies that no rule keeps."""
    database = folder.parent / f"{folder.name.removesuffix(' kopior')}.db"
    copies = list_copies(database)
    kept = to_keep((copy.tagen for copy in copies), now)
    for copy in copies:
        if copy.tagen not in kept and copy.path != spare:
            copy.path.unlink(missing_ok=True)
            _hash_file(copy.path).unlink(missing_ok=True)


def restore_copy(copy: Path, database: Path, now: datetime) -> Path | None:
    """Put the content of a verified copy into the database, after a copy of what stands there now.

    Others may have it open: it stays the same file, and what they try to save after this they are told. Answers where
    the replaced state lies, or None if there was nothing.

    Raises:
        StorageError: the copy is damaged, or somebody is saving in the database just now.
    """
    verify_copy(copy)
    if not database.exists():
        _lay_in_place(copy, database)
        return None
    try:
        require_own_log(database)
        saved = take_copy(database, now, spare=copy)
    except StorageError:
        saved = _set_aside(database, now)
    if not _pour(copy, database):
        _lay_in_place(copy, database)
    return saved


def _pour(copy: Path, database: Path) -> bool:
    """Write the copy into the file that is there, in one transaction; False where that is no database any more."""
    uri = f"{database.as_uri()}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(f"{copy.as_uri()}?immutable=1", uri=True)) as source,
            closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)) as target,
        ):
            target.execute("pragma synchronous=full")
            target.execute("pragma journal_mode=wal")
            source.backup(target, progress=_give_up_when_busy)
            target.execute("pragma busy_timeout=200")  # whoever reads goes on; the log is then laid in later
            target.execute("pragma wal_checkpoint(truncate)")
            return bool(target.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        if _is_ruined(error):
            return False
        raise StorageError(_sentence_of(error) or f"Kopian kunde inte läggas tillbaka ({error}).") from error


def _give_up_when_busy(status: int, _left: int, _total: int) -> None:
    """Called when SQLite has waited for as long as anybody waits; without it a busy register is tried for ever."""
    if status == sqlite3.SQLITE_BUSY:
        raise StorageError(SENTENCES["SQLITE_BUSY"])


def _is_ruined(error: sqlite3.Error) -> bool:
    return _name(error).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


def _sentence_of(error: sqlite3.Error) -> str | None:
    return next((sentence for start, sentence in SENTENCES.items() if _name(error).startswith(start)), None)


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""


def _lay_in_place(copy: Path, database: Path) -> None:
    """The copy as a new file under the name, where there is none that can be written into."""
    with whole_file(database, private=True) as temporary:
        _backup(copy, temporary, no_progress)
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma journal_mode=wal")


def _set_aside(database: Path, now: datetime) -> Path:
    """Keep a file that cannot be copied as a database, with its log: somebody may still save something out of it."""
    aside = database.with_name(f"{database.stem} skadad {local(now).strftime(STAMP)}.db")
    for suffix in ("", "-wal"):
        source = database.with_name(database.name + suffix)
        with storage_errors(source):
            if source.exists():
                write_whole(aside.with_name(aside.name + suffix), source.read_bytes(), private=True)
    return aside


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _hash_file(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def is_writable(database: Path) -> bool:
    """Whether the file and its folder can be written."""
    return os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)
