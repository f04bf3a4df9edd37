"""A question to the register as a value: which rows a figure counts, so that the figure, its bar and its list are one.

It is text only where it is stored: "avvikelser?ar=2025&lagrum=sol+lss&typ=3". (`Fraga` is a question of a checklist.)
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self, TypedDict, Unpack, get_args
from urllib.parse import quote, unquote

from kvalitet_app.domain.organisation.enheter import Lagrum

Noun = Literal[
    "adresser",
    "aktiviteter",
    "atgarder",
    "atgardsrader",
    "avvikelser",
    "brister",
    "egenkontroller",
    "evb",
    "flyttade",
    "lex",
    "matt",
    "processer",
    "rutiner",
    "rutinversioner",
    "sena",
    "synpunkter",
    "synpunktsrader",
    "uppfoljda",
]
NOUNS = frozenset(get_args(Noun))
Manad = int | tuple[int, int]  # a month 1-12, or the first and the last of several
Dagar = tuple[int, int | None]  # days, least and most; None for no upper end


class Limits(TypedDict, total=False):
    """What can narrow a question; `Sokfraga` tells what each is."""

    id: int | None
    kod: str | None
    dag: date | None
    ar: int | None
    kvartal: int | None
    manad: Manad | None
    lagrum: tuple[Lagrum, ...]
    typ: tuple[int, ...]
    mall: int | None
    ids: tuple[int, ...]
    enhet: int | None
    orsak: str | None
    ref: str | None
    vy: str | None
    utan: str | None
    dagar: Dagar | None
    status: str | None
    effekt: str | None
    slag: tuple[str, ...]
    sannolikhet: int | None
    allvarlighetsgrad: int | None
    ivo: bool
    besvarad: bool
    rattad: bool
    nya: bool
    oskyddat: bool


@dataclass(frozen=True, slots=True)
class Sokfraga:
    """Rows of a noun, and what limits them: None, () and False are no limit. The text has the limits in this order.

    `typ` are ids, 0 for what has no type; `ref` and `utan` are a brukarreferens to count alone and to leave out;
    `vy` is a view of the noun's list; `dag` is the day on which the rows stand; `dagar` how long a case has been open.
    """

    noun: Noun
    id: int | None = None
    kod: str | None = None
    dag: date | None = None
    ar: int | None = None
    kvartal: int | None = None
    manad: Manad | None = None
    lagrum: tuple[Lagrum, ...] = ()
    typ: tuple[int, ...] = ()
    mall: int | None = None
    ids: tuple[int, ...] = ()
    enhet: int | None = None
    orsak: str | None = None
    ref: str | None = None
    vy: str | None = None
    utan: str | None = None
    dagar: Dagar | None = None
    status: str | None = None
    effekt: str | None = None
    slag: tuple[str, ...] = ()
    sannolikhet: int | None = None
    allvarlighetsgrad: int | None = None
    ivo: bool = False
    besvarad: bool = False
    rattad: bool = False
    nya: bool = False
    oskyddat: bool = False

    def with_(self, **limits: Unpack[Limits]) -> Self:
        """The same question with other limits: one that is given anew takes the place of the old."""
        return replace(self, **limits)

    @property
    def manader(self) -> tuple[int, int]:
        """The first and the last month that it asks of; the whole year where it names none."""
        if self.manad is None:
            return 1, 12
        return (self.manad, self.manad) if isinstance(self.manad, int) else self.manad

    def to_text(self) -> str:
        """What is stored; older programs read it too."""
        said = []
        for name, (write, _) in _FORMS.items():
            value = getattr(self, name)
            if value is not None and value is not False and value != ():
                said.append(f"{name}={write(value)}")
        return f"{self.noun}?{'&'.join(said)}" if said else self.noun

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """The question that a stored text is; None for no text, and for one that this program cannot read."""
        noun, _, rest = text.partition("?")
        if noun not in NOUNS:
            return None
        limits: dict[str, Any] = {}
        try:
            for part in rest.split("&") if rest else ():
                name, _, value = part.partition("=")
                limits[name] = _FORMS[name][1](value)
        except (KeyError, ValueError):  # a limit of a later program: without it other rows would open than were counted
            return None
        return cls(noun, **limits)  # type: ignore[arg-type]  # among NOUNS


def narrow(fraga: Sokfraga | None, **limits: Unpack[Limits]) -> Sokfraga | None:
    """A question with more limits, where there is one."""
    return None if fraga is None else fraga.with_(**limits)


def text_of(fraga: Sokfraga | None) -> str:
    """What is stored of a figure's question; "" where it has none."""
    return "" if fraga is None else fraga.to_text()


def _number(text: str) -> int:
    found = int(text)
    if not 0 <= found < 2**63:  # what a database holds
        raise ValueError(text)
    return found


def _among(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not least <= (found := int(text)) <= most:
            raise ValueError(text)
        return found

    return read


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_number(one) for one in text.split("+"))


def _joined(values: tuple[object, ...]) -> str:
    return "+".join(map(str, values))


def _said_months(value: Manad) -> str:
    return str(value) if isinstance(value, int) else f"{value[0]}-{value[1]}"


def _months(text: str) -> Manad:
    first, dash, last = text.partition("-")
    month = _among(1, 12)
    return (month(first), _among(month(first), 12)(last)) if dash else month(first)


def _said_days(value: Dagar) -> str:
    return f"{value[0]}-{'' if value[1] is None else value[1]}"


def _days(text: str) -> Dagar:
    least, _, most = text.partition("-")
    return _number(least), _number(most) if most else None


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _said_ref(text: str) -> str:
    return quote(text, safe="+")


def _said_kod(text: str) -> str:
    """As it is, but for what would end it: older programs read it as it stands."""
    return text.replace("%", "%25").replace("&", "%26")


def _yes(text: str) -> bool:
    if text != "1":
        raise ValueError(text)
    return True


_INT = (str, _number)
_INTS = (_joined, _numbers)
_TEXT = (_quoted, unquote)
_YES = (lambda _: "1", _yes)
_FORMS: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "id": _INT,
    "kod": (_said_kod, unquote),
    "dag": (date.isoformat, date.fromisoformat),
    "ar": (str, _among(1, 9999)),
    "kvartal": (str, _among(1, 4)),
    "manad": (_said_months, _months),
    "lagrum": (_joined, lambda text: tuple(Lagrum(law) for law in text.split("+"))),
    "typ": _INTS,
    "mall": _INT,
    "ids": _INTS,
    "enhet": _INT,
    "orsak": (_said_ref, unquote),
    "ref": (_said_ref, unquote),
    "vy": _TEXT,
    "utan": _TEXT,
    "dagar": (_said_days, _days),
    "status": _TEXT,
    "effekt": _TEXT,
    "slag": (lambda kinds: "+".join(map(_quoted, kinds)), lambda text: tuple(map(unquote, text.split("+")))),
    "sannolikhet": _INT,
    "allvarlighetsgrad": _INT,
    "ivo": _YES,
    "besvarad": _YES,
    "rattad": _YES,
    "nya": _YES,
    "oskyddat": _YES,
}
