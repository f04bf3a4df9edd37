"""Fields of forms: a label above, the control, and one line below that is a hint or an error."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
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

from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.layout import Icon, column, label, retone, row
from kvalitet_app.ui.parts.theme import font, paint_icon

V = TypeVar("V")
NOT_IN_LIST = "Välj något ur listan."


class Field(QWidget):
    """Label above, control, and one line below that is hint or error. The label is the control's buddy."""

    def __init__(self, word: str, control: Control[Any], *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.control, self.required = control, required
        self.word = word.replace("&", "")
        self._hint = hint
        caption = label(word, "label")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setBuddy(control)
        control.setAccessibleName(self.word)
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
        grows = control.sizePolicy().verticalPolicy().value & QSizePolicy.PolicyFlag.ExpandFlag.value
        box.addWidget(control, 1 if grows else 0)
        box.addLayout(below)
        if not grows:
            box.addStretch(1)  # fields of one row stand on one line, also when one of them has more below it
        self.setLayout(box)
        self.show_error("")

    @property
    def note(self) -> str:
        """What is said below the control: the hint, or what is wrong."""
        return self._note.text()

    def show_error(self, sentence: str) -> None:
        """Show an error below the control, or with "" the hint again."""
        self._icon.setVisible(bool(sentence))
        self._note.setVisible(bool(sentence or self._hint))
        self._note.setText(sentence or self._hint)
        retone(self._note, "red" if sentence else "muted")
        self.control.show_error(sentence)
        self.control.setAccessibleDescription(sentence or self._hint)

    def check(self) -> bool:
        """Whether what stands here can be read; says so where it cannot."""
        control = self.control
        sentence = control.fault() or (control.lacking() if self.required else "")
        if sentence:
            self.show_error(sentence)
        return not sentence


class TextLine(Control[str], QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, text: str = "", *, placeholder: str = "", wide: int = 0) -> None:
        super().__init__(text)
        self.setFont(font())
        self.setPlaceholderText(placeholder)
        if wide:
            self.setFixedWidth(wide)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text as it stands."""
        return self.text()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setText("" if value is None else str(value))


class TextBox(Control[str], QTextEdit):
    """Several lines of plain text; Tab leaves it. Places can be underlined as something to look at."""

    changed = Signal()
    is_prose = True
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

    def value(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setPlainText("" if value is None else str(value))

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


class Select(Control[object], QComboBox):
    """A list of choices, each with a value. Typing searches anywhere in the words when there are many."""

    changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, object]] = (), *, editable: bool = False, free: bool = False
    ) -> None:
        super().__init__()
        self._free = free  # words of one's own are a value too
        self._values: list[object] = []
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
        self.currentTextChanged.connect(self.changed)

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer other choices, keeping the value if it is still among them."""
        kept = self.value() if self.count() else None
        self.blockSignals(True)
        self.clear()
        self.addItems([word for word, _ in choices])
        self._values = [value for _, value in choices]
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> object:
        """The value of what is chosen; for an editable list without a match, the words that were typed."""
        at = self.currentIndex()
        if self.isEditable() and self.currentText() != self.itemText(at):
            at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
            return self._values[at] if at >= 0 else self.currentText().strip()
        return self._values[at] if at >= 0 else None

    def picked(self, kind: type[V]) -> V | None:
        """The value, where it is of this kind."""
        value = self.value()
        return value if isinstance(value, kind) else None

    def fault(self) -> str:
        """Something is typed that is none of the choices."""
        typed = self.currentText().strip()
        known = {self.itemText(at).casefold() for at in range(self.count())}
        free = self._free or not self.isEditable() or not typed or typed.casefold() in known
        return "" if free else NOT_IN_LIST

    def set_value(self, value: object) -> None:
        """Choose by value; a word that is not in the list stands in an editable one as it is."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
            return
        if self.isEditable():
            self.setCurrentIndex(-1)
            self.setEditText(str(value) if value is not None else "")
        else:
            self.setCurrentIndex(0 if self.count() else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page: it never changes what is chosen unless the list is open."""
        event.ignore()

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
