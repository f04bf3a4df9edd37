"""Protected content that leaves many cases at a time leaves one line, and its number tells nothing to others."""

import pytest
from sqlalchemy import select

from kvalitet_app.cli.run import run
from kvalitet_app.db.models import Lasloggrad
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardUrval, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval, case_number, case_number_of, stored_number
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.utbyte.vagar import VagUt
from kvalitet_app.services.access.changes import list_behorighetsandringar
from kvalitet_app.services.access.ways_out import note_copied, note_way_out
from kvalitet_app.services.atgarder import add_atgard, atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, add_tillagg, save_handlaggning
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.krets import add_krets
from kvalitet_app.services.lex.listor import find_lex, lex_rows
from kvalitet_app.services.paper.utskrift import Listutskrift, export_list, write_list
from kvalitet_app.services.search import search
from kvalitet_app.services.synpunkter.steg import link_avvikelse
from kvalitet_app.services.utbyte.export import export_avvikelser
from kvalitet_app.services.utbyte.uttag import issue_uttag
from tests.services.factories import ny
from tests.services.synpunkter.cases import say


@pytest.fixture
def cases(ground):
    """Two protected cases, one with an åtgärd, and one open; answers their ids."""
    ground.as_person(ground.rapportor)
    hidden = [ground.write(register_avvikelse, ny=ny(ground, f"Slog {n}", misstanke=True)).row_id for n in (1, 2)]
    shown = ground.write(register_avvikelse, ny=ny(ground)).row_id
    ground.as_person(ground.sas)
    action = NyAtgard("Prata", ground.bjorken, idag(), None, AtgardKalla.AVVIKELSE, hidden[0])
    ground.write(add_atgard, ny=action)
    return (*hidden, shown)


def ways(ground):
    """The lines of ways out: way, how many, who."""
    with ground.store.read() as session:
        query = select(Lasloggrad.tabell, Lasloggrad.rad_id, Lasloggrad.person_id).order_by(Lasloggrad.id)
        return [tuple(row) for row in session.execute(query.where(Lasloggrad.tabell.startswith("ut/")))]


def printed(urval, find, rows):
    """A list to be printed."""
    columns = (("Nr", lambda row: str(row.id), False),)
    return Listutskrift("Lista", urval, "Alla", ("rad", "rader"), columns, find, rows)


LISTS = {
    "avvikelser": (printed(AvvikelseUrval(), find_avvikelser, avvikelse_rows), 2),
    "lex": (printed(LexUrval(vy="alla"), find_lex, lex_rows), 2),
    "atgarder": (printed(AtgardUrval(vy="alla"), find_atgarder, atgard_rows), 1),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_and_a_table_leave_one_line_each_with_how_many(ground, cases, tmp_path, name):
    lista, number = LISTS[name]
    ground.as_person(ground.sas)
    ground.read(write_list, lista=lista, target=tmp_path / "lista.pdf")
    ground.read(export_list, lista=lista, target=tmp_path / "lista.xlsx")
    with ground.store.read() as session:
        ids = list(lista.find(session, urval=lista.urval))
    ground.read(note_copied, urval=lista.urval, ids=ids)
    assert ways(ground) == [(way, number, ground.sas) for way in ("ut/lista", "ut/tabell", "ut/urklipp")]


def test_a_list_without_protected_rows_leaves_none(ground, cases, tmp_path):
    ground.as_person(ground.chef)
    ground.read(write_list, lista=LISTS["avvikelser"][0], target=tmp_path / "lista.pdf")
    ground.read(export_avvikelser, urval=AvvikelseUrval(), target=tmp_path / "lista.csv")
    assert ways(ground) == []


def test_the_export_of_cases_leaves_one(ground, cases, tmp_path):
    ground.as_person(ground.sas)
    ground.read(export_avvikelser, urval=AvvikelseUrval(), target=tmp_path / "lista.csv")
    assert ways(ground) == [("ut/tabell", 2, ground.sas)]


def test_the_whole_register_leaves_one_though_whoever_takes_it_sees_none_of_them(ground, cases, tmp_path):
    ground.as_person(ground.admin)
    issue_uttag(ground.store, target=tmp_path / "allt.zip")
    assert ways(ground) == [("ut/zip", 2, ground.admin)]


def test_the_daily_copy_is_a_line_of_its_own_kind(ground, cases):
    ground.as_person(ground.lasare)
    ground.read(note_way_out, vag=VagUt.DAGLIG_KOPIA)
    assert ways(ground) == [("ut/daglig_kopia", 2, ground.lasare)]


def test_others_read_that_it_has_left(ground, cases, tmp_path):
    ground.as_person(ground.admin)
    issue_uttag(ground.store, target=tmp_path / "allt.zip")
    ground.as_person(ground.sas)
    newest = ground.read(list_behorighetsandringar)[0]
    assert (newest.vem, newest.vad) == ("Eva Rönn", "tog ut hela registret: 2\u00a0skyddade ärenden")
    ground.as_person(ground.chef)
    assert "tog ut" not in repr(ground.read(list_behorighetsandringar))


def test_a_copy_by_the_command_line_leaves_one(exempel, tmp_path):
    """Of the example, whose person sits at this machine."""
    before = _lines(exempel)
    assert run(["--db", str(exempel.path), "kopiera", "--ut", str(tmp_path / "kopia.db")]) == 0
    after = _lines(exempel)
    assert [way for way, _ in after[len(before) :]] == ["ut/kopia"]
    assert after[-1][1] > 1


def _lines(store):
    with store.read() as session:
        query = select(Lasloggrad.tabell, Lasloggrad.rad_id).where(Lasloggrad.tabell.startswith("ut/"))
        return [tuple(row) for row in session.execute(query.order_by(Lasloggrad.id))]


def numbers(ground, who):
    """The names of the cases that somebody sees, in order."""
    ground.as_person(who)
    ids = ground.read(find_avvikelser, urval=AvvikelseUrval(sortering="nr", fallande=False))
    return [row.beteckning for row in ground.read(avvikelse_rows, ids=list(ids)).values()]


def test_a_case_registered_as_protected_leaves_no_gap_in_the_open_row(ground):
    year = idag().year
    ground.as_person(ground.rapportor)
    for text, doubt in (("Ett", False), ("Två", True), ("Tre", False), ("Fyra", True), ("Fem", False)):
        ground.write(register_avvikelse, ny=ny(ground, text, misstanke=doubt))
    assert sorted(numbers(ground, ground.chef)) == [f"{year}-{n:04d}" for n in (1, 2, 3)]
    assert set(numbers(ground, ground.sas)) == {*numbers(ground, ground.chef), f"{year}-S001", f"{year}-S002"}


def test_a_case_protected_later_keeps_its_number(ground):
    ground.as_person(ground.chef)
    case = ground.write(register_avvikelse, ny=ny(ground)).row_id
    name = f"{idag().year}-0001"
    given = Uppgifter(misstanke=True, misstanke_skal="Slog.")
    ground.write(save_handlaggning, avvikelse_id=case, version=1, uppgifter=given)
    assert numbers(ground, ground.sas) == [name]


def test_a_protected_case_is_found_and_linked_by_its_name(ground, cases):
    name = f"{idag().year}-S001"
    ground.as_person(ground.sas)
    assert [hit.rad_id for hit in ground.read(search, sok=name) if hit.slag == "avvikelse"] == [cases[0]]
    found = ground.read(find_avvikelser, urval=AvvikelseUrval(sok=name))
    assert list(found) == [cases[0]]
    row = say(ground)
    ground.write(link_avvikelse, synpunkt_id=row, version=1, nummer=name)


def test_names_and_numbers_answer_each_other():
    for ar, nr in ((2026, 1), (2026, 12345), (2026, 900_001), (2027, 901_234)):
        assert case_number_of(case_number(ar, nr)) == (ar, nr)
    assert case_number(2026, 900_012) == "2026-S012"
    assert case_number_of("2026-s012") == (2026, 900_012)
    assert case_number_of("S 2026-012") is case_number_of("2026") is case_number_of("") is None
    assert stored_number("fall 2026-S012 och 2026-0412") == "fall 2026-900012 och 2026-0412"


REPORTER = "Bo Alm"


def test_the_reporter_is_told_to_whoever_handles_the_case_and_to_herself(ground, cases):
    *_, shown = cases
    ground.as_person(ground.rapportor)
    ground.write(add_tillagg, avvikelse_id=shown, text="En sak till.")
    told = {}
    for who in (ground.chef, ground.rapportor, ground.sas, ground.lasare, ground.admin):
        ground.as_person(who)
        told[who] = REPORTER in repr(ground.read(get_avvikelse, avvikelse_id=shown))
    assert told == {
        ground.chef: True,
        ground.rapportor: True,
        ground.sas: True,
        ground.lasare: False,
        ground.admin: False,
    }


def test_a_member_of_the_circle_is_not_told_who_reported(ground, cases):
    ground.as_person(ground.sas)
    case = ground.read(find_lex, urval=LexUrval(vy="alla"))[0]
    ground.write(add_krets, arende_id=case, person_id=ground.lasare)
    detail = ground.read(get_lex, arende_id=case)
    assert detail.rapportor == REPORTER
    ground.as_person(ground.lasare)
    detail = ground.read(get_lex, arende_id=case)
    assert detail.rapportor == "Visas bara för den som handlägger"
    assert REPORTER not in repr(detail.logg)
    assert REPORTER in [row.namn for row in detail.krets]
    assert not any(row.roll.startswith("Rapportör ") or " och Rapportör" in row.roll for row in detail.krets)
