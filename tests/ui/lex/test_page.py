"""Lex Sarah: a case is reported, received, investigated and decided, as a person would do it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexUrval, NyttLex
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, Mottagarslag
from kvalitet_app.domain.lex.paket import PaketDel, PaketMottagare
from kvalitet_app.domain.lex.patient import Patientpunkt
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.lex.krets import add_krets
from kvalitet_app.services.lex.listor import find_lex, lex_rows
from kvalitet_app.services.lex.paket import list_paket
from kvalitet_app.services.lex.rapportering import register_lex
from kvalitet_app.services.organisation.personer import add_uppdrag
from kvalitet_app.ui.atgarder.forms import NewAtgardForm
from kvalitet_app.ui.avvikelser.mirror import QUESTION, Mirror
from kvalitet_app.ui.lex.circle import CircleForm, ToldForm
from kvalitet_app.ui.lex.fields import PATIENT, step_fields
from kvalitet_app.ui.lex.inspector import BesideForm
from kvalitet_app.ui.lex.new import NewLexForm
from kvalitet_app.ui.lex.patient import PatientForm
from kvalitet_app.ui.parts.buttons import Button, Menu
from tests.ui.hands import press
from tests.ui.lex.hands import CTRL, S, case_of, investigate, person, receive, shown
from tests.ui.typing import type_text


def test_a_case_is_reported_received_investigated_and_decided(own, reported):
    page = reported
    assert case_of(own).rad.status is S.RAPPORTERAD
    receive(own, page)
    assert case_of(own).rad.status is S.UTREDS
    investigate(own, page)
    assert page.wide is None
    assert case_of(own).rad.status is S.FORSLAG
    form = shown(page).form
    form.controls["grad"].set_value(LexGrad.MISSFORHALLANDE)
    type_text(form.controls["beslut_skal"], "Hjälpen uteblev")
    type_text(form.controls["beslutsfattare"], "VN § 12")
    form.controls["beslut_datum"].setText("i dag")
    own.qtbot.keyClick(shown(page), Qt.Key.Key_Return, CTRL)
    own.settle()
    found = case_of(own)
    assert (found.rad.status, found.rad.grad) == (S.BESLUTAD, LexGrad.MISSFORHALLANDE)
    assert "är beslutad" in own.window.status._saved.text()


def test_a_refused_step_says_what_is_missing_beside_its_field(own, reported):
    shown(reported).form.controls["mottagen_datum"].setText("i dag")
    shown(reported).next_button.click()
    own.settle()
    note = shown(reported).form.fields["omedelbar_atgard"]._note.text()
    assert note == "Skriv vad som gjordes genast för den enskilde."


def test_an_investigation_without_the_consequence_is_not_handed_over(own, reported):
    receive(own, reported)
    shown(reported).next_button.click()
    own.settle()
    wide = reported.wide
    type_text(wide.form.controls["forlopp"], "Ingen kom")
    wide.send()
    own.settle()
    assert "Den får aldrig saknas" in wide.form.fields["konsekvens"]._note.text()
    wide.save()
    own.settle()
    assert case_of(own).uppgifter.forlopp == "Ingen kom"
    own.qtbot.keyClick(own.window, Qt.Key.Key_Escape)
    own.settle()
    assert reported.wide is None


def test_a_draft_of_the_investigation_comes_back(own, reported):
    receive(own, reported)
    reported.write_investigation(case_of(own).rad.id)
    type_text(reported.wide.form.controls["orsaker"], "Två vikarier")
    own.go("oversikt")
    page = own.go("lex")
    page.write_investigation(case_of(own).rad.id)
    assert page.wide.form.controls["orsaker"].toPlainText() == "Två vikarier"
    assert case_of(own).uppgifter.orsaker == ""


def test_somebody_is_let_into_the_circle_and_told(own, reported):
    press(shown(reported), "Lägg till i kretsen")
    form = shown(reported).findChildren(CircleForm)[-1]
    form.send()
    own.settle()
    assert form.fields["person_id"]._note.text() == "Välj vem som ska vara med i kretsen."
    form.who.set_value(person(own, "Eva Åström"))
    form.send()
    own.settle()
    assert "kan läsa hela" in own.window.status._saved.text()
    press(shown(reported), "Anteckna vem som har fått veta")
    told = shown(reported).findChildren(ToldForm)[-1]
    told.slag.set_value(Mottagarslag.FORETRADARE)
    type_text(told.vem, "God man")
    told.when.setText("i dag")
    told.send()
    own.settle()
    found = case_of(own)
    assert "Eva Åström" in {one.namn for one in found.krets}
    assert [(one.slag, one.vem) for one in found.underrattelser] == [(Mottagarslag.FORETRADARE, "God man")]
    press(shown(reported), "Ta bort Eva Åström ur kretsen")
    own.settle()
    assert "Eva Åström" not in {one.namn for one in case_of(own).krets}


def test_what_the_patient_has_been_told_is_ticked_under_lex_maria(own):
    unit = next(u.id for u in own.context.scope.enheter if u.namn == "Granliden")
    mar = {"person_id": person(own, "Anna Lindgren"), "roll": Roll.MAR, "enhet_id": unit, "giltig_fran": idag()}
    own.context.tasks.change(add_uppdrag, **mar)
    own.settle()
    own.context.tasks.change(
        register_lex, ny=NyttLex("Fick fel dos.", unit, slag=LexSlag.LEX_MARIA, rapportor_id=person(own, "Bo Alm"))
    )
    own.settle()
    page = own.go("lex", rad_id=case_of(own).rad.id)
    own.settle()
    word = "Kryssa för vad patienten har fått veta"
    assert word not in [button.text() for button in shown(page).findChildren(Button)]
    receive(own, page)
    told = [label.text() for label in shown(page).findChildren(QLabel)]
    assert any("patienten har fått veta något" in text for text in told)
    press(shown(page), word)
    form = shown(page).findChildren(PatientForm)[-1]
    form.controls["patient_punkter"].boxes["handelse"].click()
    form.controls["patient_punkter"].boxes["ivo"].click()
    form.controls["patient_journal"].choose(0)
    form.send()
    own.settle()
    given = case_of(own).uppgifter
    assert (given.patient_punkter, given.patient_journal) == ("handelse\nivo", True)
    told = [label.text() for label in shown(page).findChildren(QLabel)]
    assert f"{Patientpunkt.IVO.word}: sagt" in told
    assert f"{Patientpunkt.KLAGOMAL.word}: inte antecknat" in told
    assert any(text.startswith("Det är inte antecknat att patienten har fått veta allt") for text in told)
    assert step_fields(case_of(own))[:2] != PATIENT
    closing = replace(case_of(own), rad=case_of(own).rad._replace(status=S.ATERKOPPLAD))
    assert step_fields(closing)[:2] == PATIENT


def test_lex_sarah_has_no_patient(own, reported):
    receive(own, reported)
    assert not any("atient" in label.text() for label in shown(reported).findChildren(QLabel))


def test_ivo_is_noted_beside_the_steps(own, reported):
    receive(own, reported)
    shown(reported).open_beside()
    form = shown(reported).findChildren(BesideForm)[-1]
    form.controls["anmald_ivo_datum"].setText("i dag")
    type_text(form.controls["dnr"], "VN 2026/7")
    form.controls["polisanmald"].choose(1)
    form.send()
    own.settle()
    given = case_of(own).uppgifter
    assert (given.dnr, given.polisanmald) == ("VN 2026/7", False)
    assert given.anmald_ivo_datum is not None


def test_the_example_shows_what_is_late_and_the_palette_finds_a_case(example):
    page = example.go("lex")
    rows = example.read(lex_rows, ids=example.read(find_lex, urval=LexUrval(vy="forsenade")))
    assert rows
    assert all("försenad" in page.list.days(row).word for row in rows.values())
    number = next(iter(rows.values())).beteckning
    found: list[tuple[Any, ...]] = []
    example.window._find(number, found.extend)
    example.settle()
    assert any("Lex Sarah" in entry[2] for entry in found)
    found[0][3]()
    example.settle()
    assert shown(example.window.current()).detail.rad.beteckning == number


def test_who_is_not_in_the_circle_sees_an_empty_page(own, reported):
    row_id = case_of(own).rad.id
    own.context.tasks.change(add_krets, arende_id=row_id, person_id=person(own, "Eva Åström"))
    own.settle()
    for one in case_of(own).krets:
        if one.namn == "Anna Lindgren":
            press(shown(reported), "Ta bort Anna Lindgren ur kretsen")
    own.settle()
    assert reported.list.model.rowCount() == 0


def test_a_document_is_seen_written_and_kept_in_the_case(own, reported, monkeypatch, tmp_path):
    receive(own, reported)
    arende_id = case_of(own).rad.id
    reported.make_package(arende_id)
    wide = reported.wide
    said = [shown_text.text() for shown_text in wide.findChildren(QLabel)]
    assert "Blev utan hjälp hela kvällen" in said
    assert "Underlag för beslut · Granliden" in said
    wide.delar[PaketDel.RAPPORT].click()
    own.settle()
    assert "Blev utan hjälp hela kvällen" not in [one.text() for one in wide.shown.parentWidget().findChildren(QLabel)]
    wide.delar[PaketDel.RAPPORT].click()
    own.qtbot.keyClick(wide.mottagare, Qt.Key.Key_Right)
    assert wide.val().mottagare is PaketMottagare.IVO
    assert not wide.delar[PaketDel.FORSLAG].isChecked()
    for kind, press_save in ((".pdf", wide.save), (".docx", lambda: wide._ask(".docx"))):
        target = tmp_path / f"handling{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, t=target: (str(t), ""))
        press_save()
        own.settle()
        own.qtbot.waitUntil(target.exists)
        own.settle()
    assert [one.namn for one in own.read(list_paket, arende_id=arende_id)] == ["handling.docx", "handling.pdf"]
    own.qtbot.keyClick(own.window, Qt.Key.Key_Escape)
    own.settle()
    assert reported.wide is None


def test_an_atgard_answers_to_a_cause_of_the_investigation(own, reported):
    receive(own, reported)
    reported.write_investigation(case_of(own).rad.id)
    reported.wide.form.controls["orsaker"].setPlainText("Två vikarier\nSchemat lades sent")
    reported.wide.save()
    own.settle()
    own.qtbot.keyClick(own.window, Qt.Key.Key_Escape)
    own.settle()
    press(shown(reported), "Lägg till åtgärd")
    form = shown(reported).findChildren(NewAtgardForm)[-1]
    assert form.cause.value() == "Två vikarier", "the first cause is proposed"
    type_text(form.text, "Fast schema")
    form.send()
    own.settle()
    assert [one.mot_orsak for one in case_of(own).atgarder] == ["Två vikarier"]
    mirror = shown(reported).findChild(Mirror)
    assert [QUESTION in card.accessibleName() for card in mirror.causes.values()] == [False, True]
    menu = Menu(mirror)
    mirror.fill(menu, mirror.measures[0][0])
    menu.actions()[1].trigger()
    own.settle()
    assert [one.mot_orsak for one in case_of(own).atgarder] == ["Schemat lades sent"]


def test_what_points_somebody_out_is_told_in_a_new_report_and_a_number_can_be_kept(own):
    page = own.go("lex")
    page.new()
    form = page.list.side.findChildren(NewLexForm)[-1]
    type_text(form.controls["beskrivning"], "Kalle fick vänta, ordernr 19121212-1212")
    own.settle()
    bands = {band.text() for band in form.guard.findChildren(QLabel)}
    assert {"Ser ut som ett namn", "Ser ut som ett personnummer"} <= bands
    press(form.guard, "Inte ett personnummer")
    assert form.guard.cleared == ("19121212-1212",)
    type_text(form.controls["omedelbar_atgard"], "Tröst")
    form.controls["enhet_id"].set_value(own.context.scope.enheter[-1].id)
    form.send()
    own.settle()
    assert "19121212-1212" in case_of(own).beskrivning
