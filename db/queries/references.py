"""What people may call things by: number, code or name, for the references of the command line."""

from collections.abc import Sequence
from typing import Any

from db.connection import Connection

# Each gives: id, code, second code ('' when there is none), name, where it stands (to tell namesakes apart).
_NAMED = {
    "task": """SELECT task.id, task.number AS code, coalesce(programme.number || '/' || task.number, '') AS second,
                      task.text AS name, coalesce(programme.title, '') AS place
               FROM task LEFT JOIN programme ON programme.id = task.programme_id WHERE task.gone IS NULL""",
    "programme": """SELECT id, number AS code, '' AS second, title AS name, '' AS place FROM programme WHERE gone IS NULL""",
    "section": """SELECT section.id, section.number AS code, programme.number || '/' || section.number AS second,
                         section.title AS name, programme.title AS place
                  FROM section JOIN programme ON programme.id = section.programme_id WHERE section.gone IS NULL""",
    "measure": """SELECT measure.id, coalesce((SELECT number FROM target WHERE measure_id = measure.id AND target.gone IS NULL
                                               ORDER BY position, target.id LIMIT 1), '') AS code, '' AS second,
                         measure.text AS name, coalesce(programme.title, '') AS place
                  FROM measure LEFT JOIN programme ON programme.id = measure.programme_id WHERE measure.gone IS NULL""",
    "target": """SELECT target.id, target.number AS code, '' AS second, target.text AS name, measure.text AS place
                 FROM target JOIN measure ON measure.id = target.measure_id WHERE target.gone IS NULL""",
    "unit": """SELECT unit.id, unit.code AS code, unit_name.short AS second, unit_name.name AS name, '' AS place
               FROM unit JOIN unit_name ON unit_name.unit_id = unit.id WHERE unit.gone IS NULL""",
    "unit-kind": """SELECT id, '' AS code, '' AS second, name, '' AS place FROM unit_kind WHERE gone IS NULL""",
    "ban": """SELECT ban.id, ban.code AS code, '' AS second, ban_name.name AS name, '' AS place
              FROM ban JOIN ban_name ON ban_name.ban_id = ban.id WHERE ban.gone IS NULL""",
    "person": """SELECT person.id, '' AS code, '' AS second, person.name AS name,
                        coalesce((SELECT post FROM post_held WHERE person_id = person.id AND gone IS NULL
                                  AND valid_until IS NULL LIMIT 1), '') AS place
                 FROM person WHERE person.gone IS NULL""",
    "post": """SELECT post_held.id, '' AS code, '' AS second, person.name AS name, post_held.post AS place
               FROM post_held JOIN person ON person.id = post_held.person_id
               WHERE post_held.gone IS NULL AND post_held.valid_until IS NULL""",
    "directive": """SELECT id, as_written AS code, '' AS second, abstract AS name, coalesce(issued, '') AS place
                    FROM directive WHERE gone IS NULL""",
    "term": """SELECT id, '' AS code, '' AS second, label AS name, '' AS place FROM term WHERE gone IS NULL""",
    "milestone": """SELECT milestone.id, '' AS code, '' AS second, milestone.text AS name, programme.title AS place
                    FROM milestone JOIN programme ON programme.id = milestone.programme_id WHERE milestone.gone IS NULL""",
    "clause": """SELECT clause.id, clause.label AS code, clause.path AS second, clause.text AS name,
                        directive.as_written AS place
                 FROM clause JOIN directive ON directive.id = clause.directive_id WHERE clause.gone IS NULL""",
}

KINDS = tuple(_NAMED)

_ENTRIES = {"progress": ("progress_entry", "task_id"), "value": ("target_value", "measure_id")}


def by_id(reader: Connection, kind: str, row_id: int) -> list[dict[str, Any]]:
    """The thing of that kind and id, under each of its names; empty when there is none."""
    return _rows(reader, f"SELECT * FROM ({_NAMED[kind]}) WHERE id = ?", [row_id])


def by_code(reader: Connection, kind: str, code: str) -> list[dict[str, Any]]:
    """The things whose number or code (either one) is exactly that, without regard to Latin case."""
    sql = f"SELECT * FROM ({_NAMED[kind]}) WHERE code = ? COLLATE NOCASE OR second = ? COLLATE NOCASE"
    return _rows(reader, sql, [code, code])


def all_of(reader: Connection, kind: str) -> list[dict[str, Any]]:
    """Everything of a kind, once under each of its names, newest last."""
    return _rows(reader, f"SELECT * FROM ({_NAMED[kind]}) ORDER BY id", [])


def entry_id(reader: Connection, kind: str, what_id: int, unit_id: int, period: str) -> int | None:
    """The id of the entry (``progress`` of a task or ``value`` of a measure) of a unit in a period, or None."""
    table, column = _ENTRIES[kind]
    row = reader.execute(
        f"""SELECT id FROM {table} WHERE {column} = ? AND unit_id = ? AND period = ? ORDER BY counted DESC, id LIMIT 1""",
        [what_id, unit_id, period],
    ).fetchone()
    return None if row is None else int(row[0])


def submitted_ids(reader: Connection, kind: str, period: str, what_id: int | None, unit_id: int | None) -> list[int]:
    """The entries of a period whose newest revision is submitted, of one thing or unit where named."""
    table, column = _ENTRIES[kind]
    return [
        int(row[0])
        for row in reader.execute(
            f"""SELECT id FROM {table} WHERE period = :period AND submitted_rev = head_rev
                AND (:what IS NULL OR {column} = :what) AND (:unit IS NULL OR unit_id = :unit) ORDER BY id""",
            {"period": period, "what": what_id, "unit": unit_id},
        )
    ]


def lead_of(reader: Connection, what_id: int) -> list[int]:
    """The open lead assignments of a programme, task or target."""
    rows = reader.execute(
        "SELECT id FROM assignment WHERE what_id = ? AND role = 'lead' AND valid_until IS NULL AND gone IS NULL",
        [what_id],
    )
    return [int(row[0]) for row in rows]


def _rows(reader: Connection, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in reader.execute(sql, values)]
