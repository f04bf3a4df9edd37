"""Every mapped class, so that one import knows the whole schema."""

from kvalitet_app.db.avvikelse import Atgard, Avvikelse, Avvikelsetyp, Katalogvarde, Orsak, Tillagg
from kvalitet_app.db.base import Base
from kvalitet_app.db.egenkontroll import Egenkontroll, Fraga, Mall, Plan, Svar
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
from kvalitet_app.db.uppfoljning import (
    ArendeKrets,
    Bedomningsrad,
    Brist,
    EjVerkstalltBeslut,
    Granskning,
    Indikator,
    LexSarahArende,
    Matvarde,
    Rekommendation,
    Risk,
    Riskanalys,
    Synpunkt,
    Uppfoljning,
)

__all__ = [
    "Aktivitet", "AktivitetRutin", "ArendeKrets", "Atgard", "Avsnitt", "Avvikelse", "Avvikelsetyp", "Base",
    "Bedomningsrad", "Berattelse", "Brist", "Egenkontroll", "EjVerkstalltBeslut", "Enhet", "Fraga", "Granskning",
    "Handelse", "Indikator", "Installning", "Katalogvarde", "Lasloggrad", "Lasning", "LexSarahArende", "Mall",
    "Matvarde", "Orsak", "Person", "Plan", "Process", "Rekommendation", "Risk", "Riskanalys", "Rutin",
    "Rutinversion", "Siffra", "Sokpost", "SparadVy", "Svar", "Synpunkt", "Tillagg", "Uppdrag", "Uppfoljning",
    "Utforare", "Utkast", "Verksamhetsadress",
]  # fmt: skip
