"""The month of the kvalitetsråd as pictures, for window and paper: the scenes of the patterns, of what all may see."""

from collections.abc import Callable
from dataclasses import dataclass

from kvalitet_app.domain.moten.kvalitetsrad import Radbilder
from kvalitet_app.domain.tal import listed, number
from kvalitet_app.pictures.bars import Rang, ranking, ranking_height
from kvalitet_app.pictures.columns import columns, month_columns
from kvalitet_app.pictures.drawing.primitives import Scene
from kvalitet_app.pictures.drawing.tokens import Theme
from kvalitet_app.pictures.heat import ROW, Enhetsrad, Kolumn, heat, heat_height
from kvalitet_app.pictures.pareto import Orsaksstapel, pareto

MONTHS_H, CAUSES_H = 190.0, 260.0


@dataclass(frozen=True, slots=True)
class Bild:
    """A picture: its heading, what it says in words, its height and what draws it."""

    titel: str
    sagt: str
    hojd: float
    rita: Callable[[Theme, float, float], Scene]


def pictures(b: Radbilder, *, row: float = ROW) -> tuple[Bild, ...]:
    """The pictures that have something to show; `row` is how high a unit is."""
    return tuple(one for one in (_months(b), _units(b, row), _causes(b), _ages(b)) if one is not None)


def _months(b: Radbilder) -> Bild | None:
    if not any((*b.manader, *b.manader_fore)):
        return None
    chart = month_columns(b.ar, b.manader, b.manader_fore, title="Avvikelser per månad", fraga=b.fraga)
    said = f"Staplar: {number(sum(b.manader))} avvikelser hittills {b.ar}"
    tail = f", {number(sum(b.manader_fore))} under {b.ar - 1}." if b.manader_fore else "."
    return Bild("Avvikelser per månad", said + tail, MONTHS_H, lambda theme, w, h: columns(theme, w, h, chart))


def _units(b: Radbilder, row: float) -> Bild | None:
    if not b.enheter:
        return None
    heads = [Kolumn(*one) for one in b.typer]
    rows = [Enhetsrad(one.namn, one.antal, key=one.fraga) for one in b.enheter]
    said = "Ruta för varje typ och enhet, mörkare ju fler avvikelser. Talen står i tabellen Typ och enhet."
    high = heat_height(len(rows), heads, row=row)
    return Bild("Var och vad", said, high, lambda theme, w, _h: heat(theme, w, heads, rows, high=row))


def _causes(b: Radbilder) -> Bild | None:
    if not b.orsaker:
        return None
    bars = [Orsaksstapel(one.namn, one.antal, one.fraga) for one in b.orsaker]
    said = f"Staplar: {listed([f'{one.namn} {number(one.antal)}' for one in b.orsaker])}."
    return Bild("Varför", said, CAUSES_H, lambda theme, w, h: pareto(theme, w, h, bars))


def _ages(b: Radbilder) -> Bild | None:
    if not any(one.antal for one in b.alder):
        return None
    title = "Öppna ärenden efter ålder"
    bars = [Rang(one.namn, one.antal, key=one.fraga) for one in b.alder]
    said = f"Liggande staplar: {listed([f'{one.namn} {number(one.antal)}' for one in b.alder])}."
    return Bild(
        title,
        said,
        ranking_height(bars),
        lambda theme, w, h: ranking(theme, w, h, bars, title=title, in_order=True),
    )
