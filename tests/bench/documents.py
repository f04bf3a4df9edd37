"""The report of 60 pages: what tags cost, whether tables stay linear, what Word costs, and how much memory it takes."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kvalitet_app.db.store import Store
from kvalitet_app.reports.docx_out import write_docx
from kvalitet_app.reports.model import Chart, Column, Heading, Report, Table
from kvalitet_app.reports.pdf import render, write_pdf
from tests.bench.measure import Result, pair
from tests.reports.kinds import berattelse

CHARTS, ROWS, MANY, MEMORY = 20, 1_000, 5_000, 200
COLUMNS = ("Nummer", "Händelse", "Typ", "Enhet", "Läge", "Dagar")
TYPES = ("Insats fördröjd eller felaktigt utförd", "Fall", "Utebliven dos", "Bristande bemötande")
PEAK = """
import resource
from tests.bench.documents import large
from kvalitet_app.reports.pdf import render
render(large({rows}))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def large(rows: int) -> Report:
    """The example's report with twenty charts and a register of that many rows."""
    base = berattelse()
    charts = [block for block in base.blocks if isinstance(block, Chart)]
    more = (charts * CHARTS)[: max(0, CHARTS - len(charts))]
    lines = tuple(
        (f"2025-{n:05}", "Någon fick ingen dusch", TYPES[n % 4], ("Tallåsen", "Myran")[n % 2], "Avslutad", str(n % 90))
        for n in range(rows)
    )  # fmt: skip
    columns = tuple(Column(word, "right" if word == "Dagar" else "left") for word in COLUMNS)
    register = (Heading(1, "Register"), *more, Table(columns, lines, "Tabell 99. Register"))
    return replace(base, blocks=(*base.blocks, *register))


def measure(_store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table on documents."""
    report, many = large(ROWS), large(MANY)
    pages = render(report).pages
    yield pair(
        f"taggad PDF, {pages} sidor, {ROWS} rader, mot otaggad", 1.5, times=5,
        ours=lambda: render(report), floor=lambda: render(report, tags=False),
    )  # fmt: skip
    yield pair(
        f"taggad PDF, {MANY} rader, mot otaggad", 1.5, times=3,
        ours=lambda: render(many), floor=lambda: render(many, tags=False),
    )  # fmt: skip
    yield pair(f"taggad PDF, {MANY} rader mot {ROWS}", MANY / ROWS, times=3, ours=lambda: render(many),
               floor=lambda: render(report))  # fmt: skip
    yield pair(f"Word mot PDF, {MANY} rader", 1, times=3, ours=lambda: write_docx(many, path.with_name("var.docx")),
               floor=lambda: write_pdf(many, path.with_name("var.pdf")))  # fmt: skip
    done = subprocess.run([sys.executable, "-c", PEAK.format(rows=MANY)], capture_output=True, text=True, check=True)
    yield Result(f"toppminne, PDF med {MANY} rader, MiB mot {MEMORY}", int(done.stdout) / 1024, MEMORY, 1)
