"""Carries the core's change feed into Qt, onto the GUI thread."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from app.session import Touched


class Feed(Protocol):
    """Whoever tells what has changed: the session."""

    def subscribe(self, listener: Callable[[Touched], None]) -> object:
        """Call ``listener`` after each change with the (table, row id) pairs it touched; on any thread."""


class ChangeSignal(QObject):
    """``changed`` tells which (table, row id) pairs a change touched, always on the GUI thread."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, feed: Feed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued: the writer thread must not wait for screens, and screens must not run on it.
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        feed.subscribe(self._heard.emit)
