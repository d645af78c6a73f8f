"""Sums per measure, passed-down task or programme and quarter, kept up to date with each change (MODEL 15).

A unit that did not report never enters a sum or a base; "not applicable" leaves the expected units; percentages are sums over sums.
"""

from collections.abc import Iterable

from db import own_tasks
from db.connection import Connection
from db.expectations import OWN_UNIT, all_periods
from db.own_tasks import CLOSED, CURRENT

_COLUMNS = "what_id, period, group_unit, as_of, num, den, val, n, m, none_n"

# Given and sums of what counts; a measure that nobody can add up shows its figure only where there is one alone.
_ANSWERS = """
    count(CASE WHEN rev.given <> 'not_applicable' THEN 1 END),
    count(CASE WHEN coalesce(rev.given, '') <> 'not_applicable' THEN 1 END),
    count(CASE WHEN rev.given = 'none_occurred' THEN 1 END)"""
_MEASURES = f"""
    SELECT expectation.what_id, :period, {OWN_UNIT}, '{{as_of}}',
           CASE measure.over_units WHEN 'count_meeting' THEN count(CASE WHEN rev.val > 0 THEN 1 END)
                WHEN 'none' THEN iif(count(rev.num) = 1, sum(rev.num), NULL) ELSE sum(rev.num) END,
           CASE measure.over_units WHEN 'count_meeting' THEN count(CASE WHEN rev.given <> 'not_applicable' THEN 1 END)
                WHEN 'none' THEN iif(count(rev.den) = 1, sum(rev.den), NULL) ELSE sum(rev.den) END,
           CASE measure.over_units WHEN 'none' THEN iif(count(rev.val) = 1, sum(rev.val), NULL) ELSE sum(rev.val) END,
           {_ANSWERS}
    FROM measure CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = measure.id
    LEFT JOIN target_value AS head ON head.period = :period AND head.measure_id = expectation.what_id
         AND head.unit_id = expectation.unit_id AND {{counts}}
    LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{{rev}}
    WHERE expectation.exempt IS NULL {{only}}
    GROUP BY expectation.what_id"""

_TASKS = f"""
    SELECT expectation.what_id, :period, {OWN_UNIT}, '{{as_of}}',
           count(CASE WHEN rev.state = 'done' THEN 1 END), NULL, NULL, {_ANSWERS}
    FROM task CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = task.id
    LEFT JOIN progress_entry AS head ON head.period = :period AND head.task_id = expectation.what_id
         AND head.unit_id = expectation.unit_id AND {{counts}}
    LEFT JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{{rev}}
    WHERE task.scope = 'passed_down' AND expectation.exempt IS NULL {{only}}
    GROUP BY expectation.what_id"""

_PROGRAMMES = f"""
    WITH {{own}}
    SELECT coalesce(programme_id, 0), :period, {OWN_UNIT}, '{{as_of}}',
           sum(NOT {own_tasks.OVERDUE}), NULL, sum({own_tasks.OVERDUE}),
           count(CASE WHEN expected AND logged THEN 1 END), count(CASE WHEN expected THEN 1 END), 0
    FROM own_task WHERE NOT coalesce(hung, 0) GROUP BY coalesce(programme_id, 0)"""


def refresh(
    writer: Connection,
    period: str,
    *,
    measures: Iterable[int] = (),
    tasks: Iterable[int] = (),
    programmes: Iterable[int] = (),
) -> None:
    """Recompute the rows of some measures, passed-down tasks and programmes (0: tasks without one) in one quarter."""
    parts = {"measure": _marks(measures), "task": _marks(tasks), "programme": _marks(programmes)}
    conditions = {
        "measure": f"AND measure.id IN ({parts['measure']})",
        "task": f"AND task.id IN ({parts['task']})",
        "programme": f"AND coalesce(task.programme_id, 0) IN ({parts['programme']})",
    }
    kept = views(writer, period)
    for kind, ids in parts.items():
        if ids:
            writer.execute(f"DELETE FROM rollup WHERE period = :period AND what_id IN ({ids})", {"period": period})
            for as_of in kept:
                writer.execute(_insert(kind, as_of, conditions[kind]), {"period": period})


def rebuild(writer: Connection, periods: Iterable[str] | None = None) -> None:
    """Recompute everything, or all of some quarters."""
    if periods is None:
        writer.execute("DELETE FROM rollup")
    for period in all_periods(writer) if periods is None else periods:
        if periods is not None:
            writer.execute("DELETE FROM rollup WHERE period = ?", [period])
        kept = views(writer, period)
        if CLOSED in kept and not amended(writer, period):
            _rebuild(writer, period, ("measure", "task"), CURRENT)
            writer.execute(
                f"""INSERT INTO rollup({_COLUMNS}) SELECT what_id, period, group_unit, '{CLOSED}', num, den, val, n, m, none_n
                    FROM rollup WHERE period = :period""",
                {"period": period},
            )
            kinds: tuple[str, ...] = ("programme",)
        else:
            kinds = ("measure", "task", "programme")
        for as_of in kept:
            _rebuild(writer, period, kinds, as_of)


def _rebuild(writer: Connection, period: str, kinds: Iterable[str], as_of: str) -> None:
    for kind in kinds:
        writer.execute(_insert(kind, as_of, ""), {"period": period})


def amended(writer: Connection, period: str) -> bool:
    """Whether anything counts otherwise now than at the close, so that the two views differ."""
    return any(
        writer.execute(
            f"SELECT 1 FROM {table} WHERE period = ? AND submitted_rev IS NOT closed_rev LIMIT 1", [period]
        ).fetchone()
        for table in ("progress_entry", "target_value")
    )


def _insert(kind: str, as_of: str, only: str) -> str:
    rev = own_tasks.revision(as_of)
    if kind == "programme":
        body = _PROGRAMMES.format(own=own_tasks.common_table(as_of, only), as_of=as_of)
    else:
        body = (_MEASURES if kind == "measure" else _TASKS).format(
            as_of=as_of, rev=rev, only=only, counts=own_tasks.counting(as_of)
        )
    return f"INSERT INTO rollup({_COLUMNS}) {body}"


def views(writer: Connection, period: str) -> tuple[str, ...]:
    """What is kept of a quarter: how it counts now and, once it is closed, how it counted then."""
    closed = writer.execute(
        f"SELECT 1 FROM period_close WHERE period = ? AND unit_id = {OWN_UNIT} AND gone IS NULL", [period]
    ).fetchone()
    return (CURRENT, CLOSED) if closed else (CURRENT,)


def _marks(ids: Iterable[int]) -> str:
    return ",".join(str(int(found)) for found in ids)
