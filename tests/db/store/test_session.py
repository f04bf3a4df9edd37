"""A session that only reads refuses to write, whoever gets past its type."""

import pytest
from sqlalchemy import delete, insert, select, update

from kvalitet_app.db.base import Base
from kvalitet_app.db.models import Enhet, Lasloggrad, Person
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from tests.verbs import laying

TABLE = Base.metadata.tables["enhet"]


@pytest.fixture
def filled(store):
    with store.writing(laying()) as session:
        session.add_all([Enhet(namn="Björken", niva=EnhetNiva.ENHET), Person(id=1, namn="Anna Ek")])
    return store


@pytest.mark.parametrize("what", ["add", "add_all", "delete", "merge", "flush", "commit"])
def test_reading_never_writes(filled, what):
    with pytest.raises(RuntimeError, match="only reads"), filled.read() as session:
        getattr(session, what)(*() if what in ("flush", "commit") else (session.scalars(select(Enhet)).all(),))


@pytest.mark.parametrize(
    "statement",
    [
        insert(Enhet),
        update(Enhet).values(namn="Granen"),
        delete(Enhet),
        insert(TABLE),
        delete(TABLE),
    ],
    ids=["insert", "update", "delete", "insert of a table", "delete of a table"],
)
def test_a_statement_that_changes_is_refused(filled, statement):
    with pytest.raises(RuntimeError, match="only reads"), filled.read() as session:
        session.execute(statement)


def test_a_statement_that_changes_and_answers_is_refused(filled):
    with pytest.raises(RuntimeError, match="only reads"), filled.read() as session:
        session.scalars(update(Enhet).values(namn="Granen").returning(Enhet.id))


def test_a_row_that_is_changed_while_it_is_read_is_found(filled):
    with pytest.raises(RuntimeError, match="only reads"), filled.read() as session:
        session.scalars(select(Enhet)).one().namn = "Granen"
    with filled.read() as session:
        assert session.scalars(select(Enhet.namn)).all() == ["Björken"]


def test_a_trace_is_written_when_the_reading_is_over(filled):
    with filled.read() as session:
        session.leave_trace(1, "avvikelse", 7)
        assert session.scalars(select(Lasloggrad.rad_id)).all() == []
    with filled.writing(laying()) as session:
        session.leave_trace(1, "avvikelse", 9)
    with filled.read() as session:
        assert session.scalars(select(Lasloggrad.rad_id).order_by(Lasloggrad.id)).all() == [7, 9]
