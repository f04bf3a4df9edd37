"""The terminal of a command: readers who leave, letters it cannot show, Ctrl+C, a full disk and faults of our own."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kvalitet_app.cli.commands import COMMANDS
from kvalitet_app.exchange import table_out
from kvalitet_app.machine import place
from tests.cli.command_line import cli, csv_file


def command(*arguments, **options):
    return [sys.executable, "-m", "kvalitet_app", *arguments], {"stderr": subprocess.PIPE, **options}


def ended(*arguments, environment=None, **options):
    words, more = command(*arguments, **options)
    return subprocess.run(words, env=os.environ | (environment or {}), check=False, timeout=60, **more)


ENCODINGS = (
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("environment", ENCODINGS)
def test_a_terminal_that_cannot_show_every_letter_gets_what_it_can(db, tmp_path, environment):
    source = csv_file(tmp_path, "X1;2026-03-09;Tallåsen;Föll;Slag → 😀")
    done = ended("--db", db, "importera", "avvikelser", source, "--prova", environment=environment, stdout=-1)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1].startswith(b"Ingenting har ")
    refused = ended("--db", "ö→😀.db", "kontrollera", environment=environment, stdout=-1)
    assert refused.returncode == 1
    assert refused.stderr.startswith(b"kvalitet: ")
    assert b"Traceback" not in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize(
    "arguments", [("--hjalp",), ("kontrollera",), ("importera", "avvikelser", "in.csv", "--prova")]
)
def test_a_reader_who_leaves_is_no_fault(db, tmp_path, arguments):
    csv_file(tmp_path, *(f"X{n};snart;Tallåsen;Föll;" for n in range(3000)))
    read, write = os.pipe()
    os.close(read)
    done = ended("--db", db, *arguments, stdout=write, cwd=tmp_path, environment={"PYTHONPATH": str(Path.cwd())})
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [("--hjalp",), ("kontrollera",)])
def test_an_answer_that_could_not_be_written_is_told(db, arguments):
    with Path("/dev/full").open("wb") as full:
        done = ended("--db", db, *arguments, stdout=full)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "kvalitet: Svaret kunde inte skrivas ut hela vägen. Kontrollera om disken är full.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_ctrl_c_in_the_middle_of_an_import_changes_nothing(db, tmp_path):
    source = csv_file(tmp_path, *(f"X{n};2026-03-09;Tallåsen;Händelse {n};" for n in range(40_000)))
    words, options = command("--db", db, "importera", "avvikelser", source, stdout=subprocess.PIPE)
    with subprocess.Popen(words, **options) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        while b"Obs" not in running.stdout.readline():
            pass
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert told.decode() == "kvalitet: avbrutet, ingenting har ändrats\n"
    assert cli("--db", db, "kontrollera") == 0
    assert cli("--db", db, "importera", "avvikelser", source, "--prova") == 0


def test_ctrl_c_that_the_database_hides_is_still_ctrl_c(db, monkeypatch, capsys):
    def press(*_):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("user-defined function raised exception") from None

    monkeypatch.setitem(COMMANDS, "kontrollera", press)
    before = signal.getsignal(signal.SIGINT)
    assert cli("--db", db, "kontrollera") == 1
    assert capsys.readouterr().err == "kvalitet: avbrutet, ingenting har ändrats\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_a_fault_of_ours_is_one_sentence_and_a_log(db, monkeypatch, capsys):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setitem(COMMANDS, "kontrollera", fail)
    assert cli("--db", db, "kontrollera") == 1
    told = capsys.readouterr().err
    assert told == f"kvalitet: Något gick fel i programmet; loggen ligger i {place.log_folder() / 'kvalitet.log'}.\n"
    assert "ZeroDivisionError" in (place.log_folder() / "kvalitet.log").read_text("utf-8")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_disk_that_says_no_leaves_what_was_there(db, tmp_path, monkeypatch, capsys, suffix, number):  # noqa: PLR0917
    target = tmp_path / f"ut.{suffix}"
    target.write_text("förra gången")

    def refuse(path, *_):
        path.write_text("halvt")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(table_out, f"_write_{suffix}", refuse)
    assert cli("--db", db, "exportera", "avvikelser", "--ut", str(target)) == 1
    assert os.strerror(number) not in capsys.readouterr().err
    assert target.read_text() == "förra gången"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []
