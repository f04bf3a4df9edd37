"""The words of lex Sarah and lex Maria: which rule, how far a case has come, how grave it was and who has been told.

LSS 24 a–g §§, PSL 3 kap. 5 §.
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
