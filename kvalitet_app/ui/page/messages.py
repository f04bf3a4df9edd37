"""What the program tells a person, and what it does with its own faults."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.machine.files import os_sentence
from kvalitet_app.machine.log import fault_text, log

BUG = "Något gick fel i programmet"
BUG_TEXT = "Det är inte ditt fel och det du har sparat finns kvar. Felet är antecknat i loggen."


class Messages(QObject):
    """Carries messages to the window from any thread. A fault of the program is logged and shown once."""

    told = Signal(str, str, str, object)  # tone, head, text, actions: tuple of (word, callable)
    bug = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def tell(self, tone: str, head: str, text: str = "", *actions: tuple[str, Callable[[], object]]) -> None:
        """Show a line: tone is accent, green, yellow or red."""
        self.told.emit(tone, head, text, actions)

    def report(self, error: BaseException) -> None:
        """A sentence for what is a person's or the world's; everything else is a fault of ours."""
        if isinstance(error, OSError) and isinstance(error.filename, str):  # the world's, wherever it was met
            log.info("met by the window\n%s", fault_text(error))
            self.tell("red", os_sentence(Path(error.filename), error))
            return
        if isinstance(error, KvalitetError):
            details = getattr(error, "details", ())
            self.tell("red", error.sentence, "\n".join(details[:5]))
            return
        details_text = fault_text(error)
        log.error("unexpected error\n%s", details_text)
        if details_text not in self._seen:
            self._seen.add(details_text)
            self.bug.emit(BUG_TEXT)

    def install(self) -> None:
        """Catch what nobody caught, in every thread."""

        def uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
            self.report(error)

        def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                self.report(args.exc_value)

        sys.excepthook = uncaught
        threading.excepthook = uncaught_in_thread
