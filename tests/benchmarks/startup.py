"""Start to first paint against an empty window; flat in data; opening the workspace."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from db.connection import open_reader
from tests.benchmarks.measuring import Result, at_most, median, ratio
from tests.benchmarks.workspaces import LARGE, SMALL, made, opened

RUNS = 5


def run() -> Iterator[Result]:
    """The results."""
    large, small = made(LARGE), made(SMALL)
    _child("empty")
    _child(str(small))
    empty = [_child("empty")["painted"] for _ in range(RUNS)]
    painted, figures, sample = [], [], []
    for _ in range(RUNS):
        told = _child(str(large))
        painted.append(told["painted"])
        figures.append(told["figures"] - told["painted"])
        sample.append(_child(str(small))["painted"])
    yield ratio("start to first paint, large workspace / empty window", _mid(painted), _mid(empty), 2.5)
    yield at_most("overview figures after the first paint, large workspace", _mid(figures), 150)
    yield ratio("start to first paint, large / small workspace (flat in data)", _mid(painted), _mid(sample), 1.10)
    yield ratio("open and close the large workspace / a bare read-only connection", _open(large), _bare(large), 50)


def _child(what: str) -> dict[str, float]:
    """Milliseconds from the start of a child process to what it tells."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    # An installed program has its bytecode; without it every start would compile the sources.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_paint", what],
        capture_output=True, text=True, check=True, env=environment, timeout=120,
    )  # fmt: skip
    told = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    return {name: (float(at) - start) * 1000 for name, at in told.items()}


def _mid(taken: list[float]) -> float:
    return statistics.median(taken)


def _open(path: Path) -> float:
    def work() -> None:
        opened(path).close()

    return median(work)


def _bare(path: Path) -> float:
    def work() -> None:
        connection = open_reader(path)
        connection.execute("SELECT count(*) FROM setting").fetchone()
        connection.close()

    return median(work)
