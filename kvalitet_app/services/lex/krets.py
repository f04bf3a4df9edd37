"""Who may see a case under lex Sarah or lex Maria, and who has been told of it."""

from datetime import date, datetime

from sqlalchemy import func, select

from kvalitet_app.db.models import ArendeKrets, Lasloggrad, LexSarahArende, Person, Underrattelse
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag, local, now
from kvalitet_app.domain.lex.arenden import KretsRow, UnderrattelseRow
from kvalitet_app.domain.lex.ord import Mottagarslag
from kvalitet_app.domain.lex.steg import CLOSED
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.lex import TRUSTED, open_for_work
from kvalitet_app.services.access.organisation import holders
from kvalitet_app.services.access.rights import person_id as current_person
from kvalitet_app.services.access.rights import visible_lex
from kvalitet_app.services.change.changing import changed, load, refuse_numbers, required, told_alike
from kvalitet_app.services.lex.rapportering import close_circle, join_circle


def circle_of(session: ReadSession, case: LexSarahArende, *, untold: int | None = None) -> tuple[KretsRow, ...]:
    """The circle with what each does in the case, then those whose uppdrag lets them see it.

    `untold` is the reporter whose part in the case is not told.
    """
    last = _last_read(session, case)
    query = (
        select(ArendeKrets.id, ArendeKrets.person_id, Person.namn, ArendeKrets.skapad)
        .join(Person, Person.id == ArendeKrets.person_id)
        .where(ArendeKrets.arende_id == case.id, ArendeKrets.borttagen.is_(None))
        .order_by(Person.namn_sort)
    )
    members = [
        KretsRow(
            i,
            who,
            namn,
            _part(session, case, who, untold),
            local(since).date(),
            last.get(who),
        )
        for i, who, namn, since in session.execute(query)
    ]
    known = {row.person_id for row in members}
    others = holders(session, case.enhet_id, TRUSTED) - known
    people = session.execute(select(Person.id, Person.namn).where(Person.id.in_(others)).order_by(Person.namn_sort))
    by_right = [
        KretsRow(None, who, namn, f"{_role(session, case, who)}, genom sitt uppdrag", None, last.get(who))
        for who, namn in people
    ]
    return (*members, *by_right)


def new_circles(session: ReadSession) -> tuple[tuple[int, str, date], ...]:
    """The open cases whose circle the person at work has been let into and that she has not read since.

    Id, designation and the day she came in. What she reported herself she knows of.
    """
    who = current_person(session)
    read = select(Lasloggrad.id).where(
        Lasloggrad.person_id == who,
        Lasloggrad.tabell == "lex_sarah_arende",
        Lasloggrad.rad_id == ArendeKrets.arende_id,
        Lasloggrad.tid >= ArendeKrets.andrad,
    )
    query = (
        select(LexSarahArende.id, LexSarahArende.beteckning, ArendeKrets.andrad)
        .join(ArendeKrets, ArendeKrets.arende_id == LexSarahArende.id)
        .where(
            visible_lex(session),
            ArendeKrets.person_id == who,
            ArendeKrets.borttagen.is_(None),
            LexSarahArende.status.not_in(CLOSED),
            LexSarahArende.rapportor_id.is_distinct_from(who),
            ~read.exists(),
        )
        .order_by(LexSarahArende.id)
    )
    return tuple((i, name, local(since).date()) for i, name, since in session.execute(query))


def _last_read(session: ReadSession, case: LexSarahArende) -> dict[int, datetime]:
    query = (
        select(Lasloggrad.person_id, func.max(Lasloggrad.tid))
        .where(Lasloggrad.tabell == "lex_sarah_arende", Lasloggrad.rad_id == case.id)
        .group_by(Lasloggrad.person_id)
    )
    return dict(session.execute(query).all())


def _part(session: ReadSession, case: LexSarahArende, who: int, untold: int | None) -> str:
    """What somebody does in the case, or which uppdrag she has on the unit."""
    parts = (("Rapportör", case.rapportor_id), ("Mottagare", case.mottagen_av_id), ("Utredare", case.utredare_id))
    return (
        " och ".join(word for word, person in parts if person == who != untold)
        or _role(session, case, who)
        or "Tillagd"
    )


def _role(session: ReadSession, case: LexSarahArende, who: int) -> str:
    order = (Roll.SAS, Roll.MAS, Roll.MAR, Roll.ENHETSCHEF, Roll.VERKSAMHETSUTVECKLARE, Roll.ADMINISTRATOR)
    return next((roll.word for roll in order if who in holders(session, case.enhet_id, (roll,))), "")


def told_of(session: ReadSession, case: LexSarahArende) -> tuple[UnderrattelseRow, ...]:
    """Who has been told, in the order of the days."""
    query = (
        select(Underrattelse)
        .where(Underrattelse.arende_id == case.id, Underrattelse.borttagen.is_(None))
        .order_by(Underrattelse.datum, Underrattelse.id)
    )
    return tuple(UnderrattelseRow(u.id, u.slag, u.vem, u.datum, u.form, u.version) for u in session.scalars(query))


@verb("add_krets")
def add_krets(session: WriteSession, *, arende_id: int, person_id: int) -> Change:
    """Let somebody see a case; the answer says so in full, since it can be read from now on.

    Raises:
        RuleError: nobody is chosen, or the person is in the circle already.
        AccessError: the person at work does not lead the case.
    """
    case = open_for_work(session, arende_id)
    if not person_id:
        raise RuleError("Välj vem som ska vara med i kretsen.", field="person_id")
    person = load(session, Person, person_id)
    if not person.aktiv:
        raise RuleError(f"{person.namn} har slutat och kan inte vara med.", field="person_id")
    if not join_circle(session, case, person.id):
        raise RuleError(f"{person.namn} är redan med i kretsen.", field="person_id")
    return changed(
        session,
        f"{person.namn} är nu med i kretsen och kan läsa hela {case.beteckning}",
        ArendeKrets,
        LexSarahArende,
        row_id=case.id,
    )


@verb("remove_krets")
def remove_krets(session: WriteSession, *, krets_id: int) -> Change:
    """Take somebody out of a circle.

    Raises:
        RuleError: she investigates the case, or nobody would be left who sees it.
        AccessError: the person at work does not lead the case.
    """
    with told_alike():
        row = load(session, ArendeKrets, krets_id)
        case = open_for_work(session, row.arende_id)
    person = session.get_one(Person, row.person_id)
    if case.utredare_id == person.id and case.status not in CLOSED:
        raise RuleError(f"{person.namn} utreder ärendet. Byt utredare först.")
    others = set(
        session.scalars(
            select(ArendeKrets.person_id)
            .join(Person, Person.id == ArendeKrets.person_id)
            .where(ArendeKrets.arende_id == case.id, ArendeKrets.borttagen.is_(None), Person.aktiv)
        )
    ) - {person.id}
    if not others | holders(session, case.enhet_id, TRUSTED):
        raise RuleError(f"{person.namn} är den sista som ser ärendet. Lägg till någon annan först.")
    close_circle(row)
    return changed(session, f"{person.namn} är inte längre med i kretsen", ArendeKrets, LexSarahArende, row_id=case.id)


@verb("add_underrattelse")
def add_underrattelse(
    session: WriteSession,
    *,
    arende_id: int,
    slag: Mottagarslag | None,
    vem: str = "",
    datum: date | None,
    form: str = "",
) -> Change:
    """Note that somebody has been told of the case.

    Raises:
        RuleError: it is not said who or when, the day lies ahead, or a text holds a possible personnummer.
        AccessError: the person neither leads nor investigates the case.
    """
    case = open_for_work(session, arende_id, investigator=True)
    if slag is None:
        raise RuleError("Välj vem som har fått veta.", field="slag")
    if slag is Mottagarslag.ANNAN:
        required(vem, "Skriv vem som har fått veta.", field="vem")
    if datum is None or datum > idag():
        raise RuleError("Ange när, senast i dag.", field="datum")
    refuse_numbers((), vem=vem, form=form)
    session.add(
        Underrattelse(
            arende_id=case.id, enhet_id=case.enhet_id, slag=slag, vem=vem.strip(), datum=datum, form=form.strip()
        )
    )
    return changed(
        session, f"Antecknat: {slag.word.lower()} har fått veta", Underrattelse, LexSarahArende, row_id=case.id
    )


@verb("remove_underrattelse")
def remove_underrattelse(session: WriteSession, *, underrattelse_id: int) -> Change:
    """Take a wrong note away; it stays in the journal."""
    with told_alike():
        row = load(session, Underrattelse, underrattelse_id)
        case = open_for_work(session, row.arende_id, investigator=True)
    row.borttagen = now()
    return changed(session, "Anteckningen togs bort", Underrattelse, LexSarahArende, row_id=case.id)
