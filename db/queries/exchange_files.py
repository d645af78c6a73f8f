"""Files of an exchange and attachments that travel in them, as the book and the export ask for them."""

import json
from collections.abc import Iterable

from db.connection import Connection, Row


def bundle(reader: Connection, bundle_id: int) -> Row | None:
    """A line of the hand-over book."""
    found: Row | None = reader.execute("SELECT * FROM bundle WHERE id = ?", [bundle_id]).fetchone()
    return found


def bundles_of_hash(reader: Connection, way: str, sha256: str) -> list[Row]:
    """The lines of one file."""
    return reader.execute("SELECT * FROM bundle WHERE way = ? AND sha256 = ? ORDER BY id", [way, sha256]).fetchall()


def newest_out(reader: Connection, seat_id: int) -> Row | None:
    """The newest file made for a seat, or None."""
    found: Row | None = reader.execute(
        "SELECT * FROM bundle WHERE way = 'out' AND seat_id = ? ORDER BY id DESC LIMIT 1", [seat_id]
    ).fetchone()
    return found


def newest_given(reader: Connection, seat_id: int) -> Row | None:
    """The newest file for a seat that has left the house, or None."""
    found: Row | None = reader.execute(
        """SELECT * FROM bundle WHERE way = 'out' AND seat_id = ? AND status IN ('exported', 'acknowledged')
           ORDER BY id DESC LIMIT 1""",
        [seat_id],
    ).fetchone()
    return found


def seals_of_bundle(reader: Connection, bundle_id: int) -> list[Row]:
    """What a file held: bundle_seal's columns, and the seal's status, stream, seat, audience."""
    return reader.execute(
        """SELECT bundle_seal.*, seal.status, seal.stream_id, seal.ver, seal.hash, stream.seat_id, stream.audience
           FROM bundle_seal JOIN seal ON seal.id = bundle_seal.seal_id JOIN stream ON stream.id = seal.stream_id
           WHERE bundle_seal.bundle_id = ? ORDER BY bundle_seal.id""",
        [bundle_id],
    ).fetchall()


def carried_by(reader: Connection, seal_id: int, seat_id: int) -> list[int]:
    """The files for a seat that carried one of our states."""
    rows = reader.execute(
        """SELECT bundle.id FROM bundle JOIN bundle_seal ON bundle_seal.bundle_id = bundle.id
           WHERE bundle_seal.seal_id = ? AND bundle.seat_id = ? AND bundle.way = 'out' ORDER BY bundle.id""",
        [seal_id, seat_id],
    )
    return [row[0] for row in rows]


def wanting(reader: Connection) -> list[str]:
    """The attachments that are named here and whose content has not come."""
    return [row[0] for row in reader.execute("SELECT sha256 FROM file WHERE presence = 'later' ORDER BY sha256")]


def held_by(reader: Connection, seat_id: int) -> dict[str, bool]:
    """What is known of attachments at a peer: whether it has them (it asked for the others)."""
    rows = reader.execute("SELECT sha256, has FROM file_at WHERE seat_id = ?", [seat_id])
    return {row[0]: bool(row[1]) for row in rows}


def present(reader: Connection, hashes: Iterable[str]) -> list[Row]:
    """Of these contents those that are kept here: sha256, size."""
    return reader.execute(
        """SELECT sha256, size FROM file WHERE presence = 'here' AND sha256 IN (SELECT value FROM json_each(?))
           ORDER BY sha256""",
        [json.dumps(sorted(set(hashes)))],
    ).fetchall()


def presence(reader: Connection, sha256: str) -> Row | None:
    """The row of an attachment."""
    found: Row | None = reader.execute("SELECT * FROM file WHERE sha256 = ?", [sha256]).fetchone()
    return found


def last_change(reader: Connection) -> tuple[int, str]:
    """(id, hash) of the newest entry of the change log: what a plan was made upon."""
    row = reader.execute("SELECT id, hash FROM change ORDER BY id DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def receipt(reader: Connection, seat_id: int, stream_id: int) -> Row | None:
    """What a peer said it holds of one of our streams."""
    found: Row | None = reader.execute(
        "SELECT * FROM receipt WHERE seat_id = ? AND stream_id = ?", [seat_id, stream_id]
    ).fetchone()
    return found
