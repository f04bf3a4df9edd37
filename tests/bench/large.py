"""The example's report made large, without anything of the store on the way: what it takes is the document's own."""

from dataclasses import replace

from kvalitet_app.reports.model.blocks import Block, Chart, Column, Heading, Report, Table
from tests.reports.kinds import berattelse

CHARTS = 20
COLUMNS = ("Nummer", "Händelse", "Typ", "Enhet", "Läge", "Dagar")
TYPES = ("Insats fördröjd eller felaktigt utförd", "Fall", "Utebliven dos", "Bristande bemötande")


def large(rows: int) -> Report:
    """The example's report with twenty charts and a register of that many rows."""
    base = berattelse()
    charts = [block for block in base.blocks if isinstance(block, Chart)]
    more = (charts * CHARTS)[: max(0, CHARTS - len(charts))]
    lines = tuple(
        (f"2025-{n:05}", "Någon fick ingen dusch", TYPES[n % 4], ("Tallåsen", "Myran")[n % 2], "Avslutad", str(n % 90))
        for n in range(rows)
    )
    columns = tuple(Column(word, "right" if word == "Dagar" else "left") for word in COLUMNS)
    register: tuple[Block, ...] = (Heading(1, "Register"), *more, Table(columns, lines, "Tabell 99. Register"))
    return replace(base, blocks=(*base.blocks, *register))
