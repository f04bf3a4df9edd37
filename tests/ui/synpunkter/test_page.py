"""Synpunkter: one is typed, confirmed, investigated, answered and closed, as a person would do it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog

from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktStatus, SynpunktUrval
from kvalitet_app.services.drafts import read_utkastfiler
from kvalitet_app.services.synpunkter.listor import find_synpunkter, get_synpunkt
from kvalitet_app.ui.synpunkter.inspector import HandlingForm, LinkForm, SynpunktInspector
from kvalitet_app.ui.synpunkter.new import NewSynpunktForm
from tests.ui.hands import press
from tests.ui.typing import type_text

S = SynpunktStatus
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(page):
    """The inspector beside the list."""
    return page.side.findChildren(SynpunktInspector)[-1]


def one(driver):
    """The one synpunkt of the register."""
    (row_id,) = driver.read(find_synpunkter, urval=SynpunktUrval("alla"))
    return driver.read(get_synpunkt, synpunkt_id=row_id)


def written(own):
    """The page with one that was typed in the form."""
    page = own.go("synpunkter")
    own.qtbot.keyClick(own.window, Qt.Key.Key_N, CTRL)
    form = page.side.findChildren(NewSynpunktForm)[-1]
    type_text(form.text, "Maten är kall när den kommer")
    form.enhet.set_value(next(u.id for u in own.context.scope.enheter if u.namn == "Granliden"))
    form.kalla.set_value(SynpunktKalla.NARSTAENDE)
    form.avsandare.setText("En dotter")
    own.qtbot.keyClick(form.text, Qt.Key.Key_S, CTRL)
    own.settle()
    return page


def test_a_complaint_goes_from_the_form_to_its_end(own):
    page = written(own)
    assert page.model.rowCount() == 1
    shown(page).form.controls["bekraftad_datum"].setText("i dag")
    shown(page).next_button.click()
    own.settle()
    shown(page).next_button.click()
    own.settle()
    assert one(own).rad.status is S.UTREDS
    shown(page).form.controls["besvarad_datum"].setText("i dag")
    shown(page).next_button.click()
    own.settle()
    assert "utredas" in shown(page).form.fields["utredning"].control.accessibleDescription()
    form = shown(page).form
    type_text(form.fields["utredning"].control, "Vagnen stod i korridoren")
    type_text(form.fields["svar"].control, "Vagnen körs direkt till köket")
    form.fields["svar_form"].control.setText("samtal")
    form.controls["besvarad_datum"].setText("i dag")
    own.qtbot.keyClick(form, Qt.Key.Key_Return, CTRL)
    own.settle()
    assert one(own).rad.status is S.BESVARAD
    page.show_query(vy="alla")
    own.settle()
    shown(page).next_button.click()
    own.settle()
    assert one(own).rad.status is S.AVSLUTAD
    shown(page).open_again()
    form = shown(page).findChildren(HandlingForm)[-1]
    type_text(form.fields["skal"].control, "Det hände igen")
    shown(page)._step(S.UTREDS, form)
    own.settle()
    assert one(own).rad.status is S.UTREDS
    assert "Det hände igen" in one(own).utredning


def test_what_is_typed_survives_and_a_number_is_pointed_at(own):
    page = own.go("synpunkter")
    page.new()
    form = page.side.findChildren(NewSynpunktForm)[-1]
    type_text(form.text, "Gäller 19121212-1212 på Granliden")
    assert form.guard.isVisible()
    own.go("oversikt")
    page = own.go("synpunkter")
    page.new()
    form = page.side.findChildren(NewSynpunktForm)[-1]
    assert form.text.toPlainText() == "Gäller 19121212-1212 på Granliden"
    form.save()
    own.settle()
    assert "Välj vilken enhet" in form.fields["enhet_id"].control.accessibleDescription()
    form.enhet.set_value(own.context.scope.enheter[-1].id)
    form.save()
    own.settle()
    assert "personnummer" in form.fields["text"].control.accessibleDescription()
    assert not own.read(find_synpunkter, urval=SynpunktUrval("alla"))


def test_a_number_that_does_not_exist_is_refused_beside_its_field(own):
    page = written(own)
    shown(page).open_link()
    form = page.side.findChildren(LinkForm)[-1]
    form.number.setText("2026-9999")
    own.qtbot.keyClick(form.number, Qt.Key.Key_Return)
    own.settle()
    assert "finns inte" in form.fields["avvikelse"].control.accessibleDescription()


@pytest.mark.parametrize(("key", "number"), [("synpunkter", "S 2024-001"), ("lex", "LM 2024-01")])
def test_a_record_of_another_year_is_shown_when_it_is_opened(example, key, number):
    page = example.go(key, vy="alla")
    shown_list = page if key == "synpunkter" else page.list
    found = example.read(type(shown_list).find_ids, urval=replace(shown_list.urval(), ar=None))
    rows = example.read(type(shown_list).read_rows, ids=found)
    row_id = next(i for i, row in rows.items() if row.beteckning == number)
    example.go(key, rad_id=row_id)
    assert shown_list.table.current_id() == row_id


def test_a_letter_is_dropped_on_the_form_survives_it_and_is_saved_with_the_synpunkt(own, tmp_path, monkeypatch):
    letter = tmp_path / "brev.txt"
    letter.write_text("Maten var kall", "utf-8")
    page = own.go("synpunkter")
    page.new()
    form = page.side.findChildren(NewSynpunktForm)[-1]
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(letter))])
    form.text.insertFromMimeData(given)
    own.settle()
    page.back()
    page.new()
    form = page.side.findChildren(NewSynpunktForm)[-1]
    assert [one.namn for one in form.files.files] == ["brev.txt"]
    type_text(form.text, "Maten var kall")
    form.enhet.set_value(next(u.id for u in own.context.scope.enheter if u.namn == "Granliden"))
    form.save()
    own.settle()
    assert [file.namn for file in one(own).bilagor] == ["brev.txt"]
    assert own.read(read_utkastfiler, formular="ny_synpunkt") == ()
    target = tmp_path / "ut.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    press(shown(page), "Spara brev.txt som …")
    own.settle()
    assert target.read_text("utf-8") == "Maten var kall"
    press(shown(page), "Ta bort brev.txt")
    own.settle()
    assert one(own).bilagor == ()
