"""A case under lex Sarah or lex Maria from receipt to close. Every step is logged, and so is every reading."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from kvalitet_app.db.models import Atgard, Avvikelse, LexSarahArende, Underrattelse
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import OPEN as OPEN_ATGARD
from kvalitet_app.domain.atgarder import AtgardStatus, AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexDetalj, milestones
from kvalitet_app.domain.lex.ord import CONCERNED, LexStatus
from kvalitet_app.domain.lex.steg import (
    FRAGOR,
    UTREDNING,
    LexFakta,
    LexUppgifter,
    causes_of,
    check_dates,
    check_lex_step,
    check_writable,
)
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.register.laghanvisningar import of_days
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.lex import leads, open_for_work, works_with
from kvalitet_app.services.access.organisation import holders, person_name
from kvalitet_app.services.access.rights import note_read, person_id
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.change.changing import changed, refuse_numbers
from kvalitet_app.services.change.historik import UNTOLD
from kvalitet_app.services.lex.krets import circle_of, told_of
from kvalitet_app.services.lex.listor import lex_case, lex_rows, targets
from kvalitet_app.services.lex.logg import lex_history
from kvalitet_app.services.lex.rapportering import join_circle, lift_protection
from kvalitet_app.services.register.laghanvisningar import list_laghanvisningar

S = LexStatus
FIELDS = tuple(LexUppgifter.__dataclass_fields__)
OF_INVESTIGATOR = UTREDNING | FRAGOR | {"handelse_datum", "brukarreferens"}
"""What the investigator may write; the rest is for whoever receives reports of the unit."""


def get_lex(session: ReadSession, *, arende_id: int) -> LexDetalj:
    """All of one case. The reading is logged.

    Raises:
        RuleError: there is no such case for this person.
    """
    case = lex_case(session, arende_id)
    note_read(session, "lex_sarah_arende", case.id)
    row = lex_rows(session, [case.id])[case.id]
    told = case.rapportor_id == person_id(session) or works_with(session, case.id)
    untold = None if told else case.rapportor_id
    ids = find_atgarder(session, urval=AtgardUrval(vy="alla", lex_sarah_arende_id=case.id))
    actions = atgard_rows(session, ids)
    days = [day for day in (case.handelse_datum, case.rapporterad_datum) if day is not None]
    return LexDetalj(
        rad=row,
        uppgifter=_filled(case),
        beskrivning=case.beskrivning,
        avvikelse=_avvikelse(session, case),
        rapportor=person_name(session, case.rapportor_id) if told else UNTOLD,
        mottagen_av=person_name(session, case.mottagen_av_id),
        milstolpar=milestones(row, targets(session), idag()),
        lagar=of_days(list_laghanvisningar(session), case.lagrum, days),
        krets=circle_of(session, case, untold=untold),
        underrattelser=told_of(session, case),
        logg=lex_history(session, case, untold=untold),
        chefer=holders(session, case.enhet_id, (Roll.ENHETSCHEF,)),
        atgarder=tuple(actions[i] for i in ids if i in actions),
        leder=leads(session, case),
        utreder=case.utredare_id == person_id(session),
    )


def _avvikelse(session: ReadSession, case: LexSarahArende) -> str:
    row = session.get(Avvikelse, case.avvikelse_id) if case.avvikelse_id is not None else None
    return case_number(row.ar, row.nr) if row is not None else ""


def _filled(case: LexSarahArende) -> LexUppgifter:
    return LexUppgifter(**{name: getattr(case, name) for name in FIELDS})


@verb("step_lex")
def step_lex(
    session: WriteSession, *, arende_id: int, version: int, till: LexStatus, uppgifter: LexUppgifter | None = None
) -> Change:
    """Take a case one step on, or back to the work it came from.

    Raises:
        RuleError: the step is not allowed, or something it needs is missing; says which field.
        AccessError: the person may not take this step.
        ClashError: somebody else changed the case.
    """
    case = open_for_work(session, arende_id, version, investigator=till is S.FORSLAG)
    _fill_in(session, case, uppgifter or LexUppgifter())
    check_lex_step(case.status, till, _facts(session, case))
    case.status, case.status_sedan = till, idag()
    told = _mark(session, case, till)
    return changed(session, f"{case.beteckning} {till.nu}{told}", LexSarahArende, Avvikelse, row_id=case.id)


def _mark(session: WriteSession, case: LexSarahArende, till: LexStatus) -> str:
    """The dates and persons that a step itself sets; answers what more is to be said."""
    if till is S.MOTTAGEN:
        case.mottagen_av_id = person_id(session)
    elif till is S.UTREDS:
        case.forhandsbedomd_datum, case.utredd_datum = case.forhandsbedomd_datum or idag(), None
        return _let_in(session, case)
    elif till is S.FORSLAG:
        case.utredd_datum = idag()
    elif till is S.AVSKRIVEN:
        case.forhandsbedomd_datum = case.avslutad_datum = idag()
        lift_protection(session, case)
    elif till is S.AVSLUTAD:
        case.avslutad_datum = idag()
    return ""


def _let_in(session: WriteSession, case: LexSarahArende) -> str:
    if case.utredare_id is None or not join_circle(session, case, case.utredare_id):
        return ""
    return f". {person_name(session, case.utredare_id)} är nu med i kretsen"


@verb("save_lex")
def save_lex(session: WriteSession, *, arende_id: int, version: int, uppgifter: LexUppgifter) -> Change:
    """Save what is filled in so far, without a step.

    Raises:
        RuleError: a field may not be written in this state, a day lies ahead, or a text holds a personnummer.
        AccessError: the person may not write this.
        ClashError: somebody else changed the case.
    """
    case = open_for_work(session, arende_id, version, investigator=True)
    _fill_in(session, case, uppgifter)
    told = _let_in(session, case)
    return changed(session, f"{case.beteckning} är sparad{told}", LexSarahArende, row_id=case.id)


def _fill_in(session: WriteSession, case: LexSarahArende, given: LexUppgifter) -> None:
    new = {name: _clean(getattr(given, name)) for name in FIELDS if getattr(given, name) is not None}
    new = {name: value for name, value in new.items() if value != getattr(case, name)}
    check_writable(case.status, frozenset(new))
    if not leads(session, case) and set(new) - OF_INVESTIGATOR:
        raise AccessError("Utredaren skriver utredningen. Resten fyller den i som tar emot rapporterna.")
    check_dates(LexUppgifter(**new), case.rapporterad_datum, idag())
    refuse_numbers((), **{name: value for name, value in new.items() if isinstance(value, str)})
    if new.get("utredare_id") is not None and new["utredare_id"] == case.rapportor_id:
        raise RuleError("Den som har rapporterat kan inte utreda. Välj någon annan.", field="utredare_id")
    for name, value in new.items():
        setattr(case, name, value)
    session.flush()


def _clean(value: Any) -> Any:  # noqa: ANN401 - a field of any kind
    return value.strip() if type(value) is str else value


def _facts(session: ReadSession, case: LexSarahArende) -> LexFakta:
    actions = session.execute(
        select(Atgard.text, Atgard.status, Atgard.effekt, Atgard.mot_orsak).where(
            Atgard.lex_sarah_arende_id == case.id, Atgard.borttagen.is_(None)
        )
    ).all()
    told = select(Underrattelse.id).where(
        Underrattelse.arende_id == case.id,
        Underrattelse.borttagen.is_(None),
        Underrattelse.slag.in_(CONCERNED),
    )
    causes = causes_of(case.orsaker)
    done = [a for a in actions if a.status is AtgardStatus.GENOMFORD]
    return LexFakta(
        uppgifter=_filled(case),
        slag=case.slag,
        rapporterad=case.rapporterad_datum,
        rapportor_id=case.rapportor_id,
        atgarder=len(actions),
        oppna_atgarder=tuple(a.text for a in actions if a.status in OPEN_ATGARD),
        utan_effekt=tuple(a.text for a in done if a.effekt is None),
        utan_orsak=tuple(a.text for a in done if a.mot_orsak not in causes),
        underrattad=session.scalar(told.limit(1)) is not None,
    )
