"""Whether a rutin is in force on a day, and whether it is due for review."""

from datetime import date, timedelta

import pytest

from kvalitet_app.domain.rutiner.lage import SOON_DAYS, RutinLage, rutin_state

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, RutinLage.UTGANGEN),
        (0, RutinLage.SNART),
        (SOON_DAYS, RutinLage.SNART),
        (SOON_DAYS + 1, RutinLage.GALLER),
    ],
)
def test_a_rutin_is_due_within_sixty_days_and_late_the_day_after(days, state):
    due = DAY + timedelta(days=days)
    assert rutin_state(faststalld=True, utkast=True, oversyn_senast=due, today=DAY) is state


def test_a_rutin_without_a_day_is_never_due():
    assert rutin_state(faststalld=True, utkast=False, oversyn_senast=None, today=DAY) is RutinLage.GALLER


@pytest.mark.parametrize(("utkast", "state"), [(True, RutinLage.UTKAST), (False, RutinLage.SAKNAS)])
def test_what_was_never_adopted_is_a_draft_or_missing(utkast, state):
    assert rutin_state(faststalld=False, utkast=utkast, oversyn_senast=DAY, today=DAY) is state
