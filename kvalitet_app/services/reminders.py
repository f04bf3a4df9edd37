"""Reminders: what is due and has not been told yet, so that a day when the computer was off loses none."""

from sqlalchemy import select

from kvalitet_app.db.models import Paminnelse
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.oversikt import Nar, Vantar
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.changes import told_changes
from kvalitet_app.services.access.rights import person_id
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.lex.krets import new_circles
from kvalitet_app.services.oversikt import list_waiting


def due_reminders(session: ReadSession) -> tuple[Vantar, ...]:
    """What is late or due today for the person at work, the circles she has been let into, and the changes of rights
    that she is to know of, less what she has been told."""
    mine = select(Paminnelse.tabell, Paminnelse.rad_id, Paminnelse.forfaller).where(
        Paminnelse.person_id == person_id(session)
    )
    told = {tuple(row) for row in session.execute(mine)}
    waiting = list_waiting(session)
    due = [item for item in waiting if item.nar is not Nar.SENARE]
    mine_to_do = {item.rad_id for item in waiting if item.sida == "lex"}
    due += [
        Vantar("lex", case, f"Du är med i kretsen för {name}", "", since, Nar.I_DAG)
        for case, name, since in new_circles(session)
        if case not in mine_to_do
    ]
    due += [
        Vantar("installningar", one.id, f"{one.vem} {one.vad}", "Behörigheter", local(one.tid).date(), Nar.I_DAG)
        for one in told_changes(session)
    ]
    return tuple(item for item in due if (item.sida, item.rad_id or 0, item.datum) not in told)


@verb("note_reminders")
def note_reminders(session: WriteSession, *, vantar: tuple[Vantar, ...]) -> Change:
    """Remember that these were told; one that another window told meanwhile is left as it is."""
    who = person_id(session)
    for item in vantar:
        key = (who, item.sida, item.rad_id or 0, item.datum)
        if session.get(Paminnelse, key) is None:
            session.add(Paminnelse(person_id=who, tabell=item.sida, rad_id=item.rad_id or 0, forfaller=item.datum))
    return changed(session, "", Paminnelse)
