"""Indicators: what is measured against a goal."""

from kvalitet_app.domain.worded import Worded


class Riktning(Worded):
    """Which way an indicator is better."""

    HOGRE = "hogre", "Högre är bättre"
    LAGRE = "lagre", "Lägre är bättre"
