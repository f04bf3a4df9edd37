"""One avvikelse in full: its texts, causes, åtgärder, steps, history, and who has the next step."""

from sqlalchemy import ColumnElement, or_, select

from kvalitet_app.db.models import Arendesteg, Avvikelse, Enhet, Katalogvarde, Orsak, Person, Process, Tillagg
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Skada, case_number
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj, OrsakRow, StegRow, TillaggRow
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.tal import listed
from kvalitet_app.services.access.lex import works_with
from kvalitet_app.services.access.organisation import holders, person_name
from kvalitet_app.services.access.rights import (
    behorighet,
    counted_avvikelser,
    note_read,
    person_id,
    visible_avvikelser,
)
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser.foljdfragor import answers_of
from kvalitet_app.services.avvikelser.handelseanalys import read_analys
from kvalitet_app.services.avvikelser.handlaggning import handler_ids
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, case_of
from kvalitet_app.services.avvikelser.registrering import PAPER
from kvalitet_app.services.bilagor import list_bilagor
from kvalitet_app.services.change.historik import REPORTER, UNTOLD, history
from kvalitet_app.services.lex.listor import lex_of_avvikelse

S = AvvikelseStatus
DOUBLES = 40
STEP_VERBS = frozenset({"step_avvikelse", "move_avvikelse"})  # what `steg` tells of, with its reasons
AS_STORED = (
    "beskrivning",
    "omedelbar_atgard",
    "foljd",
    "berort_barn",
    "typ_id",
    "mottagen_vid",
    "misstanke",
    "misstanke_skal",
    "sannolikhet",
    "ansvarig_id",
    "utredning",
    "uppfoljning",
    "aterkopplad_datum",
    "aterkopplad_form",
    "avslutad_vid",
    "externt_nummer",
    "nasta_id",
    "overlamnad_till",
    "overlamnad_datum",
    "svar_text",
    "svar_datum",
    "process_id",
    "apt_datum",
    "aterford_datum",
)
"""What is told of a case as it stands in its row."""
HARMS = ("Fysisk skada", "Psykisk skada", "Kränkt integritet")


def get_avvikelse(session: ReadSession, *, avvikelse_id: int) -> AvvikelseDetalj:
    """All of one case. Opening a protected one is logged.

    Raises:
        RuleError: there is no such case for this person.
    """
    case = case_of(session, avvikelse_id)
    if case.skyddad:
        note_read(session, "avvikelse", case.id)
    untold = None if knows_reporter(session, case) else case.rapportor_id
    atgarder = find_atgarder(session, urval=AtgardUrval(vy="alla", avvikelse_id=case.id))
    rows = atgard_rows(session, atgarder)
    return AvvikelseDetalj(
        **{name: getattr(case, name) for name in AS_STORED},
        rad=avvikelse_rows(session, [case.id])[case.id],
        rapportor=person_name(session, case.rapportor_id) if untold is None else UNTOLD,
        mottagen_av=person_name(session, case.mottagen_av_id),
        orsaker=_causes(session, case.id),
        tillagg=_additions(session, case.id, untold),
        atgarder=tuple(rows[i] for i in atgarder if i in rows),
        logg=history(session, "avvikelse", case.id, untold=untold, without=STEP_VERBS),
        steg=_steps(session, case.id, untold),
        boll=next_owner(session, case),
        dubblett_av=next(iter(_named(session, Avvikelse.id == case.dubblett_av_id)), None),
        dubbletter=_named(session, Avvikelse.dubblett_av_id == case.id),
        skador=tuple((word, harm) for word, harm in zip(HARMS, _harms(case), strict=True) if harm is not None),
        foljdsvar=answers_of(session, case.id),
        bilagor=list_bilagor(session, avvikelse_id=case.id, untold=untold),
        analys=read_analys(session, avvikelse_id=case.id),
        process=_process(session, case),
        papper=case.kalla == PAPER,
        far_handlagga=behorighet(session).may_handle(case.enhet_id, case.lagrum),
    )


def knows_reporter(session: ReadSession, case: Avvikelse) -> bool:
    """Whether the reporter's name is for the person at work: whoever handles the case, and herself."""
    if case.rapportor_id == person_id(session) or behorighet(session).may_handle(case.enhet_id, case.lagrum):
        return True
    lex = lex_of_avvikelse(session, avvikelse_id=case.id)
    return lex is not None and works_with(session, lex)


def _harms(case: Avvikelse) -> tuple[Skada | None, Skada | None, Skada | None]:
    return case.skada_fysisk, case.skada_psykisk, case.skada_integritet


def _process(session: ReadSession, case: Avvikelse) -> str:
    found = session.get(Process, case.process_id) if case.process_id is not None else None
    return f"{found.kod} {found.namn}" if found is not None else ""


def _named(session: ReadSession, which: ColumnElement[bool]) -> tuple[tuple[int, str], ...]:
    """Other cases by number, those that the person sees."""
    query = select(Avvikelse.id, Avvikelse.ar, Avvikelse.nr).where(which, visible_avvikelser(session))
    return tuple((i, case_number(ar, nr)) for i, ar, nr in session.execute(query.order_by(Avvikelse.id)))


def next_owner(session: ReadSession, case: Avvikelse) -> str:
    """Who has the next step, in words; "" when the case has ended."""
    if case.status not in OPEN:
        return ""
    if case.status is S.OVERLAMNAD:
        return case.overlamnad_till
    if case.nasta_id is not None:
        return person_name(session, case.nasta_id)
    if case.status is S.REGISTRERAD:
        return receivers(session, case)
    return person_name(session, case.mottagen_av_id if case.status is S.MOTTAGEN else case.ansvarig_id)


def receivers(session: ReadSession, case: Avvikelse) -> str:
    """Who may receive a case: the unit's enhetschef, nearest first; for HSL MAS and MAR share it."""
    roles = (Roll.ENHETSCHEF, Roll.MAS, Roll.MAR) if case.lagrum is Lagrum.HSL else (Roll.ENHETSCHEF,)
    found = holders(session, case.enhet_id, roles)
    names = session.scalars(select(Person.namn).where(Person.id.in_(found)).order_by(Person.namn_sort))
    return listed(list(names), "eller") or "enhetschefen"


def possible_doubles(session: ReadSession, *, avvikelse_id: int) -> tuple[tuple[int, str], ...]:
    """The counted cases nearest in time on the same unit or of the same brukarreferens, each in one line."""
    case = case_of(session, avvikelse_id)
    same: list[ColumnElement[bool]] = [Avvikelse.enhet_id == case.enhet_id]
    if case.brukarreferens:
        same.append(Avvikelse.brukarreferens == case.brukarreferens)
    found: list[tuple[float, int, str]] = []
    for limit, order in (
        (Avvikelse.handelse_vid <= case.handelse_vid, Avvikelse.handelse_vid.desc()),
        (Avvikelse.handelse_vid > case.handelse_vid, Avvikelse.handelse_vid),
    ):
        query = (
            select(Avvikelse.id, Avvikelse.ar, Avvikelse.nr, Avvikelse.rubrik, Avvikelse.handelse_vid)
            .where(counted_avvikelser(session), or_(*same), limit, Avvikelse.id != case.id)
            .order_by(order)
            .limit(DOUBLES)
        )
        for i, ar, nr, rubrik, vid in session.execute(query):
            words = f"{case_number(ar, nr)} · {local(vid):%Y-%m-%d} · {rubrik}"
            found.append((abs((vid - case.handelse_vid).total_seconds()), i, words))
    return tuple((i, words) for _, i, words in sorted(found)[:DOUBLES])


def possible_handlers(session: ReadSession, *, avvikelse_id: int) -> tuple[tuple[int, str], ...]:
    """Everybody who may take the case through its steps, with their title."""
    ids = handler_ids(session, case_of(session, avvikelse_id))
    people = session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.namn_sort))
    return tuple((p.id, f"{p.namn}, {p.titel}" if p.titel else p.namn) for p in people)


def _steps(session: ReadSession, avvikelse_id: int, untold: int | None) -> tuple[StegRow, ...]:
    query = (
        select(Arendesteg, Person.namn, Enhet.namn)
        .outerjoin(Person, Person.id == Arendesteg.person_id)
        .outerjoin(Enhet, Enhet.id == Arendesteg.fran_enhet_id)
        .where(Arendesteg.avvikelse_id == avvikelse_id, Arendesteg.borttagen.is_(None))
        .order_by(Arendesteg.id.desc())
    )
    return tuple(
        StegRow(
            step.skapad,
            _told(who, step.person_id, untold),
            step.fran,
            step.till,
            (step.skapad - step.sedan).days,
            step.skal,
            unit or "",
        )
        for step, who, unit in session.execute(query)
    )


def _causes(session: ReadSession, avvikelse_id: int) -> tuple[OrsakRow, ...]:
    query = (
        select(Orsak.id, Orsak.kategori, Katalogvarde.namn, Orsak.text)
        .outerjoin(Katalogvarde, (Katalogvarde.katalog == "orsak") & (Katalogvarde.kod == Orsak.kategori))
        .where(Orsak.avvikelse_id == avvikelse_id, Orsak.borttagen.is_(None))
        .order_by(Orsak.id)
    )
    return tuple(OrsakRow(i, kod, namn or kod, text) for i, kod, namn, text in session.execute(query))


def _told(name: str | None, who: int | None, untold: int | None) -> str:
    """A name, but for the reporter's where it is not told."""
    return REPORTER if who is not None and who == untold else name or ""


def _additions(session: ReadSession, avvikelse_id: int, untold: int | None) -> tuple[TillaggRow, ...]:
    query = (
        select(Tillagg.id, Tillagg.text, Person.namn, Tillagg.person_id, Tillagg.skapad)
        .outerjoin(Person, Person.id == Tillagg.person_id)
        .where(Tillagg.avvikelse_id == avvikelse_id, Tillagg.borttagen.is_(None))
        .order_by(Tillagg.id)
    )
    return tuple(
        TillaggRow(i, text, _told(namn, who, untold), skapad) for i, text, namn, who, skapad in session.execute(query)
    )
