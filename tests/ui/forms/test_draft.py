"""What is typed beside a list is never lost: by another row, another page, a crash, or somebody else's save."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.services.atgarder import atgard_rows
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, add_orsak, save_handlaggning
from kvalitet_app.services.drafts import read_utkast
from kvalitet_app.ui.atgarder.forms import NewAtgardForm
from kvalitet_app.ui.atgarder.page import EditForm
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.rutiner.inspector import NewRutinForm
from tests.ui.avvikelser.hands import investigated, register, shown
from tests.ui.hands import press
from tests.ui.typing import type_text

S = AvvikelseStatus
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_half_written_utredning_is_there_when_one_comes_back_to_the_row(own):
    register(own, "En annan händelse")
    page, row_id = investigated(own, "Fick fel dos")
    type_text(shown(page).step_form.controls["utredning"], "Halvskriven utredning")
    other = next(i for i in page.list.model.ids if i != row_id)
    page.list.table.choose_id(other)
    own.settle()
    page.list.table.choose_id(row_id)
    own.settle()
    assert shown(page).step_form.controls["utredning"].toPlainText() == "Halvskriven utredning"
    assert (
        own.read(read_utkast, formular=f"avvikelse_{row_id}_utreds")["varden"]["utredning"] == "Halvskriven utredning"
    )


def test_it_survives_another_change_of_the_same_case_and_another_page(own):
    page, row_id = investigated(own, "Fick fel dos")
    type_text(shown(page).step_form.controls["utredning"], "Halvskriven")
    own.context.tasks.change(add_orsak, avvikelse_id=row_id, kategori="rutin")
    own.settle()
    assert shown(page).step_form.controls["utredning"].toPlainText() == "Halvskriven"
    own.go("oversikt")
    own.context.drafts.clear()  # as after a crash
    page = own.go("avvikelser", rad_id=row_id)
    assert shown(page).step_form.controls["utredning"].toPlainText() == "Halvskriven"


def test_what_is_typed_while_it_is_being_saved_is_kept(own):
    page, row_id = investigated(own, "Fick fel dos")
    type_text(shown(page).step_form.controls["utredning"], "Sparad text")
    own.qtbot.keyClick(own.window, Qt.Key.Key_S, CTRL)
    box = shown(page).step_form.controls["utredning"]
    own.qtbot.keyClicks(box, " och mer")
    assert shown(page).step_form.is_sending
    own.settle()
    assert own.read(get_avvikelse, avvikelse_id=row_id).utredning == "Sparad text"
    assert shown(page).step_form.controls["utredning"].toPlainText() == "Sparad text och mer"
    own.context.drafts.clear()  # as after a crash
    own.go("oversikt")
    page = own.go("avvikelser", rad_id=row_id)
    assert shown(page).step_form.controls["utredning"].toPlainText() == "Sparad text och mer"


def test_ctrl_s_saves_it_and_the_draft_is_gone(own):
    page, row_id = investigated(own, "Fick fel dos")
    type_text(shown(page).step_form.controls["utredning"], "Klar text")
    own.qtbot.keyClick(own.window, Qt.Key.Key_S, CTRL)
    own.settle()
    assert own.read(get_avvikelse, avvikelse_id=row_id).utredning == "Klar text"
    assert own.read(read_utkast, formular=f"avvikelse_{row_id}_utreds") is None
    assert shown(page).step_form.trouble.count() == 0


def test_what_somebody_else_saved_meanwhile_is_shown_beside_ones_own(own):
    page, row_id = investigated(own, "Fick fel dos")
    type_text(shown(page).step_form.controls["utredning"], "Min text")
    page.leave()
    own.settle()
    version = own.read(get_avvikelse, avvikelse_id=row_id).rad.version
    own.context.tasks.change(
        save_handlaggning, avvikelse_id=row_id, version=version, uppgifter=Uppgifter(utredning="Den andras text")
    )
    own.settle()
    form = shown(page).step_form
    assert form.controls["utredning"].toPlainText() == "Min text"
    bar = form.trouble.itemAt(0).widget()
    assert "Den andras text" in bar.accessibleName()
    press(bar, "Ta bort mitt utkast")
    assert form.controls["utredning"].toPlainText() == "Den andras text"


def test_a_tillagg_is_kept_until_it_is_saved_or_given_up(own):
    register(own, "En annan händelse")
    page = register(own, "Fick fel dos")
    first = page.list.table.current_id()
    press(shown(page), "Skriv ett tillägg")
    type_text(own.window.focusWidget(), "Halvt tillägg")
    page.list.table.choose_id(next(i for i in page.list.model.ids if i != first))
    page.list.table.choose_id(first)
    own.settle()
    press(shown(page), "Skriv ett tillägg")
    assert own.window.focusWidget().toPlainText() == "Halvt tillägg"
    own.settle()
    press(shown(page), "Avbryt")
    press(shown(page), "Skriv ett tillägg")
    assert own.window.focusWidget().toPlainText() == ""


def test_a_new_atgard_and_a_change_of_one_are_kept(example):
    page = example.go("atgarder", vy="oppna")
    page.new()
    type_text(page.side.findChildren(NewAtgardForm)[-1].text, "Halv åtgärd")
    page.table.choose_id(page.model.ids[1])
    example.settle()
    press(page.side, "Ändra")
    page.side.findChildren(EditForm)[-1].text.setPlainText("Annan ordning")
    page.table.choose_id(page.model.ids[2])
    example.settle()
    page.table.choose_id(page.model.ids[1])
    example.settle()
    press(page.side, "Ändra")
    assert page.side.findChildren(EditForm)[-1].text.toPlainText() == "Annan ordning"
    page.new()
    assert page.side.findChildren(NewAtgardForm)[-1].text.text() == "Halv åtgärd"


@pytest.mark.parametrize(
    ("key", "kind", "field"), [("rutiner", NewRutinForm, "titel"), ("atgarder", NewAtgardForm, "text")]
)
def test_a_new_record_stays_in_the_panel_while_the_list_is_read_anew(example, key, kind, field):
    page = example.go(key, vy="alla")
    page.new()
    form = page.side.findChildren(kind)[-1]
    type_text(getattr(form, field), "Något nytt")
    example.window.refresh_here()
    example.settle()
    example.context.scope.set_enhet(example.context.scope.enheter[-1].id)
    example.settle()
    page.search.setText("zzqqxx")
    example.qtbot.wait(250)
    example.settle()
    assert page.model.rowCount() == 0
    assert form.isVisible()
    assert getattr(form, field).text() == "Något nytt"
    press(form, "Avbryt")
    example.settle()
    assert not page.side.findChildren(kind)


@pytest.mark.parametrize("typed", ["2026-13-40", "29/2", "0001-01-01", "9999-12-31", "strunt", ""])
def test_a_date_that_cannot_be_read_is_never_saved_as_another(example, typed):
    page = example.go("atgarder", vy="oppna")
    row_id = page.model.ids[0]
    page.table.choose_id(row_id)
    example.settle()
    before = example.read(atgard_rows, ids=[row_id])[row_id]
    press(page.side, "Ändra")
    form = page.side.findChildren(EditForm)[-1]
    form.text.setPlainText("Ny text")
    form.due.setText(typed)
    press(form, "Spara")
    example.settle()
    assert example.read(atgard_rows, ids=[row_id])[row_id] == before
    assert form.fields["klart_senast"]._note.text() == "Skriv datum som 2026-03-09, 9/3, v 12 eller i dag."
    assert form.due.hasFocus()


def test_a_leap_day_is_a_date_and_only_in_a_leap_year(qtbot):
    field = DateField()
    qtbot.addWidget(field)
    field.setText("2028-02-29")
    assert field.value() == date(2028, 2, 29)
    field.setText("2027-02-29")
    assert field.value() is None


@pytest.mark.parametrize(("typed", "key"), [("2199-12-31", Qt.Key.Key_Up), ("1900-01-01", Qt.Key.Key_Down)])
def test_arrows_stop_at_the_ends_of_the_calendar(qtbot, typed, key):
    field = DateField()
    qtbot.addWidget(field)
    field.setText(typed)
    qtbot.keyClick(field, key)
    assert field.text() == typed


def test_the_calendar_stays_on_the_screen_and_speaks_swedish(example):
    page = example.go("avvikelser", ny=True)
    field = page.form.datum
    room = field.screen().availableGeometry()
    for corner in (room.bottomRight(), room.topLeft()):
        example.window.move(corner.x() - 700, corner.y() - 400)
        example.qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        calendar = field.findChildren(QCalendarWidget)[-1]
        assert room.contains(calendar.frameGeometry())
        assert calendar.locale().language() == QLocale.Language.Swedish
        red = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground()
        assert calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).foreground() != red
        calendar.close()


def test_an_owner_that_is_nobody_is_told_and_not_left_out(example):
    page = example.go("rutiner", vy="alla")
    page.new()
    form = page.side.findChildren(NewRutinForm)[-1]
    type_text(form.titel, "Ny rutin")
    form.owner.setEditText("Xyzzy")
    before = page.model.rowCount()
    press(form, "Lägg till")
    example.settle()
    assert form.fields["agare_id"]._note.text() == "Välj något ur listan."
    assert page.model.rowCount() == before


def test_words_of_ones_own_are_welcome_where_they_are_a_value(qtbot):
    free, bound = Select([("A", 1)], editable=True, free=True), Select([("A", 1)], editable=True)
    for select in (free, bound):
        qtbot.addWidget(select)
        select.setEditText("Ö-17")
    assert free.fault() == ""
    assert bound.fault()
    bound.setEditText("a")
    assert bound.fault() == ""
    assert bound.value() == 1


def test_a_check_is_not_moved_to_a_day_that_is_none(example):
    page = example.go("egenkontroller", vy="att_gora")
    row_id = page.list.model.ids[0]
    page.list.table.choose_id(row_id)
    example.settle()
    inspector = page.list.side.findChildren(type(page.list.inspect(row_id)))[-1]
    inspector._move()
    field = inspector.findChildren(DateField)[-1]
    field.setText("2026-02-30")
    moved = next(b for b in inspector.findChildren(Button) if b.accessibleName() == "Flytta")
    moved.click()
    example.settle()
    assert "Skriv datum" in field.accessibleDescription()
    assert row_id in list(example.read(page.list.find_ids, urval=EgenkontrollUrval(vy="att_gora")))
