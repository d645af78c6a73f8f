"""Bulk writing of the sample against bare ``executemany`` of the same rows into the same tables and indexes."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import workspace
from app.clock import FrozenClock
from app.sample.bulk import write_bulk
from app.session import Actor, Session
from db.connection import bulk_cache, open_reader, open_writer, transaction
from db.migrations import migrate
from tests.benchmarks.measuring import Result
from tests.benchmarks.workspaces import SEED, TODAY

UNITS, TASKS, TARGETS, QUARTERS = 200, 60, 30, 8
TABLES = ("item", "expectation", "progress_entry", "progress_rev", "target_value", "value_rev")


def run() -> Iterator[Result]:
    """The result: rows a second of the writing alone, derived data aside, and of everything."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "bulk.tdb"
        session = workspace.create(path, clock=FrozenClock(TODAY), actor=Actor("Thu Hằng"), seed=SEED)
        start = time.perf_counter()
        written = _written(session)
        ours = time.perf_counter() - start
        session.close()
        rows, bare = _bare(path, Path(place) / "bare.tdb")
        ours_rate, bare_rate = written / ours, rows / bare
        share = ours_rate / bare_rate
        yield Result(
            "bulk writing with log, index and roll-ups / executemany",
            f"{ours_rate:,.0f} rows/s",
            f"{bare_rate:,.0f} rows/s",
            f"{share:.2f} × (≥ 0.6 ×)",
            share >= 0.6,
        )


def _written(session: Session) -> int:
    written = write_bulk(session, units=UNITS, tasks=TASKS, targets=TARGETS, quarters=QUARTERS, seed=SEED)
    return sum(written.values())


def _bare(source: Path, target: Path) -> tuple[int, float]:
    """Write the same rows with executemany into fresh tables with the same indexes: (rows, seconds)."""
    reader = open_reader(source)
    data = {table: [tuple(row) for row in reader.execute(f"SELECT * FROM {table}")] for table in TABLES}
    periods = [tuple(row) for row in reader.execute("SELECT * FROM period")]
    reader.close()
    writer = open_writer(target)
    migrate(writer)
    writer.execute("PRAGMA foreign_keys = ON")
    writer.executemany("INSERT INTO period VALUES (?, ?, ?, ?, ?)", periods)
    start = time.perf_counter()
    with bulk_cache(writer), transaction(writer):
        for table, rows in data.items():
            writer.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    seconds = time.perf_counter() - start
    writer.close()
    return sum(len(rows) for rows in data.values()), seconds
