"""The facts of each chapter as plain sentences made from the figures, and what is missing; no invented causes."""

from collections.abc import Callable

from kvalitet_app.domain.berattelse.fakta_avvikelser import BEGRANSAD, Fakta, avvikelser, compared, n_of
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.berattelse.raknat import BerattelseData, GranskningFakta, LexRad, Matning
from kvalitet_app.domain.granskning.bedomningar import Farg
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus
from kvalitet_app.domain.paper.offentlig import HIDDEN, counted_masked, hide, is_small, masked
from kvalitet_app.domain.tal import count, listed, lower_first, number, percent, quoted


def chapter_facts(data: BerattelseData) -> dict[Kapitel, Fakta]:
    """The facts of every chapter; chapters that the author alone writes have none."""
    made = {kapitel: make(data) for kapitel, make in _CHAPTERS.items()}
    return {kapitel: made.get(kapitel, Fakta()) for kapitel in Kapitel}


def _systemet(data: BerattelseData) -> Fakta:
    s, said, lacks = data.ledningssystem, [], []
    if n_of(s.processer):
        said.append(
            f"Processkartan har {count(n_of(s.processer), 'process', 'processer')} och "
            f"{count(n_of(s.aktiviteter), 'aktivitet', 'aktiviteter')}."
        )
    else:
        lacks.append("Inga processer är inlagda i processkartan.")
    if n_of(s.gallande):
        new = count(n_of(s.nya), "ny", "nya")
        said.append(
            f"{count(n_of(s.gallande), 'rutin', 'rutiner')} gäller. Under året fastställdes {new} och "
            f"{number(n_of(s.reviderade))} reviderades."
        )
    else:
        lacks.append("Ingen rutin är fastställd.")
    if s.att_se_over:
        said.append(f"Översynen är försenad för {count(len(s.att_se_over), 'rutin', 'rutiner')}.")
    if s.saknas:
        lacks.append(f"Rutin saknas för {quoted(s.saknas)}.")
    if n_of(s.utan_agare):
        lacks.append(f"{count(n_of(s.utan_agare), 'rutin', 'rutiner')} har ingen ägare.")
    return Fakta(tuple(said), tuple(lacks))


def _riskanalyser(data: BerattelseData) -> Fakta:
    rows = data.riskanalyser
    if not rows:
        return Fakta(saknas=(f"Ingen riskanalys är registrerad för {data.nar}.",))
    risks, high = sum(r.risker for r in rows), sum(r.hoga for r in rows)
    said = (
        f"{count(len(rows), 'riskanalys', 'riskanalyser')} gjordes under året, med "
        f"{count(risks, 'risk', 'risker')}, varav {high} bedömdes som höga eller mycket höga."
    )
    without = [r.namn for r in rows if not r.atgarder]
    lacks = (f"Utan beslutade åtgärder: {quoted(without)}.",) if without else ()
    return Fakta((said,), lacks)


def _egenkontroller(data: BerattelseData) -> Fakta:
    e = data.egenkontroller
    planned, done = n_of(e.planerade), n_of(e.gjorda)
    if not planned:
        return Fakta(saknas=(f"Inga egenkontroller är planerade för {data.nar}.",))
    said = [
        f"{number(done)} av {number(planned)} planerade egenkontroller gjordes ({percent(done, planned)}). "
        f"Målet var {e.mal_procent} %."
    ]
    if n_of(e.forsenade) or n_of(e.flyttade):
        said.append(f"{n_of(e.forsenade)} är försenade och {n_of(e.flyttade)} flyttades till året efter.")
    scored = [m for m in e.mallar if m.lagsta is not None]
    if scored:
        worst = min(scored, key=lambda m: (m.lagsta or 0, m.kod))
        said.append(
            f"Lägsta resultatet är {percent(worst.lagsta or 0, 1)}: {worst.kod} {worst.namn} på {worst.lagsta_enhet}."
        )
    undone = [u.namn for u in e.enheter if u.planerade and not u.gjorda]
    lacks = (f"Ingen egenkontroll gjordes på {listed(undone)}.",) if undone else ()
    return Fakta(tuple(said), lacks)


def _public_lex(data: BerattelseData) -> Fakta:
    """Only how many, and not even that when they are few."""
    said = [
        f"{_shown(data, n, 'rapport', 'rapporter')} enligt {lower_first(slag.word)} kom in {data.nar}."
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
                lacks.append(f"Ingen rapport enligt {lower_first(slag.word)} är registrerad för {data.nar}.")
            continue
        tail = _graded(rows) if slag is LexSlag.LEX_SARAH else ""
        said.append(f"{count(len(rows), 'rapport', 'rapporter')} enligt {lower_first(slag.word)}{tail}.")
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
    parts = [lower_first(grad.word) + ("" if one else f" ({n})") for grad, n in graded if n]
    waiting = sum(row.grad is None for row in rows)
    said = f", {'bedömd' if one else 'bedömda'} som {listed(parts)}" if parts else ""
    if waiting:
        said += f", {'inte bedömd' if one else 'inte bedömda'} än" + (f" ({waiting})" if parts else "")
    return said


def _synpunkter(data: BerattelseData) -> Fakta:
    s = data.synpunkter
    whole = n_of(s.klagomal.nu) + n_of(s.berom.nu) + n_of(s.forslag.nu) if s else 0
    if s is None or not whole:
        return Fakta(saknas=("Inga synpunkter är registrerade under året.",))
    kinds = [(s.klagomal, "klagomål"), (s.berom, "beröm"), (s.forslag, "förslag")]
    hidden = hide({name: n_of(kind.nu) for kind, name in kinds}) if data.offentlig else set()
    parts = listed([f"{number(n_of(kind.nu))} {name}" for kind, name in kinds if name not in hidden])
    if data.offentlig and is_small(whole):
        return Fakta((f"{_shown(data, whole, 'synpunkt', 'synpunkter')} kom in.",))
    said = [f"{_shown(data, whole, 'synpunkt', 'synpunkter')} kom in{': ' if parts else ''}{parts}."]
    if "klagomål" not in hidden:
        change = compared(s.klagomal, pagar=data.pagar, offentlig=data.offentlig)
        said[0] += f" Klagomålen var {number(n_of(s.klagomal.nu))}, {change}."
    answered, waiting = n_of(s.besvarade), whole - n_of(s.besvarade)
    if data.offentlig and (is_small(answered) or is_small(waiting)):
        return Fakta(tuple(said))
    if s.svarsdagar is not None:
        said.append(f"{answered} av {whole} är besvarade, i median efter {s.svarsdagar} dagar.")
    lacks = (f"{waiting} av {whole} synpunkter saknar svar.",) if waiting > 0 else ()
    return Fakta(tuple(said), lacks)


def _shown(data: BerattelseData, n: int, one: str, many: str) -> str:
    return counted_masked(n, one, many, offentlig=data.offentlig)


def said_matning(row: Matning, *, offentlig: bool = False) -> str:
    """ "96 av 171 (56 %)"; the answer to which share is always printed with its n and N, but not to
    anyone where it is of one to four."""
    part, whole = row.taljare.varde, row.namnare.varde
    if part is None:
        return "inte mätt"
    if not whole:
        return masked(int(part), offentlig=offentlig) if float(part).is_integer() else number(part)
    if offentlig and is_small(int(part)):
        return f"{HIDDEN} av {masked(int(whole), offentlig=True)}"
    return f"{number(part)} av {number(whole)} ({percent(part, whole)})"


def _matningar(data: BerattelseData) -> Fakta:
    if not data.matningar:
        return Fakta(saknas=("Inga mätvärden finns för året, varken från brukarundersökning eller uppföljning.",))
    said, lacks = [], []
    for row in data.matningar:
        if row.taljare.varde is None:
            lacks.append(f"{row.namn} är inte mätt för {data.nar}.")
            continue
        shown = said_matning(row, offentlig=data.offentlig)
        said.append(f"{row.namn}: {shown}.")
        whole = row.namnare.varde
        left = (whole or 0) - row.taljare.varde
        if (
            row.svarsfrekvens
            and whole
            and not shown.startswith(HIDDEN)
            and not (data.offentlig and is_small(int(left)))
        ):
            said.append(f"{number(left)} av {number(whole)} svarade inte. Resultatet gäller dem som svarade.")
    return Fakta(tuple(said), tuple(lacks))


def _evb(data: BerattelseData) -> Fakta:
    counted = [q for q in data.evb.kvartal if q.antal.varde is not None]
    now = [q for q in counted if q.ar == data.ar]
    if not now:
        return Fakta(saknas=(f"Ingen rapportering av ej verkställda beslut finns för {data.nar}.",))
    before = [q for q in counted if q.ar == data.ar - 1]
    told = [listed([masked(n_of(q.antal), offentlig=data.offentlig) for q in part]) for part in (now, before)]
    said = [f"Ej verkställda beslut per kvartal {data.ar}: {told[0]}.", f"Året före: {told[1] or 'uppgift saknas'}."]
    late = sum(n_of(q.verkstallda) for q in now)
    if late:
        said.append(
            f"{counted_masked(late, 'beslut', 'beslut', offentlig=data.offentlig)} verkställdes för sent under året."
        )
    if data.evb.langsta_dagar is not None:
        said.append(f"Längsta väntan är {data.evb.langsta_dagar} dagar från beslutet.")
    missing = [str(k) for k in range(1, 5) if k not in {q.kvartal for q in now}]
    lacks = (f"Kvartal {listed(missing)} {data.ar} är inte rapporterade.",) if missing and not data.pagar else ()
    return Fakta(tuple(said), lacks)


def _utforare(data: BerattelseData) -> Fakta:
    u = data.utforare
    if not n_of(u.adresser):
        return Fakta(saknas=("Inga utförare är inlagda för uppföljning.",))
    if not n_of(u.uppfoljda):
        return Fakta(saknas=(f"Ingen uppföljning av utförare är registrerad för {data.nar}.",))
    said = [
        f"{n_of(u.uppfoljda)} av {count(n_of(u.adresser), 'verksamhetsadress', 'verksamhetsadresser')} följdes upp "
        f"({percent(n_of(u.uppfoljda), n_of(u.adresser))})."
    ]
    if n_of(u.brister):
        said.append(f"{count(n_of(u.brister), 'brist', 'brister')} hittades, {n_of(u.rattade)} är rättade.")
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
        said.append(
            f"{g.namn} ({g.granskare}): {done} av {count(len(rows), 'rekommendation', 'rekommendationer')} är "
            f"klara, {late} är försenade."
        )
        if g.svar_senast is not None and g.svar_beslutat is None and g.svar_senast < data.raknat:
            lacks.append(f"Svaret på {g.namn} skulle ha beslutats {g.svar_senast} men är inte registrerat.")
    return Fakta(tuple(said), tuple(lacks))


def _colours(g: GranskningFakta) -> str:
    found = [(farg, sum(each is farg for _, each in g.omraden)) for farg in Farg]
    parts = listed([f"{number(n)} {lower_first(farg.word)}" for farg, n in found if n])
    return f"{count(len(g.omraden), 'område är bedömt', 'områden är bedömda')}, {parts}"


def _atgarder(data: BerattelseData) -> Fakta:
    a = data.atgarder
    decided, done = n_of(a.beslutade), n_of(a.genomforda)
    if not decided:
        return Fakta(saknas=(f"Inga åtgärder som skulle vara klara {data.nar} är registrerade.",))
    said = [
        f"{count(decided, 'åtgärd', 'åtgärder')} skulle vara klara under året. {number(done)} är genomförda "
        f"({percent(done, decided)})."
    ]
    if n_of(a.pagar):
        late = f", varav {number(n_of(a.forsenade))} är försenade" if n_of(a.forsenade) else ""
        said.append(f"{number(n_of(a.pagar))} pågår eller är planerade{late}.")
    judged = n_of(a.god_effekt) + n_of(a.delvis_effekt) + n_of(a.ingen_effekt)
    if judged:
        said.append(
            f"Effekten är bedömd för {judged}: god för {n_of(a.god_effekt)}, delvis för "
            f"{n_of(a.delvis_effekt)} och ingen för {n_of(a.ingen_effekt)}."
        )
    unjudged = n_of(a.ej_bedomda)
    lacks = (f"Effekten av {count(unjudged, 'genomförd åtgärd', 'genomförda åtgärder')} är inte bedömd.",)
    return Fakta(tuple(said), lacks if unjudged else ())


def _inledning(data: BerattelseData) -> Fakta:
    units = [unit for unit in data.enheter if unit.fanns]
    if not units:
        return Fakta((), ("Inga enheter finns i urvalet.",))
    closed = sum(unit.stangd is not None for unit in units)
    places = sum(u.platser or 0 for u in units if u.stangd is None)
    tail = f" med {count(places, 'plats', 'platser')}" if places else ""
    said = [f"Berättelsen gäller {data.omfattning}: {count(len(units) - closed, 'enhet', 'enheter')}{tail}."]
    if closed:
        said.append(f"{count(closed, 'enhet', 'enheter')} stängdes under tiden och räknas med fram till dess.")
    return Fakta(tuple(said), ())


_CHAPTERS: dict[Kapitel, Callable[[BerattelseData], Fakta]] = {
    Kapitel.INLEDNING: _inledning,
    Kapitel.LEDNINGSSYSTEM: _systemet,
    Kapitel.RISKANALYSER: _riskanalyser,
    Kapitel.EGENKONTROLLER: _egenkontroller,
    Kapitel.AVVIKELSER: avvikelser,
    Kapitel.LEX: _lex,
    Kapitel.SYNPUNKTER: _synpunkter,
    Kapitel.MATNINGAR: _matningar,
    Kapitel.EVB: _evb,
    Kapitel.UTFORARE: _utforare,
    Kapitel.GRANSKNING: _granskning,
    Kapitel.ATGARDER: _atgarder,
}
