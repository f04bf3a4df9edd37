"""What the inspector of a case tells: facts, the investigation, the decision, the law of its day, its history."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.lex.steg import ORD, grade_word
from kvalitet_app.domain.register.laghanvisningar import grounds, law_lines, spans_acts
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.ui.lex.fields import SPECS
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Link
from kvalitet_app.ui.parts.layout import holder, label, row
from kvalitet_app.ui.parts.reading import prose, section
from kvalitet_app.ui.parts.words import day, short_moment

S = LexStatus
SHOWN_LOG = 12
TEXTS = (
    ("forhandsbedomning", "Förhandsbedömning"),
    ("forlopp", "Vad som hände"),
    ("konsekvens", "Konsekvens för {vem}"),
    ("orsaker", "Orsaker"),
    ("liknande", "Liknande händelser"),
    ("upprepning", "Risk för upprepning"),
    ("metod", "Så har det utretts"),
    ("horda", "Hörda"),
    ("forslag", "Förslag till beslut"),
    ("beslut_skal", "Skäl för beslutet"),
    ("ivo_beslut", "IVO:s beslut"),
    ("effekt", "Effekt"),
)
WRITTEN_NOW = {
    S.MOTTAGEN: ("forhandsbedomning",),
    S.FORSLAG: ("beslut_skal",),
    S.ANMALD_IVO: ("ivo_beslut",),
    S.ATGARDAS: ("effekt",),
}


def facts_of(context: Context, d: LexDetalj) -> list[tuple[str, object]]:
    """Where, when, who."""
    r, u = d.rad, d.uppgifter
    pairs: list[tuple[str, object]] = [
        ("Rapporterad", day(r.rapporterad_datum)),
        ("Rapporterad av", d.rapportor or "Okänd"),
        ("Händelsen", day(u.handelse_datum)),
        ("Lagrum", r.lagrum.word),
    ]
    if u.brukarreferens:
        pairs.append(("Brukarreferens", u.brukarreferens))
    if d.mottagen_av:
        pairs.append(("Mottagen av", f"{d.mottagen_av}, {day(u.mottagen_datum)}"))
    if r.utredare:
        pairs.append(("Utredare", r.utredare))
    if u.dnr:
        pairs.append(("Diarienummer", u.dnr))
    if d.avvikelse:
        pairs.append(("Avvikelse", Link(d.avvikelse, partial(context.go, "avvikelser", rad_id=r.avvikelse_id))))
    return pairs


def texts_of(d: LexDetalj) -> list[QVBoxLayout]:
    """What is written and not written right now in the step's own form."""
    hidden = WRITTEN_NOW.get(d.rad.status, ()) if d.leder else ()
    who = ORD[d.rad.slag].den_enskilde
    return [
        section(word.format(vem=who), prose(text))
        for name, word in TEXTS
        if (text := getattr(d.uppgifter, name)) and name not in hidden
    ]


def decision_facts(d: LexDetalj) -> list[tuple[str, object]]:
    """Grade, decision, IVO and the answers beside the steps."""
    r, u = d.rad, d.uppgifter
    pairs: list[tuple[str, object]] = []
    if u.forslag_grad is not None and u.grad is None:
        pairs.append(("Föreslaget", grade_word(r.slag, u.forslag_grad)))
    if u.grad is not None and r.status is not S.FORSLAG:
        pairs += [("Beslut", r.grad_ord), ("Beslutad", f"{day(u.beslut_datum)} {u.beslutsfattare}".strip())]
    if u.anmald_ivo_datum is not None:
        number = f", {u.ivo_dnr}" if u.ivo_dnr else ""
        pairs.append(("Anmäld till IVO", f"{day(u.anmald_ivo_datum)}{number}"))
    if u.ivo_beslut_datum is not None:
        pairs.append(("IVO beslutade", day(u.ivo_beslut_datum)))
    if u.polisanmald is not None:
        pairs.append(
            ("Polisanmäld", _answer(u.polisanmald) + (f", {day(u.polisanmald_datum)}" if u.polisanmald_datum else ""))
        )
    if u.journalford is not None:
        pairs.append(("I akten", _answer(u.journalford)))
    if u.patient_journal is not None:
        pairs.append(("I patientjournalen", _answer(u.patient_journal)))
    if u.aterkopplad_datum is not None:
        pairs.append(("Återkopplad", f"{day(u.aterkopplad_datum)} {u.aterkopplad_form}".strip()))
    if u.ej_underrattad_skal:
        pairs.append((SPECS["ej_underrattad_skal"].ord.format(vem=ORD[r.slag].den_enskilde), u.ej_underrattad_skal))
    return pairs


def _answer(value: bool) -> str:
    return "Ja" if value else "Nej"


def law_section(d: LexDetalj) -> QVBoxLayout:
    """The rules that held on the days of the event and of the report, each with how sure it is."""
    lines: list[QWidget] = [
        prose(f"{amne}: {said}", "small", "" if one.is_checked else "yellow")
        for one, (amne, said) in zip(d.lagar, law_lines(d.lagar), strict=True)
    ]
    lines += [prose(f"{word}: {lower_first(ground)}", "small", "muted") for word, ground in grounds(d.lagar)]
    happened, reported = d.uppgifter.handelse_datum, f"när rapporten kom {day(d.rad.rapporterad_datum)}"
    head = f"Lag som gällde {day(happened)}" if happened else f"Lag som gällde {reported}"
    if happened and spans_acts(d.lagar):
        head = f"Lagar som gällde {day(happened)} och {reported}"
    return section(head, *(lines or [prose("Inga laghänvisningar finns för den dagen.", "small", "muted")]), gap=2)


def history_section(d: LexDetalj) -> QVBoxLayout:
    """Who did what, and who has read."""
    lines = [
        holder(row(label(short_moment(one.tid), "small", "muted"), prose(f"{one.person} {one.text}", "small"), gap=12))
        for one in d.logg[:SHOWN_LOG]
    ]
    return section("Historik och läsningar", *lines, gap=2)
