"""Åtgärder of a lex case answer to its causes, and whoever is let into a circle is told once, on both stores."""

import pytest

from kvalitet_app.domain.errors import AccessError, ClashError, RuleError
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.lex.paket import PaketDel, PaketVal
from kvalitet_app.domain.lex.steg import LexUppgifter, causes_of
from kvalitet_app.services.lex.atgarder import link_lex_orsak
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.krets import add_krets, remove_krets
from kvalitet_app.services.lex.paket import preview_paket
from kvalitet_app.services.reminders import due_reminders, note_reminders
from tests.services.lex.cases import UTREDNING, act, detail, finish, report, step, take_to, tell

S = LexStatus
TWO = "- Två vikarier.\n\n2) Schemat lades sent\n- Två vikarier."


def to_act(ground, case):
    """Up to the åtgärder, with two causes written."""
    take_to(ground, case, S.UTREDS)
    step(ground, case, S.FORSLAG, uppgifter=LexUppgifter(**UTREDNING | {"orsaker": TWO}))
    step(ground, case, S.BESLUTAD)


def link(ground, atgard, mot_orsak, *, version):
    return ground.write(link_lex_orsak, atgard_id=atgard, version=version, mot_orsak=mot_orsak)


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (TWO, ("Två vikarier.", "Schemat lades sent")),
        ("", ()),
        (None, ()),
        (" \n\t", ()),
        ("En enda orsak, 3 personer", ("En enda orsak, 3 personer",)),
        ("2 av 3 saknades", ("2 av 3 saknades",)),
    ],
)
def test_the_causes_are_the_lines_of_the_investigation(text, causes):
    assert causes_of(text) == causes


def test_a_case_is_not_closed_while_an_atgard_answers_to_nothing(ground, case):
    to_act(ground, case)
    first = act(ground, case, mot_orsak="Två vikarier.")
    loose = act(ground, case, text="Ringlista")
    step(ground, case, S.ATGARDAS)
    finish(ground, case)
    step(ground, case, S.UPPFOLJD)
    step(ground, case, S.ATERKOPPLAD)
    tell(ground, case)
    with pytest.raises(RuleError, match="Ringlista", check=lambda error: error.field == "atgarder"):
        step(ground, case, S.AVSLUTAD)
    versions = {one.id: one.version for one in detail(ground, case).atgarder}
    link(ground, loose, "Schemat lades sent", version=versions[loose])
    assert {one.id: one.mot_orsak for one in detail(ground, case).atgarder} == {
        first: "Två vikarier.",
        loose: "Schemat lades sent",
    }
    step(ground, case, S.AVSLUTAD)
    with pytest.raises(RuleError, match="avslutad"):
        link(ground, loose, "", version=versions[loose] + 1)


def test_a_cause_that_is_not_written_is_refused_and_a_clash_is_told(ground, case):
    to_act(ground, case)
    with pytest.raises(RuleError, check=lambda error: error.field == "mot_orsak"):
        act(ground, case, mot_orsak="Slarv")
    atgard = act(ground, case)
    with pytest.raises(RuleError, check=lambda error: error.field == "mot_orsak"):
        link(ground, atgard, "Slarv", version=1)
    link(ground, atgard, "Två vikarier.", version=1)
    with pytest.raises(ClashError):
        link(ground, atgard, "", version=1)


def test_nobody_outside_links_an_atgard_of_the_case(ground, case):
    to_act(ground, case)
    atgard = act(ground, case)
    ground.as_person(ground.chef)
    with pytest.raises(RuleError, match="finns inte"):
        link(ground, atgard, "Två vikarier.", version=1)
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        link(ground, atgard, "Två vikarier.", version=1)


def told(ground, who):
    """What a start of the program tells somebody of lex cases."""
    ground.as_person(who)
    due = tuple(one for one in ground.read(due_reminders) if one.sida == "lex")
    ground.write(note_reminders, vantar=due)
    return [one.titel for one in due]


def test_whoever_is_let_into_a_circle_is_told_once(ground, case):
    assert told(ground, ground.lasare) == []
    ground.as_person(ground.sas)
    name = ground.read(get_lex, arende_id=case).rad.beteckning
    ground.write(add_krets, arende_id=case, person_id=ground.lasare)
    assert told(ground, ground.lasare) == [f"Du är med i kretsen för {name}"]
    assert told(ground, ground.lasare) == []
    assert told(ground, ground.rapportor) == []
    assert told(ground, ground.chef) == []


def test_whoever_has_read_the_case_or_has_left_the_circle_is_not_told(ground):
    first, second = report(ground), report(ground, "Låstes in på rummet.")
    ground.as_person(ground.sas)
    for one in (first, second):
        ground.write(add_krets, arende_id=one, person_id=ground.lasare)
    member = next(m for m in detail(ground, second).krets if m.person_id == ground.lasare)
    ground.write(remove_krets, krets_id=member.id)
    ground.as_person(ground.lasare)
    ground.read(get_lex, arende_id=first)
    assert told(ground, ground.lasare) == []


def test_the_document_says_which_cause_an_atgard_answers_to(ground, case):
    to_act(ground, case)
    act(ground, case, mot_orsak="Schemat lades sent")
    ground.as_person(ground.sas)
    val = PaketVal(delar=frozenset({PaketDel.ATGARDER}))
    (part,) = ground.read(preview_paket, arende_id=case, val=val).avdelningar
    assert "Svarar mot orsaken ”Schemat lades sent”" in dict(part.fakta)["Nytt schema för kvällar"]
