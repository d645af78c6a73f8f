"""Reading documents beside the window, one after another: what could be read, what was refused and why, what has to be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.plan_import.readers import Legacy, LegacyText
from app.plan_import.review import opening
from app.plan_import.review.keeping import Kept
from ui.context import PageContext

if TYPE_CHECKING:
    from app.jobs import Progress
    from ui.jobs import Job


@dataclass(frozen=True)
class Wanted:
    """A document to be read: a file, or a text from the clipboard."""

    file: Path | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """How a person calls it."""
        return self.file.name if self.file is not None else ""


class Reading(QObject):
    """``read`` brings each review as it is ready, ``asked`` a document in an old encoding, ``refused`` one that cannot be read."""

    began = Signal(object, str)
    read = Signal(object)
    asked = Signal(object, object)
    refused = Signal(object, Exception)
    ended = Signal(int)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[tuple[Wanted, Legacy]] = []
        self._job: Job | None = None
        self._done = 0

    @property
    def busy(self) -> bool:
        """Whether a document is being read."""
        return self._job is not None

    def start(self, wanted: Sequence[Wanted], legacy: Legacy = Legacy.ASK) -> None:
        """Read documents, after those that wait already."""
        self._waiting += [(one, legacy) for one in wanted]
        self._next()

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        wanted, legacy = self._waiting.pop(0)
        job = self._context.jobs.read(self._work(wanted, legacy))
        self._job = job
        job.succeeded.connect(self._succeeded)
        job.failed.connect(partial(self._failed, wanted))
        job.finished.connect(self._finished)
        self.began.emit(job, wanted.name)

    def _work(self, wanted: Wanted, legacy: Legacy) -> "Callable[[Progress], Kept]":
        workspace = self._context.session.path
        if wanted.file is not None:
            file = wanted.file
            return lambda progress: opening.open_file(workspace, file, legacy, progress)
        return lambda progress: opening.open_text(workspace, wanted.text, legacy, progress)

    def _succeeded(self, kept: Kept) -> None:
        self._done += 1
        self.read.emit(kept)

    def _failed(self, wanted: Wanted, error: Exception) -> None:
        if isinstance(error, LegacyText):
            self.asked.emit(wanted, error)
        else:
            self.refused.emit(wanted, error)

    def _finished(self) -> None:
        self._job = None
        if self._waiting:
            self._next()
            return
        done, self._done = self._done, 0
        self.ended.emit(done)
