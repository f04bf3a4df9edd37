"""How a list is painted: the whole cell by us, headings with the same left edge as the cells."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.ui.lists.table_roles import Index, MarkRole, QuietRole, Role
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.layout import LEFT, MID, RIGHT
from kvalitet_app.ui.parts.marks import paint_mark
from kvalitet_app.ui.parts.theme import font, paint_icon


class RowDelegate(QStyledItemDelegate):
    """Paints the whole cell: tint of the row, hairline, text or mark. Never calls the style, so nothing is boxed in."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        view: Any = option.widget
        t, r = theme.now(), option.rect
        here = view.selectionModel().isRowSelected(index.row(), QModelIndex())
        first = view.horizontalHeader().visualIndex(index.column()) == 0
        painter.save()
        if here or view.hovered == index.row():
            painter.fillRect(r, QColor(t.accent_soft if here else t.raised))
        painter.setPen(QPen(QColor(t.line), 0))
        painter.drawLine(r.left(), r.bottom(), r.right() + 1, r.bottom())  # + 1: at 150 % the cells else leave gaps
        if here and first:
            painter.fillRect(QRect(r.left(), r.top(), 3, r.height()), QColor(t.accent))
        box = QRectF(r).adjusted(24 if first else 8, 0, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = index.data(MarkRole)
        if mark:
            paint_mark(painter, box, mark)
        else:
            face = font("strong" if here and index.column() == view.lead else "body")
            painter.setFont(face)
            painter.setPen(QColor(t.muted if index.data(QuietRole) else t.text))
            words = str(index.data() or "").replace("\n", " ")
            shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, index.data(Role.TextAlignmentRole), shown)
        painter.restore()


class Head(QHeaderView):
    """Header words in small semibold, same left edge as the cells; a chevron beside the sorted one."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setFixedHeight(tokens.ROW)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """One heading."""
        t, first = theme.now(), self.visualIndex(index) == 0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(24 if first else 8, 0, -8, -1)
        painter.setFont(font("label"))
        painter.setPen(QColor(t.muted))
        right = self.model().columns[index].right  # type: ignore[attr-defined]
        word = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        painter.drawText(box, (RIGHT if right else LEFT) | MID, word)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == index:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            wide = QFontMetricsF(font("label")).horizontalAdvance(word)
            x = box.right() - wide - 17 if right else box.left() + wide + 4
            name = "chevron_down" if down else "chevron_up"
            paint_icon(painter, QRectF(x, rect.center().y() - 6, 13, 13), name, "muted")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(t.line), 0))
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        painter.restore()
