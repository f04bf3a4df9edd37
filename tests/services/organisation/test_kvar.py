"""What a person who leaves has, and giving it to somebody else: never what only a circle may see."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from kvalitet_app.db.models import Atgard, Avvikelse, Egenkontroll, Plan, Rutin, Uppdrag
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardStatus, NyAtgard
from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan
from kvalitet_app.domain.errors import AccessError, RuleError
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.tal import NBSP
from kvalitet_app.services.atgarder import add_atgard, change_atgard
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.egenkontroller.planer import add_planer, save_mall
from kvalitet_app.services.egenkontroller.tillfallen import assign_egenkontroll
from kvalitet_app.services.organisation.kvar import hand_over, left_with_person
from kvalitet_app.services.organisation.personer import add_uppdrag, change_person, list_personer
from kvalitet_app.services.processer import add_process
from kvalitet_app.services.rutiner import add_rutin, change_rutin
from tests.services.factories import ny
from tests.verbs import laying

SOON = idag() + timedelta(days=9)


@pytest.fixture
def busy(ground):
    """Anna has a case, a protected one, an åtgärd of each, a plan with its occurrences and a rutin on Björken."""
    ground.as_person(ground.admin)
    ground.write(save_mall, kod="T1", namn="Läkemedel", metod="", upprepning=Upprepning.AR, fragor=("Ja?",))
    ground.write(add_planer, ny=NyPlan(1, (ground.bjorken,), SOON, Upprepning.AR, ground.chef))
    ground.write(add_rutin, titel="Nycklar", enhet_id=ground.bjorken, agare_id=ground.chef)
    ground.as_person(ground.chef)
    for protected in (False, True):
        case = ground.write(register_avvikelse, ny=ny(ground)).row_id
        action = NyAtgard("Dubbelkontroll", ground.bjorken, SOON, ground.chef, AtgardKalla.AVVIKELSE, case)
        ground.write(add_atgard, ny=action)
        with ground.store.writing(laying()) as session:
            values = {"ansvarig_id": ground.chef, "skyddad": protected}
            session.execute(update(Avvikelse).where(Avvikelse.id == case).values(**values))
    return ground.as_person(ground.admin) and ground


def owners(ground, column):
    with ground.store.read() as session:
        return list(session.scalars(select(column).order_by(column.class_.id)))


def said(left):
    return [one.sagt.replace(NBSP, " ") for one in left]


def leaves(ground, person, *, aktiv=False):
    row = next(one for one in ground.read(list_personer) if one.id == person)
    words = {name: getattr(row, name) for name in ("version", "namn", "titel", "epost", "konto")}
    return ground.write(change_person, person_id=person, aktiv=aktiv, **words).text.replace(NBSP, " ")


WHOLE = ["1 öppen avvikelse", "1 öppen åtgärd", "2 egenkontroller som väntar", "1 rutin"]


def test_what_a_person_has_is_told_without_what_is_protected(busy):
    assert said(busy.read(left_with_person, person_id=busy.chef)) == WHOLE


def test_who_may_not_change_persons_is_told_nothing(busy):
    assert busy.as_person(busy.sas) is busy.store
    assert busy.read(left_with_person, person_id=busy.chef) == ()
    with pytest.raises(AccessError):
        busy.write(hand_over, fran_id=busy.chef, till_id=busy.sas)


def test_everything_is_handed_over_but_what_is_protected(busy):
    given = {"person_id": busy.rapportor, "roll": Roll.ENHETSCHEF, "enhet_id": busy.bjorken, "giltig_fran": idag()}
    busy.write(add_uppdrag, **given)
    change = busy.write(hand_over, fran_id=busy.chef, till_id=busy.rapportor)
    assert change.text.replace(NBSP, " ") == f"Bo Alm tog över {', '.join(WHOLE[:-1])} och {WHOLE[-1]}"
    assert busy.read(left_with_person, person_id=busy.chef) == ()
    assert owners(busy, Avvikelse.ansvarig_id) == [busy.rapportor, busy.chef]
    assert owners(busy, Atgard.ansvarig_id) == [busy.rapportor, busy.chef]
    assert set(owners(busy, Egenkontroll.ansvarig_id) + owners(busy, Plan.ansvarig_id)) == {busy.rapportor}
    assert owners(busy, Rutin.agare_id) == [busy.rapportor]


def test_what_the_other_may_not_have_stays_and_is_told(busy):
    text = busy.write(hand_over, fran_id=busy.chef, till_id=busy.rapportor).text.replace(NBSP, " ")
    assert text.startswith("Bo Alm tog över 1 öppen åtgärd")
    assert text.endswith("Kvar hos Anna Ek: 1 öppen avvikelse, på enheter där Bo Alm inte har uppdrag")


def test_a_person_who_leaves_is_told_of_with_what_is_left(busy):
    assert leaves(busy, busy.chef).startswith("Anna Ek arbetar inte kvar. Kvar: 1 öppen avvikelse")
    assert leaves(busy, busy.lasare) == "Dan Lind arbetar inte kvar"
    assert leaves(busy, busy.lasare, aktiv=True) == "Dan Lind ändrades"


def given_to(g, who):
    """Everything that somebody can be given to do or own, by the service and its words."""
    with g.store.read() as session:
        query = select(Egenkontroll.id, Egenkontroll.version).order_by(Egenkontroll.id).limit(1)
        check, version = session.execute(query).one()
    task = {"text": "Annat", "klart_senast": SOON, "status": AtgardStatus.PAGAR, "version": 1}
    rule = {"rutin_id": 1, "version": 1, "titel": "Nycklar", "enhet_id": g.bjorken, "omrade": ""}
    return [
        (add_planer, {"ny": NyPlan(1, (g.bjorken,), SOON, Upprepning.AR, who)}),
        (assign_egenkontroll, {"egenkontroll_id": check, "version": version, "ansvarig_id": who}),
        (add_atgard, {"ny": NyAtgard("Ny", g.bjorken, SOON, who)}),
        (change_atgard, {"atgard_id": 1, "ansvarig_id": who, **task}),
        (add_rutin, {"titel": "Ny", "enhet_id": g.bjorken, "agare_id": who}),
        (change_rutin, {"agare_id": who, **rule}),
        (add_process, {"kod": "P9", "namn": "Ny", "slag": "huvud", "enhet_id": g.top, "agare_id": who}),
        (hand_over, {"fran_id": g.chef, "till_id": who}),
        (add_uppdrag, {"person_id": who, "roll": Roll.MAS, "enhet_id": g.bjorken, "giltig_fran": idag()}),
    ]


def test_nothing_new_is_given_to_somebody_who_has_left(busy):
    leaves(busy, busy.lasare)
    with busy.store.writing(laying()) as session:
        session.add(Uppdrag(person_id=busy.admin, roll=Roll.ENHETSCHEF, enhet_id=busy.top, giltig_fran=idag()))
    for service, words in given_to(busy, busy.lasare):
        with pytest.raises(RuleError, match="Dan Lind arbetar inte kvar"):
            busy.write(service, **words)


def test_one_occurrence_is_given_to_somebody_else_and_the_plan_keeps_its_own(busy):
    first = owners(busy, Egenkontroll.id)[0]
    busy.write(assign_egenkontroll, egenkontroll_id=first, version=1, ansvarig_id=busy.rapportor)
    assert owners(busy, Egenkontroll.ansvarig_id) == [busy.rapportor, busy.chef]
    assert owners(busy, Plan.ansvarig_id) == [busy.chef]
