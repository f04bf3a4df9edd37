"""The line breaks just as something is confirmed: saved again it is saved once, whatever it is."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kvalitet_app.db.models import Enhet, Handelse
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError, StorageError
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.change.changing import changed
from tests.db.store.units import add_unit, all_faults


@verb("add_enhet")
def add(session, *, namn):
    """Something that makes a row and asks nobody whether it is there."""
    row = Enhet(namn=namn, niva=EnhetNiva.ENHET)
    session.add(row)
    session.flush()
    return changed(session, f"{namn} är tillagd", Enhet, row_id=row.id)


@verb("change_enhet")
def more(session, *, enhet_id):
    """Something that counts on from what is there: done twice it would be wrong."""
    row = session.get_one(Enhet, enhet_id)
    row.platser = (row.platser or 0) + 1
    return changed(session, "En plats till", Enhet, row_id=row.id)


def cut(monkeypatch, *, after):
    """The line breaks at the next confirmation, before the server has it or after."""
    real = Session.commit
    done: list[int] = []

    def commit(session):
        if done:
            return real(session)
        done.append(1)
        if after:
            real(session)
        else:
            session.rollback()
        raise OperationalError("COMMIT", None, Exception("server closed the connection unexpectedly"))

    monkeypatch.setattr(Session, "commit", commit)


def count(store):
    with store.read() as session:
        return session.scalar(select(func.count(Enhet.id)))


@pytest.mark.parametrize("after", [False, True])
def test_the_same_again_is_saved_once_and_answers_as_the_first_time(store, monkeypatch, after):
    cut(monkeypatch, after=after)
    with pytest.raises((StorageError, OperationalError)):
        store.write(add, namn="Eken")
    said = store.write(add, namn="Eken")
    assert isinstance(said, Change)
    assert (said.text, count(store)) == ("Eken är tillagd", 1)
    with store.read() as session:
        assert session.get_one(Enhet, said.row_id).namn == "Eken"
    store.write(add, namn="Eken")
    assert count(store) == 2, "asked for anew it is another one"
    assert all_faults(store) == []


@pytest.mark.parametrize("after", [False, True])
def test_a_step_that_counts_on_is_taken_once(store, monkeypatch, after):
    unit = add_unit(store)
    cut(monkeypatch, after=after)
    with pytest.raises((StorageError, OperationalError)):
        store.write(more, enhet_id=unit)
    store.write(more, enhet_id=unit)
    with store.read() as session:
        assert session.get_one(Enhet, unit).platser == 1
        steps = select(func.count()).where(Handelse.tabell == "enhet", Handelse.op == "update")
        assert session.scalar(steps) == 1


def test_what_was_changed_before_it_was_saved_again_is_told_and_then_saved(store, monkeypatch):
    cut(monkeypatch, after=True)
    with pytest.raises((StorageError, OperationalError)):
        store.write(add, namn="Eken")
    with pytest.raises(RuleError, match="kom fram"):
        store.write(add, namn="Granen")
    assert count(store) == 1
    store.write(add, namn="Granen")
    assert count(store) == 2


def test_what_never_arrived_is_saved_as_it_is_now(store, monkeypatch):
    cut(monkeypatch, after=False)
    with pytest.raises((StorageError, OperationalError)):
        store.write(add, namn="Eken")
    assert store.write(add, namn="Granen").text == "Granen är tillagd"
    assert count(store) == 1
