"""Åtgärder: one register for all sources."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from kvalitet_app.db.models import (
    Atgard,
    Avvikelse,
    Egenkontroll,
    Enhet,
    Granskning,
    LexSarahArende,
    Mall,
    Orsak,
    Person,
    Rekommendation,
    Risk,
    Riskanalys,
    Rutin,
    Rutinversion,
    Synpunkt,
)
from kvalitet_app.db.search import matches, words_of
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.store.store import in_order, read_ids
from kvalitet_app.domain.atgarder import (
    OPEN,
    AtgardKalla,
    AtgardRow,
    AtgardSlag,
    AtgardStatus,
    AtgardUrval,
    Effekt,
    NyAtgard,
    check_effect,
)
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.text import short_title
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import seen_egenkontroller
from kvalitet_app.services.access.lex import require_lex_work
from kvalitet_app.services.access.organisation import require_at_work, require_open
from kvalitet_app.services.access.rights import person_id, readable_units, require_any, seen_by_case
from kvalitet_app.services.avvikelser.listor import case_of
from kvalitet_app.services.change.changing import changed, load, refuse_numbers, required

SOURCE_COLUMNS = {
    AtgardKalla.AVVIKELSE: "avvikelse_id",
    AtgardKalla.EGENKONTROLL: "egenkontroll_id",
    AtgardKalla.RISKANALYS: "risk_id",
    AtgardKalla.REKOMMENDATION: "rekommendation_id",
    AtgardKalla.LEX: "lex_sarah_arende_id",
    AtgardKalla.SYNPUNKT: "synpunkt_id",
}
VIEWS = ("oppna", "mina", "forsenade", "utan_effekt", "alla")


def visible_atgarder(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """Åtgärder of the units one may read; those of a protected case only for who sees the case."""
    units = readable_units(session, asked)
    in_units = true() if units is None else Atgard.enhet_id.in_(units)
    asked_for = true() if asked is None else Atgard.enhet_id.in_(asked)
    of_lex = Atgard.lex_sarah_arende_id.is_not(None)  # its circle reaches beyond the units one reads
    return and_(Atgard.borttagen.is_(None), or_(in_units, and_(of_lex, asked_for)), seen_by_case(session))


def _conditions(session: ReadSession, urval: AtgardUrval) -> list[ColumnElement[bool]]:
    found = [visible_atgarder(session, urval.enheter)]
    if urval.avvikelse_id is not None:
        found.append(Atgard.avvikelse_id == urval.avvikelse_id)
    if urval.egenkontroll_id is not None:
        found.append(Atgard.egenkontroll_id == urval.egenkontroll_id)
    if urval.lex_sarah_arende_id is not None:
        found.append(Atgard.lex_sarah_arende_id == urval.lex_sarah_arende_id)
    if urval.synpunkt_id is not None:
        found.append(Atgard.synpunkt_id == urval.synpunkt_id)
    if urval.ids is not None:
        found.append(among(Atgard.id, sorted(urval.ids)))
    if urval.ar is not None:
        found.append(Atgard.klart_senast.between(date(urval.ar, 1, 1), date(urval.ar, 12, 31)))
    if words_of(urval.sok):
        found.append(matches(session, Atgard.id, urval.sok))
    return found + _view(session, urval.vy)


def _view(session: ReadSession, vy: str) -> list[ColumnElement[bool]]:
    is_open = Atgard.status.in_(OPEN)
    views: dict[str, list[ColumnElement[bool]]] = {
        "oppna": [is_open],
        "mina": [is_open, Atgard.ansvarig_id == person_id(session)],
        "forsenade": [is_open, Atgard.klart_senast < idag()],
        "utan_effekt": [Atgard.status == AtgardStatus.GENOMFORD, Atgard.effekt.is_(None)],
        "alla": [],
    }
    return views[vy]


def find_atgarder(session: ReadSession, *, urval: AtgardUrval) -> array[int]:
    """The ids of a selection in the order asked for."""
    columns: dict[str, list[Any]] = {
        "klart_senast": [Atgard.klart_senast, Atgard.id],
        "text": [Atgard.text_sort, Atgard.id],
        "enhet": [Enhet.namn_sort, Atgard.klart_senast, Atgard.id],
        "ansvarig": [Person.namn_sort, Atgard.klart_senast, Atgard.id],
        "status": [Atgard.status, Atgard.klart_senast, Atgard.id],
        "kalla": [Atgard.kalla, Atgard.klart_senast, Atgard.id],
    }
    query = (
        select(Atgard.id)
        .join(Enhet, Enhet.id == Atgard.enhet_id)
        .outerjoin(Person, Person.id == Atgard.ansvarig_id)
        .where(*_conditions(session, urval))
        .order_by(*in_order(columns[urval.sortering], fallande=urval.fallande))
    )
    return read_ids(session, query)


def count_views(session: ReadSession, *, urval: AtgardUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits."""
    base = _conditions(session, replace(urval, vy="alla"))
    return {
        vy: session.scalar(select(func.count()).select_from(Atgard).where(*base, *_view(session, vy))) or 0
        for vy in VIEWS
    }


def atgard_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, AtgardRow]:
    """The rows of some ids."""
    query = _with_sources(select(*_columns())).where(among(Atgard.id, ids), visible_atgarder(session))
    return {row[0]: _row(tuple(row)) for row in session.execute(query)}


def _columns() -> tuple[Any, ...]:
    """What a row shows, in the order of AtgardRow, but the source in three: the year and number, or its name."""
    source_id = func.coalesce(
        Atgard.avvikelse_id,
        Atgard.egenkontroll_id,
        Atgard.risk_id,
        Atgard.rekommendation_id,
        Atgard.lex_sarah_arende_id,
        Atgard.synpunkt_id,
    )
    return (
        Atgard.id,
        Atgard.text,
        Atgard.enhet_id,
        func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
        Atgard.kalla,
        source_id,
        Avvikelse.ar,
        Avvikelse.nr,
        case(
            (Mall.namn.is_not(None), Mall.namn),
            (Riskanalys.namn.is_not(None), Riskanalys.namn),
            else_=func.coalesce(Granskning.namn, LexSarahArende.beteckning, Synpunkt.amne, ""),
        ),
        Atgard.slag,
        Atgard.status,
        Atgard.klart_senast,
        Atgard.ansvarig_id,
        func.coalesce(Person.namn, ""),
        Atgard.orsak_id,
        Atgard.genomford_datum,
        Atgard.effekt,
        Atgard.effekt_datum,
        Atgard.effekt_metod,
        Atgard.rutin_id,
        Rutin.nr,
        Rutinversion.version_nr,
        Atgard.version,
        Atgard.mot_orsak,
    )


def _with_sources(query: Select[Any]) -> Select[Any]:
    """The tables that tell where an åtgärd comes from and who is to do it."""
    return (
        query.join(Enhet, Enhet.id == Atgard.enhet_id)
        .outerjoin(Person, Person.id == Atgard.ansvarig_id)
        .outerjoin(Avvikelse, Avvikelse.id == Atgard.avvikelse_id)
        .outerjoin(Egenkontroll, Egenkontroll.id == Atgard.egenkontroll_id)
        .outerjoin(Mall, Mall.id == Egenkontroll.mall_id)
        .outerjoin(Risk, Risk.id == Atgard.risk_id)
        .outerjoin(Riskanalys, Riskanalys.id == Risk.riskanalys_id)
        .outerjoin(Rekommendation, Rekommendation.id == Atgard.rekommendation_id)
        .outerjoin(Rutin, Rutin.id == Atgard.rutin_id)
        .outerjoin(Rutinversion, Rutinversion.id == Atgard.rutinversion_id)
        .outerjoin(Granskning, Granskning.id == Rekommendation.granskning_id)
        .outerjoin(LexSarahArende, LexSarahArende.id == Atgard.lex_sarah_arende_id)
        .outerjoin(Synpunkt, Synpunkt.id == Atgard.synpunkt_id)
    )


def _row(values: tuple[Any, ...]) -> AtgardRow:
    ar, nr, other = values[6:9]
    source = f"Avvikelse {case_number(ar, nr)}" if nr is not None else other or values[4].word
    return AtgardRow(*(*values[:6], source, *values[9:]))


@verb("add_atgard")
def add_atgard(session: WriteSession, *, ny: NyAtgard) -> Change:
    """Add an åtgärd to a case, an egenkontroll, or on its own. The same `uuid` twice gives the first back."""
    if ny.uuid and (again := session.scalar(select(Atgard.id).where(Atgard.uuid == ny.uuid))) is not None:
        return changed(session, "Åtgärden är redan sparad", Atgard, row_id=again)
    text = required(ny.text, "Skriv vad som ska göras.", field="text")
    require_at_work(session, ny.ansvarig_id, field="ansvarig_id")
    if ny.kalla is AtgardKalla.LEX:
        require_lex_work(
            session, ny.kalla_id or 0, enhet_id=ny.enhet_id, ansvarig_id=ny.ansvarig_id, mot_orsak=ny.mot_orsak
        )
    else:
        _require_adding(session, ny)
    if ny.kalla is AtgardKalla.EGEN:
        require_open(session, ny.enhet_id, idag(), field="enhet_id")
    _refuse_hidden_case(session, ny)
    refuse_numbers((), text=text)
    if ny.slag is AtgardSlag.REVIDERA_RUTIN and ny.rutin_id is None:
        raise RuleError("Välj vilken rutin som ska revideras.", field="rutin_id")
    row = Atgard(
        enhet_id=ny.enhet_id,
        kalla=ny.kalla,
        slag=ny.slag,
        text=text,
        ansvarig_id=ny.ansvarig_id,
        klart_senast=ny.klart_senast,
        status=AtgardStatus.PLANERAD,
        orsak_id=ny.orsak_id,
        fraga_id=ny.fraga_id,
        mot_orsak=ny.mot_orsak if ny.kalla is AtgardKalla.LEX else "",
        rutin_id=ny.rutin_id if ny.slag is AtgardSlag.REVIDERA_RUTIN else None,
    )
    if ny.uuid:
        row.uuid = ny.uuid
    if ny.kalla in SOURCE_COLUMNS:
        setattr(row, SOURCE_COLUMNS[ny.kalla], ny.kalla_id)
    session.add(row)
    session.flush()
    return changed(session, f"Åtgärden ”{short_title(text)}” lades till", Atgard, Avvikelse, row_id=row.id)


def _refuse_hidden_case(session: ReadSession, ny: NyAtgard) -> None:
    """An åtgärd of a case stands on the unit of that case, and only who sees the case may add it."""
    if ny.kalla is AtgardKalla.AVVIKELSE and case_of(session, ny.kalla_id or 0).enhet_id != ny.enhet_id:
        raise RuleError("Åtgärden måste gälla samma enhet som avvikelsen.", field="enhet_id")
    synpunkt = session.get(Synpunkt, ny.kalla_id or 0) if ny.kalla is AtgardKalla.SYNPUNKT else None
    if ny.kalla is AtgardKalla.SYNPUNKT and (synpunkt is None or synpunkt.enhet_id != ny.enhet_id):
        raise RuleError("Åtgärden måste gälla samma enhet som synpunkten.", field="enhet_id")


def _require_adding(session: ReadSession, ny: NyAtgard) -> None:
    """Whoever performs an egenkontroll decides åtgärder of it; the rest is for those who work on the unit."""
    if ny.kalla is AtgardKalla.EGENKONTROLL and ny.kalla_id is not None:
        query = select(Egenkontroll).where(Egenkontroll.id == ny.kalla_id, seen_egenkontroller(session))
        item = session.scalar(query)
        if item is None or item.enhet_id != ny.enhet_id:
            raise RuleError("Åtgärden måste gälla samma enhet som egenkontrollen.", field="enhet_id")
        if item.ansvarig_id == person_id(session):
            return
    _require_work(session, ny.enhet_id, ny.kalla)


def _require_work(session: ReadSession, enhet_id: int, kalla: AtgardKalla) -> None:
    """Whoever handles cases, does egenkontroller or plans on the unit may decide åtgärder there."""
    fitting = (Ratt.HANDLAGGA_AVVIKELSE, Ratt.HANDLAGGA_HSL, Ratt.EGENKONTROLL, Ratt.PLANERA)
    named = Ratt.EGENKONTROLL if kalla is AtgardKalla.EGENKONTROLL else Ratt.HANDLAGGA_AVVIKELSE
    require_any(session, fitting, enhet_id, named=named)


@verb("link_orsak")
def link_orsak(session: WriteSession, *, atgard_id: int, version: int, orsak_id: int | None) -> Change:
    """Say which cause of its case an åtgärd answers to, or none."""
    row = _open(session, atgard_id, version)
    if orsak_id is not None:
        cause = session.get(Orsak, orsak_id)
        if cause is None or cause.borttagen is not None or cause.avvikelse_id != row.avvikelse_id:
            raise RuleError("Orsaken står inte i ärendet.", field="orsak_id")
    row.orsak_id = orsak_id
    return changed(
        session,
        "Åtgärden är kopplad till orsaken" if orsak_id else "Kopplingen togs bort",
        Atgard,
        Avvikelse,
        row_id=row.id,
    )


def follow_rutin(session: WriteSession, rutin_id: int, rutinversion_id: int) -> int:
    """The åtgärder that wait for this rutin to be revised are done by its new version.

    Answers how many the person at work sees: the number may not tell of the others.
    """
    waiting = session.scalars(
        select(Atgard).where(
            Atgard.rutin_id == rutin_id,
            Atgard.slag == AtgardSlag.REVIDERA_RUTIN,
            Atgard.status.in_(OPEN),
            Atgard.borttagen.is_(None),
        )
    ).all()
    for row in waiting:
        row.rutinversion_id = rutinversion_id
        _set_status(row, AtgardStatus.GENOMFORD)
    seen = among(Atgard.id, [row.id for row in waiting])
    return session.scalar(select(func.count()).select_from(Atgard).where(seen, visible_atgarder(session))) or 0


def _open(session: ReadSession, atgard_id: int, version: int) -> Atgard:
    seen = session.scalar(select(Atgard.id).where(Atgard.id == atgard_id, visible_atgarder(session)))
    if seen is None:
        raise RuleError("Åtgärden finns inte, eller så får du inte se den.")
    row = load(session, Atgard, atgard_id, version)
    if row.ansvarig_id != person_id(session):
        try:
            if row.lex_sarah_arende_id is not None:
                require_lex_work(session, row.lex_sarah_arende_id, enhet_id=row.enhet_id, ansvarig_id=row.ansvarig_id)
            else:
                _require_work(session, row.enhet_id, row.kalla)
        except AccessError as error:
            raise AccessError(
                "Bara den som ansvarar för åtgärden eller handlägger på enheten får ändra den."
            ) from error
    return row


@verb("change_atgard")
def change_atgard(
    session: WriteSession,
    *,
    atgard_id: int,
    version: int,
    text: str,
    ansvarig_id: int | None,
    klart_senast: date,
    status: AtgardStatus,
    orsak_id: int | None = None,
) -> Change:
    """Change an åtgärd that is not finished."""
    row = _open(session, atgard_id, version)
    if row.lex_sarah_arende_id is not None and ansvarig_id != row.ansvarig_id:
        require_lex_work(session, row.lex_sarah_arende_id, enhet_id=row.enhet_id, ansvarig_id=ansvarig_id)
    if ansvarig_id != row.ansvarig_id:
        require_at_work(session, ansvarig_id, field="ansvarig_id")
    row.text = required(text, "Skriv vad som ska göras.", field="text")
    refuse_numbers((), text=text)
    row.ansvarig_id, row.klart_senast, row.orsak_id = ansvarig_id, klart_senast, orsak_id
    _set_status(row, status)
    return changed(session, "Åtgärden ändrades", Atgard, Avvikelse, row_id=row.id)


@verb("finish_atgard")
def finish_atgard(session: WriteSession, *, atgard_id: int, version: int, klar: bool = True) -> Change:
    """Mark an åtgärd as done today, or take that back as long as its effect is not judged."""
    row = _open(session, atgard_id, version)
    if not klar and row.effekt is not None:
        raise RuleError("Effekten är redan bedömd. Åtgärden kan inte öppnas igen.")
    _set_status(row, AtgardStatus.GENOMFORD if klar else AtgardStatus.PAGAR)
    what = "genomförd" if klar else "öppen igen"
    return changed(session, f"Åtgärden ”{short_title(row.text)}” är {what}", Atgard, Avvikelse, row_id=row.id)


def _set_status(row: Atgard, status: AtgardStatus) -> None:
    if status is AtgardStatus.GENOMFORD and row.genomford_datum is None:
        row.genomford_datum = idag()
    elif status is not AtgardStatus.GENOMFORD:
        row.genomford_datum = None
    row.status = status


@verb("judge_effekt")
def judge_effekt(
    session: WriteSession, *, atgard_id: int, version: int, effekt: Effekt | None, metod: str, datum: date | None = None
) -> Change:
    """Say whether a finished åtgärd helped, and how that was measured."""
    row = _open(session, atgard_id, version)
    check_effect(row.status, effekt, metod)
    refuse_numbers((), metod=metod)
    row.effekt, row.effekt_metod, row.effekt_datum = effekt, metod.strip(), datum or idag()
    return changed(session, "Effekten är bedömd", Atgard, Avvikelse, row_id=row.id)
