"""Lists as people really have them, laid into the register: each row as it was meant, or refused by its number."""

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Enhet
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.organisation.inklistrat import InklistradEnhet, read_units
from kvalitet_app.services.register.forsta_start import read_unit_lines
from kvalitet_app.services.utbyte.importera import (
    Val,
    import_avvikelser,
    match_columns,
    open_file,
    plan_import,
    read_file,
    understand,
)
from kvalitet_app.services.utbyte.importfil import recognise_headings, with_headings
from tests import lists
from tests.lists import text_file, workbook


@pytest.fixture
def lay_in(ground):
    """A function that imports a file and answers each case's number, unit, Swedish time and text."""
    ground.as_person(ground.admin)

    def lay(path, **chosen):
        read = read_file(path, **chosen)
        ground.write(import_avvikelser, inlasning=read, val=Val(skapa=True, hoppa_over=True))
        with ground.store.read() as session:
            columns = (Avvikelse.externt_nummer, Enhet.namn, Avvikelse.handelse_vid, Avvikelse.beskrivning)
            query = select(*columns).join(Enhet, Enhet.id == Avvikelse.enhet_id).order_by(Avvikelse.id)
            rows = session.execute(query).all()
        return read, [(nr, unit, f"{local(moment):%Y-%m-%d %H:%M}", text) for nr, unit, moment, text in rows]

    return lay


def test_titles_above_the_headings_and_a_sum_below_are_told_and_every_row_comes_in(ground, lay_in, tmp_path):
    read, found = lay_in(workbook(tmp_path, lists.TITLED))
    assert read.rubrikrader == (4,)
    assert found == [
        ("1", "Tallåsen", "2026-01-09 12:00", "Gled på mattan"),
        ("2", "Videt", "2026-02-10 12:00", "Gled i duschen"),
    ]
    assert read.fel == ()
    told = ground.read(plan_import, inlasning=read).besked
    assert told[0].startswith(
        "Ovanför rubrikerna, läses inte in: rad 1, 2 (”Avvikelser januari–mars; Uttagen 2026-04-02"
    )
    assert told[1] == "Summeringar läses inte in: rad 7."


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [(lists.TITLED_CSV, (4,), ("Gled på mattan",)), (lists.POWERSHELL, (2,), ("rad ett, med komma",))],
)
def test_titles_of_a_text_file_do_not_choose_its_sign(lay_in, tmp_path, text, row, words):
    read, found = lay_in(text_file(tmp_path, text))
    assert (read.rubrikrader, read.fel, tuple(text for *_, text in found)) == (row, (), words)


def test_american_days_and_clocks_come_in_as_they_are(lay_in, tmp_path):
    read, found = lay_in(text_file(tmp_path, lists.AMERICAN))
    assert read.fel == ()
    assert [moment for _, _, moment, _ in found] == [
        "2026-03-09 13:05",
        "2026-03-09 14:30",
        "2026-03-04 13:05",
        "2026-03-14 13:05",
        "2026-03-09 00:10",
        "2026-03-09 14:30",
    ]


def test_clocks_as_people_type_them_come_in_or_are_refused_and_none_is_noon(lay_in, tmp_path):
    read, found = lay_in(workbook(tmp_path, lists.clock_rows()))
    known = [(f"klocka {n}", clock) for n, (_, clock) in enumerate(lists.CLOCKS, 1) if clock]
    assert [(text, moment[-5:]) for *_, moment, text in found] == known
    unknown = [n + 1 for n, (_, clock) in enumerate(lists.CLOCKS, 1) if clock is None]
    assert [int(fault.split()[1].strip(":")) for fault in read.fel] == unknown
    assert not any(row.utan_klockslag for row in read.rader)


def test_a_row_with_a_sign_too_many_is_refused_and_nothing_is_shifted(ground, lay_in, tmp_path):
    read, found = lay_in(text_file(tmp_path, lists.UNQUOTED))
    assert [text for *_, text in found] == ["Föll", "kort rad"]
    assert read.fel[0].startswith("rad 2: raden har 7 celler, men rubrikerna är 6.")
    with pytest.raises(InputError):
        ground.write(import_avvikelser, inlasning=read)


def test_headings_that_stand_twice_are_remembered_by_place(ground, lay_in, tmp_path):
    path = text_file(tmp_path, lists.TWICE)
    read, found = lay_in(path)
    assert found == [("1", "Tallåsen", "2026-03-09 12:00", "rätt text")]
    assert read.obrukade == ("Datum (2)", "Beskrivning (2)", "Kolumn 7")
    columns, remembered = ground.read(match_columns, fil=open_file(path))
    assert remembered
    assert columns == {"externt_nummer": 0, "datum": 1, "enhet": 2, "beskrivning": 3}
    second = {"externt_nummer": 0, "datum": 4, "enhet": 2, "beskrivning": 5}
    ground.write(import_avvikelser, inlasning=understand(open_file(path), second))
    assert ground.read(match_columns, fil=open_file(path)) == (second, True)


@pytest.mark.parametrize("row", ["1;2026-03-09;Tallåsen;{}", "1;2026-03-09;Tallåsen;{};x;y"])
def test_a_file_without_headings_is_asked_about_and_read_whole(ground, tmp_path, row):
    path = text_file(tmp_path, "\n".join((row.format("Föll"), row.format("Slog sig"))))
    with pytest.raises(InputError, match="--rubrikrad") as refused:
        read_file(path)
    assert refused.value.details[0].startswith("rad 1: 1 · 2026-03-09")
    given = "Kolumn 2=datum;Kolumn 3=enhet;Kolumn 4=beskrivning"
    read = read_file(path, kolumner=given, rubrikrader=())
    assert [(one.radnummer, one.beskrivning) for one in read.rader] == [(1, "Föll"), (2, "Slog sig")]


def test_a_line_that_is_not_there_is_no_line_of_headings(tmp_path):
    with pytest.raises(InputError, match=r"På rad 9 i lista\.csv står ingenting"):
        read_file(text_file(tmp_path, lists.PLAIN), rubrikrader=(9,))


def test_hidden_rows_are_read_and_told(ground, lay_in, tmp_path):
    read, found = lay_in(workbook(tmp_path, lists.TITLED, hidden=(3, 6)))
    assert len(found) == 2
    told = ground.read(plan_import, inlasning=read).besked
    assert told[0] == "1\N{NO-BREAK SPACE}rad är dold i Excel men läses också: rad 6."


def test_days_without_a_format_are_counted_as_the_workbook_counts(lay_in, tmp_path):
    rows: list[list[object]] = [["Datum", "Enhet", "Vad hände"], [44628.5, "Tallåsen", "Föll"]]
    _, found = lay_in(workbook(tmp_path, rows, since_1904=True))
    assert [moment for _, _, moment, _ in found] == ["2026-03-09 12:00"]


def test_a_line_of_headings_that_somebody_has_matched_is_known_again(ground, tmp_path):
    ground.as_person(ground.admin)
    fil = open_file(text_file(tmp_path, "Lista\nDag;Ställe;Vad\n2026-03-09;Tallåsen;Föll\n"))
    assert ground.read(recognise_headings, fil=fil) == fil
    assert not fil.ar_sakert
    chosen = with_headings(fil, (2,))
    read = understand(chosen, {"datum": 0, "enhet": 1, "beskrivning": 2})
    ground.write(import_avvikelser, inlasning=read, val=Val(skapa=True))
    again = ground.read(recognise_headings, fil=fil)
    assert again == chosen
    assert ground.read(match_columns, fil=again)[1]


@pytest.mark.parametrize("name", ["enheter.csv", "enheter.xlsx"])
def test_a_list_of_units_is_shown_whole_and_nothing_is_shifted(tmp_path, name):
    rows: list[list[object]] = [["Enhet", "Verksamhet", "Platser"], ["Hus 1; plan 2", "grupp\nbostad", 6], ["Videt"]]
    path = workbook(tmp_path, rows)
    if name.endswith(".csv"):
        path = text_file(tmp_path, 'Enhet;Verksamhet;Platser\n"Hus 1; plan 2";"grupp\nbostad";6\nVidet\n')
    shown = read_unit_lines(str(path))
    assert shown == "Enhet; Verksamhet; Platser\nHus 1, plan 2; grupp bostad; 6\nVidet"
    assert read_units(shown) == (InklistradEnhet("Hus 1, plan 2", "grupp bostad", 6), InklistradEnhet("Videt"))
