"""What ends or fills the process that reads a foreign file is a sentence in ours."""

import subprocess
import sys

import pytest

from kvalitet_app.domain.errors import InputError
from kvalitet_app.machine import apart
from kvalitet_app.machine.apart import read_apart

ADVICE = "Spara en ny kopia."


def answer_of(module, tmp_path, monkeypatch):
    """What a reader of the test's own answers in a process of its own."""
    starter = tmp_path / "starter.py"
    starter.write_text(
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nfrom kvalitet_app.machine import apart\n"
        f"apart.READERS = {{'prov': ({module.stem!r}, 'lines')}}\nraise SystemExit(apart.serve(sys.argv[2:]))\n"
    )
    monkeypatch.setattr(apart, "_program", lambda: [sys.executable, str(starter)])
    file = tmp_path / "filen.x"
    file.touch()
    return read_apart("prov", file, advice=ADVICE)


def test_a_memory_bomb_meets_the_limit_and_not_the_computer(tmp_path, monkeypatch):
    bomb = tmp_path / "bomb.py"
    bomb.write_text(
        "def lines(path):\n    yield 1\n    big = [b'x' * 2**20 for _ in range(2**13)]\n    yield len(big)\n"
    )
    answers = answer_of(bomb, tmp_path, monkeypatch)
    assert next(answers) == 1
    with pytest.raises(InputError, match=r"filen\.x går inte att läsa\. Spara en ny kopia\."):
        next(answers)


def test_a_reader_that_never_ends_is_ended(tmp_path, monkeypatch):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\n\ndef lines(path):\n    yield 1\n    time.sleep(60)\n")
    monkeypatch.setattr(apart, "MOST_SECONDS", 2)
    with pytest.raises(InputError, match="går inte att läsa"):
        list(answer_of(slow, tmp_path, monkeypatch))


def test_a_bug_of_ours_is_no_fault_of_the_file(tmp_path, monkeypatch):
    bug = tmp_path / "bug.py"
    bug.write_text("def lines(path):\n    yield 1 / 0\n")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(answer_of(bug, tmp_path, monkeypatch))


def test_a_reader_that_dies_half_way_is_told_of(tmp_path, monkeypatch):
    dying = tmp_path / "dying.py"
    dying.write_text("import os\n\ndef lines(path):\n    yield 1\n    os.abort()\n")
    with pytest.raises(InputError, match="går inte att läsa"):
        list(answer_of(dying, tmp_path, monkeypatch))


def test_no_reader_is_left_when_nobody_listens(tmp_path, monkeypatch):
    endless = tmp_path / "endless.py"
    endless.write_text("def lines(path):\n    while True:\n        yield 1\n")
    started = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    answers = answer_of(endless, tmp_path, monkeypatch)
    assert next(answers) == 1
    answers.close()
    assert started[0].poll() is not None
