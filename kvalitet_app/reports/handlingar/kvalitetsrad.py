"""The month of the kvalitetsråd on paper."""

from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.domain.moten.kvalitetsrad import Kvalitetsrad, Radtal
from kvalitet_app.domain.moten.offentlig import LEFT_OUT
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.pictures.heat import TIGHT_ROW
from kvalitet_app.pictures.kvalitetsrad import pictures
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Chart,
    Column,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Para,
    Report,
    Table,
    literal,
    questions,
)
from kvalitet_app.reports.pdf.render import write_pdf

IN_A_ROW = 4
OPEN_NOTE = (
    "Skyddade ärenden räknas inte här. Ingen person och ingen brukarreferens nämns. "
    "Öppet, försenat och tyst gäller den dag sidorna skrevs."
)


def write_pages(rad: Kvalitetsrad, target: Path, *, spridning: Spridning | None = None) -> None:
    """Write the pages as a PDF. Raises StorageError when the place cannot be written."""
    write_pdf(kvalitetsrad(rad, spridning), target)


def kvalitetsrad(rad: Kvalitetsrad, spridning: Spridning | None = None) -> Report:
    """The pages as a document."""
    title = f"Kvalitetsråd {rad.period}"
    author = f"{rad.organisation} · {rad.enhet}"
    blocks = tuple(_blocks(rad, title, offentlig=spridning is Spridning.OFFENTLIG))
    return Report(title, author, blocks, rad.enhet, spridning=spridning)


def _blocks(rad: Kvalitetsrad, title: str, *, offentlig: bool) -> Iterator[Block]:
    yield Heading(1, literal(title))
    yield Para(literal(f"{rad.enhet}. {OPEN_NOTE}"))
    for start in range(0, len(rad.tal), IN_A_ROW):
        yield KeyFigures(tuple(_figure(one) for one in rad.tal[start : start + IN_A_ROW]))
    if offentlig:
        yield Callout(LEFT_OUT, title="Offentlig version")
    else:
        yield from _internal(rad)
    for part in rad.tabeller:
        yield Heading(2, literal(part.titel), listed=False)
        head = tuple(Column(word, "right" if at and part.hoger else "left") for at, word in enumerate(part.rubriker))
        strong = frozenset({len(part.rader) - 1} if part.rader[-1][0] == "Summa" else ())
        asked = questions((n, at, fraga) for n, row in enumerate(part.fragor) for at, fraga in enumerate(row))
        yield Table(head, part.rader, "", strong=strong, fragor=asked)


def _internal(rad: Kvalitetsrad) -> Iterator[Block]:
    """What the råd should take up, and the pictures: they tell small numbers too."""
    yield Heading(2, "Att ta upp", listed=False)
    if rad.fragor:
        yield Items(tuple(literal(said) for said, _ in rad.fragor))
    else:
        yield Callout("Inget i registret sticker ut den här månaden.")
    for one in pictures(rad.bilder, row=TIGHT_ROW):
        yield Heading(2, one.titel, listed=False)
        yield Chart(lambda theme, w, one=one: one.rita(theme, w, one.hojd), "", literal(one.sagt))  # type: ignore[misc]


def _figure(one: Radtal) -> KeyFigure:
    return KeyFigure(one.varde, one.etikett, one.anmarkning, one.fraga)
