"""A child process that opens a window and says when it was first painted: ``empty``, or a workspace by its path.

Prints the monotonic clock at the first paint, and for a workspace again when the overview shows its figures.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

QUIET_MS = 20_000


PAINTED = QEvent.Type(QEvent.registerEventType())


class _Watch(QObject):
    """Says when the window is first painted: by an event that is delivered right after the paint, before any timer."""

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
            print("painted", time.monotonic(), flush=True)
            return True
        return super().event(event)


def empty() -> None:
    """A bare QMainWindow of the same size."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 698)
    watch = _Watch(window)
    window.show()
    while not watch.painted:
        app.processEvents()
    app.processEvents()


def workspace(path: Path) -> None:
    """The program on a workspace, as ``tiendo-gui PATH`` opens it."""
    from app.settings import Settings
    from ui.application import collect_on_the_gui_thread, make_application
    from ui.program import Program

    app = make_application(sys.argv[:1], theme="light", language="vi")
    collect_on_the_gui_thread(app)
    program = Program(app, Settings(), keep=lambda _settings: None)
    program.start(path)
    window = program.window
    if window is None:
        raise SystemExit("no window")
    watch = _Watch(window)
    while not watch.painted:
        app.processEvents()
    app.processEvents()
    window.jobs.wait_idle(QUIET_MS / 1000)
    app.processEvents()
    print("figures", time.monotonic(), flush=True)
    window.close()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        workspace(Path(sys.argv[1]))
