"""The film-strip of the pictures: a case in each state, then lex Sarah until the document for the nämnd."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kvalitet_app.domain.arende import LexStatus
from kvalitet_app.domain.avvikelse import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.lex_fall import LexUrval
from kvalitet_app.services.avvikelser import find_avvikelser
from kvalitet_app.services.lex_arenden import find_lex, lex_rows

S = AvvikelseStatus
FRAMES = (S.REGISTRERAD, S.MOTTAGEN, S.UTREDS, S.ATGARDAS, S.UPPFOLJD, S.AVSLUTAD)


def film(window: Any) -> dict[str, Callable[[], None]]:  # noqa: ANN401 - the window of the pictures
    """The frames in order; a state that no case of the register is in has none."""
    found: dict[str, Callable[[], None]] = {"film_0_formular": lambda: window.show_page("avvikelser", ny=True)}
    read = window.context.tasks.read
    for at, status in enumerate(FRAMES, 1):
        ids = read(find_avvikelser, urval=AvvikelseUrval(vy="alla", statusar=frozenset({status})))
        if ids:
            found[f"film_{at}_{status.value}"] = _opener(window, "avvikelser", ids[0])
    rows = read(lex_rows, read(find_lex, urval=LexUrval(vy="alla"))).values()
    for at, lex in ((7, LexStatus.RAPPORTERAD), (8, LexStatus.UTREDS), (9, LexStatus.AVSLUTAD)):
        first = next((row.id for row in rows if row.status is lex), None)
        if first is not None:
            found[f"film_{at}_lex_{lex.value}"] = _opener(window, "lex", first)
            if lex is LexStatus.AVSLUTAD:
                found["film_10_lex_handling"] = partial(_document, window, first)
    return found


def _opener(window: Any, page: str, row_id: int) -> Callable[[], None]:  # noqa: ANN401 - see above
    return lambda: window.show_page(page, rad_id=row_id)


def _document(window: Any, row_id: int) -> None:  # noqa: ANN401 - see above
    window.show_page("lex")
    window.current().make_package(row_id)
