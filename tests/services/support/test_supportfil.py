"""The support file: nothing of a person gets out by any of its roads."""

import getpass
import logging
import socket
import zipfile
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from kvalitet_app.db.models import Person
from kvalitet_app.db.store.store import open_store
from kvalitet_app.machine import place
from kvalitet_app.machine.log import open_log
from kvalitet_app.services.support.supportfil import clean_log
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.messages import Messages
from kvalitet_app.ui.page.settings import FOLDER, LAST_DATABASE, PAGE, Settings

WRITTEN = "Kanariefågeln Östen Åberg 19121212-1212 föll i duschen"


@pytest.fixture
def log_file(monkeypatch, tmp_path):
    """The program's own log, in a folder whose name is a person's."""
    folder = tmp_path / "Östen Åberg" / "logg"
    monkeypatch.setattr(place, "log_folder", lambda: folder)
    open_log(folder)
    yield folder / "kvalitet.log"
    logger = logging.getLogger("kvalitet_app")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()


def fail_with_what_was_written(db):
    """A statement that fails the way a fault of ours would, with a person's words among its parameters."""
    store = open_store(db)
    try:
        with pytest.raises(DBAPIError) as told, store.engine.connect() as connection:
            connection.execute(text("SELECT inte_finns FROM avvikelse WHERE handelse = :ord"), {"ord": WRITTEN})
        Messages().report(told.value)
    finally:
        store.close()


@pytest.mark.expects_log
def test_nothing_of_a_person_is_in_it(qtbot, db, tmp_path, log_file):
    settings = Settings(tmp_path / "kvalitet.ini")
    settings.set(LAST_DATABASE, str(tmp_path / "Östen Åberg" / "register.db"))
    settings.set(FOLDER, str(tmp_path / "Östen Åberg"))
    settings.set_table("avvikelser", {"sok": WRITTEN})
    program = Program(make_application(), wanted=db, settings=settings, upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    fail_with_what_was_written(db)
    assert WRITTEN not in log_file.read_text("utf-8")
    with log_file.open("a", encoding="utf-8") as earlier:  # as a version wrote that did not keep it out
        earlier.write(f"[parameters: {{'ord': '{WRITTEN}'}}]\n2026-11-24 08:00:00,000 ERROR kvalitet_app {WRITTEN}\n")
    target = tmp_path / "support.zip"
    program.window.support(target)
    assert program.store is not None
    with program.store.read() as session:
        names = {word for name in session.scalars(select(Person.namn)) for word in name.split()}
    program.window.close()
    with zipfile.ZipFile(target) as archive:
        content = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    secrets = {getpass.getuser(), socket.gethostname(), str(Path.home()), str(tmp_path), *WRITTEN.split(), *names}
    assert len(names) > 20
    assert [word for word in secrets if len(word) > 3 and word in content] == []


@pytest.mark.expects_log
def test_what_helps_is_there(qtbot, db, tmp_path, log_file):
    settings = Settings(tmp_path / "kvalitet.ini")
    settings.set(PAGE, "avvikelser")
    program = Program(make_application(), wanted=db, settings=settings, upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    fail_with_what_was_written(db)
    target = tmp_path / "support.zip"
    program.window.support(target)
    program.window.close()
    with zipfile.ZipFile(target) as archive:
        log, facts, chosen = (archive.read(f"{name}.txt").decode() for name in ("logg", "versioner", "installningar"))
    assert "ERROR unexpected error" in log
    assert "OperationalError" in log
    assert 'File "sqlalchemy/…", line ' in log
    assert "rader är utelämnade" in log
    assert "Kvalitet: 0." in facts
    assert "Register: fil" in facts
    assert "sida: avvikelser" in chosen


@given(st.text(), st.text())
def test_what_a_fault_says_never_gets_out(before, after):
    said = f"{before}\nKanariefågel\n{after}Kanariefågel 19121212-1212{before}"
    log = f"2026-11-25 08:00:00,123 ERROR kvalitet_app {said}\nTraceback (most recent call last):\nValueError: {said}\n"
    clean = clean_log(log)
    assert "Kanarie" not in clean
    assert "19121212" not in clean


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            '  File "C:\\Program Files\\Kvalitet\\lib\\kvalitet_app\\cli\\run.py", line 7, in run',
            '  File "kvalitet_app/cli/run.py", line 7, in run\n',
        ),
        ('  File "/home/anna/kvalitet_app/anna.py", line 7, in run', '  File "…", line 7, in run\n'),
        ('  File "/home/anna/hemligt.py", line 7, in run', '  File "…", line 7, in run\n'),
        ("sqlalchemy.exc.IntegrityError: (anna)", "sqlalchemy.exc.IntegrityError\n"),
        ("    lös = 'Anna'", "(1 rader är utelämnade)\n"),
    ],
)
def test_lines_of_a_log(line, kept):
    assert clean_log(line) == kept
