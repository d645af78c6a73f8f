"""What waits for somebody in a period."""

from db.connection import Connection


def not_logged(reader: Connection, period: str, own_unit: int) -> int:
    """Own tasks expected in the period for which nothing at all is written yet."""
    row = reader.execute(
        """SELECT count(*) FROM task CROSS JOIN expectation ON expectation.period = ? AND expectation.what_id = task.id
                AND expectation.unit_id = ?
           WHERE task.scope = 'own' AND expectation.exempt IS NULL
             AND NOT EXISTS (SELECT 1 FROM progress_entry WHERE progress_entry.task_id = expectation.what_id
                             AND progress_entry.unit_id = expectation.unit_id AND progress_entry.period = expectation.period)""",
        [period, own_unit],
    ).fetchone()
    return int(row[0])


def returned(reader: Connection, period: str) -> int:
    """Entries and values of the period that were returned and not answered yet."""
    row = reader.execute(
        """SELECT count(DISTINCT review.on_kind || review.on_id) FROM review
           JOIN slip ON slip.id = review.slip_id AND slip.state = 'open' AND slip.period = ?
           WHERE review.verdict = 'returned' AND review.gone IS NULL""",
        [period],
    ).fetchone()
    return int(row[0])
