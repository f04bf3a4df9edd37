"""What a chapter's author writes from: the register's sentences, its figures and pictures, and the others' remarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Berattelsen
from kvalitet_app.domain.berattelse.fakta_avvikelser import Fakta
from kvalitet_app.domain.berattelse.siffror import NamngivenSiffra, named_figures
from kvalitet_app.services.berattelse.disposition import Anmarkning, add_anmarkning, close_anmarkning, list_anmarkningar
from kvalitet_app.services.berattelse.handling import Diagram, chapter_charts
from kvalitet_app.ui.berattelse.rows import open_rows
from kvalitet_app.ui.forms.form import Form, stay
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button, without_state
from kvalitet_app.ui.parts.fields import growing_box
from kvalitet_app.ui.parts.layout import Icon, column, holder, label, row
from kvalitet_app.ui.parts.picture_view import PictureView
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.words import short_moment

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

SHOWN = 14  # figures before one asks for the rest
PICTURE_WIDE = 340.0


class ChapterMaterial(QWidget):
    """For one chapter. `take` puts the register's sentences into the author's text."""

    def __init__(self, context: Context, found: Berattelsen, at: Avsnittsrad, take: Callable[[str], object]) -> None:
        super().__init__()
        self.context, self.found, self.at = context, found, at
        self._box = column(gap=20)
        self.setLayout(self._box)
        self._facts(take)
        self._figures()
        self._pictures()
        self._remarks()

    def _facts(self, take: Callable[[str], object]) -> None:
        facts = self._said()
        if facts.meningar:
            self._box.addLayout(section("Ur registret", *(prose(one) for one in facts.meningar), gap=8))
        if facts.meningar and self.found.skrivbar:
            said = " ".join(facts.meningar)
            link = Button("Ta över som text", "link", tip="Lägg meningarna i din text", press=partial(take, said))
            self._box.addLayout(row(link, None))
        for missing in facts.saknas:
            lead = row(Icon("warning", "yellow", 16), prose(missing), gap=8)
            lead.setStretch(1, 1)
            self._box.addLayout(lead)
        if not facts.meningar and not facts.saknas:
            self._box.addWidget(label("Det här kapitlet skriver du själv.", "body", "muted", wrap=True))

    def _said(self) -> Fakta:
        from kvalitet_app.domain.berattelse.fakta import chapter_facts

        return chapter_facts(self.found.data)[self.at.inbyggt] if self.at.inbyggt is not None else Fakta()

    def _figures(self) -> None:
        rows = [each for each in named_figures(self.found.data) if each.kapitel is self.at.inbyggt]
        rows = [each for each in rows if each.siffra.varde is not None]
        if not rows:
            return
        changed = {each.nyckel: each.mening for each in self.found.andrade}
        lines = [self._figure(each, changed.get(each.nyckel, "")) for each in rows]
        box = section("Siffror att öppna", *lines[:SHOWN], gap=2)
        rest = lines[SHOWN:]
        if rest:
            more = Button(f"Visa {len(rest)} till", "link")

            def show() -> None:
                more.hide()
                for one in rest:
                    box.addWidget(one)

            more.clicked.connect(without_state(show))
            box.addLayout(row(more, None))
        self._box.addLayout(box)

    def _figure(self, one: NamngivenSiffra, changed: str) -> QWidget:
        name = label(one.etikett, "body", "muted", wrap=True)
        name.setToolTip(one.definition)
        parts: list[QWidget] = [name]
        if changed:
            mark = Icon("history", "yellow", 16)
            mark.setToolTip(changed)
            mark.setAccessibleName(changed)
            parts.append(mark)
        if one.siffra.fraga:
            value = Button(one.visad, "link", tip=f"Visa {one.etikett}")
            value.clicked.connect(without_state(partial(self.open_figure, one)))
            parts.append(value)
        else:
            parts.append(label(one.visad))
        shown = row(*parts)
        shown.setStretch(0, 1)
        return holder(shown)

    def open_figure(self, one: NamngivenSiffra) -> None:
        """Show the rows that a figure counts."""
        self._window = open_rows(self, self.context, one.etikett, one.siffra.fraga, self.found.rapport)

    def _pictures(self) -> None:
        if self.at.inbyggt is None:
            return
        for chart in chapter_charts(self.found.data, self.at.inbyggt):
            told = label(chart.text, "label", "muted", wrap=True)
            self._box.addLayout(column(told, self._picture(chart), gap=6))

    def _picture(self, chart: Diagram) -> PictureView:
        high = chart.scene(theme.now(), PICTURE_WIDE).h
        view = PictureView(lambda shades, wide, _high: chart.scene(shades, wide), least=int(high) + 1, name=chart.text)
        view.setToolTip(chart.alt)
        view.opened.connect(lambda fraga: open_rows(self, self.context, chart.text, fraga, self.found.rapport))
        return view

    def _remarks(self) -> None:
        rows = self.context.tasks.read(list_anmarkningar, rapport=self.found.rapport, kapitel=self.at.kapitel)
        if not rows and not self.found.skrivbar:
            return
        shown = [self._remark(one) for one in rows]
        self._box.addLayout(section("Anmärkningar", *shown, gap=10))
        if self.found.skrivbar:
            self._box.addWidget(RemarkForm(self.context, self.found, self.at))

    def _remark(self, one: Anmarkning) -> QWidget:
        said = column(label(f"{one.vem} · {short_moment(one.nar)}", "small", "muted"), prose(one.text), gap=2)
        if one.klar:
            said.addLayout(row(Icon("checkmark", "green", 16), label("Omhändertagen", "small", "muted"), None, gap=4))
        elif self.found.skrivbar:
            done = Button("Omhändertagen", "link", tip="Anmärkningen är omhändertagen")
            done.clicked.connect(without_state(partial(self._close, one)))
            said.addLayout(row(done, None))
        return holder(said)

    def _close(self, one: Anmarkning) -> None:
        self.context.tasks.change(
            close_anmarkning, rapport=self.found.rapport, anmarkning_id=one.id, version=one.version
        )


class RemarkForm(Form):
    """Write a remark on the chapter."""

    def __init__(self, context: Context, found: Berattelsen, at: Avsnittsrad) -> None:
        super().__init__(context, gap=8)
        self._found, self._at = found, at
        self.text = growing_box("", least=56)
        self.add("anmarkning", "Skriv en anmärkning", self.text)
        self.box.addLayout(self.foot("Lägg till anmärkning", kind="plain", icon="comment", stop=""))
        self.setLayout(self.box)
        self.keep(f"anmarkning_{found.rapport.nyckel}_{at.kapitel}")

    def send(self) -> None:
        """Keep the remark."""
        self.submit(
            add_anmarkning,
            rapport=self._found.rapport,
            kapitel=self._at.kapitel,
            text=self.text.value(),
            done=stay,
        )
