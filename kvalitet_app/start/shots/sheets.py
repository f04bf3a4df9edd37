"""Sheets and windows over the pages, for the pictures: each is opened on the example and taken by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.paper.spridning import CASES, Spridning
from kvalitet_app.ui.page.context import Context

if TYPE_CHECKING:
    from kvalitet_app.ui.window.main_window import MainWindow

Scene = Callable[[], QWidget | None]  # what is to be taken, where it is not the whole window
FILE = (
    "Rubrik;Datum;Klockslag;Enhet;Händelse;Status;Hiss\n"
    "A-1;2026-10-02;08:15;Tallåsen;Föll i hallen vid tröskeln;Pågående;ja\n"
    "A-2;2026-10-03;;Granliden;Fick fel dos på morgonen;Avslutad;nej\n"
    "A-3;2026-10-05;17:30;Nya huset;Kvällsmat uteblev;Ny;nej\n"
)


def sheets(window: MainWindow, context: Context) -> dict[str, Scene]:
    """A name for each, and what opens it."""
    year = idag().year - 1
    return {
        "ark_far_lasas": lambda: _whom(window, context),
        "ark_far_inte": lambda: _whom(window, context, refused=CASES),
        "ark_spara_rapport": lambda: _save(window, context),
        "ark_faststall": lambda: _adopt(window),
        "ark_granskningsmapp": lambda: _mapp(window, context),
        "ark_rader": lambda: _rows(window, context, Rapport(year)),
        "ark_import": lambda: _import(window, context),
        "ark_om": lambda: _about(window),
        "ark_hjalp": lambda: _help(window),
    }


def _shown(sheet: QDialog) -> QDialog:
    sheet.show()
    return sheet


def _whom(window: MainWindow, context: Context, *, refused: str = "") -> QWidget:
    from kvalitet_app.ui.paper.spridning import WhomSheet

    sheet = WhomSheet(window, context, "listan", refused=refused, first=Spridning.OFFENTLIG)
    if refused:
        sheet.whom.choose(1)
    return _shown(sheet)


def _save(window: MainWindow, context: Context) -> QWidget:
    from kvalitet_app.ui.berattelse.saving import SaveSheet

    sheet = SaveSheet(window, context, "kvalitetsberättelse")
    sheet.kind.choose(1)
    sheet.whom.choose(1)
    return _shown(sheet)


def _adopt(window: MainWindow) -> QWidget:
    from kvalitet_app.ui.berattelse.menus import AdoptSheet
    from kvalitet_app.ui.berattelse.page import RapporterPage

    page = window.page("rapporter")
    assert isinstance(page, RapporterPage)
    return _shown(AdoptSheet(page))


def _mapp(window: MainWindow, context: Context) -> QWidget:
    from kvalitet_app.ui.granskning.mapp import MappSheet

    return _shown(MappSheet(window, context))


def _rows(window: MainWindow, context: Context, rapport: Rapport) -> QWidget:
    from kvalitet_app.domain.fragor import Sokfraga
    from kvalitet_app.services.counts.underlag import rows_behind
    from kvalitet_app.ui.berattelse.rows import RowsWindow

    found = context.tasks.read(rows_behind, fraga=Sokfraga("sena"), ar=rapport.ar)
    assert found is not None
    return _shown(RowsWindow(window, context, "Försenade egenkontroller", found))


def _import(window: MainWindow, context: Context) -> QWidget:
    from kvalitet_app.services.utbyte.importera import open_file
    from kvalitet_app.ui.utbyte.importing import ImportDialog

    with TemporaryDirectory() as folder:
        path = Path(folder) / "avvikelser 2026.csv"
        path.write_text(FILE, encoding="utf-8")
        return _shown(ImportDialog(window, context, open_file(path)))


def _about(window: MainWindow) -> QWidget:
    from kvalitet_app.ui.window.about import AboutWindow

    return _shown(AboutWindow(window, window.save_support_file))


def _help(window: MainWindow) -> QWidget:
    from kvalitet_app.ui.window.help import HelpWindow

    return _shown(HelpWindow(window))
