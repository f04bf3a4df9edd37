"""The month of the kvalitetsråd on both stores: what it counts, what it hides, and that each figure has its rows."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kvalitet_app.domain.atgarder import AtgardKalla, AtgardUrval, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag, month_before
from kvalitet_app.domain.moten.kvalitetsrad import Radlage, Rakning, matters
from kvalitet_app.services.atgarder import add_atgard, find_atgarder
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad
from kvalitet_app.services.register.granser import save_grans
from kvalitet_app.services.register.kataloger import list_typer
from kvalitet_app.ui.page.queries import query_of
from tests.readback import pdf_words
from tests.services.avvikelser.cases import Case
from tests.services.factories import this_month


def month(ground, who=None, **own):
    ground.as_person(who or ground.admin)
    day = idag()
    return ground.read(gather_rad, **{"enhet_id": ground.top, "ar": day.year, "manad": day.month} | own)


def figure(rad, word):
    return next(one for one in rad.tal if one.etikett == word)


def table(rad, title):
    return next((one.rader for one in rad.tabeller if one.titel == title), ())


def rows_of(fraga):
    return set(fraga.ids) if fraga is not None else set()


def late(ground, kalla, source, text):
    ny = NyAtgard(text, ground.bjorken, idag() - timedelta(days=3), None, kalla, source)
    return ground.write(add_atgard, ny=ny).row_id


def test_the_month_is_counted_by_type_and_unit_with_its_sum(ground):
    cases = [Case(ground, handelse_vid=this_month(), typ_id=ground.bemotande) for _ in range(3)]
    cases.append(Case(ground, handelse_vid=this_month(), typ_id=ground.lakemedel))
    rad = month(ground)
    assert figure(rad, "Rapporterade avvikelser").varde == "4"
    assert figure(rad, "Enligt HSL").varde == "1"
    assert figure(rad, "Enligt HSL").anmarkning == "3 enligt SoL och LSS"
    assert table(rad, "Avvikelser efter typ") == (
        ("Bristande bemötande", "3", "0"),
        ("Läkemedel", "1", "0"),
        ("Summa", "4", "0"),
    )
    assert table(rad, "Avvikelser efter enhet") == (("Björken", "4", "0"), ("Summa", "4", "0"))
    assert table(rad, "Typ och enhet") == (("Björken", "3", "1", "4"),)
    ids = rows_of(figure(rad, "Rapporterade avvikelser").fraga)
    assert ids == {case.id for case in cases}
    listed = ground.read(find_avvikelser, urval=AvvikelseUrval(vy="alla", ids=frozenset(ids), raknas=True))
    assert set(listed) == ids


def test_a_protected_case_and_its_atgarder_are_in_no_figure_even_for_who_sees_them(ground):
    ground.as_person(ground.sas)
    hidden = Case(ground, handelse_vid=this_month(), typ_id=ground.bemotande, misstanke=True)
    late(ground, AtgardKalla.AVVIKELSE, hidden.id, "Byt hemligt lås")
    ground.as_person(ground.chef)
    seen = late(ground, AtgardKalla.EGEN, None, "Ny värmevagn")
    rad = month(ground, ground.sas)
    assert figure(rad, "Rapporterade avvikelser").varde == "0"
    assert figure(rad, "Försenade åtgärder").varde == "1"
    assert rows_of(figure(rad, "Försenade åtgärder").fraga) == {seen}
    urval = AtgardUrval(vy="alla", ids=frozenset({seen}))
    assert set(ground.read(find_atgarder, urval=urval)) == {seen}
    said = str(rad)
    assert "hemligt" not in said
    assert hidden.detail.rad.beteckning not in said


def test_one_person_who_hides_the_rest_is_told_without_a_reference(ground, tmp_path):
    for n in range(6):
        Case(ground, handelse_vid=this_month(), brukarreferens="BJ01-01" if n < 5 else "")
    rad = month(ground)
    assert rad.fragor[0][0].startswith("5 av månadens 6 avvikelser gäller en och samma brukare")
    assert "BJ01" not in str(rad)
    assert figure(rad, "Utan den vanligaste personen").varde == "1"
    ground.read(write_rad, rad=rad, target=tmp_path / "rad.pdf")
    said = pdf_words(tmp_path / "rad.pdf")
    assert "Synpunkter i månaden" in said


def test_more_types_than_fit_across_are_summed_and_each_row_adds_up(ground):
    kinds = [typ.id for typ in ground.read(list_typer)]
    for typ in (*kinds, None):
        Case(ground, handelse_vid=this_month(), typ_id=typ)
    rad = month(ground)
    for row in table(rad, "Typ och enhet"):
        assert sum(int(cell) for cell in row[1:-1]) == int(row[-1])


def test_every_count_that_asks_for_something_has_its_sentence_and_question():
    kinds = [f.name for f in fields(Radlage) if f.type is Rakning]
    plain: dict[str, Any] = {"antal": 9, "gamla_dagar": 30, "tysta": (), "tyst_dagar": 90}
    assert len(kinds) == 9
    assert matters(Radlage(**plain | {name: Rakning(0) for name in kinds})) == ()
    for n in (1, 2):
        said = matters(Radlage(**plain | {name: Rakning(n, Sokfraga("avvikelser", vy=name)) for name in kinds}))
        assert {fraga for _, fraga in said} == {Sokfraga("avvikelser", vy=name) for name in kinds}
        assert all(text.endswith(".") for text, _ in said)
    assert "2 ärenden har varit öppna i mer än 30 dagar." in [text for text, _ in said]
    silent = matters(Radlage(**plain | {"tysta": tuple("ABCDEFGH")} | {name: Rakning(0) for name in kinds}))
    assert silent == (("Ingen rapport på 90 dagar: A, B, C, D, E, F och 2 till. Fråga varför.", None),)


def test_the_month_before_january_is_december():
    assert month_before(2026, 1) == (2025, 12)
    assert month_before(2026, 12) == (2026, 11)


def test_a_unit_one_may_not_read_is_refused(ground):
    with pytest.raises(RuleError, match="läsa"):
        month(ground, ground.rapportor, enhet_id=ground.granen)
    with pytest.raises(RuleError, match="månaden"):
        month(ground, manad=13)


@pytest.mark.parametrize("kind", [".pdf", ".xlsx"])
def test_both_files_say_what_was_gathered_and_run_nothing(ground, tmp_path, kind):
    Case(ground, handelse_vid=this_month(), typ_id=ground.bemotande)
    late(ground, AtgardKalla.EGEN, None, "=HYPERLINK(1) [blad]")
    rad = month(ground)
    target = tmp_path / f"rad{kind}"
    ground.read(write_rad, rad=rad, target=target)
    if kind == ".pdf":
        said = pdf_words(target)
    else:
        book = CalamineWorkbook.from_path(str(target))
        assert book.sheet_names[:2] == ["Sammanfattning", "Att ta upp"]
        cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
        said = " ".join(str(int(cell)) if isinstance(cell, float) else str(cell) for cell in cells)
    flat = said
    for text in ("Björken", "Bristande bemötande", "=HYPERLINK(1) [blad]", *(said for said, _ in rad.fragor)):
        assert " ".join(text.split()) in flat


def opened(ground, fraga):
    """How many cases a question of a picture opens for the administrator."""
    question = query_of(fraga, None)
    assert question is not None
    page, query = question
    assert page == "avvikelser"
    given = {name: value for name, value in query.items() if value is not None}
    return len(ground.read(find_avvikelser, urval=AvvikelseUrval(**given)))


def test_every_column_cell_and_bar_of_the_pictures_opens_what_it_counts(ground):
    for n in range(3):
        Case(ground, handelse_vid=this_month(), typ_id=ground.bemotande if n else None)
    Case(ground, handelse_vid=this_month() - timedelta(days=40), typ_id=ground.lakemedel)
    ground.as_person(ground.sas)
    Case(ground, handelse_vid=this_month(), misstanke=True)
    b = month(ground, who=ground.sas).bilder
    now_ = idag()
    assert b.manader[-1] == 3
    asked = [(n, b.fraga.with_(ar=b.ar, manad=at)) for at, n in enumerate(b.manader, 1)]
    asked += [(sum(one.antal), one.fraga) for one in b.enheter]
    asked += [
        (n, one.fraga.with_(typ=typ)) for one in b.enheter for n, (_, typ) in zip(one.antal, b.typer, strict=True)
    ]
    asked += [(one.antal, one.fraga) for one in (*b.orsaker, *b.alder) if one.antal]
    assert [n for n, _ in asked] == [opened(ground, fraga) for _, fraga in asked]
    assert (b.ar, len(b.manader)) == (now_.year, now_.month)


def test_the_limits_of_the_month_are_the_registers_own(ground):
    for n in range(6):
        typ = ground.bemotande if n < 3 else ground.lakemedel
        Case(ground, handelse_vid=this_month(), typ_id=typ, brukarreferens="B7" if n < 5 else "")
    assert table(month(ground), "Typ och enhet") == (("Björken", "3", "3", "6"),)
    assert figure(month(ground), "Utan den vanligaste personen").varde == "1"
    ground.as_person(ground.admin)
    ground.write(save_grans, nyckel="rad_typer", varde=1)
    ground.write(save_grans, nyckel="rad_andel", varde=90)
    rad = month(ground)
    assert next(one for one in rad.tabeller if one.titel == "Typ och enhet").rubriker[-2:] == ("Övriga", "Alla")
    assert not [one for one in rad.tal if one.etikett == "Utan den vanligaste personen"]
