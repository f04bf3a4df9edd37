"""What is handed to the nämnd or to IVO of a case: chosen part by part, seen as it will be disclosed before it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kvalitet_app.domain.atgarder import AtgardRow
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.ord import CONCERNED
from kvalitet_app.domain.lex.patient import Patientpunkt, is_owed, patient_warnings, told_points
from kvalitet_app.domain.lex.steg import ORD, grade_word, told_word
from kvalitet_app.domain.namn import Namnlistor, find_people
from kvalitet_app.domain.personnummer import MOJLIGT_NAMN, find_names, find_numbers
from kvalitet_app.domain.register.laghanvisningar import grounds, law_lines, spans_acts
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.domain.worded import Worded


class PaketMottagare(Worded):
    """Who the document is for."""

    NAMND = "namnd", "Nämnden"
    IVO = "ivo", "IVO"


class PaketDel(Worded):
    """A part of the document that is taken in or left out."""

    RAPPORT = "rapport", "Rapporten"
    UTREDNING = "utredning", "Utredningen"
    FORSLAG = "forslag", "Förslag till beslut"
    BESLUT = "beslut", "Beslutet"
    ATGARDER = "atgarder", "Åtgärder och effekt"
    UNDERRATTELSER = "underrattelser", "Vilka som har fått veta"
    LAGAR = "lagar", "Lag som gällde"
    HISTORIK = "historik", "Historik"


STANDARD: Mapping[PaketMottagare, frozenset[PaketDel]] = {
    PaketMottagare.NAMND: frozenset(PaketDel) - {PaketDel.HISTORIK},
    PaketMottagare.IVO: frozenset(PaketDel) - {PaketDel.HISTORIK, PaketDel.FORSLAG},
}
NO_LISTS = Namnlistor()
TWO_ACTS = (
    "Händelsen och rapporten ligger på olika sidor om en lagändring. Båda lagarna visas, med dagarna då de gällde."
)
REPORTER, INVESTIGATOR, COLLEAGUE = "rapportören", "utredaren", "en medarbetare"
TITLES = {
    "forlopp": "Händelseförlopp",
    "konsekvens": "Konsekvens för {vem}",
    "orsaker": "Orsaker",
    "liknande": "Liknande händelser",
    "upprepning": "Risk för upprepning",
    "metod": "Hur det har utretts",
    "horda": "Vilka som har hörts",
}


@dataclass(frozen=True, slots=True)
class PaketVal:
    """What was chosen. `dolj_namn` writes roles for the names of the person register."""

    mottagare: PaketMottagare = PaketMottagare.NAMND
    delar: frozenset[PaketDel] = STANDARD[PaketMottagare.NAMND]
    dolj_namn: bool = True


@dataclass(frozen=True, slots=True)
class Avdelning:
    """A chapter of the document: facts by word, then texts under headings of their own."""

    titel: str
    fakta: tuple[tuple[str, str], ...] = ()
    texter: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paket:
    """The whole document as it will be disclosed, and what to look at before that."""

    titel: str
    undertitel: str
    avdelningar: tuple[Avdelning, ...]
    varningar: tuple[str, ...] = ()


def build_package(d: LexDetalj, val: PaketVal, names: Iterable[str], listor: Namnlistor = NO_LISTS) -> Paket:
    """The document of a case. `names` are those of the person register; `listor` find what else looks like a name."""
    known = tuple(names)
    parts = [part for one, make in _PARTS.items() if one in val.delar if (part := make(d)).fakta or part.texter]
    if val.dolj_namn:
        parts = [_without_names(part, d, known) for part in parts]
    kind = "Underlag för beslut" if val.mottagare is PaketMottagare.NAMND else "Anmälan till IVO"
    title = f"{d.rad.slag.word} {d.rad.beteckning}"
    return Paket(
        title,
        f"{kind} · {d.rad.enhet}",
        tuple(parts),
        (*_warnings(d, val, parts, known), *_likely(parts, listor, known)),
    )


def _case_facts(d: LexDetalj) -> tuple[tuple[str, str], ...]:
    r, u = d.rad, d.uppgifter
    happened = u.handelse_datum.isoformat() if u.handelse_datum else ""
    return tuple(
        (word, value)
        for word, value in (
            ("Diarienummer", u.dnr or ""),
            ("Enhet", r.enhet),
            ("Lagrum", r.lagrum.word),
            ("Händelsen inträffade", happened),
            ("Rapporterad", r.rapporterad_datum.isoformat()),
            ("Rapporterad av", d.rapportor),
            ("Mottagen", r.mottagen_datum.isoformat() if r.mottagen_datum else ""),
            ("Brukarreferens", u.brukarreferens or ""),
        )
        if value
    )


def _texts(pairs: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, text) for title, text in pairs if text and text.strip())


def _report(d: LexDetalj) -> Avdelning:
    u = d.uppgifter
    texts = (
        ("Det som har rapporterats", d.beskrivning),
        ("Det som gjordes genast", u.omedelbar_atgard),
        ("Förhandsbedömning", u.forhandsbedomning),
    )
    return Avdelning("Rapporten", _case_facts(d), _texts(texts))


def _investigation(d: LexDetalj) -> Avdelning:
    who = ORD[d.rad.slag].den_enskilde
    texts = [(title.format(vem=who), getattr(d.uppgifter, name)) for name, title in TITLES.items()]
    return Avdelning("Utredningen", (("Utredare", d.rad.utredare),) if d.rad.utredare else (), _texts(texts))


def _proposal(d: LexDetalj) -> Avdelning:
    u = d.uppgifter
    grade = (("Föreslagen bedömning", grade_word(d.rad.slag, u.forslag_grad)),) if u.forslag_grad else ()
    return Avdelning("Förslag till beslut", grade, _texts([("Förslag", u.forslag)]))


def _decision(d: LexDetalj) -> Avdelning:
    u = d.uppgifter
    police = "" if u.polisanmald is None else "Ja" if u.polisanmald else "Nej"
    filed = "" if u.journalford is None else "Ja" if u.journalford else "Nej"
    pairs = (
        ("Bedömning", grade_word(d.rad.slag, u.grad) if u.grad else ""),
        ("Beslutat av", u.beslutsfattare or ""),
        ("Beslutsdatum", u.beslut_datum.isoformat() if u.beslut_datum else ""),
        ("Anmält till IVO", u.anmald_ivo_datum.isoformat() if u.anmald_ivo_datum else ""),
        ("IVO:s diarienummer", u.ivo_dnr or ""),
        ("Polisanmäld", police),
        ("Dokumenterad i akten", filed),
    )
    texts = _texts([("Skäl för beslutet", u.beslut_skal), ("IVO:s beslut", u.ivo_beslut)])
    return Avdelning("Beslutet", tuple(pair for pair in pairs if pair[1]), texts)


def _actions(d: LexDetalj) -> Avdelning:
    rows = [one for one in d.atgarder if isinstance(one, AtgardRow)]
    said = tuple((a.text, _action_words(a)) for a in rows)
    return Avdelning("Åtgärder och effekt", said, _texts([("Samlad effekt", d.uppgifter.effekt)]))


def _action_words(a: AtgardRow) -> str:
    effect = f". {a.effekt.word}: {a.effekt_metod}" if a.effekt else ""
    who = f"{a.ansvarig}, " if a.ansvarig else ""
    cause = f". Svarar mot orsaken ”{a.mot_orsak}”" if a.mot_orsak else ""
    return f"{a.status.word}, {who}senast {a.klart_senast.isoformat()}{cause}{effect}"


def _told(d: LexDetalj) -> Avdelning:
    rows = [
        (
            f"{told_word(d.rad.slag, one.slag)}{f', {one.vem}' if one.vem else ''}",
            f"{one.datum.isoformat()} {one.form}".strip(),
        )
        for one in d.underrattelser
    ]
    if not any(one.slag in CONCERNED for one in d.underrattelser):
        rows.insert(0, (f"{ORD[d.rad.slag].den_enskilde.capitalize()} eller företrädare", "Inget antecknat"))
    rows += _patient(d)
    why = _texts([("Varför någon inte har fått veta", d.uppgifter.ej_underrattad_skal)])
    return Avdelning("Vilka som har fått veta", tuple(rows), why)


def _patient(d: LexDetalj) -> list[tuple[str, str]]:
    """The six points of the law and the note in the journal, where the patient is to be told or was."""
    u = d.uppgifter
    told = told_points(u.patient_punkter)
    if not told and not is_owed(d.rad.slag, u.grad):
        return []
    rows = [(point.word, "Patienten har fått veta" if point in told else "Inte antecknat") for point in Patientpunkt]
    return [*rows, ("Antecknat i patientjournalen", "Ja" if u.patient_journal else "Nej")]


def _laws(d: LexDetalj) -> Avdelning:
    both = (("Två lagar", TWO_ACTS),) if spans_acts(d.lagar) else ()
    sure = "\n".join(f"{word}: {lower_first(ground)}" for word, ground in grounds(d.lagar))
    return Avdelning("Lag som gällde", (*both, *law_lines(d.lagar)), _texts([("Så säkra är hänvisningarna", sure)]))


def _log(d: LexDetalj) -> Avdelning:
    return Avdelning("Historik", tuple((f"{local(o.tid):%Y-%m-%d %H:%M}", f"{o.person} {o.text}") for o in d.logg))


_PARTS: Mapping[PaketDel, Callable[[LexDetalj], Avdelning]] = {
    PaketDel.RAPPORT: _report,
    PaketDel.UTREDNING: _investigation,
    PaketDel.FORSLAG: _proposal,
    PaketDel.BESLUT: _decision,
    PaketDel.ATGARDER: _actions,
    PaketDel.UNDERRATTELSER: _told,
    PaketDel.LAGAR: _laws,
    PaketDel.HISTORIK: _log,
}


def _without_names(part: Avdelning, d: LexDetalj, names: tuple[str, ...]) -> Avdelning:
    def hide(text: str) -> str:
        return hide_names(text, names, {d.rapportor.casefold(): REPORTER, d.rad.utredare.casefold(): INVESTIGATOR})

    return replace(
        part,
        fakta=tuple((hide(word), hide(value)) for word, value in part.fakta),
        texter=tuple((title, hide(text)) for title, text in part.texter),
    )


def hide_names(text: str, names: Iterable[str], roles: Mapping[str, str]) -> str:
    """The text with a role for each whole name; `roles` by the name without capitals, else a colleague."""
    for hit in reversed(find_names(text, names)):
        role = roles.get(" ".join(hit.text.split()).casefold(), COLLEAGUE)
        text = text[: hit.start] + role + text[hit.end :]
    return text


def _likely(parts: Iterable[Avdelning], listor: Namnlistor, known: tuple[str, ...]) -> Iterator[str]:
    """What looks like a name that is not in the person register: often the person it is about."""
    texts = [text for part in parts for _, text in part.texter]
    hits = [hit for text in texts for hit in find_people(text, listor, known) if hit.kind == MOJLIGT_NAMN]
    for name in dict.fromkeys(hit.shown for hit in hits):
        yield f"”{name}” ser ut som ett namn."


def _warnings(d: LexDetalj, val: PaketVal, parts: Iterable[Avdelning], names: tuple[str, ...]) -> tuple[str, ...]:
    """What to look at before it leaves the house."""
    said = [value for part in parts for pair in (*part.fakta, *part.texter) for value in pair]
    numbers = dict.fromkeys(hit.shown for text in said for hit in find_numbers(text))
    found = [f"”{number}” ser ut som en uppgift om en person." for number in numbers]
    if not val.dolj_namn:
        shown = dict.fromkeys(hit.text for text in said for hit in find_names(text, names))
        found += [f"{name} nämns vid namn." for name in shown]
    if PaketDel.UTREDNING in val.delar and not (d.uppgifter.konsekvens or "").strip():
        found.append(f"Konsekvensen för {ORD[d.rad.slag].den_enskilde} är inte beskriven än.")
    if PaketDel.BESLUT in val.delar and d.uppgifter.grad is None and val.mottagare is PaketMottagare.IVO:
        found.append("Inget beslut är infört än.")
    if any(not one.is_checked for one in d.lagar) and PaketDel.LAGAR in val.delar:
        found.append("Laghänvisningar är inte kontrollerade: jämför med gällande lag.")
    if PaketDel.UNDERRATTELSER in val.delar:
        found += [f"{one.vem} nämns bland dem som har fått veta." for one in d.underrattelser if one.vem]
    if not d.underrattelser:
        found.append("Ingen är antecknad som underrättad.")
    u = d.uppgifter
    found += patient_warnings(d.rad.slag, u.grad, punkter=u.patient_punkter, journal=u.patient_journal)
    return tuple(found)
