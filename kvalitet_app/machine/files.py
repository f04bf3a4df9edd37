"""Files that every room may need: what ships with the program, and writing that is whole or not at all."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from kvalitet_app.domain.errors import StorageError

HERE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a shipped file, such as `icons/add_20_regular.svg`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources" / name
    installed = HERE / "_resources"
    return (installed if installed.is_dir() else HERE.parent / "resources") / name


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`; when the block ends well it is synced and renamed over it.

    Nothing is ever left under the target's name unless it is whole.

    Raises:
        StorageError: the folder is missing, write protected or full, or the target is open elsewhere.
    """
    with storage_errors(target):
        if target.exists() and not target.is_file():
            raise StorageError(f"{target} är ingen vanlig fil. Ange ett annat filnamn.")
        handle, name = mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
    temporary = Path(name)
    try:
        with storage_errors(target):
            yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            temporary.chmod(0o644)
            temporary.replace(target)
            _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write `content` to `target`, whole or not at all. Raises StorageError as `whole_file` does."""
    with whole_file(target) as temporary:
        temporary.write_bytes(content)


@contextmanager
def storage_errors(target: Path) -> Iterator[None]:
    """Turn what the operating system says of `target` into a sentence."""
    try:
        yield
    except OSError as error:
        raise StorageError(_sentence(target, error)) from error


def _sentence(target: Path, error: OSError) -> str:
    sentences: dict[type[OSError], Callable[[], str]] = {
        FileNotFoundError: lambda: _missing(target),
        FileExistsError: lambda: f"{target} finns redan och är ingen mapp. Välj ett annat namn.",
        NotADirectoryError: lambda: f"{target.parent} är ingen mapp. Välj en annan mapp.",
        IsADirectoryError: lambda: f"{target} är en mapp. Ange ett filnamn.",
        PermissionError: lambda: (
            f"{target} kan inte öppnas. Stäng filen om den är öppen i ett annat program, eller välj en plats "
            "där du får läsa och spara."
        ),
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
