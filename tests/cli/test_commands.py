"""The command line: does the main job, speaks Swedish, never shows a stack trace."""

import re
import sqlite3
import sys
from pathlib import Path

import pytest

from kvalitet_app.cli.parser import make_parser
from kvalitet_app.cli.run import _plain_start, run
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.account import account
from kvalitet_app.start import program, quick_start
from tests.cli.command_line import cli, csv_file


def test_the_report_is_written(db, tmp_path, capsys):
    target = tmp_path / "rapport.pdf"
    assert cli("--db", db, "rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", str(target)) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert "är skriven" in capsys.readouterr().out
    assert cli("--db", db, "kontrollera") == 0


def test_the_same_data_gives_the_same_bytes(db, tmp_path):
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    from kvalitet_app.db.store.store import open_store
    from kvalitet_app.domain.berattelse.disposition import Rapport
    from kvalitet_app.services.berattelse.handling import write_report
    from kvalitet_app.services.register.forsta_start import account_person

    store = open_store(db)
    with store.read() as session:
        store.person_id = account_person(session, konto=account())
    for target in (one, two):
        with store.read() as session:
            write_report(session, rapport=Rapport(2025), target=target)
    store.close()
    assert one.read_bytes() == two.read_bytes()


def test_a_unit_can_be_chosen_and_an_unknown_one_is_told(db, tmp_path, capsys):
    arguments = (
        "--db",
        db,
        "rapport",
        "kvalitetsberattelse",
        "--ar",
        "2025",
        "--ut",
        str(tmp_path / "r.pdf"),
        "--enhet",
    )
    assert cli(*arguments, "Tallåsen") == 0
    assert cli(*arguments, "Atlantis") == 1
    assert "Ingen enhet heter Atlantis" in capsys.readouterr().err


def test_avvikelser_are_exported(db, tmp_path, capsys):
    assert cli("--db", db, "exportera", "avvikelser", "--ar", "2025", "--ut", str(tmp_path / "ut.xlsx")) == 0
    assert "601 avvikelser" in capsys.readouterr().out


def test_import_is_tried_refused_and_done(db, tmp_path, capsys):
    rows = ("X1;2026-03-09;Tallåsen;Föll i hallen;Fall utan skada", "X2;2026-03-10;Nyhem;Slog sig;Nytt slag")
    source = csv_file(tmp_path, *rows, "X3;snart;Tallåsen;Okänt datum;")
    base = ("--db", db, "importera", "avvikelser", source)
    assert cli(*base, "--prova") == 0
    told = capsys.readouterr().out
    assert "Nya: 2" in told
    assert "Okänd enhet: Nyhem" in told
    assert "Fel: rad 4: datumet snart går inte att läsa" in told
    assert cli(*base) == 1
    assert cli(*base, "--hoppa-over") == 1
    assert cli(*base, "--hoppa-over", "--skapa") == 0
    assert "2 avvikelser importerade" in capsys.readouterr().out
    assert cli(*base, "--hoppa-over") == 0
    assert "0 avvikelser importerade" in capsys.readouterr().out
    assert cli("--db", db, "kontrollera") == 0


def test_the_line_of_headings_and_the_order_of_days_are_asked_about_and_answered(db, tmp_path, capsys):
    source = tmp_path / "lista.csv"
    source.write_text("Lista\nDag;Ställe;Vad\n3/4/2026;Tallåsen;Föll\n", encoding="utf-8")
    columns = "Dag=datum;Ställe=enhet;Vad=beskrivning"
    base = ("--db", db, "importera", "avvikelser", str(source), "--kolumner", columns)
    assert cli(*base) == 1
    told = capsys.readouterr().err
    assert "Ange den med --rubrikrad." in told
    assert "rad 2: Dag · Ställe · Vad" in told
    for wrong in ("x", "1-3", "2²", "9", "1-2-3", ""):
        assert cli(*base, "--rubrikrad", wrong) == 1
    assert "Skriv rubrikraden som --rubrikrad 4" in capsys.readouterr().err
    assert cli(*base, "--rubrikrad", "2") == 1
    told = capsys.readouterr().out
    assert "Rubriker: rad 2" in told
    assert "Fråga: 3/4/2026 kan vara två dagar. Ange --dagar dag-manad eller --dagar manad-dag." in told
    assert cli(*base, "--rubrikrad", "2", "--dagar", "manad-dag") == 0
    assert "1 avvikelse importerad" in capsys.readouterr().out


def test_a_copy_is_taken_and_never_overwrites(db, tmp_path, capsys):
    target = tmp_path / "kopia.db"
    assert cli("--db", db, "kopiera", "--ut", str(target)) == 0
    assert cli("--db", str(target), "kontrollera") == 0
    assert cli("--db", db, "kopiera", "--ut", str(target)) == 1
    assert "finns redan" in capsys.readouterr().err


def test_everything_goes_out_and_comes_back(db, tmp_path, capsys):
    out, new = str(tmp_path / "allt.zip"), str(tmp_path / "ny.db")
    assert cli("--db", db, "exportera", "allt", "--ut", out) == 0
    told = capsys.readouterr().out
    assert "SEKRETESS" in told
    assert "SHA-256" in told
    assert cli("aterskapa", out, "--db", new) == 0
    assert "Allt stämmer" in capsys.readouterr().out
    assert cli("aterskapa", out, "--db", new) == 1
    assert "finns redan" in capsys.readouterr().err
    assert cli("aterskapa", db, "--db", str(tmp_path / "nyare.db")) == 1
    assert "ingen hel ZIP-fil" in capsys.readouterr().err
    assert cli("aterskapa", out) == 1
    assert "--db" in capsys.readouterr().err
    assert not (tmp_path / "nyare.db").exists()


def test_the_folder_of_a_review_is_written(db, tmp_path, capsys):
    base = ("--db", db, "rapport", "granskningsmapp", "--enhet", "Tallåsen", "--ut", str(tmp_path / "mapp.zip"))
    assert cli(*base, "--datum", "2026-03-01") == 0
    assert "är skriven" in capsys.readouterr().out
    assert cli(*base, "--datum", "mars") == 1
    assert "--datum" in capsys.readouterr().err
    assert cli(*base, "--datum", "2026-03-01", "--spridning", "offentlig") == 1
    assert "inte göras offentlig" in capsys.readouterr().err


def test_the_example_is_not_overwritten_by_itself(db, capsys):
    assert cli("--db", db, "exempel") == 1
    assert "--skriv-over" in capsys.readouterr().err


BAD = (
    ((), 0),
    (("--hjalp",), 0),
    (("finnsinte",), 2),
    (("rapport",), 2),
    (("rapport", "kvalitetsberattelse", "--ar", "tusen", "--ut", "x.pdf"), 2),
    (("--db", "saknas.db", "kontrollera"), 1),
    (("--db", "mysql://x", "kontrollera"), 1),
    (("--db", "saknas.db", "kopiera", "--ut", "x.db"), 1),
    (("importera", "avvikelser", "saknas.csv"), 1),
)


@pytest.mark.parametrize(("arguments", "status"), BAD[1:])
def test_bad_input_gets_a_swedish_sentence_and_no_stack_trace(arguments, status, capsys):
    assert cli(*arguments) == status
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    assert "usage" not in told.err + told.out
    assert "error:" not in told.err
    assert told.err or told.out


def test_a_folder_that_cannot_be_written_is_told(db, capsys):
    arguments = ("--db", db, "rapport", "kvalitetsberattelse", "--ar", "2025", "--ut", "/finns/inte/r.pdf")
    assert cli(*arguments) == 1
    assert "finns inte" in capsys.readouterr().err
    assert not Path("/finns").exists()


def test_the_wrong_year_and_the_wrong_anchor_are_told(db, tmp_path):
    assert cli("--db", db, "rapport", "kvalitetsberattelse", "--ar", "9", "--ut", str(tmp_path / "x.pdf")) == 1
    assert cli("--db", db, "kontrollera", "--ankare", "x") == 1
    assert cli("--db", db, "kontrollera", "--ankare", "1:abc") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["--mat-start"], ["--db", "a.db"], ["--db", "a b.db", "--mat-start"], ["--mat-start", "--db", "x"]],
)
def test_the_everyday_start_means_what_the_parser_says(arguments):
    parsed = make_parser().parse_args(arguments)
    assert _plain_start(arguments) == (parsed.db, parsed.mat_start)
    assert parsed.kommando is None


@pytest.mark.parametrize(
    "arguments", [["exempel"], ["--db"], ["--db", "--mat-start"], ["--db=x"], ["--db", "x", "exempel"], ["-h"]]
)
def test_everything_else_goes_to_the_parser(arguments):
    assert _plain_start(arguments) is None


@pytest.mark.parametrize("arguments", [["--mat-start"], ["--mat-start", "--db=x.db"]])
@pytest.mark.parametrize(
    ("error", "said"), [(StorageError("Mappen är full."), "Mappen är full."), (RuntimeError("x"), "Något gick fel")]
)
def test_a_window_that_cannot_start_says_why(arguments, error, said, monkeypatch, capsys):
    def refuse(*_given):
        raise error

    monkeypatch.setattr(program, "measure_start", refuse)
    monkeypatch.setattr(quick_start, "prepare", lambda: None)
    assert run(arguments) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a desktop")
def test_without_a_screen_one_is_told_instead_of_stopped_by_qt(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 1
    assert "ingen skärm" in capsys.readouterr().err


@pytest.mark.parametrize(("ending", "status"), [(".pdf", 0), (".xlsx", 0), (".txt", 1)])
def test_the_month_of_the_kvalitetsrad_is_written(db, tmp_path, ending, status):
    target = tmp_path / f"rad{ending}"
    month = ("--enhet", "Funktionsstöd", "--manad", "2025-11", "--ut", str(target))
    assert cli("--db", db, "rapport", "kvalitetsrad", *month) == status
    assert target.exists() == (status == 0)


def test_a_month_without_a_unit_is_asked_for(db, tmp_path):
    assert cli("--db", db, "rapport", "kvalitetsrad", "--ut", str(tmp_path / "x.pdf")) == 1


REPORTS = (
    ("kvalitetsberattelse", (), ".docx"),
    ("patientsakerhetsberattelse", (), ".pdf"),
    ("delarsrapport", ("--period", "2"), ".pdf"),
    ("namndblad", ("--period", "3"), ".pdf"),
)


@pytest.mark.parametrize(("rapport", "more", "ending"), REPORTS)
def test_every_report_that_is_written_comes_from_the_command_line(db, tmp_path, rapport, more, ending):
    target = tmp_path / f"rapport{ending}"
    assert cli("--db", db, "rapport", rapport, "--ar", "2025", *more, "--ut", str(target)) == 0
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_public_report_is_written_when_every_question_is_answered(db, tmp_path, capsys, ending):
    target = tmp_path / f"rapport{ending}"
    report = ("--db", db, "rapport", "kvalitetsberattelse", "--ar", "2025", "--spridning", "offentlig")
    assert cli(*report, "--ut", str(target)) == 1
    keys = re.findall(r"^  ([0-9a-f]{6})  Kan ”", capsys.readouterr().err, re.MULTILINE)
    assert len(keys) > 1
    assert cli(*report, "--ut", str(target), "--svarat", keys[0]) == 1
    told = capsys.readouterr().err
    assert keys[0] not in told
    assert keys[1] in told
    assert not target.exists()
    assert cli(*report, "--ut", str(target), "--svarat", ",".join(keys)) == 0
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_public_month_leaves_its_line(db, tmp_path, ending):
    target = tmp_path / f"rad{ending}"
    month = ("--enhet", "Funktionsstöd", "--manad", "2025-11", "--ut", str(target), "--spridning", "offentlig")
    assert cli("--db", db, "rapport", "kvalitetsrad", *month) == 0
    with sqlite3.connect(db) as connection:
        (line,) = connection.execute("SELECT varde FROM installning WHERE nyckel = ?", (f"offentlig/{target.name}",))
    assert '"svar": []' in line[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("namndblad", "--ar", "2025"), "Ange --period mellan 1 och 4."),
        (("delarsrapport", "--ar", "2025", "--period", "3"), "Ange --period mellan 1 och 2."),
        (("kvalitetsberattelse", "--ar", "2025", "--period", "1"), "Rapporten gäller hela året."),
        (("patientsakerhetsberattelse",), "Ange vilket år med --ar."),
    ],
)
def test_a_period_that_the_report_lacks_is_refused(db, tmp_path, capsys, arguments, sentence):
    assert cli("--db", db, "rapport", *arguments, "--ut", str(tmp_path / "rapport.pdf")) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "rapport.pdf").exists()
