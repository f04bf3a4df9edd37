"""Egenkontroller: found, listed, performed and judged. Plans are in `planer`."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select

from kvalitet_app.db.models import Atgard, Egenkontroll, Enhet, Fraga, Mall, Person, Svar
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.store.store import in_order, read_ids
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import (
    EgenkontrollDetalj,
    EgenkontrollRow,
    EgenkontrollStatus,
    EgenkontrollUrval,
    Lage,
    SvarRow,
    Svarsvarde,
    light,
    score,
)
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import (
    may_perform,
    require_performing,
    seen_egenkontroller,
    visible_egenkontroller,
)
from kvalitet_app.services.access.rights import behorighet, person_id, require
from kvalitet_app.services.change.changing import changed, load, refuse_numbers

VIEWS = ("att_gora", "mina", "forsenade", "genomforda", "alla")
WAITING = (EgenkontrollStatus.PLANERAD, EgenkontrollStatus.PAGAR)


def _conditions(session: ReadSession, urval: EgenkontrollUrval) -> list[ColumnElement[bool]]:
    found = [seen_egenkontroller(session, urval.enheter)]
    if urval.mallar is not None:
        found.append(Egenkontroll.mall_id.in_(urval.mallar))
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
        "forsenade": [waiting, Egenkontroll.planerad_datum < idag()],
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
    )


def get_egenkontroll(session: ReadSession, *, egenkontroll_id: int, akt: int = 1) -> EgenkontrollDetalj:
    """One occurrence with its questions, this file's answers and what was answered last time.

    Raises:
        RuleError: there is no such occurrence for this person.
    """
    item = _seen(session, egenkontroll_id)
    mall = session.get_one(Mall, item.mall_id)
    before = _previous(session, item)
    person = session.get(Person, item.genomford_av_id) if item.genomford_av_id else None
    return EgenkontrollDetalj(
        rad=egenkontroll_rows(session, [item.id])[item.id],
        svar=_answers(session, item, akt, before),
        grans_gron=mall.grans_gron,
        grans_gul=mall.grans_gul,
        sammanfattning=item.sammanfattning,
        antal_akter=item.urval,
        population=item.population,
        forra_poang=before.poang if before else None,
        forra_datum=before.genomford_datum if before else None,
        genomford_av=person.namn if person else "",
        andrad=item.andrad,
        far_utfora=may_perform(session, enhet_id=item.enhet_id, ansvarig_id=item.ansvarig_id),
    )


def _seen(session: ReadSession, egenkontroll_id: int) -> Egenkontroll:
    query = select(Egenkontroll).where(Egenkontroll.id == egenkontroll_id, seen_egenkontroller(session))
    item = session.scalar(query)
    if item is None:
        raise RuleError("Egenkontrollen finns inte, eller så får du inte se den.")
    return item


def _previous(session: ReadSession, item: Egenkontroll) -> Egenkontroll | None:
    query = (
        select(Egenkontroll)
        .where(
            Egenkontroll.enhet_id == item.enhet_id,
            Egenkontroll.mall_id == item.mall_id,
            Egenkontroll.id != item.id,
            Egenkontroll.status == EgenkontrollStatus.GENOMFORD,
            Egenkontroll.borttagen.is_(None),
            Egenkontroll.genomford_datum <= (item.genomford_datum or idag()),
        )
        .order_by(Egenkontroll.genomford_datum.desc(), Egenkontroll.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _answers(session: ReadSession, item: Egenkontroll, akt: int, before: Egenkontroll | None) -> tuple[SvarRow, ...]:
    now_given = {s.fraga_id: s for s in session.scalars(_svar_of(item.id).where(Svar.akt == akt))}
    then_given = (
        {s.fraga_id: s.svar for s in session.scalars(_svar_of(before.id).where(Svar.akt == akt))} if before else {}
    )
    actions: dict[int | None, int] = dict(
        session.execute(
            select(Atgard.fraga_id, func.count())
            .where(Atgard.egenkontroll_id == item.id, Atgard.borttagen.is_(None))
            .group_by(Atgard.fraga_id)
        ).all()
    )
    questions = session.scalars(select(Fraga).where(Fraga.mall_id == item.mall_id).order_by(Fraga.ordning))
    return tuple(
        SvarRow(
            q.id,
            q.ordning,
            q.text,
            now_given[q.id].svar if q.id in now_given else None,
            now_given[q.id].kommentar if q.id in now_given else "",
            then_given.get(q.id),
            actions.get(q.id, 0),
        )
        for q in questions
    )


def _svar_of(egenkontroll_id: int) -> Any:  # noqa: ANN401 - a Select of Svar
    return select(Svar).where(Svar.egenkontroll_id == egenkontroll_id, Svar.borttagen.is_(None))


@verb("answer_fraga")
def answer_fraga(
    session: WriteSession,
    *,
    egenkontroll_id: int,
    fraga_id: int,
    svar: Svarsvarde | None,
    kommentar: str = "",
    akt: int = 1,
) -> Change:
    """Answer one question; the occurrence is under way from the first answer on, and its score follows."""
    item = _open_for_work(session, egenkontroll_id)
    refuse_numbers((), kommentar=kommentar)
    row = session.scalar(_svar_of(item.id).where(Svar.fraga_id == fraga_id, Svar.akt == akt))
    if row is None:
        if session.scalar(select(Fraga.id).where(Fraga.id == fraga_id, Fraga.mall_id == item.mall_id)) is None:
            raise RuleError("Frågan hör inte till den här egenkontrollen.")
        row = Svar(egenkontroll_id=item.id, enhet_id=item.enhet_id, fraga_id=fraga_id, akt=akt)
        session.add(row)
    row.svar, row.kommentar = svar, kommentar.strip()
    if item.status is EgenkontrollStatus.PLANERAD:
        item.status = EgenkontrollStatus.PAGAR
    session.flush()
    item.poang = _score(session, item.id)
    return changed(session, "Svaret är sparat", Egenkontroll, Svar, row_id=item.id)


def _score(session: ReadSession, egenkontroll_id: int) -> float | None:
    given = session.scalars(select(Svar.svar).where(Svar.egenkontroll_id == egenkontroll_id, Svar.svar.is_not(None)))
    found: Fraction | None = score(answer for answer in given if answer is not None)
    return float(found) if found is not None else None


def _open_for_work(session: ReadSession, egenkontroll_id: int) -> Egenkontroll:
    item = _seen(session, egenkontroll_id)
    require_performing(session, item)
    if item.status is EgenkontrollStatus.GENOMFORD:
        raise RuleError("Egenkontrollen är avslutad. Öppna den igen om något ska ändras.")
    if item.status is EgenkontrollStatus.INSTALLD:
        raise RuleError("Egenkontrollen är inställd.")
    return item


@verb("finish_egenkontroll")
def finish_egenkontroll(session: WriteSession, *, egenkontroll_id: int, sammanfattning: str = "") -> Change:
    """Close an occurrence when every question has an answer.

    Raises:
        RuleError: a question is unanswered (says which), or nothing at all applies.
    """
    item = _open_for_work(session, egenkontroll_id)
    for row in _answers(session, item, 1, None):
        if row.svar is None:
            raise RuleError(f"Fråga {row.ordning} är inte besvarad.", field=f"fraga_{row.fraga_id}")
    refuse_numbers((), sammanfattning=sammanfattning)
    item.poang = _score(session, item.id)
    if item.poang is None:
        raise RuleError("Minst en fråga måste vara tillämplig.")
    item.status, item.genomford_datum = EgenkontrollStatus.GENOMFORD, idag()
    item.genomford_av_id, item.sammanfattning = person_id(session), sammanfattning.strip()
    return changed(session, f"Egenkontrollen är klar: {round(item.poang * 100)} %", Egenkontroll, row_id=item.id)


@verb("reopen_egenkontroll")
def reopen_egenkontroll(session: WriteSession, *, egenkontroll_id: int) -> Change:
    """Open a finished occurrence again."""
    item = _seen(session, egenkontroll_id)
    require_performing(session, item)
    if item.status is not EgenkontrollStatus.GENOMFORD:
        raise RuleError("Egenkontrollen är inte avslutad.")
    item.status, item.genomford_datum = EgenkontrollStatus.PAGAR, None
    return changed(session, "Egenkontrollen är öppen igen", Egenkontroll, row_id=item.id)


@verb("move_egenkontroll")
def move_egenkontroll(session: WriteSession, *, egenkontroll_id: int, version: int, datum: date) -> Change:
    """Move an occurrence to another day; the plan's own day stays known, and a new plan run leaves it alone."""
    item = _seen(session, egenkontroll_id)
    item = load(session, Egenkontroll, item.id, version)
    require(session, Ratt.PLANERA, item.enhet_id)
    if item.status not in WAITING:
        raise RuleError("Bara en egenkontroll som inte är gjord kan flyttas.")
    item.planerad_datum = datum
    return changed(session, f"Egenkontrollen är flyttad till {datum.isoformat()}", Egenkontroll, row_id=item.id)


@verb("cancel_egenkontroll")
def cancel_egenkontroll(session: WriteSession, *, egenkontroll_id: int, version: int, skal: str) -> Change:
    """Call off one occurrence, with a reason; it is no longer counted among what was planned."""
    item = _seen(session, egenkontroll_id)
    item = load(session, Egenkontroll, item.id, version)
    require(session, Ratt.PLANERA, item.enhet_id)
    if item.status not in WAITING:
        raise RuleError("Egenkontrollen är redan avslutad.")
    if not skal.strip():
        raise RuleError("Skriv varför egenkontrollen ställs in.", field="skal")
    refuse_numbers((), skal=skal)
    item.status, item.sammanfattning = EgenkontrollStatus.INSTALLD, f"Inställd: {skal.strip()}"
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
            Egenkontroll.planerad_datum.between(date(ar, 1, 1), date(ar, 12, 31)),
        )
        .group_by(Enhet.id, Enhet.kortnamn, Enhet.namn, Enhet.namn_sort)
        .order_by(Enhet.namn_sort)
    )
    return tuple(tuple(row) for row in session.execute(query))
