"""Who may do what. The only place that decides; services ask it, and each refusal has a test.

A role holds on the unit of its uppdrag and on every unit below it.
"""

from dataclasses import dataclass
from enum import StrEnum

from kvalitet_app.domain.organisation.enheter import Lagrum, Roll


class Ratt(StrEnum):
    """Something one may or may not do."""

    LASA = "lasa"
    RAPPORTERA = "rapportera"
    HANDLAGGA_AVVIKELSE = "handlagga_avvikelse"
    HANDLAGGA_HSL = "handlagga_hsl"
    SE_SKYDDAD = "se_skyddad"
    EGENKONTROLL = "egenkontroll"
    PLANERA = "planera"
    RUTIN = "rutin"
    PROCESS = "process"
    BERATTELSE = "berattelse"
    FASTSTALLA = "faststalla"
    ORGANISATION = "organisation"
    KATALOG = "katalog"
    IMPORTERA = "importera"
    KOPIOR = "kopior"
    JOURNAL = "journal"


LABELS: dict[StrEnum, str] = {
    Ratt.LASA: "läsa",
    Ratt.RAPPORTERA: "registrera avvikelser",
    Ratt.HANDLAGGA_AVVIKELSE: "handlägga avvikelser",
    Ratt.HANDLAGGA_HSL: "handlägga avvikelser enligt HSL",
    Ratt.SE_SKYDDAD: "se ärenden enligt lex Sarah",
    Ratt.EGENKONTROLL: "utföra egenkontroller",
    Ratt.PLANERA: "planera egenkontroller",
    Ratt.RUTIN: "ändra rutiner",
    Ratt.PROCESS: "ändra processkartan",
    Ratt.BERATTELSE: "skriva kvalitetsberättelsen",
    Ratt.FASTSTALLA: "fastställa rapporter",
    Ratt.ORGANISATION: "ändra enheter, personer och uppdrag",
    Ratt.KATALOG: "ändra kataloger och gränser",
    Ratt.IMPORTERA: "importera avvikelser",
    Ratt.KOPIOR: "ta och återställa säkerhetskopior",
    Ratt.JOURNAL: "läsa journalen",
}

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

    def may(self, ratt: Ratt, enhet_id: int | None = None) -> bool:
        """Whether the right is held on this unit, or, without a unit, on any unit at all."""
        units = self.units(ratt)
        return bool(units) if enhet_id is None else enhet_id in units

    def may_handle(self, enhet_id: int, lagrum: Lagrum) -> bool:
        """Whether the person may take an avvikelse through its steps: HSL is shared with MAS and MAR."""
        ratt = Ratt.HANDLAGGA_HSL if lagrum is Lagrum.HSL else Ratt.HANDLAGGA_AVVIKELSE
        return self.may(ratt, enhet_id)
