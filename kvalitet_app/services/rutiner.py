"""Rutiner and their versions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select
from sqlalchemy.orm import load_only

from kvalitet_app.db.models import (
    Aktivitet,
    AktivitetRutin,
    Atgard,
    Enhet,
    Lasning,
    Person,
    Process,
    Rutin,
    Rutinversion,
)
from kvalitet_app.db.search import ids_matching, words_of
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import first_after, idag, now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.rutiner.lage import RutinLage, rutin_state
from kvalitet_app.domain.rutiner.listor import RutinDetalj, RutinRow, RutinUrval
from kvalitet_app.domain.rutiner.versioner import FaststalldRutin, RutinversionRow, VersionStatus
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.text import sort_key
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import ancestors, require_at_work, require_open
from kvalitet_app.services.access.rights import may, person_id, readable_units, require
from kvalitet_app.services.atgarder import follow_rutin
from kvalitet_app.services.change.changing import GONE, changed, load, next_number, refuse_numbers, required
from kvalitet_app.services.register.granser import read_grans

VIEWS = ("galler", "forsenade", "utkast", "utan_agare", "saknas", "alla")
LATE = (RutinLage.UTGANGEN,)
_SHOWN = (
    Rutinversion.version_nr,
    Rutinversion.status,
    Rutinversion.faststalld_datum,
    Rutinversion.galler_fran,
    Rutinversion.oversyn_senast,
)


def all_rutiner(session: ReadSession, enheter: frozenset[int] | None = None) -> tuple[RutinRow, ...]:
    """Every rutin the person may read, with its state today. They are tens, not thousands."""
    units = readable_units(session, None)
    query = (
        select(Rutin, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn), Person.namn)
        .join(Enhet, Enhet.id == Rutin.enhet_id)
        .outerjoin(Person, Person.id == Rutin.agare_id)
        .where(Rutin.borttagen.is_(None))
        .order_by(Rutin.nr)
    )
    found = session.execute(query).all()
    versions = _without_text(session)
    rows = [
        _row(rutin, enhet, agare or "", versions.get(rutin.id, []))
        for rutin, enhet, agare in found
        if units is None or rutin.enhet_id in units or rutin.enhet_id in _above(session, units)
    ]
    return tuple(rows) if enheter is None else in_scope(session, rows, enheter)


def in_scope(session: ReadSession, rows: Iterable[RutinRow], enheter: frozenset[int]) -> tuple[RutinRow, ...]:
    """Those that hold for some of the units: their own and those of the units above them."""
    above = ancestors(session, enheter)
    return tuple(row for row in rows if row.enhet_id in above)


def _above(session: ReadSession, units: frozenset[int]) -> frozenset[int]:
    """A rutin of a unit above holds for the units below it too, so it may be read there."""
    found: frozenset[int] | None = session.info.get("above")
    if found is None:
        found = session.info["above"] = ancestors(session, units)
    return found


def _without_text(session: ReadSession) -> dict[int, list[Rutinversion]]:
    """The versions of every rutin, newest first. Their texts are pages long, and no list needs them."""
    found: dict[int, list[Rutinversion]] = {}
    light = load_only(Rutinversion.rutin_id, *_SHOWN, raiseload=True)
    query = select(Rutinversion).where(Rutinversion.borttagen.is_(None)).order_by(Rutinversion.version_nr.desc())
    for version in session.scalars(query.options(light)):
        found.setdefault(version.rutin_id, []).append(version)
    return found


def _versions(session: ReadSession, rutin_id: int) -> list[Rutinversion]:
    """The versions of one rutin with their texts, newest first."""
    query = select(Rutinversion).where(Rutinversion.rutin_id == rutin_id, Rutinversion.borttagen.is_(None))
    newest_first = query.order_by(Rutinversion.version_nr.desc()).execution_options(populate_existing=True)
    return list(session.scalars(newest_first))


def _row(rutin: Rutin, enhet: str, agare: str, versions: list[Rutinversion]) -> RutinRow:
    ruling = next((v for v in versions if v.status is VersionStatus.FASTSTALLD), None)
    draft = next((v for v in versions if v.status is VersionStatus.UTKAST), None)
    shown = ruling or draft
    state = rutin_state(
        faststalld=ruling is not None,
        utkast=draft is not None,
        today=idag(),
        oversyn_senast=ruling.oversyn_senast if ruling else None,
    )
    return RutinRow(
        rutin.id,
        rutin.nr,
        rutin.titel,
        rutin.omrade,
        rutin.enhet_id,
        enhet,
        rutin.agare_id,
        agare,
        shown.version_nr if shown else None,
        ruling.faststalld_datum if ruling else None,
        ruling.galler_fran if ruling else None,
        ruling.oversyn_senast if ruling else None,
        state,
        rutin.version,
    )


def _in_view(row: RutinRow, vy: str) -> bool:
    return {
        "galler": row.lage in (RutinLage.GALLER, RutinLage.SNART, RutinLage.UTGANGEN),
        "forsenade": row.lage in LATE,
        "utkast": row.lage is RutinLage.UTKAST,
        "utan_agare": row.agare_id is None,
        "saknas": row.lage is RutinLage.SAKNAS,
        "alla": True,
    }[vy]


def _selected(session: ReadSession, urval: RutinUrval) -> list[RutinRow]:
    rows: Iterable[RutinRow] = all_rutiner(session, urval.enheter)
    if urval.ids is not None:
        ids = urval.ids
        rows = (row for row in rows if row.id in ids)
    if urval.omrade is not None:
        rows = (row for row in rows if row.omrade == urval.omrade)
    if urval.agare_id is not None:
        rows = (row for row in rows if row.agare_id == urval.agare_id)
    if words_of(urval.sok):
        titles = set(session.scalars(ids_matching(session, urval.sok, "rutin")))
        texts = select(Rutinversion.rutin_id).where(
            Rutinversion.id.in_(ids_matching(session, urval.sok, "rutinversion"))
        )
        hits = titles | set(session.scalars(texts))
        rows = (row for row in rows if row.id in hits)
    return list(rows)


def adopted_rutiner(session: ReadSession, units: frozenset[int], ar: int, manad: int) -> tuple[FaststalldRutin, ...]:
    """The versions adopted in a month that hold for some of the units."""
    query = (
        select(Rutin.id, Rutin.nr, Rutin.titel, Rutinversion.version_nr, Rutinversion.andring)
        .join(Rutin, Rutin.id == Rutinversion.rutin_id)
        .where(
            Rutin.id.in_({row.id for row in all_rutiner(session, units)}),
            Rutinversion.faststalld_datum >= date(ar, manad, 1),
            Rutinversion.faststalld_datum < first_after(ar, manad),
        )
        .order_by(Rutin.nr)
    )
    return tuple(FaststalldRutin._make(row) for row in session.execute(query))


def find_rutiner(session: ReadSession, *, urval: RutinUrval) -> array[int]:
    """The ids of a selection in the order asked for."""
    far = date.max
    keys = {
        "nr": lambda row: (row.nr,),
        "titel": lambda row: (sort_key(row.titel), row.nr),
        "agare": lambda row: (not row.agare, sort_key(row.agare), row.nr),
        "enhet": lambda row: (sort_key(row.enhet), row.nr),
        "faststalld_datum": lambda row: (row.faststalld_datum or far, row.nr),
        "oversyn_senast": lambda row: (row.oversyn_senast or far, row.nr),
        "lage": lambda row: (list(RutinLage).index(row.lage), row.nr),
        "version": lambda row: (row.version_nr or 0, row.nr),
    }
    rows = [row for row in _selected(session, urval) if _in_view(row, urval.vy)]
    rows.sort(key=keys[urval.sortering], reverse=urval.fallande)
    return array("q", [row.id for row in rows])


def count_views(session: ReadSession, *, urval: RutinUrval) -> dict[str, int]:
    """How many each saved view holds within the other limits."""
    rows = _selected(session, replace(urval, vy="alla"))
    return {vy: sum(_in_view(row, vy) for row in rows) for vy in VIEWS}


def rutin_rows(session: ReadSession, ids: Sequence[int]) -> dict[int, RutinRow]:
    """The rows of some ids."""
    wanted = set(ids)
    return {row.id: row for row in all_rutiner(session) if row.id in wanted}


def get_rutin(session: ReadSession, *, rutin_id: int) -> RutinDetalj:
    """A rutin with its versions, newest first. Raises RuleError when the person may not read it."""
    row = rutin_rows(session, [rutin_id]).get(rutin_id)
    if row is None:
        raise RuleError("Rutinen finns inte, eller så får du inte läsa den.")
    versions = _versions(session, rutin_id)
    names = {person.id: person.namn for person in session.scalars(select(Person))}
    ruling = next((v for v in versions if v.status is VersionStatus.FASTSTALLD), None)
    readers = set(
        session.scalars(select(Lasning.person_id).where(Lasning.rutinversion_id == (ruling.id if ruling else 0)))
    )
    activities = session.scalars(
        select(Process.namn + ": " + Aktivitet.namn)
        .join(Aktivitet, Aktivitet.process_id == Process.id)
        .join(AktivitetRutin, AktivitetRutin.aktivitet_id == Aktivitet.id)
        .where(AktivitetRutin.rutin_id == rutin_id, AktivitetRutin.borttagen.is_(None))
        .order_by(Process.kod, Aktivitet.ordning)
    )
    return RutinDetalj(
        row,
        tuple(
            RutinversionRow(
                v.id,
                v.version_nr,
                v.status,
                v.text,
                names.get(v.faststalld_av_id or 0, ""),
                v.faststalld_datum,
                v.galler_fran,
                v.oversyn_senast,
                v.andring,
                v.betydande,
                v.version,
            )
            for v in versions
        ),
        tuple(activities),
        person_id(session) in readers,
        len(readers),
        may(session, Ratt.RUTIN, row.enhet_id),
    )


def _seen(session: ReadSession, rutin_id: int, version: int | None = None) -> Rutin:
    """The row to change: one that is missing and one that is not for this person get the same sentence."""
    if rutin_id not in rutin_rows(session, [rutin_id]):
        raise RuleError(GONE)
    return load(session, Rutin, rutin_id, version)


@verb("add_rutin")
def add_rutin(session: WriteSession, *, titel: str, enhet_id: int, agare_id: int | None, omrade: str = "") -> Change:
    """Add a rutin with the next free number. It is missing until a version is written."""
    require(session, Ratt.RUTIN, enhet_id)
    require_open(session, enhet_id, idag(), field="enhet_id")
    require_at_work(session, agare_id, field="agare_id")
    titel = required(titel, "Skriv vad rutinen heter.", field="titel")
    nr = next_number(session, Rutin.nr)
    row = Rutin(nr=nr, titel=titel, enhet_id=enhet_id, agare_id=agare_id, omrade=omrade.strip())
    session.add(row)
    session.flush()
    return changed(session, f"Rutin {nr} {titel} lades till", Rutin, row_id=row.id)


@verb("change_rutin")
def change_rutin(
    session: WriteSession, *, rutin_id: int, version: int, titel: str, enhet_id: int, agare_id: int | None, omrade: str
) -> Change:
    """Change title, owner or scope."""
    row = _seen(session, rutin_id, version)
    require(session, Ratt.RUTIN, row.enhet_id)
    require(session, Ratt.RUTIN, enhet_id)
    if enhet_id != row.enhet_id:
        require_open(session, enhet_id, idag(), field="enhet_id")
    if agare_id != row.agare_id:
        require_at_work(session, agare_id, field="agare_id")
    row.titel = required(titel, "Skriv vad rutinen heter.", field="titel")
    row.enhet_id, row.agare_id, row.omrade = enhet_id, agare_id, omrade.strip()
    return changed(session, f"Rutin {row.nr} ändrades", Rutin, row_id=row.id)


@verb("save_rutinversion")
def save_rutinversion(
    session: WriteSession,
    *,
    rutin_id: int,
    text: str,
    andring: str = "",
    betydande: bool = False,
    version: int | None = None,
) -> Change:
    """Save the draft of a rutin. A version in force is never rewritten: the first save after it begins the next one."""
    row = _seen(session, rutin_id)
    require(session, Ratt.RUTIN, row.enhet_id)
    versions = _versions(session, row.id)
    draft = next((v for v in versions if v.status is VersionStatus.UTKAST), None)
    if draft is None:
        draft = Rutinversion(rutin_id=row.id, status=VersionStatus.UTKAST)
        draft.version_nr = (versions[0].version_nr if versions else 0) + 1
        session.add(draft)
    elif version is not None:
        load(session, Rutinversion, draft.id, version)
    draft.text = required(text, "Skriv rutinens text.", field="text")
    refuse_numbers((), text=text, andring=andring)
    draft.andring, draft.betydande = andring.strip(), betydande
    return changed(session, f"Utkast till rutin {row.nr} sparat", Rutin, Rutinversion, row_id=row.id)


@verb("adopt_rutinversion")
def adopt_rutinversion(
    session: WriteSession, *, rutin_id: int, galler_fran: date, oversyn_senast: date | None = None
) -> Change:
    """Adopt the draft: it rules from a day, the old one is replaced. The review date defaults to the set interval."""
    row = _seen(session, rutin_id)
    require(session, Ratt.RUTIN, row.enhet_id)
    if row.agare_id is None:
        raise RuleError("Rutinen behöver en ägare innan den fastställs.", field="agare_id")
    versions = _versions(session, row.id)
    draft = next((v for v in versions if v.status is VersionStatus.UTKAST), None)
    if draft is None or not draft.text.strip():
        raise RuleError("Det finns inget utkast att fastställa. Skriv en ny version först.", field="text")
    months = read_grans(session, "oversyn_manader")
    review = oversyn_senast or galler_fran + relativedelta(months=months)
    if review <= galler_fran:
        raise RuleError("Översynen måste ligga efter dagen då rutinen börjar gälla.", field="oversyn_senast")
    for old in versions:
        if old.status is VersionStatus.FASTSTALLD:
            old.status = VersionStatus.ERSATT
    draft.status, draft.faststalld_datum, draft.faststalld_av_id = VersionStatus.FASTSTALLD, idag(), person_id(session)
    draft.galler_fran, draft.oversyn_senast = galler_fran, review
    done = follow_rutin(session, row.id, draft.id)
    text = f"Rutin {row.nr} version {draft.version_nr} är fastställd, översyn senast {review.isoformat()}"
    if done:
        text += f"; {count(done, 'åtgärd är genomförd', 'åtgärder är genomförda')} med den"
    return changed(session, text, Rutin, Rutinversion, Atgard, row_id=row.id)


@verb("mark_rutin_read")
def mark_rutin_read(session: WriteSession, *, rutin_id: int) -> Change:
    """That I have read the version in force (SOSFS 2011:9 6 kap.)."""
    detail = get_rutin(session, rutin_id=rutin_id)
    ruling = next((v for v in detail.versioner if v.status is VersionStatus.FASTSTALLD), None)
    if ruling is None:
        raise RuleError("Det finns ingen fastställd version att kvittera.")
    if not detail.har_last:
        session.add(Lasning(rutinversion_id=ruling.id, person_id=person_id(session), last_vid=now()))
    return changed(session, f"Du har kvitterat rutin {detail.rad.nr}", Lasning, row_id=rutin_id)
