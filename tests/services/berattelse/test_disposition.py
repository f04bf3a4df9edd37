"""A report is written by several: chapters are moved, left out and added, remarked on and done; no text is lost."""

from typing import Any

import pytest

from kvalitet_app.domain.berattelse.disposition import Rapport, progress_of
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.services.berattelse import disposition

R = Rapport(2025)
FIRST, MAL, ANALYS = Kapitel.SAMMANFATTNING.value, Kapitel.MAL.value, Kapitel.ANALYS.value


@pytest.fixture
def writer(ground):
    """The verksamhetsutvecklare at work."""
    ground.as_person(ground.admin)
    return ground


def chapters(ground, rapport=R):
    return ground.read(disposition.list_avsnitt, rapport=rapport)


def chapter(ground, kapitel, rapport=R):
    return next(row for row in chapters(ground, rapport) if row.kapitel == kapitel)


def save(ground, kapitel=FIRST, text="Året som gick.", **more):
    return ground.write(disposition.save_avsnitt, rapport=R, kapitel=kapitel, text=text, **more)


def test_a_report_begins_with_the_chapters_of_its_kind(writer):
    rows = chapters(writer)
    assert [row.inbyggt for row in rows] == list(Kapitel)
    assert progress_of(rows).skrivna == 0


def test_two_writers_of_one_chapter_lose_nothing(writer):
    save(writer)
    seen = chapter(writer, FIRST).lagrat.version
    save(writer, text="Min text.", version=seen)
    with pytest.raises(ClashError) as refused:
        save(writer, text="En annans text.", version=seen)
    assert refused.value.theirs["text"] == "Min text."
    assert chapter(writer, FIRST).text == "Min text."


def test_a_number_that_looks_like_a_personnummer_is_refused(writer):
    with pytest.raises(RuleError, match="personnummer"):
        save(writer, text="Det gällde 900101-1239.")
    assert not chapter(writer, FIRST).skrivet


def test_a_chapter_is_moved_renamed_and_left_out(writer):
    writer.write(disposition.move_avsnitt, rapport=R, kapitel=ANALYS, steg=-2)
    order = [row.kapitel for row in chapters(writer)]
    assert order.index(ANALYS) == list(Kapitel).index(Kapitel.ANALYS) - 2
    writer.write(disposition.rename_avsnitt, rapport=R, kapitel=ANALYS, rubrik="Vad det betyder", version=None)
    writer.write(disposition.show_avsnitt, rapport=R, kapitel=ANALYS, med=False)
    row = chapter(writer, ANALYS)
    assert (row.rubrik, row.med) == ("Vad det betyder", False)
    assert progress_of(chapters(writer)).kapitel == len(Kapitel) - 1


def test_a_report_has_chapters_of_its_own(writer):
    writer.write(disposition.add_eget_avsnitt, rapport=R, rubrik="Projektet Ny start")
    own = chapters(writer)[-1]
    assert (own.rubrik, own.inbyggt) == ("Projektet Ny start", None)
    save(writer, own.kapitel, "Projektet gick bra.")
    assert chapters(writer)[-1].text == "Projektet gick bra."
    with pytest.raises(RuleError):
        writer.write(disposition.add_eget_avsnitt, rapport=R, rubrik="  ")


def test_a_chapter_with_a_remark_is_not_done(writer):
    save(writer)
    writer.write(disposition.add_anmarkning, rapport=R, kapitel=FIRST, text="Skriv målen först.")
    with pytest.raises(RuleError, match="anmärkningar"):
        writer.write(disposition.mark_avsnitt_done, rapport=R, kapitel=FIRST, klart=True)
    (remark,) = writer.read(disposition.list_anmarkningar, rapport=R, kapitel=FIRST)
    assert (remark.vem, remark.klar) == ("Eva Rönn", False)
    writer.write(disposition.close_anmarkning, rapport=R, anmarkning_id=remark.id, version=remark.version)
    writer.write(disposition.mark_avsnitt_done, rapport=R, kapitel=FIRST, klart=True)
    assert chapter(writer, FIRST).klart


def test_a_chapter_is_done_no_longer_when_its_figures_change_or_its_text_goes(writer):
    save(writer, text="Vi hade 12 avvikelser, 1 250 timmar.")
    writer.write(disposition.mark_avsnitt_done, rapport=R, kapitel=FIRST, klart=True)
    save(writer, text="Året hade 12 avvikelser och 1\u00a0250 timmar.")
    assert chapter(writer, FIRST).klart, "other words about the same figures"
    save(writer, text="Året hade 13 avvikelser och 1 250 timmar.")
    assert not chapter(writer, FIRST).klart
    writer.write(disposition.mark_avsnitt_done, rapport=R, kapitel=MAL, klart=True)
    save(writer, MAL, "")
    assert not chapter(writer, MAL).klart


def test_several_texts_are_saved_together_or_not_at_all(writer):
    save(writer, text="Min.")
    version = chapter(writer, FIRST).lagrat.version
    save(writer, text="Någon annans.")
    texts = {MAL: ("Målen.", None), FIRST: ("Min igen.", version)}
    with pytest.raises(ClashError):
        writer.write(disposition.save_avsnitt_texter, rapport=R, texter=texts)
    assert (chapter(writer, FIRST).text, chapter(writer, MAL).text) == ("Någon annans.", "")
    texts[FIRST] = ("Min igen.", chapter(writer, FIRST).lagrat.version)
    writer.write(disposition.save_avsnitt_texter, rapport=R, texter=texts)
    assert (chapter(writer, FIRST).text, chapter(writer, MAL).text) == ("Min igen.", "Målen.")


def test_last_years_texts_fill_only_what_is_empty(writer):
    before = Rapport(2024)
    for kapitel, text in ((FIRST, "I fjol."), (MAL, "Fjolårets mål.")):
        writer.write(disposition.save_avsnitt, rapport=before, kapitel=kapitel, text=text)
    writer.write(disposition.add_eget_avsnitt, rapport=before, rubrik="Projektet Ny start")
    save(writer, text="I år.")
    writer.write(disposition.carry_over, rapport=R)
    assert (chapter(writer, FIRST).text, chapter(writer, MAL).text) == ("I år.", "Fjolårets mål.")
    assert chapters(writer)[-1].rubrik == "Projektet Ny start"
    with pytest.raises(RuleError, match="2024"):
        writer.write(disposition.carry_over, rapport=R)


def test_every_version_of_a_text_is_kept(writer):
    for text in ("Först.", "Sedan.", "Sedan.", "Sist."):
        save(writer, text=text)
    versions = writer.read(disposition.avsnitt_history, rapport=R, kapitel=FIRST)
    assert [one.text for one in versions] == ["Sist.", "Sedan.", "Först."]
    assert {one.vem for one in versions} == {"Eva Rönn"}


CHANGES: dict[str, dict[str, Any]] = {
    "save_avsnitt": {"kapitel": FIRST, "text": "Min text."},
    "save_avsnitt_texter": {"texter": {FIRST: ("Min text.", None)}},
    "add_eget_avsnitt": {"rubrik": "Eget"},
    "rename_avsnitt": {"kapitel": FIRST, "rubrik": "Ny", "version": None},
    "show_avsnitt": {"kapitel": FIRST, "med": False},
    "move_avsnitt": {"kapitel": FIRST, "steg": 1},
    "assign_avsnitt": {"kapitel": FIRST, "ansvarig_id": None},
    "mark_avsnitt_done": {"kapitel": FIRST, "klart": True},
    "add_anmarkning": {"kapitel": FIRST, "text": "Kortare."},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_reader_changes_nothing(ground, name):
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(getattr(disposition, name), rapport=R, **CHANGES[name])


def test_a_chapter_that_the_report_lacks_is_refused(writer):
    with pytest.raises(RuleError, match="Kapitlet finns inte"):
        save(writer, "eget-okänt")


def test_only_those_who_may_write_are_offered_a_chapter(writer):
    offered = [who for who, _ in writer.read(disposition.list_writers, rapport=R)]
    assert writer.lasare not in offered
    for who in offered:
        writer.write(disposition.assign_avsnitt, rapport=R, kapitel=FIRST, ansvarig_id=who)
    with pytest.raises(RuleError, match="får inte skriva"):
        writer.write(disposition.assign_avsnitt, rapport=R, kapitel=FIRST, ansvarig_id=writer.lasare)
