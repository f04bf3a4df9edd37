"""What the pictures show: every page, sheet and window, at the scales people have, whole and in Swedish."""

import re

import pytest
from PySide6.QtGui import QTextFormat
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QTextEdit, QWidget

from kvalitet_app.domain.avvikelser.arenden import Foljd, Skada
from kvalitet_app.domain.paper.spridning import CASES
from kvalitet_app.services.counts.underlag import Underlagslista
from kvalitet_app.start.shots import pages
from kvalitet_app.ui.avvikelser.form import NyAvvikelseForm
from kvalitet_app.ui.berattelse.rows import columns_of
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.lists.side_panel import OVERLAY
from kvalitet_app.ui.paper.spridning import WhomSheet
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.parts.layout import column, holder, label
from kvalitet_app.ui.parts.markdown import markdown
from kvalitet_app.ui.parts.sheet import Sheet
from kvalitet_app.ui.parts.theme import font

ENGLISH = re.compile(
    r"\b(the|and|of|with|without|not|yes|no|ok|cancel|close|save|open|file|edit|copy|paste|undo|error|warning|page|"
    r"search|print|settings|none|unknown|row|rows|total|help|about)\b"
)
SIZES = [(910, 512), (1093, 614), (1366, 768)]
LEAN = 2  # px that two frames may share
SCALES = ["150 %", "125 %", "100 %"]


def resize(driver, size):
    driver.window.resize(*size)
    driver.qtbot.waitUntil(lambda: driver.window.width() == size[0])
    driver.settle()


def cut(top: QWidget) -> list[str]:
    """Labels of one line that are wider than their place."""
    return [
        one.text()
        for one in top.findChildren(QLabel)
        if one.isVisible() and not one.wordWrap() and one.sizeHint().width() > one.width() + 1
    ]


def overlapping(top: QWidget) -> list[tuple[str, str]]:
    """Texts and controls of one parent that are painted over each other."""
    by_parent: dict[QWidget | None, list[QWidget]] = {}
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for one in top.findChildren(kind):
            if one.isVisible() and one.width() > 1 and one.height() > 1:
                by_parent.setdefault(one.parentWidget(), []).append(one)
    found = []
    for beside in by_parent.values():
        for at, one in enumerate(beside):
            for other in beside[at + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > LEAN and shared.height() > LEAN:
                    found.append((said(one), said(other)))
    return found


def said(widget: QWidget) -> str:
    return f"{getattr(widget, 'text', str)()} {widget.accessibleName()} {widget.geometry().getRect()}"


def is_whole(top: QWidget, name: str, size: tuple[int, int]) -> None:
    """Once the layout has settled, no label is cut, nothing is painted over, and a sheet fits on the screen."""
    assert cut(top) == [], name
    assert overlapping(top) == [], name
    frame = top.size()
    assert (frame.width() <= size[0], frame.height() <= size[1]) == (True, True), (name, frame)


def english(top: QWidget) -> list[str]:
    """Texts of controls with an English word in them. What people have written is not looked at."""
    said = [one.text() for one in top.findChildren(QLabel)] + [one.text() for one in top.findChildren(QAbstractButton)]
    said += [one.toolTip() for one in top.findChildren(QWidget)] + [
        one.accessibleName() for one in top.findChildren(QWidget)
    ]
    said += [one.placeholderText() for one in top.findChildren(QLineEdit)]
    said += [one.placeholderText() for one in top.findChildren(QTextEdit)]
    said = [text for text in {*said, top.windowTitle()} if "/" not in text and "\\" not in text]  # no place of a file
    return [text for text in said if ENGLISH.search(text.casefold())]


@pytest.mark.parametrize("size", SIZES, ids=SCALES)
def test_every_picture_can_be_taken_whole_and_in_swedish(example, size):
    resize(example, size)
    for name, show in pages._scenes(example.program).items():
        over = show()
        example.settle()
        shown = over or example.window
        if over is None:
            assert example.window.current().isVisible(), name
        example.qtbot.waitUntil(lambda shown=shown, name=name: is_whole(shown, name, size), timeout=5000)
        assert english(shown) == [], name
        if over is not None:
            over.close()


@pytest.mark.parametrize("size", SIZES, ids=SCALES)
@pytest.mark.parametrize("key", ["avvikelser", "lex", "synpunkter", "atgarder", "rutiner", "egenkontroller"])
def test_columns_are_dropped_before_the_lead_is_starved(example, key, size):
    resize(example, size)
    page = example.go(key, vy="alla")
    listed = page if isinstance(page, ListPage) else page.findChild(ListPage)
    assert listed.side.isVisible() == (size[0] >= OVERLAY), "in a narrow window it comes when it is asked for"
    assert listed.table.columnWidth(listed.lead) >= 140
    shown = sum(listed.table.columnWidth(n) for n in range(len(listed.columns)))
    assert shown == listed.table.viewport().width(), "the rows reach the inspector"


@pytest.mark.parametrize("size", SIZES[1:], ids=SCALES[1:])
def test_a_new_avvikelse_needs_no_scrolling_on_a_usual_screen(example, size):
    resize(example, size)
    page = example.go("avvikelser", ny=True)
    form = page.findChild(NyAvvikelseForm)
    areas = [one for one in form.findChildren(QScrollArea) if one.isVisible()]
    assert areas
    assert [one.verticalScrollBar().maximum() for one in areas] == [0] * len(areas)


def test_kinds_of_harm_unfold_once_the_consequence_is_known_and_stay_while_one_is_told_of(example):
    form = example.go("avvikelser", ny=True).findChild(NyAvvikelseForm)
    assert not form.harms.isVisible()
    form.foljd.set_value(Foljd.SKADA)
    form.foljd.changed.emit()
    assert form.harms.isVisible()
    form.skador["skada_fysisk"].set_value(Skada.MOJLIG)
    form.foljd.set_value(Foljd.VET_INTE)
    form.foljd.changed.emit()
    assert form.harms.isVisible(), "what is told of is seen"
    form.skador["skada_fysisk"].set_value(None)
    form._unfold()
    assert not form.harms.isVisible()


def test_a_sheet_is_as_high_as_its_words(example):
    sheet = WhomSheet(example.window, example.context, "listan", refused=CASES)
    sheet.show()
    heights = []
    for at in (0, 1, 0):
        sheet.whom.choose(at)
        example.qtbot.wait(20)
        heights.append(sheet.height())
        assert sheet.said.height() == sheet.said.heightForWidth(sheet.said.width())
    assert heights[0] == heights[2] < heights[1], "it shrinks again"
    sheet.close()


def test_a_sheet_grows_with_a_refusal(qtbot):
    sheet = Sheet(None, "Fråga")
    qtbot.addWidget(sheet)
    more = label("En mening som inte fick plats på en rad utan fortsätter på nästa. " * 2, wrap=True)
    more.hide()
    sheet.lay_out("Fråga", more, buttons=())
    sheet.show()
    before = sheet.height()
    more.show()
    qtbot.waitUntil(lambda: sheet.height() > before + 30, timeout=2000)


def test_wrapped_words_hold_up_no_empty_space(qtbot):
    box = holder(column(label("Många ord som bryts på flera rader i en smal spalt. " * 6, wrap=True), gap=0))
    qtbot.addWidget(box)
    assert box.minimumSizeHint().height() <= box.heightForWidth(400)


def test_a_long_choice_ends_with_an_ellipsis_and_is_told_whole(qtbot):
    words = "2026-0366 Gå igenom rutinen på APT och prova den i två veckor"
    select = Select([(words, 1), ("Kort", 2)])
    qtbot.addWidget(select)
    select.setFixedWidth(220)
    select.grab()
    assert select.toolTip() == words
    select.set_value(2)
    select.grab()
    assert select.toolTip() == ""


def test_a_text_box_asks_for_no_more_than_its_least_height(qtbot):
    box = TextBox(least=44)
    qtbot.addWidget(box)
    assert box.sizeHint().height() == box.minimumSizeHint().height() == 44


def test_headings_of_markdown_are_of_the_panels_size(qtbot):
    shown = markdown("# Stor\n\nText\n\n## Mindre\n\nMer", "Text")
    qtbot.addWidget(shown)
    adjusted = QTextFormat.Property.FontSizeAdjustment.value
    block, seen = shown.document().begin(), 0
    while block.isValid():
        if block.blockFormat().headingLevel():
            form = block.begin().fragment().charFormat()
            assert not form.intProperty(adjusted), block.text()
            assert form.font().pixelSize() == font("strong").pixelSize()
            seen += 1
        block = block.next()
    assert seen == 2


def test_numbers_of_a_list_end_on_one_edge_and_the_longest_words_get_the_room():
    found = Underlagslista(
        ("Enhet", "Antal", "Vad"), (("Björken", "1\u00a0234", "En lång mening"), ("Ek", "–", "Kort"))
    )
    columns = columns_of(found)
    assert [one.right for one in columns] == [False, True, False]
    assert [bool(one.width) for one in columns] == [True, True, False]
    assert columns[2].text(found.rader[0]) == "En lång mening"
    assert columns_of(Underlagslista(("A",), ()))[0].text(("x",)) == "x"
