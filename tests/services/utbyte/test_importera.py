"""The import's words in the register: what is kept, what follows as an addition, and how it is taken back."""

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Tillagg
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval, Foljd
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.utbyte.importrad import FIELDS
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.utbyte.export import export_avvikelser
from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, plan_import, read_file
from tests.services.factories import ny

HEADS = "Ärendenr;Datum;Enhet;Beskrivning;Status;Följd;Hiss"
ROWS = (
    "A1;2026-03-09 14:05;Björken;Föll i hallen;Klar;Skada;nej",
    "A2;2026-03-10;Björken;Glömd medicin;Pågående;Ingen;nej",
    "A3;2026-03-11;Björken;Högt ljud;Vilande;Kanske;ja",
    "A4;2026-03-12;Björken;Sen hjälp;;;",
)


@pytest.fixture
def inlasning(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("\n".join((HEADS, *ROWS)), encoding="utf-8")
    return read_file(path)


def test_the_plan_says_what_will_not_be_kept(ground, inlasning):
    ground.as_person(ground.admin)
    told = "\n".join(ground.read(plan_import, inlasning=inlasning).besked)
    for part in ("för 3 rader; de visas som 12:00", "”Pågående” betyder Utreds", "”Vilande” känns inte", "Hiss"):
        assert part in told


def test_states_and_consequences_are_kept_or_follow_as_additions(ground, inlasning):
    ground.as_person(ground.admin)
    ground.write(import_avvikelser, inlasning=inlasning)
    with ground.store.read() as session:
        columns = (Avvikelse.externt_nummer, Avvikelse.status, Avvikelse.foljd, Tillagg.text)
        query = select(*columns).outerjoin(Tillagg, Tillagg.avvikelse_id == Avvikelse.id)
        found = {number: rest for number, *rest in session.execute(query)}
    first = AvvikelseStatus.REGISTRERAD
    assert found == {
        "A1": [AvvikelseStatus.AVSLUTAD, Foljd.SKADA, None],
        "A2": [first, Foljd.INGEN, "Ur importen: status ”Pågående”."],
        "A3": [first, Foljd.VET_INTE, "Ur importen: status ”Vilande” och följd ”Kanske”."],
        "A4": [first, Foljd.VET_INTE, None],
    }


def test_additions_are_taken_back_with_their_cases(ground, inlasning):
    ground.as_person(ground.admin)
    change = ground.write(import_avvikelser, inlasning=inlasning)
    ground.write(undo_step, steg=change.steg)
    with ground.store.read() as session:
        assert session.scalars(select(Tillagg.id).where(Tillagg.borttagen.is_(None))).all() == []
        assert session.scalars(select(Avvikelse.id).where(Avvikelse.borttagen.is_(None))).all() == []
    assert ground.read(plan_import, inlasning=inlasning).nya == 4
    ground.write(import_avvikelser, inlasning=inlasning)


def test_a_day_ahead_is_a_fault_and_is_left_out_when_that_is_allowed(ground, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(f"{HEADS}\nA1;2062-03-09;Björken;Framtid;;;\nA2;2026-03-09;Björken;Nyss;;;\n", encoding="utf-8")
    ground.as_person(ground.admin)
    read = read_file(path)
    assert ground.read(plan_import, inlasning=read).fel == ("rad 2: datumet ligger framåt",)
    with pytest.raises(InputError):
        ground.write(import_avvikelser, inlasning=read)
    assert ground.write(import_avvikelser, inlasning=read, val=Val(hoppa_over=True)).text == "1 avvikelse importerad"


def test_a_file_written_from_this_register_is_recognised(ground, tmp_path):
    ground.write(register_avvikelse, ny=ny(ground))
    ground.as_person(ground.admin)
    ground.read(export_avvikelser, urval=AvvikelseUrval(), target=tmp_path / "ut.xlsx")
    told = ground.read(plan_import, inlasning=read_file(tmp_path / "ut.xlsx")).besked
    assert told[0].startswith("1 rad har nummer och tid som avvikelser i registret redan har.")


NUMBER = "19121212-1212"


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 6, 7, 8])
def test_every_column_of_text_is_looked_at_for_personnummer(ground, tmp_path, at):
    heads = ["Datum", "Ärendenr", "Enhet", "Beskrivning", "Typ", "Åtgärd", "Brukarreferens", "Status", "Följd"]
    cells = ["2026-03-09 14:05", "A1", "Björken", "Föll i hallen", "Fall", "Tröst", "B-1", "Klar", "Ingen"]
    cells[at] = f"{cells[at]} {NUMBER}"
    path = tmp_path / "in.csv"
    path.write_text(f"{';'.join(heads)}\n{';'.join(cells)}", encoding="utf-8")
    read = read_file(path)
    assert len(read.kolumner) == len(heads)
    ground.as_person(ground.admin)
    (told,) = ground.read(plan_import, inlasning=read).med_nummer
    assert NUMBER in told
    assert told.startswith(f"rad 2, {FIELDS[next(f for f, head in read.kolumner.items() if head == heads[at])]}: ")


def test_rows_that_seem_to_name_somebody_are_told(ground, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("Datum;Enhet;Beskrivning\n2026-03-09;Björken;Kalle slog Anna\n2026-03-09;Björken;Föll", "utf-8")
    ground.as_person(ground.admin)
    told = "\n".join(ground.read(plan_import, inlasning=read_file(path)).besked)
    assert "1 rad ser ut att nämna någon vid namn: rad 2." in told
