"""The chapters of a report in a list: number, heading and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.theme import font, paint_icon

RONTGEN = ""  # the key of the line above the chapters
LINE, PAD = 20, 8
ROLE = int(Qt.ItemDataRole.UserRole)


def state_of(row: Avsnittsrad) -> tuple[str, str, str]:
    """A chapter's state as words, icon and tone: the shape tells it without the colour."""
    if not row.med:
        return "utelämnat", "subtract_circle", "muted"
    if row.lagrat.anmarkningar:
        return "anmärkning väntar", "comment", "yellow"
    if row.klart:
        return "klart", "checkmark_circle", "green"
    return ("skrivet", "edit", "muted") if row.skrivet else ("ingen text än", "", "muted")


class ChapterList(QListWidget):
    """The röntgen first, then the chapters. `chosen` gives the key of a chapter, or RONTGEN."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font())
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setAccessibleName("Kapitel")
        self.setMouseTracking(True)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[Avsnittsrad], findings: int) -> None:
        """Show the chapters; the one that was chosen stays so."""
        kept = self.key()
        self.blockSignals(True)
        self.clear()
        self._add(RONTGEN, ("", "Röntgen av underlaget"), ("", "search", "muted"), str(findings) if findings else "")
        n = 0
        for row in rows:
            n += row.med
            self._add(row.kapitel, (str(n) if row.med else "", row.rubrik), state_of(row))
        keys = [self.item(at).data(ROLE) for at in range(self.count())]
        self.setCurrentRow(keys.index(kept) if kept in keys else min(1, len(keys) - 1))
        self.blockSignals(False)

    def key(self) -> str | None:
        """The chapter that is chosen; None before there are any."""
        item = self.currentItem()
        return None if item is None else str(item.data(ROLE))

    def choose(self, kapitel: str) -> None:
        """Go to a chapter."""
        for at in range(self.count()):
            if self.item(at).data(ROLE) == kapitel:
                self.setCurrentRow(at)

    def _add(self, key: str, words: tuple[str, str], state: tuple[str, str, str], badge: str = "") -> None:
        item = QListWidgetItem(" ".join(part for part in words if part))
        item.setData(ROLE, key)
        item.setData(ROLE + 1, (*words, *state, badge))
        said = state[0] or (f"{badge} att se över" if badge else "")
        item.setToolTip(f"{words[1]}: {said}" if said else words[1])
        item.setData(int(Qt.ItemDataRole.AccessibleTextRole), item.toolTip())
        self.addItem(item)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(ROLE)))


class _Painter(QStyledItemDelegate):
    """Number in its own column, the heading wrapped, the state's icon at the right edge."""

    def _lines(self, heading: str, wide: float) -> list[str]:
        metrics, lines, now = QFontMetricsF(font()), [], ""
        for word in heading.split():
            longer = f"{now} {word}".strip()
            if now and metrics.horizontalAdvance(longer) > wide:
                lines.append(now)
                now = word
            else:
                now = longer
        return [*lines, now]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As many lines as the heading needs."""
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        return QSize(wide, len(self._lines(index.data(ROLE + 1)[1], wide - 76)) * LINE + PAD * 2)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one line."""
        number, heading, _, icon, tone, badge = index.data(ROLE + 1)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme.colour("accent_soft" if chosen else "raised"))
            p.drawRoundedRect(box, 6, 6)
        p.setFont(font("strong") if chosen else font())
        p.setPen(QColor(theme.value("muted")))
        p.drawText(box.adjusted(8, PAD - 1, 0, 0), int(Qt.AlignmentFlag.AlignTop), number)
        p.setPen(QColor(theme.value("muted" if tone == "muted" and icon == "subtract_circle" else "text")))
        top = box.top() + PAD - 1
        for line in self._lines(heading, box.width() - 76):
            p.drawText(QRectF(box.left() + 36, top, box.width() - 68, LINE), int(Qt.AlignmentFlag.AlignVCenter), line)
            top += LINE
        right = QRectF(box.right() - 26, box.top() + PAD, 16, 16)
        if badge:
            p.setPen(QColor(theme.value("muted")))
            p.drawText(right.adjusted(-24, -2, 0, 2), int(Qt.AlignmentFlag.AlignRight), badge)
        elif icon:
            paint_icon(p, right, icon, tone)
        p.restore()
