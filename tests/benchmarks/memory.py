"""Memory after ten scripted minutes of work: every page, quarters back and forth, edits and undo, searches."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Result, at_most
from tests.benchmarks.workspaces import LARGE, copied


def run() -> Iterator[Result]:
    """The result; only where the system tells the proportional set size."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    with tempfile.TemporaryDirectory() as place:
        path = copied(LARGE, Path(place))
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.working_day", str(path)],
            capture_output=True, text=True, check=True, timeout=600,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"},
        )  # fmt: skip
        yield at_most("memory after a scripted working session, PSS", float(done.stdout.split()[-1]), 150, "MB")
