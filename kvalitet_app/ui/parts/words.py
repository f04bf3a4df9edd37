"""How dates, times and states look on every page."""

from datetime import date, datetime

from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, Riskniva
from kvalitet_app.domain.avvikelser.steg import WORKING
from kvalitet_app.domain.kalender import idag, local, now
from kvalitet_app.ui.parts.marks import Mark

RISK_TONE = {Riskniva.LAG: "green", Riskniva.MATTLIG: "yellow", Riskniva.HOG: "red", Riskniva.MYCKET_HOG: "red"}
NO_BREAK = "\u00a0"


def day(value: date | None) -> str:
    """2026-03-09, or a dash."""
    return value.isoformat() if value is not None else "–"


def moment(value: datetime | None) -> str:
    """2026-03-09 kl. 14:05 in Swedish time, or a dash."""
    return f"{local(value):%Y-%m-%d kl. %H:%M}" if value is not None else "–"


def clock() -> str:
    """14:05, what a clock in Sweden shows now."""
    return f"{local(now()):%H:%M}"


def short_moment(value: datetime) -> str:
    """2026-03-09 in Swedish time."""
    return f"{local(value):%Y-%m-%d}"


def days_since(value: datetime) -> str:
    """How long ago in whole days: 12 dagar."""
    days = (idag() - local(value).date()).days
    return "i dag" if days <= 0 else f"{number(days)} {'dag' if days == 1 else 'dagar'}"


def size_words(size: int) -> str:
    """Bytes as people say them: 312 kB, 4,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NO_BREAK}kB"
    return f"{size / 1_000_000:.1f}{NO_BREAK}MB".replace(".", ",")


def number(value: int) -> str:
    """1 234 with a space that does not break."""
    return f"{value:,}".replace(",", NO_BREAK)


def percent(share: float | None) -> str:
    """81 %, or a dash."""
    return "–" if share is None else f"{round(share * 100)}{NO_BREAK}%"


def risk_mark(row: AvvikelseRow) -> Mark:
    """The product and its level, or that nobody has judged it."""
    level = row.riskniva
    if level is None:
        return Mark("Ej bedömd", "", "subtract_circle")
    return Mark(f"{row.risk} {level.word}", RISK_TONE[level], soft=True)


def status_mark(row: AvvikelseRow) -> Mark:
    """A ring that fills as the case goes on."""
    at = WORKING.index(row.status) if row.status in WORKING else len(WORKING) - 1
    return Mark(row.status.word, share=at / (len(WORKING) - 1))
