"""One clock: only the calendar asks the machine what day it is, and what time."""

import ast
from datetime import UTC
from pathlib import Path

from kvalitet_app.domain.kalender import idag, local, now

ROOT = Path(__file__).parents[2] / "kvalitet_app"
CLOCK = ROOT / "domain" / "kalender.py"
ASKED = {
    "datetime": {"now", "today", "utcnow", "fromtimestamp"},
    "date": {"today", "fromtimestamp"},
    "time": {"localtime", "gmtime", "strftime", "ctime", "asctime"},
}
EPOCH = {"cli/run.py", "start/program.py", "start/shots/pages.py"}  # how long something took, never which day it is


def strays(path):
    """Where a file asks the machine for the time by itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
            told = path.relative_to(ROOT).as_posix()
            if node.attr in ASKED.get(owner, ()) or ((owner, node.attr) == ("time", "time") and told not in EPOCH):
                yield f"{told}:{node.lineno} {owner}.{node.attr}"


def test_no_module_but_the_calendar_asks_the_machine():
    assert [line for path in sorted(ROOT.rglob("*.py")) if path != CLOCK for line in strays(path)] == []
    assert len(list(strays(CLOCK))) == 1


def test_the_clock_shows_utc_to_the_millisecond_and_sweden_its_day():
    moment = now()
    assert moment.tzinfo is UTC
    assert moment.microsecond % 1000 == 0
    assert idag() in {local(moment).date(), local(now()).date()}
