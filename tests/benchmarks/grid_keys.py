"""From a key in the quarter grid to the paint that shows it, in the whole window over 5,000 rows."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.plan.grid_rows import PASSED_DOWN
from app.settings import Settings
from tests.benchmarks.measuring import Result, p95
from tests.benchmarks.workspaces import Scale, copied, opened
from ui.application import make_application
from ui.program import Program

ROWS = Scale(118, 50, 10, 4)
"""50 tasks of 118 units, less those that are not asked: 5,000 rows in one part of the grid."""

AIM_MS = 16
KEYS = 80
PAUSE_MS = 60
_PAINTED = QEvent.Type(QEvent.registerEventType())
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class _Stopwatch(QObject):
    """Stops when the paint that followed a key has ended.

    Other programs may run on the machine that measures, so the processor's time of the thread that paints is held against the aim.
    The clock on the wall tells besides what waiting for other threads and programs cost.
    """

    def __init__(self, watched: list[QObject]) -> None:
        super().__init__()
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self._waits = False
        self._begun = 0.0, 0.0  # processor, wall
        for one in watched:
            one.installEventFilter(self)

    def press(self, key: int, held: Qt.KeyboardModifier = _NONE, text: str = "") -> None:
        """Press a key and let the program go on until it is painted."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        self._waits = True
        self._begun = time.thread_time(), time.perf_counter()
        QCoreApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
        limit = time.perf_counter() + 2
        while self._waits and time.perf_counter() < limit:
            QApplication.processEvents()
        assert not self._waits, f"key {key} painted nothing"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._waits and event.type() == QEvent.Type.Paint:
            # Delivered when everything that is dirty has been painted, before anything else that waits.
            QCoreApplication.postEvent(self, QEvent(_PAINTED), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED:
            if self._waits:
                self._waits = False
                self.cpu.append((time.thread_time() - self._begun[0]) * 1000)
                self.wall.append((time.perf_counter() - self._begun[1]) * 1000)
            return True
        return super().event(event)


def run() -> Iterator[Result]:
    """The results."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(["bench"], theme="light", language="vi")
    with tempfile.TemporaryDirectory() as place:
        program = Program(app, Settings(), keep=lambda _settings: None)
        session = opened(copied(ROWS, Path(place)))
        program.open_session(session)
        window = program.window
        assert window is not None
        window.resize(1366, 698)
        window.activateWindow()
        yield from _in_window(window)
        window.close()
        QApplication.processEvents()


def _settle(window: Any) -> None:
    for _ in range(5):
        window.jobs.wait_idle(30)
        QApplication.processEvents()


def _in_window(window: Any) -> Iterator[Result]:
    _settle(window)
    window.show_page("quarter")
    _settle(window)
    page = window.current_page()
    page.filters.part_chosen.emit(PASSED_DOWN)
    _settle(window)
    page.focus_first()
    _settle(window)
    for name, keys in _STORIES.items():
        watch = _Stopwatch([page.view.viewport()])
        keys(page, watch, lambda: _settle(window))
        yield _judged(f"{name}, {len(page.model.all_rows()):,} rows", watch)


def _judged(name: str, watch: _Stopwatch) -> Result:
    cpu, wall = p95(watch.cpu), p95(watch.wall)
    said = f"{cpu:.1f} ms (median {statistics.median(watch.cpu):.1f}; on the wall {wall:.1f})"
    return Result(f"{name}: key to paint, p95", said, "", f"≤ {AIM_MS} ms", cpu <= AIM_MS)


def _rest(ms: int) -> None:
    """Let the program go on for a while, as between two keys of a person."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


Settle = Callable[[], None]


def _down(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    page.view.go(3, page.model.column_at("result"))
    settle()
    for _ in range(KEYS):
        watch.press(Qt.Key.Key_Down)


def _right(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    for line in range(1, KEYS // 8):
        page.view.go(200 + line, 0)
        settle()
        for _ in range(8):
            watch.press(Qt.Key.Key_Right)


def _enter(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    page.view.go(400, page.model.column_at("result"))
    settle()
    for _ in range(KEYS):
        watch.press(Qt.Key.Key_Return)


def _page_down(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    page.view.go(600, page.model.column_at("result"))
    settle()
    for _ in range(KEYS):
        watch.press(Qt.Key.Key_PageDown)


def _letters(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    """Letters typed in an open editor, in four cells."""
    for line in range(2, 6):
        page.view.go(line, page.model.column_at("result"))
        settle()
        watch.press(0, _NONE, "T")
        for letter in "hành lập thêm 9 CĐCS":
            watch.press(0, _NONE, letter)
        watch.press(Qt.Key.Key_Escape)
        settle()


def _typed(page: Any, watch: _Stopwatch, settle: Settle) -> None:
    """Numbers, Enter after each, at 16 keys a second: each cell is saved while the next one is typed."""
    page.view.go(1000, page.model.column_at("percent"))
    settle()
    for _ in range(KEYS // 2):
        for key, text in ((0, "4"), (0, "5"), (Qt.Key.Key_Return, "")):
            watch.press(key, _NONE, text)
            _rest(PAUSE_MS)
    settle()


_STORIES: dict[str, Callable[[Any, _Stopwatch, Settle], None]] = {
    "arrow down": _down,
    "arrow right": _right,
    "Enter at the lower edge": _enter,
    "Page Down": _page_down,
    "letters of a text": _letters,
    "number and Enter": _typed,
}
