"""Ej verkställda beslut counted quarter by quarter (LSS 28 f–h §§, SoL 34 kap. 1–4 §§)."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from kvalitet_app.db.models import EjVerkstalltBeslut
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Siffra, counted
from kvalitet_app.domain.berattelse.raknat import EvbFakta, EvbKvartal
from kvalitet_app.domain.beslut import EvbLage, Verkstallighet
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.amnen import EVB, EVB_VERKSTALLT
from kvalitet_app.domain.register.laghanvisningar import Hanvisning, cited
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.register.laghanvisningar import list_laghanvisningar

LATE = "verkstallda"  # the view of those that were carried out too late in the quarter that ends on the day


class _Beslut(NamedTuple):
    """A decision with what is told of it."""

    id: int
    insats: str
    skal: str
    lagrum: Lagrum
    dagar: Verkstallighet


def count_evb(session: ReadSession, o: Omfang) -> EvbFakta:
    """Decisions that waited more than three months at the end of each quarter, and those carried out too late in it."""
    rows = _decisions(session, o)
    forsta = min((r.dagar.grans.year for r in rows), default=None)
    last = min(idag(), o.till)
    rules = list_laghanvisningar(session) if rows else ()
    quarters = [
        _quarter(rows, rules, (ar, quarter), forsta)
        for ar in (o.ar - 1, o.ar)
        for quarter in range(1, 5)
        if rows and _end(ar, quarter) <= last
    ]
    still = [r for r in rows if r.dagar.waits(last)]
    longest = max(((last - r.dagar.sedan).days for r in still), default=None)
    return EvbFakta(
        tuple(quarters),
        Siffra(len(still), Sokfraga("evb", dag=last)),
        longest,
        tuple(Counter(r.skal for r in still).most_common()),
    )


def _end(ar: int, quarter: int) -> date:
    return date(ar, quarter * 3, 1) + relativedelta(day=31)


def _quarter(
    rows: list[_Beslut], rules: tuple[Hanvisning, ...], when: tuple[int, int], forsta: int | None
) -> EvbKvartal:
    ar, quarter = when
    end = _end(ar, quarter)
    waiting = [r for r in rows if r.dagar.waits(end)]
    late = [r for r in rows if _carried_out_late(r, end)]
    kinds = Counter(r.insats for r in waiting)
    laws, days = {r.lagrum for r in rows}, (end + relativedelta(months=-2, day=1), end)
    return EvbKvartal(
        ar,
        quarter,
        counted(len(waiting), ar, forsta=forsta, fraga=Sokfraga("evb", dag=end)),
        tuple(kinds.most_common()),
        counted(len(late), ar, forsta=forsta, fraga=Sokfraga("evb", dag=end, vy=LATE)),
        cited(rules, laws, (EVB,), days),
        _cited_late(rules, laws, days),
    )


def _cited_late(rules: tuple[Hanvisning, ...], laws: set[Lagrum], days: tuple[date, date]) -> str:
    """LSS has a paragraph of its own for what has been carried out; of SoL only the four together are known."""
    parts = (cited(rules, laws, (EVB_VERKSTALLT,), days), cited(rules, laws - {Lagrum.LSS}, (EVB,), days))
    return "; ".join(part for part in parts if part)


def _carried_out_late(row: _Beslut, end: date) -> bool:
    """Whether it was carried out in the quarter that ends on the day, after more than three months (28 g §)."""
    first = end + relativedelta(months=-2, day=1)
    return row.dagar.reported(first, end) is EvbLage.VERKSTALLD


def decisions_behind(session: ReadSession, o: Omfang, fraga: Sokfraga, day: date) -> tuple[int, ...]:
    """The decisions that a figure of a day counts: those that waited then, or were carried out late in its quarter."""
    is_in: Callable[[_Beslut], bool] = (
        (lambda row: _carried_out_late(row, day)) if fraga.vy == LATE else (lambda row: row.dagar.waits(day))
    )
    return tuple(row.id for row in _decisions(session, o) if is_in(row))


def _decisions(session: ReadSession, o: Omfang) -> list[_Beslut]:
    query = select(EjVerkstalltBeslut.__table__).where(
        EjVerkstalltBeslut.enhet_id.in_(o.enheter), EjVerkstalltBeslut.borttagen.is_(None)
    )
    return [
        _Beslut(r.id, r.insats, r.skal, r.lagrum, Verkstallighet(r.beslut_datum, r.verkstalld_datum, r.avbrott_datum))
        for r in session.execute(query)
    ]
