"""Before something is public: the questions are asked, and the answers are kept with the line of the file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kvalitet_app.db.backup import file_hash
from kvalitet_app.db.models import Installning
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.paper.publicering import Del, Publiceringsfraga, Svar, questions_about, refuse_unanswered
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.rights import require_somewhere
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.paper.issue import Register, issue
from kvalitet_app.services.paper.namn import namnlistor, staff_names
from kvalitet_app.services.register.granser import write_setting


def find_questions(session: ReadSession, delar: Iterable[Del], *, fa: bool = True) -> tuple[Publiceringsfraga, ...]:
    """What may point somebody out in what is to go out; `fa` also where one or a few are told of."""
    return questions_about(delar, namnlistor(session), staff_names(session), fa=fa)


def ask_before_public(
    session: ReadSession, spridning: Spridning, svarat: Svar, delar: Callable[[], Iterable[Del]]
) -> None:
    """Raises QuestionsError where something is to be public and what may point somebody out is not answered."""
    if spridning is Spridning.OFFENTLIG:
        refuse_unanswered(find_questions(session, delar()), svarat)


def told_answers(svarat: Svar) -> list[str]:
    """The answered questions as the journal keeps them."""
    return [one.text for one in svarat]


@verb("note_public")
def note_public(session: WriteSession, *, fil: str, digest: str, svarat: Svar = ()) -> Change:
    """Leave a line in the journal: what was made public, its checksum, and the questions that were answered."""
    require_somewhere(session, Ratt.LASA)
    write_setting(session, f"offentlig/{fil}", {"fil": fil, "sha256": digest, "svar": told_answers(svarat)})
    return changed(session, f"{fil} är offentlig", Installning)


def issue_printout(
    register: Register, *, write: Callable[..., object], target: Path, arguments: Mapping[str, Any]
) -> Change | None:
    """Write something to a file by its service; a public one leaves its line in the journal, or is not written.

    Raises what `issue` says, and QuestionsError.
    """
    if arguments.get("spridning") is not Spridning.OFFENTLIG:
        with register.read() as session:
            write(session, target=target, **arguments)
        return None

    def written(session: ReadSession) -> str:
        write(session, target=target, **arguments)
        return file_hash(target)

    svarat = arguments.get("svarat", ())
    told, _digest = issue(
        register,
        target,
        write=written,
        note=lambda digest: register.write(note_public, fil=target.name, digest=digest, svarat=svarat),
    )
    return told
