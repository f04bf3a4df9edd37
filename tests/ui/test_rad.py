"""Kvalitetsrådets månad: chosen, seen, its figures opened, saved as PDF and workbook."""

import pytest
from PySide6.QtWidgets import QFileDialog

from kvalitet_app.ui.parts.reading import KeyFigure


@pytest.fixture
def rad(example):
    """The page on the whole example, November 2025."""
    page = example.go("avvikelser")
    menu = page.list.choose_sheet()
    next(action for action in menu.actions() if action.text().startswith("Kvalitetsr")).trigger()
    menu.close()
    example.settle()
    found = page.rad
    found.month.set_value(2025 * 12 + 10)
    found.load()
    example.settle()
    return found


def test_it_begins_on_the_whole_organisation_and_a_figure_opens_its_rows(example, rad):
    assert rad.rad.period == "november 2025"
    number = next(one for one in rad.rad.tal if one.etikett == "Rapporterade avvikelser")
    assert int(number.varde) > 10
    shown = next(one for one in rad.findChildren(KeyFigure) if one.text() == "Rapporterade avvikelser")
    shown.click()
    example.settle()
    page = example.window.current()
    assert page.list.isVisible()
    assert page.list.model.rowCount() == int(number.varde)


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_it_is_saved(example, rad, tmp_path, monkeypatch, kind):
    target = tmp_path / f"rad.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    (rad.save if kind == "pdf" else rad.save_sheet)()
    example.qtbot.waitUntil(target.exists, timeout=20000)
    example.settle()
    assert target.read_bytes().startswith({"pdf": b"%PDF", "xlsx": b"PK"}[kind])
    example.window.back()
    example.settle()
    assert example.window.current().list.isVisible()
