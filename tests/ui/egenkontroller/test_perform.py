"""The page where an egenkontroll is performed."""

from PySide6.QtCore import Qt

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, EgenkontrollUrval, Svarsvarde
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller, get_egenkontroll
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


def commented(own):
    page = performed(own)
    page.questions[0].give(Svarsvarde.NEJ)
    own.settle()
    return page


def comment_of(own, page):
    return own.read(get_egenkontroll, egenkontroll_id=page.egenkontroll_id).svar[0].kommentar


def test_a_comment_is_saved_when_the_page_is_left_at_once(own):
    page = commented(own)
    type_text(page.questions[0].comment, "Handsprit saknas")
    own.go("oversikt")
    own.settle()
    assert comment_of(own, page) == "Handsprit saknas"


def test_a_comment_that_is_refused_stops_the_end_and_stays(own):
    page = commented(own)
    for question in page.questions[1:]:
        question.give(Svarsvarde.JA)
    type_text(page.questions[0].comment, "Hon är 19121212-1212")
    page.send()
    own.settle()
    assert own.window.message_area.isVisible()
    assert page.isVisible()
    assert page.questions[0].comment.text() == "Hon är 19121212-1212"
    own.qtbot.keyClick(own.window, Qt.Key.Key_Escape)
    own.settle()
    assert page.isVisible(), "nor is it thrown away by a step back"
    assert not page.detail.rad.genomford_datum
    page.questions[0].comment.setText("Hon saknar handsprit")
    page.send()
    own.settle()
    done = own.read(get_egenkontroll, egenkontroll_id=page.egenkontroll_id)
    assert (done.rad.status, done.svar[0].kommentar) == (EgenkontrollStatus.GENOMFORD, "Hon saknar handsprit")
