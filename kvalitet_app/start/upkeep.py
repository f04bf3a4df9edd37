"""What the program does on its own: the daily copy, what came due while nobody had it open, and reminders of it."""

from __future__ import annotations

import os
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kvalitet_app.domain.kalender import idag, local, now
from kvalitet_app.domain.utbyte.vagar import VagUt

if TYPE_CHECKING:
    from kvalitet_app.db.store.store import Store
    from kvalitet_app.domain.change import Change
    from kvalitet_app.domain.oversikt import Vantar
    from kvalitet_app.ui.page.context import Context
    from kvalitet_app.ui.window.main_window import MainWindow

FIRST_MS = 1500  # the person's own work comes first
AGAIN_MS = 30 * 60 * 1000  # a program that is never closed meets new days too
NAMED = 3


class Upkeep(QObject):
    """Runs a while after a register was opened, and again while it stays open."""

    def __init__(self, store: Store, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self.store, self.context, self.window = store, context, window
        QTimer.singleShot(FIRST_MS, self, self.daily_copy)
        QTimer.singleShot(FIRST_MS, self, self.catch_up)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.catch_up)
        self._again.start()

    def _may_write(self) -> bool:
        return self.store.path is None or os.access(self.store.path, os.W_OK)

    def catch_up(self) -> None:
        """Built-in values that are new, occurrences that came due, then the reminders."""
        from kvalitet_app.services.register.forsta_start import catch_up

        if self.window.context is not self.context:
            self._again.stop()  # another register is open
        elif self._may_write():
            self.context.tasks.change(catch_up, done=lambda _change: self.remind())

    def remind(self) -> None:
        """What is due and has not been told before, in one line."""
        from kvalitet_app.services.reminders import due_reminders

        self.context.tasks.ask(due_reminders, done=self._tell)

    def _tell(self, due: tuple[Vantar, ...]) -> None:
        from kvalitet_app.services.reminders import note_reminders

        if not due:
            return
        several = len(due) > 1
        head = f"{len(due)} saker väntar på dig" if several else "En sak väntar på dig"
        named = " · ".join(one.titel for one in due[:NAMED])
        rest = f" och {len(due) - NAMED} till" if len(due) > NAMED else ""
        alone = None if several else due[0].rad_id
        show = partial(self.context.go, due[0].sida, rad_id=alone) if alone else partial(self.context.go, "oversikt")
        self.context.messages.tell("accent", head, named + rest, ("Visa", show))
        self.context.tasks.change(note_reminders, vantar=due, done=_nothing)

    def daily_copy(self) -> None:
        """One verified copy a day, beside the work."""
        if self.store.path is None or self.window.context is not self.context:
            return
        from kvalitet_app.db.backup import copy_of_day, is_writable, take_copy
        from kvalitet_app.services.access.ways_out import note_way_out

        path, moment = self.store.path, local(now())
        taken = copy_of_day(path, moment.date())
        if taken is not None:
            self._show_copy(taken.tagen)
        elif is_writable(path):

            def copy(_protected: object) -> None:
                self.context.tasks.job(
                    lambda job: take_copy(path, moment, progress=job.progress), done=lambda _p: self._show_copy(moment)
                )

            self.context.tasks.ask(note_way_out, vag=VagUt.DAGLIG_KOPIA, done=copy)

    def _show_copy(self, when: datetime) -> None:
        when = local(when)
        word = "i dag" if when.date() == idag() else when.date().isoformat()
        self.window.status.show_copy(f"Kopia {word} {when:%H:%M}")


def _nothing(_change: Change) -> None:
    """A reminder that was told asks for nothing more."""
