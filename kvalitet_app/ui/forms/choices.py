"""Lists that many forms offer: units and people."""

from __future__ import annotations

from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.fields import Select


def unit_choice(context: Context) -> Select:
    """The units that something new may be told of, the chosen scope first in view."""
    today = idag()
    made = Select([(unit.whole(today), unit.id) for unit in context.scope.reported()], editable=True)
    made.set_value(context.scope.enhet_id or None)
    return made


def people_choices(context: Context) -> list[tuple[str, object]]:
    """Everybody active, and nobody yet."""
    people = context.tasks.read(list_personer)
    return [("Ingen än", None), *((person.namn, person.id) for person in people if person.aktiv)]
