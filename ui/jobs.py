"""Runs jobs off the GUI thread and brings their news back to it."""

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMetaMethod, QObject, Qt, Signal

from app.errors import Cancelled, PlanError
from app.jobs import Progress

Work = Callable[[Progress], Any]


class Job(QObject):
    """One running piece of work. Its signals arrive on the GUI thread, never before the caller could connect to them.

    ``failed`` brings what a person can act on (a PlanError) to the screen that asked. A bug goes to ``sys.excepthook`` first
    (log and crash dialog) and then to ``failed`` too, so that the screen can end its waiting state.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(Exception)
    finished = Signal()
    _reported = Signal(int, int, str)
    _settled = Signal(object)

    def __init__(self, parent: QObject, *, reads: bool) -> None:
        super().__init__(parent)
        self.reads = reads
        self.ended = False
        self.progress = Progress(self._heard)
        self.posted = threading.Event()
        # Queued even when the work ends at once, so that the caller can connect first.
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._settled.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; then only ``finished`` follows."""
        self.progress.cancel()

    def settle(self, future: Future[Any]) -> None:
        """Called on the worker thread when the work has ended in any way."""
        # The runner may be gone before its last reader is: nobody is left to tell.
        with contextlib.suppress(RuntimeError):
            self._settled.emit(future)
        self.posted.set()

    def _heard(self, done: int, total: int, text: str) -> None:
        with contextlib.suppress(RuntimeError):
            self._reported.emit(done, total, text)

    def _report(self, future: Future[Any]) -> None:
        error = Cancelled() if future.cancelled() else future.exception()
        try:
            if error is None:
                self.succeeded.emit(future.result())
            elif not isinstance(error, Cancelled):
                self._failed(error)
        finally:
            self.ended = True
            self.finished.emit()
            self.deleteLater()

    def _failed(self, error: BaseException) -> None:
        heard = self.isSignalConnected(QMetaMethod.fromSignal(self.failed))
        if not (isinstance(error, PlanError) and heard):
            sys.excepthook(type(error), error, error.__traceback__)
        self.failed.emit(error)


class JobRunner(QObject):
    """One thread writes, so that changes queue in order; a few readers run beside it."""

    def __init__(self, parent: QObject | None = None, readers: int = 2) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(readers, "reader")
        # No connection leads from a job to us: the lambda of one would keep us alive until the job dies, and our end
        # would then delete that job a second time.
        self._jobs: list[Job] = []
        self._closed = False
        self._held: list[tuple[Executor, Work, Job]] | None = None

    def write(self, work: Work) -> Job:
        """Run ``work(progress)`` after all writes that were asked for before it."""
        return self._start(self._writer, work)

    def read(self, work: Work) -> Job:
        """Run ``work(progress)`` beside everything else; it must not write."""
        return self._start(self._readers, work)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Inside, what is asked for only begins at the end, so that what has to be seen at once is painted undisturbed."""
        if self._held is not None:
            yield
            return
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for pool, work, job in held:
                self._begin(pool, work, job)

    @property
    def busy(self) -> bool:
        """Whether any job has not reported its end yet."""
        self._jobs = [job for job in self._jobs if not job.ended]
        return bool(self._jobs)

    def wait_idle(self, seconds: float = 10.0) -> bool:
        """Wait until every job, and those its listeners start, has reported. False when time ran out.

        Only the news of jobs is delivered, no other event runs: for tests and for closing the window.
        """
        end = time.monotonic() + seconds
        while self.busy and time.monotonic() < end:
            for job in list(self._jobs):
                job.posted.wait(max(0.0, end - time.monotonic()))
                QCoreApplication.sendPostedEvents(job, QEvent.Type.MetaCall.value)
        return not self.busy

    def close(self) -> None:
        """Finish the writes that were asked for, stop the readers, end the threads. What is asked for later is cancelled."""
        self._closed = True
        for job in self._jobs:
            if job.reads:
                job.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.wait_idle(1.0)
        # Jobs that have ended wait to be deleted. Dying with us and then once more by that event ended the process natively.
        for job in self.findChildren(Job):
            if job.ended:
                QCoreApplication.sendPostedEvents(job, QEvent.Type.DeferredDelete.value)

    def _start(self, pool: Executor, work: Work) -> Job:
        self._jobs = [job for job in self._jobs if not job.ended]
        job = Job(self, reads=pool is self._readers)
        self._jobs.append(job)
        if self._held is None:
            self._begin(pool, work, job)
        else:
            self._held.append((pool, work, job))
        return job

    def _begin(self, pool: Executor, work: Work, job: Job) -> None:
        if self._closed:
            # The news of the last jobs may ask for more.
            future: Future[Any] = Future()
            future.cancel()
            job.settle(future)
        else:
            pool.submit(work, job.progress).add_done_callback(job.settle)
