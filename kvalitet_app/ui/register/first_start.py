"""The first start: try the example, begin with one's own organisation, or open a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QVBoxLayout, QWidget

from kvalitet_app.domain.errors import KvalitetError, RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.organisation.inklistrat import InklistradPerson, read_people, read_units
from kvalitet_app.domain.tal import count, listed
from kvalitet_app.domain.text import name_key
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.messages import Messages
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import Icon, clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import MessageBar, prose

if TYPE_CHECKING:
    from kvalitet_app.services.register.forsta_start import NyOrganisation

WIDE = 640
INTRO = (
    "Ett ledningssystem för systematiskt kvalitetsarbete: processer, rutiner, avvikelser, egenkontroller och "
    "kvalitetsberättelsen, på ett ställe."
)


class StartTools(Protocol):
    """What the place that wires the program gives the first start."""

    messages: Messages

    @property
    def account_name(self) -> str:
        """Who sits at the machine."""

    def open_example(self) -> None:
        """Make and open the example municipality."""

    def create(self, ny: NyOrganisation, failed: Callable[[BaseException], object]) -> None:
        """Make a register with one's own organisation."""

    def open_existing(self) -> None:
        """Choose a database file."""


class StartPage(QWidget):
    """Three ways in."""

    def __init__(self, tools: StartTools, *, wanted: str = "", trouble: str = "") -> None:
        super().__init__()
        self.tools = tools
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._choices(wanted, trouble))
        self.form = OrganisationForm(tools, self._to_choices)
        self._stack.addWidget(self.form)

    def _choices(self, wanted: str, trouble: str) -> QWidget:
        box = column(gap=20)
        box.addStretch(2)
        box.addWidget(label("Välkommen till Kvalitet", "title"))
        box.addWidget(prose(INTRO, "body", "muted"))
        if trouble or wanted:
            box.addWidget(MessageBar("red" if trouble else "yellow", trouble or f"{wanted} finns inte än."))
        self.example = Button("Prova exemplet", "plain", press=self._example)
        self.own = Button("Börja med egen organisation", "primary", press=self._to_form)
        self.open = Button("Öppna databas …", "plain", press=self.tools.open_existing)
        ways = (
            ("building", "Egen organisation", "Namn, enheter och personer. Tar några minuter.", self.own),
            ("eye", "Exempelkommun", "En påhittad kommun med 22 enheter och tre års data, att prova i.", self.example),
            ("save", "En databas som finns", "Öppna en fil som finns på den här datorn.", self.open),
        )
        for icon, head, text, button in ways:
            words = column(label(head, "strong"), label(text, "body", "muted", wrap=True), gap=0)
            way = row(Icon(icon, "accent", 24), words, button, gap=16)
            way.setStretch(1, 1)
            box.addWidget(line())
            box.addLayout(way)
        box.addStretch(3)
        inside = QFrame()
        inside.setMaximumWidth(WIDE)
        inside.setMinimumWidth(420)
        inside.setLayout(box)
        return holder(row(None, inside, None, margins=(24, 0, 24, 0)))

    def _example(self) -> None:
        self.example.setEnabled(False)
        self.example.rename("Skapar exemplet …")
        self.tools.open_example()

    def _to_form(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.namn.setFocus()

    def _to_choices(self) -> None:
        self._stack.setCurrentIndex(0)


class OrganisationForm(QWidget):
    """One's own organisation on one page."""

    def __init__(self, tools: StartTools, back: Callable[[], object]) -> None:
        super().__init__()
        self.tools = tools
        self.form = Form(send=self.send, report=tools.messages.report, gap=14)
        self.namn = TextLine(placeholder="Funktionsstöd, Vård- och omsorgsförvaltningen …")
        self.jag = TextLine(tools.account_name)
        self.lagrum = Select([(law.word, law) for law in Lagrum])
        self.lagrum.set_value(Lagrum.LSS)
        self.enheter = TextBox(least=120, placeholder="Tallåsen; gruppbostad; 6\nGranliden; gruppbostad; 5")
        self.personer = TextBox(least=88, placeholder="Anna Ek; enhetschef; Tallåsen\nBo Alm; rapportör; Granliden")
        self.titles: dict[str, Select] = {}
        self._roles = column(gap=6)  # a choice for each title that is none of our roles
        box = self.form.box
        box.setContentsMargins(24, 24, 24, 24)
        box.insertWidget(0, label("Egen organisation", "title"))
        self._fields(box)
        back_button = Button("Tillbaka", "quiet", press=back)
        foot = self.form.foot("Skapa registret", back_button, kind="primary", key="Ctrl+S", stop="")
        box.addLayout(foot)
        box.addStretch(1)
        self.form.setLayout(box)
        self.form.setMaximumWidth(WIDE + 80)
        self.setLayout(column(scrolled(holder(row(None, self.form, None))), gap=0))

    def _fields(self, box: QVBoxLayout) -> None:
        add = self.form.field
        box.addWidget(add("namn", "Vad heter organisationen?", self.namn, required=True))
        pair = row(add("jag", "Ditt namn", self.jag, required=True), add("lagrum", "Mest enligt", self.lagrum), gap=16)
        pair.setStretch(0, 2)
        pair.setStretch(1, 1)
        box.addLayout(pair)
        hint = "En på varje rad. Verksamhet och antal platser kan stå efter semikolon eller tabb, som i Excel."
        box.addWidget(add("enheter", "Enheter", self.enheter, required=True, hint=hint))
        read = Button("Hämta enheter ur Excel eller CSV …", "link", press=self._import_units)
        box.addLayout(row(read, None))
        hint = (
            "En på varje rad: namn; roll; enhet; konto. Rubriker får vara med. "
            "Du själv blir administratör och kan lägga till fler när som helst."
        )
        box.addWidget(add("personer", "Personer", self.personer, hint=hint))
        box.addLayout(self._roles)

    def _import_units(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Hämta enheter", "", "Tabeller (*.xlsx *.csv)")
        if name:
            self.read_units(name)

    def read_units(self, name: str) -> None:
        """Put the first columns of a table into the field, to be looked at before anything is made."""
        from kvalitet_app.services.register.forsta_start import read_unit_lines

        try:
            self.enheter.setPlainText(read_unit_lines(name))
        except KvalitetError as error:
            self.form.show_error(error)

    def send(self) -> None:
        """Make the register, once every title is known to be a role."""
        from kvalitet_app.services.register.forsta_start import NyEnhet, NyOrganisation, NyPerson

        people = read_people(self.personer.value())
        try:
            pasted = read_units(self.enheter.value())
            units = tuple(NyEnhet(one.namn, one.verksamhet, one.platser) for one in pasted)
            roles = self._ask_for_roles(people)
        except RuleError as error:
            self.form.show_error(error)
            return
        persons = tuple(
            NyPerson(one.namn, one.roll or roles[name_key(one.titel)], one.enhet, one.titel, one.epost, one.konto)
            for one in people
        )
        lagrum = self.lagrum.picked(Lagrum) or Lagrum.LSS
        ny = NyOrganisation(self.namn.value(), self.jag.value(), "", lagrum, units, persons)
        self.tools.create(ny, self.form.failed)

    def _ask_for_roles(self, people: Sequence[InklistradPerson]) -> dict[str, Roll]:
        """The roles that were chosen for titles that are none; raises RuleError while one is not."""
        titles = {name_key(one.titel): one.titel for one in people if one.roll is None}
        if titles.keys() != self.titles.keys():
            self._offer_roles(titles, people)
        roles = {key: role for key, choice in self.titles.items() if (role := choice.picked(Roll)) is not None}
        missing = [f"”{titles[key]}”" for key in titles if key not in roles]
        if missing:
            raise RuleError(
                f"{listed(missing)} är {'ingen roll' if len(missing) == 1 else 'inga roller'}. "
                "Välj under listan vad den som har titeln får göra i programmet.",
                field="personer",
            )
        return roles

    def _offer_roles(self, titles: Mapping[str, str], people: Sequence[InklistradPerson]) -> None:
        """A choice of roles for each title, keeping what was chosen before."""
        chosen = {key: choice.value() for key, choice in self.titles.items()}
        clear(self._roles)
        self.titles = {}
        for key, title in titles.items():
            many = sum(name_key(one.titel) == key for one in people)
            choice = Select([("Välj roll", None), *((role.word, role) for role in Roll)])
            choice.setAccessibleName(f"Roll för {title}")
            choice.set_value(chosen.get(key))
            self.titles[key] = choice
            words = label(f"{title}, {count(many, 'person', 'personer')}")
            pair = row(words, choice, gap=16)
            pair.setStretch(0, 1)
            self._roles.addLayout(pair)
