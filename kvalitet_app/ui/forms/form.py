"""The one form: fields told once, errors beside them, a draft, and a refusal that is always seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kvalitet_app.domain.errors import ClashError, KvalitetError
from kvalitet_app.ui.forms.draft import Draft
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.fields import Field
from kvalitet_app.ui.parts.layout import clear, column, label, row
from kvalitet_app.ui.parts.reading import Inspector, MessageBar

if TYPE_CHECKING:
    from kvalitet_app.domain.change import Change
    from kvalitet_app.ui.page.context import Context

SETTLED_MS = 60
ROOM = 24  # px shown above and below a field that is brought into sight

Service = Callable[..., "Change"]


class Form(QWidget):
    """A subclass adds its fields to `box`, ends with `end` and says in `send` which service takes them.

    A field has the name that the service uses, so that a refusal finds it. `closed` is called when the form is done
    with: with the id of what was made, or None. Where the buttons stand outside the form, `way` stands with them: it
    says what was refused and leads there.
    """

    title = note = ""  # of a form with a panel of its own

    def __init__(
        self,
        context: Context | None = None,
        *,
        closed: Callable[..., object] | None = None,
        send: Callable[[], object] | None = None,
        report: Callable[[BaseException], object] | None = None,
        gap: int = 10,
    ) -> None:
        super().__init__()
        if context is not None:
            self.context = context
        self.fields: dict[str, Field] = {}
        self.controls: dict[str, Control[Any]] = {}
        self.memo: dict[str, Any] = {}  # what else the draft keeps
        self.trouble = column(gap=0)
        self.box = column(gap=gap)
        self.box.addLayout(self.trouble)
        self.closed = closed
        self.draft: Draft | None = None
        self.open_record: Callable[..., object] | None = None  # opens the record that stands in the way
        self.read_again: Callable[[], object] | None = None  # what shows the record as it is now, the draft kept
        self._send, self._report = send, report
        self.send_button: Button | None = None  # where the form has its own
        self._sending = False
        self.way = Link("", self._to_refused, tone="red")  # stands by the buttons, wherever those are
        self.way.hide()
        self.destroyed.connect(self.way.deleteLater)  # also where nobody gave it a place
        self._refused: Field | None = None

    # told once

    def field(self, name: str, word: str, control: Control[Any], *, required: bool = False, hint: str = "") -> Field:
        """A field that the form lays out itself."""
        made = Field(word, control, required=required, hint=hint)
        self.fields[name] = made
        self.controls[name] = control
        return made

    def add(self, name: str, word: str, control: Control[Any], *, required: bool = False, hint: str = "") -> Field:
        """A field below the last."""
        made = self.field(name, word, control, required=required, hint=hint)
        self.box.addWidget(made)
        return made

    def bare(self, name: str, control: Control[Any]) -> None:
        """A control that has its own word, such as a check box, below the last field."""
        self.controls[name] = control
        self.box.addWidget(control)

    def beside(self, *fields: QWidget, grow: int = 0, gap: int = 16) -> None:
        """Fields in one row; the one at `grow` takes the room."""
        pair = row(*fields, gap=gap)
        pair.setStretch(grow, 1)
        self.box.addLayout(pair)

    def end(self, word: str, *more: QWidget, icon: str = "", key: str = "", stop: str = "Avbryt") -> None:
        """The buttons below the fields: send, others, and the way out where there is one."""
        self.box.addLayout(self.foot(word, *more, icon=icon, key=key, stop=stop))
        self.setLayout(self.box)

    def foot(
        self, word: str, *more: QWidget | None, kind: str = "tonal", icon: str = "", key: str = "", stop: str = "Avbryt"
    ) -> QVBoxLayout:
        """The buttons, and above them the way to the field that was refused, wherever the form has scrolled to.

        None among `more` pushes what follows it to the right edge.
        """
        self.send_button = Button(word, kind, icon=icon, key=key, press=self.press_send)
        ways = [Button(stop, "quiet", press=self.shut)] if stop else []
        end = [] if None in more else [None]
        return column(self.way, row(self.send_button, *more, *ways, *end), gap=4)

    def as_panel(self, title: str, note: str = "", *, foot: QVBoxLayout | None = None) -> Inspector:
        """The form in the right-hand panel, with its buttons at the foot when they are handed over."""
        head = column(label(title, "section", wrap=True), gap=2)
        if note:
            head.addWidget(label(note, "body", "muted", wrap=True))
        if self.layout() is None:
            self.setLayout(self.box)
        return Inspector(head, column(self, None), foot)

    def panel(self, word: str, *more: QWidget) -> Inspector:
        """The form of a settings tab: under its own title, its buttons at the foot."""
        return self.as_panel(self.title, self.note, foot=self.foot(word, *more, stop=""))

    def keep(self, key: str, *, tell: bool = True) -> None:
        """Keep what is typed under a name of its own; a draft that was left comes back now. Again: begin anew."""
        if self.draft is not None:
            self.draft.end()
        self.draft = Draft(self, self.context, key, tell=tell)

    def focus_first(self) -> None:
        """Give the keys to the first field."""
        first = next((field.control for field in self.fields.values() if field.isVisibleTo(self)), None)
        if first is not None:
            first.take_focus()

    # values

    def raw(self) -> dict[str, object]:
        """What stands in the form, as a draft keeps it."""
        return {**self.memo, **{name: control.raw() for name, control in self.controls.items()}}

    def put_raw(self, values: Mapping[str, object]) -> None:
        """Put the values of a draft in; names that are no more are passed over."""
        for name, value in values.items():
            if name in self.controls:
                self.controls[name].put_raw(value)
            elif name in self.memo:
                self.memo[name] = value

    def fill(self, row_: object) -> None:
        """Show a frozen row: every field that it has by name."""
        for name, control in self.controls.items():
            if hasattr(row_, name):
                control.set_value(getattr(row_, name))

    def values(self) -> dict[str, Any]:
        """Every field's typed value, by the name that the service uses."""
        return {name: control.value() for name, control in self.controls.items()}

    # sending

    @property
    def is_sending(self) -> bool:
        """Whether it is on its way to the register."""
        return self._sending

    def press_send(self) -> None:
        """The button: what cannot be read is said, else it is sent, once."""
        if not self._sending and not self.is_wrong():
            self.send()

    def send(self) -> None:
        """Hand what is filled in to its service; a form inside a page or a sheet is told how by it."""
        if self._send is None:
            raise NotImplementedError
        self._send()

    def submit(self, service: Service, *, done: Callable[[Change], object] | None = None, **arguments: Any) -> None:  # noqa: ANN401 - its own
        """Send to a service of the register; a second press meanwhile sends nothing."""
        self._sending = True
        first = partial(self._settle, self.raw())  # before a view is made anew and asks what is typed
        after = done or self.sent
        self.context.tasks.change(service, initiator=self, first=first, done=after, failed=self.failed, **arguments)

    def _settle(self, sent: dict[str, object], _change: Change) -> None:
        self._sending = False
        if self.draft is not None:
            self.draft.settle(sent)

    def sent(self, change: Change) -> None:
        """It is saved: the form is done with."""
        self.shut(change.row_id)

    def shut(self, row_id: int | None = None) -> None:
        """Saved, or given up: the draft goes."""
        if self.draft is not None:
            self.draft.forget()
        if self.closed is not None:
            self.closed(row_id)

    # refusals

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self.fields.values():
            field.show_error("")
        self.way.hide()
        clear(self.trouble)

    def is_wrong(self) -> bool:
        """Say beside its field what cannot be read, instead of saving something else; the first one gets the keys."""
        self.clear_errors()
        wrong = [field for field in self.fields.values() if field.isVisibleTo(self) and not field.check()]
        if wrong:
            self._point_at(wrong[0])
        return bool(wrong)

    def show_error(self, error: BaseException) -> bool:
        """Show a refusal beside its field, or above the form; False when it is not a sentence for a person."""
        if not isinstance(error, KvalitetError):
            return False
        self.clear_errors()
        field = self.fields.get(error.field or "")
        if field is not None and field.isVisibleTo(self):
            field.show_error(error.sentence)
            self._point_at(field)
            return True
        anew = self.read_again if isinstance(error, ClashError) else None
        ways = [("Läs in det som ändrats", anew)] if anew is not None else []
        if error.about is not None and self.open_record is not None:
            ways.append(("Visa", partial(self.open_record, error.about[0], rad_id=error.about[1])))
        bar = MessageBar("red", error.sentence, self._theirs(error), *ways)
        self.trouble.addWidget(bar)
        bring_into_sight(bar)
        return True

    def failed(self, error: BaseException) -> None:
        """A refusal stands beside its field; anything else is told as the window tells it."""
        self._sending = False
        if not self.show_error(error):
            (self._report or self.context.messages.report)(error)

    def _point_at(self, field: Field) -> None:
        self._refused = field
        self.way.rename(f"{field.word}{'' if field.word.endswith('?') else ':'} {field.note}")
        self.way.setVisible(self.way.parentWidget() is not None)  # without a place it would be a window of its own
        self._to_refused()

    def _to_refused(self) -> None:
        if self._refused is not None:
            self._refused.control.take_focus()
            bring_into_sight(self._refused)

    def _theirs(self, error: KvalitetError) -> str:
        """What the other person wrote in the texts of this form."""
        if not isinstance(error, ClashError):
            return ""
        mine = {name: control.raw() for name, control in self.controls.items() if control.is_prose}
        texts = [error.theirs.get(name) for name, text in mine.items() if error.theirs.get(name) != text]
        said = " ".join(text for text in texts if isinstance(text, str) and text)
        return f"Så här står det nu: {said}" if said else "Ditt skrivna finns kvar här."


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every area around it until it is seen, when the layout has given it its place, and once it has settled."""
    for wait in (0, SETTLED_MS):
        QTimer.singleShot(wait, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, ROOM)
        above = above.parentWidget()


def stay(_change: Change) -> None:
    """After a save that leaves the form where it is: the panel is read anew by the change itself."""


def put_form(box: QVBoxLayout, form: Form) -> None:
    """Show a form where one was asked for, with the keys in the field it chose, or its first; it goes when shut."""
    chosen: QWidget | None = form.focusWidget()  # what the form chose before it had a window
    clear(box)
    if form.closed is None:
        form.closed = partial(_take_away, box)
    box.addWidget(form)
    form.show()
    if chosen is not None:
        chosen.setFocus()
    else:
        form.focus_first()
    bring_into_sight(form)


def _take_away(box: QVBoxLayout, _row_id: int | None = None) -> None:
    clear(box)
