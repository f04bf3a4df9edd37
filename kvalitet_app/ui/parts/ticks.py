"""A list of things to tick: boxes painted as every other check box, a press anywhere on the row ticks it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.lists.table_roles import Index, Role
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.choices import paint_box
from kvalitet_app.ui.parts.layout import LEFT, MID
from kvalitet_app.ui.parts.theme import font

HIGH = 32


class TickDelegate(QStyledItemDelegate):
    """Paints the whole row, for a style sheet's indicator cannot follow the theme."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box and word; the row with the keys has a ring."""
        t, r = theme.now(), QRectF(option.rect)
        on = index.data(Role.CheckStateRole) == Qt.CheckState.Checked.value
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(r, QColor(t.raised))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(r.adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        paint_box(painter, QRectF(r.left() + 8.75, r.center().y() - 8.25, 16.5, 16.5), on=on)
        painter.setFont(font())
        painter.setPen(QColor(t.text))
        room = r.width() - 44
        words = QFontMetricsF(font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(r.left() + 36, r.top(), room, r.height()), LEFT | MID, words)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A row of 32 px."""
        return QSize(120, HIGH)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A press on the row or Space ticks it."""
        pressed = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        keyed = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if not pressed and not (keyed and event.type() == QEvent.Type.KeyPress):
            return False
        on = index.data(Role.CheckStateRole) == Qt.CheckState.Checked.value
        other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, other.value, Role.CheckStateRole)
