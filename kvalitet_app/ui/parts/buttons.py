"""Everything one presses."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QWidget

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.control import Reasoned
from kvalitet_app.ui.parts.layout import LEFT, MID, RIGHT
from kvalitet_app.ui.parts.theme import font, paint_icon

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
HIGH = 32


class Keyed:
    """Mixed in before a Qt class: knows whether the focus came by keyboard, for only then is a ring wanted."""

    keyed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self.keyed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)  # type: ignore[misc]


def hint(text: str, key: str) -> str:
    """A tooltip: what it does and its key."""
    return " · ".join(part for part in (text.replace("&", ""), key) if part)


def without_state(act: Callable[[], object]) -> Callable[..., object]:
    """What is pressed hands over whether it is checked; what is done takes nothing."""

    def pressed(_checked: bool = False) -> None:
        act()

    return pressed


class Button(Keyed, Reasoned, QPushButton):
    """kind: primary (one a page), tonal (the next step in an inspector), plain, quiet, link."""

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        icon: str = "",
        key: str = "",
        tip: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(f" {text}" if icon and text else text)  # Qt sets icon and text 4 px apart; the space makes 8
        self.setProperty("kind", kind)
        self.setProperty("square", not text)
        self.setFont(font("strong" if kind in ("primary", "tonal") else "body"))
        self._icon = icon
        self.setToolTip(hint(tip or text, key))
        self.setAccessibleName(tip or text.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if key:
            self.setAccessibleDescription(f"Tangent {key}")
        if press is not None:
            self.clicked.connect(without_state(press))
        self.retint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.retint()
        super().changeEvent(event)

    def retint(self) -> None:
        """Draw the icon in the colour of the kind."""
        tint = {"primary": "on_accent", "tonal": "accent", "link": "accent"}.get(self.property("kind"), "text")
        if getattr(self, "_icon", ""):
            self.setIcon(theme.icon(self._icon, tint))
            self.setIconSize(QSize(20, 20))

    def rename(self, text: str) -> None:
        """Another word on the same button."""
        self.setText(f" {text}" if self._icon else text)
        self.setAccessibleName(text.replace("&", ""))
        self.setToolTip(text.replace("&", ""))


class Menu(QMenu):
    """Rounded: the window behind the style sheet's corners must be see-through, and the square system shadow off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(self.windowFlags() | flags)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def add(self, text: str, act: Callable[[], object], *, checked: bool | None = None, enabled: bool = True) -> None:
        """Add a choice."""
        action = self.addAction(text)
        action.triggered.connect(without_state(act))
        action.setEnabled(enabled)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)

    def tell(self, text: str) -> None:
        """A line that only says something."""
        self.addAction(text).setEnabled(False)

    def open_below(self, button: QWidget) -> None:
        """Show the menu at the lower left corner of what was pressed."""
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


class Painted(Keyed, QAbstractButton):
    """A button that paints itself and knows hover."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFont(font("body"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def advance(self, text: str, role: str = "body") -> int:
        """The width of a text in px, rounded up."""
        return round(QFontMetricsF(font(role)).horizontalAdvance(text) + 0.5)

    def brush(self) -> QPainter:
        """A painter with this button's font."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        return painter


class Link(Painted):
    """A link of any length: it goes on over as many lines as it needs."""

    def __init__(self, text: str, press: Callable[[], object], *, tone: str = "accent") -> None:
        super().__init__(text)
        self._tone = tone
        self.setToolTip(text)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(without_state(press))

    def rename(self, text: str) -> None:
        """Other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()

    def heightForWidth(self, wide: int) -> int:
        """As high as its lines."""
        box = QFontMetricsF(self.font()).boundingRect(QRectF(0, 0, wide, 10_000), self._flags(), self.text())
        return max(24, round(box.height()) + 4)

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def _flags(self) -> int:
        return int(LEFT | MID) | Qt.TextFlag.TextWordWrap.value

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, underlined under the pointer."""
        p = self.brush()
        face = self.font()
        face.setUnderline(self.underMouse())
        p.setFont(face)
        p.setPen(theme.colour(self._tone))
        p.drawText(QRectF(self.rect()), self._flags(), self.text())
        p.end()


class MenuButton(Painted):
    """Text and a chevron: scope, year, filters, me."""

    def __init__(
        self, text: str, *, icon: str = "", strong: bool = False, bordered: bool = False, tip: str = ""
    ) -> None:
        super().__init__(text)
        self._icon, self._bordered = icon, bordered
        self._role = "strong" if strong else "body"
        self.setFont(font(self._role))
        self.setToolTip(tip)
        self.active = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def rename(self, text: str, *, active: bool = False) -> None:
        """Show another choice; `active` marks a filter that limits."""
        self.active = active
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its text, within reason."""
        wide = 12 + (28 if self._icon else 0) + self.advance(self.text(), self._role) + 4 + 16 + 8
        return QSize(min(wide, 280), HIGH)

    def minimumSizeHint(self) -> QSize:
        """May be cut down to its chevron and a few letters."""
        return QSize(min(self.sizeHint().width(), 88), HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Border, icon, text, chevron."""
        p, t = self.brush(), theme.now()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.underMouse() or self.isDown()
        if self._bordered or over:
            edge = t.accent if self.active else t.line if self._bordered else "transparent"
            p.setPen(QPen(QColor(edge), 1))
            fill = t.accent_soft if self.active else theme.mix(t.surface, t.text, 0.05) if over else t.surface
            p.setBrush(QColor(fill))
            p.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        x = 12
        if self._icon:
            paint_icon(p, QRectF(x, 6, 20, 20), self._icon, "muted")
            x += 28
        p.setPen(QColor(t.accent if self.active else t.text))
        room = self.width() - x - 28
        words = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        p.drawText(QRectF(x, 0, room + 2, HIGH), LEFT | MID, words)
        paint_icon(p, QRectF(self.width() - 24, 9, 14, 14), "chevron_down", "muted")
        p.end()


class Chip(Painted):
    """A saved view with its count: Öppna 21."""

    def __init__(self, text: str, count: int | None = None, *, checked: bool = False) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(checked)
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._count = ""
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """How many the view holds."""
        self._count = "" if count is None else f"{count:,}".replace(",", "\u00a0")
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Measured semibold, so that checking a chip does not move its neighbours."""
        count = self.advance(self._count, "strong") + 8 if self._count else 0
        return QSize(12 + self.advance(self.text(), "strong") + count + 12, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill with word and count."""
        p, t, on = self.brush(), theme.now(), self.isChecked()
        box = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
        fill = t.accent_soft if on else theme.mix(t.surface, t.text, 0.05) if self.underMouse() else t.surface
        p.setPen(QPen(QColor(t.accent_soft if on else t.line), 1))
        p.setBrush(QColor(fill))
        p.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        p.setFont(font("strong" if on else "body"))
        p.setPen(QColor(t.accent if on else t.text))
        p.drawText(QRectF(12, 0, self.width(), HIGH), LEFT | MID, self.text())
        p.setPen(QColor(t.accent if on else t.muted))
        p.drawText(QRectF(0, 0, self.width() - 12, HIGH), RIGHT | MID, self._count)
        p.end()
