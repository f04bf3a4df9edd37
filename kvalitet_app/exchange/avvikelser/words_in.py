"""What other systems' words for a case's state and for its consequence mean here."""

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd

STATUS: dict[AvvikelseStatus, tuple[str, ...]] = {
    AvvikelseStatus.REGISTRERAD: (
        "registrerad",
        "rapporterad",
        "inrapporterad",
        "ny",
        "nytt",
        "inkommen",
        "öppen",
        "öppet",
        "oppen",
        "ej påbörjad",
        "inte påbörjad",
        "ej hanterad",
        "ohanterad",
        "skapad",
        "inskickad",
    ),
    AvvikelseStatus.MOTTAGEN: (
        "mottagen",
        "mottaget",
        "bedömd",
        "bedömt",
        "bedömning",
        "granskas",
        "granskad",
        "granskning",
        "tilldelad",
        "bekräftad",
    ),
    AvvikelseStatus.UTREDS: (
        "utreds",
        "utredning",
        "under utredning",
        "pågående",
        "pågår",
        "under arbete",
        "under handläggning",
        "handläggs",
        "påbörjad",
        "analys",
        "analyseras",
        "återöppnad",
    ),
    AvvikelseStatus.ATGARDAS: (
        "åtgärdas",
        "atgardas",
        "åtgärd",
        "åtgärder",
        "åtgärd pågår",
        "under åtgärd",
        "åtgärdad",
        "åtgärdat",
        "beslut",
        "beslutad",
    ),
    AvvikelseStatus.UPPFOLJD: (
        "uppföljd",
        "uppfoljd",
        "uppföljt",
        "uppföljning",
        "följs upp",
        "återkopplad",
        "för återkoppling",
    ),
    AvvikelseStatus.AVSLUTAD: (
        "avslutad",
        "avslutat",
        "avslut",
        "klar",
        "klart",
        "klarmarkerad",
        "färdig",
        "stängd",
        "stängt",
        "arkiverad",
    ),
    AvvikelseStatus.OVERLAMNAD: ("överlämnad", "overlamnad", "överlämnat", "överförd", "skickad vidare"),
    AvvikelseStatus.DUBBLETT: ("dubblett", "dublett", "kopia"),
    AvvikelseStatus.EJ_AVVIKELSE: ("ej avvikelse", "ej_avvikelse", "ingen avvikelse", "inte avvikelse"),
}
FOLJD: dict[Foljd, tuple[str, ...]] = {
    Foljd.INGEN: ("ingen", "inga", "nej", "ingen skada", "ingen följd", "ingen konsekvens", "utan skada", "tillbud"),
    Foljd.OBEHAG: ("obehag", "obehag eller besvär", "besvär", "oro"),
    Foljd.SKADA: (
        "skada",
        "ja",
        "personskada",
        "lindrig skada",
        "mindre skada",
        "måttlig skada",
        "allvarlig skada",
        "dödsfall",
        "avliden",
    ),
    Foljd.VET_INTE: ("vet inte", "vet ej", "vet_inte", "okänd", "okänt", "oklar", "oklart", "ej känt"),
}
_STATUS = {word: status for status, words in STATUS.items() for word in words}
_FOLJD = {word: foljd for foljd, words in FOLJD.items() for word in words}


def _plain(word: str) -> str:
    return " ".join(word.casefold().split()).strip(" .")


def status_of(word: str) -> AvvikelseStatus | None:
    """The state that a word means; None when it is not known."""
    return _STATUS.get(_plain(word))


def foljd_of(word: str) -> Foljd | None:
    """The consequence that a word means; None when it is not known."""
    return _FOLJD.get(_plain(word))
