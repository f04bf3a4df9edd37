"""Kvalitetsberättelsen: counted from the register, written by its author, put on paper (SOSFS 2011:9 7 kap. 1 §)."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.backup import file_hash
from kvalitet_app.db.journal import head
from kvalitet_app.db.models import Avsnitt, Berattelse, Enhet
from kvalitet_app.domain.arende import BerattelseStatus
from kvalitet_app.domain.behorighet import Ratt
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kvalitetsberattelse import BerattelseData, Kapitel
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.services.access import all_units, behorighet, require, sees_protected
from kvalitet_app.services.arskub import Omfang
from kvalitet_app.services.changing import changed, load, refuse_numbers, today
from kvalitet_app.services.granser import organisation_name
from kvalitet_app.services.organisation import subtree
from kvalitet_app.services.raknat_avvikelser import (
    HSL,
    SOL_LSS,
    count_avvikelser,
    count_units,
    read_catalogue,
    read_year,
)
from kvalitet_app.services.raknat_egenkontroller import count_checks
from kvalitet_app.services.raknat_ovrigt import (
    count_actions,
    count_evb,
    count_lex,
    count_measures,
    count_providers,
    count_reviews,
    count_risks,
    count_synpunkter,
    count_system,
)


def _scope(session: Session, enhet_id: int | None, organisation: str) -> tuple[frozenset[int], str]:
    """The units of the scope that the person may read, and what it is called."""
    require(session, Ratt.LASA, enhet_id)
    mine = behorighet(session).units(Ratt.LASA)
    if enhet_id is None:
        whole = all_units(session)
        return mine, organisation or "Hela organisationen" if mine >= whole else "Mina enheter"
    return subtree(session, enhet_id) & mine, load(session, Enhet, enhet_id).namn


def gather(
    session: Session, *, ar: int, enhet_id: int | None = None, progress: Progress = no_progress
) -> BerattelseData:
    """Count everything for a year and a scope (None: all one may read).

    Raises:
        AccessError: the person may not read the unit.
        Cancelled: by `progress`.
    """
    organisation = organisation_name(session)
    units, name = _scope(session, enhet_id, organisation)
    o = Omfang(ar, units)
    progress(0, 4, "Räknar avvikelser")
    year, catalogue = read_year(session, o), read_catalogue(session)
    sol_lss, hsl = (count_avvikelser(session, year, laws, catalogue) for laws in (SOL_LSS, HSL))
    progress(1, 4, "Räknar egenkontroller")
    checks = count_checks(session, o)
    progress(2, 4, "Räknar övriga register")
    report = _row(session, ar, enhet_id)
    data = BerattelseData(
        ar, organisation or name, name, today(), count_units(session, year), sol_lss, hsl,
        count_system(session, o), count_risks(session, o), checks, count_lex(session, o),
        count_synpunkter(session, o), count_measures(session, o), count_evb(session, o), count_providers(session, o),
        count_reviews(session, o), count_actions(session, o), report.dnr if report else "",
        report.faststalld_datum if report else None, _remarks(session),
        begransad=not sees_protected(session, units),
    )  # fmt: skip
    progress(4, 4)
    return data


def _remarks(session: Session) -> tuple[str, ...]:
    number, digest = head(session)
    return (f"Registrets journal slutar vid rad {number} med kontrollsumman {digest}.",)


def _row(session: Session, ar: int, enhet_id: int | None) -> Berattelse | None:
    scope = enhet_id if enhet_id is not None else _top(session)
    return session.scalar(select(Berattelse).where(Berattelse.ar == ar, Berattelse.enhet_id == scope))


def _top(session: Session) -> int:
    found = session.scalar(select(Enhet.id).where(Enhet.foralder_id.is_(None)).order_by(Enhet.id).limit(1))
    if found is None:
        raise RuleError("Lägg upp organisationen under Inställningar först.")
    return found


def read_texts(session: Session, *, ar: int, enhet_id: int | None = None) -> dict[Kapitel, tuple[str, int]]:
    """The author's texts by chapter, each with its version."""
    row = _row(session, ar, enhet_id)
    if row is None:
        return {}
    parts = session.scalars(select(Avsnitt).where(Avsnitt.berattelse_id == row.id, Avsnitt.borttagen.is_(None)))
    return {Kapitel(part.kapitel): (part.text, part.version) for part in parts}


def save_avsnitt(
    session: Session, *, ar: int, enhet_id: int | None, kapitel: Kapitel, text: str, version: int | None = None
) -> Change:
    """Save the author's text of one chapter.

    Raises:
        ClashError: somebody else has written there since.
        RuleError: the text holds a possible personnummer.
    """
    scope = enhet_id if enhet_id is not None else _top(session)
    require(session, Ratt.BERATTELSE, scope)
    refuse_numbers((), text=text)
    report = _row(session, ar, enhet_id)
    if report is None:
        report = Berattelse(ar=ar, enhet_id=scope, status=BerattelseStatus.UTKAST)
        session.add(report)
        session.flush()
    part = session.scalar(select(Avsnitt).where(Avsnitt.berattelse_id == report.id, Avsnitt.kapitel == kapitel.value))
    if part is None:
        part = Avsnitt(berattelse_id=report.id, kapitel=kapitel.value)
        session.add(part)
    elif version is not None:
        part = load(session, Avsnitt, part.id, version)
    part.text = text.strip()
    session.flush()
    return changed(session, "Texten är sparad", Avsnitt, Berattelse, row_id=part.id)


def write_report(
    session: Session, *, ar: int, target: Path, enhet_id: int | None = None, progress: Progress = no_progress
) -> str:
    """Count, compose and write the PDF; answers the file's SHA-256.

    Raises:
        StorageError: the place cannot be written; nothing is left under the name.
        Cancelled: by `progress`; the same.
    """
    from kvalitet_app.reports.kvalitetsberattelse import kvalitetsberattelse
    from kvalitet_app.reports.pdf import write_pdf

    data = gather(session, ar=ar, enhet_id=enhet_id, progress=progress)
    texts = {kapitel: text for kapitel, (text, _) in read_texts(session, ar=ar, enhet_id=enhet_id).items()}
    write_pdf(kvalitetsberattelse(data, texts), target, progress=progress)
    return file_hash(target)


def note_report(session: Session, *, ar: int, enhet_id: int | None, file: str, digest: str) -> Change:
    """Leave a line in the journal: which file was written, and its checksum."""
    from kvalitet_app.services.granser import write_setting

    write_setting(session, f"rapport/{ar}/{enhet_id or 0}", {"fil": file, "sha256": digest})
    return changed(session, f"{file} är skriven", Berattelse)
