"""Keeps what is being typed in a file while it is typed, and hands out what the last run of the program left there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app import drafts
from app.drafts import KeptText
from app.session import Session
from ui.jobs import JobRunner

PAUSE_MS = 800
"""Between the first new key and the file: a crash costs less than a second of typing."""

Source = Callable[[], Sequence[KeptText]]


class KeptTyping(QObject):
    """Sources tell what is typed and not saved at this moment; ``waiting`` are the texts of last time that nobody has answered yet,
    ``went`` tells that one was.
    """

    went = Signal()

    def __init__(self, session: Session, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._sources: list[Source] = []
        self.waiting: list[KeptText] = list(drafts.load(session.path))
        self._written = tuple(self.waiting)
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.write)

    def add(self, source: Source) -> None:
        """Ask this too."""
        self._sources.append(source)

    def touch(self) -> None:
        """Something was typed, saved or given up: write soon."""
        if not self._ended and not self._timer.isActive():
            self._timer.start()

    def answered(self, kept: KeptText) -> None:
        """A text of last time was used or given up."""
        if kept in self.waiting:
            self.waiting.remove(kept)
            self.touch()
            self.went.emit()

    def put_back(self, kept: KeptText) -> None:
        """It was given up by mistake."""
        if kept not in self.waiting:
            self.waiting.insert(0, kept)
            self.touch()

    def write(self) -> None:
        """Put what is typed now into the file, after what is being saved; nothing when it stands there already."""
        self._timer.stop()
        if self._ended:
            return
        found = {kept.place: kept for kept in self.waiting}
        for source in self._sources:
            found.update({kept.place: kept for kept in source()})
        kept = tuple(found.values())[-drafts.MOST :]
        if kept == self._written or self._session.read_only:
            return
        self._written = kept
        path = self._session.path
        job = self._jobs.write(lambda _progress: drafts.save(path, kept))
        job.failed.connect(self._not_written)

    def close(self) -> None:
        """The window closes: write what could not be saved, and ask nobody any more."""
        self.write()
        self._ended = True
        self._sources.clear()

    def _not_written(self, _error: Exception) -> None:
        """The disk refuses, which every save will say; the next key tries again."""
        self._written = ()
