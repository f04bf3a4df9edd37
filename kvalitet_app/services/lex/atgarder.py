"""The åtgärder of a case under lex Sarah or lex Maria, and the causes of its investigation."""

from kvalitet_app.db.models import Atgard, LexSarahArende
from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex.steg import CLOSED, causes_of
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.lex import NO_CAUSE, open_for_work
from kvalitet_app.services.change.changing import changed, load, told_alike


@verb("link_lex_orsak")
def link_lex_orsak(session: WriteSession, *, atgard_id: int, version: int, mot_orsak: str) -> Change:
    """Say which cause of the investigation an åtgärd of a lex case answers to; "" is none.

    Raises:
        RuleError: the case is closed or not for this person, or the cause does not stand in the investigation.
        AccessError: the person neither leads nor investigates it.
        ClashError: somebody else changed the åtgärd.
    """
    with told_alike():
        row = load(session, Atgard, atgard_id)
        case = open_for_work(session, row.lex_sarah_arende_id or 0, investigator=True)
    if case.status in CLOSED:
        raise RuleError(f"Ärendet är {case.status.word.lower()} och kan inte ändras.")
    if mot_orsak and mot_orsak not in causes_of(case.orsaker):
        raise RuleError(NO_CAUSE, field="mot_orsak")
    load(session, Atgard, atgard_id, version).mot_orsak = mot_orsak
    said = "Åtgärden svarar nu mot orsaken" if mot_orsak else "Kopplingen togs bort"
    return changed(session, said, Atgard, LexSarahArende, row_id=case.id)
