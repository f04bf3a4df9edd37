"""Dates and times of day, typed freely."""

import re
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit

from kvalitet_app.domain.datum import FIRST, LAST, Menat, read_date, said_date
from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.layout import label
from kvalitet_app.ui.parts.theme import font

DATE_FORM, TIME_FORM = "Skriv datum som 2026-03-09, 9/3, v 12 eller i dag.", "Skriv tid som 14:05."
DONE = "Dagen det gjordes, till exempel i dag eller 9/3."  # what somebody has done is never filled in beforehand


def parse_time(text: str) -> time | None:
    """A time of day as people write it: 14:05, 14.05, 1405, 8. None when it is not one."""
    match = re.match(r"^(\d{1,2})(?:[:.]?(\d{2}))?$", text.strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


class DateField(Control[date], QLineEdit):
    """A date typed freely; arrow keys move it a day, Alt+Down opens a calendar.

    What is understood is said below the field while one types. `menat` is which day a text without a year means.
    """

    changed = Signal()

    def __init__(self, value: date | None = None, *, wide: int = 128, menat: Menat = Menat.ARETS) -> None:
        super().__init__()
        self._menat = menat
        self._said: QLabel | None = None
        self.setFont(font())
        self.setFixedWidth(wide)
        self.setPlaceholderText("åååå-mm-dd")
        self.setToolTip(
            "Till exempel 2026-03-09, 260309, 9/3, i dag, +14, v 12 eller fredag · pil upp och ned flyttar en dag · "
            "Alt+ned visar kalender"
        )
        self.set_value(value)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(self.changed)
        self.textEdited.connect(self._say)

    @property
    def understood(self) -> str:
        """What is said below the field while one types; "" where nothing is."""
        return self._said.text() if self._said is not None and self._said.isVisible() else ""

    def _say(self) -> None:
        """The day that is meant in words, over what stands below and moving nothing."""
        day = self.value()
        if day is None:
            self._hush()
            return
        if self._said is None:
            self._said = label("", "small")
            self._said.setParent(self.window())
            self._said.setObjectName("said")
            self._said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.destroyed.connect(self._said.deleteLater)
        self._said.setText(said_date(day))
        self._said.adjustSize()
        at = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        room = self.window().width() - self._said.width() - 8
        self._said.move(max(min(at.x(), room), 0), at.y())
        self._said.show()
        self._said.raise_()
        self.setAccessibleDescription(self._said.text())

    def _hush(self) -> None:
        if self._said is not None:
            self._said.hide()
        self.setAccessibleDescription("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was understood stands in the field itself now."""
        super().focusOutEvent(event)
        self._hush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor is it said of a field that is out of sight."""
        super().hideEvent(event)
        self._hush()

    def value(self) -> date | None:
        """The date, or None when the field is empty or not a date."""
        return read_date(self.text(), idag(), self._menat)

    def fault(self) -> str:
        """Something stands here that is not a date."""
        return DATE_FORM if self.text().strip() and self.value() is None else ""

    def lacking(self) -> str:
        """A date that must be given is asked for as it is written."""
        return "" if self.text().strip() else DATE_FORM

    def raw(self) -> str:
        """What is typed."""
        return self.text()

    def put_raw(self, raw: object) -> None:
        """What was typed."""
        self.setText("" if raw is None else str(raw))

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.setText(value.isoformat() if value else "")

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_calendar()
        elif step:
            day = self.value() or idag()
            if FIRST < day < LAST:
                self.set_value(day + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """A double click opens the calendar too."""
        self._open_calendar()

    def _open_calendar(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        day = self.value() or idag()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._take(chosen, calendar))
        calendar.clicked.connect(lambda chosen: self._take(chosen, calendar))
        plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
        calendar.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, plain)  # only Sunday is red
        calendar.adjustSize()
        calendar.move(self._beside(calendar.size()))
        calendar.show()

    def _beside(self, size: QSize) -> QPoint:
        """Below the field, or above it where the screen ends."""
        room = self.screen().availableGeometry().adjusted(8, 8, -8, -8)
        at = self.mapToGlobal(QPoint(0, self.height() + 2))
        if at.y() + size.height() > room.bottom():
            at.setY(self.mapToGlobal(QPoint(0, 0)).y() - size.height() - 2)
        at.setY(max(room.top(), min(at.y(), room.bottom() - size.height())))
        at.setX(max(room.left(), min(at.x(), room.right() - size.width())))
        return at

    def _take(self, chosen: QDate, calendar: QCalendarWidget) -> None:
        self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
        calendar.close()


class TimeField(Control[time], QLineEdit):
    """A time of day typed freely: 14:05, 1405 or 14."""

    changed = Signal()

    def __init__(self, value: time | None = None, *, wide: int = 80) -> None:
        super().__init__()
        self.setFont(font())
        self.setFixedWidth(wide)
        self.setPlaceholderText("tt:mm")
        self.setToolTip("Till exempel 14:05, 1405 eller 14")
        self.set_value(value)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(self.changed)

    def value(self) -> time | None:
        """The time, or None when the field is empty or not a time."""
        return parse_time(self.text())

    def fault(self) -> str:
        """Something stands here that is not a time."""
        return TIME_FORM if self.text().strip() and self.value() is None else ""

    def raw(self) -> str:
        """What is typed."""
        return self.text()

    def put_raw(self, raw: object) -> None:
        """What was typed."""
        self.setText("" if raw is None else str(raw))

    def set_value(self, value: time | None) -> None:
        """Show a time."""
        self.setText(f"{value:%H:%M}" if value else "")

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)
