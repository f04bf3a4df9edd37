"""One avvikelse as blocks, with all that its inspector shows."""

from collections.abc import Iterator

from kvalitet_app.domain.atgarder import AtgardRow
from kvalitet_app.domain.avvikelser.detalj import AvvikelseDetalj, StegRow
from kvalitet_app.domain.avvikelser.handelseanalys import QUESTIONS
from kvalitet_app.domain.kalender import local
from kvalitet_app.reports.handlingar.poster import actions_table, facts, text
from kvalitet_app.reports.model.blocks import Block, Callout, Column, Facts, Heading, Items, Table, literal


def avvikelse(d: AvvikelseDetalj) -> Iterator[Block]:
    """A case, from what happened to its last line of history."""
    if d.rad.skyddad:
        yield Callout("Skyddat ärende. Förvara utskriften så att bara de som handlägger ärendet kan läsa den.")
    yield _facts(d)
    yield from _event(d)
    yield from _work(d)
    yield from _trail(d)


def _facts(d: AvvikelseDetalj) -> Facts:
    r = d.rad
    risk = f"{r.risk} {r.riskniva.word.lower()}" if r.riskniva else "Ej bedömd"
    doubt = "" if d.misstanke is None else "Misstänkt" if d.misstanke else "Inte misstänkt"
    return facts(
        (
            ("Status", r.status.word),
            ("Enhet", r.enhet),
            ("När", f"{local(r.handelse_vid):%Y-%m-%d kl. %H:%M}"),
            ("Typ", f"{r.typ} · {r.lagrum.word}"),
            ("Brukarreferens", r.brukarreferens),
            ("Följd", d.foljd.word + (" · barn berört" if d.berort_barn else "")),
            ("Skada", " · ".join(f"{word}: {harm.word.lower()}" for word, harm in d.skador)),
            ("Risk", risk),
            ("Missförhållande", doubt),
            ("Utreds av", r.ansvarig),
            ("Rapporterad av", d.rapportor or "Importerad"),
            ("Lämnad på papper", "Ja" if d.papper else ""),
            ("Process", d.process),
            ("Annat nummer", d.externt_nummer or ""),
            ("Dubblett av", d.dubblett_av[1] if d.dubblett_av else ""),
            ("Dubbletter", ", ".join(number for _, number in d.dubbletter)),
            ("Överlämnad till", _handed(d)),
            ("Nästa steg", d.boll),
            ("Tagits upp på APT", d.apt_datum.isoformat() if d.apt_datum else ""),
            ("Återförd", d.aterford_datum.isoformat() if d.aterford_datum else ""),
        )
    )


def _event(d: AvvikelseDetalj) -> Iterator[Block]:
    yield from text("Vad hände", d.beskrivning)
    yield from text("Gjordes genast", d.omedelbar_atgard)
    yield from text("Varför ett missförhållande misstänks", d.misstanke_skal if d.misstanke else "")
    if d.foljdsvar:
        yield Heading(2, "Följdfrågor", listed=False)
        yield facts(d.foljdsvar)
    if d.bilagor:
        yield Heading(2, "Filer", listed=False)
        yield Items(tuple(literal(one.namn) for one in d.bilagor))


def _work(d: AvvikelseDetalj) -> Iterator[Block]:
    for field, answer in d.analys.texter.items() if d.analys is not None else ():
        yield from text(QUESTIONS[field], answer)
    yield from text("Utredning", d.utredning)
    if d.orsaker:
        yield Heading(2, "Orsaker", listed=False)
        yield Items(tuple(literal(f"{o.kategori_namn}: {o.text}" if o.text else o.kategori_namn) for o in d.orsaker))
    rows = [one for one in d.atgarder if isinstance(one, AtgardRow)]
    if rows:
        yield Heading(2, "Åtgärder", listed=False)
        yield actions_table(rows)


def _trail(d: AvvikelseDetalj) -> Iterator[Block]:
    yield from text("Uppföljning", d.uppfoljning)
    if d.aterkopplad_datum is not None:
        how = f", {d.aterkopplad_form}" if d.aterkopplad_form else ""
        yield from text("Återkopplad", f"{d.aterkopplad_datum.isoformat()}{how}")
    yield from text("Svar på överlämnandet", d.svar_text)
    for t in d.tillagg:
        yield from text(f"Tillägg {local(t.skapad):%Y-%m-%d}, {literal(t.person)}", t.text)
    if d.steg:
        yield Heading(2, "Steg", listed=False)
        head = (Column("När"), Column("Vem"), Column("Steg"), Column("Dagar", "right"), Column("Skäl"))
        taken = ((f"{local(s.tid):%Y-%m-%d}", s.person, _step(s), str(s.dagar), s.skal or "–") for s in d.steg)
        yield Table(head, tuple(taken), "")
    if d.logg:
        yield Heading(2, "Historik", listed=False)
        lines = tuple((f"{local(one.tid):%Y-%m-%d %H:%M}", one.person, one.text) for one in d.logg)
        yield Table((Column("När"), Column("Vem"), Column("Vad")), lines, "")


def _handed(d: AvvikelseDetalj) -> str:
    """To whom a case went, and when the answer came."""
    when = f" {d.overlamnad_datum.isoformat()}" if d.overlamnad_datum else ""
    answer = f", svar {d.svar_datum.isoformat()}" if d.svar_datum else ""
    return f"{d.overlamnad_till}{when}{answer}" if d.overlamnad_till else ""


def _step(s: StegRow) -> str:
    words = f"{s.fran.word} → {s.till.word.lower()}"
    return f"{words}, från {s.fran_enhet}" if s.fran_enhet else words
