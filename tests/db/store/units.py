"""Enheter in a store, and whether the store is sound."""

from kvalitet_app.db.models import Enhet
from kvalitet_app.db.trail.check import faults
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from tests.verbs import laying


def add_unit(store, name="Ösby"):
    with store.writing(laying("add_enhet")) as session:
        unit = Enhet(namn=name, niva=EnhetNiva.ENHET)
        session.add(unit)
        session.flush()
        return unit.id


def all_faults(store):
    with store.engine.connect() as connection:
        return list(faults(connection))
