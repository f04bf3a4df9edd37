"""The page where an egenkontroll is performed."""

from PySide6.QtCore import Qt

from kvalitet_app.db.models import Egenkontroll
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, EgenkontrollUrval, Svarsvarde
from kvalitet_app.services.egenkontroller.svar import get_egenkontroll
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.ui.avvikelser.begun import begun_reports
from kvalitet_app.ui.parts.reading import MessageBar
from tests.ui.hands import press
from tests.ui.typing import type_text
from tests.verbs import laying


def performed(own):
    page = own.go("egenkontroller")
    page.new()
    page._over.units.item(0).setCheckState(Qt.CheckState.Checked)
    page._over.send()
    own.settle()
    page.perform(own.read(find_egenkontroller, urval=EgenkontrollUrval())[0])
    own.settle()
    return page._over


def said_of(driver):
    return " ".join(bar.accessibleName() for bar in driver.window.message_area.findChildren(MessageBar))


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


def drawn(own, page, number):
    """Files were drawn for the occurrence; the page is opened anew."""
    with own.program.store.writing(laying()) as session:
        session.get_one(Egenkontroll, page.egenkontroll_id).urval = number
    return_to = own.go("egenkontroller", rad_id=page.egenkontroll_id)
    return return_to._over


def test_every_file_that_was_drawn_is_answered_before_the_end(own):
    page = drawn(own, performed(own), 3)
    questions = len(page.questions)
    for question in page.questions:
        question.give(Svarsvarde.JA)
    own.settle()
    page.send()
    own.settle()
    assert page.detail.akt == 2, "the first file that waits is shown"
    assert "Akt 2, fråga 1 är inte besvarad." in said_of(own)
    assert page.detail.rad.status is EgenkontrollStatus.PAGAR
    for question in page.questions:
        question.give(Svarsvarde.NEJ)
    own.settle()
    press(page.files, "Nästa akt som väntar")
    assert page.detail.akt == 3
    assert page.files.told.text().replace("\u00a0", " ") == "2 av 3 akter klara"
    for question in page.questions:
        question.give(Svarsvarde.JA)
    own.settle()
    page.send()
    own.settle()
    done = own.read(get_egenkontroll, egenkontroll_id=page.egenkontroll_id)
    assert done.rad.status is EgenkontrollStatus.GENOMFORD
    assert (done.obesvarade, len(done.svar_andra_akter)) == ((0, 0, 0), 2 * questions)
    assert round(done.rad.poang, 4) == round(2 / 3, 4)
