"""The facts on avvikelser as plain sentences: like for like, with and without the concentrated case.

In a published report a sum is told of a year only when none of its types has one to four events in it: the type would
be what remains when the others, which the table shows, are taken away.
"""

from dataclasses import dataclass

from kvalitet_app.domain.berattelse.jamforelse import (
    FORE_SAKNAS,
    Jamfort,
    Siffra,
    Summa,
    is_concentrated,
    largest,
    same_set,
)
from kvalitet_app.domain.berattelse.raknat import AvvikelseFakta, BerattelseData
from kvalitet_app.domain.paper.offentlig import counted_masked, hide, is_small, masked
from kvalitet_app.domain.tal import count, listed, lower_first, number, signed_percent

BEGRANSAD = (
    "Här räknas bara de ärenden som den som tog fram berättelsen får se. Skyddade ärenden kan saknas: låt SAS, eller "
    "MAS för HSL, ta fram den slutliga."
)
ALL_COUNTED = "Också ärenden som bara deras krets får se är räknade."
"""Said whether or not there are any: it tells nobody of a case."""

NOT_SUMMED = "Summan för {} visas inte, eftersom antalet av en typ då hade gått att räkna ut."


@dataclass(frozen=True, slots=True)
class Fakta:
    """What the register says for a chapter: sentences with figures, and sentences on what it lacks."""

    meningar: tuple[str, ...] = ()
    saknas: tuple[str, ...] = ()

    def beyond(self, text: str) -> "Fakta":
        """What an author's text does not say already, word for word: facts taken over are not told twice."""
        written = " ".join(text.split())
        return Fakta(tuple(one for one in self.meningar if " ".join(one.split()) not in written), self.saknas)


def compared(what: Jamfort, *, pagar: bool = False, offentlig: bool = False) -> str:
    """ "mot 49 året före (+214 %)", or that nothing is known of it; a running year has no change from a whole one, nor
    has a published figure below five, in either year."""
    if what.fore.varde is None:
        return FORE_SAKNAS
    before = masked(n_of(what.fore), offentlig=offentlig)
    if pagar:
        return f"mot {before} under hela året före"
    few = offentlig and (is_small(n_of(what.fore)) or is_small(n_of(what.nu)))
    change = None if few else what.forandring
    tail = "" if change is None else f" ({signed_percent(change)})"
    return f"mot {before} året före{tail}"


def laws(fakta: AvvikelseFakta) -> str:
    """ "SoL och LSS"."""
    return listed([law.word for law in fakta.lagrum])


def n_of(figure: Siffra) -> int:
    """The number itself; nought where nothing could be counted."""
    return int(figure.varde or 0)


def avvikelser(data: BerattelseData) -> Fakta:
    """How many, the most frequent types like for like, what units did not report, and what is still open."""
    said: list[str] = []
    lacks: list[str] = []
    for part in data.delar:
        if n_of(part.alla.nu) or n_of(part.alla.fore):
            how_many = _counted(data, n_of(part.alla.nu))
            change = compared(part.alla, pagar=data.pagar, offentlig=data.offentlig)
            said.append(f"{how_many} enligt {laws(part)} inträffade {_period(data)}, {change}.")
        else:
            lacks.append(f"Ingen avvikelse enligt {laws(part)} är registrerad för {data.nar}.")
    if data.med_sol_lss and n_of(data.sol_lss.alla.nu):
        said += _public_top_types(data) if data.offentlig else _top_types(data)
        said += _reporting(data)
    for part in data.delar:
        if n_of(part.oppna_lange):
            late = masked(n_of(part.oppna_lange), offentlig=data.offentlig)
            said.append(
                f"{_counted(data, n_of(part.oppna))} enligt {laws(part)} är öppna, varav {late} sedan mer än "
                f"{part.dagar_lange} dagar."
            )
    if data.begransad:
        lacks.append(BEGRANSAD)
    elif said:
        said.append(ALL_COUNTED)
    return Fakta(tuple(said), tuple(lacks))


def _counted(data: BerattelseData, n: int) -> str:
    return counted_masked(n, "avvikelse", "avvikelser", offentlig=data.offentlig)


def _period(data: BerattelseData) -> str:
    return f"{data.nar} till och med {data.raknat}" if data.pagar else data.nar


def _top_types(data: BerattelseData) -> list[str]:
    """The three largest types, always against the same three, and last year's three kept in view."""
    top = same_set(largest(data.sol_lss.typer))
    if len(top.typer) < 2:
        return []
    names = _named(top)
    how_many = {2: "två", 3: "tre"}[len(top.typer)]
    said = [
        f"De {how_many} vanligaste typerna var {names}. Summan av dem är {number(top.nu)}; {_same_before(data, top)}."
    ]
    if is_concentrated(top.koncentrerat, top.nu):
        said.append(
            f"{number(top.koncentrerat)} av de {number(top.nu)} ({top.andel} %) gäller en och samma brukare. "
            f"Utan dem är summan {number(top.utan)}{_without(data, top)}."
        )
    before = same_set(largest(data.sol_lss.typer, before=True))
    if before.typer and {row.kod for row in before.typer} != {row.kod for row in top.typer}:
        said.append(
            f"De vanligaste typerna {data.nar_fore} var {_named(before)}. De summerade då till "
            f"{number(before.fore or 0)} och "
            f"nu till {number(before.nu)}{_changed(data, before.forandring)}."
        )
    if top.nya and top.fore is not None:
        names = listed([lower_first(row.namn) for row in top.nya])
        said.append(f"Typen {names} fanns inte {data.nar_fore}, så för den går åren inte att jämföra.")
    return said


def _public_top_types(data: BerattelseData) -> list[str]:
    """The same, without a sum of a year from which a hidden type could be found."""
    typer = data.sol_lss.typer
    hidden = hide({row.kod: row.antal for row in typer}), hide({row.kod: row.antal_fore for row in typer})
    top, before = same_set(largest(typer)), same_set(largest(typer, before=True))
    if len(top.typer) < 2:
        return []
    now_told, before_told = _may_be_summed(top, hidden)
    said = f"De vanligaste typerna var {_named(top)}."
    if now_told:
        said += f" Summan av dem är {number(top.nu)}"
        said += f"; {_same_before(data, top)}." if before_told else f". {NOT_SUMMED.format(data.nar_fore)}"
    found = [said]
    told_apart = is_concentrated(top.koncentrerat, top.nu) and len(data.enheter) > 1
    if told_apart and now_told and not is_small(top.utan) and not is_small(top.koncentrerat):
        change = _without(data, top) if before_told and not is_small(top.koncentrerat_fore) else ""
        found.append(
            f"Ett enskilt ärende står för en stor del av händelserna. Utan det är summan {number(top.utan)}{change}."
        )
    if before.typer and {row.kod for row in before.typer} != {row.kod for row in top.typer}:
        now_told, before_told = _may_be_summed(before, hidden)
        sums = [f"då till {number(before.fore or 0)}"] if before_told else []
        sums += [f"nu till {number(before.nu)}"] if now_told else []
        tail = f" De summerade {listed(sums)}." if sums else ""
        found.append(f"De vanligaste typerna {data.nar_fore} var {_named(before)}.{tail}")
    return found


def _named(top: Summa) -> str:
    return listed([lower_first(row.namn) for row in top.typer])


def _may_be_summed(top: Summa, hidden: tuple[set[str], set[str]]) -> tuple[bool, bool]:
    """Whether the sum of this year, and of the year before, gives no hidden type away."""
    codes = {row.kod for row in top.typer}
    return not codes & hidden[0], not codes & hidden[1] and top.fore is not None


def _same_before(data: BerattelseData, top: Summa) -> str:
    if top.fore is None:
        return FORE_SAKNAS
    all_of = "hela " if data.pagar else ""
    return f"samma typer {all_of}{data.nar_fore} summerar till {number(top.fore)}{_changed(data, top.forandring)}"


def _without(data: BerattelseData, top: Summa) -> str:
    """The change without the one person; where the person was there last year too, against that year without them."""
    change = _changed(data, top.forandring_utan)
    if not top.koncentrerat_fore or top.fore_utan is None:
        return change
    return f", mot {number(top.fore_utan)} utan samma brukare {'hela ' if data.pagar else ''}året före{change}"


def _changed(data: BerattelseData, change: int | None) -> str:
    return "" if change is None or data.pagar else f" ({signed_percent(change)})"


def _reporting(data: BerattelseData) -> list[str]:
    """What the units did not report: silence is a finding, too."""
    said = []
    units = [unit for unit in data.enheter if unit.fanns]
    single = sum(n_of(u.avvikelser) == 1 for u in units)
    none = [u.namn for u in units if not n_of(u.avvikelser)]
    parts = [f"{single} en enda"] if single else []
    parts += [f"{len(none)} ingen"] if none else []
    if len(units) > 1 and parts:
        said.append(
            f"Av {count(len(units), 'enhet', 'enheter')} har {listed(parts)} avvikelse enligt "
            f"{laws(data.sol_lss)} under året."
        )
    if n_of(data.hsl.alla.nu):
        ratio = n_of(data.hsl.alla.nu) / n_of(data.sol_lss.alla.nu)
        said.append(f"På varje avvikelse enligt {laws(data.sol_lss)} går {number(round(ratio, 1))} enligt HSL.")
    return said


def high_risks(fakta: AvvikelseFakta) -> int:
    """Events judged hög or mycket hög."""
    return sum(n for (p, a), n in fakta.risker.items() if fakta.riskgranser.is_high(p, a))
