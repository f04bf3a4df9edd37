"""The store under attack: tampering, foreign files, two processes, a killed process, a full disk."""

import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text

from kvalitet_app.db import backup
from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.models import Enhet, Handelse
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.revision import HEAD, MIGRATIONS
from kvalitet_app.db.store.store import open_store
from kvalitet_app.db.trail.journal import chain_faults, head, lines_of
from kvalitet_app.domain.errors import ClashError, StorageError
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.machine.drives import refuse_network
from tests.db.store.units import add_unit, all_faults
from tests.verbs import laying


def rename(store, unit_id, name):
    with store.writing(laying("change_enhet")) as session:
        session.get_one(Enhet, unit_id).namn = name


def rename_behind(store, unit):
    with store.writing(laying("change_enhet")) as session:
        row = session.get_one(Enhet, unit)
        session.execute(text("UPDATE enhet SET version = version + 1"))
        row.namn = "Min"


def fail_half_way(store):
    with store.writing(laying("add_enhet")) as session:
        session.add(Enhet(namn="Halv", niva=EnhetNiva.ENHET))
        session.flush()
        _ = 1 / 0


def read_everything(path):
    store = open_store(path)
    try:
        with store.read() as session:
            session.scalars(select(Enhet)).all()
            session.scalars(select(Handelse)).all()
    finally:
        store.close()


def test_every_change_leaves_a_line_with_who_and_what(store):
    store.person_id = None
    unit = add_unit(store)
    rename(store, unit, "Åby")
    with store.read() as session:
        first, second = lines_of(session, "enhet", unit)
        assert (first.op, first.verb, second.op, second.verb) == ("insert", "add_enhet", "update", "change_enhet")
        assert first.efter["namn"] == "Ösby"
        assert second.fore["namn"] == "Ösby"
        assert second.efter["namn"] == "Åby"
        assert "platser" not in second.efter, "only what changed"
    assert all_faults(store) == []


def test_bulk_statements_cannot_bypass_the_journal(store):
    unit = add_unit(store)
    with store.writing(laying("change_enhet")) as session:
        session.execute(text("UPDATE enhet SET verksamhet = 'gruppbostad', version = version + 1"))
    with store.read() as session:
        assert lines_of(session, "enhet", unit)[-1].efter["verksamhet"] == "gruppbostad"


def test_the_sort_key_follows_the_name(store):
    unit = add_unit(store, "Zebra")
    rename(store, unit, "Åby")
    with store.read() as session:
        assert session.get_one(Enhet, unit).namn_sort == "{aby"


def test_a_line_of_the_journal_can_neither_be_changed_nor_removed(store):
    add_unit(store)
    for statement in ("UPDATE handelse SET verb = 'x'", "DELETE FROM handelse"):
        with pytest.raises(Exception, match="append only"), store.engine.begin() as connection:
            connection.execute(text(statement))


def test_erasing_content_keeps_the_chain(store):
    add_unit(store)
    add_unit(store, "Granen")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE handelse SET fore = NULL, efter = NULL, salt = NULL WHERE nr = 1"))
        assert list(chain_faults(connection)) == []


TAMPERING = {
    "a value": ("UPDATE handelse SET efter = replace(efter, 'Ösby', 'Xsby') WHERE nr = 1", "har ändrats"),
    "a line in the middle": ("DELETE FROM handelse WHERE nr = 2", "saknas"),
    "who did it": ("UPDATE handelse SET person_id = 99 WHERE nr = 1", "bruten"),
    "the register": ("UPDATE enhet SET version = 9", "stämmer inte med journalen"),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_past_the_program_is_found(sqlite_store, what):
    for name in ("Ösby", "Granen", "Eken"):
        add_unit(sqlite_store, name)
    path = sqlite_store.path
    sqlite_store.close()
    statement, said = TAMPERING[what]
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    kept = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()
    store = open_store(path)
    assert any(said in fault for fault in all_faults(store))
    store.close()


def test_a_chain_that_was_cut_at_its_end_is_found_by_what_stands_on_paper(sqlite_store):
    for name in ("Ösby", "Granen"):
        add_unit(sqlite_store, name)
    with sqlite_store.read() as session:
        anchor = head(session)
    with sqlite_store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER handelse_stay")
        connection.execute(text("DELETE FROM handelse WHERE nr = 2"))
        assert any("på papper" in fault for fault in chain_faults(connection, anchor=anchor))


def test_another_tool_cannot_change_the_register(sqlite_store):
    add_unit(sqlite_store)
    other = sqlite3.connect(sqlite_store.path)
    with pytest.raises(sqlite3.OperationalError, match="no such function"):
        other.execute("UPDATE enhet SET namn = 'X'")
    other.close()


def test_a_missing_trigger_is_named(sqlite_store):
    with sqlite_store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_enhet_update")
    assert any("journal_enhet_update" in fault for fault in all_faults(sqlite_store))


def test_two_who_save_the_same_version_are_told(store):
    unit = add_unit(store)
    with pytest.raises(ClashError, match="Någon annan"):
        rename_behind(store, unit)


def test_a_failed_transaction_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError):
        fail_half_way(store)
    with store.read() as session:
        assert session.scalars(select(Enhet)).all() == []
        assert session.scalars(select(Handelse)).all() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "är tom"), (b"SQLite is not this" * 99, "inte en databas"), (b"\x00" * 4096, "inte en databas")],
)
def test_a_foreign_file_is_refused_with_a_sentence(tmp_path, content, said):
    path = tmp_path / "annan.db"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=said):
        open_store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "annan.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t(a)")
    with pytest.raises(StorageError, match="inte en databas från Kvalitet"):
        open_store(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(StorageError, match="finns inte"):
        open_store(tmp_path / "saknas.db")
    with pytest.raises(StorageError, match="är en mapp"):
        open_store(tmp_path)


def test_a_newer_database_is_refused(sqlite_store):
    path = sqlite_store.path
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    sqlite_store.close()
    with pytest.raises(StorageError, match="nyare version"):
        open_store(path)


def test_a_damaged_page_is_told_as_damage(sqlite_store):
    for n in range(300):
        add_unit(sqlite_store, f"Enhet {n}")
    path = sqlite_store.path
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    sqlite_store.close()
    with path.open("r+b") as file:
        file.seek(4096 * 40)
        file.write(b"\xff" * 4096 * 60)
    with pytest.raises(StorageError, match="skadad"):
        read_everything(path)


def test_a_taken_name_is_not_overwritten(sqlite_store):
    with pytest.raises(StorageError, match="finns redan"):
        create_database(parse_address(sqlite_store.path))


@pytest.mark.parametrize("place", ["mysql://x/y", "oracle://x"])
def test_other_servers_are_refused(place):
    with pytest.raises(StorageError, match="SQLite-fil eller PostgreSQL"):
        parse_address(place)


def test_a_file_on_a_share_is_refused():
    with pytest.raises(StorageError, match="nätverksplats"):
        refuse_network(Path("//server/delad/kvalitet.db"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the drive, not by a list of mounts")
def test_a_file_on_a_mounted_share_is_refused(monkeypatch):
    monkeypatch.setattr("kvalitet_app.machine.drives._mount_kind", lambda path: "cifs")
    with pytest.raises(StorageError, match="PostgreSQL"):
        refuse_network(Path("/mnt/delad/kvalitet.db"))


def test_the_password_of_a_server_is_never_shown():
    assert "hemlig" not in parse_address("postgresql://anna:hemlig@server/kvalitet").shown


def test_the_constant_is_the_newest_script():
    scripts = sorted(path.name for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert scripts[-1].startswith(f"v{HEAD}_")


def test_the_migrations_make_what_the_mapped_classes_say(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from kvalitet_app.db.base import Base
    from kvalitet_app.db.models import map_all

    map_all()
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [difference for difference in found if "sok" not in str(difference)] == []


WRITER = """
    import sys
    from kvalitet_app.db.store.store import open_store
    from kvalitet_app.db.models import Enhet
    from kvalitet_app.domain.organisation.enheter import EnhetNiva
    from tests.verbs import laying
    store = open_store(sys.argv[1])
    for n in range(int(sys.argv[2])):
        with store.writing(laying("add_enhet")) as session:
            unit = Enhet(namn=f"Enhet {n}", niva=EnhetNiva.ENHET)
            session.add(unit)
            session.flush()
            found = unit.id
        print(found, flush=True)
"""


def writer(path, count):
    """A process that saves and says so after each confirmed save."""
    code = textwrap.dedent(WRITER)
    return subprocess.Popen([sys.executable, "-c", code, str(path), str(count)], stdout=subprocess.PIPE, text=True)


def test_two_processes_write_without_losing_or_breaking_the_chain(sqlite_store):
    both = [writer(sqlite_store.path, 60) for _ in range(2)]
    told = [len(process.communicate(timeout=60)[0].split()) for process in both]
    assert told == [60, 60]
    with sqlite_store.read() as session:
        assert len(session.scalars(select(Enhet.id)).all()) == 120
    assert all_faults(sqlite_store) == []


def test_a_locked_file_is_told_and_nothing_is_lost(sqlite_store, monkeypatch):
    monkeypatch.setattr("kvalitet_app.db.store.engine.PRAGMAS", ("busy_timeout=50", "foreign_keys=on"))
    store = open_store(sqlite_store.path)
    other = sqlite3.connect(sqlite_store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="Någon annan sparar"):
        add_unit(store)
    other.execute("ROLLBACK")
    other.close()
    add_unit(store)
    store.close()


def test_a_full_disk_is_told_and_what_was_saved_stays(sqlite_store):
    add_unit(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
    from sqlalchemy import event

    @event.listens_for(sqlite_store.engine, "begin")
    def limit(connection):
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 2}")

    with pytest.raises(StorageError, match="Disken är full"):
        add_unit(sqlite_store, "x" * 200_000)
    event.remove(sqlite_store.engine, "begin", limit)
    sqlite_store.engine.dispose()
    with sqlite_store.read() as session:
        assert "Ösby" in session.scalars(select(Enhet.namn)).all()
    assert all_faults(sqlite_store) == []


def test_a_read_only_file_says_so(sqlite_store, tmp_path):
    path = tmp_path / "las.db"
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    shutil.copy(sqlite_store.path, path)
    store = open_store(path)
    from sqlalchemy import event

    @event.listens_for(store.engine, "begin")
    def read_only(connection):
        connection.exec_driver_sql("pragma query_only = on")

    with pytest.raises(StorageError, match="skrivskyddad"):
        add_unit(store)
    store.close()


@pytest.mark.parametrize(("may_write", "said"), [(False, "är skrivskyddad"), (True, "kan inte öppnas")])
def test_a_folder_where_the_log_cannot_lie_says_why(sqlite_store, tmp_path, monkeypatch, may_write, said):
    path = tmp_path / "las.db"
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    shutil.copy(sqlite_store.path, path)
    path.with_name("las.db-wal").mkdir()
    monkeypatch.setattr(backup, "is_writable", lambda _path: may_write)
    with pytest.raises(StorageError, match=said):
        open_store(path)


def test_waiting_for_a_writer_is_short(sqlite_store):
    started = time.monotonic()
    add_unit(sqlite_store)
    assert time.monotonic() - started < 5
