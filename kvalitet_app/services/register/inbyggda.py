"""The built-in catalogues and templates into a register."""

from sqlalchemy import insert, select

from kvalitet_app.db.models import Avvikelsetyp, Foljdfraga, Katalogvarde, Laghanvisning, Mall
from kvalitet_app.db.store.session import WriteSession
from kvalitet_app.domain.avvikelser.foljdfragor import BUILT_IN
from kvalitet_app.domain.egenkontroller.mallar import BY_KOD, EARLIER, MALLAR
from kvalitet_app.domain.register.inbyggda import FINARE_ORSAKER, TYPER, VARDEN
from kvalitet_app.domain.register.kataloger import Katalog
from kvalitet_app.domain.register.lagdata import BEFORE, BY_NYCKEL, HANVISNINGAR
from kvalitet_app.services.egenkontroller.planer import add_fragor, questions_of, revise_mall


def install_catalogues(session: WriteSession) -> None:
    """Add every built-in type, value and template that the register lacks. A second time nothing happens.

    What somebody has changed stays as it is: a known code is never touched.
    """
    _install_types(session)
    _install_values(session)
    _install_templates(session)
    _install_questions(session)
    _install_rules(session)


def _install_types(session: WriteSession) -> None:
    known = set(session.scalars(select(Avvikelsetyp.kod)))
    rows = [
        {"kod": typ.kod, "namn": typ.namn, "grupp": typ.grupp, "lagrum": typ.lagrum, "ordning": order}
        for order, typ in enumerate(TYPER, 1)
        if typ.kod not in known
    ]
    if rows:
        session.execute(insert(Avvikelsetyp), rows)


def _install_values(session: WriteSession) -> None:
    known = {tuple(row) for row in session.execute(select(Katalogvarde.katalog, Katalogvarde.kod))}
    flat = [
        (katalog.value, kod, namn, order, "")
        for katalog, values in VARDEN.items()
        for order, (kod, namn) in enumerate(values, 1)
    ]
    flat += [
        (Katalog.ORSAK.value, kod, namn, order, main)
        for main, values in FINARE_ORSAKER.items()
        for order, (kod, namn) in enumerate(values, 1)
    ]
    rows = [
        {"katalog": katalog, "kod": kod, "namn": namn, "ordning": order, "overordnad": main}
        for katalog, kod, namn, order, main in flat
        if (katalog, kod) not in known
    ]
    if rows:
        session.execute(insert(Katalogvarde), rows)


def _install_questions(session: WriteSession) -> None:
    """The follow-up questions of the types that have none."""
    known = set(session.scalars(select(Foljdfraga.typ_id)))
    types = dict(session.execute(select(Avvikelsetyp.kod, Avvikelsetyp.id)).all())
    session.add_all(
        Foljdfraga(typ_id=types[kod], ordning=n, text=text, slag=slag, val="\n".join(val))
        for kod, questions in BUILT_IN.items()
        if kod in types and types[kod] not in known
        for n, (text, slag, val) in enumerate(questions, 1)
    )
    session.flush()


def _install_templates(session: WriteSession) -> None:
    """The templates that are missing; one that has what an earlier program asked gets the questions of today."""
    known = set(session.scalars(select(Mall.kod)))
    for kod, earlier in EARLIER.items():
        newest = session.scalar(select(Mall).where(Mall.kod == kod).order_by(Mall.version_nr.desc()).limit(1))
        if newest is not None and newest.borttagen is None and questions_of(session, newest.id) == earlier:
            revise_mall(session, newest, BY_KOD[kod].fragor)
    for given in MALLAR:
        if given.kod not in known:
            mall = Mall(kod=given.kod, namn=given.namn, metod=given.metod, upprepning=given.upprepning)
            session.add(mall)
            session.flush()
            add_fragor(session, mall, given.fragor)
    session.flush()


def _install_rules(session: WriteSession) -> None:
    """Where the rules stand; a rule is known by its subject, its law and the day it begins to hold.

    One that says what an earlier program laid in, and that nobody has checked, says what the program knows now.
    """
    known = {(row.amne, row.lagrum, row.giltig_fran): row for row in session.scalars(select(Laghanvisning))}
    for nyckel, row in known.items():
        if nyckel in BY_NYCKEL and not row.verifierad and (row.amne, row.lagrum, row.text) in BEFORE:
            row.text = BY_NYCKEL[nyckel].text
    rows = [
        {
            "amne": one.amne,
            "lagrum": one.lagrum,
            "text": one.text,
            "giltig_fran": one.giltig_fran,
            "giltig_till": one.giltig_till,
        }
        for one in HANVISNINGAR
        if one.nyckel not in known
    ]
    if rows:
        session.execute(insert(Laghanvisning), rows)
