"""Plans of egenkontroller: what comes back, when, on which unit; and the templates behind them."""

from datetime import date, timedelta

from sqlalchemy import func, select

from kvalitet_app.db.models import Egenkontroll, Fraga, Mall, Plan
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.mallar import question_codes
from kvalitet_app.domain.egenkontroller.tillfallen import (
    EgenkontrollStatus,
    FragaRow,
    MallRow,
    NyPlan,
    check_limits,
)
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import Upprepning, idag, occurrence
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import read_trad, require_at_work, require_open
from kvalitet_app.services.access.rights import behorighet, may, require, require_at_top
from kvalitet_app.services.change.changing import GONE, changed, load, required

HORIZON = timedelta(days=550)


def list_mallar(session: ReadSession) -> tuple[MallRow, ...]:
    """The newest version of every template in use, with its questions."""
    newest = select(Mall.kod, func.max(Mall.version_nr).label("nr")).group_by(Mall.kod).subquery()
    mallar = session.scalars(
        select(Mall)
        .join(newest, (newest.c.kod == Mall.kod) & (newest.c.nr == Mall.version_nr))
        .where(Mall.borttagen.is_(None))
        .order_by(Mall.kod)
    ).all()
    questions: dict[int, list[FragaRow]] = {}
    for q in session.scalars(select(Fraga).where(Fraga.borttagen.is_(None)).order_by(Fraga.ordning)):
        questions.setdefault(q.mall_id, []).append(FragaRow(q.id, q.ordning, q.text))
    return tuple(
        MallRow(
            m.id,
            m.kod,
            m.namn,
            m.metod,
            m.grans_gron,
            m.grans_gul,
            m.upprepning,
            len(questions.get(m.id, [])),
            m.version,
            tuple(questions.get(m.id, [])),
        )
        for m in mallar
    )


@verb("save_mall")
def save_mall(
    session: WriteSession,
    *,
    kod: str,
    namn: str,
    metod: str,
    upprepning: Upprepning,
    fragor: tuple[str, ...],
    grans_gron: int = 90,
    grans_gul: int = 70,
) -> Change:
    """Save a template. Changed questions make a new version, so that old answers keep their questions."""
    require_at_top(session, Ratt.KATALOG)
    kod = required(kod, "Ange en kod, till exempel T13.", field="kod").upper()
    namn = required(namn, "Skriv vad mallen heter.", field="namn")
    texts = tuple(text.strip() for text in fragor if text.strip())
    if not texts:
        raise RuleError("En mall behöver minst en fråga.", field="fragor")
    check_limits(grans_gron, grans_gul)
    old = session.scalar(select(Mall).where(Mall.kod == kod).order_by(Mall.version_nr.desc()).limit(1))
    if old is not None and questions_of(session, old.id) == texts:
        mall = old
        mall.namn, mall.metod, mall.upprepning = namn, metod.strip(), upprepning
        mall.grans_gron, mall.grans_gul = grans_gron, grans_gul
    else:
        mall = Mall(
            kod=kod,
            version_nr=old.version_nr + 1 if old else 1,
            namn=namn,
            metod=metod.strip(),
            upprepning=upprepning,
            grans_gron=grans_gron,
            grans_gul=grans_gul,
        )
        session.add(mall)
        session.flush()
        add_fragor(session, mall, texts)
        _move_waiting(session, old, mall)
    return changed(session, f"Mallen {kod} {namn} är sparad", Mall, Fraga, Egenkontroll, row_id=mall.id)


def add_fragor(session: WriteSession, mall: Mall, texts: tuple[str, ...]) -> None:
    """Give a version of a template its questions, each with the code that it has had in earlier versions."""
    before = (
        select(Fraga.kod, Fraga.text)
        .join(Mall, Mall.id == Fraga.mall_id)
        .where(Mall.kod == mall.kod)
        .order_by(Mall.version_nr, Fraga.ordning)
    )
    codes = question_codes(texts, session.execute(before).all())
    session.add_all(
        Fraga(mall_id=mall.id, ordning=n, kod=kod, text=text)
        for n, (kod, text) in enumerate(zip(codes, texts, strict=True), 1)
    )


def revise_mall(session: WriteSession, old: Mall, texts: tuple[str, ...]) -> None:
    """A new version of a template with other questions and all else as it was: answers keep theirs."""
    new = Mall(
        kod=old.kod,
        version_nr=old.version_nr + 1,
        namn=old.namn,
        metod=old.metod,
        upprepning=old.upprepning,
        grans_gron=old.grans_gron,
        grans_gul=old.grans_gul,
        giltig_fran=old.giltig_fran,
        giltig_till=old.giltig_till,
    )
    session.add(new)
    session.flush()
    add_fragor(session, new, texts)
    _move_waiting(session, old, new)
    session.flush()


def questions_of(session: ReadSession, mall_id: int) -> tuple[str, ...]:
    """What a version of a template asks, in order."""
    return tuple(session.scalars(select(Fraga.text).where(Fraga.mall_id == mall_id).order_by(Fraga.ordning)))


def _move_waiting(session: WriteSession, old: Mall | None, new: Mall) -> None:
    """Plans and occurrences nobody has begun follow to the new version."""
    if old is None:
        return
    for plan in session.scalars(select(Plan).where(Plan.mall_id == old.id)):
        plan.mall_id = new.id
    waiting = select(Egenkontroll).where(
        Egenkontroll.mall_id == old.id, Egenkontroll.status == EgenkontrollStatus.PLANERAD
    )
    for item in session.scalars(waiting):
        item.mall_id = new.id


@verb("add_planer")
def add_planer(session: WriteSession, *, ny: NyPlan) -> Change:
    """Plan a template on one or more units; its occurrences are made at once, a year and a half ahead."""
    if not ny.enhet_ids:
        raise RuleError("Välj minst en enhet.", field="enhet_ids")
    if ny.slut is not None and ny.slut < ny.start:
        raise RuleError("Slutdatum ligger före startdatum.", field="slut")
    mall = load(session, Mall, ny.mall_id)
    require_at_work(session, ny.ansvarig_id, field="ansvarig_id")
    made = 0
    for enhet_id in ny.enhet_ids:
        require(session, Ratt.PLANERA, enhet_id)
        unit = require_open(session, enhet_id, ny.start, field="enhet_ids")
        plan = Plan(
            mall_id=mall.id,
            enhet_id=unit.id,
            start=ny.start,
            slut=ny.slut,
            upprepning=ny.upprepning,
            ansvarig_id=ny.ansvarig_id,
        )
        session.add(plan)
        session.flush()
        made += make_occurrences(session, plan, idag() + HORIZON)
    text = (
        f"{mall.namn}: {made} tillfällen planerade på {len(ny.enhet_ids)} enhet{'er' if len(ny.enhet_ids) > 1 else ''}"
    )
    return changed(session, text, Plan, Egenkontroll)


def make_occurrences(session: WriteSession, plan: Plan, until: date) -> int:
    """Make the occurrences of a plan that do not exist yet. Occurrence k is computed from the anchor; one that was
    moved, done or called off is left as it is, and none is made after the unit's last day. Answers how many were made.
    """
    ends = read_trad(session).last_day(plan.enhet_id)
    until = min(day for day in (until, plan.slut, ends) if day is not None)
    have = set(session.scalars(select(Egenkontroll.k).where(Egenkontroll.plan_id == plan.id)))
    made, k = 0, 0
    while (day := occurrence(plan.start, plan.upprepning, k)) is not None and day <= until:
        if k not in have:
            session.add(
                Egenkontroll(
                    enhet_id=plan.enhet_id,
                    plan_id=plan.id,
                    k=k,
                    mall_id=plan.mall_id,
                    planerad_datum=day,
                    ursprungligt_datum=day,
                    status=EgenkontrollStatus.PLANERAD,
                    ansvarig_id=plan.ansvarig_id,
                )
            )
            made += 1
        k += 1
    return made


@verb("renew_plans")
def renew_plans(session: WriteSession, *, until: date | None = None) -> Change:
    """Make what is due of every plan that the person may plan: a program that was off for months catches up."""
    mine = Plan.enhet_id.in_(behorighet(session).units(Ratt.PLANERA))
    for plan in session.scalars(select(Plan).where(Plan.borttagen.is_(None), mine)):
        make_occurrences(session, plan, until or idag() + HORIZON)
    return changed(session, "", Egenkontroll)


@verb("end_plan")
def end_plan(session: WriteSession, *, plan_id: int, slut: date) -> Change:
    """End a plan: occurrences after the day that nobody has begun are taken away."""
    plan = load(session, Plan, plan_id)
    if not may(session, Ratt.LASA, plan.enhet_id):
        raise RuleError(GONE)
    require(session, Ratt.PLANERA, plan.enhet_id)
    plan.slut = slut
    later = select(Egenkontroll).where(
        Egenkontroll.plan_id == plan.id,
        Egenkontroll.planerad_datum > slut,
        Egenkontroll.status == EgenkontrollStatus.PLANERAD,
    )
    for item in session.scalars(later):
        item.borttagen = item.andrad
    return changed(session, f"Planen slutar {slut.isoformat()}", Plan, Egenkontroll, row_id=plan.id)
