"""The window is killed in the middle of work: what it had confirmed is there, and nothing is broken."""

import os
import subprocess
import sys
from pathlib import Path

from app import checking, start, workspace
from app.clock import FrozenClock
from app.people import units
from app.session import Actor

ROOT = Path(__file__).parents[2]
CONFIRMED = 4


def test_what_the_window_has_confirmed_survives_being_killed(tmp_path: Path) -> None:
    path = tmp_path / "so.tdb"
    clock = FrozenClock("2026-07-01T09:00:00", step_ms=1)
    start.make_workspace(start.Answers("Liên đoàn Lao động tỉnh Mẫu", "calendar", path), clock=clock).close()
    command = [sys.executable, "-m", "tests.end_to_end.killed_window", str(path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        confirmed = [int(child.stdout.readline()) for _ in range(CONFIRMED)]
        child.kill()
        child.wait()
    session = workspace.open_workspace(path, clock=clock, actor=Actor("Lan"))
    names = {line.name for line in units.unit_lines(session)}
    session.close()
    assert {f"Công đoàn cơ sở số {number}" for number in confirmed} <= names
    assert checking.check(path).ok
