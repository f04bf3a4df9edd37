"""A rutin's text with everything in it that a text can have."""

from kvalitet_app.domain.rutiner.markdown_out import to_markdown
from kvalitet_app.domain.rutiner.text import Punkt, Rubrik, Run, Stycke, Tabell
from kvalitet_app.reports.handlingar.rutintext import rutintext
from kvalitet_app.reports.model.blocks import Masthead, Report

WEB, MAIL, FILE = "https://kommun.se/rutiner/läkemedel?sida=2", "mailto:mas@kommun.se", r"\\server\gemensam\rutin.docx"


def line(said: str):
    return (Run(said),) if said else ()


HEADS = ("Moment", "Ansvarig", "Tidpunkt", "Dokumentationssystem", "Läkemedelsgenomgång", "Anteckning")
ROWS = (
    (
        "Kontrollera signeringslistan",
        "Omvårdnadsansvarig sjuksköterska",
        "Varje\nmorgon",
        "Verksamhetssystemets journalanteckningar",
        "Läkemedelsansvarig",
        "Se __init__ | <Enter>",
    ),
    ("Ring", "Kontaktman", "Genast", "", "Medicinskt ansvarig sjuksköterska", "–"),
)
ALL_KINDS = (
    Rubrik(1, line("Syfte")),
    Stycke(
        (
            Run("Alla ska göra "),
            Run("lika", strong=True),
            Run(" och "),
            Run("säkert", emphasis=True),
            Run(", "),
            Run("varje gång", strong=True, emphasis=True),
            Run(". Läs mer i "),
            Run("kommunens riktlinje för läkemedelshantering i särskilt boende", link=WEB),
            Run(" eller skriv till "),
            Run("mas@kommun.se", link=MAIL),
            Run(". Mallen ligger "),
            Run("här", link=FILE),
            Run(".\nTryck <Enter> i __init__ & spara."),
        )
    ),
    Rubrik(2, line("Förbered nummer #")),
    Punkt(line("Ta fram"), 0),
    Punkt(line("listan över läkemedel som ska ges under dagen, och den som gäller för natten och helgen efteråt"), 1),
    Punkt(line("nyckeln"), 1),
    Punkt(line("till skåpet"), 2),
    Punkt(line("till dörren"), 2),
    Punkt(line("Tvätta händerna"), 0),
    Rubrik(2, line("Gör så här")),
    Punkt(line("Öppna skåpet"), numbered=True),
    Punkt(line("Läs etiketten"), 1, numbered=True),
    Punkt((Run("Se "), Run("Fass", link="https://fass.se")), 1, numbered=True),
    Punkt(line("Signera"), numbered=True),
    Tabell(tuple(tuple(map(line, row)) for row in (HEADS, *ROWS))),
    Punkt(line("Stäng skåpet"), numbered=True, start=3),
    Punkt(line("och lås"), 1, numbered=True, tick=True),
    Rubrik(3, line("Checklista")),
    Punkt(line("Rätt person"), tick=True),
    Punkt(line("Rätt dos"), tick=False),
    Punkt(line("räkna två gånger"), 1, tick=False),
    Stycke((Run("https://1177.se", link="https://1177.se"),)),
)
RUTIN = to_markdown(ALL_KINDS)


def rutin() -> Report:
    """The document of that text."""
    return Report("Rutin 16", "Exempelkommun", (Masthead("Rutin 16", "Läkemedel"), *rutintext(RUTIN)))
