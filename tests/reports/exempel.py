"""All data of one kvalitetsberättelse: Exempelkommun 2025, where one person's events hide everything else."""

from datetime import date

from kvalitet_app.domain.berattelse.jamforelse import OKAND, Jamfort, Siffra, TypRad
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import (
    AtgardFakta,
    AvvikelseFakta,
    BerattelseData,
    EgenkontrollEnhet,
    EgenkontrollFakta,
    EgenkontrollMall,
    EnhetFakta,
    EvbFakta,
    EvbKvartal,
    GranskningFakta,
    LedningssystemFakta,
    LexRad,
    Matning,
    RekommendationFakta,
    RiskanalysFakta,
    RutinFakta,
    SynpunktFakta,
    UtforareFakta,
)
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.rutiner.lage import RutinLage

SJALVSKADA = TypRad(
    "sjalvskada",
    "Självskada, självmord och försök",
    Siffra(102, Sokfraga("avvikelser", ar=2025, typ=(1,))),
    Siffra(0),
    102,
    1,
)
INSATS = TypRad("insats", "Insats fördröjd eller felaktigt utförd", Siffra(15), Siffra(4), brukare=14)
BEMOTANDE = TypRad("bemotande", "Bristande bemötande", Siffra(15), Siffra(14), brukare=13)
HOT_BRUKARE = TypRad("hot_brukare", "Hot och våld mellan brukare", Siffra(9), Siffra(15), brukare=7)
HOT_PERSONAL = TypRad("hot_personal", "Hot och våld av personal mot brukare", Siffra(1), Siffra(5), brukare=1)
OVRIGA = (
    TypRad("rattssakerhet", "Rättssäkerhet", Siffra(5), Siffra(4), brukare=5),
    TypRad("medel", "Privata medel", Siffra(4), Siffra(4), brukare=4),
    TypRad("miljo", "Fysisk miljö", Siffra(3), Siffra(3), brukare=3),
)
TYPER = (SJALVSKADA, INSATS, BEMOTANDE, HOT_BRUKARE, HOT_PERSONAL, *OVRIGA)
CLUSTER = (6, 7, 8, 9, 9, 8, 7, 11, 12, 10, 8, 7)
TOPP = tuple(a + b for a, b in zip(CLUSTER, (2, 2, 3, 3, 2, 2, 3, 3, 3, 3, 2, 2), strict=True))
HSL = tuple(
    TypRad(kod, namn, Siffra(nu), Siffra(fore))
    for kod, namn, nu, fore in (
        ("dos", "Utebliven dos", 130, 118),
        ("lakemedel", "Läkemedel, övrigt", 129, 115),
        ("fall", "Fall", 121, 109),
        ("rehab", "Rehabilitering och hjälpmedel", 27, 24),
        ("nutrition", "Nutrition", 13, 12),
        ("trycksar", "Trycksår", 9, 8),
        ("ovrigt", "Övrigt inom hälso- och sjukvård", 18, 16),
    )
)
UNITS = (
    ("Tallåsen", 6, 105, 6, 35),
    ("Granliden", 5, 7, 5, 31),
    ("Lönnvägen", 6, 7, 4, 28),
    ("Torget", 12, 6, 5, 44),
    ("Björkstigen", 5, 4, 3, 26),
    ("Lindhaga", 5, 4, 4, 29),
    ("Kaprifolen", 6, 4, 3, 24),
    ("Pärlan", 8, 4, 2, 22),
    ("Verkstan", None, 4, 3, 12),
    ("Hamnplan", 10, 2, 4, 38),
    ("Almgläntan", 5, 1, 1, 22),
    ("Enbacken", 5, 1, 2, 19),
    ("Hasselgården", 6, 1, 1, 25),
    ("Rönnbäret", 5, 1, 2, 17),
    ("Sälgen", 6, 1, 1, 27),
    ("Videt", 5, 1, 2, 21),
    ("Åkervindan", 5, 1, 1, 6),
    ("Assistansen", None, 0, 0, 11),
    ("Mötesplatsen", None, 0, 0, 2),
    ("Myndighet LSS", None, 0, 0, 0),
    ("Myran", None, 0, 0, 4),
    ("Åkern", None, 0, 0, 4),
)
MALLAR = (
    ("T01", "Genomförandeplaner", 0.86, 0.71, "Hasselgården"),
    ("T02", "Social journal", 0.74, 0.54, "Sälgen"),
    ("T03", "Läkemedel och delegering", 0.91, 0.78, "Torget"),
    ("T04", "Privata medel", 0.9, 0.75, "Granliden"),
    ("T05", "Basal hygien", 0.93, 0.8, "Verkstan"),
    ("T06", "Brand och miljö", 0.88, 0.66, "Hamnplan"),
    ("T07", "Skydds- och begränsningsåtgärder", 0.95, 0.83, "Tallåsen"),
    ("T08", "Rutiner kända", 0.79, 0.6, "Åkern"),
    ("T09", "Loggkontroll", 0.97, 0.9, "Myran"),
    ("T10", "Delaktighet", 0.85, 0.7, "Lindhaga"),
    ("T11", "Avvikelsehantering", 0.72, 0.58, "Videt"),
    ("T12", "Introduktion av nya", 0.8, 0.62, "Pärlan"),
)
KALLOR = (("Avvikelse", 41, 33), ("Egenkontroll", 27, 19), ("Riskanalys", 14, 9), ("Rekommendation", 9, 4))


def _egenkontroller() -> EgenkontrollFakta:
    units = []
    for i, (namn, *_) in enumerate(UNITS):
        planned = 9 if i < 10 else 8
        undone = (2, 1, 3, 1, 0, 2, 2, 1, 1, 2, 4, 2)[i % 12] if i < 21 else 3
        done = planned - undone
        red, yellow = (i * 7) % 3 if i % 4 else 0, (i * 5) % 4
        units.append(
            EgenkontrollEnhet(namn, planned, done, max(0, done - red - yellow), yellow, red, 0.98 - (i * 3 % 22) / 50)
        )
    mallar = tuple(
        EgenkontrollMall(kod, namn, 16 if i < 6 else 15, 13 if i % 2 else 12, mean, low, unit)
        for i, (kod, namn, mean, low, unit) in enumerate(MALLAR)
    )
    return EgenkontrollFakta(Siffra(186), Siffra(149), Siffra(22), Siffra(15), 90, tuple(units), mallar)


def _lex() -> tuple[LexRad, ...]:
    grades = (LexGrad.ALLVARLIGT, *[LexGrad.MISSFORHALLANDE] * 3, LexGrad.PATAGLIG_RISK, *[LexGrad.INGET] * 2)
    rows = []
    for i, grad in enumerate(grades):
        told = date(2025, 5, 20) if grad is LexGrad.ALLVARLIGT else None
        rows.append(
            LexRad(
                LexSlag.LEX_SARAH,
                Lagrum.LSS,
                "Lönnvägen",
                date(2025, i + 2, 10),
                LexStatus.AVSLUTAD,
                grad,
                31 + 9 * i,
                told,
                date(2025, 10, 2) if told else None,
            )
        )
    return tuple(rows)


def _granskningar() -> tuple[GranskningFakta, ...]:
    klar, pagar, nej = RekommendationStatus.KLAR, RekommendationStatus.PAGAR, RekommendationStatus.EJ_PABORJAD
    rows = (
        ("Säkerställ att nämnden följer upp ledningssystemet minst två gånger per år", klar, False),
        ("Fastställ mål för egenkontrollen och följ upp dem", klar, False),
        ("Ge alla chefer utbildning i avvikelsehantering", klar, False),
        ("Inför återkoppling av avvikelser på arbetsplatsträffar", klar, False),
        ("Säkerställ att individuella planer följs upp varje år", pagar, False),
        ("Analysera varför avvikelser enligt LSS rapporteras så sällan", pagar, False),
        ("Klargör ansvaret mellan utförare och legitimerad personal", pagar, False),
        ("Upprätta rutin för hembesök och ensamarbete", nej, True),
        ("Rapportera ej verkställda beslut med skäl till nämnden", nej, True),
    )
    recommendations = tuple(RekommendationFakta(text, s, date(2025, 10, 1), late) for text, s, late in rows)
    areas = (("Genomförandeplaner", Farg.GUL), ("Läkemedel", Farg.GRON), ("Social dokumentation", Farg.ROD))
    return (
        GranskningFakta(
            "Granskning av LSS-verksamheten",
            "kommunens revisorer",
            date(2025, 2, 14),
            recommendations,
            svar_senast=date(2025, 6, 1),
            svar_beslutat=date(2025, 5, 28),
        ),
        GranskningFakta("Kollegial granskning", "verksamhetsutvecklare", date(2025, 9, 3), omraden=areas),
    )


def _evb() -> EvbFakta:
    quarters = []
    for ar, counts in ((2024, (9, 7, 6, 5)), (2025, (5, 4, 4, 3))):
        for k, n in enumerate(counts, 1):
            insatser = (("Bostad med särskild service", n - 2), ("Daglig verksamhet", 1), ("Kontaktperson", 1))
            quarters.append(EvbKvartal(ar, k, Siffra(n, Sokfraga("evb", ar=ar, kvartal=k)), insatser))
    return EvbFakta(tuple(quarters), Siffra(3), 214, (("Resursbrist", 11), ("Den enskilde har tackat nej", 5)))


def _sol_lss() -> AvvikelseFakta:
    return AvvikelseFakta(
        (Lagrum.SOL, Lagrum.LSS),
        Jamfort(Siffra(154, Sokfraga("avvikelser", ar=2025)), Siffra(49)),
        TYPER,
        manader=(11, 11, 13, 14, 14, 12, 12, 16, 16, 14, 11, 10),
        manader_fore=(5, 4, 5, 4, 4, 5, 3, 3, 5, 5, 3, 3),
        manader_topp=TOPP,
        manader_topp_fore=(1, 2, 1, 2, 1, 2, 1, 1, 2, 2, 1, 2),
        manader_koncentrerat=CLUSTER,
        orsaker=(
            ("Rutiner och riktlinjer", 18),
            ("Kommunikation", 16),
            ("Kompetens", 8),
            ("Organisation och bemanning", 8),
            ("Teknik och utrustning", 2),
        ),
        risker={
            (p + 1, a + 1): n
            for p, row in enumerate(((5, 2, 1, 1), (9, 10, 4, 1), (7, 6, 3, 0), (2, 1, 0, 0)))
            for a, n in enumerate(row)
        },
        status=(("Avslutad", 136), ("Öppen", 14), ("Öppnad igen", 4)),
        oppna=Siffra(18),
        oppna_lange=Siffra(14),
        dagar_till_avslut=23,
        typ_enhet=(
            ("Tallåsen", SJALVSKADA.namn, 102),
            ("Lönnvägen", BEMOTANDE.namn, 4),
            ("Granliden", INSATS.namn, 3),
            ("Granliden", HOT_BRUKARE.namn, 2),
        ),
        fraga=Sokfraga("avvikelser", lagrum=(Lagrum.SOL, Lagrum.LSS)),
    )


def _hsl() -> AvvikelseFakta:
    return AvvikelseFakta(
        (Lagrum.HSL,),
        Jamfort(Siffra(447), Siffra(402)),
        HSL,
        manader=(38, 35, 40, 36, 37, 34, 31, 39, 41, 40, 39, 37),
        manader_fore=(33, 32, 35, 34, 33, 31, 30, 34, 36, 35, 35, 34),
        oppna=Siffra(46),
        oppna_lange=Siffra(39),
    )


def _system() -> LedningssystemFakta:
    return LedningssystemFakta(
        Siffra(10),
        Siffra(48),
        Siffra(24),
        Siffra(2),
        Siffra(7),
        Siffra(3),
        Siffra(2),
        (
            RutinFakta(3, "Barns bästa och rätt att vara delaktig", "IFO", RutinLage.UTGANGEN, date(2018, 2, 16)),
            RutinFakta(19, "Privata medel", "Anna Lindgren", RutinLage.UTGANGEN, date(2025, 6, 30)),
            RutinFakta(15, "Synpunkter och klagomål", "", RutinLage.UTGANGEN, date(2025, 11, 1)),
        ),
        ("hembesök och ensamarbete",),
    )


def _riskanalyser() -> tuple[RiskanalysFakta, ...]:
    return tuple(
        RiskanalysFakta(namn, enhet, date(2025, m, 12), n, high, done)
        for m, (namn, enhet, n, high, done) in enumerate(
            (
                ("Vakans LSS-handläggare", "Myndighet LSS", 4, 2, 3),
                ("Nytt verksamhetssystem", "Funktionsstöd", 9, 3, 6),
                ("Självskada", "Tallåsen", 6, 4, 7),
                ("Semesterperioden", "Funktionsstöd", 8, 2, 5),
                ("Sommarvikarier och läkemedel", "Funktionsstöd", 5, 2, 4),
                ("Ny socialtjänstlag", "Funktionsstöd", 7, 1, 3),
                ("Sammanslagning av två gruppbostäder", "Videt", 6, 2, 0),
                ("Brand", "Hamnplan", 3, 1, 2),
            ),
            2,
        )
    )


def _matningar() -> tuple[Matning, ...]:
    return (
        Matning(
            "brukarundersokning",
            "Svar på brukarundersökningen",
            Siffra(96),
            Siffra(171),
            Siffra(88),
            Siffra(169),
            0.7,
            svarsfrekvens=True,
        ),
        Matning("individuppfoljning", "Insatser som följts upp under året", Siffra(118), Siffra(200), mal=1),
        Matning(
            "genomforandeplaner",
            "Brukare med giltig genomförandeplan",
            Siffra(151),
            Siffra(173),
            Siffra(139),
            Siffra(170),
            1,
        ),
    )


def _synpunkter() -> SynpunktFakta:
    return SynpunktFakta(
        Jamfort(Siffra(22), Siffra(19)),
        Jamfort(Siffra(9), Siffra(6)),
        Jamfort(Siffra(7), OKAND),
        Siffra(35),
        9,
        (("Bemötande", 11), ("Insatsens innehåll", 9), ("Mat", 6), ("Bemanning", 5)),
    )


def _atgarder() -> AtgardFakta:
    return AtgardFakta(
        Siffra(91),
        Siffra(65),
        Siffra(22),
        Siffra(8),
        Siffra(4),
        Siffra(38),
        Siffra(12),
        Siffra(3),
        Siffra(12),
        KALLOR,
    )


def exempel() -> BerattelseData:
    """Exempelkommun 2025, complete."""
    return BerattelseData(
        2025,
        "Exempelkommun, Välfärdsnämnden",
        "Funktionsstöd",
        date(2026, 1, 29),
        tuple(
            EnhetFakta(namn, platser=p, avvikelser=Siffra(n), avvikelser_fore=Siffra(b), hsl=Siffra(h))
            for namn, p, n, b, h in UNITS
        ),
        _sol_lss(),
        _hsl(),
        _system(),
        _riskanalyser(),
        _egenkontroller(),
        _lex(),
        _synpunkter(),
        _matningar(),
        _evb(),
        UtforareFakta(Siffra(12), Siffra(9), Siffra(14), Siffra(11)),
        _granskningar(),
        _atgarder(),
        dnr="VN 2026/17",
        faststalld=date(2026, 2, 26),
    )


TEXTER: dict[Kapitel, str] = {
    Kapitel.SAMMANFATTNING: (
        "Året präglades av ett enda, mycket allvarligt ärende på en av gruppbostäderna. Det dolde en förändring som "
        "annars hade synts tydligt: insatser blir oftare fördröjda eller utförs fel.\n\n"
        "**Tre resultat**\n\n"
        "- Åtta riskanalyser är gjorda, mot tre året före.\n- Alla avvikelser återkopplas på arbetsplatsträffar.\n"
        "- Fyra av revisionens nio rekommendationer är klara.\n\n"
        "**Tre saker som oroar**\n\n"
        "- Insats fördröjd eller felaktigt utförd: från 4 till 15 händelser.\n"
        "- Sju gruppbostäder har rapporterat en enda avvikelse på ett år.\n"
        "- Bara 59 procent av insatserna har följts upp."
    ),
    Kapitel.INLEDNING: (
        "Funktionsstöd ger stöd och service enligt LSS och socialtjänstlagen. Nämnden är ansvarig för verksamheten och "
        "för att det finns ett ledningssystem för systematiskt kvalitetsarbete. Verksamhetschefen leder arbetet, "
        "enhetscheferna ansvarar för sina enheter, och MAS och MAR ansvarar för hälso- och sjukvårdens kvalitet.\n\n"
        "Ledningssystemet används för att planera, leda, kontrollera, följa upp, utvärdera och förbättra verksamheten."
    ),
    Kapitel.MAL: (
        "Nämndens mål för året var att nio av tio egenkontroller skulle göras, att alla insatser skulle följas upp och "
        "att svarsfrekvensen i brukarundersökningen skulle nå 70 procent. Inget av målen nåddes."
    ),
    Kapitel.EGENKONTROLLER: (
        "Egenkontrollen av social dokumentation visar störst brister. Enheterna med lägst resultat har fått stöd av en "
        "verksamhetsutvecklare, och kontrollen görs om i mars."
    ),
    Kapitel.AVVIKELSER: (
        "Händelserna på Tallåsen har utretts för sig. En riskanalys på individnivå ledde till sju åtgärder, bland "
        "annat en ny rutin om självskada och suicidrisk, och *samordnad individuell plan* tillsammans med regionen.\n\n"
        "Ökningen av fördröjda insatser hänger enligt utredningarna ihop med rutiner som inte är kända av vikarier."
    ),
    Kapitel.ANALYS: (
        "Tre mönster återkommer i flera kapitel: rutiner som inte är kända, uppföljningar som inte görs i tid, och "
        "enheter som rapporterar mycket lite. De hänger ihop. Där rutiner inte följs upp syns inte heller avvikelserna."
    ),
    Kapitel.NASTA_AR: (
        "1. Alla beslut om insatser följs upp under året.\n2. Varje enhet återkopplar sina avvikelser varje månad.\n"
        "3. Nio av tio egenkontroller görs i tid.\n4. Alla rutiner har en ägare och en giltig översyn."
    ),
}
