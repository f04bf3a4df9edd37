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
    from kvalitet_app.db.bilagor import Bilaga, BilagaInnehall, Importomgang, Paminnelse
    from kvalitet_app.db.egenkontroller import Egenkontroll, Fraga, Mall, Plan, Svar
    from kvalitet_app.db.lex import ArendeKrets, Laghanvisning, LexSarahArende, Underrattelse
    from kvalitet_app.db.organisation import Enhet, Person, Uppdrag
    from kvalitet_app.db.processer import Aktivitet, AktivitetRutin, Lasning, Process, Rutin, Rutinversion
    from kvalitet_app.db.register.installningar import Installning, SparadVy, Utkast, Utkastfil
    from kvalitet_app.db.register.kataloger import Foljdfraga, Katalogvarde
    from kvalitet_app.db.synpunkter import Synpunkt, SynpunktEjPersonnummer
    from kvalitet_app.db.trail.tables import Handelse, Lasloggrad, Sokpost
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
        Utforare,
        Verksamhetsadress,
    )

HOMES: dict[str, tuple[str, ...]] = {
    "atgarder": ("Atgard",),
    "avvikelser.arenden": (
        "Avvikelse",
        "Avvikelsetyp",
    ),
    "berattelse": (
        "Avsnitt",
        "Avsnittskommentar",
        "Berattelse",
        "Siffra",
    ),
    "bilagor": (
        "Bilaga",
        "BilagaInnehall",
        "Importomgang",
        "Paminnelse",
    ),
    "egenkontroller": (
        "Egenkontroll",
        "Fraga",
        "Mall",
        "Plan",
        "Svar",
    ),
    "avvikelser.handlaggning": (
        "Arendesteg",
        "EjPersonnummer",
        "Foljdsvar",
        "Handelseanalys",
        "Orsak",
        "Tillagg",
    ),
    "register.installningar": (
        "Installning",
        "SparadVy",
        "Utkast",
        "Utkastfil",
    ),
    "register.kataloger": (
        "Foljdfraga",
        "Katalogvarde",
    ),
    "lex": (
        "ArendeKrets",
        "Laghanvisning",
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
        "Lasning",
        "Process",
        "Rutin",
        "Rutinversion",
    ),
    "trail.tables": (
        "Handelse",
        "Lasloggrad",
        "Sokpost",
    ),
    "synpunkter": (
        "Synpunkt",
        "SynpunktEjPersonnummer",
    ),
    "uppfoljning": (
        "Bedomningsrad",
        "Brist",
        "EjVerkstalltBeslut",
        "Granskning",
        "Indikator",
        "Matvarde",
        "Rekommendation",
        "Risk",
        "Riskanalys",
        "Uppfoljning",
        "Utforare",
        "Verksamhetsadress",
    ),
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
