"""What the commands share: which register they mean, the person of this account at work in it, and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from kvalitet_app.cli.terminal import complain
from kvalitet_app.db.store.store import Store, open_store
from kvalitet_app.domain.errors import InputError, StorageError
from kvalitet_app.machine import place
from kvalitet_app.machine.account import account
from kvalitet_app.machine.drives import synced_warning

Say = Callable[[str], None]


def where(wanted: str | None) -> str:
    """The database of the command line, or one's own, or the example."""
    if wanted:
        return wanted
    own, example = place.default_database(), place.example_database()
    return str(own if own.exists() or not example.exists() else example)


@contextmanager
def opened(wanted: str | None) -> Iterator[Store]:
    """The register, with the person of this account at work.

    Raises:
        StorageError: it cannot be opened, or nobody there has this account.
    """
    from kvalitet_app.services.register.forsta_start import account_person

    store = open_store(where(wanted))
    try:
        with store.read() as session:
            store.person_id = account_person(session, konto=account())
        if store.person_id is None:
            raise StorageError(f"Kontot {account()} finns inte bland personerna i databasen.")
        if warning := synced_warning(store.path):
            complain(warning)
        yield store
    finally:
        store.close()


def tell_progress(done: int, total: int, text: str = "") -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{text} {done}/{total}   ", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def year_bounds(ar: int | None) -> tuple[date | None, date | None]:
    """The first and last day of a year; nothing for no year."""
    if ar is None:
        return None, None
    if not 1990 <= ar <= 2100:
        raise InputError("Ange ett år mellan 1990 och 2100.")
    return date(ar, 1, 1), date(ar, 12, 31)
