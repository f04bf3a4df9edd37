"""What another system's words mean here, and what is said of those that cannot be kept."""

import pytest

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd
from kvalitet_app.domain.utbyte.importrad import what_is_lost
from kvalitet_app.exchange.avvikelser.headings_in import guess_columns
from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser
from kvalitet_app.exchange.avvikelser.words_in import foljd_of, status_of
from kvalitet_app.exchange.table_in import Table

HEADS = ("Datum", "Enhet", "Beskrivning", "Status", "Följd")
S = AvvikelseStatus


def rows_of(*rows):
    return read_avvikelser(Table(HEADS, tuple((n, row) for n, row in enumerate(rows, 2)))).rader


def case(*, status="", foljd="", day="2026-03-09 14:05"):
    return (day, "Tallåsen", "Föll i hallen", status, foljd)


@pytest.mark.parametrize("status", AvvikelseStatus)
def test_our_own_words_for_a_state_are_known_however_they_are_written(status):
    for word in (status.value, status.word, status.word.upper(), f" {status.word}. "):
        assert status_of(word) is status


@pytest.mark.parametrize("foljd", Foljd)
def test_our_own_words_for_a_consequence_are_known(foljd):
    for word in (foljd.value, foljd.word, foljd.word.upper()):
        assert foljd_of(word) is foljd


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Pågående", S.UTREDS),
        ("Under  utredning", S.UTREDS),
        ("Klar", S.AVSLUTAD),
        ("Stängd", S.AVSLUTAD),
        ("Ny", S.REGISTRERAD),
        ("Åtgärdad", S.ATGARDAS),
        ("Vilande", None),
        ("", None),
    ],
)
def test_common_words_for_a_state(word, status):
    assert status_of(word) is status


@pytest.mark.parametrize(
    "heading", ["Följd", "Följd för brukaren", "Konsekvens", "Konsekvens för den enskilde", "Skadegrad"]
)
def test_the_column_of_the_consequence_is_found(heading):
    assert guess_columns(("Datum", "Enhet", "Beskrivning", heading))["foljd"] == 3


@pytest.mark.parametrize("status", AvvikelseStatus)
def test_only_the_first_state_and_the_ends_are_kept_and_the_word_of_the_others_follows_the_case(status):
    (row,) = rows_of(case(status=status.word))
    if status in (S.REGISTRERAD, S.AVSLUTAD, S.EJ_AVVIKELSE):
        assert row.lagd_status is status
        assert row.tillagg == ""
    else:
        assert row.lagd_status is (S.EJ_AVVIKELSE if status is S.DUBBLETT else S.REGISTRERAD)
        assert row.tillagg == f"Ur importen: status ”{status.word}”."


def test_everything_that_is_not_kept_is_said_with_its_count():
    told = what_is_lost(
        rows_of(
            case(status="Pågående"),
            case(status="Pågående", day="2026-03-09"),
            case(status="Vilande", foljd="Kanske"),
            case(status="Klar", foljd="Skada"),
            case(day="2026-03-10"),
        ),
        ("Diagnos", "Hiss"),
    )
    noon, closed, known, unknown, foljd, columns = told
    assert noon == "Klockslag saknas i filen för 2 rader; de visas som 12:00."
    assert closed.startswith("1 rad med avslutade ärenden läggs in som avslutade, med importens datum.")
    assert known.startswith("Status ”Pågående” betyder Utreds, men det kräver riskbedömning")
    assert "2 rader läggs in som Registrerad" in known
    assert unknown.startswith("Status ”Vilande” känns inte igen: 1 rad läggs in som Registrerad")
    assert foljd.startswith("Följden ”Kanske” känns inte igen: 1 rad får ”Vet inte”")
    assert columns == "Kolumner som inte läses in: Diagnos, Hiss."


def test_nothing_is_said_where_nothing_is_lost():
    assert what_is_lost(rows_of(case(status="Registrerad", foljd="Ingen"), case())) == ()


def test_a_column_of_free_text_does_not_fill_the_screen():
    told = what_is_lost(rows_of(*(case(status=f"läge {n} {'x' * 500}") for n in range(300))))
    assert len(told) == 9
    assert max(map(len, told)) < 250
    assert "Status med 292 andra ord känns inte igen: 292 rader" in told[-1]


@pytest.mark.parametrize(("at", "name"), [(1, "enhetens namn"), (5, "typens namn"), (6, "ärendenumret")])
def test_a_name_of_a_hundred_thousand_signs_is_a_fault_of_its_row(at, name):
    cells = ["2026-03-09", "Tallåsen", "Föll", "", "", "Fall", "A1"]
    cells[at] = "x" * 100_000
    read = read_avvikelser(Table((*HEADS, "Typ", "Ärendenummer"), ((2, tuple(cells)),)))
    assert read.rader == ()
    assert read.fel[0].startswith(f"rad 2: {name} är längre än")
