"""Where the rules stand, by date: read by everybody, corrected by whoever keeps the catalogues."""

from datetime import date

from sqlalchemy import select

from kvalitet_app.db.models import Laghanvisning
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.register.lagdata import sakerhet_of
from kvalitet_app.domain.register.laghanvisningar import Hanvisning, HanvisningRow, check_hanvisning
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import person_name
from kvalitet_app.services.access.rights import person_id, require_at_top
from kvalitet_app.services.change.changing import changed, load

H = Laghanvisning


def laghanvisning_rows(session: ReadSession) -> tuple[HanvisningRow, ...]:
    """Every rule by its subject and law, the oldest text of each first."""
    query = select(H).where(H.borttagen.is_(None))
    rows = [HanvisningRow(h.id, h.version, _told(h)) for h in session.scalars(query)]
    return tuple(sorted(rows, key=_order))


def list_laghanvisningar(session: ReadSession) -> tuple[Hanvisning, ...]:
    """Every rule with its dates and how sure it is."""
    return tuple(row.hanvisning for row in laghanvisning_rows(session))


def _told(h: Laghanvisning) -> Hanvisning:
    """What the program says of its own text; of any other only what the organisation has checked."""
    return Hanvisning(
        h.amne,
        h.lagrum,
        h.text,
        h.giltig_fran,
        h.giltig_till,
        sakerhet_of((h.amne, h.lagrum, h.giltig_fran), h.text),
        h.verifierad,
        h.kontrollerad_av,
        h.kontrollerad_datum,
    )


def _order(row: HanvisningRow) -> tuple[str, str, str]:
    h = row.hanvisning
    return h.amne, str(h.lagrum), h.giltig_fran.isoformat() if h.giltig_fran else ""


@verb("save_laghanvisning")
def save_laghanvisning(
    session: WriteSession, *, hanvisning_id: int | None, version: int | None, ny: Hanvisning
) -> Change:
    """Correct a rule, or add one. Its subject, law and first day stay: by them the program knows it.

    One that is checked and says neither by whom nor when was checked today, by the person at work.

    Raises:
        RuleError: something is missing, it ends before it begins, the check lies ahead, or there is one from that day.
        AccessError: the person does not keep the catalogues.
        ClashError: somebody else changed it.
    """
    require_at_top(session, Ratt.KATALOG)
    check_hanvisning(ny, idag())
    row = _new(session, ny) if hanvisning_id is None else load(session, H, hanvisning_id, version)
    row.text, row.giltig_till, row.verifierad = ny.text.strip(), ny.giltig_till, ny.verifierad
    row.kontrollerad_av, row.kontrollerad_datum = _check(session, ny)
    session.add(row)
    session.flush()
    return changed(session, f"Hänvisningen {row.text} är sparad", H, row_id=row.id)


def _check(session: ReadSession, ny: Hanvisning) -> tuple[str, date | None]:
    """By whom and when it was checked; nothing of one that is not."""
    if not ny.verifierad:
        return "", None
    return ny.kontrollerad_av.strip() or person_name(session, person_id(session)), ny.kontrollerad_datum or idag()


def _new(session: ReadSession, ny: Hanvisning) -> Laghanvisning:
    same = select(H.id).where(
        H.amne == ny.amne.strip(),
        H.lagrum == ny.lagrum,
        H.giltig_fran.is_not_distinct_from(ny.giltig_fran),
        H.borttagen.is_(None),
    )
    if session.scalar(same) is not None:
        raise RuleError(
            "Det finns redan en hänvisning om det från den dagen. Ändra den i stället.", field="giltig_fran"
        )
    return H(amne=ny.amne.strip(), lagrum=ny.lagrum, giltig_fran=ny.giltig_fran)
