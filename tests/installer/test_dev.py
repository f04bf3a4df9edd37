"""The developer's entry: what it decides before it runs anything."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import installer
from installer import dev, environment
from tests.installer.runs import Runs


@pytest.mark.parametrize(("command", "window"), [("setup", True), ("bench", False), ("test", False), ("shots", False)])
def test_only_setup_and_a_screen_ask_for_the_window(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, command: str, window: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(environment, "setup", lambda *_, window=False: asked.append(window))
    monkeypatch.setattr(dev, "example_in", lambda folder: folder)
    dev.main([command])
    assert asked == [window]


@pytest.mark.parametrize("shown", [True, False])
def test_run_asks_for_the_window_where_there_is_a_display(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(environment, "setup", lambda *_, window=False: asked.append(window))
    monkeypatch.setattr(dev, "has_display", lambda: shown)
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    runs.stdout = str(tmp_path / "Åsa Öberg" / "exempel.db")
    assert dev.run() == 0
    assert asked == [shown]
    assert (runs.commands[-1][-2:] == ["--db", runs.stdout]) is shown


def test_a_broken_environment_is_a_sentence_when_the_example_is_looked_for(
    runs: Runs, capfd: pytest.CaptureFixture[str]
) -> None:
    runs.fails = ("utf8",)
    with pytest.raises(SystemExit):
        dev.example_place()
    assert "Ta bort mappen .venv" in capfd.readouterr().err


def test_the_place_of_the_example_may_have_any_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "Łukasz Ödegård"))
    monkeypatch.setattr(environment, "PYTHON", sys.executable)
    assert dev.example_place() == tmp_path / "Łukasz Ödegård" / "Kvalitet" / "exempelkommun.db"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command as Windows reads it: its modules read anew."""
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        for name in ("debian", "environment", "dev"):
            there.delitem(sys.modules, f"installer.{name}")
            there.delattr(installer, name)
        return importlib.import_module("installer.dev")


def test_windows_has_its_own_python_and_no_packages_of_debian(
    windows: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert windows is not dev
    assert windows.environment.PYTHON.as_posix().endswith(".venv/Scripts/python.exe")
    monkeypatch.setattr(shutil, "which", lambda name: f"C:/Program Files/Git/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", None, raising=False)
    assert windows.environment.missing_packages(tuple(windows.environment.QT_PACKAGES)) == []
    assert windows.has_display()
    assert windows.main([]) == 2
    assert "py installer\\dev.py setup" in capfd.readouterr().out


def test_spaces_in_a_path_reach_the_command_whole(runs: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "Mina program" / "python.exe")
    dev.kvalitet("--db", str(tmp_path / "Å b" / "c d.db"), "exempel")
    assert runs.commands == [
        [
            str(tmp_path / "Mina program" / "python.exe"),
            "-m",
            "kvalitet_app",
            "--db",
            str(tmp_path / "Å b" / "c d.db"),
            "exempel",
        ]
    ]


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_a_console_without_our_letters_does_not_end_the_work(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, dev.__file__],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (2, b"")
    assert b"setup|run|test [--allt]|bench|shots" in done.stdout


def test_ctrl_c_is_a_word_and_not_a_stack_trace(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def press(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "setup", press)
    with pytest.raises(SystemExit):
        dev.main(["setup"])
    assert capfd.readouterr().err == "dev.py: avbrutet\n"


def test_every_check_runs_though_one_fails_and_the_tests_come_last(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "setup", lambda *_: None)
    runs.fails = ("mypy",)
    assert dev.test(["-k", "pdf"]) == 1
    assert [command[2] for command in runs.commands] == ["ruff", "ruff", "mypy", "pytest"]
    assert runs.commands[-1][-2:] == ["-k", "pdf"]
    assert capfd.readouterr().out.splitlines()[-1] == "MISSLYCKADES: typer"


@pytest.mark.parametrize(
    ("arguments", "passed"), [([], []), (["--allt"], ["-m", ""]), (["x", "--allt"], ["-m", "", "x"])]
)
def test_the_second_lane_leaves_no_test_out(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, arguments: list[str], passed: list[str]
) -> None:
    monkeypatch.setattr(environment, "setup", lambda *_: None)
    assert dev.test(arguments) == 0
    assert runs.commands[-1][6:] == passed


@pytest.mark.parametrize(
    ("variables", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
    ],
)
def test_has_display(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], platform: str, shown: bool) -> None:
    monkeypatch.setattr(os, "environ", variables)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(dev, "WINDOWS", False)
    assert dev.has_display() is shown


def test_without_display_the_main_job_is_done_and_its_folder_named(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    assert dev.run_headless() == 0
    assert [set(command) & {"exempel", "kvalitetsberattelse", "bilder"} for command in runs.commands] == [
        {"exempel"},
        {"kvalitetsberattelse"},
        {"bilder"},
    ]
    assert capfd.readouterr().out.splitlines()[-1].endswith(str(tmp_path / "utdata"))


def test_a_failed_step_of_the_main_job_stops_it(runs: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    runs.fails = ("rapport",)
    with pytest.raises(SystemExit):
        dev.run_headless()


def test_an_unknown_command_shows_the_commands(capfd: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["flyg"]) == 2
    assert "setup|run|test [--allt]|bench|shots" in capfd.readouterr().out


def test_the_continuous_check_runs_the_same_command() -> None:
    script = Path(dev.ROOT, ".ci", "run").read_text(encoding="utf-8")
    assert "python3 installer/dev.py test" in script
