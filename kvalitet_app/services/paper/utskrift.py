"""Lists, records, the process map and the year's wheel on paper: only what the person at work may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kvalitet_app.db.models import Person
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, EgenkontrollUrval
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag, local, now
from kvalitet_app.domain.paper.publicering import Del, Svar
from kvalitet_app.domain.paper.spridning import CASE, CASES, Spridning, refuse_public
from kvalitet_app.domain.paper.utskrift import Utskriftshuvud
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.services.access.rights import person_id
from kvalitet_app.services.access.ways_out import note_way_out
from kvalitet_app.services.atgarder import atgard_rows
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.egenkontroller.svar import get_egenkontroll
from kvalitet_app.services.egenkontroller.tillfallen import list_egenkontroller
from kvalitet_app.services.paper.publicering import ask_before_public
from kvalitet_app.services.paper.urval_ord import said_limits, scope_words
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.register.granser import organisation_name
from kvalitet_app.services.rutiner import get_rutin
from kvalitet_app.services.synpunkter.listor import get_synpunkt

PAGE, WIDE = 500, 36
PUBLIC_RECORDS = ("egenkontroll", "rutin")


@dataclass(frozen=True, slots=True)
class Listutskrift:
    """A list to be printed: its title, its selection and view in words, and what answers the selection."""

    titel: str
    urval: object
    vy: str
    ord: tuple[str, str]  # what one row is, and several
    kolumner: tuple[tuple[str, Callable[[Any], str], bool], ...]  # title, text, at the right edge
    find: Callable[..., Sequence[int]]
    rows: Callable[[ReadSession, Sequence[int]], Mapping[int, Any]]


def list_refusal(urval: object) -> str:
    """Why a list is never public; empty for those of rutiner and egenkontroller, which are about no person."""
    return "" if isinstance(urval, (RutinUrval, EgenkontrollUrval)) else CASES


def record_refusal(slag: str) -> str:
    """Why a record is never public; empty for one that is about no person."""
    return "" if slag in PUBLIC_RECORDS else CASE


def printed_head(session: ReadSession, titel: str, rader: tuple[str, ...]) -> Utskriftshuvud:
    """The head of a printout, by the person at work and now."""
    who = session.get_one(Person, person_id(session)).namn
    return Utskriftshuvud(
        titel, rader, organisation_name(session) or "Kvalitet", f"Utskriven {local(now()):%Y-%m-%d kl. %H:%M} av {who}"
    )


def _worded(session: ReadSession, lista: Listutskrift, ids: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The rows of a list in words, read a page at a time."""
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        found = lista.rows(session, page)
        yield from (tuple(text(found[i]) for _, text, _ in lista.kolumner) for i in page if i in found)


def _cells(lista: Listutskrift, rows: Iterable[tuple[str, ...]]) -> Iterator[Del]:
    """What a list says, by column."""
    places = [f"kolumnen ”{title}”" for title, _, _ in lista.kolumner]
    for row in rows:
        yield from map(Del, places, row)


def _parts(blocks: Sequence[Any]) -> Iterator[Del]:
    from kvalitet_app.reports.publishing.parts import parts_of

    return parts_of(blocks)


def _steps(nodes: Iterable[ProcessNod]) -> Iterator[Del]:
    """What the map says of processes and their steps."""
    for node in nodes:
        place = f"processen {node.kod}" if node.kod else f"processen {node.namn}"
        yield Del(place, node.namn)
        yield from (Del(place, text) for step in node.aktiviteter for text in _words_in(step))
        yield from _steps(node.delprocesser)


def _words_in(value: object) -> Iterator[str]:
    """Every text that a row holds, and those of the rows in it."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        yield from (text for one in value for text in _words_in(one))
    elif is_dataclass(value):
        yield from (text for one in fields(value) for text in _words_in(getattr(value, one.name)))


def write_list(
    session: ReadSession,
    *,
    lista: Listutskrift,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> int:
    """Write a list as it is filtered and sorted to a PDF; answers how many rows.

    Raises:
        RuleError: it was to be public and is never.
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.reports.handlingar.utskrift import write_list as write

    refuse_public(spridning, list_refusal(lista.urval))
    ids = lista.find(session, urval=lista.urval)
    rows: list[tuple[str, ...]] = []
    for start in range(0, len(ids), PAGE):
        progress(start, 2 * len(ids), "Läser registret")
        page = ids[start : start + PAGE]
        found = lista.rows(session, page)
        rows += [tuple(text(found[i]) for _, text, _ in lista.kolumner) for i in page if i in found]
    limits = (*said_limits(session, lista.urval, vy=lista.vy), f"Antal: {count(len(rows), *lista.ord)}")
    columns = tuple((title, right) for title, _, right in lista.kolumner)
    ask_before_public(session, spridning, svarat, lambda: _cells(lista, rows))
    note_way_out(session, VagUt.LISTA, urval=lista.urval, ids=ids)
    write(printed_head(session, lista.titel, limits), columns, rows, target, spridning=spridning, progress=progress)
    return len(rows)


def export_list(
    session: ReadSession,
    *,
    lista: Listutskrift,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> int:
    """Write a list as it is filtered and sorted to XLSX or CSV; answers how many rows.

    Raises:
        RuleError: it was to be public and is never.
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        InputError: the name's ending is unknown.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.exchange.table_out import OutColumn, write_table

    refuse_public(spridning, list_refusal(lista.urval))
    ids = lista.find(session, urval=lista.urval)
    ask_before_public(session, spridning, svarat, lambda: _cells(lista, _worded(session, lista, ids)))
    note_way_out(session, VagUt.TABELL, urval=lista.urval, ids=ids)

    def rows() -> Iterator[object]:
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            found = lista.rows(session, page)
            yield from (found[i] for i in page if i in found)

    columns = tuple(
        OutColumn(title, text, WIDE if at == 0 else 18) for at, (title, text, _) in enumerate(lista.kolumner)
    )
    return write_table(
        target, columns, rows(), total=len(ids), sheet=lista.titel, spridning=spridning, progress=progress
    )


def _record(session: ReadSession, slag: str, rad_id: int) -> tuple[str, list[Any]]:
    """The title and the blocks of a record."""
    from kvalitet_app.reports.handlingar import poster
    from kvalitet_app.reports.handlingar.avvikelse import avvikelse

    if slag == "avvikelse":
        case = get_avvikelse(session, avvikelse_id=rad_id)
        return f"Avvikelse {case.rad.beteckning}: {case.rad.rubrik}", list(avvikelse(case))
    if slag == "egenkontroll":
        check = get_egenkontroll(session, egenkontroll_id=rad_id)
        return f"Egenkontroll {check.rad.kod} {check.rad.mall}", list(poster.egenkontroll(check))
    if slag == "rutin":
        rutin = get_rutin(session, rutin_id=rad_id)
        return f"Rutin {rutin.rad.nr} {rutin.rad.titel}", list(poster.rutin(rutin))
    if slag == "synpunkt":
        said = get_synpunkt(session, synpunkt_id=rad_id)
        return f"Synpunkt {said.rad.beteckning}", list(poster.synpunkt(said))
    action = atgard_rows(session, [rad_id]).get(rad_id)
    if action is None:
        raise RuleError("Åtgärden finns inte längre.")
    return "Åtgärd", list(poster.atgard(action))


def write_record(
    session: ReadSession,
    *,
    slag: str,
    rad_id: int,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> None:
    """Write one record to a PDF. Opening a protected case so is logged as any reading is.

    Raises:
        RuleError: there is no such record for this person, or it was to be public and is never.
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.reports.handlingar.utskrift import write_record as write

    refuse_public(spridning, record_refusal(slag))
    titel, parts = _record(session, slag, rad_id)
    ask_before_public(session, spridning, svarat, lambda: _parts(parts))
    write(printed_head(session, titel, ()), parts, target, spridning=spridning, progress=progress)


def write_blankett(session: ReadSession, *, target: Path, progress: Progress = no_progress) -> None:
    """Write the blank form of the reservrutin. Raises StorageError when the place cannot be written."""
    from kvalitet_app.reports.handlingar.blankett import write_blankett as write

    progress(0, 1, "Ritar blanketten")
    write(organisation_name(session) or "Kvalitet", target)


def write_map(
    session: ReadSession,
    *,
    process_id: int | None,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> int:
    """Write the process map, or one process of it, to a PDF; answers how many pages."""
    from kvalitet_app.reports.handlingar.utskrift import write_map as write

    progress(0, 1, "Läser registret")
    nodes = process_map(session)
    node = next((one for one in nodes if one.id == process_id), None)
    shown = nodes if node is None else (node,)
    steps = [a for one in shown for a in one.all_aktiviteter()]
    gaps = sum(a.saknar_rutin for a in steps)
    rader = (
        f"Antal: {count(len(steps), 'aktivitet', 'aktiviteter')}",
        f"{count(gaps, 'aktivitet', 'aktiviteter')} saknar rutin" if gaps else "Ingen aktivitet saknar rutin",
    )
    titel = "Processkarta" if node is None else f"{node.kod} {node.namn}"
    ask_before_public(session, spridning, svarat, lambda: _steps(nodes if node is None else (node,)))
    return write(printed_head(session, titel, rader), nodes, node, target, spridning=spridning)


def write_wheel(
    session: ReadSession,
    *,
    ar: int,
    enheter: frozenset[int] | None,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> None:
    """Write the egenkontroller of a year as a wheel on one A4."""
    from kvalitet_app.reports.handlingar.utskrift import write_wheel as write

    progress(0, 1, "Läser registret")
    urval = EgenkontrollUrval(vy="alla", enheter=enheter, fran=date(ar, 1, 1), till=date(ar, 12, 31))
    found = list_egenkontroller(session, urval=urval)
    rows = [row for row in found if row.status is not EgenkontrollStatus.INSTALLD]
    rader = (
        f"Verksamhet: {scope_words(session, enheter)}",
        f"Antal: {count(len(rows), 'egenkontroll', 'egenkontroller')}",
    )
    ask_before_public(session, spridning, svarat, lambda: (Del("hjulet", row.mall) for row in rows))
    write(printed_head(session, f"Årshjul {ar}", rader), rows, (ar, idag()), target, spridning=spridning)
