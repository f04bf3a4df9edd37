"""Short words for cases under lex Sarah: opened, taken to a state, and filled in as the rules want it."""

from datetime import timedelta
from typing import Any

from kvalitet_app.domain.atgarder import AtgardKalla, Effekt, NyAtgard
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.arenden import NyttLex
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.steg import LexUppgifter
from kvalitet_app.services.atgarder import add_atgard, finish_atgard, judge_effekt
from kvalitet_app.services.lex.handlaggning import get_lex, step_lex
from kvalitet_app.services.lex.krets import add_underrattelse
from kvalitet_app.services.lex.rapportering import register_lex

S = LexStatus
UTREDNING: dict[str, Any] = {
    "forlopp": "Blev utan hjälp en hel kväll.",
    "konsekvens": "Rädd och törstig, sov inte.",
    "orsaker": "Två vikarier.",
    "liknande": "En gång förra året.",
    "upprepning": "Ja, så länge schemat är som det är.",
    "metod": "Samtal.",
    "horda": "Två i personalen och den enskilde.",
    "forslag_grad": LexGrad.MISSFORHALLANDE,
    "forslag": "Att fastställa att det var ett missförhållande.",
}


def fill(till, ground):
    """What each step needs, filled in."""
    day = idag()
    return {
        S.MOTTAGEN: LexUppgifter(omedelbar_atgard="En fast vikarie.", mottagen_datum=day),
        S.UTREDS: LexUppgifter(forhandsbedomning="Kan vara ett missförhållande.", utredare_id=ground.lasare),
        S.AVSKRIVEN: LexUppgifter(forhandsbedomning="Det var en beställd ändring."),
        S.FORSLAG: LexUppgifter(**UTREDNING),
        S.BESLUTAD: LexUppgifter(
            grad=LexGrad.MISSFORHALLANDE, beslut_skal="Hjälpen uteblev.", beslutsfattare="VN § 12", beslut_datum=day
        ),
        S.ANMALD_IVO: LexUppgifter(anmald_ivo_datum=day, dnr="VN 2026/7"),
        S.IVO_BESLUT: LexUppgifter(ivo_dnr="3.5.1-1/2026", ivo_beslut="Avslutas.", ivo_beslut_datum=day),
        S.UPPFOLJD: LexUppgifter(effekt="Inga fler uteblivna besök.", effekt_datum=day),
        S.ATERKOPPLAD: LexUppgifter(aterkopplad_datum=day, aterkopplad_form="APT"),
        S.AVSLUTAD: LexUppgifter(polisanmald=False, journalford=True),
    }.get(till, LexUppgifter())


def report(ground, text="Fick ingen hjälp på hela kvällen.", **own):
    """A case of Björken, reported by the rapportör by hand."""
    ground.as_person(ground.rapportor)
    ny = NyttLex(**{"beskrivning": text, "enhet_id": ground.bjorken, "slag": LexSlag.LEX_SARAH} | own)
    return ground.write(register_lex, ny=ny).row_id


def detail(ground, case, who=None):
    """All of a case as somebody sees it."""
    ground.as_person(who or ground.sas)
    return ground.read(get_lex, arende_id=case)


def step(ground, case, till, *, who=None, uppgifter=None):
    """Take one step as somebody."""
    ground.as_person(who or ground.sas)
    version = ground.read(get_lex, arende_id=case).rad.version
    given = uppgifter if uppgifter is not None else fill(till, ground)
    return ground.write(step_lex, arende_id=case, version=version, till=till, uppgifter=given)


def take_to(ground, case, till):
    """Through the states up to one, each with what it needs."""
    way = (S.MOTTAGEN, S.UTREDS, S.FORSLAG, S.BESLUTAD, S.ATGARDAS, S.UPPFOLJD, S.ATERKOPPLAD, S.AVSLUTAD)
    for one in way[: way.index(till) + 1]:
        if one is S.ATGARDAS:
            act(ground, case, mot_orsak=UTREDNING["orsaker"])
        elif one is S.UPPFOLJD:
            finish(ground, case)
        elif one is S.AVSLUTAD:
            tell(ground, case)
        step(ground, case, one)
    return case


def act(ground, case, *, who=None, ansvarig=None, text="Nytt schema för kvällar", mot_orsak=""):
    """Add an åtgärd to a case."""
    ground.as_person(who or ground.sas)
    ny = NyAtgard(
        text, ground.bjorken, idag() + timedelta(days=9), ansvarig, AtgardKalla.LEX, case, mot_orsak=mot_orsak
    )
    return ground.write(add_atgard, ny=ny).row_id


def finish(ground, case):
    """Do every åtgärd of a case that is open, and judge it."""
    for one in (one for one in detail(ground, case).atgarder if one.is_open):
        ground.write(finish_atgard, atgard_id=one.id, version=one.version)
        ground.write(judge_effekt, atgard_id=one.id, version=one.version + 1, effekt=Effekt.GOD, metod="Räknat.")


def tell(ground, case, slag=Mottagarslag.ENSKILD):
    """Note that somebody was told."""
    ground.as_person(ground.sas)
    ground.write(add_underrattelse, arende_id=case, slag=slag, datum=idag(), form="Samtal")
