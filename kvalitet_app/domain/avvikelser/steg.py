"""The steps of an avvikelse as a table: which are allowed, what each needs, and what happens under each state.

Required fields after domain practice in Swedish municipalities; SOSFS 2011:9 5 kap. 3–7 §§.
"""

from dataclasses import dataclass
from typing import TypeAlias

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.errors import RuleError

S = AvvikelseStatus

WHAT_NOW: dict[AvvikelseStatus, str] = {
    S.REGISTRERAD: "Avvikelsen tas emot och risken bedöms.",
    S.MOTTAGEN: "Någon utses som utreder.",
    S.UTREDS: "Orsakerna tas fram och åtgärder föreslås.",
    S.ATGARDAS: "Åtgärderna genomförs, och effekten av dem följs upp.",
    S.UPPFOLJD: "Effekten är bedömd. Rapportören och APT får återkoppling, och ärendet avslutas.",
    S.AVSLUTAD: "Ärendet är avslutat. Det kan öppnas igen med ett skäl.",
    S.OVERLAMNAD: "Mottagaren utreder och svarar. Anteckna svaret här, eller ta tillbaka ärendet.",
    S.DUBBLETT: "Samma händelse handläggs i ett annat ärende. Det här räknas inte.",
    S.EJ_AVVIKELSE: "Bedömd som ingen avvikelse. Den räknas inte, men kan öppnas igen med ett skäl.",
}

NEXT_STEP: dict[AvvikelseStatus, str] = {
    S.REGISTRERAD: "Ta emot",
    S.MOTTAGEN: "Börja utreda",
    S.UTREDS: "Till åtgärd",
    S.ATGARDAS: "Följ upp",
    S.UPPFOLJD: "Avsluta",
    S.AVSLUTAD: "Öppna igen",
    S.OVERLAMNAD: "Avsluta med svaret",
    S.DUBBLETT: "Öppna igen",
    S.EJ_AVVIKELSE: "Öppna igen",
}

WORKING = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS, S.ATGARDAS, S.UPPFOLJD, S.AVSLUTAD)
"""The states of a case that goes its whole way, in order."""

NOT_COUNTED = (S.DUBBLETT, S.EJ_AVVIKELSE)
"""What is no avvikelse of its own: left out of every figure."""

OPEN = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS, S.ATGARDAS, S.UPPFOLJD, S.OVERLAMNAD)
"""What somebody still has to do something about: a case that was handed over is open until its answer is there."""

_ASIDE = frozenset({S.OVERLAMNAD, S.DUBBLETT, S.EJ_AVVIKELSE})
ALLOWED_STEPS: dict[AvvikelseStatus, frozenset[AvvikelseStatus]] = {
    S.REGISTRERAD: frozenset({S.MOTTAGEN}) | _ASIDE,
    S.MOTTAGEN: frozenset({S.UTREDS, S.REGISTRERAD}) | _ASIDE,
    S.UTREDS: frozenset({S.ATGARDAS, S.MOTTAGEN}) | _ASIDE,
    S.ATGARDAS: frozenset({S.UPPFOLJD, S.UTREDS}),
    S.UPPFOLJD: frozenset({S.AVSLUTAD, S.ATGARDAS}),
    S.AVSLUTAD: frozenset({S.UTREDS}),
    S.OVERLAMNAD: frozenset({S.AVSLUTAD, S.MOTTAGEN}),
    S.DUBBLETT: frozenset({S.REGISTRERAD}),
    S.EJ_AVVIKELSE: frozenset({S.REGISTRERAD}),
}


def is_back(old: AvvikelseStatus, new: AvvikelseStatus) -> bool:
    """Whether a step undoes work: to an earlier working state, or from one of the ends into work again."""
    if new not in WORKING:
        return False
    return (
        old in NOT_COUNTED
        or (old is S.OVERLAMNAD and new is not S.AVSLUTAD)
        or (old in WORKING and WORKING.index(new) < WORKING.index(old))
    )


Kvar: TypeAlias = tuple[int, str]
"""An åtgärd that stands in the way: its id and its words."""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What the rules of a step look at."""

    har_risk: bool = False
    misstanke_besvarad: bool = False
    misstanke: bool = False
    misstanke_skal: str = ""
    orsaker: int = 0
    utredare: bool = False
    atgarder: int = 0
    oppna_atgarder: tuple[Kvar, ...] = ()
    utan_effekt: tuple[Kvar, ...] = ()
    utan_orsak: tuple[Kvar, ...] = ()
    uppfoljning: str = ""
    aterkopplad: bool = False
    dubblett_av: bool = False
    overlamnad_till: str = ""
    svar: str = ""
    skal: str = ""


def check_step(old: AvvikelseStatus, new: AvvikelseStatus, facts: StepFacts) -> None:
    """Refuse a step that is not allowed or not yet earned.

    Raises:
        RuleError: with the sentence to show and the field it concerns.
    """
    if new not in ALLOWED_STEPS[old]:
        raise RuleError(f"En avvikelse som är {old.word.lower()} kan inte bli {new.word.lower()}.")
    if is_back(old, new):
        _check_back(facts)
        return
    if old is S.OVERLAMNAD:
        _check_answer(facts)
        return
    {
        S.OVERLAMNAD: _check_hand_over,
        S.DUBBLETT: _check_double,
        S.EJ_AVVIKELSE: _check_none,
        S.MOTTAGEN: _check_receive,
        S.UTREDS: _check_investigate,
        S.ATGARDAS: _check_act,
        S.UPPFOLJD: _check_follow_up,
        S.AVSLUTAD: _check_close,
    }[new](facts)


def _check_back(facts: StepFacts) -> None:
    if not facts.skal.strip():
        raise RuleError("Skriv varför ärendet går tillbaka.", field="skal")


def _check_hand_over(facts: StepFacts) -> None:
    if not facts.overlamnad_till.strip():
        raise RuleError("Skriv vem som tar över ärendet.", field="overlamnad_till")
    if not facts.skal.strip():
        raise RuleError("Skriv varför ärendet lämnas över.", field="skal")


def _check_answer(facts: StepFacts) -> None:
    if not facts.svar.strip():
        raise RuleError("Skriv vad mottagaren svarade.", field="svar_text")


def _check_double(facts: StepFacts) -> None:
    if not facts.dubblett_av:
        raise RuleError("Välj det ärende som händelsen redan är registrerad som.", field="dubblett_av_id")


def _check_none(facts: StepFacts) -> None:
    if not facts.skal.strip():
        raise RuleError("Skriv varför det inte är en avvikelse.", field="skal")


def _check_receive(facts: StepFacts) -> None:
    if not facts.har_risk:
        raise RuleError("Bedöm risken i matrisen innan du tar emot.", field="risk")
    if not facts.misstanke_besvarad:
        raise RuleError("Svara på om du misstänker ett missförhållande eller en vårdskada.", field="misstanke")
    if facts.misstanke and not facts.misstanke_skal.strip():
        raise RuleError("Skriv varför du misstänker ett missförhållande.", field="misstanke_skal")


def _check_investigate(facts: StepFacts) -> None:
    if not facts.utredare:
        raise RuleError("Välj vem som utreder.", field="ansvarig_id")


def _check_act(facts: StepFacts) -> None:
    if not facts.orsaker:
        raise RuleError("Ange minst en orsak innan ärendet går till åtgärd.", field="orsaker")
    if not facts.atgarder:
        raise RuleError("Lägg till minst en åtgärd innan ärendet går vidare.", field="atgarder")


def _check_atgarder(facts: StepFacts) -> None:
    """Each åtgärd is done, answers to a cause, and its effect is judged; the first that is not is named."""
    for left, sentence in (
        (facts.oppna_atgarder, "Åtgärden ”{}” är inte klar än."),
        (facts.utan_orsak, "Åtgärden ”{}” svarar inte mot någon orsak. Välj vilken orsak den gäller."),
        (facts.utan_effekt, "Bedöm effekten av åtgärden ”{}”."),
    ):
        if left:
            atgard_id, words = left[0]
            raise RuleError(sentence.format(words), field="atgarder", about=("atgarder", atgard_id))


def _check_follow_up(facts: StepFacts) -> None:
    _check_atgarder(facts)
    if not facts.uppfoljning.strip():
        raise RuleError("Skriv hur effekten följdes upp.", field="uppfoljning")


def _check_close(facts: StepFacts) -> None:
    _check_atgarder(facts)
    if not facts.aterkopplad:
        raise RuleError("Ange när rapportören och arbetsgruppen fick återkoppling.", field="aterkopplad_datum")
