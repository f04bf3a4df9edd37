"""What the subcommands do. Each answers its exit status; refusals are exceptions with a sentence."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store.store import Store, open_store, storage_faults
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.slag import PERIODER, BerattelseSlag
from kvalitet_app.domain.errors import InputError, StorageError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.machine import place
from kvalitet_app.machine.account import account

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
        with store.transaction(None) as session:
            store.person_id = account_person(session, konto=account())
        if store.person_id is None:
            raise StorageError(f"Kontot {account()} finns inte bland personerna i databasen.")
        yield store
    finally:
        store.close()


def tell_progress(done: int, total: int, text: str = "") -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{text} {done}/{total}   ", end="\n" if done >= total else "", file=sys.stderr, flush=True)


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
        with store.transaction("create_exempel") as session:
            create_exempel(session, konto=account(), progress=tell_progress)
        store.close()
    else:
        if target.path.exists() and not options.skriv_over:
            raise StorageError(f"{target.path} finns redan. Lägg till --skriv-over om den ska ersättas.")
        make_example(target.path, konto=account(), progress=tell_progress)
    say(f"Exempelkommunen är skapad i {target.shown}")
    return 0


def do_rapport(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write a report that is written by somebody, or the APT-blad or kvalitetsråd of a unit and month."""
    takes = {"kvalitetsrad": (".pdf", ".xlsx"), "aptblad": (".pdf",), "granskningsmapp": (".zip",)}.get(
        options.rapport, (".pdf", ".docx")
    )
    if options.ut.suffix.casefold() not in takes:
        raise InputError(f"Filen ska sluta på {' eller '.join(takes)}.")
    if options.rapport == "kvalitetsrad":
        return _write_rad(options, wanted, say)
    if options.rapport == "aptblad":
        return _write_apt(options, wanted, say)
    if options.rapport == "granskningsmapp":
        return _write_mapp(options, wanted, say)
    return _write_report(options, wanted, say)


def _write_mapp(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.granskning.mapp import note_mapp, write_mapp

    try:
        datum = date.fromisoformat(options.datum or "")
    except ValueError as error:
        raise InputError("Ange dagen med --datum, som 2026-03-01.") from error
    if not options.enhet:
        raise InputError("Ange enheten med --enhet.")
    with opened(wanted) as store:
        store.require_writable()
        with store.transaction(None) as session:
            unit = unit_named(session, options.enhet)
            digest = write_mapp(
                session,
                enhet_id=unit,
                datum=datum,
                target=options.ut,
                spridning=Spridning(options.spridning),
                progress=tell_progress,
            )
        with store.transaction("note_mapp") as session:
            note_mapp(session, enhet_id=unit, datum=datum, file=options.ut.name, digest=digest)
    say(f"{options.ut} är skriven")
    return 0


def _write_report(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.berattelse.handling import Utskriftsval, note_report, write_report

    if options.ar is None:
        raise InputError("Ange vilket år med --ar.")
    _year_bounds(options.ar)
    slag = BerattelseSlag(options.rapport)
    periods = len(PERIODER.get(slag, ()))
    if not (1 <= options.period <= periods if periods else options.period == 0):
        raise InputError(f"Ange --period mellan 1 och {periods}." if periods else "Rapporten gäller hela året.")
    val = Utskriftsval(Spridning(options.spridning), options.mall)
    with opened(wanted) as store:
        store.require_writable()  # a register that cannot note the report is told before there is one
        with store.transaction(None) as session:
            unit = unit_named(session, options.enhet) if options.enhet else None
            rapport = Rapport(options.ar, unit, slag, options.period)
            digest = write_report(session, rapport=rapport, target=options.ut, val=val, progress=tell_progress)
        with store.transaction("note_report") as session:
            note_report(session, rapport=rapport, file=options.ut.name, digest=digest)
    say(f"{options.ut} är skriven")
    return 0


def _write_apt(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.moten.apt import gather_apt, mark_aterford, write_apt

    ar, manad = _month_of(options)
    with opened(wanted) as store:
        store.require_writable()
        with store.transaction(None) as session:
            unit = unit_named(session, options.enhet)
            blad = gather_apt(session, enhet_id=unit, ar=ar, manad=manad)
            write_apt(session, blad=blad, target=options.ut, spridning=Spridning(options.spridning))
        with store.transaction("mark_aterford") as session:
            marked = mark_aterford(session, avvikelse_ids=tuple(one.id for one in blad.avslutade))
    say(f"{options.ut} är skriven; {marked.text}")
    return 0


def _month_of(options: Namespace) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", options.manad or "")
    if found is None or not options.enhet:
        raise InputError("Ange enhet med --enhet och månad med --manad, som 2025-11.")
    return int(found[1]), int(found[2])


def _write_rad(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad

    ar, manad = _month_of(options)
    with opened(wanted) as store, store.transaction(None) as session:
        rad = gather_rad(session, enhet_id=unit_named(session, options.enhet), ar=ar, manad=manad)
        write_rad(session, rad=rad, target=options.ut, spridning=Spridning(options.spridning))
    say(f"{options.ut} är skriven")
    return 0


def unit_named(session: Session, name: str) -> int:
    """The unit of a name. Raises InputError when there is none, naming some that there are."""
    rows = session.execute(select(Enhet.id, Enhet.namn, Enhet.kortnamn)).all()
    for row_id, *names in rows:
        if name.casefold() in (n.casefold() for n in names if n):
            return int(row_id)
    raise InputError(f"Ingen enhet heter {name}. Det finns: {', '.join(sorted(row[1] for row in rows)[:12])} …")


def do_importera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Read avvikelser from another system."""
    from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, plan_import, read_file

    read = read_file(options.fil, kolumner=options.kolumner)
    with opened(wanted) as store:
        with store.transaction(None) as session:
            plan = plan_import(session, inlasning=read)
        say("Kolumner: " + ", ".join(f"{theirs} = {ours}" for ours, theirs in read.kolumner.items()))
        say(f"Nya: {plan.nya}   redan inne: {plan.redan_inne}   rader med fel: {len(plan.fel)}")
        for head, names in (
            ("Okänd enhet", plan.okanda_enheter),
            ("Okänd typ", plan.okanda_typer),
            ("Fel", plan.fel),
            ("Kontrollera", plan.med_nummer),
            ("Obs", plan.besked),
        ):
            for name in names:
                say(f"{head}: {name}")
        if options.prova:
            say("Ingenting har ändrats.")
            return 0
        val = Val(options.skapa, options.hoppa_over)
        with store.transaction("import_avvikelser") as session:
            change = import_avvikelser(session, inlasning=read, val=val, progress=tell_progress)
    say(change.text)
    return 0


def do_exportera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write avvikelser, or everything, to a file."""
    if options.vad == "allt":
        return _write_all(options, wanted, say)
    from kvalitet_app.services.utbyte.export import export_avvikelser

    fran, till = _year_bounds(options.ar)
    with opened(wanted) as store, store.transaction(None) as session:
        urval = AvvikelseUrval(fran=fran, till=till)
        count = export_avvikelser(
            session, urval=urval, target=options.ut, spridning=Spridning(options.spridning), progress=tell_progress
        )
    say(f"{count} avvikelser skrivna till {options.ut}")
    return 0


def _write_all(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.utbyte.uttag import note_uttag, write_uttag

    if options.ar is not None:
        raise InputError("Hela registret tas alltid ut helt. Ta bort --ar.")
    with opened(wanted) as store:
        store.require_writable()
        with store.transaction(None) as session:
            digest = write_uttag(session, target=options.ut, progress=tell_progress)
        with store.transaction("note_uttag") as session:
            note_uttag(session, file=options.ut.name, digest=digest)
    say(f"SEKRETESS: {options.ut} innehåller hela registret, även skyddade ärenden enligt lex Sarah.")
    say(f"SHA-256 {digest}")
    return 0


def do_aterskapa(options: Namespace, wanted: str | None, say: Say) -> int:
    """Everything out of an uttag into an empty database."""
    from kvalitet_app.db.store.address import parse_address
    from kvalitet_app.services.utbyte.uttag import restore_uttag

    place_given = options.ny or options.db
    if not place_given:
        raise InputError("Ange den nya databasen med --db.")
    target = parse_address(place_given)
    count = restore_uttag(options.fil, target, progress=tell_progress)
    say(f"{count} rader är inlästa i {target.shown}")
    return do_kontrollera(Namespace(ankare=None), place_given, say)


def do_kopiera(options: Namespace, wanted: str | None, say: Say) -> int:
    """A consistent copy while in use."""
    from kvalitet_app.db.backup import copy_database
    from kvalitet_app.db.store.address import parse_address
    from kvalitet_app.services.access.rights import require_copies

    address = parse_address(where(wanted))
    if address.path is None:
        raise StorageError("En PostgreSQL-databas kopieras med serverns egna verktyg, pg_dump.")
    if not address.path.exists():
        raise StorageError(f"{address.path} finns inte.")
    if options.ut.exists():
        raise StorageError(f"{options.ut} finns redan. Välj ett annat namn.")
    with opened(wanted) as store, store.transaction(None) as session:
        require_copies(session)
    copy_database(address.path, Path(options.ut).absolute(), progress=tell_progress)
    say(f"Kopian är tagen och kontrollerad: {options.ut}")
    return 0


def do_kontrollera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Integrity, schema, journal."""
    from kvalitet_app.db.trail.check import faults

    anchor = None
    if options.ankare:
        number, _, digest = options.ankare.partition(":")
        if not (number.isascii() and number.isdigit()) or not digest:
            raise InputError("Skriv ankaret som NUMMER:KONTROLLSUMMA.")
        anchor = (int(number), digest)
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


def do_bilder(options: Namespace, wanted: str | None, say: Say) -> int:
    """A picture of every page."""
    from kvalitet_app.start.shots.pages import take_pictures

    open_store(where(wanted)).close()  # what is wrong with the register is told before a window waits for it
    return take_pictures(options.ut, where(wanted))


def _year_bounds(ar: int | None) -> tuple[date | None, date | None]:
    """The first and last day of a year; nothing for no year."""
    if ar is None:
        return None, None
    if not 1990 <= ar <= 2100:
        raise InputError("Ange ett år mellan 1990 och 2100.")
    return date(ar, 1, 1), date(ar, 12, 31)
