"""A whole number that a store cannot hold is refused with a sentence that names it, wherever it comes from."""

import pytest
from sqlalchemy import select, text

from kvalitet_app.db.models import Avvikelse, Egenkontroll, Enhet
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from tests.verbs import laying

LARGE = (2**31, -(2**31) - 1, 2**63, 10**30)


@pytest.mark.parametrize("number", LARGE)
def test_it_is_told_whether_it_is_saved_or_asked_for(store, number):
    def save():
        with store.writing(laying("add_enhet")) as session:
            session.add(Enhet(namn="Ek", niva=EnhetNiva.ENHET, platser=number))

    def ask():
        with store.read() as session:
            session.scalars(select(Avvikelse.id).where(Avvikelse.nr == number)).all()

    def fetch():
        with store.read() as session:
            session.get(Egenkontroll, number)

    for work in (save, ask, fetch):
        with pytest.raises(RuleError, match=f"Talet {number} är för stort"):
            work()


@pytest.mark.parametrize("number", LARGE[2:])
def test_one_that_no_column_looked_at_is_told_too(store, number):
    with pytest.raises(RuleError, match="heltal är för stort"), store.read() as session:
        session.execute(text("SELECT id FROM enhet WHERE platser = CAST(:n AS integer)"), {"n": number})


@pytest.mark.parametrize("number", [2**31 - 1, -(2**31), 0])
def test_the_largest_that_both_stores_hold_is_saved(store, number):
    with store.writing(laying("add_enhet")) as session:
        session.add(Enhet(namn="Ek", niva=EnhetNiva.ENHET, platser=number))
    with store.read() as session:
        assert session.scalar(select(Enhet.platser)) == number
