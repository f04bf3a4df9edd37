"""The author's text of one chapter: on the screen, as a draft, and in the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Rapport
from kvalitet_app.domain.change import Change
from kvalitet_app.services.berattelse.disposition import mark_avsnitt_done, save_avsnitt
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import TextBox
from kvalitet_app.ui.parts.layout import label, row

if TYPE_CHECKING:
    from kvalitet_app.ui.page.context import Context

LOCKED = "Rapporten är fastställd, eller så skriver du inte i den"
UNSAVED, DRAFT = "Inte sparat än", "Utkast, inte sparat i rapporten"
LEAST = 120  # px: on a small screen; it grows where there is room


def draft_key(rapport: Rapport, kapitel: str) -> str:
    """The name under which the draft of a chapter is kept."""
    return f"{rapport.nyckel}_{kapitel}"


class ChapterText(Form):
    """Shown anew for every chapter, so that what is being saved of one never touches another. `kept` is told when the
    register has taken the text."""

    kept = Signal()

    def __init__(self, context: Context, rapport: Rapport, at: Avsnittsrad, *, writable: bool) -> None:
        super().__init__(context, gap=8)
        self.rapport, self.at, self._writable = rapport, at, writable
        self._begun, self._version = at.text, at.lagrat.version  # what the text on the screen was begun from
        self._then: list[Callable[[], object]] = []
        self.text = TextBox(at.text, least=LEAST)
        self.text.setAccessibleName("Din text")
        self.text.setReadOnly(not writable)
        self.controls["text"] = self.text
        self.told = label("", "small", "muted")
        self.done = Check("Klart", at.klart)
        self.done.setToolTip("Kapitlet är färdigskrivet")
        self.done.clicked.connect(self._mark_done)
        self.send_button = Button("Spara texten", "tonal", icon="save", key="Ctrl+S", press=self.press_send)
        for control in (self.send_button, self.done):
            control.set_enabled("" if writable else LOCKED)
        self.box.addWidget(self.text, 1)
        self.box.addLayout(row(self.send_button, self.done, self.told, None, gap=16))
        self.box.addWidget(self.way)
        self.setLayout(self.box)
        self.read_again = self.begin_from_theirs
        if writable:
            self._keep_draft()
        self.text.changed.connect(lambda: self.told.setText(UNSAVED if self.is_unsaved else ""))

    def _keep_draft(self) -> None:
        self.keep(draft_key(self.rapport, self.at.kapitel), tell=False)
        if self.draft is not None:
            self.draft.saved.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        self.told.setText(DRAFT if self.is_unsaved else "")

    @property
    def is_unsaved(self) -> bool:
        """Whether something else stands here than in the report."""
        return self._writable and self.text.value().strip() != self.at.text

    def renew(self, at: Avsnittsrad) -> None:
        """The chapter as the register has it now: another's text is shown where nothing is typed, else at saving."""
        untouched = not self.is_unsaved
        self.at = at
        self.done.setChecked(at.klart)
        if untouched and self.text.value().strip() != at.text:
            self.text.set_value(at.text)
        if not self.is_unsaved or at.text == self._begun:
            self._begun, self._version = at.text, at.lagrat.version
        if untouched and self._writable and not self.is_sending:
            self._keep_draft()

    def is_of(self, rapport: Rapport, at: Avsnittsrad, *, writable: bool) -> bool:
        """Whether it is this chapter that stands here, as writable as it is now."""
        return (self.rapport, self.at.kapitel, self._writable) == (rapport, at.kapitel, writable)

    def begin_from_theirs(self) -> None:
        """Go on from what somebody else has written; one's own text stays on the screen until it is saved."""
        self._begun, self._version = self.at.text, self.at.lagrat.version
        self.clear_errors()
        self.kept.emit()

    def leave(self) -> None:
        """Keep what is typed."""
        if self.draft is not None:
            self.draft.flush()

    def go_away(self) -> None:
        """Another chapter takes the place; what is being saved is waited for."""
        self.leave()
        self.hide()
        if self.is_sending:
            self.kept.connect(self.deleteLater)
        else:
            self.deleteLater()

    # saving

    def send(self) -> None:
        """Save the text."""
        self.save()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what stands here, then go on with `then`; a refusal is said here and nothing goes on."""
        if not self._writable:
            return
        if then is not None:
            self._then.append(then)
        if self.is_sending:
            return
        self.clear_errors()
        self.told.setText("Sparar …")
        self.submit(
            save_avsnitt,
            rapport=self.rapport,
            kapitel=self.at.kapitel,
            text=self.text.value(),
            version=self._version,
            done=self._saved,
        )

    def _settle(self, sent: dict[str, object], change: Change) -> None:
        self._begun = str(sent["text"]).strip()
        super()._settle(sent, change)

    def _saved(self, _change: Change) -> None:
        self.kept.emit()
        self.told.setText(UNSAVED if self.is_unsaved else "Sparat")
        if self.is_unsaved and self._then:  # more was typed meanwhile, and somebody waits for all of it
            self.save()
            return
        waiting, self._then = self._then, []
        for go in waiting:
            go()

    def failed(self, error: BaseException) -> None:
        """What was typed is still here, as a draft too."""
        self._then.clear()
        self.done.setChecked(self.at.klart)
        self.told.setText(UNSAVED)
        if self.draft is not None:
            self.draft.touch()
        super().failed(error)
        if self.isHidden():
            self.context.messages.report(error)
            self.go_away()

    def _mark_done(self) -> None:
        done = self.done.isChecked()
        if done and self.is_unsaved:
            self.save(then=partial(self._mark, klart=True))
        else:
            self._mark(klart=done)

    def _mark(self, *, klart: bool) -> None:
        self.context.tasks.change(
            mark_avsnitt_done,
            rapport=self.rapport,
            kapitel=self.at.kapitel,
            klart=klart,
            failed=self.failed,
        )
