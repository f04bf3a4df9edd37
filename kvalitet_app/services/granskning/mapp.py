"""Rehearsal for a review: what a reviewer may be handed about a unit, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from kvalitet_app.db.models import (
    Atgard,
    Avvikelse,
    Avvikelsetyp,
    Egenkontroll,
    Enhet,
    Granskning,
    Installning,
    Lasning,
    LexSarahArende,
    Person,
    Process,
    Rekommendation,
    Rutin,
    Rutinversion,
    Uppdrag,
)
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import AtgardStatus
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollDetalj, EgenkontrollRow, EgenkontrollStatus
from kvalitet_app.domain.errors import InputError, RuleError
from kvalitet_app.domain.granskning.mapp import (
    Granskningsmapp,
    MappAtgard,
    MappAvvikelse,
    MappRekommendation,
    MappRutin,
    year_before,
)
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.kalender import idag, local, now, to_utc
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.egenkontroller import visible_egenkontroller
from kvalitet_app.services.access.organisation import ancestors, readable_subtree
from kvalitet_app.services.access.rights import person_id, require, visible_avvikelser
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.egenkontroller.svar import get_egenkontroll
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.register.granser import organisation_name, write_setting

EARLIEST = 1990
PUBLIC = (
    "En granskningsmapp innehåller enskilda avvikelser och namn på personal och kan inte göras offentlig. "
    "Välj Intern eller Sekretess."
)


def gather_mapp(
    session: ReadSession, *, enhet_id: int, datum: date, progress: Progress = no_progress
) -> Granskningsmapp:
    """Everything of a unit, and those under it, that the folder tells. Protected cases are never in it.

    Raises:
        AccessError: the person may not write reports of the unit.
        RuleError: the day has not come, or there is no such unit for this person.
    """
    require(session, Ratt.BERATTELSE, enhet_id)
    if not datum.year >= EARLIEST or datum > idag():
        raise RuleError(f"Välj en dag mellan {EARLIEST}-01-01 och i dag.", field="datum")
    unit, below = readable_subtree(session, enhet_id)
    around = below | ancestors(session, below)
    who = session.get_one(Person, person_id(session)).namn
    progress(0, 4, "Läser rutiner")
    rutiner = _rutiner(session, around, below, datum)
    progress(1, 4, "Läser egenkontroller")
    done, undone = _checks(session, below, datum)
    progress(2, 4, "Läser avvikelser")
    cases = _cases(session, below, datum)
    progress(3, 4, "Läser processer")
    return Granskningsmapp(
        organisation_name(session) or "Kvalitet",
        unit.namn,
        datum,
        f"Upprättad {local(now()):%Y-%m-%d} av {who}",
        rutiner,
        done,
        undone,
        cases,
        _processes(session, around),
        _recommendations(session, around, datum),
    )


def write_mapp(
    session: ReadSession,
    *,
    enhet_id: int,
    datum: date,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    progress: Progress = no_progress,
) -> str:
    """Write the folder; answers its SHA-256.

    Raises:
        InputError: the name does not end with .zip.
        RuleError: it was to be public.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.db.backup import file_hash
    from kvalitet_app.reports.handlingar.granskningsmapp import write_folder

    if target.suffix.casefold() != ".zip":
        raise InputError("Filen ska sluta på .zip.")
    if spridning is Spridning.OFFENTLIG:
        raise RuleError(PUBLIC)
    mapp = gather_mapp(session, enhet_id=enhet_id, datum=datum, progress=progress)
    write_folder(mapp, target, spridning=spridning, progress=progress)
    return file_hash(target)


@verb("note_mapp")
def note_mapp(session: WriteSession, *, enhet_id: int, datum: date, file: str, digest: str) -> Change:
    """Leave a line in the journal: which folder was written, and its checksum."""
    require(session, Ratt.BERATTELSE, enhet_id)
    write_setting(session, f"granskningsmapp/{enhet_id}/{datum}", {"fil": file, "sha256": digest})
    return changed(session, f"{file} är skriven", Installning)


def issue_mapp(
    register: Register,
    *,
    enhet_id: int,
    datum: date,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    progress: Progress = no_progress,
) -> Change:
    """Write the folder to a file and leave its line in the journal. Raises what `issue` says."""
    told, _digest = issue(
        register,
        target,
        write=lambda session: write_mapp(
            session, enhet_id=enhet_id, datum=datum, target=target, spridning=spridning, progress=progress
        ),
        note=lambda digest: register.write(note_mapp, enhet_id=enhet_id, datum=datum, file=target.name, digest=digest),
    )
    return told


def _rutiner(session: ReadSession, around: frozenset[int], below: frozenset[int], day: date) -> tuple[MappRutin, ...]:
    """The rutiner of the unit and of all above and under it, with the version that applied on the day."""
    names = dict(session.execute(select(Person.id, Person.namn)).all())
    end = to_utc(day, 23, 59)
    found = session.execute(
        select(Rutin, Enhet.namn)
        .join(Enhet, Enhet.id == Rutin.enhet_id)
        .where(Rutin.enhet_id.in_(around), Rutin.borttagen.is_(None) | (Rutin.borttagen > end), Rutin.skapad <= end)
        .order_by(Rutin.nr)
    ).all()
    versions = in_force(session, [rutin.id for rutin, _ in found], day)
    staff = _staff(session, below, day)
    bare = [(r.id, MappRutin(r.nr, r.titel, enhet, names.get(r.agare_id or 0, ""))) for r, enhet in found]
    return tuple(
        one if i not in versions else _adopted(session, one, versions[i], names, read_by=end, staff=staff)
        for i, one in bare
    )


def _adopted(
    session: ReadSession,
    bare: MappRutin,
    version: Rutinversion,
    names: dict[int, str],
    *,
    read_by: datetime,
    staff: frozenset[int],
) -> MappRutin:
    """A rutin with the version that applied, and who of the staff had read it by a moment and who had not."""
    read = session.execute(
        select(Lasning.person_id, Lasning.last_vid)
        .where(Lasning.rutinversion_id == version.id, Lasning.borttagen.is_(None), Lasning.last_vid <= read_by)
        .order_by(Lasning.last_vid)
    ).all()
    had = {who for who, _ in read}
    return replace(
        bare,
        version_nr=version.version_nr,
        text=version.text,
        faststalld_av=names.get(version.faststalld_av_id or 0, ""),
        faststalld_datum=version.faststalld_datum,
        galler_fran=version.galler_fran or version.faststalld_datum,
        oversyn_senast=version.oversyn_senast,
        lasta=tuple((names[who], local(at).date()) for who, at in read),
        olasta=tuple(sorted(names[who] for who in staff - had)),
    )


def in_force(session: ReadSession, rutiner: Iterable[int], day: date) -> dict[int, Rutinversion]:
    """The version of each rutin that applied on a day: adopted by then, and the last to have begun."""
    found: dict[int, Rutinversion] = {}
    query = select(Rutinversion).where(
        Rutinversion.rutin_id.in_(list(rutiner)),
        Rutinversion.status != VersionStatus.UTKAST,
        Rutinversion.faststalld_datum <= day,
        Rutinversion.borttagen.is_(None),
    )
    for version in session.scalars(query.order_by(Rutinversion.version_nr)):
        begins = version.galler_fran or version.faststalld_datum
        if begins is not None and begins <= day:
            found[version.rutin_id] = version
    return found


def _staff(session: ReadSession, units: frozenset[int], day: date) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(Uppdrag.person_id).where(
                Uppdrag.enhet_id.in_(units),
                Uppdrag.borttagen.is_(None),
                Uppdrag.giltig_fran <= day,
                Uppdrag.giltig_till.is_(None) | (Uppdrag.giltig_till >= day),
            )
        )
    )


def _checks(
    session: ReadSession, units: frozenset[int], day: date
) -> tuple[tuple[EgenkontrollDetalj, ...], tuple[EgenkontrollRow, ...]]:
    seen, e = visible_egenkontroller(session, units), Egenkontroll
    first = year_before(day)
    done = session.scalars(
        select(e.id)
        .where(seen, e.status == EgenkontrollStatus.GENOMFORD, e.genomford_datum.between(first, day))
        .order_by(e.genomford_datum, e.id)
    ).all()
    undone = session.scalars(
        select(e.id)
        .where(
            seen,
            e.ursprungligt_datum.between(first, day),
            e.status != EgenkontrollStatus.INSTALLD,
            (e.status != EgenkontrollStatus.GENOMFORD) | (e.genomford_datum > day),
        )
        .order_by(e.ursprungligt_datum, e.id)
    ).all()
    details = tuple(get_egenkontroll(session, egenkontroll_id=row_id) for row_id in done)
    rows = egenkontroll_rows(session, undone)
    return details, tuple(rows[row_id] for row_id in undone if row_id in rows)


def _cases(session: ReadSession, units: frozenset[int], day: date) -> tuple[MappAvvikelse, ...]:
    a = Avvikelse
    lex = select(LexSarahArende.avvikelse_id).where(LexSarahArende.avvikelse_id.is_not(None))
    query = (
        select(a, Enhet.namn, Avvikelsetyp.namn)
        .join(Enhet, Enhet.id == a.enhet_id)
        .outerjoin(Avvikelsetyp, Avvikelsetyp.id == a.typ_id)
        .where(
            visible_avvikelser(session, units),
            a.skyddad.is_(False),
            a.misstanke.is_not(True),
            a.id.not_in(lex),
            a.status == AvvikelseStatus.AVSLUTAD,
            a.avslutad_vid >= to_utc(year_before(day), 0, 0),
            a.avslutad_vid <= to_utc(day, 23, 59),
        )
        .order_by(a.avslutad_vid, a.id)
    )
    found = session.execute(query).all()
    actions = _actions(session, [row.id for row, _, _ in found], day)
    return tuple(
        MappAvvikelse(
            f"{row.ar}-{row.nr:04d}",
            local(row.handelse_vid).date(),
            local(row.avslutad_vid).date(),
            enhet,
            typ or "",
            row.rubrik,
            row.utredning,
            row.uppfoljning,
            tuple(actions.get(row.id, ())),
        )
        for row, enhet, typ in found
        if row.avslutad_vid is not None
    )


def _actions(session: ReadSession, cases: list[int], day: date) -> dict[int, list[MappAtgard]]:
    """The åtgärder of cases as they stood on the day."""
    found: dict[int, list[MappAtgard]] = {}
    for start in range(0, len(cases), 500):
        query = (
            select(Atgard, Person.namn)
            .outerjoin(Person, Person.id == Atgard.ansvarig_id)
            .where(
                Atgard.avvikelse_id.in_(cases[start : start + 500]),
                Atgard.borttagen.is_(None),
                Atgard.lex_sarah_arende_id.is_(None),
                Atgard.status != AtgardStatus.AVBRUTEN,
            )
            .order_by(Atgard.id)
        )
        for row, name in session.execute(query):
            by_then = row.effekt is not None and (row.effekt_datum is None or row.effekt_datum <= day)
            done = row.genomford_datum if row.genomford_datum is not None and row.genomford_datum <= day else None
            effect = row.effekt.word if by_then and row.effekt is not None else ""
            one = MappAtgard(row.text, name or "", done, effect, row.effekt_metod if by_then else "")
            found.setdefault(row.avvikelse_id or 0, []).append(one)
    return found


def _processes(session: ReadSession, around: frozenset[int]) -> tuple[ProcessNod, ...]:
    ours = frozenset(session.scalars(select(Process.id).where(Process.enhet_id.in_(around))))
    return tuple(node for node in process_map(session) if node.all_ids() & ours)


def _recommendations(session: ReadSession, around: frozenset[int], day: date) -> tuple[MappRekommendation, ...]:
    query = (
        select(Rekommendation, Granskning.namn, Granskning.datum, Person.namn)
        .join(Granskning, Granskning.id == Rekommendation.granskning_id)
        .outerjoin(Person, Person.id == Rekommendation.ansvarig_id)
        .where(
            Granskning.enhet_id.in_(around),
            Granskning.datum <= day,
            Granskning.borttagen.is_(None),
            Rekommendation.borttagen.is_(None),
            Rekommendation.status != RekommendationStatus.KLAR,
        )
        .order_by(Granskning.datum, Rekommendation.id)
    )
    return tuple(
        MappRekommendation(namn, datum, row.text, row.status.word, row.klart_senast, who or "")
        for row, namn, datum, who in session.execute(query)
    )
