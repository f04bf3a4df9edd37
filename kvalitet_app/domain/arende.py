"""Cases and registers beside the avvikelser: lex Sarah and lex Maria, synpunkter, ej verkställda beslut, reviews.

Words and states after LSS 24 a–g §§, 28 f–i §§, PSL 3 kap. 5 § and SOSFS 2011:9 5 kap. 3 §.
"""

from kvalitet_app.domain.worded import Worded


class LexSlag(Worded):
    """Under which rule a case is reported."""

    LEX_SARAH = "lex_sarah", "Lex Sarah"
    LEX_MARIA = "lex_maria", "Lex Maria"


class LexStatus(Worded):
    """Where a lex Sarah or lex Maria case stands."""

    RAPPORTERAD = "rapporterad", "Rapporterad"
    MOTTAGEN = "mottagen", "Mottagen"
    UTREDS = "utreds", "Utreds"
    FORSLAG = "forslag", "Förslag till beslut"
    BESLUTAD = "beslutad", "Beslutad"
    ANMALD_IVO = "anmald_ivo", "Anmäld till IVO"
    IVO_BESLUT = "ivo_beslut", "Beslut från IVO"
    ATGARDAS = "atgardas", "Åtgärder pågår"
    UPPFOLJD = "uppfoljd", "Effekt uppföljd"
    ATERKOPPLAD = "aterkopplad", "Återkopplad"
    AVSLUTAD = "avslutad", "Avslutad"
    AVSKRIVEN = "avskriven", "Avskriven"


class Mottagarslag(Worded):
    """Who has been told of a lex Sarah or lex Maria case."""

    ENSKILD = "enskild", "Den enskilde"
    FORETRADARE = "foretradare", "Företrädare eller god man"
    RAPPORTOR = "rapportor", "Rapportören"
    PERSONAL = "personal", "Berörd personal"
    NAMND = "namnd", "Nämnden"
    IVO = "ivo", "IVO"
    POLIS = "polis", "Polisen"
    ANNAN = "annan", "Annan"


class LexGrad(Worded):
    """What the decision says the event was."""

    INGET = "inget", "Inget missförhållande"
    PATAGLIG_RISK = "pataglig_risk", "Påtaglig risk för missförhållande"
    MISSFORHALLANDE = "missforhallande", "Missförhållande"
    PATAGLIG_RISK_ALLVARLIGT = "pataglig_risk_allvarligt", "Påtaglig risk för allvarligt missförhållande"
    ALLVARLIGT = "allvarligt", "Allvarligt missförhållande"


class SynpunktSlag(Worded):
    """Kinds of synpunkter."""

    KLAGOMAL = "klagomal", "Klagomål"
    BEROM = "berom", "Beröm"
    FORSLAG = "forslag", "Förslag"


class SynpunktKalla(Worded):
    """Who it comes from (SOSFS 2011:9 5 kap. 3 §)."""

    BRUKARE = "brukare", "Brukare"
    NARSTAENDE = "narstaende", "Närstående"
    PERSONAL = "personal", "Personal"
    VARDGIVARE = "vardgivare", "Annan vårdgivare"
    MYNDIGHET = "myndighet", "Myndighet"
    FORENING = "forening", "Förening"


class SynpunktStatus(Worded):
    """Where a synpunkt stands."""

    MOTTAGEN = "mottagen", "Mottagen"
    BEKRAFTAD = "bekraftad", "Bekräftad"
    UTREDS = "utreds", "Utreds"
    BESVARAD = "besvarad", "Besvarad"
    AVSLUTAD = "avslutad", "Avslutad"


class RekommendationStatus(Worded):
    """How far an answer to a reviewer has come."""

    EJ_PABORJAD = "ej_paborjad", "Ej påbörjad"
    PAGAR = "pagar", "Pågår"
    KLAR = "klar", "Klar"


class Farg(Worded):
    """The level a review gave an area."""

    GRON = "gron", "Grön"
    GUL = "gul", "Gul"
    ROD = "rod", "Röd"


class Riktning(Worded):
    """Which way an indicator is better."""

    HOGRE = "hogre", "Högre är bättre"
    LAGRE = "lagre", "Lägre är bättre"


class BerattelseSlag(Worded):
    """Which report it is."""

    KVALITET = "kvalitetsberattelse", "Kvalitetsberättelse"
    PATIENTSAKERHET = "patientsakerhetsberattelse", "Patientsäkerhetsberättelse"
    DELAR = "delarsrapport", "Delårsrapport"
    NAMNDBLAD = "namndblad", "Nämndblad"


class BerattelseStatus(Worded):
    """Where a kvalitetsberättelse stands."""

    UTKAST = "utkast", "Utkast"
    FASTSTALLD = "faststalld", "Fastställd"
