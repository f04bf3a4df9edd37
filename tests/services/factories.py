"""What the tests of the services work on, made in one word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from kvalitet_app.db.store.store import Store
from kvalitet_app.domain.avvikelser.arenden import NyAvvikelse
from kvalitet_app.domain.kalender import idag, month_bounds, now
from kvalitet_app.domain.verb import MARK

MONDAY = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)
Answer = TypeVar("Answer")


def this_month(back: timedelta = timedelta(hours=3)) -> datetime:
    """So long ago, and never before the month began in Sweden: what happened then is of this month and this year."""
    today = idag()
    return max(now() - back, month_bounds(today.year, today.month)[0])


@dataclass
class Ground:
    """Ids of what the tests work on."""

    store: Store
    top: int
    bjorken: int
    granen: int
    chef: int
    rapportor: int
    sas: int
    lasare: int
    admin: int
    lakemedel: int
    bemotande: int

    def as_person(self, person_id: int) -> Store:
        """The store with somebody else at work."""
        self.store.person_id = person_id
        return self.store

    def write(self, service: Callable[..., Answer], **arguments: Any) -> Answer:
        """Run a changing service in a transaction of its own."""
        return self.store.write(service, **arguments)

    def run(self, service: Callable[..., Answer], **arguments: Any) -> Answer:
        """Run a service as it is marked: one with a verb changes, the others read."""
        return (self.write if hasattr(service, MARK) else self.read)(service, **arguments)

    def read(self, service: Callable[..., Answer], **arguments: Any) -> Answer:
        """Run a reading service."""
        with self.store.read() as session:
            return service(session, **arguments)


def ny(ground: Ground, text: str = "Fick fel dos på morgonen. Sjuksköterskan ringdes.", **own: Any) -> NyAvvikelse:
    """An avvikelse at Björken, unless told otherwise."""
    given: dict[str, Any] = {"beskrivning": text, "enhet_id": ground.bjorken, "handelse_vid": MONDAY}
    return NyAvvikelse(**given | own)
