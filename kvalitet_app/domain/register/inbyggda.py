"""The built-in catalogues: avvikelsetyper, orsaker, insatser and skäl till ej verkställt beslut.

Catalogues are local: these are what a new register begins with. The types of SoL and LSS merge the labels of two
municipalities; `gemensam` is the code that both have in common, so that figures can be compared, and `grupp` is its
Swedish name. Which of SoL and LSS an avvikelse falls under follows from its unit, so these types stand under LSS.
"""

from dataclasses import dataclass

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.kataloger import Katalog


@dataclass(frozen=True, slots=True)
class InbyggdTyp:
    """An avvikelsetyp that ships with the program."""

    kod: str
    namn: str
    gemensam: str
    lagrum: Lagrum

    @property
    def grupp(self) -> str:
        """The Swedish name of the common code."""
        return GRUPPER[self.gemensam]


GRUPPER: dict[str, str] = {
    "halsa": "Hälsa och säkerhet",
    "utforande": "Utförande av insats",
    "bemotande": "Bemötande",
    "fysiska_overgrepp": "Fysiska övergrepp",
    "psykiska_overgrepp": "Psykiska övergrepp",
    "sexuella_overgrepp": "Sexuella övergrepp",
    "ekonomiska_overgrepp": "Ekonomiska övergrepp",
    "rattssakerhet": "Rättssäkerhet",
    "arbetssatt": "Arbetssätt, metod och rutin",
    "miljo": "Fysisk miljö, utrustning och teknik",
    "samverkan": "Samverkan och information",
    "ovrigt": "Övrigt",
    "lakemedel": "Läkemedel",
    "fall": "Fall",
    "rehab": "Rehabilitering och hjälpmedel",
    "omvardnad": "Omvårdnad",
    "infektion": "Vårdhygien och infektion",
    "hsl_annat": "Annat inom hälso- och sjukvård",
}

_SOL_LSS = (
    ("sjalvskada", "Självskada, självmord eller självmordsförsök", "halsa"),
    ("insats_fordrojd", "Insats fördröjd eller felaktigt utförd", "utforande"),
    ("genomforandeplan", "Avvikelse från genomförandeplan", "utforande"),
    ("kontinuitet", "Bristande kontinuitet", "utforande"),
    ("forsummelse", "Försummelse", "utforande"),
    ("bemotande", "Bristande bemötande", "bemotande"),
    ("delaktighet", "Bristande delaktighet eller självbestämmande", "bemotande"),
    ("diskriminering", "Diskriminering eller respektlös behandling", "bemotande"),
    ("hot_vald_brukare", "Hot eller våld mellan brukare", "fysiska_overgrepp"),
    ("hot_vald_personal", "Hot eller våld av personal mot brukare", "fysiska_overgrepp"),
    ("psykiska_overgrepp", "Psykiska övergrepp", "psykiska_overgrepp"),
    ("sexuella_overgrepp", "Sexuella övergrepp", "sexuella_overgrepp"),
    ("privata_medel", "Brist i hantering av privata medel", "ekonomiska_overgrepp"),
    ("stold", "Stöld eller otillåten användning av egendom", "ekonomiska_overgrepp"),
    ("rattssakerhet", "Brist i rättssäkerhet eller dokumentation", "rattssakerhet"),
    ("beslut_ej_verkstallt", "Beslut ej verkställt i tid", "rattssakerhet"),
    ("samtycke", "Brist i samtycke eller information till den enskilde", "rattssakerhet"),
    ("barnperspektiv", "Bristande barnperspektiv", "rattssakerhet"),
    ("begransning", "Begränsning eller åtgärd utan lagstöd", "rattssakerhet"),
    ("rutin", "Rutin saknas eller följs inte", "arbetssatt"),
    ("kompetens", "Bristande kompetens eller introduktion", "arbetssatt"),
    ("bemanning", "Bristande bemanning", "arbetssatt"),
    ("miljo", "Brist i fysisk miljö, utrustning eller teknik", "miljo"),
    ("brand_larm", "Brist i brandskydd, lås eller larm", "miljo"),
    ("samverkan", "Brist i samverkan eller informationsöverföring", "samverkan"),
    ("sekretess", "Brist i informationssäkerhet eller sekretess", "samverkan"),
    ("extern", "Extern avvikelse, hos annan verksamhet", "samverkan"),
    ("forbattring", "Positiv händelse eller förbättringsförslag", "ovrigt"),
    ("ovrigt", "Övrigt", "ovrigt"),
)

_HSL = (
    ("lm_utebliven", "Läkemedel: utebliven dos", "lakemedel"),
    ("lm_fordrojd", "Läkemedel: fördröjd dos", "lakemedel"),
    ("lm_fel_dos", "Läkemedel: fel dos", "lakemedel"),
    ("lm_fel_person", "Läkemedel: fel person", "lakemedel"),
    ("lm_administrering", "Läkemedel: felaktig administrering", "lakemedel"),
    ("lm_signering", "Läkemedel: signering eller information", "lakemedel"),
    ("lm_saknas", "Läkemedel: saknas, förlust eller stöld", "lakemedel"),
    ("lm_automat", "Läkemedelsautomat", "lakemedel"),
    ("fall_skada", "Fall med skada", "fall"),
    ("fall_utan_skada", "Fall utan skada", "fall"),
    ("rehab_hjalpmedel", "Rehabilitering och hjälpmedel", "rehab"),
    ("trycksar", "Trycksår", "omvardnad"),
    ("nutrition", "Nutrition", "omvardnad"),
    ("munhalsa", "Munhälsa", "omvardnad"),
    ("palliativ", "Vård i livets slutskede", "omvardnad"),
    ("kad", "Urinkateter (KAD)", "omvardnad"),
    ("vri", "Vårdrelaterad infektion", "infektion"),
    ("hygien", "Basal hygien", "infektion"),
    ("ordination", "Ordination inte utförd", "hsl_annat"),
    ("medicinteknik", "Medicinteknisk produkt", "hsl_annat"),
    ("hsl_information", "Informationsöverföring inom hälso- och sjukvård", "hsl_annat"),
    ("hsl_ovrigt", "Övrigt inom hälso- och sjukvård", "hsl_annat"),
)

TYPER: tuple[InbyggdTyp, ...] = (
    *(InbyggdTyp(kod, namn, gemensam, Lagrum.LSS) for kod, namn, gemensam in _SOL_LSS),
    *(InbyggdTyp(kod, namn, gemensam, Lagrum.HSL) for kod, namn, gemensam in _HSL),
)

# The tree's second level, by the code of the main cause it stands below.
FINARE_ORSAKER: dict[str, tuple[tuple[str, str], ...]] = {
    "rutin": (
        ("rutin_saknas", "Rutin saknas"),
        ("rutin_okand", "Rutinen är inte känd"),
        ("rutin_foljs_ej", "Rutinen följs inte"),
        ("rutin_brist", "Rutinen är otydlig eller inaktuell"),
    ),
    "kommunikation": (
        ("kom_overlamning", "Överlämning mellan pass eller personer"),
        ("kom_dokumentation", "Dokumentation saknas eller är bristfällig"),
        ("kom_enskild", "Kommunikation med den enskilde"),
    ),
    "kompetens": (
        ("komp_introduktion", "Introduktion saknas eller är bristfällig"),
        ("komp_kunskap", "Kunskapsbrist"),
        ("komp_delegering", "Delegering saknas"),
    ),
    "organisation": (
        ("org_tidsbrist", "Tidsbrist eller arbetsbelastning"),
        ("org_ansvar", "Otydligt ansvar"),
        ("org_lokal", "Lokaler och fysisk miljö"),
    ),
    "teknik": (
        ("tek_fel", "Tekniskt fel"),
        ("tek_handhavande", "Handhavande"),
        ("tek_saknas", "Utrustning saknas"),
    ),
    "bemanning": (
        ("bem_vikarie", "Vikarie utan kännedom"),
        ("bem_franvaro", "Frånvaro utan ersättare"),
    ),
    "samverkan": (
        ("sam_region", "Samverkan med regionen"),
        ("sam_skola", "Samverkan med skola"),
        ("sam_utforare", "Samverkan med annan utförare eller myndighet"),
    ),
}

VARDEN: dict[Katalog, tuple[tuple[str, str], ...]] = {
    # The first five are the cause groups of Handbok för riskanalys och händelseanalys; the rest suit LSS and SoL.
    Katalog.ORSAK: (
        ("rutin", "Procedurer, rutiner och riktlinjer"),
        ("kommunikation", "Kommunikation och information"),
        ("kompetens", "Utbildning och kompetens"),
        ("organisation", "Omgivning och organisation"),
        ("teknik", "Teknik, utrustning och apparatur"),
        ("bemanning", "Bemanning och vikarier"),
        ("individ", "Den enskildes hälsa och livssituation"),
        ("samverkan", "Bristande samverkan"),
    ),
    Katalog.INSATS: (
        ("lss_2", "Personlig assistans, 9 § 2 LSS"),
        ("lss_3", "Ledsagarservice, 9 § 3 LSS"),
        ("lss_4", "Kontaktperson, 9 § 4 LSS"),
        ("lss_5", "Avlösarservice i hemmet, 9 § 5 LSS"),
        ("lss_6", "Korttidsvistelse utanför hemmet, 9 § 6 LSS"),
        ("lss_7", "Korttidstillsyn, 9 § 7 LSS"),
        ("lss_8", "Boende för barn eller ungdom, 9 § 8 LSS"),
        ("lss_9", "Bostad med särskild service för vuxna, 9 § 9 LSS"),
        ("lss_10", "Daglig verksamhet, 9 § 10 LSS"),
        ("sol_boendestod", "Boendestöd, SoL"),
        ("sol_sysselsattning", "Sysselsättning, SoL"),
        ("sol_ledsagning", "Ledsagning, SoL"),
        ("sol_kontaktperson", "Kontaktperson, SoL"),
    ),
    Katalog.EVB_SKAL: (
        ("bostad", "Lämplig bostad saknas"),
        ("personal", "Lämplig personal saknas"),
        ("uppdragstagare", "Kontaktperson eller uppdragstagare saknas"),
        ("plats", "Plats i verksamheten saknas"),
        ("avbojt", "Den enskilde har tackat nej till erbjudande"),
        ("val", "Den enskilde har svårt att välja eller vill vänta"),
        ("nas_inte", "Den enskilde går inte att nå"),
        ("halsa", "Den enskildes hälsa hindrar verkställighet"),
        ("avbrott", "Verkställigheten har avbrutits"),
        ("annat", "Annat skäl"),
    ),
    Katalog.SKAL_TILLBAKA: (
        ("uppgifter_saknas", "Uppgifter saknas"),
        ("orsak_saknas", "Orsakerna är inte utredda"),
        ("atgard_svarar_inte", "Åtgärden svarar inte mot orsaken"),
        ("atgard_hjalpte_inte", "Åtgärden har inte hjälpt"),
        ("fel_bedomning", "Bedömningen behöver göras om"),
        ("annat", "Annat skäl"),
    ),
    Katalog.SKAL_OPPNA: (
        ("hant_igen", "Det har hänt igen"),
        ("nya_uppgifter", "Nya uppgifter har kommit"),
        ("atgard_hjalpte_inte", "Åtgärden har inte hjälpt"),
        ("fel", "Ärendet avslutades av misstag"),
        ("annat", "Annat skäl"),
    ),
    Katalog.SKAL_EJ_AVVIKELSE: (
        ("enligt_beslut", "Det gick till som det var beslutat"),
        ("synpunkt", "Det är en synpunkt eller ett klagomål"),
        ("arbetsmiljo", "Det gäller arbetsmiljön och anmäls där"),
        ("test", "Registrerad av misstag eller på prov"),
        ("annat", "Annat skäl"),
    ),
    Katalog.SKAL_OVERLAMNA: (
        ("region", "Det hände hos regionen"),
        ("utforare", "Det hände hos en annan utförare"),
        ("enhet", "En annan enhet har ansvaret"),
        ("myndighet", "En annan myndighet har ansvaret"),
        ("annat", "Annat skäl"),
    ),
    Katalog.SKAL_FLYTTA: (
        ("fel_enhet", "Den registrerades på fel enhet"),
        ("ansvar", "En annan enhet har ansvaret"),
        ("annat", "Annat skäl"),
    ),
}
