"""Every row of verbs has its one service, every service that writes its row, and old journals their words."""

import gzip
import inspect
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest

from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.verb import MARK, VERBS, verb, verb_of, verb_past

HOUSE = Path(__file__).parents[2]
OLD = sorted((HOUSE / "tests" / "old_databases").glob("*.db.gz"))
IN_NO_TABLE = {"changed"}  # the answer that every service gives, no service itself


def services():
    """Every public function of the services where it is made, with what it takes and answers."""
    for path in sorted((HOUSE / "kvalitet_app" / "services").rglob("*.py")):
        module = import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"))
        for name, found in vars(module).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                yield found, inspect.get_annotations(found, eval_str=False)


def first_kind(service, annotations):
    """The type of the session it takes, as it is written; None where it takes none."""
    first = next(iter(inspect.signature(service).parameters), "")
    kind = annotations.get(first) if first == "session" else None
    return kind if kind is None or isinstance(kind, str) else kind.__name__


def test_every_row_has_its_one_service():
    named = [getattr(service, MARK).key for service, _ in services() if hasattr(service, MARK)]
    assert sorted(named) == sorted(VERBS)


def test_every_service_that_writes_names_its_row_and_takes_a_session_that_may():
    bare, reading = set(), set()
    for service, annotations in services():
        answer, kind = annotations.get("return"), first_kind(service, annotations)
        changes = answer in (Change, "Change") and kind is not None
        if changes and not hasattr(service, MARK) and service.__name__ not in IN_NO_TABLE:
            bare.add(service.__qualname__)
        if hasattr(service, MARK) and kind != WriteSession.__name__:
            reading.add(service.__qualname__)
    assert bare == set()
    assert reading == set()


def test_no_service_takes_the_session_of_sqlalchemy():
    assert {s.__qualname__ for s, annotations in services() if first_kind(s, annotations) == "Session"} == set()


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_an_old_journal_keeps_its_words(path, tmp_path):
    file = tmp_path / "old.db"
    file.write_bytes(gzip.decompress(path.read_bytes()))
    with sqlite3.connect(file) as connection:
        keys = {key for (key,) in connection.execute("SELECT DISTINCT verb FROM handelse WHERE verb IS NOT NULL")}
    connection.close()
    assert keys
    assert keys <= set(VERBS)
    assert "ändrade posten" not in {verb_past(key) for key in keys}


def test_a_function_without_a_row_may_not_write(store):
    def bare(_session):
        pytest.fail("it was run")

    with pytest.raises(TypeError, match="bare carries no verb"):
        store.write(bare)
    with pytest.raises(KeyError):
        verb("finns_inte")
    with pytest.raises(TypeError):
        verb_of(len)
