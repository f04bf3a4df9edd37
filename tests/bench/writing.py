"""A save, the report's file and an import against the least that could do the same."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from kvalitet_app.db.models import Enhet
from kvalitet_app.db.store import Store
from kvalitet_app.domain.avvikelse import NyAvvikelse
from kvalitet_app.reports.kvalitetsberattelse import kvalitetsberattelse
from kvalitet_app.reports.pdf import write_pdf
from kvalitet_app.services.avvikelser import register_avvikelse
from kvalitet_app.services.importera import Val, import_avvikelser, read_file
from kvalitet_app.services.kvalitetsberattelse import gather
from tests.bench.measure import Result, pair

IMPORTED = 10_000
PAGES, LINES = 21, 45


def measure(store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table that writes."""
    folder = path.parent
    with store.transaction(None) as session:
        unit, name = session.execute(select(Enhet.id, Enhet.namn).where(Enhet.lagrum.is_not(None)).limit(1)).one()
    yield _save(store, folder, unit)
    yield _report(store, folder)
    yield _import(store, folder, name)


def _save(store: Store, folder: Path, unit: int) -> Result:
    raw = sqlite3.connect(folder / "golv.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, text TEXT, unit INTEGER, at TEXT)")

    def ours() -> None:
        with store.transaction("register_avvikelse") as session:
            moment = datetime.now(UTC)
            register_avvikelse(session, ny=NyAvvikelse("Glömd medicin på kvällen", unit, moment))

    def floor() -> None:
        raw.execute("INSERT INTO a (text, unit, at) VALUES ('Glömd medicin på kvällen', 1, '2026-01-01')")

    result = pair("en avvikelse sparad", 3, ours=ours, floor=floor, times=31)
    raw.close()
    return result


def _report(store: Store, folder: Path) -> Result:
    with store.transaction(None) as session:
        data = gather(session, ar=2025)

    def floor() -> None:
        canvas = Canvas(str(folder / "golv.pdf"), pagesize=A4)
        for page in range(PAGES):
            for row in range(LINES):
                canvas.drawString(60, 780 - 16 * row, f"Sida {page}, rad {row}: avvikelser i verksamheten under året")
            canvas.showPage()
        canvas.save()

    return pair(
        "rapporten som PDF", 1.5, floor=floor, times=3,
        ours=lambda: write_pdf(kvalitetsberattelse(data, {}), folder / "var.pdf"),
    )  # fmt: skip


def _import(store: Store, folder: Path, unit: str) -> Result:
    numbers = count()

    def workbook() -> Path:
        batch, target = next(numbers), folder / "in.xlsx"
        with xlsxwriter.Workbook(str(target)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Ärendenummer", "Händelsedatum", "Enhet", "Beskrivning"])
            for row in range(IMPORTED):
                sheet.write_row(row + 1, 0, [f"B{batch}-{row}", "2025-03-04", unit, f"Glömd medicin nummer {row}"])
        return target

    source = workbook()

    def ours() -> None:
        with store.transaction("import_avvikelser") as session:
            import_avvikelser(session, inlasning=read_file(source), val=Val())
            session.rollback()

    def floor() -> None:
        rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()[1:]
        shutil.copy(folder / "golv.db", folder / "golv_in.db")
        with sqlite3.connect(folder / "golv_in.db") as raw:
            raw.executemany("INSERT INTO a (text, unit, at) VALUES (?, ?, ?)", [(r[3], 1, r[1]) for r in rows])

    return pair(f"import av {IMPORTED} rader ur XLSX", 5, ours=ours, floor=floor, times=1)
