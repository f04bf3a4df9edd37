"""The guided analysis of a case: read, and saved by whoever handles the case."""

from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Handelseanalys
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.store.store import CLASH
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.domain.avvikelser.handelseanalys import FIELDS, Analys
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import ClashError, RuleError
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.avvikelser.handlaggning import open_for_work
from kvalitet_app.services.avvikelser.listor import case_of
from kvalitet_app.services.change.changing import changed, plain, refuse_numbers


def read_analys(session: ReadSession, *, avvikelse_id: int) -> Analys | None:
    """What is written of a case that the person sees; None before anything is."""
    row = _of(session, case_of(session, avvikelse_id).id)
    return None if row is None else Analys({name: getattr(row, name) for name in FIELDS}, row.version)


def _of(session: ReadSession, avvikelse_id: int) -> Handelseanalys | None:
    found: Handelseanalys | None = session.scalar(
        select(Handelseanalys).where(Handelseanalys.avvikelse_id == avvikelse_id, Handelseanalys.borttagen.is_(None))
    )
    return found


@verb("save_analys")
def save_analys(session: WriteSession, *, avvikelse_id: int, version: int | None, texter: dict[str, str]) -> Change:
    """Save the analysis in the version that was seen (None: nothing was written yet).

    Raises:
        RuleError: nothing is written, or a text holds what looks like a personnummer.
        ClashError: somebody else has written meanwhile; `theirs` holds what.
    """
    case = open_for_work(session, avvikelse_id, None)
    given = {name: texter.get(name, "").strip() for name in FIELDS}
    if not any(given.values()):
        raise RuleError("Skriv något i analysen först.", field=FIELDS[0])
    refuse_numbers((), **given)
    row = _of(session, case.id)
    if (row.version if row else None) != version:
        raise ClashError(CLASH, theirs={} if row is None else plain(row))
    if row is None:
        row = Handelseanalys(avvikelse_id=case.id, enhet_id=case.enhet_id)
        session.add(row)
    for name, text in given.items():
        setattr(row, name, text)
    return changed(
        session,
        f"Händelseanalysen av {case_number(case.ar, case.nr)} är sparad",
        Handelseanalys,
        Avvikelse,
        row_id=case.id,
    )
