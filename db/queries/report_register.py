"""The register of document numbers with the papers that bear them."""

import json
from collections.abc import Sequence

from db.connection import Connection, Row


def lines(reader: Connection, seat_id: int, year: int | None, doc_kind: str | None) -> list[Row]:
    """Every number of a year and kind (null for all), newest first, with its paper (nulls for none) and how many scans hang on that."""
    return reader.execute(
        """SELECT number_register.*, report.id AS report_id, report.kind, report.period, report.signed_on, report.signer_text,
                  EXISTS (SELECT 1 FROM report AS newer WHERE newer.replaces_id = report.id AND newer.gone IS NULL) AS replaced,
                  (SELECT count(*) FROM evidence WHERE on_kind = 'report' AND on_id = report.id AND evidence.gone IS NULL) AS scans
           FROM number_register LEFT JOIN report ON report.register_id = number_register.id AND report.gone IS NULL
           WHERE number_register.seat_id = ?1 AND (?2 IS NULL OR year = ?2) AND (?3 IS NULL OR doc_kind = ?3)
           ORDER BY year DESC, doc_kind, number DESC""",
        [seat_id, year, doc_kind],
    ).fetchall()


def tasks_named(reader: Connection, ids: Sequence[int]) -> list[Row]:
    """id, number and text of tasks."""
    return reader.execute(
        "SELECT id, number, text FROM task WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    ).fetchall()


def targets_named(reader: Connection, ids: Sequence[int]) -> list[Row]:
    """id, number and text of targets."""
    return reader.execute(
        "SELECT id, number, text FROM target WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    ).fetchall()


def entries_named(reader: Connection, ids: Sequence[int]) -> list[Row]:
    """id, period, task_id, the task's number and text, and the unit's name of progress entries."""
    return reader.execute(
        """SELECT progress_entry.id, progress_entry.period, progress_entry.task_id, task.number, task.text,
                  (SELECT name FROM unit_name WHERE unit_id = progress_entry.unit_id
                   ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS unit
           FROM progress_entry JOIN task ON task.id = progress_entry.task_id
           WHERE progress_entry.id IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(ids))],
    ).fetchall()
