"""Nothing that somebody has written makes the window open a file or an address when it is shown."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTableView,
    QTextEdit,
    QToolTip,
    QWidget,
)
from sqlalchemy import String, func, literal, update

from kvalitet_app.db import models
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.parts import links
from kvalitet_app.ui.parts.links import may_open, open_link
from kvalitet_app.ui.parts.markdown import markdown
from kvalitet_app.ui.window.actions import PAGES
from tests.ui.opened import OpenWatch
from tests.verbs import laying

UI = Path(links.__file__).parents[1]
RICH = {"setHtml", "setMarkdown", "insertHtml", "appendHtml", "setSource", "QTextBrowser", "QTextDocument"}
WRITTEN = (
    (models.Enhet, "namn"),
    (models.Enhet, "kortnamn"),
    (models.Person, "namn"),
    (models.Person, "titel"),
    (models.Avvikelse, "rubrik"),
    (models.Avvikelse, "beskrivning"),
    (models.Avvikelse, "brukarreferens"),
    (models.Avvikelsetyp, "namn"),
    (models.Katalogvarde, "namn"),
    (models.Atgard, "text"),
    (models.Synpunkt, "amne"),
    (models.Synpunkt, "text"),
    (models.Rutin, "titel"),
    (models.Rutinversion, "text"),
    (models.Mall, "namn"),
    (models.Process, "namn"),
    (models.Aktivitet, "namn"),
    (models.LexSarahArende, "beskrivning"),
)


@pytest.fixture
def bait(tmp_path):
    """A file that nobody may open, and the watch over it."""
    file = tmp_path / "b.png"
    file.write_bytes(b"no picture")
    watch = OpenWatch(file)
    yield file, watch
    watch.close()


def every_way(file):
    """Text that Qt obeys where it is taken for rich text."""
    return (
        f'<b>x</b><img src="file://{file}"><style>@import url("file://{file}");</style><p background="file://{file}">'
    )


def lay_bait(store, file):
    """Put it before every text of the register."""
    with store.writing(laying()) as session:
        for kind, name in WRITTEN:
            column = getattr(kind, name)
            room = column.type.length if isinstance(column.type, String) and column.type.length else 100_000
            text = f'<img src="file://{file}">'
            session.execute(update(kind).values({name: literal(text) + func.substr(column, 1, room - len(text))}))


def show_tips(driver):
    """Every tip of every widget and of the first rows of every list, one after another."""
    told = [w.toolTip() for w in QApplication.allWidgets() if w.toolTip()]
    for view in driver.window.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(min(3, model.rowCount(QModelIndex()))):
            for column in range(model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1):
                index = model.index(row, column, QModelIndex())
                told += [str(index.data(role)) for role in (Qt.ItemDataRole.ToolTipRole,) if index.data(role)]
    for text in dict.fromkeys(told):
        QToolTip.showText(QPoint(50, 50), text, driver.window)
        QApplication.processEvents()
    QToolTip.hideText()
    return len(told)


def test_every_page_shows_what_was_written_and_fetches_nothing(example, bait):
    file, watch = bait
    lay_bait(example.program.store, file)
    tips = 0
    for page in PAGES:
        shown = example.go(page.key)
        for part in [shown] if isinstance(shown, ListPage) else shown.findChildren(ListPage):
            part.show_query(vy="alla")
            example.settle()
            part.table.setCurrentIndex(part.model.index(0, 0))
            example.settle()
        tips += show_tips(example)
        assert watch.times() == 0, page.key
    assert tips > 100


def test_a_text_to_read_fetches_nothing_and_shows_what_looks_like_html(qtbot, bait):
    file, watch = bait
    text = f"{every_way(file)}\n\n![bild](file://{file})\n\n# Rubrik\n\nText"
    shown = markdown(text, "Text")
    qtbot.addWidget(shown)
    shown.show()
    qtbot.wait(50)
    assert "<img src" in shown.toPlainText()
    shown.document().setHtml(every_way(file))
    shown.document().setMarkdown(text)
    qtbot.wait(50)
    assert watch.times() == 0


def test_a_question_and_a_tip_show_text_as_it_stands(own, bait):
    file, watch = bait
    box = QMessageBox(own.window)
    box.setText(every_way(file))
    box.setInformativeText(every_way(file))
    box.show()
    own.qtbot.wait(50)
    QToolTip.showText(QPoint(50, 50), every_way(file), own.window)
    own.qtbot.wait(50)
    plain = [w for w in QApplication.allWidgets() if isinstance(w, QLabel) and w.text() == every_way(file)]
    assert len(plain) == 3
    assert {w.textFormat() for w in plain} == {Qt.TextFormat.PlainText}
    assert watch.times() == 0
    box.close()
    QToolTip.hideText()


ADDRESSES = {
    "https://www.socialstyrelsen.se/lex": True,
    "http://intranat/rutin": True,
    "mailto:mas@kommun.invalid": True,
    "file:///etc/passwd": False,
    "file://server/delad/x.png": False,
    "//server/delad/x": False,
    r"\\server\delad\x.exe": False,
    "smb://server/x": False,
    "javascript:alert(1)": False,
    "ms-word:ofe|u|https://x.invalid/a.docm": False,
    "search-ms:query=x": False,
    "rutin.exe": False,
    "https:": False,
    "": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_web_and_mail_are_opened_and_only_when_asked(qtbot, monkeypatch, address):
    opened: list[QUrl] = []
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    shown = QWidget()
    qtbot.addWidget(shown)

    def answer(word):
        def press(box):
            asked.append(box.informativeText())
            found = [b for b in box.findChildren(QAbstractButton) if b.text().replace("&", "") == word]
            if found:
                found[0].click()

        monkeypatch.setattr(QMessageBox, "exec", press)
        open_link(shown, QUrl(address))

    assert may_open(QUrl(address)) is ADDRESSES[address]
    answer("Avbryt")
    assert opened == []
    answer("Öppna")
    assert opened == ([QUrl(address)] if ADDRESSES[address] else [])
    assert all(QUrl(address).toString(QUrl.ComponentFormattingOption.FullyEncoded) in said for said in asked)
    answer("Kopiera adressen")
    assert QGuiApplication.clipboard().text() == QUrl(address).toString(QUrl.ComponentFormattingOption.FullyEncoded)


def test_a_link_in_a_text_is_asked_about(qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr("kvalitet_app.ui.parts.markdown.open_link", lambda _parent, url: asked.append(url.toString()))
    shown = markdown("[här](https://x.invalid/)", "Text")
    qtbot.addWidget(shown)
    shown.anchorClicked.emit(QUrl("https://x.invalid/"))
    assert asked == ["https://x.invalid/"]
    assert not shown.openLinks()


def test_the_program_has_one_place_for_rich_text_and_opens_only_files_of_its_own_elsewhere():
    for path in sorted(UI.rglob("*.py")):
        where = path.relative_to(UI).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name))):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in {
                "setHtml",
                "setMarkdown",
                "insertHtml",
                "appendHtml",
                "setSource",
                "QTextBrowser",
                "QTextDocument",
            }:
                assert where == "parts/markdown.py", f"{where} {name}"
            if name == "QLabel":
                assert where in {"parts/layout.py", "parts/fields.py"} or not node.args, where
            if name == "openUrl" and where != "parts/links.py":
                assert ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile("), where
            assert name != "setOpenExternalLinks", where


def test_what_is_pasted_is_text(own):
    for page in PAGES:
        own.go(page.key)
    boxes = [w for w in QApplication.allWidgets() if isinstance(w, QTextEdit) and not w.isReadOnly()]
    assert all(not box.acceptRichText() for box in boxes)
