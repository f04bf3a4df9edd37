"""An åtgärd answers to a cause; a case is not closed while one is open, answers to nothing or is not judged."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgard import AtgardSlag, AtgardStatus, is_only_reminding
from kvalitet_app.domain.avvikelse import AvvikelseStatus
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.rutin import VersionStatus
from kvalitet_app.services.atgarder import link_orsak
from kvalitet_app.services.changing import today
from kvalitet_app.services.handlaggning import add_orsak
from kvalitet_app.services.rutiner import add_rutin, adopt_rutinversion, get_rutin, save_rutinversion
from tests.services.test_handlaggning import Case, refused

S = AvvikelseStatus


@pytest.fixture
def case(ground):
    """A case with one cause, and one åtgärd that answers to none."""
    made = Case(ground)
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
        save_rutinversion, rutin_id=rutin_id, version=ground.read(get_rutin, rutin_id=rutin_id).rad.version, text=text,
        andring="",
    )  # fmt: skip
    return ground.write(adopt_rutinversion, rutin_id=rutin_id, galler_fran=today() + timedelta(days=1))


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
