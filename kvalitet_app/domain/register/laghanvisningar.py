"""Where the rules stand, as data with dates, and how sure that is: a case is told by the law of its days.

The rows that the program brings stand in `lagdata`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.amnen import CASE_ORDER, OUTSIDE_CASES
from kvalitet_app.domain.worded import Worded

KONTROLLERA = "kontrollera mot gällande lag"


class Sakerhet(Worded):
    """How sure a reference is. The third word says what stands behind it."""

    grund: str

    LAST = "last", "Läst", "Lagtexten är läst."
    HANVISAD = "hanvisad", "Hänvisad", "En annan gällande författning pekar på paragrafen. Själva texten är inte läst."
    ANTAGEN = "antagen", "Antagen", "Praxis, en slutsats eller en äldre text. Texten som gäller nu är inte läst."

    def __init__(self, _value: str, _word: str = "", grund: str = "") -> None:
        if not grund:
            raise TypeError(f"{type(self).__name__} {_value!r} has no ground")
        self.grund = grund


@dataclass(frozen=True, slots=True)
class Hanvisning:
    """A rule: what it is about, where it stands, for how long, and how sure that is.

    `verifierad` says that the organisation has checked it itself: by whom and when, where that is known.
    """

    amne: str
    lagrum: Lagrum
    text: str
    giltig_fran: date | None = None
    giltig_till: date | None = None
    sakerhet: Sakerhet = Sakerhet.ANTAGEN
    verifierad: bool = False
    kontrollerad_av: str = ""
    kontrollerad_datum: date | None = None

    @property
    def nyckel(self) -> tuple[str, Lagrum, date | None]:
        """By this the program knows it again, whatever it says."""
        return self.amne, self.lagrum, self.giltig_fran

    @property
    def is_checked(self) -> bool:
        """Whether the law itself has been read, by us or by the organisation."""
        return self.verifierad or self.sakerhet is Sakerhet.LAST

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return (self.giltig_fran is None or self.giltig_fran <= day) and (
            self.giltig_till is None or day <= self.giltig_till
        )

    @property
    def kontroll(self) -> str:
        """How sure it is, in few words: "Hänvisad", "Kontrollerad av Anna Berg 2026-11-20"."""
        if self.verifierad:
            who = self.kontrollerad_av or "verksamheten"
            return f"Kontrollerad av {who}" + (f" {self.kontrollerad_datum}" if self.kontrollerad_datum else "")
        return f"Kontrollerad: {self.sakerhet.word.lower()}" if self.is_checked else self.sakerhet.word

    @property
    def sagd(self) -> str:
        """The rule as it is shown, with how sure it is."""
        if self.verifierad:
            said = self.kontroll[:1].lower() + self.kontroll[1:]
        else:
            said = self.sakerhet.word.lower() + ("" if self.is_checked else f", {KONTROLLERA}")
        return f"{self.text} ({said})"

    @property
    def kort(self) -> str:
        """Where it stands as a figure cites it: what nobody has read says so."""
        return self.text if self.is_checked else f"{self.text}, {self.sakerhet.word.lower()}"

    @property
    def galler(self) -> str:
        """When it holds, in few words."""
        if self.giltig_fran and self.giltig_till:
            return f"{self.giltig_fran} – {self.giltig_till}"
        if self.giltig_fran or self.giltig_till:
            return f"från {self.giltig_fran}" if self.giltig_fran else f"till och med {self.giltig_till}"
        return "tills vidare"


@dataclass(frozen=True, slots=True)
class HanvisningRow:
    """A rule of the register, to be read and corrected."""

    id: int
    version: int
    hanvisning: Hanvisning


def check_hanvisning(ny: Hanvisning, today: date) -> None:
    """Raises RuleError when it does not say what it is about or where it stands, ends before it begins, or was
    checked on a day to come.
    """
    if not ny.amne.strip():
        raise RuleError("Skriv vad hänvisningen gäller.", field="amne")
    if not ny.text.strip():
        raise RuleError("Skriv var regeln står, till exempel 27 kap. 6 § SoL (2025:400).", field="text")
    if ny.giltig_fran and ny.giltig_till and ny.giltig_till < ny.giltig_fran:
        raise RuleError("Den kan inte sluta gälla innan den börjar.", field="giltig_till")
    if ny.verifierad and ny.kontrollerad_datum and ny.kontrollerad_datum > today:
        raise RuleError("Datumet ligger framåt i tiden.", field="kontrollerad_datum")


def of_days(found: Iterable[Hanvisning], lagrum: Lagrum, days: Iterable[date]) -> tuple[Hanvisning, ...]:
    """The rules of one law for a case: those that held on any of its days, by subject and the oldest first.

    What the program brings for other things than cases is left out; a subject of the customer's own stands last.
    """
    wanted = tuple(days)
    held = [
        one
        for one in found
        if one.lagrum is lagrum and one.amne not in OUTSIDE_CASES and any(one.holds_on(day) for day in wanted)
    ]
    return tuple(sorted(held, key=lambda one: (CASE_ORDER.get(one.amne, len(CASE_ORDER)), one.giltig_fran or date.min)))


def cited(found: Iterable[Hanvisning], laws: Iterable[Lagrum], amnen: Iterable[str], days: Iterable[date]) -> str:
    """Where some subjects stood for decisions under some laws, on any of the days: one after the other."""
    wanted, subjects, when = set(laws), set(amnen), tuple(days)
    held = (
        one for one in found if one.lagrum in wanted and one.amne in subjects and any(one.holds_on(day) for day in when)
    )
    return "; ".join(dict.fromkeys(one.kort for one in held))


def law_lines(lagar: Iterable[Hanvisning]) -> tuple[tuple[str, str], ...]:
    """Each rule of a case as its subject and what is said; where two acts are shown also when each holds."""
    rules = tuple(lagar)
    both = spans_acts(rules)
    return tuple((one.amne, one.sagd + (_when(one) if both else "")) for one in rules)


def _when(one: Hanvisning) -> str:
    if one.giltig_till is not None:
        return f", gällde till och med {one.giltig_till}"
    return f", gäller från {one.giltig_fran}" if one.giltig_fran is not None else ""


def spans_acts(lagar: Iterable[Hanvisning]) -> bool:
    """Whether the days of a case lie on different sides of a change of law."""
    return any(n > 1 for n in Counter(one.amne for one in lagar).values())


def grounds(lagar: Iterable[Hanvisning]) -> tuple[tuple[str, str], ...]:
    """What the words behind some rules mean: each kind that is there with its ground."""
    there = {one.sakerhet for one in lagar if not one.verifierad}
    return tuple((kind.word, kind.grund) for kind in Sakerhet if kind in there)
