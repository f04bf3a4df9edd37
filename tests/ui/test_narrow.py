"""A window without room for two panels: the inspector lies over the list, and goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.window.actions import PAGES
from tests.ui.avvikelser.hands import register
from tests.ui.hands import press

NONE = Qt.KeyboardModifier.NoModifier


def narrow(driver, wide=960):
    driver.window.resize(wide, 560)
    driver.qtbot.waitUntil(lambda: driver.window.width() == wide)
    driver.settle()


def click_row(page, place):
    table = page.table
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, NONE, table.visualRect(table.model().index(place, 1)).center()
    )


@pytest.fixture
def cases(example):
    """The list of cases in a narrow window."""
    narrow(example)
    return example.go("avvikelser", vy="alla").list


def test_the_list_has_the_whole_width_until_a_row_is_pressed(example, cases):
    assert not cases.side.isVisible()
    assert cases.table.width() == cases.width()
    click_row(cases, 2)
    example.settle()
    assert cases.side.isVisible()
    assert cases.table.width() == cases.width(), "the list is not squeezed"
    assert cases.side.geometry().right() == cases.rect().right()
    assert cases.side.width() < cases.width()


def test_esc_and_the_button_close_it_and_the_list_has_the_keys(example, cases):
    click_row(cases, 2)
    example.qtbot.keyClick(example.window, Qt.Key.Key_Escape)
    assert not cases.side.isVisible()
    assert cases.table.hasFocus()
    click_row(cases, 3)
    assert cases.side.isVisible()
    press(cases.side, "Stäng")
    assert not cases.side.isVisible()
    assert cases.table.hasFocus()


def test_enter_opens_it_and_hands_over_the_keys(example, cases):
    cases.table.setFocus()
    assert cases.table.current_id() == cases.model.ids[0], "Enter has something to open at once"
    example.qtbot.keyClick(cases.table, Qt.Key.Key_Down)
    example.settle()
    assert not cases.side.isVisible(), "arrows alone do not cover the list"
    example.qtbot.keyClick(cases.table, Qt.Key.Key_Return)
    assert cases.side.isVisible()
    assert QApplication.focusWidget() is cases.side.close_button
    example.qtbot.keyClick(example.window, Qt.Key.Key_Escape)
    assert cases.table.hasFocus()


def test_what_somebody_came_for_is_shown(example, cases):
    wanted = cases.model.ids[5]
    page = example.go("avvikelser", rad_id=wanted)
    assert page.list.side.isVisible()
    assert page.list.table.current_id() == wanted


def test_a_wider_window_puts_it_beside_again(example, cases):
    click_row(cases, 1)
    narrow(example, 1366)
    assert cases.side.isVisible()
    assert cases.table.width() < cases.width()
    assert not cases.side.close_button.isVisible()
    narrow(example, 960)
    assert not cases.side.isVisible()


def test_a_step_taken_in_it_leaves_it_open(own):
    narrow(own)
    page = register(own)
    from tests.ui.avvikelser.hands import shown

    assert page.list.side.isVisible()
    shown(page).step_form.matrix._choose(2, 3)
    shown(page).step_form.doubt.choose(1)
    press(shown(page), "Ta emot")
    own.settle()
    assert page.list.side.isVisible()


@pytest.mark.parametrize("key", ["rutiner", "atgarder", "egenkontroller"])
def test_every_list_opens_and_closes_it(example, key):
    narrow(example)
    page = example.go(key, vy="alla")
    listed = getattr(page, "list", page)
    click_row(listed, 0)
    example.settle()
    assert listed.side.isVisible()
    example.qtbot.keyClick(example.window, Qt.Key.Key_Escape)
    assert not listed.side.isVisible()


def test_beside_the_map_too(example):
    narrow(example)
    page = example.go("processer")
    page._open(f"process={page.nodes[3].id}")
    assert not page.side.isVisible()
    gap = next(a for node in page.nodes for a in node.all_aktiviteter())
    page._open(f"aktivitet={gap.id}")
    assert page.side.isVisible()
    assert page.back()
    assert page.shown is not None
    assert page.back()
    assert page.shown is None


@pytest.mark.parametrize("key", ["avvikelser", "rutiner", "atgarder", "egenkontroller"])
@pytest.mark.parametrize("wide", [800, 960, 1093, 1366])
def test_views_and_filters_are_seen_whole_and_apart(example, key, wide):
    narrow(example, wide)
    page = example.go(key, vy="alla")
    listed = getattr(page, "list", page)
    listed.search.setText("e")
    example.qtbot.wait(250)
    example.settle()
    parts = [*listed.chips.values(), *listed.filter_buttons, listed.search, listed.reset]
    boxes = [part.rect().translated(part.mapTo(listed, part.rect().topLeft())) for part in parts]
    for part, box in zip(parts, boxes, strict=True):
        assert listed.rect().contains(box), part.accessibleName()
        assert box.width() >= min(part.sizeHint().width(), 150), part.accessibleName()
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.intersects(b)]


def cut(page):
    """What of a page cannot be seen for want of width."""
    found = [
        area.widget()
        for area in page.findChildren(QScrollArea)
        if area.isVisible() and area.widgetResizable() and area.horizontalScrollBar().maximum() > 0
    ]
    found += [b for b in page.findChildren(Button) if b.isVisible() and b.text() and b.width() < b.sizeHint().width()]
    return found


@pytest.mark.parametrize("wide", [800, 911, 1093])
def test_no_page_is_cut_in_a_narrow_window(example, wide):
    narrow(example, wide)
    for key in (spec.key for spec in PAGES):
        page = example.go(key)
        assert page.minimumSizeHint().width() <= page.width(), key
        assert cut(page) == [], key
        header = page.findChild(PageHeader)
        assert header.title.width() >= header.title.sizeHint().width(), key
    form = example.go("avvikelser", ny=True)
    assert cut(form) == []
    page = example.go("egenkontroller")
    page.perform(example.read(page.list.find_ids, urval=EgenkontrollUrval())[0])
    example.settle()
    assert cut(page) == []
    page.new()
    example.settle()
    assert cut(page) == []


def test_units_are_ticked_by_mouse_and_by_space(example):
    page = example.go("egenkontroller")
    page.new()
    example.settle()
    units = page._over.units
    for place, state in ((0, Qt.CheckState.Checked), (0, Qt.CheckState.Unchecked), (2, Qt.CheckState.Checked)):
        box = units.visualItemRect(units.item(place))
        QTest.mouseClick(units.viewport(), Qt.MouseButton.LeftButton, NONE, box.center())
        assert units.item(place).checkState() is state
    units.setCurrentRow(1)
    example.qtbot.keyClick(units, Qt.Key.Key_Space)
    assert len(page._over.chosen_units()) == 2
    shot = units.viewport().grab(units.visualItemRect(units.item(4))).toImage()
    assert shot.pixelColor(16, 16).lightness() > 200, "an empty box is empty"
