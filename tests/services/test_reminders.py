"""Reminders: told once, and none lost when the computer was off."""

from datetime import timedelta

import pytest

from kvalitet_app.domain.atgarder import NyAtgard
from kvalitet_app.services.atgarder import add_atgard
from kvalitet_app.services.change.changing import today
from kvalitet_app.services.register.forsta_start import catch_up
from kvalitet_app.services.reminders import due_reminders, note_reminders


@pytest.fixture
def act(ground):
    """Makes an åtgärd of the chef, due so many days from now."""

    def made(days, text="Byt lås"):
        ny = NyAtgard(text, ground.bjorken, today() + timedelta(days=days), ground.chef)
        return ground.write(add_atgard, ny=ny).row_id

    return made


def tell(ground):
    """What a start of the program tells."""
    due = ground.read(due_reminders)
    ground.write(note_reminders, vantar=due)
    return [(item.sida, item.rad_id) for item in due]


def test_what_is_due_is_told_once(ground, act):
    due = act(0)
    act(9)
    assert tell(ground) == [("atgarder", due)]
    assert tell(ground) == []


def test_a_day_with_the_computer_off_loses_none(ground, act, monkeypatch):
    act(1), act(2)
    assert tell(ground) == []
    later = today() + timedelta(days=3)
    for module in ("change.changing", "oversikt", "atgarder"):
        monkeypatch.setattr(f"kvalitet_app.services.{module}.today", lambda: later)
    assert len(tell(ground)) == 2
    assert tell(ground) == []


def test_a_new_due_date_is_a_new_reminder(ground, act):
    from kvalitet_app.db.models import Atgard

    row_id = act(0)
    assert len(tell(ground)) == 1
    with ground.store.transaction("change_atgard") as session:
        session.get(Atgard, row_id).klart_senast = today() - timedelta(days=1)
    assert tell(ground) == [("atgarder", row_id)]


def test_each_person_is_reminded_of_their_own(ground, act):
    act(0)
    ground.as_person(ground.rapportor)
    assert tell(ground) == []
    ground.as_person(ground.chef)
    assert len(tell(ground)) == 1


def test_two_windows_tell_the_same_without_harm(ground, act):
    act(0)
    due = ground.read(due_reminders)
    ground.write(note_reminders, vantar=due)
    ground.write(note_reminders, vantar=due)


def test_an_older_register_gets_the_values_that_the_program_has_learnt(ground):
    from kvalitet_app.services.register.kataloger import list_varden

    ground.write(catch_up)
    assert [v.kod for v in ground.read(list_varden, katalog="skal_oppna")][-1] == "annat"
