"""The röntgen: what the material and the writing still lack, each line with a way to where it is mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.berattelse.rontgen import Fynd, Rontgen
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import Icon, column, holder, label, line, row, scrolled, stretched
from kvalitet_app.ui.parts.reading import EmptyState, prose

WIDEST = 760


class RontgenView(QWidget):
    """Findings in two lists."""

    def __init__(
        self, found: Rontgen, *, open_chapter: Callable[[str], object], open_rows: Callable[[Fynd], object]
    ) -> None:
        super().__init__()
        self._open_chapter, self._open_rows = open_chapter, open_rows
        inside = column(gap=24, margins=(24, 16, 24, 24))
        if not found.antal:
            inside.addWidget(
                EmptyState("checkmark_circle", "Inget saknas", "Underlaget är helt och texterna är klara.")
            )
        if found.underlag:
            inside.addLayout(self._list("Underlaget", "Det här saknas eller väntar i registret.", found.underlag))
        if found.skrivande:
            inside.addLayout(self._list("Texterna", "Så långt har skrivandet kommit.", found.skrivande))
        inside.addStretch(1)
        page = holder(inside)
        page.setMaximumWidth(WIDEST)
        self.setLayout(column(scrolled(holder(stretched(row(page, None, gap=0), 1, 0))), gap=0))

    def _list(self, title: str, hint: str, rows: tuple[Fynd, ...]) -> QVBoxLayout:
        box = column(label(title, "section"), label(hint, "body", "muted", wrap=True), gap=4)
        for one in rows:
            box.addWidget(line())
            box.addWidget(holder(self._line(one)))
        return box

    def _line(self, one: Fynd) -> QVBoxLayout:
        said = row(Icon("warning", "yellow", 16), prose(one.text), gap=10, margins=(0, 4, 0, 4))
        said.setStretch(1, 1)
        if one.fraga:
            said.addWidget(self._way("Visa raderna", one, lambda: self._open_rows(one)))
        if one.kapitel:
            said.addWidget(self._way("Till kapitlet", one, lambda: self._open_chapter(one.kapitel)))
        return column(said, gap=0)

    def _way(self, word: str, one: Fynd, act: Callable[[], object]) -> Button:
        return Button(word, "link", tip=f"{word}: {one.text}", press=act)
