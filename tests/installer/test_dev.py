"""The developer's entry: what it decides before it runs anything."""

import subprocess
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


def test_without_being_root_the_line_is_told(runs, monkeypatch, capfd):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    dev.install_packages(("libgl1", "libegl1"), "Qts bibliotek")
    assert "sudo apt-get install -y --no-install-recommends libgl1 libegl1" in capfd.readouterr().out
    assert len(runs.commands) == 1


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
    monkeypatch.setattr(dev, "install_packages", lambda *_: None)
    return tmp_path


def test_a_second_setup_does_nothing(runs, project):
    dev.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [False, True, False]
    runs.commands.clear()
    dev.setup()
    assert runs.commands == []
    (project / "requirements.lock").write_text("x==1")
    dev.setup()
    assert ["--require-hashes" in command for command in runs.commands] == [True, False]


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
