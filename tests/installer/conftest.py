"""A set-up that runs nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installer import debian, environment
from tests.installer.runs import Runs


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """No command is run."""
    made = Runs()
    monkeypatch.setattr(subprocess, "run", made)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return made


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A project folder with an environment that has a Python but no stamp."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCK": tmp_path / "requirements.lock", "PYTHON": python}
    for name, place in {**places, "STAMP": tmp_path / ".venv" / "kvalitet.stamp"}.items():
        monkeypatch.setattr(environment, name, place)
    for module in (debian, environment):
        monkeypatch.setattr(module, "missing_packages", lambda _: [])
    return tmp_path
