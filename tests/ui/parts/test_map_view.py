"""The process map: looked at, moved about in, opened, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.primitives import bounds
from kvalitet_app.ui.parts.buttons import Button, Link

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def karta(example):
    """The page of the map, shown."""
    page = example.go("processer")
    page.map.picture.setFocus()
    return page


def wheel(view, notches, modifier, at):
    """Turn the wheel over a point of the frame."""
    where = QPointF(at)
    event = QWheelEvent(
        where,
        view.viewport().mapToGlobal(where),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def centre(view, key):
    """The middle of a target, in the picture's own px."""
    target = next(t for t in view.picture.scene().targets() if t.key == key)
    left, top, right, bottom = bounds(target)
    return QPoint(round((left + right) / 2 * view.share), round((top + bottom) / 2 * view.share))


def drag(picture, start, way):
    """Press, move in steps, let go."""
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, NONE, start)
    for part in (0.3, 0.7, 1.0):
        at = picture.mapFromGlobal(picture.mapToGlobal(start))
        QTest.mouseMove(picture, at + QPoint(round(way.x() * part), round(way.y() * part)))
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, NONE, start + way)


def test_the_keys_zoom_and_show_all(example, karta):
    view = karta.map
    assert view.share == 1.0
    example.qtbot.keyClick(example.window, Qt.Key.Key_Plus, CTRL)
    example.qtbot.keyClick(example.window, Qt.Key.Key_Plus, CTRL)
    assert view.share == pytest.approx(1.5625)
    assert view.is_larger()
    example.qtbot.keyClick(example.window, Qt.Key.Key_Minus, CTRL)
    assert view.share == pytest.approx(1.25)
    example.qtbot.keyClick(example.window, Qt.Key.Key_0, CTRL)
    assert not view.is_larger()


def test_the_buttons_zoom_and_say_what_they_do(karta):
    found = {b.accessibleName(): b for b in karta.findChildren(Button)}
    found["Zooma in"].click()
    assert karta.map.share == 1.25
    found["Zooma ut"].click()
    assert karta.map.share == 1.0
    found["Zooma in"].click()
    found["Visa allt"].click()
    assert karta.map.share == 1.0
    assert "Ctrl+0" in found["Visa allt"].toolTip()


def test_ctrl_and_the_wheel_zoom_about_the_pointer(karta):
    view = karta.map
    at = centre(view, f"process={karta.nodes[5].id}")
    before = view.picture.target_at(QPointF(at))
    wheel(view, 3, CTRL, at)
    assert view.share == pytest.approx(1.25**3)
    under = view.picture.mapFrom(view.viewport(), at)
    assert view.picture.target_at(QPointF(under)).key == before.key


def test_the_zoom_has_its_ends(karta):
    for _ in range(40):
        karta.map.zoom_in()
    assert karta.map.share == 4.0
    for _ in range(60):
        karta.map.zoom_out()
    assert karta.map.share == 0.25


def test_a_drag_moves_the_map_and_opens_nothing(karta):
    view = karta.map
    view.zoom_by(2)
    view.move_by(-1e6, -1e6)
    start = centre(view, f"process={karta.nodes[1].id}")
    drag(view.picture, start, QPoint(-80, -40))
    assert view.horizontalScrollBar().value() > 40
    assert view.verticalScrollBar().value() > 20
    assert karta.shown is None


def test_a_press_opens_a_process(karta):
    QTest.mouseClick(
        karta.map.picture, Qt.MouseButton.LeftButton, NONE, centre(karta.map, f"process={karta.nodes[2].id}")
    )
    assert karta.shown.id == karta.nodes[2].id


def test_arrows_walk_to_the_nearest_and_the_map_follows(example, karta):
    view = karta.map
    view.zoom_by(3)
    picture = view.picture
    picture.walk_to([t.key for t in picture.scene().targets()].index(f"process={karta.nodes[1].id}"))
    for n in (2, 3, 4):
        example.qtbot.keyClick(picture, Qt.Key.Key_Right)
        assert picture.current_target().key == f"process={karta.nodes[n].id}"
        left, top, _, _ = (edge * view.share for edge in bounds(picture.current_target()))
        assert picture.visibleRegion().boundingRect().adjusted(-2, -2, 2, 2).contains(QPoint(round(left), round(top)))
    assert karta.nodes[4].kod in picture.accessibleDescription()
    example.qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert karta.shown.id == karta.nodes[4].id


def test_ctrl_and_arrows_home_and_end_move(example, karta):
    view = karta.map
    view.zoom_by(3)
    example.qtbot.keyClick(view.picture, Qt.Key.Key_Home)
    assert (view.horizontalScrollBar().value(), view.verticalScrollBar().value()) == (0, 0)
    example.qtbot.keyClick(view.picture, Qt.Key.Key_Right, CTRL)
    assert view.horizontalScrollBar().value() == 64
    example.qtbot.keyClick(view.picture, Qt.Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0


def test_a_zoomed_map_is_drawn_anew_and_not_stretched(karta):
    view = karta.map
    view.zoom_by(4)
    view.move_by(-1e6, -1e6)
    shot = view.viewport().grab().toImage()
    row = [shot.pixelColor(x, y).lightness() for y in range(40, 90) for x in range(0, 700)]
    dark = sum(value < 70 for value in row)
    between = sum(90 < value < 200 for value in row)
    assert dark > 500
    assert between < dark / 2, "a stretched picture has wide soft edges"


def test_the_same_process_keeps_its_zoom_when_the_register_changes(example, karta):
    karta.map.zoom_by(2)
    karta.refresh()
    example.settle()
    assert karta.map.share == 2.0
    karta._open(f"process={karta.nodes[3].id}")
    assert karta.map.share <= 1.0


def test_the_numbers_open_exactly_what_they_count(example, karta):
    gaps = sum(a.saknar_rutin for node in karta.nodes for a in node.all_aktiviteter())
    late = {r.id for n in karta.nodes for a in n.all_aktiviteter() for r in a.rutiner if r.lage is RutinLage.UTGANGEN}
    assert karta.gaps.text() == f"{gaps}\u00a0aktivitet saknar rutin"
    karta.gaps.click()
    assert len(karta.side.findChildren(Link)) == gaps
    example.context.scope.set_enhet(example.context.scope.enheter[-1].id)
    karta.late.click()
    example.settle()
    assert set(example.window.current().model.ids) == late
    node = next(n for n in karta.nodes if sum(a.saknar_rutin for a in n.all_aktiviteter()))
    page = example.go("processer")
    page._open(f"oversyn={node.id}")
    example.settle()
    own = {r.id for a in node.all_aktiviteter() for r in a.rutiner if r.lage is RutinLage.UTGANGEN}
    assert set(example.window.current().model.ids) == own
    listed = example.window.current()
    listed.table.selectRow(0)
    below = QPoint(100, listed.table.viewport().height() - 4)
    QTest.mouseClick(listed.table.viewport(), Qt.MouseButton.LeftButton, NONE, below)
    example.settle()
    assert listed.table.selectionModel().isRowSelected(0), "the inspector's row stays marked"


def test_where_avvikelser_fall_is_a_number_that_opens_its_rows(example, karta):
    example.context.scope.set_ar(2025)
    example.settle()
    part = next(p for node in karta.nodes if node.kod == "P6" for p in node.delprocesser if p.kod == "P6.2")
    assert part.avvikelser > 0
    whole = next(node for node in karta.nodes if node.kod == "P6")
    target = next(t for t in karta.map.picture.scene().targets() if t.key == f"avvikelse={whole.id}")
    assert target.tip == f"P6: {number(whole.all_avvikelser)} avvikelser. Visa dem."
    for process_id, expected in (
        (part.id, part.avvikelser),
        (whole.id, whole.all_avvikelser),
        (None, sum(node.all_avvikelser for node in karta.nodes)),
    ):
        page = example.go("processer")
        page._open_cases(process_id)
        example.settle()
        assert example.window.current().list.model.rowCount() == expected


def test_the_number_of_a_small_box_is_pressed(example, karta):
    example.context.scope.set_ar(2025)
    example.settle()
    part = next(p for node in karta.nodes if node.kod == "P6" for p in node.delprocesser if p.kod == "P6.1")
    example.qtbot.mouseClick(
        karta.map.picture, Qt.MouseButton.LeftButton, pos=centre(karta.map, f"avvikelse={part.id}")
    )
    example.settle()
    assert example.window.current().list.model.rowCount() == part.avvikelser
