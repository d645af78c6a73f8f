"""Work off the GUI thread: in order, with its news on the GUI thread, and never silent about failures."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.i18n import msg
from app.jobs import Progress
from tests.helpers.sources import CHECKOUT
from ui.changes import ChangeSignal
from ui.jobs import JobRunner
from ui.widgets.buttons import Button
from ui.widgets.job_bar import JobBar
from ui.widgets.label import Label


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


def test_writes_run_one_after_the_other_in_the_order_asked_for(jobs: JobRunner) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.write(lambda _progress, number=number: done.append(number))  # type: ignore[misc]  # bound per job
    assert jobs.wait_idle()
    assert done == list(range(20))


def test_results_arrive_on_the_gui_thread(jobs: JobRunner, qapp: QApplication) -> None:
    seen: list[tuple[object, bool, bool]] = []
    worked: list[bool] = []

    def work(_progress: Progress) -> int:
        worked.append(threading.current_thread() is threading.main_thread())
        return 42

    def arrived(result: object) -> None:
        seen.append((result, QThread.currentThread() is qapp.thread(), worked[0]))

    jobs.read(work).succeeded.connect(arrived)
    assert jobs.wait_idle()
    assert seen == [(42, True, False)]


def test_a_job_that_ends_at_once_still_waits_for_its_listeners(jobs: JobRunner) -> None:
    job = jobs.read(lambda _progress: "schon da")
    job.posted.wait(5)
    heard: list[object] = []
    job.succeeded.connect(heard.append)
    assert jobs.wait_idle()
    assert heard == ["schon da"]


def test_what_a_person_can_act_on_goes_to_the_screen_that_asked(jobs: JobRunner) -> None:
    def work(_progress: Progress) -> None:
        raise Refused(msg("Quý II/2026 đã khóa."))

    heard: list[str] = []
    job = jobs.write(work)
    job.failed.connect(lambda error: heard.append(str(error)))
    assert jobs.wait_idle()
    assert heard == ["Quý II/2026 đã khóa."]


@pytest.mark.parametrize("error", [ZeroDivisionError("bug"), Refused(msg("Không ai nghe."))])
def test_a_failure_nobody_handles_reaches_the_crash_dialog(
    jobs: JobRunner, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, value, _trace: shown.append(value))

    def work(_progress: Progress) -> None:
        raise error

    jobs.write(work)
    assert jobs.wait_idle()
    assert shown == [error]


def test_a_cancelled_job_stops_at_its_next_report_and_says_nothing(jobs: JobRunner) -> None:
    started, go_on = threading.Event(), threading.Event()
    heard: list[object] = []

    def work(progress: Progress) -> None:
        started.set()
        go_on.wait(5)
        progress.report(1, 2)
        heard.append("went on")

    job = jobs.read(work)
    job.succeeded.connect(heard.append)
    job.failed.connect(heard.append)
    started.wait(5)
    job.cancel()
    go_on.set()
    assert jobs.wait_idle()
    assert heard == []


def test_progress_is_heard(jobs: JobRunner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.report(3, 10, "đang đọc")
        go_on.wait(5)

    job = jobs.read(work)
    with qtbot.waitSignal(job.progressed, timeout=5000) as heard:
        pass
    assert heard.args == [3, 10, "đang đọc"]
    go_on.set()
    assert jobs.wait_idle()


def test_closing_finishes_every_write_that_was_asked_for(qapp: QApplication) -> None:
    runner, done = JobRunner(), []
    for number in range(50):
        runner.write(lambda _progress, number=number: done.append(number))  # type: ignore[misc]  # bound per job
    runner.close()
    assert done == list(range(50))
    assert not runner.busy


def test_changes_come_to_the_gui_thread_wherever_they_were_made(qtbot: QtBot, qapp: QApplication) -> None:
    class Feed:
        def subscribe(self, listener: object) -> None:
            self.listener = listener

    feed = Feed()
    signal = ChangeSignal(feed)
    heard: list[tuple[object, bool]] = []
    signal.changed.connect(lambda touched: heard.append((touched, QThread.currentThread() is qapp.thread())))
    touched = frozenset({("task", 7)})
    thread = threading.Thread(target=feed.listener, args=(touched,))  # type: ignore[arg-type]  # the listener
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard == [(touched, True)]


def test_the_bar_of_a_job_shows_its_progress_stops_it_and_goes(jobs: JobRunner, qtbot: QtBot) -> None:
    bar = JobBar()
    qtbot.addWidget(bar)
    went_on: list[bool] = []
    reported, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.report(1, 4, "đang đọc phần 1")
        reported.set()
        go_on.wait(5)
        progress.report(2, 4)
        went_on.append(True)

    bar.follow(jobs.read(work), "Đang đọc")
    assert not bar.isVisible(), "quick work shows nothing"
    reported.wait(5)
    qtbot.waitUntil(bar.isVisible, timeout=5000)
    assert {label.full_text() for label in bar.findChildren(Label)} == {"đang đọc phần 1"}
    bar.findChildren(Button)[0].click()
    go_on.set()
    assert jobs.wait_idle()
    assert not bar.isVisible()
    assert went_on == []


DROPPED = """
import sys
from pathlib import Path
from app import workspace
from app.lists import PROGRESS
from app.reading import Reader
from app.settings import Settings
from ui.application import make_application
from tests.helpers.sources import CHECKOUT
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.jobs import JobRunner
from ui.models.list_model import ListModel
from ui.program import Program
from ui.widgets.list_view import ListView

app = make_application(["tiendo"], theme="light")
session = workspace.open_workspace(Path(sys.argv[1]))
jobs = JobRunner()
program = Program(app, Settings(), keep=lambda settings: None)
context = PageContext(session, jobs, Reader(session), ChangeSignal(session), program)
model = ListModel(PROGRESS, context)
view = ListView(name="Danh sách")
view.setModel(model)
view.resize(1340, 640)
view.show()
view.grab()
jobs.wait_idle(30)
view.close()
jobs.close()
del view, model, jobs, context
for turn in range(50):
    app.processEvents()
session.close()
print("whole")
"""


def test_what_ran_jobs_may_be_dropped_at_once_when_it_is_closed(sample: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "faulthandler", "-c", DROPPED, str(sample)]
    ran = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "whole"), ran.stderr[-800:]
