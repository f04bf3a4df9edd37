"""Where the units lie and who holds which role on them: what every noun asks of the organisation."""

from datetime import date

from sqlalchemy import or_, select

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.organisation.trad import Stracka, Trad
from kvalitet_app.services.access.rights import (
    behorighet,
    readable_units,
    require,
    require_somewhere,
)
from kvalitet_app.services.change.changing import load
from kvalitet_app.services.change.remembered import remembered


def read_trad(session: ReadSession) -> Trad:
    """Where every unit lies and lay; a transaction that writes reads it anew, since it may have moved one."""
    if "actor" in session.info:
        return _read_trad(session)
    return remembered(session, Trad, lambda: _read_trad(session))


def _read_trad(session: ReadSession) -> Trad:
    query = select(Enhet.id, Enhet.foralder_id, Enhet.giltig_fran, Enhet.giltig_till)
    return Trad(Stracka._make(row) for row in session.execute(query))


def subtree(session: ReadSession, enhet_id: int) -> frozenset[int]:
    """A unit and everything that lies below it, closed units too."""
    return read_trad(session).under(enhet_id, idag())


def require_open(session: ReadSession, enhet_id: int, day: date, *, field: str) -> Enhet:
    """The unit, which new work is put on; raises RuleError when it is gone or has closed before the day."""
    unit = load(session, Enhet, enhet_id)
    last = read_trad(session).last_day(enhet_id)
    if last is not None and last < day:
        raise RuleError(
            f"{unit.namn} stängdes {last}. Välj en enhet som finns kvar, eller en dag före det.", field=field
        )
    return unit


def require_at_work(session: ReadSession, person_id: int | None, *, field: str) -> None:
    """Raises RuleError when somebody who has left is given something to do; nobody at all may be."""
    person = session.get(Person, person_id) if person_id is not None else None
    if person is not None and not person.aktiv:
        raise RuleError(f"{person.namn} arbetar inte kvar. Välj någon annan.", field=field)


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
    return read_trad(session).over(units, idag())


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
