"""The material of a report held up to the light before anybody writes: what is missing, and where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Berattelsen
from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.fakta_avvikelser import laws
from kvalitet_app.domain.berattelse.jamforelse import Siffra
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import count, listed_some, number


@dataclass(frozen=True, slots=True)
class Fynd:
    """Something that is missing. `kapitel` is where it shows; `fraga` opens the rows to mend, where there are any."""

    text: str
    kapitel: str = ""
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class Rontgen:
    """Findings in the register and in the writing."""

    underlag: tuple[Fynd, ...]
    skrivande: tuple[Fynd, ...]

    @property
    def antal(self) -> int:
        """How many in all."""
        return len(self.underlag) + len(self.skrivande)


def examine(found: Berattelsen) -> Rontgen:
    """What the chapters that are in still lack."""
    return Rontgen(tuple(_material(found)), tuple(_writing(found.med)))


def _material(found: Berattelsen) -> Iterator[Fynd]:
    facts, kept = chapter_facts(found.data), {row.inbyggt for row in found.med}
    yield from _waiting(found.data)
    for kapitel, said in facts.items():
        if kapitel in kept:
            yield from (Fynd(sentence, kapitel.value) for sentence in said.saknas)


def _waiting(data: BerattelseData) -> Iterator[Fynd]:
    for part in (data.sol_lss, data.hsl):
        said = f"enligt {laws(part)} är öppna sedan mer än {part.dagar_lange} dagar."
        yield from _some(part.oppna_lange, ("avvikelse", "avvikelser"), said, Kapitel.AVVIKELSER)
    yield from _some(
        data.egenkontroller.forsenade, ("egenkontroll", "egenkontroller"), "är försenade.", Kapitel.EGENKONTROLLER
    )
    yield from _some(data.atgarder.forsenade, ("åtgärd", "åtgärder"), "är försenade.", Kapitel.ATGARDER)
    silent = [unit for unit in data.enheter if unit.fanns and unit.avvikelser.varde == 0]
    if silent:
        names = listed_some([unit.namn for unit in silent], 5)
        yield Fynd(
            f"{count(len(silent), 'enhet', 'enheter')} har ingen avvikelse enligt {laws(data.sol_lss)}: {names}.",
            Kapitel.AVVIKELSER,
        )


def _some(figure: Siffra, words: tuple[str, str], said: str, kapitel: Kapitel) -> Iterator[Fynd]:
    n = int(figure.varde or 0)
    if n:
        yield Fynd(f"{count(n, *words)} {said}", kapitel.value, figure.fraga)


def _writing(rows: tuple[Avsnittsrad, ...]) -> Iterator[Fynd]:
    for row in rows:
        if row.lagrat.anmarkningar:
            said = count(row.lagrat.anmarkningar, "anmärkning", "anmärkningar")
            yield Fynd(f"{row.rubrik}: {said} väntar.", row.kapitel)
        if not row.skrivet:
            yield Fynd(f"{row.rubrik}: ingen text än.", row.kapitel)
    waiting = [row for row in rows if row.skrivet and not row.klart]
    if waiting:
        yield Fynd(f"{number(len(waiting))} skrivna kapitel är inte klarmarkerade.", waiting[0].kapitel)
