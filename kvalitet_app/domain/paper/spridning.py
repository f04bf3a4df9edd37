"""To whom a document may go: said at the head of each of its pages (OSL 2009:400 decides what is secret)."""

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.worded import Worded


class Spridning(Worded):
    """The choice that every export asks for."""

    OFFENTLIG = "offentlig", "Offentlig"
    INTERN = "intern", "Intern"
    SEKRETESS = "sekretess", "Sekretess"


CASES = (
    "En lista med enskilda ärenden eller åtgärder kan peka ut någon och görs aldrig offentlig. Välj Intern eller "
    "Sekretess, eller publicera Mönster eller kvalitetsrådets månad, som döljer antal under fem."
)
CASE = "Ett enskilt ärende kan peka ut någon och görs aldrig offentligt. Välj Intern eller Sekretess."
SHEET = (
    "APT-bladet berättar om enskilda ärenden i en liten grupp och görs aldrig offentligt. Välj Intern eller Sekretess."
)


def refuse_public(spridning: Spridning, why: str) -> None:
    """Raises RuleError where something was to be public that is never; `why` is empty where it may be."""
    if spridning is Spridning.OFFENTLIG and why:
        raise RuleError(why)
