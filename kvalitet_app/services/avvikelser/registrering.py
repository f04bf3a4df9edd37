"""A new avvikelse: what the form hands over becomes a case with its number."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, func, select

from kvalitet_app.db import models
from kvalitet_app.db.models import Avvikelse, Enhet
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.avvikelser.arenden import PROTECTED_ROW, AvvikelseStatus, NyAvvikelse, case_number
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import STOCKHOLM, idag, local, now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean, short_title
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import require_open
from kvalitet_app.services.access.rights import person_id, require
from kvalitet_app.services.change.changing import (
    GONE,
    changed,
    insert_row,
    load,
    one_numbers_at_a_time,
    refuse_numbers,
    required,
)

LAST = 2**31 - 1
PAPER = "pappersblankett"
"""The source of a case that was written on the blank form first."""


@verb("register_avvikelse")
def register_avvikelse(session: WriteSession, *, ny: NyAvvikelse) -> Change:
    """Register an avvikelse and give it its number. The same `uuid` twice gives the first one back.

    Raises:
        RuleError: the text or the unit is missing, the time lies ahead, or a text holds what looks like a
            personnummer that is not in `inte_personnummer`.
    """
    again = session.scalar(select(Avvikelse).where(Avvikelse.uuid == ny.uuid)) if ny.uuid else None
    if again is not None:
        return changed(session, f"Avvikelse {case_number(again.ar, again.nr)} är redan sparad", row_id=again.id)
    beskrivning = required(clean(ny.beskrivning), "Skriv vad som hände.", field="beskrivning")
    require(session, Ratt.RAPPORTERA, ny.enhet_id)
    _refuse_future(ny.handelse_vid)
    require_open(session, ny.enhet_id, local(ny.handelse_vid).date(), field="enhet_id")
    refuse_numbers(
        ny.inte_personnummer,
        beskrivning=beskrivning,
        omedelbar_atgard=ny.omedelbar_atgard,
        brukarreferens=ny.brukarreferens,
    )
    law, ar, nr = _place(session, ny)
    values = _values(session, ny, beskrivning, law, number=(ar, nr))
    row_id = insert_row(session, Avvikelse, values | ({"uuid": ny.uuid} if ny.uuid else {}))
    _note_numbers(session, ny, row_id)
    _add_what_belongs(session, ny, row_id)
    if ny.misstanke:
        from kvalitet_app.services.lex.rapportering import open_lex_case

        open_lex_case(session, session.get_one(Avvikelse, row_id))
    return changed(session, f"Avvikelse {case_number(ar, nr)} registrerad", Avvikelse, row_id=row_id)


def _values(
    session: ReadSession, ny: NyAvvikelse, beskrivning: str, law: Lagrum, *, number: tuple[int, int]
) -> dict[str, Any]:
    """The row of a new case; `number` is its year and its number in it."""
    ar, nr = number
    moment = now()
    return {
        "enhet_id": ny.enhet_id,
        "ar": ar,
        "nr": nr,
        "rubrik": short_title(beskrivning),
        "beskrivning": beskrivning,
        "omedelbar_atgard": ny.omedelbar_atgard.strip(),
        "handelse_vid": ny.handelse_vid,
        "typ_id": ny.typ_id,
        "registrerad_vid": moment,
        "rapportor_id": ny.rapportor_id if ny.papper else person_id(session),
        "brukarreferens": ny.brukarreferens.strip(),
        "foljd": ny.foljd,
        "berort_barn": ny.berort_barn,
        "status": AvvikelseStatus.REGISTRERAD,
        "status_sedan": moment,
        "skyddad": ny.misstanke,
        "misstanke": True if ny.misstanke else None,
        "externt_nummer": ny.externt_nummer,
        "lagrum": law,
        **local_parts(ny.handelse_vid),
        "skada_fysisk": ny.skada_fysisk,
        "skada_psykisk": ny.skada_psykisk,
        "skada_integritet": ny.skada_integritet,
        "process_id": ny.process_id,
        "kalla": PAPER if ny.papper else None,
    }


def _add_what_belongs(session: WriteSession, ny: NyAvvikelse, row_id: int) -> None:
    if ny.foljdsvar:
        from kvalitet_app.services.avvikelser.foljdfragor import store_answers

        store_answers(session, row_id, ny.enhet_id, ny.foljdsvar, ny.inte_personnummer)
    if ny.bilagor:
        from kvalitet_app.services.bilagor import store_bilaga

        case = session.get_one(Avvikelse, row_id)
        for one in ny.bilagor:
            store_bilaga(session, one, case)


def local_parts(moment: datetime) -> dict[str, int]:
    """The Swedish year and month of an event: what the counts group by."""
    local = moment.astimezone(STOCKHOLM)
    return {"handelse_ar": local.year, "handelse_manad": local.month}


def _refuse_future(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    if moment > now() + timedelta(minutes=5):
        raise RuleError("Tiden ligger framåt. Ange när det hände.", field="handelse_vid")
    if moment.year < 1990:
        raise RuleError("Datumet ligger för långt tillbaka. Kontrollera året.", field="handelse_vid")


@cache
def _unit_and_number() -> Select[Lagrum | None, int]:
    last: ScalarSelect[int] = (
        select(func.coalesce(func.max(Avvikelse.nr), bindparam("above")))
        .where(Avvikelse.ar == bindparam("year"), Avvikelse.nr.between(bindparam("above"), bindparam("most")))
        .scalar_subquery()
    )
    return select(Enhet.lagrum, last).where(Enhet.id == bindparam("unit"), Enhet.borttagen.is_(None))


def _place(session: WriteSession, ny: NyAvvikelse) -> tuple[Lagrum, int, int]:
    """The law the case falls under, its year and its number: one question, since a save waits for each.

    What is registered as protected has a row of its own: a gap in the open one would tell that it is there.
    """
    ar = idag().year
    row = {"above": PROTECTED_ROW, "most": LAST} if ny.misstanke else {"above": 0, "most": PROTECTED_ROW}
    one_numbers_at_a_time(session)
    found = session.connection().execute(_unit_and_number(), {"year": ar, "unit": ny.enhet_id} | row).one_or_none()
    if found is None:
        raise RuleError(GONE)
    unit_law, last = found
    return ny.lagrum or _law_of(session, unit_law, ny.typ_id), ar, last + 1


def _law_of(session: ReadSession, unit_law: Lagrum | None, typ_id: int | None) -> Lagrum:
    typ = load(session, models.Avvikelsetyp, typ_id) if typ_id else None
    if typ is not None and (typ.lagrum is Lagrum.HSL or unit_law is None):
        return typ.lagrum
    return unit_law or Lagrum.LSS


def _note_numbers(session: WriteSession, ny: NyAvvikelse, row_id: int) -> None:
    """Each number that the reporter has said is no personnummer, one by one, so that the journal holds it."""
    session.add_all(
        models.EjPersonnummer(avvikelse_id=row_id, enhet_id=ny.enhet_id, person_id=person_id(session), text=number)
        for number in ny.inte_personnummer
    )
