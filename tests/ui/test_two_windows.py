"""Two windows on one file: nobody's text is lost, and both come to their end."""

from PySide6.QtCore import Qt

from kvalitet_app.app import Program, make_application
from kvalitet_app.services.avvikelse_detalj import get_avvikelse
from kvalitet_app.ui.settings import Settings
from tests.ui.conftest import Driver
from tests.ui.test_avvikelser import press, shown
from tests.ui.test_kept import investigated
from tests.ui.typing import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_both_edit_the_same_case(own, qtbot, tmp_path):
    page, row_id = investigated(own, "Fick fel dos")
    program = Program(
        make_application(), wanted=str(tmp_path / "kvalitet.db"), settings=Settings(tmp_path / "k2.ini"), upkeep=False
    )
    program.window.resize(1366, 768)
    program.window.show()
    program.begin()
    other = Driver(qtbot, program)
    qtbot.waitUntil(lambda: other.context is not None, timeout=20000)
    try:
        second = other.go("avvikelser", rad_id=row_id)
        type_text(shown(page).step_form.utredning, "Första fönstrets text")
        type_text(shown(second).step_form.utredning, "Andra fönstrets text")
        page.list.save()
        own.settle()
        second.list.save()
        other.settle()
        assert "Någon annan har ändrat" in shown(second).step_form.trouble.itemAt(0).widget().accessibleName()
        press(shown(second), "Läs in det som ändrats")
        other.settle()
        form = shown(second).step_form
        assert "Första fönstrets text" in form.trouble.itemAt(0).widget().accessibleName()
        assert form.utredning.toPlainText() == "Andra fönstrets text"
        form.utredning.setPlainText("Första fönstrets text. Andra fönstrets text")
        second.list.save()
        other.settle()
        assert own.read(get_avvikelse, avvikelse_id=row_id).utredning.endswith("Andra fönstrets text")
    finally:
        program.window.close()
        program.window.deleteLater()
