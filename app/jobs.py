"""Long work, without Qt: the same job runs under a window, the command line or a test.

A job is a plain function that takes a ``Progress``.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from app.errors import Cancelled


def _unheard(done: int, total: int, text: str) -> None:
    """Nobody listens: a job that is called directly."""


@dataclass
class Progress:
    """What a job is handed: it reports through this and learns here that it should stop."""

    on_report: Callable[[int, int, str], None] = _unheard
    _stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say that ``done`` of ``total`` steps are finished. Raises Cancelled once the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.on_report(done, total, text)

    @property
    def stopping(self) -> bool:
        """Whether the person asked to stop: for a job that waits for something else and has nothing to report meanwhile."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next report. Any thread may call it."""
        self._stop.set()
