"""What one may do with a chapter and with the whole report, from their two menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Berattelsen
from kvalitet_app.domain.berattelse.rontgen import examine
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.tal import count, listed
from kvalitet_app.services.berattelse.disposition import (
    Textversion,
    add_eget_avsnitt,
    assign_avsnitt,
    avsnitt_history,
    carry_over,
    list_writers,
    move_avsnitt,
    rename_avsnitt,
    show_avsnitt,
)
from kvalitet_app.services.berattelse.handling import adopt_berattelse, reopen_berattelse
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.granskning.mapp import open_mapp
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.dates import DONE, DateField
from kvalitet_app.ui.parts.fields import TextLine
from kvalitet_app.ui.parts.layout import column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.sheet import AskSheet, Sheet, size_within
from kvalitet_app.ui.parts.words import short_moment

if TYPE_CHECKING:
    from kvalitet_app.ui.berattelse.desk import ReportDesk

SHEET_WIDE = 480
LEFT_HIGH = 132  # px: what is not done is scrolled, so that the buttons are seen on a small screen
REOPEN = (
    "Rapporten fastställdes{dag}. Texterna går att ändra igen och siffrorna räknas om. Den som har fått rapporten har "
    "kvar den fastställda; ändringsloggen visar vad som gällde och vem som återtog."
)
ADOPT = (
    "Siffrorna fryses som de är i dag, och texterna går inte längre att ändra. Ändras registret sedan står det vid "
    "siffran, men den fastställda siffran är kvar."
)


def chapter_menu(page: ReportDesk, button: QWidget) -> Menu:
    """Place, heading, author, in or out, and the versions of the text."""
    menu, at = Menu(button), page.at
    if at is None:
        return menu
    r, tasks, key = page.rapport, page.context.tasks, at.kapitel
    may = page.found is not None and page.found.skrivbar
    move = partial(tasks.change, move_avsnitt, rapport=r, kapitel=key)
    menu.add("Flytta upp", partial(move, steg=-1), enabled=may)
    menu.add("Flytta ned", partial(move, steg=1), enabled=may)
    menu.add("Byt rubrik …", partial(_rename, page, at), enabled=may)
    menu.add("Vem skriver …", partial(_assign, page, at), enabled=may)
    word = "Utelämna ur rapporten" if at.med else "Ta med i rapporten"
    menu.add(word, partial(tasks.change, show_avsnitt, rapport=r, kapitel=key, med=not at.med), enabled=may)
    menu.addSeparator()
    menu.add("Tidigare versioner …", partial(open_history, page, at))
    menu.open_below(button)
    return menu


def report_menu(page: ReportDesk, button: QWidget) -> Menu:
    """Own chapters, last year's texts, and the adoption."""
    menu, found = Menu(button), page.found
    if found is None:
        return menu
    r, tasks = page.rapport, page.context.tasks
    menu.add("Lägg till eget kapitel …", partial(_add, page), enabled=found.skrivbar)
    menu.add(
        f"Hämta texter från {r.ar - 1}",
        partial(tasks.change, carry_over, rapport=r, failed=page.context.messages.report),
        enabled=found.skrivbar,
    )
    menu.addSeparator()
    if found.faststalld is None:
        adopt = partial(page.with_texts, partial(open_adopt, page), without=False)
        menu.add("Fastställ …", adopt, enabled=found.far_faststalla)
    else:
        menu.add("Återta fastställandet …", partial(open_reopen, page), enabled=found.far_faststalla)
    menu.addSeparator()
    menu.add("Granskningsmapp …", partial(open_mapp, page, page.context))
    menu.open_below(button)
    return menu


def _rename(page: ReportDesk, at: Avsnittsrad) -> None:
    text, yes = QInputDialog.getText(page, "Byt rubrik", "Rubrik", text=at.rubrik)
    if yes:
        page.context.tasks.change(
            rename_avsnitt,
            rapport=page.rapport,
            kapitel=at.kapitel,
            rubrik=text,
            version=at.lagrat.version,
            failed=page.context.messages.report,
        )


def _add(page: ReportDesk) -> None:
    text, yes = QInputDialog.getText(page, "Eget kapitel", "Kapitlets rubrik")
    if yes:
        page.context.tasks.change(
            add_eget_avsnitt, rapport=page.rapport, rubrik=text, failed=page.context.messages.report
        )


def _assign(page: ReportDesk, at: Avsnittsrad) -> None:
    writers = page.context.tasks.read(list_writers, rapport=page.rapport)
    names = ["Ingen", *(name for _, name in writers)]
    now = names.index(at.lagrat.ansvarig) if at.lagrat.ansvarig in names else 0
    name, yes = QInputDialog.getItem(page, "Vem skriver kapitlet?", "Person", names, now, editable=False)
    if yes:
        who = next((who for who, known in writers if known == name), None)
        page.context.tasks.change(assign_avsnitt, rapport=page.rapport, kapitel=at.kapitel, ansvarig_id=who)


def open_history(page: ReportDesk, at: Avsnittsrad) -> HistoryWindow:
    """Show every text the chapter has had."""
    rows = page.context.tasks.read(avsnitt_history, rapport=page.rapport, kapitel=at.kapitel)
    window = HistoryWindow(page, at, rows)
    window.open()
    return window


class HistoryWindow(QDialog):
    """The texts of a chapter, newest first; an older one can be taken back into the box, not yet saved."""

    def __init__(self, page: ReportDesk, at: Avsnittsrad, rows: tuple[Textversion, ...]) -> None:
        super().__init__(page)
        self._page = page
        self.setWindowTitle(f"Tidigare versioner: {at.rubrik}")
        inside = column(gap=12, margins=(0, 0, 8, 0))
        if not rows:
            inside.addWidget(label("Kapitlet har ingen sparad text än.", "body", "muted"))
        for n, one in enumerate(rows):
            inside.addWidget(label(f"{one.vem} · {short_moment(one.nar)}", "label", "muted"))
            inside.addWidget(prose(one.text or "(tom)"))
            if n and page.found is not None and page.found.skrivbar:
                tip = "Lägg texten i rutan, inte sparad än"
                back = Button("Hämta tillbaka texten", "link", tip=tip, press=partial(self._take, one))
                inside.addLayout(row(back, None))
            inside.addWidget(line())
        inside.addStretch(1)
        box = column(scrolled(holder(inside)), gap=12, margins=(24, 16, 16, 16))
        box.addLayout(row(None, Button("Stäng", "plain", key="Esc", press=self.close)))
        self.setLayout(box)
        size_within(self, 620, 520)

    def _take(self, one: Textversion) -> None:
        self._page.put_text(one.text)
        self.close()


def open_reopen(page: ReportDesk) -> AskSheet:
    """Ask before the adoption is taken back."""
    day = page.found.faststalld if page.found is not None else None
    go = partial(
        page.context.tasks.change, reopen_berattelse, rapport=page.rapport, failed=page.context.messages.report
    )
    told = REOPEN.format(dag=f" {day}" if day is not None else "")
    sheet = AskSheet(page, "Återta fastställandet?", told, word="Återta", go=go)
    sheet.open()
    return sheet


def open_adopt(page: ReportDesk) -> AdoptSheet:
    """Ask for the day and the reference number, then adopt."""
    sheet = AdoptSheet(page)
    sheet.open()
    return sheet


def _left(found: Berattelsen) -> list[str]:
    """What is not done in what is about to be adopted: chapters, and what the röntgen holds."""
    waiting = [row.rubrik for row in found.med if not row.klart]
    findings = examine(found)
    said = [f"{count(len(waiting), 'kapitel', 'kapitel')} är inte klara: {listed(waiting)}."] if waiting else []
    told = [one.text for one in (*findings.underlag, *findings.skrivande) if "klarmarkerade" not in one.text]
    if told:
        said.append(f"Röntgen visar {count(len(told), 'sak', 'saker')} att se över:")
        said += told
    return said or ["Alla kapitel är klara och röntgen visar inget att se över."]


class AdoptSheet(Sheet):
    """Adopting freezes the figures: it says so, and asks on which day."""

    def __init__(self, page: ReportDesk) -> None:
        super().__init__(page, "Fastställ", wide=SHEET_WIDE)
        self._page = page
        self.form = Form(page.context, send=self.adopt, gap=12)
        self.day = DateField(menat=Menat.FORFLUTEN)
        self.number = TextLine(page.found.data.dnr if page.found is not None else "")
        when = self.form.field("datum", "Fastställd", self.day, required=True, hint=DONE)
        self.form.beside(when, self.form.field("dnr", "Diarienummer", self.number), grow=1)
        self.form.setLayout(self.form.box)
        adopt = Button("Fastställ", "primary", press=self.form.press_send)
        cancel = Button("Avbryt", "plain", key="Esc", press=self.reject)
        lines = column(*map(prose, [] if page.found is None else _left(page.found)), None, gap=6)
        left = scrolled(holder(lines))
        left.setFixedHeight(LEFT_HIGH)
        self.lay_out(
            "Fastställ",
            prose(ADOPT),
            section("Ännu inte färdigt", left, gap=6),
            self.form,
            self.form.way,
            buttons=(cancel, adopt),
        )

    def adopt(self) -> None:
        """Freeze it, or say beside its field what stands in the way."""
        day = self.day.value()
        if day is None:
            self.form.is_wrong()
            return
        self.form.submit(
            adopt_berattelse,
            rapport=self._page.rapport,
            datum=day,
            dnr=self.number.value(),
            done=self._adopted,
        )

    def _adopted(self, _change: Change) -> None:
        self.accept()
