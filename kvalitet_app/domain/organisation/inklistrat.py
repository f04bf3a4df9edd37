"""Units and persons as they are pasted from a spreadsheet or typed, one a line, with or without a row of headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.tal import whole_of
from kvalitet_app.domain.text import name_key, plain_name

UNIT = ("enhet", "enhetsnamn", "enhetens namn", "arbetsplats", "boende")
OF_UNITS = {
    "namn": ("namn", *UNIT),
    "verksamhet": ("verksamhet", "inriktning", "typ av verksamhet", "verksamhetstyp"),
    "platser": ("platser", "antal platser", "antal brukare"),
}
OF_PEOPLE = {
    "namn": ("namn", "personal", "person", "anställd", "medarbetare"),
    "roll": ("roll", "titel", "befattning", "yrke", "yrkestitel", "tjänst"),
    "enhet": (*UNIT, "placering"),
    "konto": ("konto", "användarnamn", "användare", "inloggning", "ad-konto", "användarid", "användar-id", "login"),
    "epost": ("e-post", "epost", "e-postadress", "mejl", "mail", "e-mail", "email"),
}
"""The columns in the order they have without headings, and what people call each."""

MOST_PLACES = 9_999
ROLES = {name_key(role.word): role for role in Roll}


@dataclass(frozen=True, slots=True)
class InklistradEnhet:
    """A unit of one line."""

    namn: str
    verksamhet: str = ""
    platser: int | None = None


@dataclass(frozen=True, slots=True)
class InklistradPerson:
    """A person of one line; `titel` is the line's own word where it is none of our roles, and `roll` is then None."""

    namn: str
    roll: Roll | None
    titel: str = ""
    enhet: str = ""
    konto: str = ""
    epost: str = ""


def read_units(text: str, *, field: str = "enheter") -> tuple[InklistradEnhet, ...]:
    """One unit a line: name; activity; places, or as a first row of headings says. Tabs count as semicolons.

    Raises:
        RuleError: figures that are no whole number of places, as "6²" or "6,5"; `field` is where they were typed.
    """
    found = []
    for cells, named in _lines(text, OF_UNITS):
        rest = [cells.get("verksamhet", ""), cells.get("platser", "")] if named else list(cells.values())[1:]
        places = [_places(one, field) for one in rest]
        words = (one for one, number in zip(rest, places, strict=True) if one and number is None)
        numbers = (number for number in places if number is not None)
        found.append(InklistradEnhet(cells.get("namn", ""), next(words, ""), next(numbers, None)))
    return tuple(found)


def _places(text: str, field: str) -> int | None:
    """The number of places that a part of a line is; None where it is words."""
    found = whole_of(text)
    is_figures = any(sign.isnumeric() for sign in text) and not any(sign.isalpha() for sign in text)
    if (is_figures and found is None) or (found or 0) > MOST_PLACES:
        raise RuleError(f"”{text}” är inget antal platser. Skriv ett helt tal, till exempel 6.", field=field)
    return found


def read_people(text: str) -> tuple[InklistradPerson, ...]:
    """One person a line: name; role; unit; account, or as a first row of headings says. Tabs count as semicolons.

    Without a word for the role the person is a rapportör.
    """
    found = []
    for cells, _ in _lines(text, OF_PEOPLE):
        word = cells.get("roll", "")
        roll = ROLES.get(name_key(word)) if word else Roll.RAPPORTOR
        konto, epost = cells.get("konto", ""), cells.get("epost", "")
        found.append(
            InklistradPerson(
                cells.get("namn", ""), roll, "" if roll else word, cells.get("enhet", ""), konto.casefold(), epost
            )
        )
    return tuple(found)


def headings_of(cells: list[str], fields: Mapping[str, tuple[str, ...]]) -> dict[str, int] | None:
    """From field to column where the cells are a row of headings, else None.

    The name must be among them, and so must another field unless there is only one column.
    """
    plain = [name_key(cell).strip(" :*") for cell in cells]
    found: dict[str, int] = {}
    for field, words in fields.items():
        at = next((plain.index(word) for word in words if word in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    filled = sum(map(bool, plain))
    return found if "namn" in found and (len(found) > 1 or filled == 1) else None


def _lines(text: str, fields: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[dict[str, str], bool]]:
    """The cells of each line by field, and whether headings said which is which."""
    rows = [[plain_name(part) for part in line.replace("\t", ";").split(";")] for line in text.splitlines()]
    rows = [cells for cells in rows if any(cells)]
    columns = headings_of(rows[0], fields) if rows else None
    places = columns or {field: at for at, field in enumerate(fields)}
    for cells in rows[1:] if columns else rows:
        yield {field: cells[at] for field, at in places.items() if at < len(cells)}, columns is not None
