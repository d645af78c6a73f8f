"""Who else owns rows here: the office above, offices below, the workstations of bans (MODEL 5)."""

from collections.abc import Mapping

from app.session import Session
from db.queries import seats


def names(session: Session) -> Mapping[int, str]:
    """Every seat besides our own with what it is called ("" where nobody knows), by the seat's id."""
    return seats.others(session.conn, session.office.seat_id)


def giver(session: Session, seat_id: int) -> str:
    """What the seat that gave something is called; "" for our own."""
    if seat_id == session.office.seat_id:
        return ""
    return seats.names(session.conn, [seat_id]).get(seat_id, "")
