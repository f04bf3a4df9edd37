"""A rutin to read in the window says what its text says: lists in lists, tables, ticks, links, every word."""

import pytest
from PySide6.QtGui import QTextBlockFormat

from kvalitet_app.ui.parts.markdown import markdown
from tests.reports.rutiner import RUTIN


@pytest.fixture
def read(qtbot):
    kept = []

    def shown(text):
        made = markdown(text, "Text")
        qtbot.addWidget(made)
        kept.append(made)
        return made.document()

    return shown


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def items(document):
    """The items of lists: how deep they lie, the number or sign before them, and their first word."""
    for block in blocks(document):
        if (whole := block.textList()) is not None:
            yield whole.format().indent() - 1, whole.itemText(block), block.text().split(" ")[0]


def links(document):
    for block in blocks(document):
        at = block.begin()
        while not at.atEnd():
            if address := at.fragment().charFormat().anchorHref():
                yield at.fragment().text(), address
            at += 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| a |\n| - |\n| x<br>y |\n", ["a", "x y"]),
        ("| a | b |\n| - | - |\n| x \\| y | z |\n", ["a", "b", "x | y", "z"]),
        ("Rad ett\\\nrad två", ["Rad ett rad två"]),
        ("[OBS]: läs", ["[OBS]: läs"]),
        ("tryck <Enter>, <b>x</b>", ["tryck <Enter>, <b>x</b>"]),
        ("\\_\\_init\\_\\_", ["__init__"]),
        ("## Nummer \\#", ["Nummer #"]),
        ("| a | b |\n| - | - |\n| 1 | 2 | 3 |\n", ["a", "b", "1", "2 | 3"]),
    ],
)
def test_no_word_is_lost(read, text, said):
    assert [found for block in blocks(read(text)) if (found := " ".join(block.text().split()))] == said


def test_a_long_text_is_shown_from_its_beginning(qtbot):
    shown = markdown("rad\n\n" * 300, "Text")
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show()
    qtbot.waitExposed(shown)
    assert shown.verticalScrollBar().maximum() > 0
    assert shown.verticalScrollBar().value() == 0


def test_lists_in_lists_are_what_they_are(read):
    assert list(items(read("3. tre\n   - a\n     1. djupt\n   - b\n4. fyra\n\ntext\n\n5. fem\n"))) == [
        (0, "3.", "tre"),
        (1, ".", "a"),
        (2, "1.", "djupt"),
        (1, ".", "b"),
        (0, "4.", "fyra"),
        (0, "5.", "fem"),
    ]


def test_ticks_are_boxes(read):
    marks = [block.blockFormat().marker() for block in blocks(read("- [x] a\n- [ ] b\n- c\n"))]
    kinds = QTextBlockFormat.MarkerType
    assert marks == [kinds.Checked, kinds.Unchecked, kinds.NoMarker]
    assert [block.text() for block in blocks(read("1. [x] a\n2. [ ] b\n"))] == ["☑ a", "☐ b"]


def test_links_are_asked_about_by_their_whole_address(read):
    assert [address for _, address in links(read(RUTIN))] == [
        "https://kommun.se/rutiner/läkemedel?sida=2",
        "mailto:mas@kommun.se",
        r"\\server\gemensam\rutin.docx",
        "https://fass.se",
        "https://1177.se",
    ]


def test_a_table_has_its_head_and_its_cells(read):
    document = read("före\n\n| a | b |\n| - | - |\n| **c** | |\n\nefter\n")
    (table,) = document.rootFrame().childFrames()
    cells = [[table.cellAt(r, c).firstCursorPosition().block().text() for c in range(2)] for r in range(2)]
    assert cells == [["a", "b"], ["c", ""]]
    assert table.format().headerRowCount() == 1
    assert document.toPlainText().split() == ["före", "a", "b", "c", "efter"]
