"""Who may do what. The only place that decides; services ask it, and each refusal has a test.

A role holds on the unit of its uppdrag and on every unit below it. What concerns everybody (accounts, catalogues,
limits, copies and the whole register) asks for the right at the top of the organisation.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.worded import Worded


class Ratt(Worded):
    """Something one may or may not do."""

    LASA = "lasa", "läsa"
    RAPPORTERA = "rapportera", "registrera avvikelser"
    HANDLAGGA_AVVIKELSE = "handlagga_avvikelse", "handlägga avvikelser"
    HANDLAGGA_HSL = "handlagga_hsl", "handlägga avvikelser enligt HSL"
    SE_SKYDDAD = "se_skyddad", "se ärenden enligt lex Sarah"
    EGENKONTROLL = "egenkontroll", "utföra egenkontroller"
    PLANERA = "planera", "planera egenkontroller"
    RUTIN = "rutin", "ändra rutiner"
    PROCESS = "process", "ändra processkartan"
    BERATTELSE = "berattelse", "skriva kvalitetsberättelsen"
    FASTSTALLA = "faststalla", "fastställa rapporter"
    ORGANISATION = "organisation", "ändra enheter, personer och uppdrag"
    KATALOG = "katalog", "ändra kataloger och gränser"
    IMPORTERA = "importera", "importera avvikelser"
    KOPIOR = "kopior", "ta och återställa säkerhetskopior"
    JOURNAL = "journal", "läsa journalen"


_STAFF = frozenset({Ratt.LASA, Ratt.RAPPORTERA})
_DEVELOPER = _STAFF | {
    Ratt.EGENKONTROLL,
    Ratt.PLANERA,
    Ratt.RUTIN,
    Ratt.PROCESS,
    Ratt.BERATTELSE,
    Ratt.FASTSTALLA,
    Ratt.KATALOG,
    Ratt.IMPORTERA,
}

RIGHTS: dict[Roll, frozenset[Ratt]] = {
    Roll.RAPPORTOR: _STAFF,
    Roll.ENHETSCHEF: _STAFF
    | {
        Ratt.HANDLAGGA_AVVIKELSE,
        Ratt.HANDLAGGA_HSL,
        Ratt.EGENKONTROLL,
        Ratt.PLANERA,
        Ratt.RUTIN,
        Ratt.BERATTELSE,
        Ratt.FASTSTALLA,
    },
    Roll.VERKSAMHETSUTVECKLARE: _DEVELOPER,
    Roll.MAS: _STAFF
    | {Ratt.HANDLAGGA_HSL, Ratt.EGENKONTROLL, Ratt.PLANERA, Ratt.RUTIN, Ratt.BERATTELSE, Ratt.FASTSTALLA},
    Roll.MAR: _STAFF | {Ratt.HANDLAGGA_HSL, Ratt.EGENKONTROLL, Ratt.PLANERA, Ratt.RUTIN},
    Roll.SAS: _STAFF
    | {
        Ratt.HANDLAGGA_AVVIKELSE,
        Ratt.SE_SKYDDAD,
        Ratt.EGENKONTROLL,
        Ratt.RUTIN,
        Ratt.BERATTELSE,
        Ratt.FASTSTALLA,
    },
    Roll.LASARE: frozenset({Ratt.LASA}),
    Roll.ADMINISTRATOR: _STAFF | {Ratt.ORGANISATION, Ratt.KATALOG, Ratt.IMPORTERA, Ratt.KOPIOR, Ratt.JOURNAL},
}


@dataclass(frozen=True, slots=True)
class Tilldelning:
    """One uppdrag with its subtree worked out: the role and every unit it covers."""

    roll: Roll
    enheter: frozenset[int]


@dataclass(frozen=True, slots=True)
class Behorighet:
    """Everything that one person may do right now."""

    person_id: int
    tilldelningar: tuple[Tilldelning, ...]

    def units(self, ratt: Ratt) -> frozenset[int]:
        """The units on which the person has this right."""
        covered = (t.enheter for t in self.tilldelningar if ratt in RIGHTS[t.roll])
        return frozenset().union(*covered)

    def units_of(self, roller: frozenset[Roll]) -> frozenset[int]:
        """The units on which the person has any of these roles."""
        return frozenset().union(*(t.enheter for t in self.tilldelningar if t.roll in roller))

    def may(self, ratt: Ratt, enhet_id: int) -> bool:
        """Whether the right is held on this unit."""
        return enhet_id in self.units(ratt)

    def may_somewhere(self, ratt: Ratt) -> bool:
        """Whether the right is held on any unit at all: enough to begin, never enough for what concerns everybody."""
        return bool(self.units(ratt))

    def may_handle(self, enhet_id: int, lagrum: Lagrum) -> bool:
        """Whether the person may take an avvikelse through its steps: HSL is shared with MAS and MAR."""
        ratt = Ratt.HANDLAGGA_HSL if lagrum is Lagrum.HSL else Ratt.HANDLAGGA_AVVIKELSE
        return self.may(ratt, enhet_id)


class Behorighetsandring(NamedTuple):
    """That somebody gave or took a role or an account: a line of the journal in words, without the account itself.

    `viktig` is told to those who stand around protected cases. `enhet_id` is None where no single unit is meant.
    """

    id: int
    tid: datetime
    vem: str
    av_id: int | None
    person_id: int
    enhet_id: int | None
    vad: str
    viktig: bool
