"""An adopted report keeps its figures; what the register counts otherwise later is told, never silently taken in."""

import gzip
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.siffror import named_figures
from kvalitet_app.domain.berattelse.underlag import from_json, to_json
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.fragor import Sokfraga, text_of
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse import disposition
from kvalitet_app.services.berattelse.handling import (
    adopt_berattelse,
    chapter_charts,
    read_berattelse,
    reopen_berattelse,
    write_report,
)
from kvalitet_app.services.counts.underlag import rows_behind
from tests.readback import pdf_words
from tests.services.factories import ny

OLD = Path(__file__).parents[2] / "old_databases"

R, DAY = Rapport(2025), date(2026, 3, 24)


def happened(ground, n=1):
    who = ground.store.person_id
    ground.as_person(ground.chef)
    for _ in range(n):
        when = datetime(2025, 5, 2, 8, tzinfo=UTC)
        ground.write(register_avvikelse, ny=ny(ground, handelse_vid=when, typ_id=ground.bemotande))
    ground.as_person(who)


@pytest.fixture
def adopted(ground):
    """Three events, a text, and the report adopted by SAS."""
    ground.as_person(ground.sas)
    happened(ground, 3)
    ground.write(disposition.save_avsnitt, rapport=R, kapitel=Kapitel.ANALYS.value, text="Året var lugnt.")
    ground.write(adopt_berattelse, rapport=R, datum=DAY, dnr="2026/17")
    return ground


def test_the_figures_stay_and_the_change_is_told(adopted):
    happened(adopted, 2)
    found = adopted.read(read_berattelse, rapport=R)
    assert found.data.sol_lss.alla.nu.varde == 3
    assert (found.faststalld, found.data.dnr) == (DAY, "2026/17")
    told = {each.nyckel: (each.da, each.nu) for each in found.andrade}
    assert told["sol_lss_alla"] == (3, 5)
    assert "sol_lss_alla_fore" not in told


def test_nothing_has_changed_the_day_it_is_adopted(adopted):
    assert adopted.read(read_berattelse, rapport=R).andrade == ()


def test_the_printed_report_has_the_frozen_figure_and_says_what_changed(adopted, tmp_path):
    happened(adopted)
    target = tmp_path / "rapport.pdf"
    adopted.read(write_report, rapport=R, target=target)
    text = pdf_words(target)
    assert "3 avvikelser enligt SoL och LSS inträffade 2025" in text.replace("\u00a0", " ")
    assert "3 när berättelsen fastställdes, 4 i dag" in text.replace("\u00a0", " ")
    assert "Fastställd 2026-03-24" in text


def test_an_adopted_report_is_not_written_in_until_it_is_taken_back(adopted):
    with pytest.raises(RuleError, match="fastställd"):
        adopted.write(disposition.save_avsnitt, rapport=R, kapitel=Kapitel.ANALYS.value, text="Nej.")
    with pytest.raises(RuleError, match="fastställd"):
        adopted.write(adopt_berattelse, rapport=R, datum=DAY)
    adopted.write(reopen_berattelse, rapport=R)
    adopted.write(disposition.save_avsnitt, rapport=R, kapitel=Kapitel.ANALYS.value, text="Jo.")
    happened(adopted)
    found = adopted.read(read_berattelse, rapport=R)
    assert (found.data.sol_lss.alla.nu.varde, found.faststalld, found.andrade) == (4, None, ())
    adopted.write(adopt_berattelse, rapport=R, datum=DAY)
    assert adopted.read(read_berattelse, rapport=R).andrade == ()


def test_who_may_not_see_every_case_neither_adopts_nor_reads_what_was_counted_of_them(adopted):
    adopted.as_person(adopted.admin)
    with pytest.raises(RuleError, match="skyddade"):
        adopted.write(adopt_berattelse, rapport=Rapport(2024), datum=DAY)
    happened(adopted)
    found = adopted.read(read_berattelse, rapport=R)
    assert found.data.sol_lss.alla.nu.varde == 4
    assert any("räknad om" in said for said in found.data.anmarkningar)


def test_a_reader_adopts_nothing(ground):
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(adopt_berattelse, rapport=R, datum=DAY)
    with pytest.raises(AccessError):
        ground.write(reopen_berattelse, rapport=R)


def test_a_remark_that_waits_stops_the_adoption(ground):
    ground.as_person(ground.sas)
    ground.write(disposition.add_anmarkning, rapport=R, kapitel=Kapitel.ANALYS.value, text="Förklara.")
    with pytest.raises(RuleError, match="anmärkningar"):
        ground.write(adopt_berattelse, rapport=R, datum=DAY)


@pytest.fixture(scope="module")
def figures(exempel):
    """The example's report and its figures."""
    with exempel.read() as session:
        found = read_berattelse(session, rapport=R)
    return exempel, found, named_figures(found.data)


def test_every_figure_knows_its_question(figures):
    *_, rows = figures
    assert [row.nyckel for row in rows if row.siffra.varde is not None and not row.siffra.fraga] == []
    assert len({row.nyckel for row in rows}) == len(rows)


def test_every_figure_is_stored_as_a_text_that_is_read_again(figures):
    _, found, rows = figures
    asked = [row.siffra.fraga for row in rows if row.siffra.fraga is not None]
    assert len(asked) > 60
    assert [Sokfraga.from_text(one.to_text()) for one in asked] == asked
    assert from_json(to_json(found.data)) == found.data


@pytest.mark.parametrize("packed", sorted(OLD.glob("*.db.gz")), ids=lambda path: path.name)
def test_the_frozen_figures_of_old_registers_still_open_their_rows(packed, tmp_path):
    path = tmp_path / "gammal.db"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        texts = [text for (text,) in connection.execute("SELECT fraga FROM siffra WHERE fraga <> ''")]
    assert [text_of(Sokfraga.from_text(text)) for text in texts] == texts


def test_a_quarter_of_an_older_report_opens_what_stood_on_its_last_day(figures):
    store, *_ = figures
    day, quarter = Sokfraga("evb", dag=date(2025, 6, 30)), Sokfraga.from_text("evb?ar=2025&kvartal=2")
    with store.read() as session:
        shown = rows_behind(session, fraga=quarter, ar=2026)
        assert shown == rows_behind(session, fraga=day, ar=2026)
        assert shown is not None
        assert rows_behind(session, fraga=None, ar=2026) is None


def test_a_figure_without_a_page_opens_as_many_rows_as_it_counts(figures):
    store, _, rows = figures
    opened = 0
    with store.read() as session:
        for row in rows:
            found = rows_behind(session, fraga=row.siffra.fraga, ar=2025)
            if found is None or row.nyckel.startswith("matt/"):
                continue
            opened += 1
            assert len(found.rader) == row.siffra.varde, row.nyckel
            assert all(len(cells) == len(found.kolumner) for cells in found.rader)
    assert opened > 25


def test_the_three_largest_types_are_the_kramfors_numbers(figures):
    *_, rows = figures
    values = {row.nyckel: row.siffra.varde for row in rows}
    assert (values["topp"], values["topp_fore"], values["topp_utan"]) == (132, 18, 30)
    assert "inte alla avvikelser" in next(row.definition for row in rows if row.nyckel == "topp")


def test_the_chapters_pictures_are_the_printed_ones(figures):
    _, found, _ = figures
    assert len(chapter_charts(found.data, Kapitel.AVVIKELSER)) >= 4
    assert chapter_charts(found.data, Kapitel.MAL) == ()
