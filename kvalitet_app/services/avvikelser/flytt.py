"""A case to the unit it belongs to, and its next step to the person who has it."""

from sqlalchemy import or_, select

from kvalitet_app.db.models import Atgard, Avvikelse, Bilaga, LexSarahArende, Person
from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, case_number
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import require_open
from kvalitet_app.services.avvikelser.handlaggning import handler_ids, note_step, open_for_work, reason_words
from kvalitet_app.services.change.changing import changed, load

S = AvvikelseStatus
MOVABLE = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS)


@verb("move_avvikelse")
def move_avvikelse(
    session: WriteSession, *, avvikelse_id: int, version: int, enhet_id: int | None, skal: str = "", skal_kod: str = ""
) -> Change:
    """Move a case to the unit it belongs to: all its texts follow, the step is kept, and that unit receives it.

    Raises:
        RuleError: no other unit is chosen, the reason is missing, or åtgärder are already under way.
        AccessError: the person may not handle this case.
    """
    case = open_for_work(session, avvikelse_id, version)
    if case.status not in MOVABLE:
        raise RuleError("Ärendet kan flyttas innan åtgärderna har börjat. Skicka tillbaka det först.", field="enhet_id")
    if enhet_id is None or enhet_id == case.enhet_id:
        raise RuleError("Välj vilken enhet ärendet hör till.", field="enhet_id")
    unit = require_open(session, enhet_id, idag(), field="enhet_id")
    old = case.enhet_id
    why = reason_words(session, skal, skal_kod)
    if not why:
        raise RuleError("Skriv varför ärendet flyttas.", field="skal")
    case.enhet_id = unit.id
    if case.lagrum is not Lagrum.HSL and unit.lagrum is not None:
        case.lagrum = unit.lagrum
    case.mottagen_av_id = case.mottagen_vid = case.ansvarig_id = None
    session.flush()  # the store takes the rows that belong to the case along
    _take_along(session, case)
    note_step(session, case, S.REGISTRERAD, skal=why, skal_kod=skal_kod, fran_enhet_id=old)
    name = case_number(case.ar, case.nr)
    return changed(session, f"Avvikelse {name} hör nu till {unit.namn}", Avvikelse, LexSarahArende, row_id=case.id)


def _take_along(session: WriteSession, case: Avvikelse) -> None:
    """What the store does not move by itself: the files, and what hangs on the lex case alone."""
    lex = select(LexSarahArende.id).where(LexSarahArende.avvikelse_id == case.id)
    files = select(Bilaga).where(or_(Bilaga.avvikelse_id == case.id, Bilaga.lex_sarah_arende_id.in_(lex)))
    for one in session.scalars(files):
        one.enhet_id = case.enhet_id
    for action in session.scalars(select(Atgard).where(Atgard.lex_sarah_arende_id.in_(lex))):
        action.enhet_id = case.enhet_id


@verb("hand_next_step")
def hand_next_step(session: WriteSession, *, avvikelse_id: int, version: int, person_id: int | None) -> Change:
    """Say who has the next step: a case under HSL is shared between enhetschef, MAS and MAR, and one of them has it.

    Raises:
        RuleError: the case has ended, or the person may not handle it.
        AccessError: the one who asks may not handle it.
    """
    case = open_for_work(session, avvikelse_id, version)
    if case.status not in OPEN:
        raise RuleError("Ärendet är avslutat. Öppna det igen först.", field="nasta_id")
    if person_id is None or person_id not in handler_ids(session, case):
        raise RuleError("Välj någon som får handlägga ärendet.", field="nasta_id")
    case.nasta_id = person_id
    who = load(session, Person, person_id).namn
    return changed(session, f"Nästa steg ligger hos {who}", Avvikelse, row_id=case.id)
