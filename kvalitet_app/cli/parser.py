"""The command line's grammar, in Swedish."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from kvalitet_app import __version__
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.paper.spridning import Spridning

DAY_FIRST, MONTH_FIRST = "dag-manad", "manad-dag"
SKRIVNA = [slag.value for slag in BerattelseSlag]
DB_HELP = "databasfil eller SQLAlchemy-URL (annars vad IT har bestämt, KVALITET_DB eller den egna databasen)"


class Parser(argparse.ArgumentParser):
    """argparse in Swedish."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "argument"
        self._optionals.title = "val"
        self.add_argument("-h", "--hjalp", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """One line and status 2."""
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {_swedish(message)}", file=sys.stderr)
        raise SystemExit(2)

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage:", "användning:")

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage:", "användning:")


_WORDS = (
    ("the following arguments are required:", "det här saknas:"),
    ("unrecognized arguments:", "okända argument:"),
    ("invalid choice:", "finns inte:"),
    ("choose from", "välj bland"),
    ("expected one argument", "ett värde behövs"),
    ("invalid int value:", "ska vara ett heltal:"),
    ("ignored explicit argument", "tar inget värde:"),
    ("ambiguous option:", "kan betyda flera val:"),
    ("could match", "passar"),
    ("not allowed with argument", "går inte ihop med"),
    ("argument ", ""),
)


def _swedish(message: str) -> str:
    for english, swedish in _WORDS:
        message = message.replace(english, swedish)
    return message


def make_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="kvalitet", description="Ledningssystem för systematiskt kvalitetsarbete (SOSFS 2011:9).")
    parser.add_argument("--db", help=DB_HELP)
    parser.add_argument("--version", action="version", version=f"Kvalitet {__version__}", help="visa versionen")
    parser.add_argument(
        "--mat-start", action="store_true", help="skriv tiden till första bild och fylld lista, avsluta"
    )
    commands = parser.add_subparsers(dest="kommando", metavar="kommando", parser_class=Parser)
    exempel = commands.add_parser("exempel", help="skapa exempelkommunen")
    exempel.add_argument("--skriv-over", action="store_true", help="ersätt en exempelkommun som redan finns")
    _add_report(commands.add_parser("rapport", help="skriv en rapport till fil"))
    importera = commands.add_parser("importera", help="hämta in ur ett annat system")
    importera.add_argument("vad", choices=["avvikelser"], help="vad som hämtas")
    importera.add_argument("fil", type=Path, help=".xlsx eller .csv")
    importera.add_argument("--kolumner", default="", help="”Deras rubrik=falt;…” för kolumner som inte känns igen")
    importera.add_argument("--dagar", choices=[DAY_FIRST, MONTH_FIRST], help="hur dagar som 3/4/2026 är skrivna")
    importera.add_argument("--rubrikrad", help="raden där rubrikerna står, 1-2 för två, 0 om filen saknar rubriker")
    importera.add_argument("--prova", action="store_true", help="visa vad som skulle göras, ändra ingenting")
    importera.add_argument("--skapa", action="store_true", help="skapa enheter och typer som saknas")
    importera.add_argument("--hoppa-over", action="store_true", help="hoppa över rader som inte kan läsas")
    _add_export(commands.add_parser("exportera", help="skriv en lista eller hela registret till fil"))
    aterskapa = commands.add_parser("aterskapa", help="läs in hela registret ur ett uttag till en tom databas")
    _add_aterskapa(aterskapa)
    kopiera = commands.add_parser("kopiera", help="ta en säker kopia medan databasen används")
    kopiera.add_argument("--ut", type=Path, required=True, help="fil att skriva")
    kontrollera = commands.add_parser("kontrollera", help="kontrollera fil, schema och journal")
    kontrollera.add_argument("--ankare", help="NUMMER:KONTROLLSUMMA från en utskriven rapport")
    bilder = commands.add_parser("bilder", help="spara en bild av varje sida")
    bilder.add_argument("--ut", type=Path, required=True, help="mapp att skriva i")
    return parser


def _add_export(exportera: argparse.ArgumentParser) -> None:
    exportera.add_argument("vad", choices=["avvikelser", "allt"], help="vad som skrivs")
    exportera.add_argument(
        "--ut", type=Path, required=True, help="fil att skriva: .xlsx eller .csv för avvikelser, .zip för allt"
    )
    exportera.add_argument(
        "--spridning",
        choices=[s.value for s in Spridning],
        default="intern",
        help="vem som får läsa; enskilda ärenden görs aldrig offentliga",
    )
    exportera.add_argument("--ar", type=int, help="bara händelser det året")


def _add_aterskapa(aterskapa: argparse.ArgumentParser) -> None:
    aterskapa.add_argument("fil", type=Path, help="uttaget, .zip")
    aterskapa.add_argument("--db", dest="ny", help="ny databasfil, eller adressen till en tom PostgreSQL-databas")
    aterskapa.add_argument("--sha256", default="", help="kontrollsumman som visades när uttaget gjordes")


def _add_report(rapport: argparse.ArgumentParser) -> None:
    rapport.add_argument(
        "rapport", choices=[*SKRIVNA, "aptblad", "kvalitetsrad", "granskningsmapp"], help="vilken rapport"
    )
    rapport.add_argument("--ar", type=int, help="vilket år (berättelser, delårsrapport och nämndblad)")
    rapport.add_argument("--period", type=int, default=0, help="delårsrapport: 1 eller 2; nämndblad: kvartal 1 till 4")
    rapport.add_argument(
        "--spridning",
        choices=[s.value for s in Spridning],
        default="intern",
        help="vem som får läsa; offentlig döljer det som kan peka ut någon",
    )
    rapport.add_argument(
        "--svarat",
        default="",
        metavar="NYCKEL,…",
        help="de frågor före publicering som du har läst och svarat på; utan svar skrivs ingen offentlig fil",
    )
    rapport.add_argument("--mall", type=Path, help="kommunens Wordmall (.docx eller .dotx)")
    rapport.add_argument("--manad", help="vilken månad, som 2025-11 (APT-bladet, kvalitetsrådet)")
    rapport.add_argument("--datum", help="vilken dag, som 2026-03-01 (granskningsmappen)")
    rapport.add_argument(
        "--enhet", help="enhet eller område; utan den gäller skrivna rapporter hela organisationen, de andra kräver den"
    )
    rapport.add_argument(
        "--ut",
        type=Path,
        required=True,
        help="fil att skriva: .pdf, .docx (skrivna rapporter), .xlsx (kvalitetsrådet) eller .zip (granskningsmappen)",
    )
