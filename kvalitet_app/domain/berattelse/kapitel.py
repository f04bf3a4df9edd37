"""The chapters of a kvalitetsberättelse.

After published Swedish reports; SOSFS 2011:9 7 kap. 1 § (work, measures and results documented yearly).
"""

from kvalitet_app.domain.worded import Worded


class Kapitel(Worded):
    """The chapters, in order: value, heading, and what one writes in it."""

    def __init__(self, _value: str, _word: str = "", what_to_write: str = "") -> None:
        self.what_to_write = what_to_write

    SAMMANFATTNING = (
        "sammanfattning",
        "Sammanfattning",
        "Årets viktigaste resultat, det som oroar och nästa års mål, tre av varje.",
    )
    INLEDNING = (
        "inledning",
        "Inledning och organisation",
        "Verksamhetens uppdrag, lagrum, organisation och vem som ansvarar för vad.",
    )
    MAL = (
        "mal",
        "Mål och måluppfyllelse",
        "Årets mål och strategier, och hur långt ni nådde.",
    )
    LEDNINGSSYSTEM = (
        "ledningssystem",
        "Ledningssystemet: processer och rutiner",
        "Vad som ändrades i processer och rutiner, och hur samverkan fungerade.",
    )
    RISKANALYSER = (
        "riskanalyser",
        "Riskanalyser",
        "Vilka risker ni såg i förväg och vad ni gjorde åt dem.",
    )
    EGENKONTROLLER = (
        "egenkontroller",
        "Egenkontroller",
        "Vad resultaten säger, varför något inte blev gjort och vad ni ändrade.",
    )
    AVVIKELSER = (
        "avvikelser",
        "Avvikelser",
        "Vad som ligger bakom siffrorna: orsaker, mönster och det som inte rapporteras.",
    )
    LEX = (
        "lex",
        "Lex Sarah, lex Maria och IVO",
        "Vad utredningarna visade och vad som ändrades.",
    )
    SYNPUNKTER = (
        "synpunkter",
        "Synpunkter och klagomål",
        "Vad synpunkterna handlar om och hur ni svarade.",
    )
    MATNINGAR = (
        "matningar",
        "Brukarundersökning och uppföljning",
        "Vad brukarna tycker och vad bortfallet betyder.",
    )
    EVB = (
        "evb",
        "Ej verkställda beslut",
        "Varför besluten inte verkställdes och vad nämnden kan göra.",
    )
    UTFORARE = (
        "utforare",
        "Uppföljning av utförare",
        "Vad uppföljningen visade och vilka brister som finns kvar.",
    )
    PERSONAL = (
        "personal",
        "Personalens medverkan och kompetens",
        "Hur personalen deltar i kvalitetsarbetet, utbildning och introduktion.",
    )
    GRANSKNING = (
        "granskning",
        "Extern granskning",
        "Vad revision och tillsyn har krävt och hur långt svaren har kommit.",
    )
    ANALYS = (
        "analys",
        "Samlad analys",
        "Mönster mellan kapitlen och trender över åren.",
    )
    ATGARDER = (
        "atgarder",
        "Åtgärder och deras effekt",
        "Vilka åtgärder som gav effekt, och vilka som inte gjorde det.",
    )
    NASTA_AR = (
        "nasta_ar",
        "Mål för nästa år",
        "Tre till fem mål som går att följa upp.",
    )
