"""Cases under lex Sarah and lex Maria found, listed and counted: only those the person at work may see."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from kvalitet_app.db.models import ArendeKrets, Enhet, LexSarahArende, Person
from kvalitet_app.db.search import matches, words_of
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.store.store import in_order, read_ids
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import MAL, LexRow, LexUrval
from kvalitet_app.domain.lex.steg import OPEN
from kvalitet_app.services.access.rights import person_id, visible_lex
from kvalitet_app.services.register.granser import read_grans

VIEWS = ("oppna", "mina", "forsenade", "alla")
L = LexSarahArende


def targets(session: ReadSession) -> tuple[int, ...]:
    """The local targets in days, in the order of the milestones."""
    return tuple(read_grans(session, nyckel) for nyckel in MAL)


def _conditions(session: ReadSession, urval: LexUrval) -> list[ColumnElement[bool]]:
    found = [visible_lex(session)]
    if urval.enheter is not None:
        found.append(L.enhet_id.in_(urval.enheter))
    if urval.slag is not None:
        found.append(L.slag.in_(urval.slag))
    if urval.ar is not None and urval.vy == "alla":
        found.append(L.rapporterad_datum.between(date(urval.ar, 1, 1), date(urval.ar, 12, 31)))
    if words_of(urval.sok):
        found.append(matches(session, L.id, urval.sok))
    return found + _view(session, urval.vy)


def _view(session: ReadSession, vy: str) -> list[ColumnElement[bool]]:
    is_open = L.status.in_(OPEN)
    if vy == "oppna":
        return [is_open]
    if vy == "mina":
        mine = person_id(session)
        circle = select(ArendeKrets.arende_id).where(ArendeKrets.person_id == mine, ArendeKrets.borttagen.is_(None))
        return [is_open, or_(L.utredare_id == mine, L.mottagen_av_id == mine, L.id.in_(circle))]
    if vy == "forsenade":
        return [is_open, _late(session)]
    if vy == "alla":
        return []
    raise ValueError(f"no such view: {vy}")


def _late(session: ReadSession) -> ColumnElement[bool]:
    """A target has passed and is not reached: the same as `is_late` of a row."""
    reached = (L.mottagen_datum, L.forhandsbedomd_datum, L.utredd_datum, L.beslut_datum)
    parts = [
        and_(day.is_(None), L.rapporterad_datum < idag() - timedelta(days=target))
        for day, target in zip(reached, targets(session), strict=True)
    ]
    return or_(*parts)


def find_lex(session: ReadSession, *, urval: LexUrval) -> array[int]:
    """The ids of a selection in the order asked for."""
    columns: dict[str, list[Any]] = {
        "rapporterad": [L.rapporterad_datum, L.id],
        "beteckning": [L.beteckning, L.id],
        "enhet": [Enhet.namn_sort, L.rapporterad_datum, L.id],
        "status": [L.status, L.rapporterad_datum, L.id],
        "grad": [L.grad, L.rapporterad_datum, L.id],
        "utredare": [Person.namn_sort, L.rapporterad_datum, L.id],
    }
    query = (
        select(L.id)
        .join(Enhet, Enhet.id == L.enhet_id)
        .outerjoin(Person, Person.id == L.utredare_id)
        .where(*_conditions(session, urval))
        .order_by(*in_order(columns[urval.sortering], fallande=urval.fallande))
    )
    return read_ids(session, query)


def count_lex_views(session: ReadSession, *, urval: LexUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits: cases outside one's circles are in none."""
    counts: dict[str, int] = {}
    for vy in VIEWS:
        where = _conditions(session, replace(urval, vy=vy))
        counts[vy] = session.scalar(select(func.count()).select_from(L).where(*where)) or 0
    return counts


def lex_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, LexRow]:
    """The rows of some ids, without those the person may not see."""
    query = (
        select(
            L.id,
            L.beteckning,
            L.slag,
            L.lagrum,
            L.enhet_id,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
            L.status,
            L.grad,
            L.rapporterad_datum,
            L.mottagen_datum,
            L.forhandsbedomd_datum,
            L.utredd_datum,
            L.beslut_datum,
            L.avslutad_datum,
            L.anmald_ivo_datum,
            func.coalesce(Person.namn, ""),
            L.avvikelse_id,
            L.version,
        )
        .join(Enhet, Enhet.id == L.enhet_id)
        .outerjoin(Person, Person.id == L.utredare_id)
        .where(among(L.id, ids), visible_lex(session))
    )
    rows = map(LexRow._make, session.execute(query).all())
    return {row.id: row for row in rows}


def lex_case(session: ReadSession, arende_id: int) -> LexSarahArende:
    """The row itself, if the person may see it.

    Raises:
        RuleError: there is no such case, or it is not for this person: the answer is the same.
    """
    row = session.scalar(select(L).where(L.id == arende_id, visible_lex(session)))
    if row is None:
        raise RuleError("Ärendet finns inte, eller så får du inte se det.")
    return row


def lex_of_avvikelse(session: ReadSession, *, avvikelse_id: int) -> int | None:
    """The case that an avvikelse gave rise to, if the person may see it."""
    return session.scalar(select(L.id).where(L.avvikelse_id == avvikelse_id, visible_lex(session)))
