"""The month of the kvalitetsråd: gathered from every register and written as PDF or XLSX."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from kvalitet_app.db.among import among
from kvalitet_app.db.models import Atgard, Avvikelse, Avvikelsetyp, Enhet, Rutin, Rutinversion, Synpunkt
from kvalitet_app.domain.aterforing import MONTHS, check_month
from kvalitet_app.domain.atgard import AtgardUrval
from kvalitet_app.domain.avvikelse import LABELS, Riskniva
from kvalitet_app.domain.avvikelse_steg import OPEN
from kvalitet_app.domain.egenkontroll import LABELS as CHECK_LABELS
from kvalitet_app.domain.egenkontroll import EgenkontrollRow, EgenkontrollStatus, EgenkontrollUrval, Lage
from kvalitet_app.domain.jamforelse import is_concentrated
from kvalitet_app.domain.kalender import STOCKHOLM
from kvalitet_app.domain.kvalitetsrad import Kvalitetsrad, Radlage, Radtabell, Radtal, matters, month_before
from kvalitet_app.domain.organisation import EnhetNiva, Lagrum
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.rutin import RutinLage
from kvalitet_app.domain.synpunkt import SynpunktUrval
from kvalitet_app.domain.tal import percent
from kvalitet_app.services.access import counted_avvikelser
from kvalitet_app.services.arbetslistor import limit_view
from kvalitet_app.services.aterforing import readable_subtree
from kvalitet_app.services.atgarder import atgard_rows, find_atgarder
from kvalitet_app.services.avvikelser import UNKNOWN_TYPE, avvikelse_rows
from kvalitet_app.services.changing import now
from kvalitet_app.services.egenkontroller import egenkontroll_rows, find_egenkontroller
from kvalitet_app.services.granser import organisation_name, read_grans
from kvalitet_app.services.raknat_avvikelser import count_causes, newest_reports
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.services.synpunkter import find_synpunkter, visible_synpunkter

SHOWN, ACROSS, OTHERS = 40, 4, "Övriga"


def gather_rad(session: Session, *, enhet_id: int, ar: int, manad: int) -> Kvalitetsrad:
    """Everything of a unit with all below it, and a month.

    Raises:
        RuleError: there is no such month, or the unit is not the person's to read.
    """
    check_month(ar, manad)
    unit, units = readable_subtree(session, enhet_id)
    month = _Month(session, units, ar, manad)
    return Kvalitetsrad(
        organisation_name(session) or "Kvalitet", unit.namn, ar, manad, units, tuple(month.figures()),
        tuple(one for one in month.tables() if one.rader), matters(month.state()),
    )  # fmt: skip


def write_rad(session: Session, *, rad: Kvalitetsrad, target: Path, progress: Progress = no_progress) -> None:
    """Write it as PDF or XLSX, as the name ends.

    Raises:
        InputError: the name ends neither with .pdf nor .xlsx.
        StorageError: the place cannot be written.
    """
    progress(0, 1, "Skriver månaden")
    if target.suffix.casefold() == ".xlsx":
        from kvalitet_app.exchange.kvalitetsrad_out import write_workbook

        write_workbook(rad, target)
    else:
        from kvalitet_app.reports.kvalitetsrad import write_pages

        write_pages(rad, target)


class _Month:
    """The rows of a month and what is open today, read once."""

    def __init__(self, session: Session, units: frozenset[int], ar: int, manad: int) -> None:
        self.session, self.units, self.ar, self.manad = session, units, ar, manad
        self.seen: ColumnElement[bool] = and_(counted_avvikelser(session, units), Avvikelse.skyddad.is_(False))
        self.within = and_(self.seen, Avvikelse.handelse_ar == ar, Avvikelse.handelse_manad == manad)
        self.rows = self._cases(self.within)
        self.before = self._cases(self._of(*month_before(ar, manad)))
        self.last_year = self._cases(self._of(ar - 1, manad))
        first = session.execute(
            select(Avvikelse.handelse_ar, Avvikelse.handelse_manad)
            .where(self.seen)
            .order_by(Avvikelse.handelse_ar, Avvikelse.handelse_manad)
            .limit(1)
        ).one_or_none()
        self.first_month = (first[0], first[1]) if first is not None else None
        self.open = self._cases(and_(self.seen, Avvikelse.status.in_(OPEN)))
        self.stuck = self._cases(and_(self.seen, *limit_view(session, "fastnat")))
        self.closed = self._closed()
        self.checks = self._checks()
        self.days = read_grans(session, "dagar_oppen")
        self.silent_days = read_grans(session, "tyst_dagar")
        self.silent = self._silent()
        self.late_actions = self._open_ids(AtgardUrval(vy="forsenade", enheter=units))
        self.unjudged = self._open_ids(AtgardUrval(vy="utan_effekt", enheter=units))
        self.late_checks = self._ids(find_egenkontroller, EgenkontrollUrval(vy="forsenade", enheter=units))
        self.late_views = self._ids(find_synpunkter, SynpunktUrval(vy="forsenade", enheter=units))
        seen = and_(visible_synpunkter(session, units), in_month(Synpunkt.mottagen_datum, ar, manad))
        self.views = session.scalar(select(func.count()).select_from(Synpunkt).where(seen)) or 0
        self.rutiner = [row for row in all_rutiner(session, units) if row.lage is RutinLage.UTGANGEN]

    def _ids(self, find: Any, urval: object) -> list[int]:  # noqa: ANN401 - one of the list services
        return list(find(self.session, urval=urval))

    def _open_ids(self, urval: AtgardUrval) -> list[int]:
        """Åtgärder without those of protected cases, which the person may see and the råd may not."""
        ids = self._ids(find_atgarder, urval)
        hidden = select(Avvikelse.id).where(Avvikelse.skyddad)
        query = select(Atgard.id).where(
            among(Atgard.id, ids), Atgard.lex_sarah_arende_id.is_(None),
            or_(Atgard.avvikelse_id.is_(None), Atgard.avvikelse_id.not_in(hidden)),
        )  # fmt: skip
        return sorted(self.session.scalars(query), key=ids.index)

    def _of(self, ar: int, manad: int) -> ColumnElement[bool]:
        return and_(self.seen, Avvikelse.handelse_ar == ar, Avvikelse.handelse_manad == manad)

    def _cases(self, which: ColumnElement[bool]) -> list[Row[*tuple[Any, ...]]]:
        query = (
            select(
                Avvikelse.id, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn).label("enhet"),
                func.coalesce(Avvikelsetyp.namn, UNKNOWN_TYPE).label("typ"), Avvikelse.lagrum,
                Avvikelse.brukarreferens, Avvikelse.registrerad_vid,
            )
            .join(Enhet, Enhet.id == Avvikelse.enhet_id)
            .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
            .where(which)
        )  # fmt: skip
        return list(self.session.execute(query).all())

    def _closed(self) -> list[Row[*tuple[Any, ...]]]:
        first = datetime.combine(date(self.ar, self.manad, 1), time(), STOCKHOLM).astimezone(UTC)
        after = datetime.combine(self._next_month(), time(), STOCKHOLM).astimezone(UTC)
        query = select(Avvikelse.id, Avvikelse.registrerad_vid, Avvikelse.avslutad_vid).where(
            self.seen, Avvikelse.avslutad_vid >= first, Avvikelse.avslutad_vid < after
        )
        return list(self.session.execute(query).all())

    def _next_month(self) -> date:
        return date(self.ar + self.manad // 12, self.manad % 12 + 1, 1)

    def _checks(self) -> list[EgenkontrollRow]:
        last = self._next_month() - timedelta(days=1)
        urval = EgenkontrollUrval(vy="alla", enheter=self.units, fran=date(self.ar, self.manad, 1), till=last)
        found = egenkontroll_rows(self.session, find_egenkontroller(self.session, urval=urval))
        return [row for row in found.values() if row.status is not EgenkontrollStatus.INSTALLD]

    def _silent(self) -> list[tuple[str, int | None]]:
        newest = newest_reports(self.session, self.seen)
        query = select(Enhet.id, func.coalesce(func.nullif(Enhet.kortnamn, ""), Enhet.namn)).where(
            Enhet.id.in_(self.units), Enhet.niva == EnhetNiva.ENHET, Enhet.borttagen.is_(None)
        )
        found = []
        for unit, name in self.session.execute(query.order_by(Enhet.namn_sort)):
            days = (now() - newest[unit]).days if unit in newest else None
            if days is None or days > self.silent_days:
                found.append((name, days))
        return found

    # what is made of them

    def _old(self) -> list[Row[*tuple[Any, ...]]]:
        limit = now() - timedelta(days=self.days)
        return [row for row in self.open if row.registrerad_vid < limit]

    def _concentrated(self) -> int:
        """Events of the one brukarreferens that hides the rest; 0 where nobody's do."""
        persons = Counter(row.brukarreferens for row in self.rows if row.brukarreferens)
        top = persons.most_common(1)
        return top[0][1] if top and is_concentrated(top[0][1], len(self.rows)) else 0

    def _done(self) -> list[EgenkontrollRow]:
        return [row for row in self.checks if row.genomford_datum is not None]

    def state(self) -> Radlage:
        """What the råd's questions are made from."""
        red = sum(row.lage is Lage.ROD for row in self._done())
        return Radlage(
            len(self.rows), self._concentrated(), len(self._old()), self.days, len(self.stuck),
            len(self.late_actions),
            len(self.unjudged), len(self.late_checks), red, len(self.rutiner),
            tuple(name for name, _ in self.silent), self.silent_days, len(self.late_views),
        )  # fmt: skip

    def figures(self) -> Iterable[Radtal]:
        """The figures at the top, each with its rows."""
        hsl = sum(row.lagrum is Lagrum.HSL for row in self.rows)
        yield Radtal("Rapporterade avvikelser", str(len(self.rows)), self._compared(), _rows(self.rows))
        if same := self._concentrated():
            yield Radtal(
                "Utan den vanligaste personen", str(len(self.rows) - same), f"{same} gäller en och samma brukare"
            )
        yield Radtal("SoL och LSS : HSL", f"{len(self.rows) - hsl} : {hsl}")
        ages = f"{len(self._old())} äldre än {self.days} dagar, {len(self.stuck)} har fastnat"
        yield Radtal("Öppna ärenden i dag", str(len(self.open)), ages, _rows(self.open))
        yield Radtal("Avslutade i månaden", str(len(self.closed)), self._median(), _rows(self.closed))
        late = f"{len(self.unjudged)} genomförda utan effektbedömning"
        yield Radtal("Försenade åtgärder", str(len(self.late_actions)), late, _questions("atgarder", self.late_actions))
        done = f"{len(self._done())} av {len(self.checks)}"
        yield Radtal("Egenkontroller gjorda", done, f"{len(self.late_checks)} försenade i dag",
                     f"egenkontroller?ar={self.ar}&manad={self.manad}")  # fmt: skip
        yield Radtal("Rutiner med passerad översyn", str(len(self.rutiner)), "", "rutiner?vy=forsenade")
        yield Radtal(
            "Synpunkter försenade",
            str(len(self.late_views)),
            f"{self.views} kom i månaden",
            "synpunkter?vy=forsenade",
        )

    def _compared(self) -> str:
        before = f"{len(self.before)} i {MONTHS[month_before(self.ar, self.manad)[1] - 1]}"
        known = self.first_month is not None and self.first_month <= (self.ar - 1, self.manad)
        return f"{before}, {len(self.last_year)} samma månad i fjol" if known else before

    def _median(self) -> str:
        days = sorted((row.avslutad_vid - row.registrerad_vid).days for row in self.closed)
        return f"median {round(median(days))} dagar" if days else ""

    def tables(self) -> Iterable[Radtabell]:
        """Every table; those without rows are left out by the caller."""
        before = MONTHS[month_before(self.ar, self.manad)[1] - 1]
        for title, name in (("Avvikelser efter typ", "typ"), ("Avvikelser efter enhet", "enhet")):
            yield Radtabell(title, (name.capitalize(), MONTHS[self.manad - 1], before), self._two(name))
        yield self._crossed()
        yield Radtabell("Risk", ("Risk", "Antal"), self._risks())
        causes = tuple((name, str(n)) for _, name, n in count_causes(self.session, self.within))
        yield Radtabell("Orsaker", ("Orsak", "Avvikelser"), causes)
        yield Radtabell("Försenade åtgärder", ("Åtgärd", "Enhet", "Klart senast"), self._actions(), hoger=False)
        yield Radtabell("Egenkontroller", ("Egenkontroll", "Enhet", "Utfall"), self._outcomes(), hoger=False)
        yield Radtabell("Fastställda rutiner", ("Rutin", "Version", "Vad som ändrades"), self._adopted(), hoger=False)
        silent = tuple((name, "aldrig" if days is None else f"{days} dagar") for name, days in self.silent)
        yield Radtabell("Tysta enheter", ("Enhet", "Sedan senaste rapport"), silent)

    def _two(self, name: str) -> tuple[tuple[str, ...], ...]:
        now_, then = (Counter(getattr(row, name) for row in rows) for rows in (self.rows, self.before))
        order = sorted(now_.keys() | then.keys(), key=lambda word: (-now_[word], -then[word], word))
        rows = [(word, str(now_[word]), str(then[word])) for word in order]
        return (*rows, ("Summa", str(now_.total()), str(then.total()))) if rows else ()

    def _crossed(self) -> Radtabell:
        """Units downwards, the month's most frequent types across, the rest together: each row has its sum."""
        types = [word for word, _ in Counter(row.typ for row in self.rows).most_common(ACROSS)]
        pairs = Counter((row.enhet, row.typ if row.typ in types else OTHERS) for row in self.rows)
        heads = [*types, *((OTHERS,) if any(typ == OTHERS for _, typ in pairs) else ())]
        units = Counter(row.enhet for row in self.rows)
        rows = tuple(
            (unit, *(str(pairs[unit, typ]) for typ in heads), str(units[unit]))
            for unit in sorted(units, key=lambda name: (-units[name], name))
        )
        return Radtabell("Typ och enhet", ("Enhet", *heads, "Alla"), rows)

    def _risks(self) -> tuple[tuple[str, str], ...]:
        rows = avvikelse_rows(self.session, [row.id for row in self.rows])
        counts = Counter(row.riskniva for row in rows.values())
        said = [(LABELS[level], str(counts[level])) for level in reversed(Riskniva) if counts[level]]
        return (*said, *((("Ej bedömd", str(counts[None])),) if counts[None] else ()))

    def _actions(self) -> tuple[tuple[str, str, str], ...]:
        found = atgard_rows(self.session, self.late_actions[:SHOWN])
        rows = tuple((a.text, a.enhet, a.klart_senast.isoformat()) for a in found.values())
        return (*rows, *_rest(len(self.late_actions)))

    def _outcomes(self) -> tuple[tuple[str, str, str], ...]:
        rows = sorted(self._done(), key=lambda row: (row.poang if row.poang is not None else 2, row.enhet))
        return (*((f"{r.kod} {r.mall}", r.enhet, _outcome(r)) for r in rows[:SHOWN]), *_rest(len(rows)))

    def _adopted(self) -> tuple[tuple[str, str, str], ...]:
        known = [row.id for row in all_rutiner(self.session, self.units)]
        query = (
            select(Rutin.nr, Rutin.titel, Rutinversion.version_nr, Rutinversion.andring)
            .join(Rutin, Rutin.id == Rutinversion.rutin_id)
            .where(
                Rutin.id.in_(known), Rutinversion.faststalld_datum >= date(self.ar, self.manad, 1),
                Rutinversion.faststalld_datum < self._next_month(),
            )
            .order_by(Rutin.nr)
        )  # fmt: skip
        return tuple((f"{nr} {t}", str(v), words or "–") for nr, t, v, words in self.session.execute(query))


def in_month(column: Any, ar: int, manad: int) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column
    """Whether a day lies in the month."""
    found: ColumnElement[bool] = and_(column >= date(ar, manad, 1), column < date(ar + manad // 12, manad % 12 + 1, 1))
    return found


def _rows(rows: Iterable[Row[*tuple[Any, ...]]]) -> str:
    return _questions("avvikelser", [row.id for row in rows])


def _questions(page: str, ids: Iterable[int]) -> str:
    """The question that names its rows one by one."""
    said = "+".join(str(one) for one in ids)
    return f"{page}?ids={said}" if said else ""


def _rest(whole: int) -> tuple[tuple[str, str, str], ...]:
    """What a table of the first rows leaves out."""
    return ((f"och {whole - SHOWN} till", "", ""),) if whole > SHOWN else ()


def _outcome(row: EgenkontrollRow) -> str:
    light = f", {CHECK_LABELS[row.lage].lower()}" if row.lage else ""
    return f"{percent(row.poang, 1)}{light}" if row.poang is not None else CHECK_LABELS[row.status]
