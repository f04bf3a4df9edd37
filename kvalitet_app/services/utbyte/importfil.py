"""A file that is to be imported: what it holds, and on which of its lines the headings stand."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.errors import InputError
from kvalitet_app.services.utbyte.importomgangar import read_mapping

if TYPE_CHECKING:
    from kvalitet_app.exchange.table_in import Sheet, Table

MOST_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Importfil:
    """A file that has been read and not yet understood."""

    blad: "Sheet"
    tabell: "Table"
    filnamn: str
    digest: str
    rubrikrader: tuple[int, ...]
    ar_sakert: bool

    @property
    def antal(self) -> int:
        """How many rows there are below the headings."""
        return len(self.tabell.rows) + len(self.tabell.faults)

    def forslag(self) -> tuple[tuple[tuple[int, ...], str], ...]:
        """The lines that may be headings, each as its number and what stands there; the found ones among them."""
        from kvalitet_app.exchange.table_in import shown_line

        lines = dict(self.blad.lines)
        rows: list[tuple[int, ...]] = [(number,) for number, _ in self.blad.lines[:MOST_HEADINGS]]
        rows += [self.rubrikrader] if self.rubrikrader and self.rubrikrader not in rows else []
        return tuple((row, " / ".join(shown_line(lines[number]) for number in row)) for row in sorted(rows))

    def sample(self, at: int, most: int = 3) -> tuple[str, ...]:
        """The first different values of a column."""
        said = dict.fromkeys(str(cells[at]).strip() for _, cells in self.tabell.rows[:50] if cells[at] is not None)
        return tuple(value for value in said if value)[:most]


def with_headings(fil: Importfil, rubrikrader: tuple[int, ...]) -> Importfil:
    """The file with its headings on these lines, as a person has said; none for a file without.

    Raises:
        InputError: nothing stands on such a line.
    """
    from kvalitet_app.exchange.table_in import table_of

    there = {number for number, _ in fil.blad.lines}
    if missing := [number for number in rubrikrader if number not in there]:
        raise InputError(f"På rad {missing[0]} i {fil.filnamn} står ingenting.")
    return replace(fil, tabell=table_of(fil.blad, rubrikrader), rubrikrader=rubrikrader, ar_sakert=True)


def recognise_headings(session: ReadSession, *, fil: Importfil) -> Importfil:
    """Where nobody can tell which line the headings are: the line that somebody has matched before, if there is one."""
    if fil.ar_sakert:
        return fil
    tried = (with_headings(fil, row) for row, _ in fil.forslag())
    return next((one for one in tried if read_mapping(session, headers=one.tabell.headers) is not None), fil)
