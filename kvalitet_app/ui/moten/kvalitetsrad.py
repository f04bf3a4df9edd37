"""Kvalitetsrådets månad: figures, tables and what the råd should take up. Each number opens its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.moten.kvalitetsrad import Kvalitetsrad, Radtabell, Radtal
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.pictures.drawing.metrics import wrap
from kvalitet_app.pictures.kvalitetsrad import pictures
from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad
from kvalitet_app.ui.moten.sheet import MonthSheet
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.paper.printing import Printout
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import BOTTOM, holder, label
from kvalitet_app.ui.parts.picture_view import PictureView
from kvalitet_app.ui.parts.reading import KeyFigure, prose, section

IN_A_ROW, WIDEST = 4, 760
QUIET = "Skyddade ärenden räknas inte. Ingen person och ingen brukarreferens nämns. Öppet och försenat gäller i dag."
HEAD_WIDE = 104  # px of a heading before it folds
NOTHING = "Inget i registret sticker ut den här månaden."


class RadPage(MonthSheet):
    """The month as it will be handed out."""

    title = "Kvalitetsrådets månad"
    note = "allt som rådet behöver, på några sidor"
    whole = True
    gather = staticmethod(gather_rad)

    def __init__(self, context: Context, *, back: Callable[[], object]) -> None:
        sheet = Button("Spara som Excel", "tonal", icon="save", press=lambda: self.save(("xlsx", "Excel")))
        super().__init__(context, back=back, buttons=(sheet,))

    def show_data(self, data: Kvalitetsrad) -> None:
        """Figures, questions, tables."""
        self.said.addWidget(label(QUIET, "small", "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        for at, one in enumerate(data.tal):
            grid.addWidget(self._figure(one), at // IN_A_ROW, at % IN_A_ROW)
        self.said.addLayout(grid)
        lines = [self._said(text, fraga) for text, fraga in data.fragor]
        self.said.addLayout(section("Att ta upp", *(lines or [prose(NOTHING)]), gap=2))
        for picture in pictures(data.bilder):
            view = PictureView(picture.rita, least=int(picture.hojd), name=picture.titel)
            view.opened.connect(self._open)
            view.setMaximumWidth(WIDEST)
            self.said.addLayout(section(picture.titel, view, gap=6))
        for part in data.tabeller:
            shown = holder(self._grid(part))
            shown.setMaximumWidth(WIDEST)
            self.said.addLayout(section(part.titel, shown, gap=6))

    def printout(self, data: Kvalitetsrad) -> Printout:
        """Under the name of the unit and month."""
        name = f"Kvalitetsråd {data.enhet} {data.ar}-{data.manad:02d}"
        return Printout("månaden", name, write_rad, {"rad": data})

    def _figure(self, one: Radtal) -> QWidget:
        made = KeyFigure(one.varde, one.etikett, one.anmarkning, press=partial(self._open, one.fraga))
        made.setEnabled(bool(one.fraga))
        return made

    def _said(self, text: str, fraga: Sokfraga | None) -> QWidget:
        return Button(text, "link", tip=text, press=partial(self._open, fraga)) if fraga else prose(text)

    def _open(self, fraga: Sokfraga | None) -> None:
        where = query_of(fraga, self.data.enheter)
        if where is not None:
            self.context.go(where[0], **where[1])

    def _grid(self, part: Radtabell) -> QGridLayout:
        """The first column takes what is left, figures stand at their right edge."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for at, word in enumerate(part.rubriker):
            head = label("\n".join(wrap(word, HEAD_WIDE, tokens.SMALL)) if at else word, "small", "muted")
            head.setAlignment(_edge(part, at))
            grid.addWidget(head, 0, at, _edge(part, at) | BOTTOM)
        for number, (values, asks) in enumerate(zip(part.rader, part.fragor, strict=True), 1):
            for at, (value, fraga) in enumerate(zip(values, asks, strict=True)):
                grid.addWidget(self._cell(values[0], value, fraga), number, at, _edge(part, at))
        return grid

    def _cell(self, of: str, value: str, fraga: Sokfraga | None) -> QWidget:
        if not fraga:
            return label(value, "strong" if value == of == "Summa" else "body")
        made = Button(value, "link", press=partial(self._open, fraga))
        made.setAccessibleName(f"{of}: {value}")
        return made


def _edge(part: Radtabell, at: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if at and part.hoger else Qt.AlignmentFlag.AlignLeft
