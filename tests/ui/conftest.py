"""The real window on a register of its own, driven as a person would."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from kvalitet_app.ui.lex.new import NewLexForm
from tests.readback import pdf_words
from tests.ui.deaths import Deaths
from tests.ui.hands import choices
from tests.ui.lex.hands import CTRL, person
from tests.ui.typing import type_text


@pytest.fixture(autouse=True)
def _deaths_at_home(deaths: Deaths) -> Deaths:
    """Looked at after every test here."""
    return deaths


@pytest.fixture
def example(open_window, example_file):
    """The window on the example municipality."""
    return open_window(example_file)


@pytest.fixture
def reported(own):
    """A case that was reported by hand through the form; Anna Lindgren leads, since there is no SAS."""
    page = own.go("lex")
    own.qtbot.keyClick(own.window, Qt.Key.Key_N, CTRL)
    form = page.list.side.findChildren(NewLexForm)[-1]
    form.enhet.set_value(next(u.id for u in own.context.scope.enheter if u.namn == "Granliden"))
    type_text(form.beskrivning, "Blev utan hjälp hela kvällen")
    form.reporter.set_value(person(own, "Bo Alm"))
    own.qtbot.keyClick(form.beskrivning, Qt.Key.Key_S, CTRL)
    own.settle()
    return page


@pytest.fixture
def save(monkeypatch, tmp_path):
    """A function that saves one of the choices as a PDF and answers its text."""

    def act(driver, word, whom="Intern"):
        target = tmp_path / "ut"
        written = target.with_suffix(".pdf")
        written.unlink(missing_ok=True)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
        choices(driver)[word].trigger()
        driver.answer_whom(whom)
        driver.qtbot.waitUntil(lambda: written.exists() or driver.is_asked(), timeout=20000)
        if driver.is_asked():
            driver.answer_questions()
            driver.qtbot.waitUntil(written.exists, timeout=20000)
        driver.settle()
        return pdf_words(written)

    return act
