"""An organisation to work on: three units, four persons with different uppdrag, on both stores."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from kvalitet_app.db.models import Avvikelsetyp, Enhet, Katalogvarde, Person, Uppdrag
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.avvikelser.arenden import NyAvvikelse
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.domain.verb import MARK
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import account_person
from kvalitet_app.services.register.skapande import make_example
from tests.verbs import laying

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
        return self.store.write(service, **arguments)

    def run(self, service, **arguments):
        """Run a service as it is marked: one with a verb changes, the others read."""
        return (self.write if hasattr(service, MARK) else self.read)(service, **arguments)

    def read(self, service, **arguments):
        """Run a reading service."""
        with self.store.read() as session:
            return service(session, **arguments)


def ny(ground, text="Fick fel dos på morgonen. Sjuksköterskan ringdes.", **own):
    """An avvikelse at Björken, unless told otherwise."""
    return NyAvvikelse(**{"beskrivning": text, "enhet_id": ground.bjorken, "handelse_vid": MONDAY} | own)


@pytest.fixture
def ground(store):
    """Björken and Granen below Funktionsstöd; chef of Björken, rapportör of Björken, SAS, läsare and administrator."""
    with store.writing(laying()) as session:
        top = Enhet(namn="Funktionsstöd", niva=EnhetNiva.OMRADE, lagrum=Lagrum.LSS)
        session.add(top)
        session.flush()
        units = [
            Enhet(namn=n, niva=EnhetNiva.ENHET, foralder_id=top.id, lagrum=Lagrum.LSS) for n in ("Björken", "Granen")
        ]
        people = [
            Person(namn=n, konto=n.split()[0].lower()) for n in ("Anna Ek", "Bo Alm", "Cia Ask", "Dan Lind", "Eva Rönn")
        ]
        typer = [
            Avvikelsetyp(kod="lakemedel", namn="Läkemedel", lagrum=Lagrum.HSL),
            Avvikelsetyp(kod="bemotande", namn="Bristande bemötande", lagrum=Lagrum.LSS),
        ]
        session.add_all([*units, *people, *typer, Katalogvarde(katalog="orsak", kod="rutin", namn="Rutin följs ej")])
        session.flush()
        anna, bo, cia, dan, eva = (p.id for p in people)
        given = [
            (anna, Roll.ENHETSCHEF, units[0].id),
            (bo, Roll.RAPPORTOR, units[0].id),
            (cia, Roll.SAS, top.id),
            (dan, Roll.LASARE, top.id),
            (eva, Roll.ADMINISTRATOR, top.id),
            (eva, Roll.VERKSAMHETSUTVECKLARE, top.id),
        ]
        session.add_all(Uppdrag(person_id=p, roll=r, enhet_id=e, giltig_fran=date(2020, 1, 1)) for p, r, e in given)
        ids = (top.id, units[0].id, units[1].id, anna, bo, cia, dan, eva, typer[0].id, typer[1].id)
    store.person_id = ids[3]
    return Ground(store, *ids)


@pytest.fixture(scope="module")
def exempel(tmp_path_factory):
    """The example with its person at work."""
    store = open_store(make_example(tmp_path_factory.mktemp("exempel") / "exempel.db", konto=account()))
    with store.read() as session:
        store.person_id = account_person(session, konto=account())
    yield store
    store.close()
