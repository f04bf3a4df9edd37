"""The follow-up questions of the types: asked in the form, answered in a case, changed as any catalogue."""

from datetime import date

from sqlalchemy import func, select

from kvalitet_app.db.models import Avvikelsetyp, Foljdfraga, Foljdsvar
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.domain.avvikelser.foljdfragor import FoljdfragaRow, check_foljdfraga
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import require_at_top
from kvalitet_app.services.change.changing import changed, load, refuse_numbers


def list_foljdfragor(
    session: ReadSession, *, typ_id: int | None = None, day: date | None = None
) -> tuple[FoljdfragaRow, ...]:
    """The questions of a type (or of all) in their order; with `day` only those that are asked then."""
    query = select(Foljdfraga).where(Foljdfraga.borttagen.is_(None))
    if typ_id is not None:
        query = query.where(Foljdfraga.typ_id == typ_id)
    rows = tuple(
        FoljdfragaRow(
            q.id,
            q.typ_id,
            q.ordning,
            q.text,
            q.slag,
            tuple(q.val.splitlines()),
            q.giltig_fran,
            q.giltig_till,
            q.version,
        )
        for q in session.scalars(query.order_by(Foljdfraga.typ_id, Foljdfraga.ordning, Foljdfraga.id))
    )
    return tuple(row for row in rows if day is None or row.holds(day))


@verb("save_foljdfraga")
def save_foljdfraga(
    session: WriteSession,
    *,
    fraga_id: int | None,
    version: int | None,
    typ_id: int,
    text: str,
    slag: Foljdfragesvar,
    val: tuple[str, ...] = (),
    giltig_fran: date | None = None,
    giltig_till: date | None = None,
) -> Change:
    """Add or change a question. One that has ended keeps its answers in old cases."""
    require_at_top(session, Ratt.KATALOG)
    choices = tuple(one.strip() for one in val if one.strip()) if slag is Foljdfragesvar.VAL else ()
    check_foljdfraga(text, slag, choices)
    if not typ_id:
        raise RuleError("Välj vid vilken typ frågan ställs.", field="typ_id")
    load(session, Avvikelsetyp, typ_id)
    if fraga_id is None:
        last = session.scalar(select(func.max(Foljdfraga.ordning)).where(Foljdfraga.typ_id == typ_id)) or 0
        row = Foljdfraga(typ_id=typ_id, ordning=last + 1, slag=slag)
        session.add(row)
    else:
        row = load(session, Foljdfraga, fraga_id, version)
    row.text, row.slag, row.val = text.strip(), slag, "\n".join(choices)
    row.giltig_fran, row.giltig_till = giltig_fran, giltig_till
    session.flush()
    return changed(session, "Följdfrågan är sparad", Foljdfraga, row_id=row.id)


def store_answers(
    session: WriteSession,
    avvikelse_id: int,
    enhet_id: int,
    answers: tuple[tuple[int, str], ...],
    allowed: tuple[str, ...],
) -> None:
    """Keep what was answered in a case; an empty answer is none."""
    for fraga_id, text in answers:
        if text.strip():
            refuse_numbers(allowed, foljdsvar=text)
            session.add(
                Foljdsvar(avvikelse_id=avvikelse_id, enhet_id=enhet_id, foljdfraga_id=fraga_id, svar=text.strip())
            )


def answers_of(session: ReadSession, avvikelse_id: int) -> tuple[tuple[str, str], ...]:
    """The questions that were answered in a case, with their answers."""
    query = (
        select(Foljdfraga.text, Foljdsvar.svar)
        .join(Foljdfraga, Foljdfraga.id == Foljdsvar.foljdfraga_id)
        .where(Foljdsvar.avvikelse_id == avvikelse_id, Foljdsvar.borttagen.is_(None))
        .order_by(Foljdfraga.ordning, Foljdfraga.id)
    )
    return tuple((fraga, svar) for fraga, svar in session.execute(query))
