"""What is being made and is not ready: noted meanwhile, so that the next start removes what a fall left behind."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "kvalitet-"
ENDINGS = (".tmp", ".ny", ".gors")
BESIDE = ("", "-journal", "-wal", "-shm")
STILL_ACTIVE, QUERY = 259, 0x1000


def _notes() -> Path:
    from platformdirs import user_state_path

    return user_state_path("Kvalitet", appauthor=False) / "pagaende"


def note(path: Path) -> Path | None:
    """Write down that a file or a folder is being made; answers the note, or None where none can be written."""
    folder = _notes()
    mine = folder / f"{os.getpid()}-{os.urandom(4).hex()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(mine, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(str(path.absolute()))
    except OSError:  # the work itself may go well all the same
        return None
    return mine


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """A block in which a file is made under a name that is not its last."""
    mine = note(path)
    try:
        yield
    finally:
        if mine is not None:
            with suppress(OSError):
                mine.unlink()


def temporary_folder() -> Path:
    """A folder of one's own for what is soon gone; `forget_folder` removes it, or else the next start."""
    from tempfile import mkdtemp  # not before the first paint

    folder = Path(mkdtemp(prefix=PREFIX))
    note(folder)
    return folder


def forget_folder(folder: Path) -> None:
    """Remove a temporary folder; what is still open in another program stays until the next start."""
    _remove_tree(folder)
    if not folder.exists():
        for mine in _notes().glob(f"{os.getpid()}-*"):
            with suppress(OSError):
                if mine.read_text(encoding="utf-8") == str(folder):
                    mine.unlink()


def sweep() -> int:
    """Remove what programs that are no longer running were in the midst of making; answers how many."""
    removed = 0
    for mine in sorted(_notes().glob("*-*")):
        number = mine.name.partition("-")[0]
        if not (number.isascii() and number.isdecimal()) or _is_running(int(number)):
            continue
        with suppress(OSError):
            left = Path(mine.read_text(encoding="utf-8"))
            removed += _remove(left)
            if not left.exists():
                mine.unlink()
    return removed


def _remove(left: Path) -> int:
    """Only what bears a name that we give to what is not ready."""
    if left.is_dir() and left.name.startswith(PREFIX):
        _remove_tree(left)
        return 1
    if not (left.name.startswith(".") and left.name.endswith(ENDINGS)):
        return 0
    there = [one for one in (left.with_name(left.name + suffix) for suffix in BESIDE) if one.is_file()]
    for one in there:
        one.unlink()
    return len(there)


def _remove_tree(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _is_running(number: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        api = ctypes.windll.kernel32
        handle = api.OpenProcess(QUERY, False, number)
        if not handle:
            return False
        code = ctypes.c_ulong()
        api.GetExitCodeProcess(handle, ctypes.byref(code))
        api.CloseHandle(handle)
        return code.value == STILL_ACTIVE
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs as somebody else
        return True
    return True
