"""What somebody has to be reminded of, line by line."""

from db.connection import Connection, Row
from db.expectations import OWN_SEAT


def returned(reader: Connection, limit: int) -> list[Row]:
    """Facts of ours that were returned and not answered yet, newest first: in periods that are not locked, or by the office above.

    Columns: review_id, on_kind ("progress" or "value"), on_id, what_id (task or measure), unit_id, period, reason, number, text, unit.
    """
    return reader.execute(
        f"""SELECT max(review.id) AS review_id, review.on_kind, review.on_id, slip.period, review.reason,
                  coalesce(task.id, measure.id) AS what_id, coalesce(entry.unit_id, told.unit_id) AS unit_id,
                  coalesce(task.number, '') AS number, coalesce(task.text, measure.text) AS text,
                  (SELECT coalesce(nullif(short, ''), name) FROM unit_name WHERE unit_id = coalesce(entry.unit_id, told.unit_id)
                   ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS unit
           FROM review JOIN slip ON slip.id = review.slip_id AND slip.state = 'open' AND slip.gone IS NULL
           LEFT JOIN progress_entry AS entry ON review.on_kind = 'progress' AND entry.id = review.on_id
           LEFT JOIN task ON task.id = entry.task_id
           LEFT JOIN target_value AS told ON review.on_kind = 'value' AND told.id = review.on_id
           LEFT JOIN measure ON measure.id = told.measure_id
           WHERE review.verdict = 'returned' AND review.gone IS NULL
             AND coalesce(entry.seat_id, told.seat_id) = {OWN_SEAT}
             AND review.rev = coalesce(entry.submitted_rev, told.submitted_rev)
             AND (slip.seat_id <> {OWN_SEAT}
                  OR NOT EXISTS (SELECT 1 FROM period_close WHERE period_close.period = slip.period AND period_close.gone IS NULL
                                 AND period_close.unit_id = coalesce(entry.unit_id, told.unit_id)))
           GROUP BY review.on_kind, review.on_id ORDER BY review_id DESC LIMIT ?""",
        [limit],
    ).fetchall()
