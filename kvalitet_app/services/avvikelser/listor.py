"""Avvikelser: registered, found, listed and opened. Their steps are in `handlaggning`."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from kvalitet_app.db import models
from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet, Person
from kvalitet_app.db.search import ids_matching, match_values, matches, matches_later, words_of
from kvalitet_app.db.store.among import among_later, listed
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.store.store import read_ids
from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.avvikelser.steg import NOT_COUNTED
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import STOCKHOLM, now
from kvalitet_app.domain.text import clean
from kvalitet_app.services.access.rights import visible_avvikelser
from kvalitet_app.services.avvikelser.arbetslistor import VIEWS, limit_view
from kvalitet_app.services.register.granser import read_riskgranser

K = TypeVar("K")
OF_A_YEAR = ("alla", "avslutade")
UNKNOWN_TYPE = "Ej angiven"


def conditions(session: ReadSession, urval: AvvikelseUrval) -> list[ColumnElement[bool]]:
    """Everything that limits a selection, visibility first."""
    found = [visible_avvikelser(session, urval.enheter), *_lasting(urval)]
    if urval.dagar is not None:
        found += _registered(*urval.dagar)
    if words_of(urval.sok):
        found.append(matches(session, Avvikelse.id, urval.sok))
    return found + limit_view(session, urval.vy)


def _lasting(urval: AvvikelseUrval) -> list[ColumnElement[bool]]:
    """The limits that mean the same at any hour and to anybody, all but the words."""
    found = [*_chosen(urval), *_period(urval.fran, urval.till)]
    if urval.ar is not None and urval.vy in OF_A_YEAR and urval.fran is None and urval.till is None:
        found.append(Avvikelse.handelse_ar == urval.ar)
    if urval.brukarreferens is not None:
        found.append(Avvikelse.brukarreferens == urval.brukarreferens)
    if urval.utan_brukarreferens is not None:
        found.append(Avvikelse.brukarreferens != urval.utan_brukarreferens)
    if urval.minst_risk is not None:
        found.append(Avvikelse.risk >= urval.minst_risk)
    if urval.orsak is not None:
        with_cause = select(models.Orsak.avvikelse_id).where(
            models.Orsak.kategori.in_(_with_finer(urval.orsak)), models.Orsak.borttagen.is_(None)
        )
        found.append(Avvikelse.id.in_(with_cause))
    return found


def _chosen(urval: AvvikelseUrval) -> list[ColumnElement[bool]]:
    """The limits that are sets of values; the type 0 stands for the cases without one."""
    found: list[ColumnElement[bool]] = []
    if urval.typer is not None:
        none = Avvikelse.typ_id.is_(None) if 0 in urval.typer else false()
        found.append(or_(Avvikelse.typ_id.in_(urval.typer), none))
    if urval.ids is not None:
        found.append(Avvikelse.id.in_(urval.ids))
    if urval.statusar is not None:
        found.append(_one_of(Avvikelse.status, urval.statusar))
    if urval.raknas:
        found.append(Avvikelse.status.not_in(NOT_COUNTED))
    if urval.oskyddat:
        found.append(Avvikelse.skyddad.is_(False))
    if urval.processer is not None:
        found.append(Avvikelse.process_id.in_(urval.processer))
    if urval.lagrum is not None:
        found.append(_one_of(Avvikelse.lagrum, urval.lagrum))
    return found


def _with_finer(kod: str) -> ScalarSelect[str]:
    """A cause and those below it in the tree of causes."""
    value = models.Katalogvarde
    return union_all(
        select(literal(kod)), select(value.kod).where(value.katalog == "orsak", value.overordnad == kod)
    ).scalar_subquery()


def _one_of(column: InstrumentedAttribute[K], values: frozenset[K]) -> ColumnElement[bool]:
    """A single value as itself: nothing has to be worked out when the question is asked."""
    return column == next(iter(values)) if len(values) == 1 else column.in_(values)


def _registered(least: int, most: int | None) -> list[ColumnElement[bool]]:
    """Registered at least, and at most, so many whole days ago."""
    found = [Avvikelse.registrerad_vid <= now() - timedelta(days=least)]
    if most is not None:
        found.append(Avvikelse.registrerad_vid > now() - timedelta(days=most + 1))
    return found


def _period(fran: date | None, till: date | None) -> list[ColumnElement[bool]]:
    if fran and till and fran == date(fran.year, 1, 1) and till == date(fran.year, 12, 31):
        return [Avvikelse.handelse_ar == fran.year]
    found: list[ColumnElement[bool]] = []
    if fran is not None:
        found.append(Avvikelse.handelse_vid >= datetime.combine(fran, time(), STOCKHOLM).astimezone(UTC))
    if till is not None:
        after = datetime.combine(till + timedelta(days=1), time(), STOCKHOLM)
        found.append(Avvikelse.handelse_vid < after.astimezone(UTC))
    return found


def find_avvikelser(session: ReadSession, *, urval: AvvikelseUrval) -> array[int]:
    """The ids of a selection in the order asked for; the newest first within equals."""
    buckets, words = _buckets(session, urval), match_values(session, urval.sok)
    if buckets is None and words is not None and urval.vy == "alla" and urval.dagar is None:
        kept = _kept(visible_avvikelser(session, urval.enheter), replace(urval, sok="ord" if words else ""))
        return read_ids(session, kept, words)
    where = conditions(session, urval)
    if buckets is None:
        return read_ids(session, _ordered(urval.sortering, urval.fallande).where(*where))
    query = select(Avvikelse.id).where(*where)
    found: array[int] = array("q")
    for bucket in buckets:
        found += read_ids(session, query.where(bucket).order_by(Avvikelse.ar.desc(), Avvikelse.nr.desc()))
    return found


@lru_cache(maxsize=64)
def _kept(visible: ColumnElement[bool], urval: AvvikelseUrval) -> Select[int]:
    """A question that is asked again with other words: making it costs as much as a short answer."""
    words = [matches_later(Avvikelse.id)] if urval.sok else []
    return _ordered(urval.sortering, urval.fallande).where(visible, *_lasting(urval), *words)


@cache
def _ordered(sortering: str, fallande: bool) -> Select[int]:
    columns: dict[str, list[Any]] = {
        "nr": [Avvikelse.ar, Avvikelse.nr],
        "datum": [Avvikelse.handelse_vid, Avvikelse.id],
        "rubrik": [Avvikelse.rubrik_sort, Avvikelse.id],
        "risk": [Avvikelse.risk, Avvikelse.ar, Avvikelse.nr],
    }
    chosen = columns[sortering]
    return select(Avvikelse.id).order_by(*([column.desc() for column in chosen] if fallande else chosen))


def _buckets(session: ReadSession, urval: AvvikelseUrval) -> list[ColumnElement[bool]] | None:
    """For columns of few values: one condition a value in display order, so that an index gives each part sorted."""
    found: list[ColumnElement[bool]]
    if urval.sortering == "enhet":
        ids = session.scalars(select(Enhet.id).order_by(Enhet.namn_sort, Enhet.id))
        found = [Avvikelse.enhet_id == one for one in ids if urval.enheter is None or one in urval.enheter]
    elif urval.sortering == "typ":
        ids = session.scalars(select(Avvikelsetyp.id).order_by(Avvikelsetyp.namn_sort, Avvikelsetyp.id))
        found = [*(Avvikelse.typ_id == one for one in ids), Avvikelse.typ_id.is_(None)]
    elif urval.sortering == "status":
        found = [Avvikelse.status == one for one in AvvikelseStatus]
    else:
        return None
    return found[::-1] if urval.fallande else found


def count_views(session: ReadSession, *, urval: AvvikelseUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits of the selection."""
    counts: dict[str, int] = {}
    for vy in VIEWS:
        where = conditions(session, replace(urval, vy=vy))
        counts[vy] = session.scalar(select(func.count()).select_from(Avvikelse).where(*where)) or 0
    return counts


_Responsible = aliased(Person)


@cache
def row_query() -> Select[*tuple[Any, ...]]:
    """The columns of AvvikelseRow, in its order, all but the limits of the risk matrix."""
    return (
        select(
            Avvikelse.id,
            Avvikelse.ar,
            Avvikelse.nr,
            Avvikelse.rubrik,
            Avvikelse.enhet_id,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
            func.coalesce(Avvikelsetyp.namn, UNKNOWN_TYPE),
            Avvikelse.lagrum,
            Avvikelse.status,
            Avvikelse.handelse_vid,
            Avvikelse.registrerad_vid,
            Avvikelse.status_sedan,
            Avvikelse.risk,
            Avvikelse.allvarlighetsgrad,
            Avvikelse.brukarreferens,
            func.coalesce(_Responsible.namn, ""),
            Avvikelse.skyddad,
            Avvikelse.version,
        )
        .join(Enhet, Enhet.id == Avvikelse.enhet_id)
        .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
        .outerjoin(_Responsible, _Responsible.id == Avvikelse.ansvarig_id)
    )


def avvikelse_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, AvvikelseRow]:
    """The rows of some ids, without those the person may not see."""
    limits, page = read_riskgranser(session), _page(visible_avvikelser(session))
    rows = (AvvikelseRow._make((*row, limits)) for row in session.connection().execute(page, listed(ids)).all())
    return {row.id: row for row in rows}


@lru_cache(maxsize=8)
def _page(visible: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The question of every page of a list, made once."""
    return row_query().where(among_later(Avvikelse.id), visible)


def similar_avvikelser(session: ReadSession, *, text: str, enhet_id: int | None = None) -> tuple[AvvikelseRow, ...]:
    """At most three earlier cases whose text shares the longest words, those of the same unit first."""
    words = sorted({w.strip(".,;:!?()”\"'") for w in clean(text).casefold().split()}, key=lambda w: (-len(w), w))
    words = [word for word in words if len(word) >= 5][:6]
    scores: dict[int, int] = {}
    for word in words:
        stem = word[: max(5, round(len(word) * 0.55))]
        hits = ids_matching(session, f'"{stem}"', "avvikelse")
        query = select(Avvikelse.id).where(Avvikelse.id.in_(hits), visible_avvikelser(session))
        for found in session.scalars(query.order_by(Avvikelse.id.desc()).limit(200)):
            scores[found] = scores.get(found, 0) + 1
    least = 2 if len(words) > 1 else 1
    best = sorted((i for i, n in scores.items() if n >= least), key=lambda i: (-scores[i], -i))[:30]
    rows = avvikelse_rows(session, best)
    ordered = sorted(rows.values(), key=lambda row: (-scores[row.id], row.enhet_id != enhet_id, -row.id))
    return tuple(ordered[:3])


def known_references(session: ReadSession, *, enhet_id: int) -> tuple[str, ...]:
    """The brukarreferenser used on a unit, most recent first: what the form offers."""
    query = (
        select(Avvikelse.brukarreferens)
        .where(Avvikelse.enhet_id == enhet_id, Avvikelse.brukarreferens != "", visible_avvikelser(session))
        .group_by(Avvikelse.brukarreferens)
        .order_by(func.max(Avvikelse.id).desc())
        .limit(30)
    )
    return tuple(session.scalars(query))


def case_of(session: ReadSession, avvikelse_id: int) -> Avvikelse:
    """The row itself, if the person may see it.

    Raises:
        RuleError: there is no such case, or it is not for this person: the answer is the same.
    """
    query = select(Avvikelse).where(and_(Avvikelse.id == avvikelse_id, visible_avvikelser(session)))
    row = session.scalar(query)
    if row is None:
        raise RuleError("Avvikelsen finns inte, eller så får du inte se den.")
    return row
