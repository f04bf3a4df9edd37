"""What a reviewer recommends, and how far the answer has come."""

from kvalitet_app.domain.worded import Worded


class RekommendationStatus(Worded):
    """How far an answer to a reviewer has come."""

    EJ_PABORJAD = "ej_paborjad", "Ej påbörjad"
    PAGAR = "pagar", "Pågår"
    KLAR = "klar", "Klar"
