"""Shows a picture made of primitives: click, hover, arrow keys and Enter reach everything that opens something."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kvalitet_app.pictures.drawing.primitives import Item, Line, Path, Rect, Scene, Target, Text, bounds
from kvalitet_app.pictures.drawing.tokens import Theme
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.theme import FAMILY, load_italic

Layout = Callable[[Theme, float, float], Scene]


class PictureView(QWidget):
    """A picture that is laid out anew for every size and theme. `opened` gives the key of what was pressed."""

    opened = Signal(object)  # a Sokfraga or a text

    def __init__(self, layout: Layout | None = None, *, least: int = 160, name: str = "") -> None:
        super().__init__()
        self._layout = layout
        self._scene: Scene | None = None
        self._current = -1
        self._name = name
        self.setMinimumHeight(least)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def set_layout(self, layout: Layout) -> None:
        """Show another picture, or the same with other numbers."""
        self._layout = layout
        self._scene = None
        self._current = -1
        self.update()

    def sizeHint(self) -> QSize:
        """Takes what it is given."""
        return QSize(320, self.minimumHeight())

    def scene(self) -> Scene | None:
        """The picture for the present size and theme."""
        if self._layout is None:
            return None
        if self._scene is None:
            wide, high = self.room()
            scene = self._scene = self._layout(theme.now(), wide, high)
            self.setAccessibleName(scene.title or self._name)
            self.setAccessibleDescription(" ".join(t.tip for t in scene.targets()[:60]))
            targets = bool(scene.targets())
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if targets else Qt.FocusPolicy.NoFocus)
        return self._scene

    def room(self) -> tuple[float, float]:
        """What the picture is laid out for."""
        return float(self.width()), float(self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another picture."""
        if event.type() == QEvent.Type.PaletteChange:
            self._scene = None
        super().changeEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Another size, another layout."""
        self._scene = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The items in order, and a ring round the one the keys are at."""
        scene = self.scene()
        if scene is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.share_of(scene)
        p.scale(share, share)
        for item in scene.items:
            paint_item(p, item)
        targets = scene.targets()
        if self.hasFocus() and 0 <= self._current < len(targets):
            left, top, right, bottom = bounds(targets[self._current])
            p.setPen(QPen(QColor(theme.now().accent), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(left - 3, top - 3, right - left + 6, bottom - top + 6), 5, 5)
        p.end()

    def share_of(self, scene: Scene) -> float:
        """How many of our px one of the picture's is."""
        return min(self.width() / scene.w, self.height() / scene.h)

    def target_at(self, where: QPointF) -> Target | None:
        """What lies under a point of ours."""
        scene = self.scene()
        if scene is None:
            return None
        share = self.share_of(scene)
        return scene.hit(where.x() / share, where.y() / share)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what opens something."""
        over = self.target_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        found = self.target_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(found.key)

    def event(self, event: QEvent) -> bool:
        """Tooltips say the whole sentence."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.target_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.tip if found is not None else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        scene = self.scene()
        targets = scene.targets() if scene is not None else []
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(key, 0)
        if step and targets:
            self.walk_to(min(max(self._current + step, 0), len(targets) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._current < len(targets):
            self.opened.emit(targets[self._current].key)
        else:
            super().keyPressEvent(event)

    def walk_to(self, place: int) -> None:
        """Put the ring round a target and say what it is."""
        scene = self.scene()
        if scene is not None and 0 <= place < len(targets := scene.targets()):
            self._current = place
            self.setAccessibleDescription(targets[place].tip)
            self.update()

    def current_target(self) -> Target | None:
        """What the ring is round."""
        targets = self._scene.targets() if self._scene is not None else []
        return targets[self._current] if 0 <= self._current < len(targets) else None


def paint_item(p: QPainter, item: Item) -> None:
    """One primitive."""
    if isinstance(item, Text):
        _paint_text(p, item)
        return
    stroke = item.stroke
    if stroke is None:
        p.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(QColor(stroke), item.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if item.dash is not None:
            pen.setDashPattern([part / item.width for part in item.dash])
        p.setPen(pen)
    if isinstance(item, Line):
        p.drawLine(QPointF(item.x1, item.y1), QPointF(item.x2, item.y2))
        return
    if item.fill is None:
        p.setBrush(Qt.BrushStyle.NoBrush)
    else:
        p.setBrush(QColor(item.fill))
    if isinstance(item, Rect):
        p.drawRoundedRect(QRectF(item.x, item.y, item.w, item.h), item.radius, item.radius)
    else:
        p.drawPath(_path(item))


def _path(item: Path) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for segment in item.segments:
        kind, *numbers = segment
        n = [float(x) for x in numbers]
        if kind == "M":
            path.moveTo(n[0], n[1])
        elif kind == "L":
            path.lineTo(n[0], n[1])
        elif kind == "C":
            path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
        else:
            path.closeSubpath()
    return path


def _paint_text(p: QPainter, item: Text) -> None:
    face = QFont(FAMILY)
    face.setPixelSize(max(1, round(item.size)))
    face.setWeight(QFont.Weight.DemiBold if item.face == "semibold" else QFont.Weight.Normal)
    if item.face == "italic":
        load_italic()
        face.setItalic(True)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setFeature(QFont.Tag("tnum"), 1)
    p.save()
    p.setFont(face)
    p.setPen(QColor(item.color))
    wide = p.fontMetrics().horizontalAdvance(item.text)
    shift = {"start": 0.0, "middle": -wide / 2, "end": -wide}[item.anchor]
    p.translate(item.x, item.y)
    if item.angle:
        p.rotate(item.angle)
    p.drawText(QPointF(shift, 0), item.text)
    p.restore()
