"""Hjälp → Om and Hjälp → Skapa supportfil, as a person uses them."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTextBrowser

from kvalitet_app import __version__
from kvalitet_app.ui.parts.buttons import Menu
from kvalitet_app.ui.parts.reading import MessageBar
from kvalitet_app.ui.parts.theme import show_icon
from kvalitet_app.ui.window.about import AboutWindow
from kvalitet_app.ui.window.actions import PAGES
from kvalitet_app.ui.window.help import HelpWindow


def choose(own, words):
    """Press the question mark, and a choice of its menu."""
    own.window.aid.click()
    menu = own.window.findChildren(Menu)[-1]
    (action,) = (one for one in menu.actions() if one.text().startswith(words))
    menu.close()
    action.trigger()


def told(own):
    """What stands above the page."""
    return [bar.accessibleName() for bar in own.window.findChildren(MessageBar)]


def test_the_question_mark_opens_the_help(own):
    choose(own, "Hjälp och kortkommandon")
    (shown,) = own.window.findChildren(HelpWindow)
    shown.close()


@pytest.mark.parametrize("page", PAGES, ids=[page.key for page in PAGES])
def test_f1_opens_on_the_page_one_stands_on(own, page):
    own.go(page.key)
    own.qtbot.keyClick(own.window, Qt.Key.Key_F1)
    (shown,) = own.window.findChildren(HelpWindow)
    lines = [line for line in shown.findChild(QTextBrowser).toPlainText().splitlines() if line.strip()]
    assert lines[0] == page.title
    assert lines[1] != "Kortkommandon"
    shown.close()


def test_about_shows_versions_and_licences(own):
    choose(own, "Om Kvalitet")
    (about,) = own.window.findChildren(AboutWindow)
    words = about.findChild(QTextBrowser).toPlainText()
    assert "pyside6-essentials 6." in words
    assert "LGPL-3.0" in words
    assert any(one.text() == __version__ for one in about.findChildren(QLabel))
    about.close()


def test_the_support_file_is_saved_and_told(own, tmp_path, monkeypatch):
    target = tmp_path / "stöd.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(target), ""))
    choose(own, "Skapa supportfil")
    assert sorted(zipfile.ZipFile(target).namelist()) == [
        "LÄS MIG.txt",
        "installningar.txt",
        "logg.txt",
        "versioner.txt",
    ]
    assert any("Supportfilen är sparad" in line for line in told(own))


def test_a_place_that_cannot_be_written_is_told(own, tmp_path, monkeypatch):
    missing = tmp_path / "finns inte" / "stöd.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(missing), ""))
    choose(own, "Skapa supportfil")
    assert any("finns inte" in line for line in told(own))
    assert not missing.exists()


def test_the_window_has_the_programs_icon(own):
    show_icon()
    assert QApplication.windowIcon().pixmap(64, 64).toImage().pixelColor(10, 32).name() == "#0b5c66"
