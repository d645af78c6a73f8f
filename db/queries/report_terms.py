"""What reports of several quarters are computed from: tasks, answers and figures put together over quarters; and texts written over."""

import json
from collections.abc import Iterable, Sequence

from db import own_tasks
from db.connection import Connection, Row
from db.due_dates import due
from db.expectations import OWN_UNIT

_WORDS = (
    "task.number, task.text, task.product, task.section_id, section.number AS section_number, section.title AS section"
)
_PLACE = """programme.position IS NULL, programme.position, programme.id, section.position IS NOT NULL, section.position, section.id,
            task.position, task.id"""
_QUARTERS = "(SELECT value FROM json_each(:quarters))"


def own_tasks_over(reader: Connection, quarters: Sequence[str], as_of: str) -> list[Row]:
    """The office's own tasks that were asked for in any of some quarters, in the order of the plan, as they stand at the last of them.

    task_id, programme_id, due, continuous, the task's words and section, and of its newest entry that counts: state, done_on, entry_id,
    seat_id, entry_period, rev, hash, given, percent, result, difficulty, cause, proposal (null: nothing logged up to then).
    """
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""WITH {own_tasks.common_table(as_of)}
            SELECT task.id AS task_id, task.programme_id, task.continuous,
                   CASE WHEN moved.task_id IS NULL THEN {due()} ELSE moved.due END AS due, {_WORDS},
                   rev.state, rev.done_on, entry.id AS entry_id, entry.seat_id, entry.period AS entry_period,
                   rev.rev, rev.hash, rev.given, rev.percent, rev.result, rev.difficulty, rev.cause, rev.proposal
            FROM (SELECT DISTINCT what_id FROM expectation
                  WHERE period IN {_QUARTERS} AND unit_id = {OWN_UNIT} AND exempt IS NULL) AS asked
            JOIN task ON task.id = asked.what_id AND task.scope = 'own'
            LEFT JOIN moved ON moved.task_id = task.id
            LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN section ON section.id = task.section_id
            LEFT JOIN progress_entry AS entry ON entry.id = (
                SELECT id FROM progress_entry WHERE task_id = task.id AND unit_id = {OWN_UNIT} AND period <= :period
                AND {own_tasks.counting(as_of, "progress_entry")} AND {rev} IS NOT NULL ORDER BY period DESC LIMIT 1)
            LEFT JOIN progress_rev AS rev ON rev.entry_id = entry.id AND rev.rev = entry.{rev}
            WHERE coalesce(rev.given, '') <> 'not_applicable'
            ORDER BY {_PLACE}""",
        {"period": quarters[-1], "quarters": json.dumps(list(quarters))},
    ).fetchall()


def own_entries(reader: Connection, quarters: Sequence[str], as_of: str) -> list[Row]:
    """What the office wrote of its own tasks quarter by quarter: task_id, entry_id, period, state, percent, result, difficulty, cause,
    proposal."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT head.task_id, head.id AS entry_id, head.period, rev.state, rev.percent, rev.result, rev.difficulty, rev.cause,
                   rev.proposal
            FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            JOIN task ON task.id = head.task_id AND task.scope = 'own'
            WHERE head.period IN {_QUARTERS} AND {own_tasks.counting(as_of)} AND head.unit_id = {OWN_UNIT}
            ORDER BY head.task_id, head.period""",
        {"quarters": json.dumps(list(quarters))},
    ).fetchall()


def words_of_units(reader: Connection, quarters: Sequence[str], as_of: str) -> list[Row]:
    """What units below wrote of difficulties and proposals, oldest first: unit_id, task_id, difficulty, cause, proposal, entry_id."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT head.unit_id, head.task_id, rev.difficulty, rev.cause, rev.proposal, head.id AS entry_id
            FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            LEFT JOIN unit ON unit.id = head.unit_id
            WHERE head.period IN {_QUARTERS} AND {own_tasks.counting(as_of)} AND head.unit_id <> {OWN_UNIT}
              AND (rev.difficulty <> '' OR rev.proposal <> '')
            ORDER BY head.period, unit.position, head.unit_id, head.task_id""",
        {"quarters": json.dumps(list(quarters))},
    ).fetchall()


# One row per passed-down task and unit: the last quarter in which it was asked, and its newest answer that counts.
_ANSWERED = f"""
    asked AS (
        SELECT expectation.what_id, expectation.unit_id, max(expectation.period) AS last FROM expectation
        JOIN task ON task.id = expectation.what_id AND task.scope = 'passed_down'
        WHERE expectation.period IN {_QUARTERS} AND expectation.exempt IS NULL AND expectation.unit_id <> {OWN_UNIT}
        GROUP BY expectation.what_id, expectation.unit_id),
    newest AS (
        SELECT head.task_id, head.unit_id, max(head.period) AS period, rev.state, rev.given
        FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{{rev}}
        WHERE head.period IN {_QUARTERS} AND {{counts}} AND head.unit_id <> {OWN_UNIT}
        GROUP BY head.task_id, head.unit_id),
    answered AS (
        SELECT asked.what_id, asked.unit_id, newest.state = 'done' AS done, newest.given = 'none_occurred' AS none,
               newest.period IS NOT NULL AND newest.period >= asked.last AS told
        FROM asked LEFT JOIN newest ON newest.task_id = asked.what_id AND newest.unit_id = asked.unit_id
        WHERE coalesce(newest.given, '') <> 'not_applicable')"""


def passed_down_over(reader: Connection, quarters: Sequence[str], as_of: str) -> list[Row]:
    """The tasks that units had to answer in any of some quarters, in the order of the plan, with their words.

    ``m`` units were asked, ``n`` answered when they were last asked, ``done`` have done it, ``none_n`` say "không phát sinh".
    """
    answered = _ANSWERED.format(rev=own_tasks.revision(as_of), counts=own_tasks.counting(as_of))
    return reader.execute(
        f"""WITH {answered},
            sums AS (SELECT what_id, count(*) AS m, sum(told) AS n, coalesce(sum(told AND done), 0) AS done,
                            coalesce(sum(told AND none), 0) AS none_n FROM answered GROUP BY what_id)
            SELECT task.id AS task_id, task.programme_id, task.due, task.continuous, {_WORDS}, sums.done, sums.n, sums.m, sums.none_n
            FROM sums JOIN task ON task.id = sums.what_id
            LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN section ON section.id = task.section_id
            ORDER BY {_PLACE}""",
        {"quarters": json.dumps(list(quarters))},
    ).fetchall()


def units_over(reader: Connection, quarters: Sequence[str], as_of: str) -> list[Row]:
    """Per expected unit below over some quarters: unit_id, tasks (asked), tasks_reported (when last asked), tasks_done, figures and
    figures_reported (over all quarters), reported_ms (the newest report)."""
    answered = _ANSWERED.format(rev=own_tasks.revision(as_of), counts=own_tasks.counting(as_of))
    return reader.execute(
        f"""WITH {answered},
            tasks AS (SELECT unit_id, count(*) AS tasks, sum(told) AS reported, coalesce(sum(told AND done), 0) AS done
                      FROM answered GROUP BY unit_id),
            sent AS (SELECT unit_id, sum(figures) AS figures, sum(figures_reported) AS figures_reported,
                            sum(tasks_reported) AS any_tasks, max(reported_ms) AS reported_ms
                     FROM unit_rollup WHERE period IN {_QUARTERS} AND as_of = :as_of AND unit_id <> {OWN_UNIT} GROUP BY unit_id)
            SELECT sent.unit_id, coalesce(tasks.tasks, 0) AS tasks, coalesce(tasks.reported, 0) AS tasks_reported,
                   coalesce(tasks.done, 0) AS tasks_done, sent.figures, sent.figures_reported, sent.reported_ms
            FROM sent LEFT JOIN tasks ON tasks.unit_id = sent.unit_id LEFT JOIN unit ON unit.id = sent.unit_id
            ORDER BY unit.position, sent.unit_id""",
        {"quarters": json.dumps(list(quarters)), "as_of": as_of},
    ).fetchall()


def bases_over(reader: Connection, measure_ids: Iterable[int], quarters: Sequence[str], as_of: str) -> list[Row]:
    """The base of measures that are put together over quarters: measure_id, m units asked, n of them answered every time, none_n of these
    with "không phát sinh" throughout. A unit to which a measure never applied is in neither."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""WITH per_unit AS (
                SELECT expectation.what_id, expectation.unit_id,
                       count(CASE WHEN coalesce(rev.given, '') <> 'not_applicable' THEN 1 END) AS asked,
                       count(CASE WHEN rev.given <> 'not_applicable' THEN 1 END) AS told,
                       count(CASE WHEN rev.given = 'none_occurred' THEN 1 END) AS none
                FROM expectation
                LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                     AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
                LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
                WHERE expectation.period IN {_QUARTERS} AND expectation.exempt IS NULL
                  AND expectation.what_id IN (SELECT value FROM json_each(:ids))
                GROUP BY expectation.what_id, expectation.unit_id)
            SELECT what_id AS measure_id, count(*) AS m, sum(told = asked) AS n, sum(none = asked) AS none_n
            FROM per_unit WHERE asked > 0 GROUP BY what_id""",
        {"quarters": json.dumps(list(quarters)), "ids": json.dumps(sorted(measure_ids))},
    ).fetchall()


def not_applicable(reader: Connection, quarters: Sequence[str], as_of: str) -> list[tuple[int, int]]:
    """(measure, units that said it does not apply to them) in some quarters, where any did."""
    rev = own_tasks.revision(as_of)
    rows = reader.execute(
        f"""SELECT head.measure_id, count(DISTINCT head.unit_id)
            FROM target_value AS head JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
            WHERE head.period IN {_QUARTERS} AND {own_tasks.counting(as_of)} AND rev.given = 'not_applicable' GROUP BY head.measure_id""",
        {"quarters": json.dumps(list(quarters))},
    )
    return [(row[0], row[1]) for row in rows]


def milestones_reached(reader: Connection, first: str, last: str) -> list[Row]:
    """The milestones reached between two days, in the order of time: text, reached, title (of the programme)."""
    return reader.execute(
        """SELECT milestone.text, milestone.reached, programme.title
           FROM milestone JOIN programme ON programme.id = milestone.programme_id
           WHERE milestone.gone IS NULL AND programme.gone IS NULL AND milestone.reached BETWEEN ? AND ?
           ORDER BY milestone.reached, programme.position, milestone.id""",
        [first, last],
    ).fetchall()


# --- texts written over -------------------------------------------------------------------------------------------------


def paper_texts(reader: Connection, seat_id: int, kind: str, period: str, about: str) -> list[Row]:
    """What was written over in a paper: id, key, basis, text, at_ms, person_text (of the last change); in the order of the keys."""
    return reader.execute(
        """SELECT paper_text.id, paper_text.key, paper_text.basis, paper_text.text,
                  (SELECT change.at_ms FROM change_row JOIN change ON change.id = change_row.change_id
                   WHERE change_row.tbl = 'paper_text' AND change_row.row_id = paper_text.id
                   ORDER BY change.id DESC LIMIT 1) AS at_ms,
                  (SELECT change.person_text FROM change_row JOIN change ON change.id = change_row.change_id
                   WHERE change_row.tbl = 'paper_text' AND change_row.row_id = paper_text.id
                   ORDER BY change.id DESC LIMIT 1) AS person_text
           FROM paper_text WHERE seat_id = ? AND kind = ? AND period = ? AND about = ? AND gone IS NULL ORDER BY key""",
        [seat_id, kind, period, about],
    ).fetchall()


def paper_text_id(reader: Connection, seat_id: int, kind: str, period: str, about: str, key: str) -> int | None:
    """The row that a paragraph's own text stands in, gone or not; None where there never was one."""
    row = reader.execute(
        "SELECT id FROM paper_text WHERE seat_id = ? AND kind = ? AND period = ? AND about = ? AND key = ?",
        [seat_id, kind, period, about, key],
    ).fetchone()
    return None if row is None else int(row[0])
