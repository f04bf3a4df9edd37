"""What the patterns say, in plain sentences: only what was counted, never a cause."""

from collections.abc import Iterator, Sequence

from kvalitet_app.domain.berattelse.fakta_avvikelser import compared
from kvalitet_app.domain.berattelse.jamforelse import Jamfort, Siffra, Summa
from kvalitet_app.domain.kalender import MONTHS
from kvalitet_app.domain.monster.analys import Monster
from kvalitet_app.domain.paper.offentlig import is_small
from kvalitet_app.domain.tal import count, listed, number, percent

Mening = tuple[str, str]  # "info" for what is seen, "fraga" for what to ask
SHOWN_NAMES = 4


def said(m: Monster) -> tuple[Mening, ...]:
    """Every sentence, the one that changes the reading of the others first."""
    if m.offentlig and is_small(m.alla.nu):
        return (("info", "Färre än fem avvikelser: inget av dem visas."),)
    return (*_case(m), *_sums(m), *_silence(m), *_chance(m), *_ratio(m))


def against(m: Monster, now: int, before: int | None) -> str:
    """ "mot 18 året före (+633 %)", as far as the year, the register and the reader allow a comparison."""
    if m.offentlig and is_small(before):
        return "mot färre än fem året före"
    return compared(Jamfort(Siffra(now), Siffra(before)), pagar=m.pagar)


def _case(m: Monster) -> Iterator[Mening]:
    whole: Summa = m.topp if m.topp.koncentrerat else m.alla
    if m.offentlig and m.arende:
        whole = m.arende[0]
    if not whole.koncentrerat:
        return
    share = percent(whole.koncentrerat, whole.nu)
    yield (
        "info",
        f"{number(whole.koncentrerat)} av {number(whole.nu)} händelser ({share}) gäller en och samma brukarreferens. "
        "Det är ett ärende att utreda, inte en trend i verksamheten.",
    )
    yield "info", f"Utan ärendet: {number(whole.utan)}, {against(m, whole.utan, whole.fore_utan)}."


def _sums(m: Monster) -> Iterator[Mening]:
    hides = m.offentlig and (is_small(m.topp.nu) or is_small(m.alla.nu - m.topp.nu))
    if len(m.topp.typer) > 1 and m.topp.nu < m.alla.nu and not hides:
        yield (
            "info",
            f"{number(m.topp.nu)} är summan av de {len(m.topp.typer)} vanligaste typerna, inte alla avvikelser. "
            f"Alla typer: {number(m.alla.nu)}, {against(m, m.alla.nu, m.alla.fore)}.",
        )


def _silence(m: Monster) -> Iterator[Mening]:
    single = 0 if m.offentlig else sum(unit.summa == 1 for unit in m.enheter)
    none = sum(unit.summa == 0 and not unit.dold_summa for unit in m.enheter)
    if none or single:
        parts = [
            count(single, "enhet", "enheter") + " har en enda rapport" if single else "",
            count(none, "enhet", "enheter") + " har ingen" if none else "",
        ]
        yield (
            "fraga",
            f"{listed([part for part in parts if part]).capitalize()} {m.ar}. "
            "Fråga om det är lugnt eller om det inte rapporteras.",
        )


def _chance(m: Monster) -> Iterator[Mening]:
    if m.offentlig and not m.styr.punkter:
        return
    if m.styr.medel is None:
        yield "info", "Det behövs tolv hela månader för att skilja slump från förändring."
        return
    outside = [p for p in m.styr.signaler if not p.signal.startswith("åtta")]
    if outside:
        names = _months([(p.ar, p.manad) for p in outside])
        if len(names) > SHOWN_NAMES:
            names = [*names[:SHOWN_NAMES], f"{len(outside) - SHOWN_NAMES} månader till"]
        yield "fraga", f"{listed(names).capitalize()} ligger utanför det som slumpen brukar ge. Sök orsaken där."
    elif m.styr.signaler:
        yield "fraga", "Åtta månader i rad ligger på samma sida om medel: nivån har ändrats. Sök vad som ändrades då."
    else:
        yield (
            "info",
            "Månadernas upp- och nedgångar är vanlig variation. Att förklara dem en och en ger fel åtgärder.",
        )


def _ratio(m: Monster) -> Iterator[Mening]:
    if m.alla.nu and m.antal_andra and not (m.offentlig and is_small(m.antal_andra)):
        other = "SoL/LSS" if len(m.lagrum) == 1 else "HSL"
        per = number(round(m.antal_andra / m.alla.nu, 1))
        yield "info", f"På varje avvikelse här går {per} enligt {other} ({number(m.antal_andra)})."


def _months(months: Sequence[tuple[int, int]]) -> list[str]:
    """Their names; months of a year that all follow one another are told as one."""
    first, last = months[0], months[-1]
    if len(months) > SHOWN_NAMES and first[0] == last[0] and last[1] - first[1] == len(months) - 1:
        return [f"{MONTHS[first[1] - 1]}–{MONTHS[last[1] - 1]} {first[0]}"]
    return [f"{MONTHS[month - 1]} {year}" for year, month in months]
