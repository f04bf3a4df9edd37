"""The chapter on avvikelser: both years' types side by side, with and without the concentrated case, causes, risk."""

from collections.abc import Iterator
from dataclasses import replace

from kvalitet_app.domain.berattelse.fakta_avvikelser import compared, high_risks, laws
from kvalitet_app.domain.berattelse.jamforelse import (
    FORE_SAKNAS,
    Jamfort,
    Siffra,
    Summa,
    TypRad,
    is_concentrated,
    largest,
    same_set,
    shown_before,
    shown_types,
)
from kvalitet_app.domain.berattelse.raknat import AvvikelseFakta, BerattelseData
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.tal import listed, lower_first, number, percent, signed_percent
from kvalitet_app.pictures.bars import Rang, ranking, ranking_height
from kvalitet_app.pictures.columns import Columns, columns, month_columns, with_and_without
from kvalitet_app.pictures.matrix import matrix
from kvalitet_app.reports.model.blocks import Block, Chart, Column, Heading, Para, Table, literal, questions
from kvalitet_app.reports.model.numbering import Numbering

MATRIX_H = 268.0


def avvikelser(data: BerattelseData, numbers: Numbering) -> Iterator[Block]:
    """Charts and tables of the chapter."""
    for part in data.delar:
        if not part.alla.nu.varde and not part.alla.fore.varde:
            continue
        yield Heading(2, f"Avvikelser enligt {laws(part)}")
        yield from _types(data, part, numbers)
        yield from _months(data, part, numbers)
        yield from _causes(part, numbers)
        yield from _risks(part, numbers)
        yield from _status(part, numbers)


def _types(data: BerattelseData, part: AvvikelseFakta, numbers: Numbering) -> Iterator[Block]:
    if not part.typer:
        return
    rows = shown_types(part.typer)
    bars = [
        Rang(
            row.namn,
            row.antal,
            None if row.fore.varde is None else row.antal_fore,
            note="fanns inte" if known(part) and row.fore.varde is None else "",
            concentrated=row.koncentrerat,
            key=row.nu.fraga,
        )
        for row in rows
    ]
    names = (str(data.ar), str(data.ar - 1))
    caption = f"De vanligaste typerna {data.nar}" + (f" och samma typer {data.nar_fore}" if known(part) else "")
    yield Chart(
        lambda theme, w: ranking(
            theme, w, ranking_height(bars), bars, title="Typer", name_now=names[0], name_before=names[1]
        ),
        numbers.figure(caption),
        literal("Liggande staplar, flest överst. Talen står i tabellen under figuren."),
        _type_table(data, part, numbers),
    )


def known(part: AvvikelseFakta) -> bool:
    """Whether anything is known of the year before, so that the years can stand side by side."""
    return part.alla.fore.varde is not None


def _type_table(data: BerattelseData, part: AvvikelseFakta, numbers: Numbering) -> Table:
    ordered = sorted(part.typer, key=lambda row: (-row.antal, -row.antal_fore, row.namn))
    persons = any(row.brukare is not None for row in ordered)
    head = [Column("Typ"), Column(str(data.ar), "right")]
    rows = [[row.namn, number(row.antal)] for row in ordered]
    every = same_set(ordered)
    rows.append(["Alla typer", number(every.nu)])
    note = f"Räknat på den dag händelsen inträffade. För {data.ar - 1} saknas uppgift."
    if known(part):
        note = "Räknat på den dag händelsen inträffade. Båda åren räknas över samma typer."
        head.insert(1, Column(str(data.ar - 1), "right"))
        for line, before in zip(rows, [*map(shown_before, ordered), number(every.fore or 0)], strict=True):
            line.insert(1, before)
        if data.pagar:
            note += f" {data.ar} till och med {data.raknat}, {data.ar - 1} hela året."
        else:
            head.append(Column("Förändring", "right"))
            for line, change in zip(rows, [*map(_change, ordered), _signed(every.forandring)], strict=True):
                line.append(change)
    if persons:
        head.append(Column("Olika brukare", "right"))
        for row, source in zip(rows, ordered, strict=False):
            row.append("–" if source.brukare is None else number(source.brukare))
        rows[-1].append("")
    return Table(
        tuple(head),
        tuple(tuple(row) for row in rows),
        numbers.table(f"Avvikelser enligt {laws(part)} per typ"),
        frozenset({len(rows) - 1}),
        note,
        _asked(part, ordered),
        personer=True,
    )


def _asked(part: AvvikelseFakta, ordered: list[TypRad]) -> dict[tuple[int, int], Sokfraga]:
    """The questions of both years' figures, the sum's last."""
    both = [(row.fore.fraga, row.nu.fraga) for row in ordered] + [(part.alla.fore.fraga, part.alla.nu.fraga)]
    if not known(part):
        return questions((n, 1, now) for n, (_, now) in enumerate(both))
    return questions((n, at, fraga) for n, row in enumerate(both) for at, fraga in enumerate(row, 1))


def _change(row: TypRad) -> str:
    if row.fore.varde is None:
        return "–"
    return _signed(same_set([row]).forandring) if row.antal_fore else ("–" if not row.antal else "ny")


def _signed(change: int | None) -> str:
    return "–" if change is None else signed_percent(change)


def _months(data: BerattelseData, part: AvvikelseFakta, numbers: Numbering) -> Iterator[Block]:
    top = same_set(largest(part.typer))
    if part.manader_topp and is_concentrated(top.koncentrerat, top.nu) and not data.offentlig:
        yield from _concentrated(data, part, top, numbers)
    if data.tid is not None or (not any(part.manader) and not any(part.manader_fore)):
        return
    chart = month_columns(
        data.ar, _passed(data, part.manader), part.manader_fore, title="Avvikelser per månad", fraga=part.fraga
    )
    yield Chart(
        lambda theme, w: columns(theme, w, 160, chart),
        numbers.figure(f"Alla avvikelser enligt {laws(part)} per månad"),
        _said_months(chart),
        _month_table(chart),
    )


def _passed(data: BerattelseData, months: tuple[int, ...]) -> tuple[int, ...]:
    """The months that had begun when it was counted: one that has not is no nought."""
    return months[: data.raknat.month] if data.pagar and data.raknat.year == data.ar else months


def _concentrated(data: BerattelseData, part: AvvikelseFakta, top: Summa, numbers: Numbering) -> Iterator[Block]:
    """Both figures, in one scale: the whole sum, and the sum without the one case."""
    yield Heading(3, "Med och utan det koncentrerade ärendet")
    how_many = {1: "En typ", 2: "Två typer", 3: "Tre typer"}[len(top.typer)]
    both = " båda åren" if known(part) else ""
    yield Para(
        literal(
            f"{how_many} räknas{both}: {listed([lower_first(row.namn) for row in top.typer])}. "
            f"{number(top.koncentrerat)} av {number(top.nu)} händelser ({percent(top.koncentrerat, top.nu)}) gäller en "
            "och samma brukare. Det är ett ärende att utreda för sig, och det döljer hur resten har förändrats."
        )
    )
    chart = _top_months(data, part)
    whole = replace(
        chart,
        figure=number(top.nu),
        headline=f"händelser, {compared(Jamfort(Siffra(top.nu), Siffra(top.fore)), pagar=data.pagar)}",
    )
    rest = Jamfort(Siffra(top.utan), Siffra(top.fore_utan))
    without = replace(
        chart,
        figure=number(top.utan),
        headline=f"händelser utan ärendet, {compared(rest, pagar=data.pagar)}",
    )
    yield Chart(
        lambda theme, w: with_and_without(theme, w, 280, whole, without),
        numbers.figure("Summan av de vanligaste typerna, med och utan ärendet, i samma skala"),
        literal(
            f"Överst {whole.figure} {whole.headline}. Nederst {without.figure} {without.headline}. "
            "Streckat: en och samma brukare."
        ),
        _month_table(chart),
    )


def _top_months(data: BerattelseData, part: AvvikelseFakta) -> Columns:
    """The months of the most usual types, the concentrated case apart; of a part of the year only its own."""
    chart = month_columns(
        data.ar,
        _passed(data, part.manader_topp),
        part.manader_topp_fore,
        title="Med och utan det koncentrerade ärendet",
        concentrated=part.manader_koncentrerat,
        concentrated_before=part.manader_koncentrerat_fore,
        fraga=part.fraga,
    )
    if data.tid is not None:  # the other months are not counted: no nought may stand there
        chart = replace(chart, pairs=chart.pairs[data.tid.forsta_manad - 1 : data.tid.sista_manad])
    return chart


def _said_months(chart: Columns) -> str:
    counted = [(pair.now, pair.said) for pair in chart.pairs if pair.now is not None]
    most = max(counted, key=lambda pair: pair[0])
    whole = sum(n for n, _ in counted)
    before = [pair.before for pair in chart.pairs if pair.before is not None]
    tail = f" och {number(sum(before))} år {chart.name_before}" if before else f", {FORE_SAKNAS}"
    return literal(
        f"Stapeldiagram: {number(whole)} {chart.what} år {chart.name_now}{tail}. "
        f"Flest {chart.name_now} i {most[1]}: {number(most[0])}."
    )


def _month_table(chart: Columns) -> Table:
    head = (Column("År"), *(Column(pair.label, "right") for pair in chart.pairs), Column("Summa", "right"))
    before = [pair.before for pair in chart.pairs]
    rows = [_month_row(chart.name_before, before)] if any(n is not None for n in before) else []
    rows.append(_month_row(chart.name_now, [pair.now for pair in chart.pairs]))
    if any(pair.concentrated for pair in chart.pairs):
        rows.append(_month_row("därav en brukare", [pair.concentrated for pair in chart.pairs]))
    return Table(head, tuple(rows), "", personer=True)


def _month_row(name: str, counts: list[int | None]) -> tuple[str, ...]:
    return (name, *("" if n is None else number(n) for n in counts), number(sum(n or 0 for n in counts)))


def _causes(part: AvvikelseFakta, numbers: Numbering) -> Iterator[Block]:
    if not part.orsaker:
        return
    whole = sum(n for _, n in part.orsaker)
    bars = [Rang(name, n) for name, n in part.orsaker]
    ordered = sorted(part.orsaker, key=lambda row: (-row[1], row[0]))
    said = listed([f"{lower_first(name)} {number(n)} ({percent(n, whole)})" for name, n in ordered if n])
    rows = tuple((name, number(n), percent(n, whole)) for name, n in ordered if n)
    yield Chart(
        lambda theme, w: ranking(theme, w, ranking_height(bars), bars, title="Orsaker"),
        numbers.figure(f"Orsaker enligt utredningarna, {number(whole)} angivna"),
        literal(f"Liggande staplar, vanligast överst: {said}."),
        Table((Column("Orsak"), Column("Antal", "right"), Column("Andel", "right")), rows, "", personer=True),
    )


def _risks(part: AvvikelseFakta, numbers: Numbering) -> Iterator[Block]:
    judged = sum(part.risker.values())
    if not judged:
        return
    high = high_risks(part)
    rows = tuple(
        (str(p), *(number(part.risker.get((p, a), 0)) for a in range(1, 5)), number(_row_sum(part, p)))
        for p in range(4, 0, -1)
    )
    head = (Column("Sannolikhet"), *(Column(f"Grad {a}", "right") for a in range(1, 5)), Column("Summa", "right"))
    yield Chart(
        lambda theme, w: matrix(theme, w, MATRIX_H, part.risker, fraga=part.fraga, granser=part.riskgranser),
        numbers.figure(f"Bedömd risk, {number(judged)} händelser"),
        literal(
            f"Riskmatris, sannolikhet mot allvarlighetsgrad. {high} av {number(judged)} händelser har hög eller "
            "mycket hög risk."
        ),
        Table(head, rows, "", personer=True),
    )


def _row_sum(part: AvvikelseFakta, sannolikhet: int) -> int:
    return sum(n for (p, _), n in part.risker.items() if p == sannolikhet)


def _status(part: AvvikelseFakta, numbers: Numbering) -> Iterator[Block]:
    if not part.status:
        return
    whole = sum(n for _, n in part.status)
    rows = tuple((name, number(n), percent(n, whole) if whole else "–") for name, n in part.status)
    note = ""
    if part.dagar_till_avslut is not None:
        note = f"Tiden från registrering till avslut är i median {part.dagar_till_avslut} dagar."
    yield Table(
        (Column("Läge"), Column("Antal", "right"), Column("Andel", "right")),
        rows,
        numbers.table(f"Hur långt ärendena enligt {laws(part)} har kommit"),
        note=note,
        personer=True,
    )
