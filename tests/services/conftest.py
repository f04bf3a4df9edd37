"""An organisation to work on: three units, four persons with different uppdrag, on both stores."""

from datetime import date

import pytest

from kvalitet_app.db.models import Avvikelsetyp, Enhet, Katalogvarde, Person, Uppdrag
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.machine.account import account
from kvalitet_app.services.register.forsta_start import account_person
from kvalitet_app.services.register.skapande import make_example
from tests.services.factories import Ground
from tests.verbs import laying


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
