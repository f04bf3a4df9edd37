"""Picture data with the numbers of the example municipality, and odd data of any size."""

from datetime import date

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.monster.analys import Styrdiagram, control_chart
from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, ProcessSlag, RutinLank
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.pictures.arshjul import Arshjul, Markering
from kvalitet_app.pictures.bars import Genomforande, Lagesrad, Rang
from kvalitet_app.pictures.calendar import Handelse, Month
from kvalitet_app.pictures.columns import Columns, month_columns
from kvalitet_app.pictures.heat import Enhetsrad, Kolumn
from kvalitet_app.pictures.pareto import Orsaksstapel

TODAY = date(2026, 11, 23)
CLUSTER = (6, 7, 8, 9, 9, 8, 7, 11, 12, 10, 8, 7)
REST = (2, 2, 3, 3, 2, 2, 3, 3, 3, 3, 2, 2)
LAST = (1, 2, 1, 2, 1, 2, 1, 1, 2, 2, 1, 2)


def top_three() -> Columns:
    now = [a + b for a, b in zip(CLUSTER, REST, strict=True)]
    title = "Självskada, insats och bemötande per månad"
    return month_columns(2025, now, LAST, title=title, concentrated=CLUSTER, fraga=Sokfraga("avvikelser"))


def done() -> list[Genomforande]:
    rows = (
        ("Sälgen", 5, 9),
        ("Tallåsen", 6, 9),
        ("Granliden", 7, 10),
        ("Hamnplan", 6, 8),
        ("Lindhaga", 8, 9),
        ("Björkstigen", 9, 10),
        ("Torget", 8, 8),
        ("Videt", 9, 9),
    )
    return [Genomforande(namn, a, b, Sokfraga("egenkontroller", enhet=i)) for i, (namn, a, b) in enumerate(rows)]


def lights() -> list[Lagesrad]:
    rows = (
        ("Sälgen", 2, 2, 1),
        ("Tallåsen", 3, 1, 2),
        ("Granliden", 4, 2, 1),
        ("Hamnplan", 4, 1, 1),
        ("Lindhaga", 6, 2, 0),
        ("Björkstigen", 7, 1, 1),
        ("Torget", 7, 1, 0),
        ("Videt", 9, 0, 0),
    )
    return [Lagesrad(namn, a, b, c, Sokfraga("egenkontroller", enhet=i)) for i, (namn, a, b, c) in enumerate(rows)]


def types() -> list[Rang]:
    return [
        Rang("Självskada, självmord och försök", 102, 0, concentrated=102, key=Sokfraga("avvikelser", typ=(1,))),
        Rang("Insats fördröjd eller felaktigt utförd", 15, 4, key=Sokfraga("avvikelser", typ=(2,))),
        Rang("Bristande bemötande", 15, 14, key=Sokfraga("avvikelser", typ=(3,))),
        Rang("Hot och våld mellan brukare", 9, 17, key=Sokfraga("avvikelser", typ=(4,))),
        Rang("Hot och våld av personal mot brukare", 1, 3, key=Sokfraga("avvikelser", typ=(5,))),
        Rang("Fysisk miljö", 4, note="fanns inte", key=Sokfraga("avvikelser", typ=(6,))),
    ]


RISKS = {
    (p + 1, a + 1): n
    for p, row in enumerate(((5, 2, 1, 1), (9, 10, 4, 1), (7, 6, 3, 0), (2, 1, 0, 0)))
    for a, n in enumerate(row)
}


def november() -> Month:
    days: dict[date, tuple[Handelse, ...]] = {
        date(2026, 10, 28): (Handelse("Rutinöversyn", "forsenad", "k1"),),
        date(2026, 11, 3): (Handelse("Åtgärd: nyckelskåp", "klar", "k2"),),
        date(2026, 11, 12): (Handelse("APT", "klar", "k3"), Handelse("Åtgärd: rutin för hembesök", "forsenad", "k4")),
        date(2026, 11, 23): (Handelse("Åtgärd: larm i entrén", "pagar", "k5"), Handelse("Utredning", "kommande", "k6")),
        date(2026, 11, 26): tuple(
            Handelse(name, "kommande", f"k{i}")
            for i, name in enumerate(("Basal hygien", "APT med återkoppling", "Rutin 24, översyn", "Brandövning"), 7)
        ),
    }
    return Month(2026, 11, TODAY, days)


def wheel(units: int = 1) -> Arshjul:
    late, running = {("Privata medel", 10), ("Rutinöversyn", 10)}, {("Riskanalys för 2027", 11)}
    rings = ("Dokumentation", "Hälsa", "Ekonomi", "Säkerhet", "Delaktighet", "Ledning")
    rows = (
        ("Social journal", 0, ((3, 13), (6, 12), (9, 11), (12, 11))),
        ("Genomförandeplaner", 0, ((2, 16), (9, 28))),
        ("Basal hygien", 1, ((2, 24), (5, 19), (8, 25), (11, 26))),
        ("Läkemedel och delegering", 1, ((4, 14), (10, 13))),
        ("Förflyttning och hjälpmedel", 1, ((4, 24),)),
        ("Privata medel", 2, ((1, 29), (4, 28), (7, 28), (10, 29))),
        ("Brand och miljö", 3, ((3, 24), (6, 23), (9, 22), (12, 8))),
        ("Riskanalys för 2027", 3, ((11, 27),)),
        ("Skydds- och begränsningsåtgärder", 4, ((5, 6),)),
        ("Rutinöversyn", 5, ((10, 28),)),
        ("Månadskontroll", 5, tuple((m, 17) for m in range(1, 13))),
    )
    marks = []
    for name, r, days in rows:
        for m, d in days:
            day = date(2026, m, d)
            open_state = "forsenad" if (name, m) in late else "pagar" if (name, m) in running else None
            state = open_state or ("klar" if day < TODAY else "kommande")
            marks += [Markering(name, rings[r], day, state, f"{name}{m}{u}") for u in range(units)]  # type: ignore[arg-type]
    start = date(2026, 9, 14)
    marks.append(Markering("Brukarundersökning", "Delaktighet", date(2026, 11, 30), "pagar", "b", start))
    return Arshjul(2026, "Årshjul 2026", "Gruppbostad Granliden", TODAY, rings, tuple(marks))


def _aktivitet(
    i: int, namn: str, roll: str, rutin: tuple[int, str, RutinLage] | None = None, samverkan: str = ""
) -> AktivitetRow:
    links = (RutinLank(rutin[0], *rutin),) if rutin else ()
    return AktivitetRow(i, 1, i, namn, roll, links, True, "", samverkan)


def p5() -> ProcessNod:
    ok, old, gap = RutinLage.GALLER, RutinLage.UTGANGEN, RutinLage.SAKNAS
    first = ProcessNod(
        51,
        "P5.1",
        "Ta emot uppdrag",
        ProcessSlag.HUVUD,
        "",
        "",
        1,
        (),
        (
            _aktivitet(1, "Kvittera uppdraget", "Enhetschef", (8, "Samtycke och sekretess", ok)),
            _aktivitet(2, "Utse kontaktman", "Enhetschef", (29, "Kontaktmannaskap", ok)),
        ),
    )
    second = ProcessNod(
        52,
        "P5.2",
        "Planera",
        ProcessSlag.HUVUD,
        "",
        "",
        1,
        (),
        (
            _aktivitet(3, "Bedöma risker", "Enhetschef", (22, "Hot och våld", ok)),
            _aktivitet(4, "Göra hembesök", "Kontaktman", (10, "Hembesök och ensamarbete", gap)),
            _aktivitet(5, "Delta i samordnad individuell plan", "Kontaktman", (11, "SIP", ok), "Region"),
            _aktivitet(6, "Planera inflyttning", "Enhetschef", (24, "In- och utflyttning", old)),
            _aktivitet(7, "Upprätta genomförandeplan", "Kontaktman", (6, "Upprätta genomförandeplan", ok)),
            _aktivitet(8, "Granska genomförandeplan", "Handläggare", (5, "Mottagande och granskning av plan", ok)),
        ),
    )
    return ProcessNod(5, "P5", "Verkställa", ProcessSlag.HUVUD, "", "", 1, (first, second), ())


def nodes() -> tuple[ProcessNod, ...]:
    main = (
        ("Förebyggande och tidiga insatser", ("Informera", "Insats utan behovsprövning", "Upptäcka behov")),
        ("Ta emot ansökan", ("Aktualisera", "Besluta om utredning")),
        ("Genomföra utredning", ("Utreda", "Bedöma")),
        ("Besluta och beställa", ("Besluta och delge", "Beställa med mål", "Bevaka verkställighet")),
        ("Verkställa", ()),
        ("Genomföra insats", ("Vardagsstöd", "Hälsa och läkemedel", "Privata medel", "Dokumentera", "Delaktighet")),
        ("Följa upp", ("Följa upp plan", "Följa upp beslut", "Ompröva")),
        ("Avsluta insats", ("Avslut hos utförare", "Avslut hos myndighet", "Bevaka gallring")),
    )
    chain = [_node(f"P{i}", namn, parts, ProcessSlag.HUVUD) for i, (namn, parts) in enumerate(main, 1)]
    chain[4] = p5()
    lead = _node(
        "L1",
        "Styra och förbättra",
        (
            "Riskanalys",
            "Egenkontroll",
            "Avvikelser och lex Sarah",
            "Synpunkter och klagomål",
            "Ej verkställda beslut",
            "Kvalitetsberättelse",
            "Rapport till nämnden",
        ),
        ProcessSlag.LEDNING,
    )
    support = _node(
        "S1",
        "Stöd",
        (
            "Kompetens och introduktion",
            "Behörighet och loggkontroll",
            "Arkiv",
            "Upphandling och uppföljning av utförare",
        ),
        ProcessSlag.STOD,
    )
    return (lead, *chain, support)


def _node(kod: str, namn: str, parts: tuple[str, ...], slag: ProcessSlag) -> ProcessNod:
    below = tuple(
        ProcessNod(hash_id(kod, k), f"{kod}.{k}", part, slag, "", "", 1, (), ()) for k, part in enumerate(parts, 1)
    )
    return ProcessNod(hash_id(kod, 0), kod, namn, slag, "", "", 1, below, ())


def hash_id(kod: str, k: int) -> int:
    return ord(kod[0]) * 1000 + int(kod[1:]) * 10 + k


def heat_columns() -> list[Kolumn]:
    names = (
        "Självskada, självmord eller självmordsförsök",
        "Insats",
        "Bemötande",
        "Hot mellan brukare",
        "Övriga typer",
    )
    return [Kolumn(name, (n,)) for n, name in enumerate(names)]


def heat_rows() -> list[Enhetsrad]:
    rows = (
        ("Tallåsen", (102, 0, 2, 1, 0), 102),
        ("Granliden", (0, 3, 0, 2, 2), 0),
        ("Lönnvägen", (0, 0, 4, 2, 1), 0),
        ("Videt", (0, 0, 1, 0, 0), 0),
        ("Myndighet LSS", (0, 0, 0, 0, 0), 0),
    )
    return [
        Enhetsrad(name, counts, same, Sokfraga("avvikelser", enhet=n)) for n, (name, counts, same) in enumerate(rows)
    ]


def causes() -> list[Orsaksstapel]:
    rows = (
        ("Procedurer, rutiner och riktlinjer", 18),
        ("Kommunikation och information", 16),
        ("Utbildning och kompetens", 8),
        ("Omgivning och organisation", 8),
        ("Teknik, utrustning", 2),
    )
    return [Orsaksstapel(name, n, Sokfraga("avvikelser", orsak=str(n))) for name, n in rows]


def control() -> Styrdiagram:
    counts = (19, 22, 18, 23, 20, 17, 38, 24, 19, 21, 18, 20, 20, 22, 15, 16, 14, 17, 19, 16, 13, 15)
    return control_chart([(2025 + i // 12, i % 12 + 1, n) for i, n in enumerate(counts)])
