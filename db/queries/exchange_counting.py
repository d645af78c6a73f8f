"""Which of several rows about the same thing is the unit's answer (MODEL 8).

Of the rows about one task or measure, unit and period: for a unit below, its own seat's row comes before that of an office between, and
that before ours on its behalf; within our own unit ours, else the row of the lead ban's workstation once we approved it. All others are
contributions, shown under the one that counts and never counted themselves. What counted when a period was closed is kept apart from
this in ``closed_rev``, so that a row that arrives late moves the current figures only.
"""

from collections.abc import Iterable

from db.connection import Connection, Row
from db.expectations import OWN_SEAT, OWN_UNIT
from db.queries import reviews
from db.queries.quarter import Ledger
from db.store import Change

Place = tuple[int, int, str]
"""(task or measure, unit, period)."""

LOGGED_SINGLY = 200
"""So many rows that count otherwise are logged one by one; more of them, in an exchange alone, as a count."""

_NEVER = 9

# The lead that stands: the task's own, else its programme's.
_LEAD = """(SELECT ban_id FROM assignment WHERE what_id = {what} AND role = 'lead' AND ban_id IS NOT NULL AND gone IS NULL
            AND valid_until IS NULL ORDER BY id DESC LIMIT 1)"""
_APPROVED = f"""(SELECT review.verdict FROM review JOIN {{revs}} AS judged ON judged.{{owner}} = head.id AND judged.rev = review.rev
         AND review.rev_hash = coalesce(judged.hash, '')
    WHERE review.on_kind = :kind AND review.on_id = head.id AND review.rev = head.submitted_rev AND review.seat_id = {OWN_SEAT}
      AND review.gone IS NULL AND review.verdict <> 'received' ORDER BY review.id DESC LIMIT 1) IS 'approved'"""
# Who the seats are: the ban of ours whose workstation it is, the unit it stands for, whether it still does.
_SEATS = """
    who(seat_id, ban_id, unit_id, ended) AS MATERIALIZED (
        SELECT seat.id, coalesce(iif(peer.role = 'ban', peer.ban_id, NULL), seat.ban_id), coalesce(peer.unit_id, seat.unit_id),
               peer.ended_ms IS NOT NULL OR seat.gone IS NOT NULL
        FROM seat LEFT JOIN peer ON peer.seat_id = seat.id)"""


def recount(change: Change, of: Ledger, places: Iterable[Place]) -> int:
    """Say anew which rows count at these places; return how many count otherwise than before."""
    found = [(row["id"], row["wanted"], row) for row in _differing(change.connection, of, places)]
    if len(found) <= LOGGED_SINGLY or not change.ownership.exchanging:
        for head_id, wanted, _ in found:
            change.update(of.heads, head_id, counted=wanted)
        return len(found)
    sql = f"UPDATE {of.heads} SET counted = ? WHERE id = ?"
    change.bulk_replace(sql, of.heads, [(wanted, head_id) for head_id, wanted, _ in found])
    change.moved |= {(row["period"], row["what_id"], row["unit_id"], of.kind == "progress") for _, _, row in found}
    return len(found)


def _differing(writer: Connection, of: Ledger, places: Iterable[Place]) -> list[Row]:
    """The rows at these places whose ``counted`` is not as it should be: id, wanted (1 or 0), period, what_id, unit_id.

    The places stand in a table of this connection alone: as JSON, hundred thousand of them take longer to read than all the rest.
    """
    writer.execute(
        """CREATE TEMP TABLE IF NOT EXISTS counting_place(
               what_id INTEGER, unit_id INTEGER, period TEXT, PRIMARY KEY (what_id, unit_id, period)) WITHOUT ROWID"""
    )
    writer.execute("DELETE FROM temp.counting_place")
    writer.executemany("INSERT OR IGNORE INTO temp.counting_place VALUES (?, ?, ?)", places)
    table = "task" if of.kind == "progress" else "measure"
    lead = f"""coalesce({_LEAD.format(what=f"head.{of.what}")},
                        {_LEAD.format(what=f"(SELECT programme_id FROM {table} WHERE id = head.{of.what})")})"""
    judged = _APPROVED.format(revs=of.revs, owner=of.owner)
    approved = f"who.ban_id = {lead} AND {judged}"
    return writer.execute(
        f"""WITH {_SEATS},
            rated AS (
                SELECT head.id, head.counted, head.{of.what} AS what_id, head.unit_id, head.period,
                       CASE WHEN head.seat_id = {OWN_SEAT} THEN 5
                            WHEN head.submitted_rev IS NULL THEN {_NEVER}
                            WHEN who.ban_id IS NOT NULL THEN iif({approved}, 6, {_NEVER})
                            WHEN head.unit_id = {OWN_UNIT} THEN {_NEVER}
                            WHEN who.unit_id = head.unit_id THEN 1 + who.ended
                            ELSE 3 END AS rank
                FROM temp.counting_place AS place CROSS JOIN {of.heads} AS head
                     ON head.{of.what} = place.what_id AND head.unit_id = place.unit_id AND head.period = place.period
                LEFT JOIN who ON who.seat_id = head.seat_id),
            ordered AS (
                SELECT *, row_number() OVER (PARTITION BY what_id, unit_id, period ORDER BY rank, id) AS place FROM rated)
            SELECT id, place = 1 AND rank < {_NEVER} AS wanted, period, what_id, unit_id FROM ordered
            WHERE counted <> (place = 1 AND rank < {_NEVER}) ORDER BY wanted, id""",
        {"kind": of.kind},
    ).fetchall()


def settle_received(change: Change, seat_id: int, own_seat: int) -> None:
    """After a seat's revisions came in: its slips from us are answered where each of their rows was submitted again."""
    slips = change.connection.execute(
        "SELECT id FROM slip WHERE seat_id = ? AND to_seat_id = ? AND gone IS NULL AND state <> 'withdrawn'",
        [own_seat, seat_id],
    ).fetchall()
    for (slip_id,) in slips:
        state = "open" if reviews.unanswered(change.connection, slip_id) else "answered"
        change.update("slip", slip_id, state=state)


def contributions(reader: Connection, of: Ledger, what_id: int, unit_id: int, period: str) -> list[Row]:
    """The rows about one place that are not its answer: id, seat_id, on_behalf_ban, the submitted revision, verdict (null: none).

    What another seat wrote, in the order it came; our own row where another's counts.
    """
    fields = ", ".join(f"rev.{name}" for name in of.fields)
    return reader.execute(
        f"""SELECT head.id, head.seat_id, head.on_behalf_ban, rev.rev, rev.at_ms, rev.person_text, {fields},
                   (SELECT verdict FROM review WHERE review.on_kind = :kind AND review.on_id = head.id
                    AND review.rev = head.submitted_rev AND review.gone IS NULL AND review.verdict <> 'received'
                    ORDER BY review.id DESC LIMIT 1) AS verdict
            FROM {of.heads} AS head
            JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = coalesce(head.submitted_rev, head.head_rev)
            WHERE head.{of.what} = :what AND head.unit_id = :unit AND head.period = :period AND head.counted = 0
              AND (head.submitted_rev IS NOT NULL OR head.seat_id = {OWN_SEAT})
            ORDER BY head.id""",
        {"kind": of.kind, "what": what_id, "unit": unit_id, "period": period},
    ).fetchall()
