"""The reports: chapters left, the author's text, and what it stands on right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Berattelsen, Rapport, progress_of
from kvalitet_app.domain.berattelse.rontgen import Fynd, examine
from kvalitet_app.domain.berattelse.slag import PERIODER, BerattelseSlag
from kvalitet_app.domain.change import Change
from kvalitet_app.services.berattelse.disposition import list_avsnitt
from kvalitet_app.services.berattelse.handling import Utskriftsval, read_berattelse
from kvalitet_app.ui.berattelse.chapters import RONTGEN, ChapterList
from kvalitet_app.ui.berattelse.desk import ReportDesk
from kvalitet_app.ui.berattelse.material import ChapterMaterial
from kvalitet_app.ui.berattelse.menus import chapter_menu, report_menu
from kvalitet_app.ui.berattelse.reading import ReportReading
from kvalitet_app.ui.berattelse.rontgen import RontgenView
from kvalitet_app.ui.berattelse.rows import open_rows
from kvalitet_app.ui.berattelse.saving import ask_and_save, print_report
from kvalitet_app.ui.berattelse.unsaved import UnsavedSheet, unsaved_chapters
from kvalitet_app.ui.berattelse.writing import ChapterText
from kvalitet_app.ui.lists.side_panel import column_width
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.paper.spridning import chosen
from kvalitet_app.ui.parts.buttons import Button, Menu, MenuButton, without_state
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar

LIST_WIDE, LIST_LEAST, FACTS_WIDE = 304, 206, 392
TEXTS = {"avsnitt", "avsnittskommentar"}
ELSEWHERE = {"installning", "sparad_vy"}  # what no report counts
IN_PARTS = (BerattelseSlag.DELAR, BerattelseSlag.NAMNDBLAD)
KINDS = (
    (BerattelseSlag.KVALITET, 0),
    (BerattelseSlag.PATIENTSAKERHET, 0),
    *((slag, n) for slag in IN_PARTS for n in range(1, len(PERIODER[slag]) + 1)),
)


def kind_name(slag: BerattelseSlag, period: int) -> str:
    """ "Nämndblad, kvartal 1"."""
    return f"{slag.word}, {PERIODER[slag][period - 1][0]}" if period else slag.word


class RapporterPage(ReportDesk):
    """Write a report chapter by chapter; save, open, print or adopt it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.slag, self.period = BerattelseSlag.KVALITET, 0
        self._shown = Rapport(0)  # the report that the texts on the page belong to
        self.kind = MenuButton("", strong=True, tip="Vilken rapport")
        self.kind.clicked.connect(self._choose_kind)
        self.look = Button("Förhandsgranska", "quiet", icon="eye", press=self.look_at)
        self.more = Button("", "quiet", icon="more_horizontal", tip="Mer om rapporten")
        self.more.clicked.connect(without_state(partial(report_menu, self, self.more)))
        buttons = (
            self.kind,
            Button("Skriv ut", "quiet", icon="print", key="Ctrl+P", press=self.print_page),
            self.look,
            self.more,
            Button("Spara som …", "primary", icon="save", press=self.save_as),
        )
        self.header = PageHeader("Rapporter", *buttons)
        self.list = ChapterList()
        self.list.chosen.connect(self._chapter)
        self.progress = label("", "small", "muted", wrap=True)
        self.aside = column(gap=0, margins=(24, 16, 24, 16))
        self.rontgen = column(gap=0)
        self.writing: ChapterText | None = None
        self._build()
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def _build(self) -> None:
        self.title, self.hint = label("", "section", wrap=True), label("", "body", "muted", wrap=True)
        menu = Button("", "quiet", icon="more_horizontal", tip="Mer om kapitlet")
        menu.clicked.connect(without_state(partial(chapter_menu, self, menu)))
        head = row(self.title, menu)
        head.setStretch(0, 1)
        writing = column(head, self.hint, gap=4, margins=(24, 16, 24, 12))
        self._place = column(gap=0)
        writing.addLayout(self._place, 1)
        self.side = QFrame()
        self.side.setObjectName("side")
        self.side.setLayout(column(scrolled(holder(self.aside)), gap=0))
        chapter = row(holder(writing), self.side, gap=0)
        chapter.setStretch(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(holder(chapter))
        self.stack.addWidget(holder(self.rontgen))
        self.looking = ReportReading(self, self.stop_looking)
        self.stack.addWidget(self.looking)
        above = holder(row(self.progress, margins=(20, 10, 12, 0)))
        left = column(above, gap=4)
        inside = column(self.list, gap=0, margins=(12, 0, 4, 8))
        left.addLayout(inside, 1)
        self.left = holder(left)
        middle = row(self.left, line("v"), self.stack, gap=0)
        middle.setStretch(2, 1)
        self.notice = column(gap=0, margins=(24, 12, 24, 0))
        box = column(self.header, line(), gap=0)
        self._noticed = holder(self.notice)
        self._noticed.hide()
        box.addWidget(self._noticed)
        box.addLayout(middle, 1)
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the chapters and the facts give way to the text."""
        super().resizeEvent(event)
        self.left.setFixedWidth(column_width(self.window(), LIST_WIDE, LIST_LEAST))
        self.side.setFixedWidth(column_width(self.window(), FACTS_WIDE, 232))

    @property
    def rapport(self) -> Rapport:
        """The report that is written: the top bar's year and scope, and the kind chosen here."""
        return Rapport(self.context.scope.ar, self.context.scope.enhet_id or None, self.slag, self.period)

    # showing

    def refresh(self, change: Change | None = None) -> None:
        """Count anew when the year, the scope or the register has changed; only texts are read when they have."""
        if change is not None and change.tables <= TEXTS | ELSEWHERE:
            if change.tables & TEXTS:
                self._read_texts()
            return
        self.leave()
        wanted = self.rapport
        self.kind.rename(kind_name(self.slag, self.period))
        self.header.note.setText(f"{wanted.ar} · {self.context.scope.name()}")
        self.progress.setText("Räknar …")
        self.context.tasks.ask(
            read_berattelse, rapport=wanted, done=lambda found: self._show(found) if wanted == self.rapport else None
        )

    def _show(self, found: Berattelsen) -> None:
        self.found, self._shown = found, found.rapport
        clear(self.notice)
        self._noticed.setVisible(found.faststalld is not None)
        if found.faststalld is not None:
            said = " ".join(each.mening for each in found.andrade[:3])
            more = f" Och {len(found.andrade) - 3} till." if len(found.andrade) > 3 else ""
            head = f"Fastställd {found.faststalld}"
            text = (
                f"Registret har ändrats sedan dess. {said}{more}" if found.andrade else "Siffror och texter är låsta."
            )
            self.notice.addWidget(MessageBar("yellow" if found.andrade else "accent", head, text))
        self._show_list()
        self._chapter(self.list.key() or RONTGEN)
        self.filled.emit()

    def _show_list(self) -> None:
        if self.found is None:
            return
        self.list.show_rows(self.found.avsnitt, examine(self.found).antal)
        p = progress_of(self.found.avsnitt)
        waiting = f" · {p.anmarkningar} anmärkningar väntar" if p.anmarkningar else ""
        self.progress.setText(f"{p.skrivna} av {p.kapitel} skrivna · {p.klara} klara{waiting}")

    def _read_texts(self) -> None:
        if self.found is None:
            return
        from dataclasses import replace

        rows = self.context.tasks.read(list_avsnitt, rapport=self.found.rapport)
        self.found = replace(self.found, avsnitt=rows)
        self._show_list()
        if self.at is not None:
            self.at = next((each for each in rows if each.kapitel == self.at.kapitel), None)
        if self.at is None or self.writing is None:
            self._chapter(self.list.key() or RONTGEN)
            return
        self.writing.renew(self.at)
        self._show_heading(self.at)
        self._show_aside()

    def _chapter(self, kapitel: str) -> None:
        self.leave()
        if self.found is None:
            return
        self.at = next((each for each in self.found.avsnitt if each.kapitel == kapitel), None)
        if self.stack.currentWidget() is self.looking:
            if self.at is not None:
                self.looking.go_to(self.at.rubrik)
            return
        if self.at is None:
            clear(self.rontgen)
            self.rontgen.addWidget(
                RontgenView(examine(self.found), open_chapter=self.list.choose, open_rows=self._open_rows)
            )
            self.stack.setCurrentIndex(1)
            return
        self.stack.setCurrentIndex(0)
        self._show_chapter()

    def _open_rows(self, one: Fynd) -> None:
        self._rows = open_rows(self, self.context, one.text.rstrip("."), one.fraga, self.rapport)

    def _show_chapter(self) -> None:
        at, found = self.at, self.found
        if at is None or found is None:
            return
        self._show_heading(at)
        if self.writing is not None and self.writing.is_of(self._shown, at, writable=found.skrivbar):
            self.writing.renew(at)
            self._show_aside()
            return
        if self.writing is not None:
            self._place.removeWidget(self.writing)
            self.writing.go_away()
        self.writing = ChapterText(self.context, self._shown, at, writable=found.skrivbar)
        self.writing.kept.connect(self._read_texts)
        self._place.addWidget(self.writing)
        self._show_aside()

    def _show_heading(self, at: Avsnittsrad) -> None:
        self.title.setText(at.rubrik)
        who = f" Skrivs av {at.lagrat.ansvarig}." if at.lagrat.ansvarig else ""
        out = " Kapitlet är utelämnat ur rapporten." if not at.med else ""
        self.hint.setText(f"{at.hint}{who}{out}")

    def _show_aside(self) -> None:
        clear(self.aside)
        if self.found is not None and self.at is not None:
            self.aside.addWidget(ChapterMaterial(self.context, self.found, self.at, self._take))
            self.aside.addStretch(1)

    def _take(self, said: str) -> None:
        if self.writing is not None:
            have = self.writing.text.value().rstrip()
            self.put_text("\n\n".join(part for part in (have, said) if part))

    def put_text(self, text: str) -> None:
        """Another text in the box, not yet saved."""
        if self.writing is not None:
            self.writing.text.set_value(text)
            self.writing.text.setFocus()

    def _choose_kind(self) -> None:
        menu = Menu(self.kind)
        for slag, period in KINDS:
            here = (slag, period) == (self.slag, self.period)
            menu.add(kind_name(slag, period), partial(self.show_kind, slag, period), checked=here)
        menu.open_below(self.kind)

    def show_kind(self, slag: BerattelseSlag, period: int = 0) -> None:
        """Write another kind of report."""
        self.leave()
        self.slag, self.period = slag, period
        self.refresh()

    # writing

    def save(self) -> None:
        """Save the chapter's text."""
        if self.writing is not None and self.at is not None:
            self.writing.press_send()

    def leave(self) -> None:
        """Keep what is typed."""
        if self.writing is not None:
            self.writing.leave()

    def with_texts(self, go: Callable[[], object], *, without: bool = True) -> None:
        """Save what stands on the screen, ask about drafts of other chapters, then go on."""
        if self.writing is not None and (self.writing.is_unsaved or self.writing.is_sending):
            self.writing.save(then=lambda: self._ask_drafts(go, without=without))
        else:
            self._ask_drafts(go, without=without)

    def _ask_drafts(self, go: Callable[[], object], *, without: bool) -> None:
        found = self.found
        left = unsaved_chapters(self.context, found.rapport, found.avsnitt) if found is not None else []
        if found is None or not found.skrivbar or not left:
            go()
            return
        self._asked = UnsavedSheet(
            self, self.context, found.rapport, left, go=go, open_chapter=self.list.choose, without=without
        )
        self._asked.open()

    # the document

    def save_as(self) -> None:
        """Ask to whom, how and where, then write."""
        self.with_texts(self._ask_and_save)

    def _ask_and_save(self) -> None:
        self._sheet = ask_and_save(self, self.context, self.rapport)

    def look_at(self) -> None:
        """Show the report as it will be; the chapter that was written comes into sight."""
        self.with_texts(self._look)

    def _look(self) -> None:
        self.stack.setCurrentWidget(self.looking)
        self.looking.make()

    def stop_looking(self) -> None:
        """Back to the text."""
        self.stack.setCurrentIndex(0)
        self._chapter(self.list.key() or RONTGEN)

    def back(self) -> bool:
        """Esc: from the preview to the text."""
        if self.stack.currentWidget() is not self.looking:
            return False
        self.stop_looking()
        return True

    def print_page(self) -> None:
        """Print what is looked at, or make it and print it, through the system's own dialog."""
        if self.stack.currentWidget() is self.looking and self.looking.path is not None:
            self.looking.print_it()
            return
        self.with_texts(self._print)

    def _print(self) -> None:
        print_report(self, self.context, self.rapport, Utskriftsval(chosen(self.context, self.rapport.nyckel)))

    def first_focus(self) -> QWidget | None:
        """The chapters."""
        return self.list
