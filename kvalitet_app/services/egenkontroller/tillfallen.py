"""Egenkontroller: found, listed, performed and judged. Plans are in `planer`."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from kvalitet_app.db.models import Egenkontroll, Enhet, Mall, Person
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.store.store import in_order, read_ids
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import (
    EgenkontrollRow,
    EgenkontrollStatus,
    EgenkontrollUrval,
    Lage,
    light,
)
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import (
    seen_egenkontroller,
    visible_egenkontroller,
)
from kvalitet_app.services.access.organisation import person_name, require_at_work, require_open
from kvalitet_app.services.access.rights import behorighet, person_id, readable_by, require
from kvalitet_app.services.change.changing import changed, load, refuse_numbers, required

VIEWS = ("att_gora", "mina", "forsenade", "genomforda", "alla")
WAITING = (EgenkontrollStatus.PLANERAD, EgenkontrollStatus.PAGAR)


def _conditions(session: ReadSession, urval: EgenkontrollUrval) -> list[ColumnElement[bool]]:
    found = [seen_egenkontroller(session, urval.enheter)]
    if urval.mallar is not None:
        found.append(Egenkontroll.mall_id.in_(versions_of(*sorted(urval.mallar))))
    day = Egenkontroll.ursprungligt_datum if urval.ursprunglig else Egenkontroll.planerad_datum
    if urval.fran is not None:
        found.append(day >= urval.fran)
    if urval.till is not None:
        found.append(day <= urval.till)
    if urval.ursprunglig:
        found.append(Egenkontroll.status != EgenkontrollStatus.INSTALLD)
    if urval.ids is not None:
        found.append(among(Egenkontroll.id, sorted(urval.ids)))
    if urval.lagen is not None:
        found.append(or_(*(_in_light(one) for one in sorted(urval.lagen))))
    if urval.sok.strip():
        wanted = f"%{urval.sok.strip()}%"
        found.append(or_(Mall.namn.ilike(wanted), Mall.kod.ilike(wanted), Enhet.namn.ilike(wanted)))
    return found + _view(session, urval.vy)


def versions_of(*mall_ids: int) -> Select[int]:
    """Every version of the templates that these are versions of: a template is one through its versions."""
    codes = select(Mall.kod).where(Mall.id.in_(mall_ids))
    return select(Mall.id).where(Mall.kod.in_(codes))


def _in_light(lage: Lage) -> ColumnElement[bool]:
    green, yellow = Mall.grans_gron / 100.0, Mall.grans_gul / 100.0
    return {
        Lage.GRON: Egenkontroll.poang >= green,
        Lage.GUL: and_(Egenkontroll.poang < green, Egenkontroll.poang >= yellow),
        Lage.ROD: Egenkontroll.poang < yellow,
    }[lage]


def _view(session: ReadSession, vy: str) -> list[ColumnElement[bool]]:
    waiting = Egenkontroll.status.in_(WAITING)
    views: dict[str, list[ColumnElement[bool]]] = {
        "att_gora": [waiting],
        "mina": [waiting, Egenkontroll.ansvarig_id == person_id(session)],
        "forsenade": [waiting, Egenkontroll.ursprungligt_datum < idag()],
        "genomforda": [Egenkontroll.status == EgenkontrollStatus.GENOMFORD],
        "alla": [],
    }
    return views[vy]


def find_egenkontroller(session: ReadSession, *, urval: EgenkontrollUrval) -> array[int]:
    """The ids of a selection in the order asked for."""
    columns: dict[str, list[Any]] = {
        "planerad_datum": [Egenkontroll.planerad_datum, Egenkontroll.id],
        "mall": [Mall.kod, Egenkontroll.planerad_datum, Egenkontroll.id],
        "enhet": [Enhet.namn_sort, Egenkontroll.planerad_datum, Egenkontroll.id],
        "status": [Egenkontroll.status, Egenkontroll.planerad_datum, Egenkontroll.id],
        "ansvarig": [Person.namn_sort, Egenkontroll.planerad_datum, Egenkontroll.id],
        "poang": [Egenkontroll.poang, Egenkontroll.planerad_datum, Egenkontroll.id],
    }
    query = (
        select(Egenkontroll.id)
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
        .outerjoin(Person, Person.id == Egenkontroll.ansvarig_id)
        .where(*_conditions(session, urval))
        .order_by(*in_order(columns[urval.sortering], fallande=urval.fallande))
    )
    return read_ids(session, query)


def count_views(session: ReadSession, *, urval: EgenkontrollUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits."""
    base = _conditions(session, replace(urval, vy="alla"))
    joined = (
        select(func.count())
        .select_from(Egenkontroll)
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
    )
    return {vy: session.scalar(joined.where(*base, *_view(session, vy))) or 0 for vy in VIEWS}


def egenkontroll_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, EgenkontrollRow]:
    """The rows of some ids."""
    query = (
        select(Egenkontroll, Mall, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn), Person.namn)
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
        .outerjoin(Person, Person.id == Egenkontroll.ansvarig_id)
        .where(among(Egenkontroll.id, ids), seen_egenkontroller(session))
    )
    me, mine = person_id(session), behorighet(session)
    performs, plans = mine.units(Ratt.EGENKONTROLL), mine.units(Ratt.PLANERA)
    return {
        one.id: _row(
            found,
            far_utfora=one.ansvarig_id == me or one.enhet_id in performs,
            far_planera=one.enhet_id in plans,
        )
        for found in session.execute(query)
        for one in (found[0],)
    }


def list_egenkontroller(session: ReadSession, *, urval: EgenkontrollUrval) -> tuple[EgenkontrollRow, ...]:
    """The rows of a selection, all at once: a month, or a year of some units."""
    return tuple(egenkontroll_rows(session, find_egenkontroller(session, urval=urval)).values())


def _row(found: Row[*tuple[Any, ...]], *, far_utfora: bool, far_planera: bool) -> EgenkontrollRow:
    item, mall, enhet, ansvarig = found
    return EgenkontrollRow(
        item.id,
        item.plan_id,
        mall.id,
        mall.kod,
        mall.namn,
        item.enhet_id,
        enhet,
        item.planerad_datum,
        item.ursprungligt_datum,
        item.status,
        item.genomford_datum,
        item.ansvarig_id,
        ansvarig or "",
        item.poang,
        light(item.poang, grans_gron=mall.grans_gron, grans_gul=mall.grans_gul),
        item.version,
        far_utfora,
        far_planera,
        item.flytt_skal,
    )


def seen_egenkontroll(session: ReadSession, egenkontroll_id: int) -> Egenkontroll:
    """The occurrence. Raises RuleError: there is none for this person."""
    query = select(Egenkontroll).where(Egenkontroll.id == egenkontroll_id, seen_egenkontroller(session))
    item = session.scalar(query)
    if item is None:
        raise RuleError("Egenkontrollen finns inte, eller så får du inte se den.")
    return item


@verb("move_egenkontroll")
def move_egenkontroll(session: WriteSession, *, egenkontroll_id: int, version: int, datum: date, skal: str) -> Change:
    """Move an occurrence to another day, with a reason. Lateness is told by the day the plan gave, which stays.

    Raises:
        RuleError: it is done or called off, no reason is given, the day is the same, or the unit is closed then.
    """
    item = seen_egenkontroll(session, egenkontroll_id)
    item = load(session, Egenkontroll, item.id, version)
    require(session, Ratt.PLANERA, item.enhet_id)
    if item.status not in WAITING:
        raise RuleError("Bara en egenkontroll som inte är gjord kan flyttas.")
    if datum == item.planerad_datum:
        raise RuleError("Den är redan planerad till den dagen.", field="datum")
    require_open(session, item.enhet_id, datum, field="datum")
    skal = required(skal, "Skriv varför egenkontrollen flyttas.", field="skal")
    refuse_numbers((), skal=skal)
    item.planerad_datum, item.flytt_skal = datum, skal
    return changed(session, f"Egenkontrollen är flyttad till {datum.isoformat()}", Egenkontroll, row_id=item.id)


@verb("assign_egenkontroll")
def assign_egenkontroll(
    session: WriteSession, *, egenkontroll_id: int, version: int, ansvarig_id: int | None
) -> Change:
    """Give one occurrence to somebody else, or to nobody yet; the plan keeps its own.

    Raises:
        RuleError: it is done or called off, or who is to do it has left or may not read the unit.
    """
    item = seen_egenkontroll(session, egenkontroll_id)
    item = load(session, Egenkontroll, item.id, version)
    require(session, Ratt.PLANERA, item.enhet_id)
    if item.status not in WAITING:
        raise RuleError("Egenkontrollen är redan avslutad.")
    require_at_work(session, ansvarig_id, field="ansvarig_id")
    who = person_name(session, ansvarig_id)
    if ansvarig_id is not None and item.enhet_id not in readable_by(session, ansvarig_id):
        raise RuleError(f"{who} har inget uppdrag på enheten. Välj någon annan.", field="ansvarig_id")
    item.ansvarig_id = ansvarig_id
    told = f"Ansvarig är nu {who}" if who else "Egenkontrollen har ingen ansvarig"
    return changed(session, told, Egenkontroll, row_id=item.id)


@verb("cancel_egenkontroll")
def cancel_egenkontroll(session: WriteSession, *, egenkontroll_id: int, version: int, skal: str) -> Change:
    """Call off one occurrence, with a reason; it is no longer counted among what was planned."""
    item = seen_egenkontroll(session, egenkontroll_id)
    item = load(session, Egenkontroll, item.id, version)
    require(session, Ratt.PLANERA, item.enhet_id)
    if item.status not in WAITING:
        raise RuleError("Egenkontrollen är redan avslutad.")
    skal = required(skal, "Skriv varför egenkontrollen ställs in.", field="skal")
    refuse_numbers((), skal=skal)
    item.status, item.sammanfattning = EgenkontrollStatus.INSTALLD, f"Inställd: {skal}"
    return changed(session, "Egenkontrollen är inställd", Egenkontroll, row_id=item.id)


def status_by_unit(session: ReadSession, *, ar: int, enheter: frozenset[int] | None) -> tuple[tuple[Any, ...], ...]:
    """For each unit: id, name, planned, done, grön, gul, röd of a year. Called-off ones are not counted as planned."""
    green, yellow = Mall.grans_gron / 100.0, Mall.grans_gul / 100.0
    done = Egenkontroll.status == EgenkontrollStatus.GENOMFORD

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = (
        select(
            Enhet.id,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
            func.count(),
            number(done),
            number(and_(done, Egenkontroll.poang >= green)),
            number(and_(done, Egenkontroll.poang < green, Egenkontroll.poang >= yellow)),
            number(and_(done, Egenkontroll.poang < yellow)),
        )
        .select_from(Egenkontroll)
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
        .where(
            visible_egenkontroller(session, enheter),
            Egenkontroll.status != EgenkontrollStatus.INSTALLD,
            Egenkontroll.ursprungligt_datum.between(date(ar, 1, 1), date(ar, 12, 31)),
        )
        .group_by(Enhet.id, Enhet.kortnamn, Enhet.namn, Enhet.namn_sort)
        .order_by(Enhet.namn_sort)
    )
    return tuple(tuple(row) for row in session.execute(query))
