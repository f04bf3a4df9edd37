"""The page where an egenkontroll is performed."""

from PySide6.QtCore import Qt

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.ui.avvikelser.begun import begun_reports
from tests.ui.hands import press
from tests.ui.typing import type_text


def performed(own):
    page = own.go("egenkontroller")
    page.new()
    page._over.units.item(0).setCheckState(Qt.CheckState.Checked)
    page._over.send()
    own.settle()
    page.perform(own.read(find_egenkontroller, urval=EgenkontrollUrval())[0])
    own.settle()
    return page._over


def report(own, question):
    question.report.click()
    own.settle()
    return own.window.current().form


def test_a_report_from_a_question_leaves_the_half_written_one_alone(own):
    form = own.go("avvikelser", ny=True).form
    type_text(form.beskrivning, "Halvskriven om något annat")
    questions = performed(own).questions
    form = report(own, questions[0])
    assert form.beskrivning.value().startswith("Vid egenkontrollen")
    type_text(form.beskrivning, "Mer om frågan. ")
    own.go("oversikt")
    form = report(own, performed(own).questions[0])
    assert form.beskrivning.value().startswith("Mer om frågan. "), "what was written of the question is still there"
    press(form, "Fortsätt med Halvskriven om något annat")
    assert form.beskrivning.value() == "Halvskriven om något annat"
    assert len(begun_reports(own.context)) == 2
