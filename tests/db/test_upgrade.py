"""The first start after an upgrade: what goes wrong leaves the register as it was, and says so."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from kvalitet_app.db import migrate
from kvalitet_app.db.backup import file_hash, list_copies, verify_copy
from kvalitet_app.db.store import revision
from kvalitet_app.db.store.store import open_store
from kvalitet_app.db.trail import check
from kvalitet_app.db.trail.journal import Actor, register_functions
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.kalender import now

OLD = Path(__file__).parent.parent / "old_databases" / "0001.db.gz"


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "gammal.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def content(path):
    """Everything that stands in a file, as SQL: unlike its bytes it does not know of a checkpoint."""
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def add_fault_from_call(monkeypatch, number):
    """From its call of that number on, the check of the structure finds a fault."""
    calls = []
    real = check.structure_faults

    def faulty(connection):
        calls.append(1)
        yield from real(connection)
        if len(calls) >= number:
            yield "Filen är skadad."

    monkeypatch.setattr(check, "structure_faults", faulty)


@pytest.mark.expects_log
def test_a_migration_that_fails_leaves_the_register_as_it_was(old, monkeypatch):
    before = content(old)

    def fail(_connection):
        raise RuntimeError("half way")

    monkeypatch.setattr(migrate, "mark_as_ours", fail)
    with pytest.raises(StorageError, match="kunde inte uppgraderas"):
        open_store(old)
    assert content(old) == before
    verify_copy(list_copies(old)[0].path)


@pytest.mark.expects_log
@pytest.mark.parametrize(
    ("call", "copies"), [pytest.param(1, 1, id="never confirmed"), pytest.param(2, 2, id="replaced by the copy")]
)
def test_an_upgrade_whose_result_is_not_sound_is_undone(old, monkeypatch, call, copies):
    before = content(old)
    add_fault_from_call(monkeypatch, call)
    with pytest.raises(StorageError, match=r"oförändrat.*Använd den tidigare versionen"):
        open_store(old)
    assert content(old) == before
    assert len(list_copies(old)) == copies


def test_what_was_wrong_before_does_not_stop_an_upgrade(old, monkeypatch):
    real = check.file_faults

    def with_an_old_fault(connection):
        yield from real(connection)
        yield "Rad 1 i x hänvisar till en rad i y som inte finns."

    monkeypatch.setattr(check, "file_faults", with_an_old_fault)
    open_store(old).close()
    assert revision.HEAD in "".join(content(old))


def test_a_newer_register_is_refused_and_not_touched(old):
    connection = sqlite3.connect(old)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = file_hash(old)
    with pytest.raises(StorageError, match="nyare version"):
        open_store(old)
    assert file_hash(old) == before
    assert list_copies(old) == []


def test_a_check_of_a_law_that_somebody_made_stays_with_who_and_when_and_the_programs_own_are_taken_away(tmp_path):
    path = tmp_path / "gammal.db"
    path.write_bytes(gzip.decompress((OLD.parent / "0005.db.gz").read_bytes()))
    connection = sqlite3.connect(path)
    who, name = connection.execute("SELECT id, namn FROM person ORDER BY id").fetchone()
    actor = Actor(None, "catch_up")
    register_functions(connection, actor)
    laid = (
        "INSERT INTO laghanvisning(uuid, skapad, andrad, amne, lagrum, text, verifierad) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    for n, ticked in enumerate((1, 1, 0, 0), 1):
        moment = "2026-01-07 08:00:00"
        connection.execute(laid, (str(n), moment, moment, f"Regel {n}", "lss", f"{n} §", ticked))
    actor.person_id, actor.verb = who, "save_laghanvisning"
    steps = ((1, "text", "1 och 2 §§"), (3, "verifierad", 1), (4, "verifierad", 1), (4, "verifierad", 0))
    for row, column, value in steps:
        connection.execute(f"UPDATE laghanvisning SET {column} = ? WHERE uuid = ?", (value, str(row)))
    connection.commit()
    connection.close()
    open_store(path).close()
    connection = sqlite3.connect(path)
    kept = connection.execute("SELECT amne, kontrollerad_av, kontrollerad_datum FROM laghanvisning WHERE verifierad")
    today = now().date().isoformat()
    assert kept.fetchall() == [("Regel 1", name, today), ("Regel 3", name, today)]
    connection.close()
