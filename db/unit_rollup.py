"""How far each unit has answered in a quarter, kept up to date with each change like ``rollup`` (MODEL 15).

Per quarter and unit: tasks and figures expected and reported, tasks done, and when the newest report came in. Exempted things are not
expected; "không phát sinh" and "không áp dụng" are answers.
"""

import json
from collections.abc import Iterable

from db import own_tasks
from db.connection import Connection
from db.expectations import all_periods
from db.own_tasks import CLOSED, CURRENT
from db.rollup import amended, views

_COLUMNS = "unit_id, tasks, tasks_reported, tasks_done, figures, figures_reported, reported_ms"

_PART = """
    SELECT expectation.unit_id, {counts}, max(rev.at_ms) AS at_ms
    FROM {table} AS what {chosen} CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = what.id {only}
    LEFT JOIN {heads} AS head ON head.period = :period AND head.{what} = expectation.what_id
         AND head.unit_id = expectation.unit_id AND {counts_as}
    LEFT JOIN {revs} AS rev ON rev.{owner} = head.id AND rev.rev = head.{rev}
    WHERE expectation.exempt IS NULL GROUP BY expectation.unit_id"""
_TASKS = {
    "table": "task",
    "heads": "progress_entry",
    "revs": "progress_rev",
    "owner": "entry_id",
    "what": "task_id",
    "counts": """count(*) AS tasks, count(rev.given) AS tasks_reported,
        count(CASE WHEN rev.state = 'done' THEN 1 END) AS tasks_done, 0 AS figures, 0 AS figures_reported""",
}
_FIGURES = {
    "table": "measure",
    "heads": "target_value",
    "revs": "value_rev",
    "owner": "value_id",
    "what": "measure_id",
    "counts": "0, 0, 0, count(*), count(rev.given)",
}


def refresh(writer: Connection, period: str, units: Iterable[int]) -> None:
    """Recompute the rows of some units in one quarter."""
    chosen = json.dumps(sorted(units))
    writer.execute(
        "DELETE FROM unit_rollup WHERE period = ? AND unit_id IN (SELECT value FROM json_each(?))", [period, chosen]
    )
    for as_of in views(writer, period):
        writer.execute(_insert(as_of, some=True), {"period": period, "units": chosen})


def rebuild(writer: Connection, periods: Iterable[str] | None = None) -> None:
    """Recompute everything, or all of some quarters."""
    if periods is None:
        writer.execute("DELETE FROM unit_rollup")
    for period in all_periods(writer) if periods is None else periods:
        writer.execute("DELETE FROM unit_rollup WHERE period = ?", [period])
        if CLOSED in views(writer, period) and not amended(writer, period):
            writer.execute(_insert(CURRENT, some=False), {"period": period})
            writer.execute(
                f"""INSERT INTO unit_rollup(period, as_of, {_COLUMNS})
                    SELECT period, '{CLOSED}', {_COLUMNS} FROM unit_rollup WHERE period = ?""",
                [period],
            )
            continue
        for as_of in views(writer, period):
            writer.execute(_insert(as_of, some=False), {"period": period})


def _insert(as_of: str, *, some: bool) -> str:
    where = {
        "chosen": "CROSS JOIN json_each(:units) AS chosen" if some else "",
        "only": "AND expectation.unit_id = chosen.value" if some else "",
        "rev": own_tasks.revision(as_of),
        "counts_as": own_tasks.counting(as_of),
    }
    return f"""
        INSERT INTO unit_rollup(period, as_of, {_COLUMNS})
        SELECT :period, '{as_of}', unit_id, sum(tasks), sum(tasks_reported), sum(tasks_done), sum(figures), sum(figures_reported),
               max(at_ms)
        FROM ({_PART.format(**_TASKS, **where)} UNION ALL {_PART.format(**_FIGURES, **where)})
        GROUP BY unit_id"""
