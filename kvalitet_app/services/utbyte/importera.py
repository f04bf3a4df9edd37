"""Avvikelser in from another system: told first, then written in one transaction or not at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from kvalitet_app.db.base import new_uuid
from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet, Importomgang, Tillagg
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.avvikelser.arenden import PROTECTED_ROW, AvvikelseStatus, Foljd, case_number
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.namn import find_people
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum
from kvalitet_app.domain.personnummer import PERSONNUMMER, SAMORDNINGSNUMMER, find_numbers
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.text import short_title
from kvalitet_app.domain.utbyte.importrad import (
    FIELDS,
    Importplan,
    Importrad,
    Inlasning,
    number_series,
    rader,
    what_is_lost,
)
from kvalitet_app.domain.verb import verb
from kvalitet_app.machine.files import storage_errors
from kvalitet_app.services.access.rights import (
    behorighet,
    forget_rights,
    person_id,
    require,
    require_at_top,
    require_somewhere,
)
from kvalitet_app.services.avvikelser.registrering import local_parts
from kvalitet_app.services.change.changing import changed, next_number
from kvalitet_app.services.paper.namn import namnlistor, staff_names
from kvalitet_app.services.register.kataloger import make_code
from kvalitet_app.services.utbyte.importfil import Importfil, with_headings
from kvalitet_app.services.utbyte.importnamn import Kannedom
from kvalitet_app.services.utbyte.importomgangar import begin_import, keep_mapping, read_mapping

BATCH = 500
SHOWN_ROWS = 20
OWN_NUMBER = re.compile(r"\d{4}-\d{4,}")


@dataclass(frozen=True, slots=True)
class Val:
    """What the person allows: create what is unknown, leave bad rows out."""

    skapa: bool = False
    hoppa_over: bool = False


def open_file(path: Path) -> Importfil:
    """Read a file. Raises InputError or StorageError with what to do."""
    from kvalitet_app.exchange.avvikelser.headings_in import find_headings
    from kvalitet_app.exchange.table_in import read_sheet, table_of

    blad = read_sheet(path)
    found = find_headings(blad.lines)
    with storage_errors(path):
        digest = sha256(path.read_bytes()).hexdigest()
    return Importfil(blad, table_of(blad, found.rows), path.name, digest, found.rows, found.sure)


def match_columns(session: ReadSession, *, fil: Importfil) -> tuple[dict[str, int], bool]:
    """From our field to the file's column: as it was matched last time (then True), else as the headings say."""
    from kvalitet_app.exchange.avvikelser.headings_in import guess_columns

    headers = fil.tabell.headers
    kept = read_mapping(session, headers=headers)
    if kept is None:
        return guess_columns(headers), False
    return {kept[name]: at for at, name in enumerate(headers) if name in kept}, True


def understand(
    fil: Importfil, kolumner: dict[str, int] | None = None, *, mapping: str = "", dag_forst: bool | None = None
) -> Inlasning:
    """What the rows say, by columns chosen one by one, or by the headings and `mapping`. Raises InputError.

    `dag_forst` is the person's answer where 3/4/2026 can be two days.
    """
    from kvalitet_app.exchange.avvikelser.headings_in import parse_mapping
    from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser

    read = read_avvikelser(fil.tabell, parse_mapping(mapping), kolumner, day_first=dag_forst)
    return replace(read, filnamn=fil.filnamn, digest=fil.digest, rubrikrader=fil.rubrikrader)


def judge_import(
    session: ReadSession, *, fil: Importfil, kolumner: dict[str, int], dag_forst: bool | None = None
) -> tuple[Inlasning, Importplan]:
    """What the rows say by the columns chosen, and what an import of them will do. Raises InputError."""
    read = understand(fil, kolumner, dag_forst=dag_forst)
    return read, plan_import(session, inlasning=read)


def read_file(
    path: Path, *, kolumner: str = "", dag_forst: bool | None = None, rubrikrader: tuple[int, ...] | None = None
) -> Inlasning:
    """Read and understand a file. Raises InputError or StorageError with what to do."""
    fil = open_file(path)
    if rubrikrader is not None:
        fil = with_headings(fil, rubrikrader)
    if not fil.ar_sakert:
        lines = tuple(f"rad {row[0]}: {words}" for row, words in fil.forslag())
        sentence = f"Det går inte att avgöra vilken rad i {path.name} som är rubriker. Ange den med --rubrikrad."
        raise InputError(sentence, details=lines)
    return understand(fil, mapping=kolumner, dag_forst=dag_forst)


def plan_import(session: ReadSession, *, inlasning: Inlasning) -> Importplan:
    """What an import of this file will do."""
    require_somewhere(session, Ratt.IMPORTERA)
    known = Kannedom(session)
    new = [row for row in inlasning.rader if not known.is_here(row)]
    faults = [*inlasning.fel, *filter(None, map(known.fault, new)), *_doubles(known, new)]
    faults += [f"rad {r.radnummer}: datumet ligger framåt" for r in new if _ahead(r)]
    return Importplan(
        nya=len(new),
        redan_inne=len(inlasning.rader) - len(new),
        okanda_enheter=known.unknown_units(new),
        okanda_typer=known.unknown_typer(new),
        fel=tuple(faults),
        med_nummer=tuple(
            f"rad {row.radnummer}, {FIELDS[field]}: {hit.shown} ser ut som ett personnummer"
            for row in new
            for field, text in row.texts()
            for hit in find_numbers(text)
            if hit.kind in (PERSONNUMMER, SAMORDNINGSNUMMER)
        ),
        besked=(
            *inlasning.besked,
            *_own_export(session, new),
            *_numbers_elsewhere(known, new),
            *what_is_lost(_unique(known, new), inlasning.obrukade),
            *_named(session, new),
        ),
    )


def _named(session: ReadSession, rows: list[Importrad]) -> Iterator[str]:
    """A warning about rows that seem to name somebody: staff of the register, or a common name."""
    listor, staff = namnlistor(session), staff_names(session)
    named = [row.radnummer for row in rows if find_people(f"{row.beskrivning}\n{row.omedelbar_atgard}", listor, staff)]
    if named:
        more = f" och {len(named) - SHOWN_ROWS} till" if len(named) > SHOWN_ROWS else ""
        shown = ", ".join(str(number) for number in named[:SHOWN_ROWS])
        yield f"{rader(len(named))} ser ut att nämna någon vid namn: rad {shown}{more}."


def _ahead(row: Importrad) -> bool:
    return row.handelse_vid > now() + timedelta(hours=12)  # a day without a time stands at noon


def _own_export(session: ReadSession, rows: list[Importrad]) -> list[str]:
    """A warning where rows carry the number and the moment of cases in this very register."""
    wanted = {row.externt_nummer: row.handelse_vid for row in rows if OWN_NUMBER.fullmatch(row.externt_nummer)}
    if not wanted:
        return []
    years = {int(number[:4]) for number in wanted}
    query = select(Avvikelse.ar, Avvikelse.nr, Avvikelse.handelse_vid).where(Avvikelse.ar.in_(years))
    mine = {case_number(ar, nr): moment.replace(second=0, microsecond=0) for ar, nr, moment in session.execute(query)}
    count = sum(mine.get(number) == moment for number, moment in wanted.items())
    sentence = "har nummer och tid som avvikelser i registret redan har. Är filen skriven härifrån blir de dubbletter."
    return [f"{rader(count)} {sentence}"] if count else []


def _numbers_elsewhere(known: Kannedom, rows: list[Importrad]) -> Iterator[str]:
    """A word about rows that are new though another unit or another year has their number."""
    if count := sum(map(known.number_elsewhere, rows)):
        yield (
            f"{rader(count)} har nummer som redan finns, men på en annan enhet eller ett annat år. "
            "De läggs in som nya: listor numreras om för varje enhet och år."
        )


def _doubles(known: Kannedom, rows: list[Importrad]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    found: list[str] = []
    for row in rows:
        if (number := known.number(row)) is not None:
            first = seen.setdefault(number, row.radnummer)
            if first != row.radnummer:
                found.append(f"rad {row.radnummer}: numret {row.externt_nummer} står redan på rad {first}")
    return found


@verb("import_avvikelser")
def import_avvikelser(
    session: WriteSession, *, inlasning: Inlasning, val: Val | None = None, progress: Progress = no_progress
) -> Change:
    """Write the rows, all or none. A row whose number from the other system is already here is left out.

    Raises:
        InputError: bad rows or unknown names that the person has not allowed.
        Cancelled: by `progress`; nothing is written.
    """
    allowed = val or Val()
    plan = plan_import(session, inlasning=inlasning)
    stop = plan.hinder(skapa=allowed.skapa, hoppa_over=allowed.hoppa_over)
    if stop:
        details = (*plan.fel, *(f"okänd enhet: {e}" for e in plan.okanda_enheter))
        raise InputError(stop, details=(*details, *(f"okänd typ: {t}" for t in plan.okanda_typer)))
    _add_units(session, plan)
    _add_typer(session, plan)
    known = Kannedom(session)
    left = (row for row in inlasning.rader if not (known.is_here(row) or known.fault(row) or _ahead(row)))
    rows = _unique(known, left)
    _require_units(session, {known.units(row)[0].id for row in rows})
    numbers: dict[int, int] = {}
    omgang = begin_import(session, filnamn=inlasning.filnamn, digest=inlasning.digest, antal=len(rows))
    if inlasning.rubriker:
        keep_mapping(session, headers=inlasning.rubriker, kolumner=inlasning.kolumner)
    for start in range(0, len(rows), BATCH):
        progress(start, len(rows), f"{start} av {len(rows)} rader")
        batch = rows[start : start + BATCH]
        values = [_values(session, row, known, numbers) | {"import_id": omgang} for row in batch]
        session.execute(insert(Avvikelse), values)
        _add_words(session, {v["uuid"]: row.tillagg for v, row in zip(values, batch, strict=True) if row.tillagg})
    progress(len(rows), len(rows), "Sparar")
    told = "1 avvikelse importerad" if len(rows) == 1 else f"{len(rows)} avvikelser importerade"
    return changed(session, told, Avvikelse, Enhet, Avvikelsetyp, Importomgang)


def _add_words(session: WriteSession, words: dict[str, str]) -> None:
    """The file's own words as additions to their cases, which are known by their uuid."""
    if not words:
        return
    who = person_id(session)
    query = select(Avvikelse.id, Avvikelse.enhet_id, Avvikelse.uuid).where(Avvikelse.uuid.in_(words))
    session.add_all(
        Tillagg(avvikelse_id=case, enhet_id=unit, person_id=who, text=words[uuid])
        for case, unit, uuid in session.execute(query.order_by(Avvikelse.id)).all()
    )
    session.flush()


def _unique(known: Kannedom, rows: Iterable[Importrad]) -> list[Importrad]:
    """Rows that carry a number stand once; the first counts."""
    seen: set[tuple[str, str]] = set()
    kept: list[Importrad] = []
    for row in rows:
        number = known.number(row)
        if number is None or number not in seen:
            kept.append(row)
        if number is not None:
            seen.add(number)
    return kept


def _require_units(session: ReadSession, wanted: set[int]) -> None:
    mine = behorighet(session).units(Ratt.IMPORTERA)
    for unit in sorted(wanted - mine):
        if session.get_one(Enhet, unit).foralder_id not in mine:
            require(session, Ratt.IMPORTERA, unit)


def _values(session: WriteSession, row: Importrad, known: Kannedom, numbers: dict[int, int]) -> dict[str, Any]:
    unit = known.units(row)[0]
    typ = next(iter(known.typer(row)), None)
    parts = local_parts(row.handelse_vid)
    law = row.lagrum or (typ.lagrum if typ and typ.lagrum is Lagrum.HSL else None) or unit.lagrum or Lagrum.LSS
    moment, status = now(), row.lagd_status
    closed = None if status is AvvikelseStatus.REGISTRERAD else moment
    return {
        "uuid": new_uuid(),
        "skapad": now(),
        "andrad": now(),
        "enhet_id": unit.id,
        "ar": parts["handelse_ar"],
        "nr": _next_of_year(session, parts["handelse_ar"], numbers),
        "rubrik": short_title(row.beskrivning),
        "beskrivning": row.beskrivning,
        "handelse_vid": row.handelse_vid,
        "omedelbar_atgard": row.omedelbar_atgard,
        "registrerad_vid": moment,
        "rapportor_id": person_id(session),
        "typ_id": typ.id if typ else None,
        "lagrum": law,
        "brukarreferens": row.brukarreferens,
        "foljd": row.foljd or Foljd.VET_INTE,
        "status": status,
        "status_sedan": moment,
        "kalla": number_series(unit.id, parts["handelse_ar"]),
        "skyddad": False,
        "avslutad_vid": closed,
        "externt_nummer": row.externt_nummer or None,
        **parts,
    }


def _next_of_year(session: WriteSession, ar: int, numbers: dict[int, int]) -> int:
    """The next number of a year; `numbers` holds the next one of each year that has been asked for."""
    if ar not in numbers:
        numbers[ar] = next_number(session, Avvikelse.nr, Avvikelse.ar == ar, Avvikelse.nr <= PROTECTED_ROW)
    numbers[ar] += 1
    return numbers[ar] - 1


def _add_units(session: WriteSession, plan: Importplan) -> None:
    """The units that the file needs and the register lacks, below the top, by whoever may import there."""
    if not plan.okanda_enheter:
        return
    require_at_top(session, Ratt.IMPORTERA)
    top = session.scalars(select(Enhet).where(Enhet.foralder_id.is_(None)).order_by(Enhet.id)).first()
    for name in plan.okanda_enheter:
        law = top.lagrum if top else None
        session.add(Enhet(namn=name, niva=EnhetNiva.ENHET, foralder_id=top.id if top else None, lagrum=law))
    session.flush()
    forget_rights(session)


def _add_typer(session: WriteSession, plan: Importplan) -> None:
    """The types that the file needs and the catalogue lacks: they are everybody's."""
    if not plan.okanda_typer:
        return
    require_at_top(session, Ratt.IMPORTERA)
    taken = set(session.scalars(select(Avvikelsetyp.kod)))
    for name in plan.okanda_typer:
        code = make_code(name, frozenset(taken))
        taken.add(code)
        session.add(Avvikelsetyp(kod=code, namn=name, grupp="Importerad", lagrum=Lagrum.LSS, ordning=900))
    session.flush()
