"""A new register as a file: whole under its name, or not there."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from kvalitet_app.db.address import parse_address
from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.store import open_store
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.services.exempel import create_exempel
from kvalitet_app.services.start import NyOrganisation, create_organisation

BESIDE = ("-wal", "-shm")


def make_example(target: Path, *, konto: str, progress: Progress = no_progress) -> Path:
    """Make the example municipality with this account's person in it; a file of that name is replaced."""
    return _make(target, "create_exempel", lambda session: create_exempel(session, konto=konto, progress=progress))


def make_organisation(target: Path, *, ny: NyOrganisation) -> Path:
    """Make a register with one's own organisation. Raises StorageError when the file is there already."""
    if target.exists():
        raise StorageError(f"{target} finns redan. Välj ett annat namn.")
    return _make(target, "create_organisation", lambda session: create_organisation(session, ny=ny))


def _make(target: Path, verb: str, fill: Callable[[Session], object]) -> Path:
    making = target.with_name(f".{target.name}.gors")
    _discard(making, "", *BESIDE)
    create_database(parse_address(making))
    store = open_store(making)
    try:
        with store.transaction(verb) as session:
            fill(session)
    except BaseException:
        store.close()
        _discard(making, "", *BESIDE)
        raise
    store.close()
    _discard(target, *BESIDE)
    making.replace(target)
    return target


def _discard(path: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
