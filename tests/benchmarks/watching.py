"""Says when a window is first painted."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow

PAINTED = QEvent.Type(QEvent.registerEventType())


class Watch(QObject):
    """Prints both clocks at the first paint: by an event that is delivered right after the paint, before any timer."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.painted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QCoreApplication.postEvent(self, QEvent(PAINTED), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == PAINTED:
            tell("painted")
            return True
        return super().event(event)


def tell(what: str) -> None:
    """Print what happened, the monotonic clock in seconds, and the processor's seconds this process has used."""
    print(what, time.monotonic(), time.process_time(), flush=True)
