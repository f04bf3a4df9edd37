"""What the program does on its own while a register is open."""

from datetime import timedelta

from kvalitet_app.domain.atgarder import NyAtgard
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.start.upkeep import Upkeep
from kvalitet_app.ui.parts.reading import MessageBar


def bars(driver):
    return [bar for bar in driver.window.findChildren(MessageBar) if "väntar på dig" in bar.accessibleName()]


def test_what_is_due_is_told_in_one_line_and_not_again(own):
    unit = own.context.scope.enheter[-1].id
    ny = NyAtgard("Byt lås på medicinskåpet", unit, idag() - timedelta(days=2), own.context.person.id)
    own.context.tasks.change(add_atgard, ny=ny)
    own.settle()
    kept_up = Upkeep(own.program.store, own.context, own.window)
    kept_up.catch_up()
    own.settle()
    (bar,) = bars(own)
    assert "Byt lås på medicinskåpet" in bar.accessibleName()
    kept_up.remind()
    own.settle()
    assert len(bars(own)) == 1
