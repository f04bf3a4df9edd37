"""A synpunkt from the day it came until it is answered and closed."""

from __future__ import annotations

from sqlalchemy import select

from kvalitet_app.db.models import Atgard, Avvikelse, Enhet, Synpunkt, SynpunktEjPersonnummer
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import OPEN as OPEN_ATGARD
from kvalitet_app.domain.atgarder import AtgardStatus
from kvalitet_app.domain.avvikelser.arenden import case_number, case_number_of
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.synpunkter import (
    NySynpunkt,
    SynpunktFaktaSteg,
    SynpunktStatus,
    SynpunktUppgifter,
    check_dates,
    check_step,
)
from kvalitet_app.domain.text import clean, short_title
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import person_name
from kvalitet_app.services.access.rights import person_id, require, require_own, visible_avvikelser
from kvalitet_app.services.change.changing import changed, load, next_number, refuse_numbers, required
from kvalitet_app.services.synpunkter.filer import store_synpunkt_bilaga
from kvalitet_app.services.synpunkter.listor import is_anonymous, synpunkt_of

S = SynpunktStatus
FIELDS = ("ansvarig_id", "bekraftad_datum", "utredning", "svar", "svar_form", "besvarad_datum")


@verb("register_synpunkt")
def register_synpunkt(session: WriteSession, *, ny: NySynpunkt) -> Change:
    """Register what somebody has said. The same `uuid` twice gives the first one back.

    Raises:
        RuleError: the text or the unit is missing, the day lies ahead, or a text holds a possible personnummer.
        AccessError: the person may not report on the unit.
    """
    again = session.scalar(select(Synpunkt).where(Synpunkt.uuid == ny.uuid)) if ny.uuid else None
    if again is not None:
        return changed(session, "Synpunkten är redan sparad", Synpunkt, row_id=again.id)
    text = required(clean(ny.text), "Skriv vad synpunkten gäller.", field="text")
    if not ny.enhet_id:
        raise RuleError("Välj vilken enhet synpunkten gäller.", field="enhet_id")
    require(session, Ratt.RAPPORTERA, ny.enhet_id)
    unit = load(session, Enhet, ny.enhet_id)
    if ny.mottagen_datum > idag():
        raise RuleError("Dagen ligger framåt i tiden.", field="mottagen_datum")
    refuse_numbers(
        ny.inte_personnummer,
        text=text,
        amne=ny.amne,
        avsandare=ny.avsandare,
        kontakt=ny.kontakt,
        brukarreferens=ny.brukarreferens,
    )
    row = _store(session, ny, text, unit)
    return changed(session, f"Synpunkt S {row.ar}-{row.nr:03d} är sparad", Synpunkt, row_id=row.id)


def _store(session: WriteSession, ny: NySynpunkt, text: str, unit: Enhet) -> Synpunkt:
    """The synpunkt with its number, what was said to be no personnummer, and its files."""
    ar = ny.mottagen_datum.year
    row = Synpunkt(
        enhet_id=unit.id,
        slag=ny.slag,
        kalla=ny.kalla,
        amne=ny.amne.strip() or short_title(text),
        text=text,
        mottagen_datum=ny.mottagen_datum,
        ar=ar,
        nr=next_number(session, Synpunkt.nr, Synpunkt.ar == ar),
        status=S.MOTTAGEN,
        lagrum=ny.lagrum or unit.lagrum,
        avsandare=ny.avsandare.strip(),
        kontakt=ny.kontakt.strip(),
        brukarreferens=ny.brukarreferens.strip(),
        rapportor_id=person_id(session),
    )
    if ny.uuid:
        row.uuid = ny.uuid
    session.add(row)
    session.flush()
    session.add_all(
        SynpunktEjPersonnummer(synpunkt_id=row.id, enhet_id=row.enhet_id, person_id=person_id(session), text=number)
        for number in ny.inte_personnummer
    )
    for one in ny.bilagor:
        store_synpunkt_bilaga(session, one, row)
    return row


def _open_for_work(session: ReadSession, synpunkt_id: int, version: int) -> Synpunkt:
    row = synpunkt_of(session, synpunkt_id)
    told = "Bara den som handlägger på enheten eller utreder synpunkten får göra det."
    require_own(session, Ratt.HANDLAGGA_AVVIKELSE, row.enhet_id, person=row.ansvarig_id, sentence=told)
    return load(session, Synpunkt, row.id, version)


@verb("step_synpunkt")
def step_synpunkt(
    session: WriteSession, *, synpunkt_id: int, version: int, till: SynpunktStatus, uppgifter: SynpunktUppgifter
) -> Change:
    """Take a synpunkt one step on, or open it again.

    Raises:
        RuleError: the step is not allowed, or something it needs is missing; says which field.
        AccessError: the person may not handle it.
        ClashError: somebody else changed it.
    """
    row = _open_for_work(session, synpunkt_id, version)
    refuse_numbers((), skal=uppgifter.skal)
    _fill_in(session, row, uppgifter)
    check_step(row.status, till, _facts(session, row, uppgifter.skal))
    if till is S.UTREDS and row.status in (S.BESVARAD, S.AVSLUTAD):
        _reopen(session, row, uppgifter.skal)
    if till is not S.AVSLUTAD:
        row.bekraftad_datum = row.bekraftad_datum or idag()
    if till is S.BESVARAD:
        row.besvarad_datum = row.besvarad_datum or idag()
    row.avslutad_datum = idag() if till is S.AVSLUTAD else None
    row.status = till
    return changed(session, f"Synpunkten {till.nu}", Synpunkt, row_id=row.id)


def _reopen(session: WriteSession, row: Synpunkt, skal: str) -> None:
    """The answer that did not suffice stays in the investigation; a new one is due."""
    who = person_name(session, person_id(session))
    kept = [row.utredning, f"Tidigare svar {row.besvarad_datum or ''}: {row.svar}" if row.svar else ""]
    kept.append(f"Öppnad igen {idag().isoformat()} av {who}: {skal.strip()}")
    row.utredning = "\n\n".join(part for part in kept if part.strip())
    row.besvarad_datum, row.svar, row.svar_form = None, "", ""


@verb("save_synpunkt")
def save_synpunkt(session: WriteSession, *, synpunkt_id: int, version: int, uppgifter: SynpunktUppgifter) -> Change:
    """Save what is filled in so far, without a step.

    Raises:
        RuleError: a day lies ahead, or a text holds a possible personnummer.
        AccessError: the person may not handle it.
        ClashError: somebody else changed it.
    """
    row = _open_for_work(session, synpunkt_id, version)
    _fill_in(session, row, uppgifter)
    return changed(session, "Synpunkten är sparad", Synpunkt, row_id=row.id)


def _fill_in(session: WriteSession, row: Synpunkt, given: SynpunktUppgifter) -> None:
    new = {name: value for name in FIELDS if (value := getattr(given, name)) is not None}
    if row.status is S.AVSLUTAD and any(getattr(row, name) != value for name, value in new.items()):
        raise RuleError("Synpunkten är avslutad. Öppna den igen först.")
    check_dates(given, row.mottagen_datum, idag())
    refuse_numbers((), **{name: value for name, value in new.items() if isinstance(value, str)})
    for name, value in new.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    session.flush()


def _facts(session: ReadSession, row: Synpunkt, skal: str) -> SynpunktFaktaSteg:
    actions = session.execute(
        select(Atgard.text, Atgard.status, Atgard.effekt).where(
            Atgard.synpunkt_id == row.id, Atgard.borttagen.is_(None)
        )
    ).all()
    stands = SynpunktUppgifter(**{name: getattr(row, name) for name in FIELDS}, skal=skal)
    return SynpunktFaktaSteg(
        row.slag,
        is_anonymous(row),
        stands,
        tuple(a.text for a in actions if a.status in OPEN_ATGARD),
        tuple(a.text for a in actions if a.status is AtgardStatus.GENOMFORD and a.effekt is None),
    )


@verb("link_avvikelse")
def link_avvikelse(session: WriteSession, *, synpunkt_id: int, version: int, nummer: str) -> Change:
    """Say which avvikelse a synpunkt is about, by its number such as 2026-0012; "" takes the link away.

    Raises:
        RuleError: there is no such avvikelse for this person.
    """
    row = _open_for_work(session, synpunkt_id, version)
    name = case_number_of(nummer)
    if not nummer.strip():
        row.avvikelse_id = None
        return changed(session, "Kopplingen togs bort", Synpunkt, row_id=row.id)
    if name is None:
        raise RuleError("Skriv avvikelsens nummer som 2026-0012.", field="avvikelse")
    found = session.scalar(
        select(Avvikelse).where(Avvikelse.ar == name[0], Avvikelse.nr == name[1], visible_avvikelser(session))
    )
    if found is None:
        raise RuleError("Avvikelsen finns inte, eller så får du inte se den.", field="avvikelse")
    row.avvikelse_id = found.id
    return changed(session, f"Synpunkten hör till {case_number(found.ar, found.nr)}", Synpunkt, row_id=row.id)
