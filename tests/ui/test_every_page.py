"""What holds for every page and every sheet of the window: places, keys and Enter."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.paper.publicering import Publiceringsfraga
from kvalitet_app.ui.berattelse.menus import open_adopt, open_reopen
from kvalitet_app.ui.berattelse.saving import SaveSheet
from kvalitet_app.ui.berattelse.unsaved import UnsavedSheet
from kvalitet_app.ui.granskning.mapp import open_mapp
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.paper.questions import QuestionsSheet
from kvalitet_app.ui.paper.spridning import WhomSheet
from kvalitet_app.ui.parts.sheet import Sheet
from kvalitet_app.ui.window.actions import PAGES
from tests.ui.driver import Driver

READ_TO = 60  # px
LISTS = {"rutiner", "avvikelser", "lex", "synpunkter", "egenkontroller", "atgarder"}


def list_of(driver: Driver, key: str) -> ListPage | None:
    """The list of a page, shown."""
    page = driver.go(key, **({"flik": "lista"} if key == "egenkontroller" else {}))
    shown = page if isinstance(page, ListPage) else getattr(page, "list", None)
    return shown if isinstance(shown, ListPage) and shown.isVisible() else None


def scrolled(page: ListPage) -> Any:
    """The scroll bar of the panel beside the list."""
    area = page.side.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar()


def is_at(page: ListPage, place: int) -> None:
    """The panel stands where it was read."""
    assert scrolled(page).value() == place, f"{page.title} lost its place"


def test_no_page_loses_the_readers_place_or_keys_when_something_is_saved(example: Driver) -> None:
    seen: set[str] = set()
    for spec in PAGES:
        page = list_of(example, spec.key)
        if page is None:
            continue
        seen.add(spec.key)
        page.table.selectRow(0)
        example.settle()
        example.window.resize(1366, 560)  # so low that panels scroll
        example.settle()
        bar = scrolled(page)
        bar.setValue(min(READ_TO, bar.maximum()))
        before = bar.value()
        button = next(one for one in page.side.findChildren(QPushButton) if one.isVisible() and one.isEnabled())
        button.setFocus(Qt.FocusReason.TabFocusReason)
        page.refresh(Change("Något är sparat", "save", page.tables()))
        example.settle()
        example.qtbot.waitUntil(partial(is_at, page, before), timeout=2000)
        at = QApplication.focusWidget()
        assert at is not None, f"{spec.key} lost the keys"
        assert page.isAncestorOf(at), f"the keys went from {spec.key} to {at.accessibleName()}"
    assert seen == LISTS


def test_the_keys_never_go_to_the_rail_by_themselves(example: Driver) -> None:
    for spec in PAGES:
        page = example.go(spec.key)
        able = [
            one for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for widget in able[:3]:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            widget.hide()
            example.qtbot.wait(20)
            at = QApplication.focusWidget()
            assert at is None or not example.window.rail.isAncestorOf(at), f"{spec.key}: {widget.accessibleName()}"
            widget.show()


def sheets(driver: Driver) -> list[Sheet]:
    """Every small window that asks something."""
    page = driver.go("rapporter")
    return [
        open_adopt(page),
        open_reopen(page),
        UnsavedSheet(page, driver.context, page.rapport, [], go=page.refresh, open_chapter=page.list.choose),
        open_mapp(page, driver.context),
        SaveSheet(page, driver.context, "berättelsen"),
        WhomSheet(page, driver.context, "listan"),
        QuestionsSheet(page, (Publiceringsfraga("000000", "Kan ”Anna” i texten peka ut någon?"),)),
    ]


def test_enter_presses_the_filled_button_of_every_sheet(example: Driver) -> None:
    opened = sheets(example)
    assert {type(one) for one in opened} == set(Sheet.__subclasses__())
    for sheet in opened:
        sheet.show()
        (filled,) = [one for one in sheet.findChildren(QPushButton) if one.property("kind") == "primary"]
        assert [one for one in sheet.findChildren(QPushButton) if one.isDefault()] == [filled]
        pressed: list[str] = []
        filled.clicked.disconnect()
        filled.clicked.connect(lambda _on=False, told=pressed: told.append("filled"))
        example.qtbot.keyClick(sheet, Qt.Key.Key_Return)
        assert pressed == ["filled"], type(sheet).__name__
        sheet.reject()
