"""What the tests of storage share: a small workspace with settings as rows."""

from pathlib import Path

from app import workspace
from app.clock import FrozenClock
from app.i18n import msg
from app.session import Actor, Session
from db.connection import Connection, open_reader

NOW = "2026-09-30T16:41:00"


def make(path: Path, clock: FrozenClock | None = None) -> Session:
    """A new workspace of one seat, without an office's people."""
    session = workspace.create(path, clock=clock or FrozenClock(NOW), actor=Actor("Nguyễn Thị Lan"), seed=1)
    with session.change(msg("Khai đơn vị")) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        unit = change.define("unit", seat_id=seat, code="MAU")
        change.insert("seat", id=seat, unit_id=unit)
        change.insert("unit_name", unit_id=unit, name="Liên đoàn Lao động tỉnh Mẫu")
        change.insert("setting", name="own_unit", value=str(unit))
        change.insert("setting", name="own_seat", value=str(seat))
    return session


def put(session: Session, name: str, value: str) -> None:
    """One change: a setting."""
    with session.change(msg("Đặt {name}", name=name)) as change:
        change.insert("setting", name=name, value=value)


def get(session: Session, name: str) -> str | None:
    """The value of a setting as it is now."""
    row = session.conn.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def put_file(session: Session, sha256: str, size: int) -> None:
    """One change: an attachment becomes known."""
    with session.change(msg("Đính kèm")) as change:
        change.insert("file", sha256=sha256, size=size, mime="application/pdf", presence="here")


def raw(path: Path) -> Connection:
    """A reader of a file as it lies there, without the program."""
    return open_reader(path, immutable=True)
