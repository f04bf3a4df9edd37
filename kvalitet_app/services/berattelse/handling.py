"""A report as a whole: read, adopted, and put on paper as PDF or Word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from kvalitet_app.db.backup import file_hash
from kvalitet_app.db.models import Berattelse, Installning, Siffra
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.berattelse.disposition import Berattelsen, Rapport, progress_of
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.berattelse.siffror import changed_figures, named_figures
from kvalitet_app.domain.berattelse.slag import BerattelseSlag, BerattelseStatus, tid_of
from kvalitet_app.domain.berattelse.underlag import from_json, to_json
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.fragor import text_of
from kvalitet_app.domain.kalender import now
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.paper.publicering import Del, Publiceringsfraga, Svar
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import report_units, subtree
from kvalitet_app.services.access.rights import may, require
from kvalitet_app.services.berattelse.disposition import find_report, list_avsnitt, may_write, open_report, scope_of
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.paper.publicering import ask_before_public, find_questions, told_answers

if TYPE_CHECKING:
    from kvalitet_app.reports.model.blocks import MakeScene, Report


def read_berattelse(session: ReadSession, *, rapport: Rapport, progress: Progress = no_progress) -> Berattelsen:
    """The report as it stands: an adopted one with what was counted then, for whoever may see all of its cases.

    Raises:
        AccessError: the person may not read the unit.
        Cancelled: by `progress`.
    """
    counted = count_report(session, rapport=rapport, progress=progress)
    if not _reads_all(session, rapport):
        counted = replace(counted, begransad=True)
    row = find_report(session, rapport)
    chapters, writable = list_avsnitt(session, rapport=rapport), may_write(session, rapport=rapport)
    may_end = not counted.begransad and may_adopt(session, rapport)
    if row is None or row.status is not BerattelseStatus.FASTSTALLD:
        return Berattelsen(rapport, replace(counted, dnr=row.dnr if row else ""), chapters, writable, may_end)
    day = row.faststalld_datum
    if counted.begransad:
        said = f"Berättelsen är fastställd {day}. Den här är räknad om på det som den som tog fram den får se."
        own = replace(counted, dnr=row.dnr, anmarkningar=(*counted.anmarkningar, said))
        return Berattelsen(rapport, own, chapters, writable, may_end, faststalld=day)
    changed_since = changed_figures(_frozen(session, row), counted)
    return Berattelsen(rapport, from_json(row.underlag), chapters, writable, may_end, changed_since, day)


def _reads_all(session: ReadSession, rapport: Rapport) -> bool:
    """Whether the person may read every unit of the report: what was counted of all is not for whoever reads some."""
    return report_units(session, rapport.enhet_id) >= subtree(session, scope_of(session, rapport))


def count_report(session: ReadSession, *, rapport: Rapport, progress: Progress = no_progress) -> BerattelseData:
    """Everything counted for the kind, the time and the scope of a report."""
    tid = tid_of(rapport.ar, rapport.slag, rapport.period) if rapport.period else None
    data = gather(session, ar=rapport.ar, enhet_id=rapport.enhet_id, tid=tid, progress=progress)
    return replace(data, slag=rapport.slag)


def _frozen(session: ReadSession, row: Berattelse) -> dict[str, tuple[str, float | None]]:
    query = select(Siffra).where(Siffra.berattelse_id == row.id, Siffra.borttagen.is_(None)).order_by(Siffra.id)
    return {figure.nyckel: (figure.etikett, figure.varde) for figure in session.scalars(query)}


def may_adopt(session: ReadSession, rapport: Rapport) -> bool:
    """Whether the person may adopt the report, whether or not it is adopted already."""
    return may(session, Ratt.FASTSTALLA, scope_of(session, rapport))


@verb("adopt_berattelse")
def adopt_berattelse(session: WriteSession, *, rapport: Rapport, datum: date, dnr: str = "") -> Change:
    """Freeze every figure with the question that counts it: what changes later is told, never silently taken in.

    Raises:
        AccessError: the person may not adopt it.
        RuleError: cases may be missing that the person may not see, remarks wait, or it is adopted already.
    """
    require(session, Ratt.FASTSTALLA, scope_of(session, rapport))
    data = count_report(session, rapport=rapport)
    if data.begransad:
        raise RuleError("Det kan finnas skyddade ärenden som du inte ser. Låt SAS, eller MAS för HSL, fastställa.")
    if progress_of(list_avsnitt(session, rapport=rapport)).anmarkningar:
        raise RuleError("Det finns anmärkningar som väntar. Ta hand om dem först.")
    row = open_report(session, rapport, Ratt.FASTSTALLA)
    row.status, row.faststalld_datum, row.dnr = BerattelseStatus.FASTSTALLD, datum, dnr.strip() or row.dnr
    row.underlag = to_json(replace(data, faststalld=datum, dnr=row.dnr))
    _freeze(session, row, data)
    return changed(session, "Berättelsen är fastställd", Berattelse, Siffra, row_id=row.id)


def _freeze(session: WriteSession, row: Berattelse, data: BerattelseData) -> None:
    stored = {each.nyckel: each for each in session.scalars(select(Siffra).where(Siffra.berattelse_id == row.id))}
    for figure in named_figures(data):
        kept = stored.pop(figure.nyckel, None)
        if kept is None:
            kept = Siffra(berattelse_id=row.id, nyckel=figure.nyckel)
            session.add(kept)
        kept.varde, kept.fraga, kept.etikett = figure.siffra.varde, text_of(figure.siffra.fraga), figure.etikett
        kept.borttagen = None
    for gone in stored.values():
        gone.take_back(now())


@verb("reopen_berattelse")
def reopen_berattelse(session: WriteSession, *, rapport: Rapport) -> Change:
    """Take an adoption back, so that the report can be written in again. The journal keeps what was adopted.

    Raises:
        AccessError: the person may not adopt it; the organisation's own is adopted and taken back at the top.
        RuleError: it is not adopted.
    """
    require(session, Ratt.FASTSTALLA, scope_of(session, rapport))
    row = find_report(session, rapport)
    if row is None or row.status is not BerattelseStatus.FASTSTALLD:
        raise RuleError("Berättelsen är inte fastställd.")
    row.status, row.faststalld_datum, row.underlag = BerattelseStatus.UTKAST, None, ""
    return changed(session, "Fastställandet är återtaget", Berattelse, row_id=row.id)


@dataclass(frozen=True, slots=True)
class Utskriftsval:
    """How a report is put on paper: to whom it may go, for Word the municipality's template, and what is answered."""

    spridning: Spridning = Spridning.INTERN
    mall: Path | None = None
    svarat: Svar = ()


def write_report(
    session: ReadSession,
    *,
    rapport: Rapport,
    target: Path,
    val: Utskriftsval | None = None,
    progress: Progress = no_progress,
) -> str:
    """Count, compose and write the PDF or Word file, as its name ends; answers the file's SHA-256.

    Raises:
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        StorageError: the place cannot be written; nothing is left under the name.
        Cancelled: by `progress`; the same.
    """
    val = val or Utskriftsval()
    report = compose(session, rapport=rapport, val=val, progress=progress)
    ask_before_public(session, val.spridning, val.svarat, lambda: _parts(report))
    if target.suffix.casefold() == ".docx":
        from kvalitet_app.reports.word.document import write_docx

        write_docx(report, target, template=val.mall, progress=progress)
    else:
        from kvalitet_app.reports.pdf.render import write_pdf

        write_pdf(report, target, progress=progress)
    return file_hash(target)


class Diagram(NamedTuple):
    """A picture of a chapter: its caption, what it says in words, and how it is drawn for a theme and a width."""

    text: str
    alt: str
    scene: "MakeScene"


def chapter_charts(data: BerattelseData, kapitel: Kapitel) -> tuple[Diagram, ...]:
    """The pictures of a chapter, the very ones that are printed."""
    from kvalitet_app.reports.handlingar.berattelse.avsnitt import AVSNITT
    from kvalitet_app.reports.model.blocks import Chart
    from kvalitet_app.reports.model.numbering import Numbering

    if kapitel not in AVSNITT:
        return ()
    found = (block for block in AVSNITT[kapitel](data, Numbering()) if isinstance(block, Chart))
    return tuple(Diagram(chart.caption.partition(". ")[2], chart.alt, chart.scene) for chart in found)


class Granskat(NamedTuple):
    """A sentence on what to see to before a report is published; `hinder` when it should not go out before that."""

    text: str
    hinder: bool
    fraga: Publiceringsfraga | None = None  # to be answered before it is public


def preview_report(
    session: ReadSession, *, rapport: Rapport, target: Path, val: Utskriftsval, progress: Progress = no_progress
) -> tuple[Granskat, ...]:
    """Write the PDF to look at, and answer what to see to before it is published.

    Raises:
        StorageError: the place cannot be written.
        Cancelled: by `progress`.
    """
    from kvalitet_app.reports.pdf.render import write_pdf
    from kvalitet_app.reports.publishing.checks import check_before_publishing

    report = compose(session, rapport=rapport, val=val, progress=progress)
    rendered = write_pdf(report, target, progress=progress)
    found = [Granskat(one.text, one.hinder) for one in check_before_publishing(report, rendered)]
    public = val.spridning is Spridning.OFFENTLIG
    asked = find_questions(session, _parts(report), fa=public)
    return (*(Granskat(one.text, public and one.utpekar, one if public else None) for one in asked), *found)


def _parts(report: "Report") -> Iterator[Del]:
    from kvalitet_app.reports.publishing.parts import parts_of

    return parts_of(report.whole)


def compose(session: ReadSession, *, rapport: Rapport, val: Utskriftsval, progress: Progress = no_progress) -> "Report":
    """The report as a document, not yet written."""
    from kvalitet_app.reports.handlingar.berattelse.dokument import kvalitetsberattelse

    found = read_berattelse(session, rapport=rapport, progress=progress)
    from kvalitet_app.reports.handlingar.namndblad import namndblad

    build = namndblad if rapport.slag is BerattelseSlag.NAMNDBLAD else kvalitetsberattelse
    return build(found.data, found.avsnitt, spridning=val.spridning, andrade=found.andrade)


@verb("note_report")
def note_report(
    session: WriteSession, *, rapport: Rapport, file: str, digest: str, val: Utskriftsval | None = None
) -> Change:
    """Leave a line in the journal: which file was written, its checksum, to whom it may go, and what was answered."""
    from kvalitet_app.services.register.granser import write_setting

    report_units(session, rapport.enhet_id)
    val = val or Utskriftsval()
    told = {"fil": file, "sha256": digest, "spridning": val.spridning.value, "svar": told_answers(val.svarat)}
    write_setting(session, f"rapport/{rapport.nyckel}", told)
    return changed(session, f"{file} är skriven", Installning)


@verb("note_printed")
def note_printed(session: WriteSession, *, rapport: Rapport, path: Path, val: Utskriftsval) -> Change:
    """Leave a line in the journal: the report at `path` was printed, and its checksum. Raises OSError: it is gone."""
    note_report(session, rapport=rapport, file=path.name, digest=file_hash(path), val=val)
    return changed(session, f"{rapport.slag.word}n är utskriven", Installning)


def issue_report(
    register: Register,
    *,
    rapport: Rapport,
    target: Path,
    val: Utskriftsval | None = None,
    progress: Progress = no_progress,
) -> Change:
    """Write a report to a file and leave its line in the journal. Raises what `issue` says, and QuestionsError."""
    told, _digest = issue(
        register,
        target,
        write=lambda session: write_report(session, rapport=rapport, target=target, val=val, progress=progress),
        note=lambda digest: register.write(note_report, rapport=rapport, file=target.name, digest=digest, val=val),
    )
    return told
