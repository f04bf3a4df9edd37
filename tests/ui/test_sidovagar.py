"""The side ways of a case, taken in the inspector as a person would."""

from kvalitet_app.domain.avvikelse import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.services.avvikelser import avvikelse_rows, find_avvikelser
from kvalitet_app.ui.avvikelser.ways import WayForm, Ways
from kvalitet_app.ui.parts.buttons import Menu
from tests.ui.test_avvikelser import press, register, shown
from tests.ui.typing import type_text

S = AvvikelseStatus


def choose(page, words):
    """An entry of the inspector's menu, by the beginning of its words."""
    menu = Menu(shown(page))
    Ways(shown(page)).fill(menu)
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    return shown(page).findChildren(WayForm)[-1]


def states(driver):
    ids = driver.read(find_avvikelser, urval=AvvikelseUrval())
    return [driver.read(avvikelse_rows, ids=ids)[i].status for i in ids]


def test_a_case_is_handed_over_and_ends_with_the_answer(own):
    page = register(own)
    form = choose(page, "Lämna över")
    press(form, "Lämna över")
    own.settle()
    assert form.fields["overlamnad_till"]._note.text() == "Skriv vem som tar över ärendet."
    type_text(form.own, "Region Exempel")
    form.reason.set_value("region")
    press(form, "Lämna över")
    own.settle()
    assert states(own) == [S.OVERLAMNAD]
    inspector = shown(page)
    type_text(inspector.step_form.svar, "De har bytt rutin.")
    inspector.next_step()
    own.settle()
    assert states(own) == [S.AVSLUTAD]


def test_a_double_is_chosen_among_the_nearest(own):
    first = register(own)
    register(own, "Samma sak igen, skriven av nattpersonalen.")
    form = choose(first, "Samma händelse")
    assert form.own.count() == 2
    form.own.setCurrentIndex(1)
    press(form, "Avsluta som dubblett")
    own.settle()
    assert states(own) == [S.DUBBLETT, S.REGISTRERAD]


def test_another_reason_has_to_be_written(own):
    page = register(own)
    form = choose(page, "Ingen avvikelse")
    form.reason.set_value("annat")
    press(form, "Avsluta som ej avvikelse")
    own.settle()
    assert form.fields["skal"]._note.text() == "Skriv vilket skälet är."
    type_text(form.words, "Den gällde en annan kommun.")
    press(form, "Avsluta som ej avvikelse")
    own.settle()
    assert states(own) == [S.EJ_AVVIKELSE]
    page.list.choose_view("avslutade")
    own.settle()
    shown(page).next_step()
    own.settle()
    again = shown(page).findChildren(WayForm)[-1]
    again.reason.set_value("fel")
    press(again, "Öppna igen")
    own.settle()
    assert states(own) == [S.REGISTRERAD]
