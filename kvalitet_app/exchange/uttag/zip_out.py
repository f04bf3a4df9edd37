"""Writes the whole register as one ZIP: JSON for machines, a workbook and pages for people, the files as they are.

Nothing is held in memory but a batch of rows and one file at a time.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.utbyte.uttag import (
    FORMAT,
    FORMAT_VERSION,
    TABLES,
    Huvud,
    Kolumn,
    Rad,
    Tabell,
    TabellUt,
    chain,
    file_place,
    heading,
)
from kvalitet_app.exchange.uttag.html_out import FilUt, file_page, index_page
from kvalitet_app.exchange.uttag.xlsx_out import Blad, write_workbook
from kvalitet_app.machine.files import whole_file

LEVEL = 3
MANIFEST, INDEX, FILE_PAGE, WORKBOOK = "uttag.json", "index.html", "filer.html", "kvalitet.xlsx"
END = b"]}\n"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Del:
    """A part of the archive, as its list of contents names it."""

    namn: str
    storlek: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Ut:
    """What goes into an archive. `filer` lists its files anew each time that it is asked."""

    huvud: Huvud
    tabeller: Iterable[TabellUt]
    blad: Iterable[Blad]
    filer: Callable[[], Iterable[FilUt]]


@dataclass(slots=True)
class _Sink:
    """The file behind the archive. After a fault it swallows the rest: an archive writes its end also then."""

    file: BinaryIO
    broken: bool = False

    def write(self, data: bytes) -> int:
        """As a file does."""
        if self.broken:
            return len(data)
        try:
            return self.file.write(data)
        except OSError:
            self.broken = True
            raise

    def flush(self) -> None:
        """As a file does."""
        if not self.broken:
            self.file.flush()


@dataclass(slots=True)
class _Part:
    """A part that is being written, and what has gone by."""

    stream: IO[bytes]
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        """As a file does."""
        self.size += len(data)
        self.digest.update(data)
        return self.stream.write(data)

    def flush(self) -> None:
        """Nothing is kept back."""


@dataclass(slots=True)
class _Archive:
    package: zipfile.ZipFile
    delar: list[Del] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[_Part]:
        with self.package.open(name, "w", force_zip64=True) as stream:
            part = _Part(stream)
            yield part
        self.delar.append(Del(name, part.size, part.digest.hexdigest()))


def write_uttag(target: Path, ut: Ut, *, total: int, progress: Progress = no_progress) -> str:
    """Write the archive, whole or not at all; answers its SHA-256. `total` is how many rows there are in all.

    Raises:
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    with whole_file(target, private=True) as temporary:
        with temporary.open("wb") as file, _open(file) as package:
            _fill(_Archive(package), ut, _Count(total, progress))
        progress(total, total, "Räknar kontrollsumman")
        with temporary.open("rb") as written:
            return hashlib.file_digest(written, "sha256").hexdigest()


@dataclass(slots=True)
class _Count:
    """How many rows have been written."""

    total: int
    progress: Progress
    done: int = 0

    def add(self, rows: int, text: str) -> None:
        self.done += rows
        self.progress(min(self.done, self.total), self.total, text)


def _open(file: BinaryIO) -> zipfile.ZipFile:
    sink: Any = _Sink(file)
    return zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)


def _fill(archive: _Archive, ut: Ut, count: _Count) -> None:
    written: list[tuple[str, int]] = []
    for table in ut.tabeller:
        count.add(0, f"Skriver {heading(table.tabell.namn)}")
        rows = _with_files(archive, table, count) if table.tabell.file_column is not None else _lines(table, count)
        with archive.part(f"{TABLES}{table.tabell.namn}.json") as part:
            written.append((table.tabell.namn, _write_table(part, table.tabell, rows)))
    count.add(0, "Skriver arbetsboken för Excel")
    with archive.part(WORKBOOK) as part:
        write_workbook(part, ut.blad, level=LEVEL, progress=lambda *_: count.add(0, "Skriver arbetsboken för Excel"))
    with archive.part(FILE_PAGE) as part:
        for text in file_page(ut.filer()):
            part.write(text.encode())
    with archive.part(INDEX) as part:
        part.write(index_page(ut.huvud, written).encode())
    with archive.part(MANIFEST) as part:
        said = {
            "format": FORMAT,
            "formatversion": FORMAT_VERSION,
            "spridning": Spridning.SEKRETESS.value.upper(),
            **asdict(ut.huvud),
            "tabeller": [{"namn": n, "rader": r} for n, r in written],
            "delar": [asdict(d) for d in archive.delar],
            "kedja": chain(ut.huvud, ((d.namn, d.storlek, d.sha256) for d in archive.delar)),
        }
        part.write(json.dumps(said, ensure_ascii=False, indent=1).encode())


def _lines(ut: TabellUt, count: _Count) -> Iterator[list[Rad]]:
    text = f"Skriver {heading(ut.tabell.namn)}"
    for batch in ut.rader:
        count.add(len(batch), text)
        yield batch


def _with_files(archive: _Archive, ut: TabellUt, count: _Count) -> list[list[Rad]]:
    """Write the files of a table; answers its rows with the files' names. An archive takes one part at a time."""
    at = ut.tabell.file_column or 0
    keys = [n for n, k in enumerate(ut.tabell.kolumner) if k.nyckel]
    rows: list[Rad] = []
    for batch in _lines(ut, count):
        for row in batch:
            *values, name = row
            content = values[at]
            if content is not None:
                place = file_place(ut.tabell.namn, "-".join(str(row[n]) for n in keys), str(name))
                with archive.part(place) as part:
                    part.write(bytes(content))  # type: ignore[arg-type]
                values[at] = place
            rows.append(tuple(values))
    return [rows]


def _write_table(part: _Part, tabell: Tabell, batches: Iterable[list[Rad]]) -> int:
    """One row a line, so that it can be read a piece at a time and compared by line."""
    head = {"format": f"{FORMAT}-tabell", "tabell": tabell.namn, "kolumner": [_described(k) for k in tabell.kolumner]}
    part.write(f'{_JSON.encode(head)[:-1]},"rader":['.encode())
    encode, done, first = _JSON.encode, 0, "\n"
    for batch in batches:
        part.write((first + ",\n".join([encode(list(row)) for row in batch])).encode())
        done, first = done + len(batch), ",\n"
    part.write(b"\n" + END)
    return done


def _described(kolumn: Kolumn) -> dict[str, object]:
    return {**asdict(kolumn), "betyder": kolumn.slag.word}
