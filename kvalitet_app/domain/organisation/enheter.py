"""The organisation: units in a tree, persons, and the uppdrag that ties them together."""

from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.worded import Worded


class Lagrum(Worded):
    """The law an activity or an event falls under (SOSFS 2011:9, 1 kap.)."""

    SOL = "sol", "SoL"
    LSS = "lss", "LSS"
    HSL = "hsl", "HSL"


class EnhetNiva(Worded):
    """The level of a unit in the tree."""

    NAMND = "namnd", "Nämnd"
    FORVALTNING = "forvaltning", "Förvaltning"
    OMRADE = "omrade", "Verksamhetsområde"
    ENHET = "enhet", "Enhet"


class Roll(Worded):
    """What a person may do, on a unit and all below it."""

    RAPPORTOR = "rapportor", "Rapportör"
    ENHETSCHEF = "enhetschef", "Enhetschef"
    VERKSAMHETSUTVECKLARE = "verksamhetsutvecklare", "Verksamhetsutvecklare"
    MAS = "mas", "MAS"
    MAR = "mar", "MAR"
    SAS = "sas", "SAS"
    LASARE = "lasare", "Läsare"
    ADMINISTRATOR = "administrator", "Administratör"


@dataclass(frozen=True, slots=True)
class EnhetRow:
    """A unit as a list shows it; `djup` is its depth in the tree, 0 for the top."""

    id: int
    namn: str
    niva: EnhetNiva
    foralder_id: int | None
    djup: int
    version: int
    kortnamn: str = ""
    verksamhet: str = ""
    lagrum: Lagrum | None = None
    platser: int | None = None
    arsarbetare: float | None = None
    giltig_fran: date | None = None
    giltig_till: date | None = None

    def is_open(self, day: date) -> bool:
        """Whether new work is offered on it: it has no last day, or that has not passed."""
        return self.giltig_till is None or day <= self.giltig_till

    def whole(self, day: date) -> str:
        """Its name, with the day that it closed."""
        return with_end(self.namn, None if self.is_open(day) else self.giltig_till)

    def shown(self, day: date) -> str:
        """Its short name, with the day that it closed."""
        return with_end(self.kortnamn or self.namn, None if self.is_open(day) else self.giltig_till)


def with_end(namn: str, stangd: date | None) -> str:
    """A unit's name where what it once did is told: "Granen (stängd 2025-06-30)", or the name alone."""
    return f"{namn} (stängd {stangd})" if stangd else namn


@dataclass(frozen=True, slots=True)
class UppdragRow:
    """One role of one person on one unit and all below it."""

    id: int
    person_id: int
    roll: Roll
    enhet_id: int
    enhet: str
    giltig_fran: date
    giltig_till: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the register of users; `konto` is the operating system account."""

    id: int
    namn: str
    titel: str
    epost: str
    konto: str
    aktiv: bool
    version: int
    uppdrag: tuple[UppdragRow, ...] = ()

    @property
    def initialer(self) -> str:
        """At most two letters for the round mark in the top bar."""
        words = [word for word in self.namn.split() if word[:1].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"
