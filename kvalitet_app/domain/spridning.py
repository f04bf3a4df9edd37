"""To whom a document may go: said at the head of each of its pages (OSL 2009:400 decides what is secret)."""

from enum import StrEnum


class Spridning(StrEnum):
    """The choice that every export asks for."""

    OFFENTLIG = "offentlig"
    INTERN = "intern"
    SEKRETESS = "sekretess"


LABELS: dict[Spridning, str] = {
    Spridning.OFFENTLIG: "Offentlig",
    Spridning.INTERN: "Intern",
    Spridning.SEKRETESS: "Sekretess",
}
