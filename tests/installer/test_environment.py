"""The environment of the source: made once, and made anew when something has changed."""

import sys
from pathlib import Path

import pytest

from installer import environment
from tests.installer.runs import Runs


@pytest.mark.parametrize(("window", "count"), [(True, 11), (False, 6)])
def test_what_only_a_window_needs_is_asked_for_when_there_is_one(
    runs: Runs, project: Path, monkeypatch: pytest.MonkeyPatch, window: bool, count: int
) -> None:
    asked: list[str] = []

    def note(wanted: dict[str, str]) -> list[str]:
        asked.extend(wanted)
        return []

    monkeypatch.setattr(environment, "missing_libraries", note)
    environment.setup(window=window)
    assert len(asked) == count
    assert ("libxcb-cursor0" in asked) is window


def test_an_environment_whose_python_was_removed_is_made_anew(runs: Runs, project: Path) -> None:
    environment.STAMP.write_text("x")
    runs.fails = ("-c",)
    environment.make_venv()
    assert runs.commands[-1][1:3] == ["-m", "venv"]


def test_a_second_setup_does_nothing(runs: Runs, project: Path) -> None:
    environment.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [False, True, False]
    runs.commands.clear()
    environment.setup()
    assert [command[1:] for command in runs.commands] == [["-c", ""]]
    runs.commands.clear()
    (project / "requirements.lock").write_text("x==1")
    environment.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [False, True, False]


def test_an_environment_whose_making_was_interrupted_is_made_anew(runs: Runs, project: Path) -> None:
    runs.fails = ("--version",)
    environment.make_venv()
    assert runs.commands[-1][1:3] == ["-m", "venv"]
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("version", [(3, 10, 2), (3, 14, 0)])
def test_other_pythons_are_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit):
        environment.setup()
    assert "Python 3.11–3.13 behövs" in capfd.readouterr().err
