"""What a reviewer is handed about a unit and a day: the rutiner that applied then, and what the year before shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollDetalj, EgenkontrollRow
from kvalitet_app.domain.kalender import add_months
from kvalitet_app.domain.processer import ProcessNod
from kvalitet_app.domain.tal import count, listed


@dataclass(frozen=True, slots=True)
class MappRutin:
    """A rutin with the version that applied on the day; `version_nr` is None where none did.

    `lasta` are who had read that version and when; `olasta` are those with an uppdrag on the unit who had not.
    """

    nr: int
    titel: str
    enhet: str
    agare: str
    version_nr: int | None = None
    text: str = ""
    faststalld_av: str = ""
    faststalld_datum: date | None = None
    galler_fran: date | None = None
    oversyn_senast: date | None = None
    lasta: tuple[tuple[str, date], ...] = ()
    olasta: tuple[str, ...] = ()

    @property
    def namn(self) -> str:
        """As a sentence names it."""
        return f"rutin {self.nr} {self.titel}"


@dataclass(frozen=True, slots=True)
class MappAtgard:
    """An åtgärd as it stood on the day: what came later is not told."""

    text: str
    ansvarig: str
    genomford: date | None
    effekt: str
    effekt_metod: str


@dataclass(frozen=True, slots=True)
class MappAvvikelse:
    """A closed avvikelse that is not protected."""

    beteckning: str
    handelse: date
    avslutad: date
    enhet: str
    typ: str
    rubrik: str
    utredning: str
    uppfoljning: str
    atgarder: tuple[MappAtgard, ...]


@dataclass(frozen=True, slots=True)
class MappRekommendation:
    """Something a reviewer asked for that is not done."""

    granskning: str
    datum: date
    text: str
    status: str
    klart_senast: date | None
    ansvarig: str


@dataclass(frozen=True, slots=True)
class Granskningsmapp:
    """Everything the folder tells. `ogjorda` are egenkontroller whose day lay in the year and that were not done."""

    organisation: str
    enhet: str
    datum: date
    upprattad: str
    rutiner: tuple[MappRutin, ...]
    egenkontroller: tuple[EgenkontrollDetalj, ...]
    ogjorda: tuple[EgenkontrollRow, ...]
    avvikelser: tuple[MappAvvikelse, ...]
    processer: tuple[ProcessNod, ...]
    rekommendationer: tuple[MappRekommendation, ...]

    @property
    def fran(self) -> date:
        """The first day of the year before."""
        return year_before(self.datum)

    @property
    def gallande(self) -> tuple[MappRutin, ...]:
        """The rutiner that had a version in force."""
        return tuple(one for one in self.rutiner if one.version_nr is not None)


def year_before(day: date) -> date:
    """The same day a year earlier."""
    return add_months(day, -12)


def missing(mapp: Granskningsmapp) -> tuple[str, ...]:
    """What a reviewer would ask for and not find, as sentences; none where nothing is missing."""
    return (*_of_rutiner(mapp), *_of_checks(mapp), *_of_cases(mapp), *_of_rest(mapp))


def _of_rutiner(mapp: Granskningsmapp) -> Iterator[str]:
    if not mapp.gallande:
        yield f"Ingen rutin gällde för enheten {mapp.datum}."
    for one in mapp.rutiner:
        if one.version_nr is None:
            yield f"För {one.namn} fanns ingen fastställd version som gällde {mapp.datum}."
    for one in mapp.gallande:
        if one.oversyn_senast is not None and one.oversyn_senast < mapp.datum:
            yield f"Översynen av {one.namn} skulle ha gjorts senast {one.oversyn_senast}."
        if not one.agare:
            yield f"R{one.namn[1:]} saknar ägare."
        if one.lasta and one.olasta:
            who = count(len(one.olasta), "person", "personer")
            yield f"{who} med uppdrag på enheten hade inte kvitterat {one.namn} version {one.version_nr}."
    if unread := [str(one.nr) for one in mapp.gallande if not one.lasta]:
        yield f"Ingen hade kvitterat den version som gällde av rutin {listed(unread)}."


def _of_checks(mapp: Granskningsmapp) -> Iterator[str]:
    if not mapp.egenkontroller:
        yield f"Ingen egenkontroll genomfördes mellan {mapp.fran} och {mapp.datum}."
    for one in mapp.ogjorda:
        yield f"Egenkontrollen {one.kod} {one.mall} på {one.enhet} planerad {one.planerad_datum} genomfördes inte."


def _of_cases(mapp: Granskningsmapp) -> Iterator[str]:
    if bare := [one.beteckning for one in mapp.avvikelser if not one.atgarder]:
        yield f"{count(len(bare), 'avvikelse', 'avvikelser')} avslutades utan åtgärd: {listed(bare)}."
    unjudged = [one.beteckning for one in mapp.avvikelser if any(not action.effekt for action in one.atgarder)]
    if unjudged:
        yield f"Effekten av någon åtgärd var inte bedömd {mapp.datum} i avvikelse {listed(unjudged)}."


def _of_rest(mapp: Granskningsmapp) -> Iterator[str]:
    if not mapp.processer:
        yield "Ingen process är beskriven för enheten."
    for node in mapp.processer:
        if not node.agare:
            yield f"Processen {node.kod} {node.namn} saknar ägare."
        for step in node.all_aktiviteter():
            if step.saknar_rutin:
                yield f"Aktiviteten {step.namn} i processen {node.kod} saknar rutin."
    for one in mapp.rekommendationer:
        if one.klart_senast is not None and one.klart_senast < mapp.datum:
            yield f"En rekommendation ur {one.granskning} skulle ha varit klar {one.klart_senast}."
