"""What stands of a document in the plan, for comparing it with the document read again."""

import json
from collections.abc import Iterable
from typing import Any

from db.connection import Connection, Row


def programmes(reader: Connection, directive_id: int) -> list[Row]:
    """The programmes of a document in order, with ``lead``: 1 where somebody leads them."""
    return reader.execute(
        """SELECT programme.*, EXISTS (SELECT 1 FROM assignment WHERE what_id = programme.id AND role = 'lead'
                                       AND valid_until IS NULL AND gone IS NULL) AS lead
           FROM programme WHERE directive_id = ? AND gone IS NULL ORDER BY position, id""",
        [directive_id],
    ).fetchall()


def sections(reader: Connection, directive_id: int) -> list[Row]:
    """The sections of a document's programmes in order."""
    return reader.execute(
        """SELECT section.* FROM section JOIN programme ON programme.id = section.programme_id AND programme.gone IS NULL
           WHERE programme.directive_id = ? AND section.gone IS NULL ORDER BY section.position, section.id""",
        [directive_id],
    ).fetchall()


def tasks(reader: Connection, directive_id: int) -> list[Row]:
    """The tasks of a document with their section, what their clause says, how often they were logged and what else hangs on them."""
    return reader.execute(
        """SELECT task.*, coalesce(section.title, '') AS section, coalesce(programme.title, '') AS programme,
                  coalesce(clause.text, '') AS clause_text,
                  (SELECT count(*) FROM progress_entry WHERE task_id = task.id) AS entries,
                  (SELECT count(*) FROM task AS below WHERE below.parent_id = task.id AND below.gone IS NULL)
                  + (task.id IN (SELECT continues_id FROM task WHERE continues_id IS NOT NULL AND gone IS NULL))
                  + (SELECT count(*) FROM due_change WHERE task_id = task.id AND gone IS NULL)
                  + (SELECT count(*) FROM evidence WHERE on_kind = 'task' AND on_id = task.id AND gone IS NULL) AS parts
           FROM task LEFT JOIN section ON section.id = task.section_id LEFT JOIN clause ON clause.id = task.clause_id
           LEFT JOIN programme ON programme.id = task.programme_id
           WHERE task.directive_id = ? AND task.gone IS NULL ORDER BY task.programme_id, task.position, task.id""",
        [directive_id],
    ).fetchall()


def targets(reader: Connection, directive_id: int) -> list[Row]:
    """The targets of a document's programmes with what their measure is, and how much was logged or allotted."""
    return reader.execute(
        """SELECT target.*, measure.form, measure.decimals, measure.programme_id,
                  (SELECT count(*) FROM target_value WHERE measure_id = measure.id) AS entries,
                  (SELECT count(*) FROM allotment WHERE target_id = target.id AND gone IS NULL)
                  + (SELECT count(*) FROM assignment WHERE what_id IN (target.id, measure.id) AND gone IS NULL) AS parts
           FROM target JOIN measure ON measure.id = target.measure_id AND measure.gone IS NULL
           JOIN programme ON programme.id = measure.programme_id AND programme.directive_id = ? AND programme.gone IS NULL
           WHERE target.gone IS NULL ORDER BY measure.position, measure.id, target.position, target.id""",
        [directive_id],
    ).fetchall()


def milestones(reader: Connection, directive_id: int) -> list[Row]:
    """The milestones of a document's programmes by day."""
    return reader.execute(
        """SELECT milestone.* FROM milestone JOIN programme ON programme.id = milestone.programme_id
           WHERE programme.directive_id = ? AND programme.gone IS NULL AND milestone.gone IS NULL
           ORDER BY milestone.ends, milestone.id""",
        [directive_id],
    ).fetchall()


def reading_changes(reader: Connection, directive_id: int) -> set[int]:
    """The changes that wrote a document as it was read: those that said when it was read, and their undoing."""
    return {
        row[0]
        for row in reader.execute(
            """SELECT change_id FROM change_row
               WHERE tbl = 'directive' AND row_id = ? AND json_type(after, '$.read_ms') IS NOT NULL""",
            [directive_id],
        )
    }


def written(reader: Connection, table: str, row_ids: Iterable[int]) -> list[tuple[int, int, dict[str, Any]]]:
    """Every writing of those rows, oldest first: (row, change, the columns as they became)."""
    found = reader.execute(
        """SELECT row_id, change_id, after FROM change_row
           WHERE tbl = ? AND row_id IN (SELECT value FROM json_each(?)) AND after IS NOT NULL ORDER BY change_id, seq""",
        [table, json.dumps(list(row_ids))],
    )
    return [(row[0], row[1], json.loads(row[2])) for row in found]


def assigned_in(reader: Connection, what_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(what, change) of every writing of an assignment of those."""
    found = reader.execute(
        """SELECT assignment.what_id, change_row.change_id FROM assignment
           JOIN change_row ON change_row.tbl = 'assignment' AND change_row.row_id = assignment.id
           WHERE assignment.what_id IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(what_ids))],
    )
    return [(row[0], row[1]) for row in found]


def bans_ever(reader: Connection, what_id: int, role: str) -> set[int]:
    """The bans that something was ever given to in a role."""
    rows = reader.execute(
        "SELECT ban_id FROM assignment WHERE what_id = ? AND role = ? AND ban_id IS NOT NULL", [what_id, role]
    )
    return {row[0] for row in rows}
