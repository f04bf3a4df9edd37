"""A PDF's pages as pictures, where words stand on them, and where its headings begin."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

KEPT = 12  # pictures of pages held at a time


class Hit(NamedTuple):
    """Where a searched word stands: the page from 0, and its boxes in points from the page's upper left."""

    page: int
    boxes: tuple[QRectF, ...]


class Pages:
    """An open PDF. The file is read whole, so that it may be replaced or removed meanwhile."""

    def __init__(self, path: Path) -> None:
        import pypdfium2 as pdfium

        self._document = pdfium.PdfDocument(path.read_bytes())
        self._sizes = [QSizeF(*self._document.get_page_size(n)) for n in range(len(self._document))]
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """A page's size in points."""
        return self._sizes[page]

    def picture(self, page: int, scale: float) -> QImage:
        """A page drawn at so many pixels a point; the latest are kept."""
        key = (page, round(scale, 3))
        found = self._pictures.pop(key, None)
        if found is None:
            raw = self._document[page].render(scale=scale).to_pil().convert("RGB")
            data = raw.tobytes()
            found = QImage(data, raw.width, raw.height, 3 * raw.width, QImage.Format.Format_RGB888).copy()
        self._pictures[key] = found
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        return found

    def headings(self) -> list[tuple[str, int]]:
        """The outline: heading and page from 0."""
        found = []
        for item in self._document.get_toc(max_depth=3):
            place = item.get_dest()
            page = place.get_index() if place is not None else None
            if page is not None:
                found.append((str(item.get_title()), int(page)))
        return found

    def find(self, wanted: str) -> list[Hit]:
        """Every place of a word or phrase, whatever its case."""
        found: list[Hit] = []
        for n in range(len(self)) if wanted.strip() else ():
            text = self._document[n].get_textpage()
            searcher, high = text.search(wanted, match_case=False), self._sizes[n].height()
            while (place := searcher.get_next()) is not None:
                start, count = place
                rects = (text.get_rect(at) for at in range(text.count_rects(start, count)))
                boxes = tuple(QRectF(left, high - top, right - left, top - low) for left, low, right, top in rects)
                found.append(Hit(n, boxes))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._pictures.clear()
        self._document.close()
