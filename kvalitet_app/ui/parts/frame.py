"""The frame of the window: navigation rail, search field, page header, status bar, focus ring."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLineEdit, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button, Chip, Painted, without_state
from kvalitet_app.ui.parts.choices import Segments
from kvalitet_app.ui.parts.layout import CENTRE, LEFT, MID, Icon, column, label, row
from kvalitet_app.ui.parts.theme import colour, font, paint_icon


class FocusRing(QWidget):
    """A 2 px ring, 2 px outside whatever button has the focus by keyboard; fields and tables show their own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._on: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)
        self.hide()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._on is not None:
            self._on.removeEventFilter(self)
        pressed = isinstance(new, (QAbstractButton, Segments)) and getattr(new, "keyed", False)
        self._on = new if new is not None and pressed and self.window().isAncestorOf(new) else None
        self.setVisible(self._on is not None)
        if self._on is not None:
            self._on.installEventFilter(self)
            self._on.destroyed.connect(self._gone)
            self._place()

    def _gone(self) -> None:
        self._on = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what has the focus."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _place(self) -> None:
        if self._on is None:
            return
        inner = self._on.rect().adjusted(8, 2, -8, -2) if isinstance(self._on, NavItem) else self._on.rect()
        corner = self._on.mapTo(self.window(), inner.topLeft())
        self.setGeometry(QRect(corner, inner.size()).adjusted(-4, -4, 4, 4))
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(colour("accent"), 2))
        radius = self.height() / 2 - 1 if isinstance(self._on, Chip) else tokens.RADIUS + 3
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        p.end()


class NavItem(Painted):
    """One page in the rail; the badge says how much waits for the person there."""

    def __init__(self, text: str, icon: str, key: str = "") -> None:
        super().__init__(text)
        self._icon, self._badge, self._key, self.narrow = icon, 0, key, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(36)
        self.set_badge(0)

    def set_badge(self, number: int) -> None:
        """How much waits."""
        self._badge = number
        waits = f", {number} väntar på dig" if number else ""
        self.setToolTip(f"{self.text()}{waits} · {self._key}" if self._key else f"{self.text()}{waits}")
        self.setAccessibleName(f"{self.text()}{waits}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, bar, icon, word, badge."""
        p, t, on = self.brush(), theme.now(), self.isChecked()
        box = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        p.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            p.setBrush(QColor(theme.mix(t.canvas, t.text, 0.085 if on else 0.05)))
            p.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        if on:
            p.setBrush(QColor(t.accent))
            p.drawRoundedRect(QRectF(8, 10, 3, 16), 1.5, 1.5)
        paint_icon(p, QRectF(18, 8, 20, 20), self._icon, "accent" if on else "muted")
        if self.narrow:
            if self._badge:  # a dot: the figure is in the tooltip
                p.setPen(QPen(QColor(t.canvas), 2))
                p.setBrush(QColor(t.accent))
                p.drawEllipse(QPointF(38, 10), 5, 5)
        else:
            p.setFont(font("strong" if on else "body"))
            p.setPen(QColor(t.text))
            p.drawText(QRectF(48, 0, self.width() - 88, 36), LEFT | MID, self.text())
            if self._badge:
                self._paint_badge(p, box)
        p.end()

    def _paint_badge(self, p: QPainter, box: QRectF) -> None:
        t, text = theme.now(), str(self._badge) if self._badge < 100 else "99+"
        wide = max(20, self.advance(text, "label") + 12)
        pill = QRectF(box.right() - 8 - wide, 8, wide, 20)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(t.accent))
        p.drawRoundedRect(pill, 10, 10)
        p.setPen(QColor(t.on_accent))
        p.setFont(font("label"))
        p.drawText(pill, CENTRE, text)


class Brand(QWidget):
    """The mark and the name, as tall as the top bar so that their baselines meet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.TOPBAR)
        self.narrow = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tick in its square."""
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(t.accent))
        p.drawRoundedRect(QRectF(16, 12, 24, 24), 6, 6)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        p.setPen(QPen(QColor(t.on_accent), 2.2, Qt.PenStyle.SolidLine, round_cap, round_join))
        p.drawPolyline([QPointF(22, 24.4), QPointF(26.4, 28.6), QPointF(34, 19.8)])
        if not self.narrow:
            p.setFont(font("section"))
            p.setPen(QColor(t.text))
            p.drawText(QRectF(48, 0, 140, tokens.TOPBAR), LEFT | MID, "Kvalitet")
        p.end()


class NavRail(QFrame):
    """Icon and word; icons only in a narrow window. Entries: (key, text, icon, shortcut)."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str, str]], foot: Sequence[tuple[str, str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._brand = Brand()
        self.items: dict[str, NavItem] = {}
        for key, text, icon, shortcut in (*entries, *foot):
            item = NavItem(text, icon, shortcut)
            item.clicked.connect(without_state(partial(self.chosen.emit, key)))
            self.items[key] = item
        top = [self.items[key] for key, *_ in entries]
        feet = [self.items[key] for key, *_ in foot]
        self.setLayout(column(self._brand, 8, *top, None, *feet, 4, gap=2))
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only."""
        self.setFixedWidth(tokens.RAIL_NARROW if narrow else tokens.RAIL)
        self._brand.narrow = narrow
        self._brand.update()
        for item in self.items.values():
            item.narrow = narrow
            item.update()


class SearchField(QLineEdit):
    """Looks like a field and opens the palette, where search and actions are."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setFont(font())
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPlaceholderText("Sök eller gör …")
        self.setAccessibleName("Sök eller gör")
        self.setToolTip("Sök i allt eller skriv vad du vill göra · Ctrl+K")
        self.setMaximumWidth(420)
        self.setMinimumWidth(200)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click opens the palette."""
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tabbing here shows the focus; Enter, Space or any letter opens the palette."""
        super().focusInEvent(event)

    def keyPressEvent(self, event: QEvent) -> None:
        """Any key that writes opens the palette; Tab goes on."""
        if getattr(event, "text", str)().strip() or getattr(event, "key", int)() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Space,
        ):
            self.opened.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, a lens and the key."""
        super().paintEvent(event)
        p, t = QPainter(self), theme.now()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(p, QRectF(9, 7, 18, 18), "search", "muted")
        wide = QFontMetricsF(font("small")).horizontalAdvance("Ctrl+K")
        p.setFont(font("small"))
        p.setPen(QColor(t.muted))
        p.drawText(QRectF(self.width() - wide - 12, 0, wide + 2, 32), LEFT | MID, "Ctrl+K")
        p.end()


class Avatar(Painted):
    """The person at work."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFixedSize(56, 32)

    def show_person(self, initials: str, name: str) -> None:
        """Whose initials stand here."""
        self.setText(initials)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A round with initials."""
        p, t = self.brush(), theme.now()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(t.accent_soft))
        p.drawEllipse(QRectF(2, 1, 30, 30))
        p.setPen(QColor(t.accent))
        p.setFont(font("label"))
        p.drawText(QRectF(2, 1, 30, 30), CENTRE, self.text())
        paint_icon(p, QRectF(36, 9, 14, 14), "chevron_down", "muted")
        p.end()


class StatusBar(QFrame):
    """Always true, never noisy: what was saved, the newest copy, and what the page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setFixedHeight(tokens.STATUSBAR)
        self._mark = Icon("checkmark_circle", "green", 16)
        self._saved = label("", "small", "muted")
        self._disk = Icon("save", "muted", 16)
        self._copy = label("", "small", "muted")
        self._shown = label("", "small", "muted")
        self.undo = Button("Ångra", "link", key="Ctrl+Z")
        parts = (self._mark, self._saved, self.undo, 16, self._disk, self._copy, None, self._shown)
        self.setLayout(row(*parts, gap=6, margins=(24, 0, 24, 0)))
        self.say("")
        self.offer_undo("")
        self.show_copy("")

    def say(self, text: str) -> None:
        """What was done last."""
        self._mark.setVisible(bool(text))
        self._saved.setText(text)

    def offer_undo(self, what: str) -> None:
        """Offer to take the last change back; "" when there is none."""
        self.undo.setVisible(bool(what))
        self.undo.setToolTip(f"Ångra {what} · Ctrl+Z")
        self.undo.setAccessibleName(f"Ångra {what}")

    def show_copy(self, text: str) -> None:
        """When the newest copy was taken."""
        self._disk.setVisible(bool(text))
        self._copy.setText(text)

    def show_count(self, text: str) -> None:
        """What the page shows of how much there is."""
        self._shown.setText(text)


class PageHeader(QWidget):
    """Title, one quiet line beside it, and the page's buttons; the primary one last, at the right edge."""

    def __init__(self, title: str, *buttons: QWidget, note: str = "", back: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setFixedHeight(64)
        self.title = label(title, "title")
        self.note = label(note, "body", "muted")
        self.note.setContentsMargins(0, 5, 0, 0)  # baseline of 14 px text on the baseline of 24 px text
        lead = [Button("", "quiet", icon="arrow_left", key="Esc", tip="Tillbaka", press=back)] if back else []
        self.note.setMinimumWidth(1)  # it asks for no room: see resizeEvent
        left = 16 if back else 24
        self.setLayout(row(*lead, self.title, 4, self.note, None, *buttons, margins=(left, 8, 24, 4)))
        self._others = (*lead, self.title, *buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quiet line goes before the title or a button is cut."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """So it does when it, or a button, says something longer."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _make_room(self) -> None:
        shown = [part for part in self._others if not part.isHidden()]
        needs = sum(part.sizeHint().width() + 8 for part in shown) + self.note.sizeHint().width() + 68
        self.note.setVisible(needs <= self.width())
