"""The newest row of a table as it stands in the file itself, without the log: read from its pages.

SQLite could tell, but reads the whole schema first, with every trigger: a hundred times as long, at each checkpoint.
The format of the pages is fixed (https://sqlite.org/fileformat2.html, §1.5–2.1).
"""

from pathlib import Path
from typing import BinaryIO

LEAF, INTERIOR = 0x0D, 0x05
DEEPEST = 20


def last_row(path: Path, root: int) -> tuple[int, bytes] | None:
    """The key of the last row below a root page, and its last column; None where the pages are something else."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = int.from_bytes(head[16:18], "big")
            return _last_below(_Pages(file, 65536 if size == 1 else size, head[20]), root)
    except (OSError, IndexError, ValueError):
        return None


class _Pages:
    """The pages of a file by their numbers."""

    def __init__(self, file: BinaryIO, size: int, reserved: int) -> None:
        if size < 512:
            raise ValueError(size)
        self._file, self._size, self.usable = file, size, size - reserved

    def read(self, number: int) -> bytes:
        """A page, without what is reserved at its end. Raises ValueError where the file has no such page."""
        if number < 2:
            raise ValueError(number)
        self._file.seek((number - 1) * self._size)
        page = self._file.read(self._size)
        if len(page) != self._size:
            raise ValueError(number)
        return page[: self.usable]


def _last_below(pages: _Pages, number: int) -> tuple[int, bytes] | None:
    for _ in range(DEEPEST):
        page = pages.read(number)
        if page[0] == INTERIOR:
            number = int.from_bytes(page[8:12], "big")
            continue
        cells = int.from_bytes(page[3:5], "big")
        if page[0] != LEAF or not cells:
            return None
        at = int.from_bytes(page[8 + 2 * (cells - 1) : 10 + 2 * (cells - 1)], "big")
        length, at = _varint(page, at)
        key, at = _varint(page, at)
        return key, _last_column(_payload(pages, page, at, length))
    return None


def _payload(pages: _Pages, page: bytes, at: int, length: int) -> bytes:
    """The content of a cell, the part on pages of its own too."""
    most, least = pages.usable - 35, (pages.usable - 12) * 32 // 255 - 23
    if length <= most:
        return page[at : at + length]
    here = least + (length - least) % (pages.usable - 4)
    here = here if here <= most else least
    found = page[at : at + here]
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    while following and len(found) < length:
        page = pages.read(following)
        following = int.from_bytes(page[:4], "big")
        found += page[4:]
    return found[:length]


def _last_column(record: bytes) -> bytes:
    """The last value of a record, which must be a text."""
    size, at = _varint(record, 0)
    kind = 0
    while at < size:
        kind, at = _varint(record, at)
    if kind < 13 or not kind % 2:
        raise ValueError(kind)
    return record[len(record) - (kind - 13) // 2 :]


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of up to nine bytes, and where the next begins."""
    found = 0
    for used in range(8):
        byte = page[at + used]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, at + used + 1
    return found << 8 | page[at + 8], at + 9
