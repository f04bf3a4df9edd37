"""What a patient who has suffered a vårdskada is told, and that it is noted (PSL 3 kap. 8 §)."""

from kvalitet_app.domain.lex.ord import LexGrad, LexSlag
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.domain.worded import Worded

INJURED = (LexGrad.MISSFORHALLANDE, LexGrad.ALLVARLIGT)
"""The decisions by which the patient was injured; of a mere risk the law asks nothing."""

WHERE = "3 kap. 8 § patientsäkerhetslagen"


class Patientpunkt(Worded):
    """One of the six things that the patient is told."""

    HANDELSE = "handelse", "Att det har inträffat en händelse som har medfört en vårdskada"
    ATGARDER = "atgarder", "Vilka åtgärder som vidtas för att en liknande händelse inte ska inträffa igen"
    KLAGOMAL = "klagomal", "Att vårdgivaren är skyldig att hantera klagomål och synpunkter"
    PATIENTNAMND = "patientnamnd", "Att patientnämnden hjälper till att föra fram klagomål och få svar"
    IVO = "ivo", "Att klagomål kan anmälas till IVO"
    ERSATTNING = "ersattning", "Att ersättning kan begäras enligt patientskadelagen eller från läkemedelsförsäkringen"


def is_owed(slag: LexSlag, grad: LexGrad | None) -> bool:
    """Whether the patient is to be told: under lex Maria, until a decision says that nobody was injured."""
    return slag is LexSlag.LEX_MARIA and (grad is None or grad in INJURED)


def told_points(punkter: str | None) -> tuple[Patientpunkt, ...]:
    """The points that are ticked, in the order of the law; stored as their values, one a line."""
    ticked = {Patientpunkt(line) for line in (punkter or "").split()}
    return tuple(point for point in Patientpunkt if point in ticked)


def untold_points(punkter: str | None) -> tuple[Patientpunkt, ...]:
    """The points that are not ticked."""
    told = told_points(punkter)
    return tuple(point for point in Patientpunkt if point not in told)


def patient_warnings(
    slag: LexSlag, grad: LexGrad | None, *, punkter: str | None, journal: bool | None
) -> tuple[str, ...]:
    """What the law asks for and that is not done, as sentences."""
    if not is_owed(slag, grad):
        return ()
    missing, said = untold_points(punkter), []
    if len(missing) == len(Patientpunkt):
        said.append(f"Det är inte antecknat att patienten har fått veta något enligt {WHERE}.")
    elif missing:
        words = "; ".join(lower_first(point.word) for point in missing)
        said.append(f"Det är inte antecknat att patienten har fått veta allt enligt {WHERE}. Kvar: {words}.")
    if not journal:
        said.append("Det är inte antecknat i patientjournalen vad patienten har fått veta.")
    return tuple(said)
