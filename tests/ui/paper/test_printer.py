"""The system's printer: it takes every page, or nothing is noted."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Handelse
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.services.berattelse.handling import Utskriftsval, write_report
from kvalitet_app.ui.berattelse.saving import print_report
from kvalitet_app.ui.paper.printer import REFUSED, drawn_pages, print_pdf
from kvalitet_app.ui.parts.reading import MessageBar


@pytest.fixture
def to_file(monkeypatch):
    """The print dialog is answered with Skriv ut, and the printer is the file that is named."""

    def choose(path):
        def answer(dialog):
            dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            dialog.printer().setOutputFileName(str(path))
            return QPrintDialog.DialogCode.Accepted

        monkeypatch.setattr(QPrintDialog, "exec", answer)

    return choose


@pytest.fixture
def paper(example, tmp_path):
    """A report of several pages."""
    example.read(write_report, rapport=Rapport(2025), target=tmp_path / "rapport.pdf")
    return tmp_path / "rapport.pdf"


def noted(driver):
    with driver.program.store.read() as session:
        return list(session.scalars(select(Handelse.verb).where(Handelse.verb == "note_printed")))


def said_of(driver):
    return " ".join(bar.accessibleName() for bar in driver.window.message_area.findChildren(MessageBar))


def aterforda(driver):
    with driver.program.store.read() as session:
        return len(list(session.scalars(select(Avvikelse.id).where(Avvikelse.aterford_datum.is_not(None)))))


def test_the_pages_come_out_and_the_window_lives_meanwhile(example, paper, to_file, tmp_path):
    to_file(tmp_path / "ut.pdf")
    told: list[bool] = []
    print_pdf(example.window, example.context, paper, told.append)
    assert told == [], "the pages are drawn while the window goes on"
    example.qtbot.waitUntil(lambda: bool(told), timeout=60000)
    assert told == [True]
    assert (tmp_path / "ut.pdf").stat().st_size > 10_000


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_says_no_is_told_and_nothing_is_noted(example, to_file, tmp_path):
    to_file(tmp_path / "borta" / "ut.pdf")
    print_report(example.window, example.context, Rapport(2025), Utskriftsval())
    example.qtbot.waitUntil(example.window.message_area.isVisible, timeout=60000)
    example.settle()
    assert noted(example) == []
    to_file(tmp_path / "ut.pdf")
    print_report(example.window, example.context, Rapport(2025), Utskriftsval())
    example.qtbot.waitUntil(lambda: bool(noted(example)), timeout=60000)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_an_apt_sheet_that_was_not_printed_brings_nothing_back(example, to_file, tmp_path):
    page = example.go("avvikelser")
    page.show_sheet("apt")
    example.settle()
    before = aterforda(example)
    for where in (tmp_path / "borta" / "ut.pdf", tmp_path / "ut.pdf"):
        to_file(where)
        page.print_page()
        example.answer_whom()
        example.settle()
        example.qtbot.waitUntil(lambda: not example.window.findChildren(QProgressDialog), timeout=60000)
        example.settle()
        if not where.parent.exists():
            assert aterforda(example) == before
            assert REFUSED in said_of(example)
    assert (tmp_path / "ut.pdf").exists()


def test_a_stop_after_a_page_is_not_a_printout(example, paper, to_file, tmp_path):
    to_file(tmp_path / "ut.pdf")
    told: list[bool] = []
    print_pdf(example.window, example.context, paper, told.append)
    (bar,) = example.window.findChildren(QProgressDialog)
    bar.cancel()
    example.qtbot.waitUntil(lambda: bool(told), timeout=60000)
    assert told == [False]


def test_a_printer_that_gives_up_between_pages_is_a_refusal(paper, tmp_path, monkeypatch):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    pages = drawn_pages(paper, printer)
    assert next(pages)[0] == 1
    monkeypatch.setattr(printer, "newPage", lambda: False)
    with pytest.raises(StorageError, match="Skrivaren"):
        next(pages)
