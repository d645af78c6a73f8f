"""The periods an office has opened, their dates, and which are closed."""

from db.connection import Connection, Row

_INFO = """
    SELECT calendar.id, calendar.period AS code, calendar.label, calendar.starts, calendar.ends, calendar.cutoff, calendar.due,
           period_close.at_ms AS closed_at_ms
    FROM calendar
    LEFT JOIN seat ON seat.id = calendar.seat_id
    LEFT JOIN period_close ON period_close.period = calendar.period AND period_close.unit_id = seat.unit_id
         AND period_close.gone IS NULL"""


def opened(reader: Connection, seat_id: int) -> list[Row]:
    """The periods the seat has opened, in the order of their last and first day."""
    return reader.execute(
        f"{_INFO} WHERE calendar.seat_id = ? ORDER BY calendar.ends, calendar.starts DESC, calendar.period", [seat_id]
    ).fetchall()


def info(reader: Connection, seat_id: int, code: str) -> Row | None:
    """One opened period, or None."""
    found: Row | None = reader.execute(
        f"{_INFO} WHERE calendar.seat_id = ? AND calendar.period = ?", [seat_id, code]
    ).fetchone()
    return found


def period_known(reader: Connection, code: str) -> bool:
    """Whether the code has its row in ``period``; a period is the same for every seat."""
    return reader.execute("SELECT 1 FROM period WHERE code = ?", [code]).fetchone() is not None
