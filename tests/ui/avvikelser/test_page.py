"""A unit manager logs an avvikelse between two meetings, and takes it to its end."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval, Skada
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.kalender import local
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import add_orsak
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.services.drafts import read_utkast, read_utkastfiler
from kvalitet_app.ui.avvikelser.begun import DRAFT, begun_reports
from kvalitet_app.ui.avvikelser.form import NyAvvikelseForm
from kvalitet_app.ui.parts.reading import MessageBar
from tests.ui.avvikelser.hands import S, judge_effect, plan_and_do, receive, register, shown, step
from tests.ui.hands import press
from tests.ui.typing import type_text
from tests.verbs import laying


def test_an_avvikelse_is_registered_by_keyboard_alone(own):
    page = register(own)
    assert not page.is_writing()
    ids = own.read(find_avvikelser, urval=AvvikelseUrval())
    row = own.read(avvikelse_rows, ids=ids)[ids[0]]
    assert row.rubrik == "Fick fel dos på morgonen"
    assert row.enhet == "Tallåsen"
    assert page.list.table.current_id() == row.id
    assert "registrerad" in own.window.status._saved.text()


def test_an_empty_form_says_what_is_missing_beside_the_field(own):
    page = own.go("avvikelser", ny=True)
    page.form.save_button.click()
    own.settle()
    assert page.form.form.fields["beskrivning"]._note.text() == "Skriv vad som hände."
    assert page.is_writing()


@pytest.mark.parametrize(("field", "text", "name"), [("datum", "2026-13-40", "handelse_vid"), ("tid", "25:99", "tid")])
def test_a_date_or_time_that_is_none_is_told_beside_its_field(own, field, text, name):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Något hände")
    getattr(page.form, field).setText(text)
    page.form.save()
    assert page.form.form.fields[name]._note.text().startswith("Skriv")


@pytest.mark.parametrize(
    ("day", "clock", "moment", "shown"),
    [
        ("2026-03-29", "01:30", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "01:30"),
        ("2026-03-29", "02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "03:30"),
        ("2026-03-29", "03:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "03:30"),
        ("2026-10-25", "01:30", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "01:30"),
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02:30"),
        ("2026-10-25", "03:30", datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "03:30"),
    ],
    ids=["before spring", "the hour that is not", "after spring", "before autumn", "the hour twice", "after autumn"],
)
def test_the_hours_when_the_clocks_change(own, day, clock, moment, shown):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Något hände på natten")
    for field, text in ((page.form.datum, day), (page.form.tid, clock)):
        field.clear()
        type_text(field, text)
    page.form.save()
    own.settle()
    ids = own.read(find_avvikelser, urval=AvvikelseUrval())
    row = own.read(avvikelse_rows, ids=ids)[ids[0]]
    assert row.handelse_vid == moment
    assert local(row.handelse_vid).strftime("%Y-%m-%d %H:%M") == f"{day} {shown}"


def test_a_personnummer_is_underlined_and_stops_the_first_save(own):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "19121212-1212 fick fel medicin")
    assert page.form.guard.isVisible()
    page.form.save()
    own.settle()
    assert "personnummer" in page.form.form.fields["beskrivning"]._note.text()
    press(page.form.guard, "Inte ett personnummer")
    page.form.save()
    own.settle()
    assert len(own.read(find_avvikelser, urval=AvvikelseUrval())) == 1


def test_what_is_typed_survives_and_is_thrown_away_when_saved(own):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Halvskriven text om läget")
    page.leave()
    own.settle()
    assert own.read(read_utkast, formular=DRAFT)["varden"]["beskrivning"] == "Halvskriven text om läget"
    page.form.begin()
    assert page.form.beskrivning.toPlainText() == "Halvskriven text om läget"
    page.form.save()
    own.settle()
    assert own.read(read_utkast, formular=DRAFT) is None


def test_several_reports_that_are_begun_lie_side_by_side(own):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Den första, halvskriven")
    page.form.files.add(NyBilaga("ett.txt", b"ett"))
    page.leave()
    own.settle()
    press(page.form, "Lägg åt sidan och börja en till")
    assert (page.form.beskrivning.value(), page.form.files.value()) == ("", ())
    type_text(page.form.beskrivning, "Den andra")
    page.form.save()
    own.settle()
    assert list(begun_reports(own.context).values()) == ["Den första, halvskriven"]
    own.context.drafts.clear()  # as after a crash
    page = own.go("avvikelser", ny=True)
    assert page.form.beskrivning.value() == "", "the one after the second is a new one"
    press(page.form, "Fortsätt med Den första, halvskriven")
    assert page.form.beskrivning.value() == "Den första, halvskriven"
    assert [one.namn for one in page.form.files.value()] == ["ett.txt"]
    page.form.save()
    own.settle()
    assert len(own.read(find_avvikelser, urval=AvvikelseUrval())) == 2
    assert begun_reports(own.context) == {}
    assert not page.form.begun.isVisible()


def test_similar_cases_are_shown_while_typing(own):
    register(own, "Kvällsdosen gavs på morgonen till fel person")
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Morgondosen gavs till fel person")
    own.qtbot.waitUntil(lambda: page.form.alike_box.isVisible(), timeout=5000)


def test_a_case_goes_to_its_end_in_the_inspector(own):
    page = register(own)
    receive(own, page)
    step(own, page, "Börja utreda")
    step(own, page, "Till åtgärd")
    assert shown(page).step_form.trouble.count() == 1, "a cause is missing"
    row_id = page.list.table.current_id()
    own.context.tasks.change(add_orsak, avvikelse_id=row_id, kategori="rutin")
    own.settle()
    plan_and_do(own, page, "Dubbelkontroll av dosett")
    judge_effect(own, page)
    type_text(shown(page).step_form.controls["uppfoljning"], "Inga nya fel")
    step(own, page, "Följ upp")
    step(own, page, "Avsluta")
    assert own.read(get_avvikelse, avvikelse_id=row_id).rad.status is S.UPPFOLJD, "who was told, and when, is not known"
    shown(page).step_form.controls["aterkopplad_datum"].setText("i dag")
    shown(page).step_form.controls["aterkopplad_form"].setText("APT")
    step(own, page, "Avsluta")
    assert own.read(get_avvikelse, avvikelse_id=row_id).rad.status is S.AVSLUTAD


def test_undo_takes_the_last_change_back(own):
    register(own)
    assert own.window.status.undo.toolTip().startswith("Ångra registrera avvikelse")
    own.window.status.undo.click()
    own.settle()
    assert list(own.read(find_avvikelser, urval=AvvikelseUrval())) == []


def test_the_list_filters_sorts_and_copies(example):
    page = example.go("avvikelser", vy="alla")
    everything = page.list.model.rowCount()
    page.list.search.setText("vikarie")
    example.qtbot.wait(300)
    example.settle()
    some = page.list.model.rowCount()
    assert 0 < some < everything
    page.list.table.selectAll()
    copied = page.list.table.copied_text().splitlines()
    assert copied[0].startswith("Nr\tHändelse")
    assert len(copied) == some + 1
    page.list.clear_filters()
    example.settle()
    for section in range(len(page.list.model.columns)):
        page.list.table._sort_by(section)
        example.settle()
        assert page.list.model.rowCount() == everything


def test_a_clash_keeps_both_texts(own):
    page = register(own)
    case = shown(page)
    from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, save_handlaggning

    version = case.detail.rad.version
    with own.program.store.writing(laying("save_handlaggning")) as session:
        save_handlaggning(
            session, avvikelse_id=case.detail.rad.id, version=version, uppgifter=Uppgifter(utredning="Andras")
        )
    case.save()
    own.settle()
    assert case.step_form.trouble.count() == 1
    assert "Någon annan har ändrat" in case.step_form.trouble.itemAt(0).widget().accessibleName()


def test_a_type_asks_its_questions_and_files_follow(own, tmp_path):
    page = own.go("avvikelser", ny=True)
    form = page.form
    type_text(form.beskrivning, "Föll i hallen")
    at = next(i for i in range(form.typ.count()) if form.typ.itemText(i).endswith("Fall utan skada"))
    form.typ.setCurrentIndex(at)
    asked = {control.accessibleName(): control for control in form.more.asked.values()}
    asked["Var inträffade fallet?"].set_value("Badrum")
    asked["Bedömdes personen av legitimerad personal efteråt?"].choose(0)
    form.skador["skada_fysisk"].set_value(Skada.MOJLIG)
    sketch = tmp_path / "skiss.txt"
    sketch.write_bytes(b"mattan")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(sketch))])
    form.beskrivning.insertFromMimeData(dropped)
    assert "skiss" not in form.beskrivning.toPlainText()
    form.save()
    own.settle()
    found = own.read(get_avvikelse, avvikelse_id=page.list.table.current_id())
    assert found.foljdsvar == (
        ("Var inträffade fallet?", "Badrum"),
        ("Bedömdes personen av legitimerad personal efteråt?", "Ja"),
    )
    assert [(one.namn, one.storlek) for one in found.bilagor] == [("skiss.txt", 6)]
    assert found.skador == (("Fysisk skada", Skada.MOJLIG),)


def test_a_pasted_picture_goes_with_the_case(own):
    page = own.go("avvikelser", ny=True)
    pasted = QMimeData()
    pasted.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    page.form.beskrivning.insertFromMimeData(pasted)
    assert [one.namn for one in page.form.files.files] == ["bild 1.png"]


def test_files_of_a_form_that_was_never_saved_come_back_in_a_new_one_and_are_saved(own):
    page = own.go("avvikelser", ny=True)
    pasted = QMimeData()
    pasted.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    page.form.beskrivning.insertFromMimeData(pasted)
    own.settle()
    again = NyAvvikelseForm(own.context, back=lambda: None, saved=lambda _change: None)
    assert [one.namn for one in again.files.files] == ["bild 1.png"]
    type_text(page.form.beskrivning, "Föll i hallen")
    page.form.save()
    own.settle()
    assert [one.namn for one in own.read(get_avvikelse, avvikelse_id=page.list.table.current_id()).bilagor] == [
        "bild 1.png"
    ]
    assert own.read(read_utkastfiler, formular=DRAFT) == ()


def test_a_draft_that_is_thrown_away_takes_its_files_along(own):
    page = own.go("avvikelser", ny=True)
    page.form.files.add(NyBilaga("skiss.txt", b"mattan"))
    own.settle()
    assert len(own.read(read_utkastfiler, formular=DRAFT)) == 1
    page.form.discard()
    own.settle()
    assert page.form.files.files == []
    assert own.read(read_utkastfiler, formular=DRAFT) == ()


def test_a_file_that_is_too_large_is_refused_at_once(own, tmp_path):
    page = own.go("avvikelser", ny=True)
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    page.form.files.add_paths([str(large)])
    assert "större än 25 MB" in page.form.form.fields["bilagor"]._note.text()
    assert page.form.files.files == []


def test_a_colleagues_name_is_underlined_with_an_offer(own):
    page = own.go("avvikelser", ny=True)
    name = own.context.person.namn
    type_text(page.form.beskrivning, f"Det var {name}s fel.")
    page.form.look()
    band = page.form.guard.findChildren(MessageBar)[-1]  # what was told of half a name lives until the next turn
    press(band, "Byt till en medarbetare")
    assert page.form.beskrivning.toPlainText() == "Det var en medarbetares fel."


def test_what_looks_like_a_name_is_told_and_can_be_kept(own):
    page = own.go("avvikelser", ny=True)
    type_text(page.form.beskrivning, "Kalle slog till dörren.")
    page.form.look()
    own.settle()
    (band,) = page.form.guard.findChildren(MessageBar)
    press(band, "Behåll")
    assert not page.form.guard.isVisible()
    assert page.form.guard.cleared == ()  # only numbers are kept with the case
