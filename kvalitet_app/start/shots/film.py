"""The film-strip of the pictures: a case in each state, then lex Sarah until the document for the nämnd."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.lex.listor import find_lex, lex_rows

if TYPE_CHECKING:
    from kvalitet_app.ui.page.tasks import Tasks
    from kvalitet_app.ui.window.main_window import MainWindow

S = AvvikelseStatus
FRAMES = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS, S.ATGARDAS, S.UPPFOLJD, S.AVSLUTAD)
LEX_FRAMES = (LexStatus.RAPPORTERAD, LexStatus.UTREDS, LexStatus.AVSLUTAD)


def film(window: MainWindow, tasks: Tasks) -> dict[str, Callable[[], None]]:
    """The frames in order; a state that no case of the register is in has none."""
    found: dict[str, Callable[[], None]] = {"film_00_formular": partial(window.show_page, "avvikelser", ny=True)}
    for status in FRAMES:
        ids = tasks.read(find_avvikelser, urval=AvvikelseUrval(vy="alla", statusar=frozenset({status})))
        if ids:
            found[f"film_{len(found):02d}_{status.value}"] = partial(window.show_page, "avvikelser", rad_id=ids[0])
    rows = tasks.read(lex_rows, tasks.read(find_lex, urval=LexUrval(vy="alla"))).values()
    shown = {status: next((row.id for row in rows if row.status is status), None) for status in LEX_FRAMES}
    for lex, first in shown.items():
        if first is not None:
            found[f"film_{len(found):02d}_lex_{lex.value}"] = partial(window.show_page, "lex", rad_id=first)
    last = next((one for one in reversed(shown.values()) if one is not None), None)
    if last is not None:
        found[f"film_{len(found):02d}_lex_handling"] = partial(window.show_page, "lex", handling=last)
    return found
