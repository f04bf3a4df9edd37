"""An avvikelse taken through the window by short words."""

from PySide6.QtCore import Qt

from kvalitet_app.domain.atgarder import Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, step_avvikelse
from kvalitet_app.ui.atgarder.forms import EffectForm, NewAtgardForm
from kvalitet_app.ui.avvikelser.inspector import CaseInspector
from kvalitet_app.ui.parts.choices import Check
from tests.ui.hands import press
from tests.ui.typing import type_text

S = AvvikelseStatus


def register(driver, text="Fick fel dos på morgonen. Sjuksköterskan ringdes."):
    """Write one in the form, by keyboard alone."""
    driver.qtbot.keyClick(
        driver.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    driver.settle()
    page = driver.window.current()
    assert page.is_writing()
    type_text(page.form.beskrivning, text)
    driver.qtbot.keyClick(page.form.beskrivning, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    return page


def shown(page):
    """The inspector beside the list."""
    found = page.list.side.findChildren(CaseInspector)
    return found[-1]


def step(own, page, word):
    """Press a step in the inspector and wait for its answer."""
    press(shown(page), word)
    own.settle()


def receive(own, page):
    """Judge the risk, answer about the suspicion and take the case on, from the keyboard."""
    case = shown(page)
    case.step_form.matrix._choose(2, 3)
    case.step_form.doubt.choose(1)
    own.qtbot.keyClick(case, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(case, "Ta emot") if case.detail.rad.status is S.REGISTRERAD and own.program.tasks.is_idle else None
    own.settle()


def plan_and_do(own, page, text):
    """Add an åtgärd to the case, take the case to it, and tick it as done."""
    press(shown(page), "Lägg till åtgärd")
    form = shown(page).findChildren(NewAtgardForm)[-1]
    type_text(form.text, text)
    own.qtbot.keyClick(form.text, Qt.Key.Key_Return)
    own.settle()
    step(own, page, "Till åtgärd")
    next(c for c in shown(page).findChildren(Check) if c.text() == text).click()
    own.settle()


def judge_effect(own, page):
    """Say that the åtgärd had a good effect."""
    press(shown(page), "Bedöm effekten")
    judge = shown(page).findChildren(EffectForm)[-1]
    judge.effekt.choose(list(Effekt).index(Effekt.GOD))
    type_text(judge.metod, "Stickprov i fyra veckor")
    judge.send()
    own.settle()


def investigated(driver, text):
    """A case that is being investigated, chosen in the list; answers the page and its id."""
    page = register(driver, text)
    row_id = page.list.table.current_id()
    given = Uppgifter(sannolikhet=2, allvarlighetsgrad=2, misstanke=False, ansvarig_id=driver.context.person.id)
    for till in (S.MOTTAGEN, S.UTREDS):
        version = driver.read(get_avvikelse, avvikelse_id=row_id).rad.version
        driver.context.tasks.change(
            step_avvikelse, avvikelse_id=row_id, version=version, till=till, skal="", uppgifter=given
        )
        driver.settle()
    assert shown(page).detail.rad.status is S.UTREDS
    return page, row_id
