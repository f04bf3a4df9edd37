"""The follow-up questions that a type asks: data, so that each municipality can have its own."""

from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.domain.errors import RuleError


@dataclass(frozen=True, slots=True)
class FoljdfragaRow:
    """A question. `val` are the choices where one of several is the answer."""

    id: int
    typ_id: int
    ordning: int
    text: str
    slag: Foljdfragesvar
    val: tuple[str, ...]
    giltig_fran: date | None
    giltig_till: date | None
    version: int

    def holds(self, day: date) -> bool:
        """Whether it is asked on a day."""
        return (self.giltig_fran is None or self.giltig_fran <= day) and (
            self.giltig_till is None or day <= self.giltig_till
        )


def check_foljdfraga(text: str, slag: Foljdfragesvar, val: tuple[str, ...]) -> None:
    """Raises RuleError when the question says nothing, or has nothing to choose among."""
    if not text.strip():
        raise RuleError("Skriv frågan.", field="text")
    if slag is Foljdfragesvar.VAL and len(val) < 2:
        raise RuleError("Skriv minst två val, ett på varje rad.", field="val")


_JA = Foljdfragesvar.JA_NEJ
_VAL = Foljdfragesvar.VAL
_TEXT = Foljdfragesvar.TEXT
_FALL = (
    ("Var inträffade fallet?", _VAL, ("Eget rum", "Gemensamt utrymme", "Badrum", "Utomhus", "Annan plats")),
    ("Vad gjorde personen?", _VAL, ("Gick eller reste sig själv", "Förflyttades med personal", "Vet inte")),
    ("Bedömdes personen av legitimerad personal efteråt?", _JA, ()),
)
_LAKEMEDEL = (
    ("Vilket läkemedel gäller det?", _TEXT, ()),
    ("Kontaktades sjuksköterska?", _JA, ()),
    ("Var överlämnandet delegerat?", _JA, ()),
)
_VALD = (
    ("Behövde någon vård?", _JA, ()),
    ("Fanns en plan för lågaffektivt bemötande?", _JA, ()),
)
BUILT_IN: dict[str, tuple[tuple[str, Foljdfragesvar, tuple[str, ...]], ...]] = {
    "fall_skada": _FALL,
    "fall_utan_skada": _FALL,
    **dict.fromkeys(("lm_utebliven", "lm_fordrojd", "lm_fel_dos", "lm_fel_person", "lm_administrering"), _LAKEMEDEL),
    "hot_vald_brukare": _VALD,
    "hot_vald_personal": _VALD,
    "insats_fordrojd": (("Hur stor blev förseningen?", _TEXT, ()), ("Fick personen veta det i förväg?", _JA, ())),
}
"""What a new register asks, by the code of the type."""
