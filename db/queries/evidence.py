"""Evidence and its files."""

from db.connection import Connection, Row


def evidence(reader: Connection, evidence_id: int) -> Row | None:
    """A piece of evidence that has not gone."""
    row: Row | None = reader.execute("SELECT * FROM evidence WHERE id = ? AND gone IS NULL", [evidence_id]).fetchone()
    return row


def evidence_on(reader: Connection, on_kind: str, on_id: int) -> list[Row]:
    """The evidence on something with size and kind of its file, oldest first."""
    return reader.execute(
        """SELECT evidence.id, evidence.name, evidence.note, evidence.sha256, evidence.rev, file.size, file.mime
           FROM evidence JOIN file ON file.sha256 = evidence.sha256
           WHERE evidence.on_kind = ? AND evidence.on_id = ? AND evidence.gone IS NULL ORDER BY evidence.id""",
        [on_kind, on_id],
    ).fetchall()


def evidence_of_task(reader: Connection, task_id: int, unit_id: int) -> list[Row]:
    """The evidence on a task and on what a unit logged for it, by period (empty: on the task itself), oldest first."""
    return reader.execute(
        """SELECT evidence.id, evidence.name, evidence.note, evidence.sha256, evidence.rev, file.size, file.mime,
                  coalesce(fact.period, '') AS period
           FROM evidence JOIN file ON file.sha256 = evidence.sha256
           LEFT JOIN progress_entry AS fact ON evidence.on_kind = 'progress' AND fact.id = evidence.on_id
           WHERE evidence.gone IS NULL
             AND (evidence.on_kind = 'task' AND evidence.on_id = :task
                  OR evidence.on_kind = 'progress' AND evidence.on_id IN
                     (SELECT id FROM progress_entry WHERE task_id = :task AND unit_id = :unit))
           ORDER BY period DESC, evidence.id""",
        {"task": task_id, "unit": unit_id},
    ).fetchall()


def file_known(reader: Connection, sha256: str) -> bool:
    """Whether the workspace knows a file."""
    return reader.execute("SELECT 1 FROM file WHERE sha256 = ?", [sha256]).fetchone() is not None


def row_known(reader: Connection, kind: str, row_id: int) -> bool:
    """Whether a task, directive or signed report is there and has not gone."""
    table = {"task": "task", "directive": "directive", "report": "report"}[kind]
    return reader.execute(f"SELECT 1 FROM {table} WHERE id = ? AND gone IS NULL", [row_id]).fetchone() is not None
