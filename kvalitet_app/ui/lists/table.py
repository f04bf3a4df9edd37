"""Large lists: the model holds ids and a few pages of rows, so a million rows cost eight megabytes."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
)

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.lists.table_paint import Head, RowDelegate
from kvalitet_app.ui.lists.table_roles import IdRole, Index, MarkRole, QuietRole, Role
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.parts.buttons import BY_KEYBOARD, Menu
from kvalitet_app.ui.parts.layout import LEFT, MID, RIGHT
from kvalitet_app.ui.parts.marks import Mark
from kvalitet_app.ui.parts.theme import colour

PAGE = 200
KEPT_PAGES = 12
LONG = 24
DANGEROUS = ("=", "+", "-", "@", "\t")
_ENDS_A_CELL = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column is declared: its key for sorting, its heading, its text, how wide, how it looks.

    `width` 0 takes what is left. `needs` is the least width of the table at which it is shown. `mark` paints a
    state instead of the text. `quiet` is for what is read second, and what is true only today is not put `on_paper`.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    width: int = 0
    right: bool = False
    quiet: bool = False
    needs: int = 0
    mark: Callable[[Any], Mark] | None = None
    sortable: bool = True
    on_paper: bool = True


class PagedModel(QAbstractTableModel):
    """Ids in order; rows are fetched a page at a time when they are painted."""

    def __init__(self, columns: Sequence[Column], fetch: Callable[[Sequence[int]], Mapping[int, Any]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Mapping[int, Any]] = OrderedDict()

    @property
    def ids(self) -> array[int]:
        """The ids in display order."""
        return self._ids

    def set_ids(self, ids: array[int]) -> None:
        """Show another selection or order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Read the rows anew at the next paint."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def row(self, number: int) -> Any:  # noqa: ANN401 - the page's own row type
        """The row at a place, or None when it has gone since the ids were read."""
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            rows = self._pages[page] = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return rows.get(self._ids[number])

    def place_of(self, row_id: int) -> int:
        """Where an id stands, or -1."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns are declared."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401
        """Headings and their side."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.TextAlignmentRole:
            return (RIGHT if self.columns[section].right else LEFT) | MID
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - whatever the role holds
        """A cell: text, mark, side, and its words for a screen reader."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return (RIGHT if column.right else LEFT) | MID
        if role == IdRole:
            return self._ids[index.row()]
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole, MarkRole, QuietRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == MarkRole:
            return column.mark(row) if column.mark else None
        if role == QuietRole:
            return column.quiet
        text = column.text(row)
        if role == Role.AccessibleTextRole:
            return f"{column.title}: {text}"
        return text if role == Role.DisplayRole or len(text) > LONG else None


class Table(QTableView):
    """A list of rows: sorts by its headings, remembers widths and columns, copies to Excel with Ctrl+C."""

    sort_asked = Signal(str, bool)  # key, descending
    row_chosen = Signal(int)  # id of the current row, -1 when none
    copied = Signal(list)  # the ids of the rows on the clipboard
    opened = Signal(int)  # Enter or double click

    def __init__(self, model: PagedModel, *, name: str, settings: Settings, lead: int = 0) -> None:
        super().__init__()
        self.hovered, self.lead, self.keyed = -1, lead, False
        self._name, self._settings = name, settings
        self._model = model
        self.setModel(model)
        self.setHorizontalHeader(Head(self))
        self.setItemDelegate(RowDelegate(self))
        self._look()
        self._columns()
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_chosen.emit(self.current_id()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(IdRole)))
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._sort_by)
        head.sectionResized.connect(self._remember)
        head.sectionMoved.connect(self._remember)
        head.customContextMenuRequested.connect(self._column_menu)

    def _look(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.ROW)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(tokens.ROW)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it

    def _columns(self) -> None:
        head, state = self.horizontalHeader(), self._settings.table(self._name)
        widths = state.get("bredder", {})
        for i, column in enumerate(self._model.columns):
            fixed = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(i, fixed)
            if column.width:
                self.setColumnWidth(i, int(widths.get(column.key, column.width)))
        head.setSortIndicatorShown(True)
        self._hidden: set[str] = set(state.get("dolda", ()))

    def show_sort(self, key: str, descending: bool) -> None:
        """Show by which column the rows are ordered."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        keys = [column.key for column in self._model.columns]
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    def remembered_sort(self) -> tuple[str, bool] | None:
        """The order the person used last."""
        sort = self._settings.table(self._name).get("sortering")
        keys = [column.key for column in self._model.columns if column.sortable]
        return (sort[0], bool(sort[1])) if isinstance(sort, list) and sort[0] in keys else None

    def _sort_by(self, section: int) -> None:
        column = self._model.columns[section]
        if not column.sortable:
            return
        sort = self.remembered_sort()
        descending = not sort[1] if sort is not None and sort[0] == column.key else False
        self._store(sortering=[column.key, descending])
        self.show_sort(column.key, descending)
        self.sort_asked.emit(column.key, descending)

    def _remember(self) -> None:
        shown = {
            c.key: self.columnWidth(i) for i, c in enumerate(self._model.columns) if c.width and self.columnWidth(i)
        }
        self._store(bredder=shown)

    def _store(self, **parts: object) -> None:
        if self._name:  # a list that is made for one question has nothing to remember
            self._settings.set_table(self._name, self._settings.table(self._name) | parts)

    def _column_menu(self, where: QPoint) -> None:
        menu = Menu(self)
        for i, column in enumerate(self._model.columns):
            if i != self.lead:
                on = column.key not in self._hidden
                menu.add(column.title, partial(self._toggle, column.key), checked=on)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def _toggle(self, key: str) -> None:
        self._hidden ^= {key}
        self._store(dolda=sorted(self._hidden))
        self._fit()

    def _fit(self) -> None:
        for i, column in enumerate(self._model.columns):
            narrow = bool(column.needs) and self.viewport().width() < column.needs
            self.setColumnHidden(i, narrow or column.key in self._hidden)

    def current_id(self) -> int:
        """The id of the current row, or -1."""
        index = self.currentIndex()
        return int(index.data(IdRole)) if index.isValid() else -1

    def choose_id(self, row_id: int) -> bool:
        """Make a row the current one; False when it is not in the list."""
        place = self._model.place_of(row_id)
        if place < 0:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, 0))
        return True

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from above."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [int(self._model.index(place, 0).data(IdRole)) for place in places]

    def copied_text(self) -> str:
        """The selected rows with their headings, tab-separated; nothing that a spreadsheet would run."""
        shown = [i for i in range(len(self._model.columns)) if not self.isColumnHidden(i)]
        shown.sort(key=self.horizontalHeader().visualIndex)
        lines = ["\t".join(safe_cell(self._model.columns[i].title) for i in shown)]
        for place in sorted(index.row() for index in self.selectionModel().selectedRows()):
            cells = (str(self._model.index(place, i).data() or "") for i in shown)
            lines.append("\t".join(safe_cell(cell) for cell in cells))
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
            self.copied.emit(self.selected_ids())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id() >= 0:
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop columns before the lead column is starved."""
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and one ring round the current row, not round a cell."""
        super().paintEvent(event)
        at = self.currentIndex()
        if self.hasFocus() and self.keyed and at.isValid():
            top = self.visualRect(at)
            p = QPainter(self.viewport())
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(colour("accent"), 2))
            p.drawRoundedRect(QRectF(1, top.top(), self.viewport().width() - 2, top.height() - 1), 4, 4)
            p.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came; a list with rows and none chosen chooses the first."""
        self.keyed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press below the last row leaves the row that is chosen, for its inspector is still shown."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hovered row is tinted whole."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()


def safe_cell(cell: str) -> str:
    """A text as one cell of tab-separated rows: on one line, never a formula, and in quotes where it begins with one.

    A quotation mark that opens a cell and is not closed makes a spreadsheet take the cells and rows after it as text.
    """
    flat = " ".join(cell.split()) if _ENDS_A_CELL.search(cell) else cell
    if flat.lstrip().startswith('"'):
        return '"' + flat.replace('"', '""') + '"'
    return f"'{flat}" if flat.startswith(DANGEROUS) else flat
