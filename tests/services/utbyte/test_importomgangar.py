"""Imports as rounds: listed, taken back whole, refused when somebody has worked on a row, and headings remembered."""

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet, Handelse, Importomgang, Tillagg
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import AccessError, InputError, RuleError
from kvalitet_app.services.avvikelser.handlaggning import add_tillagg
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.utbyte.importera import (
    Val,
    import_avvikelser,
    match_columns,
    open_file,
    plan_import,
    understand,
)
from kvalitet_app.services.utbyte.importomgangar import list_importer, undo_import
from tests.services.factories import ny

HEADS = "Dag;Ställe;Vad;Ärendenummer;Status"
ROWS = (
    "2026-03-09;Björken;Föll i hallen;A-1;Pågående",
    "2026-03-10;Björken;Fel dos;A-2;",
    "2026-03-11;Granen;Sen;A-3;",
)
MINE = {"datum": 0, "enhet": 1, "beskrivning": 2, "externt_nummer": 3, "status": 4}


@pytest.fixture
def fil(tmp_path):
    path = tmp_path / "gamla.csv"
    path.write_text("\n".join((HEADS, *ROWS)), encoding="utf-8")
    return open_file(path)


def lay_in(ground, fil, columns=MINE):
    ground.as_person(ground.admin)
    return ground.write(import_avvikelser, inlasning=understand(fil, columns), val=Val())


def rounds(ground):
    return ground.read(list_importer)


def test_an_import_is_a_round_and_is_taken_back_whole_and_laid_in_again(ground, fil):
    lay_in(ground, fil)
    (one,) = rounds(ground)
    assert (one.filnamn, one.antal, one.person, one.aterkallad) == ("gamla.csv", 3, "Eva Rönn", None)
    with ground.store.read() as session:
        assert set(session.scalars(select(Avvikelse.import_id))) == {one.id}
        assert session.scalar(select(Importomgang.sha256)) == fil.digest
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(vy="alla"))) == 3
    ground.write(undo_import, importomgang_id=one.id)
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(vy="alla"))) == 0
    assert rounds(ground)[0].aterkallad is not None
    with pytest.raises(RuleError, match="redan"):
        ground.write(undo_import, importomgang_id=one.id)
    assert ground.read(plan_import, inlasning=understand(fil, MINE)).nya == 3
    lay_in(ground, fil)
    assert [row.antal for row in rounds(ground)] == [3, 3]


def test_a_round_somebody_has_worked_on_is_left_whole_and_says_on_how_many(ground, fil):
    lay_in(ground, fil)
    with ground.store.read() as session:
        assert session.scalar(select(Tillagg.text)).startswith("Ur importen:")
        first = session.scalar(select(Avvikelse.id).where(Avvikelse.externt_nummer == "A-2"))
    ground.as_person(ground.chef)
    ground.write(add_tillagg, avvikelse_id=first, text="Ringde sjuksköterskan")
    ground.as_person(ground.admin)
    with pytest.raises(RuleError, match="1\N{NO-BREAK SPACE}avvikelse ur importen"):
        ground.write(undo_import, importomgang_id=rounds(ground)[0].id)
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(vy="alla"))) == 3


def test_only_who_may_import_sees_and_takes_back(ground, fil):
    lay_in(ground, fil)
    one = rounds(ground)[0].id
    for who in (ground.chef, ground.lasare, ground.rapportor):
        ground.as_person(who)
        with pytest.raises(AccessError):
            rounds(ground)
        with pytest.raises(AccessError):
            ground.write(undo_import, importomgang_id=one)


def test_the_columns_are_matched_as_last_time_in_any_order(ground, fil, tmp_path):
    ground.as_person(ground.admin)
    assert ground.read(match_columns, fil=fil) == ({"externt_nummer": 3, "status": 4}, False)
    lay_in(ground, fil)
    assert ground.read(match_columns, fil=fil) == (MINE, True)
    path = tmp_path / "nya.csv"
    path.write_text("Vad;Dag;Status;Ställe;Ärendenummer\nFöll;2026-03-12;;Björken;A-9\n", encoding="utf-8")
    other = open_file(path)
    matched, remembered = ground.read(match_columns, fil=other)
    assert remembered
    assert matched == {"beskrivning": 0, "datum": 1, "status": 2, "enhet": 3, "externt_nummer": 4}
    assert ground.read(plan_import, inlasning=understand(other, matched)).nya == 1


def test_a_field_that_must_be_there_is_asked_for_by_name(fil):
    with pytest.raises(InputError, match="vilken kolumn som är enhet"):
        understand(fil, {"datum": 0, "beskrivning": 2})


def test_a_column_that_is_left_out_is_not_read(fil):
    read = understand(fil, {name: at for name, at in MINE.items() if name != "status"})
    assert {row.filens_status for row in read.rader} == {""}
    assert read.obrukade == ("Status",)


NEW_NAMES = "Datum;Enhet;Vad hände;Typ\n2026-03-09;Nya huset;Föll;Ny typ\n2026-03-10;Gamla huset;Fel dos;Gammal typ\n"
KEPT = "Importen av nya.csv är tillbakatagen, med 1\N{NO-BREAK SPACE}enhet och 1\N{NO-BREAK SPACE}typ som den skapade"
BOTH = "1\N{NO-BREAK SPACE}enhet och 1\N{NO-BREAK SPACE}typ som den skapade används eller har ändrats och står kvar"


@pytest.fixture
def named(ground, tmp_path):
    """An import that made two units and two types."""
    path = tmp_path / "nya.csv"
    path.write_text(NEW_NAMES, encoding="utf-8")
    ground.as_person(ground.admin)
    ground.write(import_avvikelser, inlasning=understand(open_file(path)), val=Val(skapa=True))
    return ground


def units_and_types(ground):
    with ground.store.read() as session:
        return {
            row.namn: row.id
            for kind in (Enhet, Avvikelsetyp)
            for row in session.scalars(select(kind).where(kind.borttagen.is_(None)))
        }


def test_units_and_types_that_the_import_made_are_taken_back_with_it(named):
    assert {"Nya huset", "Gamla huset", "Ny typ", "Gammal typ"} <= set(units_and_types(named))
    told = named.write(undo_import, importomgang_id=rounds(named)[0].id).text
    assert told.endswith("med 2\N{NO-BREAK SPACE}enheter och 2\N{NO-BREAK SPACE}typer som den skapade")
    assert set(units_and_types(named)) == {"Funktionsstöd", "Björken", "Granen", "Läkemedel", "Bristande bemötande"}


def test_what_something_else_uses_stays_and_is_told(named):
    there = units_and_types(named)
    case = ny(named, enhet_id=there["Gamla huset"], typ_id=there["Gammal typ"])
    named.write(register_avvikelse, ny=case)
    told = named.write(undo_import, importomgang_id=rounds(named)[0].id).text
    assert told == f"{KEPT}. {BOTH}"
    left = set(units_and_types(named))
    assert {"Gamla huset", "Gammal typ"} <= left
    assert not {"Nya huset", "Ny typ"} & left


def test_an_undone_step_leaves_nothing_on_a_unit_that_is_gone(named):
    there = units_and_types(named)
    case = ny(named, enhet_id=there["Gamla huset"])
    named.write(register_avvikelse, ny=case)
    with named.store.read() as session:
        steg = session.scalar(select(Handelse.steg).where(Handelse.tabell == "importomgang"))
    with pytest.raises(RuleError, match="används redan"):
        named.write(undo_step, steg=steg)
    assert units_and_types(named) == there
