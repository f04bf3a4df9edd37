"""The file for whoever helps: log, versions and settings, without anything of a person in it.

Nothing is taken away from the log that could be personal; the other way round, only what cannot be is let through:
times, our own fixed messages, names of functions and program files, kinds of faults. What a fault said may hold what
somebody wrote, and stays at home.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kvalitet_app.machine.files import HERE, write_whole
from kvalitet_app.services.support.om import versions

LOGS = ("kvalitet.log.1", "kvalitet.log")
SETTINGS = {"utseende/tema": "tema", "fonster/sida": "sida"}
KNOWN_VALUES = re.compile(r"[a-z_]{1,24}")
MESSAGES = ("unexpected error", "the upgrade was rolled back", "the upgraded file did not hold")
HEAD = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:,\d{3})?) (DEBUG|INFO|WARNING|ERROR|CRITICAL)\b(.*)", re.DOTALL)
FRAME = re.compile(r'\s+File "([^"]+)", line (\d{1,6}), in ([A-Za-z_][A-Za-z0-9_]*|<[a-z]+>)')
FAULT = re.compile(r"((?:[a-z_0-9]+\.)*[A-Z][A-Za-z]{0,40}(?:Error|Exception|Warning|Interrupt|Cancelled))(?::.*)?")
FIXED = (
    "Traceback (most recent call last):",
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
LIBRARIES = frozenset(
    {"sqlalchemy", "PySide6", "reportlab", "alembic", "psycopg", "docx", "xlsxwriter", "python_calamine"}
)
README = (
    "Den här filen är till för den som hjälper dig med Kvalitet.\n\n"
    "versioner.txt       programmets och systemets versioner, och vilket slags register som är öppet\n"
    "installningar.txt   programmets inställningar, utan sökvägar och namn\n"
    "logg.txt            när fel har hänt och var i programmet, utan vad felen sade\n\n"
    "Ingenting ur registret finns med, inte heller namn, konto eller mappar. Öppna filerna och läs om du vill.\n"
)


def write_support_file(
    target: Path, *, log_folder: Path, register: Mapping[str, str], setting: Callable[[str], Any]
) -> None:
    """Write the file. `register` is facts without names, `setting` answers the value of a key of the window's settings.

    Raises:
        StorageError: the place cannot be written.
    """
    texts = {
        "LÄS MIG.txt": README,
        "versioner.txt": _table([*versions(), *register.items()]),
        "installningar.txt": _table(list(_settings(setting))),
        "logg.txt": "".join(_logs(log_folder)) or "Loggen är tom.\n",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text.encode("utf-8"))
    write_whole(target, packed.getvalue())


def _table(pairs: list[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in pairs)


def _settings(setting: Callable[[str], Any]) -> Iterator[tuple[str, str]]:
    for key, name in SETTINGS.items():
        value = str(setting(key) or "")
        yield name, value if KNOWN_VALUES.fullmatch(value) else "(inte satt)"


def _logs(folder: Path) -> Iterator[str]:
    for name in LOGS:
        file = folder / name
        if file.exists():
            yield clean_log(file.read_text(encoding="utf-8", errors="replace"))


def clean_log(text: str) -> str:
    """The lines of a log that cannot hold anything of a person; what is left out is counted."""
    kept: list[str] = []
    left_out = 0
    for line in text.splitlines():
        clean = _clean_line(line)
        if clean is None:
            left_out += 1
        else:
            kept.append(clean)
    if left_out:
        kept.append(f"({left_out} rader är utelämnade)")
    return "".join(f"{line}\n" for line in kept)


def _clean_line(line: str) -> str | None:
    if line in FIXED:
        return line
    if head := HEAD.fullmatch(line):
        known = next((message for message in (*MESSAGES, *FIXED) if message in head[3]), "")
        return f"{head[1]} {head[2]} {known}".rstrip()
    if frame := FRAME.fullmatch(line):
        return f'  File "{_short(frame[1])}", line {frame[2]}, in {frame[3]}'
    if fault := FAULT.fullmatch(line):
        return fault[1]
    return None


def _short(path: str) -> str:
    """A file of the program as it is called there, of a library the library's name, else nothing."""
    parts = path.replace("\\", "/").split("/")
    if HERE.name in parts:
        below = "/".join(parts[len(parts) - parts[::-1].index(HERE.name) :])
        module = HERE / below  # a packed program has the bytecode in its place
        return f"{HERE.name}/{below}" if any(module.with_suffix(end).is_file() for end in (".py", ".pyc")) else "…"
    return next((f"{part}/…" for part in parts if part in LIBRARIES), "…")
