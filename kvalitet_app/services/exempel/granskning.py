"""The example's reviews."""

from __future__ import annotations

from datetime import date

from kvalitet_app.db.models import Bedomningsrad, Granskning, Rekommendation
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.organisation import CHEF_IFO, IFO, NAMND

KLAR, PAGAR = RekommendationStatus.KLAR, RekommendationStatus.PAGAR


KRAMFORS = (
    ("3.1.1", "Ta fram checklistor och lathundar för handläggningen", KLAR),
    ("3.1.1", "Införa IBIC fullt ut i utredningarna", PAGAR),
    ("3.1.1", "Se över myndighetens organisation och sårbarhet", KLAR),
    ("3.1.1", "Ta fram rutiner och verktyg för barnkonventionen", PAGAR),
    ("3.2.3", "Uppdatera kvalitetsledningssystemet och dess strukturer", KLAR),
    ("3.2.3", "Ta fram en åtgärdsplan för utbildning", PAGAR),
    ("3.2.3", "Säkerställ en systematisk kvalitetsuppföljning", PAGAR),
    ("3.2.3", "Fortsätt arbetet med avvikelser", KLAR),
    ("3.2.3", "Skapa förutsättningar att verkställa beslut i tid", PAGAR),
)


OMRADEN: tuple[tuple[str, Farg], ...] = (
    ("Kompetens", Farg.GRON),
    ("Stöd från ledning", Farg.GRON),
    ("Mötesstruktur", Farg.GRON),
    ("Akternas struktur och tydlighet", Farg.GRON),
    ("Individuppföljningar enligt riktlinje", Farg.GUL),
    ("Våld i nära relationer", Farg.GUL),
    ("Barnperspektiv", Farg.GUL),
    ("AKK och delaktighet", Farg.GUL),
    ("Mötet med medborgare", Farg.GUL),
    ("Samordning inom och mellan förvaltningar", Farg.ROD),
    ("Samtycke inhämtas och dokumenteras", Farg.ROD),
    ("Genomförandeplan inkommer och stäms av", Farg.ROD),
    ("Rutin för ensamarbete och hembesök", Farg.ROD),
    ("Egenkontroll det senaste året", Farg.ROD),
    ("Lokal rutin för lex Sarah är känd", Farg.ROD),
    ("Information om hur man klagar", Farg.GUL),
)


def add_reviews(b: Bygge) -> None:
    """The revisorer's review of LSS with its recommendations, and one of the nämnd's own with its areas."""
    rows = [
        {
            "enhet_id": b.enheter[NAMND],
            "namn": "Granskning av LSS",
            "granskare": "Kommunens revisorer",
            "datum": date(2025, 5, 8),
            "dnr": "REV 2025/12",
            "svar_senast": date(2025, 9, 4),
            "svar_beslutat": date(2025, 8, 28),
        },
        {
            "enhet_id": b.enheter[IFO],
            "namn": "Kvalitetsgranskning av myndighet LSS",
            "granskare": "Kvalitetsledning",
            "datum": date(2025, 11, 3),
            "dnr": "2025/VN 0069",
            "svar_senast": None,
            "svar_beslutat": None,
        },
    ]
    audit, own = b.add(Granskning, rows)
    _add_recommendations(b, audit)
    _add_areas(b, own)


def _add_recommendations(b: Bygge, audit: int) -> None:
    late = iter((date(2025, 11, 30), date(2025, 12, 15)))
    b.add(
        Rekommendation,
        [
            {
                "granskning_id": audit,
                "paragraf": paragraf,
                "text": text,
                "status": status,
                "klart_senast": date(2025, 10, 31) if status is KLAR else next(late, date(2027, 3, 31)),
                "ansvarig_id": b.personer[CHEF_IFO],
            }
            for paragraf, text, status in KRAMFORS
        ],
    )


def _add_areas(b: Bygge, own: int) -> None:
    b.add(
        Bedomningsrad,
        [
            {
                "granskning_id": own,
                "omrade": omrade,
                "farg": farg,
                "text": "",
                "ansvarig_id": b.personer[CHEF_IFO],
                "klart_senast": date(2026, 6, 30) if farg is not Farg.GRON else None,
            }
            for omrade, farg in OMRADEN
        ],
    )
