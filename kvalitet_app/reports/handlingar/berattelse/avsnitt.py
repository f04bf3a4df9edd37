"""The charts and tables of the chapters, other than the one on avvikelser; none where there are no data."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kvalitet_app.domain.berattelse.fakta import said_matning
from kvalitet_app.domain.berattelse.fakta_avvikelser import compared, laws, n_of
from kvalitet_app.domain.berattelse.jamforelse import FORE_SAKNAS, Siffra
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData, EvbKvartal, Matning
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag
from kvalitet_app.domain.paper.offentlig import MASK, MISSING, is_small, masked
from kvalitet_app.domain.tal import NBSP, listed, lower_first, number, percent
from kvalitet_app.pictures.bars import ROW_MIN, Genomforande, Lagesrad, bars_height, done_of_planned, states
from kvalitet_app.pictures.columns import Columns, Pair, columns
from kvalitet_app.pictures.drawing.compose import beside
from kvalitet_app.reports.handlingar.berattelse.avsnitt_avvikelser import avvikelser
from kvalitet_app.reports.model.blocks import Block, Chart, Column, KeyFigure, KeyFigures, Table, literal, questions
from kvalitet_app.reports.model.numbering import Numbering


def sammanfattning(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """The year in four figures."""
    e, lex = data.egenkontroller, [row for row in data.lex if row.slag is data.lex_slag[0]]
    part = data.delar[0]
    alla = part.alla
    note = (
        f"inget är registrerat för {data.nar}"
        if alla.nu.varde is None
        else compared(alla, pagar=data.pagar, offentlig=data.offentlig)
    )
    shown = masked(n_of(alla.nu), offentlig=data.offentlig) if alla.nu.varde is not None else MISSING
    figures = [KeyFigure(shown, f"avvikelser enligt {laws(part)}", note, alla.nu.fraga)]
    case = 0 if data.offentlig else sum(row.koncentrerat for row in part.typer)
    if case * 4 >= n_of(alla.nu) and case >= 5:
        figures[0] = replace(figures[0], note=f"{figures[0].note}; {number(case)} gäller en och samma brukare")
    if n_of(e.planerade):
        note = f"{number(n_of(e.gjorda))} av {number(n_of(e.planerade))}, målet var {e.mal_procent}{NBSP}%"
        share = percent(n_of(e.gjorda), n_of(e.planerade))
        figures.append(KeyFigure(share, "av egenkontrollerna gjorda", note, e.gjorda.fraga))
    serious = sum(row.grad is LexGrad.ALLVARLIGT for row in lex)
    grave = f"varav {serious} allvarlig{'t missförhållande' if serious == 1 else 'a missförhållanden'}"
    said = lower_first(data.lex_slag[0].word)
    if data.offentlig and is_small(len(lex)):
        figures.append(KeyFigure(MASK, f"rapporter enligt {said}"))
    else:
        word = f"rapport{'' if len(lex) == 1 else 'er'} enligt {said}"
        figures.append(KeyFigure(number(len(lex)), word, grave if serious and not data.offentlig else ""))
    a = data.atgarder
    if n_of(a.beslutade):
        note = f"av {number(n_of(a.beslutade))} som skulle vara klara"
        figures.append(KeyFigure(number(n_of(a.genomforda)), "genomförda åtgärder", note, a.genomforda.fraga))
    yield KeyFigures(tuple(figures))


def ledningssystem(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Rutiner past their review."""
    rows = tuple(
        (str(r.nr), r.titel, r.agare or "saknas", str(r.oversyn_senast or "–"), r.lage.word)
        for r in data.ledningssystem.att_se_over
    )
    if rows:
        head = (Column("Nr"), Column("Rutin"), Column("Ägare"), Column("Översyn senast"), Column("Läge"))
        yield Table(head, rows, numbers.table("Rutiner med försenad översyn"))


def riskanalyser(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """The year's analyses; to anyone without their units: an analysis may be of one person."""
    rows = tuple(
        (str(r.datum), r.namn, *(() if data.offentlig else (r.enhet,)), str(r.risker), str(r.hoga), str(r.atgarder))
        for r in sorted(data.riskanalyser, key=lambda r: (r.datum, r.namn))
    )
    if rows:
        head = (
            Column("Datum"),
            Column("Riskanalys"),
            *(() if data.offentlig else (Column("Enhet"),)),
            Column("Risker", "right"),
            Column("Höga", "right"),
            Column("Åtgärder", "right"),
        )
        yield Table(head, rows, numbers.table("Årets riskanalyser"))


def egenkontroller(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Plan against outcome per unit, and results per template."""
    e = data.egenkontroller
    if e.enheter:
        done = [Genomforande(u.namn, u.gjorda, u.planerade, u.fraga) for u in e.enheter]
        lights = [Lagesrad(u.namn, u.gron, u.gul, u.rod, u.fraga) for u in e.enheter if u.gron + u.gul + u.rod]
        high = bars_height(len(done), row=ROW_MIN if len(done) > 12 else 30)
        yield Chart(
            lambda theme, w: beside(
                theme,
                w,
                [
                    ("Gjorda av planerade", lambda t, each: done_of_planned(t, each, high, done)),
                    ("Resultat", lambda t, each: states(t, each, high, lights)),
                ],
                title="Egenkontroller per enhet",
            ),
            numbers.figure("Egenkontroller per enhet: vad som blev gjort, och resultatet av det"),
            literal(
                "Till vänster gjorda egenkontroller av planerade, minst gjort överst. Till höger gröna, gula och "
                "röda resultat, flest röda överst. Talen per enhet står i bilagan."
            ),
        )
    shown = [m for m in e.mallar if m.planerade]
    rows = tuple(
        (m.kod, m.namn, f"{m.gjorda} av {m.planerade}", _share(m.poang), _share(m.lagsta), m.lagsta_enhet)
        for m in shown
    )
    asked = questions((n, 2, m.fraga) for n, m in enumerate(shown))
    if rows:
        head = (
            Column("Nr"),
            Column("Egenkontroll"),
            Column("Gjorda", "right"),
            Column("Medel", "right"),
            Column("Lägst", "right"),
            Column("På"),
        )
        note = "Medel: andelen ja bland besvarade frågor, medelvärde av de gjorda."
        yield Table(head, rows, numbers.table("Egenkontroller per mall"), note=note, fragor=asked)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value, 1)


def lex(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Cases by grade, without units: so few could point somebody out."""
    if data.offentlig:
        return
    for slag in data.lex_slag:
        cases = [row for row in data.lex if row.slag is slag]
        if not cases or slag is LexSlag.LEX_MARIA:
            continue
        rows = []
        for grad in reversed(LexGrad):
            of_grade = [row for row in cases if row.grad is grad]
            if of_grade:
                told = sum(row.anmald_ivo is not None for row in of_grade)
                rows.append((grad.word, number(len(of_grade)), number(told)))
        waiting = sum(row.grad is None for row in cases)
        if waiting:
            rows.append(("Inte bedömt än", number(waiting), "0"))
        head = (Column("Bedömning"), Column("Antal", "right"), Column("Anmält till IVO", "right"))
        yield Table(head, tuple(rows), numbers.table(f"{slag.word}, rapporter efter bedömning"))


def synpunkter(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Kinds in both years, and subjects."""
    s = data.synpunkter
    if s is None:
        return
    kinds = (("Klagomål", s.klagomal), ("Beröm", s.berom), ("Förslag", s.forslag))
    if not any(n_of(what.nu) or n_of(what.fore) for _, what in kinds):
        return
    rows = tuple((name, _or_dash(what.fore), _or_dash(what.nu)) for name, what in kinds)
    head = (Column("Slag"), Column(str(data.ar - 1), "right"), Column(str(data.ar), "right"))
    note = f"För {data.ar - 1} saknas uppgift." if s.klagomal.fore.varde is None else ""
    yield Table(head, rows, numbers.table("Synpunkter efter slag"), note=note, personer=True)
    if s.amnen:
        subjects = tuple((name, number(n)) for name, n in s.amnen)
        by_subject = (Column("Ämne"), Column("Antal", "right"))
        yield Table(by_subject, subjects, numbers.table("Vad synpunkterna handlar om"), personer=True)


def _or_dash(figure: Siffra) -> str:
    return "–" if figure.varde is None else number(figure.varde)


def matningar(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Every share with its n and N, both years."""
    rows = tuple(
        (m.namn, _before(m, offentlig=data.offentlig), said_matning(m, offentlig=data.offentlig), _goal(m))
        for m in data.matningar
    )
    if rows:
        head = (
            Column("Mått"),
            Column(str(data.ar - 1), "right"),
            Column(str(data.ar), "right"),
            Column("Mål", "right"),
        )
        yield Table(head, rows, numbers.table("Mätningar: antal av alla, och andel"))


def _before(row: Matning, *, offentlig: bool) -> str:
    return said_matning(Matning(row.kod, row.namn, row.taljare_fore, row.namnare_fore), offentlig=offentlig)


def _goal(row: Matning) -> str:
    if row.mal is None:
        return "–"
    return percent(row.mal, 1) if row.namnare.varde else number(row.mal)


def evb(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Quarter by quarter, and which insatser they are."""
    quarters = {(q.ar, q.kvartal): q for q in data.evb.kvartal}
    if all(_of(quarters.get((data.ar, k))) is None for k in range(1, 5)):
        return
    pairs = tuple(_quarter(data.ar, k, quarters) for k in range(1, 5))
    chart = Columns("Ej verkställda beslut per kvartal", str(data.ar), str(data.ar - 1), pairs, "ej verkställda beslut")
    rows = tuple(
        (name, *("–" if n is None else number(n) for n in counts))
        for name, counts in ((str(data.ar - 1), [p.before for p in pairs]), (str(data.ar), [p.now for p in pairs]))
    )
    unknown = all(p.before is None for p in pairs)
    yield Chart(
        lambda theme, w: columns(theme, w, 170, chart),
        numbers.figure("Ej verkställda beslut per kvartal"),
        literal(f"Stapeldiagram med ej verkställda beslut för varje kvartal{', ' + FORE_SAKNAS if unknown else ''}."),
        Table((Column("År"), *(Column(f"kv. {k}", "right") for k in range(1, 5))), rows, "", personer=True),
    )
    kinds: dict[str, int] = {}
    for quarter in data.evb.kvartal:
        if quarter.ar == data.ar:
            for insats, n in quarter.insatser:
                kinds[insats] = kinds.get(insats, 0) + n
    if kinds:
        by_kind = tuple((name, number(n)) for name, n in sorted(kinds.items(), key=lambda row: (-row[1], row[0])))
        note = f"Ett beslut räknas varje kvartal som det väntar.{_reasons(data)}"
        head = (Column("Insats"), Column("Rapporter", "right"))
        note = note if not data.offentlig else "Ett beslut räknas varje kvartal som det väntar."
        yield Table(
            head, by_kind, numbers.table(f"Rapporterade beslut efter insats {data.ar}"), note=note, personer=True
        )


def _reasons(data: BerattelseData) -> str:
    """Why those that still waited when it was counted, or when the year ended, did so."""
    if not data.evb.skal:
        return ""
    said = listed([f"{lower_first(name)} ({n})" for name, n in data.evb.skal])
    return f" Skäl för de {number(n_of(data.evb.oppna))} som väntade {data.senast}: {said}."


def _quarter(ar: int, k: int, quarters: dict[tuple[int, int], EvbKvartal]) -> Pair:
    now, before = quarters.get((ar, k)), quarters.get((ar - 1, k))
    return Pair(f"kv. {k}", _of(now), _of(before), said=f"kvartal {k}")


def _of(quarter: EvbKvartal | None) -> int | None:
    return None if quarter is None or quarter.antal.varde is None else int(quarter.antal.varde)


def granskning(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """What each reviewer wants, and how far it has come."""
    for g in data.granskningar:
        if g.rekommendationer:
            rows = tuple(
                (r.text, r.status.word + (", försenad" if r.forsenad else ""), str(r.klart_senast or "–"))
                for r in g.rekommendationer
            )
            head = (Column("Rekommendation"), Column("Läge"), Column("Klart senast"))
            yield Table(head, rows, numbers.table(f"{g.namn}, {g.datum}"))
        if g.omraden:
            areas = tuple((name, color.word) for name, color in g.omraden)
            yield Table((Column("Område"), Column("Bedömning")), areas, numbers.table(f"{g.namn}, bedömda områden"))


def atgarder(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Where they come from, and what they led to."""
    a = data.atgarder
    rows = [(name, number(decided), number(done)) for name, decided, done in a.kallor]
    if rows:
        rows.append(("Alla", number(sum(n for _, n, _ in a.kallor)), number(sum(n for *_, n in a.kallor))))
        head = (Column("Kommer från"), Column("Antal", "right"), Column("Genomförda", "right"))
        last = frozenset({len(rows) - 1})
        yield Table(
            head,
            tuple(rows),
            numbers.table(f"Åtgärder som skulle vara klara {data.nar}, efter källa"),
            last,
            personer=True,
        )


AVSNITT: dict[Kapitel, Callable[[BerattelseData, Numbering], Iterator[Block]]] = {
    Kapitel.SAMMANFATTNING: sammanfattning,
    Kapitel.LEDNINGSSYSTEM: ledningssystem,
    Kapitel.RISKANALYSER: riskanalyser,
    Kapitel.EGENKONTROLLER: egenkontroller,
    Kapitel.AVVIKELSER: avvikelser,
    Kapitel.LEX: lex,
    Kapitel.SYNPUNKTER: synpunkter,
    Kapitel.MATNINGAR: matningar,
    Kapitel.EVB: evb,
    Kapitel.GRANSKNING: granskning,
    Kapitel.ATGARDER: atgarder,
}
