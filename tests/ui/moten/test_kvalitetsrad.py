"""Kvalitetsrådets månad: chosen, seen, every number opened to its rows, saved as PDF and workbook."""

import pytest
from PySide6.QtWidgets import QFileDialog

from kvalitet_app.services.atgarder import find_atgarder
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller
from kvalitet_app.services.rutiner import find_rutiner
from kvalitet_app.services.synpunkter.listor import find_synpunkter
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.reading import KeyFigure

FINDERS = {
    "avvikelser": find_avvikelser,
    "atgarder": find_atgarder,
    "egenkontroller": find_egenkontroller,
    "rutiner": find_rutiner,
    "synpunkter": find_synpunkter,
}


@pytest.fixture
def rad(example):
    """The page on the whole example, November 2025."""
    page = example.go("avvikelser")
    menu = page.list.choose_sheet()
    next(action for action in menu.actions() if action.text().startswith("Kvalitetsr")).trigger()
    menu.close()
    example.settle()
    found = page.sheets["rad"]
    found.month.set_value(2025 * 12 + 10)
    found.load()
    example.settle()
    return found


def numbers(data):
    """Every number of the pages with its question: figures, sentences, cells."""
    yield from ((one.etikett, one.varde, one.fraga) for one in data.tal)
    yield from ((text, text.split()[0], fraga) for text, fraga in data.fragor if text[0].isdigit())
    for part in data.tabeller:
        for row, asks in zip(part.rader, part.fragor, strict=True):
            yield from ((part.titel, cell, fraga) for cell, fraga in zip(row, asks, strict=True) if cell.isdigit())


def counted(example, rad, fraga):
    """How many rows the list shows that the question opens."""
    question = query_of(fraga, rad.data.enheter)
    assert question is not None
    key, query = question
    page = example.go(key, **query)
    shown = page if isinstance(page, ListPage) else page.findChildren(ListPage)[0]
    return len(example.read(FINDERS[key], urval=shown.urval()))


def test_every_number_opens_exactly_its_rows(example, rad):
    assert rad.data.period == "november 2025"
    said = [one for one in numbers(rad.data) if one[0] != "Fastställda rutiner"]  # a version is no count
    assert len(said) > 40
    for word, value, fraga in said:
        if value == "0":
            assert not fraga, word
        else:
            assert counted(example, rad, fraga) == int(value), word


def test_a_figure_a_sentence_and_a_cell_are_pressed(example, rad):
    number = next(one for one in rad.data.tal if one.etikett == "Rapporterade avvikelser")
    late = next(text for text, _ in rad.data.fragor if "försenad" in text)
    cell = f"Tallåsen: {next(row for row in rad.data.tabeller[1].rader if row[0] == 'Tallåsen')[1]}"
    for kind, name, expected in (
        (KeyFigure, "Rapporterade avvikelser", number.varde),
        (Button, late, late.split()[0]),
        (Button, cell, cell.split()[1]),
    ):
        example.go("avvikelser").show_sheet("rad")
        rad.month.set_value(2025 * 12 + 10)
        rad.load()
        example.settle()
        next(one for one in rad.findChildren(kind) if one.accessibleName().startswith(name)).click()
        example.settle()
        page = example.window.current()
        shown = page if isinstance(page, ListPage) else page.findChildren(ListPage)[0]
        assert shown.model.rowCount() == int(expected)


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_it_is_saved(example, rad, tmp_path, monkeypatch, kind):
    target = tmp_path / f"rad.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    rad.save((kind, kind))
    example.answer_whom("Offentlig")
    example.qtbot.waitUntil(target.exists, timeout=20000)
    example.settle()
    assert target.read_bytes().startswith({"pdf": b"%PDF", "xlsx": b"PK"}[kind])
    example.window.back()
    example.settle()
    assert example.window.current().list.isVisible()
