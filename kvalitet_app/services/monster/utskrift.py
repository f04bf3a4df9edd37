"""The patterns on paper, for the house or for publication: only what the person at work may see."""

from pathlib import Path

from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.monster.offentlig import public_monster
from kvalitet_app.domain.paper.publicering import Svar
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.services.monster.analys import find_monster
from kvalitet_app.services.paper.publicering import ask_before_public
from kvalitet_app.services.paper.urval_ord import scope_words
from kvalitet_app.services.paper.utskrift import printed_head


def write_monster(
    session: ReadSession,
    *,
    ar: int,
    hsl: bool,
    utan: bool,
    enheter: frozenset[int] | None,
    target: Path,
    spridning: Spridning = Spridning.INTERN,
    svarat: Svar = (),
    progress: Progress = no_progress,
) -> None:
    """Write the patterns of a year and scope as a PDF; a public one leaves out what may point somebody out.

    Raises:
        QuestionsError: it is to be public, and what may point somebody out is not answered.
        StorageError: the place cannot be written.
        Cancelled: by `progress`; no file is left.
    """
    from kvalitet_app.reports.handlingar.monster import monster
    from kvalitet_app.reports.handlingar.utskrift import write_record as write
    from kvalitet_app.reports.publishing.parts import parts_of

    progress(0, 1, "Räknar mönstren")
    found = find_monster(session, ar=ar, hsl=hsl, utan=utan, enheter=enheter)
    shown = public_monster(found) if spridning is Spridning.OFFENTLIG else found
    limits = (
        f"Verksamhet: {scope_words(session, enheter)}",
        f"År: {ar}",
        "HSL" if hsl else "SoL och LSS",
        *(("utan det koncentrerade ärendet",) if utan and found.koncentrerat else ()),
    )
    blocks = list(monster(shown))
    ask_before_public(session, spridning, svarat, lambda: parts_of(blocks))
    write(
        printed_head(session, f"Mönster {ar}", limits),
        blocks,
        target,
        spridning=spridning,
        progress=progress,
    )
