"""What papers say beside the figures: the words logged for tasks, who does them, what comes next, and papers that were signed."""

import json
from collections.abc import Iterable, Sequence

from db import own_tasks
from db.connection import Connection, Row
from db.due_dates import due
from db.expectations import OWN_SEAT, OWN_UNIT

_WORDS = (
    "task.number, task.text, task.product, task.section_id, section.number AS section_number, section.title AS section"
)
_PLACE = """programme.position IS NULL, programme.position, programme.id, section.position IS NOT NULL, section.position, section.id,
            task.position, task.id"""


def own_tasks_in_words(reader: Connection, quarter: str, as_of: str) -> list[Row]:
    """The office's own tasks of a quarter in the order of the plan, with the newest entry that counts.

    Columns of ``own_tasks.common_table``, the task's words and section, and of the entry: entry_id, seat_id, entry_period, rev, hash,
    given, percent, result, difficulty, cause, proposal (null: nothing logged up to the quarter).
    """
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""WITH {own_tasks.common_table(as_of)}
            SELECT own_task.*, {_WORDS}, entry.id AS entry_id, entry.seat_id, entry.period AS entry_period,
                   rev.rev, rev.hash, rev.given, rev.percent, rev.result, rev.difficulty, rev.cause, rev.proposal
            FROM own_task JOIN task ON task.id = own_task.task_id
            LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN section ON section.id = task.section_id
            LEFT JOIN progress_entry AS entry ON entry.id = (
                SELECT id FROM progress_entry WHERE task_id = own_task.task_id AND unit_id = {OWN_UNIT} AND period <= :period
                AND {own_tasks.counting(as_of, "progress_entry")} AND {rev} IS NOT NULL ORDER BY period DESC LIMIT 1)
            LEFT JOIN progress_rev AS rev ON rev.entry_id = entry.id AND rev.rev = entry.{rev}
            ORDER BY {_PLACE}""",
        {"period": quarter},
    ).fetchall()


def passed_down_tasks(reader: Connection, quarter: str, as_of: str) -> list[Row]:
    """The tasks that units had to answer in a quarter, in the order of the plan, with their sums: done, n, m, none_n."""
    return reader.execute(
        f"""SELECT task.id AS task_id, task.programme_id, task.due, task.continuous, {_WORDS},
                   rollup.num AS done, rollup.n, rollup.m, rollup.none_n
            FROM rollup JOIN task ON task.id = rollup.what_id AND task.scope = 'passed_down'
            LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN section ON section.id = task.section_id
            WHERE rollup.period = ? AND rollup.as_of = ? AND rollup.group_unit = {OWN_UNIT} AND rollup.m > 0
            ORDER BY {_PLACE}""",
        [quarter, as_of],
    ).fetchall()


def words_of_units(reader: Connection, quarter: str, as_of: str) -> list[Row]:
    """What units below wrote of difficulties and proposals: unit_id, task_id, difficulty, cause, proposal, entry_id."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT head.unit_id, head.task_id, rev.difficulty, rev.cause, rev.proposal, head.id AS entry_id
            FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            LEFT JOIN unit ON unit.id = head.unit_id
            WHERE head.period = ? AND {own_tasks.counting(as_of)} AND head.unit_id <> {OWN_UNIT}
              AND (rev.difficulty <> '' OR rev.proposal <> '')
            ORDER BY unit.position, head.unit_id, head.task_id""",
        [quarter],
    ).fetchall()


def roles(reader: Connection, on: str) -> list[Row]:
    """Who is given tasks and programmes on a day, in the order of giving: what_id, role, ban_id, code, ban (its name then), person,
    due, reason."""
    return reader.execute(
        """SELECT assignment.what_id, assignment.role, assignment.ban_id, ban.code,
                  coalesce((SELECT name FROM ban_name WHERE ban_id = assignment.ban_id AND coalesce(valid_from, '') <= :on
                            AND coalesce(valid_until, '9999') > :on ORDER BY valid_from DESC LIMIT 1), ban.code) AS ban,
                  person.name AS person, assignment.due
           FROM assignment LEFT JOIN ban ON ban.id = assignment.ban_id LEFT JOIN person ON person.id = assignment.person_id
           WHERE assignment.gone IS NULL AND coalesce(assignment.ban_id, assignment.person_id) IS NOT NULL
             AND coalesce(assignment.valid_until, '9999') > :on
             AND coalesce(assignment.valid_from, '') < coalesce(assignment.valid_until, '9999')
           ORDER BY coalesce(assignment.valid_from, ''), assignment.id""",
        {"on": on},
    ).fetchall()


def tasks_due(reader: Connection, first: str, last: str) -> list[Row]:
    """The open tasks with a deadline between two days, both inclusive, by deadline: task_id, programme_id, text, due, scope."""
    return reader.execute(
        f"""SELECT task.id AS task_id, task.programme_id, task.text, {due()} AS due, task.scope
           FROM task LEFT JOIN programme ON programme.id = task.programme_id
           WHERE task.gone IS NULL AND task.lifecycle = 'open' AND {due()} BETWEEN ? AND ?
             AND programme.gone IS NULL AND programme.closed IS NULL
           ORDER BY 4, programme.position IS NULL, programme.position, task.position, task.id""",
        [first, last],
    ).fetchall()


def milestones_between(reader: Connection, first: str, last: str) -> list[Row]:
    """The milestones not reached yet that end between two days: milestone_id, text, starts, ends, number and title of the programme."""
    return reader.execute(
        """SELECT milestone.id AS milestone_id, milestone.text, milestone.starts, milestone.ends, programme.number, programme.title
           FROM milestone JOIN programme ON programme.id = milestone.programme_id
           WHERE milestone.gone IS NULL AND milestone.reached IS NULL AND programme.gone IS NULL AND programme.closed IS NULL
             AND milestone.ends BETWEEN ? AND ?
           ORDER BY milestone.ends, programme.position, milestone.id""",
        [first, last],
    ).fetchall()


def directives_of(reader: Connection, programme_ids: Iterable[int]) -> list[Row]:
    """The documents that programmes rest on, oldest first."""
    return reader.execute(
        """SELECT DISTINCT directive.* FROM programme JOIN directive ON directive.id = programme.directive_id
           WHERE programme.id IN (SELECT value FROM json_each(?)) AND directive.gone IS NULL
           ORDER BY directive.issued IS NULL, directive.issued, directive.id""",
        [json.dumps(list(programme_ids))],
    ).fetchall()


def tasks_of_ban(reader: Connection, starts: str, ends: str) -> list[Row]:
    """The tasks that run between two days, in the order of the plan: what an assignment sheet chooses from."""
    return reader.execute(
        f"""SELECT task.id AS task_id, task.programme_id, {due()} AS due, task.starts, task.continuous, task.scope, task.details, {_WORDS}
            FROM task LEFT JOIN programme ON programme.id = task.programme_id
            LEFT JOIN section ON section.id = task.section_id
            WHERE task.gone IS NULL AND task.lifecycle IN ('open', 'paused') AND coalesce(task.starts, '') <= :ends
              AND programme.gone IS NULL AND coalesce(programme.closed, '9999') > :starts
              AND coalesce(programme.starts, '') <= :ends AND coalesce(programme.ends, '9999') >= :starts
            ORDER BY {_PLACE}""",
        {"starts": starts, "ends": ends},
    ).fetchall()


def finished_before(reader: Connection, quarter: str) -> set[int]:
    """The tasks that this office had done before a quarter began."""
    rows = reader.execute(
        f"""SELECT task_id FROM (
                SELECT head.task_id, rev.state, max(head.period) FROM progress_entry AS head
                JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.submitted_rev
                JOIN task ON task.id = head.task_id AND task.continuous = 0
                WHERE head.unit_id = {OWN_UNIT} AND head.counted = 1 AND head.period < ? GROUP BY head.task_id)
            WHERE state = 'done'""",
        [quarter],
    )
    return {row[0] for row in rows}


# --- what signed figures rest on ---------------------------------------------------------------------------------------


def value_inputs(reader: Connection, measure_ids: Iterable[int], quarters: Sequence[str], as_of: str) -> list[Row]:
    """Every expected unit's answer to measures in quarters, null where it had not reported: measure_id, seat_id, unit_id, period, rev,
    hash, given, num, den, val."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT expectation.what_id AS measure_id, coalesce(head.seat_id, {OWN_SEAT}) AS seat_id, expectation.unit_id,
                   expectation.period, rev.rev, rev.hash, rev.given, rev.num, rev.den, rev.val
            FROM expectation
            LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
            WHERE expectation.exempt IS NULL AND expectation.period IN (SELECT value FROM json_each(:quarters))
              AND expectation.what_id IN (SELECT value FROM json_each(:ids))
            ORDER BY expectation.period, expectation.what_id, expectation.unit_id""",
        {"ids": json.dumps(sorted(measure_ids)), "quarters": json.dumps(list(quarters))},
    ).fetchall()


def answer_inputs(reader: Connection, task_ids: Iterable[int], quarter: str, as_of: str) -> list[Row]:
    """Every expected unit's answer to passed-down tasks of a quarter: task_id, seat_id, unit_id, period, rev, hash, given, state."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT expectation.what_id AS task_id, coalesce(head.seat_id, {OWN_SEAT}) AS seat_id, expectation.unit_id,
                   expectation.period, rev.rev, rev.hash, rev.given, rev.state
            FROM expectation
            LEFT JOIN progress_entry AS head ON head.period = expectation.period AND head.task_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            WHERE expectation.exempt IS NULL AND expectation.period = :quarter
              AND expectation.what_id IN (SELECT value FROM json_each(:ids))
            ORDER BY expectation.what_id, expectation.unit_id""",
        {"ids": json.dumps(sorted(task_ids)), "quarter": quarter},
    ).fetchall()


# --- signed papers and their numbers -----------------------------------------------------------------------------------


def last_number(reader: Connection, seat_id: int, year: int, doc_kind: str) -> int | None:
    """The highest number of a year and kind, issued or void; None when the register of that year is still empty."""
    row = reader.execute(
        "SELECT max(number) FROM number_register WHERE seat_id = ? AND year = ? AND doc_kind = ?",
        [seat_id, year, doc_kind],
    ).fetchone()
    return None if row[0] is None else int(row[0])


def register_row(reader: Connection, seat_id: int, year: int, doc_kind: str, number: int) -> Row | None:
    """A number of the register, issued or void, with the standing report that bears it (``report_id``, null for none)."""
    found: Row | None = reader.execute(
        """SELECT number_register.*, report.id AS report_id FROM number_register
           LEFT JOIN report ON report.register_id = number_register.id AND report.gone IS NULL
                AND NOT EXISTS (SELECT 1 FROM report AS newer WHERE newer.replaces_id = report.id AND newer.gone IS NULL)
           WHERE number_register.seat_id = ? AND year = ? AND doc_kind = ? AND number = ?""",
        [seat_id, year, doc_kind, number],
    ).fetchone()
    return found


def file_known(reader: Connection, sha256: str) -> bool:
    """Whether an attachment has its row in ``file``."""
    return reader.execute("SELECT 1 FROM file WHERE sha256 = ?", [sha256]).fetchone() is not None


_REPORTS = """
    SELECT report.*, number_register.number, number_register.year, number_register.symbol, number_register.state AS number_state,
           (SELECT newer.id FROM report AS newer WHERE newer.replaces_id = report.id AND newer.gone IS NULL
            ORDER BY newer.id DESC LIMIT 1) AS replaced_by
    FROM report LEFT JOIN number_register ON number_register.id = report.register_id
    WHERE report.gone IS NULL"""


def reports(reader: Connection, period: str | None = None) -> list[Row]:
    """The signed papers, newest first, of one period or all, each with its number and what replaced it."""
    return reader.execute(
        f"{_REPORTS} AND (?1 IS NULL OR report.period = ?1) ORDER BY report.id DESC", [period]
    ).fetchall()


def report(reader: Connection, report_id: int) -> Row | None:
    """A signed paper."""
    found: Row | None = reader.execute(f"{_REPORTS} AND report.id = ?", [report_id]).fetchone()
    return found


def frozen_figures(reader: Connection, report_id: int) -> list[Row]:
    """The figures of a signed paper in the order they were frozen."""
    return reader.execute("SELECT * FROM frozen_figure WHERE report_id = ? ORDER BY id", [report_id]).fetchall()


def frozen_inputs(reader: Connection, report_id: int, key: str, on: str) -> list[Row]:
    """What one figure of a signed paper rests on, with each unit's name on a day."""
    return reader.execute(
        """SELECT frozen_input.*, coalesce((SELECT name FROM unit_name WHERE unit_id = frozen_input.unit_id
                  AND coalesce(valid_from, '') <= :on ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1), '') AS unit
           FROM frozen_input LEFT JOIN unit ON unit.id = frozen_input.unit_id
           WHERE report_id = :report AND key = :key ORDER BY period DESC, unit.position, frozen_input.id""",
        {"report": report_id, "key": key, "on": on},
    ).fetchall()
