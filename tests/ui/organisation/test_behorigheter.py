"""The log of rights in the window: reached from the persons and from what was told."""

from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.services.organisation.personer import add_uppdrag, list_personer
from kvalitet_app.ui.organisation.behorigheter import BehorigheterTab
from kvalitet_app.ui.organisation.personer import PersonerTab
from kvalitet_app.ui.parts.buttons import Button


def test_the_log_is_opened_from_the_persons_and_shows_who_was_given_what(own):
    me = own.context.person
    unit = own.context.scope.enheter[0]
    given = {"person_id": me.id, "roll": Roll.SAS, "enhet_id": unit.id, "giltig_fran": idag()}
    own.context.tasks.change(add_uppdrag, **given)
    own.settle()
    page = own.go("installningar", flik="personer")
    tab = page.findChild(PersonerTab)
    next(b for b in tab.findChildren(Button) if b.text() == "Ändrade behörigheter").click()
    own.settle()
    log = page.findChild(BehorigheterTab)
    assert log.isVisible()
    assert page.chips["personer"].isChecked()
    newest = next(iter(log.rows.values()))
    assert newest.vad == f"gav sig själv uppdraget SAS för {unit.namn}"
    assert next(p for p in own.read(list_personer) if p.id == me.id).konto


def test_what_was_told_opens_the_log(own):
    page = own.go("installningar", rad_id=3)
    assert page.at == "behorigheter"
    assert page.findChild(BehorigheterTab).isVisible()
