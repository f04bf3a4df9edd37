"""The kinds of report, where one stands, and which part of a year each kind is made for."""

from kvalitet_app.domain.tid import Tid
from kvalitet_app.domain.worded import Worded


class BerattelseSlag(Worded):
    """Which report it is."""

    KVALITET = "kvalitetsberattelse", "Kvalitetsberättelse"
    PATIENTSAKERHET = "patientsakerhetsberattelse", "Patientsäkerhetsberättelse"
    DELAR = "delarsrapport", "Delårsrapport"
    NAMNDBLAD = "namndblad", "Nämndblad"


class BerattelseStatus(Worded):
    """Where a kvalitetsberättelse stands."""

    UTKAST = "utkast", "Utkast"
    FASTSTALLD = "faststalld", "Fastställd"


PERIODER: dict[BerattelseSlag, tuple[tuple[str, int, int], ...]] = {
    BerattelseSlag.NAMNDBLAD: tuple((f"kvartal {q}", q * 3 - 2, q * 3) for q in range(1, 5)),
    BerattelseSlag.DELAR: (("januari–april", 1, 4), ("januari–augusti", 1, 8)),
}


def tid_of(ar: int, slag: BerattelseSlag, period: int) -> Tid:
    """The time a report of a kind is about; `period` counts from 1, and 0 is the whole year.

    Raises:
        ValueError: the kind has no such period.
    """
    if not period:
        return Tid(ar)
    kinds = PERIODER.get(slag, ())
    if not 1 <= period <= len(kinds):
        raise ValueError(f"no period {period} of {slag}")
    namn, first, last = kinds[period - 1]
    return Tid(ar, first, last, namn)
