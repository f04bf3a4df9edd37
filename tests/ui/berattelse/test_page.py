"""The page Rapporter: written by several, its figures open their rows, and it is adopted."""

import json
from datetime import date

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QLabel
from sqlalchemy import select

from kvalitet_app.db.models import Installning
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.rontgen import examine
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.services.berattelse.disposition import list_avsnitt, save_avsnitt
from kvalitet_app.services.berattelse.handling import adopt_berattelse, count_report, read_berattelse
from kvalitet_app.ui.berattelse import saving
from kvalitet_app.ui.berattelse.material import RemarkForm
from kvalitet_app.ui.berattelse.menus import open_adopt, open_history, open_reopen
from kvalitet_app.ui.berattelse.rows import RowsWindow
from kvalitet_app.ui.berattelse.saving import SaveSheet, file_name
from kvalitet_app.ui.berattelse.unsaved import unsaved_chapters
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.parts.buttons import Button
from tests.readback import pdf_words
from tests.ui.hands import press
from tests.ui.typing import type_text

R = Rapport(2025)


@pytest.fixture
def page(example):
    """The report of 2025, counted."""
    example.context.scope.set_ar(2025)
    shown = example.go("rapporter")
    example.qtbot.waitUntil(lambda: shown.found is not None, timeout=20000)
    example.settle()
    return shown


def chapter(example, kapitel):
    return next(row for row in example.read(list_avsnitt, rapport=R) if row.kapitel == kapitel)


def test_the_rontgen_leads_to_the_chapter(example, page):
    page.list.setCurrentRow(0)
    assert page.stack.currentIndex() == 1
    press(page, "Till kapitlet: Uppföljning av utförare: ingen text än.")
    assert page.at.inbyggt is Kapitel.UTFORARE
    assert page.stack.currentIndex() == 0


def test_the_registers_sentences_become_the_authors_text(example, page):
    page.list.choose(Kapitel.UTFORARE)
    example.settle()
    press(page, "Lägg meningarna i din text")
    assert "34 av 100" in page.writing.text.toPlainText().replace("\u00a0", " ")
    page.save()
    example.settle()
    assert "34 av 100" in chapter(example, Kapitel.UTFORARE).text.replace("\u00a0", " ")
    assert page.writing.told.text() == "Sparat"


def test_a_remark_stops_the_done_mark_until_it_is_seen_to(example, page):
    page.list.choose(Kapitel.MAL)
    form = page.findChildren(RemarkForm)[-1]
    type_text(form.text, "Nämn målen för 2026.")
    form.send()
    example.settle()
    assert chapter(example, Kapitel.MAL).lagrat.anmarkningar == 1
    page.writing.done.click()
    example.settle()
    assert not page.writing.done.isChecked()
    press(page, "Anmärkningen är omhändertagen")
    example.settle()
    page.writing.done.click()
    example.settle()
    assert chapter(example, Kapitel.MAL).klart
    assert "1 klara" in page.progress.text()


def test_a_figure_without_a_page_shows_its_rows(example, page):
    page.list.choose(Kapitel.UTFORARE)
    example.settle()
    press(page, "Visa Brister")
    window = next(one for one in page.findChildren(RowsWindow) if one.isVisible())
    assert window.model.rowCount() == 16
    window.close()


def test_every_kept_version_can_be_taken_back(example, page):
    page.list.choose(Kapitel.ANALYS)
    before = page.writing.text.toPlainText()
    page.writing.text.setPlainText("En kortare analys.")
    page.save()
    example.settle()
    window = open_history(page, page.at)
    press(window, "Lägg texten i rutan, inte sparad än")
    assert page.writing.text.toPlainText() == before
    page.save()
    example.settle()
    assert chapter(example, Kapitel.ANALYS).text == before.strip()


def test_what_is_typed_in_one_chapter_waits_while_another_is_read(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    page.list.choose(Kapitel.MAL)
    example.settle()
    page.list.choose(Kapitel.PERSONAL)
    assert page.writing.text.toPlainText() == "Personalen deltar."
    assert not chapter(example, Kapitel.PERSONAL).skrivet


def test_an_adopted_report_is_read_and_no_longer_written(example, page):
    sheet = open_adopt(page)
    sheet.day.setText("2026-13-40")
    sheet.adopt()
    assert sheet.isVisible()
    sheet.day.setText("2026-03-24")
    sheet.adopt()
    example.settle()
    example.qtbot.waitUntil(lambda: page.found is not None and page.found.faststalld is not None, timeout=20000)
    example.settle()
    page.list.choose(Kapitel.ANALYS)
    assert page.writing.text.isReadOnly()
    assert not page.writing.send_button.isEnabled()
    assert example.read(read_berattelse, rapport=R).data.faststalld is not None


def test_another_kind_has_its_own_chapters_and_texts(example, page):
    page.show_kind(BerattelseSlag.PATIENTSAKERHET)
    example.settle()
    example.qtbot.waitUntil(lambda: page.found.rapport.slag is BerattelseSlag.PATIENTSAKERHET, timeout=20000)
    assert page.found.avsnitt[0].inbyggt is Kapitel.SAMMANFATTNING
    assert not any(row.skrivet for row in page.found.avsnitt)
    assert Kapitel.EVB not in {row.inbyggt for row in page.found.avsnitt}


def test_saving_asks_to_whom_it_may_go(example, page):
    sheet = SaveSheet(page, page.context, "kvalitetsberättelse")
    sheet.whom.choose(1)
    sheet.kind.choose(1)
    assert (sheet.val().spridning, sheet.ending) == (Spridning.OFFENTLIG, ".docx")
    name = file_name(R, "", sheet.val().spridning, sheet.ending)
    assert name == "kvalitetsberattelse-2025 offentlig.docx"


def test_a_public_report_is_asked_about_before_it_is_saved(example, page, monkeypatch, tmp_path):
    target = tmp_path / "ut.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    page.save_as()
    page._sheet.whom.choose(1)
    page._sheet.accept()
    example.qtbot.waitUntil(example.is_asked, timeout=20000)
    assert not target.exists()
    asked = example.answer_questions()
    assert any("från 4 till 15" in one for one in asked)
    example.qtbot.waitUntil(target.exists, timeout=20000)
    example.settle()
    assert SaveSheet(page, page.context, "x", handling=R.nyckel).whom.value() is Spridning.OFFENTLIG
    assert SaveSheet(page, page.context, "x", handling="en annan").whom.value() is Spridning.INTERN


def test_a_public_report_that_is_looked_at_is_asked_about_before_it_leaves(example, page, monkeypatch):
    printed = []

    def printer(_parent, _context, path, done):
        printed.append(path)
        done(True)

    monkeypatch.setattr(saving, "print_pdf", printer)
    page.look_at()
    example.settle()
    page.looking.whom.choose(1)
    example.settle()
    page.print_page()
    assert printed == []
    example.answer_questions()
    example.settle()
    assert len(printed) == 1
    line = json.loads(example.read(setting_text, nyckel=f"rapport/{R.nyckel}"))
    assert (line["spridning"], len(line["svar"])) == ("offentlig", len(page.looking.asked))
    page.stop_looking()
    page.look_at()
    example.settle()
    assert page.looking.val().spridning is Spridning.OFFENTLIG  # it is the report's choice, as long as it lies open
    page.print_page()
    assert example.is_asked()
    page.looking._sheet.reject()
    assert len(printed) == 1


def setting_text(session, *, nyckel):
    return session.scalar(select(Installning.varde).where(Installning.nyckel == nyckel))


@pytest.mark.parametrize("rapport", [R, Rapport(2025, None, BerattelseSlag.NAMNDBLAD, 3)])
def test_every_figure_with_a_list_opens_exactly_its_rows(example, rapport):
    data = example.read(count_report, rapport=rapport)
    example.context.scope.set_ar(2025)
    wrong, opened = [], 0
    for figure in named_figures(data):
        where = query_of(figure.siffra.fraga, None)
        if where is None or figure.siffra.varde is None:
            continue
        shown = example.go(where[0], **where[1])
        rows = shown.list if hasattr(shown, "list") else shown
        opened += 1
        if rows.model.rowCount() != figure.siffra.varde:
            wrong.append((figure.nyckel, figure.siffra.varde, rows.model.rowCount()))
    assert wrong == []
    assert opened > 40


def printed(example, page, monkeypatch):
    """What a printout of the report said."""
    said = []
    monkeypatch.setattr(saving, "print_pdf", lambda _parent, _context, path, _done: said.append(pdf_words(path)))
    page.print_page()
    example.qtbot.waitUntil(lambda: bool(said), timeout=20000)
    return said[0]


def test_a_printout_holds_what_stands_on_the_screen(example, page, monkeypatch):
    page.list.choose(Kapitel.SAMMANFATTNING)
    type_text(page.writing.text, "Skrivet men inte sparat.")
    assert "Skrivet men inte sparat." in printed(example, page, monkeypatch)
    assert chapter(example, Kapitel.SAMMANFATTNING).text.startswith("Skrivet men inte sparat.")


def test_what_a_preview_shows_is_what_stood_in_the_box(example, page):
    page.list.choose(Kapitel.SAMMANFATTNING)
    type_text(page.writing.text, "Skrivet men inte sparat.")
    page.look_at()
    example.qtbot.waitUntil(lambda: page.looking.path is not None, timeout=20000)
    example.settle()
    assert "Skrivet men inte sparat." in pdf_words(page.looking.path)


def test_a_text_that_is_refused_stops_the_printout_and_is_kept(example, page, monkeypatch):
    said = []
    monkeypatch.setattr(saving, "print_pdf", lambda _parent, _context, path, _done: said.append(path))
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Hon är 19121212-1212.")
    page.print_page()
    example.settle()
    assert said == []
    assert "personnummer" in page.writing.trouble.itemAt(0).widget().accessibleName()
    assert page.writing.text.value() == "Hon är 19121212-1212."


def test_a_draft_in_another_chapter_is_asked_about(example, page, monkeypatch):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    page.list.choose(Kapitel.MAL)
    example.settle()
    page.look_at()
    example.settle()
    assert page.stack.currentWidget() is not page.looking
    press(page._asked, "Spara och ta med")
    example.qtbot.waitUntil(lambda: page.looking.path is not None, timeout=20000)
    example.settle()
    assert "Personalen deltar." in pdf_words(page.looking.path)
    assert not unsaved_chapters(example.context, R, page.found.avsnitt)


def test_a_report_is_not_adopted_past_a_draft(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    page.list.choose(Kapitel.MAL)
    opened = []
    page.with_texts(lambda: opened.append(True), without=False)
    example.settle()
    assert not [one for one in page._asked.findChildren(Button) if one.text() == "Utan den texten"]
    press(page._asked, "Avbryt")
    assert opened == []


def test_a_draft_that_somebody_has_written_over_leads_to_its_chapter(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    page.list.choose(Kapitel.MAL)
    example.settle()
    example.context.tasks.change(save_avsnitt, rapport=R, kapitel=Kapitel.PERSONAL, text="Någon annans text.")
    example.settle()
    page.look_at()
    example.settle()
    press(page._asked, "Öppna kapitlet")
    assert page.at.inbyggt is Kapitel.PERSONAL
    assert page.writing.text.value() == "Personalen deltar."
    assert "Någon annans text." in page.writing.trouble.itemAt(0).widget().accessibleName()


def test_the_text_of_a_done_chapter_is_saved_with_the_mark(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    page.writing.done.click()
    example.settle()
    row = chapter(example, Kapitel.PERSONAL)
    assert (row.text, row.klart) == ("Personalen deltar.", True)


def test_what_is_typed_while_a_chapter_is_being_saved_is_kept(example, page):
    page.list.choose(Kapitel.PERSONAL)
    box = page.writing.text
    type_text(box, "Sparat.")
    page.save()
    box.moveCursor(QTextCursor.MoveOperation.End)
    type_text(box, " Och mer.")
    example.settle()
    assert (chapter(example, Kapitel.PERSONAL).text, page.writing.text.value()) == ("Sparat.", "Sparat. Och mer.")
    assert page.writing.told.text() == "Inte sparat än"
    page.save()
    example.settle()
    assert chapter(example, Kapitel.PERSONAL).text == "Sparat. Och mer."
    type_text(box, " Sist.")
    page.list.choose(Kapitel.MAL)
    example.settle()
    page.list.choose(Kapitel.PERSONAL)
    assert page.writing.text.value() == "Sparat. Och mer. Sist."


def test_a_chapter_left_while_it_is_being_saved_is_saved_and_the_next_is_untouched(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Sparat på vägen ut.")
    page.save()
    page.list.choose(Kapitel.MAL)
    before = page.writing.text.value()
    example.settle()
    assert chapter(example, Kapitel.PERSONAL).text == "Sparat på vägen ut."
    assert page.writing.text.value() == before
    assert not unsaved_chapters(example.context, R, page.found.avsnitt)


def test_another_persons_text_is_never_written_over(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Min text.")
    example.context.tasks.change(save_avsnitt, rapport=R, kapitel=Kapitel.PERSONAL, text="Någon annans text.")
    example.settle()
    page.save()
    example.settle()
    assert chapter(example, Kapitel.PERSONAL).text == "Någon annans text."
    bar = page.writing.trouble.itemAt(0).widget()
    assert "Någon annans text." in bar.accessibleName()
    press(bar, "Läs in det som ändrats")
    assert page.writing.text.value() == "Min text."
    page.save()
    example.settle()
    assert chapter(example, Kapitel.PERSONAL).text == "Min text."


def test_the_cursor_stays_where_one_writes_when_the_text_is_saved(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.writing.text, "Personalen deltar.")
    before = page.writing.text.textCursor().position()
    page.save()
    example.settle()
    assert page.writing.text.textCursor().position() == before > 0


def test_a_remark_that_is_saved_leaves_an_empty_box(example, page):
    page.list.choose(Kapitel.MAL)
    form = page.findChildren(RemarkForm)[-1]
    type_text(form.text, "Nämn målen för 2026.")
    form.draft.flush()
    example.settle()
    form.send()
    example.settle()
    assert page.findChildren(RemarkForm)[-1].text.value() == ""


def test_adopting_says_what_is_not_done(example, page):
    sheet = open_adopt(page)
    said = " ".join(one.text() for one in sheet.findChildren(QLabel))
    waiting = [row.rubrik for row in page.found.med if not row.klart]
    assert waiting
    assert all(name in said for name in waiting)
    assert f"Röntgen visar {examine(page.found).antal - 1} saker".replace(" ", "") in said.replace(
        "\u00a0", ""
    ).replace(" ", "")


def test_taking_an_adoption_back_asks(example, page):
    example.context.tasks.change(adopt_berattelse, rapport=R, datum=date(2026, 3, 24))
    example.settle()
    example.qtbot.waitUntil(lambda: page.found.faststalld is not None, timeout=20000)
    press(open_reopen(page), "Avbryt")
    example.settle()
    assert example.read(read_berattelse, rapport=R).faststalld is not None
    sheet = open_reopen(page)
    assert "2026-03-24" in " ".join(one.text() for one in sheet.findChildren(QLabel))
    press(sheet, "Återta")
    example.settle()
    assert example.read(read_berattelse, rapport=R).faststalld is None
