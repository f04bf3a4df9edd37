"""Who may work on a case under lex Sarah or lex Maria and on its åtgärder, and who sees it: its circle only."""

from sqlalchemy import select

from kvalitet_app.db.models import ArendeKrets, LexSarahArende, Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.lex.steg import CLOSED, ORD, causes_of
from kvalitet_app.domain.organisation.behorighet import RIGHTS, Ratt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.access.organisation import holders
from kvalitet_app.services.access.rights import person_id
from kvalitet_app.services.change.changing import load
from kvalitet_app.services.lex.listor import lex_case
from kvalitet_app.services.lex.rapportering import receivers

NO_CAUSE = "Orsaken står inte i utredningen. Välj en av dem som gör det."
TRUSTED = tuple(roll for roll in Roll if Ratt.SE_SKYDDAD in RIGHTS[roll])


def leads(session: ReadSession, case: LexSarahArende) -> bool:
    """Whether the person at work receives reports of the unit, and so takes the case through its steps."""
    return person_id(session) in receivers(session, case.enhet_id, case.slag)


def works_with(session: ReadSession, arende_id: int) -> bool:
    """Whether the person at work leads or investigates a case: the reporter's name is then hers to know."""
    case = session.get_one(LexSarahArende, arende_id)
    return case.utredare_id == person_id(session) or leads(session, case)


def open_for_work(
    session: ReadSession, arende_id: int, version: int | None = None, *, investigator: bool = False
) -> LexSarahArende:
    """The case, for whoever leads it or, with `investigator`, investigates it.

    Raises:
        RuleError: it is not for this person to see.
        AccessError: the person sees the case but may not work on it.
        ClashError: somebody else changed it.
    """
    case = lex_case(session, arende_id)
    if not (leads(session, case) or (investigator and case.utredare_id == person_id(session))):
        who = ORD[case.slag].mottagare
        also = " och utredaren" if investigator else ""
        raise AccessError(f"Bara den som tar emot rapporterna för enheten ({who}){also} får göra det.")
    return load(session, LexSarahArende, case.id, version)


def require_lex_work(
    session: ReadSession, arende_id: int, *, enhet_id: int, ansvarig_id: int | None, mot_orsak: str = ""
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


def who_sees(session: ReadSession, case: LexSarahArende) -> frozenset[int]:
    """Everybody who sees a case."""
    members = select(ArendeKrets.person_id).where(ArendeKrets.arende_id == case.id, ArendeKrets.borttagen.is_(None))
    return frozenset(session.scalars(members)) | holders(session, case.enhet_id, TRUSTED)
