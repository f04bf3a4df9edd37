"""A whole case from the empty form to its end with the keyboard alone: every control is walked to by Tab."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.ui.parts.reading import Inspector
from tests.ui.typing import type_text

S = AvvikelseStatus
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FAR = 120  # presses of Tab before one gives up


def test_a_panel_that_is_only_read_is_scrolled_by_the_keys(example):
    example.window.resize(1093, 614)
    example.settle()
    page = example.go("lex", vy="alla")
    page.list.table.selectRow(page.list.table.model().rowCount() - 1)
    example.settle()
    area = page.list.side.findChild(Inspector).area
    assert area.verticalScrollBar().maximum() > 0
    area.setFocus(Qt.FocusReason.TabFocusReason)
    example.qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


class Keys:
    """The keyboard and nothing else."""

    def __init__(self, driver):
        self.driver = driver

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """One key to whatever has the focus."""
        self.driver.qtbot.keyClick(QApplication.focusWidget() or self.driver.window, key, modifier)
        self.driver.settle()

    def write(self, text):
        """Letters to whatever has the focus."""
        type_text(QApplication.focusWidget(), text)

    def walk_to(self, name):
        """Tab until a control of this name has the focus."""
        seen = []
        for _ in range(FAR):
            here = QApplication.focusWidget()
            word = here.accessibleName() if here is not None else ""
            if word.startswith(name):
                return
            seen.append(word)
            self.driver.qtbot.keyClick(here or self.driver.window, Qt.Key.Key_Tab)
        raise AssertionError(f"”{name}” is not reached by Tab; passed {list(dict.fromkeys(seen))}")


def status(own):
    (row_id,) = own.read(find_avvikelser, urval=AvvikelseUrval(vy="alla"))
    return own.read(get_avvikelse, avvikelse_id=row_id).rad.status


def investigate(keys):
    """A cause and an åtgärd, from the case under investigation."""
    keys.walk_to("Lägg till orsak")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.walk_to("Lägg till åtgärd")
    keys.press(Qt.Key.Key_Space)
    keys.write("Dubbelkontroll av dosett")
    keys.press(Qt.Key.Key_Return)


def prove(keys):
    """The åtgärd done, and its effect judged."""
    keys.walk_to("Dubbelkontroll av dosett")
    keys.press(Qt.Key.Key_Space)
    keys.walk_to("Bedöm effekten")
    keys.press(Qt.Key.Key_Space)
    keys.walk_to("Effekt")
    keys.press(Qt.Key.Key_Right)
    keys.walk_to("Hur mättes den")
    keys.write("Stickprov i fyra veckor")
    keys.walk_to("Spara")
    keys.press(Qt.Key.Key_Space)


def test_a_case_from_report_to_proven_effect_without_the_mouse(own):
    keys = Keys(own)
    keys.press(Qt.Key.Key_N, CTRL | SHIFT)
    keys.write("Fick fel dos på morgonen")
    keys.press(Qt.Key.Key_S, CTRL)
    assert status(own) is S.REGISTRERAD

    keys.walk_to("Risk för att det händer igen")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        keys.press(key)
    keys.walk_to("Misstänker du")
    keys.write("n")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert status(own) is S.MOTTAGEN

    keys.press(Qt.Key.Key_Return, CTRL)
    assert status(own) is S.UTREDS

    investigate(keys)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert status(own) is S.ATGARDAS

    prove(keys)
    keys.walk_to("Uppföljning")
    keys.write("Inga nya fel")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert status(own) is S.UPPFOLJD

    keys.walk_to("Återkopplat")
    keys.write("i dag")
    keys.walk_to("Hur")
    keys.write("APT")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert status(own) is S.AVSLUTAD
