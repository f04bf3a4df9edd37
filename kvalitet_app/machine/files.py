"""Files that every room may need: what ships with the program, and writing that is whole or not at all."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.leftovers import noted

PRIVATE, SHARED, PRIVATE_FOLDER = 0o600, 0o644, 0o700
HERE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a shipped file, such as `icons/add_20_regular.svg`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources" / name
    installed = HERE / "_resources"
    return (installed if installed.is_dir() else HERE.parent / "resources") / name


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone. Raises OSError."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def private_file(path: Path) -> None:
    """Make an empty file for its owner alone, if it is not there. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE))


def open_private(path: Path, *, append: bool = False) -> TextIOWrapper:
    """Open a text file of the program's own for writing: its owner alone may read it. Raises OSError."""
    private_file(path)
    if os.name != "nt":
        path.chmod(PRIVATE)
    return path.open("a" if append else "w", encoding="utf-8")


@contextmanager
def whole_file(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a temporary path beside `target`; when the block ends well it is synced and renamed over it.

    Nothing is ever left under the target's name unless it is whole. A private file, and every file in a folder of the
    program's own, can be read by its owner alone.

    Raises:
        StorageError: the folder is missing, write protected or full, or the target is open elsewhere.
    """
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    with storage_errors(target):
        if target.exists() and not target.is_file():
            raise StorageError(f"{target} är ingen vanlig fil. Ange ett annat filnamn.")
    with noted(temporary):
        try:
            with storage_errors(target):
                os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
                yield temporary
                temporary.chmod(PRIVATE if private or is_own(target) else SHARED)
                rename_whole(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)


def rename_whole(made: Path, target: Path) -> None:
    """Give a file that is ready its name, so that it is there also after a power cut. Raises OSError."""
    with made.open("rb+") as written:
        os.fsync(written.fileno())
    made.replace(target)
    _sync_folder(target.parent)


def is_own(target: Path) -> bool:
    """Whether a path lies in one of the program's own folders."""
    from kvalitet_app.machine.place import own_folders

    return any(target.is_relative_to(folder) for folder in own_folders())


def write_whole(target: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` to `target`, whole or not at all. Raises StorageError as `whole_file` does."""
    with whole_file(target, private=private) as temporary:
        temporary.write_bytes(content)


@contextmanager
def storage_errors(target: Path) -> Iterator[None]:
    """Turn what the operating system says of `target` into a sentence."""
    try:
        yield
    except OSError as error:
        raise StorageError(os_sentence(target, error)) from error


def os_sentence(target: Path, error: OSError) -> str:
    """What the operating system said of a file or a folder, and what to do about it."""
    sentences: dict[type[OSError], Callable[[], str]] = {
        FileNotFoundError: lambda: _missing(target),
        FileExistsError: lambda: f"{target} finns redan och är ingen mapp. Välj ett annat namn.",
        NotADirectoryError: lambda: f"{target.parent} är ingen mapp. Välj en annan mapp.",
        IsADirectoryError: lambda: f"{target} är en mapp. Ange ett filnamn.",
        PermissionError: lambda: _forbidden(target),
    }
    for kind, sentence in sentences.items():
        if isinstance(error, kind):
            return sentence()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Disken är full. Frigör utrymme eller välj en annan plats än {target.parent}."
    if error.errno == errno.ENAMETOOLONG:
        return "Filnamnet är för långt. Välj ett kortare namn."
    if error.errno == errno.EROFS:
        return f"{target.parent} är skrivskyddad. Välj en annan mapp."
    if error.errno == errno.EIO:
        return f"Disken svarar inte som den ska för {target}. Kontrollera anslutningen och försök igen."
    return f"{target} kunde inte läsas eller skrivas (systemets fel nummer {error.errno})."


def _forbidden(target: Path) -> str:
    """Which of the two it is that one may not: the folder or the file."""
    folder = target.parent
    if not os.access(folder, os.X_OK) or (not os.path.lexists(target) and not os.access(folder, os.W_OK)):
        return f"Du saknar rätt till mappen {folder}. Välj en annan mapp, eller be IT om rätt att läsa och spara där."
    if target.is_file() and not os.access(target, os.R_OK):
        return f"Du får inte läsa filen {target}. Be den som äger filen eller IT om rätt att läsa den."
    return (
        f"{target} kan inte öppnas. Stäng filen om den är öppen i ett annat program, eller välj en plats "
        "där du får läsa och spara."
    )


def _missing(target: Path) -> str:
    if target.parent.is_dir():
        return f"{target} finns inte. Kontrollera namnet."
    return f"Mappen {target.parent} finns inte. Välj en annan mapp."


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
