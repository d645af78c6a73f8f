"""What the overview counts: what waits, which units have not answered, who is to write what (from roll-ups and covering indexes)."""

import json
from collections.abc import Sequence

from db.connection import Connection, Row
from db.expectations import OWN_UNIT
from db.queries.quarter import Ledger
from db.queries.reviews import TO_JUDGE


def waits(reader: Connection, of: Ledger, period: str, seat_id: int) -> Row:
    """submitted, drafts (of this seat) and judged ("approved" or "returned" as the newest word on what counts) facts of a quarter.

    A draft is always the newest revision, so its head stands above what was submitted: the covering index tells which, and only of those
    the table is asked whose they are.
    """
    newest = """SELECT verdict FROM review WHERE on_kind = :kind AND on_id = head.id AND rev = head.submitted_rev
                AND gone IS NULL AND verdict <> 'received' ORDER BY id DESC LIMIT 1"""
    judged = f"""SELECT count(*) FROM {of.heads} AS head
                 WHERE EXISTS (SELECT 1 FROM review WHERE on_kind = :kind AND verdict IN ('approved', 'returned'))
                   AND head.period = :period AND head.submitted_rev IS NOT NULL AND {TO_JUDGE} AND ({newest}) IN ('approved', 'returned')"""
    row: Row = reader.execute(
        f"""SELECT count(CASE WHEN {TO_JUDGE} THEN submitted_rev END) AS submitted, ({judged}) AS judged,
                   count(CASE WHEN head_rev > coalesce(submitted_rev, 0) THEN nullif(seat_id = :seat, 0) END) AS drafts
            FROM {of.heads} AS head WHERE period = :period""",
        {"period": period, "kind": of.kind, "seat": seat_id},
    ).fetchone()
    return row


def unjudged(reader: Connection, of: Ledger, period: str) -> int:
    """How many submitted facts of a quarter nobody has judged. Where nothing ever was, the covering index tells it alone."""
    row = reader.execute(
        f"""SELECT count(CASE WHEN {TO_JUDGE} THEN submitted_rev END) - CASE WHEN NOT EXISTS (
                SELECT 1 FROM review WHERE on_kind = :kind AND verdict IN ('approved', 'returned')) THEN 0 ELSE (
                SELECT count(*) FROM {of.heads} AS head WHERE head.period = :period AND head.submitted_rev IS NOT NULL AND {TO_JUDGE}
                AND EXISTS (
                    SELECT 1 FROM review WHERE on_kind = :kind AND on_id = head.id AND rev = head.submitted_rev
                       AND gone IS NULL AND verdict IN ('approved', 'returned'))) END
            FROM {of.heads} AS head WHERE period = :period""",
        {"period": period, "kind": of.kind},
    ).fetchone()
    return int(row[0])


def units_answered(reader: Connection, period: str) -> Row:
    """expected: the units below that are asked for anything in a quarter; complete: those of them that owe nothing any more."""
    row: Row = reader.execute(
        f"""SELECT count(*) AS expected, coalesce(sum(tasks_reported = tasks AND figures_reported = figures), 0) AS complete
            FROM unit_rollup WHERE period = ? AND as_of = 'current' AND unit_id <> {OWN_UNIT} AND tasks + figures > 0""",
        [period],
    ).fetchone()
    return row


def units_behind(reader: Connection, period: str, most: int) -> list[Row]:
    """unit_id, asked and missing of the units below that owe most, the worst first."""
    return reader.execute(
        f"""SELECT unit_id, tasks + figures AS asked, tasks + figures - tasks_reported - figures_reported AS missing FROM unit_rollup
            WHERE period = ? AND as_of = 'current' AND unit_id <> {OWN_UNIT}
              AND tasks_reported + figures_reported < tasks + figures
            ORDER BY missing DESC, unit_id LIMIT ?""",
        [period, most],
    ).fetchall()


def unit_debt(reader: Connection, period: str, unit_id: int) -> Row | None:
    """asked and missing of one unit; None where nothing is asked of it."""
    row: Row | None = reader.execute(
        """SELECT tasks + figures AS asked, tasks + figures - tasks_reported - figures_reported AS missing FROM unit_rollup
           WHERE period = ? AND as_of = 'current' AND unit_id = ?""",
        [period, unit_id],
    ).fetchone()
    return row


def people_of(reader: Connection, task_ids: Sequence[int], on: str) -> list[Row]:
    """what_id and name of the persons whom tasks are given to on a day."""
    return reader.execute(
        """SELECT assignment.what_id, person.name FROM assignment JOIN person ON person.id = assignment.person_id
           WHERE assignment.what_id IN (SELECT value FROM json_each(:ids)) AND assignment.gone IS NULL
             AND assignment.role IN ('lead', 'watch') AND coalesce(assignment.valid_until, '9999') > :on
           ORDER BY assignment.role, person.name_key, person.id""",
        {"ids": json.dumps(list(task_ids)), "on": on},
    ).fetchall()


def missing_of_unit(reader: Connection, period: str, unit_id: int) -> list[str]:
    """Number and text of what a unit below is asked for in a quarter and has not reported: tasks, then figures."""
    rows = reader.execute(
        """SELECT trim(task.number || ' ' || task.text) FROM task
           CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = task.id AND expectation.unit_id = :unit
           WHERE expectation.exempt IS NULL AND NOT EXISTS (
               SELECT 1 FROM progress_entry WHERE task_id = task.id AND unit_id = :unit AND period = :period AND counted = 1
                  AND submitted_rev IS NOT NULL)
           UNION ALL SELECT measure.text FROM measure
           CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = measure.id AND expectation.unit_id = :unit
           WHERE expectation.exempt IS NULL AND NOT EXISTS (
               SELECT 1 FROM target_value WHERE measure_id = measure.id AND unit_id = :unit AND period = :period AND counted = 1
                  AND submitted_rev IS NOT NULL)""",
        {"period": period, "unit": unit_id},
    )
    return [row[0] for row in rows]


def programmes(reader: Connection, on: str) -> list[Row]:
    """id, number and the code of the lead ban on a day (null where none leads) of all programmes."""
    return reader.execute(
        """SELECT programme.id, programme.number, (
               SELECT ban.code FROM assignment JOIN ban ON ban.id = assignment.ban_id
               WHERE assignment.what_id = programme.id AND assignment.role = 'lead' AND assignment.gone IS NULL
                 AND coalesce(assignment.valid_until, '9999') > :on
               ORDER BY coalesce(assignment.valid_from, ''), assignment.id LIMIT 1) AS lead
           FROM programme""",
        {"on": on},
    ).fetchall()
