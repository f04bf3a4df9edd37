"""The side ways of a case: back, to another unit, to somebody else, and the ends that are not a close."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.avvikelser.steg import ALLOWED_STEPS, OPEN, WORKING, is_back
from kvalitet_app.domain.register.kataloger import Katalog
from kvalitet_app.services.avvikelser.detalj import possible_doubles, possible_handlers
from kvalitet_app.services.avvikelser.flytt import MOVABLE, hand_next_step, move_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, step_avvikelse
from kvalitet_app.services.register.kataloger import list_varden
from kvalitet_app.ui.forms.form import Form, Service
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Menu
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine

if TYPE_CHECKING:
    from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj

S = AvvikelseStatus


class WayForm(Form):
    """What one way needs: a field of its own, a reason out of a catalogue, and words beside it."""

    def __init__(
        self,
        context: Context,
        button: str,
        *,
        reasons: Katalog | None = None,
        own: tuple[str, str, Select | TextLine] | None = None,
    ) -> None:
        super().__init__(context, gap=8)
        self.own = own[2] if own else None
        self.reason, self.words = Select(), TextBox(least=52)
        if own is not None:
            self.add(own[0], own[1], own[2], required=True)
        if reasons is not None:
            values = context.tasks.read(list_varden, katalog=reasons.value)
            self.reason.set_choices([("Välj skäl …", None), *((v.namn, v.kod) for v in values)])
            self.add("skal_kod", "Skäl", self.reason, required=True)
            self.add("skal", "Med egna ord", self.words)
        self.way_on: Callable[[], object] = self.clear_errors
        self.end(button)

    def send(self) -> None:
        """Take the way."""
        self.way_on()

    @property
    def chosen(self) -> int | None:
        """What is chosen in the form's own list."""
        return self.own.picked(int) if isinstance(self.own, Select) else None

    def reasons(self) -> dict[str, Any]:
        """The reason as the services take it."""
        return {"skal_kod": self.reason.picked(str) or "", "skal": self.words.value()}


class SideSteps:
    """The entries of the inspector's menu that take the case another way, each with its small form."""

    def __init__(self, context: Context, detail: AvvikelseDetalj, *, show: Callable[[WayForm], object]) -> None:
        self.context, self.detail, self._show = context, detail, show

    def fill(self, menu: Menu) -> None:
        """Only what the state allows."""
        at = self.detail.rad.status
        allowed = ALLOWED_STEPS[at]
        for back in (one for one in WORKING if one in allowed and is_back(at, one)):
            if at in OPEN:
                menu.add(f"Skicka tillbaka till {back.word.lower()} …", partial(self.back, back))
        menu.addSeparator()
        if at in OPEN:
            menu.add("Lämna nästa steg till …", self.hand_next)
        if at in MOVABLE:
            menu.add("Flytta till annan enhet …", self.move)
        if S.OVERLAMNAD in allowed:
            menu.add("Lämna över till region eller utförare …", self.hand_over)
        if S.DUBBLETT in allowed:
            menu.add("Samma händelse som ett annat ärende …", self.double)
        if S.EJ_AVVIKELSE in allowed:
            menu.add("Ingen avvikelse …", self.none)
        menu.addSeparator()

    def back(self, till: AvvikelseStatus) -> None:
        """To an earlier state, or open again, with a reason."""
        again = self.detail.rad.status not in OPEN
        kind = Katalog.SKAL_OPPNA if again else Katalog.SKAL_TILLBAKA
        form = WayForm(self.context, "Öppna igen" if again else "Skicka tillbaka", reasons=kind)
        self._step(form, till)

    def none(self) -> None:
        """It was no avvikelse."""
        form = WayForm(self.context, "Avsluta som ej avvikelse", reasons=Katalog.SKAL_EJ_AVVIKELSE)
        self._step(form, S.EJ_AVVIKELSE)

    def hand_over(self) -> None:
        """Somebody outside has to answer."""
        to = TextLine()
        form = WayForm(
            self.context, "Lämna över", reasons=Katalog.SKAL_OVERLAMNA, own=("overlamnad_till", "Vem tar över?", to)
        )
        self._step(form, S.OVERLAMNAD, lambda: Uppgifter(overlamnad_till=to.value()))

    def double(self) -> None:
        """The same event is another case already."""
        found = self.context.tasks.read(possible_doubles, avvikelse_id=self.detail.rad.id)
        which = Select([("Välj ärende …", None), *((words, i) for i, words in found)], editable=True)
        form = WayForm(self.context, "Avsluta som dubblett", own=("dubblett_av_id", "Vilket ärende är det?", which))
        self._step(form, S.DUBBLETT, lambda: Uppgifter(dubblett_av_id=form.chosen))

    def move(self) -> None:
        """To the unit where it belongs."""
        units = [u for u in self.context.scope.offered() if u.id != self.detail.rad.enhet_id]
        to = Select([("Välj enhet …", None), *((u.namn, u.id) for u in units)], editable=True)
        form = WayForm(self.context, "Flytta", reasons=Katalog.SKAL_FLYTTA, own=("enhet_id", "Till vilken enhet?", to))
        self._open(form, partial(self._move, form))

    def _move(self, form: WayForm) -> None:
        self._submit(form, move_avvikelse, enhet_id=form.chosen, **form.reasons())

    def hand_next(self) -> None:
        """Who has the next step."""
        people = self.context.tasks.read(possible_handlers, avvikelse_id=self.detail.rad.id)
        who = Select([("Välj person …", None), *((words, i) for i, words in people)])
        form = WayForm(self.context, "Lämna nästa steg", own=("nasta_id", "Vem har nästa steg?", who))
        self._open(form, partial(self._hand_next, form))

    def _hand_next(self, form: WayForm) -> None:
        self._submit(form, hand_next_step, person_id=form.chosen)

    def _step(self, form: WayForm, till: AvvikelseStatus, given: Callable[[], Uppgifter] = Uppgifter) -> None:
        self._open(form, partial(self._take_step, form, till, given))

    def _take_step(self, form: WayForm, till: AvvikelseStatus, given: Callable[[], Uppgifter]) -> None:
        self._submit(form, step_avvikelse, till=till, uppgifter=given(), **form.reasons())

    def _submit(self, form: WayForm, service: Service, **arguments: Any) -> None:  # noqa: ANN401 - the service's own
        r = self.detail.rad
        form.submit(service, avvikelse_id=r.id, version=r.version, **arguments)

    def _open(self, form: WayForm, way_on: Callable[[], object]) -> None:
        form.way_on = way_on
        self._show(form)
