"""The year's indicators for a report."""

from sqlalchemy import select

from kvalitet_app.db.models import Indikator, Matvarde
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import OKAND, Siffra
from kvalitet_app.domain.berattelse.raknat import Matning
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.services.counts.arskub import Omfang


def count_measures(session: ReadSession, o: Omfang) -> tuple[Matning, ...]:
    """Indicators with a value for the year, and the year before where there is one."""
    values = {
        (v.indikator_id, v.ar): v
        for v in session.scalars(
            select(Matvarde).where(Matvarde.ar.in_((o.ar, o.ar - 1)), Matvarde.borttagen.is_(None))
        )
    }
    rows = session.scalars(select(Indikator).where(Indikator.borttagen.is_(None)).order_by(Indikator.id))
    found: list[Matning] = []
    for one in rows:
        this, last = values.get((one.id, o.ar)), values.get((one.id, o.ar - 1))
        if this is not None and one.enhet_id in o.enheter:
            ask = [Sokfraga("matt", kod=one.kod, ar=ar) for ar in (o.ar, o.ar - 1)]
            found.append(
                Matning(
                    one.kod,
                    one.namn,
                    Siffra(this.taljare, ask[0]),
                    Siffra(this.namnare, ask[0]),
                    Siffra(last.taljare, ask[1]) if last else OKAND,
                    Siffra(last.namnare, ask[1]) if last else OKAND,
                    one.mal,
                    "undersökning" in one.namn.casefold() or "enkät" in one.namn.casefold(),
                )
            )
    return tuple(found)
