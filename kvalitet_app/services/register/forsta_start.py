"""The first start: who I am, and an organisation of one's own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.domain.organisation.inklistrat import OF_UNITS, headings_of
from kvalitet_app.domain.text import name_key
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import let_work
from kvalitet_app.services.change.changing import changed, required, required_name
from kvalitet_app.services.register.granser import ORGANISATION, write_setting


@dataclass(frozen=True, slots=True)
class NyEnhet:
    """A unit of the first start: one line that was typed, pasted or imported."""

    namn: str
    verksamhet: str = ""
    platser: int | None = None


@dataclass(frozen=True, slots=True)
class NyPerson:
    """A person of the first start. `enhet` is the name of the unit of the uppdrag, "" for the whole organisation."""

    namn: str
    roll: Roll
    enhet: str = ""
    titel: str = ""
    epost: str = ""
    konto: str = ""


@dataclass(frozen=True, slots=True)
class NyOrganisation:
    """Everything the first start asks for. `jag` is the person at the screen."""

    namn: str
    jag: str
    konto: str
    lagrum: Lagrum = Lagrum.LSS
    enheter: tuple[NyEnhet, ...] = ()
    personer: tuple[NyPerson, ...] = ()


def account_person(session: ReadSession, *, konto: str) -> int | None:
    """The active person of an operating system account, or None."""
    query = select(Person.id).where(Person.konto == konto.casefold(), Person.aktiv, Person.borttagen.is_(None))
    return session.scalar(query)


@verb("sign_in")
def sign_in(session: WriteSession, *, konto: str, namn: str) -> int:
    """The person of an operating system account. An unknown account becomes a person without uppdrag.

    This is the one place that says who is at work; a real login takes its place.
    """
    known = account_person(session, konto=konto)
    if known is not None:
        return known
    person = Person(namn=namn.strip() or konto, konto=konto.casefold())
    session.add(person)
    session.flush()
    return person.id


@verb("catch_up")
def catch_up(session: WriteSession) -> Change:
    """What came while nobody had the register open: values that the program has learnt, occurrences that came due."""
    from kvalitet_app.services.egenkontroller.planer import renew_plans
    from kvalitet_app.services.register.inbyggda import install_catalogues

    if session.scalar(select(Enhet.id).limit(1)) is not None:
        install_catalogues(session)
    return renew_plans(session)


@verb("create_organisation")
def create_organisation(session: WriteSession, *, ny: NyOrganisation) -> Change:
    """Fill an empty database: the organisation, its units and persons, the catalogues and templates.

    The person at the screen becomes administratör, verksamhetsutvecklare and enhetschef of the whole; that is what
    a small unit needs on the first day, and it can be divided later.

    Raises:
        RuleError: a name is missing, a unit stands twice, or a person's unit is unknown.
    """
    from kvalitet_app.services.register.inbyggda import install_catalogues

    namn = required(ny.namn, "Skriv vad organisationen heter.", field="namn")
    jag = required(ny.jag, "Skriv ditt namn.", field="jag")
    if session.scalar(select(Enhet.id).limit(1)) is not None:
        raise RuleError("Databasen har redan en organisation.")
    if not ny.enheter:
        raise RuleError("Skriv minst en enhet.", field="enheter")
    write_setting(session, ORGANISATION, namn)
    top = Enhet(namn=namn, niva=EnhetNiva.OMRADE, lagrum=ny.lagrum)
    session.add(top)
    session.flush()
    units = _add_units(session, top, ny.enheter)
    me = Person(namn=jag, konto=ny.konto.casefold())
    session.add(me)
    session.flush()
    let_work(session, me.id)
    for roll in (Roll.ADMINISTRATOR, Roll.VERKSAMHETSUTVECKLARE, Roll.ENHETSCHEF):
        _give(session, me.id, roll, top.id)
    _add_persons(session, ny.personer, units, top)
    install_catalogues(session)
    return changed(session, f"{namn} är skapad med {len(ny.enheter)} enheter", Enhet, Person, row_id=me.id)


def _add_units(session: WriteSession, top: Enhet, given: tuple[NyEnhet, ...]) -> dict[str, int]:
    units: dict[str, int] = {}
    for order, one in enumerate(given):
        name = required_name(one.namn, "En enhet saknar namn.", field="enheter")
        if name_key(name) in units:
            raise RuleError(f"Enheten {name} står två gånger.", field="enheter")
        unit = Enhet(
            namn=name,
            niva=EnhetNiva.ENHET,
            foralder_id=top.id,
            ordning=order,
            lagrum=top.lagrum,
            verksamhet=one.verksamhet.strip(),
            platser=one.platser,
        )
        session.add(unit)
        session.flush()
        units[name_key(name)] = unit.id
    return units


def _add_persons(session: WriteSession, given: tuple[NyPerson, ...], units: dict[str, int], top: Enhet) -> None:
    taken = {konto.casefold(): jag for konto, jag in session.execute(select(Person.konto, Person.namn)) if konto}
    for one in given:
        name = required_name(one.namn, "En person saknar namn.", field="personer")
        unit = (
            units.get(name_key(one.enhet))
            if one.enhet.strip() and name_key(one.enhet) != name_key(top.namn)
            else top.id
        )
        if unit is None:
            raise RuleError(f"Enheten {one.enhet.strip()} finns inte i listan över enheter.", field="personer")
        konto = one.konto.strip().casefold()
        if konto and taken.setdefault(konto, name) != name:
            raise RuleError(f"Kontot {konto} används redan av {taken[konto]}.", field="personer")
        person = Person(namn=name, titel=one.titel.strip(), epost=one.epost.strip(), konto=konto or None)
        session.add(person)
        session.flush()
        _give(session, person.id, one.roll, unit)


def _give(session: WriteSession, person_id: int, roll: Roll, enhet_id: int) -> None:
    start: date = idag()
    session.add(Uppdrag(person_id=person_id, roll=roll, enhet_id=enhet_id, giltig_fran=start))


def read_unit_lines(name: str) -> str:
    """An XLSX or CSV file as lines to look at: the columns that its headings name, else the first three.

    Raises InputError or StorageError with what to do.
    """
    from kvalitet_app.exchange.table_in import read_sheet

    rows: list[list[object]] = [list(cells) for _, cells in read_sheet(Path(name)).lines]
    named = headings_of([str(cell or "") for cell in rows[0]], OF_UNITS) if rows else None
    shown = sorted(named.values()) if named else range(3)
    return "\n".join("; ".join(_in_line(cells, at) for at in shown).rstrip("; ") for cells in rows)


def _in_line(cells: list[object], at: int) -> str:
    value = cells[at] if at < len(cells) else None
    return "" if value is None else " ".join(str(value).replace(";", ",").split())
