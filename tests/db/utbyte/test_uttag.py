"""A schema of an earlier version goes out and comes back as the present one."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.engine import open_engine
from kvalitet_app.db.store.revision import HEAD, stored_revision
from kvalitet_app.db.trail.check import faults
from kvalitet_app.db.utbyte.uttag import count, restore, revision, rows, snapshot, tables
from kvalitet_app.domain.errors import InputError, StorageError

OLD = Path(__file__).parents[2] / "old_databases"


def test_rows_of_an_older_schema_are_laid_into_it_and_brought_up_to_date(tmp_path):
    old, new = tmp_path / "gammal.db", tmp_path / "ny.db"
    old.write_bytes(gzip.decompress((OLD / "0003.db.gz").read_bytes()))
    source, target = open_engine(parse_address(old)), open_engine(parse_address(new))
    with snapshot(source) as connection:
        assert revision(connection) == "0003"
        known = {t.namn: t for t in tables(connection)}
        before = {name: count(connection, t) for name, t in known.items()}
        restore(
            parse_address(new),
            "0003",
            lambda empty: [empty.lay_in(t, rows(connection, known[t.namn])) for t in empty.tabeller],
        )
    assert stored_revision(target) == HEAD
    with target.connect() as connection:
        assert list(faults(connection)) == []
        after = {t.namn: count(connection, t) for t in tables(connection)}
    assert before.items() <= {**after, "handelse": before["handelse"]}.items()
    assert after["handelse"] >= before["handelse"]
    source.dispose()
    target.dispose()


def test_a_place_that_is_not_empty_is_refused(tmp_path, postgres_store):
    taken = tmp_path / "finns.db"
    taken.write_bytes(b"x")
    with pytest.raises(StorageError, match="finns redan"):
        restore(parse_address(taken), HEAD, lambda _empty: pytest.fail("filled"))
    with pytest.raises(StorageError, match="finns redan tabeller"):
        restore(postgres_store.address, HEAD, lambda _empty: pytest.fail("filled"))
    assert taken.read_bytes() == b"x"


def test_nothing_is_left_when_the_rows_do_not_come(tmp_path):
    with pytest.raises(InputError, match="nyare version"):
        restore(parse_address(tmp_path / "a.db"), "9999", lambda _empty: None)

    def fail(_empty):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(parse_address(tmp_path / "b.db"), HEAD, fail)
    assert list(tmp_path.iterdir()) == []


def test_a_date_that_is_none_is_refused(tmp_path, empty_file):
    def fill(empty):
        for tabell in empty.tabeller:
            if tabell.namn == "enhet":
                values = {"id": 1, "uuid": "u", "skapad": "igår", "andrad": "2026-01-01 10:00:00", "version": 1}
                row = tuple(values.get(k.namn, None if k.tomt else "x") for k in tabell.kolumner)
                empty.lay_in(tabell, [[row]])

    with pytest.raises(InputError, match="tabellen enhet"):
        restore(parse_address(tmp_path / "a.db"), HEAD, fill)
    assert list(tmp_path.iterdir()) == []


def test_the_wal_is_on_afterwards(tmp_path):
    target = tmp_path / "tom.db"
    restore(parse_address(target), HEAD, lambda _empty: None)
    with sqlite3.connect(target) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()
