"""The example made in an empty register, part by part."""

from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Enhet
from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.change.changing import changed
from kvalitet_app.services.exempel.avvikelser import add_avvikelser
from kvalitet_app.services.exempel.berattelse import add_berattelse
from kvalitet_app.services.exempel.beslut import add_evb
from kvalitet_app.services.exempel.bygge import Bygge
from kvalitet_app.services.exempel.egenkontroller import add_egenkontroller
from kvalitet_app.services.exempel.granskning import add_reviews
from kvalitet_app.services.exempel.indikatorer import add_measures
from kvalitet_app.services.exempel.organisation import add_organisation
from kvalitet_app.services.exempel.risker import add_risks
from kvalitet_app.services.exempel.rutiner import add_processes, add_rutiner
from kvalitet_app.services.exempel.synpunkter import add_synpunkter
from kvalitet_app.services.exempel.uppfoljning import add_providers
from kvalitet_app.services.register.inbyggda import install_catalogues


@verb("create_exempel")
def create_exempel(session: WriteSession, *, konto: str, progress: Progress = no_progress) -> Change:
    """Fill an empty database with the example. The person whose account is given can try every part.

    Raises:
        RuleError: the database is not empty.
        Cancelled: by `progress`.
    """
    if session.scalar(select(Enhet.id).limit(1)) is not None:
        raise RuleError("Databasen är inte tom. Exemplet skapas i en egen databas.")
    install_catalogues(session)
    b = Bygge(session)
    progress(0, 5, "Organisation")
    me = add_organisation(b, konto=konto)
    progress(1, 5, "Rutiner och processer")
    add_rutiner(b)
    add_processes(b)
    progress(2, 5, "Avvikelser")
    add_avvikelser(b)
    progress(3, 5, "Egenkontroller")
    add_egenkontroller(b)
    progress(4, 5, "Uppföljning")
    _add_followed(b)
    add_berattelse(b)
    progress(5, 5, "Sparar")
    return changed(session, "Exempelkommunen är skapad", Enhet, Avvikelse, row_id=me)


def _add_followed(b: Bygge) -> None:
    """Synpunkter and what is followed up, from one row of chances: the order decides what the example holds."""
    rng = b.rng("uppfoljning")
    add_synpunkter(b, rng)
    add_evb(b, rng)
    add_risks(b, rng)
    add_reviews(b)
    add_measures(b)
    add_providers(b, rng)
