"""Copies: consistent while in use, verified, thinned out, restored."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kvalitet_app.db.backup import (
    copies_folder,
    copy_database,
    copy_of_day,
    list_copies,
    restore_copy,
    take_copy,
    to_keep,
    verify_copy,
)
from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.errors import Cancelled, StorageError
from kvalitet_app.domain.kalender import STOCKHOLM
from tests.db.store.units import add_unit, all_faults

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def names(path):
    store = open_store(path)
    with store.read() as session:
        found = list(session.scalars(select(Enhet.namn).order_by(Enhet.id)))
    assert all_faults(store) == []
    store.close()
    return found


def test_a_copy_taken_while_others_write_is_whole(sqlite_store, tmp_path):
    add_unit(sqlite_store)
    stop = threading.Event()

    def write():
        n = 0
        while not stop.is_set():
            add_unit(sqlite_store, f"Enhet {n}")
            n += 1

    thread = threading.Thread(target=write)
    thread.start()
    copy_database(sqlite_store.path, tmp_path / "kopia.db")
    stop.set()
    thread.join()
    verify_copy(tmp_path / "kopia.db")
    assert names(tmp_path / "kopia.db")[0] == "Ösby"


def test_a_cancelled_copy_leaves_nothing(sqlite_store, tmp_path):
    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        copy_database(sqlite_store.path, tmp_path / "kopia.db", progress=stop)
    assert not (tmp_path / "kopia.db").exists()
    assert not list(tmp_path.glob(".kopia*"))


def test_a_copy_that_was_changed_is_refused(sqlite_store, tmp_path):
    add_unit(sqlite_store)
    target = tmp_path / "kopia.db"
    copy_database(sqlite_store.path, target)
    raw = bytearray(target.read_bytes())
    place = raw.find("Ösby".encode())
    raw[place] ^= 1
    target.write_bytes(bytes(raw))
    with pytest.raises(StorageError, match="har ändrats"):
        verify_copy(target)


def test_a_folder_that_is_missing_is_told(sqlite_store, tmp_path):
    with pytest.raises(StorageError, match="finns inte"):
        copy_database(sqlite_store.path, tmp_path / "saknas" / "kopia.db")


def test_restoring_brings_the_copy_back_and_keeps_what_was_there(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    add_unit(sqlite_store, "Efter")
    sqlite_store.close()
    kept = restore_copy(copy, path, NOW + timedelta(minutes=1))
    assert names(path) == ["Före"]
    assert names(kept) == ["Före", "Efter"]


def test_a_damaged_database_is_set_aside_before_restoring(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    sqlite_store.close()
    path.write_bytes(b"skadad" * 1000)
    kept = restore_copy(copy, path, NOW + timedelta(minutes=1))
    assert names(path) == ["Före"]
    assert kept is not None
    assert kept.read_bytes() == b"skadad" * 1000


def test_two_copies_in_one_second_are_two(sqlite_store):
    assert take_copy(sqlite_store.path, NOW) != take_copy(sqlite_store.path, NOW)
    assert len(list_copies(sqlite_store.path)) == 2


def test_a_copy_is_told_at_one_hour_whichever_clock_it_was_taken_by(sqlite_store):
    copy = take_copy(sqlite_store.path, NOW)
    assert copy.stem.endswith("2026-11-23T070000")
    (told,) = list_copies(sqlite_store.path)
    assert (told.tagen, told.tagen.hour) == (NOW, 7)


def test_a_damaged_copy_is_refused_and_nothing_is_touched(sqlite_store):
    path = sqlite_store.path
    add_unit(sqlite_store, "Före")
    copy = take_copy(path, NOW)
    sqlite_store.close()
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(StorageError):
        restore_copy(copy, path, NOW)
    assert names(path) == ["Före"]


def test_the_folder_is_thinned_out_by_the_rule(sqlite_store):
    for days in reversed(range(0, 60, 2)):
        take_copy(sqlite_store.path, NOW - timedelta(days=days))
    left = list_copies(sqlite_store.path)
    assert left[0].tagen.date() == NOW.date()
    assert len(left) < 30
    assert len(list(copies_folder(sqlite_store.path).glob("*.sha256"))) == len(left)


@pytest.mark.parametrize("name", ["kvalitet [LSS].db", "a [0-9].db", "x *?.db"])
def test_a_register_may_have_any_name_and_its_copies_are_found_and_thinned(sqlite_store, tmp_path, name):
    if os.name == "nt" and set(name) & set("*?"):
        pytest.skip("Windows has no such names")
    path = tmp_path / name
    copy_database(sqlite_store.path, path)
    for days in reversed(range(0, 60, 2)):
        take_copy(path, NOW - timedelta(days=days))
    assert 0 < len(list_copies(path)) < 30
    assert copy_of_day(path, NOW.astimezone(STOCKHOLM).date()) is not None


def test_a_copy_from_a_clock_that_was_ahead_is_not_the_copy_of_today(sqlite_store):
    path = sqlite_store.path
    take_copy(path, NOW + timedelta(days=365))
    assert copy_of_day(path, NOW.date()) is None
    today = take_copy(path, NOW)
    found = copy_of_day(path, NOW.date())
    assert found is not None
    assert found.path == today


def test_copies_from_a_clock_that_was_ahead_take_no_place_from_the_others():
    real = [NOW - timedelta(days=d) for d in range(12)]
    ahead = [NOW + timedelta(days=300 + d, hours=h) for d in range(30) for h in range(3)]
    kept = to_keep([*real, *ahead], NOW)
    assert set(real) <= kept
    assert len(kept - set(real)) == 12


@given(st.lists(st.integers(0, 800), max_size=80))
def test_the_newest_always_stays_and_everything_from_two_days(days):
    times = [NOW - timedelta(days=d) for d in days]
    kept = to_keep(times, NOW)
    assert kept <= set(times)
    assert {t for t in times if NOW - t <= timedelta(days=2)} <= kept
    assert not times or max(times) in kept
