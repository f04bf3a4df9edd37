"""How the window reaches the register: small reads at once, everything else on the one database thread.

Answers come home to the window's thread. Sessions never cross a thread; frozen rows do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kvalitet_app.domain.errors import Cancelled
from kvalitet_app.domain.verb import verb_of

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from kvalitet_app.domain.change import Change

T = TypeVar("T")
P = ParamSpec("P")
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]


class Register(Protocol):
    """The open register as the window reaches it: it hands over a function, never the name of one."""

    def read(self) -> AbstractContextManager[Any]:
        """A session that only reads."""

    def write(self, service: Callable[..., T], **arguments: Any) -> T:  # noqa: ANN401 - a service's own arguments
        """Run a service that writes, in a transaction of its own. Raises TypeError where it carries no verb."""

    def require_writable(self) -> None:
        """Raises StorageError when the register cannot be written now."""


class Job(QObject):
    """One piece of long work. It lives in the window's thread; the runner keeps it until it has ended.

    `progressed` gives done, total and a Swedish line; exactly one of `succeeded`, `failed` and `cancelled` follows,
    then `finished`.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _progress = Signal(int, int, str)
    _end = Signal(str, object)

    def __init__(self, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._over: Callable[[Job], None] | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._progress.connect(self._on_progress, queued)
        self._end.connect(self._on_end, queued)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Called by the work in its own thread; raises Cancelled when it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._progress.emit(done, total, text)

    def run(self) -> None:
        """The pool thread's part."""
        kind, result = "ok", None
        try:
            result = self._work(self)
        except Cancelled:
            kind = "cancelled"
        except BaseException as error:
            kind, result = "error", error
        self._end.emit(kind, result)

    @Slot(int, int, str)
    def _on_progress(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(done, total, text)

    @Slot(str, object)
    def _on_end(self, kind: str, result: object) -> None:
        if self._over is not None:
            self._over(self)
        if kind == "ok":
            self.succeeded.emit(result)
        elif kind == "cancelled":
            self.cancelled.emit()
        else:
            self.failed.emit(result)
        self.finished.emit()


class Tasks(QObject):
    """What pages call. `changed` tells every view of a saved change, and who asked for it."""

    changed = Signal(object, object)
    busy = Signal(bool)

    def __init__(self, register: Register, report: Failed) -> None:
        from concurrent.futures import ThreadPoolExecutor

        super().__init__()
        self.register = register
        self._report = report
        self._pool = ThreadPoolExecutor(1, "kvalitet-db")
        self._long = ThreadPoolExecutor(2, "kvalitet-job")
        self._live: set[Job] = set()
        self._over = False

    def read(self, service: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read now, in the window's thread: one page of a list or one record, never a search or a count."""
        with self.register.read() as session:
            return service(session, *args, **kwargs)

    def ask(
        self,
        service: Callable[..., Any],
        *,
        done: Done,
        failed: Failed | None = None,
        **arguments: Any,  # noqa: ANN401
    ) -> Job:
        """Read on the database thread and hand the answer to `done`."""

        def work(_job: Job) -> object:
            with self.register.read() as session:
                return service(session, **arguments)

        return self._start(self._pool, work, done, failed)

    def change(
        self,
        service: Callable[..., Change],
        *,
        initiator: object = None,
        first: Done | None = None,
        done: Done | None = None,
        failed: Failed | None = None,
        **arguments: Any,  # noqa: ANN401 - a service's own arguments
    ) -> Job:
        """Write on the database thread; every view hears of it after `first` and before `done` is called.

        Raises:
            TypeError: the service carries no verb: it only reads.
        """
        verb_of(service)

        def work(_job: Job) -> object:
            return self.register.write(service, **arguments)

        def saved(change: Change) -> None:
            if first is not None:
                first(change)
            self.changed.emit(change, initiator)
            if done is not None:
                done(change)

        return self._start(self._pool, work, saved, failed)

    def job(self, work: Callable[[Job], object], *, done: Done, failed: Failed | None = None) -> Job:
        """Long work with progress and cancel, beside the database thread; through `register` it reads and writes."""
        return self._start(self._long, work, done, failed)

    def _start(self, pool: ThreadPoolExecutor, work: Callable[[Job], object], done: Done, failed: Failed | None) -> Job:
        job = Job(work)
        job._over = self._ended  # noqa: SLF001 - a job and its runner are one thing
        # what was saved while the window closed is saved, but there is nobody left to show it
        job.succeeded.connect(lambda result: None if self._over else done(result))
        job.failed.connect(lambda error: (failed or self._report)(error))
        if self._over:  # the window is closing: what was asked for has nobody to answer to
            return job
        self._live.add(job)
        if len(self._live) == 1:
            self.busy.emit(True)
        pool.submit(job.run)
        return job

    def _ended(self, job: Job) -> None:
        self._live.discard(job)
        if not self._live:
            self.busy.emit(False)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running."""
        return not self._live

    def shutdown(self) -> None:
        """Let what is being saved finish; stop the rest."""
        self._over = True
        for job in list(self._live):
            job.cancel()
        self._long.shutdown(wait=True, cancel_futures=True)
        self._pool.shutdown(wait=True)
