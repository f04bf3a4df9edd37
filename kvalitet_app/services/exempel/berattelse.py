"""What the author wrote in the example's kvalitetsberättelse for 2025; two chapters are still to be written."""

from __future__ import annotations

from datetime import date

from kvalitet_app.db.models import Avsnitt, Berattelse
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.slag import BerattelseStatus
from kvalitet_app.services.exempel.bygge import Bygge, moment
from kvalitet_app.services.exempel.organisation import NAMND

AR, SKRIVEN = 2025, date(2026, 2, 6)

TEXTER: dict[Kapitel, str] = {
    Kapitel.SAMMANFATTNING: (
        "Ett enda ärende präglar årets siffror. 102 av 154 avvikelser enligt SoL och LSS gäller en och samma brukare. De "
        "redovisas för sig i kapitel 7, så att resten av året också syns.\n\n"
        "**Tre resultat**\n\n"
        "- 6 riskanalyser gjordes, och 5 av dem har lett till beslutade åtgärder.\n"
        "- Alla 38 synpunkter är besvarade.\n"
        "- 151 av 173 brukare har en giltig genomförandeplan, mot 139 av 170 året före.\n\n"
        "**Tre saker som oroar**\n\n"
        "- Insatser som fördröjs eller utförs felaktigt har ökat från 4 till 15 händelser.\n"
        "- 7 gruppbostäder har rapporterat en enda avvikelse på ett helt år.\n"
        "- 118 av 200 insatser har följts upp. Målet är 90 procent.\n\n"
        "Nästa år går uppföljningen av insatser och rapporteringen på de tysta enheterna först."
    ),
    Kapitel.INLEDNING: (
        "Välfärdsnämnden ansvarar för stöd och service enligt LSS och för de insatser enligt socialtjänstlagen som ges av "
        "samma enheter. Nämnden ansvarar också för att det finns ett ledningssystem och att det används.\n\n"
        "Verksamheten är delad i *Funktionsstöd*, som utför insatserna, och *Individ- och familjeomsorg*, där "
        "myndighetsutövningen finns. *Kvalitetsledning* samlar MAS, MAR, två verksamhetsutvecklare och en controller. "
        "Enhetschefen ansvarar för avvikelser, egenkontroller och rutiner på sin enhet."
    ),
    Kapitel.MAL: (
        "Fem mål gällde för året. Ett nåddes.\n\n"
        "- Nio av tio planerade egenkontroller skulle bli gjorda. 149 av 186 blev det.\n"
        "- 70 procent skulle svara i brukarundersökningen. 96 av 171 svarade.\n"
        "- 90 procent av insatserna skulle följas upp. 118 av 200 följdes upp.\n"
        "- 95 procent av brukarna skulle ha en giltig genomförandeplan. 151 av 173 hade det.\n"
        "- 85 procent av domarna skulle gå på nämndens linje. 27 av 29 gjorde det, och målet nåddes."
    ),
    Kapitel.LEDNINGSSYSTEM: (
        "Rutinen om självskada och suicidrisk fastställdes i november. Två luckor återstår: ingen rutin säger hur hembesök "
        "och ensamarbete ska gå till, och två rutiner saknar ägare.\n\n"
        "Rutinen *Barns bästa och rätt att vara delaktig* är den äldsta som fortfarande används. Den skulle ha setts över "
        "redan 2016."
    ),
    Kapitel.RISKANALYSER: (
        "Riskanalyserna gjordes inför förändringar som var kända i förväg och efter två händelser. Analysen av den nya "
        "socialtjänstlagen fann inga höga risker, och för den är inga åtgärder beslutade. Övriga analyser har lett till två "
        "åtgärder var, och de är genomförda. Effekten av dem är inte bedömd ännu."
    ),
    Kapitel.EGENKONTROLLER: (
        "Fyra av fem planerade egenkontroller blev gjorda. 15 flyttades till året efter och 22 gjordes inte i tid.\n\n"
        "Lägst resultat, 54 procent, fick genomförandeplanerna på Sälgen. Högst, 98 procent, fick basal hygien på Videt. Vad skillnaderna beror på är inte utrett."
    ),
    Kapitel.AVVIKELSER: (
        "Siffran 154 kan inte läsas som den står. En brukare har skadat sig själv vid 102 tillfällen, främst på kvällar och "
        "nätter. Ärendet har en egen riskanalys. Utan det är de tre vanligaste typerna 30 händelser, mot 18 året före.\n\n"
        "Den ökning som finns i resten av verksamheten gäller insatser som fördröjs eller utförs felaktigt, från 4 till 15. "
        "Hot eller våld mellan brukare minskade från 15 till 9.\n\n"
        "Sju gruppbostäder har en enda avvikelse. Vi vet inte om det är lugnt där eller om händelser inte rapporteras. Det ska "
        "chefen på varje sådan enhet ta upp på en arbetsplatsträff."
    ),
    Kapitel.LEX: (
        "Sju rapporter enligt lex Sarah utreddes. Ett allvarligt missförhållande anmäldes till IVO, som har avslutat ärendet. "
        "Tre rapporter bedömdes som missförhållande, en som påtaglig risk och två som inget missförhållande."
    ),
    Kapitel.SYNPUNKTER: (
        "Flest synpunkter handlar om information och om lokaler. Klagomålen ökade från 19 till 22. Alla har fått svar."
    ),
    Kapitel.MATNINGAR: (
        "Fler svarade i brukarundersökningen än året före, men 75 av 171 svarade inte. Svaren säger därför inte vad alla "
        "brukare tycker."
    ),
    Kapitel.EVB: (
        "Besluten som väntar blev färre: 9 i början av 2024 och 3 i slutet av 2025. De flesta gäller bostad med särskild "
        "service. Där behöver nämnden ta ställning till hur behovet av bostäder ska mötas."
    ),
    Kapitel.GRANSKNING: (
        "Revisorerna lämnade nio rekommendationer. Nämnden svarade i tid. Fyra är klara, två är försenade: IBIC i utredningarna "
        "och rutinerna för barnkonventionen. Den egna granskningen av myndigheten visade brister bland annat i samtycke, "
        "genomförandeplaner och rutin för ensamarbete."
    ),
    Kapitel.ANALYS: (
        "Tre iakttagelser återkommer i flera kapitel.\n\n"
        "1. **Uppföljningen hinns inte med.** Insatser, genomförandeplaner och egenkontroller når inte sina mål.\n"
        "2. **Rutin saknas för ensamarbete och hembesök.** Både processkartan och den egna granskningen pekar på den.\n"
        "3. **Tystnaden är ojämnt fördelad.** Några enheter rapporterar ofta, andra nästan aldrig.\n\n"
        "Om de hänger ihop går inte att säga av siffrorna. Det ska prövas under 2026."
    ),
    Kapitel.ATGARDER: (
        "De åtgärder som kommer ur avvikelser är genomförda och har fått sin effekt bedömd. För åtgärder ur egenkontroller "
        "och riskanalyser är effekten inte bedömd. Det ska göras innan de räknas som klara."
    ),
    Kapitel.NASTA_AR: (
        "1. 90 procent av insatserna följs upp.\n"
        "2. Varje enhet återkopplar sina avvikelser på en arbetsplatsträff varje månad.\n"
        "3. Nio av tio planerade egenkontroller blir gjorda.\n"
        "4. Rutinen för hembesök och ensamarbete fastställs, och varje rutin får en ägare."
    ),
}


def add_berattelse(b: Bygge) -> None:
    """Add the report of 2025 as a draft, with its texts."""
    stamp = {"skapad": moment(SKRIVEN), "andrad": moment(SKRIVEN)}
    report = {
        "ar": AR,
        "enhet_id": b.enheter[NAMND],
        "status": BerattelseStatus.UTKAST,
        "dnr": "2026/VN 0017",
        "faststalld_datum": None,
    }
    (row_id,) = b.add(Berattelse, [report | stamp])
    b.add(Avsnitt, [{"berattelse_id": row_id, "kapitel": k.value, "text": text} | stamp for k, text in TEXTER.items()])
