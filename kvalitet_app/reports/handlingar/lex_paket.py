"""The document of a lex Sarah or lex Maria case for the nämnd or IVO, as PDF or to be finished in Word."""

from collections.abc import Iterator
from pathlib import Path

from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.lex.paket import Paket
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.progress import Progress, no_progress
from kvalitet_app.reports.model.blocks import Block, Callout, Facts, Heading, Para, Report, literal
from kvalitet_app.reports.pdf.render import write_pdf

SECRET = "Uppgifterna kan omfattas av sekretess. Pröva varje uppgift innan handlingen lämnas ut."


def write_package(paket: Paket, head: str, target: Path, *, progress: Progress = no_progress) -> None:
    """Write it; the kind follows the name.

    Raises:
        InputError: the name ends neither with .pdf nor .docx.
        StorageError: the place cannot be written.
    """
    report = Report(paket.titel, head, tuple(_blocks(paket)), paket.undertitel, spridning=Spridning.SEKRETESS)
    kind = target.suffix.casefold()
    if kind == ".pdf":
        write_pdf(report, target, progress=progress)
    elif kind == ".docx":
        from kvalitet_app.reports.word.document import write_docx

        write_docx(report, target, progress=progress)
    else:
        raise InputError("Filen ska sluta på .pdf eller .docx.")


def _blocks(paket: Paket) -> Iterator[Block]:
    yield Heading(1, literal(paket.titel))
    yield Para(literal(paket.undertitel))
    yield Callout(SECRET)
    for part in paket.avdelningar:
        yield Heading(2, literal(part.titel), listed=False)
        if part.fakta:
            yield Facts(part.fakta)
        for title, text in part.texter:
            yield Heading(3, literal(title), listed=False)
            for line in text.replace("\r\n", "\n").split("\n"):
                if line.strip():
                    yield Para(literal(line.strip()))
