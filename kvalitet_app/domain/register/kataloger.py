"""The catalogues: avvikelsetyper and the other lists of choices, each value with its validity."""

from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.worded import Worded


class Katalog(Worded):
    """The lists of choices that are data."""

    ORSAK = "orsak", "Orsaker"
    INSATS = "insats", "Insatser"
    EVB_SKAL = "evb_skal", "Skäl till ej verkställt beslut"
    SKAL_TILLBAKA = "skal_tillbaka", "Skäl att skicka tillbaka"
    SKAL_OPPNA = "skal_oppna", "Skäl att öppna igen"
    SKAL_EJ_AVVIKELSE = "skal_ej_avvikelse", "Skäl till ej avvikelse"
    SKAL_OVERLAMNA = "skal_overlamna", "Skäl att lämna över"
    SKAL_FLYTTA = "skal_flytta", "Skäl att flytta till en annan enhet"


@dataclass(frozen=True, slots=True)
class TypRow:
    """An avvikelsetyp. Outside its validity it is not offered, and a report says "fanns inte" instead of 0."""

    id: int
    kod: str
    namn: str
    grupp: str
    lagrum: Lagrum
    giltig_fran: date | None
    giltig_till: date | None
    version: int

    def holds(self, day: date) -> bool:
        """Whether the type may be chosen on a day."""
        return (self.giltig_fran is None or self.giltig_fran <= day) and (
            self.giltig_till is None or day <= self.giltig_till
        )


@dataclass(frozen=True, slots=True)
class VardeRow:
    """A value of one of the other catalogues."""

    id: int
    katalog: str
    kod: str
    namn: str
    overordnad: str
    giltig_fran: date | None
    giltig_till: date | None
    version: int
