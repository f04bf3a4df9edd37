"""The built-in catalogues reach a register once."""

from sqlalchemy import func, select

from kvalitet_app.db.models import Avvikelsetyp, Fraga, Katalogvarde, Mall
from kvalitet_app.domain.egenkontroller.mallar import MALLAR
from kvalitet_app.domain.register.inbyggda import TYPER
from kvalitet_app.services.egenkontroller.planer import list_mallar
from kvalitet_app.services.register.inbyggda import install_catalogues
from kvalitet_app.services.register.kataloger import list_typer
from tests.verbs import laying


def _counts(session):
    return [
        session.scalar(select(func.count()).select_from(kind)) for kind in (Avvikelsetyp, Katalogvarde, Mall, Fraga)
    ]


def test_a_second_installation_adds_nothing(store):
    with store.writing(laying()) as session:
        install_catalogues(session)
        once = _counts(session)
        install_catalogues(session)
        assert _counts(session) == once
    assert once[0] == len(TYPER)


def test_what_somebody_changed_stays(store):
    with store.writing(laying()) as session:
        session.add(Avvikelsetyp(kod="bemotande", namn="Eget namn", lagrum=TYPER[0].lagrum))
        session.flush()
        install_catalogues(session)
        assert session.scalar(select(Avvikelsetyp.namn).where(Avvikelsetyp.kod == "bemotande")) == "Eget namn"


def test_types_and_templates_come_in_their_order(store):
    with store.writing(laying()) as session:
        install_catalogues(session)
        assert [typ.kod for typ in list_typer(session)] == [typ.kod for typ in TYPER]
        assert [m.kod for m in list_mallar(session)] == [m.kod for m in MALLAR]
        first = list_mallar(session)[0]
        assert [q.text for q in first.fragor] == list(MALLAR[0].fragor)
