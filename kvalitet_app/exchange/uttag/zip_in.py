"""Reads an uttag back, a piece at a time. Nothing that the archive says of itself is believed before it is checked."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.utbyte.uttag import (
    CHAINED,
    FILES,
    FORMAT,
    FORMAT_VERSION,
    TABLES,
    Huvud,
    Rad,
    Slag,
    Tabell,
    chain,
    is_safe_name,
)
from kvalitet_app.exchange.uttag.zip_out import END, MANIFEST
from kvalitet_app.machine.files import storage_errors

MOST_PARTS = 500_000
MOST_UNPACKED = 200 * 1024**3
MOST_TIMES = 200  # a long journal packs to a twentieth; a bomb to a thousandth
SMALL = 50 * 1024**2
MOST_MANIFEST = 200 * 1024**2
LONGEST_LINE = 128 * 1024**2
MOST_FILE = 256 * 1024**2
_PIECE = 1 << 20
_TAKES: dict[Slag, tuple[type, ...]] = {
    Slag.HELTAL: (int,),
    Slag.JA_NEJ: (int,),
    Slag.TAL: (int, float),
    Slag.TEXT: (str,),
    Slag.DATUM: (str,),
    Slag.TIDPUNKT: (str,),
    Slag.FIL: (str,),
}
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, KeyError)


class Uttag:
    """An uttag that is open for reading."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._parts = {part.filename: part for part in package.infolist()}
        said = self._manifest()
        try:
            self.huvud = Huvud(**{field: said[field] for field in Huvud.__slots__})
            self.rader = {str(t["namn"]): int(t["rader"]) for t in said["tabeller"]}
            self._sums = {str(d["namn"]): (int(d["storlek"]), str(d["sha256"])) for d in said["delar"]}
        except (KeyError, TypeError, ValueError) as error:
            raise self.damaged() from error
        if set(self._sums) | {MANIFEST} != set(self._parts):
            raise self.damaged()
        whole = chain(self.huvud, ((name, size, digest) for name, (size, digest) in self._sums.items()))
        if str(self.huvud.schema) >= CHAINED and said.get("kedja") != whole:
            raise self.damaged()

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(self.rader.values())

    def damaged(self) -> InputError:
        """What to say when a part is not as it was written."""
        return InputError(f"{self._name} är skadad eller ändrad. Ingenting är sparat. Hämta filen på nytt.")

    def _manifest(self) -> dict[str, Any]:
        foreign = InputError(f"{self._name} är inget uttag från Kvalitet.")
        part = self._parts.get(MANIFEST)
        if part is None or part.file_size > MOST_MANIFEST:
            raise foreign
        try:
            said = json.loads(self._package.read(MANIFEST))
        except ValueError as error:
            raise foreign from error
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise foreign
        if said.get("formatversion") != FORMAT_VERSION:
            raise InputError(f"{self._name} är gjord med en nyare version av Kvalitet. Uppdatera programmet.")
        return said

    def rows(self, tabell: Tabell) -> Iterator[list[Rad]]:
        """The rows of a table as the register of that schema has it, with the bytes of their files.

        Raises:
            InputError: damaged, changed, or of other columns.
        """
        name = f"{TABLES}{tabell.namn}.json"
        if name not in self._sums:
            raise self.damaged()
        done = 0
        with self._guarded():
            for lines in self._lines(name, tabell):
                batch = self._batch(tabell, lines)
                done += len(batch)
                yield batch
        if done != self.rader.get(tabell.namn):
            raise self.damaged()

    def check_tables(self, tabeller: tuple[Tabell, ...]) -> None:
        """Raises InputError unless there are just these tables."""
        if {t.namn for t in tabeller} != set(self.rader):
            raise self.damaged()

    def check_rest(self) -> None:
        """Raises InputError where a part that is not read into the register is not as it was written."""
        with self._guarded():
            for name in self._sums:
                if not name.startswith((TABLES, FILES)):
                    for _ in self._pieces(name):
                        pass

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (*_FAULTS, json.JSONDecodeError) as error:
            raise self.damaged() from error

    def _pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part, checked against its size and hash when it has all been read."""
        size, expected = self._sums[name]
        digest, left = hashlib.sha256(), size
        with self._package.open(name) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise self.damaged()
                digest.update(piece)
                yield piece
        if left or digest.hexdigest() != expected:
            raise self.damaged()

    def _lines(self, name: str, tabell: Tabell) -> Iterator[bytes]:
        """Whole lines of rows, some at a time, joined as JSON wants them; the head is compared with the register's."""
        rest, head, ended = b"", False, False
        for piece in self._pieces(name):
            rest += piece
            whole = rest.rfind(b"\n") + 1
            if not whole and len(rest) > LONGEST_LINE:
                raise self.damaged()
            block, rest = rest[:whole], rest[whole:]
            if block and not head:
                first, _, block = block.partition(b"\n")
                self._check_head(first, tabell)
                head = True
            ended = block.endswith(END)
            if block := block.removesuffix(END).strip(b",\n"):
                yield block
        if not ended or rest:
            raise self.damaged()

    def _check_head(self, line: bytes, tabell: Tabell) -> None:
        said = json.loads(line + b"]}")
        found = [(k.get("namn"), k.get("slag")) for k in said["kolumner"]]
        if said.get("tabell") != tabell.namn or found != [(k.namn, k.slag.value) for k in tabell.kolumner]:
            raise InputError(
                f"Tabellen {tabell.namn} i {self._name} har andra kolumner än schemats version {self.huvud.schema}. "
                "Ingenting är sparat."
            )

    def _batch(self, tabell: Tabell, lines: bytes) -> list[Rad]:
        found = json.loads(b"[" + lines + b"]")
        seen: set[tuple[type, ...]] = set()
        rows: list[Rad] = []
        for row in found:
            kinds = tuple(map(type, row)) if isinstance(row, list) else ()
            if kinds not in seen:
                self._check_kinds(tabell, kinds)
                seen.add(kinds)
            rows.append(tuple(row))
        at = tabell.file_column
        return rows if at is None else [(*row[:at], self._file(row[at]), *row[at + 1 :]) for row in rows]

    def _check_kinds(self, tabell: Tabell, kinds: tuple[type, ...]) -> None:
        fits = len(kinds) == len(tabell.kolumner) and all(
            kind in _TAKES[k.slag] or (kind is type(None) and k.tomt)
            for kind, k in zip(kinds, tabell.kolumner, strict=True)
        )
        if not fits:
            raise self.damaged()

    def _file(self, place: object) -> bytes | None:
        if place is None:
            return None
        if not isinstance(place, str) or not place.startswith(FILES) or self._sums[place][0] > MOST_FILE:
            raise self.damaged()
        return b"".join(self._pieces(place))


@contextmanager
def open_uttag(path: Path) -> Iterator[Uttag]:
    """Open an uttag.

    Raises:
        InputError: it is none, damaged, made by a newer version, would fill the disk, or names files outside itself.
        StorageError: it cannot be read.
    """
    with storage_errors(path), path.open("rb") as file:
        try:
            package = zipfile.ZipFile(file)
        except (*_FAULTS, ValueError) as error:
            raise InputError(f"{path.name} är ingen hel ZIP-fil. Hämta den på nytt.") from error
        with package:
            _check_parts(package, file, path.name)
            try:
                found = Uttag(package, path.name)
            except _FAULTS as error:
                raise InputError(f"{path.name} är skadad. Hämta filen på nytt.") from error
            yield found


def _check_parts(package: zipfile.ZipFile, file: IO[bytes], name: str) -> None:
    parts = package.infolist()
    if any(not is_safe_name(part.filename) for part in parts):
        raise InputError(f"{name} har filnamn som pekar utanför filen och läses inte.")
    if len({part.filename for part in parts}) != len(parts):
        raise InputError(f"{name} har flera delar med samma namn och läses inte.")
    unpacked = sum(part.file_size for part in parts)
    packed = file.seek(0, 2)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_TIMES):
        raise InputError(f"{name} blir orimligt stor när den packas upp och läses inte.")
