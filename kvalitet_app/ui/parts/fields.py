"""Fields of forms: a label above, the control, and one line below that is a hint or an error."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTextEdit,
    QWidget,
)

from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.layout import Icon, column, label, retone, row
from kvalitet_app.ui.parts.theme import font, paint_icon


class Field(QWidget):
    """Label above, control, and one line below that is hint or error. The label is the control's buddy."""

    def __init__(self, word: str, control: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.control, self.required = control, required
        self._hint = hint
        caption = label(word, "label")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setBuddy(control)
        control.setAccessibleName(word.replace("&", ""))
        control.setAccessibleDescription(hint or ("Krävs" if required else ""))
        head = row(caption, gap=4)
        if required:
            head.addWidget(label("krävs", "small", "muted"))
        head.addStretch(1)
        self._icon = Icon("dismiss_square", "red", 16)
        self._note: QLabel = label(hint, "small", "muted", wrap=True)
        below = row(self._icon, self._note, gap=5)
        below.setStretch(1, 1)
        box = column(head, gap=4)
        box.addWidget(control, 1)
        box.addLayout(below)
        self.setLayout(box)
        self.show_error("")

    def show_error(self, sentence: str) -> None:
        """Show an error below the control, or with "" the hint again."""
        self._icon.setVisible(bool(sentence))
        self._note.setVisible(bool(sentence or self._hint))
        self._note.setText(sentence or self._hint)
        retone(self._note, "red" if sentence else "muted")
        self.control.setProperty("wrong", bool(sentence))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.control.setAccessibleDescription(sentence or self._hint)


class TextLine(QLineEdit):
    """One line of text."""

    def __init__(self, text: str = "", *, placeholder: str = "", wide: int = 0) -> None:
        super().__init__(text)
        self.setFont(font())
        self.setPlaceholderText(placeholder)
        if wide:
            self.setFixedWidth(wide)


class TextBox(QTextEdit):
    """Several lines of plain text; Tab leaves it. Places can be underlined as something to look at."""

    changed = Signal()
    files_given = Signal(object)  # pasted or dropped files and pictures, where somebody takes them
    takes_files = False

    def __init__(self, text: str = "", *, least: int = 76, placeholder: str = "") -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setMinimumHeight(least)
        self.setPlaceholderText(placeholder)
        self.setPlainText(text)
        self.textChanged.connect(self.changed)
        self._places: tuple[tuple[int, int], ...] = ()

    def sizeHint(self) -> QSize:
        """No more than it must have: it grows where there is room, and a form fits a small screen."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The same height: Qt's own is that of three lines."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are for the form, not for the text."""
        return self._holds_files(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text goes in; files go to whoever takes them."""
        if self._holds_files(source):
            self.files_given.emit(source)
        else:
            super().insertFromMimeData(source)

    def _holds_files(self, source: QMimeData) -> bool:
        return self.takes_files and (source.hasImage() or any(url.isLocalFile() for url in source.urls()))

    def mark_places(self, places: Sequence[tuple[int, int]]) -> None:
        """Underline places, each from one character to another."""
        self._places = tuple(places)
        shade = QTextCharFormat()
        shade.setBackground(theme.colour("yellow_soft"))
        shade.setForeground(theme.colour("yellow"))
        shade.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shade.setUnderlineColor(theme.colour("yellow"))
        selections = []
        for start, end in self._places:
            found = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            found.cursor, found.format = cursor, shade
            selections.append(found)
        self.setExtraSelections(selections)

    def replace_place(self, start: int, end: int, text: str) -> None:
        """Put another text in a place, so that it can be undone with Ctrl+Z."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Marks hold colours of the theme and are made again with it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and bool(getattr(self, "_places", False)):
            self.mark_places(self._places)


def growing_box(text: str, least: int = 76, most: int = 320) -> TextBox:
    """A text box as high as its text, within reason: what is long is read while it is written."""
    box = TextBox(text, least=least)

    def fit() -> None:
        box.setFixedHeight(min(max(round(box.document().size().height()) + 18, least), most))

    box.document().documentLayout().documentSizeChanged.connect(lambda _size: fit())
    fit()
    return box


SELECT_EDGES = 48  # px of a list of choices that are padding and chevron


class Select(QComboBox):
    """A list of choices, each with a value. Typing searches anywhere in the words when there are many."""

    def __init__(
        self, choices: Sequence[tuple[str, object]] = (), *, editable: bool = False, free: bool = False
    ) -> None:
        super().__init__()
        self._free = free  # words of one's own are a value too
        self.setFont(font())
        flags = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.view().window().setWindowFlags(flags)
        self.view().window().setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMinimumWidth(96)
        self.setMaxVisibleItems(12)
        if editable:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = self.completer() or QCompleter(self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer other choices, keeping the value if it is still among them."""
        kept = self.value() if self.count() else None
        self.blockSignals(True)
        self.clear()
        for word, value in choices:
            self.addItem(word, value)
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> object:
        """The value of what is chosen; for an editable list without a match, the words that were typed."""
        at = self.currentIndex()
        if self.isEditable() and self.currentText() != self.itemText(at):
            at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
            return self.itemData(at) if at >= 0 else self.currentText().strip()
        return self.itemData(at) if at >= 0 else None

    def is_wrong(self) -> bool:
        """Whether something is typed that is none of the choices."""
        typed = self.currentText().strip()
        known = {self.itemText(i).casefold() for i in range(self.count())}
        return self.isEditable() and not self._free and bool(typed) and typed.casefold() not in known

    def set_value(self, value: object) -> None:
        """Choose by value; a word that is not in the list stands in an editable one as it is."""
        for at in range(self.count()):
            if self.itemData(at) == value:
                self.setCurrentIndex(at)
                return
        if self.isEditable():
            self.setCurrentIndex(-1)
            self.setEditText(str(value) if value is not None else "")
        else:
            self.setCurrentIndex(0 if self.count() else -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Our own chevron: style sheet sub-controls need image files that cannot follow the theme. A long choice ends
        with an ellipsis, where Qt cuts it through a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            room = self.width() - SELECT_EDGES
            shown = QFontMetricsF(self.font()).elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
            self.setToolTip(option.currentText if shown != option.currentText else "")
            option.currentText = shown
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        paint_icon(painter, QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16), "chevron_down", "muted")
        painter.end()


FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # beyond these a date is a slip of the fingers
_ISO = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})$")
_SHORT = re.compile(r"^(\d{1,2})[/.-](\d{1,2})$")
_DIGITS = re.compile(r"^(\d{2})(\d{2})$")
_WORDS = {"i dag": 0, "idag": 0, "i går": -1, "igår": -1, "i morgon": 1, "imorgon": 1, "i förrgår": -2, "iförrgår": -2}


def parse_date(text: str, today: date) -> date | None:
    """A date as people write it: 2026-03-09, 20260309, 9/3, 0309, i dag, igår. None when it is not one."""
    text = text.strip().casefold()
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    found: tuple[int, int, int] | None = None
    if match := _ISO.match(text):
        found = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _SHORT.match(text):
        found = (today.year, int(match[2]), int(match[1]))
    elif match := _DIGITS.match(text):
        found = (today.year, int(match[1]), int(match[2]))
    try:
        day = date(*found) if found else None
    except ValueError:
        return None
    return day if day is not None and FIRST <= day <= LAST else None


def parse_time(text: str) -> time | None:
    """A time of day as people write it: 14:05, 14.05, 1405, 8. None when it is not one."""
    match = re.match(r"^(\d{1,2})(?:[:.]?(\d{2}))?$", text.strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


class DateField(QLineEdit):
    """A date typed freely; arrow keys move it a day, Alt+Down opens a calendar."""

    changed = Signal()

    def __init__(self, value: date | None = None, *, wide: int = 128) -> None:
        super().__init__()
        self.setFont(font())
        self.setFixedWidth(wide)
        self.setPlaceholderText("åååå-mm-dd")
        self.setToolTip(
            "Till exempel 2026-03-09, 9/3, i dag eller igår · pil upp och ned flyttar en dag · Alt+ned visar kalender"
        )
        self.set_value(value)
        self.editingFinished.connect(self._tidy)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> date | None:
        """The date, or None when the field is empty or not a date."""
        return parse_date(self.text(), idag())

    def is_wrong(self) -> bool:
        """Whether something stands here that is not a date."""
        return bool(self.text().strip()) and self.value() is None

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
                self.changed.emit()
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
        self.changed.emit()


class TimeField(QLineEdit):
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
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> time | None:
        """The time, or None when the field is empty or not a time."""
        return parse_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Show a time."""
        self.setText(f"{value:%H:%M}" if value else "")

    def _tidy(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)
