"""Every mapped class by its name, read from its module when it is first asked for.

Mapping a class takes about two milliseconds, and the first list needs ten of them. Whoever writes, or asks for the
whole schema, calls `map_all` first: a flush has to know every table that the foreign keys name.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from kvalitet_app.db.base import Base

if TYPE_CHECKING:
    from kvalitet_app.db.atgarder import Atgard
    from kvalitet_app.db.avvikelser.arenden import Avvikelse, Avvikelsetyp
    from kvalitet_app.db.avvikelser.handlaggning import (
        Arendesteg,
        EjPersonnummer,
        Foljdsvar,
        Handelseanalys,
        Orsak,
        Tillagg,
    )
    from kvalitet_app.db.berattelse import Avsnitt, Avsnittskommentar, Berattelse, Siffra
    from kvalitet_app.db.beslut import EjVerkstalltBeslut
    from kvalitet_app.db.bilagor import Bilaga, BilagaInnehall
    from kvalitet_app.db.drafts import SparadVy, Utkast, Utkastfil
    from kvalitet_app.db.egenkontroller import Egenkontroll, Fraga, Mall, Plan, Svar
    from kvalitet_app.db.granskning import Bedomningsrad, Granskning, Rekommendation
    from kvalitet_app.db.indikatorer import Indikator, Matvarde
    from kvalitet_app.db.lex import ArendeKrets, LexSarahArende, Underrattelse
    from kvalitet_app.db.organisation import Enhet, Person, Uppdrag
    from kvalitet_app.db.processer import Aktivitet, AktivitetRutin, Process
    from kvalitet_app.db.register.installningar import Installning
    from kvalitet_app.db.register.kataloger import Foljdfraga, Katalogvarde
    from kvalitet_app.db.register.laghanvisningar import Laghanvisning
    from kvalitet_app.db.reminders import Paminnelse
    from kvalitet_app.db.risker import Risk, Riskanalys
    from kvalitet_app.db.rutiner import Lasning, Rutin, Rutinversion
    from kvalitet_app.db.synpunkter import Synpunkt, SynpunktEjPersonnummer
    from kvalitet_app.db.trail.tables import Handelse, Lasloggrad, Sokpost
    from kvalitet_app.db.uppfoljning import Brist, Uppfoljning, Utforare, Verksamhetsadress
    from kvalitet_app.db.utbyte.importomgangar import Importomgang

HOMES: dict[str, tuple[str, ...]] = {
    "atgarder": ("Atgard",),
    "avvikelser.arenden": (
        "Avvikelse",
        "Avvikelsetyp",
    ),
    "avvikelser.handlaggning": (
        "Arendesteg",
        "EjPersonnummer",
        "Foljdsvar",
        "Handelseanalys",
        "Orsak",
        "Tillagg",
    ),
    "berattelse": (
        "Avsnitt",
        "Avsnittskommentar",
        "Berattelse",
        "Siffra",
    ),
    "beslut": ("EjVerkstalltBeslut",),
    "bilagor": (
        "Bilaga",
        "BilagaInnehall",
    ),
    "drafts": (
        "SparadVy",
        "Utkast",
        "Utkastfil",
    ),
    "egenkontroller": (
        "Egenkontroll",
        "Fraga",
        "Mall",
        "Plan",
        "Svar",
    ),
    "granskning": (
        "Bedomningsrad",
        "Granskning",
        "Rekommendation",
    ),
    "indikatorer": (
        "Indikator",
        "Matvarde",
    ),
    "lex": (
        "ArendeKrets",
        "LexSarahArende",
        "Underrattelse",
    ),
    "organisation": (
        "Enhet",
        "Person",
        "Uppdrag",
    ),
    "processer": (
        "Aktivitet",
        "AktivitetRutin",
        "Process",
    ),
    "register.installningar": ("Installning",),
    "register.kataloger": (
        "Foljdfraga",
        "Katalogvarde",
    ),
    "register.laghanvisningar": ("Laghanvisning",),
    "reminders": ("Paminnelse",),
    "risker": (
        "Risk",
        "Riskanalys",
    ),
    "rutiner": (
        "Lasning",
        "Rutin",
        "Rutinversion",
    ),
    "synpunkter": (
        "Synpunkt",
        "SynpunktEjPersonnummer",
    ),
    "trail.tables": (
        "Handelse",
        "Lasloggrad",
        "Sokpost",
    ),
    "uppfoljning": (
        "Brist",
        "Uppfoljning",
        "Utforare",
        "Verksamhetsadress",
    ),
    "utbyte.importomgangar": ("Importomgang",),
}
_HOME = {name: module for module, names in HOMES.items() for name in names}

__all__ = [
    "Aktivitet",
    "AktivitetRutin",
    "ArendeKrets",
    "Arendesteg",
    "Atgard",
    "Avsnitt",
    "Avsnittskommentar",
    "Avvikelse",
    "Avvikelsetyp",
    "Base",
    "Bedomningsrad",
    "Berattelse",
    "Bilaga",
    "BilagaInnehall",
    "Brist",
    "Egenkontroll",
    "EjPersonnummer",
    "EjVerkstalltBeslut",
    "Enhet",
    "Foljdfraga",
    "Foljdsvar",
    "Fraga",
    "Granskning",
    "Handelse",
    "Handelseanalys",
    "Importomgang",
    "Indikator",
    "Installning",
    "Katalogvarde",
    "Laghanvisning",
    "Lasloggrad",
    "Lasning",
    "LexSarahArende",
    "Mall",
    "Matvarde",
    "Orsak",
    "Paminnelse",
    "Person",
    "Plan",
    "Process",
    "Rekommendation",
    "Risk",
    "Riskanalys",
    "Rutin",
    "Rutinversion",
    "Siffra",
    "Sokpost",
    "SparadVy",
    "Svar",
    "Synpunkt",
    "SynpunktEjPersonnummer",
    "Tillagg",
    "Underrattelse",
    "Uppdrag",
    "Uppfoljning",
    "Utforare",
    "Utkast",
    "Utkastfil",
    "Verksamhetsadress",
    "map_all",
]


def __getattr__(name: str) -> type[Base]:
    """The class from its own module."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: type[Base] = getattr(import_module(f"kvalitet_app.db.{home}"), name)
    globals()[name] = found
    return found


@cache
def map_all() -> None:
    """Read every module of the schema; a second time nothing happens."""
    for home in HOMES:
        import_module(f"kvalitet_app.db.{home}")
