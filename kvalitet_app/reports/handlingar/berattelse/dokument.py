"""The kvalitetsberättelse as a report: the counted data and the author's texts, chapter by chapter, then appendices."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad
from kvalitet_app.domain.berattelse.fakta import chapter_facts
from kvalitet_app.domain.berattelse.fakta_avvikelser import Fakta
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData, EnhetFakta
from kvalitet_app.domain.berattelse.siffror import UNIT, AndradSiffra, NamngivenSiffra, named_figures
from kvalitet_app.domain.berattelse.slag import BerattelseSlag
from kvalitet_app.domain.paper.offentlig import HIDDEN, LEFT_OUT, MASK, MISSING, hide
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.tal import number, percent
from kvalitet_app.reports.handlingar.berattelse.avsnitt import AVSNITT
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Column,
    Contents,
    Heading,
    Items,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
    from_author,
    literal,
    questions,
)
from kvalitet_app.reports.model.numbering import Numbering
from kvalitet_app.reports.publishing.offentlig import published

SMALL = (f"Antal under fem skrivs {MASK} eller {HIDDEN}, så att ingen kan pekas ut.",)
LACKS = "Ett streck betyder att uppgift saknas."
LAGEN = {
    BerattelseSlag.KVALITET: "Enligt Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:9) om ledningssystem "
    "för systematiskt kvalitetsarbete, 7 kap. 1 §.",
    BerattelseSlag.PATIENTSAKERHET: "Enligt patientsäkerhetslagen (2010:659) 3 kap. 10 §. Den ska vara klar senast den "
    "1 mars året efter och finnas för den som vill ta del av den.",
}


def kvalitetsberattelse(
    data: BerattelseData,
    avsnitt: Sequence[Avsnittsrad],
    *,
    spridning: Spridning = Spridning.INTERN,
    andrade: Sequence[AndradSiffra] = (),
) -> Report:
    """Build the report of its chapters that are in. A public one tells nothing that could point somebody out.

    `andrade` are figures that the register counts otherwise today than when the report was adopted.
    """
    offentlig = spridning is Spridning.OFFENTLIG
    told = data.public() if offentlig else data
    numbers, facts, name = Numbering(), chapter_facts(told), f"{data.slag.word} {data.nar}"
    blocks: list[Block] = [_title(told, name), Contents(), PageBreak()]
    if andrade:
        blocks.append(_changed(andrade, data))
    kept = [row for row in avsnitt if row.med]
    for n, row in enumerate(kept, 1):
        blocks += _chapter(told, row, n, (facts, numbers))
    blocks += _appendices(told, numbers, {row.inbyggt for row in kept})
    subject = f"{data.omfattning}, {data.nar}"
    return Report(
        name,
        data.organisation,
        published(blocks) if offentlig else tuple(blocks),
        subject,
        dnr=data.dnr,
        date=data.raknat,
        status="" if data.faststalld else "Utkast",
        spridning=spridning,
    )


def _changed(andrade: Sequence[AndradSiffra], data: BerattelseData) -> Callout:
    said = " ".join(each.mening for each in andrade[:5])
    more = f" Och {number(len(andrade) - 5)} till." if len(andrade) > 5 else ""
    return Callout(
        literal(f"Siffrorna är de som gällde när berättelsen fastställdes {data.faststalld}. {said}{more}"),
        title="Registret har ändrats sedan dess",
    )


def _title(data: BerattelseData, name: str) -> Title:
    lines = [f"Underlaget räknades {data.raknat}" + (", innan året var slut." if data.pagar else ".")]
    if data.faststalld is not None:
        lines.insert(0, f"Fastställd {data.faststalld}")
    else:
        lines.insert(0, "Utkast, inte fastställt")
    if data.dnr:
        lines.insert(0, f"Diarienummer {data.dnr}")
    if data.slag in LAGEN:
        lines.append(LAGEN[data.slag])
    said = tuple(literal(line) for line in lines)
    return Title(literal(data.organisation), name, literal(_scope(data)), said)


def _scope(data: BerattelseData) -> str:
    return "Hela organisationen" if data.omfattning == data.organisation else data.omfattning


def _chapter(
    data: BerattelseData, row: Avsnittsrad, n: int, counted: tuple[Mapping[Kapitel, Fakta], Numbering]
) -> Iterator[Block]:
    facts, numbers = counted
    said = (facts[row.inbyggt] if row.inbyggt is not None else Fakta()).beyond(row.text)
    yield Heading(1, f"{n} {literal(row.rubrik)}")
    shown = list(AVSNITT[row.inbyggt](data, numbers)) if row.inbyggt in AVSNITT else []
    if row.inbyggt is Kapitel.SAMMANFATTNING:
        yield from shown
        shown = []
    yield from from_author(row.text)
    if not row.skrivet and not said.meningar and not said.saknas and not shown:
        yield Callout(literal(f"Texten till kapitlet {row.rubrik} är inte skriven."), kind="missing")
    if said.meningar and row.skrivet:
        yield Heading(2, "Ur registret", listed=False)
    if len(said.meningar) > 2:
        yield Items(tuple(literal(each) for each in said.meningar))
    else:
        yield from (Para(literal(each)) for each in said.meningar)
    for each in said.saknas:
        yield Callout(literal(each), kind="missing")
    yield from shown


def _appendices(data: BerattelseData, numbers: Numbering, kept: Collection[Kapitel | None]) -> Iterator[Block]:
    offentlig = data.offentlig
    yield Heading(1, "Bilagor")
    if data.enheter:
        yield Heading(2, "Enheterna")
        yield _units(data, numbers, offentlig=offentlig)
    if data.egenkontroller.enheter:
        yield Heading(2, "Egenkontroller per enhet")
        yield _checks(data, numbers)
    if data.med_sol_lss and data.sol_lss.typ_enhet and not offentlig:
        yield Heading(2, "Avvikelser per typ och enhet")
        yield _type_by_unit(data, numbers)
    if not offentlig:
        yield Heading(2, "Siffrorna i berättelsen")
        yield _figures(data, numbers, kept)
    yield Heading(2, "Så är siffrorna räknade")
    yield Items(
        (
            "En avvikelse räknas till den dag händelsen inträffade, inte till den dag den registrerades.",
            "Två år jämförs alltid över samma typer. En typ som inte fanns ett år skrivs ”fanns inte”, inte 0.",
            "Summan av de vanligaste typerna är inte alla avvikelser och kallas aldrig det.",
            "Gäller minst en fjärdedel av händelserna samma brukare redovisas de med och utan ärendet.",
            literal(
                f"Processer, rutiner och hur långt ärenden och åtgärder har kommit visas som de stod {data.raknat}."
            ),
            *(SMALL if offentlig else ()),
            *(literal(said) for said in data.anmarkningar),
        )
    )


def _units(data: BerattelseData, numbers: Numbering, *, offentlig: bool) -> Table:
    head = (
        Column("Enhet"),
        Column("Platser", "right"),
        Column(f"SoL/LSS {data.ar - 1}", "right"),
        Column(f"SoL/LSS {data.ar}", "right"),
        Column("Per 10 platser", "right"),
        Column(f"HSL {data.ar}", "right"),
    )
    gone = _hidden_units(data.enheter) if offentlig else frozenset()
    note = "En enhet med få eller inga avvikelser kan vara lugn, eller rapportera för lite."
    if gone:
        note += f" {LEFT_OUT}"
    if any(None in (u.platser, u.avvikelser_fore.varde, u.avvikelser.varde, u.hsl.varde) for u in data.enheter):
        note += f" {LACKS}"
    asked = questions(
        (n, at, figure.fraga)
        for n, unit in enumerate(data.enheter)
        for at, figure in ((2, unit.avvikelser_fore), (3, unit.avvikelser), (5, unit.hsl))
    )
    return Table(
        head,
        _unit_rows(data.enheter, gone),
        numbers.table("Enheter och avvikelser"),
        note=note,
        fragor={} if offentlig else asked,
    )


def _unit_rows(enheter: Sequence[EnhetFakta], gone: frozenset[tuple[int, int]]) -> tuple[tuple[str, ...], ...]:
    """One row a unit; `gone` holds the unit and figure of what is not told."""
    figures = [(u.avvikelser_fore, u.avvikelser, u.hsl) for u in enheter]

    def cell(n: int, at: int) -> str:
        figure = figures[n][at]
        if figure.varde is None:
            return MISSING
        return HIDDEN if (n, at) in gone else number(figure.varde)

    def per_ten(n: int, unit: EnhetFakta) -> str:
        whole = unit.avvikelser.varde
        if not unit.platser or whole is None:
            return MISSING
        return HIDDEN if (n, 1) in gone else f"{whole * 10 / unit.platser:.1f}"

    return tuple(
        (
            unit.sagd,
            MISSING if unit.platser is None else number(unit.platser),
            cell(n, 0),
            cell(n, 1),
            per_ten(n, unit).replace(".", ","),
            cell(n, 2),
        )
        for n, unit in enumerate(enheter)
    )


def _hidden_units(units: Sequence[EnhetFakta]) -> frozenset[tuple[int, int]]:
    """Unit and column of what is not told to anyone: below five, mostly one person's, or what a sum gives away.

    They all look the same in the table: else it would be seen which unit the one person lives in.
    """
    gone: set[tuple[int, int]] = set()
    for at in range(3):
        figures = [(u.avvikelser_fore, u.avvikelser, u.hsl)[at].varde for u in units]
        persons = [u.koncentrerat[(1, 0, 2)[at]] for u in units]
        cells = {n: int(value) for n, value in enumerate(figures) if value is not None}
        mostly_one = [n for n, value in cells.items() if value and persons[n] * 2 > value]
        gone |= {(n, at) for n in hide(cells, mostly_one)}
    return frozenset(gone)


def _checks(data: BerattelseData, numbers: Numbering) -> Table:
    head = (
        Column("Enhet"),
        Column("Planerade", "right"),
        Column("Gjorda", "right"),
        Column("Andel", "right"),
        Column("Gröna", "right"),
        Column("Gula", "right"),
        Column("Röda", "right"),
        Column("Medel", "right"),
    )
    rows = tuple(
        (
            u.namn,
            number(u.planerade),
            number(u.gjorda),
            percent(u.gjorda, u.planerade) if u.planerade else "–",
            number(u.gron),
            number(u.gul),
            number(u.rod),
            "–" if u.poang is None else percent(u.poang, 1),
        )
        for u in data.egenkontroller.enheter
    )
    asked = questions((n, 2, u.fraga) for n, u in enumerate(data.egenkontroller.enheter))
    return Table(head, rows, numbers.table("Egenkontroller per enhet"), fragor=asked)


def _type_by_unit(data: BerattelseData, numbers: Numbering) -> Table:
    rows = tuple((unit, kind, number(n)) for unit, kind, n in data.sol_lss.typ_enhet if n)
    head = (Column("Enhet"), Column("Typ"), Column("Antal", "right"))
    return Table(head, rows, numbers.table(f"Avvikelser enligt SoL och LSS {data.ar} per enhet och typ"))


def dashed(row: NamngivenSiffra) -> str:
    """The value as a table has it: what could not be counted is a dash."""
    return MISSING if row.siffra.varde is None else row.visad


def _both_years(row: NamngivenSiffra, before: NamngivenSiffra | None) -> tuple[str, str]:
    """The values of both years; a figure of the year before alone stands in its own column."""
    if row.fore_till:
        return dashed(row), MISSING
    return MISSING if before is None else dashed(before), dashed(row)


def _figures(data: BerattelseData, numbers: Numbering, kept: Collection[Kapitel | None]) -> Table:
    """Every named figure with its definition, and the same of the year before: each can be counted again."""
    told = (row for row in named_figures(data) if not row.nyckel.startswith(UNIT))  # they have a table of their own
    found = {row.nyckel: row for row in told if row.kapitel in kept}
    before = {row.fore_till: row for row in found.values() if row.fore_till}
    rows = [row for row in found.values() if row.fore_till not in found]
    head = (Column("Siffra"), Column(data.nar_fore, "right"), Column(data.nar, "right"), Column("Så räknas den"))
    return Table(
        head,
        tuple((row.etikett, *_both_years(row, before.get(row.nyckel)), row.definition) for row in rows),
        numbers.table(f"Siffrorna i berättelsen, räknade {data.raknat}"),
        note="Ett streck betyder att siffran inte är räknad.",
        anchors={n: row.siffra.fraga for n, row in enumerate(rows) if row.siffra.fraga},
    )
