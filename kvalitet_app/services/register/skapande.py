"""A new register as a file: whole under its name, or not there."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.engine import open_engine
from kvalitet_app.db.store.revision import stored_revision
from kvalitet_app.db.store.session import Reading
from kvalitet_app.db.store.store import Store, open_store, storage_faults
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.machine.files import rename_whole, storage_errors
from kvalitet_app.machine.leftovers import note
from kvalitet_app.services.exempel.skapa import create_exempel
from kvalitet_app.services.register.forsta_start import NyOrganisation, create_organisation
from kvalitet_app.services.register.granser import organisation_name

BESIDE = ("-wal", "-shm")
EXEMPELKOMMUN = "Exempelkommun"


def make_example(target: Path, *, konto: str, progress: Progress = no_progress) -> Path:
    """Make the example municipality with this account's person in it; an earlier example of that name is replaced.

    Raises:
        StorageError: a file of that name is something else, or the place cannot be written.
    """
    if target.exists() and not _is_example(target):
        raise StorageError(f"{target} är inte en hel exempelkommun och ersätts inte. Välj ett annat namn.")
    return _make(target, lambda store: store.write(create_exempel, konto=konto, progress=progress))


def make_organisation(target: Path, *, ny: NyOrganisation) -> Path:
    """Make a register with one's own organisation. Raises StorageError when the file is there already."""
    if target.exists():
        raise StorageError(f"{target} finns redan. Välj ett annat namn.")
    return _make(target, lambda store: store.write(create_organisation, ny=ny))


def _make(target: Path, fill: Callable[[Store], object]) -> Path:
    making = target.with_name(f".{target.name}.gors")
    kept = note(making)
    try:
        with storage_errors(target), storage_faults():
            _discard(making, "", *BESIDE)
            create_database(parse_address(making))
        store = open_store(making)
        try:
            fill(store)
        finally:
            store.close()
        with storage_errors(target):
            _discard(target, *BESIDE)
            rename_whole(making, target)
    finally:
        with suppress(OSError):
            _discard(making, "", *BESIDE)
            if kept is not None:
                kept.unlink()
    return target


def _is_example(target: Path) -> bool:
    """Whether a file may be replaced: it is an example, of whichever version."""
    if not target.is_file():
        return False
    engine = open_engine(parse_address(target))
    try:
        with storage_faults():
            if stored_revision(engine) is None:
                return False
            with Reading(engine) as session:
                return organisation_name(session) == EXEMPELKOMMUN
    except StorageError:
        return False
    finally:
        engine.dispose()


def _discard(path: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
