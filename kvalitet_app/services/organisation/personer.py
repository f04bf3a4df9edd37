"""Persons and their uppdrag."""

from datetime import date

from sqlalchemy import or_, select

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import PersonRow, Roll, UppdragRow
from kvalitet_app.domain.organisation.kvar import said_left
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import require_at_work, require_open
from kvalitet_app.services.access.rights import (
    may_at_top,
    person_id,
    require,
    require_at_top,
    require_somewhere,
    top_units,
)
from kvalitet_app.services.change.changing import changed, load, required_name
from kvalitet_app.services.organisation.kvar import left_with_person


def list_personer(session: ReadSession) -> tuple[PersonRow, ...]:
    """Everybody, in Swedish order, each with the uppdrag that hold or will hold.

    Accounts are told to those who set them, and to each her own.
    """
    current = or_(Uppdrag.giltig_till.is_(None), Uppdrag.giltig_till >= idag())
    query = (
        select(Uppdrag, Enhet.namn)
        .join(Enhet, Enhet.id == Uppdrag.enhet_id)
        .where(Uppdrag.borttagen.is_(None), current)
        .order_by(Uppdrag.giltig_fran)
    )
    given: dict[int, list[UppdragRow]] = {}
    for uppdrag, enhet in session.execute(query):
        row = UppdragRow(
            uppdrag.id,
            uppdrag.person_id,
            uppdrag.roll,
            uppdrag.enhet_id,
            enhet,
            uppdrag.giltig_fran,
            uppdrag.giltig_till,
        )
        given.setdefault(uppdrag.person_id, []).append(row)
    people = session.scalars(select(Person).where(Person.borttagen.is_(None)).order_by(Person.namn_sort))
    me, sets = person_id(session), may_at_top(session, Ratt.ORGANISATION)
    return tuple(_person_row(p, given.get(p.id, []), account=sets or p.id == me) for p in people)


def _person_row(person: Person, uppdrag: list[UppdragRow], *, account: bool) -> PersonRow:
    return PersonRow(
        person.id,
        person.namn,
        person.titel,
        person.epost,
        person.konto or "" if account else "",
        person.aktiv,
        person.version,
        tuple(uppdrag),
    )


def who_am_i(session: ReadSession) -> PersonRow:
    """The person at work with the uppdrag that hold."""
    mine = person_id(session)
    return next(person for person in list_personer(session) if person.id == mine)


@verb("add_person")
def add_person(session: WriteSession, *, namn: str, titel: str = "", epost: str = "", konto: str = "") -> Change:
    """Add somebody to the register of users. An account lets her sign in, and asks for the right at the top."""
    require_somewhere(session, Ratt.ORGANISATION)
    if konto.strip():
        require_at_top(session, Ratt.ORGANISATION)
    person = Person(
        namn=required_name(namn, "Skriv personens namn.", field="namn"), titel=titel.strip(), epost=epost.strip()
    )
    person.konto = _free_account(session, konto, None)
    session.add(person)
    session.flush()
    return changed(session, f"{person.namn} lades till", Person, row_id=person.id)


@verb("change_person")
def change_person(
    session: WriteSession, *, person_id: int, version: int, namn: str, titel: str, epost: str, konto: str, aktiv: bool
) -> Change:
    """Change somebody; a person who has left is made inactive, never deleted.

    Raises:
        AccessError: without the right at the top: whoever sets an account says who is who, on every unit.
    """
    require_at_top(session, Ratt.ORGANISATION)
    person = load(session, Person, person_id, version)
    person.namn = required_name(namn, "Skriv personens namn.", field="namn")
    leaves = person.aktiv and not aktiv
    person.titel, person.epost, person.aktiv = titel.strip(), epost.strip(), aktiv
    person.konto = _free_account(session, konto, person.id)
    session.flush()
    _keep_an_administrator(session)
    left = said_left(left_with_person(session, person_id=person.id)) if leaves else ""
    told = f"{person.namn} arbetar inte kvar" if leaves else f"{person.namn} ändrades"
    if left:
        told += f". Kvar: {left}. Lämna över det till någon annan"
    return changed(session, told, Person, row_id=person.id)


def _free_account(session: ReadSession, konto: str, own_id: int | None) -> str | None:
    konto = konto.strip().casefold()
    if not konto:
        return None
    taken = session.scalar(select(Person.namn).where(Person.konto == konto, Person.id != (own_id or 0)))
    if taken is not None:
        raise RuleError(f"Kontot {konto} används redan av {taken}.", field="konto")
    return konto


@verb("add_uppdrag")
def add_uppdrag(session: WriteSession, *, person_id: int, roll: Roll, enhet_id: int, giltig_fran: date) -> Change:
    """Give a person a role on a unit and everything below it."""
    require(session, Ratt.ORGANISATION, enhet_id)
    unit = require_open(session, enhet_id, giltig_fran, field="enhet_id")
    require_at_work(session, person_id, field="person_id")
    person = load(session, Person, person_id)
    uppdrag = Uppdrag(person_id=person.id, roll=roll, enhet_id=unit.id, giltig_fran=giltig_fran)
    session.add(uppdrag)
    session.flush()
    return changed(session, f"{person.namn} är nu {roll.word.lower()} för {unit.namn}", Uppdrag, row_id=uppdrag.id)


@verb("end_uppdrag")
def end_uppdrag(session: WriteSession, *, uppdrag_id: int) -> Change:
    """End a role today."""
    uppdrag = load(session, Uppdrag, uppdrag_id)
    require(session, Ratt.ORGANISATION, uppdrag.enhet_id)
    uppdrag.borttagen = None if uppdrag.giltig_fran < idag() else uppdrag.andrad
    uppdrag.giltig_till = idag() if uppdrag.borttagen else _day_before_today()
    session.flush()
    _keep_an_administrator(session)
    return changed(session, f"Uppdraget som {uppdrag.roll.word.lower()} avslutades", Uppdrag, row_id=uppdrag.id)


def _day_before_today() -> date:
    return date.fromordinal(idag().toordinal() - 1)


def _keep_an_administrator(session: ReadSession) -> None:
    """Nobody may lock everybody out: at each top somebody who can sign in is administratör."""
    query = (
        select(Uppdrag.enhet_id)
        .join(Person, Person.id == Uppdrag.person_id)
        .where(
            Uppdrag.roll == Roll.ADMINISTRATOR,
            Uppdrag.borttagen.is_(None),
            Uppdrag.giltig_fran <= idag(),
            Person.aktiv,
            Person.konto.is_not(None),
            or_(Uppdrag.giltig_till.is_(None), Uppdrag.giltig_till >= idag()),
        )
    )
    if not frozenset(session.scalars(query)) >= top_units(session):
        raise RuleError("Det måste finnas minst en aktiv administratör med ett konto för hela organisationen.")
