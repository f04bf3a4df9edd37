"""The limits of the register: each declared once with its default and its Swedish words."""

from dataclasses import dataclass

from kvalitet_app.domain.avvikelser.arenden import Riskgranser
from kvalitet_app.domain.errors import RuleError


@dataclass(frozen=True, slots=True)
class Grans:
    """A limit: a whole number between two bounds. `enhet` is its unit of measure."""

    nyckel: str
    standard: int
    lagst: int
    hogst: int
    namn: str
    enhet: str


GRANSER: tuple[Grans, ...] = (
    Grans("dagar_oppen", 30, 1, 365, "En öppen avvikelse är försenad efter", "dagar"),
    Grans("dagar_i_steg", 14, 1, 365, "Ett ärende har fastnat när det stått i samma steg i", "dagar"),
    Grans("tyst_dagar", 90, 7, 365, "En enhet utan avvikelse uppmärksammas efter", "dagar"),
    Grans("koncentration_antal", 5, 2, 100, "Koncentration: minst så många på en brukarreferens", "avvikelser"),
    Grans("koncentration_dagar", 30, 1, 365, "… inom", "dagar"),
    Grans("risk_mattlig", 4, 2, 16, "Måttlig risk (gul i matrisen) från", "poäng"),
    Grans("risk_hog", 8, 2, 16, "Hög risk (orange i matrisen) från", "poäng"),
    Grans("risk_mycket_hog", 12, 2, 16, "Mycket hög risk (röd i matrisen) från", "poäng"),
    Grans("risk_allvar", 4, 2, 5, "Minst hög risk från allvarlighetsgrad (5: ingen)", "grad"),
    Grans("lex_mottagen_dagar", 1, 1, 90, "Lex Sarah: rapporten mottagen inom (lokalt mål, inte lag)", "dagar"),
    Grans("lex_sarah_dagar", 10, 1, 90, "Lex Sarah: första bedömning inom (lokalt mål, inte lag)", "dagar"),
    Grans("lex_utredning_dagar", 28, 1, 365, "Lex Sarah: utredningen klar inom (lokalt mål, inte lag)", "dagar"),
    Grans("lex_beslut_dagar", 42, 1, 365, "Lex Sarah: beslut inom (lokalt mål, inte lag)", "dagar"),
    Grans("synpunkt_bekraftad_dagar", 3, 1, 90, "Synpunkt: bekräftad inom (lokalt mål, inte lag)", "dagar"),
    Grans("synpunkt_svar_dagar", 21, 1, 365, "Synpunkt: besvarad inom (lokalt mål, inte lag)", "dagar"),
    Grans("rad_andel", 25, 5, 100, "Kvalitetsrådet: en person tas upp för sig från så stor del av månaden", "procent"),
    Grans("rad_typer", 4, 1, 8, "Kvalitetsrådet: typer i tabellen med enheter, resten tillsammans", "typer"),
    Grans("rad_rader", 40, 5, 200, "Kvalitetsrådet: högst så många rader i en lista", "rader"),
    Grans("oversyn_manader", 24, 1, 60, "Rutin: översyn senast efter", "månader"),
    Grans("mal_egenkontroll", 90, 1, 100, "Mål för genomförda egenkontroller", "procent"),
)

BY_KEY = {grans.nyckel: grans for grans in GRANSER}


def check_grans(nyckel: str, varde: int) -> None:
    """Raises RuleError unless the value lies within the limit's bounds."""
    grans = BY_KEY[nyckel]
    if not grans.lagst <= varde <= grans.hogst:
        raise RuleError(f"Ange ett helt tal mellan {grans.lagst} och {grans.hogst}.", field=nyckel)


RISK: dict[str, str] = {
    "risk_mattlig": "mattlig",
    "risk_hog": "hog",
    "risk_mycket_hog": "mycket_hog",
    "risk_allvar": "allvar",
}
"""The limits of the risk matrix, each with its field of Riskgranser."""


def check_risk(granser: Riskgranser, *, field: str) -> None:
    """Raises RuleError, at the field that was set, unless the levels of the matrix follow upon each other."""
    if not granser.mattlig < granser.hog < granser.mycket_hog:
        raise RuleError(
            "Gul risk börjar under orange och orange under röd. Ändra de andra gränserna först.", field=field
        )
