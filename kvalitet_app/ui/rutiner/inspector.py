"""One rutin: its text in force, its versions, the draft of the next one, and who has read it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.rutiner import LABELS, RutinDetalj, RutinversionRow, VersionStatus
from kvalitet_app.services.drafts import read_utkast, save_utkast
from kvalitet_app.services.organisation import list_personer
from kvalitet_app.services.rutiner import (
    add_rutin,
    adopt_rutinversion,
    change_rutin,
    mark_rutin_read,
    save_rutinversion,
)
from kvalitet_app.ui.forms.draft import Draft
from kvalitet_app.ui.forms.form import Form, put_form
from kvalitet_app.ui.forms.kept import Kept
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button, Menu
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import DateField, Select, TextBox, TextLine
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

    def _show_reading(self) -> None:
        clear(self.area)
        d, r, shown = self.detail, self.detail.rad, self._shown
        pairs: list[tuple[str, object]] = [("Ägare", r.agare or "Ingen ägare"), ("Gäller för", r.enhet)]
        if shown is not None:
            pairs.append(("Version", f"{shown.version_nr} · {LABELS[shown.status].lower()}"))
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
            read.setEnabled(not d.har_last)
            buttons.append(read)
        if d.far_andra:
            word = "Fortsätt på utkastet" if self._version(VersionStatus.UTKAST) else "Ny version"
            buttons.append(Button(word, "quiet", icon="edit", press=self.write))
        note = f"Läst av {d.antal_lasta}" if d.antal_lasta else ""
        return column(row(*buttons, None, label(note, "small", "muted")))

    def _menu(self) -> Menu:
        menu = Menu(self)
        for version in self.detail.versioner:
            words = f"Visa version {version.version_nr}, {LABELS[version.status].lower()}"
            menu.add(words, lambda v=version: self._show(v), checked=version is self._shown)  # type: ignore[misc]
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


class _RutinForm(Form):
    """What the forms of a rutin share: their buttons and their refusals."""

    def __init__(self, context: Context, closed: Callable[[], object]) -> None:
        super().__init__()
        self.context, self.closed = context, closed
        self.box = column(gap=10)
        self.box.addLayout(self.trouble)
        self.setLayout(self.box)

    def end(self, word: str, *more: QWidget) -> None:
        """The buttons."""
        stop = Button("Avbryt", "quiet", press=self.closed)
        self.box.addLayout(
            row(Button(word, "tonal", press=lambda: None if self.is_wrong() else self.send()), *more, stop, None)
        )

    def send(self) -> None:
        """Save."""
        raise NotImplementedError


class WriteForm(_RutinForm):
    """The draft of the next version, in Markdown."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[[], object]) -> None:
        super().__init__(context, closed)
        self.detail = detail
        draft = next((v for v in detail.versioner if v.status is VersionStatus.UTKAST), None)
        ruling = next((v for v in detail.versioner if v.status is VersionStatus.FASTSTALLD), None)
        self.version = draft.version if draft is not None else None
        self._key = f"rutin_{detail.rad.id}"
        source = draft or ruling
        self.text = TextBox(source.text if source is not None else TEMPLATE, least=320)
        self.andring = TextLine(draft.andring if draft is not None else "")
        self.betydande = Check("Betydande ändring: alla läser på nytt", draft.betydande if draft is not None else False)
        hint = "## ger en rubrik, 1. en numrerad rad, - en punkt och **två stjärnor** fet stil."
        self.box.addWidget(self.field("text", "Text", self.text, required=True, hint=hint))
        if ruling is not None:
            self.box.addWidget(self.field("andring", "Vad har ändrats?", self.andring))
            self.box.addWidget(self.betydande)
        self.end("Spara utkast", Button("Fastställ …", "plain", press=self._then_adopt))
        kept = context.tasks.read(read_utkast, formular=self._key)
        if kept:
            self.fill(kept)
        self.draft = Draft(self.values, self._keep, self)
        self.text.changed.connect(self.draft.touch)
        self.andring.textEdited.connect(lambda _text: self.draft.touch())

    def _keep(self, values: object) -> None:
        self.context.tasks.change(save_utkast, initiator=self, formular=self._key, innehall=values)

    def _save(self, done: Callable[[object], object]) -> None:
        self.draft.stop()
        self.context.tasks.change(save_utkast, initiator=self, formular=self._key, innehall=None)
        self.context.tasks.change(
            save_rutinversion,
            initiator=self,
            rutin_id=self.detail.rad.id,
            text=self.text.toPlainText(),
            andring=self.andring.text(),
            betydande=self.betydande.isChecked(),
            version=self.version,
            done=done,
            failed=self.failed,
        )

    def send(self) -> None:
        """Save the draft."""
        self._save(lambda _change: None)

    def _then_adopt(self) -> None:
        context, rutin_id = self.context, self.detail.rad.id

        def go_on(_change: object) -> None:
            context.go("rutiner", rad_id=rutin_id)
            context.messages.tell("accent", "Utkastet är sparat", "Fastställ det i menyn Mer (…) uppe till höger.")

        self._save(go_on)


class AdoptForm(_RutinForm):
    """From when it rules, and when it is to be looked over."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[[], object]) -> None:
        super().__init__(context, closed)
        self.detail = detail
        self.fran, self.oversyn = DateField(idag()), DateField()
        hint = "Lämna tomt för det vanliga antalet månader."
        self.box.addWidget(self.field("galler_fran", "Gäller från", self.fran, required=True))
        self.box.addWidget(self.field("oversyn_senast", "Översyn senast", self.oversyn, hint=hint))
        self.end("Fastställ")

    def send(self) -> None:
        """Adopt."""
        self.context.tasks.change(
            adopt_rutinversion,
            initiator=self,
            rutin_id=self.detail.rad.id,
            galler_fran=self.fran.value() or idag(),
            oversyn_senast=self.oversyn.value(),
            failed=self.failed,
        )


def _owner_and_scope(context: Context) -> tuple[Select, Select]:
    people = context.tasks.read(list_personer)
    owner = Select(editable=True)
    owner.set_choices([("Ingen ägare", None), *((p.namn, p.id) for p in people if p.aktiv)])
    scope = Select(editable=True)
    scope.set_choices([(u.namn, u.id) for u in context.scope.enheter])
    return owner, scope


class ChangeForm(_RutinForm):
    """Title, owner, scope, area."""

    def __init__(self, context: Context, detail: RutinDetalj, closed: Callable[[], object]) -> None:
        super().__init__(context, closed)
        self.row_ = detail.rad
        self.titel, self.omrade = TextLine(self.row_.titel), TextLine(self.row_.omrade)
        self.owner, self.scope = _owner_and_scope(context)
        self.owner.set_value(self.row_.agare_id)
        self.scope.set_value(self.row_.enhet_id)
        for name, word, control in (
            ("titel", "Titel", self.titel),
            ("agare_id", "Ägare", self.owner),
            ("enhet_id", "Gäller för", self.scope),
            ("omrade", "Område", self.omrade),
        ):
            self.box.addWidget(self.field(name, word, control))
        self.end("Spara")

    def send(self) -> None:
        """Save."""
        owner, unit = self.owner.value(), self.scope.value()
        self.context.tasks.change(
            change_rutin,
            initiator=self,
            rutin_id=self.row_.id,
            version=self.row_.version,
            titel=self.titel.text(),
            enhet_id=unit if isinstance(unit, int) else self.row_.enhet_id,
            omrade=self.omrade.text(),
            agare_id=owner if isinstance(owner, int) else None,
            failed=self.failed,
        )


class NewRutinForm(_RutinForm):
    """A new rutin begins with its title, scope and owner; the text comes next."""

    def __init__(self, context: Context, made: Callable[[int | None], object]) -> None:
        super().__init__(context, lambda: self._shut(None))
        self._made = made
        self.titel, self.omrade = TextLine(), TextLine()
        self.owner, self.scope = _owner_and_scope(context)
        self.owner.set_value(context.person.id)
        self.scope.set_value(context.scope.enhet_id or (context.scope.enheter[0].id if context.scope.enheter else None))
        self.box.addWidget(self.field("titel", "Vad heter rutinen?", self.titel, required=True))
        self.box.addWidget(self.field("enhet_id", "Gäller för", self.scope, required=True))
        self.box.addWidget(self.field("agare_id", "Ägare", self.owner))
        self.box.addWidget(self.field("omrade", "Område", self.omrade))
        self.end("Lägg till")
        self.kept = Kept(self, context, "ny_rutin")

    def as_panel(self) -> Inspector:
        """The form in the right-hand panel."""
        return Inspector(column(label("Ny rutin", "section"), gap=2), column(self, None))

    def send(self) -> None:
        """Add it."""
        owner, unit = self.owner.value(), self.scope.value()
        self.context.tasks.change(
            add_rutin,
            initiator=self,
            titel=self.titel.text(),
            enhet_id=unit if isinstance(unit, int) else 0,
            agare_id=owner if isinstance(owner, int) else None,
            omrade=self.omrade.text(),
            done=lambda change: self._shut(change.row_id),
            failed=self.failed,
        )

    def _shut(self, row_id: int | None) -> None:
        self.kept.forget()
        self._made(row_id)
