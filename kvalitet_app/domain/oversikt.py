"""What the first page shows: what waits, key figures and the three pictures' numbers."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kvalitet_app.domain.worded import Worded


class Nar(Worded):
    """When something waits."""

    FORSENAT = "forsenat", "Försenat"
    I_DAG = "i_dag", "I dag"
    SENARE = "senare", "Senare"


@dataclass(frozen=True, slots=True)
class Vantar:
    """Something that waits for the person: which page and record it opens, what to do and by when."""

    sida: str
    rad_id: int | None
    titel: str
    undertext: str
    datum: date
    nar: Nar
    vy: str = ""
    antal: int = 1


@dataclass(frozen=True, slots=True)
class EnhetLage:
    """Egenkontroller of a unit in a year: planned, done, and the colours of those done."""

    enhet_id: int
    enhet: str
    planerade: int
    gjorda: int
    gron: int
    gul: int
    rod: int


@dataclass(frozen=True, slots=True)
class Nyckeltal:
    """The four figures of the first page. `oppna_i_fjol` were open on the same day last year, None where
    the register held nothing by then."""

    oppna: int
    oppna_i_fjol: int | None
    forsenade: int
    aldsta_dagar: int | None
    egenkontroller_gjorda: int
    egenkontroller_planerade: int
    egenkontroller_mal: int
    rutiner: int
    rutiner_att_se_over: int
    rutiner_forsenade: int


class ForstaSteg(NamedTuple):
    """One of the first things to do in a new register: what, on which page, and whether it is done."""

    text: str
    sida: str
    flik: str
    klart: bool


@dataclass(frozen=True, slots=True)
class Oversikt:
    """Everything on the first page, for a year and a scope. Months are January first.

    `forsta` are the first steps of a new register, none once all are taken or the register is in use.
    """

    ar: int
    vantar: tuple[Vantar, ...]
    nyckeltal: Nyckeltal
    manader: tuple[int, ...]
    manader_i_fjol: tuple[int, ...]
    enheter: tuple[EnhetLage, ...]
    forsta: tuple[ForstaSteg, ...] = ()
