"""The command line against everything that can be wrong: a sentence in Swedish, the right status, nothing half done."""

import shutil
import sqlite3

import pytest

from kvalitet_app.db.store import engine
from tests.cli.command_line import cli, csv_file


@pytest.fixture
def here(db, tmp_path, monkeypatch):
    """The folder of the register, as the one we stand in, with a file to import."""
    monkeypatch.chdir(tmp_path)
    csv_file(tmp_path, "X1;2026-03-09;Tallåsen;Föll;")
    return tmp_path


def names(folder):
    """What lies in a folder, but for what SQLite keeps beside the register."""
    return {path.name for path in folder.iterdir() if not path.name.startswith("exempel.db")}


JOBS = {
    "kontrollera": ("kontrollera",),
    "exportera": ("exportera", "avvikelser", "--ut", "ut.csv"),
    "kopiera": ("kopiera", "--ut", "kopia.db"),
    "rapport": ("rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", "r.pdf"),
    "importera": ("importera", "avvikelser", "in.csv"),
    "bilder": ("bilder", "--ut", "bilder"),
}


def without(table):
    def spoil(path):
        with sqlite3.connect(path) as connection:
            connection.execute("pragma foreign_keys = off")
            connection.execute(f"drop table {table}")
        connection.close()

    return spoil


def newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()


def torn(path):
    content = bytearray(path.read_bytes())
    for at in range(0x3000, len(content), 0x7000):
        content[at : at + 300] = b"\xff" * 300
    path.write_bytes(content)


SPOILED = {
    "missing": (lambda path: path.unlink(), "finns inte"),
    "empty": (lambda path: path.write_bytes(b""), "är tom"),
    "noise": (lambda path: path.write_bytes(bytes(range(256)) * 400), "inte en databas från Kvalitet"),
    "foreign": (lambda path: (path.unlink(), sqlite3.connect(path).executescript("create table t(a)")), "inte en data"),
    "newer": (newer, "nyare version"),
    "without version": (without("alembic_version"), "inte en databas från Kvalitet"),
    "torn": (torn, "skadad"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:1_000_000]), "skadad"),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("kind", SPOILED)
def test_a_spoiled_register_is_told_and_nothing_is_written(here, capfd, kind, job):
    spoil, sentence = SPOILED[kind]
    spoil(here / "exempel.db")
    before = names(here)
    assert cli("--db", "exempel.db", *JOBS[job]) == 1
    assert sentence in "".join(capfd.readouterr())
    assert names(here) == before


def test_a_register_without_a_table_is_told_table_by_table(db, tmp_path, capsys):
    without("avvikelse")(tmp_path / "exempel.db")
    assert cli("--db", db, "kontrollera") == 1
    assert "Tabellen avvikelse saknas." in capsys.readouterr().out
    assert cli("--db", db, "exportera", "avvikelser", "--ut", str(tmp_path / "ut.csv")) == 1
    assert "Databasen är skadad" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["å ä ö.db", "a ? b.db", "50 %41 #1.db"])
def test_a_register_may_have_any_name(example, tmp_path, name):
    path = tmp_path / name
    shutil.copy(example, path)
    assert cli("--db", str(path), "kontrollera") == 0
    assert cli("--db", str(path), "kopiera", "--ut", str(tmp_path / f"kopia {name}")) == 0
    mine = (name, f"kopia {name}")
    assert [other.name for other in tmp_path.iterdir() if not other.name.startswith(mine)] == []


@pytest.mark.parametrize("address", ["postgresql://server:port/x", "postgresql://", "postgresql://[", "x://y", "://"])
def test_an_address_that_cannot_be_used_is_told(address, capsys, monkeypatch):
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    assert cli("--db", address, "kontrollera") == 1
    assert capsys.readouterr().err.startswith("kvalitet: ")


def test_only_an_example_is_replaced_by_the_example(db, tmp_path, capsys):
    lista, own, folder = tmp_path / "lista.csv", tmp_path / "egen.db", tmp_path / "mapp"
    lista.write_text("Datum;Enhet\n", encoding="utf-8")
    folder.mkdir()
    shutil.copy(db, own)
    with sqlite3.connect(own) as connection:
        connection.create_function("kvalitet_skillnad", 2, lambda *_: "{}")
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f"drop trigger {name}")
        connection.execute("""update installning set varde = '"Vår kommun"' where nyckel = 'organisation'""")
    connection.close()
    for target in (lista, own, folder):
        before = target.read_bytes() if target.is_file() else b""
        assert cli("--db", str(target), "exempel", "--skriv-over") == 1
        assert "ersätts inte" in capsys.readouterr().err
        assert (target.read_bytes() if target.is_file() else b"") == before
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".gors"]


def test_an_example_is_replaced_when_asked(db, capsys):
    assert cli("--db", db, "exempel", "--skriv-over") == 0
    assert cli("--db", db, "kontrollera") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("rapport", "kvalitetsberattelse", "--ar", "abc", "--ut", "x.pdf"),
        ("rapport", "annan", "--ar", "2025", "--ut", "x.pdf"),
        ("--mat-start=3", "exempel"),
        ("importera", "avvikelser", "x", "--h"),
        ("exportera", "avvikelser", "--ut"),
        ("exempel", "extra"),
        ("--",),
        ("-x",),
        ("importera",),
        ("kopiera", "--ut"),
        ("--db",),
    ],
)
def test_what_is_not_understood_is_said_in_swedish_with_status_2(arguments, capsys):
    assert cli(*arguments) == 2
    told = capsys.readouterr().err.casefold()
    english = (
        "usage",
        "argument ",
        "expected",
        "invalid",
        "ignored",
        "ambiguous",
        "could",
        "choose",
        "required",
        "the ",
    )
    assert [word for word in english if word in told.replace("okända argument", "")] == []


@pytest.mark.parametrize("anchor", ["x", "²:abc", ":abc", "1:", "-1:abc", "1.5:x"])
def test_an_anchor_that_is_none_is_told(db, anchor, capsys):
    assert cli("--db", db, "kontrollera", f"--ankare={anchor}") == 1
    assert "NUMMER:KONTROLLSUMMA" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ut", "ska sluta på .xlsx eller .csv"),
        ("mapp.csv", "är ingen vanlig fil"),
        ("in.csv/ut.csv", "är ingen mapp"),
        ("saknas/ut.csv", "finns inte"),
        (f"{'a' * 300}.csv", "för långt"),
        ("", "ska sluta på"),
    ],
)
def test_a_target_that_cannot_be_written_is_told(here, capsys, name, sentence):
    (here / "mapp.csv").mkdir()
    before = names(here)
    assert cli("--db", "exempel.db", "exportera", "avvikelser", "--ut", name) == 1
    assert sentence in capsys.readouterr().err
    assert names(here) == before


@pytest.mark.parametrize(
    ("name", "sentence"), [("saknas.csv", "saknas.csv finns inte"), ("x/y.csv", "x finns inte"), (".", "är en mapp")]
)
@pytest.mark.usefixtures("here")
def test_a_source_that_cannot_be_read_is_told(capsys, name, sentence):
    assert cli("--db", "exempel.db", "importera", "avvikelser", name) == 1
    assert sentence in capsys.readouterr().err


def test_the_pictures_need_a_folder(db, tmp_path, capsys):
    (tmp_path / "fil").touch()
    assert cli("--db", db, "bilder", "--ut", str(tmp_path / "fil")) == 1
    assert "ingen mapp" in capsys.readouterr().err


@pytest.mark.parametrize("why", ["locked", "read only"])
def test_a_register_that_cannot_be_written_gets_no_report(here, monkeypatch, capsys, why):
    mine = ("foreign_keys=on", "trusted_schema=on", "busy_timeout=50")
    monkeypatch.setattr(engine, "PRAGMAS", (*mine, "query_only=on") if why == "read only" else mine)
    with sqlite3.connect(here / "exempel.db", isolation_level=None) as other:
        other.execute("begin immediate" if why == "locked" else "begin")
        assert cli("--db", "exempel.db", *JOBS["rapport"]) == 1
        other.execute("rollback")
    other.close()
    sentence = "Någon annan sparar just nu" if why == "locked" else "skrivskyddad"
    assert sentence in capsys.readouterr().err
    assert names(here) == {"in.csv"}
