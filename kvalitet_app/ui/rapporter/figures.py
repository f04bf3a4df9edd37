"""The figures of a chapter: each opens the rows it counts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.jamforelse import Siffra
from kvalitet_app.domain.kvalitetsberattelse import BerattelseData, Kapitel
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import column, holder, label, row
from kvalitet_app.ui.queries import query_of
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
