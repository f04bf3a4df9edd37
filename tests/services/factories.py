"""What the tests of the services work on, made in one word."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kvalitet_app.domain.avvikelser.arenden import NyAvvikelse

MONDAY = datetime(2026, 3, 9, 8, 15, tzinfo=UTC)


@dataclass
class Ground:
    """Ids of what the tests work on."""

    store: object
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

    def as_person(self, person_id):
        """The store with somebody else at work."""
        self.store.person_id = person_id
        return self.store

    def write(self, service, **arguments):
        """Run a changing service in a transaction of its own."""
        with self.store.transaction(service.__name__) as session:
            return service(session, **arguments)

    def read(self, service, **arguments):
        """Run a reading service."""
        with self.store.transaction(None) as session:
            return service(session, **arguments)


def ny(ground, text="Fick fel dos på morgonen. Sjuksköterskan ringdes.", **own):
    """An avvikelse at Björken, unless told otherwise."""
    return NyAvvikelse(**{"beskrivning": text, "enhet_id": ground.bjorken, "handelse_vid": MONDAY} | own)
