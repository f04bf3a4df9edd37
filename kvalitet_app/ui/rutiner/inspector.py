"""One rutin: its text in force, its versions, the draft of the next one, and who has read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.datum import Menat
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.rutiner.listor import RutinDetalj
from kvalitet_app.domain.rutiner.versioner import RutinversionRow, VersionStatus
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.services.rutiner import (
    add_rutin,
    adopt_rutinversion,
    change_rutin,
    mark_rutin_read,
    save_rutinversion,
)
from kvalitet_app.ui.forms.form import Form, put_form, stay
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import clear, column, label, line, row
from kvalitet_app.ui.parts.markdown import whole_markdown
from kvalitet_app.ui.parts.marks import MarkLabel
from kvalitet_app.ui.parts.reading import Inspector, facts, prose, section
from kvalitet_app.ui.parts.words import day
from kvalitet_app.ui.rutiner.state import state_mark

TEMPLATE = "## Syfte\n\n\n## Ansvar\n\n\n## Gör så här\n\n1. \n\n## Dokumentera\n\n"


class RutinInspector(QWidget):
    """The reading panel."""

    def __init__(self, context: Context, detail: RutinDetalj) -> None:
        super().__init__()
        self.context, self.detail = context, detail
        self.area = column(gap=12)
        self._shown = self._first_version()
        self.setLayout(column(Inspector(self._head(), self._middle(), self._foot()), gap=0))

    def _version(self, status: VersionStatus) -> RutinversionRow | None:
        return next((v for v in self.detail.versioner if v.status is status), None)

    def _first_version(self) -> RutinversionRow | None:
        return self._version(VersionStatus.FASTSTALLD) or self._version(VersionStatus.UTKAST)

    def _head(self) -> QVBoxLayout:
        r = self.detail.rad
        more = Button("", "quiet", icon="more_horizontal", tip="Mer", press=lambda: self._menu().open_below(more))
        top = row(label(f"Rutin {r.nr}", "body", "muted"), None, MarkLabel(state_mark(r)), more, gap=4)
        return column(top, label(r.titel, "section", wrap=True), gap=2)

    def _middle(self) -> QVBoxLayout:
        middle = column(gap=16)
        middle.addLayout(self.area)
        self._show_reading()
        return middle

    def _show_reading(self, _row_id: int | None = None) -> None:
        clear(self.area)
        d, r, shown = self.detail, self.detail.rad, self._shown
        pairs: list[tuple[str, object]] = [("Ägare", r.agare or "Ingen ägare"), ("Gäller för", r.enhet)]
        if shown is not None:
            pairs.append(("Version", f"{shown.version_nr} · {shown.status.word.lower()}"))
        if shown is not None and shown.faststalld_datum is not None:
            pairs += [
                ("Fastställd", f"{day(shown.faststalld_datum)} {shown.faststalld_av}".strip()),
                ("Översyn senast", day(shown.oversyn_senast)),
            ]
        self.area.addLayout(facts(pairs))
        if shown is not None and shown.andring:
            self.area.addLayout(section("Ändrat", prose(shown.andring)))
        self.area.addWidget(line())
        if shown is not None and shown.text.strip():
            self.area.addWidget(whole_markdown(shown.text, "Rutinens text"))
        else:
            self.area.addWidget(prose("Rutinen är inte skriven än.", "body", "muted"))
        if d.aktiviteter:
            self.area.addLayout(section("Används i", *(prose(name) for name in d.aktiviteter)))
        self.area.addStretch(1)

    def _foot(self) -> QVBoxLayout:
        d = self.detail
        buttons: list[QWidget] = []
        if self._version(VersionStatus.FASTSTALLD) is not None:
            read = Button("Du har läst" if d.har_last else "Jag har läst", "tonal", icon="checkmark", press=self._read)
            read.set_enabled("Du har läst den här versionen" if d.har_last else "")
            buttons.append(read)
        if d.far_andra:
            word = "Fortsätt på utkastet" if self._version(VersionStatus.UTKAST) else "Ny version"
            buttons.append(Button(word, "quiet", icon="edit", press=self.write))
        note = f"Läst av {d.antal_lasta}" if d.antal_lasta else ""
        return column(row(*buttons, None, label(note, "small", "muted")))

    def _menu(self) -> Menu:
        menu = Menu(self)
        for version in self.detail.versioner:
            words = f"Visa version {version.version_nr}, {version.status.word.lower()}"
            menu.add(words, partial(self._show, version), checked=version is self._shown)
        if self.detail.far_andra:
            menu.addSeparator()
            menu.add("Ändra titel och ägare …", self.rename)
            if self._version(VersionStatus.UTKAST) is not None:
                menu.add("Fastställ utkastet …", self.adopt)
        return menu

    def _show(self, version: RutinversionRow) -> None:
        self._shown = version
        self._show_reading()

    def _read(self) -> None:
        self.context.tasks.change(mark_rutin_read, rutin_id=self.detail.rad.id)

    def write(self) -> None:
        """Write the next version, here in the panel."""
        put_form(self.area, WriteForm(self.context, self.detail, self._show_reading))

    def adopt(self) -> None:
        """Adopt the draft."""
        put_form(self.area, AdoptForm(self.context, self.detail, self._show_reading))

    def rename(self) -> None:
        """Title, owner, scope."""
        put_form(self.area, ChangeForm(self.context, self.detail, self._show_reading))


class WriteForm(Form):
    """The draft of the next version, in Markdown."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[..., object]) -> None:
        super().__init__(context, closed=closed)
        self.detail = detail
        draft = next((v for v in detail.versioner if v.status is VersionStatus.UTKAST), None)
        ruling = next((v for v in detail.versioner if v.status is VersionStatus.FASTSTALLD), None)
        self.version = draft.version if draft is not None else None
        source = draft or ruling
        self.text = TextBox(source.text if source is not None else TEMPLATE, least=320)
        self.andring = TextLine(draft.andring if draft is not None else "")
        self.betydande = Check("Betydande ändring: alla läser på nytt", draft.betydande if draft is not None else False)
        hint = "## ger en rubrik, 1. en numrerad rad, - en punkt och **två stjärnor** fet stil."
        self.add("text", "Text", self.text, required=True, hint=hint)
        if ruling is not None:
            self.add("andring", "Vad har ändrats?", self.andring)
            self.bare("betydande", self.betydande)
        self.end("Spara utkast", Button("Fastställ …", "plain", press=self._then_adopt))
        self.keep(f"rutin_{detail.rad.id}")

    def shut(self, row_id: int | None = None) -> None:
        """Left: what is typed stays as a draft until it is saved."""
        if self.draft is not None:
            self.draft.flush()
        if self.closed is not None:
            self.closed()

    def _save(self, done: Callable[[Change], object]) -> None:
        self.submit(
            save_rutinversion,
            rutin_id=self.detail.rad.id,
            text=self.text.value(),
            andring=self.andring.value(),
            betydande=self.betydande.value(),
            version=self.version,
            done=done,
        )

    def send(self) -> None:
        """Save the draft."""
        self._save(stay)

    def _then_adopt(self) -> None:
        if not self.is_wrong():
            self._save(self._go_on)

    def _go_on(self, _change: Change) -> None:
        self.context.go("rutiner", rad_id=self.detail.rad.id)
        text = "Fastställ det i menyn Mer (…) uppe till höger."
        self.context.messages.tell("accent", "Utkastet är sparat", text)


class AdoptForm(Form):
    """From when it rules, and when it is to be looked over."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[..., object]) -> None:
        super().__init__(context, closed=closed)
        self.detail = detail
        self.fran, self.oversyn = DateField(idag(), menat=Menat.KOMMANDE), DateField(menat=Menat.KOMMANDE)
        hint = "Lämna tomt för det vanliga antalet månader."
        self.add("galler_fran", "Gäller från", self.fran, required=True)
        self.add("oversyn_senast", "Översyn senast", self.oversyn, hint=hint)
        self.end("Fastställ")

    def send(self) -> None:
        """Adopt."""
        self.submit(
            adopt_rutinversion,
            rutin_id=self.detail.rad.id,
            galler_fran=self.fran.value() or idag(),
            oversyn_senast=self.oversyn.value(),
            done=stay,
        )


def _owner_and_scope(context: Context) -> tuple[Select, Select]:
    people = context.tasks.read(list_personer)
    owner = Select([("Ingen ägare", None), *((p.namn, p.id) for p in people if p.aktiv)], editable=True)
    scope = Select([(u.namn, u.id) for u in context.scope.offered()], editable=True)
    return owner, scope


class ChangeForm(Form):
    """Title, owner, scope, area."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[..., object]) -> None:
        super().__init__(context, closed=closed)
        self.row_ = detail.rad
        self.owner, self.scope = _owner_and_scope(context)
        self.add("titel", "Titel", TextLine())
        self.add("agare_id", "Ägare", self.owner)
        self.add("enhet_id", "Gäller för", self.scope)
        self.add("omrade", "Område", TextLine())
        self.fill(self.row_)
        self.end("Spara")
        self.keep(f"rutin_{self.row_.id}_uppgifter")

    def send(self) -> None:
        """Save."""
        given = self.values() | {"agare_id": self.owner.picked(int)}
        given["enhet_id"] = self.scope.picked(int) or self.row_.enhet_id
        self.submit(change_rutin, rutin_id=self.row_.id, version=self.row_.version, done=stay, **given)


class NewRutinForm(Form):
    """A new rutin begins with its title, scope and owner; the text comes next."""

    def __init__(self, context: Context, made: Callable[..., object]) -> None:
        super().__init__(context, closed=made)
        self.owner, self.scope = _owner_and_scope(context)
        self.owner.set_value(context.person.id)
        self.scope.set_value(context.scope.enhet_id or next((unit.id for unit in context.scope.offered()), None))
        self.titel = TextLine()
        self.add("titel", "Vad heter rutinen?", self.titel, required=True)
        self.add("enhet_id", "Gäller för", self.scope, required=True)
        self.add("agare_id", "Ägare", self.owner)
        self.add("omrade", "Område", TextLine())
        self.end("Lägg till")
        self.keep("ny_rutin")

    def send(self) -> None:
        """Add it."""
        given = self.values() | {"agare_id": self.owner.picked(int), "enhet_id": self.scope.picked(int) or 0}
        self.submit(add_rutin, **given)
