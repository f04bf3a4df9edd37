"""An åtgärd answers to a cause; a case is not closed while one is open, answers to nothing or is not judged."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgarder import AtgardSlag, AtgardStatus, is_only_reminding
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.services.atgarder import link_orsak
from kvalitet_app.services.avvikelser.handelseanalys import save_analys
from kvalitet_app.services.avvikelser.handlaggning import add_orsak
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.register.forsta_start import catch_up
from kvalitet_app.services.rutiner import add_rutin, adopt_rutinversion, get_rutin, save_rutinversion
from tests.services.avvikelser.cases import Case, refused

S = AvvikelseStatus


class LooseCase(Case):
    """A case, and its åtgärd that answers to no cause."""

    loose: int


@pytest.fixture
def case(ground):
    """A case with one cause, and one åtgärd that answers to none."""
    made = LooseCase(ground)
    made.investigate()
    ground.write(add_orsak, avvikelse_id=made.id, kategori="rutin")
    made.loose = made.act("Ny rutin för delning", orsak_id=None)
    made.step(S.ATGARDAS, utredning="Rutinen följdes inte.")
    return made


def link(ground, case, orsak_id, atgard_id=None):
    atgard_id = atgard_id or case.loose
    return ground.write(link_orsak, atgard_id=atgard_id, version=case.atgard(atgard_id).version, orsak_id=orsak_id)


def test_what_stands_in_the_way_is_named_and_can_be_opened(ground, case):
    for put_right, words in (
        (lambda: case.finish(case.loose), "är inte klar än"),
        (lambda: link(ground, case, case.detail.orsaker[0].id), "svarar inte mot någon orsak"),
        (lambda: case.judge(case.loose), "Bedöm effekten"),
    ):
        with pytest.raises(RuleError, match=words) as stopped:
            case.step(S.UPPFOLJD, uppfoljning="Inga nya fel.")
        assert stopped.value.about == ("atgarder", case.loose)
        assert "Ny rutin för delning" in stopped.value.sentence
        put_right()
    case.step(S.UPPFOLJD, uppfoljning="Inga nya fel.")


def test_an_atgard_answers_only_to_a_cause_of_its_own_case(ground, case):
    other = Case(ground)
    other.investigate()
    ground.write(add_orsak, avvikelse_id=other.id, kategori="rutin")
    with refused("orsak_id"):
        link(ground, case, other.detail.orsaker[0].id)
    link(ground, case, case.detail.orsaker[0].id)
    link(ground, case, None)
    assert case.atgard(case.loose).orsak_id is None


def test_only_who_works_on_it_links_an_atgard(ground, case):
    cause = case.detail.orsaker[0].id
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        link(ground, case, cause)


def adopt(ground, rutin_id, text):
    ground.write(
        save_rutinversion,
        rutin_id=rutin_id,
        version=ground.read(get_rutin, rutin_id=rutin_id).rad.version,
        text=text,
        andring="",
    )
    return ground.write(adopt_rutinversion, rutin_id=rutin_id, galler_fran=idag() + timedelta(days=1))


def test_revising_a_rutin_follows_it_to_its_new_version(ground, case):
    with refused("rutin_id"):
        case.act("Skriv om rutinen", slag=AtgardSlag.REVIDERA_RUTIN)
    rutin_id = ground.write(
        add_rutin, titel="Läkemedel", omrade="Hälsa", enhet_id=ground.bjorken, agare_id=ground.chef
    ).row_id
    revise = case.act("Skriv om rutinen", slag=AtgardSlag.REVIDERA_RUTIN, rutin_id=rutin_id)
    assert "åtgärd är genomförd med den" in adopt(ground, rutin_id, "Två personer räknar.").text
    done = case.atgard(revise)
    assert (done.status, done.rutin_nr, done.rutin_version) == (AtgardStatus.GENOMFORD, 1, 1)
    ruling = ground.read(get_rutin, rutin_id=rutin_id).versioner[0]
    assert ruling.status is VersionStatus.FASTSTALLD
    assert "åtgärd är" not in adopt(ground, rutin_id, "Tre personer räknar.").text


@pytest.mark.parametrize(
    ("texts", "only"),
    [
        (("Påminna personalen om rutinen.",), True),
        (("Informera personalen.", "Ta upp med gruppen"), True),
        (("Påminna personalen.", "Ny dosett med larm"), False),
        ((), False),
        (("Kontrollera påminnelselarmet",), False),
    ],
)
def test_only_reminding_is_told_from_changing_something(texts, only):
    assert is_only_reminding(texts) is only


def test_a_finer_cause_is_counted_in_its_main_one_and_the_number_opens_its_rows(ground):
    ground.write(catch_up)
    cases = [Case(ground), Case(ground)]
    for made, kinds in zip(cases, (("rutin", "rutin_foljs_ej"), ("rutin_saknas",)), strict=True):
        made.investigate()
        for kind in kinds:
            ground.write(add_orsak, avvikelse_id=made.id, kategori=kind)
    (counted,) = ground.read(gather, ar=2026).sol_lss.orsaker
    assert counted[1] == 2, "a case with two of them is one case"
    assert set(ground.read(find_avvikelser, urval=AvvikelseUrval(orsak="rutin"))) == {made.id for made in cases}
    assert set(ground.read(find_avvikelser, urval=AvvikelseUrval(orsak="rutin_saknas"))) == {cases[1].id}


def test_the_analysis_is_saved_and_two_writers_lose_nothing(ground, case):
    save = {"avvikelse_id": case.id, "version": None}
    with refused("forlopp"):
        ground.write(save_analys, **save, texter={"varfor_1": " "})
    ground.write(save_analys, **save, texter={"varfor_1": "Dosetten var tom", "varfor_2": "Ingen delar på fredagar"})
    with pytest.raises(ClashError) as clash:
        ground.write(save_analys, **save, texter={"varfor_1": "Något annat"})
    assert clash.value.theirs["varfor_1"] == "Dosetten var tom"
    assert case.detail.analys.grundorsak == "Ingen delar på fredagar"
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(save_analys, avvikelse_id=case.id, version=1, texter={"varfor_1": "x"})
