"""The command that writes a report to a file: which one, and whether its file can be of the kind asked for."""

from __future__ import annotations

from argparse import Namespace

from kvalitet_app.cli import berattelse, granskning, moten
from kvalitet_app.cli.opening import Say
from kvalitet_app.domain.errors import InputError

WRITTEN = (".pdf", ".docx")
ENDINGS = {"kvalitetsrad": (".pdf", ".xlsx"), "aptblad": (".pdf",), "granskningsmapp": (".zip",)}
WRITERS = {
    "kvalitetsrad": moten.do_rad,
    "aptblad": moten.do_apt,
    "granskningsmapp": granskning.do_mapp,
}


def do_rapport(options: Namespace, wanted: str | None, say: Say) -> int:
    """Write a report that is written by somebody, or the APT-blad, kvalitetsråd or granskningsmapp of a unit."""
    takes = ENDINGS.get(options.rapport, WRITTEN)
    if options.ut.suffix.casefold() not in takes:
        raise InputError(f"Filen ska sluta på {' eller '.join(takes)}.")
    return WRITERS.get(options.rapport, berattelse.do_berattelse)(options, wanted, say)
