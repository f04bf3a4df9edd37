"""A case from receipt to close, and every refusal on the way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Lasloggrad
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import (
    Uppgifter,
    add_orsak,
    add_tillagg,
    remove_orsak,
    save_handlaggning,
)
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.angra import undo_step
from tests.services.avvikelser.cases import Case, S, refused
from tests.services.factories import ny


def test_a_case_goes_from_registered_to_closed(ground):
    case = Case(ground)
    case.close()
    detail = case.detail
    assert detail.rad.status is S.AVSLUTAD
    assert detail.rad.risk == 6
    assert detail.mottagen_av == "Anna Ek"
    assert detail.avslutad_vid is not None
    assert detail.steg
    assert "flyttade ärendet till nästa steg" not in {line.text for line in detail.logg}
    assert detail.logg[-1].text == "registrerade avvikelsen"


def test_receiving_needs_risk_and_an_answer_on_suspicion(ground):
    case = Case(ground)
    with refused("risk"):
        case.step(S.MOTTAGEN, misstanke=False)
    with refused("misstanke"):
        case.step(S.MOTTAGEN, sannolikhet=1, allvarlighetsgrad=1)
    with refused("misstanke_skal"):
        case.step(S.MOTTAGEN, sannolikhet=1, allvarlighetsgrad=1, misstanke=True)
    with refused("risk"):
        case.step(S.MOTTAGEN, sannolikhet=5, allvarlighetsgrad=1, misstanke=False)


def test_investigating_needs_somebody_who_does_it(ground):
    case = Case(ground)
    case.receive()
    with refused("ansvarig_id"):
        case.step(S.UTREDS)


def test_action_needs_a_cause_and_an_atgard(ground):
    case = Case(ground)
    case.investigate()
    with refused("orsaker"):
        case.step(S.ATGARDAS)
    ground.write(add_orsak, avvikelse_id=case.id, kategori="rutin")
    with refused("atgarder"):
        case.step(S.ATGARDAS)


def test_follow_up_names_the_atgard_that_is_open_or_not_judged(ground):
    case = Case(ground)
    atgard_id = case.to_action()
    with pytest.raises(RuleError, match="dosett” är inte klar"):
        case.step(S.UPPFOLJD, uppfoljning="Bra")
    case.finish(atgard_id)
    with pytest.raises(RuleError, match="Bedöm effekten"):
        case.step(S.UPPFOLJD, uppfoljning="Bra")
    case.judge(atgard_id)
    with refused("uppfoljning"):
        case.step(S.UPPFOLJD)


def test_closing_needs_feedback_that_does_not_lie_ahead(ground):
    case = Case(ground)
    atgard_id = case.to_action()
    case.finish(atgard_id)
    case.judge(atgard_id)
    case.step(S.UPPFOLJD, uppfoljning="Bra")
    with refused("aterkopplad_datum"):
        case.step(S.AVSLUTAD)
    with refused("aterkopplad_datum"):
        case.step(S.AVSLUTAD, aterkopplad_datum=idag() + timedelta(days=1))


def test_going_back_needs_a_reason_and_steps_cannot_be_skipped(ground):
    case = Case(ground)
    with pytest.raises(RuleError, match="kan inte bli avslutad"):
        case.step(S.AVSLUTAD)
    case.receive()
    with refused("skal"):
        case.step(S.REGISTRERAD)
    case.step(S.REGISTRERAD, skal="Fel enhet")
    back = case.detail.steg[0]
    assert (back.fran, back.till, back.skal, back.person, back.dagar) == (
        S.MOTTAGEN,
        S.REGISTRERAD,
        "Fel enhet",
        "Anna Ek",
        0,
    )


def test_effect_is_judged_on_what_is_done_and_says_how(ground):
    case = Case(ground)
    atgard_id = case.to_action()
    with refused("status"):
        case.judge(atgard_id)
    case.finish(atgard_id)
    with refused("effekt_metod"):
        case.judge(atgard_id, metod=" ")
    with refused("effekt"):
        case.judge(atgard_id, effekt=None)


def test_only_those_with_the_right_handle_a_case(ground):
    case = Case(ground)
    for who in (ground.rapportor, ground.lasare, ground.admin):
        ground.as_person(who)
        with pytest.raises(AccessError):
            case.receive()


def test_the_second_to_save_the_same_version_is_told_what_stands_there(ground):
    case = Case(ground)
    version = case.detail.rad.version
    save = {"avvikelse_id": case.id, "version": version}
    ground.write(save_handlaggning, **save, uppgifter=Uppgifter(utredning="Min text"))
    with pytest.raises(ClashError) as clash:
        ground.write(save_handlaggning, **save, uppgifter=Uppgifter(utredning="Din text"))
    assert clash.value.theirs["utredning"] == "Min text"
    assert case.detail.utredning == "Min text"


def test_the_first_text_stays_and_additions_follow(ground):
    case = Case(ground)
    before = case.detail.beskrivning
    ground.write(add_tillagg, avvikelse_id=case.id, text="Det var klockan 08.20.")
    assert case.detail.beskrivning == before
    assert [t.text for t in case.detail.tillagg] == ["Det var klockan 08.20."]


def test_suspicion_at_receipt_protects_the_case_but_keeps_it_with_its_receiver(ground):
    ground.as_person(ground.rapportor)
    case = Case(ground)
    ground.as_person(ground.chef)
    case.step(S.MOTTAGEN, sannolikhet=3, allvarlighetsgrad=3, misstanke=True, misstanke_skal="Våld av personal")
    assert case.id in ground.read(find_avvikelser, urval=AvvikelseUrval())
    ground.as_person(ground.lasare)
    assert case.id not in ground.read(find_avvikelser, urval=AvvikelseUrval())
    with pytest.raises(RuleError, match="får du inte se"):
        ground.read(get_avvikelse, avvikelse_id=case.id)


def test_opening_a_protected_case_is_logged(ground):
    ground.as_person(ground.sas)
    ground.as_person(ground.chef)
    case = Case(ground, misstanke=True)
    ground.read(get_avvikelse, avvikelse_id=case.id)
    with ground.store.read() as session:
        logged = session.execute(select(Lasloggrad.person_id, Lasloggrad.tabell, Lasloggrad.rad_id)).all()
    assert (ground.chef, "avvikelse", case.id) in [tuple(row) for row in logged]


def test_the_atgarder_of_a_protected_case_are_hidden_with_it(ground):
    case = Case(ground, misstanke=True)
    atgard_id = case.act()
    ground.as_person(ground.lasare)
    assert list(ground.read(find_atgarder, urval=AtgardUrval(vy="alla"))) == []
    assert ground.read(atgard_rows, ids=[atgard_id]) == {}


def test_a_cause_can_be_taken_away(ground):
    case = Case(ground)
    ground.write(add_orsak, avvikelse_id=case.id, kategori="rutin", text="Ny vikarie")
    ground.write(remove_orsak, orsak_id=case.detail.orsaker[0].id)
    assert case.detail.orsaker == ()


def test_undo_takes_the_last_step_back_as_a_new_one(ground):
    change = ground.write(register_avvikelse, ny=ny(ground))
    undone = ground.write(undo_step, steg=change.steg)
    assert undone.text == "Ångrade: registrera avvikelse"
    assert list(ground.read(find_avvikelser, urval=AvvikelseUrval())) == []


def test_undo_restores_values_and_refuses_what_has_changed_since(ground):
    case = Case(ground)
    save = ground.write(
        save_handlaggning,
        avvikelse_id=case.id,
        version=case.detail.rad.version,
        uppgifter=Uppgifter(utredning="Ett", sannolikhet=2, allvarlighetsgrad=2, aterkopplad_datum=date(2026, 3, 10)),
    )
    ground.write(undo_step, steg=save.steg)
    assert (case.detail.utredning, case.detail.rad.risk, case.detail.aterkopplad_datum) == ("", None, None)
    with pytest.raises(RuleError, match="har ändrats sedan dess"):
        ground.write(undo_step, steg=save.steg)


def test_nobody_undoes_what_somebody_else_did(ground):
    change = ground.write(register_avvikelse, ny=ny(ground))
    ground.as_person(ground.sas)
    with pytest.raises(RuleError, match="kan inte ångras"):
        ground.write(undo_step, steg=change.steg)
