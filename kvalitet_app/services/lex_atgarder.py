"""What an åtgärd of a case under lex Sarah or lex Maria needs: it is seen by the circle only."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import ArendeKrets, LexSarahArende, Person
from kvalitet_app.domain.arende import LABELS
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex import CLOSED
from kvalitet_app.services.lex_handlaggning import open_for_work
from kvalitet_app.services.lex_krets import TRUSTED
from kvalitet_app.services.organisation import holders


def require_lex_work(session: Session, arende_id: int, *, enhet_id: int, ansvarig_id: int | None) -> None:
    """Whoever leads or investigates the case decides its åtgärder, on its unit, for somebody who sees it.

    Raises:
        RuleError: the case is closed or of another unit, or who is to do it does not see it.
        AccessError: the person at work neither leads nor investigates it.
    """
    case = open_for_work(session, arende_id, investigator=True)
    if case.enhet_id != enhet_id:
        raise RuleError("Åtgärden måste gälla samma enhet som ärendet.", field="enhet_id")
    if case.status in CLOSED:
        raise RuleError(f"Ärendet är {LABELS[case.status].lower()}. Åtgärder läggs inte till i efterhand.")
    if ansvarig_id is not None and ansvarig_id not in who_sees(session, case):
        name = session.get_one(Person, ansvarig_id).namn
        raise RuleError(
            f"{name} ser inte ärendet. Lägg till {name} i kretsen, eller välj någon annan.", field="ansvarig_id"
        )


def who_sees(session: Session, case: LexSarahArende) -> frozenset[int]:
    """Everybody who sees a case."""
    members = select(ArendeKrets.person_id).where(ArendeKrets.arende_id == case.id, ArendeKrets.borttagen.is_(None))
    return frozenset(session.scalars(members)) | holders(session, case.enhet_id, TRUSTED)
