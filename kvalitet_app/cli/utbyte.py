"""Commands that move data between the register and files: import, export, everything out and in again."""

from __future__ import annotations

from argparse import Namespace

from kvalitet_app.cli.opening import Say, opened, tell_progress, year_bounds
from kvalitet_app.cli.parser import DAY_FIRST, MONTH_FIRST
from kvalitet_app.cli.register import do_kontrollera
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import whole_of


def do_importera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Read avvikelser from another system."""
    from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, plan_import, read_file

    day_first = None if options.dagar is None else options.dagar == DAY_FIRST
    rows = _heading_rows(options.rubrikrad)
    read = read_file(options.fil, kolumner=options.kolumner, dag_forst=day_first, rubrikrader=rows)
    with opened(wanted) as store:
        with store.read() as session:
            plan = plan_import(session, inlasning=read)
        say(f"Rubriker: {'rad ' + ' och '.join(map(str, read.rubrikrader)) if read.rubrikrader else 'inga'}")
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
        if read.tvetydig_dag:
            say(f"Fråga: {read.tvetydig_dag} kan vara två dagar. Ange --dagar {DAY_FIRST} eller --dagar {MONTH_FIRST}.")
        if options.prova:
            say("Ingenting har ändrats.")
            return 0
        val = Val(options.skapa, options.hoppa_over)
        change = store.write(import_avvikelser, inlasning=read, val=val, progress=tell_progress)
    say(change.text)
    return 0


def _heading_rows(text: str | None) -> tuple[int, ...] | None:
    """The lines that are said to be headings: "4", "1-2" for two, "0" for none."""
    if text is None:
        return None
    rows = [whole_of(part) for part in text.split("-")]
    numbers = tuple(row for row in rows if row is not None)
    if len(numbers) != len(rows) or len(rows) > 2 or numbers[-1] - numbers[0] != len(rows) - 1:
        raise InputError("Skriv rubrikraden som --rubrikrad 4, --rubrikrad 1-2 eller --rubrikrad 0.")
    return () if numbers == (0,) else numbers


def do_exportera(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write avvikelser, or everything, to a file."""
    if options.vad == "allt":
        return _write_all(options, wanted, say)
    from kvalitet_app.services.utbyte.export import export_avvikelser

    fran, till = year_bounds(options.ar)
    with opened(wanted) as store, store.read() as session:
        urval = AvvikelseUrval(fran=fran, till=till)
        count = export_avvikelser(
            session, urval=urval, target=options.ut, spridning=Spridning(options.spridning), progress=tell_progress
        )
    say(f"{count} avvikelser skrivna till {options.ut}")
    return 0


def _write_all(options: Namespace, wanted: str | None, say: Say) -> int:
    from kvalitet_app.services.utbyte.uttag import issue_uttag

    if options.ar is not None:
        raise InputError("Hela registret tas alltid ut helt. Ta bort --ar.")
    with opened(wanted) as store:
        digest = issue_uttag(store, target=options.ut, progress=tell_progress)
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
    count = restore_uttag(options.fil, target, sha256=options.sha256, progress=tell_progress)
    say(f"{count} rader är inlästa i {target.shown}")
    return do_kontrollera(Namespace(ankare=None), place_given, say)
