"""Measures a workbook before it is read: what its package unpacks to, and how far its cells reach.

The reader keeps a sheet as a full rectangle and ends the process when memory does not suffice, so that a file of
five kilobytes with two cells far apart would take the program down. What a file says of its own size is not believed.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kvalitet_app.domain.errors import InputError

MOST_PARTS = 2_000
MOST_UNPACKED = 600_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 20_000_000

_PIECE = 256 * 1024
_LONGEST_TAG = 1_024
# Rows below 100,000 are not told apart: the search is then four times as fast, and 20 million cells still fit.
FILLED_CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})(?:[0-9]{1,5}|([0-9]{6,12}))[\"'][^<>]*(?<!/)>")
_NOT_CELLS = ("sharedstrings.xml", "styles.xml")


@dataclass(slots=True)
class _Extent:
    """The last column, and the last row from 100,000 on, that hold anything; a mere format does not count."""

    rows: int = 0
    columns: int = 0

    def add(self, xml: bytes) -> None:
        for letters, digits in set(FILLED_CELL.findall(xml)):
            self.rows = max(self.rows, int(digits or 0))
            self.columns = max(self.columns, column_number(letters.decode("ascii")))


def column_number(letters: str) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def check_package(path: Path) -> None:
    """Refuse a package that grows beyond the bounds when it is read.

    Raises:
        InputError: too big, with what to do about it.
        zipfile.BadZipFile: damaged.
        OSError: as the file system says.
    """
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
    try:
        with path.open("rb") as file:
            _measure(file, parts, path.name)
    except (zlib.error, struct.error, EOFError) as error:
        raise zipfile.BadZipFile(path.name) from error


def _measure(file: BinaryIO, parts: list[zipfile.ZipInfo], name: str) -> None:
    too_big = InputError(f"{name} blir för stor när den packas upp. Dela upp listan i flera filer.")
    if len(parts) > MOST_PARTS:
        raise too_big
    unpacked, extent = 0, _Extent()
    for part in parts:
        scanned = not part.filename.casefold().endswith(_NOT_CELLS)
        rest = b""
        for piece in unpack(file, part):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED:
                raise too_big
            if scanned:
                xml = rest + piece
                whole = max(xml.rfind(b"<"), len(xml) - _LONGEST_TAG)
                extent.add(xml[:whole])
                rest = xml[whole:]
        extent.add(rest)
        _check_extent(extent, name)


def _check_extent(extent: _Extent, name: str) -> None:
    if extent.rows > MOST_ROWS:
        raise InputError(f"{name} har fler än {MOST_ROWS} rader. Dela upp listan i flera filer.")
    if extent.columns > MOST_COLUMNS:
        raise InputError(f"{name} har fler än {MOST_COLUMNS} kolumner. Ta bort dem som inte ska läsas in.")
    if extent.rows * extent.columns > MOST_CELLS:
        raise InputError(f"{name} har fler än {MOST_CELLS} celler. Dela upp listan i flera filer.")


def unpack(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part in pieces, however long the package says that it is."""
    if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(part.filename)
    file.seek(part.header_offset)
    name_length, extra_length = struct.unpack("<HH", file.read(30)[26:])
    file.seek(name_length + extra_length, 1)
    inflater = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    left = part.compress_size
    while left > 0:
        raw = file.read(min(left, _PIECE))
        if not raw:
            raise EOFError
        left -= len(raw)
        if inflater is None:
            yield raw
            continue
        while raw and not inflater.eof:
            yield inflater.decompress(raw, _PIECE)
            raw = inflater.unconsumed_tail
