"""How the office's own tasks stand in a quarter, as SQL that the roll-ups and the figures share.

The state of a task is that of its newest counted entry up to the quarter. In the quarter belong the tasks that are expected in it, and
those that were done in an earlier one while their programme still runs. A due date that was moved after the close does not change how
the closed quarter is judged. What came after the close is told by the ids, which only grow, not by a clock that can be set back.
"""

from db.due_dates import due
from db.expectations import OWN_SEAT, OWN_UNIT

CURRENT = "current"
CLOSED = "closed"


def revision(as_of: str) -> str:
    """The column that says which revision counts."""
    return "closed_rev" if as_of == CLOSED else "submitted_rev"


def counting(as_of: str, head: str = "head") -> str:
    """The condition under which a fact is the unit's answer: as it counts now, or as it counted at the close, whatever came since."""
    return f"{head}.closed_rev IS NOT NULL" if as_of == CLOSED else f"{head}.counted = 1"


def common_table(as_of: str, only: str = "") -> str:
    """``own_task`` for :period: task_id, programme_id, due, continuous, state (null: nothing logged), done_on, expected, logged, cutoff,
    hung (1: our own task in a programme that another seat issued).

    ``only`` is a further condition on ``task``. To stand after WITH, without a comma at its end.
    """
    rev = revision(as_of)
    return f"""
        standing AS MATERIALIZED (
            SELECT calendar.starts, calendar.cutoff, {OWN_UNIT} AS own_unit,
                   coalesce((SELECT id FROM period_close WHERE unit_id = {OWN_UNIT} AND period = :period AND gone IS NULL),
                            9223372036854775807) AS closing
            FROM calendar WHERE calendar.period = :period AND calendar.seat_id = {OWN_SEAT}),
        moved(task_id, due) AS MATERIALIZED (
            SELECT task_id, old_due FROM (
                SELECT due_change.task_id, due_change.old_due, min(due_change.id) FROM standing
                JOIN due_change ON due_change.id > standing.closing AND due_change.gone IS NULL
                     AND coalesce(due_change.unit_id, standing.own_unit) = standing.own_unit
                GROUP BY due_change.task_id)),
        own_task AS (
            SELECT task.id AS task_id, task.programme_id, task.continuous,
                   CASE WHEN moved.task_id IS NULL THEN {due("standing.own_unit")} ELSE moved.due END AS due,
                   programme.seat_id <> task.seat_id AS hung,
                   rev.state, rev.done_on, wanted.what_id IS NOT NULL AS expected,
                   entry.period IS NOT NULL AND entry.period = :period AS logged, standing.cutoff
            FROM standing CROSS JOIN task
            LEFT JOIN moved ON moved.task_id = task.id
            LEFT JOIN expectation AS wanted
                 ON wanted.period = :period AND wanted.what_id = task.id AND wanted.unit_id = standing.own_unit
            LEFT JOIN progress_entry AS entry ON entry.id = (
                SELECT id FROM progress_entry WHERE task_id = task.id AND unit_id = standing.own_unit AND period <= :period
                AND {counting(as_of, "progress_entry")} AND {rev} IS NOT NULL ORDER BY period DESC LIMIT 1)
            LEFT JOIN progress_rev AS rev ON rev.entry_id = entry.id AND rev.rev = entry.{rev}
            LEFT JOIN programme ON programme.id = task.programme_id
            WHERE task.scope = 'own' {only} AND wanted.exempt IS NULL AND coalesce(rev.given, '') <> 'not_applicable'
              AND (wanted.what_id IS NOT NULL
                   OR (rev.state = 'done' AND entry.period < :period AND task.gone IS NULL
                       AND coalesce(programme.ends, '9999') >= standing.starts
                       AND coalesce(programme.closed, '9999') > standing.starts)))"""


# The same rule as app/plan/timeliness.py judge(); tests/db/test_rollup.py compares the two.
OVERDUE = """(own_task.continuous = 0 AND own_task.due IS NOT NULL AND own_task.due <= own_task.cutoff
    AND coalesce(own_task.state, '') NOT IN ('paused', 'cancelled')
    AND NOT (coalesce(own_task.state, '') = 'done' AND coalesce(own_task.done_on, own_task.cutoff) <= own_task.cutoff))"""
