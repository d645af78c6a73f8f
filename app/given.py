"""What people give to a use case, checked once at the edge: names, days, reasons, words from a fixed list, and whose row it is."""

from collections.abc import Collection
from typing import Any, TypeVar

from app.dates import format_date, from_iso
from app.errors import BadInput, NotFound, Refused
from app.i18n import Message, msg
from app.people import seats
from app.session import Session
from app.text import clean_line
from db.connection import Row

RowT = TypeVar("RowT", Row, dict[str, Any])

BRIEF = 60
"""Characters of a task's or target's text in a label of the change log."""


def required(text: str, what: Message) -> str:
    """A name or title on one line; BadInput when nothing is left of it."""
    line = clean_line(text)
    if not line:
        raise BadInput(msg("{what} đang để trống. Ghi {what} rồi lưu lại.", what=what), where=str(what))
    return line


def reason(text: str) -> str:
    """Why somebody decides something; BadInput when it is not given, because history has to say it."""
    line = clean_line(text)
    if not line:
        raise BadInput(msg("Thiếu lý do. Ghi lý do để lịch sử còn tra được."), where=str(msg("Lý do")))
    return line


def day(text: str | None, what: Message) -> str | None:
    """A day as stored (ISO), or None. BadInput for what is no day."""
    if not text:
        return None
    try:
        return from_iso(text).isoformat()
    except BadInput as error:
        raise BadInput(error.message, where=str(what)) from None


def needed_day(text: str | None, what: Message) -> str:
    """A day that must be given."""
    found = day(text, what)
    if found is None:
        raise BadInput(msg("Thiếu {what}. Ghi như “05/09/2026”.", what=what), where=str(what))
    return found


def in_order(starts: str | None, ends: str | None, what: Message) -> None:
    """BadInput when the first day is after the last."""
    if starts and ends and starts > ends:
        text = msg(
            "{what}: ngày đầu {starts} sau ngày cuối {ends}. Sửa một trong hai ngày.",
            what=what,
            starts=format_date(starts),
            ends=format_date(ends),
        )
        raise BadInput(text, where=str(what))


def one_of(value: str, allowed: Collection[str], what: Message) -> str:
    """A word of a fixed list; BadInput names the list."""
    if value not in allowed:
        text = msg(
            "{what} “{value}” không có trong danh mục. Chọn một trong: {allowed}.",
            what=what,
            value=value,
            allowed=", ".join(sorted(allowed)),
        )
        raise BadInput(text, where=str(what))
    return value


def existing(row: RowT | None, what: Message, id: int) -> RowT:
    """The row, or NotFound when the id names nothing."""
    if row is None:
        raise NotFound(
            msg("Không có {what} số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", what=what, id=id)
        )
    return row


def ours(session: Session, row: RowT | None, what: Message, id: int) -> RowT:
    """The row, when this office owns it (MODEL 5). NotFound when there is none, Refused when another seat owns it."""
    found = existing(row, what, id)
    if found["seat_id"] != session.office.seat_id:
        if giver := seats.giver(session, found["seat_id"]):
            text = msg(
                "{what} này do {giver} giao nên không sửa ở đây được. Gửi kiến nghị cho nơi giao.",
                what=what,
                giver=giver,
            )
            raise Refused(text)
        raise Refused(
            msg("{what} này do cấp khác ban hành nên không sửa ở đây được. Gửi kiến nghị cho nơi ban hành.", what=what)
        )
    return found


def brief(text: str, limit: int = BRIEF) -> str:
    """The beginning of a long text, cut at a word, for labels."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0].rstrip(',;:')}…"
