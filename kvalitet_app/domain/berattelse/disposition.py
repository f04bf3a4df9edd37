"""How a report is laid out: the chapters of its kind and its own, in order, in or out, by whom, and done or not.

Which chapters a kvalitetsberättelse usually has is taken from published Swedish reports; SOSFS 2011:9 7 kap. 1 § asks
for what was done, which measures were taken and what came of them, not for a fixed list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData
from kvalitet_app.domain.berattelse.siffror import AndradSiffra
from kvalitet_app.domain.berattelse.slag import BerattelseSlag

KAPITEL: dict[BerattelseSlag, tuple[Kapitel, ...]] = {
    BerattelseSlag.KVALITET: tuple(Kapitel),
    BerattelseSlag.PATIENTSAKERHET: (
        Kapitel.SAMMANFATTNING,
        Kapitel.MAL,
        Kapitel.INLEDNING,
        Kapitel.LEDNINGSSYSTEM,
        Kapitel.RISKANALYSER,
        Kapitel.EGENKONTROLLER,
        Kapitel.AVVIKELSER,
        Kapitel.LEX,
        Kapitel.SYNPUNKTER,
        Kapitel.PERSONAL,
        Kapitel.ATGARDER,
        Kapitel.ANALYS,
        Kapitel.NASTA_AR,
    ),
    BerattelseSlag.DELAR: (
        Kapitel.SAMMANFATTNING,
        Kapitel.MAL,
        Kapitel.EGENKONTROLLER,
        Kapitel.AVVIKELSER,
        Kapitel.LEX,
        Kapitel.SYNPUNKTER,
        Kapitel.EVB,
        Kapitel.GRANSKNING,
        Kapitel.ATGARDER,
        Kapitel.ANALYS,
    ),
    BerattelseSlag.NAMNDBLAD: (
        Kapitel.SAMMANFATTNING,
        Kapitel.AVVIKELSER,
        Kapitel.LEX,
        Kapitel.EVB,
        Kapitel.EGENKONTROLLER,
        Kapitel.SYNPUNKTER,
        Kapitel.GRANSKNING,
        Kapitel.ATGARDER,
        Kapitel.NASTA_AR,
    ),
}
RUBRIKER: dict[BerattelseSlag, dict[Kapitel, str]] = {
    BerattelseSlag.PATIENTSAKERHET: {
        Kapitel.LEDNINGSSYSTEM: "Struktur: processer, rutiner och ansvar",
        Kapitel.MAL: "Mål och strategier för patientsäkerheten",
        Kapitel.LEX: "Lex Maria och allvarliga händelser",
        Kapitel.PERSONAL: "Kompetens, delegering och samverkan",
        Kapitel.SYNPUNKTER: "Klagomål och synpunkter",
    },
    BerattelseSlag.NAMNDBLAD: {
        Kapitel.SAMMANFATTNING: "Det viktigaste",
        Kapitel.GRANSKNING: "Revisionens och IVO:s krav",
        Kapitel.NASTA_AR: "Det nämnden ombeds ta ställning till",
    },
}
ATT_SKRIVA: dict[tuple[BerattelseSlag, Kapitel], str] = {
    (BerattelseSlag.NAMNDBLAD, Kapitel.SAMMANFATTNING): "Två eller tre meningar: vad nämnden behöver veta nu.",
    (BerattelseSlag.NAMNDBLAD, Kapitel.NASTA_AR): "Ett förslag till beslut per rad, som det ska stå i protokollet.",
}
STEP = 10  # between two chapters, so that one can be put in between
EGET = "eget-"  # what the key of a report's own chapter begins with
OWN_HINT = "Ett eget kapitel. Skriv det som hör till just er verksamhet."


@dataclass(frozen=True, slots=True)
class Rapport:
    """Which report: its kind, year, period of it (0: the whole) and scope (None: everything one may read)."""

    ar: int
    enhet_id: int | None = None
    slag: BerattelseSlag = BerattelseSlag.KVALITET
    period: int = 0

    @property
    def nyckel(self) -> str:
        """Its name among drafts and settings."""
        return f"{self.slag}_{self.ar}_{self.period}_{self.enhet_id or 0}"


@dataclass(frozen=True, slots=True)
class Lagrat:
    """What is stored of a chapter. `ordning` is None where it stands in its usual place."""

    kapitel: str
    text: str = ""
    rubrik: str = ""
    ordning: int | None = None
    med: bool = True
    ansvarig_id: int | None = None
    ansvarig: str = ""
    klar: date | None = None
    anmarkningar: int = 0
    version: int = 0
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Avsnittsrad:
    """A chapter in its place. `inbyggt` is None for a report's own."""

    kapitel: str
    rubrik: str
    hint: str
    inbyggt: Kapitel | None
    plats: int
    lagrat: Lagrat

    @property
    def med(self) -> bool:
        """Whether it is in the document."""
        return self.lagrat.med

    @property
    def text(self) -> str:
        """Its author's text."""
        return self.lagrat.text

    @property
    def skrivet(self) -> bool:
        """Whether its author has written anything."""
        return bool(self.lagrat.text.strip())

    @property
    def klart(self) -> bool:
        """Whether its author says that it is done."""
        return self.lagrat.klar is not None


def arrange(slag: BerattelseSlag, stored: Iterable[Lagrat]) -> tuple[Avsnittsrad, ...]:
    """The chapters of a kind and a report's own, in the order its writers have given them."""
    rows = {row.kapitel: row for row in stored}
    found: list[Avsnittsrad] = []
    built_in, headings = KAPITEL[slag], RUBRIKER.get(slag, {})
    for n, kapitel in enumerate(built_in, 1):
        row = rows.pop(kapitel.value, None) or Lagrat(kapitel.value)
        place = n * STEP if row.ordning is None else row.ordning
        heading = row.rubrik or headings.get(kapitel, kapitel.word)
        hint = ATT_SKRIVA.get((slag, kapitel), kapitel.what_to_write)
        found.append(Avsnittsrad(kapitel.value, heading, hint, kapitel, place, row))
    last = (len(built_in) + 1) * STEP
    for key, row in rows.items():
        if key.startswith(EGET):
            place = last if row.ordning is None else row.ordning
            found.append(Avsnittsrad(key, row.rubrik, OWN_HINT, None, place, row))
    return tuple(sorted(found, key=lambda row: (row.plats, row.lagrat.id or 0)))


def moved(rows: Sequence[Avsnittsrad], kapitel: str, steps: int) -> dict[str, int]:
    """The new places when a chapter goes `steps` down (up: negative); only of those whose place changes."""
    order = [row.kapitel for row in rows]
    at = order.index(kapitel)
    to = max(0, min(len(order) - 1, at + steps))
    order.insert(to, order.pop(at))
    now = {row.kapitel: row.plats for row in rows}
    wanted = [now[key] for key in order]
    if all(a < b for a, b in pairwise(wanted)):
        return {}
    fresh = {key: n * STEP for n, key in enumerate(order, 1)}
    return {key: place for key, place in fresh.items() if now[key] != place}


@dataclass(frozen=True, slots=True)
class Berattelsen:
    """A report as it stands: what is counted, its chapters, and what has changed since it was adopted.

    `data` is what was counted on the day it was adopted, for whoever may see every case of its scope.
    """

    rapport: Rapport
    data: BerattelseData
    avsnitt: tuple[Avsnittsrad, ...]
    skrivbar: bool
    far_faststalla: bool
    andrade: tuple[AndradSiffra, ...] = ()
    faststalld: date | None = None

    @property
    def med(self) -> tuple[Avsnittsrad, ...]:
        """The chapters that are in the document."""
        return tuple(row for row in self.avsnitt if row.med)


@dataclass(frozen=True, slots=True)
class Framsteg:
    """How far the writing has come, over the chapters that are in."""

    kapitel: int
    skrivna: int
    klara: int
    anmarkningar: int


def progress_of(rows: Iterable[Avsnittsrad]) -> Framsteg:
    """Count the chapters that are in, written, done, and the remarks that wait."""
    kept = [row for row in rows if row.med]
    return Framsteg(
        len(kept),
        sum(row.skrivet for row in kept),
        sum(row.klart for row in kept),
        sum(row.lagrat.anmarkningar for row in kept),
    )
