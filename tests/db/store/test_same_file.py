"""The file under the name: deleted, moved, replaced, overwritten, restored. What is acknowledged is there."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.backup import restore_copy, take_copy
from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from tests.db.store.units import add_unit, all_faults
from tests.verbs import laying

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody take a file away that is open")


def names(path):
    store = open_store(path)
    try:
        with store.read() as session:
            return list(session.scalars(select(Enhet.namn).order_by(Enhet.id)))
    finally:
        store.close()


def beside(path, suffix):
    return path.with_name(path.name + suffix)


@pytest.fixture
def older(sqlite_store, tmp_path):
    """The register as a file of yesterday; the store goes on from there, with a log of its own."""
    add_unit(sqlite_store, "I går")
    old = tmp_path / "gammal.db"
    sqlite_store.close()
    shutil.copy(sqlite_store.path, old)
    add_unit(sqlite_store, "I dag")
    sqlite_store.close()  # the last one out lays the log into the file
    add_unit(sqlite_store, "Nyss")
    return old


def deleted(path, _old):
    path.unlink()


def log_deleted(path, _old):
    beside(path, "-wal").unlink()


def index_deleted(path, _old):
    beside(path, "-shm").unlink()


def all_deleted(path, _old):
    for suffix in ("", "-wal", "-shm"):
        beside(path, suffix).unlink()


def moved(path, _old):
    path.rename(path.with_name("flyttad.db"))


def renamed_over(path, old):
    shutil.copy(old, path.with_name("ny.db"))
    path.with_name("ny.db").replace(path)


def copied_over(path, old):
    path.write_bytes(old.read_bytes())


def emptied(path, _old):
    path.write_bytes(b"")


def made_something_else(path, _old):
    path.write_bytes(b"Ett brev till kommunen. " * 4000)


WAYS = (
    deleted,
    log_deleted,
    index_deleted,
    all_deleted,
    moved,
    renamed_over,
    copied_over,
    emptied,
    made_something_else,
)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_saved_into_a_file_that_is_no_longer_there_is_not_acknowledged(sqlite_store, older, way):
    way(sqlite_store.path, older)
    with pytest.raises(StorageError, match="inte sparat"):
        add_unit(sqlite_store, "Förlorad")
    with pytest.raises(StorageError, match=r"inte sparat|finns inte|bytts ut"):
        add_unit(sqlite_store, "Igen")


@pytest.mark.parametrize("way", [deleted, log_deleted, index_deleted, all_deleted, moved, renamed_over])
def test_it_is_seen_also_when_it_happens_during_the_save(sqlite_store, older, way):
    def save_meanwhile():
        with sqlite_store.writing(laying("add_enhet")) as session:
            session.add(Enhet(namn="Mitt i", niva=EnhetNiva.ENHET))
            session.flush()
            way(sqlite_store.path, older)

    with pytest.raises(StorageError, match="inte sparat"):
        save_meanwhile()


def test_a_register_that_nobody_touches_takes_every_save(sqlite_store, older):
    other = open_store(sqlite_store.path)
    for n in range(5):
        add_unit(sqlite_store, f"Mitt {n}")
        add_unit(other, f"Ditt {n}")
        with closing(sqlite3.connect(sqlite_store.path)) as third:
            third.execute("pragma wal_checkpoint(truncate)")
    other.close()
    assert len(names(sqlite_store.path)) == 13
    assert all_faults(sqlite_store) == []
    assert older.exists()


KILLED = """
import os, sys
from kvalitet_app.db.store.store import open_store
from tests.db.store.units import add_unit
store = open_store(sys.argv[1])
add_unit(store, "Sist")
os._exit(9)
"""


def killed_with_a_log_left(path):
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert beside(path, "-wal").stat().st_size > 0


def test_an_older_file_over_a_left_over_log_is_refused_and_nothing_is_touched(sqlite_store, older):
    path = sqlite_store.path
    sqlite_store.close()
    killed_with_a_log_left(path)
    whole = path.read_bytes()
    log = beside(path, "-wal").read_bytes()
    copied_over(path, older)
    with pytest.raises(StorageError, match=r"äldre fil.*Ingenting är ändrat"):
        open_store(path)
    assert path.read_bytes() == older.read_bytes()
    assert beside(path, "-wal").read_bytes() == log
    path.write_bytes(whole)
    assert names(path) == ["I går", "I dag", "Nyss", "Sist"]


def test_a_left_over_log_of_the_same_file_is_taken_up(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Först")
    sqlite_store.close()
    killed_with_a_log_left(path)
    assert names(path) == ["Först", "Sist"]


def test_restoring_goes_into_the_file_that_others_have_open(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    add_unit(sqlite_store, "Efter")
    inode = path.stat().st_ino
    restore_copy(copy, path, NOW)
    assert path.stat().st_ino == inode
    with sqlite_store.read() as session:
        assert list(session.scalars(select(Enhet.namn))) == ["Före"]
    with pytest.raises(StorageError, match="återställts från en kopia"):
        add_unit(sqlite_store, "Bortom")
    assert names(path) == ["Före"]
    opened_again = open_store(path)
    add_unit(opened_again, "Sedan")
    opened_again.close()
    assert names(path) == ["Före", "Sedan"]


def test_restoring_a_register_that_somebody_is_saving_in_waits_and_then_says_so(sqlite_store, monkeypatch):
    monkeypatch.setattr("kvalitet_app.db.backup.BUSY_MS", 100)
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StorageError, match="Någon annan sparar"):
            restore_copy(copy, path, NOW)
        other.execute("rollback")
    assert names(path) == ["Före"]


def test_restoring_while_somebody_reads_keeps_what_is_being_read(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    add_unit(sqlite_store, "Efter")
    with sqlite_store.read() as session:
        assert len(session.scalars(select(Enhet.namn)).all()) == 2
        restore_copy(copy, path, NOW)
        assert len(session.scalars(select(Enhet.namn)).all()) == 2
    assert names(path) == ["Före"]
    opened_again = open_store(path)
    for n in range(3):
        add_unit(opened_again, f"Sedan {n}")
    assert all_faults(opened_again) == []
    opened_again.close()
    assert names(path) == ["Före", "Sedan 0", "Sedan 1", "Sedan 2"]


def test_the_oldest_copy_can_be_restored_although_a_new_one_takes_its_place(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Äldst")
    oldest = take_copy(path, NOW - timedelta(days=500))
    add_unit(sqlite_store, "Senare")
    for months in range(11, 0, -1):
        take_copy(path, NOW - timedelta(days=31 * months))
    assert oldest.exists()
    restore_copy(oldest, path, NOW)
    assert names(path) == ["Äldst"]
