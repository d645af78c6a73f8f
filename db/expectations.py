"""Who must answer what in a period: the m of n/m (MODEL 11). Derived while the period is open, frozen at its close.

A task or measure is expected of a unit when it is in force in the period, its frequency falls due in it, the unit exists at the cut-off
and is in its scope, and the unit has not already finished the task in an earlier period.
"""

from collections.abc import Iterable

from db.connection import Connection

OPEN_PERIODS = """
    SELECT calendar.period FROM calendar JOIN setting ON setting.name = 'own_seat' AND calendar.seat_id = CAST(setting.value AS INTEGER)
    WHERE NOT EXISTS (SELECT 1 FROM period_close JOIN setting AS own ON own.name = 'own_unit'
                      WHERE period_close.period = calendar.period AND period_close.unit_id = CAST(own.value AS INTEGER))
    ORDER BY calendar.period"""

# Frequencies fall due: semester at Q2 and Q4, year at the last quarter of the office's year, once at Q4 for measures.
_CONTEXT = """
    here AS (
        SELECT calendar.period, calendar.starts, calendar.ends, calendar.cutoff,
               CAST(own.value AS INTEGER) AS own_unit,
               CAST(substr(calendar.period, 1, 4) AS INTEGER) AS year,
               substr(calendar.period, -2) AS quarter,
               coalesce((SELECT value FROM setting WHERE name = 'year_type'), 'calendar') AS year_type
        FROM calendar
        JOIN setting AS own ON own.name = 'own_unit'
        JOIN setting AS seat ON seat.name = 'own_seat' AND calendar.seat_id = CAST(seat.value AS INTEGER)
        WHERE calendar.period = :period),
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
        LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id),
    live_task AS (
        SELECT task.id, task.scope, task.continuous, here.own_unit, here.period
        FROM here JOIN task ON task.gone IS NULL
        LEFT JOIN programme ON programme.id = task.programme_id
        WHERE (task.lifecycle = 'open' OR task.lifecycle_on > here.ends)
          AND coalesce(task.starts, '') <= here.ends
          AND coalesce(programme.closed, '9999') > here.ends
          AND coalesce(programme.starts, '') <= here.ends AND coalesce(programme.ends, '9999') >= here.starts
          AND (task.frequency IN (SELECT name FROM due_frequency)
               OR (task.frequency = 'once' AND task.due BETWEEN here.starts AND here.ends))),
    task_unit(what_id, unit_id, continuous) AS (
        SELECT id, own_unit, continuous FROM live_task WHERE scope = 'own'
        UNION
        SELECT live_task.id, below.unit_id, live_task.continuous FROM live_task CROSS JOIN below
        WHERE live_task.scope = 'passed_down'
          AND (NOT EXISTS (SELECT 1 FROM assignment WHERE what_id = live_task.id AND role = 'lead' AND gone IS NULL
                           AND valid_until IS NULL AND coalesce(unit_id, unit_kind_id, sector) IS NOT NULL)
               OR EXISTS (SELECT 1 FROM assignment WHERE what_id = live_task.id AND role = 'lead' AND gone IS NULL
                          AND valid_until IS NULL
                          AND (assignment.unit_id = below.unit_id OR assignment.unit_kind_id = below.kind_id
                               OR assignment.sector = below.sector)))),
    live_measure AS (
        SELECT measure.id, measure.reported_by, measure.scope_sector, measure.scope_kind_id, here.own_unit
        FROM here JOIN measure ON measure.gone IS NULL AND measure.form <> 'words'
        LEFT JOIN programme ON programme.id = measure.programme_id
        WHERE coalesce(programme.closed, '9999') > here.ends
          AND coalesce(programme.starts, '') <= here.ends AND coalesce(programme.ends, '9999') >= here.starts
          AND (measure.frequency IN (SELECT name FROM due_frequency) OR (measure.frequency = 'once' AND here.quarter = 'Q4'))
          AND EXISTS (SELECT 1 FROM target WHERE target.measure_id = measure.id AND target.gone IS NULL
                      AND target.lifecycle = 'open'
                      AND coalesce(target.h_from, 0) <= here.year AND coalesce(target.h_to, 9999) >= here.year)),
    measure_unit(what_id, unit_id) AS (
        SELECT id, own_unit FROM live_measure WHERE reported_by = 'office'
        UNION ALL
        SELECT live_measure.id, below.unit_id FROM live_measure CROSS JOIN below
        WHERE live_measure.reported_by = 'units'
          AND (live_measure.scope_sector IS NULL OR live_measure.scope_sector = below.sector)
          AND (live_measure.scope_kind_id IS NULL OR live_measure.scope_kind_id = below.kind_id)),
    wanted(what_id, unit_id) AS (
        SELECT what_id, unit_id FROM task_unit
        WHERE continuous = 1 OR coalesce((
            SELECT progress_rev.state FROM progress_entry
            JOIN progress_rev ON progress_rev.entry_id = progress_entry.id AND progress_rev.rev = progress_entry.submitted_rev
            WHERE progress_entry.task_id = task_unit.what_id AND progress_entry.unit_id = task_unit.unit_id
              AND progress_entry.period < :period AND progress_entry.counted = 1
            ORDER BY progress_entry.period DESC LIMIT 1), '') NOT IN ('done', 'cancelled')
        UNION ALL SELECT what_id, unit_id FROM measure_unit)"""


def open_periods(reader: Connection) -> list[str]:
    """The periods this office has opened and not closed, in time order."""
    return [row[0] for row in reader.execute(OPEN_PERIODS)]


def refresh(writer: Connection, period: str, what_ids: Iterable[int] | None = None) -> None:
    """Write the expectations of an open period anew, for all or for some tasks and measures. Frozen rows stay."""
    ids = None if what_ids is None else ",".join(str(int(what)) for what in what_ids)
    deleted, inserted = ("", "") if ids is None else (f"AND what_id IN ({ids})", f"AND wanted.what_id IN ({ids})")
    writer.execute(f"DELETE FROM expectation WHERE period = :period AND frozen = 0 {deleted}", {"period": period})
    writer.execute(
        f"""INSERT OR IGNORE INTO expectation(period, what_id, unit_id, exempt)
            WITH {_CONTEXT}
            SELECT :period, wanted.what_id, wanted.unit_id, exemption.reason FROM wanted
            LEFT JOIN exemption ON exemption.what_id = wanted.what_id AND exemption.unit_id = wanted.unit_id
                 AND exemption.period = :period AND exemption.gone IS NULL
            WHERE 1 {inserted}""",
        {"period": period},
    )


def freeze(writer: Connection, period: str) -> None:
    """Keep the expectations of a period as they are from now on."""
    writer.execute("UPDATE expectation SET frozen = 1 WHERE period = ?", [period])
