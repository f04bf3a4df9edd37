"""One of each kind of document that the program writes, made from what its writer is given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kvalitet_app.domain.atgarder import Effekt
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.lex.paket import Avdelning, Paket
from kvalitet_app.domain.moten.apt import AptArende, AptBlad
from kvalitet_app.domain.moten.kvalitetsrad import Kvalitetsrad, Radbilder, Radenhet, Radstapel, Radtabell, Radtal
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.paper.utskrift import Utskriftshuvud
from kvalitet_app.reports.handlingar import apt_blad, blankett, kvalitetsrad, lex_paket, utskrift
from kvalitet_app.reports.handlingar.poster import facts, text
from kvalitet_app.reports.handlingar.rutintext import rutintext
from kvalitet_app.reports.model.blocks import Heading, Report
from kvalitet_app.reports.pdf.render import write_pdf
from tests.pictures.samples import nodes, p5
from tests.reports.exempel import TEXTER, exempel
from tests.reports.made import report_of
from tests.reports.rutiner import RUTIN

HEAD = Utskriftshuvud("Avvikelser", ("Enhet: Tallåsen", "Antal: 40"), "Exempelkommun", "Utskriven 2026-11-25 av Anna")
BILDER = Radbilder(
    2026,
    (1, 2, 0, 3, 1, 2, 4, 0, 1, 2, 3),
    (2,) * 12,
    Sokfraga("avvikelser", ar=2026),
    (("Fall", (1,)), ("Bemötande", (2,))),
    (
        Radenhet("Tallåsen", (3, 1), Sokfraga("avvikelser", enhet=1)),
        Radenhet("Videt", (1, 0), Sokfraga("avvikelser", enhet=2)),
    ),
    (
        Radstapel("Rutin följs ej", 3, Sokfraga("avvikelser", orsak="rutin")),
        Radstapel("Bemanning", 1, Sokfraga("avvikelser", orsak="bemanning")),
    ),
    (
        Radstapel("0–30 dagar", 9, Sokfraga("avvikelser", dagar=(0, 30))),
        Radstapel("över 90 dagar", 4, Sokfraga("avvikelser", dagar=(91, None))),
    ),
)
MONTH = Kvalitetsrad(
    "Exempelkommun",
    "Funktionsstöd",
    2026,
    11,
    frozenset({1}),
    (
        Radtal("rapporterade", "15", Sokfraga("avvikelser")),
        Radtal("öppna", "18", Sokfraga("avvikelser", vy="oppna"), "varav 4 äldre än 60 dagar"),
    ),
    (
        Radtabell(
            "Typ och enhet",
            ("Typ", "Tallåsen", "Videt", "Summa"),
            (("Fall", "3", "1", "4"), ("Summa", "3", "1", "4")),
            ((None, *(Sokfraga("avvikelser"),) * 3),) * 2,
        ),
    ),
    (("Fyra ärenden är äldre än 60 dagar.", Sokfraga("avvikelser", vy="forsenade")),),
    BILDER,
)
CASE = AptArende(1, "2026-1", "Insats fördröjd", ("Ny rutin för morgonpasset", "Genomgång på APT"), Effekt.GOD, True)
SHEET = AptBlad(
    "Exempelkommun",
    "Tallåsen",
    2026,
    11,
    9,
    7,
    4,
    (("Insats fördröjd", 5), ("Bristande bemötande", 4)),
    (CASE,),
    CASE,
    ((12, "Läkemedel", 3, "Delegering förtydligad"),),
    ((date(2026, 12, 3), "Basal hygien"),),
    2,
)
PACKAGE = Paket(
    "Lex Sarah 2026-3",
    "Till nämnden",
    (
        Avdelning(
            "Ärendet",
            (("Enhet", "Tallåsen"), ("Kom", "2026-03-01")),
            (("Vad hände", "Första stycket.\nAndra stycket."),),
        ),
    ),
)
ROWS = tuple((f"2026-{n}", "Insats fördröjd eller felaktigt utförd", "Tallåsen", str(n)) for n in range(40))
COLUMNS = (("Nummer", False), ("Typ", False), ("Enhet", False), ("Dagar", True))


def berattelse(*, offentlig: bool = False, utkast: bool = False, **more: Any) -> Report:
    """The example's kvalitetsberättelse."""
    data = replace(exempel(), faststalld=None) if utkast else exempel()
    return replace(report_of(data, TEXTER, offentlig=offentlig), **more)


KINDS: dict[str, Callable[[Path], object]] = {
    "kvalitetsberattelse": lambda target: write_pdf(berattelse(spridning=Spridning.INTERN), target),
    "offentlig": lambda target: write_pdf(berattelse(offentlig=True, utkast=True), target),
    "apt_blad": lambda target: apt_blad.write_apt_blad(SHEET, target, spridning=Spridning.OFFENTLIG),
    "kvalitetsrad": lambda target: kvalitetsrad.write_pages(MONTH, target, spridning=Spridning.INTERN),
    "lex_paket": lambda target: lex_paket.write_package(PACKAGE, "Exempelkommun", target),
    "lista": lambda target: utskrift.write_list(HEAD, COLUMNS, ROWS, target, spridning=Spridning.SEKRETESS),
    "post": lambda target: utskrift.write_record(
        HEAD,
        [facts((("Enhet", "Tallåsen"), ("Typ", ""))), Heading(2, "A"), *text("Vad hände", "Han föll.\nHon kom.")],
        target,
    ),
    "rutin": lambda target: utskrift.write_record(HEAD, list(rutintext(RUTIN)), target, spridning=Spridning.INTERN),
    "karta": lambda target: utskrift.write_map(HEAD, nodes(), None, target, spridning=Spridning.INTERN),
    "process": lambda target: utskrift.write_map(HEAD, nodes(), p5(), target),
    "blankett": lambda target: blankett.write_blankett("Exempelkommun", target),
}


def write_kind(name: str, folder: Path) -> Path:
    """Write the document of a kind into a folder."""
    target = folder / f"{name}.pdf"
    KINDS[name](target)
    return target
