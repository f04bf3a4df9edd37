"""What an import reads out of another system's file, before the register has been asked."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljd
from kvalitet_app.domain.avvikelser.steg import NOT_COUNTED
from kvalitet_app.domain.organisation.enheter import Lagrum

MOST_WORDS = 8
OF_IMPORT = "Ur importen:"
FIELDS = {
    "datum": "Händelsedatum",
    "tid": "Klockslag",
    "enhet": "Enhet",
    "beskrivning": "Vad hände",
    "typ": "Typ",
    "lagrum": "Lagrum",
    "omedelbar_atgard": "Gjordes genast",
    "brukarreferens": "Brukarreferens",
    "externt_nummer": "Ärendenummer",
    "status": "Status",
    "foljd": "Följd",
}
"""Our fields and what a person calls them."""

SERIES = "import/"
NEEDED = ("datum", "enhet", "beskrivning")
LONGEST_WORD = 60
NEEDS = "det kräver riskbedömning, svar om misstanke och utredare, som filen inte har"


@dataclass(frozen=True, slots=True)
class Importrad:
    """One row, with its number as a spreadsheet counts. `handelse_vid` is in UTC.

    `filens_status` and `filens_foljd` are the file's own words; `status` and `foljd` what they mean here, None where
    the word is not known or not there.
    """

    radnummer: int
    handelse_vid: datetime
    enhet: str
    beskrivning: str
    typ: str = ""
    lagrum: Lagrum | None = None
    omedelbar_atgard: str = ""
    brukarreferens: str = ""
    externt_nummer: str = ""
    utan_klockslag: bool = False
    filens_status: str = ""
    status: AvvikelseStatus | None = None
    filens_foljd: str = ""
    foljd: Foljd | None = None

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the file that the row carries, each with the field (a key of FIELDS) that it stands in."""
        return (
            ("beskrivning", self.beskrivning),
            ("omedelbar_atgard", self.omedelbar_atgard),
            ("enhet", self.enhet),
            ("typ", self.typ),
            ("brukarreferens", self.brukarreferens),
            ("externt_nummer", self.externt_nummer),
            ("status", self.filens_status),
            ("foljd", self.filens_foljd),
        )

    @property
    def lagd_status(self) -> AvvikelseStatus:
        """The state the case gets: what has ended stays ended, everything else begins from the beginning.

        The states between need a risk, an answer about misstanke, an utredare and causes, which no row carries. A
        double says not of what, so it is laid in as no avvikelse: neither is counted.
        """
        if self.status in NOT_COUNTED:
            return AvvikelseStatus.EJ_AVVIKELSE
        closed = self.status is AvvikelseStatus.AVSLUTAD
        return AvvikelseStatus.AVSLUTAD if closed else AvvikelseStatus.REGISTRERAD

    @property
    def tillagg(self) -> str:
        """The file's own words that no field here can hold; they follow the case as an addition."""
        words = []
        if self.filens_status and self.status is not self.lagd_status:
            words.append(f"status ”{self.filens_status}”")
        if self.filens_foljd and self.foljd is None:
            words.append(f"följd ”{self.filens_foljd}”")
        return f"{OF_IMPORT} {' och '.join(words)}." if words else ""


@dataclass(frozen=True, slots=True)
class Inlasning:
    """A file as it was understood: which column is what, the rows, and the faults, each with its row.

    `tvetydig_dag` is a day of the file that can be two, as 3/4/2026; "" where every day is one. `besked` says what of
    the file was left out, or read though it is hidden; `rubrikrader` on which lines the headings stand.
    """

    kolumner: dict[str, str]
    rader: tuple[Importrad, ...]
    fel: tuple[str, ...]
    obrukade: tuple[str, ...] = ()
    filnamn: str = ""
    digest: str = ""
    rubriker: tuple[str, ...] = ()
    tvetydig_dag: str = ""
    besked: tuple[str, ...] = ()
    rubrikrader: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Importplan:
    """What an import will do, told before it is done. `besked` says what of the file cannot be kept as it stands."""

    nya: int
    redan_inne: int
    okanda_enheter: tuple[str, ...]
    okanda_typer: tuple[str, ...]
    fel: tuple[str, ...]
    med_nummer: tuple[str, ...] = ()
    besked: tuple[str, ...] = ()

    def hinder(self, *, skapa: bool, hoppa_over: bool) -> str:
        """The sentence about what stops the import, or ""."""
        if self.fel and not hoppa_over:
            return f"{rader(len(self.fel))} kan inte läsas. Rätta filen, eller välj att hoppa över dem."
        if (self.okanda_enheter or self.okanda_typer) and not skapa:
            return "Filen har enheter eller typer som inte finns i registret. Lägg upp dem, eller välj att skapa dem."
        return ""


def number_series(enhet_id: int, ar: int) -> str:
    """What a number of another system is one of: lists are numbered 1–n in each unit and each year.

    It is the `kalla` of a case and does not follow it to another unit: the file still says the first.
    """
    return f"{SERIES}{enhet_id}/{ar}"


def rader(count: int) -> str:
    """1 rad, 2 rader."""
    return f"{count} rad" if count == 1 else f"{count} rader"


def what_is_lost(rows: Sequence[Importrad], obrukade: Sequence[str] = ()) -> tuple[str, ...]:
    """Sentences about everything in the rows that will not stand in the register as it stands in the file."""
    told: list[str] = []
    if noon := sum(row.utan_klockslag for row in rows):
        told.append(f"Klockslag saknas i filen för {rader(noon)}; {'den' if noon == 1 else 'de'} visas som 12:00.")
    told += _lost_status(rows)
    unknown = Counter(row.filens_foljd for row in rows if row.filens_foljd and row.foljd is None)
    told += [
        f"Följden {word} känns inte igen: {rader(count)} får ”Vet inte”, och filens ord står som tillägg."
        for word, count in _named(unknown)
    ]
    if obrukade:
        told.append(f"Kolumner som inte läses in: {', '.join(name[:LONGEST_WORD] for name in obrukade)}.")
    return tuple(told)


def _lost_status(rows: Sequence[Importrad]) -> list[str]:
    told: list[str] = []
    if closed := sum(row.lagd_status is AvvikelseStatus.AVSLUTAD for row in rows):
        told.append(
            f"{rader(closed)} med avslutade ärenden läggs in som avslutade, med importens datum. "
            "Riskbedömning, orsaker och återkoppling följer inte med."
        )
    lost: dict[AvvikelseStatus | None, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.filens_status and row.status is not row.lagd_status:
            lost[row.status][row.filens_status] += 1
    for status, words in lost.items():
        why = f"betyder {status.word}, men {NEEDS}" if status is not None else "känns inte igen"
        laid = AvvikelseStatus.REGISTRERAD.word
        if status is AvvikelseStatus.DUBBLETT:
            why, laid = "säger inte av vilket ärende", f"{AvvikelseStatus.EJ_AVVIKELSE.word} och räknas inte"
        told += [
            f"Status {word} {why}: {rader(count)} läggs in som {laid}, och filens ord står som tillägg."
            for word, count in _named(words)
        ]
    return told


def _named(words: Counter[str]) -> list[tuple[str, int]]:
    """The most common words in Swedish quotes with how often they stand; the rest together."""
    common = words.most_common(MOST_WORDS)
    found = [(f"”{word[:LONGEST_WORD]}”", count) for word, count in common]
    rest = words.total() - sum(count for _, count in common)
    return [*found, (f"med {len(words) - MOST_WORDS} andra ord", rest)] if rest else found
