"""The developer's entry: what it decides before it runs anything."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import dev


class Runs:
    """Stands in for subprocess.run: notes the commands; those with a word of `fails` fail."""

    def __init__(self, fails=(), stdout=""):
        self.commands = []
        self.fails = fails
        self.stdout = stdout

    def __call__(self, command, **_options):
        self.commands.append([str(part) for part in command])
        failed = any(word in command for word in self.fails)
        return subprocess.CompletedProcess(command, int(failed), stdout=self.stdout)


@pytest.fixture
def runs(monkeypatch):
    made = Runs()
    monkeypatch.setattr(dev.subprocess, "run", made)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    return made


def test_missing_packages_are_those_not_called_installed(runs):
    runs.stdout = "libgl1 installed\nlibegl1 not-installed\nlibxkbcommon0 config-files\nlibglib2.0-0t64 installed\n"
    wanted = ("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libglib2.0-0")
    assert dev.missing_packages(wanted) == ["libegl1", "libxkbcommon0", "libdbus-1-3"]


def test_systems_without_dpkg_miss_nothing(runs, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    assert dev.missing_packages(("libgl1",)) == []
    assert runs.commands == []


def test_without_being_root_the_line_is_told_and_that_is_all(runs, monkeypatch, capfd):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as left:
        dev.install_packages(["libgl1", "libegl1"], "Qts bibliotek")
    assert left.value.code == 1
    line = "dev.py: Qts bibliotek saknas. Kör: sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert capfd.readouterr().err.splitlines() == [line]
    assert runs.commands == []


def test_what_only_some_tests_need_does_not_stop(runs, monkeypatch, capfd):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    dev.install_packages(["postgresql"], "PostgreSQL till testerna", needed=False)
    assert "recommends postgresql" in capfd.readouterr().out
    assert runs.commands == []


def test_root_installs_what_is_missing(runs, monkeypatch):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    dev.install_packages(["libgl1"], "Qts bibliotek")
    assert [command[:2] for command in runs.commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert runs.commands[1][-1] == "libgl1"


def test_a_library_that_comes_from_elsewhere_is_not_missed(runs, monkeypatch):
    monkeypatch.setattr(dev, "loads", lambda library: library == "libGL.so.1")
    assert dev.missing_libraries({"libgl1": "libGL.so.1", "libegl1": "libEGL.so.1"}) == ["libegl1"]


def test_a_library_is_looked_for_in_earnest():
    assert not dev.loads("libfinnsinte.so.99")


@pytest.mark.parametrize(("window", "count"), [(True, 11), (False, 6)])
def test_what_only_a_window_needs_is_asked_for_when_there_is_one(runs, project, monkeypatch, window, count):
    asked = []
    monkeypatch.setattr(dev, "missing_libraries", lambda wanted: asked.extend(wanted) or [])
    dev.setup(window=window)
    assert len(asked) == count
    assert ("libxcb-cursor0" in asked) is window


@pytest.mark.parametrize(("command", "window"), [("setup", True), ("bench", False), ("test", False), ("shots", False)])
def test_only_setup_and_a_screen_ask_for_the_window(runs, monkeypatch, command, window):
    asked = []
    monkeypatch.setattr(dev, "setup", lambda *_, window=False: asked.append(window))
    monkeypatch.setattr(dev, "example_in", lambda folder: folder)
    dev.main([command])
    assert asked == [window]


@pytest.mark.parametrize("shown", [True, False])
def test_run_asks_for_the_window_where_there_is_a_display(runs, monkeypatch, tmp_path, shown):
    asked = []
    monkeypatch.setattr(dev, "setup", lambda *_, window=False: asked.append(window))
    monkeypatch.setattr(dev, "has_display", lambda: shown)
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    runs.stdout = str(tmp_path / "Åsa Öberg" / "exempel.db")
    assert dev.run() == 0
    assert asked == [shown]
    assert (runs.commands[-1][-2:] == ["--db", runs.stdout]) is shown


def test_a_broken_environment_is_a_sentence_when_the_example_is_looked_for(runs, capfd):
    runs.fails = ("utf8",)
    with pytest.raises(SystemExit):
        dev.example_place()
    assert "Ta bort mappen .venv" in capfd.readouterr().err


def test_the_place_of_the_example_may_have_any_letters(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "Łukasz Ödegård"))
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    assert dev.example_place() == tmp_path / "Łukasz Ödegård" / "Kvalitet" / "exempelkommun.db"


@pytest.fixture
def windows(monkeypatch):
    """The module as Windows reads it."""
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        found = importlib.util.spec_from_file_location("dev_windows", dev.__file__)
        module = importlib.util.module_from_spec(found)
        found.loader.exec_module(module)
    return module


def test_windows_has_its_own_python_and_no_packages_of_debian(windows, monkeypatch, capfd):
    assert windows.PYTHON.as_posix().endswith(".venv/Scripts/python.exe")
    monkeypatch.setattr(windows.shutil, "which", lambda name: f"C:/Program Files/Git/usr/bin/{name}")
    monkeypatch.setattr(windows.os, "geteuid", None, raising=False)
    assert windows.missing_packages(tuple(windows.QT_PACKAGES)) == []
    assert windows.has_display()
    assert windows.main([]) == 2
    assert "py installer\\dev.py setup" in capfd.readouterr().out


def test_spaces_in_a_path_reach_the_command_whole(runs, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "Mina program" / "python.exe")
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
def test_a_console_without_our_letters_does_not_end_the_work(encoding):
    done = subprocess.run(
        [sys.executable, dev.__file__],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (2, b"")
    assert b"setup|run|test|bench|shots" in done.stdout


def test_an_environment_whose_python_was_removed_is_made_anew(runs, project):
    dev.STAMP.write_text("x")
    runs.fails = ("-c",)
    dev.make_venv()
    assert runs.commands[-1][1:3] == ["-m", "venv"]


def test_ctrl_c_is_a_word_and_not_a_stack_trace(monkeypatch, capfd):
    def press(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "setup", press)
    with pytest.raises(SystemExit):
        dev.main(["setup"])
    assert capfd.readouterr().err == "dev.py: avbrutet\n"


@pytest.fixture
def project(monkeypatch, tmp_path):
    """A project folder with an environment that has a Python but no stamp."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCK": tmp_path / "requirements.lock", "PYTHON": python}
    for name, place in {**places, "STAMP": tmp_path / ".venv" / "kvalitet.stamp"}.items():
        monkeypatch.setattr(dev, name, place)
    monkeypatch.setattr(dev, "missing_packages", lambda _: [])
    return tmp_path


def test_a_second_setup_does_nothing(runs, project):
    dev.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [False, True, False]
    runs.commands.clear()
    dev.setup()
    assert [command[1:] for command in runs.commands] == [["-c", ""]]
    runs.commands.clear()
    (project / "requirements.lock").write_text("x==1")
    dev.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [False, True, False]


def test_an_environment_whose_making_was_interrupted_is_made_anew(runs, project):
    runs.fails = ("--version",)
    dev.make_venv()
    assert runs.commands[-1][1:3] == ["-m", "venv"]
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("version", [(3, 10, 2), (3, 14, 0)])
def test_other_pythons_are_refused(monkeypatch, capfd, version):
    monkeypatch.setattr(dev.sys, "version_info", version)
    with pytest.raises(SystemExit):
        dev.setup()
    assert "Python 3.11–3.13 behövs" in capfd.readouterr().err


def test_every_check_runs_though_one_fails_and_the_tests_come_last(runs, monkeypatch, capfd):
    monkeypatch.setattr(dev, "setup", lambda *_: None)
    runs.fails = ("mypy",)
    assert dev.test(["-k", "pdf"]) == 1
    assert [command[2] for command in runs.commands] == ["ruff", "ruff", "mypy", "pytest"]
    assert runs.commands[-1][-2:] == ["-k", "pdf"]
    assert capfd.readouterr().out.splitlines()[-1] == "MISSLYCKADES: typer"


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
    ],
)
def test_has_display(monkeypatch, environment, platform, shown):
    monkeypatch.setattr(dev.os, "environ", environment)
    monkeypatch.setattr(dev.sys, "platform", platform)
    monkeypatch.setattr(dev, "WINDOWS", False)
    assert dev.has_display() is shown


def test_without_display_the_main_job_is_done_and_its_folder_named(runs, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    assert dev.run_headless() == 0
    assert [set(command) & {"exempel", "kvalitetsberattelse", "bilder"} for command in runs.commands] == [
        {"exempel"},
        {"kvalitetsberattelse"},
        {"bilder"},
    ]
    assert capfd.readouterr().out.splitlines()[-1].endswith(str(tmp_path / "utdata"))


def test_a_failed_step_of_the_main_job_stops_it(runs, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "OUT", tmp_path / "utdata")
    runs.fails = ("rapport",)
    with pytest.raises(SystemExit):
        dev.run_headless()


def test_an_unknown_command_shows_the_commands(capfd):
    assert dev.main(["flyg"]) == 2
    assert "setup|run|test|bench|shots" in capfd.readouterr().out


def test_the_continuous_check_runs_the_same_command():
    script = Path(dev.ROOT, ".ci", "run").read_text(encoding="utf-8")
    assert "python3 installer/dev.py test" in script
