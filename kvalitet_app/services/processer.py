"""The process map: processes, aktiviteter and the rutiner they are done by."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from kvalitet_app.db.models import Aktivitet, AktivitetRutin, Avvikelse, Person, Process, Rutin
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, ProcessSlag, RutinLank
from kvalitet_app.domain.rutiner.listor import RutinRow
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import require_at_work, require_open
from kvalitet_app.services.access.rights import counted_avvikelser, require
from kvalitet_app.services.change.changing import GONE, changed, load, required
from kvalitet_app.services.rutiner import all_rutiner


def map_with_cases(session: ReadSession, *, ar: int, enheter: frozenset[int] | None) -> tuple[ProcessNod, ...]:
    """The whole map with the avvikelser of a year and scope (None: all one may read), those that the person sees."""
    query = (
        select(Avvikelse.process_id, func.count())
        .where(counted_avvikelser(session, enheter), Avvikelse.handelse_ar == ar, Avvikelse.process_id.is_not(None))
        .group_by(Avvikelse.process_id)
    )
    return process_map(session, cases=dict(session.execute(query).all()))


def process_map(
    session: ReadSession, rutiner: Sequence[RutinRow] | None = None, *, cases: Mapping[int | None, int] | None = None
) -> tuple[ProcessNod, ...]:
    """The whole map, in order: each process with its delprocesser, aktiviteter and rutiner.

    `rutiner` are all that the person may read, where they have been read already, `cases` the avvikelser by process.
    """
    fallen = cases or {}
    processes = session.scalars(
        select(Process).where(Process.borttagen.is_(None)).order_by(Process.ordning, Process.kod)
    ).all()
    names = dict(session.execute(select(Person.id, Person.namn)).all())
    activities = _activities(session, all_rutiner(session) if rutiner is None else rutiner)
    below: dict[int | None, list[Process]] = {}
    for process in processes:
        below.setdefault(process.foralder_id, []).append(process)

    def node(process: Process) -> ProcessNod:
        return ProcessNod(
            process.id,
            process.kod,
            process.namn,
            process.slag,
            process.syfte,
            names.get(process.agare_id or 0, ""),
            process.version_nr,
            tuple(node(child) for child in below.get(process.id, [])),
            tuple(activities.get(process.id, [])),
            fallen.get(process.id, 0),
        )

    return tuple(node(process) for process in below.get(None, []))


def _activities(session: ReadSession, read: Sequence[RutinRow]) -> dict[int, list[AktivitetRow]]:
    rutiner = {row.id: RutinLank(row.id, row.nr, row.titel, row.lage) for row in read}
    links: dict[int, list[RutinLank]] = {}
    query = select(AktivitetRutin.aktivitet_id, AktivitetRutin.rutin_id).where(AktivitetRutin.borttagen.is_(None))
    for aktivitet_id, rutin_id in session.execute(query):
        if rutin_id in rutiner:
            links.setdefault(aktivitet_id, []).append(rutiner[rutin_id])
    found: dict[int, list[AktivitetRow]] = {}
    steps = select(Aktivitet.__table__).where(Aktivitet.borttagen.is_(None)).order_by(Aktivitet.ordning)
    for a in session.execute(steps):
        linked = tuple(sorted(links.get(a.id, []), key=lambda rutin: rutin.nr))
        row = AktivitetRow(
            a.id,
            a.process_id,
            a.ordning,
            a.namn,
            a.ansvarig_roll,
            linked,
            a.rutin_behovs,
            a.utan_rutin_skal,
            a.samverkan,
        )
        found.setdefault(a.process_id, []).append(row)
    return found


@verb("add_process")
def add_process(
    session: WriteSession,
    *,
    kod: str,
    namn: str,
    slag: ProcessSlag,
    enhet_id: int,
    foralder_id: int | None = None,
    syfte: str = "",
    agare_id: int | None = None,
) -> Change:
    """Add a process last among its siblings."""
    require(session, Ratt.PROCESS, enhet_id)
    require_open(session, enhet_id, idag(), field="enhet_id")
    require_at_work(session, agare_id, field="agare_id")
    last = session.scalar(select(func.max(Process.ordning)).where(Process.foralder_id == foralder_id)) or 0
    row = Process(
        kod=required(kod, "Ange en kod, till exempel P9.", field="kod"),
        slag=slag,
        enhet_id=enhet_id,
        namn=required(namn, "Skriv vad processen heter.", field="namn"),
        foralder_id=foralder_id,
        ordning=last + 1,
        syfte=syfte.strip(),
        agare_id=agare_id,
    )
    session.add(row)
    session.flush()
    return changed(session, f"Processen {row.namn} lades till", Process, row_id=row.id)


@verb("add_aktivitet")
def add_aktivitet(
    session: WriteSession, *, process_id: int, namn: str, ansvarig_roll: str = "", rutin_behovs: bool = True
) -> Change:
    """Add an aktivitet last in its process."""
    process = load(session, Process, process_id)
    require(session, Ratt.PROCESS, process.enhet_id)
    last = session.scalar(select(func.max(Aktivitet.ordning)).where(Aktivitet.process_id == process_id)) or 0
    row = Aktivitet(
        process_id=process_id,
        ordning=last + 1,
        ansvarig_roll=ansvarig_roll.strip(),
        rutin_behovs=rutin_behovs,
        namn=required(namn, "Skriv vad aktiviteten heter.", field="namn"),
    )
    session.add(row)
    session.flush()
    return changed(session, f"Aktiviteten {row.namn} lades till", Aktivitet, Process, row_id=row.id)


@verb("link_rutin")
def link_rutin(session: WriteSession, *, aktivitet_id: int, rutin_id: int, linked: bool = True) -> Change:
    """Tie a rutin to an aktivitet, or untie it."""
    activity = load(session, Aktivitet, aktivitet_id)
    process = load(session, Process, activity.process_id)
    rutin = next((one for one in all_rutiner(session) if one.id == rutin_id), None)
    if rutin is None:
        raise RuleError(GONE)
    require(session, Ratt.PROCESS, process.enhet_id)
    query = select(AktivitetRutin).where(
        AktivitetRutin.aktivitet_id == aktivitet_id, AktivitetRutin.rutin_id == rutin_id
    )
    link = session.scalar(query)
    if link is None and linked:
        session.add(AktivitetRutin(aktivitet_id=aktivitet_id, rutin_id=rutin_id))
    elif link is not None:
        link.borttagen = None if linked else link.andrad
    else:
        raise RuleError("Rutinen är inte kopplad till aktiviteten.")
    what = "kopplad till" if linked else "inte längre kopplad till"
    text = f"Rutin {rutin.nr} är {what} {activity.namn}"
    return changed(session, text, AktivitetRutin, Aktivitet, Process, Rutin)
