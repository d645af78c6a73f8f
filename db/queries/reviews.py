"""Reviews and return slips (MODEL 9): what was thought of which revision."""

from collections.abc import Iterable

from db.connection import Connection, Row
from db.expectations import OWN_SEAT
from db.queries.quarter import Ledger, ledger

TO_JUDGE = f"(head.counted = 1 OR head.seat_id <> {OWN_SEAT})"
"""Which facts somebody here has to judge: what counts, and what others contributed; not ours where the unit has answered itself."""


def verdicts(reader: Connection, kind: str, ids: Iterable[int]) -> dict[int, Row]:
    """The newest judgement (approved or returned) of the submitted revision of each fact, by fact id.

    A review names the revision and its hash: one of another text under the same number, as after a restore elsewhere, is none of this.
    """
    of = ledger(kind)
    marks = ",".join(str(int(found)) for found in ids)
    rows = reader.execute(
        f"""SELECT review.* FROM {of.heads} AS head
            JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = head.submitted_rev
            JOIN review ON review.on_kind = ? AND review.on_id = head.id AND review.rev = rev.rev
                 AND review.rev_hash = coalesce(rev.hash, '')
            WHERE head.id IN ({marks}) AND review.gone IS NULL AND review.verdict <> 'received' ORDER BY review.id""",
        [kind],
    )
    return {row["on_id"]: row for row in rows}


def statuses(reader: Connection, of: Ledger, ids: Iterable[int], own_unit: int) -> list[Row]:
    """What decides the status of each fact: its revisions, the newest judgement, whether its period is closed."""
    marks = ",".join(str(int(found)) for found in ids)
    return reader.execute(
        f"""SELECT head.id, head.head_rev, head.submitted_rev, head.closed_rev,
                   (SELECT review.verdict FROM review JOIN {of.revs} AS judged
                         ON judged.{of.owner} = head.id AND judged.rev = review.rev AND review.rev_hash = coalesce(judged.hash, '')
                    WHERE review.on_kind = ?1 AND review.on_id = head.id AND review.rev = head.submitted_rev
                    AND review.gone IS NULL AND review.verdict <> 'received' ORDER BY review.id DESC LIMIT 1) AS verdict,
                   EXISTS (SELECT 1 FROM {of.revs} AS rev WHERE rev.{of.owner} = head.id AND rev.kind = 'amendment'
                           AND rev.rev = head.submitted_rev) AS amended,
                   EXISTS (SELECT 1 FROM period_close WHERE unit_id = ?2 AND period = head.period AND gone IS NULL) AS closed
            FROM {of.heads} AS head WHERE head.id IN ({marks})""",
        [of.kind, own_unit],
    ).fetchall()


def next_slip_no(reader: Connection, seat_id: int) -> int:
    """The next number of a seat's slips."""
    return int(reader.execute("SELECT coalesce(max(no), 0) + 1 FROM slip WHERE seat_id = ?", [seat_id]).fetchone()[0])


def slip(reader: Connection, slip_id: int) -> Row | None:
    """A slip by id."""
    row: Row | None = reader.execute("SELECT * FROM slip WHERE id = ? AND gone IS NULL", [slip_id]).fetchone()
    return row


def unanswered(reader: Connection, slip_id: int) -> int:
    """How many rows of a slip have not been submitted again since they were returned."""
    row = reader.execute(
        """SELECT count(*) FROM review
           WHERE slip_id = ? AND gone IS NULL AND rev >= coalesce(
               CASE on_kind WHEN 'progress' THEN (SELECT submitted_rev FROM progress_entry WHERE id = on_id)
                            ELSE (SELECT submitted_rev FROM target_value WHERE id = on_id) END, 0)""",
        [slip_id],
    ).fetchone()
    return int(row[0])


def slips_of(reader: Connection, kind: str, ids: Iterable[int]) -> list[Row]:
    """Our own slips with which any revision of these facts was returned."""
    marks = ",".join(str(int(found)) for found in ids)
    return reader.execute(
        f"""SELECT DISTINCT slip.id, slip.state FROM review JOIN slip ON slip.id = review.slip_id
            WHERE review.on_kind = ? AND review.on_id IN ({marks}) AND review.gone IS NULL AND slip.gone IS NULL
              AND slip.state <> 'withdrawn' AND slip.seat_id = {OWN_SEAT}""",
        [kind],
    ).fetchall()


def reviewed_revisions(reader: Connection, kind: str, ids: Iterable[int]) -> set[int]:
    """The facts whose submitted revision somebody has judged."""
    return set(verdicts(reader, kind, ids))


def submitted_before(reader: Connection, of: Ledger, head_id: int, rev: int) -> int | None:
    """The newest submitted revision of a fact before ``rev``."""
    row = reader.execute(
        f"SELECT max(rev) FROM {of.revs} WHERE {of.owner} = ? AND rev < ? AND phase = 'submitted'", [head_id, rev]
    ).fetchone()
    return None if row[0] is None else int(row[0])


def left_since(reader: Connection, at_ms: int) -> bool:
    """Whether a bundle with what was submitted at an instant has left the house."""
    row = reader.execute(
        "SELECT 1 FROM bundle WHERE way = 'out' AND status IN ('exported', 'acknowledged') AND at_ms >= ? LIMIT 1",
        [at_ms],
    ).fetchone()
    return row is not None
