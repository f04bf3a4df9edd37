"""Power cuts: everything that SQLite writes for the program is recorded, and cut off anywhere, in any likely order.

Run by itself, since the recording stands between SQLite and the disk for the whole process:
`python -m tests.db.store.powercut FOLDER CUTS SEED full`. What was written to a file after it was last synced may be
there or not, sector by sector; what was removed may be there again until something is synced after it.
"""

import ctypes as c
import json
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from kvalitet_app.db.backup import restore_copy, take_copy
from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store import engine
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.kalender import local, now
from tests.db.store.units import add_unit, all_faults

SECTOR = 512
SAVES = 60
OPS: list[tuple[str, str, int, bytes]] = []  # write, truncate, sync or delete; the file's name; where; what

Pointer = c.c_void_p
OPEN = c.CFUNCTYPE(c.c_int, Pointer, Pointer, Pointer, c.c_int, Pointer)  # SQLite keeps the name where it lies
DELETE = c.CFUNCTYPE(c.c_int, Pointer, c.c_char_p, c.c_int)
WRITE = c.CFUNCTYPE(c.c_int, Pointer, Pointer, c.c_int, c.c_int64)
TRUNCATE = c.CFUNCTYPE(c.c_int, Pointer, c.c_int64)
SYNC = c.CFUNCTYPE(c.c_int, Pointer, c.c_int)


class Methods(c.Structure):
    """What SQLite calls for an open file, as far as we step in."""

    _fields_ = (
        ("version", c.c_int),
        ("close", Pointer),
        ("read", Pointer),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        ("rest", Pointer * 13),
    )


class Vfs(c.Structure):
    """What SQLite calls for the file system."""

    _fields_ = (
        ("version", c.c_int),
        ("size", c.c_int),
        ("longest", c.c_int),
        ("next", Pointer),
        ("name", c.c_char_p),
        ("data", Pointer),
        ("open", OPEN),
        ("delete", DELETE),
        ("rest", Pointer * 16),
    )


class Recorder:
    """Stands between SQLite and the disk."""

    def __init__(self) -> None:
        library = c.CDLL("libsqlite3.so.0")
        library.sqlite3_vfs_find.restype = c.POINTER(Vfs)
        self.own = library.sqlite3_vfs_find(None).contents
        self.names: dict[int, str] = {}
        self.methods: dict[int, Methods] = {}
        self.keep: list[object] = []
        self.vfs = Vfs.from_buffer_copy(self.own)
        self.vfs.name = b"recorded"
        self.vfs.open, self.vfs.delete = OPEN(self.opened), DELETE(self.deleted)
        library.sqlite3_vfs_register(c.byref(self.vfs), 1)

    def opened(self, _vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        status: int = self.own.open(c.addressof(self.own), name, file, flags, out)
        slot = c.cast(file, c.POINTER(Pointer))
        if status == 0 and slot[0]:
            self.names[file] = Path((c.string_at(name) if name else b"temp").decode()).name
            slot[0] = c.addressof(self.patched(int(slot[0])))
        return status

    def patched(self, at: int) -> Methods:
        if at not in self.methods:
            real = Methods.from_address(at)
            mine = Methods.from_buffer_copy(real)

            def write(file: int, data: int, size: int, where: int) -> int:
                OPS.append(("w", self.names[file], where, c.string_at(data, size)))
                status: int = real.write(file, data, size, where)
                return status

            def truncate(file: int, size: int) -> int:
                OPS.append(("t", self.names[file], size, b""))
                status: int = real.truncate(file, size)
                return status

            def sync(file: int, flags: int) -> int:
                OPS.append(("s", self.names[file], 0, b""))
                status: int = real.sync(file, flags)
                return status

            mine.write, mine.truncate, mine.sync = WRITE(write), TRUNCATE(truncate), SYNC(sync)
            self.methods[at] = mine
        return self.methods[at]

    def deleted(self, _vfs: int, name: bytes, folder: int) -> int:
        OPS.append(("d", Path(name.decode()).name, folder, b""))
        status: int = self.own.delete(c.addressof(self.own), name, folder)
        return status


def after_the_cut(base: dict[str, bytes], upto: int, chance: random.Random) -> dict[str, bytearray]:
    """The files as they may stand when the power came back, cut off before an operation of that number."""
    files = {name: bytearray(content) for name, content in base.items()}
    synced: dict[str, int] = {}
    for number, (kind, name, _, _) in enumerate(OPS[:upto]):
        if kind == "s":
            synced[name] = number
    newest = max(synced.values(), default=-1)
    revived: set[str] = set()
    for number, (kind, name, where, data) in enumerate(OPS[:upto]):
        if name in revived and kind != "d":
            continue
        durable = number < synced.get(name, -1)
        if kind == "w":
            lay(files.setdefault(name, bytearray()), where, data, None if durable else chance)
        elif kind == "t" and (durable or chance.random() < 0.5):
            del files.setdefault(name, bytearray())[where:]
        elif kind == "d":
            if where or number < newest or chance.random() < 0.5:
                files.pop(name, None)
                revived.discard(name)
            else:
                revived.add(name)
    return files


def lay(content: bytearray, where: int, data: bytes, chance: random.Random | None) -> None:
    """Write what reached the disk, a sector at a time."""
    for start in range(0, len(data), SECTOR):
        if chance is None or chance.random() < 0.5:
            piece = data[start : start + SECTOR]
            end = where + start + len(piece)
            content.extend(b"\0" * (end - len(content)))
            content[where + start : end] = piece


def names_in(path: Path) -> set[str]:
    """The units that stand in a register that opens and is sound; raises AssertionError."""
    store = open_store(path)
    try:
        found = all_faults(store)
        assert found == [], found
        with store.read() as session:
            return set(session.scalars(select(Enhet.namn)))
    finally:
        store.close()


def save_and_restore(path: Path) -> tuple[list[tuple[int, str]], tuple[int, set[str]]]:
    """Work for a while, with the register closed and opened; answers when each save was confirmed, and a restore."""
    confirmed: list[tuple[int, str]] = []
    store = open_store(path)
    copy = None
    for number in range(SAVES):
        name = f"Enhet {number} {'x' * (number * 37 % 900)}"
        add_unit(store, name)
        confirmed.append((len(OPS), name))
        if number == SAVES // 3:
            copy = take_copy(path, local(now()))
        if number % 17 == 16:
            store.close()
    store.close()
    assert copy is not None
    begun = len(OPS)
    restore_copy(copy, path, local(now()))
    return confirmed, (begun, {name for _, name in confirmed[: SAVES // 3 + 1]})


def main(folder: Path, cuts: int, seed: int, synchronous: str) -> int:
    """Record once, cut many times; prints what was found as JSON."""
    work, back = folder / "arbete", folder / "efter"
    work.mkdir(parents=True)
    path = work / "kvalitet.db"
    create_database(parse_address(path))
    base = {path.name: path.read_bytes()}
    engine.PRAGMAS = (*engine.PRAGMAS, "wal_autocheckpoint=20", f"synchronous={synchronous}")
    recorder = Recorder()
    confirmed, (begun, restored) = save_and_restore(path)
    mine = [(kind, name) for kind, name, _, _ in OPS if name.startswith(path.name)]
    recorded = len(OPS)
    chance, found = random.Random(seed), Counter[str]()
    faults: list[tuple[int, str]] = []
    for _ in range(cuts):
        upto = chance.randint(0, recorded)
        files = after_the_cut(base, upto, chance)
        shutil.rmtree(back, ignore_errors=True)
        back.mkdir()
        for name, content in files.items():
            if name.startswith(path.name):
                (back / name).write_bytes(content)
        verdict = judge(back / path.name, {name for at, name in confirmed if at <= upto}, restored, upto >= begun)
        found[verdict] += 1
        if verdict not in ("whole", "restored"):
            faults.append((upto, verdict))
        del OPS[recorded:]  # what the look itself wrote
    said = json.dumps({"operations": len(mine), "saves": SAVES, "found": found, "faults": faults[:9]})
    sys.stdout.write(f"{said}\n")
    assert recorder.methods
    return 1 if faults else 0


def judge(path: Path, confirmed: set[str], restored: set[str], is_restoring: bool) -> str:
    """Whether every confirmed save is there, or, once a copy is being restored, exactly what it holds."""
    try:
        there = names_in(path)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:120]
    if confirmed <= there:
        return "whole"
    return "restored" if is_restoring and there == restored else "a confirmed save is lost"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
