"""The report of 60 pages: what tags cost, whether tables stay linear, what Word costs, and how much memory it takes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.db.store.store import Store
from kvalitet_app.reports.pdf.render import render, write_pdf
from kvalitet_app.reports.word.document import write_docx
from tests.bench.large import large
from tests.bench.measure import Result, pair

ROWS, MANY, MEMORY = 1_000, 5_000, 200
PEAK = """
from pathlib import Path
from tests.bench.large import large
from kvalitet_app.reports.pdf import render
render(large({rows}))
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""


def measure(_store: Store, path: Path) -> Iterator[Result]:
    """Each line of the table on documents."""
    report, many = large(ROWS), large(MANY)
    pages = render(report).pages
    yield pair(
        f"taggad PDF, {pages} sidor, {ROWS} rader, mot otaggad",
        1.5,
        times=5,
        ours=lambda: render(report),
        floor=lambda: render(report, tags=False),
    )
    yield pair(
        f"taggad PDF, {MANY} rader, mot otaggad",
        1.5,
        times=3,
        ours=lambda: render(many),
        floor=lambda: render(many, tags=False),
    )
    yield pair(
        f"taggad PDF, {MANY} rader mot {ROWS}",
        MANY / ROWS,
        times=3,
        ours=lambda: render(many),
        floor=lambda: render(report),
    )
    yield pair(
        f"Word mot PDF, {MANY} rader",
        1,
        times=3,
        ours=lambda: write_docx(many, path.with_name("var.docx")),
        floor=lambda: write_pdf(many, path.with_name("var.pdf")),
    )
    if not Path("/proc/self/status").exists():
        return
    done = subprocess.run([sys.executable, "-c", PEAK.format(rows=MANY)], capture_output=True, text=True, check=True)
    yield Result(f"toppminne, PDF med {MANY} rader, MiB mot {MEMORY}", int(done.stdout) / 1024, MEMORY, 1)
