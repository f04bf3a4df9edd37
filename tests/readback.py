"""What a made PDF says when it is opened again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

if TYPE_CHECKING:
    from pathlib import Path


def pdf_pages(made: Path | bytes) -> list[str]:
    """The words of each page, in the order they are drawn."""
    with closing(PdfDocument(made)) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def pdf_words(made: Path | bytes) -> str:
    """The words of the whole document on one line."""
    return " ".join(" ".join(pdf_pages(made)).split())
