"""Back to the staff: APT-bladet is gathered, written and marked as given; a case is noted as taken up on APT."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, and_, func, select

from kvalitet_app.db.models import Atgard, Avvikelse, Avvikelsetyp
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.atgarder import AtgardStatus, Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, case_number
from kvalitet_app.domain.avvikelser.steg import OPEN
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import STOCKHOLM, idag, month_before, month_bounds
from kvalitet_app.domain.moten.apt import AptArende, AptBlad, check_month
from kvalitet_app.domain.paper.spridning import SHEET, Spridning, refuse_public
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.tal import count
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import readable_subtree
from kvalitet_app.services.access.rights import behorighet, counted_avvikelser, require_handling
from kvalitet_app.services.avvikelser.listor import UNKNOWN_TYPE, case_of
from kvalitet_app.services.change.changing import changed, load
from kvalitet_app.services.egenkontroller.tillfallen import egenkontroll_rows, find_egenkontroller
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.register.granser import organisation_name
from kvalitet_app.services.rutiner import adopted_rutiner

AHEAD = timedelta(days=45)
BEST = (Effekt.GOD, Effekt.DELVIS, Effekt.INGEN)


def gather_apt(session: ReadSession, *, enhet_id: int, ar: int, manad: int, exempel_id: int | None = None) -> AptBlad:
    """Everything on the page of a unit and month. `exempel_id` is the case to hold up, else the first that helped.

    Raises:
        RuleError: there is no such month, or the unit is not the person's to read.
    """
    check_month(ar, manad)
    unit, units = readable_subtree(session, enhet_id)
    open_to_all = and_(counted_avvikelser(session, units), Avvikelse.skyddad.is_(False))
    closed = _closed(session, open_to_all, ar, manad)
    helped = [one for one in closed if one.effekt is Effekt.GOD and one.atgarder]
    chosen = next((one for one in closed if one.id == exempel_id), None)
    new = tuple((r.nr, r.titel, r.version_nr, r.andring) for r in adopted_rutiner(session, units, ar, manad))
    reported, before = (_reported(session, open_to_all, *one) for one in ((ar, manad), month_before(ar, manad)))
    return AptBlad(
        organisation_name(session) or "Kvalitet",
        unit.namn,
        ar,
        manad,
        reported,
        before,
        _open(session, open_to_all),
        _types(session, open_to_all, ar, manad),
        closed,
        chosen or next(iter(helped), None),
        new,
        _checks(session, units),
        _silent(session, open_to_all),
    )


def _in_month(ar: int, manad: int) -> ColumnElement[bool]:
    return and_(Avvikelse.handelse_ar == ar, Avvikelse.handelse_manad == manad)


def _reported(session: ReadSession, seen: ColumnElement[bool], ar: int, manad: int) -> int:
    query = select(func.count()).select_from(Avvikelse).where(seen, _in_month(ar, manad))
    return session.scalar(query) or 0


def _open(session: ReadSession, seen: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(Avvikelse).where(seen, Avvikelse.status.in_(OPEN))
    return session.scalar(query) or 0


def _types(session: ReadSession, seen: ColumnElement[bool], ar: int, manad: int) -> tuple[tuple[str, int], ...]:
    name = func.coalesce(Avvikelsetyp.namn, UNKNOWN_TYPE)
    query = (
        select(name, func.count())
        .select_from(Avvikelse)
        .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
        .where(seen, _in_month(ar, manad))
        .group_by(name)
        .order_by(func.count().desc(), name)
    )
    return tuple((str(word), int(n)) for word, n in session.execute(query))


def _closed(session: ReadSession, seen: ColumnElement[bool], ar: int, manad: int) -> tuple[AptArende, ...]:
    first, after = month_bounds(ar, manad)
    query = (
        select(
            Avvikelse.id,
            Avvikelse.ar,
            Avvikelse.nr,
            func.coalesce(Avvikelsetyp.namn, UNKNOWN_TYPE),
            Avvikelse.aterford_datum,
        )
        .outerjoin(Avvikelsetyp, Avvikelsetyp.id == Avvikelse.typ_id)
        .where(
            seen,
            Avvikelse.status == AvvikelseStatus.AVSLUTAD,
            Avvikelse.avslutad_vid >= first,
            Avvikelse.avslutad_vid < after,
        )
        .order_by(Avvikelse.ar, Avvikelse.nr)
    )
    rows = session.execute(query).all()
    done: dict[int, list[tuple[str, Effekt | None]]] = {}
    ids = [row[0] for row in rows]
    acts = select(Atgard.avvikelse_id, Atgard.text, Atgard.effekt).where(
        Atgard.avvikelse_id.in_(ids), Atgard.borttagen.is_(None), Atgard.status == AtgardStatus.GENOMFORD
    )
    for case_id, words, effekt in session.execute(acts.order_by(Atgard.id)):
        done.setdefault(case_id or 0, []).append((words, effekt))
    return tuple(
        AptArende(
            i,
            case_number(year, nr),
            typ,
            tuple(words for words, _ in done.get(i, ())),
            next((best for best in BEST if best in {effekt for _, effekt in done.get(i, ())}), None),
            told is not None,
        )
        for i, year, nr, typ, told in rows
    )


def _checks(session: ReadSession, units: frozenset[int]) -> tuple[tuple[date, str], ...]:
    urval = EgenkontrollUrval(vy="alla", enheter=units, fran=idag(), till=idag() + AHEAD)
    rows = egenkontroll_rows(session, find_egenkontroller(session, urval=urval)[:200])
    coming = sorted((row.planerad_datum, row.mall) for row in rows.values())
    return tuple((day, name) for day, name in dict.fromkeys(coming))[:4]


def _silent(session: ReadSession, seen: ColumnElement[bool]) -> int | None:
    last = session.scalar(select(func.max(Avvikelse.registrerad_vid)).where(seen))
    return None if last is None else (idag() - last.astimezone(STOCKHOLM).date()).days


def write_apt(
    session: ReadSession,
    *,
    blad: AptBlad,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    progress: Progress = no_progress,
) -> str:
    """Write the page as a PDF; answers its SHA-256.

    Raises:
        RuleError: it was to be public.
        StorageError: the place cannot be written.
    """
    from kvalitet_app.db.backup import file_hash
    from kvalitet_app.reports.handlingar.apt_blad import write_apt_blad

    refuse_public(spridning, SHEET)
    progress(0, 1, "Gör APT-bladet")
    write_apt_blad(blad, target, spridning=spridning)
    return file_hash(target)


@verb("mark_aterford")
def mark_aterford(session: WriteSession, *, avvikelse_ids: tuple[int, ...]) -> Change:
    """Note that these cases have gone back to the staff on paper; one that already has keeps its day.

    Whoever may read a page may print it; a case that she may not handle is left, and the answer says so.
    """
    mine = behorighet(session)
    cases = [case for one in avvikelse_ids if (case := case_of(session, one)).aterford_datum is None]
    may = [case for case in cases if mine.may_handle(case.enhet_id, case.lagrum)]
    for case in may:
        case.aterford_datum = idag()
    said = f"{count(len(may), 'avvikelse är återförd', 'avvikelser är återförda')} till arbetsgruppen"
    if left := len(cases) - len(may):
        said += f". {count(left, 'handläggs', 'handläggs')} av någon annan och lämnades"
    return changed(session, said, Avvikelse)


def issue_apt(register: Register, *, blad: AptBlad, target: Path, spridning: Spridning = Spridning.INTERN) -> Change:
    """Write the page to a file and mark what it tells of as given back. Raises what `issue` says."""
    ids = tuple(one.id for one in blad.avslutade)
    told, _digest = issue(
        register,
        target,
        write=lambda session: write_apt(session, blad=blad, target=target, spridning=spridning),
        note=lambda _digest: register.write(mark_aterford, avvikelse_ids=ids),
    )
    return told


@verb("mark_apt")
def mark_apt(session: WriteSession, *, avvikelse_id: int, version: int, datum: date | None) -> Change:
    """Note on which APT a case was taken up, or take that back.

    Raises:
        RuleError: the day lies ahead.
        AccessError: the person may not handle the case.
    """
    case_of(session, avvikelse_id)
    case = load(session, Avvikelse, avvikelse_id, version)
    require_handling(session, case)
    if datum is not None and datum > idag():
        raise RuleError("Dagen ligger framåt i tiden.", field="apt_datum")
    case.apt_datum = datum
    said = "Anteckningen om APT togs bort" if datum is None else f"Tagits upp på APT {datum.isoformat()}"
    return changed(session, said, Avvikelse, row_id=case.id)
