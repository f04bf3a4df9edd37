"""Patterns: the example's numbers, silence, and that nothing is counted that one may not see."""

from datetime import timedelta

from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.monster.ord import said
from kvalitet_app.machine.account import account
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.services.oversikt import gather_oversikt
from kvalitet_app.services.register.forsta_start import account_person
from kvalitet_app.services.register.skapande import make_example
from tests.services.factories import ny, this_month


def this_year(ground, **own):
    """Today's patterns of the ground."""
    return ground.read(find_monster, ar=idag().year, **own)


def report(ground, text, **own):
    """An avvikelse of yesterday, or of today where the month began today."""
    given = {"handelse_vid": this_month(timedelta(days=1)), "typ_id": ground.bemotande} | own
    ground.write(register_avvikelse, ny=ny(ground, text, **given))


def test_the_example_shows_one_case_apart(tmp_path):
    store = open_store(make_example(tmp_path / "e.db", konto=account()))
    with store.read() as session:
        store.person_id = account_person(session, konto=account())
    with store.read() as session:
        with_it, without = (find_monster(session, ar=2025, utan=utan) for utan in (False, True))
    store.close()
    assert (with_it.topp.nu, with_it.topp.fore, with_it.topp.utan) == (132, 18, 30)
    assert (with_it.alla.nu, with_it.alla.fore) == (154, 49)
    assert (sum(u.summa for u in with_it.enheter), sum(u.summa for u in without.enheter)) == (154, 52)
    assert len(with_it.styr.signaler) == 12
    assert without.styr.signaler == ()
    assert sum(n for *_, n in without.orsaker) == 52
    words = [text for _, text in said(with_it)]
    assert any("102 av 132 händelser (77\u00a0%)" in text for text in words)
    assert any("30, mot 18 året före (+67\u00a0%)" in text for text in words)


def test_a_protected_case_is_counted_only_for_who_sees_it(ground):
    report(ground, "Slog till en brukare på armen.", misstanke=True)
    report(ground, "Kom för sent till duschen.")
    ground.as_person(ground.lasare)
    assert this_year(ground).alla.nu == 1
    ground.as_person(ground.sas)
    assert this_year(ground).alla.nu == 2


def test_units_out_of_reach_are_not_named(ground):
    ground.as_person(ground.rapportor)
    assert [unit.namn for unit in this_year(ground).enheter] == ["Björken"]


def test_a_unit_that_never_reported_is_silent_and_one_that_did_is_not(ground):
    report(ground, "Kom för sent till duschen.")
    ground.as_person(ground.lasare)
    assert [(unit.namn, unit.dagar_tyst) for unit in this_year(ground).tysta] == [("Granen", None)]


def test_the_year_before_is_unknown_where_the_register_did_not_keep_it(ground):
    report(ground, "Kom för sent till duschen.")
    found = this_year(ground)
    assert found.alla.fore is None
    assert found.manader_fore == ()


def test_one_persons_many_events_are_a_cluster(ground):
    for n in range(6):
        report(ground, f"Slog sönder en lampa, gång {n}.", brukarreferens="B7")
    (first, *_) = this_year(ground).kluster
    assert (first.antal, first.enhet, first.sagt) == (6, "Björken", "gäller B7")


def test_only_one_person_is_told_apart(ground):
    for n in range(6):
        report(ground, f"Slog sönder en lampa, gång {n}.", brukarreferens="B7")
        report(ground, f"Fick inte ringa hem, gång {n}.", brukarreferens="B8", typ_id=None)
    report(ground, "Slog i dörren.", brukarreferens="B8")
    found = this_year(ground)
    assert found.koncentrerat == "B8"
    assert (found.alla.nu, found.alla.koncentrerat, found.alla.utan) == (13, 7, 6)
    assert sum(unit.summa for unit in this_year(ground, utan=True).enheter) == 6


def test_what_is_open_is_counted_whatever_year_it_happened(ground):
    report(ground, "Kom för sent till duschen.")
    assert sum(band.antal for band in ground.read(find_monster, ar=idag().year - 1).alder) == 1


def test_cases_without_a_type_and_of_an_age_open(ground):
    report(ground, "Kom för sent till duschen.", typ_id=None)
    report(ground, "Nekades att ringa hem.")
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(typer=frozenset({0})))) == 1
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(dagar=(0, 7)))) == 2
    assert len(ground.read(find_avvikelser, urval=AvvikelseUrval(dagar=(8, None)))) == 0


def test_the_first_page_compares_with_last_year_only_where_it_was_kept(ground):
    report(ground, "Kom för sent till duschen.")
    found = ground.read(gather_oversikt, ar=idag().year, enheter=None)
    assert (found.nyckeltal.oppna, found.nyckeltal.oppna_i_fjol) == (1, None)
