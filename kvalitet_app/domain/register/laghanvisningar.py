"""Where the rules of lex Sarah and lex Maria stand, as data with dates: a case is told by the law of its event's day.

`verifierad` is True only where the text of the law itself has been read; all else is shown as to be checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum

KONTROLLERA = "kontrollera mot gällande lag"
OLD_SOL_TO, NEW_SOL_FROM = date(2025, 6, 30), date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Hanvisning:
    """A rule: what it is about, where it stands, for how long, and whether that has been checked."""

    amne: str
    lagrum: Lagrum
    text: str
    giltig_fran: date | None = None
    giltig_till: date | None = None
    verifierad: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return (self.giltig_fran is None or self.giltig_fran <= day) and (
            self.giltig_till is None or day <= self.giltig_till
        )

    @property
    def sagd(self) -> str:
        """The rule as it is shown, with its reservation."""
        return self.text if self.verifierad else f"{self.text} ({KONTROLLERA})"


@dataclass(frozen=True, slots=True)
class HanvisningRow:
    """A rule of the register, to be read and corrected."""

    id: int
    version: int
    hanvisning: Hanvisning


def check_hanvisning(ny: Hanvisning) -> None:
    """Raises RuleError when it does not say what it is about or where it stands, or ends before it begins."""
    if not ny.amne.strip():
        raise RuleError("Skriv vad hänvisningen gäller.", field="amne")
    if not ny.text.strip():
        raise RuleError("Skriv var regeln står, till exempel 27 kap. 6 § SoL (2025:400).", field="text")
    if ny.giltig_fran and ny.giltig_till and ny.giltig_till < ny.giltig_fran:
        raise RuleError("Den kan inte sluta gälla innan den börjar.", field="giltig_till")


GOD_KVALITET, RAPPORTERA, INFORMERA = "God kvalitet", "Skyldighet att rapportera", "Information till personalen"
NAMNDEN, UTREDA, ANMALA = "Enskild verksamhet informerar nämnden", "Utreda och avhjälpa", "Anmälan till IVO"
BEVARA, ORO, INSATS = "Enskild verksamhet bevarar handlingar", "Orosanmälan om barn", "Rätt till insats"
DEFINITION, PATIENT, FORESKRIFT = "Vad som avses", "Information till patienten", "Föreskrift"


def _old(amne: str, place: str, *, verifierad: bool = False) -> Hanvisning:
    return Hanvisning(amne, Lagrum.SOL, f"{place} SoL (2001:453)", None, OLD_SOL_TO, verifierad)


def _new(amne: str, place: str, *, verifierad: bool = False) -> Hanvisning:
    return Hanvisning(amne, Lagrum.SOL, f"{place} SoL (2025:400)", NEW_SOL_FROM, None, verifierad)


def _lss(amne: str, place: str) -> Hanvisning:
    return Hanvisning(amne, Lagrum.LSS, f"{place} LSS", verifierad=True)


def _hsl(amne: str, text: str) -> Hanvisning:
    return Hanvisning(amne, Lagrum.HSL, text, verifierad=True)


HANVISNINGAR: tuple[Hanvisning, ...] = (
    _old(GOD_KVALITET, "14 kap. 2 §", verifierad=True),
    _new(GOD_KVALITET, "27 kap. 1 §"),
    _lss(GOD_KVALITET, "24 a §"),
    _old(RAPPORTERA, "14 kap. 3 §"),
    _new(RAPPORTERA, "27 kap. 2 §", verifierad=True),
    _lss(RAPPORTERA, "24 b §"),
    _old(INFORMERA, "14 kap. 4 §"),
    _new(INFORMERA, "27 kap. 3 §"),
    _lss(INFORMERA, "24 c §"),
    _old(NAMNDEN, "14 kap. 5 §"),
    _new(NAMNDEN, "27 kap. 4 §"),
    _lss(NAMNDEN, "24 d §"),
    _old(UTREDA, "14 kap. 6 §"),
    _new(UTREDA, "27 kap. 5 §"),
    _lss(UTREDA, "24 e §"),
    _old(ANMALA, "14 kap. 7 §"),
    _new(ANMALA, "27 kap. 6 §", verifierad=True),
    _lss(ANMALA, "24 f §"),
    _old(BEVARA, "7 kap. 6 §"),
    _lss(BEVARA, "23 g §"),
    _old(ORO, "14 kap. 1 §"),
    _new(ORO, "19 kap. 1 §", verifierad=True),
    _old(INSATS, "4 kap. 1 §"),
    _new(INSATS, "11 kap. 1 §"),
    _lss(INSATS, "9 §"),
    Hanvisning(FORESKRIFT, Lagrum.SOL, "SOSFS 2011:5 om lex Sarah"),
    Hanvisning(FORESKRIFT, Lagrum.LSS, "SOSFS 2011:5 om lex Sarah"),
    _hsl(DEFINITION, "1 kap. 5 § patientsäkerhetslagen (2010:659)"),
    _hsl(UTREDA, "3 kap. 3 § patientsäkerhetslagen (2010:659)"),
    _hsl(ANMALA, "3 kap. 5 § patientsäkerhetslagen (2010:659)"),
    _hsl(PATIENT, "3 kap. 8 § patientsäkerhetslagen (2010:659)"),
    _hsl(FORESKRIFT, "HSLF-FS 2017:41 om anmälan av allvarlig vårdskada"),
)


def of_day(found: Iterable[Hanvisning], lagrum: Lagrum, day: date) -> tuple[Hanvisning, ...]:
    """The rules of one law that held on a day, in the order of the list."""
    return tuple(one for one in found if one.lagrum is lagrum and one.holds_on(day))
