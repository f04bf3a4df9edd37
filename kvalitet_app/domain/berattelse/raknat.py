"""Everything counted for a report: for a year and a scope, one fact a chapter. What is stored with an adopted report.

`underlag` writes it as JSON by the names of the fields: one that is renamed is no longer read from old reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, Riskgranser
from kvalitet_app.domain.berattelse.jamforelse import NOLL, OKAND, Jamfort, Siffra, TypRad
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.organisation.enheter import Lagrum, with_end
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.tid import Tid


@dataclass(frozen=True, slots=True)
class EnhetFakta:
    """A unit of the scope and its events.

    `koncentrerat`: how much of this year, of the year before and of HSL is the concentrated case of its laws.
    `stangd` is the day it closed, if that has come; `fanns` says whether it was there in the time that is counted.
    """

    namn: str
    verksamhet: str = ""
    platser: int | None = None
    arsarbetare: float | None = None
    avvikelser: Siffra = NOLL
    avvikelser_fore: Siffra = NOLL
    hsl: Siffra = NOLL
    koncentrerat: tuple[int, int, int] = (0, 0, 0)
    stangd: date | None = None
    fanns: bool = True

    @property
    def sagd(self) -> str:
        """Its name, with the day that it closed."""
        return with_end(self.namn, self.stangd)


@dataclass(frozen=True, slots=True)
class RutinFakta:
    """A rutin that the report names."""

    nr: int
    titel: str
    agare: str
    lage: RutinLage
    oversyn_senast: date | None = None


@dataclass(frozen=True, slots=True)
class LedningssystemFakta:
    """Processes and rutiner. `att_se_over` are past their review, `saknas` are wanted by an aktivitet."""

    processer: Siffra = NOLL
    aktiviteter: Siffra = NOLL
    gallande: Siffra = NOLL
    nya: Siffra = NOLL
    reviderade: Siffra = NOLL
    utkast: Siffra = NOLL
    utan_agare: Siffra = NOLL
    att_se_over: tuple[RutinFakta, ...] = ()
    saknas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskanalysFakta:
    """A risk analysis made in the year. `hoga` are risks of level hög or more."""

    namn: str
    enhet: str
    datum: date
    risker: int
    hoga: int
    atgarder: int
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class EgenkontrollEnhet:
    """The year's egenkontroller of a unit; `poang` is the mean of those done, 0–1."""

    namn: str
    planerade: int
    gjorda: int
    gron: int
    gul: int
    rod: int
    poang: float | None = None
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class EgenkontrollMall:
    """The year's egenkontroller of a template, and where it came out lowest."""

    kod: str
    namn: str
    planerade: int
    gjorda: int
    poang: float | None = None
    lagsta: float | None = None
    lagsta_enhet: str = ""
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class EgenkontrollFakta:
    """Planned against done. Overdue and moved are counted among the planned."""

    planerade: Siffra = NOLL
    gjorda: Siffra = NOLL
    forsenade: Siffra = NOLL
    flyttade: Siffra = NOLL
    mal_procent: int = 90
    enheter: tuple[EgenkontrollEnhet, ...] = ()
    mallar: tuple[EgenkontrollMall, ...] = ()


@dataclass(frozen=True, slots=True)
class AvvikelseFakta:
    """Avvikelser of one group of laws, by the day of the event. Months are January first.

    `manader_topp` and `manader_topp_fore` count the three largest types of the year in both years, and
    `manader_koncentrerat` (`_fore`) the part of them that is the concentrated case. `typ_enhet` is unit, type, number.
    """

    lagrum: tuple[Lagrum, ...]
    alla: Jamfort
    typer: tuple[TypRad, ...] = ()
    manader: tuple[int, ...] = ()
    manader_fore: tuple[int, ...] = ()
    manader_topp: tuple[int, ...] = ()
    manader_topp_fore: tuple[int, ...] = ()
    manader_koncentrerat: tuple[int, ...] = ()
    manader_koncentrerat_fore: tuple[int, ...] = ()
    orsaker: tuple[tuple[str, int], ...] = ()
    risker: Mapping[tuple[int, int], int] = field(default_factory=dict)
    riskgranser: Riskgranser = RISKGRANSER
    status: tuple[tuple[str, int], ...] = ()
    oppna: Siffra = NOLL
    oppna_lange: Siffra = NOLL
    dagar_lange: int = 30
    dagar_till_avslut: int | None = None
    typ_enhet: tuple[tuple[str, str, int], ...] = ()
    fraga: Sokfraga | None = None
    koncentrerad_ref: str = ""  # opens the rows of what is counted without it; printed nowhere


@dataclass(frozen=True, slots=True)
class LexRad:
    """A lex Sarah or lex Maria case, without what happened."""

    slag: LexSlag
    lagrum: Lagrum
    enhet: str
    rapporterad: date
    status: LexStatus
    grad: LexGrad | None = None
    dagar_till_beslut: int | None = None
    anmald_ivo: date | None = None
    ivo_beslut: date | None = None
    fraga: Sokfraga | None = None


@dataclass(frozen=True, slots=True)
class SynpunktFakta:
    """Synpunkter received in the year. `svarsdagar` is the median from received to answered."""

    klagomal: Jamfort
    berom: Jamfort
    forslag: Jamfort
    besvarade: Siffra = NOLL
    svarsdagar: int | None = None
    amnen: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Matning:
    """An indicator: numerator of denominator this year and the year before, printed with n, N and share.

    `mal` is a share from 0 to 1 where there is a denominator, and otherwise in the unit of the numerator. `enheter` is
    how many units' values are added.
    """

    kod: str
    namn: str
    taljare: Siffra
    namnare: Siffra
    taljare_fore: Siffra = OKAND
    namnare_fore: Siffra = OKAND
    mal: float | None = None
    svarsfrekvens: bool = False
    enheter: int = 1


@dataclass(frozen=True, slots=True)
class EvbKvartal:
    """Decisions that had waited over three months when a quarter ended, by insats, and those carried out late in it.

    `lag` and `lag_verkstallda` say where the duty to report each stood then, for the kinds of decision that there are.
    """

    ar: int
    kvartal: int
    antal: Siffra
    insatser: tuple[tuple[str, int], ...] = ()
    verkstallda: Siffra = OKAND
    lag: str = ""
    lag_verkstallda: str = ""


@dataclass(frozen=True, slots=True)
class EvbFakta:
    """Ej verkställda beslut (LSS 28 f–i §§, SoL 34 kap. 1–4 §§), quarters of this year and the year before."""

    kvartal: tuple[EvbKvartal, ...] = ()
    oppna: Siffra = NOLL
    langsta_dagar: int | None = None
    skal: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UtforareFakta:
    """Follow-up of providers: addresses, how many were followed up, faults found and put right."""

    adresser: Siffra = NOLL
    uppfoljda: Siffra = NOLL
    brister: Siffra = NOLL
    rattade: Siffra = NOLL


@dataclass(frozen=True, slots=True)
class RekommendationFakta:
    """What a reviewer wants done and how far it has come."""

    text: str
    status: RekommendationStatus
    klart_senast: date | None = None
    forsenad: bool = False


@dataclass(frozen=True, slots=True)
class GranskningFakta:
    """A review with its recommendations and its areas by colour."""

    namn: str
    granskare: str
    datum: date
    rekommendationer: tuple[RekommendationFakta, ...] = ()
    omraden: tuple[tuple[str, Farg], ...] = ()
    svar_senast: date | None = None
    svar_beslutat: date | None = None


@dataclass(frozen=True, slots=True)
class AtgardFakta:
    """Åtgärder due in the year, from all sources, and their proven effect."""

    beslutade: Siffra = NOLL
    genomforda: Siffra = NOLL
    pagar: Siffra = NOLL
    forsenade: Siffra = NOLL
    avbrutna: Siffra = NOLL
    god_effekt: Siffra = NOLL
    delvis_effekt: Siffra = NOLL
    ingen_effekt: Siffra = NOLL
    ej_bedomda: Siffra = NOLL
    kallor: tuple[tuple[str, int, int], ...] = ()  # source, due, done


@dataclass(frozen=True, slots=True)
class BerattelseData:
    """Everything counted for a year and a scope. What a part lacks says so itself; nothing here is guessed."""

    ar: int
    organisation: str
    omfattning: str
    raknat: date
    enheter: tuple[EnhetFakta, ...]
    sol_lss: AvvikelseFakta
    hsl: AvvikelseFakta
    ledningssystem: LedningssystemFakta = LedningssystemFakta()
    riskanalyser: tuple[RiskanalysFakta, ...] = ()
    egenkontroller: EgenkontrollFakta = EgenkontrollFakta()
    lex: tuple[LexRad, ...] = ()
    synpunkter: SynpunktFakta | None = None
    matningar: tuple[Matning, ...] = ()
    evb: EvbFakta = EvbFakta()
    utforare: UtforareFakta = UtforareFakta()
    granskningar: tuple[GranskningFakta, ...] = ()
    atgarder: AtgardFakta = AtgardFakta()
    dnr: str = ""
    faststalld: date | None = None
    anmarkningar: tuple[str, ...] = ()
    begransad: bool = False  # there may be protected cases that the one who counted may not see
    slag: BerattelseSlag = BerattelseSlag.KVALITET
    tid: Tid | None = None  # the part of the year it is about, in both years; None for all of it
    offentlig: bool = False  # told so that nobody can be pointed out: see `public`

    def public(self) -> "BerattelseData":
        """The same figures, to be told to anyone: nothing by type and unit, no single case, no lex details."""
        parts = (replace(part, typ_enhet=()) for part in (self.sol_lss, self.hsl))
        sol_lss, hsl = parts
        return replace(self, sol_lss=sol_lss, hsl=hsl, offentlig=True)

    @property
    def delar(self) -> tuple[AvvikelseFakta, ...]:
        """The groups of laws that the report is about: a patientsäkerhetsberättelse tells of HSL alone."""
        return (self.sol_lss, self.hsl) if self.med_sol_lss else (self.hsl,)

    @property
    def med_sol_lss(self) -> bool:
        """Whether the report tells of SoL and LSS at all."""
        return self.slag is not BerattelseSlag.PATIENTSAKERHET

    @property
    def lex_slag(self) -> tuple[LexSlag, ...]:
        """The kinds of lex cases that the report is about."""
        return tuple(LexSlag) if self.med_sol_lss else (LexSlag.LEX_MARIA,)

    @property
    def nar(self) -> str:
        """ "2025" or "kvartal 1 2025"."""
        return self.tid.ord if self.tid is not None else str(self.ar)

    @property
    def nar_fore(self) -> str:
        """ "2024" or "kvartal 1 2024"."""
        return self.tid.fore.ord if self.tid is not None else str(self.ar - 1)

    @property
    def sista_dag(self) -> date:
        """The last day of the time that the report is about."""
        return self.tid.till if self.tid is not None else date(self.ar, 12, 31)

    @property
    def senast(self) -> date:
        """The last day that was counted on: the day it was counted, or the last day of the time."""
        return min(self.raknat, self.sista_dag)

    @property
    def pagar(self) -> bool:
        """Whether the time was not over when it was counted."""
        return self.raknat <= self.sista_dag
