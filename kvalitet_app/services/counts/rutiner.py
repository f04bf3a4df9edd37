"""Processes and rutiner counted for a report."""

from sqlalchemy import func, select

from kvalitet_app.db.models import Rutinversion
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.raknat import LedningssystemFakta, RutinFakta
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.rutiner import all_rutiner, in_scope


def count_system(session: ReadSession, o: Omfang) -> LedningssystemFakta:
    """Processes and rutiner as they stand, and which versions were adopted in the year."""
    everything = all_rutiner(session)
    rows = in_scope(session, everything, o.enheter)
    nodes = process_map(session, everything)
    activities = [activity for node in nodes for activity in node.all_aktiviteter()]
    adopted = session.execute(
        select(Rutinversion.version_nr, func.count())
        .where(
            Rutinversion.rutin_id.in_([row.id for row in rows]),
            Rutinversion.status != VersionStatus.UTKAST,
            o.within(Rutinversion.faststalld_datum),
        )
        .group_by(Rutinversion.version_nr)
    ).all()
    gaps = [activity.namn for activity in activities if activity.saknar_rutin]
    missing = [row.titel for row in rows if row.lage is RutinLage.SAKNAS]
    ruling = [r for r in rows if r.lage in (RutinLage.GALLER, RutinLage.SNART, RutinLage.UTGANGEN)]
    return LedningssystemFakta(
        processer=Siffra(len(nodes), Sokfraga("processer")),
        aktiviteter=Siffra(len(activities), Sokfraga("aktiviteter")),
        gallande=Siffra(len(ruling), Sokfraga("rutiner", vy="galler")),
        nya=Siffra(sum(n for nr, n in adopted if nr == 1), o.fraga("rutinversioner").with_(nya=True)),
        reviderade=Siffra(sum(n for nr, n in adopted if nr > 1), o.fraga("rutinversioner")),
        utkast=Siffra(sum(r.lage is RutinLage.UTKAST for r in rows), Sokfraga("rutiner", vy="utkast")),
        utan_agare=Siffra(sum(r.agare_id is None for r in rows), Sokfraga("rutiner", vy="utan_agare")),
        att_se_over=tuple(
            RutinFakta(r.nr, r.titel, r.agare, r.lage, r.oversyn_senast) for r in rows if r.lage is RutinLage.UTGANGEN
        ),
        saknas=tuple(dict.fromkeys((*missing, *gaps))),
    )
