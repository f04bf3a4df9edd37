"""The words of lex Sarah and lex Maria: which rule, how far a case has come, how grave it was and who has been told.

LSS 24 a–g §§, PSL 3 kap. 5 §.
"""

from kvalitet_app.domain.worded import Step, Worded


class LexSlag(Worded):
    """Under which rule a case is reported."""

    LEX_SARAH = "lex_sarah", "Lex Sarah"
    LEX_MARIA = "lex_maria", "Lex Maria"


class LexStatus(Step):
    """Where a lex Sarah or lex Maria case stands."""

    RAPPORTERAD = "rapporterad", "Rapporterad", "är rapporterad"
    MOTTAGEN = "mottagen", "Mottagen", "är mottagen"
    UTREDS = "utreds", "Utreds", "utreds nu"
    FORSLAG = "forslag", "Förslag till beslut", "har ett förslag till beslut"
    BESLUTAD = "beslutad", "Beslutad", "är beslutad"
    ANMALD_IVO = "anmald_ivo", "Anmäld till IVO", "är anmäld till IVO"
    IVO_BESLUT = "ivo_beslut", "Beslut från IVO", "har beslut från IVO"
    ATGARDAS = "atgardas", "Åtgärder pågår", "åtgärdas nu"
    UPPFOLJD = "uppfoljd", "Effekt uppföljd", "är uppföljd"
    ATERKOPPLAD = "aterkopplad", "Återkopplad", "är återkopplad"
    AVSLUTAD = "avslutad", "Avslutad", "är avslutad"
    AVSKRIVEN = "avskriven", "Avskriven", "är avskriven"


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


CONCERNED = (Mottagarslag.ENSKILD, Mottagarslag.FORETRADARE)
"""Those whom the case is about: one of them is told, or it is said why not."""


class LexGrad(Worded):
    """What the decision says the event was."""

    INGET = "inget", "Inget missförhållande"
    PATAGLIG_RISK = "pataglig_risk", "Påtaglig risk för missförhållande"
    MISSFORHALLANDE = "missforhallande", "Missförhållande"
    PATAGLIG_RISK_ALLVARLIGT = "pataglig_risk_allvarligt", "Påtaglig risk för allvarligt missförhållande"
    ALLVARLIGT = "allvarligt", "Allvarligt missförhållande"
