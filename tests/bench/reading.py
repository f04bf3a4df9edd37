"""Lists, search and the year's figures against the same by raw sqlite3."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from kvalitet_app.db.store import Store
from kvalitet_app.domain.avvikelse import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.services.avvikelser import avvikelse_rows, find_avvikelser
from kvalitet_app.services.kvalitetsberattelse import gather
from tests.bench.measure import Result, pair

ROWS = """SELECT a.id, a.ar, a.nr, a.rubrik, a.handelse_vid, a.status, a.risk, e.namn, t.namn, p.namn
 FROM avvikelse a JOIN enhet e ON e.id = a.enhet_id LEFT JOIN avvikelsetyp t ON t.id = a.typ_id
 LEFT JOIN person p ON p.id = a.ansvarig_id WHERE a.id IN ({})"""
IDS = "SELECT id FROM avvikelse WHERE borttagen IS NULL ORDER BY ar DESC, nr DESC"
BY_UNIT = "SELECT id FROM avvikelse WHERE borttagen IS NULL ORDER BY enhet_id, ar DESC, nr DESC"
OPEN = "SELECT id FROM avvikelse WHERE borttagen IS NULL AND status = ? ORDER BY ar DESC, nr DESC"
SEARCH = """SELECT id FROM avvikelse WHERE borttagen IS NULL AND id IN (SELECT s.rad_id FROM sokpost s
 WHERE s.tabell = 'avvikelse' AND s.id IN (SELECT rowid FROM sok WHERE sok MATCH ?)) ORDER BY ar DESC, nr DESC"""
YEAR = """SELECT handelse_ar, lagrum, typ_id, handelse_manad, enhet_id, brukarreferens, count(*) FROM avvikelse
 WHERE handelse_ar IN (2024, 2025) AND borttagen IS NULL GROUP BY 1, 2, 3, 4, 5, 6"""


def measure(store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table that only reads."""
    raw = sqlite3.connect(path)

    def read(call: Callable[[Session], Any]) -> Callable[[], Any]:
        def run() -> Any:
            with store.transaction(None) as session:
                return call(session)

        return run

    def ids(**limits: Any) -> Callable[[], Any]:
        return read(lambda session: find_avvikelser(session, urval=AvvikelseUrval(**limits)))

    def plain(query: str, *values: object) -> Callable[[], Any]:
        return lambda: raw.execute(query, values).fetchall()

    first = list(ids()()[:200])
    marks = ",".join("?" * len(first))
    yield pair(
        "de första 200 raderna", 2,
        ours=read(lambda session: avvikelse_rows(session, first)), floor=plain(ROWS.format(marks), *first), times=21,
    )  # fmt: skip
    yield pair("registret: alla id", 3, ours=ids(), floor=plain(IDS))
    yield pair("registret sorterat på enhet: id", 3, ours=ids(sortering="enhet"), floor=plain(BY_UNIT))
    chosen = frozenset({AvvikelseStatus.UTREDS})
    yield pair(
        "registret filtrerat på status: id",
        3,
        ours=ids(statusar=chosen),
        floor=plain(OPEN, AvvikelseStatus.UTREDS.value),
    )
    for word, name in (("sällsynt", "ovanligt"), ("medicin", "vanligt")):
        yield pair(f"sökning, {name} ord", 2, ours=ids(sok=word), floor=plain(SEARCH, f'"{word}"'))
    yield pair(
        "ett års siffror (golvet: bara avvikelserna)", 1.5,
        ours=read(lambda session: gather(session, ar=2025)), floor=plain(YEAR), times=3,
    )  # fmt: skip
    raw.close()
