"""From nothing to a report on paper: an own organisation, and each of the five parts used once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.berattelse.handling import Utskriftsval
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.services.processer import process_map
from kvalitet_app.services.rutiner import find_rutiner
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.berattelse.saving import save_to
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.paper.printer import drawn_pages
from kvalitet_app.ui.processer.tab import LinkForm, ProcesserTab, ProcessForm, StepForm
from kvalitet_app.ui.register.first_start import StartPage
from kvalitet_app.ui.rutiner.inspector import AdoptForm, NewRutinForm, RutinInspector, WriteForm
from tests.readback import pdf_words
from tests.ui.avvikelser.hands import register
from tests.ui.driver import Driver
from tests.ui.typing import type_text


@pytest.fixture
def begun(qtbot, tmp_path):
    """The window on an organisation that was made in the first start."""
    program = Program(make_application(), wanted=None, settings=Settings(tmp_path / "kvalitet.ini"), upkeep=False)
    program.window.resize(1366, 768)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    program.begin()
    page = program.window.stack.currentWidget()
    assert isinstance(page, StartPage)
    page.own.click()
    type_text(page.form.namn, "Funktionsstöd Norr")
    page.form.jag.setText("Anna Ek")
    page.form.enheter.setPlainText("Tallåsen; gruppbostad; 6\nGranliden; gruppbostad; 5")
    page.form.send()
    driver = Driver(qtbot, program)
    qtbot.waitUntil(lambda: driver.context is not None, timeout=20000)
    driver.settle()
    yield driver
    program.window.close()
    program.window.deleteLater()


def add_rutin(driver):
    page = driver.go("rutiner")
    page.new()
    form = page.side.findChildren(NewRutinForm)[-1]
    type_text(form.titel, "Delegering av läkemedel")
    form.send()
    driver.settle()
    inspector = page.side.findChildren(RutinInspector)[-1]
    inspector.write()
    writer = inspector.findChildren(WriteForm)[-1]
    writer.text.setPlainText("## Gör så här\n\n1. Signera direkt.")
    writer.send()
    driver.settle()
    inspector = page.side.findChildren(RutinInspector)[-1]
    inspector.adopt()
    inspector.findChildren(AdoptForm)[-1].send()
    driver.settle()
    return driver.read(find_rutiner, urval=RutinUrval())[0]


def add_process(driver, rutin_id):
    page = driver.go("installningar", flik="processer")
    tab = page.findChild(ProcesserTab)
    tab.new()
    form = tab.findChildren(ProcessForm)[-1]
    type_text(form.controls["kod"], "P1")
    type_text(form.controls["namn"], "Ge stöd i vardagen")
    form.send()
    driver.settle()
    choose(driver, tab, tab.model.ids[0])
    form = tab.findChildren(StepForm)[-1]
    type_text(form.controls["namn"], "Ge läkemedel")
    form.send()
    driver.settle()
    choose(driver, tab, tab.model.ids[1])
    form = tab.findChildren(LinkForm)[-1]
    form.pick.set_value(rutin_id)
    form.send()
    driver.settle()


def choose(driver, tab, row_id):
    assert tab.table.choose_id(row_id)
    driver.settle()


def perform_check(driver):
    page = driver.go("egenkontroller")
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    plan = page._over
    plan.mall.set_value(next(m.id for m in plan.mallar if m.kod == "T05"))
    plan.units.item(0).setCheckState(Qt.CheckState.Checked)
    driver.qtbot.keyClick(plan, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    page.perform(driver.read(find_egenkontroller, urval=EgenkontrollUrval())[0])
    driver.settle()
    for question in page._over.questions:
        driver.qtbot.keyClick(question, "j")
    driver.settle()
    page._over.send()
    driver.settle()


def test_each_part_once_from_empty_to_printed(begun, tmp_path):
    rutin_id = add_rutin(begun)
    add_process(begun, rutin_id)
    register(begun, "Kvällsdosen glömdes bort. Jouren ringdes.")
    perform_check(begun)
    step = next(a for node in begun.read(process_map) for a in node.all_aktiviteter())
    assert not step.saknar_rutin
    assert len(begun.read(find_avvikelser, urval=AvvikelseUrval())) == 1

    page = begun.go("rapporter")
    assert begun.context.scope.ar == idag().year
    page.list.choose(Kapitel.SAMMANFATTNING)
    page.writing.text.setPlainText("Ett första år i det nya systemet.")
    page.save()
    begun.settle()
    target = tmp_path / "kvalitetsberattelse.pdf"
    save_to(page, page.context, page.rapport, (target, Utskriftsval()))
    begun.qtbot.waitUntil(target.exists, timeout=20000)
    begun.settle()
    assert not begun.window.status.undo.isVisibleTo(begun.window)
    text = pdf_words(target)
    for said in ("Funktionsstöd Norr", "Ett första år i det nya systemet.", "1 av 1", "Basal hygien"):
        assert said in text, said

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert list(drawn_pages(target, printer, first=1, last=2))[-1] == (2, 2)
    assert (tmp_path / "utskrift.pdf").stat().st_size > 10_000
