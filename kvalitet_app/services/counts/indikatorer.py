"""The year's indicators for a report: several units' values are added, never the mean of their shares."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from kvalitet_app.db.models import Indikator, Matvarde
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import OKAND, Siffra
from kvalitet_app.domain.berattelse.raknat import Matning
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.organisation.trad import Trad
from kvalitet_app.services.access.organisation import read_trad
from kvalitet_app.services.counts.arskub import Omfang


def count_measures(session: ReadSession, o: Omfang) -> tuple[Matning, ...]:
    """Indicators with a value for the year, and the year before where there is one."""
    values = {ar: values_of(session, o, ar) for ar in (o.ar, o.ar - 1)}
    rows = session.scalars(select(Indikator).where(Indikator.borttagen.is_(None)).order_by(Indikator.id))
    found: list[Matning] = []
    for one in rows:
        this, last = values[o.ar].get(one.id, []), values[o.ar - 1].get(one.id, [])
        if this:
            found.append(
                Matning(
                    one.kod,
                    one.namn,
                    *_summed(this, Sokfraga("matt", kod=one.kod, ar=o.ar)),
                    *_summed(last, Sokfraga("matt", kod=one.kod, ar=o.ar - 1)),
                    one.mal,
                    "undersökning" in one.namn.casefold() or "enkät" in one.namn.casefold(),
                    len(this),
                )
            )
    return tuple(found)


def values_of(session: ReadSession, o: Omfang, ar: int) -> dict[int, list[Matvarde]]:
    """The values of a year that are added, by indicator: a value of an area holds those of the units below it."""
    query = select(Matvarde).where(Matvarde.ar == ar, Matvarde.borttagen.is_(None), Matvarde.enhet_id.in_(o.enheter))
    trad, day = read_trad(session), date(ar, 12, 31)
    found: dict[int, list[Matvarde]] = defaultdict(list)
    for one in session.scalars(query.order_by(Matvarde.id)):
        found[one.indikator_id].append(one)
    return {key: [one for one in rows if not _is_part(one, rows, trad, day)] for key, rows in found.items()}


def _is_part(one: Matvarde, rows: Iterable[Matvarde], trad: Trad, day: date) -> bool:
    above = trad.over({one.enhet_id}, day) - {one.enhet_id}
    return any(other.enhet_id in above for other in rows)


def _summed(rows: Sequence[Matvarde], fraga: Sokfraga) -> tuple[Siffra, Siffra]:
    """The numerators and the denominators added; where one has no denominator the whole has none."""
    if not rows:
        return OKAND, OKAND
    wholes = [one.namnare for one in rows if one.namnare is not None]
    whole = sum(wholes) if len(wholes) == len(rows) else None
    return Siffra(sum(one.taljare for one in rows), fraga), Siffra(whole, fraga)
