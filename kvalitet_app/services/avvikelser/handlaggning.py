"""A case from receipt to close: its steps, assessment, causes, additions and history."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kvalitet_app.db.models import Arendesteg, Atgard, Avvikelse, Katalogvarde, LexSarahArende, Orsak, Person, Tillagg
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import OPEN as OPEN_ATGARD
from kvalitet_app.domain.atgarder import AtgardStatus
from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, AvvikelseStatus, case_number
from kvalitet_app.domain.avvikelser.steg import NOT_COUNTED, OPEN, StepFacts, check_step
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.domain.organisation.behorighet import RIGHTS, Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import holders
from kvalitet_app.services.access.rights import person_id, require_handling
from kvalitet_app.services.avvikelser.listor import case_of
from kvalitet_app.services.change.changing import changed, load, refuse_numbers, required, told_alike
from kvalitet_app.services.lex.rapportering import open_lex_case

S = AvvikelseStatus
HANDLERS = (Roll.ENHETSCHEF, Roll.MAS, Roll.MAR, Roll.SAS)
OTHER = "annat"
"""The reason that has to be written out."""


@dataclass(frozen=True, slots=True)
class Uppgifter:
    """What a step's form fills in. None leaves a field as it is."""

    sannolikhet: int | None = None
    allvarlighetsgrad: int | None = None
    misstanke: bool | None = None
    misstanke_skal: str | None = None
    typ_id: int | None = None
    process_id: int | None = None
    ansvarig_id: int | None = None
    utredning: str | None = None
    uppfoljning: str | None = None
    aterkopplad_datum: date | None = None
    aterkopplad_form: str | None = None
    apt_datum: date | None = None
    dubblett_av_id: int | None = None
    overlamnad_till: str | None = None
    svar_text: str | None = None


@verb("step_avvikelse")
def step_avvikelse(
    session: WriteSession,
    *,
    avvikelse_id: int,
    version: int,
    till: AvvikelseStatus,
    uppgifter: Uppgifter | None = None,
    skal: str = "",
    skal_kod: str = "",
) -> Change:
    """Take a case one step: on, back, or to one of its ends. `skal_kod` is a reason of the catalogues.

    Raises:
        RuleError: the step is not allowed, or something it needs is missing; says which field.
        AccessError: the person may not handle this case.
        ClashError: somebody else changed the case.
    """
    case = open_for_work(session, avvikelse_id, version)
    _fill_in(session, case, uppgifter or Uppgifter())
    why = reason_words(session, skal, skal_kod)
    check_step(case.status, till, _facts(session, case, why))
    note_step(session, case, till, skal=why, skal_kod=skal_kod)
    _settle(session, case, till)
    name = case_number(case.ar, case.nr)
    return changed(session, f"Avvikelse {name} {till.nu}", Avvikelse, Arendesteg, LexSarahArende, row_id=case.id)


def reason_words(session: ReadSession, skal: str, skal_kod: str) -> str:
    """A chosen reason and what was written beside it, as one text.

    Raises:
        RuleError: "annat" needs words; no text may hold what looks like a personnummer.
    """
    own = skal.strip()
    refuse_numbers((), skal=own)
    if not skal_kod:
        return own
    if skal_kod == OTHER and not own:
        raise RuleError("Skriv vilket skälet är.", field="skal")
    name = session.scalar(
        select(Katalogvarde.namn).where(Katalogvarde.kod == skal_kod, Katalogvarde.katalog.startswith("skal_"))
    )
    words = "" if skal_kod == OTHER else name or skal_kod
    return f"{words}: {own}" if words and own else words or own


def note_step(
    session: WriteSession,
    case: Avvikelse,
    till: AvvikelseStatus,
    *,
    skal: str,
    skal_kod: str = "",
    fran_enhet_id: int | None = None,
) -> None:
    """Put the case in its new state and keep the step: from where, since when, by whom and why."""
    moment = now()
    session.add(
        Arendesteg(
            avvikelse_id=case.id,
            enhet_id=case.enhet_id,
            person_id=person_id(session),
            fran=case.status,
            till=till,
            sedan=case.status_sedan,
            skal=skal,
            skal_kod=skal_kod,
            fran_enhet_id=fran_enhet_id,
        )
    )
    case.status, case.status_sedan, case.nasta_id = till, moment, None
    case.avslutad_vid = None if till in OPEN else moment


def _settle(session: WriteSession, case: Avvikelse, till: AvvikelseStatus) -> None:
    """What a state brings with it beside the step itself."""
    if till is S.MOTTAGEN and case.mottagen_av_id is None:
        case.mottagen_av_id, case.mottagen_vid = person_id(session), case.status_sedan
    if till is S.OVERLAMNAD:
        case.overlamnad_datum, case.svar_datum, case.svar_text = idag(), None, ""
    if till is not S.DUBBLETT:
        case.dubblett_av_id = None
    if case.misstanke:
        open_lex_case(session, case)


@verb("save_handlaggning")
def save_handlaggning(session: WriteSession, *, avvikelse_id: int, version: int, uppgifter: Uppgifter) -> Change:
    """Save what is filled in so far, without taking a step."""
    case = open_for_work(session, avvikelse_id, version)
    _fill_in(session, case, uppgifter)
    if case.misstanke:
        open_lex_case(session, case)
    name = case_number(case.ar, case.nr)
    return changed(session, f"Avvikelse {name} sparad", Avvikelse, LexSarahArende, row_id=case.id)


def open_for_work(session: ReadSession, avvikelse_id: int, version: int | None) -> Avvikelse:
    """The case to change, if the person may handle it, in the version that was seen."""
    case_of(session, avvikelse_id)
    case = load(session, Avvikelse, avvikelse_id, version)
    require_handling(session, case)
    return case


def _refuse_handler(session: ReadSession, case: Avvikelse, who: int | None) -> None:
    """Raises RuleError where somebody who may not handle the case would be made its utredare."""
    if who is not None and who != case.ansvarig_id and who not in handler_ids(session, case):
        name = session.get_one(Person, who).namn
        raise RuleError(f"{name} får inte handlägga ärendet. Välj någon annan.", field="ansvarig_id")


def _fill_in(session: WriteSession, case: Avvikelse, given: Uppgifter) -> None:
    _refuse_handler(session, case, given.ansvarig_id)
    for name in ("typ_id", "process_id", "ansvarig_id", "misstanke", "aterkopplad_datum", "apt_datum"):
        value = getattr(given, name)
        if value is not None:
            setattr(case, name, value)
    if given.dubblett_av_id is not None:
        case.dubblett_av_id = _double_of(session, case, given.dubblett_av_id)
    if given.svar_text:
        case.svar_datum = idag()
    for name in ("misstanke_skal", "utredning", "uppfoljning", "aterkopplad_form", "overlamnad_till", "svar_text"):
        value = getattr(given, name)
        if value is not None:
            refuse_numbers((), **{name: value})
            setattr(case, name, value.strip())
    if given.sannolikhet is not None and given.allvarlighetsgrad is not None:
        RISKGRANSER.level(given.sannolikhet, given.allvarlighetsgrad)
        case.sannolikhet, case.allvarlighetsgrad = given.sannolikhet, given.allvarlighetsgrad
        case.risk = given.sannolikhet * given.allvarlighetsgrad
    for name in ("aterkopplad_datum", "apt_datum"):
        told = getattr(case, name)
        if told is not None and told > idag():
            raise RuleError("Återkopplingen kan inte ligga framåt i tiden.", field=name)
    session.flush()


def handler_ids(session: ReadSession, case: Avvikelse) -> frozenset[int]:
    """Who may take the case through its steps: by law and unit."""
    ratt = Ratt.HANDLAGGA_HSL if case.lagrum is Lagrum.HSL else Ratt.HANDLAGGA_AVVIKELSE
    return holders(session, case.enhet_id, tuple(role for role in HANDLERS if ratt in RIGHTS[role]))


def _double_of(session: ReadSession, case: Avvikelse, other_id: int) -> int:
    """The case that this one is a double of: one that the person sees and that is counted itself."""
    other = case_of(session, other_id)
    if other.id == case.id:
        raise RuleError("Ett ärende kan inte vara en dubblett av sig självt.", field="dubblett_av_id")
    if other.status in NOT_COUNTED:
        raise RuleError("Välj ett ärende som räknas, inte en dubblett.", field="dubblett_av_id")
    return other.id


def _facts(session: ReadSession, case: Avvikelse, skal: str) -> StepFacts:
    atgarder = session.execute(
        select(Atgard.id, Atgard.text, Atgard.status, Atgard.effekt, Atgard.orsak_id).where(
            Atgard.avvikelse_id == case.id, Atgard.borttagen.is_(None)
        )
    ).all()
    causes = session.scalars(select(Orsak.id).where(Orsak.avvikelse_id == case.id, Orsak.borttagen.is_(None))).all()
    done = [a for a in atgarder if a.status is AtgardStatus.GENOMFORD]
    return StepFacts(
        har_risk=case.risk is not None,
        misstanke_besvarad=case.misstanke is not None,
        misstanke=bool(case.misstanke),
        misstanke_skal=case.misstanke_skal or (case.beskrivning if case.skyddad else ""),
        orsaker=len(causes),
        utredare=case.ansvarig_id is not None,
        atgarder=len(atgarder),
        oppna_atgarder=tuple((a.id, a.text) for a in atgarder if a.status in OPEN_ATGARD),
        utan_effekt=tuple((a.id, a.text) for a in done if a.effekt is None),
        utan_orsak=tuple((a.id, a.text) for a in done if a.orsak_id not in causes),
        uppfoljning=case.uppfoljning,
        aterkopplad=case.aterkopplad_datum is not None,
        skal=skal,
        dubblett_av=case.dubblett_av_id is not None,
        overlamnad_till=case.overlamnad_till,
        svar=case.svar_text,
    )


@verb("add_orsak")
def add_orsak(session: WriteSession, *, avvikelse_id: int, kategori: str, text: str = "") -> Change:
    """Add a cause. Causes are about the system, not about a named employee."""
    case = open_for_work(session, avvikelse_id, None)
    known = session.scalar(select(Katalogvarde).where(Katalogvarde.katalog == "orsak", Katalogvarde.kod == kategori))
    if known is None:
        raise RuleError("Välj en orsak ur listan.", field="kategori")
    refuse_numbers((), text=text)
    session.add(Orsak(avvikelse_id=case.id, enhet_id=case.enhet_id, kategori=kategori, text=text.strip()))
    return changed(session, f"Orsaken {known.namn.lower()} lades till", Orsak, Avvikelse, row_id=case.id)


@verb("remove_orsak")
def remove_orsak(session: WriteSession, *, orsak_id: int) -> Change:
    """Take a cause away; it stays in the journal."""
    with told_alike():
        cause = load(session, Orsak, orsak_id)
        case = open_for_work(session, cause.avvikelse_id, None)
    cause.borttagen = now()
    return changed(session, "Orsaken togs bort", Orsak, Avvikelse, row_id=case.id)


@verb("add_tillagg")
def add_tillagg(session: WriteSession, *, avvikelse_id: int, text: str) -> Change:
    """Add to a case. The reporter and whoever handles the case may; the first text stays as it was."""
    case = case_of(session, avvikelse_id)
    if case.rapportor_id != person_id(session):
        require_handling(session, case)
    refuse_numbers((), text=text)
    _add_text(session, case, required(text, "Skriv vad du vill lägga till.", field="text"))
    return changed(session, f"Tillägg sparat i {case_number(case.ar, case.nr)}", Tillagg, Avvikelse, row_id=case.id)


def _add_text(session: WriteSession, case: Avvikelse, text: str) -> None:
    session.add(Tillagg(avvikelse_id=case.id, enhet_id=case.enhet_id, person_id=person_id(session), text=text))
