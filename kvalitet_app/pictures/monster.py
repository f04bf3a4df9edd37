"""The patterns as pictures, for window and paper. Each number carries the question that opens its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kvalitet_app.domain.fragor import narrow
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.monster.analys import Monster
from kvalitet_app.domain.monster.ord import against
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.bars import Rang, bars_height, ranking
from kvalitet_app.pictures.columns import columns, month_columns, with_and_without
from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.pictures.drawing.tokens import Theme
from kvalitet_app.pictures.heat import ROW, Enhetsrad, Kolumn, heat, heat_height
from kvalitet_app.pictures.pareto import Orsaksstapel, pareto
from kvalitet_app.pictures.styrdiagram import styrdiagram

Layout = Callable[[Theme, float, float], Scene]
SHOWN_UNITS = 8
OTHERS = "Övriga typer"


def months(m: Monster) -> Layout:
    """This year beside the last. Where one case decides, the three largest types with and without it, in one scale."""
    this = m.manader_topp if m.topp.koncentrerat else m.manader
    before = m.manader_topp_fore if m.topp.koncentrerat else m.manader_fore
    if m.pagar:
        this = this[: idag().month]
    types = tuple(m.typ_ids[row.kod] for row in m.topp.typer)
    # the months show both, so the case is counted here whatever the switch says
    fraga = m.fraga.with_(utan=None, typ=types) if m.topp.koncentrerat else m.fraga
    chart = month_columns(
        m.ar,
        this,
        before,
        title="Avvikelser per månad",
        concentrated=m.manader_koncentrerat,
        concentrated_before=m.manader_koncentrerat_fore,
        fraga=fraga,
        name_now=f"{m.ar} till i dag" if m.pagar else str(m.ar),
    )
    if not m.topp.koncentrerat:
        return lambda theme, w, h: columns(theme, w, h, chart)
    whole = replace(chart, figure=number(m.topp.nu), headline=f"händelser, {against(m, m.topp.nu, m.topp.fore)}")
    less = against(m, m.topp.utan, m.topp.fore_utan)
    pairs = tuple(
        replace(p, key_now=narrow(p.key_now, utan=m.koncentrerat), key_before=narrow(p.key_before, utan=m.koncentrerat))
        for p in chart.pairs
    )
    apart = replace(chart, pairs=pairs, figure=number(m.topp.utan), headline=f"händelser utan ärendet, {less}")
    return lambda theme, w, h: with_and_without(theme, w, h, whole, apart)


def units(m: Monster, *, row: float = ROW) -> tuple[Layout, float]:
    """Type × unit with each unit `row` high, and the height that it needs."""
    held = {code for unit in m.enheter for code in (*unit.antal, *unit.dolda)}
    shown = [row for row in m.typer if row.kod in held]
    columns_ = [Kolumn(row.namn, (m.typ_ids[row.kod],)) for row in shown]
    rest = [row for row in m.typer if row.kod not in held and (row.antal or m.offentlig)]
    codes = [row.kod for row in shown]
    if "" in held:
        columns_.append(Kolumn(OTHERS, tuple(m.typ_ids[row.kod] for row in rest)))
        codes.append("")
    rows = [
        Enhetsrad(
            unit.namn,
            tuple(None if code in unit.dolda else unit.antal.get(code, 0) for code in codes),
            unit.samma,
            m.fraga.with_(enhet=unit.enhet_id),
            unit.i_dolda,
            unit.dold_summa,
        )
        for unit in m.enheter
    ]
    high = heat_height(len(rows), columns_, row=row)
    return (lambda theme, w, _h: heat(theme, w, columns_, rows, high=row)), high


def causes(m: Monster) -> Layout:
    """Causes, the most frequent first."""
    rows = [Orsaksstapel(name, n, m.fraga.with_(orsak=code) if code else None) for code, name, n in m.orsaker]
    return lambda theme, w, h: pareto(theme, w, h, rows)


def chance(m: Monster) -> Layout:
    """The control chart."""
    return lambda theme, w, h: styrdiagram(theme, w, h, m.styr, fraga=m.fraga)


def ages(m: Monster) -> Layout:
    """Open cases by age, whatever year they happened: in order of age, not of number."""
    still_open = m.fraga.with_(ar=None, vy="oppna")
    rows = [Rang(band.namn, band.antal, key=still_open.with_(dagar=(band.minst, band.hogst))) for band in m.alder]
    return lambda theme, w, h: ranking(theme, w, h, rows, title="Öppna ärenden efter ålder", in_order=True)


def per_ten(m: Monster) -> tuple[Layout, float]:
    """Reports per ten årsarbetare: a unit that reports much is not a worse one."""
    known = [(unit, unit.per_tio) for unit in m.enheter if unit.per_tio is not None]
    most = sorted(known, key=lambda pair: -(pair[1] or 0))[:SHOWN_UNITS]
    rows = [Rang(unit.namn, round(share or 0, 1), key=m.fraga.with_(enhet=unit.enhet_id)) for unit, share in most]
    height = bars_height(len(rows))
    return (lambda theme, w, h: ranking(theme, w, h, rows, title="Rapporter per 10 årsarbetare")), height
