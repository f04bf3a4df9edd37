"""A selection in words: what a printed list says it was limited to. Every field of every urval has its words here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from kvalitet_app.db.models import (
    Avvikelse,
    Avvikelsetyp,
    Egenkontroll,
    Enhet,
    Katalogvarde,
    LexSarahArende,
    Mall,
    Person,
    Process,
    Synpunkt,
)
from kvalitet_app.db.store.session import ReadSession
from kvalitet_app.domain.avvikelser.arenden import case_number
from kvalitet_app.domain.organisation.behorighet import Ratt
from kvalitet_app.domain.tal import listed_some
from kvalitet_app.services.access.organisation import subtree
from kvalitet_app.services.access.rights import all_units, behorighet

SHOWN_UNITS = 6
Say = Callable[[ReadSession, Any], str]


def said_limits(session: ReadSession, urval: object, *, vy: str) -> tuple[str, ...]:
    """Which view, which units, which days, and every other limit of the selection."""
    said = [f"Visar: {vy}"] if vy else []
    said.append(f"Verksamhet: {scope_words(session, getattr(urval, 'enheter', None))}")
    if period := _period(urval):
        said.append(period)
    for name, say in WORDS.items():
        value = getattr(urval, name, None)
        if value is not None and value != "":
            said.append(say(session, value))
    return tuple(said)


def scope_words(session: ReadSession, enheter: frozenset[int] | None) -> str:
    """The units of a selection as people say them."""
    mine = behorighet(session).units(Ratt.LASA)
    if enheter is None:
        return "hela organisationen" if mine >= all_units(session) else "de enheter utskrivaren får läsa"
    names = {
        i: (kort or namn, above)
        for i, kort, namn, above in session.execute(select(Enhet.id, Enhet.kortnamn, Enhet.namn, Enhet.foralder_id))
    }
    tops = [i for i in sorted(enheter & names.keys()) if names[i][1] not in enheter]
    if len(tops) == 1 and len(enheter) > 1 and enheter >= subtree(session, tops[0]):
        return f"{names[tops[0]][0]} med alla enheter under"
    return listed_some([names[i][0] for i in sorted(enheter & names.keys())], SHOWN_UNITS)


def _period(urval: object) -> str:
    first, last, ar = (getattr(urval, name, None) for name in ("fran", "till", "ar"))
    if isinstance(first, date) and isinstance(last, date):
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            return f"År: {first.year}"
        return f"Dag: {first}" if first == last else f"Dagar: {first} – {last}"
    if first or last:
        return f"Från: {first}" if first else f"Till: {last}"
    whole = getattr(urval, "vy", "") in ("alla", "besvarade") or not hasattr(urval, "typer")
    return f"År: {ar}" if ar is not None and whole else "År: alla" if hasattr(urval, "typer") else ""


def _names(column: Any, key: Any, word: str) -> Say:  # noqa: ANN401 - mapped columns
    def say(session: ReadSession, ids: Any) -> str:  # noqa: ANN401 - one id or several
        wanted = [ids] if isinstance(ids, int | str) else list(ids)
        return f"{word}: {', '.join(session.scalars(select(column).where(key.in_(wanted)).order_by(column)))}"

    return say


def _case(session: ReadSession, avvikelse_id: int) -> str:
    row = session.get_one(Avvikelse, avvikelse_id)
    return f"Avvikelse: {case_number(row.ar, row.nr)}"


def _check(session: ReadSession, egenkontroll_id: int) -> str:
    day = session.get_one(Egenkontroll, egenkontroll_id).planerad_datum
    return f"Egenkontroll: planerad {day}"


def _span(least: int, most: int | None) -> str:
    return f"minst {least} dagar sedan" if most is None else f"{least}–{most} dagar sedan"


WORDS: dict[str, Say] = {
    "typer": _names(Avvikelsetyp.namn, Avvikelsetyp.id, "Typ"),
    "statusar": lambda _s, v: f"Status: {', '.join(sorted(one.word for one in v))}",
    "lagrum": lambda _s, v: f"Lagrum: {', '.join(sorted(one.word for one in v))}",
    "sok": lambda _s, v: f"Orden: ”{v.strip()}”",
    "brukarreferens": lambda _s, v: f"Brukarreferens: {v or 'ingen'}",
    "utan_brukarreferens": lambda _s, v: f"Utan brukarreferens {v}",
    "dagar": lambda _s, v: f"Registrerad för: {_span(*v)}",
    "orsak": _names(Katalogvarde.namn, Katalogvarde.kod, "Orsak"),
    "minst_risk": lambda _s, v: f"Risk: minst {v}",
    "mallar": _names(Mall.namn, Mall.id, "Mall"),
    "lagen": lambda _s, v: f"Färg: {', '.join(sorted(one.word for one in v))}",
    "omrade": lambda _s, v: f"Område: {v}",
    "agare_id": _names(Person.namn, Person.id, "Ägare"),
    "raknas": lambda _s, _v: "Utan dubbletter och det som inte var avvikelser",
    "ursprunglig": lambda _s, _v: "Efter den dag som först planerades, utan inställda",
    "oskyddat": lambda _s, _v: "Utan skyddade ärenden",
    "processer": _names(Process.namn, Process.id, "Process"),
    "ids": lambda _s, v: f"Utvalda: {len(v)}",
    "avvikelse_id": _case,
    "slag": lambda _s, v: f"Slag: {', '.join(sorted(one.word for one in v))}",
    "lex_sarah_arende_id": _names(LexSarahArende.beteckning, LexSarahArende.id, "Ärende"),
    "egenkontroll_id": _check,
    "synpunkt_id": _names(Synpunkt.amne, Synpunkt.id, "Synpunkt"),
    "kalla": lambda _s, v: f"Från: {', '.join(sorted(one.word for one in v))}",
    "amne": lambda _s, v: f"Ämne: {v}",
}
