"""Patterns of the year and scope: every column, cell, bar and number opens its rows."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.monster.analys import EnhetMonster, Kluster, Monster
from kvalitet_app.domain.monster.offentlig import public_monster
from kvalitet_app.domain.monster.ord import said
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import listed, lower_first
from kvalitet_app.pictures import monster as charts
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.paper.printing import Printout, offer
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import Icon, clear, column, holder, label, line, row, scrolled, stretched
from kvalitet_app.ui.parts.picture_view import PictureView
from kvalitet_app.ui.parts.reading import prose

ICONS = {"info": "info", "fraga": "question_circle"}
MONTHS_HIGH, CHART_HIGH, AGES_HIGH = 260, 280, 180
SHOWN_QUIET = 6


class MonsterPage(Page):
    """Months, types and units, causes, chance, ages, clusters and silence."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.counted: Monster | None = None
        self.data: Monster | None = None  # what was counted, as it is shown
        self.laws = Segments((("SoL och LSS", False), ("HSL", True)), False, widths=(112, 64))
        self.laws.setAccessibleName("Lagrum")
        self.case = Segments((("Med ärendet", False), ("Utan ärendet", True)), False, widths=(120, 120))
        self.case.setAccessibleName("Med eller utan det koncentrerade ärendet")
        self.reader = Segments((("Intern", False), ("Offentlig", True)), False, widths=(72, 88))
        self.reader.setAccessibleName("Intern eller offentlig")
        self.reader.setToolTip("Offentlig visar sidan som den kan publiceras: inga tal under fem")
        self.printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut", press=self.print_page)
        for choice in (self.laws, self.case):
            choice.changed.connect(self.refresh)
        self.reader.changed.connect(self._show_again)
        self.header = PageHeader("Mönster", self.case, self.laws, self.printer)
        self.months = self._picture("Avvikelser per månad", MONTHS_HIGH)
        self.units = self._picture("Avvikelser per typ och enhet", CHART_HIGH)
        self.causes = self._picture("Orsaker", CHART_HIGH)
        self.chance = self._picture("Slump eller förändring", CHART_HIGH)
        self.ages = self._picture("Öppna ärenden efter ålder", AGES_HIGH)
        self.per_ten = self._picture("Rapporter per 10 årsarbetare", AGES_HIGH)
        box = column(self.header, line(), gap=0)
        box.addWidget(scrolled(holder(self._inside())), 1)
        self.setLayout(box)
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def _picture(self, name: str, least: int) -> PictureView:
        made = PictureView(least=least, name=name)
        made.opened.connect(self._open)
        return made

    def _inside(self) -> QVBoxLayout:
        self._hidden = label("", "body", wrap=True)
        self._set = label("", "small", "muted", wrap=True)
        self._month_title = label("", "section")
        self._said = column(gap=10)
        self._clusters = column(gap=6)
        self._quiet = column(gap=6)
        public = row(self._month_title, self.reader)
        public.setStretch(0, 1)
        above = column(public, self._hidden, 4, self._set, self.months, gap=4)
        pairs = (self._what(), self._when(), self._who())
        box = column(above, gap=4, margins=(24, 16, 24, 24))
        for pair in pairs:
            box.addLayout(column(16, line(), 12, stretched(pair, 3, 2), gap=4))
        box.addStretch(1)
        return box

    def _what(self) -> QHBoxLayout:
        """Type against unit, and what can be said of it."""
        seen = column(
            label("Det här syns", "section"), 4, holder(self._said), 16, label("Orsaker", "section"), self.causes, gap=4
        )
        seen.setStretch(5, 1)
        return row(self._titled("Typ och enhet", self.units), seen, gap=40)

    def _when(self) -> QHBoxLayout:
        """Chance or change, and how old what is open is."""
        return row(
            self._titled("Är det slump eller förändring?", self.chance),
            self._titled("Öppna ärenden efter ålder", self.ages),
            gap=40,
        )

    def _who(self) -> QHBoxLayout:
        """What belongs together, and who is silent."""
        who = column(
            label("Hör ihop", "section"),
            holder(self._clusters),
            16,
            label("Tysta enheter", "section"),
            holder(self._quiet),
            None,
            gap=8,
        )
        return row(self._titled("Rapporter per 10 årsarbetare", self.per_ten), who, gap=40)

    def _titled(self, title: str, picture: PictureView) -> QVBoxLayout:
        made = column(label(title, "section"), picture, gap=8)
        made.setStretch(1, 1)
        return made

    def refresh(self, change: Change | None = None) -> None:
        """Count anew."""
        if change is not None and not change.tables & {"avvikelse", "orsak", "enhet", "avvikelsetyp", "installning"}:
            return
        scope = self.context.scope
        self.context.tasks.ask(
            find_monster,
            done=self._show,
            ar=scope.ar,
            enheter=scope.units(),
            hsl=bool(self.laws.value()),
            utan=bool(self.case.value()),
        )

    def _show_again(self) -> None:
        self._show(self.counted)

    def _show(self, data: object) -> None:
        if not isinstance(data, Monster):
            return
        self.counted = data
        self.case.setVisible(bool(data.koncentrerat))
        if self.reader.value():
            data = public_monster(data)
        self.data = data
        self._hidden.setVisible(bool(data.dolt))
        self._hidden.setText(f"Utelämnat i det som visas offentligt: {'; '.join(data.dolt)}.")
        self._month_title.setText(
            "Med och utan det koncentrerade ärendet" if data.topp.koncentrerat else "Avvikelser per månad"
        )
        names = listed([lower_first(row_.namn) for row_ in data.topp.typer])
        same = f"Samma {len(data.topp.typer)} typer båda åren: {names}." if data.topp.koncentrerat else ""
        self._set.setText(same or "Alla typer, båda åren.")
        self.months.set_layout(charts.months(data))
        layout, height = charts.units(data)
        self.units.set_layout(layout)
        self.units.setMinimumHeight(int(height))
        self.causes.set_layout(charts.causes(data))
        self.chance.set_layout(charts.chance(data))
        self.ages.set_layout(charts.ages(data))
        layout, height = charts.per_ten(data)
        self.per_ten.set_layout(layout)
        self.per_ten.setMinimumHeight(max(AGES_HIGH, int(height)))
        self._show_words(data)
        self.filled.emit()

    def _show_words(self, data: Monster) -> None:
        for box in (self._said, self._clusters, self._quiet):
            clear(box)
        for kind, text in said(data):
            line_ = row(Icon(ICONS[kind], "muted"), prose(text), gap=10)
            self._said.addLayout(stretched(line_, 0, 1))
        for one in data.kluster:
            self._clusters.addWidget(self._cluster(one))
        if not data.kluster:
            self._clusters.addWidget(prose("Inga händelser samlas på en person eller en tid.", "body", "muted"))
        for unit in data.tysta[:SHOWN_QUIET]:
            self._quiet.addWidget(self._silent(unit))
        if not data.tysta:
            words = f"Alla enheter har rapporterat de senaste {data.dagar_tyst} dagarna."
            self._quiet.addWidget(prose(words, "body", "muted"))
        elif len(data.tysta) > SHOWN_QUIET:
            self._quiet.addWidget(label(f"och {len(data.tysta) - SHOWN_QUIET} till", "small", "muted"))

    def _cluster(self, one: Kluster) -> QWidget:
        return self._link(one.sentence, one.fraga, tip="Visa händelserna, för en gemensam analys")

    def _silent(self, unit: EnhetMonster) -> QWidget:
        return self._link(
            f"{unit.namn} {unit.silence}", Sokfraga("avvikelser", enhet=unit.enhet_id), tip="Visa enhetens avvikelser"
        )

    def _link(self, text: str, fraga: Sokfraga, *, tip: str) -> QWidget:
        made = Link(text, partial(self._open, fraga))
        made.setToolTip(tip)
        return made

    def _open(self, fraga: Sokfraga) -> None:
        """What was pressed opens the rows it counts."""
        where: tuple[str, dict[str, Any]] | None = query_of(fraga, self.context.scope.units())
        if where is not None:
            self.context.go(where[0], **where[1])

    def print_page(self) -> None:
        """Ctrl+P: the patterns as they are chosen; public ones are offered as public."""
        from kvalitet_app.services.monster.utskrift import write_monster

        scope = self.context.scope
        asked = {
            "ar": scope.ar,
            "enheter": scope.units(),
            "hsl": bool(self.laws.value()),
            "utan": bool(self.case.value()),
        }
        offered = Spridning.OFFENTLIG if self.reader.value() else None
        found = Printout("mönstren", f"mönster {scope.ar}", write_monster, asked, first=offered)
        offer(self, self.context, self.printer, [found])

    def first_focus(self) -> QWidget | None:
        """The first picture."""
        return self.months
