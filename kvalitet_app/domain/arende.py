"""Cases and registers beside the avvikelser: lex Sarah and lex Maria, synpunkter, ej verkställda beslut, reviews.

Words and states after LSS 24 a–g §§, 28 f–i §§, PSL 3 kap. 5 § and SOSFS 2011:9 5 kap. 3 §.
"""

from enum import StrEnum


class LexSlag(StrEnum):
    """Under which rule a case is reported."""

    LEX_SARAH = "lex_sarah"
    LEX_MARIA = "lex_maria"


class LexStatus(StrEnum):
    """Where a lex Sarah or lex Maria case stands."""

    RAPPORTERAD = "rapporterad"
    MOTTAGEN = "mottagen"
    UTREDS = "utreds"
    FORSLAG = "forslag"
    BESLUTAD = "beslutad"
    ANMALD_IVO = "anmald_ivo"
    IVO_BESLUT = "ivo_beslut"
    ATGARDAS = "atgardas"
    UPPFOLJD = "uppfoljd"
    ATERKOPPLAD = "aterkopplad"
    AVSLUTAD = "avslutad"
    AVSKRIVEN = "avskriven"


class Mottagarslag(StrEnum):
    """Who has been told of a lex Sarah or lex Maria case."""

    ENSKILD = "enskild"
    FORETRADARE = "foretradare"
    RAPPORTOR = "rapportor"
    PERSONAL = "personal"
    NAMND = "namnd"
    IVO = "ivo"
    POLIS = "polis"
    ANNAN = "annan"


class LexGrad(StrEnum):
    """What the decision says the event was."""

    INGET = "inget"
    PATAGLIG_RISK = "pataglig_risk"
    MISSFORHALLANDE = "missforhallande"
    PATAGLIG_RISK_ALLVARLIGT = "pataglig_risk_allvarligt"
    ALLVARLIGT = "allvarligt"


class SynpunktSlag(StrEnum):
    """Kinds of synpunkter."""

    KLAGOMAL = "klagomal"
    BEROM = "berom"
    FORSLAG = "forslag"


class SynpunktKalla(StrEnum):
    """Who it comes from (SOSFS 2011:9 5 kap. 3 §)."""

    BRUKARE = "brukare"
    NARSTAENDE = "narstaende"
    PERSONAL = "personal"
    VARDGIVARE = "vardgivare"
    MYNDIGHET = "myndighet"
    FORENING = "forening"


class SynpunktStatus(StrEnum):
    """Where a synpunkt stands."""

    MOTTAGEN = "mottagen"
    BEKRAFTAD = "bekraftad"
    UTREDS = "utreds"
    BESVARAD = "besvarad"
    AVSLUTAD = "avslutad"


class RekommendationStatus(StrEnum):
    """How far an answer to a reviewer has come."""

    EJ_PABORJAD = "ej_paborjad"
    PAGAR = "pagar"
    KLAR = "klar"


class Farg(StrEnum):
    """The level a review gave an area."""

    GRON = "gron"
    GUL = "gul"
    ROD = "rod"


class Riktning(StrEnum):
    """Which way an indicator is better."""

    HOGRE = "hogre"
    LAGRE = "lagre"


class BerattelseSlag(StrEnum):
    """Which report it is."""

    KVALITET = "kvalitetsberattelse"
    PATIENTSAKERHET = "patientsakerhetsberattelse"
    DELAR = "delarsrapport"
    NAMNDBLAD = "namndblad"


class BerattelseStatus(StrEnum):
    """Where a kvalitetsberättelse stands."""

    UTKAST = "utkast"
    FASTSTALLD = "faststalld"


LABELS: dict[StrEnum, str] = {
    BerattelseSlag.KVALITET: "Kvalitetsberättelse",
    BerattelseSlag.PATIENTSAKERHET: "Patientsäkerhetsberättelse",
    BerattelseSlag.DELAR: "Delårsrapport",
    BerattelseSlag.NAMNDBLAD: "Nämndblad",
    LexSlag.LEX_SARAH: "Lex Sarah",
    LexSlag.LEX_MARIA: "Lex Maria",
    LexStatus.RAPPORTERAD: "Rapporterad",
    LexStatus.MOTTAGEN: "Mottagen",
    LexStatus.UTREDS: "Utreds",
    LexStatus.FORSLAG: "Förslag till beslut",
    LexStatus.BESLUTAD: "Beslutad",
    LexStatus.ANMALD_IVO: "Anmäld till IVO",
    LexStatus.IVO_BESLUT: "Beslut från IVO",
    LexStatus.ATGARDAS: "Åtgärder pågår",
    LexStatus.UPPFOLJD: "Effekt uppföljd",
    LexStatus.ATERKOPPLAD: "Återkopplad",
    LexStatus.AVSLUTAD: "Avslutad",
    LexStatus.AVSKRIVEN: "Avskriven",
    Mottagarslag.ENSKILD: "Den enskilde",
    Mottagarslag.FORETRADARE: "Företrädare eller god man",
    Mottagarslag.RAPPORTOR: "Rapportören",
    Mottagarslag.PERSONAL: "Berörd personal",
    Mottagarslag.NAMND: "Nämnden",
    Mottagarslag.IVO: "IVO",
    Mottagarslag.POLIS: "Polisen",
    Mottagarslag.ANNAN: "Annan",
    SynpunktStatus.MOTTAGEN: "Mottagen",
    SynpunktStatus.BEKRAFTAD: "Bekräftad",
    SynpunktStatus.UTREDS: "Utreds",
    SynpunktStatus.BESVARAD: "Besvarad",
    SynpunktStatus.AVSLUTAD: "Avslutad",
    LexGrad.INGET: "Inget missförhållande",
    LexGrad.PATAGLIG_RISK: "Påtaglig risk för missförhållande",
    LexGrad.MISSFORHALLANDE: "Missförhållande",
    LexGrad.PATAGLIG_RISK_ALLVARLIGT: "Påtaglig risk för allvarligt missförhållande",
    LexGrad.ALLVARLIGT: "Allvarligt missförhållande",
    SynpunktSlag.KLAGOMAL: "Klagomål",
    SynpunktSlag.BEROM: "Beröm",
    SynpunktSlag.FORSLAG: "Förslag",
    SynpunktKalla.BRUKARE: "Brukare",
    SynpunktKalla.NARSTAENDE: "Närstående",
    SynpunktKalla.PERSONAL: "Personal",
    SynpunktKalla.VARDGIVARE: "Annan vårdgivare",
    SynpunktKalla.MYNDIGHET: "Myndighet",
    SynpunktKalla.FORENING: "Förening",
    RekommendationStatus.EJ_PABORJAD: "Ej påbörjad",
    RekommendationStatus.PAGAR: "Pågår",
    RekommendationStatus.KLAR: "Klar",
    Farg.GRON: "Grön",
    Farg.GUL: "Gul",
    Farg.ROD: "Röd",
    Riktning.HOGRE: "Högre är bättre",
    Riktning.LAGRE: "Lägre är bättre",
    BerattelseStatus.UTKAST: "Utkast",
    BerattelseStatus.FASTSTALLD: "Fastställd",
}
