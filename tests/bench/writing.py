"""A save, the report's file and an import against the least that could do the same."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store.store import Store
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval, NyAvvikelse
from kvalitet_app.reports.pdf.render import write_pdf
from kvalitet_app.services.avvikelser.listor import count_views
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, read_file
from tests.bench.measure import Result, pair
from tests.bench.plain_pdf import scenes_of, write_plain
from tests.reports.made import report_of
from tests.verbs import laying

IMPORTED = 10_000


def measure(store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table that writes."""
    folder, plain = path.parent, _without_triggers(path)
    with store.read() as session:
        unit, name = session.execute(select(Enhet.id, Enhet.namn).where(Enhet.lagrum.is_not(None)).limit(1)).one()
    yield _save(store, plain, unit)
    yield _report(store, folder)
    yield _import(store, plain, name)


def _without_triggers(path: Path) -> Path:
    """The same tables and indexes with the same rows, without journal and search: what a raw INSERT goes into."""
    target = path.with_name("golv.db")
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
        for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            copy.execute(f"DROP TRIGGER {name}")
    return target


def _raw_insert(raw: sqlite3.Connection) -> tuple[str, Callable[[int], list[object]]]:
    """An INSERT of a whole row, and its values for a number."""
    row = raw.execute("SELECT * FROM avvikelse WHERE externt_nummer IS NULL LIMIT 1")
    names, values = [column[0] for column in row.description], row.fetchone()
    model = dict(zip(names, values, strict=True))
    kept = [name for name in names if name != "id"]
    marks = ", ".join("?" * len(kept))

    def numbered(nr: int) -> list[object]:
        return [*({**model, "uuid": str(uuid4()), "ar": 2099, "nr": nr}[name] for name in kept)]

    return f"INSERT INTO avvikelse ({', '.join(kept)}) VALUES ({marks})", numbered


def _save(store: Store, plain: Path, unit: int) -> Result:
    raw = sqlite3.connect(plain, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    insert, numbered = _raw_insert(raw)
    numbers = count(1)

    def ours() -> None:
        with store.writing(laying("register_avvikelse")) as session:
            moment = datetime.now(UTC)
            register_avvikelse(session, ny=NyAvvikelse("Glömd medicin på kvällen", unit, moment))

    def floor() -> None:
        raw.execute(insert, numbered(next(numbers)))

    def read_list() -> None:
        with store.read() as session:
            count_views(session, urval=AvvikelseUrval())

    # Between two saves the window reads its list, so the rights are known when the next one comes.
    result = pair("en avvikelse sparad", 3, ours=ours, floor=floor, times=61, after=read_list)
    raw.close()
    return result


def _report(store: Store, folder: Path) -> Result:
    with store.read() as session:
        data = gather(session, ar=2025)
    scenes = scenes_of(report_of(data, {}))
    return pair(
        "rapporten som PDF",
        1.5,
        times=5,
        ours=lambda: write_pdf(report_of(data, {}), folder / "var.pdf"),
        floor=lambda: write_plain(report_of(data, {}), scenes, folder / "golv.pdf"),
    )


def _import(store: Store, plain: Path, unit: str) -> Result:
    numbers = count()

    def workbook() -> Path:
        batch, target = next(numbers), plain.with_name("in.xlsx")
        with xlsxwriter.Workbook(str(target)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Ärendenummer", "Händelsedatum", "Enhet", "Beskrivning"])
            for row in range(IMPORTED):
                sheet.write_row(row + 1, 0, [f"B{batch}-{row}", "2025-03-04", unit, f"Glömd medicin nummer {row}"])
        return target

    source = workbook()

    def ours() -> None:
        with store.writing(laying("import_avvikelser")) as session:
            import_avvikelser(session, inlasning=read_file(source), val=Val())
            session.rollback()

    def floor() -> None:
        rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()[1:]
        with sqlite3.connect(plain) as raw:
            insert, numbered = _raw_insert(raw)
            raw.executemany(insert, [numbered(100_000 + n) for n, _ in enumerate(rows)])
            raw.rollback()

    return pair(f"import av {IMPORTED} rader ur XLSX", 5, ours=ours, floor=floor, times=3)
