"""Patterns in the avvikelser: what is one case, what is chance and what is silence.

The control chart is the XmR chart: limits at the mean ± 2.66 mean moving ranges (3 / d₂ with d₂ = 1.128 for two
values), never below nought; a signal is a point outside, or eight in a row on one side of the mean
(D. J. Wheeler, Understanding Variation).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from kvalitet_app.domain.berattelse.jamforelse import Summa, TypRad
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import WEEKDAYS, local
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.worded import Worded

LIMIT_FACTOR = 2.66
RUN = 8
LEAST_MONTHS = 12
DAWN = 7


class Pass(Worded):
    """The part of the day that an event fell in, by Swedish clocks."""

    DAG = "dag", "dagar kl. 7–15"
    KVALL = "kvall", "kvällar kl. 15–22"
    NATT = "natt", "nätter kl. 22–7"


def band_of(hour: int) -> Pass:
    """The part of the day that an hour lies in."""
    return Pass.DAG if DAWN <= hour < 15 else Pass.KVALL if 15 <= hour < 22 else Pass.NATT


@dataclass(frozen=True, slots=True)
class Punkt:
    """A month of the control chart. `signal` is why it stands out; "" for what chance explains."""

    ar: int
    manad: int
    antal: int
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Styrdiagram:
    """Months with the mean and the limits that chance keeps within; no limits before twelve whole months."""

    punkter: tuple[Punkt, ...]
    medel: float | None = None
    ovre: float | None = None
    undre: float | None = None

    @property
    def signaler(self) -> tuple[Punkt, ...]:
        """The months that stand out."""
        return tuple(point for point in self.punkter if point.signal)


def control_chart(months: Sequence[tuple[int, int, int]]) -> Styrdiagram:
    """The chart of whole months (year, month, count), oldest first. Limits come from the first twelve and are held."""
    if len(months) < LEAST_MONTHS:
        return Styrdiagram(tuple(Punkt(*month) for month in months))
    counts = [count for _, _, count in months]
    first = counts[:LEAST_MONTHS]
    mean = sum(first) / len(first)
    moving = sum(abs(b - a) for a, b in pairwise(first)) / (len(first) - 1)
    high, low = mean + LIMIT_FACTOR * moving, max(0.0, mean - LIMIT_FACTOR * moving)
    signals = _signals(counts, mean, low, high)
    points = tuple(Punkt(*month, why) for month, why in zip(months, signals, strict=True))
    return Styrdiagram(points, mean, high, low)


def _signals(counts: Sequence[int], mean: float, low: float, high: float) -> list[str]:
    found = ["över gränsen" if n > high else "under gränsen" if n < low else "" for n in counts]
    run, side = 0, 0
    for i, n in enumerate(counts):
        now = (n > mean) - (n < mean)
        run = run + 1 if now and now == side else int(now != 0)
        side = now
        if run >= RUN:
            word = "över medel" if side > 0 else "under medel"
            for k in range(i - RUN + 1, i + 1):
                found[k] = found[k] or f"åtta i rad {word}"
    return found


@dataclass(frozen=True, slots=True)
class Kluster:
    """Events that belong together and may be analysed as one. `sagt` says what they share; `fraga` opens them.

    `brukarreferens` is whose they are, where it is one person that they share.
    """

    antal: int
    sagt: str
    enhet: str
    fraga: Sokfraga
    brukarreferens: str = ""

    @property
    def sentence(self) -> str:
        """6 händelser på Björken på fredagskvällar kl. 15–22."""
        return f"{count(self.antal, 'händelse', 'händelser')} på {self.enhet} {self.sagt}"


@dataclass(frozen=True, slots=True)
class Tidskluster:
    """The events (ids) of a unit on one weekday (0–6) and part of the day, and how many the unit has in all."""

    enhet_id: int
    veckodag: int
    del_av_dygn: Pass
    ids: tuple[int, ...]
    alla: int


def time_clusters(
    events: Iterable[tuple[int, int, datetime]], *, least: int = 5, times: float = 3.0
) -> tuple[Tidskluster, ...]:
    """Units with far more events in a part of the day on one weekday than on the others, most events first.

    Takes (id, unit, moment). The weekdays are compared within the part of the day: a unit that is open by day only
    is no cluster.
    """
    cells: defaultdict[tuple[int, int, Pass], list[int]] = defaultdict(list)
    parts: Counter[tuple[int, Pass]] = Counter()
    whole: Counter[int] = Counter()
    hours: dict[tuple[int, int], tuple[int, Pass]] = {}  # a year has few hours and may have many events
    for row_id, unit, moment in events:
        hour = (moment.toordinal(), moment.hour)
        found_hour = hours.get(hour)
        if found_hour is None:
            found_hour = hours[hour] = _weekday_and_part(moment)
        weekday, part = found_hour
        cells[(unit, weekday, part)].append(row_id)
        parts[(unit, part)] += 1
        whole[unit] += 1
    found = [
        Tidskluster(unit, weekday, part, tuple(ids), whole[unit])
        for (unit, weekday, part), ids in cells.items()
        if len(ids) >= least and len(ids) >= times * parts[(unit, part)] / 7
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.ids), one.enhet_id, one.veckodag)))


def _weekday_and_part(moment: datetime) -> tuple[int, Pass]:
    """By Swedish clocks; the night belongs to the evening before it."""
    at = local(moment)
    part = band_of(at.hour)
    night_before = part is Pass.NATT and at.hour < DAWN
    return (at - timedelta(days=1)).weekday() if night_before else at.weekday(), part


def gathers(moments: Iterable[datetime], *, antal: int, dagar: int) -> bool:
    """Whether at least so many of the moments lie within so many days of each other."""
    ordered = sorted(moments)
    within = timedelta(days=dagar)
    return any(last - first <= within for first, last in zip(ordered, ordered[antal - 1 :], strict=False))


def said_time(weekday: int, part: Pass) -> str:
    """fredagskvällar kl. 15–22."""
    return f"{WEEKDAYS[weekday]}s{part.word}" if part is not Pass.DAG else f"{WEEKDAYS[weekday]}ar kl. 7–15"


@dataclass(frozen=True, slots=True)
class EnhetMonster:
    """A unit of the heat map: events by type code, how many are one and the same person, and its silence.

    `dagar_tyst` is days since its newest report, None when it has never had one. `arsarbetare` may be unknown, and
    `stangd` is the day it closed, if that has come: then it is no longer silent.
    In what may be published `dolda` are the types that are not shown, `i_dolda` the events that they hold together,
    and `dold_summa` says that not even the sum is shown.
    """

    enhet_id: int
    namn: str
    antal: dict[str, int]
    samma: int
    dagar_tyst: int | None
    arsarbetare: float | None
    dolda: frozenset[str] = frozenset()
    i_dolda: int = 0
    dold_summa: bool = False
    stangd: date | None = None

    @property
    def summa(self) -> int:
        """Every event of the unit in the year, as far as it is shown."""
        return sum(self.antal.values()) + self.i_dolda

    @property
    def silence(self) -> str:
        """How long it has been silent, after its name: har inte rapporterat på 94 dagar."""
        if self.dagar_tyst is None:
            return "har aldrig rapporterat"
        return f"har inte rapporterat på {count(self.dagar_tyst, 'dag', 'dagar')}"

    @property
    def per_tio(self) -> float | None:
        """Events per ten årsarbetare; None where they are not known, or not shown."""
        return self.summa * 10 / self.arsarbetare if self.arsarbetare and not self.dold_summa else None


@dataclass(frozen=True, slots=True)
class Alder:
    """How many open cases are between two ages, in days since they were registered."""

    namn: str
    minst: int
    hogst: int | None
    antal: int


def age_bands(days: Iterable[int]) -> tuple[Alder, ...]:
    """How many open cases are at most a week, a month, three months, or older."""
    bands = (("högst 7 dagar", 0, 7), ("8–30 dagar", 8, 30), ("31–90 dagar", 31, 90), ("över 90 dagar", 91, None))
    ages = list(days)
    return tuple(
        Alder(name, least, most, sum(least <= age <= (age if most is None else most) for age in ages))
        for name, least, most in bands
    )


@dataclass(frozen=True, slots=True)
class Monster:
    """Everything on the page Mönster, of the cases that the person may see.

    `topp` is the set of types that the months compare: the very same both years (like for like). `koncentrerat`
    names the one brukarreferens with so many of its events that it hides the rest. The months of the year before are
    empty where the register did not keep that year; `pagar` says that the year is not over.
    Where it may be published (`offentlig`, see `monster_offentlig`) `dolt` says what is left out, a hidden month is
    None, and `arende` holds the set whose concentrated case may be told.
    """

    ar: int
    lagrum: tuple[Lagrum, ...]
    typer: tuple[TypRad, ...]
    alla: Summa
    topp: Summa
    pagar: bool
    manader: tuple[int | None, ...]
    manader_fore: tuple[int | None, ...]
    manader_topp: tuple[int, ...]
    manader_topp_fore: tuple[int, ...]
    manader_koncentrerat: tuple[int, ...]
    manader_koncentrerat_fore: tuple[int, ...]
    koncentrerat: str
    enheter: tuple[EnhetMonster, ...]
    orsaker: tuple[tuple[str, str, int], ...]
    styr: Styrdiagram
    alder: tuple[Alder, ...]
    kluster: tuple[Kluster, ...]
    dagar_tyst: int
    antal_andra: int
    fraga: Sokfraga
    typ_ids: dict[str, int]
    offentlig: bool = False
    dolt: tuple[str, ...] = ()
    arende: tuple[Summa, ...] = ()

    @property
    def tysta(self) -> tuple[EnhetMonster, ...]:
        """Units that have reported nothing for longer than the limit, the longest silence first."""
        reports = [u for u in self.enheter if u.stangd is None]
        quiet = [u for u in reports if u.dagar_tyst is None or u.dagar_tyst > self.dagar_tyst]
        return tuple(sorted(quiet, key=lambda u: (u.dagar_tyst is not None, -(u.dagar_tyst or 0), u.namn)))
