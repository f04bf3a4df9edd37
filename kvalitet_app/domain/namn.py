"""Finds in free text what is likely somebody's name, by lists of common Swedish names.

A hit is a question, never a verdict: Bo, Per and Inga are words too. What a word means is judged by where it stands,
so that an everyday text raises hardly any. The names are data (resources/namn); here stand the words that mislead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kvalitet_app.domain.personnummer import MOJLIGT_NAMN, Traff, find_names

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BESIDE = re.compile(r"[ \u00a0]{1,2}(?:[A-ZÅÄÖ]\.?[ \u00a0])?")  # between two names, perhaps with an initial
_ENDED = re.compile(r"[.!?:;•*\n\r\t\"”“(/|–—]")
_LIKE_SURNAME = re.compile(
    r"(?:sson|dotter|gren|qvist|kvist|quist|stedt|blad|ström|berg|lund|oglu|zadeh|ović|ovic|ski)$"
)
_SURELY_SURNAME = re.compile(r"(?:.sson|dotter|qvist|kvist|ović|ovic)$")
_DID = re.compile(r"(?:[aeiouyåäödnlrgv]de|[kps]te|tte)$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DOES = _set(
    "slog fick gick ville kom satt sa hade är var blev tog åt drack föll sprang grät skrek låg stod sov bad mår "
    "blir får går vill har kan skrev såg bet sparkar slår äter sover trillar ramlar"
)

WORDS = _set(
    "abbe adele alba alma alva amin asta aston august aurora axel bea bella ben bill björn bo bror bruno clara "
    "curt dag dan dante del dick edit eira elis else ester evert fia fille florence frank gun hans harry herman "
    "ian idun ina inga inge iris isa jack jan jane jarl jasmin jasmine jean john jon jose juni junior kai kaj kari "
    "karl kim klara knut lage lea leia lena leo li linda linn linnea linnéa liv lo loke lotten lova love lucia "
    "luna lykke maj malva manne marina mark mary max may melissa mika milan millan mina mio mira morgan my noa "
    "nora nova ole ove peo peppe per pia putte roland rosa rose rosita roy rune rut saga said saleh sally sam "
    "sanna sarah sigge signe siri siv sonny star stella sten stig sture svea tage ted thi thor tilda tim tina "
    "tindra tom toni tor tora tore totte tova tove tristan ture tuva uno urban valborg valentin vega vera vide "
    "viking ville viola wille ylva åse östen"
)
"""First names that mean something else too: one counts inside a sentence with a capital, or beside a surname."""

RARELY_NAMES = _set("del valborg lucia juni maj star viking junior morgan nova svea siri")
"""Of those, the ones that stand with a capital for something else so often that only a surname makes them a name."""

BEGINS = _set("inga hans bror sten dag said ben mark klara del")
"""Of those, the ones that begin a sentence before a verb as what they mean else ("Inga rapporterade fel")."""

SURNAME_WORDS = _set(
    "alm asp berg björk blom borg brink bäck chen dahl ek falk farah flink fors frank frid frisk green gren hall "
    "hammar hanna hjelm hjort holm hult hägg issa jarl kling kvist li lilja lind linde liu ljung lund löf lönn "
    "malm modig nord palm rask roos roth said saleh skog skoog sköld stark storm strand strid ström svärd thor "
    "tran vallin wall wang wester"
)
"""Surnames that mean something else too: one counts only after a first name."""

NO_SURNAMES = _set("dotter sondotter dotterdotter styvdotter systerdotter brorsdotter kvist")
NOT_AFTER = _set("lex sankt sankta st s t")
NOT_BEFORE = _set(
    "kyrka kyrkan församling gata gatan väg vägen plan torg torget sjukhus sjukhuset skola skolan hovrätt kommun "
    "park parken stad"
)
TITLES = _set("fru herr fröken doktor dr syster broder tant farbror familjen")
SHORTEST_SMALL = 4  # letters of a first name that counts without a capital
SHORTEST_UNKNOWN = 6  # letters of a surname that is known by its end alone
SHORTEST_CAPITALS = 4  # letters of a name in capitals only: shorter ones are abbreviations


@dataclass(frozen=True, slots=True)
class Namnlistor:
    """First names and surnames, casefolded. `husets` are words of the house that look like names: its units."""

    fornamn: frozenset[str] = frozenset()
    efternamn: frozenset[str] = frozenset()
    husets: frozenset[str] = frozenset()


def read_list(text: str) -> frozenset[str]:
    """The names of a list with one a line; a line that begins with # is about the list."""
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and line[0] != "#")


def find_likely_names(text: str, listor: Namnlistor) -> tuple[Traff, ...]:
    """What is likely somebody's name: a first name with a surname, a surname, or a first name alone.

    In order and without overlap, without the genitive's s. A name in small letters counts when it can be no word.
    """
    return tuple(Traff(start, end, text[start:end], MOJLIGT_NAMN) for start, end in _Reader(text, listor).spans())


def find_people(text: str, listor: Namnlistor, known: Iterable[str] = ()) -> tuple[Traff, ...]:
    """The names of known persons, and what else is likely a name, in order and without overlap."""
    whole = find_names(text, known)
    likely = [
        hit
        for hit in find_likely_names(text, listor)
        if not any(hit.start < one.end and one.start < hit.end for one in whole)
    ]
    return tuple(sorted((*whole, *likely), key=lambda hit: hit.start))


class _Reader:
    """The words of a text, and what each can be where it stands."""

    def __init__(self, text: str, listor: Namnlistor) -> None:
        self.text, self.listor = text, listor
        self.words: Sequence[re.Match[str]] = list(_WORD.finditer(text))

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where names stand, first to last."""
        at = 0
        while at < len(self.words):
            last = self._name_from(at)
            if last is None:
                at += 1
                continue
            yield self.words[at].start(), self._end(last)
            at = last + 1

    def _name_from(self, at: int) -> int | None:
        """The last word of the name that begins at a word; None where none does."""
        if self._word(at - 1) in NOT_AFTER:
            return None
        if self._is_first(at):
            last = self._surname_after(at)
            if last is not None:
                return last
            return at if self._stands_alone(at) else None
        return at if self._is_surname_alone(at) else None

    def _surname_after(self, at: int) -> int | None:
        """The surname beside a first name with a capital, or the last of several; None where there is none."""
        last, sure = None, self._base(at) not in WORDS
        while self._beside(at) and self._capital(at) and self._capital(at + 1):
            at += 1
            if self._is_surname(at) or (self._is_first(at) and sure):
                last = at
            elif sure and self.words[at].group()[1:].islower() and self._word(at) not in NOT_BEFORE:
                return at
            else:
                break
        return last

    def _stands_alone(self, at: int) -> bool:
        base = self._base(at)
        if base in self.listor.husets or self._word(at + 1) in NOT_BEFORE:
            return False
        if not self._capital(at):
            return base not in WORDS and len(base) >= SHORTEST_SMALL
        if self.words[at].group().isupper() and len(base) < SHORTEST_CAPITALS:
            return False
        if base not in WORDS:
            return True
        if base in RARELY_NAMES:
            return False
        if not self._begins(at):
            return True
        pair = (
            self._word(at + 1) == "och"
            and at + 2 < len(self.words)
            and self._is_first(at + 2)
            and self._capital(at + 2)
        )
        return base not in BEGINS and (pair or self._does(at + 1))

    def _is_surname_alone(self, at: int) -> bool:
        if not self._is_surname(at) or self._base(at) in self.listor.husets:
            return False
        if self._word(at - 1) in TITLES:
            return True
        base = self._base(at)
        if self._word(at + 1) in NOT_BEFORE or base in SURNAME_WORDS:
            return False
        return base in self.listor.efternamn or (base not in NO_SURNAMES and _SURELY_SURNAME.search(base) is not None)

    # what a word is

    def _is_first(self, at: int) -> bool:
        base = self._base(at)
        return base in self.listor.fornamn or ("-" in base and all(p in self.listor.fornamn for p in base.split("-")))

    def _is_surname(self, at: int) -> bool:
        base = self._base(at)
        like = len(base) >= SHORTEST_UNKNOWN and _LIKE_SURNAME.search(base) is not None
        return self._capital(at) and (like or all(part in self.listor.efternamn for part in base.split("-")))

    def _base(self, at: int) -> str:
        """The word in small letters, without the genitive's s where the name has none."""
        word = self._word(at)
        if not word.endswith("s") or self._known(word):
            return word
        bare = word[:-1].rstrip("’'")
        return bare if self._known(bare) or _LIKE_SURNAME.search(bare) else word

    def _known(self, word: str) -> bool:
        first, last = self.listor.fornamn, self.listor.efternamn
        return word in first or word in last or ("-" in word and all(part in first for part in word.split("-")))

    def _end(self, at: int) -> int:
        return self.words[at].start() + len(self._base(at))

    def _word(self, at: int) -> str:
        return self.words[at].group().casefold() if 0 <= at < len(self.words) else ""

    def _capital(self, at: int) -> bool:
        return self.words[at].group()[0].isupper()

    def _beside(self, at: int) -> bool:
        """Whether nothing but a space, or an initial, stands between a word and the next."""
        if at + 1 >= len(self.words):
            return False
        return _BESIDE.fullmatch(self.text, self.words[at].end(), self.words[at + 1].start()) is not None

    def _begins(self, at: int) -> bool:
        """Whether a word begins a sentence, a line or a point of a list."""
        before = self.text[self.words[at - 1].end() : self.words[at].start()] if at else "\n"
        return _ENDED.search(before) is not None

    def _does(self, at: int) -> bool:
        word = self._word(at)
        return word in _DOES or _DID.search(word) is not None
