"""The organisation: units in a tree, persons, and the uppdrag that ties them together."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lagrum(StrEnum):
    """The law an activity or an event falls under (SOSFS 2011:9, 1 kap.)."""

    SOL = "sol"
    LSS = "lss"
    HSL = "hsl"


class EnhetNiva(StrEnum):
    """The level of a unit in the tree."""

    NAMND = "namnd"
    FORVALTNING = "forvaltning"
    OMRADE = "omrade"
    ENHET = "enhet"


class Roll(StrEnum):
    """What a person may do, on a unit and all below it."""

    RAPPORTOR = "rapportor"
    ENHETSCHEF = "enhetschef"
    VERKSAMHETSUTVECKLARE = "verksamhetsutvecklare"
    MAS = "mas"
    MAR = "mar"
    SAS = "sas"
    LASARE = "lasare"
    ADMINISTRATOR = "administrator"


LABELS: dict[StrEnum, str] = {
    Lagrum.SOL: "SoL",
    Lagrum.LSS: "LSS",
    Lagrum.HSL: "HSL",
    EnhetNiva.NAMND: "Nämnd",
    EnhetNiva.FORVALTNING: "Förvaltning",
    EnhetNiva.OMRADE: "Verksamhetsområde",
    EnhetNiva.ENHET: "Enhet",
    Roll.RAPPORTOR: "Rapportör",
    Roll.ENHETSCHEF: "Enhetschef",
    Roll.VERKSAMHETSUTVECKLARE: "Verksamhetsutvecklare",
    Roll.MAS: "MAS",
    Roll.MAR: "MAR",
    Roll.SAS: "SAS",
    Roll.LASARE: "Läsare",
    Roll.ADMINISTRATOR: "Administratör",
}


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
