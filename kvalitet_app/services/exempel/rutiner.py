"""The thirty rutiner and the process map of the example."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kvalitet_app.db.models import Aktivitet, AktivitetRutin, Process, Rutin, Rutinversion
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.services.exempel.bygge import IDAG, Bygge
from kvalitet_app.services.exempel.organisation import (
    CHEF_FUNKTIONSSTOD,
    CHEF_IFO,
    FUNKTIONSSTOD,
    IFO,
    JAG,
    MAR,
    MAS,
    NAMND,
    SAS,
    UTVECKLARE,
)

LATE, DRAFT, MISSING, NO_OWNER = frozenset({3, 9, 15, 19, 24, 28}), frozenset({20, 29, 30}), 10, frozenset({23, 28})
RUTINER: tuple[tuple[str, str, str, str], ...] = (
    ("Handläggning av ansökan och beviljad insats daglig verksamhet", CHEF_IFO, IFO, "Myndighet"),
    ("Samverkan och ansvarsfördelning myndighet–boendestöd", CHEF_IFO, IFO, "Myndighet"),
    ("Barns bästa och rätt att vara delaktig", CHEF_IFO, IFO, "Myndighet"),
    ("Riktlinje handläggning och utförande LSS", CHEF_IFO, NAMND, "Myndighet"),
    ("Mottagande och granskning av genomförandeplan", CHEF_IFO, IFO, "Myndighet"),
    ("Upprätta genomförandeplan", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Genomförande"),
    ("Social dokumentation", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Genomförande"),
    ("Samtycke och sekretess", SAS, NAMND, "Rättssäkerhet"),
    ("Våld i nära relationer", SAS, NAMND, "Rättssäkerhet"),
    ("Hembesök och ensamarbete", CHEF_IFO, IFO, "Arbetsmiljö"),
    ("Samordnad individuell plan, SIP", CHEF_IFO, NAMND, "Samverkan"),
    ("Avvikelsehantering SoL, LSS och HSL", JAG, NAMND, "Kvalitet"),
    ("Lex Sarah", SAS, NAMND, "Kvalitet"),
    ("Lex Maria och vårdskada", MAS, NAMND, "Hälso- och sjukvård"),
    ("Synpunkter och klagomål", JAG, NAMND, "Kvalitet"),
    ("Läkemedel och delegering", MAS, NAMND, "Hälso- och sjukvård"),
    ("Basal hygien", MAS, NAMND, "Hälso- och sjukvård"),
    ("Förflyttning och hjälpmedel", MAR, NAMND, "Hälso- och sjukvård"),
    ("Privata medel", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Rättssäkerhet"),
    ("Skydds- och begränsningsåtgärder", SAS, FUNKTIONSSTOD, "Rättssäkerhet"),
    ("Självskada och suicidrisk", SAS, FUNKTIONSSTOD, "Hälsa"),
    ("Hot och våld", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Arbetsmiljö"),
    ("Brandskydd", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Säkerhet"),
    ("In- och utflyttning", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Genomförande"),
    ("Rapportering av ej verkställda beslut", CHEF_IFO, IFO, "Myndighet"),
    ("Introduktion av ny personal", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Personal"),
    ("Behörighet och loggkontroll", UTVECKLARE, NAMND, "Säkerhet"),
    ("Dödsfall", MAS, NAMND, "Hälso- och sjukvård"),
    ("Kontaktmannaskap", CHEF_FUNKTIONSSTOD, FUNKTIONSSTOD, "Genomförande"),
    ("Uppföljning av utförare", UTVECKLARE, NAMND, "Kvalitet"),
)
STEPS: dict[str, tuple[str, ...]] = {
    "Myndighet": (
        "Registrera ärendet samma dag och bekräfta till den enskilde.",
        "Inhämta samtycke innan någon annan kontaktas.",
        "Beskriv den enskildes egen inställning med egna ord.",
        "Skicka beställningen med mål som går att följa upp.",
    ),
    "Genomförande": (
        "Utse ansvarig och gå igenom beställningen tillsammans med den enskilde.",
        "Skriv planen inom 15 dagar: vad, hur, när och av vem.",
        "Gå igenom planen med alla som arbetar på enheten.",
        "Följ upp två gånger om året och när behoven ändras.",
    ),
    "Rättssäkerhet": (
        "Fråga den enskilde och anteckna svaret.",
        "Pröva alltid det minst ingripande alternativet först.",
        "Anteckna beslut, skäl och hur länge det gäller.",
        "Rapportera det som blev fel samma dag.",
    ),
    "Kvalitet": (
        "Registrera samma dag i Kvalitet. Bara vad som hände och var behövs.",
        "Ta emot inom tre dagar och bedöm risken.",
        "Utred orsaker i arbetssättet, inte hos en person.",
        "Följ upp effekten och återkoppla på nästa APT.",
    ),
    "Hälso- och sjukvård": (
        "Läs den lokala instruktionen innan du börjar.",
        "Kontrollera person, läkemedel, dos och tid.",
        "Signera direkt efteråt.",
        "Ring sjuksköterska vid minsta tvekan.",
    ),
}
OWN_STEPS: dict[int, tuple[str, ...]] = {
    21: (
        "Ta tecken på självskada på allvar. Stanna hos den enskilde och lyssna.",
        "Ta bort vassa föremål tillsammans med den enskilde, inte i smyg.",
        "Kontakta sjuksköterska. Vid fara för liv: ring 112.",
        "Skriv avvikelse samma dag. Vid fem händelser på 30 dagar görs riskanalys och genomförandeplanen ändras.",
        "Återkoppla på APT och ge personalen samtalsstöd.",
    ),
}
MAP: tuple[tuple[str, str, ProcessSlag, tuple[tuple[str, tuple[tuple[str, str, tuple[int, ...]], ...]], ...]], ...] = (
    (
        "L1",
        "Styra och förbättra",
        ProcessSlag.LEDNING,
        (
            (
                "Planera",
                (("Riskanalys", "verksamhetschef", ()), ("Plan för egenkontroller", "verksamhetsutvecklare", (12,))),
            ),
            (
                "Följa upp",
                (
                    ("Egenkontroll", "enhetschef", (12,)),
                    ("Avvikelser och lex Sarah", "enhetschef", (12, 13, 14)),
                    ("Synpunkter och klagomål", "enhetschef", (15,)),
                    ("Ej verkställda beslut", "handläggare", (25,)),
                ),
            ),
            (
                "Berätta",
                (
                    ("Kvalitetsberättelse", "verksamhetsutvecklare", (12,)),
                    ("Rapport till nämnd", "verksamhetschef", ()),
                ),
            ),
        ),
    ),
    (
        "P1",
        "Förebyggande och tidiga insatser",
        ProcessSlag.HUVUD,
        (
            (
                "Informera och vägleda",
                (
                    ("Möta fråga", "handläggare", (4,)),
                    ("Ge lättläst information", "handläggare", (4,)),
                    ("Lotsa vidare", "handläggare", (11,)),
                ),
            ),
            ("Insats utan behovsprövning", (("Erbjud insats", "handläggare", ()), ("Registrera", "handläggare", (7,)))),
            ("Upptäcka", (("Orosanmälan", "handläggare", (9,)), ("Samverka skola och region", "handläggare", (11,)))),
        ),
    ),
    (
        "P2",
        "Ta emot ansökan",
        ProcessSlag.HUVUD,
        (
            (
                "Aktualisera",
                (
                    ("Registrera", "handläggare", (1,)),
                    ("Bekräfta", "handläggare", (1,)),
                    ("Skyddsbedöm", "handläggare", (9,)),
                ),
            ),
            ("Besluta om utredning", (("Planera", "handläggare", (4,)), ("Inhämta samtycke", "handläggare", (8,)))),
        ),
    ),
    (
        "P3",
        "Genomföra utredning",
        ProcessSlag.HUVUD,
        (
            (
                "Utreda",
                (
                    ("Möte och hembesök", "handläggare", (10,)),
                    ("Bedöma personkrets", "handläggare", (4,)),
                    ("Behov enligt IBIC", "handläggare", (4,)),
                    ("Barnets bästa", "handläggare", (3,)),
                    ("Fråga om våld", "handläggare", (9,)),
                    ("Samverka, SIP", "handläggare", (11,)),
                ),
            ),
            ("Bedöma", (("Förslag till beslut", "handläggare", (4,)), ("Kommunicera", "handläggare", (4,)))),
        ),
    ),
    (
        "P4",
        "Besluta och beställa",
        ProcessSlag.HUVUD,
        (
            (
                "Besluta",
                (
                    ("Ärendedragning", "handläggare", (4,)),
                    ("Beslut och delgivning", "handläggare", (4,)),
                    ("Hjälp att överklaga", "handläggare", (4,)),
                ),
            ),
            (
                "Beställa",
                (("Beställning med mål", "handläggare", (2, 5)), ("Bevaka verkställighet", "handläggare", (25,))),
            ),
        ),
    ),
    (
        "P5",
        "Verkställa",
        ProcessSlag.HUVUD,
        (
            ("Ta emot uppdrag", (("Kvittera", "enhetschef", (6,)), ("Utse kontaktman", "enhetschef", (29,)))),
            (
                "Planera",
                (
                    ("Genomförandeplan inom 15 dagar", "kontaktman", (6,)),
                    ("Riskbedömning", "enhetschef", (21,)),
                    ("Inflyttning", "kontaktman", (24,)),
                ),
            ),
        ),
    ),
    (
        "P6",
        "Genomföra insats",
        ProcessSlag.HUVUD,
        (
            (
                "Vardag",
                (
                    ("Vardagsstöd", "stödpedagog", (6,)),
                    ("Hälsa och läkemedel", "stödpedagog", (16, 17)),
                    ("Privata medel", "kontaktman", (19,)),
                    ("Förflyttning", "stödpedagog", (18,)),
                ),
            ),
            (
                "Delaktighet",
                (("Husmöte", "stödpedagog", ()), ("Dokumentera", "stödpedagog", (7,)), ("Avvikelse", "alla", (12, 22))),
            ),
        ),
    ),
    (
        "P7",
        "Följa upp",
        ProcessSlag.HUVUD,
        (
            ("Utförare", (("Plan två gånger om året", "kontaktman", (6,)),)),
            (
                "Myndighet",
                (
                    ("Beslut en gång om året", "handläggare", (4,)),
                    ("Kvalitetsfrågor", "handläggare", (30,)),
                    ("Ompröva", "handläggare", (4,)),
                ),
            ),
        ),
    ),
    (
        "P8",
        "Avsluta insats",
        ProcessSlag.HUVUD,
        (
            (
                "Avsluta",
                (
                    ("Anmäl ändrat behov", "enhetschef", (2,)),
                    ("Återlämna medel", "kontaktman", (19,)),
                    ("Dödsfall", "enhetschef", (28,)),
                    ("Avsluta akt", "handläggare", (7,)),
                ),
            ),
        ),
    ),
    (
        "S1",
        "Stöd",
        ProcessSlag.STOD,
        (
            (
                "Personal",
                (
                    ("Kompetens och introduktion", "enhetschef", (26,)),
                    ("Behörighet och logg", "systemförvaltare", (27,)),
                ),
            ),
            (
                "Förvaltning",
                (
                    ("Arkiv och gallring", "registrator", ()),
                    ("Uppföljning av utförare", "verksamhetsutvecklare", (30,)),
                    ("Brandskydd", "enhetschef", (23,)),
                ),
            ),
        ),
    ),
)
NO_RUTIN = {"Husmöte": "Formen bestäms på varje enhet.", "Rapport till nämnd": "Följer nämndens årshjul."}
NEEDS_NONE = frozenset({*NO_RUTIN, "Riskanalys", "Erbjud insats", "Arkiv och gallring"})


def text_of(nr: int, titel: str, omrade: str) -> str:
    """A short rutin in Markdown."""
    steps = OWN_STEPS.get(nr) or STEPS.get(omrade) or STEPS["Genomförande"]
    numbered = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))
    return (
        f"## Syfte\n\n{titel}: alla ska göra på samma sätt, och den enskilde ska kunna lita på det.\n\n"
        "## Ansvar\n\nEnhetschefen ser till att rutinen är känd. Den som utför steget ansvarar för att det blir gjort.\n\n"
        f"## Gör så här\n\n{numbered}\n\n"
        "## Dokumentera\n\nAnteckna i journalen det som har betydelse för den enskilde. Det som blev fel registreras "
        "som avvikelse samma dag."
    )


def add_rutiner(b: Bygge) -> None:
    """Thirty rutiner: six past their review, two without owner, three drafts, one that is missing."""
    rng = b.rng("rutiner")
    rows = [
        {
            "nr": nr,
            "titel": titel,
            "omrade": omrade,
            "enhet_id": b.enheter[unit],
            "agare_id": None if nr in NO_OWNER else b.personer[owner],
        }
        for nr, (titel, owner, unit, omrade) in enumerate(RUTINER, 1)
    ]
    b.rutiner.update(zip(range(1, len(rows) + 1), b.add(Rutin, rows), strict=True))
    versions = []
    for nr, (titel, owner, _, omrade) in enumerate(RUTINER, 1):
        if nr == MISSING:
            continue
        newest = 1 if nr in DRAFT or nr == 21 else rng.randrange(1, 5)
        adopted = _adopted(nr, rng.randrange(40, 420))
        for number in range(1, newest + 1):
            when = adopted - relativedelta(years=newest - number)
            last = number == newest
            draft = nr in DRAFT
            status = VersionStatus.UTKAST if draft else VersionStatus.FASTSTALLD if last else VersionStatus.ERSATT
            versions.append(
                {
                    "rutin_id": b.rutiner[nr],
                    "version_nr": number,
                    "status": status,
                    "text": text_of(nr, titel, omrade),
                    "faststalld_av_id": None if draft else b.personer[owner],
                    "faststalld_datum": None if draft else when,
                    "galler_fran": None if draft else when,
                    "oversyn_senast": None if draft else _review(nr, when),
                    "andring": "" if number == 1 else "Förtydligad efter avvikelser under året.",
                    "betydande": number == 2,
                }
            )
    b.add(Rutinversion, versions)


def _adopted(nr: int, days: int) -> date:
    return {3: date(2015, 2, 16), 4: date(2021, 6, 3), 21: date(2025, 11, 24)}.get(nr, IDAG - timedelta(days=days))


def _review(nr: int, adopted: date) -> date:
    if nr in LATE:
        return min(adopted + relativedelta(years=1), IDAG - timedelta(days=nr * 9))
    return max(adopted + relativedelta(years=2), IDAG + timedelta(days=20 + nr * 7))


def add_processes(b: Bygge) -> None:
    """The map with its delprocesser, ordered aktiviteter and their rutiner."""
    links = []
    for order, (kod, namn, slag, parts) in enumerate(MAP, 1):
        top = b.add(Process, [_process(b, kod, namn, slag, order=order, above=None)])[0]
        for place, (part, steps) in enumerate(parts, 1):
            below = b.add(Process, [_process(b, f"{kod}.{place}", part, slag, order=place, above=top)])[0]
            b.processer[f"{kod}.{place}"] = below
            rows = [
                {
                    "process_id": below,
                    "ordning": n,
                    "namn": name,
                    "ansvarig_roll": role,
                    "rutin_behovs": name not in NEEDS_NONE,
                    "utan_rutin_skal": NO_RUTIN.get(name, ""),
                    "samverkan": "region och skola" if "amverka" in name else "",
                }
                for n, (name, role, _) in enumerate(steps, 1)
            ]
            for step_id, (_, _, rutiner) in zip(b.add(Aktivitet, rows), steps, strict=True):
                links += [{"aktivitet_id": step_id, "rutin_id": b.rutiner[nr]} for nr in rutiner]
    b.add(AktivitetRutin, links)


def _process(b: Bygge, kod: str, namn: str, slag: ProcessSlag, *, order: int, above: int | None) -> dict[str, object]:
    return {
        "kod": kod,
        "namn": namn,
        "slag": slag,
        "foralder_id": above,
        "enhet_id": b.enheter[NAMND],
        "ordning": order,
        "agare_id": b.personer[
            JAG if kod.startswith(("L", "S")) else CHEF_FUNKTIONSSTOD if kod[:2] in ("P5", "P6") else CHEF_IFO
        ],
        "syfte": f"{namn} så att den enskilde får det stöd som beslutats." if above is None else "",
        "version_nr": 2,
        "faststalld_datum": date(2025, 1, 20),
    }
