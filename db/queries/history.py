"""The rows behind a history: which rows of which tables tell of a thing, their log entries, the names of what they point at."""

from collections.abc import Iterable
from typing import Any

from db.connection import Connection, Row

# kind -> the tables that tell of one thing of that kind, each with the ids of its rows (:id is the thing).
_TELLING = {
    "task": {
        "task": ":id",
        "assignment": "SELECT id FROM assignment WHERE what_id = :id",
        "due_change": "SELECT id FROM due_change WHERE task_id = :id",
        "evidence": "SELECT id FROM evidence WHERE on_kind = 'task' AND on_id = :id",
    },
    "programme": {
        "programme": ":id",
        "assignment": "SELECT id FROM assignment WHERE what_id = :id",
        "milestone": "SELECT id FROM milestone WHERE programme_id = :id",
        "section": "SELECT id FROM section WHERE programme_id = :id",
    },
    "target": {
        "target": ":id",
        "measure": "SELECT measure_id FROM target WHERE id = :id",
        "allotment": "SELECT id FROM allotment WHERE target_id = :id",
    },
    "measure": {"measure": ":id", "target": "SELECT id FROM target WHERE measure_id = :id"},
    "unit": {
        "unit": ":id",
        "unit_name": "SELECT id FROM unit_name WHERE unit_id = :id",
        "unit_parent": "SELECT id FROM unit_parent WHERE unit_id = :id",
        "unit_event": "SELECT event_id FROM unit_event_part WHERE unit_id = :id",
    },
    "ban": {"ban": ":id", "ban_name": "SELECT id FROM ban_name WHERE ban_id = :id"},
    "person": {"person": ":id", "post_held": "SELECT id FROM post_held WHERE person_id = :id"},
    "directive": {
        "directive": ":id",
        "directive_link": "SELECT id FROM directive_link WHERE from_id = :id",
        "duty": "SELECT id FROM duty WHERE directive_id = :id",
        "evidence": "SELECT id FROM evidence WHERE on_kind = 'directive' AND on_id = :id",
    },
    "clause": {"clause": ":id", "clause_link": "SELECT id FROM clause_link WHERE from_id = :id"},
    "section": {"section": ":id"},
    "milestone": {"milestone": ":id"},
    "evidence": {"evidence": ":id"},
    "progress": {
        "progress_entry": ":id",
        "progress_rev": "SELECT id FROM progress_rev WHERE entry_id = :id",
        "review": "SELECT id FROM review WHERE on_kind = 'progress' AND on_id = :id",
        "evidence": "SELECT id FROM evidence WHERE on_kind = 'progress' AND on_id = :id",
        "period_close": "SELECT period_close.id FROM period_close JOIN progress_entry USING (period) WHERE progress_entry.id = :id",
    },
    "value": {
        "target_value": ":id",
        "value_rev": "SELECT id FROM value_rev WHERE value_id = :id",
        "review": "SELECT id FROM review WHERE on_kind = 'value' AND on_id = :id",
        "evidence": "SELECT id FROM evidence WHERE on_kind = 'value' AND on_id = :id",
        "period_close": "SELECT period_close.id FROM period_close JOIN target_value USING (period) WHERE target_value.id = :id",
    },
}
KINDS = tuple(_TELLING)

# kind -> its revisions with the figures' decimals, oldest first.
_REVISIONS = {
    "progress": "SELECT progress_rev.*, 0 AS decimals FROM progress_rev WHERE entry_id = ? ORDER BY rev",
    "value": """SELECT value_rev.*, measure.decimals FROM value_rev JOIN target_value ON target_value.id = value_id
                JOIN measure ON measure.id = target_value.measure_id WHERE value_id = ? ORDER BY rev""",
}

_NEWEST = "ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1"
_NAMES = {
    "ban": f"SELECT id, (SELECT name FROM ban_name WHERE ban_id = ban.id {_NEWEST}) FROM ban",
    "unit": f"SELECT id, (SELECT coalesce(nullif(short, ''), name) FROM unit_name WHERE unit_id = unit.id {_NEWEST}) FROM unit",
    "unit_kind": "SELECT id, name FROM unit_kind",
    "person": "SELECT id, name FROM person",
    "programme": "SELECT id, trim(number || '. ' || title, '. ') FROM programme",
    "section": "SELECT id, title FROM section",
    "directive": "SELECT id, trim(kind || ' ' || as_written) FROM directive",
    "clause": "SELECT id, label FROM clause",
    "task": "SELECT id, trim(number || ' ' || text) FROM task",
    "measure": "SELECT id, text FROM measure",
    "target": "SELECT id, text FROM target",
    "term": "SELECT id, label FROM term",
    "progress_entry": """SELECT progress_entry.id, trim(task.number || ' ' || task.text) FROM progress_entry
                         JOIN task ON task.id = task_id""",
    "progress_rev": """SELECT progress_rev.id, trim(task.number || ' ' || task.text) FROM progress_rev
                       JOIN progress_entry ON progress_entry.id = entry_id JOIN task ON task.id = task_id""",
    "target_value": """SELECT target_value.id, measure.text FROM target_value JOIN measure ON measure.id = measure_id""",
    "value_rev": """SELECT value_rev.id, measure.text FROM value_rev JOIN target_value ON target_value.id = value_id
                    JOIN measure ON measure.id = measure_id""",
    # Rows that have no name of their own are called by what they are about.
    "review": """SELECT review.id, coalesce(trim(task.number || ' ' || task.text), measure.text) FROM review
    LEFT JOIN progress_entry ON on_kind = 'progress' AND progress_entry.id = on_id LEFT JOIN task ON task.id = task_id
    LEFT JOIN target_value ON on_kind = 'value' AND target_value.id = on_id LEFT JOIN measure ON measure.id = measure_id""",
    "assignment": """SELECT assignment.id, coalesce(trim(task.number || ' ' || task.text), programme.title, target.text)
    FROM assignment LEFT JOIN task ON task.id = what_id LEFT JOIN programme ON programme.id = what_id
    LEFT JOIN target ON target.id = what_id""",
    "due_change": "SELECT due_change.id, trim(number || ' ' || text) FROM due_change JOIN task ON task.id = task_id",
    "unit_name": "SELECT id, name FROM unit_name",
    "ban_name": "SELECT id, name FROM ban_name",
}
NAMED = frozenset(_NAMES)

_DECIMALS = {
    "target": "SELECT measure.decimals FROM target JOIN measure ON measure.id = measure_id WHERE target.id = ?",
    "allotment": """SELECT measure.decimals FROM allotment JOIN target ON target.id = target_id
                    JOIN measure ON measure.id = measure_id WHERE allotment.id = ?""",
    "value_rev": """SELECT measure.decimals FROM value_rev JOIN target_value ON target_value.id = value_id
                    JOIN measure ON measure.id = measure_id WHERE value_rev.id = ?""",
}


def told(reader: Connection, kind: str, row_id: int) -> list[Row]:
    """The log of everything that tells of a thing, newest first: change_id, at_ms, person_text, kind, tbl, row_id, before, after."""
    arms = [
        f"""SELECT change.id AS change_id, change.at_ms, change.person_text, change.kind, seq, tbl, row_id, before, after
            FROM change_row JOIN change ON change.id = change_row.change_id
            WHERE tbl = '{table}' AND row_id IN ({ids})"""
        for table, ids in _TELLING[kind].items()
    ]
    return reader.execute(f"{' UNION ALL '.join(arms)} ORDER BY change_id DESC, seq", {"id": row_id}).fetchall()


def revisions(reader: Connection, kind: str, row_id: int) -> list[Row]:
    """The revisions of an entry or value with ``decimals``, oldest first; none for other kinds."""
    return reader.execute(_REVISIONS[kind], [row_id]).fetchall() if kind in _REVISIONS else []


def names(reader: Connection, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """The names of rows of a kind, as they are now; rows that are gone are absent."""
    marks = ",".join(str(int(row_id)) for row_id in ids)
    rows = reader.execute(f"{_NAMES[kind]} WHERE {kind}.id IN ({marks})")
    return {row[0]: row[1] for row in rows if row[1]}


def decimals(reader: Connection, table: str, row_id: int) -> int:
    """The decimals of a figure in a row, 0 where the row is gone."""
    row = reader.execute(_DECIMALS[table], [row_id]).fetchone() if table in _DECIMALS else None
    return 0 if row is None else int(row[0])


def whole(reader: Connection, table: str, row_id: int) -> dict[str, Any]:
    """A row as it is now, empty when it is gone."""
    row = reader.execute(f"SELECT * FROM {table} WHERE id = ?", [row_id]).fetchone()
    return {} if row is None else dict(row)
