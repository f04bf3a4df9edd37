"""The rows behind a figure of a report that no list page answers: every number opens what it counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from kvalitet_app.db.models import (
    Atgard,
    Brist,
    Egenkontroll,
    EjVerkstalltBeslut,
    Enhet,
    Indikator,
    LexSarahArende,
    Mall,
    Matvarde,
    Rutin,
    Rutinversion,
    Synpunkt,
    Uppfoljning,
    Utforare,
    Verksamhetsadress,
)
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import OPEN, AtgardStatus, Effekt
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus
from kvalitet_app.domain.fragor import Noun, Sokfraga
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.domain.synpunkter import SynpunktSlag
from kvalitet_app.domain.tal import number
from kvalitet_app.domain.tid import Tid
from kvalitet_app.domain.worded import Worded
from kvalitet_app.services.access.organisation import report_units
from kvalitet_app.services.access.rights import visible_lex
from kvalitet_app.services.atgarder import visible_atgarder
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.counts.beslut import decisions_behind
from kvalitet_app.services.counts.indikatorer import values_of
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.rutiner import all_rutiner, in_scope

UNIT = func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn)


@dataclass(frozen=True, slots=True)
class Underlagslista:
    """The rows that a figure counts, as they are shown: column titles and texts."""

    kolumner: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]


def rows_behind(
    session: ReadSession, *, fraga: Sokfraga | None, ar: int, enhet_id: int | None = None
) -> Underlagslista | None:
    """What a figure counts, within the scope and what the person may see; None where a page answers."""
    make = _LISTS.get(fraga.noun) if fraga is not None else None
    if fraga is None or make is None:
        return None
    year = ar if fraga.ar is None else fraga.ar
    tid = None if fraga.manad is None else Tid(year, *fraga.manader)
    o = Omfang(year, report_units(session, enhet_id), tid)
    head, rows = make(session, o, fraga)
    return Underlagslista(head, tuple(tuple(_text(value) for value in row) for row in rows))


VIEWS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "oppna": lambda: Atgard.status.in_(OPEN),
    "forsenade": lambda: and_(Atgard.status.in_(OPEN), Atgard.klart_senast < idag()),
    "utan_effekt": lambda: and_(Atgard.status == AtgardStatus.GENOMFORD, Atgard.effekt.is_(None)),
}
Rows = tuple[tuple[str, ...], Iterable[Iterable[Any]]]


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    if value is None or value == "":
        return "–"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return number(value)
    return value.word if isinstance(value, Worded) else str(value)


def _lex(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    c = LexSarahArende
    query = (
        select(c.beteckning, c.slag, UNIT, c.rapporterad_datum, c.status, c.grad, c.anmald_ivo_datum)
        .join(Enhet, Enhet.id == c.enhet_id)
        .where(c.enhet_id.in_(o.enheter), visible_lex(session), o.within(c.rapporterad_datum))
        .order_by(c.rapporterad_datum, c.id)
    )
    if fraga.id is not None:
        query = query.where(c.id == fraga.id)
    if fraga.slag:
        query = query.where(c.slag.in_([slag for slag in LexSlag if slag in fraga.slag]))
    if fraga.ivo:
        query = query.where(c.anmald_ivo_datum.is_not(None))
    return ("Beteckning", "Slag", "Enhet", "Rapporterad", "Status", "Bedömning", "Anmält till IVO"), session.execute(
        query
    )


def _synpunkter(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    s = Synpunkt
    query = (
        select(s.nr, s.slag, s.amne, UNIT, s.mottagen_datum, s.besvarad_datum, s.status)
        .join(Enhet, Enhet.id == s.enhet_id)
        .where(s.enhet_id.in_(o.enheter), s.borttagen.is_(None), o.within(s.mottagen_datum))
        .order_by(s.mottagen_datum, s.id)
    )
    if fraga.slag:
        query = query.where(s.slag.in_([slag for slag in SynpunktSlag if slag in fraga.slag]))
    if fraga.besvarad:
        query = query.where(s.besvarad_datum.is_not(None))
    return ("Nr", "Slag", "Ämne", "Enhet", "Kom in", "Besvarad", "Status"), session.execute(query)


def _evb(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    found = decisions_behind(session, o, fraga, _stands(o, fraga))
    query = (
        select(
            EjVerkstalltBeslut.arendereferens,
            EjVerkstalltBeslut.insats,
            UNIT,
            EjVerkstalltBeslut.beslut_datum,
            EjVerkstalltBeslut.avbrott_datum,
            EjVerkstalltBeslut.skal,
            EjVerkstalltBeslut.verkstalld_datum,
        )
        .join(Enhet, Enhet.id == EjVerkstalltBeslut.enhet_id)
        .where(EjVerkstalltBeslut.id.in_(found))
        .order_by(EjVerkstalltBeslut.beslut_datum, EjVerkstalltBeslut.id)
    )
    return ("Ärende", "Insats", "Enhet", "Beslut", "Avbrott", "Skäl", "Verkställt"), session.execute(query)


def _stands(o: Omfang, fraga: Sokfraga) -> date:
    """The day that decisions are told of: older reports named the quarter, those of today the day itself."""
    if fraga.dag is not None or fraga.kvartal is None:
        return fraga.dag or o.till
    return Tid(o.ar, 1, fraga.kvartal * 3).till


def _addresses(session: ReadSession, o: Omfang, _fraga: Sokfraga) -> Rows:
    query = (
        select(Utforare.namn, Verksamhetsadress.namn, Verksamhetsadress.insats)
        .join(Utforare, Utforare.id == Verksamhetsadress.utforare_id)
        .where(Verksamhetsadress.enhet_id.in_(o.enheter), Verksamhetsadress.borttagen.is_(None))
        .order_by(Utforare.namn, Verksamhetsadress.namn)
    )
    return ("Utförare", "Adress", "Insats"), session.execute(query)


def _followed(session: ReadSession, o: Omfang, _fraga: Sokfraga) -> Rows:
    query = (
        select(Utforare.namn, Verksamhetsadress.namn, func.max(Uppfoljning.datum))
        .join(Utforare, Utforare.id == Verksamhetsadress.utforare_id)
        .join(Uppfoljning, Uppfoljning.verksamhetsadress_id == Verksamhetsadress.id)
        .where(
            Verksamhetsadress.enhet_id.in_(o.enheter),
            Verksamhetsadress.borttagen.is_(None),
            Uppfoljning.borttagen.is_(None),
            o.within(Uppfoljning.datum),
        )
        .group_by(Verksamhetsadress.id, Utforare.namn, Verksamhetsadress.namn)
        .order_by(Utforare.namn, Verksamhetsadress.namn)
    )
    return ("Utförare", "Adress", "Uppföljd"), session.execute(query)


def _faults(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    query = (
        select(Verksamhetsadress.namn, Brist.text, Brist.klart_senast, Brist.rattad_datum)
        .join(Uppfoljning, Uppfoljning.id == Brist.uppfoljning_id)
        .join(Verksamhetsadress, Verksamhetsadress.id == Uppfoljning.verksamhetsadress_id)
        .where(
            Verksamhetsadress.enhet_id.in_(o.enheter),
            Verksamhetsadress.borttagen.is_(None),
            Uppfoljning.borttagen.is_(None),
            Brist.borttagen.is_(None),
            o.within(Uppfoljning.datum),
        )
        .order_by(Verksamhetsadress.namn, Brist.id)
    )
    if fraga.rattad:
        query = query.where(Brist.rattad_datum.is_not(None))
    return ("Adress", "Brist", "Klart senast", "Rättad"), session.execute(query)


def _measures(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    added = [one.id for rows in values_of(session, o, o.ar).values() for one in rows]
    query = (
        select(Indikator.namn, UNIT, Matvarde.ar, Matvarde.taljare, Matvarde.namnare, Indikator.kalla)
        .join(Indikator, Indikator.id == Matvarde.indikator_id)
        .join(Enhet, Enhet.id == Matvarde.enhet_id)
        .where(Indikator.kod == fraga.kod, Matvarde.id.in_(added))
        .order_by(Matvarde.id)
    )
    rows = (
        (name, unit, str(year), part, whole, source) for name, unit, year, part, whole, source in session.execute(query)
    )
    return ("Mått", "Enhet", "År", "Antal", "Av", "Källa"), rows


def _actions(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    query = (
        select(Atgard.text, Atgard.kalla, UNIT, Atgard.klart_senast, Atgard.status, Atgard.effekt)
        .join(Enhet, Enhet.id == Atgard.enhet_id)
        .where(visible_atgarder(session, o.enheter), o.within(Atgard.klart_senast))
        .order_by(Atgard.klart_senast, Atgard.id)
    )
    if fraga.status is not None:
        query = query.where(Atgard.status.in_([status for status in AtgardStatus if status == fraga.status]))
    if fraga.vy in VIEWS:
        query = query.where(VIEWS[fraga.vy]())
    if fraga.effekt is not None:
        query = query.where(Atgard.effekt.in_([effekt for effekt in Effekt if effekt == fraga.effekt]))
    return ("Åtgärd", "Källa", "Enhet", "Klart senast", "Status", "Effekt"), session.execute(query)


def _versions(session: ReadSession, o: Omfang, fraga: Sokfraga) -> Rows:
    ids = [row.id for row in in_scope(session, all_rutiner(session), o.enheter)]
    first = Rutinversion.version_nr == 1 if fraga.nya else Rutinversion.version_nr > 1
    query = (
        select(Rutin.nr, Rutin.titel, Rutinversion.version_nr, Rutinversion.faststalld_datum)
        .join(Rutin, Rutin.id == Rutinversion.rutin_id)
        .where(
            Rutin.id.in_(ids),
            Rutinversion.status != VersionStatus.UTKAST,
            first,
            o.within(Rutinversion.faststalld_datum),
        )
        .order_by(Rutinversion.faststalld_datum, Rutin.nr)
    )
    return ("Nr", "Rutin", "Version", "Fastställd"), session.execute(query)


def _checks(session: ReadSession, o: Omfang, *more: ColumnElement[bool]) -> Rows:
    query = (
        select(Mall.kod, Mall.namn, UNIT, Egenkontroll.ursprungligt_datum, Egenkontroll.planerad_datum)
        .join(Mall, Mall.id == Egenkontroll.mall_id)
        .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
        .where(
            Egenkontroll.enhet_id.in_(o.enheter),
            Egenkontroll.borttagen.is_(None),
            Egenkontroll.status != EgenkontrollStatus.INSTALLD,
            o.within(Egenkontroll.ursprungligt_datum),
            *more,
        )
        .order_by(Egenkontroll.planerad_datum, Egenkontroll.id)
    )
    return ("Nr", "Egenkontroll", "Enhet", "Först planerad", "Planerad"), session.execute(query)


def _moved(session: ReadSession, o: Omfang, _fraga: Sokfraga) -> Rows:
    return _checks(session, o, Egenkontroll.planerad_datum > o.till)


def _late(session: ReadSession, o: Omfang, _fraga: Sokfraga) -> Rows:
    passed = Egenkontroll.ursprungligt_datum < idag(), Egenkontroll.planerad_datum <= o.till
    return _checks(session, o, Egenkontroll.status != EgenkontrollStatus.GENOMFORD, *passed)


def _processes(session: ReadSession, _o: Omfang, _fraga: Sokfraga) -> Rows:
    nodes = process_map(session, all_rutiner(session))
    return ("Process", "Aktiviteter"), ((node.namn, len(node.all_aktiviteter())) for node in nodes)


def _activities(session: ReadSession, _o: Omfang, _fraga: Sokfraga) -> Rows:
    nodes = process_map(session, all_rutiner(session))
    rows = ((n.namn, a.namn, "saknas" if a.saknar_rutin else "finns") for n in nodes for a in n.all_aktiviteter())
    return ("Process", "Aktivitet", "Rutin"), rows


_LISTS: dict[Noun, Callable[[ReadSession, Omfang, Sokfraga], Rows]] = {
    "lex": _lex,
    "synpunktsrader": _synpunkter,
    "evb": _evb,
    "adresser": _addresses,
    "uppfoljda": _followed,
    "brister": _faults,
    "matt": _measures,
    "atgardsrader": _actions,
    "rutinversioner": _versions,
    "flyttade": _moved,
    "sena": _late,
    "processer": _processes,
    "aktiviteter": _activities,
}
