"""The side ways of a case: moved, handed over, a double, no avvikelse, opened again, and whose step is next."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Bilaga, Tillagg, Uppdrag
from kvalitet_app.domain.atgarder import AtgardKalla, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.avvikelser.detalj import possible_doubles, possible_handlers
from kvalitet_app.services.avvikelser.flytt import hand_next_step, move_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import add_tillagg
from kvalitet_app.services.avvikelser.listor import count_views, find_avvikelser
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.bilagor import add_bilaga
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.listor import lex_of_avvikelse
from kvalitet_app.services.processer import add_process
from kvalitet_app.services.register.inbyggda import install_catalogues
from tests.services.avvikelser.cases import Case, refused
from tests.verbs import laying

S = AvvikelseStatus


@pytest.fixture
def case(ground):
    """A fresh case at Björken, with the built-in catalogues at hand."""
    with ground.store.writing(laying()) as session:
        install_catalogues(session)
    return Case(ground)


def listed(ground, vy):
    return set(ground.read(find_avvikelser, urval=AvvikelseUrval(vy=vy)))


def counted(ground):
    return ground.read(gather, ar=2026).sol_lss.alla.nu.varde


def test_a_double_points_at_the_other_and_is_counted_no_more(ground, case):
    other = Case(ground)
    assert counted(ground) == 2
    case.step(S.DUBBLETT, dubblett_av_id=other.id)
    assert case.detail.dubblett_av == (other.id, other.detail.rad.beteckning)
    assert other.detail.dubbletter == ((case.id, case.detail.rad.beteckning),)
    assert counted(ground) == 1
    assert case.id in listed(ground, "avslutade")
    with refused("dubblett_av_id"):
        other.step(S.DUBBLETT, dubblett_av_id=case.id)
    case.step(S.REGISTRERAD, skal_kod="fel")
    assert case.detail.dubblett_av is None
    assert counted(ground) == 2


def test_a_double_needs_another_case_that_the_person_sees(ground, case):
    with refused("dubblett_av_id"):
        case.step(S.DUBBLETT)
    with refused("dubblett_av_id"):
        case.step(S.DUBBLETT, dubblett_av_id=case.id)
    ground.as_person(ground.rapportor)
    hidden = Case(ground, misstanke=True)
    ground.as_person(ground.chef)
    with pytest.raises(RuleError, match="finns inte, eller"):
        case.step(S.DUBBLETT, dubblett_av_id=hidden.id)
    assert hidden.id not in {i for i, _ in ground.read(possible_doubles, avvikelse_id=case.id)}


def test_what_was_no_avvikelse_says_why_and_is_not_counted(ground, case):
    with refused("skal"):
        case.step(S.EJ_AVVIKELSE)
    with refused("skal"):
        case.step(S.EJ_AVVIKELSE, skal_kod="annat")
    case.step(S.EJ_AVVIKELSE, skal_kod="enligt_beslut", skal="Beslut 2026-02-01.")
    assert case.detail.steg[0].skal == "Det gick till som det var beslutat: Beslut 2026-02-01."
    assert counted(ground) == 0


def test_what_is_handed_over_is_open_until_the_answer_is_there(ground, case):
    with refused("overlamnad_till"):
        case.step(S.OVERLAMNAD, skal_kod="region")
    case.step(S.OVERLAMNAD, overlamnad_till="Region Exempel", skal_kod="region")
    assert (case.detail.boll, case.detail.overlamnad_datum) == ("Region Exempel", idag())
    assert case.id in listed(ground, "vantar") & listed(ground, "oppna")
    with refused("svar_text"):
        case.step(S.AVSLUTAD)
    case.step(S.AVSLUTAD, svar_text="Utrett hos oss: ny rutin för utskrivning.")
    assert case.detail.svar_datum == idag()
    assert case.id in listed(ground, "avslutade")
    assert counted(ground) == 1


def test_a_case_that_was_handed_over_can_be_taken_back(ground, case):
    case.step(S.OVERLAMNAD, overlamnad_till="Region Exempel", skal_kod="region")
    with refused("skal"):
        case.step(S.MOTTAGEN)
    case.step(S.MOTTAGEN, skal_kod="uppgifter_saknas")
    assert case.detail.rad.status is S.MOTTAGEN


def test_a_case_on_the_wrong_unit_is_moved_with_all_it_has(ground, case):
    case.receive()
    with refused("enhet_id"):
        move(ground, case, case.detail.rad.enhet_id)
    with refused("skal"):
        move(ground, case, ground.granen)
    move(ground, case, ground.granen, skal_kod="fel_enhet")
    ground.as_person(ground.sas)
    detail = case.detail
    assert (detail.rad.enhet_id, detail.rad.status, detail.beskrivning) == (
        ground.granen,
        S.REGISTRERAD,
        "Fick fel dos på morgonen. Sjuksköterskan ringdes.",
    )
    assert (detail.steg[0].fran_enhet, detail.steg[0].skal) == ("Björken", "Den registrerades på fel enhet")
    assert len(detail.steg) == 2, "the steps taken before have followed"


def move(ground, case, enhet_id, **why):
    return ground.write(move_avvikelse, avvikelse_id=case.id, version=case.detail.rad.version, enhet_id=enhet_id, **why)


def test_a_case_whose_atgarder_have_begun_stays_where_it_is(ground, case):
    case.to_action()
    with refused("enhet_id"):
        move(ground, case, ground.granen, skal_kod="fel_enhet")


def test_a_closed_case_is_opened_again_with_a_reason(ground, case):
    case.close()
    with refused("skal"):
        case.step(S.UTREDS)
    case.step(S.UTREDS, skal_kod="hant_igen")
    assert case.detail.steg[0].skal == "Det har hänt igen"
    assert case.detail.avslutad_vid is None


def test_the_next_step_is_mine_or_waits_for_others(ground, case):
    assert case.id in listed(ground, "att_gora")
    assert case.detail.boll == "Anna Ek"
    ground.as_person(ground.rapportor)
    mine = Case(ground)
    assert {case.id, mine.id} & listed(ground, "att_gora") == set()
    assert mine.id in listed(ground, "vantar")
    assert case.id not in listed(ground, "vantar"), "somebody else reported it"


def test_an_hsl_case_is_shared_and_one_of_them_has_the_next_step(ground, case):
    mas = ground.lasare
    with ground.store.writing(laying("add_uppdrag")) as session:
        session.add(Uppdrag(person_id=mas, roll=Roll.MAS, enhet_id=ground.top, giltig_fran=idag()))
    hsl = Case(ground, lagrum=Lagrum.HSL)
    assert hsl.detail.boll == "Anna Ek eller Dan Lind"
    assert {i for i, _ in ground.read(possible_handlers, avvikelse_id=hsl.id)} == {ground.chef, mas}
    with refused("nasta_id"):
        hand(ground, hsl, ground.rapportor)
    hand(ground, hsl, mas)
    assert hsl.detail.boll == "Dan Lind"
    assert hsl.id in listed(ground, "vantar") - listed(ground, "att_gora")
    ground.as_person(mas)
    assert hsl.id in listed(ground, "att_gora")
    hsl.receive()
    assert hsl.detail.nasta_id is None, "a step taken gives the next one to whom it belongs"


def hand(ground, case, person_id):
    return ground.write(hand_next_step, avvikelse_id=case.id, version=case.detail.rad.version, person_id=person_id)


def test_the_next_step_of_an_ended_case_is_nobodys(ground, case):
    case.close()
    assert case.detail.boll == ""
    with refused("nasta_id"):
        hand(ground, case, ground.chef)


@pytest.mark.parametrize("who", ["rapportor", "lasare", "admin"])
def test_only_who_handles_the_case_takes_it_another_way(ground, case, who):
    version = case.detail.rad.version
    ground.as_person(getattr(ground, who))
    ways = [
        lambda: move(ground, case, ground.granen, skal_kod="fel_enhet"),
        lambda: hand(ground, case, ground.chef),
        lambda: case.step(S.EJ_AVVIKELSE, skal_kod="test"),
        lambda: case.step(S.OVERLAMNAD, overlamnad_till="Regionen", skal_kod="region"),
    ]
    for way in ways:
        with pytest.raises((AccessError, RuleError)):
            way()
    ground.as_person(ground.chef)
    assert case.detail.rad.version == version


def test_what_has_stood_too_long_in_a_state_is_stuck(ground, case, monkeypatch):
    assert case.id not in listed(ground, "fastnat")
    monkeypatch.setattr("kvalitet_app.services.avvikelser.arbetslistor.now", lambda: now() + timedelta(days=15))
    assert case.id in listed(ground, "fastnat")


def test_each_view_counts_what_it_lists(ground, case):
    Case(ground).step(S.EJ_AVVIKELSE, skal_kod="test")
    counts = ground.read(count_views, urval=AvvikelseUrval())
    assert counts == {vy: len(listed(ground, vy)) for vy in counts}


def test_where_in_the_work_it_happened_is_said_at_the_receipt(ground, case):
    ground.as_person(ground.admin)
    process = ground.write(
        add_process,
        kod="H1",
        namn="Läkemedel",
        slag=ProcessSlag.HUVUD,
        enhet_id=ground.top,
        foralder_id=None,
        agare_id=None,
        syfte="",
    ).row_id
    ground.as_person(ground.chef)
    case.step(S.MOTTAGEN, sannolikhet=1, allvarlighetsgrad=1, misstanke=False, process_id=process)
    assert (case.detail.process_id, case.detail.process) == (process, "H1 Läkemedel")


def undo(ground, change):
    return ground.write(undo_step, steg=change.steg)


def test_a_move_is_taken_back_with_all_that_followed(ground, case):
    case.receive()
    ground.write(add_tillagg, avvikelse_id=case.id, text="Mer om händelsen")
    ground.write(add_bilaga, avvikelse_id=case.id, ny=NyBilaga("skiss.png", b"x"))
    moved = move(ground, case, ground.granen, skal_kod="fel_enhet")
    with ground.store.read() as session:
        assert {row.enhet_id for kind in (Tillagg, Bilaga) for row in session.scalars(select(kind))} == {ground.granen}
    undo(ground, moved)
    detail = case.detail
    assert (detail.rad.enhet_id, detail.rad.status, len(detail.steg)) == (ground.bjorken, S.MOTTAGEN, 1)
    assert [one.text for one in detail.tillagg] == ["Mer om händelsen"]
    with ground.store.read() as session:
        assert {row.enhet_id for kind in (Tillagg, Bilaga) for row in session.scalars(select(kind))} == {ground.bjorken}


def test_a_moved_suspicion_takes_its_lex_case_and_its_atgarder_along(ground):
    ground.as_person(ground.sas)
    case = Case(ground, misstanke=True)
    lex = ground.read(lex_of_avvikelse, avvikelse_id=case.id)
    ny = NyAtgard("Byt lås", ground.bjorken, idag(), None, AtgardKalla.LEX, lex)
    atgard_id = ground.write(add_atgard, ny=ny).row_id
    move(ground, case, ground.granen, skal="Fel enhet")
    assert ground.read(get_lex, arende_id=lex).rad.enhet_id == ground.granen
    assert case.atgard(atgard_id).enhet_id == ground.granen


def test_the_ends_are_taken_back(ground, case):
    other = Case(ground)
    version = case.detail.rad.version
    ended = case.step(S.DUBBLETT, dubblett_av_id=other.id)
    undo(ground, ended)
    assert (case.detail.rad.status, case.detail.dubblett_av, case.detail.steg) == (S.REGISTRERAD, None, ())
    assert case.detail.rad.version > version
    gone = ground.write(add_bilaga, avvikelse_id=case.id, ny=NyBilaga("skiss.png", b"x"))
    undo(ground, gone)
    assert case.detail.bilagor == ()
