"""Whether something is to be reported under lex Sarah: three questions for whoever works with people, and an answer.

Missförhållande as SOSFS 2011:5 says it: what was done or left undone and threatened or harmed somebody's life, safety
or health, and an evident risk of it. Whoever reports need not be sure: the receiver judges.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet_app.domain.worded import Worded

FRAGOR = (
    "Rör det någon som får stöd eller hjälp hos oss?",
    "Har något gjorts, eller inte gjorts, som borde ha varit annorlunda?",
    "Skadade eller hotade det personens liv, säkerhet eller hälsa, eller var risken för det tydlig?",
)


class Fragesvar(Worded):
    """What one answers."""

    JA = "ja", "Ja"
    NEJ = "nej", "Nej"
    VET_INTE = "vet_inte", "Vet inte"


class Besked(Worded):
    """What the answers come to."""

    RAPPORTERA = "rapportera", "Ja, rapportera genast."
    OSAKER = "osaker", "Rapportera. Du behöver inte vara säker: den som tar emot bedömer."
    AVVIKELSE = "avvikelse", "Skriv en avvikelse. Säg till din chef om du är tveksam."


@dataclass(frozen=True, slots=True)
class Kompass:
    """What a unit's people need to know: who receives, the unit's own rutiner, the targets in days, and the rules."""

    enhet: str
    mottagare: tuple[str, ...]
    rutiner: tuple[tuple[int, str], ...]
    mal: tuple[int, ...]
    regler: tuple[str, ...]


def advise(svar: Sequence[Fragesvar | None]) -> Besked | None:
    """What the answers come to; None while a question that would decide is not answered."""
    if Fragesvar.NEJ in svar:
        return Besked.AVVIKELSE
    if None in svar or len(svar) < len(FRAGOR):
        return None
    return Besked.OSAKER if Fragesvar.VET_INTE in svar else Besked.RAPPORTERA
