"""Patterns in the avvikelser that the person may see: one case apart, silence, chance and signal, clusters."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from kvalitet_app.db.models import Avvikelse, Enhet
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.berattelse.jamforelse import TypRad, counted, largest, same_set
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.domain.monster.analys import (
    EnhetMonster,
    Kluster,
    Monster,
    Styrdiagram,
    age_bands,
    control_chart,
    gathers,
    said_time,
    time_clusters,
)
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.access.organisation import read_trad
from kvalitet_app.services.access.rights import behorighet
from kvalitet_app.services.change.remembered import answered
from kvalitet_app.services.counts.arskub import Arskub, Omfang
from kvalitet_app.services.counts.avvikelser import (
    HSL,
    SOL_LSS,
    UNKNOWN,
    Catalogue,
    closed_by,
    concentrated_months,
    concentrated_reference,
    count_causes,
    named_units,
    newest_reports,
    read_catalogue,
    read_year,
    type_rows,
)
from kvalitet_app.services.register.granser import read_grans

YEARS_OF_CHART = 3
SHOWN_CLUSTERS = 6
TYPES_SHOWN = 5


def find_monster(
    session: ReadSession, *, ar: int, hsl: bool = False, utan: bool = False, enheter: frozenset[int] | None = None
) -> Monster:
    """The patterns of a year in a scope (None: all one may read), of one group of laws.

    `utan` leaves the concentrated case out of units, causes, months of the control chart and clusters. The months
    beside last year's and the types always tell it apart instead.
    """
    mine = behorighet(session).units(Ratt.LASA)
    o = Omfang(ar, mine if enheter is None else enheter & mine)
    return answered(session, lambda: _find(session, o, hsl=hsl, utan=utan), of=("monster", o, hsl, utan))


def _find(session: ReadSession, o: Omfang, *, hsl: bool, utan: bool) -> Monster:
    laws = HSL if hsl else SOL_LSS
    ar = o.ar
    both = read_year(session, o)
    kub, catalogue = both.of(laws), read_catalogue(session)
    reference = concentrated_reference(kub)
    typer = type_rows(kub, laws, catalogue, reference)
    top = largest(typer)
    within = and_(kub.seen, Avvikelse.lagrum.in_(laws))
    shown, chosen = kub, within
    if utan and reference:
        shown = replace(kub, rutor=tuple(r for r in kub.rutor if r.brukarreferens != reference))
        chosen = and_(within, Avvikelse.brukarreferens != reference)
    return Monster(
        ar=ar,
        lagrum=laws,
        typer=typer,
        alla=same_set(typer),
        topp=same_set(top),
        pagar=ar == idag().year,
        **_months(kub, catalogue, top, reference),
        koncentrerat=reference,
        enheter=_units(session, shown, catalogue, typer, reference=reference),
        orsaker=count_causes(session, and_(chosen, Avvikelse.handelse_ar == ar)),
        styr=_chart(session, ar, chosen),
        alder=age_bands((now() - since).days for since in _open_since(session, chosen)),
        kluster=(*_same_person(session, shown, laws, chosen), *_same_time(session, ar, chosen)),
        dagar_tyst=read_grans(session, "tyst_dagar"),
        antal_andra=sum(r.antal for r in both.rutor if r.ar == ar) - sum(r.antal for r in kub.rutor if r.ar == ar),
        fraga=o.handelser(laws).with_(utan=(reference or None) if utan else None),
        typ_ids={typ.kod: typ.id for typ in catalogue.values()} | {UNKNOWN[0]: 0},
    )


def _months(kub: Arskub, catalogue: Catalogue, top: tuple[TypRad, ...], reference: str) -> dict[str, Any]:
    """The months of the year and the one before: all, of the most usual types, and of those the concentrated case's."""
    ar = kub.o.ar
    ids = {typ_id for typ_id, typ in catalogue.items() if typ.kod in {row.kod for row in top}}
    known = counted(0, ar - 1, forsta=kub.forsta_ar).varde is not None
    return {
        "manader": kub.months(ar),
        "manader_fore": kub.months(ar - 1) if known else (),
        "manader_topp": kub.months(ar, lambda r: r.typ_id in ids),
        "manader_topp_fore": kub.months(ar - 1, lambda r: r.typ_id in ids) if known else (),
        "manader_koncentrerat": concentrated_months(kub, reference, ids, ar),
        "manader_koncentrerat_fore": concentrated_months(kub, reference, ids, ar - 1) if known else (),
    }


def find_kluster(session: ReadSession, *, ar: int, enheter: frozenset[int] | None = None) -> tuple[Kluster, ...]:
    """Events of a year under SoL and LSS that gather on a person or a time: all that find_monster offers of them."""
    mine = behorighet(session).units(Ratt.LASA)
    o = Omfang(ar, mine if enheter is None else enheter & mine)
    kub = read_year(session, o).of(SOL_LSS)
    within = and_(kub.seen, Avvikelse.lagrum.in_(SOL_LSS))
    return (*_same_person(session, kub, SOL_LSS, within), *_same_time(session, ar, within))


def _units(
    session: ReadSession, kub: Arskub, catalogue: Catalogue, typer: tuple[TypRad, ...], *, reference: str
) -> tuple[EnhetMonster, ...]:
    shown = {row.kod for row in typer[:TYPES_SHOWN]}
    counts: dict[int, Counter[str]] = {}
    same: Counter[int] = Counter()
    for ruta in kub.rutor:
        if ruta.ar == kub.o.ar:
            typ = catalogue.get(ruta.typ_id)
            code = typ.kod if typ else UNKNOWN[0]
            counts.setdefault(ruta.enhet_id, Counter())[code if code in shown else ""] += ruta.antal
            same[ruta.enhet_id] += ruta.antal if reference and ruta.brukarreferens == reference else 0
    newest = newest_reports(session, kub.seen)
    there = read_trad(session).existing(kub.o.fran, kub.o.till)
    found = [
        EnhetMonster(
            u.id,
            u.kortnamn or u.namn,
            dict(counts.get(u.id, {})),
            same[u.id],
            (idag() - newest[u.id].date()).days if u.id in newest else None,
            u.arsarbetare,
            stangd=closed_by(u.giltig_till, idag()),
        )
        for u in named_units(session, kub.o.enheter, there | set(counts))
    ]
    return tuple(sorted(found, key=lambda unit: -unit.summa))


def _chart(session: ReadSession, ar: int, within: ColumnElement[bool]) -> Styrdiagram:
    """Whole months of three years, from the first month that anything was registered in."""
    keys = (Avvikelse.handelse_ar, Avvikelse.handelse_manad)
    first = ar - YEARS_OF_CHART + 1
    query = select(*keys, func.count()).where(within, Avvikelse.handelse_ar.between(first, ar)).group_by(*keys)
    counted = {(year, month): int(n) for year, month, n in session.execute(query)}
    running = (idag().year, idag().month)
    months = [(y, m) for y in range(first, ar + 1) for m in range(1, 13) if (y, m) < running]
    begun = min(counted, default=running)
    return control_chart([(y, m, counted.get((y, m), 0)) for y, m in months if (y, m) >= begun])


def _open_since(session: ReadSession, within: ColumnElement[bool]) -> list[datetime]:
    """When each case that is open now was registered, whatever year it happened."""
    return list(session.scalars(select(Avvikelse.registrerad_vid).where(within, Avvikelse.status.in_(OPEN))))


def _same_person(
    session: ReadSession, kub: Arskub, laws: tuple[Lagrum, ...], within: ColumnElement[bool]
) -> list[Kluster]:
    """One brukarreferens on one unit with as many events, within as many days, as the limits say."""
    least, days = read_grans(session, "koncentration_antal"), read_grans(session, "koncentration_dagar")
    many = {
        (unit, reference)
        for (unit, reference), n in kub.sums(lambda r: (r.enhet_id, r.brukarreferens), this_year=True).items()
        if reference and n >= least
    }
    query = select(Avvikelse.enhet_id, Avvikelse.brukarreferens, Avvikelse.handelse_vid).where(
        within, Avvikelse.handelse_ar == kub.o.ar, Avvikelse.brukarreferens.in_({reference for _, reference in many})
    )
    moments: defaultdict[tuple[int, str], list[datetime]] = defaultdict(list)
    for unit, reference, moment in session.execute(query) if many else ():
        moments[(unit, reference)].append(moment)
    found = [(len(moments[key]), key) for key in many if gathers(moments[key], antal=least, dagar=days)]
    names = _names(session, {unit for _, (unit, _) in found})
    return [
        Kluster(
            n, f"gäller {reference}", names[unit], kub.o.handelser(laws).with_(enhet=unit, ref=reference), reference
        )
        for n, (unit, reference) in sorted(found, key=lambda one: (-one[0], one[1]))[:SHOWN_CLUSTERS]
    ]


def _same_time(session: ReadSession, ar: int, within: ColumnElement[bool]) -> list[Kluster]:
    """A unit whose events gather on one weekday and part of the day."""
    query = select(Avvikelse.id, Avvikelse.enhet_id, Avvikelse.handelse_vid).where(within, Avvikelse.handelse_ar == ar)
    found = time_clusters(session.connection().execute(query).all())[:SHOWN_CLUSTERS]
    names = _names(session, {one.enhet_id for one in found})
    return [
        Kluster(
            len(one.ids),
            f"på {said_time(one.veckodag, one.del_av_dygn)}, av {one.alla} på enheten",
            names[one.enhet_id],
            Sokfraga("avvikelser", ids=tuple(one.ids)),
        )
        for one in found
    ]


def _names(session: ReadSession, units: set[int]) -> dict[int, str]:
    query = select(Enhet.id, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn)).where(Enhet.id.in_(units))
    return dict(session.execute(query).all())
