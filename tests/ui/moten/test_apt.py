"""APT-bladet: chosen, seen, saved as a PDF, and what it tells marked as given back."""

import pytest
from PySide6.QtWidgets import QFileDialog

from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from tests.ui.hands import press


@pytest.fixture
def apt(example):
    """The page on a unit and month with closed cases in the example."""
    page = example.go("avvikelser")
    menu = page.list.choose_sheet()
    next(action for action in menu.actions() if action.text().startswith("APT")).trigger()
    menu.close()
    example.settle()
    found = page.sheets["apt"]
    at = next(i for i in range(found.unit.count()) if "Tallåsen" in found.unit.itemText(i))
    found.unit.setCurrentIndex(at)
    found.month.set_value(2025 * 12 + 10)
    found.load()
    example.settle()
    return found


def test_it_shows_what_it_will_say(example, apt):
    assert "Tallåsen" in apt.data.enhet
    assert apt.data.period == "november 2025"
    assert apt.data.avslutade
    number = apt.data.avslutade[0].beteckning
    press(apt, number)
    example.settle()
    page = example.window.current()
    assert page.list.isVisible()
    assert page.list.table.current_id() == apt.data.avslutade[0].id


def test_saving_it_marks_what_it_tells(example, apt, tmp_path, monkeypatch):
    target = tmp_path / "apt.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    apt.save()
    example.answer_whom()
    example.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert all(one.aterford for one in apt.data.avslutade)
    one = example.read(get_avvikelse, avvikelse_id=apt.data.avslutade[0].id)
    assert one.aterford_datum is not None
    example.window.back()
    example.settle()
    assert example.window.current().list.isVisible()
