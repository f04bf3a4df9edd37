"""Commands about the register itself: the example, a copy, the check."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kvalitet_app.cli.opening import Say, opened, tell_progress, where
from kvalitet_app.db.store.store import open_store, storage_faults
from kvalitet_app.domain.errors import InputError, StorageError
from kvalitet_app.domain.tal import whole_of
from kvalitet_app.machine import place
from kvalitet_app.machine.account import account


def do_exempel(options: Namespace, wanted: str | None, say: Say) -> int:
    """Make the example municipality."""
    from kvalitet_app.db.migrate import create_database
    from kvalitet_app.db.store.address import parse_address
    from kvalitet_app.services.exempel.skapa import create_exempel
    from kvalitet_app.services.register.skapande import make_example

    target = parse_address(wanted or place.example_database())
    if target.path is None:
        with storage_faults():
            create_database(target)
        store = open_store(target.url)
        store.write(create_exempel, konto=account(), progress=tell_progress)
        store.close()
    else:
        if target.path.exists() and not options.skriv_over:
            raise StorageError(f"{target.path} finns redan. Lägg till --skriv-over om den ska ersättas.")
        make_example(target.path, konto=account(), progress=tell_progress)
    say(f"Exempelkommunen är skapad i {target.shown}")
    return 0


def do_kopiera(options: Namespace, wanted: str | None, say: Say) -> int:
    """A consistent copy while in use."""
    from kvalitet_app.db.backup import copy_database
    from kvalitet_app.db.store.address import parse_address
    from kvalitet_app.domain.utbyte.vagar import VagUt
    from kvalitet_app.services.access.rights import require_copies
    from kvalitet_app.services.access.ways_out import note_way_out

    address = parse_address(where(wanted))
    if address.path is None:
        raise StorageError("En PostgreSQL-databas kopieras med serverns egna verktyg, pg_dump.")
    if not address.path.exists():
        raise StorageError(f"{address.path} finns inte.")
    if options.ut.exists():
        raise StorageError(f"{options.ut} finns redan. Välj ett annat namn.")
    with opened(wanted) as store, store.read() as session:
        require_copies(session)
        note_way_out(session, VagUt.KOPIA)
    copy_database(address.path, Path(options.ut).absolute(), progress=tell_progress)
    say(f"Kopian är tagen och kontrollerad: {options.ut}")
    return 0


def do_kontrollera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Integrity, schema, journal."""
    from kvalitet_app.db.trail.check import faults

    anchor = None
    if options.ankare:
        text, _, digest = options.ankare.partition(":")
        number = whole_of(text)
        if number is None or not digest:
            raise InputError("Skriv ankaret som NUMMER:KONTROLLSUMMA.")
        anchor = (number, digest)
    store = open_store(where(wanted))
    try:
        with store.engine.connect() as connection:
            found = list(faults(connection, anchor=anchor))
    finally:
        store.close()
    for fault in found:
        say(fault)
    say(f"{len(found)} fel." if found else "Allt stämmer: filen är hel, schemat rätt och journalen obruten.")
    return 1 if found else 0
