"""What the program of 0004 left behind is read by this one: drafts, views, settings, mappings and frozen figures.

`tests/old_habits/` was written by that program itself, its window driven by a person's steps.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd, Skada
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.machine.account import account
from kvalitet_app.services.berattelse.handling import read_berattelse
from kvalitet_app.services.drafts import list_vyer
from kvalitet_app.services.utbyte.importera import match_columns, open_file
from kvalitet_app.ui.avvikelser.inspector import CaseInspector
from kvalitet_app.ui.berattelse.material import ChapterMaterial
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.rutiner.inspector import RutinInspector, WriteForm
from tests.ui.driver import Driver

LEFT = Path(__file__).parents[1] / "old_habits"


@pytest.fixture
def left(open_window: Callable[[Path], Driver], tmp_path: Path) -> Driver:
    """The window of today on what was left."""
    register = tmp_path / "lamnat.db"
    register.write_bytes(gzip.decompress((LEFT / "register.db.gz").read_bytes()))
    with sqlite3.connect(register) as connection:
        connection.execute("DROP TRIGGER IF EXISTS journal_person_update")
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in (one for one in names if "person" in one):
            connection.execute(f'DROP TRIGGER "{name}"')  # who is at work here is another account
        connection.execute("UPDATE person SET konto = ? WHERE namn = 'Anna Lindgren'", (account(),))
    shutil.copy(LEFT / "kvalitet.ini", tmp_path / "kvalitet.ini")
    return open_window(register)


def test_a_half_written_avvikelse_comes_back_whole(left: Driver) -> None:
    form = left.go("avvikelser", ny=True).form
    assert form.beskrivning.value() == "Halvskriven avvikelse"
    assert (form.foljd.value(), form.misstanke.value()) == (Foljd.OBEHAG, True)
    assert form.typ.currentText().endswith("Fall utan skada")
    assert "Badrum" in [answer for _, answer in form.more.value()]
    assert form.skador["skada_fysisk"].value() is Skada.INGEN


def test_what_was_typed_beside_a_case_comes_back(left: Driver) -> None:
    page = left.go("avvikelser", rad_id=1)
    form = page.list.side.findChild(CaseInspector).step_form
    assert form.detail.rad.status is AvvikelseStatus.UTREDS
    assert form.controls["utredning"].value() == "Halvskriven utredning"


def test_a_half_written_rutin_and_chapter_come_back(left: Driver) -> None:
    page = left.go("rutiner", rad_id=1)
    page.side.findChild(RutinInspector).write()
    left.settle()
    assert page.side.findChild(WriteForm).text.value() == "## Syfte\nHalvskriven rutin"
    page = left.go("rapporter")
    assert page.found.faststalld is not None, "what is adopted is not written in"
    left.context.scope.set_ar(2025)
    left.settle()
    assert page.writing.text.value() == ""


def test_widths_folder_and_views_are_as_they_were(left: Driver) -> None:
    table = left.go("avvikelser").list.table
    assert table.columnWidth(0) == 133
    assert left.context.settings.get(FOLDER) == "/home/anna/papper"
    ((_, name, urval),) = left.read(list_vyer, sida="avvikelser")
    assert (name, urval) == ("Mina läkemedel", {"vy": "alla", "lagrum": ["lss"], "sok": "dos"})


def test_the_columns_of_a_file_are_recognised(left: Driver, tmp_path: Path) -> None:
    path = tmp_path / "igen.csv"
    path.write_text("Hände;Var;Vad\n2026-04-09;Tallåsen;Fick fel dos igen\n", encoding="utf-8")
    assert left.read(match_columns, fil=open_file(path)) == ({"datum": 0, "enhet": 1, "beskrivning": 2}, True)


def test_every_frozen_figure_opens_its_rows(left: Driver) -> None:
    found = left.read(read_berattelse, rapport=Rapport(2026))
    figures = named_figures(found.data)
    assert len(figures) > 30
    assert found.andrade == (), "nothing is counted otherwise than on the day it was adopted"
    page = left.go("rapporter")
    aside = page.findChildren(ChapterMaterial)[-1]
    for one in figures:
        aside.open_figure(one)
        left.settle()
        page = left.go("rapporter")
        aside = page.findChildren(ChapterMaterial)[-1]
