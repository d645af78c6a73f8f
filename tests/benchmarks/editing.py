"""A cell edit to committed, against one bare committed UPDATE with the same pragmas on the same disk; keys of the grid to their paint."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from app.lists import TASKS
from app.plan import calendar
from app.plan.progress import log_progress
from app.reading import ListQuery, Reader, Where
from db.connection import open_writer
from tests.benchmarks import grid_keys
from tests.benchmarks.measuring import Result, median, ratio
from tests.benchmarks.workspaces import LARGE, SMALL, copied, opened

EDITS = 60


def run() -> Iterator[Result]:
    """The results."""
    for name, scale in (("small", SMALL), ("large", LARGE)):
        with tempfile.TemporaryDirectory() as place:
            path = copied(scale, Path(place))
            ours = _ours(path)
            yield ratio(
                f"cell edit to committed, {name} workspace / bare UPDATE", ours, _bare(Path(place) / "bare.db"), 3
            )
    yield from grid_keys.run()


def _ours(path: Path) -> float:
    session = opened(path)
    reader = Reader(session)
    own = ListQuery(where=(Where("scope", "eq", "own"), Where("lifecycle", "eq", "open")))
    task = reader.ids(TASKS, own)[0]
    period, number = calendar.current(session), count()
    try:
        return median(lambda: log_progress(session, task, period=period, result=f"Đã mở {next(number)} lớp"), EDITS)
    finally:
        session.close()


def _bare(path: Path) -> float:
    connection = open_writer(path)
    connection.execute("CREATE TABLE cell(id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("INSERT INTO cell VALUES (1, '')")
    number = count()

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE cell SET text = ? WHERE id = 1", [f"Đã mở {next(number)} lớp"])
        connection.execute("COMMIT")

    try:
        return median(work, EDITS)
    finally:
        connection.close()
