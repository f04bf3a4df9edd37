"""A case from receipt to close: its steps, assessment, causes, additions and history."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.journal import lines_of
from kvalitet_app.db.models import Atgard, Avvikelse, Katalogvarde, LexSarahArende, Orsak, Person, Tillagg
from kvalitet_app.domain.atgard import OPEN as OPEN_ATGARD
from kvalitet_app.domain.atgard import AtgardStatus, AtgardUrval
from kvalitet_app.domain.avvikelse import (
    LABELS,
    AvvikelseDetalj,
    AvvikelseStatus,
    LoggRow,
    OrsakRow,
    TillaggRow,
    case_number,
    risk_level,
)
from kvalitet_app.domain.avvikelse_steg import OPEN, StepFacts, check_step
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.verb import verb_past
from kvalitet_app.services.access import behorighet, note_read, person_id, require_handling
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser import avvikelse_rows, case_of
from kvalitet_app.services.changing import changed, load, now, refuse_numbers, required, today
from kvalitet_app.services.lex import open_lex_case

S = AvvikelseStatus


@dataclass(frozen=True, slots=True)
class Uppgifter:
    """What a step's form fills in. None leaves a field as it is."""

    sannolikhet: int | None = None
    allvarlighetsgrad: int | None = None
    misstanke: bool | None = None
    misstanke_skal: str | None = None
    typ_id: int | None = None
    ansvarig_id: int | None = None
    utredning: str | None = None
    uppfoljning: str | None = None
    aterkopplad_datum: date | None = None
    aterkopplad_form: str | None = None


def get_avvikelse(session: Session, *, avvikelse_id: int) -> AvvikelseDetalj:
    """All of one case. Opening a protected one is logged.

    Raises:
        RuleError: there is no such case for this person.
    """
    case = case_of(session, avvikelse_id)
    if case.skyddad:
        note_read(session, "avvikelse", case.id)
    atgarder = find_atgarder(session, urval=AtgardUrval(vy="alla", avvikelse_id=case.id))
    rows = atgard_rows(session, atgarder)
    return AvvikelseDetalj(
        rad=avvikelse_rows(session, [case.id])[case.id], beskrivning=case.beskrivning,
        omedelbar_atgard=case.omedelbar_atgard, foljd=case.foljd, berort_barn=case.berort_barn, typ_id=case.typ_id,
        rapportor=_name(session, case.rapportor_id), mottagen_av=_name(session, case.mottagen_av_id),
        mottagen_vid=case.mottagen_vid, misstanke=case.misstanke, misstanke_skal=case.misstanke_skal,
        sannolikhet=case.sannolikhet, ansvarig_id=case.ansvarig_id, utredning=case.utredning,
        uppfoljning=case.uppfoljning, aterkopplad_datum=case.aterkopplad_datum,
        aterkopplad_form=case.aterkopplad_form, avslutad_vid=case.avslutad_vid, externt_nummer=case.externt_nummer,
        orsaker=_causes(session, case.id), tillagg=_additions(session, case.id),
        atgarder=tuple(rows[i] for i in atgarder if i in rows), logg=history(session, case.id),
        far_handlagga=behorighet(session).may_handle(case.enhet_id, case.lagrum),
    )  # fmt: skip


def _name(session: Session, who: int | None) -> str:
    person = session.get(Person, who) if who is not None else None
    return person.namn if person is not None else ""


def _causes(session: Session, avvikelse_id: int) -> tuple[OrsakRow, ...]:
    query = (
        select(Orsak.id, Orsak.kategori, Katalogvarde.namn, Orsak.text)
        .outerjoin(Katalogvarde, (Katalogvarde.katalog == "orsak") & (Katalogvarde.kod == Orsak.kategori))
        .where(Orsak.avvikelse_id == avvikelse_id, Orsak.borttagen.is_(None))
        .order_by(Orsak.id)
    )
    return tuple(OrsakRow(i, kod, namn or kod, text) for i, kod, namn, text in session.execute(query))


def _additions(session: Session, avvikelse_id: int) -> tuple[TillaggRow, ...]:
    query = (
        select(Tillagg.id, Tillagg.text, Person.namn, Tillagg.skapad)
        .outerjoin(Person, Person.id == Tillagg.person_id)
        .where(Tillagg.avvikelse_id == avvikelse_id, Tillagg.borttagen.is_(None))
        .order_by(Tillagg.id)
    )
    return tuple(TillaggRow(i, text, namn or "", skapad) for i, text, namn, skapad in session.execute(query))


def history(session: Session, avvikelse_id: int) -> tuple[LoggRow, ...]:
    """Who did what with the case, newest first, one line a step."""
    names = {person.id: person.namn for person in session.scalars(select(Person))}
    found: dict[str, LoggRow] = {}
    for line in lines_of(session, "avvikelse", avvikelse_id):
        moment = datetime.fromisoformat(line.tid).astimezone(UTC)
        who = names.get(line.person_id, "Programmet")
        found.setdefault(line.steg or str(line.nr), LoggRow(line.nr, moment, who, verb_past(line.verb)))
    return tuple(reversed(found.values()))


def step_avvikelse(
    session: Session,
    *,
    avvikelse_id: int,
    version: int,
    till: AvvikelseStatus,
    uppgifter: Uppgifter | None = None,
    skal: str = "",
) -> Change:
    """Take a case one step forward, or back with a reason.

    Raises:
        RuleError: the step is not allowed, or something it needs is missing; says which field.
        AccessError: the person may not handle this case.
        ClashError: somebody else changed the case.
    """
    case = _open_for_work(session, avvikelse_id, version)
    _fill_in(session, case, uppgifter or Uppgifter())
    check_step(case.status, till, _facts(session, case, skal))
    old, case.status, case.status_sedan = case.status, till, now()
    if till is S.MOTTAGEN and old is S.REGISTRERAD:
        case.mottagen_av_id, case.mottagen_vid = person_id(session), case.status_sedan
    case.avslutad_vid = None if till in OPEN else case.status_sedan
    if skal.strip():
        _add_text(session, case, f"{LABELS[old]} → {LABELS[till].lower()}: {skal.strip()}")
    if case.misstanke:
        open_lex_case(session, case)
    name = case_number(case.ar, case.nr)
    return changed(
        session, f"Avvikelse {name} är nu {LABELS[till].lower()}", Avvikelse, Tillagg, LexSarahArende, row_id=case.id
    )


def save_handlaggning(session: Session, *, avvikelse_id: int, version: int, uppgifter: Uppgifter) -> Change:
    """Save what is filled in so far, without taking a step."""
    case = _open_for_work(session, avvikelse_id, version)
    _fill_in(session, case, uppgifter)
    if case.misstanke:
        open_lex_case(session, case)
    name = case_number(case.ar, case.nr)
    return changed(session, f"Avvikelse {name} sparad", Avvikelse, LexSarahArende, row_id=case.id)


def _open_for_work(session: Session, avvikelse_id: int, version: int | None) -> Avvikelse:
    case_of(session, avvikelse_id)
    case = load(session, Avvikelse, avvikelse_id, version)
    require_handling(session, case)
    return case


def _fill_in(session: Session, case: Avvikelse, given: Uppgifter) -> None:
    for name in ("typ_id", "ansvarig_id", "misstanke", "aterkopplad_datum"):
        value = getattr(given, name)
        if value is not None:
            setattr(case, name, value)
    for name in ("misstanke_skal", "utredning", "uppfoljning", "aterkopplad_form"):
        value = getattr(given, name)
        if value is not None:
            refuse_numbers((), **{name: value})
            setattr(case, name, value.strip())
    if given.sannolikhet is not None and given.allvarlighetsgrad is not None:
        risk_level(given.sannolikhet, given.allvarlighetsgrad)
        case.sannolikhet, case.allvarlighetsgrad = given.sannolikhet, given.allvarlighetsgrad
        case.risk = given.sannolikhet * given.allvarlighetsgrad
    if case.aterkopplad_datum is not None and case.aterkopplad_datum > today():
        raise RuleError("Återkopplingen kan inte ligga framåt i tiden.", field="aterkopplad_datum")
    session.flush()


def _facts(session: Session, case: Avvikelse, skal: str) -> StepFacts:
    atgarder = session.execute(
        select(Atgard.text, Atgard.status, Atgard.effekt).where(
            Atgard.avvikelse_id == case.id, Atgard.borttagen.is_(None)
        )
    ).all()
    causes = session.scalars(select(Orsak.id).where(Orsak.avvikelse_id == case.id, Orsak.borttagen.is_(None))).all()
    done = [a for a in atgarder if a.status is AtgardStatus.GENOMFORD]
    return StepFacts(
        har_risk=case.risk is not None, misstanke_besvarad=case.misstanke is not None,
        misstanke=bool(case.misstanke),
        misstanke_skal=case.misstanke_skal or (case.beskrivning if case.skyddad else ""),
        orsaker=len(causes), utredare=case.ansvarig_id is not None, atgarder=len(atgarder),
        oppna_atgarder=tuple(a.text for a in atgarder if a.status in OPEN_ATGARD),
        utan_effekt=tuple(a.text for a in done if a.effekt is None), uppfoljning=case.uppfoljning,
        aterkopplad=case.aterkopplad_datum is not None, skal=skal,
    )  # fmt: skip


def add_orsak(session: Session, *, avvikelse_id: int, kategori: str, text: str = "") -> Change:
    """Add a cause. Causes are about the system, not about a named employee."""
    case = _open_for_work(session, avvikelse_id, None)
    known = session.scalar(select(Katalogvarde).where(Katalogvarde.katalog == "orsak", Katalogvarde.kod == kategori))
    if known is None:
        raise RuleError("Välj en orsak ur listan.", field="kategori")
    refuse_numbers((), text=text)
    session.add(Orsak(avvikelse_id=case.id, enhet_id=case.enhet_id, kategori=kategori, text=text.strip()))
    return changed(session, f"Orsaken {known.namn.lower()} lades till", Orsak, Avvikelse, row_id=case.id)


def remove_orsak(session: Session, *, orsak_id: int) -> Change:
    """Take a cause away; it stays in the journal."""
    cause = load(session, Orsak, orsak_id)
    case = _open_for_work(session, cause.avvikelse_id, None)
    cause.borttagen = now()
    return changed(session, "Orsaken togs bort", Orsak, Avvikelse, row_id=case.id)


def add_tillagg(session: Session, *, avvikelse_id: int, text: str) -> Change:
    """Add to a case. The reporter and whoever handles the case may; the first text stays as it was."""
    case = case_of(session, avvikelse_id)
    if case.rapportor_id != person_id(session):
        require_handling(session, case)
    refuse_numbers((), text=text)
    _add_text(session, case, required(text, "Skriv vad du vill lägga till.", field="text"))
    return changed(session, f"Tillägg sparat i {case_number(case.ar, case.nr)}", Tillagg, Avvikelse, row_id=case.id)


def _add_text(session: Session, case: Avvikelse, text: str) -> None:
    session.add(Tillagg(avvikelse_id=case.id, enhet_id=case.enhet_id, person_id=person_id(session), text=text))
