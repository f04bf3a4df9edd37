"""What an åtgärd of a case under lex Sarah or lex Maria needs: it is seen by the circle only."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import ArendeKrets, Atgard, LexSarahArende, Person
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex.steg import CLOSED, causes_of
from kvalitet_app.services.change.changing import changed, load
from kvalitet_app.services.lex.handlaggning import open_for_work
from kvalitet_app.services.lex.krets import TRUSTED
from kvalitet_app.services.organisation import holders

NO_CAUSE = "Orsaken står inte i utredningen. Välj en av dem som gör det."


def require_lex_work(
    session: Session, arende_id: int, *, enhet_id: int, ansvarig_id: int | None, mot_orsak: str = ""
) -> None:
    """Whoever leads or investigates the case decides its åtgärder, on its unit, for somebody who sees it.

    Raises:
        RuleError: the case is closed or of another unit, who is to do it does not see it, or the cause that it
            answers to does not stand in the investigation.
        AccessError: the person at work neither leads nor investigates it.
    """
    case = open_for_work(session, arende_id, investigator=True)
    if case.enhet_id != enhet_id:
        raise RuleError("Åtgärden måste gälla samma enhet som ärendet.", field="enhet_id")
    if case.status in CLOSED:
        raise RuleError(f"Ärendet är {case.status.word.lower()}. Åtgärder läggs inte till i efterhand.")
    if mot_orsak and mot_orsak not in causes_of(case.orsaker):
        raise RuleError(NO_CAUSE, field="mot_orsak")
    if ansvarig_id is not None and ansvarig_id not in who_sees(session, case):
        name = session.get_one(Person, ansvarig_id).namn
        raise RuleError(
            f"{name} ser inte ärendet. Lägg till {name} i kretsen, eller välj någon annan.", field="ansvarig_id"
        )


def link_lex_orsak(session: Session, *, atgard_id: int, version: int, mot_orsak: str) -> Change:
    """Say which cause of the investigation an åtgärd of a lex case answers to; "" is none.

    Raises:
        RuleError: the case is closed or not for this person, or the cause does not stand in the investigation.
        AccessError: the person neither leads nor investigates it.
        ClashError: somebody else changed the åtgärd.
    """
    row = load(session, Atgard, atgard_id)
    case = open_for_work(session, row.lex_sarah_arende_id or 0, investigator=True)
    if case.status in CLOSED:
        raise RuleError(f"Ärendet är {case.status.word.lower()} och kan inte ändras.")
    if mot_orsak and mot_orsak not in causes_of(case.orsaker):
        raise RuleError(NO_CAUSE, field="mot_orsak")
    load(session, Atgard, atgard_id, version).mot_orsak = mot_orsak
    said = "Åtgärden svarar nu mot orsaken" if mot_orsak else "Kopplingen togs bort"
    return changed(session, said, Atgard, LexSarahArende, row_id=case.id)


def who_sees(session: Session, case: LexSarahArende) -> frozenset[int]:
    """Everybody who sees a case."""
    members = select(ArendeKrets.person_id).where(ArendeKrets.arende_id == case.id, ArendeKrets.borttagen.is_(None))
    return frozenset(session.scalars(members)) | holders(session, case.enhet_id, TRUSTED)
