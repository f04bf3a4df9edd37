"""Registering, finding and listing avvikelser."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from kvalitet_app.db.models import Avvikelse, EjPersonnummer, LexSarahArende
from kvalitet_app.db.trail.journal import lines_of
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.listor import (
    avvikelse_rows,
    count_views,
    find_avvikelser,
    known_references,
    similar_avvikelser,
)
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from tests.services.factories import MONDAY, ny

NUMBER = "19121212-1212"


def register(ground, **own):
    """Register and give the id."""
    return ground.write(register_avvikelse, ny=ny(ground, **own)).row_id


def test_the_first_sentence_becomes_the_heading_and_the_unit_gives_the_law(ground):
    detail = ground.read(get_avvikelse, avvikelse_id=register(ground))
    assert detail.rad.rubrik == "Fick fel dos på morgonen"
    assert detail.rad.lagrum is Lagrum.LSS
    assert detail.rad.status is AvvikelseStatus.REGISTRERAD
    assert detail.rapportor == "Anna Ek"


def test_numbers_run_within_the_year(ground):
    first, second = register(ground), register(ground)
    rows = ground.read(avvikelse_rows, ids=[first, second])
    assert [rows[first].nr, rows[second].nr] == [1, 2]


def test_an_hsl_type_makes_it_a_matter_of_hsl(ground):
    detail = ground.read(get_avvikelse, avvikelse_id=register(ground, typ_id=ground.lakemedel))
    assert detail.rad.lagrum is Lagrum.HSL


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"text": "  \n "}, "beskrivning"),
        ({"handelse_vid": datetime.now(UTC) + timedelta(days=1)}, "handelse_vid"),
        ({"handelse_vid": datetime(1914, 1, 1, tzinfo=UTC)}, "handelse_vid"),
        ({"text": f"{NUMBER} föll."}, "beskrivning"),
        ({"omedelbar_atgard": f"Ringde {NUMBER}."}, "omedelbar_atgard"),
        ({"brukarreferens": NUMBER}, "brukarreferens"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(ground, own, field):
    with pytest.raises(RuleError) as refused:
        ground.write(register_avvikelse, ny=ny(ground, **own))
    assert refused.value.field == field


def test_a_number_that_is_said_to_be_something_else_is_let_through_and_noted(ground):
    row_id = register(ground, text=f"Larm {NUMBER} gick.", inte_personnummer=(NUMBER,))
    with ground.store.read() as session:
        noted = session.scalars(select(EjPersonnummer).where(EjPersonnummer.avvikelse_id == row_id)).all()
        assert [(one.text, one.person_id) for one in noted] == [(NUMBER, ground.store.person_id)]
        assert [line.op for line in lines_of(session, "ej_personnummer", noted[0].id)] == ["insert"]


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "Föll 😀 i köket", "נפל במסדרון", "=cmd|' /C calc'!A0", "a\x00b", "A\u030akervindan"]
)
def test_odd_texts_are_kept_and_found_whole(ground, text):
    detail = ground.read(get_avvikelse, avvikelse_id=register(ground, text=text))
    assert detail.beskrivning == text.replace("\x00", "").replace("A\u030a", "Å")


def test_the_same_form_sent_twice_makes_one_case(ground):
    uuid = "0f9c1d6e-0000-4000-8000-000000000001"
    assert register(ground, uuid=uuid) == register(ground, uuid=uuid)


def test_a_reader_may_not_report_and_a_reporter_not_elsewhere(ground):
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        register(ground)
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        register(ground, enhet_id=ground.granen)


def test_a_suspicion_hides_the_case_from_everybody_outside_its_circle(ground):
    ground.as_person(ground.rapportor)
    row_id = register(ground, misstanke=True, text="Vikarien slog till den boende på armen.")
    seen = {}
    for who in (ground.chef, ground.rapportor, ground.sas, ground.lasare, ground.admin):
        ground.as_person(who)
        urval = AvvikelseUrval()
        seen[who] = (
            row_id in ground.read(find_avvikelser, urval=urval),
            bool(ground.read(avvikelse_rows, ids=[row_id])),
            ground.read(count_views, urval=urval)["alla"] == 1,
            row_id in ground.read(find_avvikelser, urval=AvvikelseUrval(sok="vikarien")),
            bool(ground.read(similar_avvikelser, text="Vikarien slog till en boende")),
        )
    assert seen == {
        ground.chef: (False,) * 5,
        ground.rapportor: (True,) * 5,
        ground.sas: (True,) * 5,
        ground.lasare: (False,) * 5,
        ground.admin: (False,) * 5,
    }


def test_a_suspicion_opens_a_lex_sarah_case_once(ground):
    register(ground, misstanke=True)
    with ground.store.read() as session:
        assert session.scalar(select(func.count()).select_from(LexSarahArende)) == 1


def test_without_a_sas_the_chef_receives_the_report(ground):
    from kvalitet_app.services.organisation.personer import end_uppdrag, list_personer

    ground.as_person(ground.admin)
    sas = next(p for p in ground.read(list_personer) if p.id == ground.sas)
    ground.write(end_uppdrag, uppdrag_id=sas.uppdrag[0].id)
    ground.as_person(ground.rapportor)
    row_id = register(ground, misstanke=True)
    ground.as_person(ground.chef)
    assert list(ground.read(find_avvikelser, urval=AvvikelseUrval())) == [row_id]


def test_sorting_follows_the_swedish_alphabet(ground):
    ids = {text: register(ground, text=text) for text in ("Ärla föll", "zebra", "Åsa föll", "Östen", "arm")}
    found = ground.read(find_avvikelser, urval=AvvikelseUrval(sortering="rubrik", fallande=False))
    names = {v: k for k, v in ids.items()}
    assert [names[i] for i in found] == ["arm", "zebra", "Åsa föll", "Ärla föll", "Östen"]


@pytest.mark.parametrize("sortering", ["nr", "datum", "rubrik", "risk", "enhet", "typ", "status"])
@pytest.mark.parametrize("fallande", [False, True])
def test_every_order_holds_every_case_once(ground, sortering, fallande):
    ids = {register(ground), register(ground, typ_id=ground.bemotande), register(ground, typ_id=ground.lakemedel)}
    found = ground.read(find_avvikelser, urval=AvvikelseUrval(sortering=sortering, fallande=fallande))
    assert len(found) == 3
    assert set(found) == ids


def test_filters_limit_and_views_count(ground):
    old = register(ground, handelse_vid=datetime(2025, 12, 31, 23, 30, tzinfo=UTC), brukarreferens="GB07-03")
    new = register(ground, typ_id=ground.bemotande)
    everything = AvvikelseUrval()
    in_2026 = replace(everything, fran=date(2026, 1, 1), till=date(2026, 12, 31))
    assert set(ground.read(find_avvikelser, urval=in_2026)) == {old, new}, "23.30 UTC is already the new year here"
    assert list(ground.read(find_avvikelser, urval=replace(everything, typer=frozenset({ground.bemotande})))) == [new]
    assert list(ground.read(find_avvikelser, urval=replace(everything, brukarreferens="GB07-03"))) == [old]
    assert list(ground.read(find_avvikelser, urval=replace(everything, enheter=frozenset({ground.granen})))) == []
    assert ground.read(count_views, urval=everything) == {
        "att_gora": 2,
        "vantar": 0,
        "oppna": 2,
        "fastnat": 0,
        "forsenade": 0,
        "avslutade": 0,
        "alla": 2,
    }


@pytest.mark.parametrize("ar", [2025, 2026, None])
def test_each_view_counts_the_rows_that_it_opens(ground, ar):
    register(ground, handelse_vid=datetime(2025, 3, 1, tzinfo=UTC))
    register(ground)
    urval = AvvikelseUrval(ar=ar)
    counts = ground.read(count_views, urval=urval)
    assert counts == {vy: len(ground.read(find_avvikelser, urval=replace(urval, vy=vy))) for vy in counts}
    assert (counts["oppna"], counts["alla"]) == (2, 2 if ar is None else 1)


@pytest.mark.parametrize(
    "word", ["avvikelse", "DOSEN", "dosen", '"', "a'b", "kök AND", "e-post", "%", "_", "do", "200 % av"]
)
def test_search_finds_inside_compounds_and_takes_any_character(ground, word):
    hit = register(ground, text=f"Läkemedelsavvikelse: {word.lower()} var fel")
    register(ground, text="Något helt annat hände")
    assert hit in ground.read(find_avvikelser, urval=AvvikelseUrval(sok=word))


def test_similar_cases_share_words_and_the_own_unit_comes_first(ground):
    register(ground, text="Slog i huvudet vid förflyttning")
    near = register(ground, text="Kvällsdosen gavs på morgonen till fel person")
    found = ground.read(similar_avvikelser, text="Morgondosen gavs till fel person", enhet_id=ground.bjorken)
    assert [row.id for row in found] == [near]


def test_references_of_the_unit_are_offered_newest_first(ground):
    register(ground, brukarreferens="GB07-01")
    register(ground, brukarreferens="GB07-02")
    register(ground, brukarreferens="GB07-01", handelse_vid=MONDAY)
    assert ground.read(known_references, enhet_id=ground.bjorken) == ("GB07-01", "GB07-02")


def test_the_local_year_and_month_are_stored(ground):
    row_id = register(ground, handelse_vid=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    with ground.store.read() as session:
        row = session.get_one(Avvikelse, row_id)
        assert (row.handelse_ar, row.handelse_manad) == (2026, 1)
