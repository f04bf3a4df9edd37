"""The year's avvikelser counted for the kvalitetsberättelse: by type, month, unit, cause, risk and state.

Only what the person may see is counted, so that each number opens its rows and none tells of a case outside them.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet, Katalogvarde, Orsak
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.berattelse.jamforelse import OKAND, Jamfort, Siffra, TypRad, counted, is_concentrated, largest
from kvalitet_app.domain.berattelse.raknat import AvvikelseFakta, EnhetFakta
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum
from kvalitet_app.services.access.organisation import read_trad
from kvalitet_app.services.counts.arskub import Arskub, Omfang, read_arskub
from kvalitet_app.services.register.granser import read_grans, read_riskgranser

SOL_LSS, HSL = (Lagrum.SOL, Lagrum.LSS), (Lagrum.HSL,)
UNKNOWN = ("okand", "Ej angiven")
Catalogue: TypeAlias = dict[int | None, Row[Any]]


def read_year(session: ReadSession, o: Omfang) -> Arskub:
    """The events of the scope; a case is old after as many days as the limit says."""
    return read_arskub(session, o, dagar_oppen=read_grans(session, "dagar_oppen"))


def read_catalogue(session: ReadSession) -> Catalogue:
    """Every type by its id, those no longer in use too: an old year still names them."""
    return {typ.id: typ for typ in session.execute(select(Avvikelsetyp.__table__))}


def count_avvikelser(
    session: ReadSession, year: Arskub, lagrum: tuple[Lagrum, ...], catalogue: Catalogue
) -> AvvikelseFakta:
    """Everything the chapter Avvikelser needs of one group of laws."""
    o, kub = year.o, year.of(lagrum)
    reference = concentrated_reference(kub)
    typer = type_rows(kub, lagrum, catalogue, reference)
    top = {row.kod for row in largest(typer)}
    top_ids = {typ_id for typ_id, typ in catalogue.items() if typ.kod in top}
    state = kub.states()
    now_, fore = sum(r.antal for r in typer), sum(r.antal_fore for r in typer)
    alla = Jamfort(
        counted(now_, o.ar, forsta=kub.forsta_ar, fraga=o.handelser(lagrum)),
        counted(fore, o.ar - 1, forsta=kub.forsta_ar, fraga=o.handelser(lagrum, o.ar - 1)),
    )
    known = alla.fore.varde is not None
    return AvvikelseFakta(
        lagrum=lagrum,
        alla=alla,
        typer=typer,
        manader=kub.months(o.ar),
        manader_fore=kub.months(o.ar - 1) if known else (),
        manader_topp=kub.months(o.ar, lambda r: r.typ_id in top_ids),
        manader_topp_fore=kub.months(o.ar - 1, lambda r: r.typ_id in top_ids) if known else (),
        manader_koncentrerat=concentrated_months(kub, reference, top_ids, o.ar),
        manader_koncentrerat_fore=concentrated_months(kub, reference, top_ids, o.ar - 1) if known else (),
        orsaker=tuple((name, n) for _, name, n in count_causes(session, _of_year(kub, lagrum))),
        risker=kub.risks(),
        riskgranser=read_riskgranser(session),
        status=tuple((s.word, state[s]) for s in AvvikelseStatus if state[s]),
        oppna=Siffra(sum(state[s] for s in OPEN), o.handelser(lagrum).with_(vy="oppna")),
        oppna_lange=Siffra(kub.open_long(), o.handelser(lagrum).with_(vy="forsenade")),
        dagar_lange=year.dagar_oppen,
        dagar_till_avslut=_median_days(session, kub, lagrum),
        typ_enhet=_type_by_unit(session, kub, catalogue),
        fraga=o.handelser(lagrum),
        koncentrerad_ref=reference,
    )


def type_rows(kub: Arskub, lagrum: tuple[Lagrum, ...], catalogue: Catalogue, reference: str) -> tuple[TypRad, ...]:
    """Every type with events in one of the years, the most frequent first; `reference` is the concentrated case."""
    o, found = kub.o, kub.sums(attrgetter("typ_id", "ar"))
    persons = kub.sums(attrgetter("typ_id", "ar", "brukarreferens"))
    rows: list[TypRad] = []
    for typ_id in {typ_id for typ_id, _ in found}:
        this, last = found[(typ_id, o.ar)], found[(typ_id, o.ar - 1)]
        typ = catalogue.get(typ_id)
        code, name = (typ.kod, typ.namn) if typ else UNKNOWN
        existed = typ is None or typ.giltig_fran is None or typ.giltig_fran.year < o.ar
        case = [persons[(typ_id, ar, reference)] if reference else 0 for ar in (o.ar, o.ar - 1)]
        rows.append(
            TypRad(
                code,
                name,
                Siffra(this, o.handelser(lagrum, typ=typ_id or 0)),
                counted(last, o.ar - 1, forsta=kub.forsta_ar, fraga=o.handelser(lagrum, o.ar - 1, typ=typ_id or 0))
                if existed or last
                else OKAND,
                case[0],
                koncentrerat_fore=case[1],
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.antal, -row.antal_fore, row.namn)))


def concentrated_reference(kub: Arskub) -> str:
    """The one brukarreferens whose events hide the rest of some type this year; "" where nobody's do.

    One for the whole group: what is told apart as "en och samma brukare" is never the sum of two.
    """
    whole = kub.sums(attrgetter("typ_id"), this_year=True)
    persons = kub.sums(attrgetter("typ_id", "brukarreferens"), this_year=True)
    hiding = [
        (n, reference) for (typ_id, reference), n in persons.items() if reference and is_concentrated(n, whole[typ_id])
    ]
    return max(hiding, default=(0, ""))[1]


def concentrated_months(kub: Arskub, reference: str, typ_ids: Collection[int | None], ar: int) -> tuple[int, ...]:
    """The months of the concentrated case within some types; empty where there is none."""
    if not reference:
        return ()
    return kub.months(ar, lambda r: r.typ_id in typ_ids and r.brukarreferens == reference)


def count_causes(session: ReadSession, within: ColumnElement[bool]) -> tuple[tuple[str, str, int], ...]:
    """Code, name and number of avvikelser of the main causes, the most frequent first; the finer ones are in theirs."""
    number = func.count(Orsak.avvikelse_id.distinct())
    code, name, query = main_cause(select(number))
    query = (
        query.add_columns(code, name)
        .join(Avvikelse, Avvikelse.id == Orsak.avvikelse_id)
        .where(within, Orsak.borttagen.is_(None))
        .group_by(code, name)
        .order_by(number.desc(), name)
    )
    return tuple((str(code), str(word), int(n)) for n, code, word in session.execute(query))


def main_cause(query: Select[Any]) -> tuple[ColumnElement[str], ColumnElement[str], Select[Any]]:
    """Code and name of the main cause of an Orsak, and a query over Orsak with what they need joined to it."""
    main = aliased(Katalogvarde)
    code = func.coalesce(func.nullif(Katalogvarde.overordnad, ""), Orsak.kategori)
    joined = (
        query.select_from(Orsak)
        .outerjoin(Katalogvarde, and_(Katalogvarde.katalog == "orsak", Katalogvarde.kod == Orsak.kategori))
        .outerjoin(main, and_(main.katalog == "orsak", main.kod == code))
    )
    return code, func.coalesce(main.namn, code), joined


def _of_year(kub: Arskub, lagrum: tuple[Lagrum, ...]) -> ColumnElement[bool]:
    return and_(Avvikelse.handelse_ar == kub.o.ar, kub.o.months(), Avvikelse.lagrum.in_(lagrum), kub.seen)


def _median_days(session: ReadSession, kub: Arskub, lagrum: tuple[Lagrum, ...]) -> int | None:
    query = select(Avvikelse.registrerad_vid, Avvikelse.avslutad_vid).where(
        _of_year(kub, lagrum), Avvikelse.avslutad_vid.is_not(None)
    )
    days = sorted((closed - registered).days for registered, closed in session.execute(query) if closed)
    return days[len(days) // 2] if days else None


def _type_by_unit(session: ReadSession, kub: Arskub, catalogue: Catalogue) -> tuple[tuple[str, str, int], ...]:
    units = {u: short or name for u, short, name in session.execute(select(Enhet.id, Enhet.kortnamn, Enhet.namn))}
    found = kub.sums(attrgetter("enhet_id", "typ_id"), this_year=True)
    rows = (
        (units[unit], catalogue[typ].namn if typ in catalogue else UNKNOWN[1], number)
        for (unit, typ), number in found.items()
    )
    return tuple(sorted(rows))


def newest_reports(session: ReadSession, within: ColumnElement[bool]) -> dict[int, datetime]:
    """When each unit last registered an avvikelse."""
    query = select(Avvikelse.enhet_id, func.max(Avvikelse.registrerad_vid)).where(within).group_by(Avvikelse.enhet_id)
    return dict(session.execute(query).all())


def count_units(session: ReadSession, year: Arskub) -> tuple[EnhetFakta, ...]:
    """Every unit of the scope with its events; the ones without any are the reason they are all named."""
    o, counts = year.o, year.sums(lambda r: (r.enhet_id, r.ar, r.lagrum is Lagrum.HSL))
    persons: dict[tuple[Lagrum, ...], str] = {laws: concentrated_reference(year.of(laws)) for laws in (SOL_LSS, HSL)}
    theirs = year.sums(lambda r: (r.enhet_id, r.ar, r.lagrum is Lagrum.HSL, r.brukarreferens))

    def concentrated(unit: Enhet, laws: tuple[Lagrum, ...], ar: int) -> int:
        return theirs[(unit.id, ar, laws is HSL, persons[laws])] if persons[laws] else 0

    began: dict[tuple[Lagrum, ...], int | None] = {laws: year.of(laws).forsta_ar for laws in (SOL_LSS, HSL)}

    def figure(unit: Enhet, laws: tuple[Lagrum, ...], ar: int) -> Siffra:
        """Unknown for a year in which the unit did not exist, or of which the register holds nothing."""
        forsta, born = began[laws], unit.giltig_fran
        first = forsta if forsta is None or born is None else max(forsta, born.year)
        number = counts[(unit.id, ar, laws is HSL)]
        if not number and unit.giltig_till is not None and unit.giltig_till.year < ar:
            return OKAND
        return counted(number, ar, forsta=first, fraga=o.handelser(laws, ar).with_(enhet=unit.id))

    there = read_trad(session).existing(o.fran, o.till)
    return tuple(
        EnhetFakta(
            u.kortnamn or u.namn,
            u.verksamhet,
            u.platser,
            u.arsarbetare,
            figure(u, SOL_LSS, o.ar),
            figure(u, SOL_LSS, o.ar - 1),
            figure(u, HSL, o.ar),
            (concentrated(u, SOL_LSS, o.ar), concentrated(u, SOL_LSS, o.ar - 1), concentrated(u, HSL, o.ar)),
            closed_by(u.giltig_till, o.till),
            u.id in there,
        )
        for u in named_units(session, o.enheter, there | {unit for unit, *_ in counts})
    )


def named_units(session: ReadSession, scope: frozenset[int], wanted: Collection[int]) -> Iterable[Enhet]:
    """The units at the lowest level of a scope that a table names: those that there were, or that have rows in it."""
    return session.scalars(
        select(Enhet)
        .where(Enhet.id.in_(scope & frozenset(wanted)), Enhet.niva == EnhetNiva.ENHET, Enhet.borttagen.is_(None))
        .order_by(Enhet.namn_sort)
    )


def closed_by(last: date | None, day: date) -> date | None:
    """The last day of a unit, if it has passed today and lies before or on the last day that is told of."""
    return last if last is not None and last <= day and last < idag() else None
