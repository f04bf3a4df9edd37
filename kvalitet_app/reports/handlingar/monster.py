"""The patterns on paper: the pictures of the page with their numbers, for the house or for publication."""

from collections.abc import Iterator, Sequence

from kvalitet_app.domain.kalender import MONTHS, SHORT_MONTHS
from kvalitet_app.domain.monster.analys import EnhetMonster, Monster
from kvalitet_app.domain.monster.ord import said
from kvalitet_app.domain.organisation.enheter import with_end
from kvalitet_app.domain.paper.offentlig import HIDDEN, MISSING
from kvalitet_app.domain.tal import count, listed, number
from kvalitet_app.pictures import monster as charts
from kvalitet_app.pictures.heat import TIGHT_ROW
from kvalitet_app.reports.model.blocks import Block, Callout, Chart, Column, Heading, Items, Para, Table, literal

MONTHS_H, BOTH_H, CAUSES_H, CHANCE_H, AGES_H = 190, 330, 260, 210, 150
INTERNAL = (
    "Intern version. Den har små tal och brukarreferenser som kan peka ut någon. Lämna den inte utanför verksamheten."
)
PUBLIC = "Offentlig version. Tal under fem, och det som skulle avslöja dem, visas inte."


def monster(m: Monster) -> Iterator[Block]:
    """Everything on the page. `m` is already without what may not be published, where it is to be."""
    yield Callout(PUBLIC if m.offentlig else INTERNAL)
    if m.dolt:
        yield Para(literal(f"Utelämnat: {'; '.join(m.dolt)}."))
    sentences = tuple(literal(text) for _, text in said(m))
    if sentences:
        yield Heading(2, "Det här syns", listed=False)
        yield Items(sentences)
    yield from _months(m)
    yield from _units(m)
    yield from _causes(m)
    yield from _chance(m)
    yield from _rankings(m)
    yield from _gathered(m)


def _months(m: Monster) -> Iterator[Block]:
    if not m.manader:
        return
    apart = bool(m.topp.koncentrerat)
    layout = charts.months(m)
    yield Heading(2, "Med och utan det koncentrerade ärendet" if apart else "Avvikelser per månad", listed=False)
    rows = [("Alla typer", str(m.ar), m.manader, m.alla.nu), ("Alla typer", str(m.ar - 1), m.manader_fore, m.alla.fore)]
    if apart:
        rows += [
            ("De vanligaste typerna", str(m.ar), m.manader_topp, m.topp.nu),
            ("därav en brukare", str(m.ar), m.manader_koncentrerat, m.topp.koncentrerat),
            ("De vanligaste typerna", str(m.ar - 1), m.manader_topp_fore, m.topp.fore),
        ]
    head = (Column("Vad"), Column("År"), *(Column(word, "right") for word in SHORT_MONTHS), Column("Summa", "right"))
    yield Chart(
        lambda theme, w: layout(theme, w, BOTH_H if apart else MONTHS_H),
        "",
        literal(f"Stapeldiagram över avvikelserna per månad {m.ar} och {m.ar - 1}. Talen står i tabellen."),
        Table(head, tuple((what, ar, *map(_cell, of), _sum(m, whole)) for what, ar, of, whole in rows if of), ""),
    )


def _cell(n: int | None) -> str:
    return HIDDEN if n is None else number(n)


def _sum(m: Monster, whole: int | None) -> str:
    return MISSING if whole is None else HIDDEN if m.offentlig and 0 < whole < 5 else number(whole)


def _units(m: Monster) -> Iterator[Block]:
    held = {code for unit in m.enheter for code in (*unit.antal, *unit.dolda)}
    if not held:
        return
    types = [row for row in m.typer if row.kod in held]
    codes, names = [row.kod for row in types], [row.namn for row in types]
    if "" in held:
        codes, names = [*codes, ""], [*names, charts.OTHERS]
    layout, high = charts.units(m, row=TIGHT_ROW)
    head = (Column("Enhet"), *(Column(literal(name), "right") for name in names), Column("Alla", "right"))
    yield Heading(2, "Typ och enhet", listed=False)
    yield Chart(
        lambda theme, w: layout(theme, w, high),
        "",
        "Ruta för varje typ och enhet, mörkare ju fler avvikelser. Talen står i tabellen.",
        Table(head, tuple(_unit(unit, codes) for unit in m.enheter), ""),
    )


def _unit(unit: EnhetMonster, codes: Sequence[str]) -> tuple[str, ...]:
    cells = (HIDDEN if code in unit.dolda else number(unit.antal.get(code, 0)) for code in codes)
    return (with_end(unit.namn, unit.stangd), *cells, HIDDEN if unit.dold_summa else number(unit.summa))


def _causes(m: Monster) -> Iterator[Block]:
    if not m.orsaker:
        return
    layout = charts.causes(m)
    yield Heading(2, "Orsaker", listed=False)
    yield Chart(
        lambda theme, w: layout(theme, w, CAUSES_H),
        "",
        literal(f"Staplar: {listed([f'{name} {number(n)}' for _, name, n in m.orsaker])}."),
        Table((Column("Orsak"), Column("Avvikelser", "right")), tuple((n, number(k)) for _, n, k in m.orsaker), ""),
    )


def _chance(m: Monster) -> Iterator[Block]:
    if len(m.styr.punkter) < 2:
        return
    layout, points = charts.chance(m), m.styr.punkter
    odd = [f"{MONTHS[p.manad - 1]} {p.ar} ({number(p.antal)}, {p.signal})" for p in m.styr.signaler]
    yield Heading(2, "Är det slump eller förändring?", listed=False)
    yield Chart(
        lambda theme, w: layout(theme, w, CHANCE_H),
        "",
        literal(
            f"Linje över {count(len(points), 'månad', 'månader')} med medel och gränser. "
            + (f"Sticker ut: {listed(odd)}." if odd else "Ingen månad sticker ut.")
        ),
    )


def _rankings(m: Monster) -> Iterator[Block]:
    if any(band.antal for band in m.alder):
        layout = charts.ages(m)
        yield Heading(2, "Öppna ärenden efter ålder", listed=False)
        told = listed([f"{band.namn} {number(band.antal)}" for band in m.alder])
        yield Chart(lambda theme, w: layout(theme, w, AGES_H), "", literal(f"Liggande staplar: {told}."))
    known = [unit for unit in m.enheter if unit.per_tio is not None]
    if known:
        per_ten, high = charts.per_ten(m)
        yield Heading(2, "Rapporter per 10 årsarbetare", listed=False)
        yield Chart(
            lambda theme, w: per_ten(theme, w, high),
            "",
            "Liggande staplar, flest överst. Talen står i tabellen.",
            Table(
                (Column("Enhet"), Column("Rapporter per 10 årsarbetare", "right")),
                tuple((unit.namn, number(round(unit.per_tio or 0, 1))) for unit in known),
                "",
            ),
        )


def _gathered(m: Monster) -> Iterator[Block]:
    if m.kluster:
        yield Heading(2, "Hör ihop", listed=False)
        yield Items(tuple(literal(one.sentence) for one in m.kluster))
    if m.tysta:
        yield Heading(2, "Tysta enheter", listed=False)
        yield Items(tuple(literal(f"{unit.namn} {unit.silence}") for unit in m.tysta))
