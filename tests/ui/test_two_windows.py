"""Two windows on one file: nobody's text is lost, and both come to their end."""

import pytest

from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import Settings
from tests.ui.avvikelser.hands import investigated, shown
from tests.ui.driver import Driver
from tests.ui.hands import press
from tests.ui.lex.hands import case_of, receive
from tests.ui.typing import type_text


@pytest.fixture
def open_other(own, qtbot, tmp_path):
    """A function that opens a second window on the same register."""
    path, programs = str(tmp_path / "kvalitet.db"), []

    def start():
        program = Program(make_application(), wanted=path, settings=Settings(tmp_path / "k2.ini"), upkeep=False)
        programs.append(program)
        program.window.resize(1366, 768)
        program.window.show()
        program.begin()
        driver = Driver(qtbot, program)
        qtbot.waitUntil(lambda: driver.context is not None, timeout=20000)
        return driver

    yield start
    for program in programs:
        program.window.close()
        program.window.deleteLater()


def test_both_edit_the_same_case(own, open_other):
    page, row_id = investigated(own, "Fick fel dos")
    other = open_other()
    second = other.go("avvikelser", rad_id=row_id)
    type_text(shown(page).step_form.controls["utredning"], "Första fönstrets text")
    type_text(shown(second).step_form.controls["utredning"], "Andra fönstrets text")
    page.list.save()
    own.settle()
    second.list.save()
    other.settle()
    assert "Någon annan har ändrat" in shown(second).step_form.trouble.itemAt(0).widget().accessibleName()
    press(shown(second), "Läs in det som ändrats")
    other.settle()
    form = shown(second).step_form
    assert "Första fönstrets text" in form.trouble.itemAt(0).widget().accessibleName()
    assert form.controls["utredning"].toPlainText() == "Andra fönstrets text"
    form.controls["utredning"].setPlainText("Första fönstrets text. Andra fönstrets text")
    second.list.save()
    other.settle()
    assert own.read(get_avvikelse, avvikelse_id=row_id).utredning.endswith("Andra fönstrets text")


def test_both_investigate_the_same_lex_case(own, reported, open_other):
    receive(own, reported)
    row_id = case_of(own).rad.id
    other = open_other()
    second = other.go("lex", rad_id=row_id)
    for page in (reported, second):
        page.write_investigation(row_id)
    type_text(reported.wide.form.controls["forlopp"], "Ingen kom på kvällen")
    type_text(second.wide.form.controls["forlopp"], "Larmet ringde tre gånger")
    type_text(second.wide.form.controls["orsaker"], "Två vikarier")
    reported.wide.save()
    own.settle()
    second.wide.save()
    other.settle()
    form = second.wide.form
    assert "Någon annan har ändrat" in form.trouble.itemAt(0).widget().accessibleName()
    press(form, "Läs in det som ändrats")
    other.settle()
    form = other.window.current().wide.form
    assert "Ingen kom på kvällen" in form.trouble.itemAt(0).widget().accessibleName()
    assert form.controls["forlopp"].toPlainText() == "Larmet ringde tre gånger"
    form.controls["forlopp"].setPlainText("Ingen kom på kvällen. Larmet ringde tre gånger")
    other.window.current().wide.save()
    other.settle()
    given = case_of(own).uppgifter
    assert (given.forlopp, given.orsaker) == ("Ingen kom på kvällen. Larmet ringde tre gånger", "Två vikarier")
