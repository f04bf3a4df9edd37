"""Avvikelser out to a file, as the list is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseUrval, Foljd
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.paper.spridning import CASES, Spridning, refuse_public
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.services.access.ways_out import note_way_out
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser

if TYPE_CHECKING:
    from kvalitet_app.exchange.table_out import OutColumn

PAGE = 500


def export_avvikelser(
    session: ReadSession,
    *,
    urval: AvvikelseUrval,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    progress: Progress = no_progress,
) -> int:
    """Write a selection to XLSX or CSV; answers how many. Reporters' names are not written.

    Raises:
        RuleError: it was to be public: a case never is.
        InputError: the name's ending is unknown.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.exchange.table_out import write_table

    refuse_public(spridning, CASES)
    ids = find_avvikelser(session, urval=urval)
    note_way_out(session, VagUt.TABELL, urval=urval, ids=ids)
    texts: dict[int, tuple[str, str, Foljd]] = {}

    def rows() -> Iterable[AvvikelseRow]:
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            found = avvikelse_rows(session, page)
            texts.clear()
            query = select(Avvikelse.id, Avvikelse.beskrivning, Avvikelse.omedelbar_atgard, Avvikelse.foljd)
            texts.update({i: (b, a, f) for i, b, a, f in session.execute(query.where(Avvikelse.id.in_(page)))})
            yield from (found[i] for i in page if i in found)

    return write_table(target, export_columns(texts), rows(), total=len(ids), spridning=spridning, progress=progress)


def export_columns(texts: Mapping[int, tuple[str, str, Foljd]]) -> tuple[OutColumn, ...]:
    """The columns of the file. `texts` holds what a list's row does not: beskrivning, omedelbar åtgärd, följd."""
    from kvalitet_app.exchange.table_out import OutColumn

    return (
        OutColumn("Nr", lambda r: r.beteckning, 12),
        OutColumn("Händelsedatum", lambda r: local(r.handelse_vid).date(), 14),
        OutColumn("Klockslag (svensk tid)", lambda r: local(r.handelse_vid).time(), 12),
        OutColumn("Enhet", lambda r: r.enhet, 20),
        OutColumn("Lagrum", lambda r: r.lagrum.word, 8),
        OutColumn("Typ", lambda r: r.typ, 28),
        OutColumn("Beskrivning", lambda r: texts[r.id][0], 60),
        OutColumn("Omedelbar åtgärd", lambda r: texts[r.id][1], 40),
        OutColumn("Följd", lambda r: texts[r.id][2].word, 12),
        OutColumn("Brukarreferens", lambda r: r.brukarreferens, 14),
        OutColumn("Risk", lambda r: r.risk, 8),
        OutColumn("Risknivå", lambda r: r.riskniva.word if r.riskniva else "", 14),
        OutColumn("Status", lambda r: r.status.word, 14),
        OutColumn("Registrerad (svensk tid)", lambda r: local(r.registrerad_vid), 17),
        OutColumn("Utreds av", lambda r: r.ansvarig, 20),
    )
