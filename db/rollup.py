"""Sums per measure, passed-down task or programme and period, kept up to date with each change (MODEL 15).

A unit that did not report never enters a sum or a base; "not applicable" leaves the expected units; percentages are sums over sums.
"""

from collections.abc import Iterable

from db.connection import Connection

CURRENT = "current"
CLOSED = "closed"

_COLUMNS = "what_id, period, group_unit, as_of, num, den, val, n, m, none_n"
_OWN_UNIT = "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_unit')"

_MEASURES = """
    SELECT expectation.what_id, expectation.period, {own}, '{as_of}',
           CASE measure.over_units WHEN 'count_meeting' THEN sum(value_rev.val > 0) ELSE sum(value_rev.num) END,
           CASE measure.over_units WHEN 'count_meeting' THEN count(value_rev.val) ELSE sum(value_rev.den) END,
           sum(value_rev.val),
           count(CASE WHEN value_rev.given <> 'not_applicable' THEN 1 END),
           count(CASE WHEN coalesce(value_rev.given, '') <> 'not_applicable' THEN 1 END),
           count(CASE WHEN value_rev.given = 'none_occurred' THEN 1 END)
    FROM expectation
    JOIN measure ON measure.id = expectation.what_id
    LEFT JOIN target_value ON target_value.measure_id = expectation.what_id AND target_value.unit_id = expectation.unit_id
         AND target_value.period = expectation.period AND target_value.counted = 1
    LEFT JOIN value_rev ON value_rev.value_id = target_value.id AND value_rev.rev = target_value.{rev}
    WHERE expectation.exempt IS NULL {only}
    GROUP BY expectation.period, expectation.what_id"""

_TASKS = """
    SELECT expectation.what_id, expectation.period, {own}, '{as_of}',
           count(CASE WHEN progress_rev.state = 'done' THEN 1 END), NULL, NULL,
           count(CASE WHEN progress_rev.given <> 'not_applicable' THEN 1 END),
           count(CASE WHEN coalesce(progress_rev.given, '') <> 'not_applicable' THEN 1 END),
           count(CASE WHEN progress_rev.given = 'none_occurred' THEN 1 END)
    FROM expectation
    JOIN task ON task.id = expectation.what_id AND task.scope = 'passed_down'
    LEFT JOIN progress_entry ON progress_entry.task_id = expectation.what_id AND progress_entry.unit_id = expectation.unit_id
         AND progress_entry.period = expectation.period AND progress_entry.counted = 1
    LEFT JOIN progress_rev ON progress_rev.entry_id = progress_entry.id AND progress_rev.rev = progress_entry.{rev}
    WHERE expectation.exempt IS NULL {only}
    GROUP BY expectation.period, expectation.what_id"""

# The state of an own task at the cut-off is its newest submitted entry up to the period.
_PROGRAMMES = """
    SELECT coalesce(task.programme_id, 0), expectation.period, {own}, '{as_of}',
           sum(NOT ({overdue})), NULL, sum({overdue}), count(progress_entry.{rev}), count(*), 0
    FROM expectation
    JOIN task ON task.id = expectation.what_id AND task.scope = 'own'
    JOIN calendar ON calendar.period = expectation.period
         AND calendar.seat_id = (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat')
    LEFT JOIN progress_entry ON progress_entry.task_id = expectation.what_id AND progress_entry.unit_id = expectation.unit_id
         AND progress_entry.period = expectation.period AND progress_entry.counted = 1
    LEFT JOIN progress_rev ON progress_rev.entry_id = progress_entry.id AND progress_rev.rev = progress_entry.{rev}
    WHERE expectation.exempt IS NULL {only}
    GROUP BY expectation.period, coalesce(task.programme_id, 0)"""

_OVERDUE = """(task.continuous = 0 AND task.due IS NOT NULL AND task.due <= calendar.cutoff
    AND coalesce(progress_rev.state, '') NOT IN ('paused', 'cancelled')
    AND NOT (coalesce(progress_rev.state, '') = 'done' AND coalesce(progress_rev.done_on, calendar.cutoff) <= calendar.cutoff))"""

_KINDS = {"measure": _MEASURES, "task": _TASKS, "programme": _PROGRAMMES}


def refresh(writer: Connection, kind: str, period: str, what_ids: Iterable[int]) -> None:
    """Recompute the rows of some measures, passed-down tasks or programmes (``kind``) in one period."""
    ids = ",".join(str(int(what)) for what in what_ids)
    if not ids:
        return
    column = "coalesce(task.programme_id, 0)" if kind == "programme" else "expectation.what_id"
    writer.execute(f"DELETE FROM rollup WHERE period = ? AND what_id IN ({ids})", [period])
    for as_of in _views(writer, period):
        only = f"AND expectation.period = ? AND {column} IN ({ids})"
        writer.execute(_insert(kind, as_of, only), [period])


def rebuild(writer: Connection, periods: Iterable[str] | None = None) -> None:
    """Recompute everything, or all of some periods."""
    wanted = _all_periods(writer) if periods is None else list(periods)
    if periods is None:
        writer.execute("DELETE FROM rollup")
    for period in wanted:
        writer.execute("DELETE FROM rollup WHERE period = ?", [period])
        for as_of in _views(writer, period):
            for kind in _KINDS:
                writer.execute(_insert(kind, as_of, "AND expectation.period = ?"), [period])


def _insert(kind: str, as_of: str, only: str) -> str:
    rev = "closed_rev" if as_of == CLOSED else "submitted_rev"
    body = _KINDS[kind].format(own=_OWN_UNIT, as_of=as_of, rev=rev, only=only, overdue=_OVERDUE)
    return f"INSERT INTO rollup({_COLUMNS}) {body}"


def _views(writer: Connection, period: str) -> tuple[str, ...]:
    closed = writer.execute(
        f"SELECT 1 FROM period_close WHERE period = ? AND unit_id = {_OWN_UNIT} AND gone IS NULL", [period]
    ).fetchone()
    return (CURRENT, CLOSED) if closed else (CURRENT,)


def _all_periods(writer: Connection) -> list[str]:
    return [row[0] for row in writer.execute("SELECT DISTINCT period FROM expectation ORDER BY period")]
