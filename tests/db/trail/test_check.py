"""What somebody changes past the program is found, whatever it is: every column, trigger, function and log."""

import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import inspect, text

from kvalitet_app.db.models import Base, Lasloggrad, Paminnelse, Person, Utkast, Utkastfil
from kvalitet_app.db.store.store import open_store
from kvalitet_app.db.trail import check
from kvalitet_app.db.trail.replay import replayed_tables, table_faults
from kvalitet_app.domain.kalender import idag
from tests.db.store.units import add_unit, all_faults
from tests.verbs import laying


def past_the_program(path, *statements):
    """Run statements with the triggers dropped and put back, as somebody with another tool does."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def another(value):
    """A value of the same kind that is not the one given."""
    if isinstance(value, str):
        return f"{value[:-1]}x" if value and not value.endswith("x") else f"{value}y"
    return (value or 0) - 1_000_000  # a number that no other row has


def test_a_change_in_any_column_of_any_table_is_found(db):
    store = open_store(db)
    missed, tried = [], 0
    with store.engine.connect() as connection:
        for (trigger,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql("pragma defer_foreign_keys = on")
        for name in replayed_tables(connection):
            row = connection.exec_driver_sql(f'SELECT * FROM "{name}" LIMIT 1').mappings().first()
            if row is None:
                continue
            assert list(table_faults(connection, name)) == []
            columns = [column for column in row if column != "id"]
            inside = connection.begin_nested()
            for column in columns:
                changed = f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?'
                connection.exec_driver_sql(
                    changed, ("zzz" if column.endswith("_sort") else another(row[column]), row["id"])
                )
            said = [fault for fault in table_faults(connection, name) if f"Rad {row['id']} i {name}" in fault]
            named = said[0].rpartition(": ")[2].rstrip(".").split(", ") if said else []
            missed += [(name, column) for column in columns if column not in named]
            tried += len(columns)
            inside.rollback()
    store.close()
    assert missed == []
    assert tried > 300


@pytest.fixture
def filled(store):
    """A store of either kind with a person who has read a protected case, a draft, a file in it and a reminder."""
    with store.writing(laying("add_enhet")) as session:
        person = Person(namn="Anna Ek", konto="anna")
        session.add(person)
        session.flush()
        who = person.id
        session.add(Utkast(person_id=who, formular="ny", innehall='{"text": "Fallet i köket"}'))
        file = Utkastfil(person_id=who, formular="ny", namn="a.txt", mediatyp="text/plain", storlek=3, innehall=b"abc")
        file.sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        session.add(file)
        session.add(Paminnelse(person_id=who, tabell="lex", rad_id=1, forfaller=idag()))
    with store.read() as session:
        session.leave_trace(who, "lex_sarah_arende", 7)
    assert all_faults(store) == []
    return store


CHANGED = {
    "a reading erased": ("DELETE FROM laslogg", "i laslogg finns i journalen men inte"),
    "another reader": ("UPDATE laslogg SET rad_id = 8", "i laslogg stämmer inte med journalen: rad_id"),
    "a draft": ("UPDATE utkast SET innehall = '{}'", "i utkast är ändrad"),
    "whose draft": ("UPDATE utkast SET formular = 'annat'", "i utkast är ändrad"),
    "a file of a draft": ("UPDATE utkastfil SET namn = 'b.txt'", "i utkastfil är ändrad"),
    "a reminder": ("UPDATE paminnelse SET rad_id = 2", "i paminnelse är ändrad"),
    "a seal taken away": ("UPDATE utkast SET summa = NULL", "i utkast är ändrad"),
    "a name": ("UPDATE person SET namn = 'Bo Alm'", "i person stämmer inte med journalen: namn"),
    "its order": ("UPDATE person SET namn_sort = 'z'", "i person stämmer inte med journalen: namn_sort"),
    "its search text": ("UPDATE sokpost SET text = 'Bo Alm'", "Söktexten för person"),
    "an account": ("UPDATE person SET konto = 'bo'", "i person stämmer inte med journalen: konto"),
    "a person added": (
        "INSERT INTO person(uuid, skapad, andrad, version, namn, namn_sort, aktiv) "
        "SELECT 'x', skapad, andrad, 1, 'Ny', 'ny', aktiv FROM person",
        "den finns inte där",
    ),
    "content of a line": ("UPDATE handelse SET fore = NULL, efter = NULL, salt = NULL WHERE nr = 1", "är tom eller"),
    "a salt": ("UPDATE handelse SET salt = NULL WHERE nr = 1", "Innehållet i journalens rad 1"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_changed_past_the_triggers_is_found(filled, what):
    statement, said = CHANGED[what]
    with filled.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            names = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
            for name, _ in names:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql(statement)
            for _, sql in names:
                connection.exec_driver_sql(sql)
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(statement)
    found = all_faults(filled)
    assert any(said in fault for fault in found), found


SQLITE_TRIGGERS = {
    "emptied": (
        "DROP TRIGGER journal_person_update",
        "CREATE TRIGGER journal_person_update AFTER UPDATE ON person BEGIN SELECT 1; END",
        "journal_person_update är ändrad",
    ),
    "a condition more": (
        "DROP TRIGGER handelse_stay",
        "CREATE TRIGGER handelse_stay BEFORE DELETE ON handelse WHEN old.nr > 9 BEGIN "
        "SELECT RAISE(ABORT, 'the journal is append only'); END",
        "handelse_stay är ändrad",
    ),
    "one of one's own": (
        "SELECT 1",
        "CREATE TRIGGER min AFTER INSERT ON uppdrag BEGIN UPDATE person SET konto = 'jag'; END",
        "Utlösaren min är inte programmets",
    ),
    "search": (
        "DROP TRIGGER sok_person_update",
        "CREATE TRIGGER sok_person_update AFTER UPDATE ON person BEGIN SELECT 1; END",
        "sok_person_update är ändrad",
    ),
    "an index": ("DROP INDEX ix_person_namn_sort", "SELECT 1", "Indexet ix_person_namn_sort saknas"),
}


@pytest.mark.parametrize("what", SQLITE_TRIGGERS)
def test_a_trigger_of_the_same_name_with_another_text_is_found_in_a_file(sqlite_store, what):
    first, then, said = SQLITE_TRIGGERS[what]
    with sqlite_store.engine.begin() as connection:
        connection.exec_driver_sql(first)
        connection.exec_driver_sql(then)
    assert any(said in fault for fault in all_faults(sqlite_store))


SERVER_TRIGGERS = {
    "a function": (
        "CREATE OR REPLACE FUNCTION kvalitet_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        "SET search_path = public, pg_temp AS $$ BEGIN RETURN NULL; END $$",
        "kvalitet_journal är ändrad",
    ),
    "its search path": ("ALTER FUNCTION kvalitet_journal() RESET search_path", "kvalitet_journal är ändrad"),
    "its owner's rights": ("ALTER FUNCTION kvalitet_journal() SECURITY INVOKER", "kvalitet_journal är ändrad"),
    "switched off": ("ALTER TABLE person DISABLE TRIGGER journal_person", "journal_person saknas eller är avst"),
    "another event": (
        "DROP TRIGGER journal_person ON person; CREATE TRIGGER journal_person AFTER INSERT ON person "
        "FOR EACH ROW EXECUTE FUNCTION kvalitet_journal()",
        "journal_person är ändrad",
    ),
    "one of one's own": (
        "CREATE TRIGGER min AFTER INSERT ON person FOR EACH ROW EXECUTE FUNCTION kvalitet_journal()",
        "Utlösaren min är inte programmets",
    ),
}


@pytest.mark.parametrize("what", SERVER_TRIGGERS)
def test_a_trigger_or_function_that_is_not_ours_is_found_on_a_server(pg_server, empty_server_database, what):
    statement, said = SERVER_TRIGGERS[what]
    with pg_server.database(empty_server_database) as url:
        store = open_store(url)
        assert all_faults(store) == []
        with store.engine.begin() as connection:
            for part in statement.split("; CREATE"):
                connection.exec_driver_sql(part if part == statement or part.startswith("DROP") else f"CREATE{part}")
        found = all_faults(store)
        store.close()
    assert any(said in fault for fault in found), found


def test_a_damaged_line_does_not_hide_what_else_is_wrong(sqlite_store):
    for name in ("Ösby", "Granen", "Eken"):
        add_unit(sqlite_store, name)
    path = sqlite_store.path
    sqlite_store.close()
    past_the_program(
        path,
        "UPDATE handelse SET verb = CAST(x'ff41' AS TEXT) WHERE nr = 1",
        "UPDATE handelse SET efter = '{' WHERE nr = 2",
        "UPDATE enhet SET namn = 'Bytt' WHERE id = 3",
        "UPDATE enhet SET skapad = 'aldrig', borttagen = x'00ff' WHERE id = 1",
    )
    store = open_store(path)
    found = "\n".join(all_faults(store))
    store.close()
    for said in ("bruten vid rad 1", "journalens rad 2 har ändrats", "Rad 2 i enhet", "Rad 3 i enhet", "enhet"):
        assert said in found


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), OverflowError("x"), RecursionError("x")])
def test_a_part_that_cannot_be_read_is_a_finding_and_the_next_goes_on(store, monkeypatch, error):
    def broken(_connection):
        yield "Det första."
        raise error

    monkeypatch.setattr(check, "schema_faults", broken)
    with store.engine.connect() as connection:
        found = list(check.faults(connection, anchor=(99, "x")))
    assert found[0] == "Det första."
    assert found[1].startswith("Schemat kan inte läsas till slut")
    assert "slutar före rad 99" in found[2]


def test_what_is_read_leaves_a_line_in_the_journal_and_is_not_undone(filled):
    with filled.read() as session:
        lines = session.connection().execute(text("SELECT person_id, op, efter FROM handelse WHERE tabell = 'laslogg'"))
        (line,) = lines.all()
    assert line.op == "insert"
    assert json.loads(line.efter)["rad_id"] == 7


def test_the_read_log_of_before_is_in_the_journal_after_an_upgrade(tmp_path):
    import gzip
    from pathlib import Path

    path = tmp_path / "gammal.db"
    path.write_bytes(gzip.decompress((Path(__file__).parents[2] / "old_databases" / "0004.db.gz").read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO laslogg(id, tid, person_id, tabell, rad_id) "
            "VALUES (5, '2026-11-24 00:21:05.128000', 1, 'lex_sarah_arende', 3)"
        )
        connection.execute(
            "INSERT INTO utkast(person_id, formular, innehall, andrad) "
            "VALUES (1, 'ny', 'å', '2026-11-24 00:21:05.128000')"
        )
        connection.commit()
    store = open_store(path)
    assert all_faults(store) == []
    with store.read() as session:
        assert session.get_one(Lasloggrad, 5).rad_id == 3
        assert session.get_one(Utkast, (1, "ny")).innehall == "å"
    store.close()
    past_the_program(path, "DELETE FROM laslogg")
    store = open_store(path)
    assert any("Rad 5 i laslogg" in fault for fault in all_faults(store))
    store.close()


def test_every_table_is_followed_by_the_journal_or_has_a_checksum_or_is_made_of_others(sqlite_store):
    with sqlite_store.engine.connect() as connection:
        followed = set(replayed_tables(connection))
        there = {t for t in inspect(connection).get_table_names() if not t.startswith("sok")}
    sealed = {name for name, table in Base.metadata.tables.items() if "summa" in table.c}
    assert there - followed - sealed == {"alembic_version", "handelse", "bilaga_innehall"}
