"""Units, persons and uppdrag."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import InputError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import EnhetNiva, EnhetRow, Lagrum, PersonRow, Roll, UppdragRow
from kvalitet_app.domain.organisation.inklistrat import read_units
from kvalitet_app.domain.organisation.namn import Enhetsnamn, NamngivenEnhet, told_apart
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.text import name_key
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import (
    behorighet,
    may_at_top,
    person_id,
    readable_units,
    require,
    require_at_top,
    require_somewhere,
    top_units,
)
from kvalitet_app.services.change.changing import changed, load, required_name


def list_enheter(session: ReadSession, *, all_times: bool = False) -> tuple[EnhetRow, ...]:
    """The units the person may read, as a tree walked from the top, each with its depth.

    Units that are closed are left out unless `all_times`. A readable unit below an unreadable one starts a tree.
    """
    mine = behorighet(session).units(Ratt.LASA)
    query = select(Enhet).where(Enhet.borttagen.is_(None), Enhet.id.in_(mine)).order_by(Enhet.ordning, Enhet.namn_sort)
    if not all_times:
        query = query.where(or_(Enhet.giltig_till.is_(None), Enhet.giltig_till >= idag()))
    units = list(session.scalars(query))
    known = {unit.id for unit in units}
    below: dict[int | None, list[Enhet]] = {}
    for unit in units:
        below.setdefault(unit.foralder_id if unit.foralder_id in known else None, []).append(unit)
    return tuple(_walk(below, None, 0))


def _walk(below: dict[int | None, list[Enhet]], parent: int | None, depth: int) -> list[EnhetRow]:
    rows: list[EnhetRow] = []
    for unit in below.get(parent, []):
        rows.append(_enhet_row(unit, depth))
        rows += _walk(below, unit.id, depth + 1)
    return rows


def _enhet_row(unit: Enhet, depth: int) -> EnhetRow:
    return EnhetRow(
        unit.id,
        unit.namn,
        unit.niva,
        unit.foralder_id,
        depth,
        unit.version,
        kortnamn=unit.kortnamn or unit.namn,
        verksamhet=unit.verksamhet,
        lagrum=unit.lagrum,
        platser=unit.platser,
        arsarbetare=unit.arsarbetare,
        giltig_fran=unit.giltig_fran,
        giltig_till=unit.giltig_till,
    )


def subtree(session: ReadSession, enhet_id: int) -> frozenset[int]:
    """A unit and everything below it."""
    pairs = [(i, p) for i, p in session.execute(select(Enhet.id, Enhet.foralder_id))]
    found, grew = {enhet_id}, True
    while grew:
        more = {i for i, p in pairs if p in found} - found
        found |= more
        grew = bool(more)
    return frozenset(found)


def readable_subtree(session: ReadSession, enhet_id: int) -> tuple[Enhet, frozenset[int]]:
    """A unit and what of it and below it the person may read. Raises RuleError when that is nothing."""
    unit = load(session, Enhet, enhet_id)
    units = readable_units(session, subtree(session, unit.id)) or frozenset()
    if not units:
        raise RuleError("Du får inte läsa den enheten.", field="enhet_id")
    return unit, units


def report_units(session: ReadSession, enhet_id: int | None) -> frozenset[int]:
    """The units of a report's scope (None: everything) that the person may read.

    Raises:
        AccessError: the person may not read the unit.
    """
    mine = behorighet(session).units(Ratt.LASA)
    if enhet_id is None:
        require_somewhere(session, Ratt.LASA)
        return mine
    require(session, Ratt.LASA, enhet_id)
    return subtree(session, enhet_id) & mine


def ancestors(session: ReadSession, units: frozenset[int]) -> frozenset[int]:
    """The units and everything above them."""
    parents = dict(session.execute(select(Enhet.id, Enhet.foralder_id)).all())
    found = set(units)
    for unit in units:
        above = parents.get(unit)
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return frozenset(found)


def person_name(session: ReadSession, who: int | None) -> str:
    """The name of somebody, "" for nobody."""
    person = session.get(Person, who) if who is not None else None
    return person.namn if person is not None else ""


@verb("add_enhet")
def add_enhet(
    session: WriteSession,
    *,
    namn: str,
    niva: EnhetNiva,
    foralder_id: int | None,
    verksamhet: str = "",
    lagrum: Lagrum | None = None,
    platser: int | None = None,
    arsarbetare: float | None = None,
) -> Change:
    """Add a unit below another. Names are unique among siblings.

    Raises:
        RuleError: it would lie beside the top: what concerns everybody is decided there.
    """
    _require_place(session, foralder_id)
    namn = required_name(namn, "Skriv vad enheten heter.", field="namn")
    _refuse_same_name(session, namn, foralder_id, None)
    unit = Enhet(
        namn=namn,
        niva=niva,
        foralder_id=foralder_id,
        verksamhet=verksamhet.strip(),
        lagrum=lagrum,
        platser=platser,
        arsarbetare=arsarbetare,
    )
    session.add(unit)
    session.flush()
    return changed(session, f"Enheten {namn} lades till", Enhet, row_id=unit.id)


def _require_place(session: ReadSession, foralder_id: int | None) -> None:
    """Raises AccessError unless the person may add units there, RuleError where nothing lies above."""
    if foralder_id is not None:
        require(session, Ratt.ORGANISATION, foralder_id)
        return
    require_somewhere(session, Ratt.ORGANISATION)
    if top_units(session):
        raise RuleError("Välj vilken enhet den ska ligga under.", field="foralder_id")


@verb("add_enheter")
def add_enheter(session: WriteSession, *, rader: str, foralder_id: int) -> Change:
    """Add one unit a line, as `read_units` reads them: with activity and places, with or without headings."""
    require(session, Ratt.ORGANISATION, foralder_id)
    units = read_units(rader)
    if not units:
        raise RuleError("Skriv eller klistra in minst en enhet, en på varje rad.", field="rader")
    for one in units:
        namn = required_name(one.namn, "En rad saknar namn på enheten.", field="rader")
        _refuse_same_name(session, namn, foralder_id, None)
        own = {"verksamhet": one.verksamhet, "platser": one.platser}
        session.add(Enhet(namn=namn, niva=EnhetNiva.ENHET, foralder_id=foralder_id, **own))
        session.flush()
    return changed(session, f"{count(len(units), 'enhet', 'enheter')} lades till", Enhet)


@verb("change_enhet")
def change_enhet(
    session: WriteSession,
    *,
    enhet_id: int,
    version: int,
    namn: str,
    verksamhet: str,
    lagrum: Lagrum | None,
    platser: int | None,
    arsarbetare: float | None,
    giltig_till: date | None,
) -> Change:
    """Change a unit; a unit that ends is closed by a date, never deleted."""
    require(session, Ratt.ORGANISATION, enhet_id)
    unit = load(session, Enhet, enhet_id, version)
    unit.namn = required_name(namn, "Skriv vad enheten heter.", field="namn")
    _refuse_same_name(session, unit.namn, unit.foralder_id, unit.id)
    unit.verksamhet, unit.lagrum, unit.platser = verksamhet.strip(), lagrum, platser
    unit.arsarbetare, unit.giltig_till = arsarbetare, giltig_till
    return changed(session, f"Enheten {unit.namn} ändrades", Enhet, row_id=unit.id)


def _refuse_same_name(session: ReadSession, namn: str, foralder_id: int | None, own_id: int | None) -> None:
    query = select(Enhet.namn).where(
        Enhet.foralder_id == foralder_id, Enhet.borttagen.is_(None), Enhet.id != (own_id or 0)
    )
    if name_key(namn) in map(name_key, session.scalars(query)):
        raise RuleError(f"Det finns redan en enhet som heter {namn} där.", field="namn")


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
    person.titel, person.epost, person.aktiv = titel.strip(), epost.strip(), aktiv
    person.konto = _free_account(session, konto, person.id)
    session.flush()
    _keep_an_administrator(session)
    return changed(session, f"{person.namn} ändrades", Person, row_id=person.id)


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
    person, unit = load(session, Person, person_id), load(session, Enhet, enhet_id)
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


def holders(session: ReadSession, enhet_id: int, roles: tuple[Roll, ...]) -> frozenset[int]:
    """The persons at work who hold one of the roles on the unit or above it today."""
    query = (
        select(Uppdrag.person_id)
        .join(Person, Person.id == Uppdrag.person_id)
        .where(
            Uppdrag.roll.in_(roles),
            Uppdrag.enhet_id.in_(ancestors(session, frozenset({enhet_id}))),
            Uppdrag.borttagen.is_(None),
            Person.aktiv,
            Person.borttagen.is_(None),
            Uppdrag.giltig_fran <= idag(),
            or_(Uppdrag.giltig_till.is_(None), Uppdrag.giltig_till >= idag()),
        )
    )
    return frozenset(session.scalars(query))


def unit_names(session: ReadSession) -> Enhetsnamn:
    """Every unit, also those that are closed, to be found by name."""
    above = aliased(Enhet)
    own = (Enhet.id, Enhet.namn, Enhet.kortnamn, func.coalesce(above.namn, ""), Enhet.lagrum)
    query = (
        select(*own, Enhet.giltig_fran, Enhet.giltig_till)
        .outerjoin(above, above.id == Enhet.foralder_id)
        .where(Enhet.borttagen.is_(None))
        .order_by(Enhet.id)
    )
    return Enhetsnamn(NamngivenEnhet(*row) for row in session.execute(query))


def unit_named(session: ReadSession, namn: str) -> int:
    """The id of the unit of that name, long or short.

    Raises:
        InputError: there is none, naming some that are, or there are several, naming where they stand.
    """
    found = unit_names(session).find(namn, idag())
    if len(found) == 1:
        return found[0].id
    if found:
        raise InputError(f"{told_apart(namn, found)}.")
    rows = session.scalars(select(Enhet.namn).where(Enhet.borttagen.is_(None)))
    raise InputError(f"Ingen enhet heter {namn}. Det finns: {', '.join(sorted(rows)[:12])} …")
