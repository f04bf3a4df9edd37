"""Every mapped class, so that one import knows the whole schema."""

from kvalitet_app.db.avvikelse import Atgard, Avvikelse, Avvikelsetyp, Katalogvarde, Orsak, Tillagg
from kvalitet_app.db.base import Base
from kvalitet_app.db.egenkontroll import Egenkontroll, Fraga, Mall, Plan, Svar
from kvalitet_app.db.handlaggning import (
    Arendesteg,
    Bilaga,
    BilagaInnehall,
    EjPersonnummer,
    Foljdfraga,
    Foljdsvar,
    Handelseanalys,
    Importomgang,
    Paminnelse,
)
from kvalitet_app.db.lex import ArendeKrets, Laghanvisning, LexSarahArende, Underrattelse
from kvalitet_app.db.organisation import Enhet, Person, Uppdrag, Utforare, Verksamhetsadress
from kvalitet_app.db.process import Aktivitet, AktivitetRutin, Lasning, Process, Rutin, Rutinversion
from kvalitet_app.db.spar import (
    Avsnitt,
    Berattelse,
    Handelse,
    Installning,
    Lasloggrad,
    Siffra,
    Sokpost,
    SparadVy,
    Utkast,
)
from kvalitet_app.db.synpunkt import Synpunkt
from kvalitet_app.db.uppfoljning import (
    Bedomningsrad,
    Brist,
    EjVerkstalltBeslut,
    Granskning,
    Indikator,
    Matvarde,
    Rekommendation,
    Risk,
    Riskanalys,
    Uppfoljning,
)

__all__ = [
    "Aktivitet", "AktivitetRutin", "ArendeKrets", "Arendesteg", "Atgard", "Avsnitt", "Avvikelse", "Avvikelsetyp",
    "Base", "Bedomningsrad", "Berattelse", "Bilaga", "BilagaInnehall", "Brist", "Egenkontroll", "EjPersonnummer",
    "EjVerkstalltBeslut", "Enhet", "Foljdfraga", "Foljdsvar", "Fraga", "Granskning", "Handelse", "Handelseanalys",
    "Importomgang", "Indikator", "Installning", "Katalogvarde", "Laghanvisning", "Lasloggrad", "Lasning",
    "LexSarahArende", "Mall", "Matvarde", "Orsak", "Paminnelse", "Person", "Plan", "Process", "Rekommendation",
    "Risk", "Riskanalys", "Rutin", "Rutinversion", "Siffra", "Sokpost", "SparadVy", "Svar", "Synpunkt", "Tillagg",
    "Underrattelse", "Uppdrag", "Uppfoljning", "Utforare", "Utkast", "Verksamhetsadress",
]  # fmt: skip
