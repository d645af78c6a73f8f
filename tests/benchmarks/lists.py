"""The largest list, a million progress entries: first paint, wheel, filter, search, sort; all its ids off the GUI thread; and Ctrl+K."""

import statistics
import time
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.lists import PROGRESS
from app.reading import ListQuery, Reader, Where
from app.session import Session
from app.settings import Settings
from tests.benchmarks.measuring import Result, at_most, median, milliseconds, p95
from tests.benchmarks.workspaces import LARGE, made, opened
from ui.application import make_application
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.finder import Finder
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.models.list_model import ListModel
from ui.program import Program
from ui.widgets.list_view import ListView
from ui.widgets.palette import Palette

WORDS = ("thanh lap", "doan vien", "tap huan", "cong doan co so", "ke hoach")
STEPS = 200
TYPED = (
    "thanh lap cdcs",
    "cong doan co so",
    "tap huan nghiep vu",
    "tuyen truyen",
    "quyet dinh",
    "btc",
    "ldld tinh",
    "ke hoach 2026",
)
"""What is typed into the box of Ctrl+K, letter by letter."""


def run() -> Iterator[Result]:
    """The results."""
    session = opened(made(LARGE))
    try:
        yield from _queries(session)
        yield from _painting(session)
        yield from _finding(session)
    finally:
        session.close()


def _queries(session: Session) -> Iterator[Result]:
    reader = Reader(session)
    filters = [
        ListQuery(where=(Where("period", "eq", "2026-Q2"),)),
        ListQuery(where=(Where("unit_id", "eq", _some_unit(reader)),)),
        *(ListQuery(search=words) for words in WORDS),
    ]
    screens = [taken for query in filters for taken in milliseconds(partial(_screen, reader, query), 5)]
    yield at_most(
        f"first screen of a filtered or searched list of {reader.count(PROGRESS, ListQuery()):,}, p95", p95(screens), 50
    )
    whole = [median(partial(reader.ids, PROGRESS, query), 3) for query in filters]
    yield at_most("complete ids and count of a filtered or searched list, worst", max(whole), 300)
    yield at_most("all ids in the list's own order", median(lambda: reader.ids(PROGRESS, ListQuery()), 3), 300)
    by_period = ListQuery(sort=("period", False))
    yield at_most("sort by an indexed column (period)", median(lambda: reader.ids(PROGRESS, by_period), 3), 300)


def _some_unit(reader: Reader) -> int:
    first = reader.ids(PROGRESS, ListQuery(), 1)
    return int(reader.rows(PROGRESS, ListQuery(), first)[first[0]]["unit_id"])


def _screen(reader: Reader, query: ListQuery) -> None:
    ids = reader.ids(PROGRESS, query, 200)
    reader.rows(PROGRESS, query, ids[:28])


def _painting(session: Session) -> Iterator[Result]:
    app = QApplication.instance() or make_application(["bench"], theme="light")
    jobs = JobRunner()
    program = Program(app, Settings(), keep=lambda _settings: None)  # type: ignore[arg-type]  # made just above
    context = PageContext(session, jobs, Reader(session), ChangeSignal(session), program)
    start = time.perf_counter()
    model = ListModel(PROGRESS, context)
    view = ListView(name="bench")
    view.setModel(model)
    view.resize(1340, 640)
    view.show()
    view.grab()
    yield at_most("first paint of the largest list", (time.perf_counter() - start) * 1000, 150)
    jobs.wait_idle(30)
    yield at_most("wheel step of the largest list, p95", p95(_wheel(view, app)), 16)
    view.close()
    jobs.close()


def _finding(session: Session) -> Iterator[Result]:
    """From each letter typed into the box of Ctrl+K to its results being painted, the search on a reader thread as in the window."""
    window, jobs = MainWindow(()), JobRunner()
    window.period = "2026-Q3"
    finder = Finder(session, window)
    window.set_search(finder.find, lambda work, done: jobs.read(lambda _progress: work()).succeeded.connect(done))
    window.show()
    box = window.palette_overlay
    box.open()
    field = window.findChildren(QLineEdit)[0]
    prefixes = [words[:length] for words in TYPED for length in range(1, len(words) + 1)]
    taken = [statistics.median(_letter(box, field, typed) for _ in range(3)) for typed in prefixes]
    yield at_most(f"Ctrl+K, a letter typed to its results painted ({len(taken)} letters), p95", p95(taken), 50)
    yield at_most("Ctrl+K, the same, worst", max(taken), 150)
    box.close_palette()
    window.close()
    jobs.close()


def _letter(box: Palette, field: QLineEdit, typed: str) -> float:
    """Milliseconds from a text typed to its results painted."""
    field.setText(typed[:-1])
    _answered(box)
    start = time.perf_counter()
    field.setText(typed)
    _answered(box)
    box.grab()
    return (time.perf_counter() - start) * 1000


def _answered(box: Palette) -> None:
    while box.asking:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _wheel(view: ListView, app: object) -> list[float]:
    taken = []
    place = QPointF(200, 200)
    for _ in range(STEPS):
        event = QWheelEvent(
            place, place, QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        start = time.perf_counter()
        QApplication.sendEvent(view.viewport(), event)
        view.viewport().grab()
        taken.append((time.perf_counter() - start) * 1000)
    return taken
