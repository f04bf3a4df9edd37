"""APT-bladet: one A4 for the wall. What does not fit is made smaller, never put on a second page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kvalitet_app.domain.kalender import MONTHS
from kvalitet_app.domain.moten.apt import AptArende, AptBlad
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import count, listed, lower_first, number
from kvalitet_app.pictures.bars import Rang, ranking, ranking_height
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Chart,
    Columns,
    Heading,
    KeyFigure,
    KeyFigures,
    Masthead,
    Para,
    Report,
    literal,
)
from kvalitet_app.reports.pdf.render import write_pdf

CASES = 7
FOOT = "En avvikelse är något som inte blev som det var beslutat, planerat eller lovat. Skriv den samma dag."


def write_apt_blad(blad: AptBlad, target: Path, *, spridning: Spridning | None = None) -> None:
    """Write the page as a PDF. Raises StorageError when the place cannot be written."""
    write_pdf(replace(apt_blad(blad), spridning=spridning), target)


def apt_blad(blad: AptBlad) -> Report:
    """The page as a report."""
    blocks: tuple[Block, ...] = (
        Masthead(literal(f"{blad.organisation} · {blad.enhet}"), "Tillbaka till oss", blad.period),
        KeyFigures(tuple(KeyFigure(number(n), said) for n, said in blad.siffror)),
        Columns((tuple(_left(blad)), tuple(_right(blad)))),
    )
    return Report(
        f"APT-blad {blad.period}", blad.organisation, blocks, f"{blad.enhet}, {blad.period}", sheet=True, foot=FOOT
    )


def _left(blad: AptBlad) -> Iterator[Block]:
    yield Heading(2, "Det vi rapporterade", listed=False)
    if blad.typer:
        yield _types(blad)
    yield Para(blad.jamforelse)
    yield Para("Skyddade ärenden räknas inte.", quiet=True)
    if not blad.antal and blad.dagar_tyst is not None:
        yield Para(f"Den senaste kom för {count(blad.dagar_tyst, 'dag', 'dagar')} sedan.", quiet=True)
    yield Heading(2, "Rutiner som är nya eller ändrade", listed=False)
    for nr, titel, version, andring in blad.rutiner:
        yield Para(f"**{literal(f'{nr} {titel}')}**, version {version}")
        if andring:
            yield Para(literal(andring), quiet=True)
    if not blad.rutiner:
        yield Para("Inga den här månaden.", quiet=True)
    if blad.egenkontroller:
        yield Heading(2, "Egenkontroller som kommer", listed=False)
        for day, name in blad.egenkontroller:
            yield Para(f"{day.day} {MONTHS[day.month - 1]}: {literal(name)}")


def _types(blad: AptBlad) -> Chart:
    rows = [Rang(name, n) for name, n in blad.visade_typer]
    said = listed([f"{lower_first(name)} {number(n)}" for name, n in blad.visade_typer])
    return Chart(
        lambda theme, wide: ranking(
            theme,
            wide,
            ranking_height(rows, folded=True),
            rows,
            in_order=True,
            title="Rapporterade avvikelser efter typ",
        ),
        "",
        literal(f"Liggande staplar, rapporterade avvikelser efter typ: {said}."),
    )


def _right(blad: AptBlad) -> Iterator[Block]:
    yield Heading(2, "Det ledde till", listed=False)
    acted = [one for one in blad.avslutade if one.atgarder]
    for one in acted[:CASES]:
        yield Para(_told(one))
        effect = one.effekt.word.lower() if one.effekt is not None else "effekten är inte bedömd"
        yield Para(f"{literal(one.typ)} · {effect}", quiet=True)
    if len(acted) > CASES:
        yield Para(f"… och {count(len(acted) - CASES, 'ärende', 'ärenden')} till med åtgärder.", quiet=True)
    plain = len(blad.avslutade) - len(acted)
    if plain:
        words = count(plain, "ärende avslutades", "ärenden avslutades")
        yield Para(f"{words} efter utredning utan att någon åtgärd är antecknad.")
    if not blad.avslutade:
        yield Para("Inget ärende blev klart den här månaden.", quiet=True)
    if blad.exempel is not None and blad.exempel.atgarder:
        yield Callout(_told(blad.exempel), "Det här hjälpte")


def _told(one: AptArende) -> str:
    return literal("; ".join(one.atgarder))
