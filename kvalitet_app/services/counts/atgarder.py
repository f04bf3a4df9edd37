"""The year's åtgärder and their effect, counted for a report."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import case, func, select

from kvalitet_app.db.models import Atgard
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import OPEN, AtgardKalla, AtgardStatus, Effekt
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.raknat import AtgardFakta
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import visible_atgarder
from kvalitet_app.services.counts.arskub import Omfang


class _Atgarder(NamedTuple):
    """How many åtgärder share source, state and effect, and whether their day has passed."""

    kalla: AtgardKalla
    status: AtgardStatus
    effekt: Effekt | None
    sen: bool
    antal: int


def count_actions(session: ReadSession, o: Omfang) -> AtgardFakta:
    """Åtgärder that were due in the year, from every source, with their effect."""
    late = case((Atgard.klart_senast < idag(), True), else_=False)
    kinds = (Atgard.kalla, Atgard.status, Atgard.effekt, late)
    query = (
        select(*kinds, func.count())
        .where(visible_atgarder(session, o.enheter), o.within(Atgard.klart_senast))
        .group_by(*kinds)
    )
    rows = [_Atgarder._make(row) for row in session.execute(query)]

    def count(keep: Callable[[_Atgarder], bool]) -> int:
        return sum(row.antal for row in rows if keep(row))

    def effect(wanted: Effekt | None) -> int:
        return count(lambda row: row.status is AtgardStatus.GENOMFORD and row.effekt is wanted)

    ask = f"atgarder?{o.nar}" if o.tid is None else f"atgardsrader?{o.nar}"
    rows_of = f"atgardsrader?{o.nar}&status={AtgardStatus.GENOMFORD}"
    sources, finished = Counter[AtgardKalla](), Counter[AtgardKalla]()
    for row in rows:
        sources[row.kalla] += row.antal
        finished[row.kalla] += row.antal if row.status is AtgardStatus.GENOMFORD else 0
    return AtgardFakta(
        Siffra(count(lambda _: True), f"{ask}&vy=alla"),
        Siffra(count(lambda row: row.status is AtgardStatus.GENOMFORD), rows_of),
        Siffra(count(lambda row: row.status in OPEN), f"{ask}&vy=oppna"),
        Siffra(count(lambda row: row.status in OPEN and row.sen), f"{ask}&vy=forsenade"),
        Siffra(
            count(lambda row: row.status is AtgardStatus.AVBRUTEN),
            f"atgardsrader?{o.nar}&status={AtgardStatus.AVBRUTEN}",
        ),
        Siffra(effect(Effekt.GOD), f"{rows_of}&effekt={Effekt.GOD}"),
        Siffra(effect(Effekt.DELVIS), f"{rows_of}&effekt={Effekt.DELVIS}"),
        Siffra(effect(Effekt.INGEN), f"{rows_of}&effekt={Effekt.INGEN}"),
        Siffra(effect(None), f"{ask}&vy=utan_effekt"),
        tuple((k.word, number, finished[k]) for k, number in sources.most_common()),
    )
