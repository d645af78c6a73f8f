"""A child process that works in the window as a person would in ten minutes, then prints its PSS in MB."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.jobs import Progress
from app.lists import TASKS
from app.plan import calendar, periods
from app.plan.progress import log_progress
from app.reading import ListQuery, Where
from app.settings import Settings
from ui.application import collect_on_the_gui_thread, make_application
from ui.program import Program

ROUNDS = 20
PAGES = ("overview", "programmes", "quarter", "targets", "closing", "units", "directives", "history")


def work(path: Path) -> float:
    """Work and return the proportional set size in MB."""
    app = make_application(["bench"], theme="light")
    collect_on_the_gui_thread(app)
    program = Program(app, Settings(), keep=lambda _settings: None)
    program.start(path)
    window = program.window
    if window is None:
        raise SystemExit("no window")
    session = window.session
    newest = calendar.current(session)
    own = ListQuery(newest, (Where("scope", "eq", "own"), Where("lifecycle", "eq", "open")))
    tasks = window.context.reader.ids(TASKS, own)
    for number in range(ROUNDS):
        for page in PAGES:
            window.show_page(page)
            window.jobs.wait_idle(60)
            app.processEvents()
            window.grab()
        task = tasks[number % len(tasks)]
        edit = partial(log_progress, session, task, period=newest, result=f"Ghi lần {number}")
        window.jobs.write(_without_progress(edit))
        window.jobs.wait_idle(60)
        window.set_period(periods.previous(newest) if number % 2 else newest)
        app.processEvents()
    window.jobs.wait_idle(60)
    size = _pss()
    window.close()
    app.processEvents()
    return size


def _without_progress(edit: Callable[[], object]) -> Callable[[Progress], object]:
    return lambda _progress: edit()


def _pss() -> float:
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("no PSS")


if __name__ == "__main__":
    print(f"{work(Path(sys.argv[1])):.1f}")
