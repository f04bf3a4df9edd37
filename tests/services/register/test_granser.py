"""The limits of the register: kept within bounds and in order, and felt by every row that is read afterwards."""

import pytest

from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, AvvikelseStatus, Riskniva
from kvalitet_app.domain.berattelse.fakta_avvikelser import high_risks
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, step_avvikelse
from kvalitet_app.services.avvikelser.listor import avvikelse_rows
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.counts.arskub import Omfang
from kvalitet_app.services.counts.avvikelser import SOL_LSS, count_avvikelser, read_catalogue, read_year
from kvalitet_app.services.register.granser import read_granser, read_riskgranser, save_grans
from tests.services.factories import ny


def judged(ground, sannolikhet, allvarlighetsgrad):
    """The id of a case at Björken with this risk."""
    ground.as_person(ground.chef)
    case = ground.write(register_avvikelse, ny=ny(ground, typ_id=ground.bemotande)).row_id
    risk = Uppgifter(sannolikhet=sannolikhet, allvarlighetsgrad=allvarlighetsgrad, misstanke=False)
    ground.write(step_avvikelse, avvikelse_id=case, version=1, till=AvvikelseStatus.MOTTAGEN, uppgifter=risk)
    return case


def counted(ground):
    """What the kvalitetsberättelse counts at Björken."""
    o = Omfang(2026, frozenset({ground.bjorken}))
    return ground.read(
        lambda session: count_avvikelser(session, read_year(session, o), SOL_LSS, read_catalogue(session))
    )


def test_the_limits_of_the_matrix_reach_lists_and_figures(ground):
    case = judged(ground, 3, 2)
    assert ground.read(avvikelse_rows, ids=[case])[case].riskniva is Riskniva.MATTLIG
    assert high_risks(counted(ground)) == 0
    ground.as_person(ground.admin)
    ground.write(save_grans, nyckel="risk_hog", varde=6)
    ground.as_person(ground.chef)
    assert ground.read(avvikelse_rows, ids=[case])[case].riskniva is Riskniva.HOG
    assert high_risks(counted(ground)) == 1
    assert ground.read(read_granser)["risk_hog"] == 6


def test_untouched_limits_are_the_defaults(ground):
    assert ground.read(read_riskgranser) == RISKGRANSER


@pytest.mark.parametrize(
    ("nyckel", "varde"),
    [
        ("risk_mattlig", 8),
        ("risk_hog", 4),
        ("risk_hog", 12),
        ("risk_mycket_hog", 8),
        ("risk_mycket_hog", 17),
        ("risk_allvar", 6),
    ],
)
def test_limits_that_cross_or_lie_outside_are_refused_at_their_field(ground, nyckel, varde):
    ground.as_person(ground.admin)
    with pytest.raises(RuleError, check=lambda error: error.field == nyckel):
        ground.write(save_grans, nyckel=nyckel, varde=varde)
    assert ground.read(read_riskgranser) == RISKGRANSER


def test_the_limits_are_set_by_whoever_keeps_the_catalogues(ground):
    ground.as_person(ground.chef)
    with pytest.raises(AccessError):
        ground.write(save_grans, nyckel="risk_hog", varde=9)
