"""Whether a rutin is in force on a day, and whether it is due for review."""

from datetime import date

from kvalitet_app.domain.worded import Worded


class RutinLage(Worded):
    """What a reader needs to know of a rutin first."""

    GALLER = "galler", "Gäller"
    SNART = "snart", "Ses över snart"
    UTGANGEN = "utgangen", "Översyn försenad"
    UTKAST = "utkast", "Utkast"
    SAKNAS = "saknas", "Saknas"


SOON_DAYS = 60


def rutin_state(*, faststalld: bool, utkast: bool, oversyn_senast: date | None, today: date) -> RutinLage:
    """The state of a rutin on a day: missing, draft, in force, due for review within 60 days, or overdue."""
    if not faststalld:
        return RutinLage.UTKAST if utkast else RutinLage.SAKNAS
    if oversyn_senast is None:
        return RutinLage.GALLER
    if oversyn_senast < today:
        return RutinLage.UTGANGEN
    return RutinLage.SNART if (oversyn_senast - today).days <= SOON_DAYS else RutinLage.GALLER
