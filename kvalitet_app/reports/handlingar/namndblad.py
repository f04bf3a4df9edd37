"""The nämnd's sheet of a quarter: two pages with lights, the types like for like, and what the nämnd is asked to do."""

from collections.abc import Iterator, Sequence

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad
from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.fakta_avvikelser import Fakta
from kvalitet_app.domain.berattelse.jamforelse import shown_before, shown_types
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.namndblad import RULES, areas
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.berattelse.siffror import AndradSiffra
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import number
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Column,
    Heading,
    Items,
    Masthead,
    Para,
    Report,
    Table,
    from_author,
    literal,
    questions,
)
from kvalitet_app.reports.model.numbering import Numbering
from kvalitet_app.reports.publishing.offentlig import published

TYPES = 6


def namndblad(
    data: BerattelseData,
    avsnitt: Sequence[Avsnittsrad],
    *,
    spridning: Spridning = Spridning.INTERN,
    andrade: Sequence[AndradSiffra] = (),
) -> Report:
    """Build the sheet. Texts of the chapters that are in stand under their headings; a chapter without one is short."""
    told = data.public() if spridning is Spridning.OFFENTLIG else data
    blocks = tuple(_blocks(told, [row for row in avsnitt if row.med], andrade))
    shown = published(blocks) if spridning is Spridning.OFFENTLIG else blocks
    return Report(
        f"{data.slag.word} {data.nar}",
        data.organisation,
        shown,
        f"{data.omfattning}, {data.nar}",
        dnr=data.dnr,
        date=data.raknat,
        status="" if data.faststalld else "Utkast",
        spridning=spridning,
    )


def _blocks(data: BerattelseData, kept: Sequence[Avsnittsrad], andrade: Sequence[AndradSiffra]) -> Iterator[Block]:
    numbers, facts = Numbering(), chapter_facts(data)
    running = f", räknat {data.raknat} innan tiden var slut" if data.pagar else f", räknat {data.raknat}"
    yield Masthead(literal(data.omfattning), f"{data.slag.word} {data.nar}", running.lstrip(", "))
    if andrade:
        said = " ".join(each.mening for each in andrade[:3])
        yield Callout(literal(said), title=f"Registret har ändrats sedan bladet fastställdes {data.faststalld}")
    for row in kept:
        yield from _chapter(data, row, facts, numbers)


def _chapter(
    data: BerattelseData, row: Avsnittsrad, facts: dict[Kapitel, Fakta], numbers: Numbering
) -> Iterator[Block]:
    written = from_author(row.text)
    table: Iterator[Block] = iter(())
    if row.inbyggt is Kapitel.SAMMANFATTNING:
        table = _lights(data, numbers)
    elif row.inbyggt is Kapitel.AVVIKELSER:
        table = _types(data, numbers)
    said = (facts[row.inbyggt] if row.inbyggt is not None else Fakta()).beyond(row.text)
    shown = [*written, *table]
    if row.inbyggt is Kapitel.NASTA_AR and not written:
        shown = [Callout("Inget förslag till beslut är skrivet.", kind="missing")]
    elif not shown and said.meningar:
        shown = [Items(tuple(literal(each) for each in said.meningar[:3]))]
    if shown:
        yield Heading(2, literal(row.rubrik), listed=False)
        yield from shown
        if row.inbyggt is Kapitel.AVVIKELSER:
            yield from (Para(literal(each)) for each in said.meningar if "ärende" in each or "brukare" in each)


def _lights(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    rows = areas(data)
    if not rows:
        yield Callout(f"Inget är registrerat för {data.nar}.", kind="missing")
        return
    head = (Column("Område"), Column("Läge"), Column("Så står det"))
    yield Table(
        head,
        tuple((row.omrade, row.farg.word, row.lage) for row in rows),
        numbers.table(f"Läget {data.nar}"),
        note=RULES,
        fragor=questions((n, 2, row.fraga) for n, row in enumerate(rows)),
    )


def _types(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    rows = shown_types(data.sol_lss.typer, TYPES)
    if not rows:
        return
    head = (Column("Typ, SoL och LSS"), Column(data.nar_fore, "right"), Column(data.nar, "right"))
    yield Table(
        head,
        tuple((row.namn, shown_before(row), number(row.antal)) for row in rows),
        numbers.table("De vanligaste typerna, samma tid båda åren"),
        note="Inte alla avvikelser: de vanligaste typerna, och de som var vanligast året före.",
        personer=True,
    )
