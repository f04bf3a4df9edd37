"""The newest row of a table, read from the pages of its file, is the one that SQLite gives."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.db.store.last_row import last_row


def asked(path):
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 't'").fetchone()
        row = connection.execute("SELECT nr, hash FROM t ORDER BY nr DESC LIMIT 1").fetchone()
    return root, None if row is None else (row[0], row[1].encode())


@given(
    st.sampled_from([512, 1024, 4096, 65536]),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 70)), max_size=60),
    st.integers(1, 2**40),
)
def test_it_is_the_one_that_sqlite_gives(tmp_path_factory, size, rows, step):
    path = tmp_path_factory.mktemp("rad") / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma page_size = {size}")
        connection.execute("CREATE TABLE t(nr INTEGER PRIMARY KEY, n INTEGER, text TEXT, hash TEXT)")
        for number, (length, hashed) in enumerate(rows, 1):
            connection.execute("INSERT INTO t VALUES (?, NULL, ?, ?)", (number * step, "å" * length, "f" * hashed))
        connection.commit()
    root, expected = asked(path)
    assert last_row(path, root) == expected


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 84, b"\xff" * 9000, bytes(range(256)) * 64])
@pytest.mark.parametrize("root", [0, 1, 2, 3, 99])
def test_what_is_no_table_gives_nothing(tmp_path, content, root):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert last_row(path, root) is None
    assert last_row(tmp_path / "saknas", root) is None
