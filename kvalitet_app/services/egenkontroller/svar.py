"""Performing an egenkontroll: its questions, the answers for each file that was drawn, and its end."""

from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from kvalitet_app.db.models import Atgard, Egenkontroll, Fraga, Mall, Person, Svar
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import (
    EgenkontrollDetalj,
    EgenkontrollStatus,
    SvarRow,
    Svarsvarde,
    score,
)
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import may_perform, require_performing
from kvalitet_app.services.access.rights import person_id
from kvalitet_app.services.change.changing import changed, refuse_numbers
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, seen_egenkontroll, versions_of


def get_egenkontroll(session: ReadSession, *, egenkontroll_id: int, akt: int = 1) -> EgenkontrollDetalj:
    """One occurrence with its questions, this file's answers and what was answered last time.

    Raises:
        RuleError: there is no such occurrence for this person.
    """
    item = seen_egenkontroll(session, egenkontroll_id)
    mall = session.get_one(Mall, item.mall_id)
    before = _previous(session, item)
    person = session.get(Person, item.genomford_av_id) if item.genomford_av_id else None
    return EgenkontrollDetalj(
        rad=egenkontroll_rows(session, [item.id])[item.id],
        svar=_answers(session, item, akt, before),
        akt=akt,
        obesvarade=_unanswered(session, item),
        svar_andra_akter=_of_other_files(session, item.id, akt),
        grans_gron=mall.grans_gron,
        grans_gul=mall.grans_gul,
        sammanfattning=item.sammanfattning,
        antal_akter=item.urval,
        population=item.population,
        forra_poang=before.poang if before else None,
        forra_datum=before.genomford_datum if before else None,
        genomford_av=person.namn if person else "",
        andrad=item.andrad,
        far_utfora=may_perform(session, enhet_id=item.enhet_id, ansvarig_id=item.ansvarig_id),
    )


def _previous(session: ReadSession, item: Egenkontroll) -> Egenkontroll | None:
    query = (
        select(Egenkontroll)
        .where(
            Egenkontroll.enhet_id == item.enhet_id,
            Egenkontroll.mall_id.in_(versions_of(item.mall_id)),
            Egenkontroll.id != item.id,
            Egenkontroll.status == EgenkontrollStatus.GENOMFORD,
            Egenkontroll.borttagen.is_(None),
            Egenkontroll.genomford_datum <= (item.genomford_datum or idag()),
        )
        .order_by(Egenkontroll.genomford_datum.desc(), Egenkontroll.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _answers(session: ReadSession, item: Egenkontroll, akt: int, before: Egenkontroll | None) -> tuple[SvarRow, ...]:
    now_given = {s.fraga_id: s for s in session.scalars(_svar_of(item.id).where(Svar.akt == akt))}
    then_given = _answers_by_code(session, before, akt) if before else {}
    actions: dict[int | None, int] = dict(
        session.execute(
            select(Atgard.fraga_id, func.count())
            .where(Atgard.egenkontroll_id == item.id, Atgard.borttagen.is_(None))
            .group_by(Atgard.fraga_id)
        ).all()
    )
    questions = session.scalars(select(Fraga).where(Fraga.mall_id == item.mall_id).order_by(Fraga.ordning))
    return tuple(
        SvarRow(
            q.id,
            q.ordning,
            q.text,
            now_given[q.id].svar if q.id in now_given else None,
            now_given[q.id].kommentar if q.id in now_given else "",
            then_given.get(q.kod),
            actions.get(q.id, 0),
        )
        for q in questions
    )


def _answers_by_code(session: ReadSession, item: Egenkontroll, akt: int) -> dict[str, Svarsvarde | None]:
    """A question is the same through the versions of its template by its code."""
    query = (
        select(Fraga.kod, Svar.svar)
        .join(Fraga, Fraga.id == Svar.fraga_id)
        .where(Svar.egenkontroll_id == item.id, Svar.borttagen.is_(None), Svar.akt == akt)
    )
    return dict(session.execute(query).all())


def _unanswered(session: ReadSession, item: Egenkontroll) -> tuple[int, ...]:
    """How many questions wait for an answer in each file that was drawn; one file where none is drawn."""
    questions = session.scalar(select(func.count()).where(Fraga.mall_id == item.mall_id)) or 0
    given: dict[int, int] = dict(
        session.execute(
            select(Svar.akt, func.count())
            .where(Svar.egenkontroll_id == item.id, Svar.borttagen.is_(None), Svar.svar.is_not(None))
            .group_by(Svar.akt)
        ).all()
    )
    files = max(item.urval or 1, *given, 1)
    return tuple(questions - given.get(akt, 0) for akt in range(1, files + 1))


def _of_other_files(session: ReadSession, egenkontroll_id: int, akt: int) -> tuple[Svarsvarde, ...]:
    query = select(Svar.svar).where(
        Svar.egenkontroll_id == egenkontroll_id,
        Svar.borttagen.is_(None),
        Svar.akt != akt,
        Svar.svar.is_not(None),
    )
    return tuple(given for given in session.scalars(query) if given is not None)


def _svar_of(egenkontroll_id: int) -> Any:  # noqa: ANN401 - a Select of Svar
    return select(Svar).where(Svar.egenkontroll_id == egenkontroll_id, Svar.borttagen.is_(None))


@verb("answer_fraga")
def answer_fraga(
    session: WriteSession,
    *,
    egenkontroll_id: int,
    fraga_id: int,
    svar: Svarsvarde | None,
    kommentar: str = "",
    akt: int = 1,
) -> Change:
    """Answer one question; the occurrence is under way from the first answer on, and its score follows."""
    item = _open_for_work(session, egenkontroll_id)
    if not 1 <= akt <= len(_unanswered(session, item)):
        raise RuleError("Akten hör inte till urvalet.")
    refuse_numbers((), kommentar=kommentar)
    row = session.scalar(_svar_of(item.id).where(Svar.fraga_id == fraga_id, Svar.akt == akt))
    if row is None:
        if session.scalar(select(Fraga.id).where(Fraga.id == fraga_id, Fraga.mall_id == item.mall_id)) is None:
            raise RuleError("Frågan hör inte till den här egenkontrollen.")
        row = Svar(egenkontroll_id=item.id, enhet_id=item.enhet_id, fraga_id=fraga_id, akt=akt)
        session.add(row)
    row.svar, row.kommentar = svar, kommentar.strip()
    if item.status is EgenkontrollStatus.PLANERAD:
        item.status = EgenkontrollStatus.PAGAR
    session.flush()
    item.poang = _score(session, item.id)
    return changed(session, "Svaret är sparat", Egenkontroll, Svar, row_id=item.id)


def _score(session: ReadSession, egenkontroll_id: int) -> float | None:
    given = session.scalars(select(Svar.svar).where(Svar.egenkontroll_id == egenkontroll_id, Svar.svar.is_not(None)))
    found: Fraction | None = score(answer for answer in given if answer is not None)
    return float(found) if found is not None else None


def _open_for_work(session: ReadSession, egenkontroll_id: int) -> Egenkontroll:
    item = seen_egenkontroll(session, egenkontroll_id)
    require_performing(session, item)
    if item.status is EgenkontrollStatus.GENOMFORD:
        raise RuleError("Egenkontrollen är avslutad. Öppna den igen om något ska ändras.")
    if item.status is EgenkontrollStatus.INSTALLD:
        raise RuleError("Egenkontrollen är inställd.")
    return item


@verb("finish_egenkontroll")
def finish_egenkontroll(session: WriteSession, *, egenkontroll_id: int, sammanfattning: str = "") -> Change:
    """Close an occurrence when every question has an answer, in every file that was drawn.

    Raises:
        RuleError: a question is unanswered (says which), or nothing at all applies.
    """
    item = _open_for_work(session, egenkontroll_id)
    waiting = _unanswered(session, item)
    for akt, number in enumerate(waiting, 1):
        for row in _answers(session, item, akt, None) if number else ():
            if row.svar is None:
                where = f"Akt {akt}, fråga {row.ordning}" if len(waiting) > 1 else f"Fråga {row.ordning}"
                raise RuleError(f"{where} är inte besvarad.", field=f"fraga_{row.fraga_id}")
    refuse_numbers((), sammanfattning=sammanfattning)
    item.poang = _score(session, item.id)
    if item.poang is None:
        raise RuleError("Minst en fråga måste vara tillämplig.")
    item.status, item.genomford_datum = EgenkontrollStatus.GENOMFORD, idag()
    item.genomford_av_id, item.sammanfattning = person_id(session), sammanfattning.strip()
    return changed(session, f"Egenkontrollen är klar: {round(item.poang * 100)} %", Egenkontroll, row_id=item.id)


@verb("reopen_egenkontroll")
def reopen_egenkontroll(session: WriteSession, *, egenkontroll_id: int) -> Change:
    """Open a finished occurrence again."""
    item = seen_egenkontroll(session, egenkontroll_id)
    require_performing(session, item)
    if item.status is not EgenkontrollStatus.GENOMFORD:
        raise RuleError("Egenkontrollen är inte avslutad.")
    item.status, item.genomford_datum = EgenkontrollStatus.PAGAR, None
    return changed(session, "Egenkontrollen är öppen igen", Egenkontroll, row_id=item.id)
