"""What the kvalitetsberättelse counts beside the avvikelser, one function a chapter."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Row, case, func, or_, select

from kvalitet_app.db.base import Post
from kvalitet_app.db.models import (
    Atgard,
    Bedomningsrad,
    Brist,
    EjVerkstalltBeslut,
    Enhet,
    Granskning,
    Indikator,
    LexSarahArende,
    Matvarde,
    Rekommendation,
    Risk,
    Riskanalys,
    Rutinversion,
    Synpunkt,
    Uppfoljning,
    Verksamhetsadress,
)
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.arende import RekommendationStatus, SynpunktSlag
from kvalitet_app.domain.atgarder import LABELS as ATGARD
from kvalitet_app.domain.atgarder import OPEN, AtgardKalla, AtgardStatus, Effekt
from kvalitet_app.domain.berattelse.jamforelse import OKAND, Jamfort, Siffra, counted
from kvalitet_app.domain.berattelse.kapitel import (
    AtgardFakta,
    EvbFakta,
    EvbKvartal,
    GranskningFakta,
    LedningssystemFakta,
    LexRad,
    Matning,
    RekommendationFakta,
    RiskanalysFakta,
    RutinFakta,
    SynpunktFakta,
    UtforareFakta,
)
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.rutiner import RutinLage, VersionStatus
from kvalitet_app.services.access.rights import visible_lex
from kvalitet_app.services.atgarder import visible_atgarder
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.register.granser import read_riskgranser
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
        processer=Siffra(len(nodes), "processer"),
        aktiviteter=Siffra(len(activities), "aktiviteter"),
        gallande=Siffra(len(ruling), "rutiner?vy=galler"),
        nya=Siffra(sum(n for nr, n in adopted if nr == 1), f"rutinversioner?{o.nar}&nya=1"),
        reviderade=Siffra(sum(n for nr, n in adopted if nr > 1), f"rutinversioner?{o.nar}"),
        utkast=Siffra(sum(r.lage is RutinLage.UTKAST for r in rows), "rutiner?vy=utkast"),
        utan_agare=Siffra(sum(r.agare_id is None for r in rows), "rutiner?vy=utan_agare"),
        att_se_over=tuple(
            RutinFakta(r.nr, r.titel, r.agare, r.lage, r.oversyn_senast) for r in rows if r.lage is RutinLage.UTGANGEN
        ),
        saknas=tuple(dict.fromkeys((*missing, *gaps))),
    )


def _count(session: ReadSession, kind: type[Post], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(kind).where(kind.borttagen.is_(None), *conditions)) or 0


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


def count_lex(session: ReadSession, o: Omfang) -> tuple[LexRad, ...]:
    """The year's lex cases that the person may see: a number alone would tell of the others."""
    query = (
        select(LexSarahArende, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn))
        .join(Enhet, Enhet.id == LexSarahArende.enhet_id)
        .where(
            LexSarahArende.enhet_id.in_(o.enheter),
            visible_lex(session),
            o.within(LexSarahArende.rapporterad_datum),
        )
        .order_by(LexSarahArende.rapporterad_datum)
    )
    return tuple(
        LexRad(
            c.slag,
            c.lagrum,
            enhet,
            c.rapporterad_datum,
            c.status,
            c.grad,
            (c.beslut_datum - c.rapporterad_datum).days if c.beslut_datum else None,
            c.anmald_ivo_datum,
            c.ivo_beslut_datum,
            f"lex?id={c.id}",
        )
        for c, enhet in session.execute(query)
    )


def count_synpunkter(session: ReadSession, o: Omfang) -> SynpunktFakta | None:
    """Synpunkter of both years; None when there are none in either."""
    found = session.execute(
        select(Synpunkt.slag, Synpunkt.amne, Synpunkt.mottagen_datum, Synpunkt.besvarad_datum).where(
            Synpunkt.enhet_id.in_(o.enheter),
            Synpunkt.borttagen.is_(None),
            or_(o.within(Synpunkt.mottagen_datum, o.ar - 1), o.within(Synpunkt.mottagen_datum)),
        )
    ).all()
    if not found:
        return None
    this = [s for s in found if s.mottagen_datum.year == o.ar]
    first = session.scalar(select(func.min(Synpunkt.mottagen_datum)).where(Synpunkt.borttagen.is_(None)))
    forsta = first.year if first else None

    def kind(slag: SynpunktSlag) -> Jamfort:
        before = sum(s.slag is slag and s.mottagen_datum.year < o.ar for s in found)
        this_year = sum(s.slag is slag for s in this)
        ask = [f"synpunktsrader?{o.nar.replace(str(o.ar), str(ar), 1)}&slag={slag}" for ar in (o.ar, o.ar - 1)]
        return Jamfort(
            counted(this_year, o.ar, forsta=forsta, fraga=ask[0]),
            counted(before, o.ar - 1, forsta=forsta, fraga=ask[1]),
        )

    days = sorted((s.besvarad_datum - s.mottagen_datum).days for s in this if s.besvarad_datum)
    subjects = Counter(s.amne for s in this if s.amne)
    return SynpunktFakta(
        kind(SynpunktSlag.KLAGOMAL),
        kind(SynpunktSlag.BEROM),
        kind(SynpunktSlag.FORSLAG),
        Siffra(len(days), f"synpunktsrader?{o.nar}&besvarad=1"),
        days[len(days) // 2] if days else None,
        tuple(subjects.most_common(8)),
    )


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
            ask = [f"matt?kod={one.kod}&ar={ar}" for ar in (o.ar, o.ar - 1)]
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
                ask = f"evb?dag={end}"
                antal = counted(len(waiting), ar, forsta=forsta, fraga=ask)
                quarters.append(EvbKvartal(ar, quarter, antal, tuple(kinds.most_common())))
    last = min(idag(), o.till)
    still = [r for r in rows if r.waits(last)]
    longest = max(((last - r.sedan).days for r in still), default=None)
    return EvbFakta(
        tuple(quarters),
        Siffra(len(still), f"evb?dag={last}"),
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


def count_providers(session: ReadSession, o: Omfang) -> UtforareFakta:
    """Addresses, how many were followed up in the year, and the faults found then."""
    followed = session.execute(
        select(Uppfoljning.id, Uppfoljning.verksamhetsadress_id)
        .join(Verksamhetsadress, Verksamhetsadress.id == Uppfoljning.verksamhetsadress_id)
        .where(
            Verksamhetsadress.enhet_id.in_(o.enheter),
            Verksamhetsadress.borttagen.is_(None),
            Uppfoljning.borttagen.is_(None),
            o.within(Uppfoljning.datum),
        )
    ).all()
    faults = session.execute(
        select(Brist.rattad_datum).where(Brist.uppfoljning_id.in_([u.id for u in followed]), Brist.borttagen.is_(None))
    ).all()
    return UtforareFakta(
        Siffra(_count(session, Verksamhetsadress, Verksamhetsadress.enhet_id.in_(o.enheter)), "adresser"),
        Siffra(len({u.verksamhetsadress_id for u in followed}), f"uppfoljda?{o.nar}"),
        Siffra(len(faults), f"brister?{o.nar}"),
        Siffra(sum(f.rattad_datum is not None for f in faults), f"brister?{o.nar}&rattad=1"),
    )


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
            tuple(
                RekommendationFakta(
                    r.text,
                    r.status,
                    r.klart_senast,
                    r.status is not RekommendationStatus.KLAR and r.klart_senast is not None and r.klart_senast < end,
                )
                for r in wanted[g.id]
            ),
            tuple((a.omrade, a.farg) for a in areas[g.id]),
            g.svar_senast,
            g.svar_beslutat,
        )
        for g in reviews
    )


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
        tuple((ATGARD[k], number, finished[k]) for k, number in sources.most_common()),
    )
