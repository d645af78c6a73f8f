"""What waits for somebody in a period."""

from db.connection import Connection
from db.expectations import OWN_SEAT, OWN_UNIT


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


def contributed(reader: Connection, period: str) -> set[int]:
    """Own tasks of which a ban's workstation sent its entry and nothing counts yet: it waits for approval, and is not owed."""
    rows = reader.execute(
        f"""SELECT DISTINCT head.task_id FROM progress_entry AS head
            WHERE head.period = :period AND head.counted = 0 AND head.unit_id = {OWN_UNIT} AND head.seat_id <> {OWN_SEAT}
              AND head.submitted_rev IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM progress_entry AS answer WHERE answer.task_id = head.task_id AND answer.unit_id = head.unit_id
                  AND answer.period = head.period AND answer.counted = 1)""",
        {"period": period},
    )
    return {row[0] for row in rows}


def returned(reader: Connection, period: str) -> int:
    """Entries and values of ours in the period that were returned, here or above, and not submitted again since."""
    heads = "SELECT id FROM {heads} AS head WHERE head.id = review.on_id AND head.seat_id = {seat} AND review.rev = head.submitted_rev"
    row = reader.execute(
        f"""SELECT count(DISTINCT review.on_kind || review.on_id) FROM review
           JOIN slip ON slip.id = review.slip_id AND slip.state <> 'withdrawn' AND slip.period = ?
           WHERE review.verdict = 'returned' AND review.gone IS NULL
             AND CASE review.on_kind WHEN 'progress' THEN EXISTS ({heads.format(heads="progress_entry", seat=OWN_SEAT)})
                                     ELSE EXISTS ({heads.format(heads="target_value", seat=OWN_SEAT)}) END
             AND NOT EXISTS (SELECT 1 FROM review AS later WHERE later.on_kind = review.on_kind AND later.on_id = review.on_id
                             AND later.rev = review.rev AND later.id > review.id AND later.gone IS NULL
                             AND later.verdict <> 'received')""",
        [period],
    ).fetchone()
    return int(row[0])
