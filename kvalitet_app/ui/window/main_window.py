"""The one window: rail, top bar, the white sheet with its page, status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.page.settings import PAGE, SCOPE, THEME, Settings
from kvalitet_app.ui.parts.buttons import Button, Menu, MenuButton
from kvalitet_app.ui.parts.frame import Avatar, FocusRing, NavRail, SearchField, StatusBar
from kvalitet_app.ui.parts.layout import column, holder, row
from kvalitet_app.ui.parts.theme import Appearance, ThemeChoice
from kvalitet_app.ui.window.actions import ACTIONS, PAGES, page_keys
from kvalitet_app.ui.window.focus_home import FocusHome
from kvalitet_app.ui.window.menus import me_menu, scope_menu, year_menu
from kvalitet_app.ui.window.message_area import MessageArea

if TYPE_CHECKING:
    from kvalitet_app.domain.change import Change
    from kvalitet_app.ui.page.context import Context, Page
    from kvalitet_app.ui.window.palette import Entry

ENTRIES = [(p.key, p.title, p.icon, page_keys(i)) for i, p in enumerate(PAGES, 1)]
BADGES_MS = 50


class MainWindow(QWidget):
    """Painted before the register is opened; `attach` gives it life."""

    painted = Signal()
    closing = Signal()

    def __init__(self, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Kvalitet")
        self.setMinimumSize(800, 480)
        self._settings, self.appearance = settings, appearance
        self.context: Context | None = None
        self.support: Callable[[Any], object] = lambda _target: None  # of a path; given where all is wired
        self._pages: dict[str, Page] = {}
        self._first_paint = True
        self._undoable: Change | None = None
        self.rail = NavRail(ENTRIES[:-1], ENTRIES[-1:])
        self.rail.chosen.connect(self.show_page)
        self.status = StatusBar()
        self.status.undo.clicked.connect(self.undo)
        self.stack = QStackedWidget()
        self.message_area = MessageArea()
        self.tell = self.message_area.tell
        self._build()
        self.ring = FocusRing(self)
        self.focus_home = FocusHome(self, self.rail, self._work_focus)
        for spec in ACTIONS:
            if spec.shortcut:
                shortcut = QShortcut(spec.shortcut, self)
                shortcut.activated.connect(getattr(self, spec.slot))
        for i, page in enumerate(PAGES[:9], 1):
            shortcut = QShortcut(page_keys(i), self)
            shortcut.activated.connect(partial(self.show_page, page.key))

    def _build(self) -> None:
        self.scope_button = MenuButton("", icon="building", strong=True, tip="Vilken verksamhet alla sidor visar")
        self.year_button = MenuButton("", strong=True, tip="Vilket år alla sidor visar")
        self.scope_button.clicked.connect(self.open_scope_menu)
        self.year_button.clicked.connect(self.open_year_menu)
        self.search = SearchField()
        self.search.opened.connect(self.open_palette)
        self.avatar = Avatar()
        self.avatar.clicked.connect(self.open_me_menu)
        self.aid = Button("", "quiet", icon="question_circle", tip="Hjälp", press=self.open_help_menu)
        left = holder(row(self.scope_button, self.year_button, None, gap=4))
        right = holder(row(None, self.aid, self.avatar))
        bar = row(gap=16, margins=(12, 0, 16, 0))  # two equal halves keep the search field in the middle
        for part, share in ((left, 3), (self.search, 4), (right, 3)):
            bar.addWidget(part, share)
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            side.setMinimumWidth(248)
        top = holder(bar, "topbar")
        top.setFixedHeight(tokens.TOPBAR)
        sheet = QFrame()
        sheet.setObjectName("sheet")
        inside = column(gap=0, margins=(1, 1, 0, 1))
        self.message_area.lie_over(sheet)
        inside.addWidget(self.stack, 1)
        sheet.setLayout(inside)
        column_right = column(top, gap=0)
        column_right.addWidget(sheet, 1)
        column_right.addWidget(self.status)
        box = row(self.rail, gap=0)
        box.addLayout(column_right, 1)
        self.setLayout(box)
        self._alive = (self.scope_button, self.year_button, self.search, self.avatar)
        for widget in (*self._alive, self.rail):
            widget.setEnabled(False)

    def attach(self, context: Context) -> None:
        """Show the register."""
        self.detach()
        self.context = context
        for widget in (*self._alive, self.rail):
            widget.setEnabled(True)
        context.tasks.changed.connect(self._changed)
        context.scope.enhet_id = self._settings.get(SCOPE)
        if context.scope.enhet_id not in {unit.id for unit in context.scope.enheter}:
            context.scope.enhet_id = 0
        context.scope.changed.connect(self._scope_changed)
        self.avatar.show_person(context.person.initialer, f"{context.person.namn}, {context.person.titel}".rstrip(", "))
        self._scope_changed()
        wanted = self._settings.get(PAGE)
        key = wanted if wanted in {page.key for page in PAGES} else PAGES[0].key
        single = Qt.ConnectionType.SingleShotConnection  # what counts the badges takes a while to read
        self.page(key).filled.connect(partial(QTimer.singleShot, BADGES_MS, self, self.count_waiting), single)
        self.show_page(key)

    def detach(self) -> None:
        """Forget the register that was shown."""
        for page in self._pages.values():
            page.leave()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.context = None
        self._undoable = None
        self.status.offer_undo("")

    def show_alone(self, page: QWidget) -> None:
        """Show a page before there is a register: the first start."""
        for widget in (*self._alive, self.rail):
            widget.setEnabled(False)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def page(self, key: str) -> Page:
        """A page, made when it is first asked for."""
        if self.context is None:
            raise RuntimeError("no register is attached")
        if key not in self._pages:
            spec = next(spec for spec in PAGES if spec.key == key)
            self._pages[key] = getattr(import_module(spec.module), spec.kind)(self.context)
            self.stack.addWidget(self._pages[key])
        return self._pages[key]

    def show_page(self, key: str, **query: Any) -> None:  # noqa: ANN401 - each page's own words
        """Go to a page, optionally to what somebody came for."""
        if self.context is None:
            return
        before = self.current()
        if before is not None:
            before.leave()
        page = self.page(key)
        self.status.show_count("")
        self.stack.setCurrentWidget(page)
        self.rail.items[key].setChecked(True)
        self._settings.set(PAGE, key)
        page.show_query(**query) if query else page.refresh()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_focus(self) -> QWidget | None:
        page = self.current()
        return page.first_focus() if page is not None else None

    def current(self) -> Page | None:
        """The page that is shown."""
        page = self.stack.currentWidget()
        return next((one for one in self._pages.values() if one is page), None)

    def _changed(self, change: Change, _initiator: object) -> None:
        from kvalitet_app.ui.parts.words import clock

        if change.tables == {"utkast"}:
            self.status.show_count(f"Utkast sparat {clock()}")
            return
        if change.text:
            self.status.say(f"{change.text} · sparat {clock()}")
            self._undoable = change if change.steg else None
            self.status.offer_undo(change.verb if change.steg else "")
        page = self.current()
        if page is not None:
            page.refresh(change)
        self.count_waiting()

    def count_waiting(self) -> None:
        """The badges of the rail."""
        from kvalitet_app.services.oversikt import count_waiting

        if self.context is not None:
            self.context.tasks.ask(count_waiting, done=self._show_waiting)

    def _show_waiting(self, counts: dict[str, int]) -> None:
        for key, item in self.rail.items.items():
            item.set_badge(counts.get(key, 0))

    def _scope_changed(self) -> None:
        if self.context is None:
            return
        self.scope_button.rename(self.context.scope.name())
        self.year_button.rename(str(self.context.scope.ar))
        self._settings.set(SCOPE, self.context.scope.enhet_id)
        page = self.current()
        if page is not None and self._pages:
            page.refresh()

    def open_scope_menu(self) -> None:
        """Which part of the organisation every page shows."""
        if self.context is not None:
            scope_menu(self, self.context.scope).open_below(self.scope_button)

    def open_year_menu(self) -> None:
        """Which year every page shows."""
        if self.context is not None:
            year_menu(self, self.context.scope).open_below(self.year_button)

    def open_me_menu(self) -> None:
        """Who is at work, and the theme."""
        if self.context is not None:
            menu = me_menu(self, self.context.person, theme=self.appearance.choice, choose=self.use_theme)
            menu.open_below(self.avatar)

    def use_theme(self, choice: ThemeChoice) -> None:
        """Show the window in a theme, and remember it."""
        self._settings.set(THEME, choice.value)
        self.appearance.choose(choice)

    def use_light(self) -> None:
        """Ljust tema."""
        self.use_theme(ThemeChoice.LJUST)

    def use_dark(self) -> None:
        """Mörkt tema."""
        self.use_theme(ThemeChoice.MORKT)

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self.context is None:
            return
        from kvalitet_app.ui.window.palette import Palette

        self._palette = Palette(self, self._actions, self._find)
        self._palette.open_at(self.search.mapToGlobal(QPoint(-8, -8)), self.search.width() + 16)

    def _actions(self) -> list[Entry]:
        from kvalitet_app.ui.window.entries import action_entries, page_entries

        return [*page_entries(self.show_page), *action_entries(partial(getattr, self))]

    def _find(self, wanted: str, done: Callable[[Sequence[Entry]], object]) -> None:
        from kvalitet_app.services.search import Traff, search
        from kvalitet_app.ui.window.entries import hit_entries

        def show(found: Sequence[Traff]) -> None:
            done(hit_entries(found, self.show_page))

        if self.context is not None:
            self.context.tasks.ask(search, done=show, sok=wanted)

    def new_here(self) -> None:
        """Ctrl+N on the page that is shown; where a page has nothing new, a new avvikelse."""
        from kvalitet_app.ui.page.context import Page

        if (page := self.current()) is None:
            return
        if type(page).new is Page.new:
            self.new_avvikelse()
        else:
            page.new()

    def new_avvikelse(self) -> None:
        """Ny avvikelse, from anywhere."""
        self.show_page("avvikelser", ny=True)

    def open_compass(self) -> None:
        """Ska jag rapportera?"""
        self.show_page("lex", kompass=True)

    def find_here(self) -> None:
        """Ctrl+F."""
        if (page := self.current()) is not None:
            page.focus_search()

    def save_here(self) -> None:
        """Ctrl+S."""
        if (page := self.current()) is not None:
            page.save()

    def print_here(self) -> None:
        """Ctrl+P."""
        if (page := self.current()) is not None:
            page.print_page()

    def refresh_here(self) -> None:
        """F5."""
        if (page := self.current()) is not None:
            page.refresh()
        self.count_waiting()

    def back(self) -> None:
        """Esc: one step back within the page, else to the first page."""
        page = self.current()
        if page is not None and not page.back() and self.rail.items["oversikt"].isChecked() is False:
            focus = page.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Ctrl+Z: in a text field its own undo, else the last change."""
        at = QApplication.focusWidget()
        if isinstance(at, (QTextEdit, QPlainTextEdit, QLineEdit)):
            at.undo()
            return
        from kvalitet_app.services.change.angra import undo_step

        if self._undoable is not None and self.context is not None:
            steg, self._undoable = self._undoable.steg, None
            self.status.offer_undo("")
            self.context.tasks.change(undo_step, steg=steg)

    def open_help(self) -> None:
        """F1."""
        from kvalitet_app.ui.window.help import HelpWindow

        at = next((key for key, page in self._pages.items() if page is self.current()), "")
        HelpWindow(self, next((page.title for page in PAGES if page.key == at), "")).show()

    def open_help_menu(self) -> None:
        """The keys and words, what the program is made of, and the file for whoever helps."""
        menu = Menu(self)
        menu.add("Hjälp och kortkommandon\tF1", self.open_help)
        menu.add("Om Kvalitet", self.open_about)
        menu.add("Skapa supportfil …", self.save_support_file)
        menu.open_below(self.aid)

    def open_about(self) -> None:
        """Versions and licences."""
        from kvalitet_app.ui.window.about import AboutWindow

        AboutWindow(self, self.save_support_file).show()

    def save_support_file(self) -> None:
        """The file for whoever helps."""
        from kvalitet_app.ui.window.about import save_support_file

        save_support_file(self, write=self.support, tell=self.tell)

    def open_report(self) -> None:
        """Kvalitetsberättelsen."""
        self.show_page("rapporter")

    def plan_egenkontroll(self) -> None:
        """Planera egenkontroll."""
        self.show_page("egenkontroller", slag="mall")

    def open_year(self) -> None:
        """Årshjulet."""
        self.show_page("egenkontroller", flik="arshjul")

    def take_copy(self) -> None:
        """Säkerhetskopia."""
        self.show_page("installningar", flik="kopior")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons only when narrow."""
        self.rail.set_narrow(self.width() < tokens.NARROW)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window has been painted for the first time."""
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, then go."""
        if (page := self.current()) is not None:
            page.leave()
        self._settings.set_geometry(self.saveGeometry())
        self.focus_home.end()
        self.closing.emit()
        event.accept()
