"""A map: a picture that is zoomed and moved about in, by mouse, wheel and keys alike; always drawn as vectors."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea

from kvalitet_app.pictures.drawing.primitives import Scene, Target, bounds
from kvalitet_app.ui.parts.layout import SCROLL_BAR
from kvalitet_app.ui.parts.picture_view import Layout, PictureView

STEP = 1.25  # one press or one notch of the wheel
LEAST, MOST = 0.25, 4.0
READABLE = 0.8  # where a map is higher than its frame it is begun this small, and never smaller
MOVE = 64  # px a press of Ctrl and an arrow moves
FAR = 1e6
SIDEWAYS = 3.0  # how much dearer a way across the arrow's direction is than one along it
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class MapPicture(PictureView):
    """The picture itself, as large as its zoom makes it. A press that becomes a drag moves it and opens nothing."""

    def __init__(self, area: MapView, name: str) -> None:
        super().__init__(least=0, name=name)
        self._area = area
        self.share = 1.0
        self._from: QPointF | None = None
        self._dragged = False

    def room(self) -> tuple[float, float]:
        """The layout is made for the room there is, not for the zoom."""
        return self._area.room()

    def share_of(self, _scene: Scene) -> float:
        """The zoom."""
        return self.share

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """A zoom changes nothing in the layout."""

    def lay_out_anew(self) -> None:
        """The room has changed; the ring stays where it was."""
        self._scene = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._from, self._dragged = event.globalPosition(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map under the hand."""
        if self._from is None:
            if self.target_at(event.position()) is None and self._area.is_larger():
                self.setCursor(Qt.CursorShape.OpenHandCursor)
            else:
                super().mouseMoveEvent(event)
            return
        way = event.globalPosition() - self._from
        if self._dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged, self._from = True, event.globalPosition()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._area.move_by(-way.x(), -way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed, unless it was a drag."""
        pressed, self._from = self._from is not None and not self._dragged, None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        found = self.target_at(event.position())
        if pressed and found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(found.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk to the nearest in their direction, with Ctrl they move the map; Home and End its corners."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            right, down = ARROWS[key]
            if event.modifiers() & CTRL or not self._walk(right, down):
                self._area.move_by(MOVE * right, MOVE * down)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = self._area.viewport().height() - MOVE
            self._area.move_by(0, page if key == Qt.Key.Key_PageDown else -page)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            far = FAR if key == Qt.Key.Key_End else -FAR
            self._area.move_by(far, far)
        else:
            super().keyPressEvent(event)

    def _walk(self, right: int, down: int) -> bool:
        scene = self.scene()
        targets = scene.targets() if scene is not None else []
        here = self.current_target()
        if not targets:
            return False
        if here is None:
            self.walk_to(0)
        else:
            found = nearest(targets, here, right, down)
            if found is None:
                return False
            self.walk_to(targets.index(found))
        if (now := self.current_target()) is not None:
            self._area.show_target(now)
        return True


class MapView(QScrollArea):
    """The frame a map is seen through. Ctrl and the wheel zoom about the pointer; a drag moves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._base = 1.0
        self.picture = MapPicture(self, name)
        self.opened = self.picture.opened
        self._kept: Literal["begin", "all", "free"] = "begin"  # what a new size of the frame keeps
        self.setWidget(self.picture)

    def set_layout(self, layout: Layout, *, anew: bool = True) -> None:
        """Show another map from its beginning, or the same one where the person has moved to."""
        self.picture.set_layout(layout)
        self._kept = "begin" if anew else self._kept
        self._choose_base()
        if anew:
            self.move_by(-FAR, -FAR)

    def room(self) -> tuple[float, float]:
        """What a map is laid out for: the frame less its scroll bars, at the size it is begun with."""
        return max(self.width() - SCROLL_BAR, 1) / self._base, 60.0

    @property
    def share(self) -> float:
        """The zoom: 1 is natural size."""
        return self.picture.share

    def is_larger(self) -> bool:
        """Whether there is more of the map than is seen."""
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom_by(1 / STEP)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or away, with the point `at` of the frame standing still; its middle unless said."""
        where = at if at is not None else QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        x, y = (across.value() + where.x()) / self.share, (down.value() + where.y()) / self.share
        self._kept = "free"
        self._set_share(self.share * factor)
        across.setValue(round(x * self.share - where.x()))
        down.setValue(round(y * self.share - where.y()))

    def show_all(self) -> None:
        """The whole map in the frame."""
        self._kept = "all"
        self._fit()

    def _whole(self) -> float:
        scene = self.picture.scene()
        if scene is None:
            return 1.0
        return min(1.0, (self.width() - 2) / scene.w, (self.height() - 2) / scene.h)

    def _fit(self) -> None:
        if self._kept == "free":
            self._set_share(self.share)
        else:
            self._set_share(self._base if self._kept == "begin" else self._whole())

    def _set_share(self, share: float) -> None:
        scene = self.picture.scene()
        if scene is None:
            return
        self.picture.share = min(max(share, LEAST), MOST)
        self.picture.resize(round(scene.w * self.share), round(scene.h * self.share))
        self.picture.update()

    def move_by(self, dx: float, dy: float) -> None:
        """Show what lies so far to the right and down."""
        for bar, way in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(round(min(max(bar.value() + way, bar.minimum()), bar.maximum())))

    def show_target(self, target: Target) -> None:
        """Move so that a target is seen whole."""
        left, top, right, bottom = (edge * self.share for edge in bounds(target))
        across, down = round((right - left) / 2), round((bottom - top) / 2)
        self.ensureVisible(round((left + right) / 2), round((top + bottom) / 2), across + 16, down + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room, another layout; a zoom that was chosen stays."""
        super().resizeEvent(event)
        self._choose_base()

    def _choose_base(self) -> None:
        """Natural size if the map is no higher than the frame then, else as small as can be read."""
        for self._base in (1.0, READABLE):
            self.picture.lay_out_anew()
            scene = self.picture.scene()
            if scene is None or scene.h * self._base <= self.height():
                break
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms, Shift goes sideways, else up and down."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & CTRL:
            self.zoom_by(STEP ** (turned / 120), event.position())
            event.accept()
        elif event.modifiers() & SHIFT:
            self.move_by(-turned, 0)
            event.accept()
        else:
            super().wheelEvent(event)


def nearest(targets: list[Target], here: Target, right: int, down: int) -> Target | None:
    """The nearest target in a direction; one straight ahead before one aside."""
    left, top, wide, low = bounds(here)
    x, y = (left + wide) / 2, (top + low) / 2
    best: tuple[float, Target] | None = None
    for target in targets:
        a, b, c, d = bounds(target)
        dx, dy = (a + c) / 2 - x, (b + d) / 2 - y
        ahead, aside = dx * right + dy * down, abs(dx * down) + abs(dy * right)
        if target is here or ahead <= 1:
            continue
        way = ahead + SIDEWAYS * aside
        if best is None or way < best[0]:
            best = (way, target)
    return best[1] if best is not None else None
