"""The first page: what waits for me, four figures, three pictures. Every number names the rows it counts."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from kvalitet_app.db.models import Avvikelse, Enhet, LexSarahArende, Plan, Rutin, Uppdrag
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, case_number
from kvalitet_app.domain.avvikelser.steg import NEXT_STEP, NOT_COUNTED, OPEN
from kvalitet_app.domain.berattelse.jamforelse import counted
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.kalender import STOCKHOLM, idag, now
from kvalitet_app.domain.lex.arenden import MILSTOLPAR, LexUrval, milestones
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum
from kvalitet_app.domain.oversikt import EnhetLage, ForstaSteg, Nar, Nyckeltal, Oversikt, Vantar
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.synpunkter import SynpunktStatus, SynpunktUrval, due_day
from kvalitet_app.domain.tal import listed_some
from kvalitet_app.domain.text import short_title, sort_key
from kvalitet_app.services.access.rights import behorighet, counted_avvikelser, person_id, visible_avvikelser
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser.arbetslistor import limit_view
from kvalitet_app.services.change.remembered import answered
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, find_egenkontroller, status_by_unit
from kvalitet_app.services.register.granser import read_grans
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.services.synpunkter.listor import find_synpunkter, synpunkt_rows, targets

AHEAD = timedelta(days=30)
EACH = 200
IN_USE = 20  # avvikelser: a register with so many is no longer new
GROUPED = 2
NEW_DAYS = timedelta(days=7)
NEXT_OF_LEX = dict(
    zip(MILSTOLPAR, ("Ta emot rapporten", "Förhandsbedöm rapporten", "Utred rapporten", "För in beslutet"), strict=True)
)


def gather_oversikt(session: ReadSession, *, ar: int, enheter: frozenset[int] | None) -> Oversikt:
    """Everything on the first page, for a year and a scope (None: all one may read)."""
    return answered(session, lambda: _gather(session, ar, enheter), of=("oversikt", ar, enheter))


def _gather(session: ReadSession, ar: int, enheter: frozenset[int] | None) -> Oversikt:
    units = tuple(EnhetLage(*row) for row in status_by_unit(session, ar=ar, enheter=enheter))
    waiting = list_waiting(session)
    return Oversikt(
        ar,
        waiting,
        _figures(session, enheter, units),
        _months(session, ar, enheter),
        _last_year(session, ar - 1, enheter),
        units,
        first_steps(session),
    )


def first_steps(session: ReadSession) -> tuple[ForstaSteg, ...]:
    """What a new register still needs, for who may give it that; none once all is done or many cases are in it."""
    cases = len(session.scalars(select(Avvikelse.id).limit(IN_USE)).all())
    if cases == IN_USE or not behorighet(session).may_somewhere(Ratt.ORGANISATION):
        return ()

    def some(query: Select[Any]) -> bool:
        return session.scalar(query.limit(1)) is not None

    roles = select(Uppdrag.person_id).where(Uppdrag.borttagen.is_(None), Uppdrag.person_id != person_id(session))
    steps = (
        ForstaSteg(
            "Lägg upp enheterna", "installningar", "enheter", some(_living(Enhet, Enhet.niva == EnhetNiva.ENHET))
        ),
        ForstaSteg("Lägg upp personerna och ge dem uppdrag", "installningar", "personer", some(roles)),
        ForstaSteg("Planera egenkontroller", "egenkontroller", "", some(_living(Plan))),
        ForstaSteg("Lägg upp rutinerna", "rutiner", "", some(_living(Rutin))),
        ForstaSteg("Registrera den första avvikelsen", "avvikelser", "", bool(cases)),
    )
    return () if all(step.klart for step in steps) else steps


def _living(kind: type[Enhet | Plan | Rutin], *limits: ColumnElement[bool]) -> Select[Any]:
    return select(kind.id).where(kind.borttagen.is_(None), *limits)


def list_waiting(session: ReadSession) -> tuple[Vantar, ...]:
    """Everything that waits for the person at work, the late first."""
    return tuple(sorted(_waiting(session), key=lambda item: (list(Nar).index(item.nar), item.datum, item.titel)))


def count_waiting(session: ReadSession) -> dict[str, int]:
    """How much waits for the person at work, by page: the badges of the navigation."""
    counts: dict[str, int] = {}
    for item in _waiting(session):
        if item.nar is not Nar.SENARE:
            counts[item.sida] = counts.get(item.sida, 0) + item.antal
    return counts


def _waiting(session: ReadSession) -> Iterable[Vantar]:
    yield from _cases(session)
    yield from _actions(session)
    yield from _checks(session)
    yield from _reviews(session)
    yield from _views(session)
    yield from _lex(session)


def _when(day: date) -> Nar:
    now = idag()
    return Nar.FORSENAT if day < now else Nar.I_DAG if day == now else Nar.SENARE


def _cases(session: ReadSession) -> Iterable[Vantar]:
    query = (
        select(
            Avvikelse.id,
            Avvikelse.ar,
            Avvikelse.nr,
            Avvikelse.rubrik,
            Avvikelse.status,
            Avvikelse.registrerad_vid,
            func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn),
        )
        .join(Enhet, Enhet.id == Avvikelse.enhet_id)
        .where(visible_avvikelser(session), *limit_view(session, "att_gora"))
        .order_by(Avvikelse.ar, Avvikelse.nr)
        .limit(EACH)
    )
    limit = timedelta(days=read_grans(session, "dagar_oppen"))
    new = [row for row in session.execute(query) if row.status is AvvikelseStatus.REGISTRERAD]
    if len(new) > GROUPED:
        yield _many_new(new)
    for row_id, ar, nr, rubrik, status, registered, enhet in session.execute(query):
        first = status is AvvikelseStatus.REGISTRERAD
        if first and len(new) > GROUPED:
            continue
        due = registered.astimezone(STOCKHOLM).date() + (timedelta() if first else limit)
        when = Nar.I_DAG if first and due >= idag() - NEW_DAYS else _when(due)
        shown = max(due, idag()) if when is Nar.I_DAG else due
        yield Vantar(
            "avvikelser",
            row_id,
            f"{NEXT_STEP[status]}: {rubrik}",
            f"Avvikelse {case_number(ar, nr)} · {enhet}",
            shown,
            when,
        )


def _many_new(rows: Sequence[Row[*tuple[Any, ...]]]) -> Vantar:
    """Several new cases are one thing to do."""
    oldest = min(row.registrerad_vid for row in rows).astimezone(STOCKHOLM).date()
    units = sorted({row[6] for row in rows}, key=sort_key)
    shown = listed_some(units, 3)
    late = oldest < idag() - NEW_DAYS
    when, day = (Nar.FORSENAT, oldest) if late else (Nar.I_DAG, idag())
    return Vantar("avvikelser", None, f"Ta emot {len(rows)} nya avvikelser", shown, day, when, "nya", len(rows))


def _actions(session: ReadSession) -> Iterable[Vantar]:
    ids = find_atgarder(session, urval=AtgardUrval(vy="mina"))[:EACH]
    for row in atgard_rows(session, ids).values():
        line = f"Åtgärd · {row.kalla_namn} · {row.enhet}"
        yield Vantar("atgarder", row.id, short_title(row.text), line, row.klart_senast, _when(row.klart_senast))


def _checks(session: ReadSession) -> Iterable[Vantar]:
    urval = EgenkontrollUrval(vy="mina", till=idag() + AHEAD)
    rows = egenkontroll_rows(session, find_egenkontroller(session, urval=urval)[:EACH])
    for row in rows.values():
        day = row.planerad_datum
        first = f", skulle ha gjorts {row.ursprungligt_datum}" if row.flyttad and row.is_overdue(idag()) else ""
        yield Vantar("egenkontroller", row.id, row.mall, f"Egenkontroll · {row.enhet}{first}", day, _when(day))


def _reviews(session: ReadSession) -> Iterable[Vantar]:
    me, mine = person_id(session), behorighet(session)
    for row in all_rutiner(session):
        late = row.lage in (RutinLage.UTGANGEN, RutinLage.SNART)
        if row.agare_id == me and mine.may(Ratt.RUTIN, row.enhet_id) and late and row.oversyn_senast is not None:
            title = f"Se över rutin {row.nr}"
            yield Vantar("rutiner", row.id, title, row.titel, row.oversyn_senast, _when(row.oversyn_senast))


def _views(session: ReadSession) -> Iterable[Vantar]:
    """Synpunkter that wait for an answer from the person at work, or for somebody of her units to receive them."""
    found = find_synpunkter(session, urval=SynpunktUrval(vy="oppna", fallande=False))[:EACH]
    me, mal = behorighet(session), targets(session)
    mine = set(find_synpunkter(session, urval=SynpunktUrval(vy="mina")))
    for row in synpunkt_rows(session, found).values():
        new = row.status is SynpunktStatus.MOTTAGEN and me.may(Ratt.HANDLAGGA_AVVIKELSE, row.enhet_id)
        due = due_day(row, mal)
        if due is not None and (row.id in mine or new):
            what = "Bekräfta" if row.bekraftad_datum is None else "Svara"
            line = f"Synpunkt {row.beteckning} · {row.enhet}"
            yield Vantar("synpunkter", row.id, f"{what}: {row.amne}", line, due, _when(due))


def _lex(session: ReadSession) -> Iterable[Vantar]:
    """Cases under lex Sarah and lex Maria that wait for whoever leads or investigates them, by their next target."""
    from kvalitet_app.services.lex.listor import find_lex, lex_rows
    from kvalitet_app.services.lex.listor import targets as lex_targets
    from kvalitet_app.services.lex.rapportering import receivers

    rows = lex_rows(session, find_lex(session, urval=LexUrval(vy="oppna"))[:EACH]).values()
    if not rows:
        return
    me, mal = person_id(session), lex_targets(session)
    leads = {place: me in receivers(session, *place) for place in {(row.enhet_id, row.slag) for row in rows}}
    investigates = frozenset(session.scalars(select(LexSarahArende.id).where(LexSarahArende.utredare_id == me)))
    for row in rows:
        left = next((one for one in milestones(row, mal, idag()) if one.natt is None), None)
        if left is not None and (leads[row.enhet_id, row.slag] or row.id in investigates):
            due = row.rapporterad_datum + timedelta(days=left.mal)
            line = f"{row.slag.word} {row.beteckning} · {row.enhet}"
            yield Vantar("lex", row.id, NEXT_OF_LEX[left.namn], line, due, _when(due))


def _figures(session: ReadSession, enheter: frozenset[int] | None, units: tuple[EnhetLage, ...]) -> Nyckeltal:
    seen = visible_avvikelser(session, enheter)
    is_open = Avvikelse.status.in_(OPEN)
    limit = now() - timedelta(days=read_grans(session, "dagar_oppen"))
    number = select(func.count()).select_from(Avvikelse)
    oldest = session.scalar(select(func.min(Avvikelse.registrerad_vid)).where(seen, is_open))
    rutiner = [row.lage for row in all_rutiner(session, enheter)]
    return Nyckeltal(
        oppna=session.scalar(number.where(seen, is_open)) or 0,
        oppna_i_fjol=_open_a_year_ago(session, seen),
        forsenade=session.scalar(number.where(seen, is_open, Avvikelse.registrerad_vid < limit)) or 0,
        aldsta_dagar=(now() - oldest).days if oldest is not None else None,
        egenkontroller_gjorda=sum(unit.gjorda for unit in units),
        egenkontroller_planerade=sum(unit.planerade for unit in units),
        egenkontroller_mal=read_grans(session, "mal_egenkontroll"),
        rutiner=len(rutiner),
        rutiner_att_se_over=sum(lage in (RutinLage.UTGANGEN, RutinLage.SNART) for lage in rutiner),
        rutiner_forsenade=rutiner.count(RutinLage.UTGANGEN),
    )


def _open_a_year_ago(session: ReadSession, seen: ColumnElement[bool]) -> int | None:
    """How many stood open then; None where nothing at all had been registered."""
    day = _a_year_ago(idag())
    first = session.scalar(select(func.min(Avvikelse.registrerad_vid)).where(seen))
    if first is None or first.astimezone(STOCKHOLM).date() > day:
        return None
    return (
        session.scalar(
            select(func.count())
            .select_from(Avvikelse)
            .where(seen, Avvikelse.status.not_in(NOT_COUNTED), _open_then(day))
        )
        or 0
    )


def _a_year_ago(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _open_then(day: date) -> ColumnElement[bool]:
    end = datetime.combine(day + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC)
    return and_(Avvikelse.registrerad_vid < end, or_(Avvikelse.avslutad_vid.is_(None), Avvikelse.avslutad_vid >= end))


def _last_year(session: ReadSession, ar: int, enheter: frozenset[int] | None) -> tuple[int, ...]:
    """The months to compare with; none where the register holds nothing of the year or earlier."""
    query = select(Avvikelse.handelse_ar).where(Avvikelse.lagrum.in_((Lagrum.SOL, Lagrum.LSS)))
    forsta = session.scalar(query.where(Avvikelse.borttagen.is_(None)).order_by(Avvikelse.handelse_ar).limit(1))
    return () if counted(0, ar, forsta=forsta).varde is None else _months(session, ar, enheter)


def _months(session: ReadSession, ar: int, enheter: frozenset[int] | None) -> tuple[int, ...]:
    query = (
        select(Avvikelse.handelse_manad, func.count())
        .where(
            counted_avvikelser(session, enheter),
            Avvikelse.handelse_ar == ar,
            Avvikelse.lagrum.in_((Lagrum.SOL, Lagrum.LSS)),
        )
        .group_by(Avvikelse.handelse_manad)
    )
    found = dict(session.execute(query).all())
    return tuple(found.get(month, 0) for month in range(1, 13))
