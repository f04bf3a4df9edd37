"""Each page does its main job, as a person would do it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from kvalitet_app.db.models import Egenkontroll, Rutinversion
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, EgenkontrollUrval
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.services.berattelse.handling import Utskriftsval
from kvalitet_app.services.egenkontroller.planer import renew_plans
from kvalitet_app.services.egenkontroller.svar import get_egenkontroll
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, find_egenkontroller
from kvalitet_app.services.organisation.enheter import list_enheter
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.rutiner import find_rutiner
from kvalitet_app.ui.berattelse.saving import save_to
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.register.kataloger import KatalogTab
from kvalitet_app.ui.rutiner.inspector import AdoptForm, RutinInspector, WriteForm
from kvalitet_app.ui.window.actions import ACTIONS, PAGES
from tests.readback import pdf_words
from tests.reports.made import texts_of
from tests.ui.hands import press
from tests.ui.typing import type_text


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_every_page_opens_on_the_example_and_on_an_empty_register(example, key):
    page = example.go(key)
    assert page.isVisible()
    assert example.window.rail.items[key].isChecked()


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_every_page_opens_on_a_register_with_nothing_in_it(own, key):
    assert own.go(key).isVisible()


@pytest.mark.parametrize("key", ["avvikelser", "atgarder", "egenkontroller", "rutiner", "lex"])
def test_every_column_that_offers_itself_sorts_both_ways(example, key):
    page = example.go(key)
    shown = page if isinstance(page, ListPage) else next(iter(page.findChildren(ListPage)))
    shown.show_query(vy="alla")
    example.settle()
    offered = [at for at, column in enumerate(shown.columns) if column.sortable]
    assert len(offered) >= 3
    for section in offered:
        for falling in (False, True):
            shown.table.horizontalHeader().sectionClicked.emit(section)
            example.settle()
            assert shown.sort[0] == shown.columns[section].key
            assert shown.model.rowCount() > 0, falling


def test_an_egenkontroll_is_planned_performed_and_scored(own):
    page = own.go("egenkontroller")
    own.qtbot.keyClick(own.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    plan = page._over
    plan.mall.set_value(next(m.id for m in plan.mallar if m.kod == "T05"))
    plan.units.item(0).setCheckState(Qt.CheckState.Checked)
    own.qtbot.keyClick(plan, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    own.settle()
    ids = own.read(find_egenkontroller, urval=EgenkontrollUrval())
    assert len(ids) > 3
    page.perform(ids[0])
    own.settle()
    questions = page._over.questions
    questions[0].setFocus()
    for n, question in enumerate(questions):
        own.qtbot.keyClick(question, "n" if n == 2 else "j")
    own.settle()
    type_text(questions[2].comment, "Skyddskläder saknas på våning två")
    page._over.send()
    own.settle()
    with own.program.store.read() as session:
        item = session.get_one(Egenkontroll, ids[0])
        assert item.status is EgenkontrollStatus.GENOMFORD
        assert round(item.poang, 4) == round(6 / 7, 4)
    detail = own.read(get_egenkontroll, egenkontroll_id=ids[0])
    assert detail.svar[2].kommentar == "Skyddskläder saknas på våning två"


def test_the_month_counts_what_is_late_and_not_what_was_called_off(example):
    page = example.go("egenkontroller")
    page.month.ar, page.month.manad = 2025, 2
    page.month.refresh()
    example.settle()
    february = EgenkontrollUrval(vy="alla", fran=date(2025, 2, 1), till=date(2025, 2, 28))
    found = example.read(egenkontroll_rows, ids=example.read(find_egenkontroller, urval=february)).values()
    rows = [r for r in found if r.status is not EgenkontrollStatus.INSTALLD]
    assert len(rows) < len(found)
    done = sum(r.status is EgenkontrollStatus.GENOMFORD for r in rows)
    assert page.month.counted.text().startswith(f"{done} av {len(rows)} gjorda")


def test_the_choice_of_catalogue_and_the_button_do_not_overlap(example):
    page = example.go("installningar", flik="kataloger")
    tab = page.findChild(KatalogTab)
    example.qtbot.waitUntil(tab.isVisible)
    button = next(b for b in tab.findChildren(Button) if b.accessibleName() == "Nytt värde")
    assert tab.which.geometry().right() < button.geometry().left()


def test_what_the_program_does_unasked_is_not_offered_for_undo(example):
    before = len(example.read(find_egenkontroller, urval=EgenkontrollUrval()))
    example.context.tasks.change(renew_plans)
    example.settle()
    assert len(example.read(find_egenkontroller, urval=EgenkontrollUrval())) > before
    assert not example.window.status.undo.isVisibleTo(example.window)


def test_an_unanswered_question_stops_the_end_and_gets_the_keys(own):
    page = own.go("egenkontroller")
    page.new()
    page._over.units.item(0).setCheckState(Qt.CheckState.Checked)
    page._over.send()
    own.settle()
    page.perform(own.read(find_egenkontroller, urval=EgenkontrollUrval())[0])
    page._over.send()
    own.settle()
    assert page._over.questions[0].hasFocus()
    assert own.window.message_area.isVisible()


def test_a_rutin_is_written_and_adopted(own):
    page = own.go("rutiner")
    page.new()
    from kvalitet_app.ui.rutiner.inspector import NewRutinForm

    form = page.side.findChildren(NewRutinForm)[-1]
    type_text(form.titel, "Läkemedel på helger")
    form.send()
    own.settle()
    row_id = own.read(find_rutiner, urval=RutinUrval())[0]
    inspector = page.side.findChildren(RutinInspector)[-1]
    inspector.write()
    writer = inspector.findChildren(WriteForm)[-1]
    writer.text.setPlainText("## Gör så här\n\n1. Signera direkt.")
    writer.send()
    own.settle()
    inspector = page.side.findChildren(RutinInspector)[-1]
    inspector.adopt()
    inspector.findChildren(AdoptForm)[-1].send()
    own.settle()
    with own.program.store.read() as session:
        version = session.scalars(select(Rutinversion).where(Rutinversion.rutin_id == row_id)).one()
        assert version.status is VersionStatus.FASTSTALLD
        assert version.oversyn_senast > idag()


def test_the_map_opens_a_process_and_goes_back(example):
    page = example.go("processer")
    nodes = example.read(process_map)
    page._open(f"process={nodes[3].id}")
    assert page.shown.id == nodes[3].id
    gap = next(a for node in nodes for a in node.all_aktiviteter() if a.saknar_rutin)
    page._open(f"aktivitet={gap.id}")
    assert page.side.isVisible()
    assert page.back()
    assert page.shown is None


def test_the_overview_opens_the_rows_behind_a_bar(example):
    page = example.go("oversikt")
    page._open(Sokfraga("avvikelser", ar=2025, manad=9, lagrum=(Lagrum.SOL, Lagrum.LSS)))
    example.settle()
    shown = example.window.current()
    assert shown.list.model.rowCount() == 17
    assert shown.list.is_limited()


def test_the_report_is_written_with_its_authors_text(example, tmp_path):
    page = example.go("rapporter")
    example.context.scope.set_ar(2025)
    example.settle()
    page.list.choose(Kapitel.SAMMANFATTNING)
    page.writing.text.setPlainText("Året präglades av arbetet kring självskada.")
    page.save()
    example.settle()
    assert example.read(texts_of, ar=2025)[Kapitel.SAMMANFATTNING].startswith("Året präglades")
    save_to(page, page.context, page.rapport, (tmp_path / "kvalitetsberattelse.pdf", Utskriftsval()))
    example.qtbot.waitUntil(lambda: (tmp_path / "kvalitetsberattelse.pdf").exists(), timeout=20000)
    example.settle()
    assert pdf_words(tmp_path / "kvalitetsberattelse.pdf").count("Året präglades av arbetet kring självskada.") == 1


def test_a_figure_in_the_report_opens_its_rows(example):
    page = example.go("rapporter")
    example.context.scope.set_ar(2025)
    example.settle()
    page.list.choose(Kapitel.AVVIKELSER)
    example.settle()
    press(page, "Visa Avvikelser enligt SoL och LSS")
    example.settle()
    assert example.window.current().list.model.rowCount() == 154


def test_the_pages_of_a_report_can_be_printed(example, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from kvalitet_app.domain.berattelse.disposition import Rapport
    from kvalitet_app.services.berattelse.handling import write_report
    from kvalitet_app.ui.paper.printer import drawn_pages

    target = tmp_path / "rapport.pdf"
    example.read(write_report, rapport=Rapport(2025), target=target)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    assert list(drawn_pages(target, printer, first=1, last=2))[-1] == (2, 2)
    assert Path(tmp_path / "utskrift.pdf").stat().st_size > 10_000


def test_units_and_persons_are_added_in_the_settings(own):
    page = own.go("installningar", flik="enheter")
    page.new()
    from kvalitet_app.ui.organisation.enheter import EnhetForm
    from kvalitet_app.ui.organisation.personer import PersonForm

    form = page.tabs["enheter"].side.findChildren(EnhetForm)[-1]
    type_text(form.controls["namn"], "Björkstigen")
    form.above.set_value(own.context.scope.enheter[0].id)
    form.send()
    own.settle()
    assert "Björkstigen" in [u.namn for u in own.read(list_enheter)]
    page = own.go("installningar", flik="personer")
    page.new()
    form = page.tabs["personer"].side.findChildren(PersonForm)[-1]
    type_text(form.controls["namn"], "Cia Ask")
    form.send()
    own.settle()
    assert "Cia Ask" in [p.namn for p in own.read(list_personer)]


def test_a_copy_is_taken_and_restored(own):
    page = own.go("installningar", flik="kopior")
    tab = page.tabs["kopior"]
    tab.take()
    own.qtbot.waitUntil(lambda: own.context.database.copies() != [], timeout=20000)
    own.settle()
    path = own.context.database.copies()[0][0]
    from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
    from kvalitet_app.services.avvikelser.listor import find_avvikelser
    from tests.ui.avvikelser.hands import register

    register(own)
    own.context.database.restore(path)
    own.qtbot.waitUntil(lambda: own.context is not None, timeout=20000)
    own.settle()
    assert list(own.read(find_avvikelser, urval=AvvikelseUrval())) == []


def test_the_palette_finds_records_and_actions(example):
    example.qtbot.keyClick(example.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = example.window._palette
    palette.field.setText("självskada")
    example.qtbot.waitUntil(lambda: any("Rutin" in entry[2] for entry in palette._shown()), timeout=10000)
    palette.field.setText("ny avvikelse")
    assert [entry[2] for entry in palette._shown()] == ["Ctrl+Skift+N"]
    palette.field.setText("tema")
    assert {entry[1] for entry in palette._shown()} == {"Ljust tema", "Mörkt tema"}
    assert not palette.nothing.isVisible()
    palette.field.setText("zzqq ' OR 1=1 %_ \0 😀")
    example.settle()
    assert palette.nothing.isVisible()
    example.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.hide()


def test_every_action_has_its_method_and_its_own_keys(example):
    keys = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert len(keys) == len(set(keys))
    for spec in ACTIONS:
        assert callable(getattr(example.window, spec.slot))


def test_the_window_narrows_and_follows_the_theme(example):
    example.window.resize(1093, 614)
    example.go("avvikelser")
    assert example.window.rail.width() == 56
    example.window.use_dark()
    assert example.window.grab().toImage().pixelColor(4, 300).lightness() < 60
    example.window.use_light()
    assert example.window.grab().toImage().pixelColor(4, 300).lightness() > 200


def test_the_keys_go_with_the_month_and_the_list(example):
    page = example.go("egenkontroller", vy="alla", flik="lista")
    button = next(b for b in page.list.findChildren(Button) if b.text().strip() == "Kalender")
    button.setFocus()
    example.qtbot.keyClick(button, Qt.Key.Key_Space)
    example.settle()
    assert example.window.focusWidget() is page.month.first_focus()
    button = next(b for b in page.month.findChildren(Button) if b.text().strip() == "Lista")
    button.setFocus()
    example.qtbot.keyClick(button, Qt.Key.Key_Space)
    example.settle()
    assert example.window.focusWidget() is page.list.first_focus()
