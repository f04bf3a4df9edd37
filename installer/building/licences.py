"""Which licence every part has, whether it may ship, and the texts that follow it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from operator import attrgetter
from pathlib import Path

COMMON = Path("/usr/share/common-licenses")
COMMON_TEXTS = ("LGPL-3", "GPL-3", "Apache-2.0", "LGPL-2.1", "MPL-1.1")
TEXT_NAMES = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)

# May be passed on with the program, as separate and replaceable parts where the licence asks for that.
ALLOWED = frozenset(
    {
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "PSF-2.0",
        "Zlib",
        "ISC",
        "0BSD",
        "blessing",
        "bzip2-1.0.6",
        "PostgreSQL",
        "OFL-1.1",
        "EUPL-1.2",
        "MPL-1.1",
        "MPL-2.0",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "HPND",
        "LicenseRef-Microsoft-VCRedist",
    }
)

# Read in the packages themselves, where their metadata does not say it in SPDX's words.
REVIEWED = {
    "pyphen": "LGPL-2.1-or-later OR MPL-1.1 OR GPL-2.0-or-later",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "python-dateutil": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "tzdata": "Apache-2.0",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}


class LicenceError(Exception):
    """A part may not ship, or nobody has read its licence."""


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: its name, version, licence as an SPDX expression, and its texts."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def packages(lib: Path, names: Collection[str] | None = None) -> list[Package]:
    """Every installed package below `lib`, or those of these names.

    Raises:
        LicenceError: a licence is not known.
    """
    heads = {info: _head(info) for info in lib.glob("*.dist-info")}
    wanted = [(info, head) for info, head in heads.items() if names is None or _name(head) in names]
    return sorted((_package(info, head) for info, head in wanted), key=attrgetter("name"))


def _head(info: Path) -> Message:
    return HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8", errors="replace"))


def _name(head: Message) -> str:
    return re.sub(r"[-_.]+", "-", str(head["Name"])).lower()


def _package(info: Path, head: Message) -> Package:
    name = _name(head)
    stated = str(head.get("License-Expression") or head.get("License") or "").strip()
    licence = REVIEWED.get(name, stated)
    if not list(_identifiers(licence)):
        raise LicenceError(f"{name} säger inte vilken licens den har")
    texts = tuple(sorted(p for p in info.rglob("*") if p.is_file() and _is_text(p, info)))
    return Package(name, str(head["Version"]), licence, texts)


def _is_text(path: Path, info: Path) -> bool:
    below = path.relative_to(info)
    return "licenses" in below.parts[:-1] or (len(below.parts) == 1 and TEXT_NAMES.search(path.name) is not None)


def _identifiers(expression: str) -> Iterator[str]:
    yield from (word for word in re.findall(r"[A-Za-z0-9.+-]+", expression) if word not in ("AND", "OR"))


def may_ship(expression: str) -> bool:
    """Whether one of the licences one may choose between allows shipping. Everything unknown is refused."""
    if re.search(r"[()]", expression):
        return False
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(all(one.strip() in ALLOWED for one in choice) for choice in choices)


def require_shippable(found: list[Package]) -> None:
    """Raises LicenceError naming every part that may not enter a package."""
    refused = [f"{one.name} {one.version}: {one.licence}" for one in found if not may_ship(one.licence)]
    if refused:
        raise LicenceError("får inte ingå i ett paket: " + "; ".join(refused))


def write_texts(found: list[Package], own: dict[str, Path], target: Path) -> None:
    """A folder of licence texts: one folder per part, the common ones beside them, and a list of everything."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    lines = ["Kvalitet: EUPL-1.2. Delarna och deras licenser:", ""]
    for one in found:
        lines.append(f"{one.name} {one.version}: {one.licence}")
        for text in one.texts:
            _copy_text(text, target / one.name)
    for name, text in own.items():
        _copy_text(text, target / name)
    for name in COMMON_TEXTS:
        shutil.copyfile(COMMON / name, target / f"{name}.txt")
    lines += [
        "",
        "PySide6, shiboken6, Qt och psycopg (LGPL-3.0) ligger som egna delade bibliotek i mappen lib och kan bytas ut",
        "mot andra versioner med samma gränssnitt. Deras källkod finns hos Qt (download.qt.io) och Psycopg (PyPI);",
        "den som gav dig programmet lämnar den på begäran i tre år.",
    ]
    (target / "INNEHÅLL.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _copy_text(text: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = text.name if text.suffix else f"{text.name}.txt"
    target = folder / name
    if target.exists():  # several texts of one name in the same package
        target = folder / f"{text.parent.name}-{name}"
    shutil.copyfile(text, target)
