"""Ej verkställda beslut counted quarter by quarter (LSS 28 f §)."""

from collections import Counter
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from kvalitet_app.db.models import EjVerkstalltBeslut
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Siffra, counted
from kvalitet_app.domain.berattelse.raknat import EvbFakta, EvbKvartal
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.counts.arskub import Omfang


def count_evb(session: ReadSession, o: Omfang) -> EvbFakta:
    """Decisions not carried out within three months, as they stood at the end of each quarter (LSS 28 f §)."""
    rows = _decisions(session, o)
    quarters: list[EvbKvartal] = []
    forsta = min((r.rapporteras.year for r in rows), default=None)
    for ar in (o.ar - 1, o.ar):
        for quarter in range(1, 5):
            end = date(ar, quarter * 3, 1) + relativedelta(day=31)
            if rows and end <= min(idag(), o.till):
                waiting = [r for r in rows if r.waits(end)]
                kinds = Counter(r.insats for r in waiting)
                ask = Sokfraga("evb", dag=end)
                antal = counted(len(waiting), ar, forsta=forsta, fraga=ask)
                quarters.append(EvbKvartal(ar, quarter, antal, tuple(kinds.most_common())))
    last = min(idag(), o.till)
    still = [r for r in rows if r.waits(last)]
    longest = max(((last - r.sedan).days for r in still), default=None)
    return EvbFakta(
        tuple(quarters),
        Siffra(len(still), Sokfraga("evb", dag=last)),
        longest,
        tuple(Counter(r.skal for r in still).most_common()),
    )


def waiting_decisions(session: ReadSession, o: Omfang, day: date) -> tuple[int, ...]:
    """The decisions that stood among those to report on a day."""
    return tuple(row.id for row in _decisions(session, o) if row.waits(day))


def _decisions(session: ReadSession, o: Omfang) -> list["_Beslut"]:
    query = select(EjVerkstalltBeslut.__table__).where(
        EjVerkstalltBeslut.enhet_id.in_(o.enheter), EjVerkstalltBeslut.borttagen.is_(None)
    )
    return [
        _Beslut(r.id, r.insats, r.skal, r.avbrott_datum or r.beslut_datum, r.verkstalld_datum)
        for r in session.execute(query)
    ]


class _Beslut:
    """A decision that waits to be carried out, and the day from which it must be reported."""

    def __init__(self, row_id: int, insats: str, skal: str, sedan: date, verkstalld: date | None) -> None:
        self.id, self.insats, self.skal, self.sedan = row_id, insats, skal, sedan
        self.rapporteras, self._until = sedan + relativedelta(months=3), verkstalld or date.max

    def waits(self, day: date) -> bool:
        """Whether it stood among those to report on that day."""
        return self.rapporteras <= day < self._until
