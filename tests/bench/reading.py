"""Lists, search and the year's figures against the same by raw sqlite3."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.db.store.store import Store
from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.monster.analys import find_kluster, find_monster
from tests.bench.measure import Result, pair

ROWS = """SELECT a.id, a.ar, a.nr, a.rubrik, a.enhet_id, coalesce(nullif(e.kortnamn, ''), e.namn),
 coalesce(t.namn, ''), a.lagrum, a.status, a.handelse_vid, a.registrerad_vid, a.status_sedan, a.risk,
 a.allvarlighetsgrad, a.brukarreferens, coalesce(p.namn, ''), a.skyddad, a.version
 FROM avvikelse a JOIN enhet e ON e.id = a.enhet_id LEFT JOIN avvikelsetyp t ON t.id = a.typ_id
 LEFT JOIN person p ON p.id = a.ansvarig_id WHERE a.id IN ({})"""
OF_A_CASE = 8
"""Twenty small questions: making them costs more than their answers, so the floor asks them ready-made."""
IDS = "SELECT id FROM avvikelse WHERE borttagen IS NULL{} ORDER BY {}ar DESC, nr DESC"
ALL, BY_UNIT, BY_RISK = IDS.format("", ""), IDS.format("", "enhet_id, "), IDS.format("", "risk DESC, ")
IN_STATE, HSL_ONLY = IDS.format(" AND status = 'utreds'", ""), IDS.format(" AND lagrum = 'hsl'", "")
SEARCH = """SELECT id FROM avvikelse WHERE borttagen IS NULL AND id IN (SELECT s.rad_id FROM sokpost s
 WHERE s.tabell = 'avvikelse' AND s.id IN (SELECT rowid FROM sok WHERE sok MATCH ?)) ORDER BY ar DESC, nr DESC"""


def _read(store: Store, call: Callable[[ReadSession], Any]) -> Callable[[], Any]:
    """A call in a transaction of its own that only reads."""

    def run() -> Any:
        with store.read() as session:
            return call(session)

    return run


def measure(store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table that only reads."""
    raw = sqlite3.connect(path)

    def ids(**limits: Any) -> Callable[[], Any]:
        return _read(store, lambda session: find_avvikelser(session, urval=AvvikelseUrval(**limits)))

    def plain(query: str, *values: object) -> Callable[[], Any]:
        return lambda: raw.execute(query, values).fetchall()

    first = list(ids()()[:200])
    rows = _read(store, lambda session: avvikelse_rows(session, first))
    yield pair("de första 200 raderna", 2, ours=rows, floor=lambda: _plain_rows(raw, first), times=41)
    yield pair("registret: alla id", 3, ours=ids(), floor=plain(ALL))
    yield pair("registret sorterat på enhet: id", 3, ours=ids(sortering="enhet"), floor=plain(BY_UNIT))
    chosen = frozenset({AvvikelseStatus.UTREDS})
    yield pair("registret filtrerat på status: id", 3, ours=ids(statusar=chosen), floor=plain(IN_STATE), times=41)
    for word, name, times in (("sällsynt", "ovanligt", 41), ("medicin", "vanligt", 7)):
        yield pair(f"sökning, {name} ord", 2, ours=ids(sok=word), floor=plain(SEARCH, f'"{word}"'), times=times)
    raw.close()
    yield from _wholes(store, path, first[len(first) // 2])


def _wholes(store: Store, path: Path, opened: int) -> Iterator[Result]:
    """A year's figures, the patterns, and one case: calls of many questions each."""
    raw = sqlite3.connect(path)
    for what, target, call, times in (
        ("ett års siffror", 1.5, _read(store, lambda session: gather(session, ar=2025)), 9),
        ("mönstersidan", 1.5, _read(store, lambda session: find_monster(session, ar=2025)), 9),
        ("samlingar under ett år", 2, _read(store, lambda session: find_kluster(session, ar=2025)), 9),
    ):
        yield _same_questions(store, raw, f"{what} (golvet: samma frågor, rått)", call, target=target, times=times)
    case = _read(store, lambda session: get_avvikelse(session, avvikelse_id=opened))
    yield pair(
        "ett ärende öppnat (golvet: samma frågor genom lagret)",
        OF_A_CASE,
        ours=case,
        floor=through_store(store, asked_by(store, case)),
        times=41,
    )
    raw.close()


def through_store(store: Store, asked: list[tuple[str, Any]]) -> Callable[[], Any]:
    """The same questions in a transaction of the store: what is left is making them and reading their answers."""

    def run() -> None:
        with store.read() as session:
            for query, values in asked:
                session.connection().exec_driver_sql(query, values).all()

    return run


def _same_questions(
    store: Store, raw: sqlite3.Connection, what: str, call: Callable[[], Any], *, target: float, times: int
) -> Result:
    """A call against the questions that it asks, put to raw sqlite3."""
    asked = asked_by(store, call)
    return pair(
        what,
        target,
        ours=call,
        times=times,
        floor=lambda: [raw.execute(query, values).fetchall() for query, values in asked],
    )


def _plain_rows(raw: sqlite3.Connection, ids: list[int]) -> list[AvvikelseRow]:
    """The same rows, moments and states included, with nothing but sqlite3."""
    moment, laws, states = datetime.fromisoformat, Lagrum._value2member_map_, AvvikelseStatus._value2member_map_
    found = raw.execute(ROWS.format(",".join("?" * len(ids))), ids).fetchall()
    return [
        AvvikelseRow(*(*r[:7], laws[r[7]], states[r[8]], *(moment(f"{r[n]}+00:00") for n in (9, 10, 11)), *r[12:]))
        for r in found
    ]


def asked_by(store: Store, call: Callable[[], Any]) -> list[tuple[str, Any]]:
    """Every question that a call asks the database, with its values."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, query: str, values: Any, _context: Any, _many: bool) -> None:
        found.append((query, values))

    event.listen(store.engine, "before_cursor_execute", note)
    call()
    event.remove(store.engine, "before_cursor_execute", note)
    return [(query, values) for query, values in found if query.lstrip().startswith(("SELECT", "WITH"))]
