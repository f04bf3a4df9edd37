"""The page Rapporter: written by several, its figures open their rows, and it is adopted."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from kvalitet_app.db.models import Installning
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.services.berattelse.disposition import list_avsnitt
from kvalitet_app.services.berattelse.handling import count_report, read_berattelse
from kvalitet_app.ui.berattelse.material import RemarkForm
from kvalitet_app.ui.berattelse.menus import open_adopt, open_history
from kvalitet_app.ui.berattelse.rows import RowsWindow
from kvalitet_app.ui.berattelse.saving import SaveSheet, file_name
from kvalitet_app.ui.page.queries import query_of
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
    assert "34 av 100" in page.text.toPlainText().replace("\u00a0", " ")
    page.save()
    example.settle()
    assert "34 av 100" in chapter(example, Kapitel.UTFORARE).text.replace("\u00a0", " ")
    assert page.told.text() == "Sparat"


def test_a_remark_stops_the_done_mark_until_it_is_seen_to(example, page):
    page.list.choose(Kapitel.MAL)
    form = page.findChildren(RemarkForm)[-1]
    type_text(form.text, "Nämn målen för 2026.")
    form.send()
    example.settle()
    assert chapter(example, Kapitel.MAL).lagrat.anmarkningar == 1
    page.done.click()
    example.settle()
    assert not page.done.isChecked()
    press(page, "Anmärkningen är omhändertagen")
    example.settle()
    page.done.click()
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
    before = page.text.toPlainText()
    page.text.setPlainText("En kortare analys.")
    page.save()
    example.settle()
    window = open_history(page, page.at)
    press(window, "Lägg texten i rutan, inte sparad än")
    assert page.text.toPlainText() == before
    page.save()
    example.settle()
    assert chapter(example, Kapitel.ANALYS).text == before.strip()


def test_what_is_typed_in_one_chapter_waits_while_another_is_read(example, page):
    page.list.choose(Kapitel.PERSONAL)
    type_text(page.text, "Personalen deltar.")
    page.list.choose(Kapitel.MAL)
    example.settle()
    page.list.choose(Kapitel.PERSONAL)
    assert page.text.toPlainText() == "Personalen deltar."
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
    assert page.text.isReadOnly()
    assert not page.keep.isEnabled()
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

    def printer(_parent, path):
        printed.append(path)
        return True

    monkeypatch.setattr("kvalitet_app.ui.berattelse.reading.print_pdf", printer)
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
