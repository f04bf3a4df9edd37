"""Pages as they will be printed: thumbnails left, pages right, zoom and search above. Drawn when they come in sight."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kvalitet_app.ui.paper.pages import Hit, Pages
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import TextLine
from kvalitet_app.ui.parts.layout import column, holder, label, line, row

PX_PER_POINT = 96 / 72
STEPS = (0.25, 0.33, 0.4, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
THUMB, GAP, ROOMY = 96, 16, 560


class PageSheet(QWidget):
    """One page. It is drawn when it is painted for the first time at a size."""

    def __init__(self, pages: Pages, number: int) -> None:
        super().__init__()
        self.pages, self.number = pages, number
        self.scale = 1.0
        self.marks: list[tuple[QRectF, bool]] = []
        self.setAccessibleName(f"Sida {number + 1}")

    def set_scale(self, scale: float) -> None:
        """How many px of the window a point of the page is."""
        self.scale = scale
        size = self.pages.size(self.number)
        self.setFixedSize(round(size.width() * scale), round(size.height() * scale))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, and what was searched for on it."""
        p = QPainter(self)
        p.drawImage(QRectF(self.rect()), self.pages.picture(self.number, self.scale * self.devicePixelRatioF()))
        p.setPen(Qt.PenStyle.NoPen)
        for box, here in self.marks:
            shade = QColor("#C8840C" if here else "#FFD54A")
            shade.setAlpha(150 if here else 90)
            p.setBrush(shade)
            p.drawRect(QRectF(box.topLeft() * self.scale, box.size() * self.scale))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(theme.value("line")), 0))
        edge = 0.5 / self.devicePixelRatioF()  # the middle of the outermost pixels, at any scale
        p.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        p.end()


class Preview(QWidget):
    """Shows a PDF. `more` are the caller's own buttons, right in the bar."""

    def __init__(self, *more: QWidget) -> None:
        super().__init__()
        self.pages: Pages | None = None
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close_file)
        self._sheets: list[PageSheet] = []
        self._hits: list[Hit] = []
        self._at, self._zoom = 0, 0.0  # zoom 0: as wide as there is room for
        self.thumbs = self._thumb_list()
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_thumb)
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.verticalScrollBar().valueChanged.connect(self._tell)
        self.told, self.hits = label("", "small", "muted"), label("", "small", "muted")
        self.search = TextLine("")
        self.search.setPlaceholderText("Sök …")
        self.search.setAccessibleName("Sök i dokumentet")
        self.search.setMinimumWidth(72)
        self.search.setMaximumWidth(180)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.next_hit)
        middle = row(self.thumbs, line("v"), self.area, gap=0)
        middle.setStretch(2, 1)
        box = column(holder(self._bar(more)), line(), gap=0)
        box.addLayout(middle, 1)
        self.setLayout(box)

    def _bar(self, more: tuple[QWidget, ...]) -> QHBoxLayout:
        return row(
            Button("", "quiet", icon="zoom_out", tip="Mindre", press=lambda: self.zoom(-1)),
            Button("", "quiet", icon="zoom_in", tip="Större", press=partial(self.zoom, 1)),
            Button("", "quiet", icon="zoom_fit", tip="Sidans bredd", press=self.fit),
            self.told,
            None,
            self.search,
            self.hits,
            *more,
            gap=8,
            margins=(16, 6, 16, 6),
        )

    def _thumb_list(self) -> QListWidget:
        made = QListWidget()
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setFlow(QListView.Flow.TopToBottom)
        made.setWrapping(False)
        made.setMovement(QListView.Movement.Static)
        made.setIconSize(QSize(THUMB, round(THUMB * 1.414)))
        made.setFixedWidth(THUMB + 44)
        made.setFrameShape(QListWidget.Shape.NoFrame)
        made.setAccessibleName("Sidor")
        made.currentRowChanged.connect(self.go_to)
        return made

    def show_file(self, path: Path) -> None:
        """Show a PDF; the page that was in sight stays so."""
        before = self.page_in_sight() if self._sheets else 0
        self.close_file()
        self.pages = Pages(path)
        inside = QVBoxLayout()
        inside.setContentsMargins(GAP, GAP, GAP, GAP)
        inside.setSpacing(GAP)
        self._sheets = [PageSheet(self.pages, n) for n in range(len(self.pages))]
        for sheet in self._sheets:
            inside.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        canvas.setLayout(inside)
        self.area.setWidget(canvas)
        self.area.setWidgetResizable(True)
        self.thumbs.clear()
        for n in range(len(self.pages)):
            item = QListWidgetItem(str(n + 1))
            item.setSizeHint(QSize(THUMB + 20, round(THUMB * 1.414) + 30))
            self.thumbs.addItem(item)
        self._drawing.start()
        self._rescale()
        self._find()
        QTimer.singleShot(0, self, lambda: self.go_to(min(before, len(self._sheets) - 1)))

    def close_file(self) -> None:
        """Let go of the file that is shown."""
        self._drawing.stop()
        self._sheets = []
        if self.pages is not None:
            self.area.takeWidget()
            self.pages.close()
            self.pages = None

    # moving about

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        if 0 <= page < len(self._sheets):
            self.area.verticalScrollBar().setValue(self._sheets[page].y() - GAP // 2)
            self._tell()

    def go_to_heading(self, heading: str) -> bool:
        """Bring the page where a heading begins into sight; False when the document has no such heading."""
        found = self.pages.headings() if self.pages is not None else []
        for title, page in found:
            if title.partition(" ")[2] == heading or title == heading:
                self.go_to(page)
                return True
        return False

    def page_in_sight(self) -> int:
        """The page that takes the middle of the view, from 0."""
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 2
        return next((n for n, sheet in enumerate(self._sheets) if sheet.y() + sheet.height() >= middle), 0)

    def _tell(self) -> None:
        if self.pages is None:
            return
        at = self.page_in_sight()
        self.told.setText(f"Sida {at + 1} av {len(self.pages)}")
        self.thumbs.blockSignals(True)
        self.thumbs.setCurrentRow(at)
        self.thumbs.blockSignals(False)

    def _draw_thumb(self) -> None:
        for n in range(self.thumbs.count()):
            item = self.thumbs.item(n)
            if item.icon().isNull() and self.pages is not None:
                ratio = self.devicePixelRatioF()
                picture = self.pages.picture(n, THUMB * ratio / self.pages.size(n).width())
                picture.setDevicePixelRatio(ratio)
                shown = QIcon(QPixmap.fromImage(picture))
                shown.addPixmap(QPixmap.fromImage(picture), QIcon.Mode.Selected)  # not tinted: its frame tells
                item.setIcon(shown)
                return
        self._drawing.stop()

    # size

    def zoom(self, step: int) -> None:
        """One step larger or smaller."""
        now = self._factor()
        larger, smaller = [s for s in STEPS if s > now + 0.01], [s for s in STEPS if s < now - 0.01]
        self._zoom = (larger[0] if larger else STEPS[-1]) if step > 0 else (smaller[-1] if smaller else STEPS[0])
        self._rescale()

    def fit(self) -> None:
        """As wide as there is room for."""
        self._zoom = 0.0
        self._rescale()

    def _factor(self) -> float:
        if self._zoom or self.pages is None:
            return self._zoom or 1.0
        room = self.area.viewport().width() - 2 * GAP - 18
        return max(STEPS[0], min(1.6, room / (self.pages.size(0).width() * PX_PER_POINT)))

    def _rescale(self) -> None:
        at = self.page_in_sight() if self._sheets else 0
        for sheet in self._sheets:
            sheet.set_scale(self._factor() * PX_PER_POINT)
        QTimer.singleShot(0, self, lambda: self.go_to(at) if at else self._tell())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fitted pages follow the window; where that is narrow the page goes before its miniatures and its number."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        self.told.setVisible(roomy)
        self.thumbs.setVisible(roomy)
        if not self._zoom:
            self._rescale()

    def changeEvent(self, event: QEvent) -> None:
        """The edges of the pages follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for sheet in self._sheets:
                sheet.update()
        super().changeEvent(event)

    # search

    def _find(self) -> None:
        wanted = self.search.text().strip()
        self._hits = self.pages.find(wanted) if self.pages is not None and len(wanted) > 1 else []
        self._at = 0
        self._mark(move=bool(self._hits))

    def next_hit(self) -> None:
        """The next place, and after the last the first."""
        if self._hits:
            self._at = (self._at + 1) % len(self._hits)
            self._mark(move=True)

    def _mark(self, *, move: bool) -> None:
        for sheet in self._sheets:
            sheet.marks = []
        for n, hit in enumerate(self._hits):
            self._sheets[hit.page].marks += [(box, n == self._at) for box in hit.boxes]
        for sheet in self._sheets:
            sheet.update()
        searched = len(self.search.text().strip()) > 1
        none = "Inga träffar" if searched else ""
        self.hits.setText(f"{self._at + 1} av {len(self._hits)}" if self._hits else none)
        if move and self._hits:
            hit = self._hits[self._at]
            sheet = self._sheets[hit.page]
            top = sheet.y() + (hit.boxes[0].y() * sheet.scale if hit.boxes else 0)
            self.area.verticalScrollBar().setValue(max(0, round(top) - self.area.viewport().height() // 3))
