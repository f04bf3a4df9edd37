"""The folder for a review, from the menu of the page Rapporter."""

import zipfile

from PySide6.QtWidgets import QFileDialog

from kvalitet_app.ui.berattelse.menus import report_menu
from kvalitet_app.ui.granskning.mapp import MappSheet
from kvalitet_app.ui.parts.reading import MessageBar
from tests.ui.hands import press


def test_the_folder_is_asked_for_and_written(own, monkeypatch, tmp_path):
    page = own.go("rapporter")
    menu = report_menu(page, page.more)
    next(action for action in menu.actions() if "Granskningsmapp" in action.text()).trigger()
    sheet = own.window.findChildren(MappSheet)[-1]
    sheet.enhet.set_value(None)
    press(sheet, "Spara …")
    assert "Välj vilken enhet" in sheet.form.fields["enhet_id"].control.accessibleDescription()
    sheet.enhet.set_value(next(unit.id for unit in own.context.scope.enheter if unit.namn == "Tallåsen"))
    target = tmp_path / "mapp.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target.with_suffix("")), ""))
    press(sheet, "Spara …")
    own.settle()
    own.settle()
    said = [bar.accessibleName() for bar in own.window.findChildren(MessageBar)]
    assert any("Granskningsmappen är skriven" in one for one in said), said
    with zipfile.ZipFile(target) as folder:
        assert "Ingen rutin gällde" in folder.read("index.html").decode()
