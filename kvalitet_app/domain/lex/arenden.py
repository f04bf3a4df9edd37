"""A case under lex Sarah or lex Maria as lists and forms show it, and its days counted against local targets."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from kvalitet_app.domain.avvikelser.detalj import LoggRow
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.steg import CLOSED, LexUppgifter, grade_word
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.laghanvisningar import Hanvisning
from kvalitet_app.domain.tal import count, number

MAL = ("lex_mottagen_dagar", "lex_sarah_dagar", "lex_utredning_dagar", "lex_beslut_dagar")
"""The limits that hold the local targets, in the order of the milestones."""

MILSTOLPAR = ("Mottagen", "Förhandsbedömd", "Utredd", "Beslutad")


@dataclass(frozen=True, slots=True)
class NyttLex:
    """What the form Ny rapport hands over. The same `uuid` twice gives the first case back."""

    beskrivning: str
    enhet_id: int
    slag: LexSlag = LexSlag.LEX_SARAH
    lagrum: Lagrum | None = None
    handelse_datum: date | None = None
    rapporterad_datum: date | None = None
    rapportor_id: int | None = None
    brukarreferens: str = ""
    omedelbar_atgard: str = ""
    uuid: str = ""
    inte_personnummer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LexUrval:
    """Which cases a list is about. `vy` is oppna, mina, forsenade or alla; `ar` limits alla by the report's year."""

    vy: str = "oppna"
    enheter: frozenset[int] | None = None
    slag: frozenset[LexSlag] | None = None
    ar: int | None = None
    sok: str = ""
    sortering: str = "rapporterad"
    fallande: bool = True


class LexRow(NamedTuple):
    """A case as a list shows it."""

    id: int
    beteckning: str
    slag: LexSlag
    lagrum: Lagrum
    enhet_id: int
    enhet: str
    status: LexStatus
    grad: LexGrad | None
    rapporterad_datum: date
    mottagen_datum: date | None
    forhandsbedomd_datum: date | None
    utredd_datum: date | None
    beslut_datum: date | None
    avslutad_datum: date | None
    anmald_ivo_datum: date | None
    utredare: str
    avvikelse_id: int | None
    version: int

    @property
    def grad_ord(self) -> str:
        """The grade in the words of its rule, or nothing before the decision."""
        return grade_word(self.slag, self.grad) if self.grad is not None else ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.status not in CLOSED


@dataclass(frozen=True, slots=True)
class Milstolpe:
    """A point of a case, its local target in days after the report, and the day it was reached."""

    namn: str
    mal: int
    natt: date | None
    dagar: int
    forsenad: bool

    @property
    def ord(self) -> str:
        """Reached after so many days, or how many have gone."""
        if self.natt is not None:
            return f"efter {count(self.dagar, 'dag', 'dagar')}" if self.dagar else "samma dag"
        return f"{count(self.dagar, 'dag', 'dagar')}, målet är {number(self.mal)}"

    @property
    def malet(self) -> str:
        """What the target was, for one that was reached after it."""
        return f"målet var {count(self.mal, 'dag', 'dagar')}"


def milestones(row: LexRow, mal: tuple[int, ...], today: date) -> tuple[Milstolpe, ...]:
    """Every milestone with the days it took, or has taken so far; late is what passed its target.

    A case that was closed without an investigation has no more milestones to reach.
    """
    reached = (row.mottagen_datum, row.forhandsbedomd_datum, row.utredd_datum, row.beslut_datum)
    end = row.avslutad_datum if row.status is LexStatus.AVSKRIVEN else None
    found = []
    for name, target, day in zip(MILSTOLPAR, mal, reached, strict=True):
        if day is None and end is not None:
            continue
        days = ((day or today) - row.rapporterad_datum).days
        found.append(Milstolpe(name, target, day, days, days > target and (day is not None or row.is_open)))
    return tuple(found)


def is_late(row: LexRow, mal: tuple[int, ...], today: date) -> bool:
    """Whether an open case has passed a target that it has not reached."""
    return row.is_open and any(one.forsenad and one.natt is None for one in milestones(row, mal, today))


@dataclass(frozen=True, slots=True)
class KretsRow:
    """Somebody who may see a case: why, since when, and when they last read it. `id` is None for an uppdrag's right."""

    id: int | None
    person_id: int
    namn: str
    roll: str
    sedan: date | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class UnderrattelseRow:
    """That somebody has been told."""

    id: int
    slag: Mottagarslag
    vem: str
    datum: date
    form: str
    version: int


@dataclass(frozen=True, slots=True)
class LexDetalj:
    """All of one case, for the inspector and its forms. `uppgifter` holds every field that can be written."""

    rad: LexRow
    uppgifter: LexUppgifter
    beskrivning: str
    avvikelse: str
    rapportor: str
    mottagen_av: str
    milstolpar: tuple[Milstolpe, ...]
    lagar: tuple[Hanvisning, ...]
    krets: tuple[KretsRow, ...]
    underrattelser: tuple[UnderrattelseRow, ...]
    logg: tuple[LoggRow, ...]
    chefer: frozenset[int]
    atgarder: tuple[object, ...] = ()
    leder: bool = False
    utreder: bool = False

    @property
    def far_handlagga(self) -> bool:
        """Whether the person at work leads or investigates it."""
        return self.rad.is_open and (self.leder or self.utreder)

    @property
    def is_partial(self) -> bool:
        """Whether the investigator leads the very unit: impartiality is then to be thought over."""
        return self.uppgifter.utredare_id in self.chefer
