"""Back to the staff: what APT-bladet tells, whom it never names, and what it marks."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgarder import Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.moten.apt import AptBlad
from kvalitet_app.reports.handlingar.apt_blad import write_apt_blad
from kvalitet_app.services.moten.apt import gather_apt, mark_apt, mark_aterford
from tests.readback import pdf_pages
from tests.services.avvikelser.cases import Case
from tests.services.factories import this_month

S = AvvikelseStatus


def page(ground, **own):
    day = idag()
    return ground.read(gather_apt, **{"enhet_id": ground.bjorken, "ar": day.year, "manad": day.month} | own)


def test_what_was_reported_and_what_it_led_to(ground):
    closed = Case(ground, handelse_vid=this_month())
    closed.close()
    Case(ground, handelse_vid=this_month(), typ_id=ground.bemotande)
    Case(ground, handelse_vid=this_month()).step(S.EJ_AVVIKELSE, skal="På prov")
    told = page(ground)
    assert (told.antal, told.oppna, dict(told.typer)) == (2, 1, {"Ej angiven": 1, "Bristande bemötande": 1})
    (one,) = told.avslutade
    assert (one.id, one.atgarder, one.effekt) == (closed.id, ("Dubbelkontroll av dosett",), Effekt.GOD)
    assert told.exempel == one
    assert page(ground, manad=idag().month % 12 + 1).avslutade == ()


def test_a_protected_case_is_never_on_the_wall(ground):
    ground.as_person(ground.sas)
    hidden = Case(ground, handelse_vid=this_month(), misstanke=True)
    assert hidden.detail.rad.skyddad
    assert (page(ground).antal, page(ground).oppna) == (0, 0)


def test_no_month_and_no_unit_of_ones_own_are_refused(ground):
    with pytest.raises(RuleError, match="månaden"):
        page(ground, manad=13)
    ground.as_person(ground.rapportor)
    with pytest.raises(RuleError, match="läsa"):
        page(ground, enhet_id=ground.granen)


def test_what_is_printed_is_marked_once_and_by_who_handles_it(ground):
    case = Case(ground, handelse_vid=this_month())
    case.close()
    assert not page(ground).avslutade[0].aterford
    ground.as_person(ground.lasare)
    said = ground.write(mark_aterford, avvikelse_ids=(case.id,)).text
    assert "1\N{NO-BREAK SPACE}handläggs av någon annan" in said
    assert not page(ground).avslutade[0].aterford
    ground.as_person(ground.chef)
    ground.write(mark_aterford, avvikelse_ids=(case.id,))
    assert page(ground).avslutade[0].aterford
    assert case.detail.aterford_datum == idag()
    assert ground.write(mark_aterford, avvikelse_ids=(case.id,)).text.startswith("0")


def test_a_case_is_noted_as_taken_up(ground):
    case = Case(ground)
    note = {"avvikelse_id": case.id, "version": case.detail.rad.version}
    with pytest.raises(RuleError, match="framåt"):
        ground.write(mark_apt, **note, datum=idag() + timedelta(days=1))
    ground.write(mark_apt, **note, datum=idag())
    assert case.detail.apt_datum == idag()
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.write(mark_apt, avvikelse_id=case.id, version=case.detail.rad.version, datum=None)


LONG = AptBlad(
    "Kommunen",
    "Enheten",
    2026,
    1,
    40,
    3,
    7,
    tuple((f"Typ {n} " + "x" * 40, 40 - n) for n in range(20)),
    (),
    None,
    tuple((n, f"Rutin {n} " * 6, 2, "Ändrad " * 30) for n in range(12)),
    tuple((idag(), f"Kontroll {n}") for n in range(4)),
    3,
)


@pytest.mark.parametrize("blad", [LONG, AptBlad("K", "E", 2026, 12, 0, 0, 0, (), (), None, (), (), None)])
def test_it_is_always_one_page(blad, tmp_path):
    target = tmp_path / "apt.pdf"
    write_apt_blad(blad, target)
    (words,) = pdf_pages(target.read_bytes())
    assert blad.period in words
    assert ("Är det så bra, eller skrivs de inte?" in " ".join(words.split())) is (blad.antal == 0)
