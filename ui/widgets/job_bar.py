"""How far a long piece of work is: seen only when it takes longer than 400 ms, with a way to stop it (LOOK 7)."""

from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QTimer, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from ui.tokens import PAD, tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label

WAIT_MS = 400


class RunningJob(Protocol):
    """What the bar needs of a job (``ui.jobs.Job`` is one)."""

    progressed: SignalInstance
    finished: SignalInstance

    def cancel(self) -> None:
        """Ask the work to stop."""


class JobBar(QWidget):
    """The full width of the page it works for; hides itself when the job ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._job: RunningJob | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 4, 12, 6)
        self._label = Label(elide=True)
        row.addWidget(self._label, 1)
        self._stop = Button(tr("Dừng"), self._cancel, kind="small")
        row.addWidget(self._stop)
        self.setFixedHeight(36)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, job: RunningJob, text: str) -> None:
        """Show how this job goes from now on; ``text`` says what is being done."""
        self._job, self._share = job, 0.0
        self._label.setText(text)
        self._stop.setEnabled(True)
        job.progressed.connect(self._progress)
        job.finished.connect(lambda: self._end(job))
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.sel)
        line = QRect(0, self.height() - 3, self.width(), 3)
        painter.fillRect(line, t.bar)
        painter.fillRect(QRectF(line.left(), line.top(), line.width() * self._share, 3), t.accent)

    def _progress(self, done: int, total: int, text: str) -> None:
        self._share = min(done / total, 1.0) if total > 0 else 0.0
        if text:
            self._label.setText(text)
        self.update()

    def _cancel(self) -> None:
        if self._job is not None:
            self._stop.setEnabled(False)
            self._job.cancel()

    def _end(self, job: RunningJob) -> None:
        if self._job is not job:
            return  # one that was followed before, and has ended later
        self._timer.stop()
        self._job = None
        self.hide()
