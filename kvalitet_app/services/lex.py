"""Cases under lex Sarah: opened from an avvikelse, and who belongs to their circle (LSS 24 b §)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kvalitet_app.db.models import ArendeKrets, Avvikelse, LexSarahArende
from kvalitet_app.domain.arende import LexSlag, LexStatus
from kvalitet_app.domain.avvikelse import case_number
from kvalitet_app.domain.organisation import Lagrum, Roll
from kvalitet_app.services.changing import today
from kvalitet_app.services.organisation import holders


def open_lex_case(session: Session, avvikelse: Avvikelse) -> LexSarahArende:
    """Open the case that a suspicion demands; the avvikelse is from now on seen by the circle only.

    The circle is the reporter and whoever is at work on the case. Where no SAS covers the unit its enhetschefer
    join, so that a report is never seen by nobody.
    """
    avvikelse.skyddad = True
    found = session.scalar(select(LexSarahArende).where(LexSarahArende.avvikelse_id == avvikelse.id))
    if found is not None:
        return found
    hsl = avvikelse.lagrum is Lagrum.HSL
    case = LexSarahArende(
        enhet_id=avvikelse.enhet_id, avvikelse_id=avvikelse.id, lagrum=avvikelse.lagrum,
        slag=LexSlag.LEX_MARIA if hsl else LexSlag.LEX_SARAH, rapporterad_datum=today(),
        status=LexStatus.RAPPORTERAD, beteckning=f"{'LM' if hsl else 'LS'} {case_number(avvikelse.ar, avvikelse.nr)}",
        beskrivning=avvikelse.beskrivning, omedelbar_atgard=avvikelse.omedelbar_atgard,
    )  # fmt: skip
    session.add(case)
    session.flush()
    circle = {avvikelse.rapportor_id, session.info.get("person_id")} | _receivers(session, avvikelse.enhet_id, hsl)
    for person_id in sorted(p for p in circle if p is not None):
        session.add(ArendeKrets(arende_id=case.id, enhet_id=case.enhet_id, person_id=person_id))
    return case


def _receivers(session: Session, enhet_id: int, hsl: bool) -> set[int]:
    """Who receives the report: SAS (HSL: MAS and MAR); without one, the enhetschefer of the unit."""
    first = (Roll.MAS, Roll.MAR) if hsl else (Roll.SAS,)
    return holders(session, enhet_id, first) or holders(session, enhet_id, (Roll.ENHETSCHEF, Roll.ADMINISTRATOR))
