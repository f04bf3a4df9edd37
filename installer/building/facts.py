"""What every part of the build must agree on: names, places, the version and the clock."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
LOCKS = INSTALLER / "locks"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

NAME = "Kvalitet"
PACKAGE = "kvalitet_app"
PUBLISHER = "Kvalitet"
LICENCE = "EUPL-1.2"
UPGRADE_CODE = "8E4A3A5C-2F0B-4B7E-9C59-0B1D7C1F6A20"
PYTHON_MINOR = "313"  # the Windows runtime; the wheels of windows.lock are made for it
TEST_MARK = "testbygge"


def version() -> str:
    """The version of the source, three numbers."""
    text = (ROOT / PACKAGE / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("kvalitet_app/__init__.py has no version of three numbers")
    return found[1]


def epoch() -> int:
    """The moment that every file of a build carries: the source's own, so that building twice gives the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip() else 1_767_225_600  # 2026-01-01
