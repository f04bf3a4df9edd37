"""Documents made in one word."""

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.pictures.columns import columns, month_columns
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Chart,
    Column,
    Contents,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Para,
    Report,
    Table,
    Title,
)

CHART = Chart(
    lambda theme, w: columns(theme, w, 180, month_columns(2025, [3] * 12, [2] * 12, title="Månader")),
    "Figur 1. Månader",
    "Tre i månaden.",
    Table((Column("År"), Column("jan", "right")), (("2025", "3"),), ""),
)


def report(*blocks: Block, title: str = "Kvalitetsberättelse 2025") -> Report:
    return Report(title, "Exempelkommun", blocks)


def long_table(n: int, text: str = "Utebliven dos") -> Table:
    rows = tuple((f"A{i:05}", text, str(i)) for i in range(n))
    return Table((Column("Nr"), Column("Händelse"), Column("Dagar", "right")), rows, "Tabell 1. Register")


def full_report() -> Report:
    return report(
        Title("Exempelkommun", "Kvalitetsberättelse 2025", "Funktionsstöd", ("Dnr 1",)),
        Contents(),
        PageBreak(),
        Heading(1, "1 Sammanfattning"),
        KeyFigures((KeyFigure("154", "avvikelser", "mot 49"),)),
        Para("Med **fet** och *kursiv* text."),
        Heading(2, "1.1 Resultat"),
        Items(("ett", "två"), numbered=True),
        Callout("Ingen riskanalys har gjorts under året.", kind="missing"),
        CHART,
        Heading(1, "2 Bilaga"),
        long_table(120),
    )


ALLA = Sokfraga("avvikelser", ar=2025)


def linked() -> Report:
    rows = (("Avvikelser", "Alla utom dubbletter"),)
    figures = Table((Column("Siffra"), Column("Så är den räknad")), rows, "Tabell 2", anchors={0: ALLA})
    told = Table(
        (Column("Typ"), Column("Antal", "right")),
        (("Alla", "154"), ("Fall", "3")),
        "Tabell 1",
        fragor={(0, 1): ALLA, (1, 1): ALLA.with_(typ=(3,))},
    )
    return report(Heading(1, "A"), KeyFigures((KeyFigure("154", "avvikelser", fraga=ALLA),)), told, figures)
