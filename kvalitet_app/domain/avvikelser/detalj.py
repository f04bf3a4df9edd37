"""One avvikelse in full, as the inspector shows it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseStatus, Foljd, Skada
from kvalitet_app.domain.avvikelser.handelseanalys import Analys
from kvalitet_app.domain.bilagor import BilagaRow


@dataclass(frozen=True, slots=True)
class OrsakRow:
    """One cause of a case."""

    id: int
    kategori: str
    kategori_namn: str
    text: str


@dataclass(frozen=True, slots=True)
class TillaggRow:
    """Something added to a case: the first text is never rewritten."""

    id: int
    text: str
    person: str
    skapad: datetime


@dataclass(frozen=True, slots=True)
class StegRow:
    """A step a case has taken. `dagar` is how many days it had stood in the state that it left."""

    tid: datetime
    person: str
    fran: AvvikelseStatus
    till: AvvikelseStatus
    dagar: int
    skal: str
    fran_enhet: str = ""


@dataclass(frozen=True, slots=True)
class LoggRow:
    """One line of a record's history."""

    nr: int
    tid: datetime
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class AvvikelseDetalj:
    """All of one avvikelse, for the inspector and its forms. `boll` says who has the next step."""

    rad: AvvikelseRow
    beskrivning: str
    omedelbar_atgard: str
    foljd: Foljd
    berort_barn: bool
    typ_id: int | None
    rapportor: str
    mottagen_av: str
    mottagen_vid: datetime | None
    misstanke: bool | None
    misstanke_skal: str
    sannolikhet: int | None
    ansvarig_id: int | None
    utredning: str
    uppfoljning: str
    aterkopplad_datum: date | None
    aterkopplad_form: str
    avslutad_vid: datetime | None
    externt_nummer: str | None
    orsaker: tuple[OrsakRow, ...] = ()
    tillagg: tuple[TillaggRow, ...] = ()
    atgarder: tuple[object, ...] = field(default=())
    logg: tuple[LoggRow, ...] = ()
    steg: tuple[StegRow, ...] = ()
    boll: str = ""
    nasta_id: int | None = None
    dubblett_av: tuple[int, str] | None = None
    dubbletter: tuple[tuple[int, str], ...] = ()
    overlamnad_till: str = ""
    overlamnad_datum: date | None = None
    svar_text: str = ""
    svar_datum: date | None = None
    skador: tuple[tuple[str, Skada], ...] = ()
    foljdsvar: tuple[tuple[str, str], ...] = ()
    bilagor: tuple[BilagaRow, ...] = ()
    analys: Analys | None = None
    process: str = ""
    process_id: int | None = None
    papper: bool = False
    apt_datum: date | None = None
    aterford_datum: date | None = None
    far_handlagga: bool = False
