"""Who is at work and what that person may do: every service asks here."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, text, true

from kvalitet_app.db import models
from kvalitet_app.db.models import Avvikelse, Enhet, Sokpost
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.avvikelser.steg import NOT_COUNTED
from kvalitet_app.domain.errors import AccessError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Behorighet, Ratt, Tilldelning
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.services.change.remembered import forget, remembered

_COVERED = text(
    "WITH RECURSIVE under(roll, topp, id) AS ("
    "SELECT u.roll, u.enhet_id, u.enhet_id FROM uppdrag u JOIN person p ON p.id = u.person_id "
    "WHERE u.person_id = :person AND u.borttagen IS NULL AND p.borttagen IS NULL AND p.aktiv "
    "AND u.giltig_fran <= :today AND (u.giltig_till IS NULL OR u.giltig_till >= :today) "
    "UNION SELECT under.roll, under.topp, e.id FROM enhet e JOIN under ON e.foralder_id = under.id) "
    "SELECT roll, topp, id FROM under"
)


def person_id(session: ReadSession) -> int:
    """The person at work.

    Raises:
        AccessError: nobody is signed in.
    """
    found = at_work(session)
    if found is None:
        raise AccessError("Du finns inte i personregistret. Be administratören lägga till dig under Inställningar.")
    return found


def at_work(session: ReadSession) -> int | None:
    """The person at work, or None while a register is being made and nobody stands in it yet."""
    found: int | None = session.info.get("person_id")
    return found


def let_work(session: WriteSession, person_id: int) -> None:
    """From here on this person is at work: the first one of a register that is being made."""
    session.info["person_id"] = person_id


@dataclass(slots=True)
class _Rights:
    """What was worked out for one person and day; `visible` by the units asked for."""

    behorighet: Behorighet
    enheter: frozenset[int] | None = None
    tops: frozenset[int] | None = None
    visible: dict[frozenset[int] | None, ColumnElement[bool]] = field(default_factory=dict)


def _rights(session: ReadSession) -> _Rights:
    """The transaction's rights, shared for as long as the journal ends with the same line: none changes without one."""
    who, day = person_id(session), idag()
    return remembered(session, _Rights, lambda: _Rights(_work_out(session, who, day)), of=(who, day))


def behorighet(session: ReadSession) -> Behorighet:
    """What the person at work may do, worked out once a transaction."""
    return _rights(session).behorighet


def _work_out(session: ReadSession, who: int, day: date) -> Behorighet:
    covered: dict[tuple[str, int], set[int]] = {}
    for roll, top, enhet in session.execute(_COVERED, {"person": who, "today": day}):
        covered.setdefault((roll, top), set()).add(enhet)
    given = tuple(Tilldelning(Roll(roll), frozenset(units)) for (roll, _), units in covered.items())
    return Behorighet(who, given)


def readable_by(session: ReadSession, person_id: int) -> frozenset[int]:
    """The units that somebody else may read today: what that person can be given to do."""
    return _work_out(session, person_id, idag()).units(Ratt.LASA)


def forget_rights(session: ReadSession) -> None:
    """Work everything out anew from here: this transaction has changed the units or the uppdrag."""
    forget(session, _Rights)


def may(session: ReadSession, ratt: Ratt, enhet_id: int) -> bool:
    """Whether the person at work has this right on this unit: what a page offers, before `require` is asked."""
    return behorighet(session).may(ratt, enhet_id)


def may_at_top(session: ReadSession, ratt: Ratt) -> bool:
    """Whether the person at work has this right on the whole organisation: a right on a part is none on the whole."""
    tops = top_units(session)
    return bool(tops) and behorighet(session).units(ratt) >= tops


def require(session: ReadSession, ratt: Ratt, enhet_id: int) -> None:
    """Raises AccessError unless the person at work has this right on this unit."""
    if not may(session, ratt, enhet_id):
        raise AccessError(f"Ditt uppdrag ger dig inte rätt att {ratt.word} här. Be administratören om det behövs.")


def require_somewhere(session: ReadSession, ratt: Ratt) -> None:
    """Raises AccessError unless the person at work has this right on any unit: what is shown is then cut to those."""
    if not behorighet(session).may_somewhere(ratt):
        raise AccessError(f"Ditt uppdrag ger dig inte rätt att {ratt.word}. Be administratören om det behövs.")


def require_at_top(session: ReadSession, ratt: Ratt) -> None:
    """Raises AccessError unless the person at work has this right on the whole organisation."""
    if not may_at_top(session, ratt):
        raise AccessError(
            f"Det här gäller alla. Bara den som har rätt att {ratt.word} för hela organisationen får göra det."
        )


def require_handling(session: ReadSession, avvikelse: Avvikelse) -> None:
    """Raises AccessError unless the person at work may take this case through its steps."""
    if not behorighet(session).may_handle(avvikelse.enhet_id, avvikelse.lagrum):
        what = (Ratt.HANDLAGGA_HSL if avvikelse.lagrum is Lagrum.HSL else Ratt.HANDLAGGA_AVVIKELSE).word
        raise AccessError(f"Ditt uppdrag ger dig inte rätt att {what} här.")


def require_any(session: ReadSession, ratter: tuple[Ratt, ...], enhet_id: int, *, named: Ratt) -> None:
    """Raises AccessError, which names one of the rights, unless the person at work has any of them on the unit."""
    if not any(may(session, ratt, enhet_id) for ratt in ratter):
        require(session, named, enhet_id)


def require_own(session: ReadSession, ratt: Ratt, enhet_id: int, *, person: int | None, sentence: str) -> None:
    """Raises AccessError with the sentence unless it is the person's own to do, or a right on the unit."""
    if person != person_id(session) and not may(session, ratt, enhet_id):
        raise AccessError(sentence)


def require_copies(session: ReadSession) -> None:
    """Raises AccessError unless the person at work may take and restore copies: they hold the protected cases too."""
    require_at_top(session, Ratt.KOPIOR)


def top_units(session: ReadSession) -> frozenset[int]:
    """The units that lie below no other: one, unless a register was made before that was asked."""
    rights = _rights(session)
    if rights.tops is None:
        query = select(Enhet.id).where(Enhet.foralder_id.is_(None), Enhet.borttagen.is_(None))
        rights.tops = frozenset(session.scalars(query))
    return rights.tops


def all_units(session: ReadSession) -> frozenset[int]:
    """Every unit there is."""
    rights = _rights(session)
    if rights.enheter is None:
        rights.enheter = frozenset(session.scalars(select(Enhet.id)))
    return rights.enheter


def readable_units(session: ReadSession, asked: frozenset[int] | None) -> frozenset[int] | None:
    """The units a list may show: what was asked for, cut to what the person may read. None means no limit at all."""
    mine = behorighet(session).units(Ratt.LASA)
    if asked is not None:
        return asked & mine
    return None if mine >= all_units(session) else mine


def sees_protected(session: ReadSession, units: frozenset[int]) -> bool:
    """Whether every protected case of the units is the person's to see."""
    return behorighet(session).units(Ratt.SE_SKYDDAD) >= units


def visible_avvikelser(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """The condition every list, count and search of avvikelser goes through.

    A protected case is seen by its reporter, by those with the right on its unit, and by its circle. It is the same
    object for as long as the rights stand, so that questions made with it can be kept.
    """
    rights = _rights(session)
    if asked not in rights.visible:
        units = readable_units(session, asked)
        in_units = true() if units is None else Avvikelse.enhet_id.in_(units)
        seen = true() if sees_protected(session, all_units(session)) else _open_or_mine(rights.behorighet)
        rights.visible[asked] = and_(in_units, Avvikelse.borttagen.is_(None), seen)
    return rights.visible[asked]


def counted_avvikelser(session: ReadSession, asked: frozenset[int] | None = None) -> ColumnElement[bool]:
    """The condition every figure goes through: what may be seen, without doubles and what was no avvikelse."""
    return and_(visible_avvikelser(session, asked), Avvikelse.status.not_in(NOT_COUNTED))


def _open_or_mine(mine: Behorighet) -> ColumnElement[bool]:
    trusted = mine.units(Ratt.SE_SKYDDAD)
    circle = (
        select(models.LexSarahArende.avvikelse_id)
        .join(models.ArendeKrets, models.ArendeKrets.arende_id == models.LexSarahArende.id)
        .where(
            models.ArendeKrets.person_id == mine.person_id,
            models.ArendeKrets.borttagen.is_(None),
            models.LexSarahArende.avvikelse_id.is_not(None),
        )
    )
    return or_(
        Avvikelse.skyddad.is_(False),
        Avvikelse.rapportor_id == mine.person_id,
        Avvikelse.enhet_id.in_(trusted) if trusted else false(),
        Avvikelse.id.in_(circle),
    )


def visible_lex(session: ReadSession) -> ColumnElement[bool]:
    """The condition on lex Sarah cases: those with the right on the unit, and the circle."""
    trusted = behorighet(session).units(Ratt.SE_SKYDDAD)
    mine = select(models.ArendeKrets.arende_id).where(
        models.ArendeKrets.person_id == person_id(session), models.ArendeKrets.borttagen.is_(None)
    )
    return and_(
        models.LexSarahArende.borttagen.is_(None),
        or_(models.LexSarahArende.enhet_id.in_(trusted) if trusted else false(), models.LexSarahArende.id.in_(mine)),
    )


def seen_by_case(session: ReadSession) -> ColumnElement[bool]:
    """The condition on åtgärder that those of a case which only its circle sees are seen by the circle only."""
    case = select(Avvikelse.id).where(Avvikelse.id == models.Atgard.avvikelse_id, visible_avvikelser(session))
    lex = select(models.LexSarahArende.id).where(
        models.LexSarahArende.id == models.Atgard.lex_sarah_arende_id, visible_lex(session)
    )
    return and_(  # asked per åtgärd: a list of all the cases one sees is long
        or_(models.Atgard.avvikelse_id.is_(None), case.correlate(models.Atgard).exists()),
        or_(models.Atgard.lex_sarah_arende_id.is_(None), lex.correlate(models.Atgard).exists()),
    )


def visible_search(session: ReadSession) -> ColumnElement[bool]:
    """The condition search over all kinds goes through."""
    units = readable_units(session, None)
    in_units = true() if units is None else or_(Sokpost.enhet_id.is_(None), Sokpost.enhet_id.in_(units))
    avvikelse = select(Avvikelse.id).where(Avvikelse.id == Sokpost.rad_id, visible_avvikelser(session))
    lex = select(models.LexSarahArende.id).where(models.LexSarahArende.id == Sokpost.rad_id, visible_lex(session))
    action = select(models.Atgard.id).where(models.Atgard.id == Sokpost.rad_id, seen_by_case(session))
    return and_(
        in_units,
        or_(
            and_(Sokpost.skyddad.is_(False), Sokpost.tabell != "atgard"),
            and_(Sokpost.tabell == "atgard", action.correlate(Sokpost).exists()),
            and_(Sokpost.tabell == "avvikelse", avvikelse.correlate(Sokpost).exists()),
            and_(Sokpost.tabell == "lex_sarah_arende", lex.correlate(Sokpost).exists()),
        ),
    )


def note_read(session: ReadSession, tabell: str, rad_id: int) -> None:
    """Remember that the person at work opened a protected record: reading that leaves a trace, by its own door."""
    session.leave_trace(person_id(session), tabell, rad_id)
