"""Where the rules stand: the rows that the program brings, each with how sure it is.

Read in public texts of the acts as they stood on 2025-09-01. The text of socialtjänstlagen (2025:400) itself has not
been read: its paragraphs are those that other acts in force point to (Hänvisad), or follow from them (Antagen).
"""

from datetime import date

from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register import amnen as a
from kvalitet_app.domain.register.laghanvisningar import Hanvisning, Sakerhet

OLD_SOL_TO, NEW_SOL_FROM = date(2025, 6, 30), date(2025, 7, 1)
LAST, HANVISAD, ANTAGEN = Sakerhet.LAST, Sakerhet.HANVISAD, Sakerhet.ANTAGEN
SOL, LSS, HSL = Lagrum.SOL, Lagrum.LSS, Lagrum.HSL
SOCIAL = (SOL, LSS)
PSL = "patientsäkerhetslagen (2010:659)"
PUL = "lagen (2001:454) om behandling av personuppgifter inom socialtjänsten"
OSL = "offentlighets- och sekretesslagen (2009:400)"
KL = "kommunallagen (2017:725)"
OLD_SOL, NEW_SOL = "SoL (2001:453)", "SoL (2025:400)"


def _old(amne: str, place: str, sakerhet: Sakerhet) -> Hanvisning:
    return Hanvisning(amne, SOL, f"{place} {OLD_SOL}", None, OLD_SOL_TO, sakerhet)


def _new(amne: str, place: str, sakerhet: Sakerhet) -> Hanvisning:
    return Hanvisning(amne, SOL, f"{place} {NEW_SOL}", NEW_SOL_FROM, None, sakerhet)


def _lss(amne: str, place: str) -> Hanvisning:
    return Hanvisning(amne, LSS, f"{place} LSS", sakerhet=LAST)


def _psl(amne: str, place: str) -> Hanvisning:
    return Hanvisning(amne, HSL, f"{place} {PSL}", sakerhet=LAST)


def _for(
    laws: tuple[Lagrum, ...],
    amne: str,
    text: str,
    sakerhet: Sakerhet,
    *,
    fran: date | None = None,
    till: date | None = None,
) -> list[Hanvisning]:
    """The same rule for more than one law."""
    return [Hanvisning(amne, law, text, fran, till, sakerhet) for law in laws]


LEX: tuple[Hanvisning, ...] = (
    _old(a.GOD_KVALITET, "14 kap. 2 §", ANTAGEN),
    _new(a.GOD_KVALITET, "27 kap. 1 §", ANTAGEN),
    _lss(a.GOD_KVALITET, "24 a §"),
    _old(a.RAPPORTERA, "14 kap. 3 §", HANVISAD),
    _new(a.RAPPORTERA, "27 kap. 2 §", HANVISAD),
    _lss(a.RAPPORTERA, "24 b §"),
    _psl(a.RAPPORTERA, "6 kap. 4 §"),
    _old(a.INFORMERA, "14 kap. 4 §", HANVISAD),
    _new(a.INFORMERA, "27 kap. 3 §", ANTAGEN),
    _lss(a.INFORMERA, "24 c §"),
    _old(a.NAMNDEN, "14 kap. 5 §", HANVISAD),
    _new(a.NAMNDEN, "27 kap. 4 §", ANTAGEN),
    _lss(a.NAMNDEN, "24 d §"),
    _old(a.UTREDA, "14 kap. 6 §", HANVISAD),
    _new(a.UTREDA, "27 kap. 5 §", ANTAGEN),
    _lss(a.UTREDA, "24 e §"),
    _psl(a.UTREDA, "3 kap. 3 §"),
    _old(a.ANMALA, "14 kap. 7 §", HANVISAD),
    _new(a.ANMALA, "27 kap. 6 §", HANVISAD),
    _lss(a.ANMALA, "24 f §"),
    _psl(a.ANMALA, "3 kap. 5 §"),
    _lss(a.ANMALD, "24 f §"),
    _psl(a.PATIENT, "3 kap. 8 §"),
    _old(a.BEVARA, "7 kap. 6 §", HANVISAD),
    _lss(a.BEVARA, "23 g §"),
    _old(a.ORO, "14 kap. 1 §", ANTAGEN),
    _new(a.ORO, "19 kap. 1 §", HANVISAD),
    Hanvisning(a.ORO, LSS, f"24 g § LSS, som hänvisade till 14 kap. 1 § {OLD_SOL}", None, OLD_SOL_TO, ANTAGEN),
    Hanvisning(a.ORO, LSS, f"24 g § LSS, som hänvisar till 19 kap. 1 § {NEW_SOL}", NEW_SOL_FROM, None, LAST),
    Hanvisning(a.ORO, HSL, f"6 kap. 5 § {PSL}, som hänvisade till 14 kap. {OLD_SOL}", None, OLD_SOL_TO, ANTAGEN),
    Hanvisning(
        a.ORO, HSL, f"6 kap. 5 § {PSL}, som hänvisar till 19 kap. 1 och 2 §§ {NEW_SOL}", NEW_SOL_FROM, None, LAST
    ),
    _old(a.INSATS, "4 kap. 1 §", ANTAGEN),
    _new(a.INSATS, "11 kap. 1 §", HANVISAD),
    _lss(a.INSATS, "9 §"),
    _psl(a.DEFINITION, "1 kap. 5 §"),
    Hanvisning(a.SEKRETESS, SOL, f"26 kap. 1 § {OSL}", sakerhet=HANVISAD),
    Hanvisning(a.SEKRETESS, LSS, f"26 kap. 1 § {OSL}; i enskild verksamhet 29 § LSS", sakerhet=HANVISAD),
    Hanvisning(a.SEKRETESS, HSL, f"25 kap. 1–5 §§ {OSL}; i enskild verksamhet 6 kap. 12 § {PSL}", sakerhet=HANVISAD),
    *_for(SOCIAL, a.FORESKRIFT, "SOSFS 2011:5 om lex Sarah, senast ändrad genom HSLF-FS 2025:20", ANTAGEN),
    Hanvisning(a.FORESKRIFT, HSL, "HSLF-FS 2017:41 om anmälan av allvarlig vårdskada"),
    Hanvisning(
        a.PATIENTSAKERHET,
        HSL,
        "HSLF-FS 2017:40 om vårdgivares systematiska patientsäkerhetsarbete",
        date(2017, 9, 1),
    ),
)
"""What a case under lex Sarah or lex Maria is told by."""

SYSTEMET: tuple[Hanvisning, ...] = (
    *_for(
        tuple(Lagrum),
        a.LEDNINGSSYSTEM,
        "SOSFS 2011:9, senast ändrad genom HSLF-FS 2025:21, som förde in 5 kap. 3 a §",
        ANTAGEN,
    ),
    _old(a.KVALITETSKRAV, "3 kap. 3 §", HANVISAD),
    _lss(a.KVALITETSKRAV, "6 §"),
    *_for(SOCIAL, a.KLAGOMAL, "5 kap. 3 § SOSFS 2011:9", ANTAGEN),
    _psl(a.KLAGOMAL, "3 kap. 8 a och 8 b §§"),
    *_for((HSL,), a.KLAGOMAL_FORESKRIFT, "5 kap. 3 och 3 a §§ SOSFS 2011:9", ANTAGEN),
    *_for(tuple(Lagrum), a.INTERN_KONTROLL, f"6 kap. 6 § {KL} i äldre lydelse", ANTAGEN, till=OLD_SOL_TO),
    *_for(tuple(Lagrum), a.INTERN_KONTROLL, f"6 kap. 6 § {KL} enligt SFS 2025:374", LAST, fran=NEW_SOL_FROM),
    _psl(a.ANSVAR, "3 kap. 9 §"),
    _psl(a.BERATTELSE, "3 kap. 10 §"),
    *_for(tuple(Lagrum), a.HYGIEN, "SOSFS 2015:10 om basal hygien, senast ändrad genom HSLF-FS 2025:29", ANTAGEN),
    *_for(SOCIAL, a.SMITTA, "HSLF-FS 2022:44", ANTAGEN),
    *_for(SOCIAL, a.VALD, "HSLF-FS 2022:39", ANTAGEN),
    *_for(SOCIAL, a.KUNSKAPER, "SOSFS 2014:2", ANTAGEN),
)
"""What the work with quality as a whole rests on."""

BESLUT: tuple[Hanvisning, ...] = (
    _lss(a.EVB, "28 f §"),
    _lss(a.EVB_VERKSTALLT, "28 g §"),
    _lss(a.EVB_STATISTIK, "28 h §"),
    _lss(a.EVB_VISTELSE, "28 i §"),
    _old(a.EVB, "16 kap. 6 f–i §§", ANTAGEN),
    _new(a.EVB, "34 kap. 1–4 §§", HANVISAD),
    _old(a.AVGIFT, "16 kap. 6 a–e §§", ANTAGEN),
    Hanvisning(a.AVGIFT, LSS, "28 a–e §§ LSS, 10 000–1 000 000 kronor", sakerhet=LAST),
    _new(a.UTAN_PROVNING, "11 kap. 5 §", HANVISAD),
    _new(a.PLAN, "10 kap. 8 och 9 §§", HANVISAD),
    _new(a.FORHANDSBEDOMNING, "20 kap. 2 §", HANVISAD),
)
"""Decisions, and those that are not carried out."""

UPPGIFTER: tuple[Hanvisning, ...] = (
    _new(a.DOKUMENTATION, "14 kap. 3 och 7 §§", HANVISAD),
    *_for((LSS,), a.DOKUMENTATION, "SOSFS 2014:5", ANTAGEN),
    Hanvisning(
        a.GALLRING, SOL, f"16 kap. 4 § {NEW_SOL}; i enskild verksamhet 17 kap. 5 §", NEW_SOL_FROM, None, HANVISAD
    ),
    Hanvisning(
        a.GALLRING,
        LSS,
        "21 c och 21 d §§ LSS; i enskild verksamhet 23 c §, rapporter enligt lex Sarah 23 g §",
        sakerhet=LAST,
    ),
    *_for(SOCIAL, a.SAMMANSTALLNING, f"7 a § {PUL}", LAST),
    *_for(SOCIAL, a.TEKNIK, f"9 § {PUL}, om teknik enligt 10 kap. 6 § {NEW_SOL}", LAST, fran=NEW_SOL_FROM),
    *_for(SOCIAL, a.BEHORIGHET, f"10 § {PUL}", LAST),
)
"""Records: who may read them, what may be gathered, and how long they are kept."""

HANVISNINGAR: tuple[Hanvisning, ...] = (*LEX, *SYSTEMET, *BESLUT, *UPPGIFTER)
BY_NYCKEL = {one.nyckel: one for one in HANVISNINGAR}

BEFORE: tuple[tuple[str, Lagrum, str], ...] = (
    (a.FORESKRIFT, SOL, "SOSFS 2011:5 om lex Sarah"),
    (a.FORESKRIFT, LSS, "SOSFS 2011:5 om lex Sarah"),
)
"""Texts that an earlier program laid in: a register that still has one, unchecked by anybody, gets the new one."""


def sakerhet_of(nyckel: tuple[str, Lagrum, date | None], text: str) -> Sakerhet:
    """How sure a row of the register is: what the program says of its own text, else Antagen."""
    known = BY_NYCKEL.get(nyckel)
    return known.sakerhet if known is not None and known.text == text else ANTAGEN
