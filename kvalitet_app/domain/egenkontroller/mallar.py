"""The twelve built-in templates of egenkontroll, T01–T12 (SOSFS 2011:9 5 kap. 2 §). Own wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kvalitet_app.domain.kalender import Upprepning


@dataclass(frozen=True, slots=True)
class InbyggdMall:
    """A template that ships with the program: how it is done, how often, and its questions in order."""

    kod: str
    namn: str
    metod: str
    upprepning: Upprepning
    fragor: tuple[str, ...]


def question_codes(texts: Sequence[str], before: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
    """The codes of a version's questions; `before` are code and text of every question of earlier versions, in order.

    A question that reads as it did keeps its code, so that answers and outcomes are told together through versions.
    """
    known: dict[str, str] = {}
    used: set[str] = set()
    for code, text in before:
        known[_said(text)] = code
        used.add(code)
    given: list[str] = []
    for text in texts:
        code = known.get(_said(text), "")
        if not code or code in given:
            code = next(name for n in range(1, len(used) + 2) if (name := f"f{n:02}") not in used)
        used.add(code)
        given.append(code)
    return tuple(given)


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


PERSONKRETS = "Är personkretsen bedömd och motiverad, om akten gäller LSS (SoL: ej tillämpligt)?"
TEKNIK = (
    "Finns samtycke till kameror, sensorer, larm och positionering, också av närstående som bor där "
    "(PuL 9 §, SoL 10 kap. 6 §)?"
)

MALLAR: tuple[InbyggdMall, ...] = (
    InbyggdMall(
        "T01",
        "Aktgranskning handläggning LSS/SoL",
        "Kollegial granskning av ett slumpat urval på 30 procent av myndighetens akter, två gånger per år",
        Upprepning.HALVAR,
        (
            "Framgår vem som ansökt, när och om vad?",
            "Är samtycke inhämtat och antecknat innan andra kontaktats?",
            PERSONKRETS,
            "Är behoven beskrivna inom relevanta livsområden (IBIC)?",
            "Syns den enskildes egen röst och inställning?",
            "Är barnets bästa prövat och beskrivet när ett barn berörs?",
            "Är frågan om våld i nära relation ställd eller motiverat utelämnad?",
            "Har beställningen mål som går att följa upp?",
            "Är genomförandeplanen mottagen, granskad och antecknad?",
            "Är insatsen uppföljd inom ett år?",
        ),
    ),
    InbyggdMall(
        "T02",
        "Genomförandeplan",
        "Genomgång av alla brukares genomförandeplaner, två gånger per år",
        Upprepning.HALVAR,
        (
            "Finns en gällande plan?",
            "Upprättades den inom 15 dagar från beställningen?",
            "Har den enskilde eller företrädare deltagit?",
            "Motsvarar målen beställningens mål?",
            "Står det vad som ska göras, hur, när och av vem?",
            "Finns stödbehov vid kommunikation (AKK) beskrivet?",
            "Finns datum för nästa uppföljning?",
            "Är senaste uppföljningen gjord i tid?",
            "Är planen känd av kontaktman och vikarier?",
        ),
    ),
    InbyggdMall(
        "T03",
        "Social journal",
        "Granskning av fem akter varje kvartal",
        Upprepning.KVARTAL,
        (
            "Är händelser av betydelse antecknade?",
            "Är anteckningarna daterade och signerade?",
            "Skiljer texten på iakttagelse och bedömning?",
            "Är språket respektfullt?",
            "Går det att se om målen nås?",
            "Är avvikande händelser både journalförda och rapporterade?",
            "Saknas onödiga uppgifter om andra personer?",
        ),
    ),
    InbyggdMall(
        "T04",
        "Loggkontroll",
        "Slumpat och riktat urval ur verksamhetssystemets logg varje månad",
        Upprepning.MANAD,
        (
            "Är urvalet slumpat och dokumenterat?",
            "Har alla öppnade akter ett tjänsteskäl?",
            "Har någon öppnat egen, kollegas eller anhörigs akt?",
            "Är behörigheter för slutade borttagna?",
            "Stämmer behörigheten med arbetsuppgiften?",
            "Är gruppkonton borta?",
            "Är avvikande åtkomst utredd och rapporterad som incident?",
        ),
    ),
    InbyggdMall(
        "T05",
        "Basal hygien och klädregler",
        "Observation varje kvartal",
        Upprepning.KVARTAL,
        (
            "Desinfekteras händerna före och efter omvårdnad?",
            "Används handskar rätt och byts mellan moment?",
            "Används skyddskläder vid behov?",
            "Är underarmarna fria från kläder, klocka och smycken?",
            "Är naglarna korta och utan lack?",
            "Finns desinfektion tillgängligt?",
            "Har alla genomgått hygienutbildning?",
        ),
    ),
    InbyggdMall(
        "T06",
        "Läkemedel och delegering",
        "Genomgång tillsammans med MAS, två gånger per år",
        Upprepning.HALVAR,
        (
            "Finns lokal läkemedelsrutin som är känd?",
            "Är delegeringarna giltiga och personliga?",
            "Är signeringslistan komplett för perioden?",
            "Förvaras läkemedel låst och märkt per person?",
            "Stämmer kontrollräkning av narkotikaklassade?",
            "Är temperaturen avläst?",
            "Är uteblivna doser rapporterade?",
            "Vet personalen vem som kontaktas vid försämring?",
        ),
    ),
    InbyggdMall(
        "T07",
        "Privata medel",
        "Genomgång av kassa, kvitton och redovisning varje kvartal",
        Upprepning.KVARTAL,
        (
            "Finns skriftlig överenskommelse per brukare?",
            "Stämmer kassan med redovisningen?",
            "Finns kvitto för varje utgift?",
            "Signerar två personer?",
            "Är bankkort och kod åtskilda?",
            "Har god man fått redovisning?",
            "Hanterar rätt person medlen vid frånvaro?",
        ),
    ),
    InbyggdMall(
        "T08",
        "Brand, miljö och trygghet",
        "Rond på enheten varje kvartal",
        Upprepning.KVARTAL,
        (
            "Är utrymningsvägar fria?",
            "Fungerar brandvarnare och släckutrustning?",
            "Har alla övat under året?",
            "Finns utrymningsstöd för varje boende?",
            "Är kemikalier och vassa föremål säkert förvarade?",
            "Fungerar larm vid ensamarbete?",
            "Är fel anmälda och åtgärdade?",
        ),
    ),
    InbyggdMall(
        "T09",
        "Bemötande, delaktighet, självbestämmande",
        "Observation och samtal varje halvår",
        Upprepning.HALVAR,
        (
            "Knackar personalen och väntar på svar?",
            "Får brukaren välja mat, tider och aktiviteter?",
            "Hålls husmöten med anteckningar?",
            "Används bildstöd eller annat stöd?",
            "Vet brukaren vem som är kontaktman?",
            "Vet brukaren hur man lämnar synpunkter?",
            "Följs önskemål upp?",
        ),
    ),
    InbyggdMall(
        "T10",
        "Skydds- och begränsningsåtgärder",
        "Genomgång på enheten varje halvår",
        Upprepning.HALVAR,
        (
            "Är alla förekommande åtgärder listade?",
            "Finns samtycke och är det aktuellt?",
            TEKNIK,
            "Är syftet skydd och inte bekvämlighet?",
            "Är alternativ prövade?",
            "Är åtgärden tidsbegränsad och omprövad?",
            "Saknas låsta dörrar utan lagstöd?",
            "Är tvång rapporterat?",
        ),
    ),
    InbyggdMall(
        "T11",
        "Avvikelser och lex Sarah",
        "Samtal med alla medarbetare en gång per år",
        Upprepning.AR,
        (
            "Kan medarbetaren ge exempel på en avvikelse?",
            "Vet medarbetaren hur man rapporterar samma dag?",
            "Är lex Sarah genomgången senaste året?",
            "Vet medarbetaren vem som tar emot rapporter?",
            "Har enheten återkopplat på APT de senaste tre månaderna?",
            "Är äldsta öppna ärende yngre än 30 dagar?",
            "Har genomförda åtgärder effektbedömts?",
            "Är åtgärder kopplade till orsaker?",
        ),
    ),
    InbyggdMall(
        "T12",
        "Rutiner, introduktion, samverkan",
        "Genomgång på enheten en gång per år",
        Upprepning.AR,
        (
            "Har varje rutin ägare och giltigt datum?",
            "Beskriver rutinen arbetssätt och ansvar?",
            "Har berörd personal läskvitterat?",
            "Har nyanställda gått introduktion med handledare?",
            "Är registerutdrag kontrollerade där lagen kräver?",
            "Är överenskommelser med myndighet, region och skola aktuella?",
            "Är barnkonventionens rutin känd hos utförare?",
            "Är rutiner från senaste årets avvikelser reviderade?",
        ),
    ),
)

BY_KOD = {mall.kod: mall for mall in MALLAR}

EARLIER = {
    "T01": tuple(
        "Är personkretsen bedömd och motiverad?" if text == PERSONKRETS else text for text in BY_KOD["T01"].fragor
    ),
    "T10": tuple(text for text in BY_KOD["T10"].fragor if text != TEKNIK),
}
"""What an earlier program asked: a template that still asks it gets the questions of today as a new version."""
