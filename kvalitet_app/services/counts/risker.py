"""The year's risk analyses counted for a report."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, func, select

from kvalitet_app.db.models import Atgard, Enhet, Risk, Riskanalys
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.raknat import RiskanalysFakta
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.register.granser import read_riskgranser


def count_risks(session: ReadSession, o: Omfang) -> tuple[RiskanalysFakta, ...]:
    """The year's risk analyses, each with its risks and how many are high."""
    risks: dict[int, list[Row[Any]]] = defaultdict(list)
    for risk in session.execute(select(Risk.__table__).where(Risk.borttagen.is_(None))):
        risks[risk.riskanalys_id].append(risk)
    actions = dict(
        session.execute(
            select(Risk.riskanalys_id, func.count())
            .join(Atgard, Atgard.risk_id == Risk.id)
            .group_by(Risk.riskanalys_id)
        ).all()
    )
    query = (
        select(Riskanalys, Enhet.namn)
        .join(Enhet, Enhet.id == Riskanalys.enhet_id)
        .where(Riskanalys.enhet_id.in_(o.enheter), Riskanalys.borttagen.is_(None), o.within(Riskanalys.datum))
        .order_by(Riskanalys.datum)
    )
    limits = read_riskgranser(session)
    return tuple(
        RiskanalysFakta(
            a.namn,
            enhet,
            a.datum,
            len(risks[a.id]),
            sum(limits.is_high(r.sannolikhet, r.allvarlighetsgrad) for r in risks[a.id]),
            actions.get(a.id, 0),
        )
        for a, enhet in session.execute(query)
    )
