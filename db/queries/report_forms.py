"""What plans, sheets, letters, minutes and blank forms ask for beside the figures of the reports."""

import json
from collections.abc import Iterable, Sequence

from db import own_tasks
from db.connection import Connection, Row
from db.due_dates import due
from db.expectations import OWN_UNIT

_PLACE = "programme.position IS NULL, programme.position, programme.id"


def given_down(reader: Connection, on: str) -> list[Row]:
    """To which units passed-down tasks are given on a day: what_id, unit (its name then), kind, sector; the unnamed are null."""
    return reader.execute(
        """SELECT assignment.what_id, assignment.sector, unit_kind.name AS kind,
                  (SELECT name FROM unit_name WHERE unit_id = assignment.unit_id
                   ORDER BY coalesce(valid_from, '') > :on, coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS unit
           FROM assignment LEFT JOIN unit_kind ON unit_kind.id = assignment.unit_kind_id
           WHERE assignment.role = 'lead' AND assignment.gone IS NULL AND coalesce(assignment.valid_until, '9999') > :on
             AND coalesce(assignment.unit_id, assignment.unit_kind_id, assignment.sector) IS NOT NULL
           ORDER BY assignment.id""",
        {"on": on},
    ).fetchall()


def given_to_person(reader: Connection, person_id: int, on: str) -> list[Row]:
    """The tasks and programmes that a person has a part in on a day: what_id, role."""
    return reader.execute(
        """SELECT what_id, role FROM assignment
           WHERE person_id = :person AND gone IS NULL AND coalesce(valid_until, '9999') > :on
             AND coalesce(valid_from, '') < coalesce(valid_until, '9999') ORDER BY id""",
        {"person": person_id, "on": on},
    ).fetchall()


def frequencies(reader: Connection) -> dict[int, str]:
    """How often each task is reported, by id."""
    return {row[0]: row[1] for row in reader.execute("SELECT id, frequency FROM task WHERE gone IS NULL")}


def duties_of(reader: Connection, directive_ids: Iterable[int]) -> list[Row]:
    """What documents tell bodies to do, in order: body, ban_id (null for a body that is no ban of the office), text."""
    return reader.execute(
        """SELECT body, ban_id, text FROM duty WHERE gone IS NULL AND directive_id IN (SELECT value FROM json_each(?))
           ORDER BY directive_id, position, id""",
        [json.dumps(list(directive_ids))],
    ).fetchall()


def programmes_in(reader: Connection, starts: str, ends: str) -> list[Row]:
    """The programmes that run between two days, in their order: id, number, title, directive_id."""
    return reader.execute(
        """SELECT id, number, title, directive_id FROM programme
           WHERE gone IS NULL AND coalesce(closed, '9999') > :starts AND coalesce(starts, '') <= :ends
             AND coalesce(ends, '9999') >= :starts ORDER BY position, id""",
        {"starts": starts, "ends": ends},
    ).fetchall()


def milestones_in(reader: Connection, starts: str, ends: str) -> list[Row]:
    """The milestones between two days that are not reached yet: programme_id, starts, ends, text."""
    return reader.execute(
        """SELECT programme_id, starts, ends, text FROM milestone WHERE gone IS NULL AND reached IS NULL
             AND ends >= :starts AND starts <= :ends ORDER BY ends, id""",
        {"starts": starts, "ends": ends},
    ).fetchall()


# --- what one unit is asked and has answered ---------------------------------------------------------------------------


def tasks_of_unit(reader: Connection, unit_id: int, period: str) -> list[Row]:
    """The tasks a unit is asked about in a quarter, with what of its answer counts (null: nothing): task_id, number, text, product,
    due, continuous, programme (title), programme_id, entry_id, given, state, percent, done_on, result, at_ms."""
    return reader.execute(
        f"""SELECT task.id AS task_id, task.number, task.text, task.product, {due("expectation.unit_id")} AS due, task.continuous,
                   task.programme_id,
                   programme.title AS programme, head.id AS entry_id, rev.given, rev.state, rev.percent, rev.done_on, rev.result,
                   rev.at_ms
            FROM expectation JOIN task ON task.id = expectation.what_id
            LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN progress_entry AS head ON head.period = expectation.period AND head.task_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND head.counted = 1
            LEFT JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.submitted_rev
            WHERE expectation.period = ? AND expectation.unit_id = ? AND expectation.exempt IS NULL
            ORDER BY {_PLACE}, task.position, task.id""",
        [period, unit_id],
    ).fetchall()


def measures_of_unit(reader: Connection, unit_id: int, period: str) -> list[Row]:
    """The figures a unit is asked for in a quarter, with what of its answer counts (null: nothing): measure_id, text, form, unit_text,
    decimals, num_label, den_label, entry, programme, programme_id, value_id, given, num, den, val, note, at_ms."""
    return reader.execute(
        f"""SELECT measure.id AS measure_id, measure.text, measure.form, measure.unit_text, measure.decimals, measure.num_label,
                   measure.den_label, measure.entry, measure.programme_id, programme.title AS programme, head.id AS value_id,
                   rev.given, rev.num, rev.den, rev.val, rev.note, rev.at_ms
            FROM expectation JOIN measure ON measure.id = expectation.what_id
            LEFT JOIN programme ON programme.id = measure.programme_id
            LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND head.counted = 1
            LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.submitted_rev
            WHERE expectation.period = ? AND expectation.unit_id = ? AND expectation.exempt IS NULL
            ORDER BY {_PLACE}, measure.position, measure.id""",
        [period, unit_id],
    ).fetchall()


def evidence_of_unit(reader: Connection, unit_id: int, period: str) -> int:
    """How many files are attached to a unit's answers of a quarter."""
    row = reader.execute(
        """SELECT count(*) FROM evidence WHERE gone IS NULL AND (
               (on_kind = 'progress' AND on_id IN (SELECT id FROM progress_entry WHERE unit_id = :unit AND period = :period))
               OR (on_kind = 'value' AND on_id IN (SELECT id FROM target_value WHERE unit_id = :unit AND period = :period)))""",
        {"unit": unit_id, "period": period},
    ).fetchone()
    return int(row[0])


def values_of_units(reader: Connection, measure_ids: Sequence[int], until: str, as_of: str) -> list[Row]:
    """The answers of single units below in every quarter up to one, as the sums of a measure over units are kept: unit_id, what_id,
    period, num, den, val, n (1: reported), m (1: asked), none_n (1: nothing occurred)."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT expectation.unit_id, expectation.what_id, expectation.period, rev.val,
                   CASE measure.over_units WHEN 'count_meeting' THEN rev.val > 0 ELSE rev.num END AS num,
                   CASE measure.over_units WHEN 'count_meeting' THEN rev.given IS NOT NULL ELSE rev.den END AS den,
                   rev.given IS NOT NULL AS n, coalesce(rev.given, '') = 'none_occurred' AS none_n, 1 AS m
            FROM measure CROSS JOIN expectation ON expectation.what_id = measure.id
            LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
            WHERE expectation.exempt IS NULL AND expectation.period <= :until AND expectation.unit_id <> {OWN_UNIT}
              AND coalesce(rev.given, '') <> 'not_applicable' AND measure.id IN (SELECT value FROM json_each(:ids))
            ORDER BY expectation.unit_id, expectation.what_id, expectation.period""",
        {"ids": json.dumps(sorted(measure_ids)), "until": until},
    ).fetchall()


def allotted(reader: Connection) -> list[Row]:
    """What of targets was allotted to single units: target_id, unit_id, period, value."""
    return reader.execute("SELECT target_id, unit_id, period, value FROM allotment WHERE gone IS NULL").fetchall()


def finished_by_unit(reader: Connection, quarters: Sequence[str], as_of: str) -> dict[int, tuple[int, int]]:
    """By unit below: how many of the tasks that can be finished it has done in quarters, and of how many it was asked."""
    rev = own_tasks.revision(as_of)
    rows = reader.execute(
        f"""SELECT unit_id, sum(done), count(*) FROM (
                SELECT expectation.unit_id, expectation.what_id, max(coalesce(rev.state, '') = 'done') AS done
                FROM expectation JOIN task ON task.id = expectation.what_id AND task.scope = 'passed_down' AND task.continuous = 0
                LEFT JOIN progress_entry AS head ON head.period = expectation.period AND head.task_id = expectation.what_id
                     AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
                LEFT JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
                WHERE expectation.period IN (SELECT value FROM json_each(?)) AND expectation.exempt IS NULL
                  AND coalesce(rev.given, '') <> 'not_applicable'
                GROUP BY expectation.unit_id, expectation.what_id)
            GROUP BY unit_id""",
        [json.dumps(list(quarters))],
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def finished_by_all(reader: Connection, quarter: str) -> set[int]:
    """The passed-down tasks that every unit had done when it was last asked before a quarter."""
    rows = reader.execute(
        f"""SELECT what_id FROM (
                SELECT rollup.what_id, rollup.num, rollup.m, max(rollup.period) FROM rollup
                JOIN task ON task.id = rollup.what_id AND task.scope = 'passed_down' AND task.continuous = 0
                WHERE rollup.group_unit = {OWN_UNIT} AND rollup.as_of = 'current' AND rollup.period < ? AND rollup.m > 0
                GROUP BY rollup.what_id)
            WHERE num = m""",
        [quarter],
    )
    return {row[0] for row in rows}
