"""Avvikelser out to a file, as the list is filtered."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import Avvikelse
from kvalitet_app.domain.avvikelse import LABELS, AvvikelseRow, AvvikelseUrval
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.organisation import LABELS as LAWS
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.services.avvikelser import avvikelse_rows, find_avvikelser

PAGE = 500


def export_avvikelser(
    session: Session, *, urval: AvvikelseUrval, target: Path, progress: Progress = no_progress
) -> int:
    """Write a selection to XLSX or CSV; answers how many. Reporters' names are not written.

    Raises:
        InputError: the name's ending is unknown.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.exchange.table_out import OutColumn, write_table

    ids = find_avvikelser(session, urval=urval)
    texts: dict[int, tuple[str, str]] = {}

    def rows() -> Iterable[AvvikelseRow]:
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            found = avvikelse_rows(session, page)
            texts.clear()
            query = select(Avvikelse.id, Avvikelse.beskrivning, Avvikelse.omedelbar_atgard)
            texts.update({i: (b, a) for i, b, a in session.execute(query.where(Avvikelse.id.in_(page)))})
            yield from (found[i] for i in page if i in found)

    columns = (
        OutColumn("Nr", lambda r: r.beteckning, 12),
        OutColumn("Händelsedatum", lambda r: local(r.handelse_vid), 17),
        OutColumn("Enhet", lambda r: r.enhet, 20),
        OutColumn("Lagrum", lambda r: LAWS[r.lagrum], 8),
        OutColumn("Typ", lambda r: r.typ, 28),
        OutColumn("Beskrivning", lambda r: texts[r.id][0], 60),
        OutColumn("Omedelbar åtgärd", lambda r: texts[r.id][1], 40),
        OutColumn("Brukarreferens", lambda r: r.brukarreferens, 14),
        OutColumn("Risk", lambda r: r.risk, 8),
        OutColumn("Risknivå", lambda r: LABELS[r.riskniva] if r.riskniva else "", 14),
        OutColumn("Status", lambda r: LABELS[r.status], 14),
        OutColumn("Registrerad", lambda r: local(r.registrerad_vid), 17),
        OutColumn("Utreds av", lambda r: r.ansvarig, 20),
    )
    return write_table(target, columns, rows(), total=len(ids), progress=progress)
