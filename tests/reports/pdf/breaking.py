"""PDF files with one thing wrong in them."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Name

from kvalitet_app.reports.pdf.render import render
from tests.reports.documents import full_report
from tests.reports.spoken import walk


def broken(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(render(full_report()).content)) as pdf:
        change(pdf)
        pdf.save(made)
    return made.getvalue()


def each(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [one for one in walk(pdf.Root.StructTreeRoot.K) if kind == one.S]


def no_alt(pdf: pikepdf.Pdf) -> None:
    for figure in each(pdf, "/Figure"):
        del figure["/Alt"]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def skipped(pdf: pikepdf.Pdf) -> None:
    for heading in each(pdf, "/H2"):
        heading.S = Name.H3


def no_scope(pdf: pikepdf.Pdf) -> None:
    for head in each(pdf, "/TH"):
        del head["/A"]


def no_list(pdf: pikepdf.Pdf) -> None:
    for one in each(pdf, "/L"):
        one.S = Name.Sect
