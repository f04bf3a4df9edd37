"""The Debian packages: which are missing, and what is done about it."""

import os
import shutil

import pytest

from installer import debian
from tests.installer.runs import Runs


def test_missing_packages_are_those_not_called_installed(runs: Runs) -> None:
    runs.stdout = "libgl1 installed\nlibegl1 not-installed\nlibxkbcommon0 config-files\nlibglib2.0-0t64 installed\n"
    wanted = ("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libglib2.0-0")
    assert debian.missing_packages(wanted) == ["libegl1", "libxkbcommon0", "libdbus-1-3"]


def test_systems_without_dpkg_miss_nothing(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert debian.missing_packages(("libgl1",)) == []
    assert runs.commands == []


def test_without_being_root_the_line_is_told_and_that_is_all(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as left:
        debian.install_packages(["libgl1", "libegl1"], "Qts bibliotek")
    assert left.value.code == 1
    line = "dev.py: Qts bibliotek saknas. Kör: sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert capfd.readouterr().err.splitlines() == [line]
    assert runs.commands == []


def test_what_only_some_tests_need_does_not_stop(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    debian.install_packages(["postgresql"], "PostgreSQL till testerna", needed=False)
    assert "recommends postgresql" in capfd.readouterr().out
    assert runs.commands == []


def test_root_installs_what_is_missing(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    debian.install_packages(["libgl1"], "Qts bibliotek")
    assert [command[:2] for command in runs.commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert runs.commands[1][-1] == "libgl1"


def test_a_library_that_comes_from_elsewhere_is_not_missed(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "loads", lambda library: library == "libGL.so.1")
    assert debian.missing_libraries({"libgl1": "libGL.so.1", "libegl1": "libEGL.so.1"}) == ["libegl1"]


def test_a_library_is_looked_for_in_earnest() -> None:
    assert not debian.loads("libfinnsinte.so.99")
