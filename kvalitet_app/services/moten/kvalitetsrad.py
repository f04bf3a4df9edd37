"""The month of the kvalitetsråd: gathered from every register and written as PDF or XLSX."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import Riskniva
from kvalitet_app.domain.berattelse.jamforelse import is_concentrated
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollRow, Lage
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import MONTHS, month_before
from kvalitet_app.domain.monster.analys import age_bands
from kvalitet_app.domain.moten.apt import check_month
from kvalitet_app.domain.moten.kvalitetsrad import (
    Kvalitetsrad,
    Radbilder,
    Radenhet,
    Radlage,
    Radstapel,
    Radtabell,
    Radtal,
    Rakning,
    matters,
)
from kvalitet_app.domain.moten.offentlig import public_rad
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.paper.publicering import Svar
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.tal import percent
from kvalitet_app.services.access.organisation import readable_subtree
from kvalitet_app.services.atgarder import atgard_rows
from kvalitet_app.services.avvikelser.listor import avvikelse_rows
from kvalitet_app.services.counts.manad import Fall, Manad, asks
from kvalitet_app.services.paper.publicering import ask_before_public
from kvalitet_app.services.register.granser import organisation_name, read_granser
from kvalitet_app.services.rutiner import adopted_rutiner

OTHERS, SUM = "Övriga", "Summa"
K = TypeVar("K", bound=Hashable)


def gather_rad(session: ReadSession, *, enhet_id: int, ar: int, manad: int) -> Kvalitetsrad:
    """Everything of a unit with all below it, and a month.

    Raises:
        RuleError: there is no such month, or the unit is not the person's to read.
    """
    check_month(ar, manad)
    unit, units = readable_subtree(session, enhet_id)
    told = _Told(session, Manad(session, units, ar, manad))
    return Kvalitetsrad(
        organisation_name(session) or "Kvalitet",
        unit.namn,
        ar,
        manad,
        units,
        tuple(told.figures()),
        tuple(one for one in told.tables() if one.rader),
        matters(told.state()),
        told.pictures(),
    )


def write_rad(
    session: ReadSession,
    *,
    rad: Kvalitetsrad,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> None:
    """Write it as PDF or XLSX, as the name ends; a public one without what may point somebody out.

    Raises:
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        StorageError: the place cannot be written.
    """
    progress(0, 1, "Skriver månaden")
    from kvalitet_app.reports.handlingar.kvalitetsrad import kvalitetsrad, write_pages
    from kvalitet_app.reports.publishing.parts import parts_of

    shown = public_rad(rad) if spridning is Spridning.OFFENTLIG else rad
    ask_before_public(session, spridning, svarat, lambda: parts_of(kvalitetsrad(shown, spridning).whole))
    if target.suffix.casefold() == ".xlsx":
        from kvalitet_app.exchange.moten import write_workbook

        write_workbook(shown, target, spridning)
    else:
        write_pages(shown, target, spridning=spridning)


class _Told:
    """What was read of a month, in words and tables; each number with the question that counts it again."""

    def __init__(self, session: ReadSession, month: Manad) -> None:
        self.session, self.month = session, month
        self.rows, self.before = month.happened(), month.happened_before()
        limits = read_granser(session)
        self.days, self.silent_days, self.most = limits["dagar_oppen"], limits["tyst_dagar"], limits["rad_rader"]
        self.across, self.share = limits["rad_typer"], limits["rad_andel"]
        self.least = limits["koncentration_antal"]
        self.open, self.stuck = month.open(), month.stuck()
        self.old = _cases(one for one in self.open if one.dagar >= self.days)
        self.checks = month.checks()
        self.done = [row for row in self.checks if row.genomford_datum is not None]
        self.late_checks, self.late_views = month.late_checks(), month.late_views()
        self.late_actions = month.actions("forsenade")
        self.unjudged = asks("atgarder", month.actions("utan_effekt"))
        self.rutiner = asks("rutiner", (row.id for row in month.late_rutiner()))
        self.silent = month.silent(self.silent_days)
        self.person = self._concentrated()

    def _concentrated(self) -> str:
        """The one brukarreferens that hides the rest; "" where nobody's does."""
        top = Counter(row.brukarreferens for row in self.rows if row.brukarreferens).most_common(1)
        hides = top and is_concentrated(top[0][1], len(self.rows), least=self.least, percent=self.share)
        return top[0][0] if hides else ""

    def state(self) -> Radlage:
        """What the råd's questions are made from."""
        same = _cases(row for row in self.rows if self.person and row.brukarreferens == self.person)
        red = asks("egenkontroller", (row.id for row in self.done if row.lage is Lage.ROD))
        return Radlage(
            antal=len(self.rows),
            koncentrerat=same,
            gamla=self.old,
            gamla_dagar=self.days,
            fastnat=self.stuck,
            forsenade_atgarder=asks("atgarder", self.late_actions),
            utan_effekt=self.unjudged,
            forsenade_kontroller=self.late_checks,
            roda_kontroller=red,
            rutiner=self.rutiner,
            synpunkter=self.late_views,
            tysta=tuple(name for _, name, _ in self.silent),
            tyst_dagar=self.silent_days,
        )

    def figures(self) -> Iterator[Radtal]:
        """The figures at the top."""
        yield _figure("Rapporterade avvikelser", _cases(self.rows), self._compared())
        if self.person:
            rest = _cases(row for row in self.rows if row.brukarreferens != self.person)
            yield _figure("Utan den vanligaste personen", rest)
        hsl = [row for row in self.rows if row.lagrum is Lagrum.HSL]
        yield _figure("Enligt HSL", _cases(hsl), f"{len(self.rows) - len(hsl)} enligt SoL och LSS")
        yield _figure("Öppna ärenden i dag", _cases(self.open), f"{self.old.antal} äldre än {self.days} dagar")
        closed = self.month.closed()
        took = f"median {round(median(one.dagar for one in closed))} dagar" if closed else ""
        yield _figure("Avslutade i månaden", _cases(closed), took)
        yield _figure("Försenade åtgärder", asks("atgarder", self.late_actions))
        done = asks("egenkontroller", (row.id for row in self.done))
        yield _figure("Egenkontroller gjorda", done, f"av {len(self.checks)} planerade i månaden")
        yield _figure("Rutiner med passerad översyn", self.rutiner)
        yield _figure("Synpunkter i månaden", self.month.views(), f"{self.late_views.antal} väntar för länge på svar")

    def _compared(self) -> str:
        before = f"{len(self.before)} i {self._month_before()}"
        last_year = self.month.happened_last_year()
        return before if last_year is None else f"{before}, {len(last_year)} samma månad i fjol"

    def _month_before(self) -> str:
        return MONTHS[month_before(self.month.ar, self.month.manad)[1] - 1]

    def tables(self) -> Iterator[Radtabell]:
        """Every table; those without rows are left out by the caller."""
        yield self._two("Avvikelser efter typ", "Typ", lambda row: row.typ)
        yield self._two("Avvikelser efter enhet", "Enhet", lambda row: row.enhet)
        yield self._crossed()
        yield _counted("Risk", ("Risk", "Antal"), self._risks())
        causes = self.month.causes(self.rows)
        by_size = sorted(causes, key=lambda word: (-len(causes[word]), word))
        yield _counted("Orsaker", ("Orsak", "Avvikelser"), {word: causes[word] for word in by_size})
        yield self._actions()
        yield self._outcomes()
        yield self._adopted()
        yield _listed(
            "Tysta enheter",
            ("Enhet", "Sedan senaste rapport"),
            [
                (Sokfraga("avvikelser", enhet=i), (name, "aldrig" if days is None else f"{days} dagar"))
                for i, name, days in self.silent
            ],
        )

    def _two(self, title: str, word: str, of: Callable[[Fall], str]) -> Radtabell:
        """This month beside the last, with sums."""
        now_, then = _grouped(self.rows, of), _grouped(self.before, of)
        order = sorted(now_.keys() | then.keys(), key=lambda name: (-len(now_[name]), -len(then[name]), name))
        pairs = [(name, asks("avvikelser", now_[name]), asks("avvikelser", then[name])) for name in order]
        if pairs:
            pairs.append((SUM, _cases(self.rows), _cases(self.before)))
        return Radtabell(
            title,
            (word, MONTHS[self.month.manad - 1], self._month_before()),
            tuple((name, str(a.antal), str(b.antal)) for name, a, b in pairs),
            tuple((None, a.fraga, b.fraga) for _, a, b in pairs),
        )

    def _crossed(self) -> Radtabell:
        """Units downwards, the month's most frequent types across, the rest together: each row has its sum."""
        types = self._types()
        cells = _grouped(self.rows, lambda row: (row.enhet, row.typ if row.typ in types else OTHERS))
        units = _grouped(self.rows, lambda row: row.enhet)
        heads = [*types, *((OTHERS,) if any(typ == OTHERS for _, typ in cells) else ())]
        order = sorted(units, key=lambda name: (-len(units[name]), name))
        counted = [
            [*(asks("avvikelser", cells[unit, typ]) for typ in heads), asks("avvikelser", units[unit])]
            for unit in order
        ]
        return Radtabell(
            "Typ och enhet",
            ("Enhet", *heads, "Alla"),
            tuple((unit, *(str(c.antal) for c in row)) for unit, row in zip(order, counted, strict=True)),
            tuple((None, *(c.fraga for c in row)) for row in counted),
        )

    def _types(self) -> list[str]:
        """The most frequent types, which stand for themselves."""
        return [word for word, _ in Counter(row.typ for row in self.rows).most_common(self.across)]

    def pictures(self) -> Radbilder:
        """The numbers of the pictures."""
        month, types = self.month, self._types()
        ids: defaultdict[str, set[int]] = defaultdict(set)
        for row in self.rows:
            ids[row.typ if row.typ in types else OTHERS].add(row.typ_id)
        heads = [*types, *((OTHERS,) if OTHERS in ids else ())]
        counts = Counter((row.enhet_id, row.typ if row.typ in types else OTHERS) for row in self.rows)
        units = Counter((row.enhet_id, row.enhet) for row in self.rows)
        counted = Sokfraga("avvikelser", oskyddat=True)
        within = counted.with_(ar=month.ar, manad=month.manad)
        causes = month.causes(self.rows)
        return Radbilder(
            month.ar,
            month.months(month.ar),
            month.months(month.ar - 1),
            counted,
            tuple((word, tuple(sorted(ids[word]))) for word in heads),
            tuple(
                Radenhet(name, tuple(counts[unit, word] for word in heads), within.with_(enhet=unit))
                for (unit, name), _ in units.most_common()
            ),
            tuple(
                Radstapel(word, len(causes[word]), asks("avvikelser", causes[word]).fraga)
                for word in sorted(causes, key=lambda word: (-len(causes[word]), word))
            ),
            tuple(self._ages()),
        )

    def _ages(self) -> Iterator[Radstapel]:
        """What is open today by its age."""
        for band in age_bands(row.dagar for row in self.open):
            most = band.hogst if band.hogst is not None else max((row.dagar for row in self.open), default=0)
            found = _cases(row for row in self.open if band.minst <= row.dagar <= most)
            yield Radstapel(band.namn, found.antal, found.fraga)

    def _risks(self) -> Mapping[str, Sequence[int]]:
        rows = avvikelse_rows(self.session, [row.id for row in self.rows])
        levels = defaultdict(list)
        for row in rows.values():
            levels[row.riskniva].append(row.id)
        said = {level.word: levels[level] for level in reversed(Riskniva) if levels[level]}
        return said | ({"Ej bedömd": levels[None]} if levels[None] else {})

    def _actions(self) -> Radtabell:
        found = atgard_rows(self.session, self.late_actions[: self.most])
        rows = [
            (Sokfraga("atgarder", ids=(a.id,)), (a.text, a.enhet, a.klart_senast.isoformat())) for a in found.values()
        ]
        more = asks("atgarder", self.late_actions[self.most :])
        return _listed("Försenade åtgärder", ("Åtgärd", "Enhet", "Klart senast"), rows, more)

    def _outcomes(self) -> Radtabell:
        done = sorted(self.done, key=lambda row: (row.poang if row.poang is not None else 2, row.enhet))
        rows = [
            (Sokfraga("egenkontroller", ids=(r.id,)), (f"{r.kod} {r.mall}", r.enhet, _outcome(r)))
            for r in done[: self.most]
        ]
        more = asks("egenkontroller", (row.id for row in done[self.most :]))
        return _listed("Egenkontroller", ("Egenkontroll", "Enhet", "Utfall"), rows, more)

    def _adopted(self) -> Radtabell:
        rows = [
            (Sokfraga("rutiner", ids=(one.id,)), (f"{one.nr} {one.titel}", str(one.version_nr), one.andring or "–"))
            for one in adopted_rutiner(self.session, self.month.units, self.month.ar, self.month.manad)
        ]
        return _listed("Fastställda rutiner", ("Rutin", "Version", "Vad som ändrades"), rows)


def _figure(word: str, one: Rakning, note: str = "") -> Radtal:
    return Radtal(word, str(one.antal), one.fraga, note)


def _cases(rows: Iterable[Fall]) -> Rakning:
    return asks("avvikelser", (row.id for row in rows))


def _grouped(rows: Iterable[Fall], of: Callable[[Fall], K]) -> defaultdict[K, list[int]]:
    found: defaultdict[K, list[int]] = defaultdict(list)
    for row in rows:
        found[of(row)].append(row.id)
    return found


def _counted(title: str, heads: tuple[str, ...], groups: Mapping[str, Sequence[int]]) -> Radtabell:
    """How many avvikelser under each word."""
    counts = [asks("avvikelser", ids) for ids in groups.values()]
    return Radtabell(
        title,
        heads,
        tuple((word, str(one.antal)) for word, one in zip(groups, counts, strict=True)),
        tuple((None, one.fraga) for one in counts),
    )


def _listed(
    title: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[Sokfraga | None, tuple[str, ...]]],
    more: Rakning | None = None,
) -> Radtabell:
    """Records in rows of words, each opened by its first word; what does not fit is told in a last row."""
    shown: list[tuple[Sokfraga | None, tuple[str, ...]]] = list(rows)
    if more is not None and more.antal:
        shown.append((more.fraga, (f"och {more.antal} till", *("" for _ in heads[1:]))))
    return Radtabell(
        title,
        heads,
        tuple(words for _, words in shown),
        tuple((fraga, *(None for _ in words[1:])) for fraga, words in shown),
        hoger=False,
    )


def _outcome(row: EgenkontrollRow) -> str:
    light = f", {row.lage.word.lower()}" if row.lage else ""
    return f"{percent(row.poang, 1)}{light}" if row.poang is not None else row.status.word
