"""A small window that asks something: as wide as it is told, as high as what stands in it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget

from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.layout import Item, column, label, row

WIDE, EDGE = 460, 24  # px


def enter_presses_the_filled(window: QDialog) -> None:
    """Enter anywhere but in a text of several lines presses the one filled button, whichever button has the keys."""
    filled = next((one for one in window.findChildren(QPushButton) if one.property("kind") == "primary"), None)
    for one in window.findChildren(QPushButton):
        one.setAutoDefault(False)
        one.setDefault(one is filled)


def size_within(window: QWidget, wide: int, high: int) -> None:
    """As large as it wants to be, and never larger than the window that it opens over."""
    over = window.parentWidget()
    room = over.window().size() if over is not None else window.screen().availableSize()
    window.resize(min(wide, room.width() - EDGE), min(high, room.height() - EDGE))


class Sheet(QDialog):
    """Question above, ways out below. It grows and shrinks with its content: a refusal must not need a scroll bar."""

    def __init__(self, parent: QWidget | None, title: str, *, wide: int = WIDE) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(wide)

    def lay_out(self, head: str, *parts: Item, buttons: tuple[QWidget, ...], gap: int = 16) -> None:
        """The heading, the parts, and the buttons at the right edge."""
        inside = column(label(head, "section", wrap=True), *parts, gap=gap, margins=(24, 20, 24, 20))
        inside.addLayout(row(None, *buttons))
        # A wrapped label's own hint is higher than it needs at this width; the layout's would then hold the window up.
        inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inside)
        enter_presses_the_filled(self)
        self.fit()

    def fit(self) -> None:
        """As high as the content at this width."""
        high = self.heightForWidth(self.minimumWidth())
        self.setFixedHeight(high if high > 0 else self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Something in it has another size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.layout() is not None:
            self.fit()
        return done


class AskSheet(Sheet):
    """Asks before something that is not pressed by mistake: what happens, and the word of the button that does it."""

    def __init__(
        self, parent: QWidget | None, question: str, told: str, *, word: str, go: Callable[[], object]
    ) -> None:
        super().__init__(parent, question)
        do = Button(word, "primary", press=self.accept)
        cancel = Button("Avbryt", "plain", key="Esc", press=self.reject)
        self.accepted.connect(go)
        self.lay_out(question, label(told, "body", wrap=True), buttons=(cancel, do))
