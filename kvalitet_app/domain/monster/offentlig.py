"""The patterns as they may be published: nothing below five, and nobody to be picked out.

A cell of one to four may point somebody out, and so may the combination of unit, type and "one and the same person".
What is left out must not be found again from a sum: where a sum is shown, a cell is never hidden alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from kvalitet_app.domain.berattelse.jamforelse import OKAND, Summa, TypRad
from kvalitet_app.domain.kalender import MONTHS
from kvalitet_app.domain.monster.analys import EnhetMonster, Monster, Styrdiagram
from kvalitet_app.domain.paper.offentlig import LEAST, Hiding, hide, is_small
from kvalitet_app.domain.tal import count, listed

OTHER_CAUSES = ("", "Övriga orsaker")


def public_monster(m: Monster) -> Monster:
    """The same patterns without what may not be published; `dolt` says what is left out."""
    if is_small(m.alla.nu):
        return _nothing(m)
    told_apart = sum(unit.summa > 0 for unit in m.enheter) > 1
    units, words = _units(m, told_apart=told_apart)
    months, hidden_now = _series(m.manader, m.ar)
    before, hidden_before = _series(m.manader_fore, m.ar - 1)
    causes, few = _causes(m.orsaker)
    chance = not any(is_small(point.antal) for point in m.styr.punkter)
    ages = tuple(band for band in m.alder if not is_small(band.antal))
    persons = sum(one.brukarreferens != "" for one in m.kluster)
    hidden = (
        *words,
        *_said("månader", [*hidden_now, *hidden_before]),
        few,
        *_said("öppna ärenden", [band.namn for band in m.alder if band not in ages]),
        "" if chance else "diagrammet över slump eller förändring, som har månader under fem",
        count(persons, "samling händelser", "samlingar händelser") + " kring en enda person" if persons else "",
    )
    return replace(
        m,
        offentlig=True,
        dolt=tuple(filter(None, hidden)),
        arende=_case(m) if told_apart else (),
        typer=tuple(map(_bare, m.typer)),
        alla=_bare_sum(m.alla),
        topp=_bare_sum(m.topp),
        manader=months,
        manader_fore=before,
        manader_topp=(),
        manader_topp_fore=(),
        manader_koncentrerat=(),
        manader_koncentrerat_fore=(),
        koncentrerat="",
        enheter=units,
        orsaker=causes,
        styr=m.styr if chance else Styrdiagram(()),
        alder=ages,
        kluster=tuple(one for one in m.kluster if not one.brukarreferens and one.antal >= LEAST),
    )


def _nothing(m: Monster) -> Monster:
    """So few in all that nothing may be said of them."""
    return replace(
        m,
        offentlig=True,
        dolt=("allt: urvalet har färre än fem avvikelser",),
        typer=(),
        manader=(),
        manader_fore=(),
        manader_topp=(),
        manader_topp_fore=(),
        manader_koncentrerat=(),
        manader_koncentrerat_fore=(),
        koncentrerat="",
        enheter=(),
        orsaker=(),
        styr=Styrdiagram(()),
        alder=(),
        kluster=(),
        alla=_bare_sum(m.alla),
        topp=_bare_sum(m.topp),
        antal_andra=0,
    )


def _bare(row: TypRad) -> TypRad:
    return replace(row, nu=OKAND, fore=OKAND, koncentrerat=0, koncentrerat_fore=0, brukare=None)


def _bare_sum(whole: Summa) -> Summa:
    return replace(whole, typer=tuple(map(_bare, whole.typer)), koncentrerat=0, koncentrerat_fore=0, nya=())


def _case(m: Monster) -> tuple[Summa, ...]:
    """The set whose concentrated case may be told of the whole scope: both parts are five or more."""
    whole = m.topp if m.topp.koncentrerat else m.alla
    return (whole,) if whole.koncentrerat >= LEAST and not is_small(whole.utan) else ()


def _series(months: Sequence[int | None], ar: int) -> tuple[tuple[int | None, ...], list[str]]:
    """A year's months, None where hidden, and which those are."""
    hidden = hide({at: n for at, n in enumerate(months) if n is not None})
    return tuple(None if at in hidden else n for at, n in enumerate(months)), [
        f"{MONTHS[at]} {ar}" for at in sorted(hidden)
    ]


def _units(m: Monster, *, told_apart: bool) -> tuple[tuple[EnhetMonster, ...], list[str]]:
    """The units by name, without the cells that are hidden, and how many those are.

    `told_apart`: elsewhere it is said that many events are one person's, so its unit and type must not be seen.
    """
    forced: set[tuple[int, str]] = set()
    person: set[int] = set()
    for unit in m.enheter if told_apart else ():
        if unit.samma * 2 > unit.summa:
            person.add(unit.enhet_id)
            forced |= {(unit.enhet_id, code) for code, n in unit.antal.items() if n >= unit.samma > n / 2}
    codes = sorted({code for unit in m.enheter for code in unit.antal})
    table = Hiding({(unit.enhet_id, code): unit.antal.get(code, 0) for unit in m.enheter for code in codes})
    table.settle({unit.enhet_id for unit in m.enheter}, forced, untold=person)
    without_sum = table.untold_rows
    shown = []
    for unit in m.enheter:
        gone = frozenset(code for code in codes if (unit.enhet_id, code) in table.hidden)
        kept = {code: n for code, n in unit.antal.items() if code not in gone}
        sum_gone = unit.enhet_id in without_sum
        inside = 0 if sum_gone else sum(unit.antal.get(code, 0) for code in gone)
        shown.append(replace(unit, antal=kept, samma=0, dolda=gone, i_dolda=inside, dold_summa=sum_gone))
    words = [
        count(len(table.hidden), "ruta", "rutor") + " för typ och enhet" if table.hidden else "",
        count(len(without_sum), "enhets", "enheters") + " summa och antal per tio årsarbetare" if without_sum else "",
    ]
    return tuple(sorted(shown, key=lambda unit: unit.namn)), words


def _causes(causes: Sequence[tuple[str, str, int]]) -> tuple[tuple[tuple[str, str, int], ...], str]:
    """The causes of five or more; the others as one, where they are five or more together."""
    small = [cause for cause in causes if is_small(cause[2])]
    kept = [cause for cause in causes if not is_small(cause[2])]
    rest = sum(n for *_, n in small)
    if rest >= LEAST:
        kept.append((*OTHER_CAUSES, rest))
    said = count(len(small), "orsak", "orsaker") + (" slogs ihop" if rest >= LEAST else "") if small else ""
    return tuple(kept), said


def _said(what: str, names: Sequence[str]) -> list[str]:
    return [f"{what}: {listed(names)}"] if names else []
