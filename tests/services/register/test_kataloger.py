"""The catalogues hold no two of one name at one time, as people read names."""

from datetime import date

import pytest

from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.organisation.enheter import add_enheter
from kvalitet_app.services.register.kataloger import list_typer, save_katalogvarde, save_typ

LIKE = ("läke\N{SOFT HYPHEN}medel", " LÄKEMEDEL\N{NO-BREAK SPACE}", "Läkemedel.")
FROM, UNTIL = date(2026, 1, 1), date(2025, 12, 31)


def typ(ground, namn, *, typ_id=None, version=None, fran=None, till=None):
    own = {"typ_id": typ_id, "version": version, "grupp": "", "lagrum": Lagrum.HSL}
    ground.as_person(ground.admin)
    ground.write(save_typ, namn=namn, giltig_fran=fran, giltig_till=till, **own)


@pytest.mark.parametrize("namn", LIKE)
def test_a_type_of_the_same_name_is_refused_and_its_own_is_kept(ground, namn):
    with pytest.raises(RuleError, match="Läkemedel finns redan"):
        typ(ground, namn)
    typ(ground, "Läkemedel", typ_id=ground.lakemedel, version=1, till=UNTIL)
    typ(ground, namn, fran=FROM)
    assert len([one for one in ground.read(list_typer) if one.namn.casefold().startswith("läkemedel")]) == 2


def test_a_value_of_the_same_name_is_refused(ground):
    ground.as_person(ground.admin)
    own = {"varde_id": None, "version": None, "giltig_fran": None, "giltig_till": None}
    with pytest.raises(RuleError, match="Rutin följs ej finns redan"):
        ground.write(save_katalogvarde, katalog="orsak", namn="rutin  FÖLJS ej", **own)


@pytest.mark.parametrize("namn", ["björken", "Björ\N{ZERO WIDTH SPACE}ken", "BJÖRKEN "])
def test_a_unit_of_the_same_name_beside_it_is_refused(ground, namn):
    ground.as_person(ground.admin)
    with pytest.raises(RuleError, match="finns redan en enhet"):
        ground.write(add_enheter, rader=f"Enhet\n{namn}", foralder_id=ground.top)
    ground.write(add_enheter, rader=f"Enhet\n{namn}", foralder_id=ground.granen)
