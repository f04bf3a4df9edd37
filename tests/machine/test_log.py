"""The log: for its owner alone, and without a word of what was written, asked for or stored."""

import logging
import os
import stat
from logging.handlers import RotatingFileHandler

import psycopg
import pytest
from sqlalchemy import insert, text

from kvalitet_app.cli.terminal import note_bug
from kvalitet_app.db.models import Base, Enhet, map_all
from kvalitet_app.machine import place
from kvalitet_app.machine.log import fault_text, open_log
from kvalitet_app.ui.page.messages import Messages
from tests.db.store.units import add_unit

WORDS = "Kanariefågeln Östen föll i duschen"
posix = pytest.mark.skipif(os.name == "nt", reason="rights are kept in another way there")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def log_folder(monkeypatch, tmp_path):
    """The program's log, open in a folder of its own."""
    folder = tmp_path / "nytt" / "logg"
    monkeypatch.setattr(place, "log_folder", lambda: folder)
    open_log(folder)
    yield folder
    logger = logging.getLogger("kvalitet_app")
    for handler in [one for one in logger.handlers if isinstance(one, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()


def unknown_column(session):
    session.execute(text("SELECT inte_finns FROM enhet WHERE namn = :ord"), {"ord": WORDS})


def not_null(session):
    map_all()
    session.execute(insert(Base.metadata.tables["enhet"]), {"namn": WORDS, "niva": None})


def twice(session):
    for _ in range(2):
        session.execute(text("INSERT INTO alembic_version VALUES (:ord)"), {"ord": WORDS[:30]})


def wrong_kind(session):
    session.execute(insert(Enhet), {"namn": "Ek", "niva": "enhet", "lagrum": WORDS})


def no_number(session):
    session.execute(text("SELECT CAST(CAST(:ord AS text) AS integer) / 0, inte_finns"), {"ord": WORDS})


def of_our_own(_session):
    raise ValueError(WORDS)


def not_a_key(_session):
    _ = dict[str, str]()[WORDS]


@pytest.mark.expects_log
@pytest.mark.parametrize("fail", [unknown_column, not_null, twice, wrong_kind, no_number, of_our_own, not_a_key])
def test_no_value_of_a_statement_reaches_the_log(store, log_folder, fail):
    with pytest.raises(Exception) as told, store.engine.begin() as connection:  # noqa: PT011 - of any kind
        fail(connection)
    Messages().report(told.value)
    logging.getLogger("kvalitet_app").error("igen", exc_info=told.value)
    note_bug(told.value)
    written = "".join(path.read_text(encoding="utf-8") for path in log_folder.iterdir())
    assert "Kanarie" not in written
    assert written.count(type(told.value).__name__) >= 3
    assert "test_log.py" in written, "where it happened is told"


@pytest.mark.expects_log
def test_what_a_server_says_of_a_row_does_not_reach_the_log(postgres_store, log_folder):
    map_all()
    with pytest.raises(Exception, match="namn") as told, postgres_store.engine.begin() as connection:
        connection.execute(insert(Base.metadata.tables["person"]), {"namn": None, "konto": WORDS})
    assert isinstance(told.value.__cause__, psycopg.Error) or "psycopg" in fault_text(told.value)
    assert "Kanarie" not in fault_text(told.value)
    assert log_folder.exists()


def test_what_a_fault_of_the_program_says_is_kept():
    try:
        try:
            raise RuntimeError("no register is open")
        except RuntimeError as first:
            raise TypeError("the service carries no verb") from first
    except TypeError as error:
        said = fault_text(error)
    assert "RuntimeError: no register is open" in said
    assert "TypeError: the service carries no verb" in said
    assert "direct cause" in said


@posix
@pytest.mark.expects_log
def test_the_log_is_for_its_owner_alone(log_folder):
    logging.getLogger("kvalitet_app").error("något")
    assert mode(log_folder / "kvalitet.log") == 0o600
    assert mode(log_folder) == 0o700
    handler = next(h for h in logging.getLogger("kvalitet_app").handlers if isinstance(h, RotatingFileHandler))
    handler.doRollover()
    assert {mode(path) for path in log_folder.iterdir()} == {0o600}


def test_a_statement_that_fails_shows_no_values_in_its_own_text(store):
    add_unit(store)
    with pytest.raises(Exception, match="hidden due to") as told, store.engine.begin() as connection:
        unknown_column(connection)
    assert "Kanarie" not in str(told.value)
