"""Where the units lie and who holds which role on them: what every noun asks of the organisation."""

from sqlalchemy import or_, select

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.access.rights import (
    behorighet,
    readable_units,
    require,
    require_somewhere,
)
from kvalitet_app.services.change.changing import load


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


def person_name(session: ReadSession, who: int | None) -> str:
    """The name of somebody, "" for nobody."""
    person = session.get(Person, who) if who is not None else None
    return person.namn if person is not None else ""
