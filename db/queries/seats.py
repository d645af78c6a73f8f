"""The seats that own rows here, and what people call them."""

from collections.abc import Iterable

from db.connection import Connection

# A workstation is called as its ban, whatever the machine was named.
_NAME = """coalesce(
    (SELECT ban_name.name FROM peer JOIN ban_name ON ban_name.ban_id = peer.ban_id WHERE peer.seat_id = seat.id AND peer.role = 'ban'
     ORDER BY coalesce(ban_name.valid_from, '') DESC, ban_name.id DESC LIMIT 1),
    nullif((SELECT peer.name FROM peer WHERE peer.seat_id = seat.id), ''),
    (SELECT name FROM ban_name WHERE ban_id = seat.ban_id ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1),
    (SELECT name FROM unit_name WHERE unit_id = coalesce((SELECT peer.unit_id FROM peer WHERE peer.seat_id = seat.id), seat.unit_id)
     ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1), '')"""


def name(seat: str) -> str:
    """What the seat is called that an SQL expression names; null for a seat that is not here."""
    return f"(SELECT {_NAME} FROM seat WHERE seat.id = {seat})"


def names(reader: Connection, seat_ids: Iterable[int]) -> dict[int, str]:
    """What seats are called: a workstation as its ban, else as the peer was named, else its unit; "" where nobody knows."""
    marks = ",".join(str(int(one)) for one in seat_ids)
    rows = reader.execute(f"SELECT seat.id, {_NAME} FROM seat WHERE seat.id IN ({marks})")
    return {row[0]: row[1] for row in rows}


def others(reader: Connection, own_seat: int) -> dict[int, str]:
    """Every seat besides our own with its name."""
    rows = reader.execute(f"SELECT seat.id, {_NAME} FROM seat WHERE seat.id <> ?", [own_seat])
    return {row[0]: row[1] for row in rows}


def of_ban(reader: Connection, seat_id: int) -> int | None:
    """The ban of ours whose workstation writes for a seat, or None."""
    row = reader.execute(
        """SELECT coalesce((SELECT ban_id FROM peer WHERE seat_id = seat.id AND role = 'ban'), seat.ban_id)
           FROM seat WHERE seat.id = ?""",
        [seat_id],
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])
