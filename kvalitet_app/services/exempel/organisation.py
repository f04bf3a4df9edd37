"""Exempelkommun's organisation: the tree of enheter, the persons and their uppdrag."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kvalitet_app.db.models import Enhet, Person, Uppdrag
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.services.exempel.bygge import BORJAN, Bygge
from kvalitet_app.services.register.granser import ORGANISATION, write_setting

NAMND, FORVALTNING = "Välfärdsnämnden", "Välfärdsförvaltningen"
FUNKTIONSSTOD, IFO, KVALITET = "Funktionsstöd", "Individ- och familjeomsorg", "Kvalitetsledning"
MYNDIGHET = "Myndighet LSS"


@dataclass(frozen=True, slots=True)
class Verksamhet:
    """A unit of the example: `kod` begins its brukarreferenser; `hsl` weighs how many HSL events it has."""

    namn: str
    kod: str
    slag: str
    platser: int
    arsarbetare: float
    hsl: int


GRUPPBOSTADER = (
    Verksamhet("Almgläntan", "GB01", "Gruppbostad", 5, 7.4, 8),
    Verksamhet("Björkstigen", "GB02", "Gruppbostad", 6, 8.6, 11),
    Verksamhet("Enbacken", "GB03", "Gruppbostad", 5, 7.1, 7),
    Verksamhet("Granliden", "GB04", "Gruppbostad", 6, 9.0, 13),
    Verksamhet("Hasselgården", "GB05", "Gruppbostad", 5, 7.2, 6),
    Verksamhet("Kaprifolen", "GB06", "Gruppbostad", 6, 8.4, 9),
    Verksamhet("Lindhaga", "GB07", "Gruppbostad", 6, 8.8, 12),
    Verksamhet("Lönnvägen", "GB08", "Gruppbostad", 6, 8.5, 9),
    Verksamhet("Rönnbäret", "GB09", "Gruppbostad", 5, 7.0, 6),
    Verksamhet("Sälgen", "GB10", "Gruppbostad", 6, 8.1, 8),
    Verksamhet("Tallåsen", "GB11", "Gruppbostad", 5, 9.6, 10),
    Verksamhet("Videt", "GB12", "Gruppbostad", 5, 7.3, 6),
    Verksamhet("Åkervindan", "GB13", "Gruppbostad", 5, 7.2, 7),
)
SERVICEBOSTADER = (
    Verksamhet("Torget", "SB01", "Servicebostad", 12, 9.2, 12),
    Verksamhet("Hamnplan", "SB02", "Servicebostad", 10, 8.3, 9),
)
OVRIGA = (
    Verksamhet("Verkstan", "DV01", "Daglig verksamhet", 28, 10.5, 3),
    Verksamhet("Åkern", "DV02", "Daglig verksamhet", 22, 8.0, 2),
    Verksamhet("Mötesplatsen", "FR01", "Fritidsverksamhet", 0, 3.0, 0),
    Verksamhet("Pärlan", "KV01", "Korttidsboende", 6, 9.8, 7),
    Verksamhet("Myran", "KT01", "Korttidstillsyn", 10, 4.0, 0),
    Verksamhet("Assistansen", "PA01", "Personlig assistans", 14, 38.0, 5),
)
BOSTADER = GRUPPBOSTADER + SERVICEBOSTADER
VERKSAMHETER = {v.namn: v for v in (*BOSTADER, *OVRIGA)}
ENHETER = (*VERKSAMHETER, MYNDIGHET)

MAS, MAR, SAS = "Birgitta Åström", "Mikael Forslund", "Ann-Sofie Lindell"
LEX_UTREDARE = "Henrik Dahlgren"
JAG, UTVECKLARE = "Karin Ekdahl", "Jonas Wiklund"
CHEF_FUNKTIONSSTOD, CHEF_IFO, CHEF_KVALITET = "Margareta Sjödin", "Per Hamrin", "Elisabet Norén"
HANDLAGGARE, KONSULT = "Maria Öhman", "Daniel Berglund"
SJUKSKOTERSKOR = ("Helena Nyström", "Eva-Lena Sundin", "Robert Hägglund")
ARBETSTERAPEUT, FYSIOTERAPEUT = "Sara Edlund", "Anton Wallin"

# Eight enhetschefer share the fifteen homes; four more lead the other units.
CHEFER: dict[str, tuple[str, ...]] = {
    "Lena Bergqvist": ("Almgläntan", "Björkstigen"),
    "Tomas Åkerlund": ("Enbacken", "Granliden"),
    "Fatima Haddad": ("Hasselgården", "Kaprifolen"),
    "Anders Nordin": ("Lindhaga", "Lönnvägen"),
    "Camilla Westberg": ("Rönnbäret", "Sälgen"),
    "Ulrika Sandström": ("Tallåsen",),
    "Peter Löfgren": ("Videt", "Åkervindan"),
    "Marie Holmgren": ("Torget", "Hamnplan"),
    "Stefan Björklund": ("Verkstan", "Åkern"),
    "Jenny Karlström": ("Mötesplatsen", "Pärlan", "Myran"),
    "Amira Yusuf": ("Assistansen",),
    "Katarina Hedman": (MYNDIGHET,),
}
RAPPORTORER: dict[str, str] = {
    "Almgläntan": "Emma Lundmark",
    "Björkstigen": "Ali Rahimi",
    "Enbacken": "Inger Viklund",
    "Granliden": "Sofia Bylund",
    "Hasselgården": "Mattias Sjöberg",
    "Kaprifolen": "Linda Östman",
    "Lindhaga": "Hanna Eriksson Frisk",
    "Lönnvägen": "Kent Oskarsson",
    "Rönnbäret": "Zahra Ahmadi",
    "Sälgen": "Johan Markström",
    "Tallåsen": "Elin Söderberg",
    "Videt": "Britt-Marie Hansson",
    "Åkervindan": "Viktor Ågren",
    "Torget": "Nadia Petrova",
    "Hamnplan": "Oskar Lindgren",
    "Verkstan": "Gunilla Strand",
    "Åkern": "Rickard Moberg",
    "Mötesplatsen": "Sanna Kvist",
    "Pärlan": "Josefin Ahlberg",
    "Myran": "Tove Engman",
    "Assistansen": "Samuel Tesfaye",
    MYNDIGHET: HANDLAGGARE,
}
TITLAR = {
    "Daglig verksamhet": "Arbetsanpassare",
    "Fritidsverksamhet": "Fritidsledare",
    "Personlig assistans": "Personlig assistent",
}
# name, title, (role, unit) …
OVRIGA_PERSONER: tuple[tuple[str, str, tuple[tuple[Roll, str], ...]], ...] = (
    (UTVECKLARE, "Verksamhetsutvecklare", ((Roll.VERKSAMHETSUTVECKLARE, NAMND),)),
    (CHEF_FUNKTIONSSTOD, "Verksamhetschef", ((Roll.ENHETSCHEF, FUNKTIONSSTOD),)),
    (CHEF_IFO, "Verksamhetschef", ((Roll.ENHETSCHEF, IFO),)),
    (CHEF_KVALITET, "Kvalitetschef", ((Roll.ENHETSCHEF, KVALITET), (Roll.LASARE, NAMND))),
    (MAS, "Medicinskt ansvarig sjuksköterska", ((Roll.MAS, NAMND),)),
    (MAR, "Medicinskt ansvarig för rehabilitering", ((Roll.MAR, NAMND),)),
    (SAS, "Socialt ansvarig samordnare", ((Roll.SAS, NAMND),)),
    (LEX_UTREDARE, "Lex Sarah-utredare", ((Roll.RAPPORTOR, KVALITET),)),
    (KONSULT, "LSS-handläggare, konsult", ((Roll.RAPPORTOR, MYNDIGHET),)),
    *((namn, "Sjuksköterska", ((Roll.RAPPORTOR, FUNKTIONSSTOD),)) for namn in SJUKSKOTERSKOR),
    (ARBETSTERAPEUT, "Arbetsterapeut", ((Roll.RAPPORTOR, FUNKTIONSSTOD),)),
    (FYSIOTERAPEUT, "Fysioterapeut", ((Roll.RAPPORTOR, FUNKTIONSSTOD),)),
    ("Cecilia Rask", "Controller", ((Roll.LASARE, FORVALTNING),)),
    ("Magnus Tedenljung", "Dataskyddsombud", ((Roll.LASARE, NAMND),)),
    ("Ingrid Åhs", "Registrator", ((Roll.RAPPORTOR, FORVALTNING),)),
    ("Lars-Erik Blom", "Nämndordförande", ((Roll.LASARE, NAMND),)),
    ("Yvonne Grahn", "Förtroendevald revisor", ((Roll.LASARE, NAMND),)),
)


def add_organisation(b: Bygge, *, konto: str) -> int:
    """Add units, persons and uppdrag; answers the id of the person who gets the account."""
    write_setting(b.session, ORGANISATION, "Exempelkommun")
    _add_units(b)
    me = _add_person(b, JAG, "Verksamhetsutvecklare", konto=konto.casefold())
    given = [(me, roll, unit, start) for roll, unit, start in _mine()]
    for namn, titel, uppdrag in OVRIGA_PERSONER:
        who = _add_person(b, namn, titel)
        given += [(who, roll, unit, BORJAN) for roll, unit in uppdrag]
    for namn, units in CHEFER.items():
        who = _add_person(b, namn, "Enhetschef")
        given += [(who, Roll.ENHETSCHEF, unit, BORJAN) for unit in units]
        b.chefer.update(dict.fromkeys(units, who))
    for unit, namn in RAPPORTORER.items():
        who = b.rapportorer[unit] = _add_person(b, namn, _title(unit))
        given.append((who, Roll.RAPPORTOR, unit, BORJAN))
    b.add(
        Uppdrag,
        [
            {"person_id": p, "roll": r, "enhet_id": b.enheter[e], "giltig_fran": f, "giltig_till": None}
            for p, r, e, f in given
        ],
    )
    return me


def _mine() -> tuple[tuple[Roll, str, date], ...]:
    """What the person at the screen may do: enough to walk through every part of the program.

    Verksamhetsutvecklare plans, owns the map and writes the report; administratör keeps the register. In a small
    municipality the same desk often stands in as SAS: without that role the protected cases would be missing in her
    counts. And she is standing in as enhetschef at Tallåsen, so that receiving and investigating can be tried.
    """
    return (
        (Roll.VERKSAMHETSUTVECKLARE, NAMND, BORJAN),
        (Roll.ADMINISTRATOR, NAMND, BORJAN),
        (Roll.SAS, NAMND, date(2025, 1, 1)),
        (Roll.ENHETSCHEF, "Tallåsen", date(2026, 9, 1)),
    )


def _title(unit: str) -> str:
    verksamhet = VERKSAMHETER.get(unit)
    if verksamhet is None:
        return "LSS-handläggare"
    return TITLAR.get(verksamhet.slag, "Stödpedagog" if verksamhet.platser % 2 else "Stödassistent")


def _add_units(b: Bygge) -> None:
    tree = (
        (NAMND, EnhetNiva.NAMND, None, BORJAN),
        (FORVALTNING, EnhetNiva.FORVALTNING, NAMND, BORJAN),
        (FUNKTIONSSTOD, EnhetNiva.OMRADE, FORVALTNING, BORJAN),
        (IFO, EnhetNiva.OMRADE, FORVALTNING, BORJAN),
        (KVALITET, EnhetNiva.OMRADE, FORVALTNING, BORJAN),
    )
    for order, (namn, niva, above, start) in enumerate(tree, 1):
        _add_unit(b, namn, niva, above, ordning=order, giltig_fran=start)
    for order, unit in enumerate(VERKSAMHETER.values(), 1):
        _add_unit(
            b,
            unit.namn,
            EnhetNiva.ENHET,
            FUNKTIONSSTOD,
            ordning=order,
            giltig_fran=BORJAN,
            verksamhet=unit.slag,
            lagrum=Lagrum.LSS,
            platser=unit.platser or None,
            arsarbetare=unit.arsarbetare,
        )
    _add_unit(
        b,
        MYNDIGHET,
        EnhetNiva.ENHET,
        IFO,
        ordning=1,
        giltig_fran=BORJAN,
        verksamhet="Myndighetsutövning",
        lagrum=Lagrum.LSS,
        arsarbetare=2.0,
    )


def _add_unit(b: Bygge, namn: str, niva: EnhetNiva, above: str | None, **own: Any) -> None:  # noqa: ANN401 - columns
    row = {
        "namn": namn,
        "niva": niva,
        "foralder_id": b.enheter[above] if above else None,
        "regiform": "Egen regi",
        **own,
    }
    b.enheter[namn] = b.add(Enhet, [row])[0]


def _add_person(b: Bygge, namn: str, titel: str, *, konto: str | None = None) -> int:
    known = b.personer.get(namn)
    if known is not None:
        return known
    plain = namn.casefold().translate(str.maketrans("åäöé ", "aaoe."))
    row = {"namn": namn, "titel": titel, "epost": f"{plain}@exempelkommun.invalid", "konto": konto}
    b.personer[namn] = b.add(Person, [row])[0]
    return b.personer[namn]
