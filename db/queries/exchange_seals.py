"""Seals and slices as they are kept: what of each stream counts, what is held, what was sent (MODEL 19-23)."""

from db.connection import Connection, Row

_SEAL = """SELECT seal.*, stream.seat_id, stream.audience, item.uid AS seat_uid
           FROM seal JOIN stream ON stream.id = seal.stream_id JOIN item ON item.id = stream.seat_id"""


def applied(reader: Connection, seat_id: int) -> list[Row]:
    """The seals of a received seat that count, one per stream."""
    return reader.execute(
        f"{_SEAL} WHERE stream.seat_id = ? AND seal.status = 'applied' ORDER BY stream.audience", [seat_id]
    ).fetchall()


def standing(reader: Connection, seat_id: int, audience: str) -> Row | None:
    """The seal of a received stream that counts, or None."""
    found: Row | None = reader.execute(
        f"{_SEAL} WHERE stream.seat_id = ? AND stream.audience = ? AND seal.status = 'applied'", [seat_id, audience]
    ).fetchone()
    return found


def seal(reader: Connection, seal_id: int) -> Row | None:
    """A seal by its row id."""
    found: Row | None = reader.execute(f"{_SEAL} WHERE seal.id = ?", [seal_id]).fetchone()
    return found


def by_hash(reader: Connection, hash_: str) -> Row | None:
    """A seal by the hash of its manifest."""
    found: Row | None = reader.execute(f"{_SEAL} WHERE seal.hash = ?", [hash_]).fetchone()
    return found


def with_status(reader: Connection, status: str, seat_id: int | None = None) -> list[Row]:
    """All seals of a status, of one seat or of all, oldest first."""
    only = "" if seat_id is None else "AND stream.seat_id = :seat"
    given = {"status": status, "seat": seat_id}
    return reader.execute(f"{_SEAL} WHERE seal.status = :status {only} ORDER BY seal.id", given).fetchall()


def of_stream(reader: Connection, seat_id: int, audience: str) -> list[Row]:
    """Every seal of a stream that is kept, oldest place first."""
    return reader.execute(
        f"{_SEAL} WHERE stream.seat_id = ? AND stream.audience = ? ORDER BY seal.ordinal, seal.ver, seal.id",
        [seat_id, audience],
    ).fetchall()


def stream(reader: Connection, seat_id: int, audience: str) -> Row | None:
    """A stream with its row id, epoch and version."""
    found: Row | None = reader.execute(
        "SELECT * FROM stream WHERE seat_id = ? AND audience = ?", [seat_id, audience]
    ).fetchone()
    return found


def streams(reader: Connection, seat_id: int) -> list[Row]:
    """The streams of a seat."""
    return reader.execute("SELECT * FROM stream WHERE seat_id = ? ORDER BY audience", [seat_id]).fetchall()


def slices(reader: Connection, seal_id: int) -> list[Row]:
    """The slices of a seal with their bytes, in the order of the seal."""
    return reader.execute(
        """SELECT seal_slice.name, slice.* FROM seal_slice JOIN slice ON slice.sha256 = seal_slice.sha256
           WHERE seal_slice.seal_id = ? ORDER BY seal_slice.position""",
        [seal_id],
    ).fetchall()


def has_slice(reader: Connection, sha256: str) -> bool:
    """Whether the bytes of a slice are kept."""
    return reader.execute("SELECT 1 FROM slice WHERE sha256 = ?", [sha256]).fetchone() is not None


def newest_own(reader: Connection, seat_id: int, audience: str) -> Row | None:
    """The newest state we sealed of one of our streams, or None before the first."""
    found: Row | None = reader.execute(
        f"""{_SEAL} WHERE stream.seat_id = ? AND stream.audience = ? AND seal.status = 'own'
            ORDER BY seal.ordinal DESC, seal.ver DESC LIMIT 1""",
        [seat_id, audience],
    ).fetchone()
    return found


def epochs(reader: Connection, seat_id: int) -> list[Row]:
    """The epochs of one of our seats, newest first."""
    return reader.execute("SELECT * FROM epoch WHERE seat_id = ? ORDER BY ordinal DESC, id DESC", [seat_id]).fetchall()
