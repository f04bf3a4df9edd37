"""Cases under lex Sarah and lex Maria: opened from an avvikelse or by hand, and who receives them (LSS 24 b §)."""

from sqlalchemy import Integer, cast, func, select

from kvalitet_app.db.models import ArendeKrets, Avvikelse, Enhet, LexSarahArende
from kvalitet_app.db.store.session import ReadSession, WriteSession
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag, local, now
from kvalitet_app.domain.lex.arenden import NyttLex
from kvalitet_app.domain.lex.ord import LexSlag, LexStatus
from kvalitet_app.domain.lex.steg import LexUppgifter, check_dates
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.organisation.enheter import Lagrum, Roll
from kvalitet_app.domain.text import clean
from kvalitet_app.domain.verb import verb
from kvalitet_app.services.access.organisation import holders
from kvalitet_app.services.access.rights import at_work, person_id, require
from kvalitet_app.services.change.changing import changed, load, next_number, refuse_numbers, required

SHORT = {LexSlag.LEX_SARAH: "LS", LexSlag.LEX_MARIA: "LM"}


def open_lex_case(session: WriteSession, avvikelse: Avvikelse) -> LexSarahArende:
    """Open the case that a suspicion demands; the avvikelse is from now on seen by the circle only.

    The circle is the reporter and whoever is at work on the case. Where no SAS covers the unit its enhetschefer
    join, so that a report is never seen by nobody. A new suspicion about what was written off is a new report.
    """
    avvikelse.skyddad = True
    found = session.scalar(select(LexSarahArende).where(LexSarahArende.avvikelse_id == avvikelse.id))
    if found is not None:
        if found.status is LexStatus.AVSKRIVEN:
            _report_again(found)
        return found
    slag = LexSlag.LEX_MARIA if avvikelse.lagrum is Lagrum.HSL else LexSlag.LEX_SARAH
    case = LexSarahArende(
        enhet_id=avvikelse.enhet_id,
        avvikelse_id=avvikelse.id,
        lagrum=avvikelse.lagrum,
        slag=slag,
        rapporterad_datum=idag(),
        status=LexStatus.RAPPORTERAD,
        status_sedan=idag(),
        beteckning=_next_name(session, slag, idag().year),
        rapportor_id=avvikelse.rapportor_id,
        beskrivning=avvikelse.beskrivning,
        omedelbar_atgard=avvikelse.omedelbar_atgard,
        handelse_datum=local(avvikelse.handelse_vid).date(),
        brukarreferens=avvikelse.brukarreferens,
    )
    _begin(session, case, avvikelse.rapportor_id)
    return case


def _report_again(case: LexSarahArende) -> None:
    case.status, case.rapporterad_datum, case.status_sedan = LexStatus.RAPPORTERAD, idag(), idag()
    case.mottagen_datum = case.forhandsbedomd_datum = case.avslutad_datum = None


def _begin(session: WriteSession, case: LexSarahArende, rapportor_id: int | None) -> None:
    session.add(case)
    session.flush()
    circle = {rapportor_id, at_work(session)} | receivers(session, case.enhet_id, case.slag)
    for who in sorted(p for p in circle if p is not None):
        join_circle(session, case, who)


def join_circle(session: WriteSession, case: LexSarahArende, who: int) -> bool:
    """Put a person in the circle of a case, anew where she has left it; False when she is there already."""
    row = session.scalar(select(ArendeKrets).where(ArendeKrets.arende_id == case.id, ArendeKrets.person_id == who))
    if row is None:
        session.add(ArendeKrets(arende_id=case.id, enhet_id=case.enhet_id, person_id=who))
    elif row.borttagen is None:
        return False
    else:
        row.borttagen = None
    session.flush()
    return True


def receivers(session: ReadSession, enhet_id: int, slag: LexSlag) -> frozenset[int]:
    """Who receives the report: SAS (HSL: MAS and MAR); without one, the enhetschefer of the unit."""
    first = (Roll.MAS, Roll.MAR) if slag is LexSlag.LEX_MARIA else (Roll.SAS,)
    found = holders(session, enhet_id, first)
    return found or holders(session, enhet_id, (Roll.ENHETSCHEF, Roll.ADMINISTRATOR))


@verb("register_lex")
def register_lex(session: WriteSession, *, ny: NyttLex) -> Change:
    """Open a case without an avvikelse: a report by word of mouth or on paper. The same `uuid` twice gives the first.

    Raises:
        RuleError: the text or the unit is missing, a day lies ahead, or a text holds a possible personnummer.
        AccessError: the person may not report on the unit.
    """
    again = session.scalar(select(LexSarahArende).where(LexSarahArende.uuid == ny.uuid)) if ny.uuid else None
    if again is not None:
        return changed(session, f"{again.beteckning} är redan sparad", LexSarahArende, row_id=again.id)
    beskrivning = required(clean(ny.beskrivning), "Skriv vad som har rapporterats.", field="beskrivning")
    if not ny.enhet_id:
        raise RuleError("Välj vilken enhet rapporten gäller.", field="enhet_id")
    require(session, Ratt.RAPPORTERA, ny.enhet_id)
    unit = load(session, Enhet, ny.enhet_id)
    _check_days(ny)
    refuse_numbers(
        ny.inte_personnummer,
        beskrivning=beskrivning,
        omedelbar_atgard=ny.omedelbar_atgard,
        brukarreferens=ny.brukarreferens,
    )
    case = _store(session, ny, beskrivning, unit)
    return changed(session, f"{case.slag.word} {case.beteckning} är rapporterad", LexSarahArende, row_id=case.id)


def _store(session: WriteSession, ny: NyttLex, beskrivning: str, unit: Enhet) -> LexSarahArende:
    """The case with its designation and its first circle."""
    reported = ny.rapporterad_datum or idag()
    law = Lagrum.HSL if ny.slag is LexSlag.LEX_MARIA else _social_law(ny.lagrum or unit.lagrum)
    case = LexSarahArende(
        enhet_id=unit.id,
        slag=ny.slag,
        lagrum=law,
        beteckning=_next_name(session, ny.slag, reported.year),
        rapporterad_datum=reported,
        status=LexStatus.RAPPORTERAD,
        status_sedan=idag(),
        beskrivning=beskrivning,
        omedelbar_atgard=ny.omedelbar_atgard.strip(),
        handelse_datum=ny.handelse_datum,
        brukarreferens=ny.brukarreferens.strip(),
        rapportor_id=ny.rapportor_id or person_id(session),
    )
    if ny.uuid:
        case.uuid = ny.uuid
    _begin(session, case, case.rapportor_id)
    return case


def _check_days(ny: NyttLex) -> None:
    reported = ny.rapporterad_datum or idag()
    if reported > idag():
        raise RuleError("Datumet ligger framåt i tiden.", field="rapporterad_datum")
    check_dates(LexUppgifter(handelse_datum=ny.handelse_datum), reported, idag())
    if ny.handelse_datum is not None and ny.handelse_datum > reported:
        raise RuleError("Händelsen kan inte ligga efter rapporten.", field="handelse_datum")


def _social_law(law: Lagrum | None) -> Lagrum:
    return law if law in (Lagrum.SOL, Lagrum.LSS) else Lagrum.LSS


def _next_name(session: WriteSession, slag: LexSlag, ar: int) -> str:
    """LS 2026-01: a series of its own for each kind and year, whether or not the case comes from an avvikelse.

    Older programs named a case of an avvikelse by the four digits of that; such a name is in no series.
    """
    begins = f"{SHORT[slag]} {ar}-"
    name = LexSarahArende.beteckning
    number = cast(func.substr(name, len(begins) + 1), Integer)
    own = (name.startswith(begins, autoescape=True), func.length(name) < len(begins) + 4)
    return f"{begins}{next_number(session, number, *own):02d}"


def lift_protection(session: WriteSession, case: LexSarahArende) -> None:
    """The report was written off: what happened is an avvikelse like any other again."""
    if case.avvikelse_id is None:
        return
    avvikelse = session.get_one(Avvikelse, case.avvikelse_id)
    avvikelse.skyddad, avvikelse.misstanke = False, False


def close_circle(row: ArendeKrets) -> None:
    """Take somebody out of a circle; the row stays, so that the journal tells it."""
    row.borttagen = now()
