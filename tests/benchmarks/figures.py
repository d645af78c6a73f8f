"""Roll-ups: all targets of a term from the kept sums, rebuilding them against the bare SQL; search over everything."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.plan import figures
from app.search import search
from db import rollup
from db.connection import open_writer, transaction
from tests.benchmarks.measuring import Result, at_most, median, milliseconds, p95, ratio
from tests.benchmarks.workspaces import LARGE, copied, made, opened

PERIOD = "2026-Q3"
WORDS = ("dong thuan", "thanh lap cdcs", "tap huan", "doan vien", "xa mau")

# The least that gives the same sums: one pass over the counted values with their submitted revisions.
BARE = """SELECT target_value.measure_id, target_value.period, sum(value_rev.num), sum(value_rev.den), sum(value_rev.val), count(*)
          FROM target_value JOIN value_rev ON value_rev.value_id = target_value.id AND value_rev.rev = target_value.submitted_rev
          WHERE target_value.counted = 1 GROUP BY target_value.measure_id, target_value.period"""
BARE_TASKS = """SELECT progress_entry.task_id, progress_entry.period, count(*), sum(progress_rev.state = 'done')
          FROM progress_entry JOIN progress_rev ON progress_rev.entry_id = progress_entry.id
          AND progress_rev.rev = progress_entry.submitted_rev
          WHERE progress_entry.counted = 1 GROUP BY progress_entry.task_id, progress_entry.period"""


def run() -> Iterator[Result]:
    """The results."""
    session = opened(made(LARGE))
    try:
        yield at_most("all targets of a term from the roll-up", median(lambda: figures.targets(session, PERIOD)), 10)
        found = [taken for words in WORDS for taken in milliseconds(partial(search, session, words, limit=30), 5)]
        yield at_most("search over everything at a million entries, p95", p95(found), 50)
    finally:
        session.close()
    with tempfile.TemporaryDirectory() as place:
        yield _rebuild(copied(LARGE, Path(place)))


def _rebuild(path: Path) -> Result:
    writer = open_writer(path)

    def ours() -> None:
        with transaction(writer):
            rollup.rebuild(writer)

    def bare() -> None:
        for _as_of in ("current", "closed"):
            writer.execute(BARE).fetchall()
            writer.execute(BARE_TASKS).fetchall()

    try:
        return ratio("rebuild all roll-ups / the bare GROUP BYs", median(ours, 1), median(bare, 1), 2)
    finally:
        writer.close()
