"""What a fall left half made is gone after the next start, and nothing else is."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kvalitet_app.machine import leftovers
from kvalitet_app.machine.leftovers import forget_folder, note, noted, sweep, temporary_folder
from tests.cli.command_line import cli

DIE = """
import os, sys, signal
from pathlib import Path
from kvalitet_app.machine.files import whole_file
from kvalitet_app.machine.leftovers import temporary_folder, noted
(temporary_folder() / "skyddad.pdf").write_text("lex Sarah")
with whole_file(Path(sys.argv[1]) / "rapport.pdf") as temporary, noted(Path(sys.argv[1]) / ".nytt.db.gors"):
    temporary.write_text("halv")
    for suffix in ("", "-wal", "-shm"):
        (Path(sys.argv[1]) / f".nytt.db.gors{suffix}").write_text("halv")
    print("mitt i", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that kills")
def test_what_a_killed_program_was_making_is_removed_at_the_next_start(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "rapport.pdf").write_text("den förra")
    (tmp_path / ".annan.pdf.1234.tmp").write_text("någon annans")
    died = subprocess.run([sys.executable, "-c", DIE, str(tmp_path)], stdout=subprocess.PIPE, text=True, check=False)
    assert (died.stdout, died.returncode) == ("mitt i\n", -signal.SIGKILL)
    assert len(list(tmp_path.iterdir())) == 7
    cli("--db", str(tmp_path / "saknas.db"), "kontrollera")
    left = {path.name for path in tmp_path.iterdir() if path.name != "hem"}
    assert left == {"rapport.pdf", ".annan.pdf.1234.tmp"}
    assert (tmp_path / "rapport.pdf").read_text() == "den förra"
    assert list(leftovers._notes().iterdir()) == []
    assert "finns inte" in capsys.readouterr().err


def test_what_is_being_made_now_is_left_alone(tmp_path):
    half = tmp_path / ".rapport.pdf.ab12.tmp"
    with noted(half):
        half.write_text("halv")
        assert sweep() == 0
        assert half.exists()
    assert list(leftovers._notes().iterdir()) == []


def test_only_what_bears_our_names_is_removed(tmp_path):
    own = tmp_path / "viktigt.docx"
    own.write_text("mitt")
    mine = note(own)
    assert mine is not None
    mine.rename(mine.with_name("999999999-ab"))
    assert sweep() == 0
    assert own.exists()


def test_a_temporary_folder_is_forgotten_with_its_note():
    folder = temporary_folder()
    (folder / "a.pdf").write_text("x")
    assert len(list(leftovers._notes().iterdir())) == 1
    forget_folder(folder)
    assert not folder.exists()
    assert list(leftovers._notes().iterdir()) == []


def test_where_no_note_can_be_kept_the_work_goes_on(tmp_path, monkeypatch):
    blocked = tmp_path / "fil"
    blocked.write_text("")
    monkeypatch.setattr(leftovers, "_notes", lambda: blocked / "pagaende")
    with noted(tmp_path / ".a.tmp"):
        Path(tmp_path / "a").write_text("klar")
