"""The nämnd's quarter at a glance: each area's light with its figure, the same time last year, and the rule it follows.

What a nämnd should be told is taken from an audit that found that it was told only once a year, and did not ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet_app.domain.berattelse.raknat import BerattelseData, EvbKvartal
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.domain.paper.offentlig import counted_masked, masked
from kvalitet_app.domain.tal import number, percent

FEW = 0.1  # the share up to which what waits is yellow, not red
NEAR = 0.8  # the share of a goal from which it is yellow, not red
RULES = (
    "Grön: målet är nått eller inget väntar. Gul: minst fyra femtedelar av målet, eller högst en tiondel väntar. Röd: "
    "mindre än så. Ej verkställda beslut är gula när de är färre än samma tid året före."
)


@dataclass(frozen=True, slots=True)
class Omradesrad:
    """An area: its light, how it stands, and the question that opens what waits."""

    omrade: str
    farg: Farg
    lage: str
    fraga: Sokfraga | None = None


def areas(data: BerattelseData) -> tuple[Omradesrad, ...]:
    """The areas that have anything to tell, in the order in which a nämnd reads them."""
    return tuple(_areas(data))


def _areas(data: BerattelseData) -> Iterator[Omradesrad]:
    for part, name in ((data.sol_lss, "Avvikelser SoL och LSS"), (data.hsl, "Avvikelser HSL")):
        whole = int(part.alla.nu.varde or 0)
        if whole:
            late = int(part.oppna_lange.varde or 0)
            said = f"{_told(data, whole)} inträffade, {_told(data, late)} öppna sedan mer än {part.dagar_lange} dagar"
            yield Omradesrad(name, _waits(late, whole), said, part.oppna_lange.fraga)
    lex = [row for row in data.lex if row.slag is LexSlag.LEX_SARAH]
    if lex:
        undecided = sum(row.grad is None for row in lex)
        yield Omradesrad(
            "Lex Sarah",
            Farg.GUL if undecided else Farg.GRON,
            counted_masked(len(lex), "rapport", "rapporter", offentlig=data.offentlig)
            + ("" if data.offentlig else f", {number(undecided)} inte bedömda än"),
        )
    yield from _evb(data)
    e = data.egenkontroller
    if e.planerade.varde:
        done, planned = int(e.gjorda.varde or 0), int(e.planerade.varde)
        share = done * 100 / planned
        farg = Farg.GRON if share >= e.mal_procent else Farg.GUL if share >= e.mal_procent * NEAR else Farg.ROD
        said = f"{number(done)} av {number(planned)} gjorda ({percent(done, planned)}), målet är {e.mal_procent} %"
        yield Omradesrad("Egenkontroller", farg, said, e.forsenade.fraga)
    yield from _answers(data)
    yield from _demands(data)
    a = data.atgarder
    if a.beslutade.varde:
        late, whole = int(a.forsenade.varde or 0), int(a.beslutade.varde)
        said = f"{number(int(a.genomforda.varde or 0))} av {number(whole)} genomförda, {number(late)} försenade"
        yield Omradesrad("Åtgärder", _waits(late, whole), said, a.forsenade.fraga)


def _evb(data: BerattelseData) -> Iterator[Omradesrad]:
    quarters = [q for q in data.evb.kvartal if q.antal.varde is not None]
    now = [q for q in quarters if q.ar == data.ar]
    if not now:
        return
    last = now[-1]
    waiting = int(last.antal.varde or 0)
    before = _same(quarters, last)
    fewer = before is not None and waiting < int(before.antal.varde or 0)
    tail = f", {_told(data, int(before.antal.varde or 0))} samma tid året före" if before is not None else ""
    longest = f", längsta väntan {data.evb.langsta_dagar} dagar" if data.evb.langsta_dagar and waiting else ""
    farg = Farg.GRON if not waiting else Farg.GUL if fewer else Farg.ROD
    yield Omradesrad("Ej verkställda beslut", farg, f"{_told(data, waiting)} väntar{tail}{longest}", last.antal.fraga)


def _same(quarters: list[EvbKvartal], last: EvbKvartal) -> EvbKvartal | None:
    return next((q for q in quarters if (q.ar, q.kvartal) == (last.ar - 1, last.kvartal)), None)


def _answers(data: BerattelseData) -> Iterator[Omradesrad]:
    s = data.synpunkter
    whole = sum(int(what.nu.varde or 0) for what in (s.klagomal, s.berom, s.forslag)) if s is not None else 0
    if s is None or not whole:
        return
    waiting = whole - int(s.besvarade.varde or 0)
    days = f", svar i median efter {s.svarsdagar} dagar" if s.svarsdagar is not None else ""
    said = f"{_told(data, whole)} kom in, {_told(data, waiting)} obesvarade{days}"
    yield Omradesrad("Synpunkter och klagomål", _waits(waiting, whole), said)


def _demands(data: BerattelseData) -> Iterator[Omradesrad]:
    wanted = [r for g in data.granskningar for r in g.rekommendationer]
    if wanted:
        late = sum(r.forsenad for r in wanted)
        done = sum(r.status is RekommendationStatus.KLAR for r in wanted)
        said = f"{number(done)} av {number(len(wanted))} rekommendationer klara, {number(late)} försenade"
        yield Omradesrad("Revision och tillsyn", _waits(late, len(wanted)), said)


def _told(data: BerattelseData, n: int) -> str:
    return masked(n, offentlig=data.offentlig)


def _waits(late: int, whole: int) -> Farg:
    return Farg.GRON if not late else Farg.GUL if late <= whole * FEW else Farg.ROD
