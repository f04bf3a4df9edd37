"""Every export says to whom it may go, and what is about one case is never public."""

import zipfile

import pytest

from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.moten.apt import gather_apt, write_apt
from kvalitet_app.services.paper.utskrift import list_refusal, record_refusal, write_record
from kvalitet_app.services.utbyte.export import export_avvikelser
from tests.services.factories import ny
from tests.tables import read_table


def test_what_is_about_a_case_is_never_public(ground, tmp_path):
    ground.as_person(ground.chef)
    row_id = ground.write(register_avvikelse, ny=ny(ground)).row_id
    public = {"spridning": Spridning.OFFENTLIG}
    target = tmp_path / "ut.xlsx"
    with pytest.raises(RuleError, match="aldrig offentlig"):
        ground.read(export_avvikelser, urval=AvvikelseUrval(), target=target, **public)
    with pytest.raises(RuleError, match="aldrig offentlig"):
        ground.read(write_record, slag="avvikelse", rad_id=row_id, target=target, **public)
    blad = ground.read(gather_apt, enhet_id=ground.bjorken, ar=2026, manad=3)
    with pytest.raises(RuleError, match="aldrig offentlig"):
        ground.read(write_apt, blad=blad, target=target, **public)
    assert not target.exists()


def test_which_lists_and_records_may_be_public():
    assert list_refusal(RutinUrval()) == ""
    assert list_refusal(AvvikelseUrval())
    assert list_refusal(SynpunktUrval())
    assert record_refusal("rutin") == ""
    assert record_refusal("atgard")
    assert record_refusal("synpunkt")


@pytest.mark.parametrize("spridning", [Spridning.INTERN, Spridning.SEKRETESS])
def test_the_workbook_is_stamped_and_still_read_back(ground, tmp_path, spridning):
    ground.as_person(ground.chef)
    ground.write(register_avvikelse, ny=ny(ground))
    target = tmp_path / "ut.xlsx"
    ground.read(export_avvikelser, urval=AvvikelseUrval(), target=target, spridning=spridning)
    with zipfile.ZipFile(target) as package:
        assert spridning.value.upper() in package.read("xl/worksheets/sheet1.xml").decode()
        assert spridning.value.capitalize() in package.read("docProps/core.xml").decode()
    read = read_table(target)
    assert read.headers[0] == "Nr"
    assert len(read.rows) == 1
