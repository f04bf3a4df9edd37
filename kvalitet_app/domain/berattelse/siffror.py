"""Every named figure of a report: what it is called, how it is counted, and the question that opens its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet_app.domain.berattelse.fakta_avvikelser import laws
from kvalitet_app.domain.berattelse.jamforelse import Jamfort, Siffra, largest, same_set
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import AvvikelseFakta, BerattelseData
from kvalitet_app.domain.fragor import Sokfraga, narrow
from kvalitet_app.domain.tal import listed, lower_first, number

BEFORE = "_fore"  # how the key of the year before ends
UNIT = "enhet/"  # how the key of a unit's figure begins
HANDELSE = "efter den dag händelsen inträffade"


@dataclass(frozen=True, slots=True)
class NamngivenSiffra:
    """A figure with its name, its definition in a sentence, and its chapter. `nyckel` is stable over the years.

    `fore_till` is the key of the same figure of the report's own year, where this is the one of the year before.
    """

    nyckel: str
    kapitel: Kapitel
    etikett: str
    definition: str
    siffra: Siffra
    fore_till: str = ""

    @property
    def visad(self) -> str:
        """The value as it is written."""
        return shown(self.siffra.varde)


@dataclass(frozen=True, slots=True)
class AndradSiffra:
    """A figure that the register counts otherwise today than on the day the report was adopted."""

    nyckel: str
    etikett: str
    da: float | None
    nu: float | None

    @property
    def mening(self) -> str:
        """ "Egenkontroller gjorda: 96 när berättelsen fastställdes, 97 i dag."."""
        return f"{self.etikett}: {shown(self.da)} när berättelsen fastställdes, {shown(self.nu)} i dag."


def shown(value: float | None) -> str:
    """A figure as it is written; what could not be counted is not a nought."""
    return "uppgift saknas" if value is None else number(value)


def named_figures(data: BerattelseData) -> tuple[NamngivenSiffra, ...]:
    """All of a report's figures, in the order of its chapters."""
    found = (
        *_units(data),
        *_system(data),
        *_checks(data),
        *_parts(data),
        *_lex(data),
        *_synpunkter(data),
        *_measures(data),
        *_evb(data),
        *_providers(data),
        *_actions(data),
    )
    order = list(Kapitel)
    return tuple(sorted(found, key=lambda row: order.index(row.kapitel)))


def changed_figures(frozen: dict[str, tuple[str, float | None]], data: BerattelseData) -> tuple[AndradSiffra, ...]:
    """Which of the frozen figures (key: name and value) the register counts otherwise today."""
    now = {row.nyckel: row.siffra.varde for row in named_figures(data)}
    return tuple(
        AndradSiffra(key, name, value, now.get(key))
        for key, (name, value) in frozen.items()
        if key not in now or now[key] != value
    )


def _units(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    law = laws(data.delar[0])
    for unit in data.enheter:
        yield NamngivenSiffra(
            f"{UNIT}{unit.namn}",
            Kapitel.INLEDNING,
            f"{unit.namn}, avvikelser enligt {law}",
            f"Enhetens avvikelser {data.nar}, {HANDELSE}.",
            unit.avvikelser if data.med_sol_lss else unit.hsl,
        )


def _system(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    s, chapter = data.ledningssystem, Kapitel.LEDNINGSSYSTEM
    when = f"som det stod {data.raknat}"
    rows = (
        ("processer", "Processer", f"Processer i processkartan, {when}.", s.processer),
        ("aktiviteter", "Aktiviteter", f"Aktiviteter i processerna, {when}.", s.aktiviteter),
        ("rutiner", "Gällande rutiner", f"Rutiner med en fastställd version, {when}.", s.gallande),
        ("rutiner_nya", "Nya rutiner", f"Rutiner vars första version fastställdes {data.ar}.", s.nya),
        ("rutiner_reviderade", "Reviderade rutiner", f"Senare versioner fastställda {data.ar}.", s.reviderade),
        ("rutiner_utkast", "Rutiner som utkast", f"Rutiner som inte har fastställts, {when}.", s.utkast),
        ("rutiner_utan_agare", "Rutiner utan ägare", f"Rutiner där ägare saknas, {when}.", s.utan_agare),
    )
    for key, name, how, figure in rows:
        yield NamngivenSiffra(key, chapter, name, how, figure)


def _checks(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    e, chapter = data.egenkontroller, Kapitel.EGENKONTROLLER
    first = f"vars ursprungliga dag ligger i {data.ar}"
    rows = (
        ("egenkontroller", "Egenkontroller planerade", f"Egenkontroller {first}, utom inställda.", e.planerade),
        ("egenkontroller_gjorda", "Egenkontroller gjorda", f"De av dem som är genomförda {data.raknat}.", e.gjorda),
        ("egenkontroller_sena", "Egenkontroller försenade", "De vars dag har gått utan att de är gjorda.", e.forsenade),
        ("egenkontroller_flyttade", "Egenkontroller flyttade", "De som har flyttats till ett senare år.", e.flyttade),
    )
    for key, name, how, figure in rows:
        yield NamngivenSiffra(key, chapter, name, how, figure)


def _both(key: str, chapter: Kapitel, name: str, how: str, what: Jamfort) -> Iterator[NamngivenSiffra]:
    yield NamngivenSiffra(key, chapter, name, how, what.nu)
    yield NamngivenSiffra(f"{key}{BEFORE}", chapter, f"{name}, året före", how, what.fore, key)


def _events(data: BerattelseData, facts: AvvikelseFakta, key: str) -> Iterator[NamngivenSiffra]:
    chapter, law = Kapitel.AVVIKELSER, laws(facts)
    how = f"Alla avvikelser enligt {law}, {HANDELSE}. Dubbletter och det som inte var en avvikelse räknas inte."
    yield from _both(f"{key}_alla", chapter, f"Avvikelser enligt {law}", how, facts.alla)
    yield NamngivenSiffra(
        f"{key}_oppna", chapter, f"Öppna enligt {law}", f"De som inte var avslutade {data.raknat}.", facts.oppna
    )
    yield NamngivenSiffra(
        f"{key}_oppna_lange",
        chapter,
        f"Öppna enligt {law} sedan mer än {facts.dagar_lange} dagar",
        f"De öppna som registrerades mer än {facts.dagar_lange} dagar före {data.raknat}.",
        facts.oppna_lange,
    )
    for row in facts.typer:
        yield NamngivenSiffra(f"{key}_typ/{row.kod}", chapter, f"{row.namn} ({law})", f"Typen, {HANDELSE}.", row.nu)
        yield NamngivenSiffra(
            f"{key}_typ/{row.kod}{BEFORE}",
            chapter,
            f"{row.namn} ({law}), året före",
            "Samma typ året före; saknas den då står uppgift saknas.",
            row.fore,
            f"{key}_typ/{row.kod}",
        )


def _top(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    """The three largest types against the very same three, and without the one person (never called a total)."""
    top = same_set(largest(data.sol_lss.typer))
    if len(top.typer) < 2:
        return
    chapter, set_of = Kapitel.AVVIKELSER, listed([lower_first(row.namn) for row in top.typer])
    how = f"Summan av {set_of}. Det är inte alla avvikelser."
    kinds = tuple(typ for row in top.typer if row.nu.fraga is not None for typ in row.nu.fraga.typ)
    where = narrow(data.sol_lss.fraga, typ=kinds) if kinds else None
    same = Jamfort(Siffra(top.nu, where), Siffra(top.fore, narrow(where, ar=data.ar - 1)))
    yield from _both("topp", chapter, f"De {number(len(top.typer))} vanligaste typerna", how, same)
    if top.koncentrerat:
        reference = data.sol_lss.koncentrerad_ref
        apart = narrow(where, utan=reference) if reference else None
        rest = Jamfort(Siffra(top.utan, apart), Siffra(top.fore_utan, narrow(apart, ar=data.ar - 1)))
        name = f"De {number(len(top.typer))} vanligaste typerna, utan det koncentrerade ärendet"
        yield from _both(
            "topp_utan", chapter, name, f"{how} Utan händelserna för den brukarreferens som har flest.", rest
        )


def _parts(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    if data.med_sol_lss:
        yield from _events(data, data.sol_lss, "sol_lss")
        yield from _top(data)
    yield from _events(data, data.hsl, "hsl")


def _lex(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    months = (data.tid.forsta_manad, data.tid.sista_manad) if data.tid else None
    ask = Sokfraga("lex", ar=data.ar, manad=months, slag=data.lex_slag)
    rows = [row for row in data.lex if row.slag in data.lex_slag]
    kinds = listed([lower_first(slag.word) for slag in data.lex_slag])
    how = "Ärenden efter den dag de rapporterades. Bara de som den som räknade får se."
    yield NamngivenSiffra("lex", Kapitel.LEX, f"Rapporter enligt {kinds}", how, Siffra(len(rows), ask))
    told = sum(row.anmald_ivo is not None for row in rows)
    yield NamngivenSiffra(
        "lex_ivo", Kapitel.LEX, "Anmälda till IVO", "De av dem som har anmälts.", Siffra(told, ask.with_(ivo=True))
    )


def _synpunkter(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    if data.synpunkter is None:
        return
    s, chapter = data.synpunkter, Kapitel.SYNPUNKTER
    for key, name, what in (
        ("klagomal", "Klagomål", s.klagomal),
        ("berom", "Beröm", s.berom),
        ("forslag", "Förslag", s.forslag),
    ):
        yield from _both(key, chapter, name, "Efter den dag de kom in.", what)
    yield NamngivenSiffra(
        "synpunkter_besvarade", chapter, "Besvarade synpunkter", "De av årets som har fått svar.", s.besvarade
    )


def _measures(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    for row in data.matningar:
        part, whole = (Jamfort(row.taljare, row.taljare_fore), Jamfort(row.namnare, row.namnare_fore))
        added = f" Summan av {row.enheter} enheters värden." if row.enheter > 1 else ""
        yield from _both(f"matt/{row.kod}", Kapitel.MATNINGAR, row.namn, f"Mätvärdets täljare.{added}", part)
        if row.namnare.varde or row.namnare_fore.varde:
            name = f"{row.namn}, av"
            yield from _both(f"matt/{row.kod}_av", Kapitel.MATNINGAR, name, f"Mätvärdets nämnare.{added}", whole)


def _evb(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    waits = "Beslut som väntat mer än tre månader när kvartalet var slut"
    late = "Beslut som verkställdes under kvartalet, efter mer än tre månader"
    for q in data.evb.kvartal:
        for kind, name, how, figure in (
            ("evb", "Ej verkställda beslut", _by_law(waits, q.lag), q.antal),
            ("evb_verkstallda", "Beslut verkställda för sent", _by_law(late, q.lag_verkstallda), q.verkstallda),
        ):
            key, word = f"{kind}/{q.ar}/{q.kvartal}", f"{name} kv. {q.kvartal}"
            if q.ar == data.ar:
                yield NamngivenSiffra(key, Kapitel.EVB, word, how, figure)
            else:
                this = f"{kind}/{data.ar}/{q.kvartal}"
                yield NamngivenSiffra(key, Kapitel.EVB, f"{word}, året före", how, figure, this)
    how = f"Som det stod {data.senast}, sista dagen som räknades."
    yield NamngivenSiffra("evb_oppna", Kapitel.EVB, "Ej verkställda beslut som väntar", how, data.evb.oppna)


def _by_law(how: str, lag: str) -> str:
    return f"{how} ({lag})." if lag else f"{how}."


def _providers(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    u, chapter = data.utforare, Kapitel.UTFORARE
    yield NamngivenSiffra("adresser", chapter, "Verksamhetsadresser", "Adresser hos utförare.", u.adresser)
    yield NamngivenSiffra(
        "uppfoljda", chapter, "Uppföljda adresser", f"Adresser med en uppföljning {data.ar}.", u.uppfoljda
    )
    yield NamngivenSiffra("brister", chapter, "Brister", "Brister som uppföljningarna fann.", u.brister)
    yield NamngivenSiffra("brister_rattade", chapter, "Rättade brister", "De av dem som är rättade.", u.rattade)


def _actions(data: BerattelseData) -> Iterator[NamngivenSiffra]:
    a, chapter = data.atgarder, Kapitel.ATGARDER
    rows = (
        ("atgarder", "Åtgärder", f"Åtgärder som skulle vara klara {data.ar}, alla källor.", a.beslutade),
        ("atgarder_gjorda", "Genomförda åtgärder", "De av dem som är genomförda.", a.genomforda),
        ("atgarder_pagar", "Åtgärder som pågår", "De som är planerade eller pågår.", a.pagar),
        ("atgarder_sena", "Försenade åtgärder", f"De som skulle ha varit klara före {data.raknat}.", a.forsenade),
        ("effekt_god", "Åtgärder med god effekt", "Genomförda vars effekt är bedömd som god.", a.god_effekt),
        (
            "effekt_delvis",
            "Åtgärder med delvis effekt",
            "Genomförda vars effekt är bedömd som delvis.",
            a.delvis_effekt,
        ),
        ("effekt_ingen", "Åtgärder utan effekt", "Genomförda vars effekt är bedömd som ingen.", a.ingen_effekt),
        ("effekt_obedomd", "Åtgärder utan bedömd effekt", "Genomförda vars effekt inte är bedömd.", a.ej_bedomda),
    )
    for key, name, how, figure in rows:
        yield NamngivenSiffra(key, chapter, name, how, figure)
