"""Files of hundreds of units: previewed and applied, against bare ``executemany`` of the same rows; one preview; one export."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.bundles import exporting, planning, trust
from app.bundles.applying import apply
from app.people import units
from app.plan import calendar, progress, reviews, tasks
from db.connection import bulk_cache, open_reader, open_writer, transaction
from db.migrations import migrate
from tests.benchmarks.measuring import Result, at_most, median
from tests.builders.exchange import meet, place
from tests.builders.many_units import Above, above, files

UNITS, TASKS, MEASURES = 300, 60, 30
TABLES = ("progress_entry", "progress_rev", "target_value", "value_rev")
MOST_S, ONE_S, EXPORT_S, SIZE_KB, SHARE = 20, 0.3, 0.3, 50, 0.5


def run() -> Iterator[Result]:
    """The results: everything in seconds, the rows' rate against bare SQL, one preview, one export, the size of a file."""
    with tempfile.TemporaryDirectory() as folder:
        province = above(Path(folder) / "tinh", count=UNITS, task_count=TASKS, measure_count=MEASURES)
        paths = files(province, Path(folder) / "files")
        yield at_most(
            f"a file: {TASKS} tasks, {MEASURES} measures, 4 quarters", paths[0].stat().st_size / 1024, SIZE_KB, "kB"
        )
        one = median(lambda: planning.plan(province.session, paths[:1], keys_folder=province.keys)) / 1000
        yield at_most("preview of one file", one, ONE_S, "s")
        yield from _all(province, paths, Path(folder))
        province.session.close()
    with tempfile.TemporaryDirectory() as folder:
        yield _export(Path(folder))


def _all(province: Above, paths: list[Path], folder: Path) -> Iterator[Result]:
    start = time.perf_counter()
    plan = planning.plan(province.session, paths, keys_folder=province.keys)
    previewed = time.perf_counter() - start
    apply(province.session, plan, keys_folder=province.keys, back_up=False)
    taken = time.perf_counter() - start
    yield at_most(f"{UNITS} files previewed ({previewed:.1f} s) and applied", taken, MOST_S, "s")
    rows, bare = _bare(province.session.path, folder / "bare.tdb")
    ours, limit = rows / (taken - previewed), rows / bare
    share = ours / limit
    yield Result(
        "rows applied, with log, index and roll-ups / executemany",
        f"{ours:,.0f} rows/s",
        f"{limit:,.0f} rows/s",
        f"{share:.2f} × (≥ {SHARE} ×)",
        share >= SHARE,
    )


def _bare(source: Path, target: Path) -> tuple[int, float]:
    """Write the same rows with executemany into fresh tables with the same indexes: (rows, seconds)."""
    reader = open_reader(source)
    data = {table: [tuple(row) for row in reader.execute(f"SELECT * FROM {table}")] for table in TABLES}
    reader.close()
    writer = open_writer(target)
    migrate(writer)
    writer.execute("PRAGMA foreign_keys = OFF")
    start = time.perf_counter()
    with bulk_cache(writer), transaction(writer):
        for table, rows in data.items():
            marks = ",".join("?" * len(rows[0]))
            writer.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    taken = time.perf_counter() - start
    writer.close()
    return sum(len(rows) for rows in data.values()), taken


def _export(folder: Path) -> Result:
    """A school's file with a quarter of 60 tasks of its own, something new in it each time."""
    province = place(folder / "tinh", "LĐLĐ tỉnh Mẫu")
    school = place(folder / "truong", "CĐCS Mẫu A", parent_name="LĐLĐ tỉnh Mẫu", seed=2)
    kind = units.unit_kinds(province.session)[0].id
    meet(province, school, unit_id=units.add_unit(province.session, name="CĐCS Mẫu A", kind_id=kind))
    calendar.open_period(school.session, "2026-Q3")
    for number in range(TASKS):
        task = tasks.add_task(school.session, text=f"Nhiệm vụ {number}")
        progress.log_progress(school.session, task, period="2026-Q3", state="in_progress", result="Đã tổ chức")
    reviews.submit(school.session, period="2026-Q3")
    peer = next(found.id for found in trust.peers(school.session))
    texts = iter(range(100))

    def export() -> None:
        tasks.add_task(school.session, text=f"Việc thêm {next(texts)}")
        exporting.make(school.session, [peer], keys_folder=school.keys)

    taken = median(export) / 1000
    province.session.close()
    school.session.close()
    return at_most("export of a quarter of 60 tasks", taken, EXPORT_S, "s")
