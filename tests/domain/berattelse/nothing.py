"""A year in which nothing was registered."""

from datetime import date

from kvalitet_app.domain.berattelse.jamforelse import NOLL, Jamfort
from kvalitet_app.domain.berattelse.raknat import AvvikelseFakta, BerattelseData
from kvalitet_app.domain.organisation.enheter import Lagrum


def nothing() -> BerattelseData:
    none = Jamfort(NOLL, NOLL)
    return BerattelseData(
        2025,
        "Ny kommun",
        "Ny enhet",
        date(2026, 1, 2),
        (),
        AvvikelseFakta((Lagrum.SOL, Lagrum.LSS), none),
        AvvikelseFakta((Lagrum.HSL,), none),
    )
