"""The guided analysis of an event: what happened, five times why, whether it has happened before and can again.

After Handbok för riskanalys och händelseanalys: the last why is a cause in how work is done, never a person.
"""

from dataclasses import dataclass

WHYS = 5
FIELDS = ("forlopp", *(f"varfor_{n}" for n in range(1, WHYS + 1)), "liknande", "upprepning", "lardom")
QUESTIONS = {
    "forlopp": "Vad hände, steg för steg?",
    "varfor_1": "Varför hände det?",
    "varfor_2": "Varför blev det så?",
    "varfor_3": "Och varför det?",
    "varfor_4": "Vad ligger bakom det?",
    "varfor_5": "Vilken är grundorsaken?",
    "liknande": "Har något liknande hänt förut?",
    "upprepning": "Kan det hända igen?",
    "lardom": "Vad lär vi oss?",
}


@dataclass(frozen=True, slots=True)
class Analys:
    """What has been written so far, by field; `version` is None before the first save."""

    texter: dict[str, str]
    version: int | None = None

    @property
    def grundorsak(self) -> str:
        """The last why that has an answer."""
        answers = [self.texter.get(f"varfor_{n}", "") for n in range(1, WHYS + 1)]
        return next((text for text in reversed(answers) if text), "")
