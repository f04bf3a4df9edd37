"""Ctrl+K: finds records of every kind and actions in one field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.lists.table_roles import Index, Role
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.layout import LEFT, MID, TOP, column, elided, label
from kvalitet_app.ui.parts.theme import font, paint_icon

WAIT_MS = 150
HIGH = 44
Entry = tuple[str, str, str, Callable[[], object]]  # icon, title, second line, what it does
Search = Callable[[str, Callable[[Sequence[Entry]], object]], object]


class _Delegate(QStyledItemDelegate):
    """Icon, title, second line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One entry."""
        t, r = theme.now(), option.rect
        here = index.row() == index.model().property("here")
        entry: Entry = index.data(Role.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft))
            painter.drawRoundedRect(QRectF(r).adjusted(4, 1, -4, -1), tokens.RADIUS, tokens.RADIUS)
        paint_icon(painter, QRectF(r.left() + 14, r.top() + 12, 20, 20), entry[0], "accent" if here else "muted")
        painter.setFont(font("body"))
        painter.setPen(QColor(t.text))
        room = r.width() - 60
        top = 3 if entry[2] else 11
        painter.drawText(QRectF(r.left() + 44, r.top() + top, room, 22), LEFT | MID, elided(entry[1], "body", room))
        if entry[2]:
            painter.setFont(font("small"))
            painter.setPen(QColor(t.muted))
            painter.drawText(QRectF(r.left() + 44, r.top() + 22, room, 20), LEFT | MID, elided(entry[2], "small", room))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every entry is as high."""
        return QSize(100, HIGH)


class Palette(QFrame):
    """A field and what it finds, over the window. Esc closes, arrows walk, Enter does."""

    def __init__(self, parent: QWidget, actions: Callable[[], Sequence[Entry]], search: Search) -> None:
        super().__init__(
            parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._actions, self._search = actions, search
        self._asked = 0
        self.field = QLineEdit()
        self.field.setFont(font())
        self.field.setPlaceholderText("Sök avvikelser, rutiner, enheter … eller skriv vad du vill göra")
        self.field.setAccessibleName("Sök eller gör")
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Träffar")
        self.list.itemClicked.connect(lambda item: self._do(self.list.row(item)))
        self.list.setMouseTracking(True)
        self.list.itemEntered.connect(lambda item: self._walk_to(self.list.row(item)))
        self.nothing = label(
            "Inget hittades. Prova ett annat ord, eller ett avvikelsenummer.", "body", "muted", wrap=True
        )
        self.nothing.setContentsMargins(14, 8, 14, 8)
        self.nothing.setAlignment(TOP)
        self.nothing.hide()
        self.setLayout(column(self.field, self.nothing, self.list, gap=4, margins=(8, 8, 8, 8)))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_MS)
        self._pause.timeout.connect(self._find)
        self.field.textChanged.connect(self._typed)

    def open_at(self, top_left: QPoint, wide: int) -> None:
        """Show the palette, empty."""
        self.resize(max(wide, 520), 8 + 34 + 4 + 9 * HIGH + 8)
        self.move(top_left)
        self.field.clear()
        self._typed()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self) -> None:
        wanted = self.field.text().strip().casefold()
        fitting = [entry for entry in self._actions() if all(word in entry[1].casefold() for word in wanted.split())]
        self._asked += 1
        self._fill(fitting)
        if len(wanted) > 1:
            self._pause.start()

    def _find(self) -> None:
        number, own = self._asked, self._shown()

        def add(found: Sequence[Entry]) -> None:
            if number == self._asked and self.isVisible():
                self._fill([*own[:3], *found, *own[3:]] if found else own)

        self._search(self.field.text(), add)

    def _shown(self) -> list[Entry]:
        return [self.list.item(i).data(Role.UserRole) for i in range(self.list.count())]

    def _fill(self, entries: Sequence[Entry]) -> None:
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry[1]} {entry[2]}")
            item.setData(Role.UserRole, entry)
            self.list.addItem(item)
        self.nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self._walk_to(0)

    def _walk_to(self, place: int) -> None:
        place = min(max(place, 0), self.list.count() - 1)
        self.list.model().setProperty("here", place)
        if place >= 0:
            self.list.scrollToItem(self.list.item(place))
        self.list.viewport().update()

    def _do(self, place: int) -> None:
        if 0 <= place < self.list.count():
            entry: Entry = self.list.item(place).data(Role.UserRole)
            self.hide()
            entry[3]()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while the field is typed in."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        here = int(self.list.model().property("here") or 0)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in step:
            self._walk_to(here + step[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(here)
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with round corners and a border strong enough to stand without a shadow."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(theme.mix(t.surface, t.text, 0.25)), 1))
        p.setBrush(QColor(t.surface))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        p.end()
