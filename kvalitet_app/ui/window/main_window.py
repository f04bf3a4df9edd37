"""The one window: rail, top bar, the white sheet with its page, status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from kvalitet_app.ui.parts.buttons import Button, MenuButton
from kvalitet_app.ui.parts.frame import Avatar, FocusRing, NavRail, SearchField, StatusBar
from kvalitet_app.ui.parts.layout import column, holder, row
from kvalitet_app.ui.parts.reading import MessageBar
from kvalitet_app.ui.parts.theme import Appearance, ThemeChoice
from kvalitet_app.ui.window.actions import ACTIONS, PAGES, page_keys
from kvalitet_app.ui.window.menus import open_help_menu, open_me_menu, open_scope_menu, open_year_menu

if TYPE_CHECKING:
    from kvalitet_app.domain.change import Change
    from kvalitet_app.ui.page.context import Context, Page
    from kvalitet_app.ui.window.palette import Entry

ENTRIES = [(p.key, p.title, p.icon, page_keys(i)) for i, p in enumerate(PAGES, 1)]
MESSAGE_MS = 12_000
OPENERS = {
    "avvikelse": "avvikelser",
    "atgard": "atgarder",
    "rutin": "rutiner",
    "process": "processer",
    "mall": "egenkontroller",
    "enhet": "installningar",
    "person": "installningar",
    "lex_sarah_arende": "lex",
    "synpunkt": "synpunkter",
}
BADGES_MS = 50
ICONS = {page.key: page.icon for page in PAGES}


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
        self.status.undo.clicked.connect(lambda _checked=False: self.undo())
        self.stack = QStackedWidget()
        self._messages = column(gap=8, margins=(24, 12, 24, 0))
        self._message_box = holder(self._messages)
        self._message_box.hide()
        self._build()
        self.ring = FocusRing(self)
        for spec in ACTIONS:
            if spec.shortcut:
                shortcut = QShortcut(spec.shortcut, self)
                shortcut.activated.connect(getattr(self, spec.slot))
        for i, page in enumerate(PAGES[:9], 1):
            shortcut = QShortcut(page_keys(i), self)
            shortcut.activated.connect(lambda key=page.key: self.show_page(key))

    def _build(self) -> None:
        self.scope_button = MenuButton("", icon="building", strong=True, tip="Vilken verksamhet alla sidor visar")
        self.year_button = MenuButton("", strong=True, tip="Vilket år alla sidor visar")
        self.scope_button.clicked.connect(lambda _checked=False: open_scope_menu(self))
        self.year_button.clicked.connect(lambda _checked=False: open_year_menu(self))
        self.search = SearchField()
        self.search.opened.connect(self.open_palette)
        self.avatar = Avatar()
        self.avatar.clicked.connect(lambda _checked=False: open_me_menu(self))
        self.aid = Button("", "quiet", icon="question_circle", tip="Hjälp", press=lambda: open_help_menu(self))
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
        inside.addWidget(self._message_box)
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

    # life

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
        key = wanted if wanted in ICONS else PAGES[0].key
        single = Qt.ConnectionType.SingleShotConnection  # what counts the badges takes a while to read
        self.page(key).filled.connect(lambda: QTimer.singleShot(BADGES_MS, self, self.count_waiting), single)
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

    # scope, year, me

    def _scope_changed(self) -> None:
        if self.context is None:
            return
        self.scope_button.rename(self.context.scope.name())
        self.year_button.rename(str(self.context.scope.ar))
        self._settings.set(SCOPE, self.context.scope.enhet_id)
        page = self.current()
        if page is not None and self._pages:
            page.refresh()

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

    # actions

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self.context is None:
            return
        from kvalitet_app.ui.window.palette import Palette

        self._palette = Palette(self, self._actions, self._find)
        self._palette.open_at(self.search.mapToGlobal(QPoint(-8, -8)), self.search.width() + 16)

    def _actions(self) -> list[Entry]:
        found: list[Entry] = [
            (page.icon, page.title, "", lambda key=page.key: self.show_page(key))  # type: ignore[misc]
            for page in PAGES
        ]
        for spec in ACTIONS:
            if spec.name not in ("sok", "tillbaka", "ny"):
                icon = "add" if spec.name.startswith("ny") else "arrow_right"
                found.append((icon, spec.text, spec.keys, getattr(self, spec.slot)))
        return found

    def _find(self, wanted: str, done: Callable[[Sequence[Entry]], object]) -> None:
        from kvalitet_app.services.search import Traff, search

        def entries(found: Sequence[Traff]) -> None:
            shown: list[Entry] = []
            for hit in found:
                key = OPENERS.get(hit.slag)
                if key is not None:
                    where = {"rad_id": hit.rad_id} | ({"slag": hit.slag} if key == "installningar" else {})
                    act = lambda key=key, where=where: self.show_page(key, **where)  # noqa: E731
                    shown.append((ICONS[key], hit.titel, hit.undertext, act))
            done(shown)

        if self.context is not None:
            self.context.tasks.ask(search, done=entries, sok=wanted)

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

        HelpWindow(self).show()

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

    # messages

    def tell(self, tone: str, head: str, text: str, actions: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Show a line above the page; it goes by itself unless it is an error."""
        bar = MessageBar(tone, head, text, *actions, close=lambda: self._remove(bar))
        self._messages.addWidget(bar)
        self._message_box.show()
        while self._messages.count() > 3:
            first = self._messages.itemAt(0)
            if first is None or (old := first.widget()) is None:
                break
            self._remove(old)
        if tone != "red":
            QTimer.singleShot(MESSAGE_MS, bar, lambda: self._remove(bar))

    def _remove(self, bar: QWidget) -> None:
        self._messages.removeWidget(bar)
        self._message_box.setVisible(self._messages.count() > 0)
        bar.hide()
        bar.deleteLater()

    # the window itself

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
        self.closing.emit()
        event.accept()
