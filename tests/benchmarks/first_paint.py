"""A child process that opens a window and says when it was first painted: ``empty``, or a workspace by its path.

Prints the monotonic clock and the processor time at the first paint, and for a workspace again when the overview shows its figures.
"""

import sys
from importlib import import_module
from pathlib import Path

QUIET_MS = 20_000


def empty() -> None:
    """A bare QMainWindow of the same size."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from tests.benchmarks.watching import Watch

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 698)
    watch = Watch(window)
    window.show()
    while not watch.painted:
        app.processEvents()
    app.processEvents()


def workspace(path: Path) -> None:
    """The program on a workspace, imported in the order in which ``tiendo-gui PATH`` imports it."""
    import_module("ui.__main__")
    from app.settings import Settings
    from tests.benchmarks.watching import Watch, tell
    from ui.application import collect_on_the_gui_thread, make_application
    from ui.program import Program

    app = make_application(sys.argv[:1], theme="light", language="vi")
    collect_on_the_gui_thread(app)
    program = Program(app, Settings(), keep=lambda _settings: None)
    program.start(path)
    window = program.window
    if window is None:
        raise SystemExit("no window")
    watch = Watch(window)
    while not watch.painted:
        app.processEvents()
    app.processEvents()
    window.jobs.wait_idle(QUIET_MS / 1000)
    app.processEvents()
    if window.current_page() is None:
        raise SystemExit("no overview")
    tell("figures")
    window.close()
    app.processEvents()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        workspace(Path(sys.argv[1]))
