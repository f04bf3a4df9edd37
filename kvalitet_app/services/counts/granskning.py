"""Reviews and their recommendations for a report."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from kvalitet_app.db.models import Bedomningsrad, Granskning, Rekommendation
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.raknat import GranskningFakta, RekommendationFakta
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.counts.arskub import Omfang


def count_reviews(session: ReadSession, o: Omfang) -> tuple[GranskningFakta, ...]:
    """Reviews that are not older than three years, with how far their recommendations have come."""
    wanted: dict[int, list[Row[Any]]] = defaultdict(list)
    for one in session.execute(
        select(Rekommendation.__table__).where(Rekommendation.borttagen.is_(None)).order_by(Rekommendation.id)
    ):
        wanted[one.granskning_id].append(one)
    areas: dict[int, list[Row[Any]]] = defaultdict(list)
    for area in session.execute(
        select(Bedomningsrad.__table__).where(Bedomningsrad.borttagen.is_(None)).order_by(Bedomningsrad.id)
    ):
        areas[area.granskning_id].append(area)
    reviews = session.scalars(
        select(Granskning)
        .where(
            Granskning.enhet_id.in_(o.enheter),
            Granskning.borttagen.is_(None),
            Granskning.datum.between(date(o.ar - 3, 1, 1), o.till),
        )
        .order_by(Granskning.datum)
    )
    end = min(idag(), o.till)
    return tuple(
        GranskningFakta(
            g.namn,
            g.granskare,
            g.datum,
            tuple(_recommended(r, end) for r in wanted[g.id]),
            tuple((a.omrade, a.farg) for a in areas[g.id]),
            g.svar_senast,
            g.svar_beslutat,
        )
        for g in reviews
    )


def _recommended(r: Row[Any], day: date) -> RekommendationFakta:
    """One recommendation, late on a day or not."""
    late = r.status is not RekommendationStatus.KLAR and r.klart_senast is not None and r.klart_senast < day
    return RekommendationFakta(r.text, r.status, r.klart_senast, late)
