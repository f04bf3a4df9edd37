"""The environment of the source: .venv with the pinned packages, their hashes checked, and the libraries Qt needs.

Standard library only: it runs before there is an environment.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from installer.debian import (
    QT_PACKAGES,
    WINDOW_PACKAGES,
    WINDOWS,
    install_packages,
    missing_libraries,
    missing_packages,
)
from installer.terminal import say, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "kvalitet.stamp"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
FIRST, BEYOND = (3, 11), (3, 14)


def lock_digest() -> str:
    """What decides whether the packages must be installed anew."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), platform.python_version().encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_whole() -> bool:
    """Whether the environment runs and has its pip; one whose making was interrupted has not.

    A Python that was removed leaves an environment on Windows that is there and does not run.
    """
    command = [str(PYTHON), *(("-c", "") if STAMP.exists() else ("-m", "pip", "--version"))]
    return PYTHON.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """The environment; on a Debian without ensurepip its package comes first."""
    if is_whole():
        return
    if find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install_packages(missing_packages((package,)), "Pythons venv")
    say("skapar .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode != 0:
        hint = "" if WINDOWS else " På Debian: sudo apt-get install python3-venv"
        stop(f"Python kan inte skapa en miljö i {VENV}. Stäng program som kör därifrån och kör igen.{hint}")


def setup(*extra: str, window: bool = False) -> None:
    """Everything that running needs, with `window` also on a screen. A second call does no work twice."""
    if not FIRST <= sys.version_info[:2] < BEYOND:
        stop(f"Python 3.11–3.13 behövs, det här är {platform.python_version()}.")
    install_packages(missing_libraries(QT_PACKAGES | (WINDOW_PACKAGES if window else {})), "Qts bibliotek")
    if extra:
        install_packages(missing_packages(extra), "det som testerna kör (PostgreSQL, veraPDF, poppler)", needed=False)
    make_venv()
    digest = lock_digest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest:
        return
    say("installerar paketen ur requirements.lock, med kontrollsummor")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for arguments in (
        ["--require-hashes", "-r", str(LOCK)],
        ["--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if subprocess.run([*pip, *arguments], cwd=ROOT, check=False).returncode != 0:
            stop("paketen kunde inte installeras. Kontrollera nätverket och kör igen.")
    STAMP.write_text(digest, encoding="utf-8")


def call(*arguments: str, **environment: str) -> int:
    """Run the environment's Python in the project."""
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode
