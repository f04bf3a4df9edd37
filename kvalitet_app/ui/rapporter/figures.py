"""The figures of a chapter: each opens the rows it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.jamforelse import Siffra
from kvalitet_app.domain.kvalitetsberattelse import BerattelseData, Kapitel
from kvalitet_app.domain.organisation import Lagrum
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, holder, label, row
from kvalitet_app.ui.words import number

SHOWN = 12


def figures_of(data: BerattelseData, kapitel: Kapitel) -> Iterator[tuple[str, Siffra]]:
    """The named figures of a chapter that know their question."""
    if kapitel is Kapitel.AVVIKELSER:
        for word, facts in (("SoL och LSS", data.sol_lss), ("HSL", data.hsl)):
            yield f"{word}, alla", facts.alla.nu
            yield f"{word}, året före", facts.alla.fore
            yield f"{word}, öppna", facts.oppna
        for row_ in data.sol_lss.typer[:SHOWN]:
            yield row_.namn, row_.nu
    elif kapitel is Kapitel.EGENKONTROLLER:
        checks = data.egenkontroller
        yield from (("Planerade", checks.planerade), ("Gjorda", checks.gjorda), ("Försenade", checks.forsenade))
    elif kapitel is Kapitel.LEDNINGSSYSTEM:
        s = data.ledningssystem
        yield from (("Gällande rutiner", s.gallande), ("Utkast", s.utkast), ("Utan ägare", s.utan_agare))
    elif kapitel is Kapitel.ATGARDER:
        a = data.atgarder
        yield from (
            ("Beslutade", a.beslutade),
            ("Pågår", a.pagar),
            ("Försenade", a.forsenade),
            ("Ej bedömda", a.ej_bedomda),
        )
    elif kapitel is Kapitel.INLEDNING:
        for unit in data.enheter[:SHOWN]:
            yield unit.namn, unit.avvikelser


def query_of(fraga: str, units: frozenset[int] | None) -> tuple[str, dict[str, Any]] | None:
    """The page and the selection that a figure's question stands for; None when no list answers it."""
    page, _, rest = fraga.partition("?")
    if page not in ("avvikelser", "egenkontroller", "rutiner", "atgarder"):
        return None
    parts = dict(part.split("=", 1) for part in rest.split("&") if "=" in part)
    query: dict[str, Any] = {"vy": parts.get("vy", "alla")}
    if page in ("avvikelser", "egenkontroller") and "ar" in parts:
        ar = int(parts["ar"])
        query |= {"fran": date(ar, 1, 1), "till": date(ar, 12, 31)}
    if page == "atgarder" and "ar" in parts:
        query["ar"] = int(parts["ar"])
    if "lagrum" in parts:
        query["lagrum"] = frozenset(Lagrum(law) for law in parts["lagrum"].split("+"))
    if "typ" in parts:
        query["typer"] = frozenset({int(parts["typ"])})
    query["enheter"] = frozenset({int(parts["enhet"])}) if "enhet" in parts else units
    return page, query


class FigureList(QWidget):
    """Name and number; a press on the number opens its rows."""

    def __init__(self, data: BerattelseData, kapitel: Kapitel, context: Context) -> None:
        super().__init__()
        box = column(gap=2)
        found = [(word, figure) for word, figure in figures_of(data, kapitel) if figure.varde is not None]
        if found:
            box.addWidget(label("Siffror att öppna", "label", "muted"))
        for word, figure in found:
            shown = number(int(figure.varde or 0))
            where = query_of(figure.fraga, context.scope.units())
            if where is None:
                value: QWidget = label(shown)
            else:
                value = Button(shown, "link", tip=f"Visa {word.lower()}")
                value.clicked.connect(lambda _checked=False, w=where: context.go(w[0], **w[1]))
            line = row(label(word, "body", "muted", wrap=True), value)
            line.setStretch(0, 1)
            box.addWidget(holder(line))
        self.setLayout(box)
