"""A unit is given its last day, and a person who leaves hands over, in the window."""

from datetime import timedelta

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import EnhetNiva
from kvalitet_app.services.organisation.enheter import change_enhet, list_enheter
from kvalitet_app.services.organisation.kvar import left_on_unit, left_with_person
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.ui.organisation.enheter import EnheterTab, EnhetForm
from kvalitet_app.ui.organisation.kvar import HandOverForm
from kvalitet_app.ui.organisation.personer import PersonerTab
from kvalitet_app.ui.parts.buttons import Link
from kvalitet_app.ui.window.menus import scope_menu

YESTERDAY = idag() - timedelta(days=1)


def busiest(own):
    """The unit with most left open."""
    units = [unit for unit in own.read(list_enheter) if unit.niva is EnhetNiva.ENHET]
    return max(units, key=lambda unit: sum(one.antal for one in own.read(left_on_unit, enhet_id=unit.id)))


def close(own, unit):
    words = {
        name: getattr(unit, name) for name in ("version", "namn", "verksamhet", "lagrum", "platser", "arsarbetare")
    }
    own.context.tasks.change(change_enhet, enhet_id=unit.id, giltig_till=YESTERDAY, **words)
    own.settle()


def test_a_unit_is_closed_in_its_form_which_tells_what_is_left_and_opens_it(example):
    unit = busiest(example)
    page = example.go("installningar", flik="enheter")
    page.findChild(EnheterTab).table.choose_id(unit.id)
    example.settle()
    form = page.findChild(EnhetForm)
    links = form.findChildren(Link)
    assert links
    assert not any(one.isVisible() for one in links)
    form.ends.set_value(idag())
    form.ends.changed.emit()
    example.settle()
    assert all(one.isVisible() for one in links)
    first = next(one for one in links if "avvikelse" in one.text())
    first.click()
    example.settle()
    assert example.window.page("avvikelser").isVisible()


def test_a_closed_unit_is_found_in_menu_and_filters_and_offered_to_nothing(example):
    unit = busiest(example)
    before = example.context.scope
    before.set_enhet(unit.foralder_id)
    whole = before.units()
    close(example, unit)
    scope = example.context.scope
    assert scope.units() == whole
    said = f"{unit.kortnamn} (stängd {YESTERDAY})"
    assert said in {word for word, _ in scope.filters()}
    assert any(said in action.text() for action in scope_menu(example.window, scope).actions())
    assert unit.id not in {one.id for one in scope.offered()}
    assert unit.id in {one.id for one in scope.reported()}


def had(own, who):
    return sum(one.antal for one in own.read(left_with_person, person_id=who))


def test_what_a_person_has_is_handed_over_in_the_form(example):
    people = [one for one in example.read(list_personer) if one.aktiv]
    busy = max(people, key=lambda one: len(example.read(left_with_person, person_id=one.id)))
    page = example.go("installningar", flik="personer")
    page.findChild(PersonerTab).table.choose_id(busy.id)
    example.settle()
    form = page.findChild(HandOverForm)
    top = next(unit.id for unit in example.read(list_enheter) if unit.foralder_id is None)
    taker = next(one for one in people if one.id != busy.id and any(u.enhet_id == top for u in one.uppdrag))
    form.press_send()
    example.settle()
    assert form.fields["till_id"].note == "Välj vem som tar över."
    before = {who: had(example, who) for who in (busy.id, taker.id)}
    form.who.set_value(taker.id)
    form.press_send()
    example.settle()
    after = {who: had(example, who) for who in (busy.id, taker.id)}
    assert sum(before.values()) == sum(after.values())
    assert after[busy.id] < before[busy.id]
