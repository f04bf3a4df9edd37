"""What the example's avvikelser say: written as staff write, by type. {tid} and {plats} vary."""

PLATSER = ("köket", "vardagsrummet", "hallen", "badrummet", "gemensamhetsutrymmet", "bilen", "trapphuset", "lägenheten")

TEXTER: dict[str, tuple[str, ...]] = {
    "sjalvskada": (
        "Rev sig på armarna {tid}. Personal satt kvar tills det lugnat sig. Såren tvättades.",
        "Slog huvudet i väggen flera gånger {tid}. Avbröts med hjälp av lågaffektivt bemötande.",
        "Hade gömt ett vasst föremål i {plats}. Lämnade över det efter samtal.",
        "Ringde larm {tid} och berättade om tankar på att inte vilja leva. Jouren kontaktades.",
        "Skar sig ytligt på underarmen {tid}. Sjuksköterska bedömde såret på plats.",
        "Drog loss förband och rev upp gamla sår {tid}. Extra tillsyn resten av natten.",
        "Försökte lämna bostaden {tid} efter ett samtal med anhörig. Följdes av personal.",
    ),
    "insats_fordrojd": (
        "Väntade två timmar på ledsagning. Ingen ringde och sade att den var försenad.",
        "Duschhjälpen blev inte av enligt planen. Två vikarier och ingen hade läst schemat.",
        "Kom för sent till daglig verksamhet för att skjutsen inte var bokad.",
        "Inköpsdagen ställdes in utan att den boende fick veta varför.",
        "Kvällsmaten serverades 20:10 i stället för 18. Blev orolig men åt.",
        "Stödet vid läkarbesöket uteblev, besöket fick bokas om.",
    ),
    "bemotande": (
        "Tilltalades nedlåtande av vikarie {tid}. Blev ledsen och gick till sitt rum.",
        "Personal pratade om den boende över huvudet på denne i {plats}.",
        "Fick inte välja middag själv fast det står i genomförandeplanen.",
        "Personal gick in utan att knacka {tid}.",
        "Frågan om att få ringa hem avfärdades med att det inte fanns tid.",
        "Skrattades åt när han försökte berätta om sin dag.",
    ),
    "hot_vald_brukare": (
        "Slog mot medboende vid frukosten i {plats}. Ingen skadades.",
        "Hotade en medboende {tid}. Personal gick emellan och erbjöd promenad.",
        "Knuffade en medboende i {plats}. Den andre föll men slog sig inte.",
        "Kastade en stol mot en annan deltagare. Lokalen utrymdes en stund.",
    ),
    "hot_vald_personal": (
        "Vikarie höll fast den boende i armen och höjde rösten {tid}. Rött märke på handleden.",
        "Personal hotade att dra in fickpengarna om den boende inte lugnade sig.",
    ),
    "rattssakerhet": (
        "Genomförandeplan saknas sedan inflyttningen för två månader sedan.",
        "Journalanteckningar för hela helgen saknas.",
        "Beslutet var inte förlängt i tid. Insatsen gavs utan gällande beslut i nio dagar.",
        "Samtycke till kontakt med regionen hade inte antecknats.",
    ),
    "privata_medel": (
        "Kvitto saknas för inköp, 340 kr.",
        "Kassan stämmer inte med redovisningen, 120 kr för lite.",
        "Bankkort och kod låg i samma kuvert i skåpet.",
    ),
    "miljo": (
        "Ytterdörren stod olåst hela natten.",
        "Larmet svarade inte på larmknappen vid provet {tid}.",
        "Sänggrinden gick inte att fälla upp. Felanmäld.",
    ),
    "samverkan": (
        "Besked om ändrad medicinering kom inte från vårdcentralen förrän efter tre dagar.",
        "Skolan ändrade schemat utan att meddela korttidstillsynen.",
    ),
    "lm_utebliven": (
        "Utebliven dos insulin vid lunch. Sjuksköterska ringdes, blodsocker kontrollerat.",
        "Kvällsmedicinen stod kvar i dosetten på morgonen.",
        "Morgondosen gavs inte, ordinarie personal var sjuk.",
        "Ögondroppar inte givna på två dagar.",
        "Medicinen följde inte med till daglig verksamhet, lunchdosen uteblev.",
    ),
    "lm_fordrojd": (
        "Morgonmedicinen gavs 10:40 i stället för 08:00.",
        "Kvällsdosen försenad med två timmar, brand hos en annan boende.",
    ),
    "lm_fel_dos": (
        "Två tabletter i stället för en ur dosetten kl. 08. Upptäcktes vid kontrollräkning.",
        "Fick både gammal och ny ordination samma morgon.",
        "Halv tablett i stället för en hel, listan var inte ändrad.",
    ),
    "lm_fel_person": ("Fick medboendes dosett vid frukosten. Sjuksköterska ringdes, ingen påverkan.",),
    "lm_administrering": (
        "Tabletten krossades fast den ska sväljas hel.",
        "Plåstret sattes på utan att det gamla togs bort.",
    ),
    "lm_signering": (
        "Kvällsmedicinen inte signerad. Given enligt den som arbetade.",
        "Signeringslistan saknas för tre dagar.",
    ),
    "lm_saknas": ("Två tabletter saknas vid kontrollräkning av narkotikaklassade läkemedel.",),
    "fall_utan_skada": (
        "Halkade i {plats} {tid}. Ingen skada, kunde resa sig själv.",
        "Gled ur sängen {tid}. Låg på mattan, inga märken.",
        "Snubblade på tröskeln till {plats}. Ingen påverkan.",
    ),
    "fall_skada": (
        "Föll i duschen, blåmärke på höften.",
        "Föll i {plats} {tid}. Sår i pannan, sjuksköterska bedömde.",
    ),
    "rehab_hjalpmedel": (
        "Lyften stannade halvvägs vid förflyttning. Avslutades manuellt av två.",
        "Rullstolens broms tar inte. Används inte förrän den är lagad.",
    ),
    "trycksar": ("Rodnad på hälen som inte bleknar, grad 1. Avlastning satt in.",),
    "nutrition": ("Viktnedgång två kilo på en månad. Matregistrering påbörjad.",),
    "ordination": ("Omläggning inte gjord enligt ordination, upptäcktes dagen efter.",),
    "hygien": ("Handsprit slut på två våningar under helgen.",),
    "medicinteknik": ("Blodsockermätaren visade fel, ny mätare ur förrådet.",),
    "hsl_information": ("Rapport från sjukhuset saknades vid hemgång.",),
}

TIDER = ("på morgonen", "på eftermiddagen", "på kvällen", "under natten", "vid skiftbytet", "strax före läggdags")
NATT = ("på kvällen", "under natten", "strax före läggdags", "vid 22-tiden", "tidigt på natten")
GENAST = (
    "Samtal och lugn stund tillsammans.",
    "Ringde sjuksköterska, följde råd.",
    "Kontaktade chef i beredskap.",
    "Anhörig informerad.",
    "Åtgärdat på plats.",
    "Extra tillsyn resten av passet.",
    "",
)
ATGARDER: dict[str, tuple[str, ...]] = {
    "rutin": (
        "Gå igenom rutinen på APT och prova den i två veckor",
        "Skriv om steget i rutinen så att det går att följa",
    ),
    "kommunikation": ("Inför muntlig rapport vid varje skiftbyte", "Anslå veckans ändringar på tavlan och följ upp"),
    "kompetens": ("Handledning i lågaffektivt bemötande för alla vikarier", "Boka genomgång med sjuksköterska"),
    "organisation": ("Flytta ansvaret till namngiven person på varje pass", "Ändra schemat så att två är på plats"),
    "bemanning": ("Ge vikarier två dagar med handledare före eget pass", "Inför bakjour på helger"),
    "teknik": ("Felanmäl och byt ut, kontrollera de övriga", "Lägg till kontrollen i månadens brandrond"),
}
EFFEKTER = (
    "Stickprov i fyra veckor visade inga nya händelser.",
    "Färre händelser av samma slag än kvartalet före.",
    "Genomgång på APT: alla kan beskriva det nya arbetssättet.",
)
