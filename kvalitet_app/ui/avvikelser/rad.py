"""Kvalitetsrådets månad: figures that open their rows, tables, and what the råd should take up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kvalitet_app.domain.kvalitetsrad import Kvalitetsrad, Radtabell, Radtal
from kvalitet_app.services.kvalitetsrad import gather_rad, write_rad
from kvalitet_app.ui.avvikelser.sheet import MonthSheet
from kvalitet_app.ui.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import holder, label
from kvalitet_app.ui.parts.reading import KeyFigure, prose, section
from kvalitet_app.ui.printing import Printout, print_it, save_it
from kvalitet_app.ui.queries import query_of

IN_A_ROW, WIDEST = 4, 760
QUIET = "Skyddade ärenden räknas inte. Ingen person och ingen brukarreferens nämns. Öppet och försenat gäller i dag."


class RadPage(MonthSheet):
    """The month as it will be handed out."""

    title = "Kvalitetsrådets månad"
    note = "allt som rådet behöver, på några sidor"
    whole = True
    gather = staticmethod(gather_rad)

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        self.rad: Kvalitetsrad | None = None
        super().__init__(context, back=back)

    def more_buttons(self) -> Sequence[QWidget]:
        """As a workbook."""
        return (Button("Spara som Excel", "tonal", icon="save", press=self.save_sheet),)

    def show_data(self, data: Kvalitetsrad) -> None:
        """Figures, questions, tables."""
        self.rad = data
        self.said.addWidget(label(QUIET, "small", "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        for at, one in enumerate(data.tal):
            grid.addWidget(self._figure(one), at // IN_A_ROW, at % IN_A_ROW)
        self.said.addLayout(grid)
        lines = [prose(f"– {one}") for one in data.fragor]
        self.said.addLayout(
            section("Att ta upp", *(lines or [prose("Inget i registret sticker ut den här månaden.")]), gap=4)
        )
        for part in data.tabeller:
            shown = holder(_grid(part))
            shown.setMaximumWidth(WIDEST)
            self.said.addLayout(section(part.titel, shown, gap=6))

    def _figure(self, one: Radtal) -> QWidget:
        made = KeyFigure(one.varde, one.etikett, one.anmarkning, press=partial(self._open, one.fraga))
        made.setEnabled(bool(one.fraga))
        return made

    def _open(self, fraga: str) -> None:
        where = query_of(fraga, self.rad.enheter if self.rad else None)
        if where is not None:
            self.context.go(where[0], **where[1])

    def forget_data(self) -> None:
        """There is no month."""
        self.rad = None

    def _printout(self, rad: Kvalitetsrad) -> Printout:
        name = f"Kvalitetsråd {rad.enhet} {rad.ar}-{rad.manad:02d}"
        return Printout("månaden", name, write_rad, {"rad": rad})

    def save(self) -> None:
        """As a PDF."""
        if self.rad is not None:
            save_it(self, self.context, self._printout(self.rad))

    def save_sheet(self) -> None:
        """As a workbook."""
        if self.rad is not None:
            save_it(self, self.context, self._printout(self.rad), kind=("xlsx", "Excel"))

    def print_page(self) -> None:
        """Through the system's dialog."""
        if self.rad is not None:
            print_it(self, self.context, self._printout(self.rad))


def _grid(part: Radtabell) -> QGridLayout:
    """A table in plain words: the first column takes what is left, figures stand at their right edge."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for at, word in enumerate(part.rubriker):
        grid.addWidget(label(word, "small", "muted"), 0, at, _edge(part, at))
    for number, values in enumerate(part.rader, 1):
        heavy = "strong" if values[0] == "Summa" else "body"
        for at, value in enumerate(values):
            grid.addWidget(label(value, heavy, wrap=at == 0), number, at, _edge(part, at))
    return grid


def _edge(part: Radtabell, at: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if at and part.hoger else Qt.AlignmentFlag.AlignLeft
