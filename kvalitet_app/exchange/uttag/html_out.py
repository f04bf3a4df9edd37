"""The pages of an uttag: read in any browser, without script and without anything from the web."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import quote

from kvalitet_app.domain.utbyte.uttag import TABLES, Huvud, heading
from kvalitet_app.machine.files import resource

_ENTRY = re.compile(r"^- (?P<names>\*\*[A-Z]\w+\*\*(?:, \*\*\w+\*\*)*) – (?P<text>.+?)\s*(?:\*[^*]+\*)?$", re.MULTILINE)
_NAME = re.compile(r"\*\*(\w+)\*\*")
_PLAIN = str.maketrans("åäö", "aao")
_HEAD = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>
body {{ font: 16px/1.5 "Source Sans 3", "Segoe UI", sans-serif; color: #1b1b1b; background: #fff; max-width: 60rem;
 margin: 2rem auto; padding: 0 1.5rem; }}
h1 {{ font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; }} h2 {{ font-size: 1.2rem; margin: 2rem 0 .5rem; }}
.stampel {{ border: 2px solid #a4262c; color: #a4262c; padding: .5rem .75rem; margin: 0 0 1.5rem; }}
table {{ border-collapse: collapse; width: 100%; }} th, td {{ text-align: left; vertical-align: top;
 padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #ddd; }}
.tal {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }} a {{ color: #0b5a8a; }}
th:last-child, td:last-child {{ padding-right: 0; }} td {{ overflow-wrap: anywhere; }}
@media (max-width: 40rem) {{ th, td {{ padding-right: .5rem; font-size: .9rem; }} }}
code {{ background: #f3f3f3; padding: 0 .25rem; overflow-wrap: anywhere; }}
</style></head><body>
<p class="stampel"><strong>SEKRETESS</strong> – innehåller hela registret, även skyddade ärenden enligt lex Sarah.
Förvara och lämna ut det som en sådan handling (offentlighets- och sekretesslagen 2009:400).</p>
"""
_FOOT = "</body></html>\n"


@dataclass(frozen=True, slots=True)
class FilUt:
    """A file of the uttag: where it lies in it, what it is called, bytes, and its SHA-256."""

    plats: str
    namn: str
    storlek: int
    sha256: str


def index_page(huvud: Huvud, tabeller: Iterable[tuple[str, int]]) -> str:
    """What lies where, and how it is read, with and without Kvalitet."""
    rows = "\n".join(_table_row(name, count) for name, count in tabeller)
    owner = f" för {escape(huvud.organisation)}" if huvud.organisation else ""
    made = huvud.gjort[:16].replace("T", " ")
    return f"""{_HEAD.format(title="Hela registret ur Kvalitet")}
<h1>Hela registret ur Kvalitet{owner}</h1>
<p>Gjort {made} (svensk tid) av {escape(huvud.av)} med Kvalitet {escape(huvud.program)},
schemats version {escape(huvud.schema)}. Journalen slutar med rad {huvud.nr},
kontrollsumma <code>{escape(huvud.hash)}</code>.</p>
<h2>Läs och räkna</h2>
<p><a href="kvalitet.xlsx">kvalitet.xlsx</a> har registrets tabeller som blad, med namn i stället för nummer.
Tider är svensk tid. Journalen, utkasten och det som programmet behöver för sig självt finns bara som JSON nedan.</p>
<p><a href="filer.html">Filerna</a> i ärendena ligger som de är i mappen <code>filer</code>.</p>
<h2>Allt, utan förlust</h2>
<p>Varje tabell är en fil i JSON (UTF-8). Först i filen står kolumnerna: namn, vad de innehåller, om de får vara tomma,
om de hör till nyckeln och vilken tabell de hänvisar till. Sedan kommer en rad för varje post, med värdena i samma
ordning. Rader som har tagits bort i programmet finns med och har en tid i <code>borttagen</code>.</p>
<table><thead><tr><th scope="col">Tabell</th><th scope="col">Vad det är</th><th scope="col" class="tal">Rader</th></tr>
</thead><tbody>
{rows}
</tbody></table>
<h2>Läs tillbaka</h2>
<p>I Kvalitet: <code>kvalitet aterskapa FIL.zip --db NY.db</code>, eller adressen till en tom databas på en
PostgreSQL-server. Allt blir som det var, med samma nummer, versioner och journal.
<code>uttag.json</code> har storlek och kontrollsumma (SHA-256) för varje del.</p>
<h2>Kontrollera journalen</h2>
<p>Tabellen <code>handelse</code> är en kedja. <code>atagande</code> är SHA-256 av salt, före och efter, skilda åt av
radbrytningar; <code>hash</code> är SHA-256 av föregående rads hash, nr, tid, person, verb, steg, tabell, rad, op och
åtagande på samma sätt, där det som saknas är en tom rad.</p>
{_FOOT}"""


def _table_row(name: str, count: int) -> str:
    said = f"{count:,}".replace(",", "\u00a0")
    return (
        f'<tr><th scope="row"><a href="{TABLES}{quote(name)}.json">{escape(heading(name))}</a></th>'
        f'<td>{escape(_meaning(name))}</td><td class="tal">{said}</td></tr>'
    )


def file_page(files: Iterable[FilUt]) -> Iterator[str]:
    """The list of files, a piece at a time."""
    yield _HEAD.format(title="Filer ur Kvalitet")
    yield '<p><a href="index.html">Tillbaka</a></p>\n<h1>Filer</h1>\n'
    any_file = False
    for file in files:
        if not any_file:
            yield (
                '<table><thead><tr><th scope="col">Fil</th><th scope="col" class="tal">Byte</th>'
                '<th scope="col">SHA-256</th></tr></thead><tbody>\n'
            )
        any_file = True
        size = f"{file.storlek:,}".replace(",", "\u00a0")
        folder = file.plats.rpartition("/")[0].removeprefix("filer").strip("/")
        yield (
            f'<tr><th scope="row"><a href="{quote(file.plats)}">{escape(file.namn)}</a><br>{escape(folder)}</th>'
            f'<td class="tal">{size}</td><td><code>{file.sha256}</code></td></tr>\n'
        )
    yield "</tbody></table>\n" if any_file else "<p>Inga filer finns i registret.</p>\n"
    yield _FOOT


@cache
def _glossary() -> dict[str, str]:
    """What the glossary says of each noun: its first sentence, without the noun again."""
    lines = resource("ordlista.md").read_text(encoding="utf-8").replace("\n  ", " ")
    found: dict[str, str] = {}
    for entry in _ENTRY.finditer(lines):
        names = [name.casefold() for name in _NAME.findall(entry["names"])]
        first, colon, rest = entry["text"].partition(": ")
        again = colon and all(word.translate(_PLAIN).replace(" ", "") in names for word in first.split(" och "))
        text = (rest if again else entry["text"]).partition(" Slag: ")[0].replace("**", "")
        found |= dict.fromkeys(names, text)
    return found


def _meaning(table: str) -> str:
    key = table.replace("_", "")
    text = _glossary().get(key) or _glossary().get(f"{key}rad", "")
    return (text[:1].upper() + text[1:].rstrip(".")).replace(" §", "\u00a0§")
