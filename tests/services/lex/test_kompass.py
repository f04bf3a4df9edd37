"""What the compass tells of a unit."""

import pytest

from kvalitet_app.domain.errors import AccessError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.lex.kompass import lex_compass
from kvalitet_app.services.register.inbyggda import install_catalogues
from kvalitet_app.services.rutiner import add_rutin, adopt_rutinversion, save_rutinversion
from tests.verbs import laying


def test_it_names_the_receiver_the_units_own_rutin_the_targets_and_the_law(ground):
    with ground.store.writing(laying()) as session:
        install_catalogues(session)
    ground.as_person(ground.admin)
    row = ground.write(add_rutin, titel="Lex Sarah hos oss", enhet_id=ground.bjorken, agare_id=ground.admin).row_id
    ground.write(save_rutinversion, rutin_id=row, text="Säg till genast.")
    told = ground.read(lex_compass, enhet_id=ground.bjorken)
    assert told.rutiner == (), "a draft does not rule"
    ground.write(adopt_rutinversion, rutin_id=row, galler_fran=idag())
    ground.as_person(ground.rapportor)
    found = ground.read(lex_compass, enhet_id=ground.bjorken)
    assert (found.enhet, found.mottagare) == ("Björken", ("Cia Ask",))
    assert found.rutiner == ((row, "Rutin 1 Lex Sarah hos oss"),)
    assert len(found.mal) == 4
    assert any("24 b" in text for text in found.regler)


def test_another_unit_is_not_told_of(ground):
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.read(lex_compass, enhet_id=ground.granen)
