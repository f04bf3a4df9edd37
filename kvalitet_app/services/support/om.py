"""What the program is made of: versions, parts and their licences."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from kvalitet_app import __version__
from kvalitet_app.machine.files import resource

LINE = re.compile(r"^- \*\*(?P<namn>[^*]+)\*\* (?P<licens>[^:]+): (?P<till>.+)$")


@dataclass(frozen=True, slots=True)
class Del:
    """A part of the program: its name, licence as an SPDX expression, what it is for, and its version where told."""

    namn: str
    licens: str
    till: str
    version: str


def versions() -> tuple[tuple[str, str], ...]:
    """The versions that whoever helps asks for first."""
    return (
        ("Kvalitet", __version__),
        ("Python", platform.python_version()),
        ("Qt för Python", version_of("pyside6-essentials")),
        ("SQLAlchemy", version_of("sqlalchemy")),
        ("SQLite", sqlite3.sqlite_version),
        ("ReportLab", version_of("reportlab")),
        ("System", system()),
    )


def version_of(package: str) -> str:
    """The version of an installed package; "" where it does not say."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def system() -> str:
    """The operating system: its name and build, nothing of the machine."""
    if sys.platform == "win32":
        found = sys.getwindowsversion()
        return f"Windows {found.major}.{found.minor}.{found.build}"
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        return platform.system()


@cache
def parts() -> tuple[Del, ...]:
    """Every part that ships, as resources/licenser.md says and a test compares with the locks."""
    found = (LINE.match(line) for line in resource("licenser.md").read_text(encoding="utf-8").splitlines())
    return tuple(Del(**one.groupdict(), version=version_of(one["namn"])) for one in found if one)


def licence_texts() -> Path | None:
    """The folder of licence texts that an installed program has beside it; None when run from source."""
    start = Path(sys.executable).parent
    places = (start / "licenser", start.parent / "licenser")
    return next((place for place in places if place.is_dir()), None)
