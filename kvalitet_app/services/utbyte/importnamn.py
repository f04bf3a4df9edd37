"""What of an import the register knows already: its units, its types, and the numbers that came with earlier lists."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Avvikelsetyp
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.organisation.namn import NamngivenEnhet, told_apart
from kvalitet_app.domain.text import name_key, plain_name, sort_key
from kvalitet_app.domain.utbyte.importrad import SERIES, Importrad, number_series
from kvalitet_app.services.organisation.enheter import unit_names


class NamngivenTyp(NamedTuple):
    """An avvikelsetyp that a file may name."""

    id: int
    namn: str
    lagrum: Lagrum
    giltig_fran: date | None
    giltig_till: date | None

    def holds(self, day: date) -> bool:
        """Whether the type was in use that day."""
        return (self.giltig_fran or day) <= day <= (self.giltig_till or day)


class Kannedom:
    """The register as it is now, asked by the names and numbers of rows."""

    def __init__(self, session: ReadSession) -> None:
        self._units = unit_names(session)
        self._typer: dict[str, list[NamngivenTyp]] = {}
        columns = (
            Avvikelsetyp.id,
            Avvikelsetyp.namn,
            Avvikelsetyp.lagrum,
            Avvikelsetyp.giltig_fran,
            Avvikelsetyp.giltig_till,
        )
        for row in session.execute(select(*columns).where(Avvikelsetyp.borttagen.is_(None)).order_by(Avvikelsetyp.id)):
            typ = NamngivenTyp(*row)
            self._typer.setdefault(name_key(typ.namn), []).append(typ)
        known = select(Avvikelse.kalla, Avvikelse.externt_nummer).where(
            Avvikelse.kalla.startswith(SERIES), Avvikelse.externt_nummer.is_not(None), Avvikelse.borttagen.is_(None)
        )
        self._numbers = frozenset((str(kalla), name_key(str(nr))) for kalla, nr in session.execute(known))
        self._alone = frozenset(number for _, number in self._numbers)

    def units(self, row: Importrad) -> tuple[NamngivenEnhet, ...]:
        """The units that the row's name can mean."""
        return self._units.find(row.enhet, local(row.handelse_vid).date())

    def typer(self, row: Importrad) -> tuple[NamngivenTyp, ...]:
        """The types that the row's name can mean: of several those of its day, then those of its law."""
        found = self._typer.get(name_key(row.typ), []) if row.typ else []
        found = [typ for typ in found if typ.holds(local(row.handelse_vid).date())] or found
        lawful = [typ for typ in found if typ.lagrum is row.lagrum]
        return tuple(lawful or found)

    def fault(self, row: Importrad) -> str:
        """The sentence about a name that means several things, or ""."""
        if len(units := self.units(row)) > 1:
            return f"rad {row.radnummer}: {told_apart(row.enhet, units)}"
        if len(self.typer(row)) > 1:
            return f"rad {row.radnummer}: det finns flera typer som heter {row.typ}. Ge dem olika namn"
        return ""

    def number(self, row: Importrad) -> tuple[str, str] | None:
        """What a row's number is one of, and the number; None where it has none. Each unit and year counts anew."""
        if not row.externt_nummer:
            return None
        units = self.units(row)
        ar = local(row.handelse_vid).year
        series = number_series(units[0].id, ar) if len(units) == 1 else f"{name_key(row.enhet)}/{ar}"
        return series, name_key(row.externt_nummer)

    def is_here(self, row: Importrad) -> bool:
        """Whether the row came with an earlier import."""
        return self.number(row) in self._numbers

    def number_elsewhere(self, row: Importrad) -> bool:
        """Whether its number stands on another unit or in another year."""
        number = self.number(row)
        return number is not None and number not in self._numbers and number[1] in self._alone

    def unknown_units(self, rows: Iterable[Importrad]) -> tuple[str, ...]:
        """The names of units that are not here, each once, in the first of its spellings."""
        return _first_spellings(row.enhet for row in rows if not self.units(row))

    def unknown_typer(self, rows: Iterable[Importrad]) -> tuple[str, ...]:
        """The names of types that are not here, each once, in the first of its spellings."""
        return _first_spellings(row.typ for row in rows if row.typ and not self.typer(row))


def _first_spellings(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), plain_name(name))
    return tuple(sorted(found.values(), key=sort_key))
