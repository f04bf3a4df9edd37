"""The chapters of a report: their texts, places, writers and remarks; each version of a text is kept by the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from kvalitet_app.db.base import new_uuid
from kvalitet_app.db.models import Avsnitt, Avsnittskommentar, Berattelse, Enhet, Person
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.db.trail.journal import lines_of
from kvalitet_app.domain.berattelse.disposition import EGET, KAPITEL, Avsnittsrad, Lagrat, Rapport, arrange, moved
from kvalitet_app.domain.berattelse.slag import BerattelseStatus
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import RIGHTS, Ratt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.tal import figures_in
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import holders, report_units
from kvalitet_app.services.access.rights import may, person_id, require
from kvalitet_app.services.change.changing import GONE, changed, load, refuse_numbers, required

WRITERS = tuple(roll for roll in Roll if Ratt.BERATTELSE in RIGHTS[roll])
ADOPTED = "Berättelsen är fastställd. Återta fastställandet innan du ändrar i den."


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """A remark on a chapter."""

    id: int
    vem: str
    nar: datetime
    text: str
    klar: bool
    version: int


@dataclass(frozen=True, slots=True)
class Textversion:
    """A chapter's text as somebody left it."""

    nr: int
    vem: str
    nar: datetime
    text: str


def find_report(session: ReadSession, rapport: Rapport) -> Berattelse | None:
    """The stored report, if anything has been written of it."""
    scope = scope_of(session, rapport)
    return session.scalar(
        select(Berattelse).where(
            Berattelse.slag == rapport.slag,
            Berattelse.ar == rapport.ar,
            Berattelse.period == rapport.period,
            Berattelse.enhet_id == scope,
        )
    )


def scope_of(session: ReadSession, rapport: Rapport) -> int:
    """The unit whose report it is: the whole organisation's is the top's, and asks for rights there.

    Raises:
        RuleError: there is no organisation yet.
    """
    if rapport.enhet_id is not None:
        return rapport.enhet_id
    found = session.scalar(select(Enhet.id).where(Enhet.foralder_id.is_(None)).order_by(Enhet.id).limit(1))
    if found is None:
        raise RuleError("Lägg upp organisationen under Inställningar först.")
    return found


def may_write(session: ReadSession, *, rapport: Rapport) -> bool:
    """Whether the person may write the report and it is not adopted."""
    scope = scope_of(session, rapport)
    row = find_report(session, rapport)
    adopted = row is not None and row.status is BerattelseStatus.FASTSTALLD
    return not adopted and may(session, Ratt.BERATTELSE, scope)


def open_report(session: WriteSession, rapport: Rapport, ratt: Ratt = Ratt.BERATTELSE) -> Berattelse:
    """The report to write in or adopt, made when it is first written in.

    Raises:
        AccessError: the person may not.
        RuleError: it is adopted.
    """
    scope = scope_of(session, rapport)
    require(session, ratt, scope)
    row = find_report(session, rapport)
    if row is None:
        row = Berattelse(
            slag=rapport.slag, ar=rapport.ar, period=rapport.period, enhet_id=scope, status=BerattelseStatus.UTKAST
        )
        session.add(row)
        session.flush()
    elif row.status is BerattelseStatus.FASTSTALLD:
        raise RuleError(ADOPTED)
    return row


def list_avsnitt(session: ReadSession, *, rapport: Rapport) -> tuple[Avsnittsrad, ...]:
    """The chapters of a report in order."""
    report_units(session, rapport.enhet_id)
    row = find_report(session, rapport)
    return arrange(rapport.slag, _stored(session, row.id) if row is not None else ())


def _stored(session: ReadSession, berattelse_id: int) -> tuple[Lagrat, ...]:
    waiting = (
        select(Avsnittskommentar.avsnitt_id, func.count().label("antal"))
        .where(Avsnittskommentar.borttagen.is_(None), Avsnittskommentar.klar_datum.is_(None))
        .group_by(Avsnittskommentar.avsnitt_id)
        .subquery()
    )
    query = (
        select(Avsnitt, Person.namn, waiting.c.antal)
        .outerjoin(Person, Person.id == Avsnitt.ansvarig_id)
        .outerjoin(waiting, waiting.c.avsnitt_id == Avsnitt.id)
        .where(Avsnitt.berattelse_id == berattelse_id, Avsnitt.borttagen.is_(None))
    )
    return tuple(
        Lagrat(
            a.kapitel,
            a.text,
            a.rubrik,
            a.ordning,
            a.med,
            a.ansvarig_id,
            who or "",
            a.klar_datum,
            n or 0,
            a.version,
            a.id,
        )
        for a, who, n in session.execute(query)
    )


def _chapter(session: WriteSession, rapport: Rapport, kapitel: str, version: int | None = None) -> Avsnitt:
    """The chapter to change, made when it is first changed.

    Raises:
        ClashError: somebody else has changed it since `version`; 0 is a chapter that was not stored then.
        RuleError: a chapter that the report does not have, or an adopted report.
    """
    report = open_report(session, rapport)
    row = session.scalar(select(Avsnitt).where(Avsnitt.berattelse_id == report.id, Avsnitt.kapitel == kapitel))
    if row is None:
        if kapitel not in {each.value for each in KAPITEL[rapport.slag]}:
            raise RuleError("Kapitlet finns inte i den här rapporten.")
        row = Avsnitt(berattelse_id=report.id, kapitel=kapitel)
        session.add(row)
        session.flush()
        return row
    return load(session, Avsnitt, row.id, version)


@verb("save_avsnitt")
def save_avsnitt(
    session: WriteSession, *, rapport: Rapport, kapitel: str, text: str, version: int | None = None
) -> Change:
    """Save the author's text of one chapter. A chapter that was done is so no longer when its figures have changed.

    Raises:
        ClashError: somebody else has written there since.
        RuleError: the text holds a possible personnummer, or the report is adopted.
    """
    refuse_numbers((), text=text)
    row = _chapter(session, rapport, kapitel, version)
    text = text.strip()
    if not text or figures_in(row.text) != figures_in(text):
        row.klar_datum = None
    row.text = text
    return changed(session, "Texten är sparad", Avsnitt, row_id=row.id)


@verb("save_avsnitt_texter")
def save_avsnitt_texter(
    session: WriteSession, *, rapport: Rapport, texter: Mapping[str, tuple[str, int | None]]
) -> Change:
    """Save the texts of several chapters, each with the version it was begun from: all of them or none.

    Raises:
        ClashError: somebody else has written in one of them since.
        RuleError: a text holds a possible personnummer, or the report is adopted.
    """
    for kapitel, (text, version) in texter.items():
        save_avsnitt(session, rapport=rapport, kapitel=kapitel, text=text, version=version)
    return changed(session, "Texterna är sparade", Avsnitt)


@verb("add_eget_avsnitt")
def add_eget_avsnitt(session: WriteSession, *, rapport: Rapport, rubrik: str) -> Change:
    """A chapter of the report's own, last."""
    rubrik = required(rubrik, "Skriv kapitlets rubrik.", field="rubrik")
    report = open_report(session, rapport)
    row = Avsnitt(berattelse_id=report.id, kapitel=f"{EGET}{new_uuid()}", rubrik=rubrik)
    session.add(row)
    session.flush()
    return changed(session, f"Kapitlet {rubrik} är tillagt", Avsnitt, row_id=row.id)


@verb("rename_avsnitt")
def rename_avsnitt(
    session: WriteSession, *, rapport: Rapport, kapitel: str, rubrik: str, version: int | None
) -> Change:
    """Another heading; an empty one gives a built-in chapter its usual heading back."""
    if kapitel.startswith(EGET):
        required(rubrik, "Skriv kapitlets rubrik.", field="rubrik")
    row = _chapter(session, rapport, kapitel, version)
    row.rubrik = rubrik.strip()
    return changed(session, "Rubriken är ändrad", Avsnitt, row_id=row.id)


@verb("show_avsnitt")
def show_avsnitt(session: WriteSession, *, rapport: Rapport, kapitel: str, med: bool) -> Change:
    """Take a chapter into the document or leave it out; its text is kept."""
    row = _chapter(session, rapport, kapitel)
    row.med = med
    return changed(session, "Kapitlet är med" if med else "Kapitlet är utelämnat", Avsnitt, row_id=row.id)


@verb("move_avsnitt")
def move_avsnitt(session: WriteSession, *, rapport: Rapport, kapitel: str, steg: int) -> Change:
    """Move a chapter up (negative) or down among the others."""
    for key, place in moved(list_avsnitt(session, rapport=rapport), kapitel, steg).items():
        _chapter(session, rapport, key).ordning = place
    return changed(session, "Kapitlet är flyttat", Avsnitt)


def list_writers(session: ReadSession, *, rapport: Rapport) -> tuple[tuple[int, str], ...]:
    """Who may write the report, as a chapter is given away: id and name."""
    require(session, Ratt.LASA, scope_of(session, rapport))
    query = select(Person.id, Person.namn).where(Person.id.in_(holders(session, scope_of(session, rapport), WRITERS)))
    return tuple((who, namn) for who, namn in session.execute(query.order_by(Person.namn)))


@verb("assign_avsnitt")
def assign_avsnitt(session: WriteSession, *, rapport: Rapport, kapitel: str, ansvarig_id: int | None) -> Change:
    """Say who writes a chapter.

    Raises:
        RuleError: that person may not write the report.
    """
    row = _chapter(session, rapport, kapitel)
    if ansvarig_id is not None and ansvarig_id not in holders(session, scope_of(session, rapport), WRITERS):
        name = load(session, Person, ansvarig_id).namn
        raise RuleError(f"{name} får inte skriva i rapporten. Välj någon annan.", field="ansvarig_id")
    row.ansvarig_id = ansvarig_id
    return changed(session, "Kapitlet har fått en författare", Avsnitt, row_id=row.id)


@verb("mark_avsnitt_done")
def mark_avsnitt_done(session: WriteSession, *, rapport: Rapport, kapitel: str, klart: bool) -> Change:
    """Say that a chapter is done, or take it back.

    Raises:
        RuleError: remarks on it wait.
    """
    row = _chapter(session, rapport, kapitel)
    if klart and any(not remark.klar for remark in _remarks(session, row.id)):
        raise RuleError("Kapitlet har anmärkningar som väntar. Ta hand om dem först.")
    row.klar_datum = idag() if klart else None
    return changed(session, "Kapitlet är klart" if klart else "Kapitlet är inte klart", Avsnitt, row_id=row.id)


@verb("carry_over")
def carry_over(session: WriteSession, *, rapport: Rapport) -> Change:
    """Last year's texts and arrangement into the chapters where nothing is written yet; nothing is overwritten.

    Raises:
        RuleError: nothing was written the year before.
    """
    before = list_avsnitt(session, rapport=Rapport(rapport.ar - 1, rapport.enhet_id, rapport.slag, rapport.period))
    taken = 0
    for old in before:
        taken += _carry(session, rapport, old)
    if not taken:
        raise RuleError(f"Det finns ingen text från {rapport.ar - 1} att hämta till ett tomt kapitel.")
    return changed(session, f"Texter från {rapport.ar - 1} är hämtade", Avsnitt)


def _carry(session: WriteSession, rapport: Rapport, old: Avsnittsrad) -> bool:
    now = next((row for row in list_avsnitt(session, rapport=rapport) if _same(row, old)), None)
    if now is not None and now.skrivet:
        return False
    if now is None:
        row = load(session, Avsnitt, add_eget_avsnitt(session, rapport=rapport, rubrik=old.rubrik).row_id or 0)
    elif not old.skrivet and old.lagrat.id is None:
        return False
    else:
        row = _chapter(session, rapport, now.kapitel)
    row.text, row.rubrik, row.med = old.text, old.lagrat.rubrik, old.med
    row.ordning = old.lagrat.ordning
    return bool(old.text) or now is None


def _same(row: Avsnittsrad, old: Avsnittsrad) -> bool:
    if old.inbyggt is None:
        return row.inbyggt is None and row.rubrik == old.rubrik
    return row.inbyggt is old.inbyggt


def avsnitt_history(session: ReadSession, *, rapport: Rapport, kapitel: str) -> tuple[Textversion, ...]:
    """Every text the chapter has had, newest first, read from the journal."""
    report_units(session, rapport.enhet_id)
    row = next((each for each in list_avsnitt(session, rapport=rapport) if each.kapitel == kapitel), None)
    if row is None or row.lagrat.id is None:
        return ()
    names = dict(session.execute(select(Person.id, Person.namn)).all())
    found: list[Textversion] = []
    for line in lines_of(session, "avsnitt", row.lagrat.id):
        text = line.efter.get("text")
        if text is not None and (found or text) and (not found or found[-1].text != text):
            moment = datetime.fromisoformat(line.tid).astimezone(UTC)
            found.append(Textversion(line.nr, names.get(line.person_id or 0, "Programmet"), moment, str(text)))
    return tuple(reversed(found))


def list_anmarkningar(session: ReadSession, *, rapport: Rapport, kapitel: str) -> tuple[Anmarkning, ...]:
    """The remarks on a chapter, oldest first."""
    row = next((each for each in list_avsnitt(session, rapport=rapport) if each.kapitel == kapitel), None)
    return _remarks(session, row.lagrat.id) if row is not None and row.lagrat.id is not None else ()


def _remarks(session: ReadSession, avsnitt_id: int) -> tuple[Anmarkning, ...]:
    query = (
        select(Avsnittskommentar, Person.namn)
        .outerjoin(Person, Person.id == Avsnittskommentar.person_id)
        .where(Avsnittskommentar.avsnitt_id == avsnitt_id, Avsnittskommentar.borttagen.is_(None))
        .order_by(Avsnittskommentar.id)
    )
    return tuple(
        Anmarkning(row.id, who or "", row.skapad, row.text, row.klar_datum is not None, row.version)
        for row, who in session.execute(query)
    )


@verb("add_anmarkning")
def add_anmarkning(session: WriteSession, *, rapport: Rapport, kapitel: str, text: str) -> Change:
    """A remark on a chapter, by anyone who may write the report; a chapter that was done is so no longer."""
    text = required(text, "Skriv anmärkningen.", field="anmarkning")
    refuse_numbers((), anmarkning=text)
    row = _chapter(session, rapport, kapitel)
    row.klar_datum = None
    session.flush()
    session.add(Avsnittskommentar(avsnitt_id=row.id, person_id=person_id(session), text=text))
    return changed(session, "Anmärkningen är sparad", Avsnittskommentar, Avsnitt, row_id=row.id)


@verb("close_anmarkning")
def close_anmarkning(session: WriteSession, *, rapport: Rapport, anmarkning_id: int, version: int) -> Change:
    """Say that a remark has been seen to."""
    report = open_report(session, rapport)
    remark = load(session, Avsnittskommentar, anmarkning_id)
    if load(session, Avsnitt, remark.avsnitt_id).berattelse_id != report.id:
        raise RuleError(GONE)
    load(session, Avsnittskommentar, anmarkning_id, version)
    remark.klar_datum = idag()
    return changed(session, "Anmärkningen är omhändertagen", Avsnittskommentar, row_id=remark.id)
