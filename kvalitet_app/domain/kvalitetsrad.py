"""The month of the kvalitetsråd: figures that open their rows, tables, and what the råd should take up.

It is passed round, so it names no person, no brukarreferens and counts no protected case.
"""

from dataclasses import dataclass

from kvalitet_app.domain.aterforing import MONTHS


@dataclass(frozen=True, slots=True)
class Radtal:
    """A figure: what it counts, a note beside it, and the question that counts its rows ("" where no list does)."""

    etikett: str
    varde: str
    anmarkning: str = ""
    fraga: str = ""


@dataclass(frozen=True, slots=True)
class Radtabell:
    """A table: its headings, the first a word and the rest as `hoger` says."""

    titel: str
    rubriker: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    hoger: bool = True


@dataclass(frozen=True, slots=True)
class Kvalitetsrad:
    """Everything on the pages. `enheter` are the units that were counted."""

    organisation: str
    enhet: str
    ar: int
    manad: int
    enheter: frozenset[int]
    tal: tuple[Radtal, ...]
    tabeller: tuple[Radtabell, ...]
    fragor: tuple[str, ...]

    @property
    def period(self) -> str:
        """november 2026"""
        return f"{MONTHS[self.manad - 1]} {self.ar}"


@dataclass(frozen=True, slots=True)
class Radlage:
    """The counts that decide what the råd should take up."""

    antal: int
    koncentrerat: int
    gamla: int
    gamla_dagar: int
    fastnat: int
    forsenade_atgarder: int
    utan_effekt: int
    forsenade_kontroller: int
    roda_kontroller: int
    rutiner: int
    tysta: tuple[str, ...]
    tyst_dagar: int
    synpunkter: int


def month_before(ar: int, manad: int) -> tuple[int, int]:
    """The month before a month."""
    return (ar, manad - 1) if manad > 1 else (ar - 1, 12)


def matters(lage: Radlage) -> tuple[str, ...]:
    """What the råd should take up, each from a figure; no causes are guessed."""
    found: list[str] = []
    if lage.koncentrerat:
        found.append(
            f"{lage.koncentrerat} av månadens {lage.antal} avvikelser gäller en och samma brukare. "
            "Läs resten för sig, och frågan om den personen för sig."
        )
    old = (f"ärende har varit öppet i mer än {lage.gamla_dagar} dagar",
           f"ärenden har varit öppna i mer än {lage.gamla_dagar} dagar")  # fmt: skip
    for number, one, many in (
        (lage.gamla, *old),
        (lage.fastnat, "ärende har fastnat i samma steg", "ärenden har fastnat i samma steg"),
        (lage.forsenade_atgarder, "åtgärd är försenad", "åtgärder är försenade"),
        (lage.utan_effekt, "genomförd åtgärd saknar bedömning av effekten",
         "genomförda åtgärder saknar bedömning av effekten"),
        (lage.forsenade_kontroller, "egenkontroll är försenad", "egenkontroller är försenade"),
        (lage.roda_kontroller, "egenkontroll i månaden fick rött utfall", "egenkontroller i månaden fick rött utfall"),
        (lage.rutiner, "rutin har passerat sin översyn", "rutiner har passerat sin översyn"),
        (lage.synpunkter, "synpunkt väntar på svar längre än målet", "synpunkter väntar på svar längre än målet"),
    ):  # fmt: skip
        if number:
            found.append(f"{number} {one if number == 1 else many}.")
    if lage.tysta:
        names = ", ".join(lage.tysta[:6]) + (f" och {len(lage.tysta) - 6} till" if len(lage.tysta) > 6 else "")
        found.append(f"Ingen rapport på {lage.tyst_dagar} dagar: {names}. Fråga varför.")
    return tuple(found)
