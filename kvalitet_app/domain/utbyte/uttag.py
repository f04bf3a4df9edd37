"""The whole register as one file that can be read without us: what its tables and its contents are called."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kvalitet_app.domain.bilagor import file_name
from kvalitet_app.domain.worded import Worded

FORMAT = "kvalitet-uttag"
FORMAT_VERSION = 1
CHAINED = "0005"  # from this schema on the parts are chained
TABLES, FILES = "tabeller/", "filer/"
ROWS_A_BATCH = 1_000

Varde = str | int | float | bytes | None
Rad = tuple[Varde, ...]


class Slag(Worded):
    """What a column holds, and how a table's JSON writes it."""

    HELTAL = "heltal", "heltal"
    TAL = "tal", "tal med decimaler"
    TEXT = "text", "text"
    DATUM = "datum", "datum, ÅÅÅÅ-MM-DD"
    TIDPUNKT = "tidpunkt", "tidpunkt i UTC, ÅÅÅÅ-MM-DD TT:MM:SS följt av sekundens delar"
    JA_NEJ = "ja_nej", "1 för ja, 0 för nej"
    FIL = "fil", "namnet på filen i uttaget som innehållet ligger i"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column: what it holds, whether it may be empty, is part of the key, and which table it points at."""

    namn: str
    slag: Slag
    tomt: bool = False
    nyckel: bool = False
    hanvisar: str = ""


@dataclass(frozen=True, slots=True)
class Tabell:
    """A table of the register with the columns that stand in the database."""

    namn: str
    kolumner: tuple[Kolumn, ...]

    @property
    def file_column(self) -> int | None:
        """Where in a row the bytes of a file stand; None for a table without files."""
        return next((at for at, k in enumerate(self.kolumner) if k.slag is Slag.FIL), None)


@dataclass(frozen=True, slots=True)
class TabellUt:
    """A table on its way out: its rows in batches, each row followed by the readable name of its file, if it has one.

    `antal` is how many rows there are.
    """

    tabell: Tabell
    antal: int
    rader: Iterator[list[Rad]]


@dataclass(frozen=True, slots=True)
class Huvud:
    """What an uttag says of itself. `nr` and `hash` are the newest line of the journal in it."""

    schema: str
    program: str
    gjort: str
    av: str
    organisation: str
    nr: int
    hash: str


def chain(huvud: Huvud, delar: Iterable[tuple[str, int, str]]) -> str:
    """One checksum over the register's newest line and every part after it, each upon the one before."""
    found = hashlib.sha256(f"{huvud.schema}\n{huvud.nr}\n{huvud.hash}".encode()).hexdigest()
    for namn, storlek, digest in delar:
        found = hashlib.sha256(f"{found}\n{namn}\n{storlek}\n{digest}".encode()).hexdigest()
    return found


def file_place(tabell: str, nyckel: object, namn: str) -> str:
    """Where in the uttag a file lies: readable, and no two alike. `namn` may begin with a folder and a slash."""
    folder, _, name = namn.rpartition("/")
    parts = (file_name(folder), f"{tabell} {nyckel} {file_name(name)}".strip())
    return FILES + "/".join(part for part in parts if part)


def is_safe_name(name: str) -> bool:
    """Whether a name inside an archive stays inside the folder that somebody unpacks it to."""
    parts = name.split("/")
    return bool(name) and not any(ch in name for ch in "\\:\0") and not any(p in ("", ".", "..") for p in parts)


def heading(name: str) -> str:
    """A table's or column's name as people read it: `atgard_id` is Åtgärd, `galler_fran` is Gäller från."""
    words = name.removesuffix("_id").split("_")
    said = " ".join(_WORDS.get(word, word) for word in words)
    return said[:1].upper() + said[1:]


def headings(names: Iterable[str]) -> list[str]:
    """The headings of a sheet; a number tells two alike apart."""
    found: list[str] = []
    for name in names:
        said, number = heading(name), 2
        while said in found:
            said, number = f"{heading(name)} {number}", number + 1
        found.append(said)
    return found


_WORDS = {
    "paminnelse": "påminnelse",
    "agare": "ägare",
    "amne": "ämne",
    "andrad": "ändrad",
    "andring": "ändring",
    "anmald": "anmäld",
    "ar": "år",
    "arende": "ärende",
    "arendereferens": "ärendereferens",
    "arendesteg": "ärendesteg",
    "arsarbetare": "årsarbetare",
    "aterford": "återförd",
    "aterkallad": "återkallad",
    "aterkopplad": "återkopplad",
    "atgard": "åtgärd",
    "avsandare": "avsändare",
    "bedomningsrad": "bedömningsrad",
    "behovs": "behövs",
    "bekraftad": "bekräftad",
    "berattelse": "berättelse",
    "berort": "berört",
    "farg": "färg",
    "foljd": "följd",
    "foljdfraga": "följdfråga",
    "foljdsvar": "följdsvar",
    "foralder": "överordnad",
    "forfaller": "förfaller",
    "forhandsbedomd": "förhandsbedömd",
    "forhandsbedomning": "förhandsbedömning",
    "forlopp": "förlopp",
    "formular": "formulär",
    "forslag": "förslag",
    "faststalld": "fastställd",
    "fraga": "fråga",
    "fran": "från",
    "fro": "frö",
    "galler": "gäller",
    "genomford": "genomförd",
    "grans": "gräns",
    "gron": "grön",
    "handelse": "händelse",
    "handelseanalys": "händelseanalys",
    "horda": "hörda",
    "id": "ID",
    "innehall": "innehåll",
    "importomgang": "importomgång",
    "installning": "inställning",
    "ivo": "IVO",
    "journalford": "journalförd",
    "kalla": "källa",
    "katalogvarde": "katalogvärde",
    "laghanvisning": "laghänvisning",
    "lardom": "lärdom",
    "lasning": "läsning",
    "last": "läst",
    "mal": "mål",
    "manad": "månad",
    "matvarde": "mätvärde",
    "namnare": "nämnare",
    "nasta": "nästa",
    "niva": "nivå",
    "omrade": "område",
    "overlamnad": "överlämnad",
    "overordnad": "överordnad",
    "oversyn": "översyn",
    "poang": "poäng",
    "polisanmald": "polisanmäld",
    "rattad": "rättad",
    "rapportor": "rapportör",
    "sarah": "Sarah",
    "skal": "skäl",
    "taljare": "täljare",
    "tillagg": "tillägg",
    "underrattad": "underrättad",
    "underrattelse": "underrättelse",
    "uppfoljning": "uppföljning",
    "utforare": "utförare",
    "varde": "värde",
    "varfor": "varför",
    "verkstalld": "verkställd",
    "verkstallt": "verkställt",
    "apt": "APT",
    "uuid": "UUID",
    "vid": "(tid)",
}
