"""What IT has decided for this machine: by policy, or in the machine's own settings.

The order is command line, policy, machine, person. Policy is read from `HKLM\\Software\\Policies\\Kvalitet`, the
machine's settings from `Kvalitet.ini` in ProgramData (`/etc/kvalitet/kvalitet.ini` on Linux), section [databas], and
after it from `HKLM\\Software\\Kvalitet`, where the .msi lays its properties.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from kvalitet_app.domain.errors import StorageError

POLICY, MACHINE = r"Software\Policies\Kvalitet", r"Software\Kvalitet"
IN_INI = {"Databas": "plats", "Datamapp": "mapp"}
SECTION = "databas"
PERSONS_DATABASE = "KVALITET_DB"


class Decided(NamedTuple):
    """A setting that IT has made. `is_policy`: a person may not choose otherwise."""

    text: str
    is_policy: bool


def decided(name: str) -> Decided | None:
    """What policy or machine says of `Databas` or `Datamapp`, with %VARIABLES% read; None where nothing is said.

    Raises:
        StorageError: the machine's settings cannot be read.
    """
    by_policy = registry(POLICY, name).strip()
    text = by_policy or _from_ini(name).strip() or registry(MACHINE, name).strip()
    return Decided(os.path.expandvars(text), bool(by_policy)) if text else None


def chosen_database(command_line: str | None) -> str | None:
    """The register that was asked for before the person's own habits are: None leaves it to them."""
    if command_line:
        return command_line
    by_it = decided("Databas")
    return by_it.text if by_it is not None else os.environ.get(PERSONS_DATABASE)


def is_fixed() -> bool:
    """Whether policy says which register is used."""
    by_it = decided("Databas")
    return by_it is not None and by_it.is_policy


def registry(key: str, name: str) -> str:
    """A text of the machine's part of the registry; "" where there is none, and on other systems."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except OSError:
            return ""
    return ""


def ini_file() -> Path:
    """The machine's own settings."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Kvalitet" / "Kvalitet.ini"
    return Path("/etc/kvalitet/kvalitet.ini")


def _from_ini(name: str) -> str:
    file = ini_file()
    if not file.exists():
        return ""
    from configparser import ConfigParser, Error  # seldom there, and not before the first paint

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(_text(file.read_bytes()))
    except (OSError, Error) as error:
        raise StorageError(f"Datorns inställningar i {file} kan inte läsas. Be IT rätta filen.") from error
    return parser.get(SECTION, IN_INI[name], fallback="")


def _text(content: bytes) -> str:
    """As Windows' own tools write it (UTF-16 with a mark), as editors do (UTF-8), or as old ones did."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
