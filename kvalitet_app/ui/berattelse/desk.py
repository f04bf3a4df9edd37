"""What the menus and the reading of a report need of the page where it is written."""

from __future__ import annotations

from collections.abc import Callable

from kvalitet_app.domain.berattelse.disposition import Avsnittsrad, Berattelsen, Rapport
from kvalitet_app.ui.page.context import Page


class ReportDesk(Page):
    """The report that lies on the desk: `found` is all of it as read, `at` the chapter that is open."""

    found: Berattelsen | None = None
    at: Avsnittsrad | None = None

    @property
    def rapport(self) -> Rapport:
        """Which report it is."""
        raise NotImplementedError

    def put_text(self, text: str) -> None:
        """Lay a text in the box of the chapter, not yet saved."""
        raise NotImplementedError

    def with_texts(self, go: Callable[[], object], *, without: bool = True) -> None:
        """Go on when every text that stands in the chapters is in the report, or the person says to go on `without`."""
        raise NotImplementedError
