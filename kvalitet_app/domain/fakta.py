"""The facts of each chapter as plain sentences made from the figures, and what is missing; no invented causes."""

from collections.abc import Callable
from dataclasses import dataclass

from kvalitet_app.domain.arende import LABELS as ARENDE
from kvalitet_app.domain.arende import Farg, LexGrad, LexSlag, LexStatus, RekommendationStatus
from kvalitet_app.domain.jamforelse import FORE_SAKNAS, Jamfort, Siffra, Summa, is_concentrated, largest, same_set
from kvalitet_app.domain.kvalitetsberattelse import (
    AvvikelseFakta,
    BerattelseData,
    GranskningFakta,
    Kapitel,
    LexRad,
    Matning,
)
from kvalitet_app.domain.organisation import LABELS as LAGRUM
from kvalitet_app.domain.tal import count, listed, lower_first, number, percent, quoted, signed_percent

BEGRANSAD = (
    "Här räknas bara de ärenden som den som tog fram berättelsen får se. Skyddade ärenden kan saknas: låt SAS, eller "
    "MAS för HSL, ta fram den slutliga."
)


@dataclass(frozen=True, slots=True)
class Fakta:
    """What the register says for a chapter: sentences with figures, and sentences on what it lacks."""

    meningar: tuple[str, ...] = ()
    saknas: tuple[str, ...] = ()


def chapter_facts(data: BerattelseData) -> dict[Kapitel, Fakta]:
    """The facts of every chapter; chapters that the author alone writes have none."""
    made = {kapitel: make(data) for kapitel, make in _CHAPTERS.items()}
    return {kapitel: made.get(kapitel, Fakta()) for kapitel in Kapitel}


def compared(what: Jamfort, *, pagar: bool = False) -> str:
    """ "mot 49 året före (+214 %)", or that nothing is known of it; a running year has no change from a whole one."""
    if what.fore.varde is None:
        return FORE_SAKNAS
    if pagar:
        return f"mot {number(what.fore.varde)} under hela året före"
    change = what.forandring
    tail = "" if change is None else f" ({signed_percent(change)})"
    return f"mot {number(what.fore.varde)} året före{tail}"


def laws(fakta: AvvikelseFakta) -> str:
    """ "SoL och LSS"."""
    return listed([LAGRUM[law] for law in fakta.lagrum])


def _n(figure: Siffra) -> int:
    return int(figure.varde or 0)


def _systemet(data: BerattelseData) -> Fakta:
    s, said, lacks = data.ledningssystem, [], []
    if _n(s.processer):
        said.append(f"Processkartan har {count(_n(s.processer), 'process', 'processer')} och "
                    f"{count(_n(s.aktiviteter), 'aktivitet', 'aktiviteter')}.")  # fmt: skip
    else:
        lacks.append("Inga processer är inlagda i processkartan.")
    if _n(s.gallande):
        new = count(_n(s.nya), "ny", "nya")
        said.append(f"{count(_n(s.gallande), 'rutin', 'rutiner')} gäller. Under året fastställdes {new} och "
                    f"{number(_n(s.reviderade))} reviderades.")  # fmt: skip
    else:
        lacks.append("Ingen rutin är fastställd.")
    if s.att_se_over:
        said.append(f"Översynen är försenad för {count(len(s.att_se_over), 'rutin', 'rutiner')}.")
    if s.saknas:
        lacks.append(f"Rutin saknas för {quoted(s.saknas)}.")
    if _n(s.utan_agare):
        lacks.append(f"{count(_n(s.utan_agare), 'rutin', 'rutiner')} har ingen ägare.")
    return Fakta(tuple(said), tuple(lacks))


def _riskanalyser(data: BerattelseData) -> Fakta:
    rows = data.riskanalyser
    if not rows:
        return Fakta(saknas=(f"Ingen riskanalys är registrerad för {data.nar}.",))
    risks, high = sum(r.risker for r in rows), sum(r.hoga for r in rows)
    said = (f"{count(len(rows), 'riskanalys', 'riskanalyser')} gjordes under året, med "
            f"{count(risks, 'risk', 'risker')}, varav {high} bedömdes som höga eller mycket höga.")  # fmt: skip
    without = [r.namn for r in rows if not r.atgarder]
    lacks = (f"Utan beslutade åtgärder: {quoted(without)}.",) if without else ()
    return Fakta((said,), lacks)


def _egenkontroller(data: BerattelseData) -> Fakta:
    e = data.egenkontroller
    planned, done = _n(e.planerade), _n(e.gjorda)
    if not planned:
        return Fakta(saknas=(f"Inga egenkontroller är planerade för {data.nar}.",))
    said = [f"{number(done)} av {number(planned)} planerade egenkontroller gjordes ({percent(done, planned)}). "
            f"Målet var {e.mal_procent} %."]  # fmt: skip
    if _n(e.forsenade) or _n(e.flyttade):
        said.append(f"{_n(e.forsenade)} är försenade och {_n(e.flyttade)} flyttades till året efter.")
    scored = [m for m in e.mallar if m.lagsta is not None]
    if scored:
        worst = min(scored, key=lambda m: (m.lagsta or 0, m.kod))
        said.append(f"Lägsta resultatet är {percent(worst.lagsta or 0, 1)}: {worst.kod} {worst.namn} "
                    f"på {worst.lagsta_enhet}.")  # fmt: skip
    undone = [u.namn for u in e.enheter if u.planerade and not u.gjorda]
    lacks = (f"Ingen egenkontroll gjordes på {listed(undone)}.",) if undone else ()
    return Fakta(tuple(said), lacks)


def _avvikelser(data: BerattelseData) -> Fakta:
    said: list[str] = []
    lacks: list[str] = []
    for part in data.delar:
        if _n(part.alla.nu) or _n(part.alla.fore):
            said.append(f"{count(_n(part.alla.nu), 'avvikelse', 'avvikelser')} enligt {laws(part)} inträffade "
                        f"{_period(data)}, {compared(part.alla, pagar=data.pagar)}.")  # fmt: skip
        else:
            lacks.append(f"Ingen avvikelse enligt {laws(part)} är registrerad för {data.nar}.")
    if data.med_sol_lss and _n(data.sol_lss.alla.nu):
        said += _top_types(data)
        said += _reporting(data)
    for part in data.delar:
        if _n(part.oppna_lange):
            said.append(f"{count(_n(part.oppna), 'avvikelse', 'avvikelser')} enligt {laws(part)} är öppna, varav "
                        f"{_n(part.oppna_lange)} sedan mer än {part.dagar_lange} dagar.")  # fmt: skip
    if data.begransad:
        lacks.append(BEGRANSAD)
    return Fakta(tuple(said), tuple(lacks))


def _period(data: BerattelseData) -> str:
    return f"{data.nar} till och med {data.raknat}" if data.pagar else data.nar


def _top_types(data: BerattelseData) -> list[str]:
    """The three largest types, always against the same three, and last year's three kept in view."""
    top = same_set(largest(data.sol_lss.typer))
    if len(top.typer) < 2:
        return []
    names = listed([lower_first(row.namn) for row in top.typer])
    how_many = {2: "två", 3: "tre"}[len(top.typer)]
    said = [f"De {how_many} vanligaste typerna var {names}. Summan av dem är {number(top.nu)}; "
            f"{_same_before(data, top)}."]  # fmt: skip
    if is_concentrated(top.koncentrerat, top.nu) and data.offentlig:
        said += without_single_case(data, top)
    elif is_concentrated(top.koncentrerat, top.nu):
        said.append(f"{number(top.koncentrerat)} av de {number(top.nu)} ({top.andel} %) gäller en och samma brukare. "
                    f"Utan dem är summan {number(top.utan)}{_without(data, top)}.")  # fmt: skip
    before = same_set(largest(data.sol_lss.typer, before=True))
    if before.typer and {row.kod for row in before.typer} != {row.kod for row in top.typer}:
        names = listed([lower_first(row.namn) for row in before.typer])
        said.append(f"De vanligaste typerna {data.nar_fore} var {names}. De summerade då till "
                    f"{number(before.fore or 0)} och "
                    f"nu till {number(before.nu)}{_changed(data, before.forandring)}.")  # fmt: skip
    if top.nya and top.fore is not None:
        names = listed([lower_first(row.namn) for row in top.nya])
        said.append(f"Typen {names} fanns inte {data.nar_fore}, så för den går åren inte att jämföra.")
    return said


def without_single_case(data: BerattelseData, top: Summa) -> list[str]:
    """What a public text says of a concentrated case: nothing where unit and type together would point at somebody."""
    if len(data.enheter) < 2:
        return []
    return [f"Ett enskilt ärende står för en stor del av händelserna. Utan det är summan {number(top.utan)}"
            f"{_without(data, top)}."]  # fmt: skip


def _same_before(data: BerattelseData, top: Summa) -> str:
    if top.fore is None:
        return FORE_SAKNAS
    whole = "hela " if data.pagar else ""
    return f"samma typer {whole}{data.nar_fore} summerar till {number(top.fore)}{_changed(data, top.forandring)}"


def _without(data: BerattelseData, top: Summa) -> str:
    """The change without the one person; where the person was there last year too, against that year without them."""
    change = _changed(data, top.forandring_utan)
    if not top.koncentrerat_fore or top.fore_utan is None:
        return change
    return f", mot {number(top.fore_utan)} utan samma brukare {'hela ' if data.pagar else ''}året före{change}"


def _changed(data: BerattelseData, change: int | None) -> str:
    return "" if change is None or data.pagar else f" ({signed_percent(change)})"


def _reporting(data: BerattelseData) -> list[str]:
    """What the units did not report: silence is a finding, too."""
    said = []
    units = data.enheter
    single = sum(_n(u.avvikelser) == 1 for u in units)
    none = [u.namn for u in units if not _n(u.avvikelser)]
    parts = [f"{single} en enda"] if single else []
    parts += [f"{len(none)} ingen"] if none else []
    if len(units) > 1 and parts:
        said.append(f"Av {count(len(units), 'enhet', 'enheter')} har {listed(parts)} avvikelse enligt "
                    f"{laws(data.sol_lss)} under året.")  # fmt: skip
    if _n(data.hsl.alla.nu):
        ratio = _n(data.hsl.alla.nu) / _n(data.sol_lss.alla.nu)
        said.append(f"På varje avvikelse enligt {laws(data.sol_lss)} går {number(round(ratio, 1))} enligt HSL.")
    return said


def few(n: int, one: str, many: str) -> str:
    """ "färre än fem rapporter" where a small number could point somebody out, else the number."""
    return f"färre än fem {many}" if 0 < n < 5 else count(n, one, many)


def _public_lex(data: BerattelseData) -> Fakta:
    """Only how many, and not even that when they are few."""
    said = [
        f"{few(n, 'rapport', 'rapporter').capitalize()} enligt {lower_first(ARENDE[slag])} kom in {data.nar}."
        for slag in data.lex_slag
        if (n := sum(row.slag is slag for row in data.lex))
    ]
    return Fakta(tuple(said), (BEGRANSAD,) if data.begransad else ())


def _lex(data: BerattelseData) -> Fakta:
    if data.offentlig:
        return _public_lex(data)
    said: list[str] = []
    lacks: list[str] = []
    for slag in data.lex_slag:
        rows = [row for row in data.lex if row.slag is slag]
        if not rows:
            if not data.begransad:
                lacks.append(f"Ingen rapport enligt {lower_first(ARENDE[slag])} är registrerad för {data.nar}.")
            continue
        tail = _graded(rows) if slag is LexSlag.LEX_SARAH else ""
        said.append(f"{count(len(rows), 'rapport', 'rapporter')} enligt {lower_first(ARENDE[slag])}{tail}.")
    about = [row for row in data.lex if row.slag in data.lex_slag]
    told = [row for row in about if row.anmald_ivo is not None]
    if told:
        closed = sum(row.ivo_beslut is not None or row.status is LexStatus.AVSLUTAD for row in told)
        said.append(f"{len(told)} anmäldes till IVO, varav IVO har avslutat {closed}.")
    days = sorted(row.dagar_till_beslut for row in about if row.dagar_till_beslut is not None)
    if days:
        said.append(f"Tiden från rapport till beslut var i median {days[len(days) // 2]} dagar, som längst {days[-1]}.")
    if data.begransad:
        lacks.append(BEGRANSAD)
    return Fakta(tuple(said), tuple(lacks))


def _graded(rows: list[LexRad]) -> str:
    """How the reports were judged: ", bedömd som …" of one, the grades with their numbers of more."""
    one = len(rows) == 1
    graded = [(grad, sum(row.grad is grad for row in rows)) for grad in reversed(LexGrad)]
    parts = [lower_first(ARENDE[grad]) + ("" if one else f" ({n})") for grad, n in graded if n]
    waiting = sum(row.grad is None for row in rows)
    said = f", {'bedömd' if one else 'bedömda'} som {listed(parts)}" if parts else ""
    if waiting:
        said += f", {'inte bedömd' if one else 'inte bedömda'} än" + (f" ({waiting})" if parts else "")
    return said


def _synpunkter(data: BerattelseData) -> Fakta:
    s = data.synpunkter
    whole = _n(s.klagomal.nu) + _n(s.berom.nu) + _n(s.forslag.nu) if s else 0
    if s is None or not whole:
        return Fakta(saknas=("Inga synpunkter är registrerade under året.",))
    said = [f"{count(whole, 'synpunkt', 'synpunkter')} kom in: {number(_n(s.klagomal.nu))} klagomål, "
            f"{number(_n(s.berom.nu))} beröm och {number(_n(s.forslag.nu))} förslag. "
            f"Klagomålen var {number(_n(s.klagomal.nu))}, {compared(s.klagomal, pagar=data.pagar)}."]  # fmt: skip
    if s.svarsdagar is not None:
        said.append(f"{_n(s.besvarade)} av {whole} är besvarade, i median efter {s.svarsdagar} dagar.")
    lacks = () if _n(s.besvarade) >= whole else (f"{whole - _n(s.besvarade)} av {whole} synpunkter saknar svar.",)
    return Fakta(tuple(said), lacks)


def said_matning(row: Matning) -> str:
    """ "96 av 171 (56 %)"; the answer to which share is always printed with its n and N."""
    part, whole = row.taljare.varde, row.namnare.varde
    if part is None:
        return "inte mätt"
    if not whole:
        return number(part)
    return f"{number(part)} av {number(whole)} ({percent(part, whole)})"


def _matningar(data: BerattelseData) -> Fakta:
    if not data.matningar:
        return Fakta(saknas=("Inga mätvärden finns för året, varken från brukarundersökning eller uppföljning.",))
    said, lacks = [], []
    for row in data.matningar:
        if row.taljare.varde is None:
            lacks.append(f"{row.namn} är inte mätt för {data.nar}.")
        else:
            said.append(f"{row.namn}: {said_matning(row)}.")
        whole = row.namnare.varde
        if row.svarsfrekvens and whole and row.taljare.varde is not None:
            left = whole - row.taljare.varde
            said.append(f"{number(left)} av {number(whole)} svarade inte. Resultatet gäller dem som svarade.")
    return Fakta(tuple(said), tuple(lacks))


def _evb(data: BerattelseData) -> Fakta:
    counted = [q for q in data.evb.kvartal if q.antal.varde is not None]
    now = [q for q in counted if q.ar == data.ar]
    if not now:
        return Fakta(saknas=(f"Ingen rapportering av ej verkställda beslut finns för {data.nar}.",))
    said = [f"Ej verkställda beslut per kvartal {data.ar}: {listed([number(_n(q.antal)) for q in now])}."]
    before = [q for q in counted if q.ar == data.ar - 1]
    said.append(f"Året före: {listed([number(_n(q.antal)) for q in before]) or 'uppgift saknas'}.")
    if data.evb.langsta_dagar is not None:
        said.append(f"Längsta väntan är {data.evb.langsta_dagar} dagar från beslutet.")
    missing = [str(k) for k in range(1, 5) if k not in {q.kvartal for q in now}]
    lacks = (f"Kvartal {listed(missing)} {data.ar} är inte rapporterade.",) if missing and not data.pagar else ()
    return Fakta(tuple(said), lacks)


def _utforare(data: BerattelseData) -> Fakta:
    u = data.utforare
    if not _n(u.adresser):
        return Fakta(saknas=("Inga utförare är inlagda för uppföljning.",))
    if not _n(u.uppfoljda):
        return Fakta(saknas=(f"Ingen uppföljning av utförare är registrerad för {data.nar}.",))
    said = [f"{_n(u.uppfoljda)} av {count(_n(u.adresser), 'verksamhetsadress', 'verksamhetsadresser')} följdes upp "
            f"({percent(_n(u.uppfoljda), _n(u.adresser))})."]  # fmt: skip
    if _n(u.brister):
        said.append(f"{count(_n(u.brister), 'brist', 'brister')} hittades, {_n(u.rattade)} är rättade.")
    return Fakta(tuple(said))


def _granskning(data: BerattelseData) -> Fakta:
    if not data.granskningar:
        return Fakta(saknas=("Ingen extern granskning är registrerad.",))
    said, lacks = [], []
    for g in data.granskningar:
        rows = g.rekommendationer
        if g.omraden:
            said.append(f"{g.namn} ({g.granskare}): {_colours(g)}.")
        if not rows:
            continue
        done = sum(r.status is RekommendationStatus.KLAR for r in rows)
        late = sum(r.forsenad for r in rows)
        said.append(f"{g.namn} ({g.granskare}): {done} av {count(len(rows), 'rekommendation', 'rekommendationer')} är "
                    f"klara, {late} är försenade.")  # fmt: skip
        if g.svar_senast is not None and g.svar_beslutat is None and g.svar_senast < data.raknat:
            lacks.append(f"Svaret på {g.namn} skulle ha beslutats {g.svar_senast} men är inte registrerat.")
    return Fakta(tuple(said), tuple(lacks))


def _colours(g: GranskningFakta) -> str:
    found = [(farg, sum(each is farg for _, each in g.omraden)) for farg in Farg]
    parts = listed([f"{number(n)} {lower_first(ARENDE[farg])}" for farg, n in found if n])
    return f"{count(len(g.omraden), 'område är bedömt', 'områden är bedömda')}, {parts}"


def _atgarder(data: BerattelseData) -> Fakta:
    a = data.atgarder
    decided, done = _n(a.beslutade), _n(a.genomforda)
    if not decided:
        return Fakta(saknas=(f"Inga åtgärder som skulle vara klara {data.nar} är registrerade.",))
    said = [f"{count(decided, 'åtgärd', 'åtgärder')} skulle vara klara under året. {number(done)} är genomförda "
            f"({percent(done, decided)})."]  # fmt: skip
    if _n(a.pagar):
        late = f", varav {number(_n(a.forsenade))} är försenade" if _n(a.forsenade) else ""
        said.append(f"{number(_n(a.pagar))} pågår eller är planerade{late}.")
    judged = _n(a.god_effekt) + _n(a.delvis_effekt) + _n(a.ingen_effekt)
    if judged:
        said.append(f"Effekten är bedömd för {judged}: god för {_n(a.god_effekt)}, delvis för "
                    f"{_n(a.delvis_effekt)} och ingen för {_n(a.ingen_effekt)}.")  # fmt: skip
    unjudged = _n(a.ej_bedomda)
    lacks = (f"Effekten av {count(unjudged, 'genomförd åtgärd', 'genomförda åtgärder')} är inte bedömd.",)
    return Fakta(tuple(said), lacks if unjudged else ())


def _inledning(data: BerattelseData) -> Fakta:
    places = sum(u.platser or 0 for u in data.enheter)
    tail = f" med {count(places, 'plats', 'platser')}" if places else ""
    said = f"Berättelsen gäller {data.omfattning}: {count(len(data.enheter), 'enhet', 'enheter')}{tail}."
    return Fakta((said,) if data.enheter else (), () if data.enheter else ("Inga enheter finns i urvalet.",))


def high_risks(fakta: AvvikelseFakta) -> int:
    """Events judged hög or mycket hög."""
    return sum(n for (p, a), n in fakta.risker.items() if fakta.riskgranser.is_high(p, a))


_CHAPTERS: dict[Kapitel, Callable[[BerattelseData], Fakta]] = {
    Kapitel.INLEDNING: _inledning,
    Kapitel.LEDNINGSSYSTEM: _systemet,
    Kapitel.RISKANALYSER: _riskanalyser,
    Kapitel.EGENKONTROLLER: _egenkontroller,
    Kapitel.AVVIKELSER: _avvikelser,
    Kapitel.LEX: _lex,
    Kapitel.SYNPUNKTER: _synpunkter,
    Kapitel.MATNINGAR: _matningar,
    Kapitel.EVB: _evb,
    Kapitel.UTFORARE: _utforare,
    Kapitel.GRANSKNING: _granskning,
    Kapitel.ATGARDER: _atgarder,
}
