"""The steps of a case under lex Sarah or lex Maria as a table: what is allowed, what each needs, and what happens next.

LSS 24 a–f §§ with the matching chapters of SoL, PSL 3 kap. 3–8 §§, SOSFS 2011:5 2–6 kap. (kontrollera mot gällande
lag). The law has no days: the targets are local and stand in `granser`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.patient import WHERE, is_owed, untold_points

S = LexStatus
G = LexGrad

LADDER = (S.RAPPORTERAD, S.MOTTAGEN, S.UTREDS, S.FORSLAG, S.BESLUTAD, S.ATGARDAS, S.UPPFOLJD, S.ATERKOPPLAD, S.AVSLUTAD)
"""The states of a case that goes its whole way. The two of IVO stand beside it: most cases never come there."""

CLOSED = (S.AVSLUTAD, S.AVSKRIVEN)
OPEN = tuple(status for status in S if status not in CLOSED)
SERIOUS = (G.ALLVARLIGT, G.PATAGLIG_RISK_ALLVARLIGT)
"""What is to be reported to IVO (LSS 24 f §, PSL 3 kap. 5 §)."""

ALLOWED_STEPS: dict[LexStatus, tuple[LexStatus, ...]] = {
    S.RAPPORTERAD: (S.MOTTAGEN,),
    S.MOTTAGEN: (S.UTREDS, S.AVSKRIVEN),
    S.UTREDS: (S.FORSLAG,),
    S.FORSLAG: (S.BESLUTAD, S.UTREDS),
    S.BESLUTAD: (S.ATGARDAS, S.ANMALD_IVO),
    S.ANMALD_IVO: (S.IVO_BESLUT, S.ATGARDAS),
    S.IVO_BESLUT: (S.ATGARDAS,),
    S.ATGARDAS: (S.UPPFOLJD,),
    S.UPPFOLJD: (S.ATERKOPPLAD, S.ATGARDAS),
    S.ATERKOPPLAD: (S.AVSLUTAD,),
    S.AVSLUTAD: (),
    S.AVSKRIVEN: (),
}

STEP_WORDS: dict[tuple[LexStatus, LexStatus], str] = {
    (S.RAPPORTERAD, S.MOTTAGEN): "Ta emot",
    (S.MOTTAGEN, S.UTREDS): "Börja utreda",
    (S.MOTTAGEN, S.AVSKRIVEN): "Skriv av rapporten",
    (S.UTREDS, S.FORSLAG): "Lämna förslag",
    (S.FORSLAG, S.BESLUTAD): "För in beslutet",
    (S.FORSLAG, S.UTREDS): "Tillbaka till utredning",
    (S.BESLUTAD, S.ATGARDAS): "Börja åtgärda",
    (S.BESLUTAD, S.ANMALD_IVO): "Anmäld till IVO",
    (S.ANMALD_IVO, S.IVO_BESLUT): "För in IVO:s beslut",
    (S.ANMALD_IVO, S.ATGARDAS): "Börja åtgärda",
    (S.IVO_BESLUT, S.ATGARDAS): "Börja åtgärda",
    (S.ATGARDAS, S.UPPFOLJD): "Effekten är uppföljd",
    (S.UPPFOLJD, S.ATERKOPPLAD): "Återkopplat",
    (S.UPPFOLJD, S.ATGARDAS): "Tillbaka till åtgärder",
    (S.ATERKOPPLAD, S.AVSLUTAD): "Avsluta",
}


@dataclass(frozen=True, slots=True)
class LexOrd:
    """The words of one of the two rules."""

    en_handelse: str
    mottagare: str
    den_enskilde: str
    grader: dict[LexGrad, str]


ORD: dict[LexSlag, LexOrd] = {
    LexSlag.LEX_SARAH: LexOrd(
        "ett missförhållande",
        "Den lex Sarah-ansvariga",
        "den enskilde",
        {grad: grad.word for grad in LexGrad},
    ),
    LexSlag.LEX_MARIA: LexOrd(
        "en vårdskada",
        "MAS eller MAR",
        "patienten",
        {
            G.INGET: "Ingen vårdskada",
            G.PATAGLIG_RISK: "Risk för vårdskada",
            G.MISSFORHALLANDE: "Vårdskada",
            G.PATAGLIG_RISK_ALLVARLIGT: "Risk för allvarlig vårdskada",
            G.ALLVARLIGT: "Allvarlig vårdskada",
        },
    ),
}

_NOW: dict[LexStatus, str] = {
    S.RAPPORTERAD: "{mottagare} tar emot rapporten och ser till att {den_enskilde} är trygg.",
    S.MOTTAGEN: "{mottagare} gör en förhandsbedömning: utse en utredare, eller skriv av rapporten med motivering.",
    S.UTREDS: "Utredaren beskriver händelsen, konsekvensen för {den_enskilde} och orsakerna, och lämnar ett förslag.",
    S.FORSLAG: "Den som beslutar enligt delegationsordningen prövar förslaget. {mottagare} för in beslutet.",
    S.BESLUTAD: "{mottagare} ser till att det som är allvarligt snarast anmäls till IVO och att åtgärderna börjar.",
    S.ANMALD_IVO: "IVO prövar anmälan. Åtgärderna väntar inte på IVO:s beslut.",
    S.IVO_BESLUT: "IVO har beslutat. {mottagare} ser till att åtgärderna genomförs.",
    S.ATGARDAS: "De som ansvarar för åtgärderna genomför dem. Sedan följs effekten upp.",
    S.UPPFOLJD: "Effekten är uppföljd. {mottagare} återkopplar till rapportören och arbetsgruppen.",
    S.ATERKOPPLAD: "{mottagare} svarar på frågorna som är kvar och avslutar.",
    S.AVSLUTAD: "Ärendet är avslutat.",
    S.AVSKRIVEN: "Bedömdes inte vara ett ärende för utredning. Händelsen hanteras som en avvikelse.",
}


def what_now(slag: LexSlag, status: LexStatus) -> str:
    """What happens in a state, and who has the next move."""
    words = ORD[slag]
    return _NOW[status].format(mottagare=words.mottagare, den_enskilde=words.den_enskilde)


def grade_word(slag: LexSlag, grad: LexGrad) -> str:
    """The grade in the words of the rule."""
    return ORD[slag].grader[grad]


def told_word(slag: LexSlag, who: Mottagarslag) -> str:
    """Who has been told, in the words of the rule: under lex Maria the one concerned is the patient."""
    return ORD[slag].den_enskilde.capitalize() if who is Mottagarslag.ENSKILD else who.word


INTAG = frozenset({"handelse_datum", "brukarreferens", "omedelbar_atgard", "omedelbar_datum", "mottagen_datum", "dnr"})
BEDOMNING = frozenset({"forhandsbedomning", "utredare_id"})
UTREDNING = frozenset(
    {"forlopp", "konsekvens", "orsaker", "liknande", "upprepning", "metod", "horda", "forslag_grad", "forslag"}
)
BESLUT = frozenset({"grad", "beslut_skal", "beslutsfattare", "beslut_datum"})
IVO = frozenset({"dnr", "anmald_ivo_datum", "ivo_dnr", "ivo_beslut", "ivo_beslut_datum"})
FRAGOR = frozenset(
    {"polisanmald", "polisanmald_datum", "journalford", "ej_underrattad_skal", "patient_punkter", "patient_journal"}
)
AVSLUT = frozenset({"effekt", "effekt_datum", "aterkopplad_datum", "aterkopplad_form"})
_BESIDE = IVO | FRAGOR

WRITABLE: dict[LexStatus, frozenset[str]] = {
    S.RAPPORTERAD: INTAG,
    S.MOTTAGEN: INTAG | BEDOMNING | _BESIDE,
    S.UTREDS: INTAG | UTREDNING | {"utredare_id"} | _BESIDE,
    S.FORSLAG: UTREDNING | BESLUT | _BESIDE,
    **dict.fromkeys((S.BESLUTAD, S.ANMALD_IVO, S.IVO_BESLUT, S.ATGARDAS, S.UPPFOLJD, S.ATERKOPPLAD), AVSLUT | _BESIDE),
    S.AVSLUTAD: frozenset(),
    S.AVSKRIVEN: frozenset(),
}
"""What may be written in each state: what a decision rests on is never rewritten after it."""


@dataclass(frozen=True, slots=True)
class LexUppgifter:
    """What a form of a case fills in. None leaves a field as it is."""

    handelse_datum: date | None = None
    brukarreferens: str | None = None
    omedelbar_atgard: str | None = None
    omedelbar_datum: date | None = None
    mottagen_datum: date | None = None
    dnr: str | None = None
    forhandsbedomning: str | None = None
    utredare_id: int | None = None
    forlopp: str | None = None
    konsekvens: str | None = None
    orsaker: str | None = None
    liknande: str | None = None
    upprepning: str | None = None
    metod: str | None = None
    horda: str | None = None
    forslag_grad: LexGrad | None = None
    forslag: str | None = None
    grad: LexGrad | None = None
    beslut_skal: str | None = None
    beslutsfattare: str | None = None
    beslut_datum: date | None = None
    anmald_ivo_datum: date | None = None
    ivo_dnr: str | None = None
    ivo_beslut: str | None = None
    ivo_beslut_datum: date | None = None
    polisanmald: bool | None = None
    polisanmald_datum: date | None = None
    journalford: bool | None = None
    ej_underrattad_skal: str | None = None
    patient_punkter: str | None = None
    patient_journal: bool | None = None
    effekt: str | None = None
    effekt_datum: date | None = None
    aterkopplad_datum: date | None = None
    aterkopplad_form: str | None = None


def causes_of(orsaker: str | None) -> tuple[str, ...]:
    """The causes that are written in an investigation, one a line, without dots or numbers before them."""
    lines = (re.sub(r"^\s*(?:[-•*–]|\d+[.)])\s*", "", line).strip() for line in (orsaker or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@dataclass(frozen=True, slots=True)
class LexFakta:
    """What the rules of a step look at: the case as it is filled in, and what stands beside it."""

    uppgifter: LexUppgifter = field(default_factory=LexUppgifter)
    slag: LexSlag = LexSlag.LEX_SARAH
    rapporterad: date | None = None
    rapportor_id: int | None = None
    atgarder: int = 0
    oppna_atgarder: tuple[str, ...] = ()
    utan_effekt: tuple[str, ...] = ()
    utan_orsak: tuple[str, ...] = ()
    underrattad: bool = False


def check_writable(status: LexStatus, names: frozenset[str]) -> None:
    """Refuse what may not be written in this state.

    Raises:
        RuleError: with the first field that is locked.
    """
    locked = sorted(names - WRITABLE[status])
    if not locked:
        return
    if status in CLOSED:
        raise RuleError(f"Ärendet är {status.word.lower()} och kan inte ändras.", field=locked[0])
    if locked[0] in UTREDNING | BESLUT | BEDOMNING | INTAG and status not in (S.RAPPORTERAD, S.MOTTAGEN, S.UTREDS):
        raise RuleError("Det som beslutet vilar på skrivs inte om efter beslutet.", field=locked[0])
    raise RuleError(f"Det fylls i senare: ärendet är {status.word.lower()}.", field=locked[0])


def check_dates(given: LexUppgifter, rapporterad: date, today: date) -> None:
    """Days lie neither ahead nor, but for the event and what was done at once, before the report.

    Raises:
        RuleError: with the field.
    """
    for name in _DATES:
        day = getattr(given, name)
        if day is None:
            continue
        if day > today:
            raise RuleError("Datumet ligger framåt i tiden.", field=name)
        if name not in ("handelse_datum", "omedelbar_datum", "polisanmald_datum") and day < rapporterad:
            raise RuleError(f"Datumet ligger före rapporten, som kom {rapporterad}.", field=name)


_DATES = tuple(name for name in LexUppgifter.__dataclass_fields__ if name.endswith("_datum"))


def check_lex_step(old: LexStatus, new: LexStatus, facts: LexFakta) -> None:
    """Refuse a step that is not allowed or not yet earned.

    Raises:
        RuleError: with the sentence to show and the field it concerns.
    """
    if new not in ALLOWED_STEPS[old]:
        raise RuleError(f"Ett ärende som är {old.word.lower()} kan inte bli {new.word.lower()}.")
    if (old, new) in ((S.FORSLAG, S.UTREDS), (S.UPPFOLJD, S.ATGARDAS)):
        return
    _need(facts, _NEEDS.get(new, ()))
    if new is S.UTREDS:
        _check_impartial(facts)
    elif new is S.ATGARDAS:
        _check_act(facts)
    elif new in (S.UPPFOLJD, S.AVSLUTAD):
        _check_done(facts)
    if new is S.AVSLUTAD:
        _check_close(facts)


_NEEDS: dict[LexStatus, tuple[tuple[str, str], ...]] = {
    S.MOTTAGEN: (
        ("omedelbar_atgard", "Skriv vad som gjordes genast för {den_enskilde}."),
        ("mottagen_datum", "Ange när rapporten togs emot."),
    ),
    S.AVSKRIVEN: (("forhandsbedomning", "Skriv varför rapporten inte gäller {en_handelse}."),),
    S.UTREDS: (
        ("forhandsbedomning", "Skriv förhandsbedömningen: varför det utreds."),
        ("utredare_id", "Välj vem som utreder."),
    ),
    S.FORSLAG: (
        ("forlopp", "Beskriv vad som hände, när och var."),
        ("konsekvens", "Beskriv konsekvensen för {den_enskilde}. Den får aldrig saknas."),
        ("orsaker", "Beskriv orsakerna."),
        ("liknande", "Skriv om något liknande har hänt förut."),
        ("upprepning", "Bedöm om det kan hända igen."),
        ("metod", "Skriv hur det utreddes."),
        ("horda", "Skriv vilka som har hörts."),
        ("forslag_grad", "Välj den bedömning du föreslår."),
        ("forslag", "Skriv förslaget till beslut."),
    ),
    S.BESLUTAD: (
        ("grad", "Välj vad beslutet säger att händelsen var."),
        ("beslut_skal", "Skriv skälen för beslutet."),
        ("beslutsfattare", "Skriv vem som beslutade."),
        ("beslut_datum", "Ange när beslutet fattades."),
    ),
    S.ANMALD_IVO: (
        ("anmald_ivo_datum", "Ange när anmälan skickades till IVO."),
        ("dnr", "Skriv ärendets eget diarienummer."),
    ),
    S.IVO_BESLUT: (
        ("ivo_dnr", "Skriv IVO:s diarienummer."),
        ("ivo_beslut", "Skriv vad IVO beslutade."),
        ("ivo_beslut_datum", "Ange när IVO beslutade."),
    ),
    S.UPPFOLJD: (
        ("effekt", "Skriv vilken effekt åtgärderna fick."),
        ("effekt_datum", "Ange när effekten följdes upp."),
    ),
    S.ATERKOPPLAD: (
        ("aterkopplad_datum", "Ange när rapportören och arbetsgruppen fick återkoppling."),
        ("aterkopplad_form", "Skriv hur återkopplingen gavs."),
    ),
}
"""For each state the fields that must be filled in, and what is said where one is not."""


def _need(facts: LexFakta, wanted: tuple[tuple[str, str], ...]) -> None:
    words = ORD[facts.slag]
    for name, sentence in wanted:
        value = getattr(facts.uppgifter, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            said = sentence.format(den_enskilde=words.den_enskilde, en_handelse=words.en_handelse)
            raise RuleError(said, field=name)


def _check_impartial(facts: LexFakta) -> None:
    if facts.rapportor_id is not None and facts.uppgifter.utredare_id == facts.rapportor_id:
        raise RuleError("Den som har rapporterat kan inte utreda. Välj någon annan.", field="utredare_id")


def _check_act(facts: LexFakta) -> None:
    given = facts.uppgifter
    if given.grad in SERIOUS and given.anmald_ivo_datum is None:
        raise RuleError(
            "Det som är allvarligt anmäls snarast till IVO. Ange när anmälan skickades.", field="anmald_ivo_datum"
        )
    if given.grad is not LexGrad.INGET and not facts.atgarder:
        raise RuleError("Lägg till minst en åtgärd innan ärendet går vidare.", field="atgarder")


def _check_done(facts: LexFakta) -> None:
    if facts.oppna_atgarder:
        raise RuleError(f"Åtgärden ”{facts.oppna_atgarder[0]}” är inte klar än.", field="atgarder")
    if facts.utan_effekt:
        raise RuleError(f"Bedöm effekten av åtgärden ”{facts.utan_effekt[0]}”.", field="atgarder")


def _check_close(facts: LexFakta) -> None:
    given, who = facts.uppgifter, ORD[facts.slag].den_enskilde
    if facts.utan_orsak:
        raise RuleError(
            f"Åtgärden ”{facts.utan_orsak[0]}” svarar inte mot någon orsak i utredningen. Välj vilken.",
            field="atgarder",
        )
    if not facts.underrattad and not (given.ej_underrattad_skal or "").strip():
        raise RuleError(
            f"Anteckna när {who} eller en företrädare fick veta, eller skriv varför det inte har skett.",
            field="ej_underrattad_skal",
        )
    _check_patient(facts)
    if given.polisanmald is None:
        raise RuleError("Svara på om händelsen har polisanmälts.", field="polisanmald")
    if given.journalford is None:
        raise RuleError(f"Svara på om händelsen är dokumenterad i {who}s akt eller journal.", field="journalford")


def _check_patient(facts: LexFakta) -> None:
    given = facts.uppgifter
    if not is_owed(facts.slag, given.grad) or (given.ej_underrattad_skal or "").strip():
        return
    if untold_points(given.patient_punkter):
        raise RuleError(
            f"Kryssa för vad patienten har fått veta enligt {WHERE}, eller skriv varför det inte har skett.",
            field="patient_punkter",
        )
    if not given.patient_journal:
        raise RuleError(
            "Anteckna i patientjournalen vad patienten har fått veta, eller skriv varför det inte har skett.",
            field="patient_journal",
        )
