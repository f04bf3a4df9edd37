"""The side ways of a case, taken in the inspector as a person would."""

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.services.avvikelser.handlaggning import add_orsak
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.ui.atgarder.forms import NewAtgardForm
from kvalitet_app.ui.avvikelser.analysis import AnalysisForm
from kvalitet_app.ui.avvikelser.mirror import QUESTION, REMINDING, Mirror
from kvalitet_app.ui.avvikelser.side_steps import WayForm
from kvalitet_app.ui.parts.buttons import Menu
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.reading import MessageBar
from tests.ui.avvikelser.hands import plan_and_do, receive, register, shown, step
from tests.ui.hands import press
from tests.ui.typing import type_text

S = AvvikelseStatus


def choose(page, words):
    """An entry of the inspector's menu, by the beginning of its words."""
    menu = Menu(shown(page))
    shown(page)._ways().fill(menu)
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
    type_text(inspector.step_form.controls["svar_text"], "De har bytt rutin.")
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


def test_the_mirror_asks_and_links(own):
    page = register(own)
    receive(own, page)
    step(own, page, "Börja utreda")
    row_id = page.list.table.current_id()
    own.context.tasks.change(add_orsak, avvikelse_id=row_id, kategori="rutin")
    own.settle()
    press(shown(page), "Lägg till åtgärd")
    form = shown(page).findChildren(NewAtgardForm)[-1]
    assert isinstance(form.cause.value(), int), "the only cause is proposed"
    type_text(form.text, "Informera personalen")
    form.cause.set_value(None)
    form.send()
    own.settle()
    mirror = shown(page).findChild(Mirror)
    assert [QUESTION in card.accessibleName() for card in mirror.causes.values()] == [True]
    assert REMINDING in " ".join(bar.accessibleName() for bar in shown(page).findChildren(MessageBar))
    menu = Menu(mirror)
    mirror.fill(menu, mirror.measures[0][0])
    menu.actions()[0].trigger()
    own.settle()
    mirror = shown(page).findChild(Mirror)
    assert [QUESTION in card.accessibleName() for card in mirror.causes.values()] == [False]


def test_what_stands_in_the_way_is_opened_from_its_sentence(own):
    page = register(own)
    receive(own, page)
    step(own, page, "Börja utreda")
    row_id = page.list.table.current_id()
    own.context.tasks.change(add_orsak, avvikelse_id=row_id, kategori="rutin")
    own.settle()
    plan_and_do(own, page, "Dubbelkontroll av dosett")
    type_text(shown(page).step_form.controls["uppfoljning"], "Inga nya fel")
    step(own, page, "Följ upp")
    bar = shown(page).step_form.findChildren(MessageBar)[-1]
    assert "Bedöm effekten" in bar.accessibleName()
    press(bar, "Visa")
    own.settle()
    assert own.window.current().title == "Åtgärder"
    assert own.window.current().table.current_id() == 1


def test_the_analysis_asks_why_until_there_is_a_cause(own):
    page = register(own)
    receive(own, page)
    step(own, page, "Börja utreda")
    shown(page).open_analysis()
    form = shown(page).findChild(AnalysisForm)
    assert not form.fields["varfor_2"].isVisibleTo(form)
    type_text(form.boxes["varfor_1"], "Dosetten var tom")
    assert form.fields["varfor_2"].isVisibleTo(form)
    type_text(form.boxes["varfor_2"], "Ingen delar på fredagar")
    press(form, "Spara analysen")
    own.settle()
    pick = next(s for s in shown(page).findChildren(Select) if s.accessibleName().startswith("Gör grundorsaken"))
    pick.set_value("rutin_saknas")
    pick.activated.emit(pick.currentIndex())
    own.settle()
    (cause,) = shown(page).detail.orsaker
    assert (cause.kategori, cause.text) == ("rutin_saknas", "Ingen delar på fredagar")
