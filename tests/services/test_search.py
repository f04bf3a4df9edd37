"""Search finds what people see: signs that take no room hide no word, in new rows and in those of earlier versions."""

import pytest
from sqlalchemy import select, text, true

from kvalitet_app.db.migrate import upgrade_connection
from kvalitet_app.db.models import Avvikelse
from kvalitet_app.db.search import find
from kvalitet_app.db.store.revision import HEAD
from kvalitet_app.db.trail.triggers import drop_triggers
from kvalitet_app.services.avvikelser.flytt import move_avvikelse
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, plan_import, read_file
from tests.db.store.units import all_faults
from tests.services.factories import ny

SOFT, ZERO, HARD, STIFF = "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"
WRITTEN = f"Läke{SOFT}medels{SOFT}skåpet var ol{ZERO}åst hos LSS{STIFF}boendet, sex{HARD}timmar"
TYPED = [
    "läkemedelsskåpet",
    f"läkemedels{SOFT}skåpet",
    "olåst",
    "LSS-boendet",
    '"sex timmar"',
    f'"sex{HARD}timmar"',
    "ol",
]


def found(store, typed):
    with store.read() as session:
        return [hit.tabell for hit in find(session, typed, visible=true()) if hit.tabell == "avvikelse"]


@pytest.mark.parametrize("typed", TYPED)
def test_words_are_found_as_they_are_seen(ground, typed):
    ground.write(register_avvikelse, ny=ny(ground, WRITTEN))
    assert found(ground.store, typed) == ["avvikelse"]


def test_what_was_written_is_kept_as_it_was(ground):
    ground.write(register_avvikelse, ny=ny(ground, WRITTEN))
    with ground.store.read() as session:
        assert session.scalar(select(Avvikelse.beskrivning)) == WRITTEN
    assert all_faults(ground.store) == []


NEW_COLUMNS = (
    ("egenkontroll", "flytt_skal"),
    ("fraga", "kod"),
    ("lex_sarah_arende", "patient_punkter"),
    ("lex_sarah_arende", "patient_journal"),
    ("laghanvisning", "kontrollerad_av"),
    ("laghanvisning", "kontrollerad_datum"),
)


def as_0005_left_it(connection):
    """The search text with every sign of the record, and one row of numbers for all units and years."""
    connection.execute(text("UPDATE avvikelse SET kalla = 'import' WHERE kalla IS NOT NULL"))
    words = "a.ar || '-000' || a.nr || ' ' || a.rubrik || ' ' || a.beskrivning || ' ' || a.omedelbar_atgard || ' '"
    made = f"SELECT {words} || a.brukarreferens FROM avvikelse a WHERE a.id = sokpost.rad_id"
    connection.execute(text(f"UPDATE sokpost SET text = ({made}) WHERE tabell = 'avvikelse'"))
    drop_triggers(connection)
    for table, column in NEW_COLUMNS:
        connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))


def test_an_upgrade_finds_old_rows_and_knows_their_numbers(ground, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(f"Nr;Datum;Enhet;Vad hände\n1;2025-01-10;Björken;{WRITTEN}\n2;2025-01-11;Björken;Två", "utf-8")
    ground.as_person(ground.admin)
    ground.write(import_avvikelser, inlasning=read_file(path), val=Val())
    with ground.store.read() as session:
        second = session.scalar(select(Avvikelse.id).where(Avvikelse.externt_nummer == "2"))
    ground.as_person(ground.sas)
    ground.write(move_avvikelse, avvikelse_id=second, version=1, enhet_id=ground.granen, skal="Fel enhet")
    ground.as_person(ground.admin)
    with ground.store.engine.begin() as connection:
        as_0005_left_it(connection)
    assert found(ground.store, "läkemedelsskåpet") == []
    with ground.store.engine.begin() as connection:
        upgrade_connection(connection, HEAD)
    assert found(ground.store, "läkemedelsskåpet") == ["avvikelse"]
    assert all_faults(ground.store) == []
    plan = ground.read(plan_import, inlasning=read_file(path))
    assert (plan.nya, plan.redan_inne) == (0, 2)
