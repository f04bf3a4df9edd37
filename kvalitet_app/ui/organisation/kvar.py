"""What is left on a unit or with a person, as links that open it, and the form that hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from kvalitet_app.domain.organisation.kvar import Kvar
from kvalitet_app.services.organisation.kvar import hand_over
from kvalitet_app.ui.forms.choices import people_choices
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.parts.buttons import Button, Link
from kvalitet_app.ui.parts.fields import Select
from kvalitet_app.ui.parts.layout import row
from kvalitet_app.ui.parts.reading import section

if TYPE_CHECKING:
    from kvalitet_app.domain.organisation.enheter import PersonRow
    from kvalitet_app.ui.page.context import Context


def left_links(context: Context, title: str, left: Sequence[Kvar]) -> QVBoxLayout:
    """Each kind as a link that opens its rows."""
    return section(title, *(Link(one.sagt, partial(_open, context, one)) for one in left), gap=6)


def _open(context: Context, one: Kvar) -> None:
    where = query_of(one.fraga, None)
    if where is not None:
        page, query = where
        more: dict[str, Any] = {"flik": "lista"} if page == "egenkontroller" else {}
        context.go(page, **query, **more)
    elif one.fraga.noun == "lex" and one.fraga.enhet is not None:
        context.go("lex", vy="oppna", enheter=frozenset({one.fraga.enhet}))
    else:
        context.go(one.fraga.noun)


class HandOverForm(Form):
    """Everything that one person has, to another."""

    def __init__(self, context: Context, person: PersonRow, left: Sequence[Kvar]) -> None:
        super().__init__(context, gap=8)
        self.person = person
        choices = [(word, who) for word, who in people_choices(context) if who not in (None, person.id)]
        self.who = Select([("Välj vem som tar över", None), *choices], editable=True)
        self.box.addLayout(left_links(context, "Ansvarar för", left))
        self.add("till_id", "Lämna över till", self.who)
        self.box.addLayout(row(Button("Lämna över", press=self.press_send), None))
        self.setLayout(self.box)

    def send(self) -> None:
        """Hand it over."""
        self.submit(hand_over, fran_id=self.person.id, till_id=self.who.picked(int))
