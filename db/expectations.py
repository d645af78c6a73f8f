"""Who must answer what in a period: the m of n/m (MODEL 11). Derived while the period is open, frozen at its close.

A task or measure is expected of a unit when it is in force in the period, its frequency falls due in it, the unit exists at the cut-off
and is in its scope, and the unit has not already finished the task in an earlier period. Quarters are the grain of logging; a longer
period that is open only has dates of its own.
"""

from collections.abc import Iterable

from db.connection import Connection

OWN_UNIT = "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_unit')"
OWN_SEAT = "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat')"

_CALENDAR = f"""
    SELECT calendar.period FROM calendar JOIN period ON period.code = calendar.period AND period.kind = 'quarter'
    WHERE calendar.seat_id = {OWN_SEAT}"""
_OPEN = f"""
    AND NOT EXISTS (SELECT 1 FROM period_close WHERE period_close.period = calendar.period AND period_close.unit_id = {OWN_UNIT}
                    AND period_close.gone IS NULL)"""

# Frequencies fall due: semester at Q2 and Q4, year at the last quarter of the office's year, once at Q4 for measures.
# A school year is named by the calendar year it begins in, so Q1 and Q2 belong to the year before.
_HERE = f"""
    here AS (
        SELECT calendar.period, calendar.starts, calendar.ends, calendar.cutoff, {OWN_UNIT} AS own_unit,
               CAST(substr(calendar.period, 1, 4) AS INTEGER) AS year,
               CAST(substr(calendar.period, 1, 4) AS INTEGER) - (substr(calendar.period, -2) IN ('Q1', 'Q2')) AS school_year,
               substr(calendar.period, -2) AS quarter,
               coalesce((SELECT value FROM setting WHERE name = 'year_type'), 'calendar') AS year_type
        FROM calendar WHERE calendar.period = :period AND calendar.seat_id = {OWN_SEAT}),
    due_frequency(name) AS (
        SELECT 'month' UNION ALL SELECT 'quarter'
        UNION ALL SELECT 'semester' FROM here WHERE quarter IN ('Q2', 'Q4')
        UNION ALL SELECT 'year' FROM here WHERE quarter = CASE year_type WHEN 'school' THEN 'Q2' ELSE 'Q4' END),
    below AS (
        SELECT unit.id AS unit_id, unit.kind_id, unit_kind.sector
        FROM here
        JOIN unit_parent ON unit_parent.parent_id = here.own_unit AND unit_parent.purpose = 'org'
             AND coalesce(unit_parent.valid_from, '') <= here.cutoff AND coalesce(unit_parent.valid_until, '9999') > here.cutoff
        JOIN unit ON unit.id = unit_parent.unit_id AND unit.gone IS NULL
             AND coalesce(unit.valid_from, '') <= here.cutoff AND coalesce(unit.valid_until, '9999') > here.cutoff
        LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id),"""

_IN_FORCE = """coalesce(programme.closed, '9999') > here.ends AND programme.gone IS NULL
    AND coalesce(programme.starts, '') <= here.ends AND coalesce(programme.ends, '9999') >= here.starts"""

# Given to units and standing at the cut-off. What was given only after it counts too (plans are often typed late),
# unless it took the place of another that stood at the cut-off.
_GIVEN = """
    given AS (
        SELECT assignment.what_id, assignment.unit_id, assignment.unit_kind_id, assignment.sector
        FROM here JOIN assignment ON assignment.role = 'lead' AND assignment.gone IS NULL
             AND coalesce(assignment.unit_id, assignment.unit_kind_id, assignment.sector) IS NOT NULL
             AND coalesce(assignment.valid_until, '9999') > here.cutoff
             AND coalesce(assignment.valid_from, '') < coalesce(assignment.valid_until, '9999')
             {only}
        WHERE coalesce(assignment.valid_from, '') <= here.cutoff
           OR NOT EXISTS (SELECT 1 FROM assignment AS before WHERE before.what_id = assignment.what_id AND before.role = 'lead'
                          AND before.gone IS NULL AND before.valid_until = assignment.valid_from
                          AND coalesce(before.unit_id, before.unit_kind_id, before.sector) IS NOT NULL
                          AND coalesce(before.valid_from, '') < before.valid_until)),"""

_TASKS = f"""
    live_task AS (
        SELECT task.id, task.scope, task.continuous, here.own_unit
        FROM here JOIN task ON task.gone IS NULL {{only}}
        LEFT JOIN programme ON programme.id = task.programme_id
        WHERE (task.lifecycle = 'open' OR task.lifecycle_on > here.ends)
          AND coalesce(task.starts, '') <= here.ends AND {_IN_FORCE}
          AND (task.frequency IN (SELECT name FROM due_frequency)
               OR (task.frequency = 'once' AND task.due BETWEEN here.starts AND here.ends))),
    task_unit(what_id, unit_id, continuous) AS (
        SELECT id, own_unit, continuous FROM live_task WHERE scope = 'own'
        UNION ALL
        SELECT live_task.id, below.unit_id, live_task.continuous FROM live_task CROSS JOIN below
        WHERE live_task.scope = 'passed_down'
          AND (NOT EXISTS (SELECT 1 FROM given WHERE given.what_id = live_task.id)
               OR EXISTS (SELECT 1 FROM given WHERE given.what_id = live_task.id
                          AND (given.unit_id = below.unit_id OR given.unit_kind_id = below.kind_id
                               OR given.sector = below.sector)))),"""

_MEASURES = f"""
    live_measure AS (
        SELECT measure.id, measure.reported_by, measure.scope_sector, measure.scope_kind_id, here.own_unit
        FROM here JOIN measure ON measure.gone IS NULL AND measure.form <> 'words' {{only}}
        LEFT JOIN programme ON programme.id = measure.programme_id
        WHERE {_IN_FORCE}
          AND (measure.frequency IN (SELECT name FROM due_frequency) OR (measure.frequency = 'once' AND here.quarter = 'Q4'))
          AND EXISTS (SELECT 1 FROM target WHERE target.measure_id = measure.id AND target.gone IS NULL
                      AND target.lifecycle = 'open'
                      AND (CASE WHEN target.horizon = 'school_year' OR (target.horizon = 'yearly' AND here.year_type = 'school')
                           THEN here.school_year ELSE here.year END)
                          BETWEEN coalesce(target.h_from, 0) AND coalesce(target.h_to, 9999))),
    measure_unit(what_id, unit_id) AS (
        SELECT id, own_unit FROM live_measure WHERE reported_by = 'office'
        UNION ALL
        SELECT live_measure.id, below.unit_id FROM live_measure CROSS JOIN below
        WHERE live_measure.reported_by = 'units'
          AND (live_measure.scope_sector IS NULL OR live_measure.scope_sector = below.sector)
          AND (live_measure.scope_kind_id IS NULL OR live_measure.scope_kind_id = below.kind_id)),"""

# A finished task is not asked for again; a continuous one never finishes, but it can be cancelled.
_WANTED = """
    wanted(what_id, unit_id) AS (
        SELECT what_id, unit_id FROM (
            SELECT what_id, unit_id, continuous, coalesce((
                SELECT progress_rev.state FROM progress_entry
                JOIN progress_rev ON progress_rev.entry_id = progress_entry.id AND progress_rev.rev = progress_entry.submitted_rev
                WHERE progress_entry.task_id = task_unit.what_id AND progress_entry.unit_id = task_unit.unit_id
                  AND progress_entry.period < :period AND progress_entry.counted = 1
                ORDER BY progress_entry.period DESC LIMIT 1), '') AS state
            FROM task_unit)
        WHERE state <> 'cancelled' AND (continuous = 1 OR state <> 'done')
        UNION ALL SELECT what_id, unit_id FROM measure_unit)"""


def open_periods(reader: Connection) -> list[str]:
    """The quarters this office has opened and not closed, in time order."""
    return [row[0] for row in reader.execute(f"{_CALENDAR} {_OPEN} ORDER BY calendar.period")]


def all_periods(reader: Connection) -> list[str]:
    """The quarters this office has ever opened, in time order."""
    return [row[0] for row in reader.execute(f"{_CALENDAR} ORDER BY calendar.period")]


def refresh(writer: Connection, period: str, what_ids: Iterable[int] | None = None) -> None:
    """Write the expectations of an open period anew, for all or for some tasks and measures. Frozen rows stay."""
    ids = None if what_ids is None else ",".join(str(int(what)) for what in what_ids)
    deleted = "" if ids is None else f"AND what_id IN ({ids})"
    writer.execute(f"DELETE FROM expectation WHERE period = :period AND frozen = 0 {deleted}", {"period": period})
    writer.execute(
        f"""INSERT OR IGNORE INTO expectation(period, what_id, unit_id, exempt)
            WITH {_context(ids)}
            SELECT :period, wanted.what_id, wanted.unit_id, exemption.reason FROM wanted
            LEFT JOIN exemption ON exemption.what_id = wanted.what_id AND exemption.unit_id = wanted.unit_id
                 AND exemption.period = :period AND exemption.gone IS NULL""",
        {"period": period},
    )


def in_scope(reader: Connection, period: str, task_ids: Iterable[int]) -> dict[tuple[int, int], str | None]:
    """(task, unit) -> why it is exempt, of all that some tasks are asked of in a quarter, whether or not they are finished already."""
    ids = ",".join(str(int(task)) for task in task_ids)
    rows = reader.execute(
        f"""WITH {_context(ids)}
            SELECT task_unit.what_id, task_unit.unit_id, exemption.reason FROM task_unit
            LEFT JOIN exemption ON exemption.what_id = task_unit.what_id AND exemption.unit_id = task_unit.unit_id
                 AND exemption.period = :period AND exemption.gone IS NULL""",
        {"period": period},
    )
    return {(task, unit): reason for task, unit, reason in rows}


def refresh_all(writer: Connection) -> None:
    """Write the expectations of every open quarter anew; a closed one that was filled in bulk without them gets them, frozen."""
    drop_unopened(writer)
    opened = open_periods(writer)
    for period in all_periods(writer):
        if period in opened:
            refresh(writer, period)
        elif writer.execute("SELECT 1 FROM expectation WHERE period = ? LIMIT 1", [period]).fetchone() is None:
            refresh(writer, period)
            writer.execute("UPDATE expectation SET frozen = 1 WHERE period = ?", [period])


def drop_unopened(writer: Connection) -> None:
    """Forget what was expected in periods whose opening was undone."""
    kept = ",".join(f"'{period}'" for period in all_periods(writer))
    for table, loose in (("expectation", "frozen = 0"), ("rollup", "1"), ("unit_rollup", "1")):
        known = writer.execute(
            f"""WITH RECURSIVE known(period) AS (
                    SELECT min(period) FROM {table}
                    UNION ALL SELECT (SELECT min(period) FROM {table} WHERE period > known.period) FROM known
                    WHERE known.period IS NOT NULL)
                SELECT period FROM known WHERE period NOT IN ({kept})"""
        ).fetchall()
        for (period,) in known:
            writer.execute(f"DELETE FROM {table} WHERE period = ? AND {loose}", [period])


def _context(ids: str | None) -> str:
    """The common table expressions, for all tasks and measures or for some."""
    only = {name: "" if ids is None else f"AND {column} IN ({ids})" for name, column in _KEYS.items()}
    return "".join(
        (
            _HERE,
            _GIVEN.format(only=only["given"]),
            _TASKS.format(only=only["task"]),
            _MEASURES.format(only=only["measure"]),
            _WANTED,
        )
    )


_KEYS = {"given": "assignment.what_id", "task": "task.id", "measure": "measure.id"}
