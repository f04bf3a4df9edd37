"""Files that are no uttag, or a hostile one: a Swedish sentence each, and memory that does not grow."""

import hashlib
import json
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.utbyte.uttag import Huvud, Kolumn, Slag, Tabell, TabellUt, heading, headings, is_safe_name
from kvalitet_app.exchange.uttag.xlsx_out import Blad
from kvalitet_app.exchange.uttag.zip_in import open_uttag
from kvalitet_app.exchange.uttag.zip_out import Ut, write_uttag

TABELL = Tabell(
    "enhet",
    (
        Kolumn("id", Slag.HELTAL, nyckel=True),
        Kolumn("namn", Slag.TEXT),
        Kolumn("skapad", Slag.TIDPUNKT, tomt=True),
        Kolumn("tal", Slag.TAL, tomt=True),
        Kolumn("aktiv", Slag.JA_NEJ),
    ),
)
FILER = Tabell("bilaga_innehall", (Kolumn("bilaga_id", Slag.HELTAL, nyckel=True), Kolumn("innehall", Slag.FIL)))
HUVUD = Huvud("0004", "1.0", "2026-03-01T10:00:00+01:00", "Eva", "Kommun", 1, "a")
ROW = (1, "Björken", None, 0.1, 1)


def written(path, batches=(((ROW),),), files=()):
    rows = [list(batch) for batch in batches]
    out = [
        TabellUt(TABELL, sum(map(len, rows)), iter(rows)),
        TabellUt(FILER, len(files), iter([[(n, content, "mapp/namn.txt")] for n, content in enumerate(files)])),
    ]
    blad = [Blad("Enhet", ["ID", "Namn"], [(1, "Björken")])]
    write_uttag(path, Ut(HUVUD, out, blad, list), total=1)
    return path


def read(path, tabell=TABELL):
    with open_uttag(path) as uttag:
        return [row for batch in uttag.rows(tabell) for row in batch]


def rewritten(path, change):
    """The archive with its parts changed and its list of contents made to agree."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    said = json.loads(parts["uttag.json"])
    parts = change(parts, said) or parts
    for one in said["delar"]:
        if one["namn"] in parts:
            one.update(storlek=len(parts[one["namn"]]), sha256=hashlib.sha256(parts[one["namn"]]).hexdigest())
    parts["uttag.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@given(
    st.lists(
        st.tuples(
            st.integers(-(2**63), 2**63 - 1),
            st.text(st.characters(exclude_categories=["Cs"])),
            st.none() | st.text("0123456789- :.", max_size=26),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
            st.integers(0, 1),
        ),
        max_size=30,
    )
)
def test_every_value_comes_back_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("u") / "u.zip"
    assert read(written(path, [rows])) == rows


def test_files_come_back_with_their_bytes(tmp_path):
    files = [b"", b"\x00\xff" * 9000, b"text"]
    assert read(written(tmp_path / "u.zip", files=files), FILER) == list(enumerate(files))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"inte en zip" * 100])
def test_a_file_that_is_no_archive(tmp_path, content):
    path = tmp_path / "u.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match="ingen hel ZIP"):
        read(path)


def test_an_archive_that_is_not_ours(tmp_path):
    path = tmp_path / "u.zip"
    for name, content in (("a.txt", "hej"), ("uttag.json", "hej"), ("uttag.json", '{"format": "annat"}')):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(name, content)
        with pytest.raises(InputError, match="inget uttag från Kvalitet"):
            read(path)


@pytest.mark.parametrize("name", ["../ut.txt", "/etc/x", "a/../../b", "C:/x", "a\\..\\b", "filer//x"])
def test_names_that_lead_out_are_refused(tmp_path, name):
    assert not is_safe_name(name)

    def add(parts, _said):
        return {**parts, name: b"x"}

    with pytest.raises(InputError, match="pekar utanför"):
        read(rewritten(written(tmp_path / "u.zip"), add))


def test_a_bomb_is_refused(tmp_path):
    def add(parts, said):
        said["delar"].append({"namn": "filer/b"})
        return {**parts, "filer/b": b"\0" * 60 * 1024**2}

    with pytest.raises(InputError, match="orimligt stor"):
        read(rewritten(written(tmp_path / "u.zip"), add))


def test_a_newer_form_is_refused(tmp_path):
    def change(_parts, said):
        said["formatversion"] = 2

    with pytest.raises(InputError, match="nyare version"):
        read(rewritten(written(tmp_path / "u.zip"), change))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"Bj', b"7,8,"),
        (b"[1,", b"[true,"),
        (b",1]", b"]"),
        (b",1]", b',"1"]'),
        (b"[1,", b"[[1],"),
        (b"]}\n", b""),
        (b"\n[1,", b"\n\n{1,"),
        (b"\n]}\n", b',\n[2,"B",null,null,1]\n]}\n'),
        (b"null", b"NaNa"),
    ],
)
def test_rows_that_are_not_of_their_columns_are_refused(tmp_path, old, new):
    def change(parts, _said):
        content = parts["tabeller/enhet.json"]
        assert old in content
        parts["tabeller/enhet.json"] = content.replace(old, new)

    with pytest.raises(InputError, match="skadad"):
        read(rewritten(written(tmp_path / "u.zip"), change))


def test_other_columns_than_the_schema_has_are_told(tmp_path):
    other = Tabell("enhet", TABELL.kolumner[:-1])
    with pytest.raises(InputError, match="andra kolumner"):
        read(written(tmp_path / "u.zip"), other)


def test_a_part_that_is_not_what_its_hash_says_is_refused(tmp_path):
    path = written(tmp_path / "u.zip")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["tabeller/enhet.json"] = parts["tabeller/enhet.json"].replace("Björken".encode(), b"Granen!!")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(InputError, match="skadad eller ändrad"):
        read(path)


@given(st.data())
def test_a_damaged_archive_never_gives_other_rows(tmp_path_factory, data):
    path = written(tmp_path_factory.mktemp("u") / "u.zip", [[ROW] * 50])
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(content))
    with suppress(InputError):
        assert read(path) == [ROW] * 50


def peak(tmp_path, count):
    def batches():
        for start in range(0, count, 1000):
            yield [
                (start + n, f"Text nummer {start + n} " * 8, "2026-01-01 10:00:00.000000", 1.5, 1) for n in range(1000)
            ]

    path = tmp_path / f"{count}.zip"
    blad = [Blad("Enhet", ["ID", "Namn"], (row[:2] for batch in batches() for row in batch))]
    tracemalloc.start()
    write_uttag(path, Ut(HUVUD, [TabellUt(TABELL, count, batches())], blad, list), total=count)
    with open_uttag(path) as uttag:
        assert sum(len(batch) for batch in uttag.rows(TABELL)) == count
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_memory_does_not_grow_with_the_table(tmp_path):
    small, large = peak(tmp_path, 30_000), peak(tmp_path, 90_000)
    assert large < small * 1.2


def test_headings_are_swedish_and_told_apart():
    assert heading("galler_fran") == "Gäller från"
    assert headings(["enhet_id", "enhet", "atgard_id"]) == ["Enhet", "Enhet 2", "Åtgärd"]


def test_the_list_of_what_is_in_it_says_what_every_table_is():
    from kvalitet_app.db.models import Base, map_all
    from kvalitet_app.exchange.uttag.html_out import _meaning

    map_all()
    said = {table: _meaning(table) for table in Base.metadata.tables if table != "alembic_version"}
    assert [table for table, words in said.items() if not words or "**" in words] == []
    assert said["atgard"].startswith("Något som ska göras")
    assert "Slag:" not in said["berattelse"]
