"""Typing as a person does: keyClicks cannot write ä or ö."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def type_text(widget, text):
    """Type a text into a widget, letter by letter."""
    for ch in text:
        up = ord(ch.upper()) if len(ch.upper()) == 1 else 0
        known = 0x20 <= up < 0x100 and up in Qt.Key._value2member_map_
        key = Qt.Key(up) if known else Qt.Key.Key_unknown
        shift = Qt.KeyboardModifier.ShiftModifier if ch.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, key, ch, shift)
