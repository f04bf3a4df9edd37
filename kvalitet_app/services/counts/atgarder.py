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

    ask = o.fraga("atgarder" if o.tid is None else "atgardsrader")
    rows_of = o.fraga("atgardsrader").with_(status=AtgardStatus.GENOMFORD)
    sources, finished = Counter[AtgardKalla](), Counter[AtgardKalla]()
    for row in rows:
        sources[row.kalla] += row.antal
        finished[row.kalla] += row.antal if row.status is AtgardStatus.GENOMFORD else 0
    return AtgardFakta(
        Siffra(count(lambda _: True), ask.with_(vy="alla")),
        Siffra(count(lambda row: row.status is AtgardStatus.GENOMFORD), rows_of),
        Siffra(count(lambda row: row.status in OPEN), ask.with_(vy="oppna")),
        Siffra(count(lambda row: row.status in OPEN and row.sen), ask.with_(vy="forsenade")),
        Siffra(
            count(lambda row: row.status is AtgardStatus.AVBRUTEN),
            rows_of.with_(status=AtgardStatus.AVBRUTEN),
        ),
        Siffra(effect(Effekt.GOD), rows_of.with_(effekt=Effekt.GOD)),
        Siffra(effect(Effekt.DELVIS), rows_of.with_(effekt=Effekt.DELVIS)),
        Siffra(effect(Effekt.INGEN), rows_of.with_(effekt=Effekt.INGEN)),
        Siffra(effect(None), ask.with_(vy="utan_effekt")),
        tuple((k.word, number, finished[k]) for k, number in sources.most_common()),
    )
