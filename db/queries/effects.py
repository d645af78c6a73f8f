"""What an import may move, read before it is applied: kept sums, who is asked, what counts of single units (MODEL 11, 15)."""

import json
from collections.abc import Collection, Iterable

from db.connection import Connection, Row
from db.expectations import OWN_UNIT


def kept(reader: Connection, what_ids: Iterable[int], periods: Iterable[str]) -> list[Row]:
    """The sums that count now of measures and passed-down tasks in some quarters: what_id, period, num, den, val, n, m, none_n."""
    return reader.execute(
        f"""SELECT what_id, period, num, den, val, n, m, none_n FROM rollup
            WHERE what_id IN (SELECT value FROM json_each(?)) AND period IN (SELECT value FROM json_each(?))
              AND group_unit = {OWN_UNIT} AND as_of = 'current'""",
        [_list(what_ids), _list(periods)],
    ).fetchall()


def units_kept(reader: Connection, periods: Iterable[str]) -> list[Row]:
    """How far each unit below has answered in some quarters, as it counts now: the columns of ``unit_rollup``."""
    return reader.execute(
        f"""SELECT * FROM unit_rollup WHERE period IN (SELECT value FROM json_each(?)) AND as_of = 'current'
            AND unit_id <> {OWN_UNIT}""",
        [_list(periods)],
    ).fetchall()


def asked(
    reader: Connection, what_ids: Iterable[int], unit_ids: Iterable[int], periods: Iterable[str]
) -> set[tuple[str, int, int]]:
    """(quarter, task or measure, unit) of what is asked and not exempt, among some of each."""
    rows = reader.execute(
        """SELECT period, what_id, unit_id FROM expectation
           WHERE period IN (SELECT value FROM json_each(?)) AND what_id IN (SELECT value FROM json_each(?))
             AND unit_id IN (SELECT value FROM json_each(?)) AND exempt IS NULL""",
        [_list(periods), _list(what_ids), _list(unit_ids)],
    )
    return {(period, what, unit) for period, what, unit in rows}


def answers(
    reader: Connection, measure_ids: Iterable[int], unit_ids: Iterable[int], periods: Iterable[str]
) -> list[Row]:
    """What counts now of figures that are asked of units: period, what_id, unit_id, given (null: nothing), num, den, val."""
    return reader.execute(
        """SELECT expectation.period, expectation.what_id, expectation.unit_id, rev.given, rev.num, rev.den, rev.val
           FROM expectation
           LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                AND head.unit_id = expectation.unit_id AND head.counted = 1
           LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.submitted_rev
           WHERE expectation.period IN (SELECT value FROM json_each(?)) AND expectation.what_id IN (SELECT value FROM json_each(?))
             AND expectation.unit_id IN (SELECT value FROM json_each(?)) AND expectation.exempt IS NULL""",
        [_list(periods), _list(measure_ids), _list(unit_ids)],
    ).fetchall()


def states(reader: Connection, pairs: Collection[tuple[int, int]], until: str) -> list[Row]:
    """What counts of tasks for units in every quarter up to one: task_id, unit_id, period, state, given."""
    return reader.execute(
        """SELECT head.task_id, head.unit_id, head.period, rev.state, rev.given
           FROM json_each(?) AS pair
           CROSS JOIN progress_entry AS head ON head.task_id = pair.value ->> 0 AND head.unit_id = pair.value ->> 1
                AND head.period <= ? AND head.counted = 1
           JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.submitted_rev""",
        [_list(pairs), until],
    ).fetchall()


def tasks(reader: Connection, task_ids: Iterable[int]) -> list[Row]:
    """Of tasks: id, number, text, scope, continuous; those that are not here are left out."""
    return reader.execute(
        "SELECT id, number, text, scope, continuous FROM task WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position, id",
        [_list(task_ids)],
    ).fetchall()


def measures(reader: Connection, measure_ids: Iterable[int]) -> list[Row]:
    """Of measures all columns, in the order of the plan; those that are not here are left out."""
    return reader.execute(
        """SELECT measure.* FROM measure LEFT JOIN programme ON programme.id = measure.programme_id
           WHERE measure.id IN (SELECT value FROM json_each(?))
           ORDER BY programme.position, programme.id, measure.position, measure.id""",
        [_list(measure_ids)],
    ).fetchall()


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(values))
