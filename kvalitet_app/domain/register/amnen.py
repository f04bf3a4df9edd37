"""What the references to law are about: the subjects of a lex Sarah or lex Maria case, and all others."""

GOD_KVALITET, RAPPORTERA, INFORMERA = "God kvalitet", "Skyldighet att rapportera", "Information till personalen"
NAMNDEN, UTREDA, ANMALA = "Enskild verksamhet informerar nämnden", "Utreda och avhjälpa", "Anmälan till IVO"
ANMALD = "Enskild verksamhet underrättar nämnden om anmälan"
BEVARA, ORO, INSATS = "Enskild verksamhet bevarar handlingar", "Orosanmälan om barn", "Rätt till insats"
DEFINITION, PATIENT, FORESKRIFT = "Vad som avses", "Information till patienten", "Föreskrift"
PATIENTSAKERHET, SEKRETESS = "Föreskrift om utredning", "Sekretess och tystnadsplikt"

LEDNINGSSYSTEM, KVALITETSKRAV = "Ledningssystem", "Kvalitet och personal"
KLAGOMAL, KLAGOMAL_FORESKRIFT = "Klagomål och synpunkter", "Föreskrift om klagomål"
INTERN_KONTROLL, ANSVAR, BERATTELSE = "Intern kontroll", "Ansvaret dokumenteras", "Patientsäkerhetsberättelse"
EVB, EVB_VERKSTALLT = "Ej verkställda beslut, anmälan", "Ej verkställda beslut som har verkställts"
EVB_STATISTIK, EVB_VISTELSE = "Ej verkställda beslut, statistik", "Ej verkställda beslut, vistelsekommun"
AVGIFT, GALLRING, DOKUMENTATION = "Särskild avgift", "Gallring", "Dokumentation"
SAMMANSTALLNING, TEKNIK = "Sammanställning av personuppgifter", "Teknik för övervakning och samtycke"
BEHORIGHET, HYGIEN, SMITTA = "Behörighet och loggkontroll", "Basal hygien", "Smittförebyggande åtgärder"
VALD, KUNSKAPER = "Våld i nära relationer", "Personalens kunskaper"
UTAN_PROVNING, PLAN, FORHANDSBEDOMNING = "Insats utan behovsprövning", "Samordnad individuell plan", "Förhandsbedömning"

OF_CASES = (
    DEFINITION,
    GOD_KVALITET,
    RAPPORTERA,
    INFORMERA,
    NAMNDEN,
    UTREDA,
    ANMALA,
    ANMALD,
    PATIENT,
    BEVARA,
    ORO,
    INSATS,
    SEKRETESS,
    FORESKRIFT,
    PATIENTSAKERHET,
)
CASE_ORDER = {amne: n for n, amne in enumerate(OF_CASES)}
"""The order in which a case tells its rules."""

OUTSIDE_CASES = frozenset(
    {
        LEDNINGSSYSTEM,
        KVALITETSKRAV,
        KLAGOMAL,
        KLAGOMAL_FORESKRIFT,
        INTERN_KONTROLL,
        ANSVAR,
        BERATTELSE,
        EVB,
        EVB_VERKSTALLT,
        EVB_STATISTIK,
        EVB_VISTELSE,
        AVGIFT,
        GALLRING,
        DOKUMENTATION,
        SAMMANSTALLNING,
        TEKNIK,
        BEHORIGHET,
        HYGIEN,
        SMITTA,
        VALD,
        KUNSKAPER,
        UTAN_PROVNING,
        PLAN,
        FORHANDSBEDOMNING,
    }
)
"""What a case does not tell: rules of the organisation, its records and its decisions."""
