"""Synpunkter och klagomål: lists, one in full, and what a person does with it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from kvalitet_app.db.models import Avvikelse, Bilaga, Enhet, Person, Synpunkt
from kvalitet_app.db.search import matches, words_of
from kvalitet_app.db.store.among import among
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.store.store import in_order, read_ids
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.synpunkter import ANSWER, CONFIRM, OPEN, SynpunktDetalj, SynpunktRow, SynpunktUrval
from kvalitet_app.services.access.organisation import person_name
from kvalitet_app.services.access.rights import may, person_id, readable_units, visible_avvikelser
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.bilagor import bilaga_rows
from kvalitet_app.services.change.historik import history
from kvalitet_app.services.register.granser import read_grans

VIEWS = ("oppna", "mina", "forsenade", "besvarade", "alla")
BY_YEAR = ("besvarade", "alla")
P = Synpunkt


def visible_synpunkter(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """The condition every list and count of synpunkter goes through: those of the units one may read."""
    units = readable_units(session, asked)
    return and_(P.borttagen.is_(None), true() if units is None else P.enhet_id.in_(units))


def targets(session: ReadSession) -> tuple[int, int]:
    """The local targets in days: acknowledged, answered."""
    return read_grans(session, CONFIRM), read_grans(session, ANSWER)


def _conditions(session: ReadSession, urval: SynpunktUrval) -> list[ColumnElement[bool]]:
    found = [visible_synpunkter(session, urval.enheter)]
    if urval.slag is not None:
        found.append(P.slag.in_(urval.slag))
    if urval.kalla is not None:
        found.append(P.kalla.in_(urval.kalla))
    if urval.ids is not None:
        found.append(among(P.id, sorted(urval.ids)))
    if urval.amne is not None:
        found.append(P.amne == urval.amne)
    if urval.ar is not None and urval.vy in BY_YEAR:
        found.append(P.mottagen_datum.between(date(urval.ar, 1, 1), date(urval.ar, 12, 31)))
    if words_of(urval.sok):
        found.append(matches(session, P.id, urval.sok))
    return found + _view(session, urval.vy)


def _view(session: ReadSession, vy: str) -> list[ColumnElement[bool]]:
    is_open = P.status.in_(OPEN)
    views: dict[str, list[ColumnElement[bool]]] = {
        "oppna": [is_open],
        "mina": [is_open, P.ansvarig_id == person_id(session)],
        "forsenade": [is_open, late(session)],
        "besvarade": [P.besvarad_datum.is_not(None)],
        "alla": [],
    }
    return views[vy]


def late(session: ReadSession) -> ColumnElement[bool]:
    """A target has passed and is not reached."""
    confirm, answer = targets(session)
    return or_(
        and_(P.bekraftad_datum.is_(None), P.mottagen_datum < idag() - timedelta(days=confirm)),
        and_(P.besvarad_datum.is_(None), P.mottagen_datum < idag() - timedelta(days=answer)),
    )


def find_synpunkter(session: ReadSession, *, urval: SynpunktUrval) -> array[int]:
    """The ids of a selection in the order asked for."""
    columns: dict[str, list[Any]] = {
        "mottagen": [P.mottagen_datum, P.id],
        "nr": [P.ar, P.nr, P.id],
        "amne": [P.amne_sort, P.mottagen_datum, P.id],
        "slag": [P.slag, P.mottagen_datum, P.id],
        "kalla": [P.kalla, P.mottagen_datum, P.id],
        "enhet": [Enhet.namn_sort, P.mottagen_datum, P.id],
        "status": [P.status, P.mottagen_datum, P.id],
        "ansvarig": [Person.namn_sort, P.mottagen_datum, P.id],
    }
    query = (
        select(P.id)
        .join(Enhet, Enhet.id == P.enhet_id)
        .outerjoin(Person, Person.id == P.ansvarig_id)
        .where(*_conditions(session, urval))
        .order_by(*in_order(columns[urval.sortering], fallande=urval.fallande))
    )
    return read_ids(session, query)


def count_synpunkt_views(session: ReadSession, *, urval: SynpunktUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits."""
    return {
        vy: session.scalar(select(func.count()).select_from(P).where(*_conditions(session, replace(urval, vy=vy)))) or 0
        for vy in VIEWS
    }


def synpunkt_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, SynpunktRow]:
    """The rows of some ids."""
    query = (
        select(
            P.id,
            P.ar,
            P.nr,
            P.slag,
            P.kalla,
            P.amne,
            P.enhet_id,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
            P.status,
            P.mottagen_datum,
            P.bekraftad_datum,
            P.besvarad_datum,
            func.coalesce(Person.namn, ""),
            P.version,
        )
        .join(Enhet, Enhet.id == P.enhet_id)
        .outerjoin(Person, Person.id == P.ansvarig_id)
        .where(among(P.id, ids), visible_synpunkter(session))
    )
    return {row[0]: SynpunktRow._make(row) for row in session.execute(query)}


def synpunkt_of(session: ReadSession, synpunkt_id: int) -> Synpunkt:
    """The row itself, if the person may see it.

    Raises:
        RuleError: there is no such synpunkt for this person.
    """
    row = session.scalar(select(P).where(P.id == synpunkt_id, visible_synpunkter(session)))
    if row is None:
        raise RuleError("Synpunkten finns inte, eller så får du inte se den.")
    return row


def get_synpunkt(session: ReadSession, *, synpunkt_id: int) -> SynpunktDetalj:
    """All of one synpunkt. Who sent it is told to whoever handles or registered it.

    Raises:
        RuleError: there is no such synpunkt for this person.
    """
    row = synpunkt_of(session, synpunkt_id)
    handles = may(session, Ratt.HANDLAGGA_AVVIKELSE, row.enhet_id)
    knows = knows_sender(session, row)
    files = bilaga_rows(session, Bilaga.synpunkt_id == row.id)
    ids = find_atgarder(session, urval=AtgardUrval(vy="alla", synpunkt_id=row.id))
    actions = atgard_rows(session, ids)
    return SynpunktDetalj(
        rad=synpunkt_rows(session, [row.id])[row.id],
        text=row.text,
        lagrum=row.lagrum,
        avsandare=row.avsandare if knows else "",
        kontakt=row.kontakt if knows else "",
        brukarreferens=row.brukarreferens,
        ansvarig_id=row.ansvarig_id,
        rapportor=person_name(session, row.rapportor_id),
        utredning=row.utredning,
        svar=row.svar,
        svar_form=row.svar_form,
        avslutad_datum=row.avslutad_datum,
        avvikelse=_avvikelse(session, row),
        mal=targets(session),
        anonym=is_anonymous(row),
        atgarder=tuple(actions[i] for i in ids if i in actions),
        logg=history(session, "synpunkt", row.id),
        far_handlagga=handles or row.ansvarig_id == person_id(session),
        bilagor=files if knows else (),
        antal_filer=len(files),
        ser_avsandare=knows,
    )


def knows_sender(session: ReadSession, row: Synpunkt) -> bool:
    """Whether the person may know who sent it: whoever handles the unit's cases, registered it or looks into it."""
    mine = person_id(session) in (row.rapportor_id, row.ansvarig_id)
    return mine or may(session, Ratt.HANDLAGGA_AVVIKELSE, row.enhet_id)


def is_anonymous(row: Synpunkt) -> bool:
    """Whether there is nobody to answer."""
    return not (row.avsandare.strip() or row.kontakt.strip())


def _avvikelse(session: ReadSession, row: Synpunkt) -> tuple[int, str] | None:
    """The avvikelse it belongs to, told to whoever sees that case."""
    query = select(Avvikelse.id, Avvikelse.ar, Avvikelse.nr).where(
        Avvikelse.id == row.avvikelse_id, visible_avvikelser(session)
    )
    return next(((i, case_number(ar, nr)) for i, ar, nr in session.execute(query)), None)
