"""One byte of a register is flipped: `kontrollera` finds it, or it is harmless, and never ends in an error."""

import gzip
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.errors import StorageError
from tests.db.store.units import all_faults

OLD = Path(__file__).parents[2] / "old_databases" / "0004.db.gz"
SEED = 16


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small register with something of every kind in it, as bytes and as what its tables hold."""
    path = tmp_path_factory.mktemp("hel") / "hel.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    store = open_store(path)
    assert all_faults(store) == []
    store.close()
    return path.read_bytes(), content(path)


def content(path):
    """Every row of every table, the journal's too, as the file holds it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        read = {}
        for name, sql in tables:
            if b"VIRTUAL" in (sql or b"").upper():
                continue
            rows = connection.execute(f'SELECT * FROM "{name.decode()}"').fetchall()
            read[name] = sorted(repr(row) for row in rows)
        return read


def verdict(path, whole_content):
    """What `kontrollera` says of a flipped file: found, harmless, or unseen."""
    try:
        store = open_store(path)
    except StorageError:
        return "refused"
    try:
        if all_faults(store):
            return "found"
    finally:
        store.close()
    return "harmless" if content(path) == whole_content else "unseen"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("flips", [40, pytest.param(2000, marks=(pytest.mark.long, pytest.mark.timeout(7200)))])
def test_a_flipped_byte_is_found_or_harmless(whole, tmp_path, record_property, flips):
    content_as_bytes, rows = whole
    chance = random.Random(SEED)
    told, unseen = Counter[str](), []
    for _ in range(flips):
        at, other = chance.randrange(len(content_as_bytes)), chance.randrange(1, 256)
        path = tmp_path / "vand.db"
        flipped = bytearray(content_as_bytes)
        flipped[at] ^= other
        path.write_bytes(bytes(flipped))
        said = verdict(path, rows)
        told[said] += 1
        if said == "unseen":
            unseen.append((at, other))
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    record_property("siffra", f"{flips} vända byte: {dict(told)}")
    assert unseen == []
