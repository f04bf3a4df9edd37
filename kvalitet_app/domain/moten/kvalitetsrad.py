"""The month of the kvalitetsråd: figures that open their rows, tables, and what the råd should take up.

It is passed round, so it names no person, no brukarreferens and counts no protected case.
"""

from dataclasses import dataclass

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import MONTHS
from kvalitet_app.domain.tal import listed_some

SHOWN_NAMES = 6


@dataclass(frozen=True, slots=True)
class Rakning:
    """How many, and the question that counts them again."""

    antal: int
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class Radtal:
    """A figure: what it counts, and what else is counted of the same, each with its question."""

    etikett: str
    varde: str
    fraga: Sokfraga | None
    anmarkning: str = ""


@dataclass(frozen=True, slots=True)
class Radtabell:
    """A table: its headings, the first a word and the rest as `hoger` says. `fragor` has one for each cell."""

    titel: str
    rubriker: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    fragor: tuple[tuple[Sokfraga | None, ...], ...]
    hoger: bool = True

    def __post_init__(self) -> None:
        """Raises ValueError when a cell has no place for its question, which may be None."""
        if [len(row) for row in self.rader] != [len(row) for row in self.fragor]:
            raise ValueError(f"cells without a question: {self.titel}")


@dataclass(frozen=True, slots=True)
class Radstapel:
    """A bar: what it is, how many, and the question that counts them again."""

    namn: str
    antal: int
    fraga: Sokfraga | None


@dataclass(frozen=True, slots=True)
class Radenhet:
    """A unit of the heat map: its events by the types of `Radbilder`, and the question of the whole."""

    namn: str
    antal: tuple[int, ...]
    fraga: Sokfraga | None


@dataclass(frozen=True, slots=True)
class Radbilder:
    """What the pictures are drawn from: the year's months up to this one beside last year's (empty where the register
    did not keep that year), types with their ids (a rest has several), causes, and what is open by age."""

    ar: int
    manader: tuple[int, ...]
    manader_fore: tuple[int, ...]
    fraga: Sokfraga | None
    typer: tuple[tuple[str, tuple[int, ...]], ...]
    enheter: tuple[Radenhet, ...]
    orsaker: tuple[Radstapel, ...]
    alder: tuple[Radstapel, ...]


@dataclass(frozen=True, slots=True)
class Kvalitetsrad:
    """Everything on the pages. `enheter` are the units that were counted, `fragor` sentences with their question."""

    organisation: str
    enhet: str
    ar: int
    manad: int
    enheter: frozenset[int]
    tal: tuple[Radtal, ...]
    tabeller: tuple[Radtabell, ...]
    fragor: tuple[tuple[str, Sokfraga | None], ...]
    bilder: Radbilder

    @property
    def period(self) -> str:
        """november 2026"""
        return f"{MONTHS[self.manad - 1]} {self.ar}"


@dataclass(frozen=True, slots=True)
class Radlage:
    """The counts that decide what the råd should take up. `koncentrerat` is the one person who hides the rest."""

    antal: int
    koncentrerat: Rakning
    gamla: Rakning
    gamla_dagar: int
    fastnat: Rakning
    forsenade_atgarder: Rakning
    utan_effekt: Rakning
    forsenade_kontroller: Rakning
    roda_kontroller: Rakning
    rutiner: Rakning
    synpunkter: Rakning
    tysta: tuple[str, ...]
    tyst_dagar: int


def matters(lage: Radlage) -> tuple[tuple[str, Sokfraga | None], ...]:
    """What the råd should take up, each from a figure and with its question; no causes are guessed."""
    found: list[tuple[str, Sokfraga | None]] = []
    if lage.koncentrerat.antal:
        said = (
            f"{lage.koncentrerat.antal} av månadens {lage.antal} avvikelser gäller en och samma brukare. "
            "Läs resten för sig, och frågan om den personen för sig."
        )
        found.append((said, lage.koncentrerat.fraga))
    old = (
        f"ärende har varit öppet i mer än {lage.gamla_dagar} dagar",
        f"ärenden har varit öppna i mer än {lage.gamla_dagar} dagar",
    )
    for one, single, many in (
        (lage.gamla, *old),
        (lage.fastnat, "ärende har fastnat i samma steg", "ärenden har fastnat i samma steg"),
        (lage.forsenade_atgarder, "åtgärd är försenad", "åtgärder är försenade"),
        (
            lage.utan_effekt,
            "genomförd åtgärd saknar bedömning av effekten",
            "genomförda åtgärder saknar bedömning av effekten",
        ),
        (lage.forsenade_kontroller, "egenkontroll är försenad", "egenkontroller är försenade"),
        (lage.roda_kontroller, "egenkontroll i månaden fick rött utfall", "egenkontroller i månaden fick rött utfall"),
        (lage.rutiner, "rutin har passerat sin översyn", "rutiner har passerat sin översyn"),
        (lage.synpunkter, "synpunkt väntar på svar längre än målet", "synpunkter väntar på svar längre än målet"),
    ):
        if one.antal:
            found.append((f"{one.antal} {single if one.antal == 1 else many}.", one.fraga))
    if lage.tysta:
        names = listed_some(lage.tysta, SHOWN_NAMES)
        found.append((f"Ingen rapport på {lage.tyst_dagar} dagar: {names}. Fråga varför.", None))
    return tuple(found)
