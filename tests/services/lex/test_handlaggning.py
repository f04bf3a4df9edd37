"""A case under lex Sarah is reported, received, investigated, decided and closed; every refusal, on both stores."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from kvalitet_app.db.models import Avvikelse, Lasloggrad, LexSarahArende
from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexUrval, NyttLex
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.steg import LexUppgifter
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.services.atgarder import change_atgard, finish_atgard
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import Uppgifter, save_handlaggning
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.change.angra import undo_step
from kvalitet_app.services.lex.handlaggning import save_lex
from kvalitet_app.services.lex.krets import add_krets, add_underrattelse
from kvalitet_app.services.lex.listor import count_lex_views, find_lex, lex_of_avvikelse, lex_rows
from kvalitet_app.services.lex.rapportering import register_lex
from tests.services.factories import ny
from tests.services.lex.cases import UTREDNING, act, detail, finish, report, step, take_to
from tests.verbs import laying

S = LexStatus


def save(ground, row_id, who=None, **given):
    """Save fields of a case as somebody."""
    version = detail(ground, row_id, who).rad.version
    return ground.write(save_lex, arende_id=row_id, version=version, uppgifter=LexUppgifter(**given))


def test_a_case_goes_its_whole_way(ground, case):
    take_to(ground, case, S.AVSLUTAD)
    found = detail(ground, case)
    assert found.rad.status is S.AVSLUTAD
    assert found.rad.grad is LexGrad.MISSFORHALLANDE
    assert all(one.natt == idag() and not one.forsenad for one in found.milstolpar)
    said = [line.text for line in found.logg]
    for wanted in ("rapporterade", "flyttade ärendet: beslutad", "lade till en åtgärd", "läste ärendet"):
        assert wanted in said
    assert found.mottagen_av == "Cia Ask"


def test_the_ladder_by_way_of_ivo(ground, case):
    take_to(ground, case, S.BESLUTAD)
    act(ground, case)
    for till in (S.ANMALD_IVO, S.IVO_BESLUT, S.ATGARDAS):
        step(ground, case, till)
    assert detail(ground, case).rad.anmald_ivo_datum == idag()


def test_ivo_can_be_told_as_soon_as_the_report_is_received(ground, case):
    with pytest.raises(RuleError, match="fylls i senare"):
        save(ground, case, anmald_ivo_datum=idag())
    step(ground, case, S.MOTTAGEN)
    save(ground, case, anmald_ivo_datum=idag(), dnr="VN 2026/1", ivo_dnr="3.5.1-2/2026")
    found = detail(ground, case)
    assert found.rad.status is S.MOTTAGEN
    assert found.rad.anmald_ivo_datum == idag()


def test_a_refused_step_leaves_the_case_as_it_was(ground, case):
    with pytest.raises(RuleError) as told:
        step(ground, case, S.MOTTAGEN, uppgifter=LexUppgifter(mottagen_datum=idag(), dnr="VN 9"))
    assert told.value.field == "omedelbar_atgard"
    found = detail(ground, case)
    assert (found.rad.status, found.uppgifter.dnr) == (S.RAPPORTERAD, "")


def test_the_investigation_is_not_rewritten_after_the_decision(ground, case):
    take_to(ground, case, S.BESLUTAD)
    with pytest.raises(RuleError, match="skrivs inte om"):
        save(ground, case, konsekvens="Ingen.")
    assert detail(ground, case).uppgifter.konsekvens == UTREDNING["konsekvens"]


def test_the_reporter_is_not_let_in_as_investigator(ground, case):
    step(ground, case, S.MOTTAGEN)
    with pytest.raises(RuleError, match="rapporterat kan inte utreda"):
        step(ground, case, S.UTREDS, uppgifter=LexUppgifter(forhandsbedomning="X", utredare_id=ground.rapportor))


def test_a_chief_who_investigates_her_own_unit_is_told_apart(ground, case):
    step(ground, case, S.MOTTAGEN)
    step(ground, case, S.UTREDS, uppgifter=LexUppgifter(forhandsbedomning="X", utredare_id=ground.chef))
    assert detail(ground, case).is_partial
    save(ground, case, utredare_id=ground.lasare)
    assert not detail(ground, case).is_partial


def test_the_investigator_is_let_into_the_circle_and_writes_only_the_investigation(ground, case):
    step(ground, case, S.MOTTAGEN)
    told = step(ground, case, S.UTREDS)
    assert "Dan Lind är nu med i kretsen" in told.text
    save(ground, case, ground.lasare, konsekvens="Rädd.", polisanmald=False)
    with pytest.raises(AccessError, match="Utredaren skriver utredningen"):
        save(ground, case, ground.lasare, dnr="VN 1")
    step(ground, case, S.FORSLAG, who=ground.lasare)
    with pytest.raises(AccessError):
        step(ground, case, S.BESLUTAD, who=ground.lasare)


@pytest.mark.parametrize("who", ["rapportor", "chef", "admin"])
def test_only_who_receives_reports_takes_a_step(ground, case, who):
    if who != "rapportor":  # who is in no circle is told that there is no such case
        ground.write(add_krets, arende_id=case, person_id=getattr(ground, who))
    with pytest.raises(AccessError, match="tar emot rapporterna"):
        step(ground, case, S.MOTTAGEN, who=getattr(ground, who))


def test_outside_the_circle_there_is_no_such_case(ground, case):
    for who in (ground.chef, ground.lasare, ground.admin):
        with pytest.raises(RuleError, match="finns inte, eller så får du inte"):
            detail(ground, case, who)
        for change, given in (
            (save_lex, {"version": 1, "uppgifter": LexUppgifter(dnr="1")}),
            (add_krets, {"person_id": who}),
            (add_underrattelse, {"slag": Mottagarslag.NAMND, "datum": idag()}),
        ):
            with pytest.raises(RuleError, match="finns inte, eller så får du inte"):
                ground.write(change, arende_id=case, **given)


def test_what_is_written_off_is_an_avvikelse_again_and_only_then(ground):
    text = ny(ground, "Slog till en brukare på armen.", misstanke=True)
    row_id = ground.write(register_avvikelse, ny=text).row_id
    ground.as_person(ground.sas)
    lex = ground.read(lex_of_avvikelse, avvikelse_id=row_id)
    step(ground, lex, S.MOTTAGEN)
    with pytest.raises(RuleError) as told:
        step(ground, lex, S.AVSKRIVEN, uppgifter=LexUppgifter())
    assert told.value.field == "forhandsbedomning"
    ground.as_person(ground.lasare)
    with pytest.raises(RuleError):
        ground.read(get_avvikelse, avvikelse_id=row_id)
    step(ground, lex, S.AVSKRIVEN)
    ground.as_person(ground.lasare)
    assert ground.read(get_avvikelse, avvikelse_id=row_id).misstanke is False
    with pytest.raises(RuleError):
        detail(ground, lex, ground.lasare)


def test_a_new_suspicion_opens_what_was_written_off(ground):
    row_id = ground.write(register_avvikelse, ny=ny(ground, misstanke=True, lagrum=Lagrum.LSS)).row_id
    ground.as_person(ground.sas)
    lex = ground.read(lex_of_avvikelse, avvikelse_id=row_id)
    step(ground, lex, S.MOTTAGEN)
    step(ground, lex, S.AVSKRIVEN)
    ground.as_person(ground.chef)
    version = ground.read(get_avvikelse, avvikelse_id=row_id).rad.version
    given = Uppgifter(misstanke=True, misstanke_skal="Nya uppgifter.")
    ground.write(save_handlaggning, avvikelse_id=row_id, version=version, uppgifter=given)
    found = detail(ground, lex)
    assert (found.rad.status, found.rad.mottagen_datum) == (S.RAPPORTERAD, None)
    with ground.store.read() as session:
        assert session.get_one(Avvikelse, row_id).skyddad


def test_a_report_is_not_undone_by_who_made_it(ground):
    made = ground.write(register_avvikelse, ny=ny(ground, misstanke=True))
    with pytest.raises(RuleError, match="kan inte ångras"):
        ground.write(undo_step, steg=made.steg)


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"beskrivning": "  "}, "beskrivning"),
        ({"beskrivning": "Gäller 19811218-9876."}, "beskrivning"),
        ({"brukarreferens": "19811218-9876"}, "brukarreferens"),
        ({"handelse_datum": date(2999, 1, 1)}, "handelse_datum"),
        ({"rapporterad_datum": date(2999, 1, 1)}, "rapporterad_datum"),
        ({"handelse_datum": date(2026, 3, 2), "rapporterad_datum": date(2026, 3, 1)}, "handelse_datum"),
    ],
)
def test_a_report_that_cannot_be_taken_says_which_field(ground, own, field):
    given = {"beskrivning": "Utan hjälp.", "enhet_id": ground.bjorken} | own
    with pytest.raises(RuleError) as told:
        ground.write(register_lex, ny=NyttLex(**given))
    assert told.value.field == field


def test_who_may_not_report_on_the_unit_is_refused(ground):
    ground.as_person(ground.lasare)
    with pytest.raises(AccessError):
        ground.write(register_lex, ny=NyttLex("Utan hjälp.", ground.bjorken))


def test_the_same_report_twice_is_one_case_and_each_has_a_number_of_its_own(ground):
    first = report(ground, uuid="0" * 36)
    assert report(ground, uuid="0" * 36) == first
    second, maria = report(ground), report(ground, slag=LexSlag.LEX_MARIA)
    ground.as_person(ground.sas)
    rows = ground.read(lex_rows, ids=[first, second, maria])
    ar = idag().year
    assert [rows[i].beteckning for i in (first, second, maria)] == [f"LS {ar}-01", f"LS {ar}-02", f"LM {ar}-01"]
    assert rows[maria].lagrum is Lagrum.HSL


def test_a_possible_personnummer_is_not_saved_in_the_case(ground, case):
    step(ground, case, S.MOTTAGEN)
    with pytest.raises(RuleError, match="ser ut som ett personnummer") as told:
        save(ground, case, forhandsbedomning="Gäller 19811218-9876.")
    assert told.value.field == "forhandsbedomning"


def test_two_on_one_case_lose_no_text(ground, case):
    step(ground, case, S.MOTTAGEN)
    step(ground, case, S.UTREDS)
    seen = detail(ground, case).rad.version
    ground.write(save_lex, arende_id=case, version=seen, uppgifter=LexUppgifter(konsekvens="Rädd."))
    ground.as_person(ground.lasare)
    with pytest.raises(ClashError) as told:
        ground.write(save_lex, arende_id=case, version=seen, uppgifter=LexUppgifter(konsekvens="Törstig."))
    assert told.value.theirs["konsekvens"] == "Rädd."
    assert detail(ground, case).uppgifter.konsekvens == "Rädd."


def test_every_reading_is_logged(ground, case):
    detail(ground, case, ground.rapportor)
    found = detail(ground, case)
    assert any(line.person == "Bo Alm" and line.text == "läste ärendet" for line in found.logg)
    assert next(one for one in found.krets if one.person_id == ground.rapportor).last is not None
    with ground.store.read() as session:
        assert set(session.scalars(select(Lasloggrad.person_id))) == {ground.rapportor, ground.sas}


# åtgärder of a case


def test_an_atgard_is_given_only_to_who_sees_the_case(ground, case):
    with pytest.raises(RuleError, match="ser inte ärendet") as told:
        act(ground, case, ansvarig=ground.chef)
    assert told.value.field == "ansvarig_id"
    ground.write(add_krets, arende_id=case, person_id=ground.chef)
    row_id = act(ground, case, ansvarig=ground.chef)
    ground.as_person(ground.chef)
    ground.write(finish_atgard, atgard_id=row_id, version=1)
    ground.as_person(ground.sas)
    given = {"text": "X", "klart_senast": idag(), "status": "pagar"}
    with pytest.raises(RuleError, match="ser inte ärendet"):
        ground.write(change_atgard, atgard_id=row_id, version=2, ansvarig_id=ground.admin, **given)


def test_an_atgard_needs_a_case_one_works_on_that_is_open_and_of_the_unit(ground, case):
    with pytest.raises(AccessError):
        act(ground, case, who=ground.rapportor)
    with pytest.raises(RuleError, match="finns inte"):
        act(ground, case, who=ground.chef)
    elsewhere = report(ground, enhet_id=ground.bjorken)
    ground.bjorken, kept = ground.top, ground.bjorken
    with pytest.raises(RuleError, match="samma enhet"):
        act(ground, elsewhere)
    ground.bjorken = kept
    take_to(ground, case, S.AVSLUTAD)
    with pytest.raises(RuleError, match="avslutad"):
        act(ground, case)


def test_a_proposal_goes_back_to_the_investigation(ground, case):
    take_to(ground, case, S.FORSLAG)
    assert detail(ground, case).rad.utredd_datum == idag()
    step(ground, case, S.UTREDS)
    assert detail(ground, case).rad.utredd_datum is None


def test_what_did_not_help_goes_back_to_atgarder(ground, case):
    take_to(ground, case, S.UPPFOLJD)
    step(ground, case, S.ATGARDAS)
    act(ground, case)
    with pytest.raises(RuleError, match="inte klar"):
        step(ground, case, S.UPPFOLJD)
    finish(ground, case)
    step(ground, case, S.UPPFOLJD)


# the list


def test_the_views_hold_what_they_say(ground, case):
    late = report(ground, rapporterad_datum=idag() - timedelta(days=12))
    done = take_to(ground, report(ground), S.AVSLUTAD)
    ground.as_person(ground.sas)
    urval = LexUrval(vy="oppna", sortering="rapporterad", fallande=False)
    assert list(ground.read(find_lex, urval=urval)) == [late, case]
    assert ground.read(count_lex_views, urval=urval) == {"oppna": 2, "mina": 2, "forsenade": 1, "alla": 3}
    assert list(ground.read(find_lex, urval=LexUrval(vy="forsenade"))) == [late]
    assert done in ground.read(find_lex, urval=LexUrval(vy="alla", ar=idag().year))
    assert not ground.read(find_lex, urval=LexUrval(vy="alla", ar=2001))


@pytest.mark.parametrize("sortering", ["rapporterad", "beteckning", "enhet", "status", "utredare"])
@pytest.mark.parametrize("fallande", [False, True])
def test_every_order_and_limit_answers(ground, case, sortering, fallande):
    urval = LexUrval(
        "alla",
        frozenset({ground.bjorken}),
        frozenset({LexSlag.LEX_SARAH}),
        sok="kvällen",
        sortering=sortering,
        fallande=fallande,
    )
    assert list(ground.read(find_lex, urval=urval)) == [case]


def test_the_reporter_finds_her_own_case_without_any_right_on_the_rest(ground, case):
    ground.as_person(ground.rapportor)
    assert list(ground.read(find_lex, urval=LexUrval(vy="mina"))) == [case]
    with ground.store.read() as session:
        assert session.get_one(LexSarahArende, case).rapportor_id == ground.rapportor


def test_a_case_is_finished_only_when_its_atgarder_are(ground, case):
    take_to(ground, case, S.BESLUTAD)
    with pytest.raises(RuleError, match="minst en åtgärd"):
        step(ground, case, S.ATGARDAS)
    act(ground, case)
    step(ground, case, S.ATGARDAS)
    with pytest.raises(RuleError, match="inte klar"):
        step(ground, case, S.UPPFOLJD)
    finish(ground, case)
    step(ground, case, S.UPPFOLJD)


def test_a_case_of_an_avvikelse_takes_the_next_number_of_the_year_and_an_older_name_is_in_no_series(ground):
    ar = idag().year
    ground.as_person(ground.rapportor)
    ground.write(register_avvikelse, ny=ny(ground, misstanke=True))
    ground.as_person(ground.sas)
    with ground.store.writing(laying()) as session:
        session.execute(update(LexSarahArende).values(beteckning=f"LS {ar}-0438"))
    ground.as_person(ground.rapportor)
    for _ in range(2):
        ground.write(register_avvikelse, ny=ny(ground, misstanke=True))
    with ground.store.read() as session:
        names = session.scalars(select(LexSarahArende.beteckning).order_by(LexSarahArende.id)).all()
    assert list(names) == [f"LS {ar}-0438", f"LS {ar}-01", f"LS {ar}-02"]
