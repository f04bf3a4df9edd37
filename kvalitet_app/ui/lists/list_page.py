"""A page that is a list and an inspector: saved views, filters, table left, the chosen record right."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.tal import number
from kvalitet_app.services.access.ways_out import note_copied
from kvalitet_app.ui.forms.draft import flush_drafts
from kvalitet_app.ui.lists.filter import Filter
from kvalitet_app.ui.lists.side_panel import SidePanel
from kvalitet_app.ui.lists.table import Column, PagedModel, Table
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.parts.buttons import Button, Chip, without_state
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import column, holder, line, row
from kvalitet_app.ui.parts.reading import EmptyState
from kvalitet_app.ui.parts.theme import font

if TYPE_CHECKING:
    from kvalitet_app.ui.paper.printing import Printout

NONE_HERE, NONE_WAY = "Inget här just nu", "Välj en annan vy, eller ta bort filtren."
SEARCH_WAIT_MS = 180
FIRST_ROW_MS = 30  # time for the list to be painted before its first row is opened


class ListPage(Page):
    """What list pages share. A subclass declares columns, views and filters, and asks its services."""

    name = ""
    title = ""
    primary: tuple[str, str] | None = None  # word and icon of the one filled button
    views: Sequence[tuple[str, str]] = ()
    first_view = "alla"
    first_sort = ("nr", True)
    columns: Sequence[Column] = ()
    find_ids: Callable[..., array[int]]  # the services that answer a selection: its ids, and how many each view holds
    count_rows: Callable[..., dict[str, int]]
    read_rows: Callable[..., Mapping[int, Any]]  # the service behind `fetch`
    said_rows = ("rad", "rader")  # what one row is called on paper, and several
    of_a_year: ClassVar[Mapping[str, object]] = {}  # the limits of a year, lifted for records that are named one by one
    as_sheet = True  # a list without an export of its own can be saved as a table from Ctrl+P
    lead = 1
    side: SidePanel
    empty: tuple[str, str, str] = ("info", "", "")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.vy = self.first_view
        self.sort = self.first_sort
        self.extra: dict[str, Any] = {}  # limits that came with a number that was opened
        self._asked = 0
        self._wanted: int | None = None
        self._first = True
        self._writing = self._loading = False  # a new record is written in the panel; the rows are being put in
        self.model = PagedModel(self.columns, self.fetch)
        self.table = Table(self.model, name=self.name, settings=context.settings, lead=self.lead)
        self.table.setAccessibleName(self.title)
        self.sort = self.table.remembered_sort() or self.first_sort
        self.table.show_sort(*self.sort)
        self._build()
        self.table.sort_asked.connect(self._sorted)
        self.table.row_chosen.connect(self._chosen)
        self.table.copied.connect(self._copied)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self.side.come)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_WAIT_MS)
        self._pause.timeout.connect(self.load)
        context.scope.changed.connect(self._scope_changed)

    # what a subclass says

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """The rows of some ids."""
        raise NotImplementedError

    def urval(self) -> Any:  # noqa: ANN401 - the page's own selection
        """What the chips, the filters and the scope say together."""
        raise NotImplementedError

    def inspect(self, row_id: int) -> QWidget | None:
        """The inspector of a row."""
        raise NotImplementedError

    def filters(self) -> list[Filter]:
        """The drop-downs."""
        return []

    def buttons(self) -> list[QWidget]:
        """Quiet buttons of the header."""
        return []

    def open_row(self, row_id: int) -> None:
        """Enter or double click on a row."""

    def tables(self) -> frozenset[str]:
        """Changes of these tables concern the list."""
        return frozenset({self.name})

    # the page

    def _build(self) -> None:
        self.printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut", press=self.print_page)
        self.header = PageHeader(self.title, *self.buttons(), self.printer, *self._primary())
        self.chips = {key: Chip(word, checked=key == self.vy) for key, word in self.views}
        for key, chip in self.chips.items():
            chip.clicked.connect(without_state(partial(self.choose_view, key)))
        self.filter_buttons = self.filters()
        self.search = QLineEdit()
        self.search.setFont(font())
        self.search.setPlaceholderText("Filtrera …")
        self.search.setAccessibleName("Filtrera listan")
        self.search.setToolTip("Visa bara rader med orden · Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(150)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.reset = Button("Rensa", "quiet", icon="dismiss", tip="Ta bort alla filter", press=self.clear_filters)
        self.reset.hide()
        band = self._band()
        self.nothing = QStackedWidget()
        self.nothing.addWidget(self.table)
        self.nothing.addWidget(self._empty_state())
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.nothing, 1)
        self.side = SidePanel(self, self._middle)
        box = column(self.header, band, line(), gap=0)
        box.addLayout(self._middle, 1)
        self.setLayout(box)

    def _band(self) -> QFrame:
        """Chips, filters, the filter field."""
        chips = row(*self.chips.values(), None)
        filters = row(*self.filter_buttons, self.search, self.reset, None)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setContentsMargins(24, 0, 24, 12)
        self._parts.setSpacing(8)
        for part in (chips, filters):
            self._parts.addLayout(part)
        self._parts.setStretch(1, 1)
        self._band_frame = holder(self._parts)
        self._band_frame.setMinimumWidth(1)  # it folds when it is given its width, and asks for none
        return self._band_frame

    def _fold_band(self) -> None:
        """Views and filters side by side, or one above the other where they would not both be seen whole."""
        shown = [*self.chips.values(), *self.filter_buttons, self.search, *([self.reset] if self.is_limited() else [])]
        both = sum(part.sizeHint().width() + 8 for part in shown if part is not self.search) + self.search.width() + 64
        side_by_side = both <= self.width()
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if side_by_side else way.TopToBottom)
        self._band_frame.setFixedHeight(44 if side_by_side else 84)

    def _primary(self) -> list[QWidget]:
        if self.primary is None:
            return []
        self.primary_button = Button(self.primary[0], "primary", icon=self.primary[1], key="Ctrl+N", press=self.new)
        return [self.primary_button]

    def _empty_state(self) -> QWidget:
        icon, head, text = self.empty
        first = [Button(self.primary[0], "tonal", icon=self.primary[1], press=self.new)] if self.primary else []
        return EmptyState(icon, head, text, *first)

    def choose_view(self, key: str) -> None:
        """Show a saved view."""
        self.vy = key
        if key in self.chips:
            self.chips[key].setChecked(True)
        self.load()

    def clear_filters(self) -> None:
        """Take every limit away but the view."""
        self.extra = {}
        for button in self.filter_buttons:
            button.choose((), tell=False)
        self.search.setText("")
        self.load()

    def is_limited(self) -> bool:
        """Whether filters hide something."""
        return bool(self.extra or self.search.text().strip() or any(button.values for button in self.filter_buttons))

    def load(self) -> None:
        """Ask for the list anew; the row that was chosen stays chosen."""
        self._pause.stop()
        self.reset.setVisible(self.is_limited())
        self._fold_band()
        self._asked += 1
        asked, kept = self._asked, self._wanted if self._wanted is not None else self.table.current_id()

        def show(ids: array[int]) -> None:
            if asked == self._asked:
                self._show(ids, kept)
                QTimer.singleShot(0, self, count)  # once the rows are painted: the two would slow each other

        def count() -> None:
            if asked == self._asked:
                self.context.tasks.ask(self.count_rows, done=show_counts, urval=urval)

        def show_counts(counts: dict[str, int]) -> None:
            if asked == self._asked:
                self._show_counts(counts)

        urval = self.urval()
        self.context.tasks.ask(self.find_ids, done=show, urval=urval)

    def _show(self, ids: array[int], kept: int) -> None:
        first, self._first = self._first, False
        self._loading = True
        self.model.set_ids(ids)
        self.nothing.setCurrentIndex(0)
        if self._wanted is not None and self._wanted in ids:
            self.side.come()
        self._wanted = None
        chosen = self.table.choose_id(kept)
        if ids and not chosen and not first:
            self.table.selectRow(0)
        self._loading = False
        if not ids and not self._writing:
            self.side.put(None)
        elif ids and not chosen and first and not self._writing:
            self.side.put(QWidget())  # its place, so that the list does not jump when the row is there
            QTimer.singleShot(FIRST_ROW_MS, self, self._choose_first)
        self.filled.emit()

    def _choose_first(self) -> None:
        """The list is seen before the first row is opened."""
        if self.isVisible() and self.table.current_id() < 0 and not self._writing and self.model.rowCount():
            self.table.selectRow(0)

    def _show_counts(self, counts: dict[str, int]) -> None:
        for key, chip in self.chips.items():
            chip.set_count(counts.get(key))
        self._fold_band()
        here, total = self.model.rowCount(), counts.get("alla", 0)
        self._show_place(0 if here or self._writing else 2 if total or self.is_limited() else 1)
        words = f"{number(here)} av {number(total)} visas" if here < total else f"{number(here)} visas"
        self.context.show_count(words if self.isVisible() else "")

    def _show_place(self, at: int) -> None:
        """The rows, what the register is for, or that nothing is here just now."""
        if at == 2 and self.nothing.count() == at:
            self.nothing.addWidget(EmptyState("checkmark_circle", NONE_HERE, NONE_WAY))
        self.nothing.setCurrentIndex(at)

    def units(self, chosen: Filter) -> frozenset[int] | None:
        """The units of the scope that a filter leaves; None is all of them."""
        units = self.context.scope.units()
        if not chosen.values:
            return units
        picked = chosen.picked(int) or frozenset()
        return picked if units is None else units & picked

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - vy, rad_id and the page's own limits
        """Show a record, or the rows that a number counts."""
        self._wanted = query.pop("rad_id", None)
        if self._wanted is not None or "ids" in query:
            query = {**self.of_a_year, **query}
        vy = query.pop("vy", "alla" if self._wanted is not None or query else self.vy)
        for button in self.filter_buttons:
            button.choose((), tell=False)
        self.search.blockSignals(True)
        self.search.setText("")
        self.search.blockSignals(False)
        self.extra = query
        self.choose_view(vy)

    def refresh(self, change: Change | None = None) -> None:
        """Load anew when the change concerns the list."""
        if change is None or change.tables & self.tables():
            self.load()
            if not self._writing:
                self._chosen(self.table.current_id())

    def _scope_changed(self) -> None:
        if self.isVisible():
            self.load()

    def _sorted(self, key: str, descending: bool) -> None:
        self.sort = (key, descending)
        self.load()

    def _chosen(self, row_id: int) -> None:
        if self._loading and (self._writing or row_id < 0):
            return  # the rows are being put in: what is chosen among them comes next
        self._writing = False
        self.side.put(self.inspect(row_id) if row_id >= 0 else None, row_id)

    def _copied(self, ids: list[int]) -> None:
        self.context.tasks.ask(note_copied, done=lambda _count: None, urval=self.urval(), ids=ids)

    def _opened(self, row_id: int) -> None:
        if not self.side.come(to_it=True):
            self.open_row(row_id)

    def _write_in_panel(self, form: QWidget) -> None:
        """Show a form for something new: it stays until it is sent, given up or another row is chosen."""
        self._writing = True
        self.side.put(form)
        self.side.come()

    def made(self, row_id: int | None) -> None:
        """Something new is saved and shown, or (None) given up."""
        if row_id is None:
            self._written()
            return
        self._writing = False
        self.show_query(vy=self.first_view, rad_id=row_id)

    def _written(self, _row_id: int | None = None) -> None:
        """The form is sent or given up: the chosen row again."""
        self._writing = False
        self._chosen(self.table.current_id())
        self.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Views, filters and inspector take their places."""
        super().resizeEvent(event)
        self._fold_band()
        self.side.place()

    def back(self) -> bool:
        """Esc: an inspector that lies over the list goes, and the list has the keys."""
        if not self.side.go():
            return False
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def printouts(self) -> list[Printout]:
        """The record that is open, the list as it is filtered and sorted, and the page's own."""
        from kvalitet_app.ui.paper.printing import RECORDS, record_printout

        row_id = self.table.current_id()
        is_open = row_id >= 0 and self.side.isVisible() and self.name in RECORDS
        record = [record_printout(self.context, self.name, row_id, self.read_rows)] if is_open else []
        return [*record, self.list_printout(self.urval(), self.words_of_view()), *self.more_printouts()]

    def words_of_view(self) -> str:
        """What the view is called."""
        return dict(self.views).get(self.vy, "")

    def list_printout(self, urval: object, vy: str) -> Printout:
        """A selection with the columns that the person has not put away."""
        from kvalitet_app.ui.paper.printing import list_printout

        hidden = set(self.context.settings.table(self.name).get("dolda", ()))
        columns = tuple((c.title, c.text, c.right) for c in self.columns if c.on_paper and c.key not in hidden)
        services = type(self).find_ids, type(self).read_rows
        return list_printout((self.title, urval, vy, self.said_rows, columns, *services), sheet=self.as_sheet)

    def more_printouts(self) -> list[Printout]:
        """What else can be printed from this page."""
        return []

    def print_page(self) -> None:
        """Ctrl+P: the list, or the record that is open."""
        from kvalitet_app.ui.paper.printing import offer

        offer(self, self.context, self.printer, self.printouts())

    def save(self) -> None:
        """Ctrl+S: what is filled in beside the list."""
        for inspector in self.side.findChildren(QWidget):
            if inspector.isVisibleTo(self) and callable(save := getattr(inspector, "save", None)):
                save()
                return

    def leave(self) -> None:
        """Keep what is typed."""
        flush_drafts(self.side)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table
