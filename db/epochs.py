"""Epochs of a seat's streams (MODEL 23): a new one after each restore, branched from where the restored copy stood."""

from db.connection import Connection, Row
from db.store import Change


def newest(reader: Connection, seat_id: int) -> Row | None:
    """The epoch in which a seat writes now, or None before its first."""
    row: Row | None = reader.execute(
        "SELECT id, uid, ordinal FROM epoch WHERE seat_id = ? ORDER BY ordinal DESC, id DESC LIMIT 1", [seat_id]
    ).fetchone()
    return row


def branch(change: Change, seat_id: int, *, reached: int = 0) -> int:
    """Begin the next epoch of a seat and let its streams go on in it; return its ordinal.

    ``reached``: the ordinal of the workspace that is replaced. Whoever restores one backup twice would else begin two epochs of one
    ordinal, which others cannot tell from two machines.
    ``from_ver`` and ``from_hash`` are those of the seat's furthest stream, for receivers that hold a later version than that.
    """
    before = newest(change.connection, seat_id)
    ordinal = max(before["ordinal"] if before else 0, reached) + 1
    furthest = change.connection.execute(
        "SELECT ver, state_hash FROM stream WHERE seat_id = ? ORDER BY ver DESC LIMIT 1", [seat_id]
    ).fetchone()
    epoch = change.insert(
        "epoch",
        uid=change.new_uid(),
        seat_id=seat_id,
        ordinal=ordinal,
        from_epoch=before["uid"] if before else None,
        from_ver=furthest["ver"] if furthest else None,
        from_hash=furthest["state_hash"] if furthest else None,
    )
    for stream in change.connection.execute("SELECT id FROM stream WHERE seat_id = ?", [seat_id]).fetchall():
        change.update("stream", stream["id"], epoch_id=epoch)
    return ordinal
