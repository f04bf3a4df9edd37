"""The evidence folder of a review: a ZIP with a PDF for each kind of proof, and an index as PDF and as a page."""

import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from kvalitet_app.domain.bilagor import file_name
from kvalitet_app.domain.granskning.mapp import Granskningsmapp, MappAvvikelse, MappRutin, missing
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.tal import percent
from kvalitet_app.machine.files import write_whole
from kvalitet_app.reports.handlingar import poster
from kvalitet_app.reports.handlingar.rutintext import rutintext
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Column,
    Heading,
    Items,
    Masthead,
    Para,
    Report,
    Table,
    literal,
)
from kvalitet_app.reports.pdf.render import render

NONE_MISSING = "Inget saknas av det som mappen redovisar."
PROTECTED = "Skyddade ärenden, bland annat enligt lex Sarah, ingår aldrig i mappen och syns inte i dess antal."
TODAY = "Registret sparar inte äldre lägen av dem: de står som de är den dag mappen upprättas."
STYLE = """body { font: 16px/1.5 "Source Sans 3", "Segoe UI", sans-serif; color: #1b1b1b; background: #fff;
max-width: 48rem; margin: 2rem auto; padding: 0 1.5rem } h1 { font-size: 1.7rem; line-height: 1.2 }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem } a { color: #0b5a8a }
.stampel { font-weight: 600; text-transform: uppercase }
.saknas { border-left: 4px solid #b8860b; padding-left: 1rem } ul { padding-left: 1.25rem }
li { margin: .25rem 0; overflow-wrap: anywhere }"""


def write_folder(
    mapp: Granskningsmapp, target: Path, *, spridning: Spridning, progress: Progress = no_progress
) -> None:
    """Write the folder, whole or not at all; the same folder gives the same bytes.

    Raises:
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    parts = list(_documents(mapp, spridning))
    package, names = BytesIO(), [(name, report.title) for name, report in parts]
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as folder:
        _put(folder, mapp, "index.html", _page(mapp, names, spridning).encode())
        _put(folder, mapp, "innehall.pdf", render(_index(mapp, names, spridning)).content)
        for n, (name, report) in enumerate(parts):
            progress(n, len(parts), report.title)
            _put(folder, mapp, name, render(report).content)
    write_whole(target, package.getvalue())


def _put(folder: zipfile.ZipFile, mapp: Granskningsmapp, name: str, content: bytes) -> None:
    day = max(mapp.datum.year, 1980), mapp.datum.month, mapp.datum.day
    info = zipfile.ZipInfo(name, (*day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    folder.writestr(info, content)


def _documents(mapp: Granskningsmapp, spridning: Spridning) -> Iterator[tuple[str, Report]]:
    def report(title: str, blocks: Iterator[Block]) -> Report:
        head = Masthead(literal(mapp.enhet), literal(title), mapp.datum.isoformat())
        return Report(
            title,
            f"{mapp.organisation} · {mapp.upprattad}",
            (head, *blocks),
            f"{mapp.enhet} {mapp.datum}",
            spridning=spridning,
        )

    for one in mapp.gallande:
        name = f"1 rutiner/{one.nr:03d} {file_name(one.titel)[:60].strip()} version {one.version_nr}.pdf"
        yield name, report(f"Rutin {one.nr} {one.titel}, version {one.version_nr}", _rutin(one))
    if mapp.gallande:
        yield "2 lasningar.pdf", report("Läsningar av rutinerna", _readings(mapp))
    yield "3 egenkontroller.pdf", report("Egenkontroller året före", _checks(mapp))
    yield "4 avvikelser.pdf", report("Avslutade avvikelser året före", _cases(mapp))
    yield "5 processer.pdf", report("Processer", _processes(mapp))
    yield "6 rekommendationer.pdf", report("Öppna rekommendationer", _recommendations(mapp))


def _rutin(one: MappRutin) -> Iterator[Block]:
    yield poster.facts(
        (
            ("Gäller för", one.enhet),
            ("Ägare", one.agare or "Ingen ägare"),
            ("Version", str(one.version_nr)),
            ("Fastställd", one.faststalld_datum.isoformat() if one.faststalld_datum else ""),
            ("Fastställd av", one.faststalld_av),
            ("Gällde från", one.galler_fran.isoformat() if one.galler_fran else ""),
            ("Översyn senast", one.oversyn_senast.isoformat() if one.oversyn_senast else ""),
        )
    )
    yield from tuple(rutintext(one.text)) or (Callout("Versionen har ingen text.", kind="missing"),)


def _readings(mapp: Granskningsmapp) -> Iterator[Block]:
    for one in mapp.gallande:
        yield Heading(2, literal(f"Rutin {one.nr} {one.titel}, version {one.version_nr}"), listed=False)
        if one.lasta:
            rows = tuple((name, day.isoformat()) for name, day in one.lasta)
            yield Table((Column("Läst av"), Column("Kvitterad", "right")), rows, "")
        else:
            yield Callout("Ingen hade kvitterat versionen.", kind="missing")
        if one.olasta:
            yield Para(literal(f"Hade uppdrag på enheten men hade inte kvitterat: {', '.join(one.olasta)}."))


def _checks(mapp: Granskningsmapp) -> Iterator[Block]:
    yield Para(f"Genomförda från och med {mapp.fran} till och med {mapp.datum}.")
    if not mapp.egenkontroller:
        yield Callout("Ingen egenkontroll är genomförd under tiden.", kind="missing")
        return
    head = (
        Column("Egenkontroll"),
        Column("Enhet"),
        Column("Genomförd", "right"),
        Column("Utfall", "right"),
        Column("Läge"),
    )
    yield Table(
        head,
        tuple(
            (
                f"{d.rad.kod} {d.rad.mall}",
                d.rad.enhet,
                (d.rad.genomford_datum or mapp.datum).isoformat(),
                "–" if d.rad.poang is None else percent(d.rad.poang, 1),
                d.rad.lage.word if d.rad.lage else "–",
            )
            for d in mapp.egenkontroller
        ),
        "",
    )
    for d in mapp.egenkontroller:
        yield Heading(2, literal(f"{d.rad.kod} {d.rad.mall}, {d.rad.enhet}, {d.rad.genomford_datum}"), listed=False)
        yield from (block for block in poster.egenkontroll(d) if not isinstance(block, Heading))


def _cases(mapp: Granskningsmapp) -> Iterator[Block]:
    yield Para(literal(f"Avslutade från och med {mapp.fran} till och med {mapp.datum}. {PROTECTED}"))
    if not mapp.avvikelser:
        yield Callout("Ingen avvikelse avslutades under tiden.")
    for one in mapp.avvikelser:
        yield from _case(one)


def _case(one: MappAvvikelse) -> Iterator[Block]:
    yield Heading(2, literal(f"{one.beteckning} {one.rubrik}"), listed=False)
    yield poster.facts(
        (
            ("Hände", one.handelse.isoformat()),
            ("Avslutad", one.avslutad.isoformat()),
            ("Enhet", one.enhet),
            ("Typ", one.typ),
            ("Utredning", one.utredning),
            ("Uppföljning", one.uppfoljning),
        )
    )
    if not one.atgarder:
        yield Callout("Ingen åtgärd är registrerad.", kind="missing")
        return
    rows = tuple(
        (
            a.text,
            a.ansvarig or "–",
            a.genomford.isoformat() if a.genomford else "Nej",
            f"{a.effekt}. {a.effekt_metod}".strip() if a.effekt else "Inte bedömd",
        )
        for a in one.atgarder
    )
    yield Table((Column("Åtgärd"), Column("Ansvarig"), Column("Genomförd", "right"), Column("Effekt")), rows, "")


def _processes(mapp: Granskningsmapp) -> Iterator[Block]:
    yield Para(literal(f"Processerna med aktiviteter och rutiner. {TODAY}"))
    if not mapp.processer:
        yield Callout("Ingen process är beskriven för enheten.", kind="missing")
    for node in mapp.processer:
        yield from _process(node)


def _process(node: ProcessNod) -> Iterator[Block]:
    yield Heading(2, literal(f"{node.kod} {node.namn}"), listed=False)
    yield poster.facts(
        (
            ("Slag", node.slag.word),
            ("Syfte", node.syfte),
            ("Ägare", node.agare or "Ingen ägare"),
            ("Version", str(node.version_nr)),
        )
    )
    rows = tuple(
        (
            step.namn,
            step.ansvarig_roll or "–",
            ", ".join(f"{r.nr} {r.titel}" for r in step.rutiner)
            or ("Saknas" if step.rutin_behovs else f"Behövs inte. {step.utan_rutin_skal}".strip()),
        )
        for step in node.all_aktiviteter()
    )
    if rows:
        yield Table((Column("Aktivitet"), Column("Utförs av"), Column("Rutin")), rows, "")


def _recommendations(mapp: Granskningsmapp) -> Iterator[Block]:
    yield Para(literal(f"Rekommendationer ur granskningar till och med {mapp.datum} som inte är klara. {TODAY}"))
    if not mapp.rekommendationer:
        yield Callout("Ingen rekommendation är öppen.")
        return
    head = (
        Column("Granskning"),
        Column("Rekommendation"),
        Column("Läge"),
        Column("Klart senast", "right"),
        Column("Ansvarig"),
    )
    yield Table(
        head,
        tuple(
            (
                f"{r.granskning}, {r.datum}",
                r.text,
                r.status,
                r.klart_senast.isoformat() if r.klart_senast else "–",
                r.ansvarig or "–",
            )
            for r in mapp.rekommendationer
        ),
        "",
    )


def _index(mapp: Granskningsmapp, names: list[tuple[str, str]], spridning: Spridning) -> Report:
    lacking = missing(mapp)
    blocks: list[Block] = [
        Masthead(literal(mapp.enhet), "Granskningsmapp", mapp.datum.isoformat()),
        Para(literal(_about(mapp))),
        Heading(2, "Det här saknas", listed=False),
        Items(tuple(literal(one) for one in lacking)) if lacking else Para(NONE_MISSING),
        Heading(2, "Innehåll", listed=False),
        Table((Column("Handling"), Column("Fil")), tuple((title, name) for name, title in names), ""),
    ]
    return Report(
        f"Granskningsmapp {mapp.enhet} {mapp.datum}",
        f"{mapp.organisation} · {mapp.upprattad}",
        tuple(blocks),
        spridning=spridning,
    )


def _about(mapp: Granskningsmapp) -> str:
    return (
        f"Rutinerna är de versioner som gällde {mapp.datum}. Egenkontroller och avslutade avvikelser är de "
        f"från och med {mapp.fran}. {PROTECTED} Processer och rekommendationer: {TODAY[0].lower()}{TODAY[1:]}"
    )


def _page(mapp: Granskningsmapp, names: list[tuple[str, str]], spridning: Spridning) -> str:
    lacking = "".join(f"<li>{escape(one)}</li>" for one in missing(mapp))
    said = f"<ul>{lacking}</ul>" if lacking else f"<p>{NONE_MISSING}</p>"
    listed = [("innehall.pdf", "Den här sidan som PDF"), *names]
    files = "".join(f'<li><a href="{quote(name)}">{escape(title)}</a></li>' for name, title in listed)
    title = f"Granskningsmapp {escape(mapp.enhet)} {mapp.datum}"
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>{STYLE}</style></head><body>
<p class="stampel">{escape(spridning.word)}</p><h1>{title}</h1>
<p>{escape(mapp.organisation)} · {escape(mapp.upprattad)}</p><p>{escape(_about(mapp))}</p>
<h2>Det här saknas</h2><div class="saknas">{said}</div>
<h2>Innehåll</h2><ul>{files}</ul></body></html>
"""
