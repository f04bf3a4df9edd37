"""The process map: processes, their order and their aktiviteter (SOSFS 2011:9 4 kap. 2–6 §§)."""

from dataclasses import dataclass

from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.worded import Worded


class ProcessSlag(Worded):
    """The three kinds of process of a map."""

    LEDNING = "ledning", "Ledningsprocess"
    HUVUD = "huvud", "Huvudprocess"
    STOD = "stod", "Stödprocess"


@dataclass(frozen=True, slots=True)
class RutinLank:
    """A rutin as the map shows it under an aktivitet."""

    id: int
    nr: int
    titel: str
    lage: RutinLage


@dataclass(frozen=True, slots=True)
class AktivitetRow:
    """One step of a process; a gap is an aktivitet that needs a rutin and has none."""

    id: int
    process_id: int
    ordning: int
    namn: str
    ansvarig_roll: str
    rutiner: tuple[RutinLank, ...]
    rutin_behovs: bool
    utan_rutin_skal: str
    samverkan: str

    @property
    def saknar_rutin(self) -> bool:
        """Whether the map must show a gap here."""
        return self.rutin_behovs and not any(r.lage is not RutinLage.SAKNAS for r in self.rutiner)


@dataclass(frozen=True, slots=True)
class ProcessNod:
    """A process with its delprocesser and aktiviteter, in order; `avvikelser` happened in it itself."""

    id: int
    kod: str
    namn: str
    slag: ProcessSlag
    syfte: str
    agare: str
    version_nr: int
    delprocesser: tuple["ProcessNod", ...]
    aktiviteter: tuple[AktivitetRow, ...]
    avvikelser: int = 0

    @property
    def all_avvikelser(self) -> int:
        """Those of its delprocesser too."""
        return self.avvikelser + sum(part.all_avvikelser for part in self.delprocesser)

    def all_ids(self) -> frozenset[int]:
        """Its own id and those of its delprocesser."""
        return frozenset({self.id}).union(*(part.all_ids() for part in self.delprocesser))

    def all_aktiviteter(self) -> tuple[AktivitetRow, ...]:
        """Its own aktiviteter and those of its delprocesser."""
        below = (a for part in self.delprocesser for a in part.all_aktiviteter())
        return (*self.aktiviteter, *below)
