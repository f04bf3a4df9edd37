"""What is asked before something is published: may this point somebody out? Asked on every road out, never decided.

A question is answered by whoever publishes; the answer stands in the journal beside the file (OSL 2009:400 26 kap.).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.domain.namn import Namnlistor, find_people
from kvalitet_app.domain.personnummer import find_numbers
from kvalitet_app.domain.tal import listed

_WHO = r"(?:brukare|boende|barn|elev|person|kund|klient|deltagare|man|kvinna|pojke|flicka)"
_FEW = re.compile(
    rf"\b(?:en(?: och samma| enda| av våra)?|ett) {_WHO}\b"
    r"|\b(?:[1-4]|två|tre|fyra) (?:\w+ )?"
    r"(?:händelse|avvikelse|person|brukare|boende|barn|klagomål|rapport|anmälning)\w*"
    r"|\bfrån [1-4] till \d+\b|\bfrån \d+ till [1-4]\b",
    re.IGNORECASE,
)
SHOWN = 12  # hits that a question quotes; the rest are counted
KEY_LENGTH = 6


class Del(NamedTuple):
    """A piece of what goes out: where it stands ("avsnittet ”Lex Sarah”"), what it says, and whether it is prose."""

    plats: str
    text: str
    lopande: bool = False


@dataclass(frozen=True, slots=True)
class Publiceringsfraga:
    """A question to whoever publishes. `nyckel` names it on the command line and changes with what it asks about.

    `utpekar` when it is about a name or a number, which seldom belong in what is public.
    """

    nyckel: str
    text: str
    utpekar: bool = True


Svar = tuple[Publiceringsfraga, ...]
"""The questions that somebody has read and answered: this points nobody out."""


class QuestionsError(KvalitetError):
    """Something is to be public, and nobody has answered whether it points somebody out.

    `details` holds one line per question, with its key.
    """

    def __init__(self, questions: Svar, *more: str) -> None:
        super().__init__("Läs igenom och svara innan det blir offentligt.")
        self.questions = questions
        self.details = (*(f"{one.nyckel}  {one.text}" for one in questions), *more)


def questions_about(
    delar: Iterable[Del], listor: Namnlistor, kanda: Iterable[str] = (), *, fa: bool = True
) -> tuple[Publiceringsfraga, ...]:
    """A question for each place that names somebody, and for each that tells of one or a few (`fa`).

    `listor` and `kanda` say what is likely a name, and the names of the staff.
    """
    known = tuple(kanda)
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    few: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for plats, text, prose in delar:
        for hit in (*find_numbers(text), *find_people(text, listor, known)):
            named[plats][hit.shown] = None
        if prose and fa:
            few[plats].update(dict.fromkeys(match[0].strip() for match in _FEW.finditer(text)))
    asked = [_question(plats, hits, utpekar=True) for plats, hits in named.items()]
    return (*asked, *(_question(plats, hits, utpekar=False) for plats, hits in few.items() if hits))


def _question(plats: str, hits: Iterable[str], *, utpekar: bool) -> Publiceringsfraga:
    told = [f"”{hit}”" for hit in hits]
    key = sha256("\n".join((plats, *told)).encode()).hexdigest()[:KEY_LENGTH]
    shown = told if len(told) <= SHOWN else [*told[: SHOWN - 1], f"{len(told) - SHOWN + 1} till"]
    return Publiceringsfraga(key, f"Kan {listed(shown)} i {plats} peka ut någon? Läs igenom det.", utpekar)


def refuse_unanswered(fragor: Iterable[Publiceringsfraga], svarat: Svar) -> None:
    """Raises QuestionsError with the questions that nobody has answered."""
    answered = {one.nyckel for one in svarat}
    left = tuple(one for one in fragor if one.nyckel not in answered)
    if left:
        raise QuestionsError(left)
