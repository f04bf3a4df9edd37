"""Synpunkter on both stores: registered, answered, closed, counted, and who may see what."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgarder import AtgardKalla, Effekt, NyAtgard
from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.synpunkter import (
    SynpunktSlag,
    SynpunktStatus,
    SynpunktUppgifter,
    SynpunktUrval,
)
from kvalitet_app.services.atgarder import add_atgard, finish_atgard, judge_effekt
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.oversikt import list_waiting
from kvalitet_app.services.paper.utskrift import write_record
from kvalitet_app.services.search import search
from kvalitet_app.services.synpunkter.listor import count_synpunkt_views, find_synpunkter, get_synpunkt, synpunkt_rows
from kvalitet_app.services.synpunkter.steg import link_avvikelse, save_synpunkt, step_synpunkt
from tests.readback import pdf_words
from tests.services.factories import ny
from tests.services.synpunkter.cases import say

S = SynpunktStatus


def step(ground, row_id, till, **given):
    """Take one step."""
    version = ground.read(get_synpunkt, synpunkt_id=row_id).rad.version
    return ground.write(
        step_synpunkt, synpunkt_id=row_id, version=version, till=till, uppgifter=SynpunktUppgifter(**given)
    )


def counts(ground, **own):
    return ground.read(count_synpunkt_views, urval=SynpunktUrval(**own))


def test_a_complaint_is_received_investigated_answered_followed_up_and_closed(ground):
    row_id = say(ground)
    step(ground, row_id, S.BEKRAFTAD)
    step(ground, row_id, S.UTREDS, ansvarig_id=ground.chef)
    action = ground.write(
        add_atgard, ny=NyAtgard("Ny värmevagn", ground.bjorken, idag(), None, AtgardKalla.SYNPUNKT, row_id)
    ).row_id
    step(ground, row_id, S.BESVARAD, utredning="Vagnen är trasig", svar="Vi köper en ny", svar_form="samtal")
    with pytest.raises(RuleError, match="Ny värmevagn"):
        step(ground, row_id, S.AVSLUTAD)
    ground.write(finish_atgard, atgard_id=action, version=1)
    ground.write(judge_effekt, atgard_id=action, version=2, effekt=Effekt.GOD, metod="Mätte i en vecka")
    step(ground, row_id, S.AVSLUTAD)
    detail = ground.read(get_synpunkt, synpunkt_id=row_id)
    assert (detail.rad.status, detail.rad.bekraftad_datum, detail.rad.besvarad_datum) == (S.AVSLUTAD, idag(), idag())
    assert [a.text for a in detail.atgarder] == ["Ny värmevagn"]
    assert detail.atgarder[0].kalla_namn == "Maten är kall på kvällen"
    assert len(detail.logg) == 5


def test_what_was_answered_too_little_is_opened_again_and_nothing_written_is_lost(ground):
    row_id = say(ground, slag=SynpunktSlag.FORSLAG)
    step(ground, row_id, S.BESVARAD, svar="Nej", svar_form="brev")
    with pytest.raises(RuleError, match="varför"):
        step(ground, row_id, S.UTREDS, ansvarig_id=ground.chef)
    with pytest.raises(RuleError, match="personnummer"):
        step(ground, row_id, S.UTREDS, ansvarig_id=ground.chef, skal="19121212-1212 ringde")
    step(ground, row_id, S.UTREDS, ansvarig_id=ground.chef, skal="Svaret räckte inte")
    detail = ground.read(get_synpunkt, synpunkt_id=row_id)
    assert (detail.svar, detail.rad.besvarad_datum) == ("", None)
    assert "Nej" in detail.utredning
    assert "Bo Alm" not in detail.utredning
    assert "Anna Ek: Svaret räckte inte" in detail.utredning


def test_numbers_run_by_year_and_the_same_uuid_twice_is_one(ground):
    first = say(ground, uuid="11111111-1111-4111-8111-111111111111")
    assert say(ground, uuid="11111111-1111-4111-8111-111111111111") == first
    second = say(ground)
    rows = ground.read(synpunkt_rows, ids=[first, second])
    assert [rows[i].nr for i in (first, second)] == [1, 2]
    assert rows[first].beteckning == f"S {(idag() - timedelta(days=2)).year}-001"


def test_the_views_count_what_they_list(ground):
    old = idag() - timedelta(days=40)
    late, new = say(ground, mottagen_datum=old), say(ground, "Tack för fin sommarfest", slag=SynpunktSlag.BEROM)
    step(
        ground, say(ground), S.BESVARAD, utredning="Sett över", svar="Klart", svar_form="brev", ansvarig_id=ground.chef
    )
    assert counts(ground) == {"oppna": 2, "mina": 0, "forsenade": 1, "besvarade": 1, "alla": 3}
    for vy, number in counts(ground).items():
        assert len(ground.read(find_synpunkter, urval=SynpunktUrval(vy))) == number
    assert list(ground.read(find_synpunkter, urval=SynpunktUrval("forsenade"))) == [late]
    praise = SynpunktUrval("alla", slag=frozenset({SynpunktSlag.BEROM}))
    assert list(ground.read(find_synpunkter, urval=praise)) == [new]
    assert list(ground.read(find_synpunkter, urval=SynpunktUrval("alla", sok="sommarfest"))) == [new]


def test_whoever_does_not_handle_it_never_learns_who_sent_it(ground):
    row_id = say(ground)
    assert ground.read(get_synpunkt, synpunkt_id=row_id).avsandare == "Lena Holm"
    ground.as_person(ground.lasare)
    detail = ground.read(get_synpunkt, synpunkt_id=row_id)
    assert (detail.avsandare, detail.kontakt, detail.anonym, detail.far_handlagga) == ("", "", False, False)
    assert not ground.read(search, sok="Lena Holm")
    with pytest.raises(AccessError):
        step(ground, row_id, S.BEKRAFTAD)
    with pytest.raises(AccessError):
        say(ground)


def test_other_units_do_not_exist_for_whoever_may_not_read_them(ground):
    row_id = say(ground, "Dörren går inte att låsa")
    ground.as_person(ground.rapportor)
    assert ground.read(get_synpunkt, synpunkt_id=row_id).rad.id == row_id
    ground.as_person(ground.admin)
    other = say(ground, "Dörren kärvar", enhet_id=ground.granen)
    ground.as_person(ground.rapportor)
    with pytest.raises(RuleError, match="får du inte"):
        ground.read(get_synpunkt, synpunkt_id=other)
    assert counts(ground, vy="alla")["alla"] == 1
    assert [hit.rad_id for hit in ground.read(search, sok="Dörren")] == [row_id]
    ground.as_person(ground.chef)
    wrong = NyAtgard("Fel enhet", ground.bjorken, idag(), None, AtgardKalla.SYNPUNKT, other)
    with pytest.raises(RuleError, match="samma enhet"):
        ground.write(add_atgard, ny=wrong)


def test_two_writers_are_told_and_a_number_or_a_day_ahead_is_refused(ground):
    row_id = say(ground)
    ground.write(save_synpunkt, synpunkt_id=row_id, version=1, uppgifter=SynpunktUppgifter(utredning="Först"))
    with pytest.raises(ClashError) as clash:
        ground.write(save_synpunkt, synpunkt_id=row_id, version=1, uppgifter=SynpunktUppgifter(utredning="Sedan"))
    assert clash.value.theirs["utredning"] == "Först"
    with pytest.raises(RuleError, match="personnummer"):
        say(ground, "Gäller 19121212-1212")
    assert say(ground, "Gäller 19121212-1212", inte_personnummer=("19121212-1212",))
    with pytest.raises(RuleError, match="framåt"):
        say(ground, mottagen_datum=idag() + timedelta(days=1))


def test_a_link_to_an_avvikelse_is_told_only_to_whoever_sees_the_case(ground):
    hidden = ground.write(register_avvikelse, ny=ny(ground, "Blev slagen", misstanke=True))
    number = hidden.text.split()[1]
    row_id = say(ground)
    ground.write(link_avvikelse, synpunkt_id=row_id, version=1, nummer=number)
    assert ground.read(get_synpunkt, synpunkt_id=row_id).avvikelse == (hidden.row_id, number)
    ground.as_person(ground.lasare)
    assert ground.read(get_synpunkt, synpunkt_id=row_id).avvikelse is None
    ground.as_person(ground.chef)
    for wrong in ("kall mat", "2020-0001"):
        with pytest.raises(RuleError) as error:
            ground.write(link_avvikelse, synpunkt_id=row_id, version=2, nummer=wrong)
        assert error.value.field == "avvikelse"
    ground.write(link_avvikelse, synpunkt_id=row_id, version=2, nummer="")
    assert ground.read(get_synpunkt, synpunkt_id=row_id).avvikelse is None


def test_it_waits_on_the_first_page_and_a_step_is_taken_back(ground):
    row_id = say(ground)
    waits = [one for one in ground.read(list_waiting) if one.sida == "synpunkter"]
    assert [one.rad_id for one in waits] == [row_id]
    taken = step(ground, row_id, S.UTREDS, ansvarig_id=ground.chef)
    ground.write(undo_step, steg=taken.steg)
    assert ground.read(get_synpunkt, synpunkt_id=row_id).rad.status is S.MOTTAGEN


def test_a_printed_one_names_its_sender_only_for_whoever_may_know(ground, tmp_path):
    row_id = say(ground)
    step(ground, row_id, S.BESVARAD, utredning="Vagnen är trasig", svar="Vi köper en ny", svar_form="samtal")
    for who, told in ((ground.chef, True), (ground.lasare, False)):
        ground.as_person(who)
        target = tmp_path / f"{who}.pdf"
        ground.read(write_record, slag="synpunkt", rad_id=row_id, target=target)
        said = pdf_words(target)
        assert ("Lena Holm" in said, "Vi köper en ny" in said) == (told, True)
