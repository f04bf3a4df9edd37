"""What an import reads out of another system's file, before the register has been asked."""

from dataclasses import dataclass
from datetime import datetime

from kvalitet_app.domain.organisation import Lagrum


@dataclass(frozen=True, slots=True)
class Importrad:
    """One row, with its number as a spreadsheet counts. `handelse_vid` is in UTC."""

    radnummer: int
    handelse_vid: datetime
    enhet: str
    beskrivning: str
    typ: str = ""
    lagrum: Lagrum | None = None
    omedelbar_atgard: str = ""
    brukarreferens: str = ""
    externt_nummer: str = ""
    avslutad: bool = False


@dataclass(frozen=True, slots=True)
class Inlasning:
    """A file as it was understood: which column is what, the rows, and the faults, each with its row."""

    kolumner: dict[str, str]
    rader: tuple[Importrad, ...]
    fel: tuple[str, ...]
    obrukade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Importplan:
    """What an import will do, told before it is done."""

    nya: int
    redan_inne: int
    okanda_enheter: tuple[str, ...]
    okanda_typer: tuple[str, ...]
    fel: tuple[str, ...]
    med_nummer: tuple[str, ...] = ()

    def hinder(self, *, skapa: bool, hoppa_over: bool) -> str:
        """The sentence about what stops the import, or ""."""
        if self.fel and not hoppa_over:
            return f"{len(self.fel)} rader kan inte läsas. Rätta filen, eller välj att hoppa över dem."
        if (self.okanda_enheter or self.okanda_typer) and not skapa:
            return "Filen har enheter eller typer som inte finns i registret. Lägg upp dem, eller välj att skapa dem."
        return ""
