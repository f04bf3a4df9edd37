"""What is left open on a unit or with a person, and handing it over to somebody else.

Protected cases and those under lex Sarah and lex Maria are handed over by whoever leads them, never here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from sqlalchemy import ColumnElement, or_, select

from kvalitet_app.db.models import Atgard, Avvikelse, Egenkontroll, Person, Plan, Process, Rutin, Synpunkt
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import OPEN as ATGARD_OPEN
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.fragor import Noun, Sokfraga
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.kvar import Kvar, said_left
from kvalitet_app.domain.synpunkter import OPEN as SYNPUNKT_OPEN
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import visible_egenkontroller
from kvalitet_app.services.access.organisation import require_at_work
from kvalitet_app.services.access.rights import (
    may,
    may_at_top,
    readable_by,
    require_at_top,
    visible_avvikelser,
)
from kvalitet_app.services.atgarder import find_atgarder, visible_atgarder
from kvalitet_app.services.avvikelser.handlaggning import handler_ids
from kvalitet_app.services.change.changing import changed, load
from kvalitet_app.services.egenkontroller.tillfallen import WAITING
from kvalitet_app.services.lex.listor import find_lex
from kvalitet_app.services.synpunkter.listor import find_synpunkter, visible_synpunkter

Owned: TypeAlias = Avvikelse | Atgard | Synpunkt | Egenkontroll | Rutin | Process
TABLES = (Avvikelse, Atgard, Synpunkt, Egenkontroll, Plan, Rutin, Process)
WORDS: dict[Noun, tuple[str, str]] = {
    "avvikelser": ("öppen avvikelse", "öppna avvikelser"),
    "atgarder": ("öppen åtgärd", "öppna åtgärder"),
    "synpunkter": ("öppen synpunkt", "öppna synpunkter"),
    "lex": ("öppet ärende enligt lex Sarah eller lex Maria", "öppna ärenden enligt lex Sarah eller lex Maria"),
    "egenkontroller": ("egenkontroll som väntar", "egenkontroller som väntar"),
    "rutiner": ("rutin", "rutiner"),
    "processer": ("process", "processer"),
}


def left_on_unit(session: ReadSession, *, enhet_id: int) -> tuple[Kvar, ...]:
    """What stands open on one unit, of what the person may see; nothing for who may not change the unit."""
    if not may(session, Ratt.ORGANISATION, enhet_id):
        return ()
    only = frozenset({enhet_id})
    cases = select(Avvikelse.id).where(visible_avvikelser(session, only), Avvikelse.status.in_(OPEN))
    checks = select(Egenkontroll.id).where(
        visible_egenkontroller(session, only), Egenkontroll.status.in_(WAITING), Egenkontroll.borttagen.is_(None)
    )
    rules = select(Rutin.id).where(Rutin.enhet_id == enhet_id, Rutin.borttagen.is_(None))
    lex = len(find_lex(session, urval=LexUrval(vy="oppna", enheter=only)))
    return (
        *_named("avvikelser", session.scalars(cases)),
        *_named("atgarder", find_atgarder(session, urval=AtgardUrval("oppna", only))),
        *_named("synpunkter", find_synpunkter(session, urval=SynpunktUrval("oppna", only))),
        *((Kvar(lex, WORDS["lex"], Sokfraga("lex", enhet=enhet_id, vy="oppna")),) if lex else ()),
        *_named("egenkontroller", session.scalars(checks)),
        *_named("rutiner", session.scalars(rules)),
    )


def left_with_person(session: ReadSession, *, person_id: int) -> tuple[Kvar, ...]:
    """What a person has to do or owns and may be handed over; nothing for who may not change persons."""
    if not may_at_top(session, Ratt.ORGANISATION):
        return ()
    found = _own(session, person_id).items()
    return tuple(left for noun, rows in found for left in _named(noun, [row.id for row in rows]))


def _named(noun: Noun, ids: Iterable[int]) -> Iterator[Kvar]:
    known = tuple(ids)
    if known:
        yield Kvar(len(known), WORDS[noun], Sokfraga(noun, ids=known, vy="alla"))


def _own(session: ReadSession, who: int) -> dict[Noun, Sequence[Owned]]:
    """The rows of each kind that are the person's own, of what the person at work may see."""
    hidden = select(Avvikelse.id).where(Avvikelse.skyddad)
    unprotected = or_(Atgard.avvikelse_id.is_(None), Atgard.avvikelse_id.not_in(hidden))
    asked: dict[Noun, tuple[type[Owned], tuple[ColumnElement[bool], ...]]] = {
        "avvikelser": (
            Avvikelse,
            (
                visible_avvikelser(session),
                Avvikelse.skyddad.is_(False),
                Avvikelse.status.in_(OPEN),
                or_(Avvikelse.ansvarig_id == who, Avvikelse.nasta_id == who),
            ),
        ),
        "atgarder": (
            Atgard,
            (
                visible_atgarder(session),
                Atgard.ansvarig_id == who,
                Atgard.status.in_(ATGARD_OPEN),
                Atgard.lex_sarah_arende_id.is_(None),
                unprotected,
            ),
        ),
        "synpunkter": (
            Synpunkt,
            (visible_synpunkter(session), Synpunkt.ansvarig_id == who, Synpunkt.status.in_(SYNPUNKT_OPEN)),
        ),
        "egenkontroller": (
            Egenkontroll,
            (visible_egenkontroller(session), Egenkontroll.ansvarig_id == who, Egenkontroll.status.in_(WAITING)),
        ),
        "rutiner": (Rutin, (Rutin.agare_id == who, Rutin.borttagen.is_(None))),
        "processer": (Process, (Process.agare_id == who, Process.borttagen.is_(None))),
    }
    found: dict[Noun, Sequence[Owned]] = {}
    for noun, (kind, limits) in asked.items():
        found[noun] = list(session.scalars(select(kind).where(*limits)))
    return found


@verb("hand_over")
def hand_over(session: WriteSession, *, fran_id: int, till_id: int | None) -> Change:
    """Give everything that one person has to do or owns to another, where that one may have it.

    Raises:
        RuleError: nobody is chosen, or the same person, or one who has left.
        AccessError: without the right at the top: it concerns units that the person at work need not lead.
    """
    require_at_top(session, Ratt.ORGANISATION)
    if till_id is None or till_id == fran_id:
        raise RuleError("Välj vem som tar över.", field="till_id")
    require_at_work(session, till_id, field="till_id")
    leaving, taking = load(session, Person, fran_id), load(session, Person, till_id)
    reach = readable_by(session, taking.id)
    given: list[Kvar] = []
    for noun, rows in _own(session, leaving.id).items():
        fitting = [row for row in rows if _may_have(session, row, taking.id, reach)]
        for row in fitting:
            _give(row, leaving.id, taking.id)
        given += _named(noun, [row.id for row in fitting])
    plans = select(Plan).where(Plan.ansvarig_id == leaving.id, Plan.enhet_id.in_(reach), Plan.borttagen.is_(None))
    for plan in session.scalars(plans):
        plan.ansvarig_id = taking.id
    session.flush()
    return changed(session, _handed(session, leaving, taking, given), *TABLES, row_id=taking.id)


def _may_have(session: ReadSession, row: Owned, who: int, reach: frozenset[int]) -> bool:
    return who in handler_ids(session, row) if isinstance(row, Avvikelse) else row.enhet_id in reach


def _give(row: Owned, old: int, new: int) -> None:
    for name in ("ansvarig_id", "nasta_id", "agare_id"):
        if getattr(row, name, None) == old:
            setattr(row, name, new)


def _handed(session: ReadSession, leaving: Person, taking: Person, given: list[Kvar]) -> str:
    said = f"{taking.namn} tog över {said_left(given)}" if given else f"{taking.namn} tog inte över något"
    left = left_with_person(session, person_id=leaving.id)
    if left:
        said += f". Kvar hos {leaving.namn}: {said_left(left)}, på enheter där {taking.namn} inte har uppdrag"
    return said
