"""Road by road: what somebody outside the circle of a case is never told, by list, count, search, file or figure."""

import pytest

from kvalitet_app.db.models import Paminnelse
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardUrval, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.services.atgarder import add_atgard, atgard_rows, find_atgarder
from kvalitet_app.services.atgarder import count_views as count_actions
from kvalitet_app.services.avvikelser.detalj import get_avvikelse, possible_doubles
from kvalitet_app.services.avvikelser.handelseanalys import read_analys
from kvalitet_app.services.avvikelser.listor import (
    avvikelse_rows,
    count_views,
    find_avvikelser,
    known_references,
    similar_avvikelser,
)
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.bilagor import list_bilagor
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.listor import count_lex_views, find_lex, lex_of_avvikelse, lex_rows
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.services.moten.apt import gather_apt
from kvalitet_app.services.oversikt import count_waiting, gather_oversikt, list_waiting
from kvalitet_app.services.reminders import due_reminders
from kvalitet_app.services.rutiner import add_rutin, adopt_rutinversion, save_rutinversion
from kvalitet_app.services.search import search
from kvalitet_app.services.utbyte.export import export_avvikelser
from tests.services.avvikelser.cases import Case
from tests.services.factories import this_month
from tests.tables import read_table

REFERENCE, WORD = "GB99-99", "zebralåset"
TEXT = f"Personal tog mobilen, {WORD} var uppbrutet i hallen"


OUTSIDE = ("admin", "lasare", "chef")


def hide(ground):
    """A case under lex Sarah at Björken with an åtgärd on the avvikelse and one on the case; SAS is at work."""
    ground.as_person(ground.sas)
    case = HiddenCase(
        ground, text=TEXT, handelse_vid=this_month(), brukarreferens=REFERENCE, typ_id=ground.bemotande, misstanke=True
    )
    case.lex_id = ground.read(lex_of_avvikelse, avvikelse_id=case.id)
    rutin = ground.write(add_rutin, titel="Lås", omrade="", enhet_id=ground.bjorken, agare_id=ground.chef).row_id
    for kalla, source in ((AtgardKalla.AVVIKELSE, case.id), (AtgardKalla.LEX, case.lex_id)):
        ny = NyAtgard(
            f"Byt {WORD}", ground.bjorken, idag(), None, kalla, source, AtgardSlag.REVIDERA_RUTIN, rutin_id=rutin
        )
        ground.write(add_atgard, ny=ny)
    case.rutin_id = rutin
    return case


class HiddenCase(Case):
    """An avvikelse under lex Sarah: its case of lex, and the rutin that an åtgärd will revise."""

    lex_id: int
    rutin_id: int


@pytest.fixture
def hidden(ground):
    """The case, with SAS at work."""
    return hide(ground)


def told(ground, case, folder):
    """What each road tells the person at work; without a case its places are asked for all the same."""
    case_id, lex_id = (case.id, case.lex_id) if case else (2, 1)
    year, scope = idag().year, frozenset({ground.bjorken})
    everything = AvvikelseUrval(enheter=scope)
    export_path = folder / "ut.xlsx"
    with ground.store.read() as session:
        exported = export_avvikelser(session, urval=everything, target=export_path)
    report = ground.read(gather, ar=year)
    first = ground.read(gather_oversikt, ar=year, enheter=None)
    patterns = ground.read(find_monster, ar=year)
    actions = AtgardUrval(vy="alla")
    apt = ground.read(gather_apt, enhet_id=ground.bjorken, ar=year, manad=idag().month)
    return {
        "list": len(ground.read(find_avvikelser, urval=everything)),
        "rows": len(ground.read(avvikelse_rows, ids=[case_id])),
        "counts": sum(ground.read(count_views, urval=everything).values()),
        "person": len(ground.read(find_avvikelser, urval=AvvikelseUrval(brukarreferens=REFERENCE))),
        "list search": len(ground.read(find_avvikelser, urval=AvvikelseUrval(sok=WORD))),
        "palette": len(ground.read(search, sok=WORD)),
        "export": exported,
        "exported rows": len(read_table(export_path).rows),
        "similar": len(ground.read(similar_avvikelser, text=TEXT, enhet_id=ground.bjorken)),
        "references": len(ground.read(known_references, enhet_id=ground.bjorken)),
        "report": report.sol_lss.alla.nu.varde or 0,
        "report lex": len(report.lex),
        "first page": first.nyckeltal.oppna + sum(first.manader),
        "waiting": len(ground.read(list_waiting)),
        "badges": sum(ground.read(count_waiting).values()),
        "reminders": len(ground.read(due_reminders)),
        "patterns": sum(patterns.manader) + len(patterns.kluster),
        "actions": len(ground.read(find_atgarder, urval=actions)) + len(ground.read(atgard_rows, ids=[1, 2])),
        "action counts": sum(ground.read(count_actions, urval=actions).values()),
        "action search": len(ground.read(find_atgarder, urval=AtgardUrval(vy="alla", sok=WORD))),
        "lex": len(ground.read(find_lex, urval=LexUrval())) + len(ground.read(lex_rows, ids=[lex_id])),
        "lex counts": sum(ground.read(count_lex_views, urval=LexUrval()).values()),
        "lex of": int(ground.read(lex_of_avvikelse, avvikelse_id=case_id) is not None),
        "wall": apt.antal + apt.oppna,
    }


def test_what_the_roads_tell_somebody_outside_is_the_same_with_the_case_and_without(ground, tmp_path):
    Case(ground, handelse_vid=this_month(), brukarreferens="GB01-01")
    before = {}
    for outside in OUTSIDE:
        ground.as_person(getattr(ground, outside))
        before[outside] = told(ground, None, tmp_path)
    ground.as_person(ground.sas)
    sas = told(ground, None, tmp_path)
    case = hide(ground)
    inside = told(ground, case, tmp_path)
    # What hangs on a wall tells nobody; nothing here is the SAS's own to do.
    silent = {"waiting", "badges", "reminders", "wall"}
    assert {road for road in inside if inside[road] == sas[road]} <= silent, "every other road leads to it"
    for outside in OUTSIDE:
        ground.as_person(getattr(ground, outside))
        assert told(ground, case, tmp_path) == before[outside]


def test_no_door_opens_for_somebody_outside(ground, hidden):
    open_case = Case(ground)
    ground.as_person(ground.admin)
    for door, what in (
        (get_avvikelse, {"avvikelse_id": hidden.id}),
        (list_bilagor, {"avvikelse_id": hidden.id}),
        (read_analys, {"avvikelse_id": hidden.id}),
        (get_lex, {"arende_id": hidden.lex_id}),
    ):
        with pytest.raises(RuleError, match="får du inte se"):
            ground.read(door, **what)
    assert hidden.id not in {i for i, _ in ground.read(possible_doubles, avvikelse_id=open_case.id)}


def test_a_rutin_that_is_adopted_does_not_tell_how_many_hidden_atgarder_waited_for_it(ground, hidden):
    ground.as_person(ground.chef)
    ground.write(save_rutinversion, rutin_id=hidden.rutin_id, text="Nytt lås.")
    said = ground.write(adopt_rutinversion, rutin_id=hidden.rutin_id, galler_fran=idag()).text
    assert "åtgärd" not in said
    ground.as_person(ground.sas)
    assert [a.rutin_version for a in ground.read(atgard_rows, ids=[1, 2]).values()] == [1, 1]


def test_a_reminder_kept_says_nothing_of_what_it_was_about(ground):
    columns = {c.name for c in Paminnelse.__table__.columns}
    assert columns == {"person_id", "tabell", "rad_id", "forfaller", "visad_vid", "summa"}
