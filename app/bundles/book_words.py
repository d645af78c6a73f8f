"""The hand-over book in words: which way a file went, how it stands, what it was about, and the columns of its list."""

from enum import StrEnum
from functools import lru_cache

from app.columns import Column, Kind
from app.errors import BadInput
from app.i18n import Message, msg
from app.plan import periods


class State(StrEnum):
    """How a line of the book stands. The first six are of files made here, the next six of files that came in, the last two of none."""

    MADE = "made"
    EXPORTED = "exported"
    ACKNOWLEDGED = "acknowledged"
    REPLACED = "replaced"
    HELD_THERE = "held_there"
    REFUSED_THERE = "refused_there"
    READ = "read"
    APPLIED = "applied"
    RETURNED = "returned"
    HELD = "held"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    AWAITED = "awaited"
    MISSING = "missing"


STATES: dict[str, Message] = {
    State.MADE: msg("Chưa gửi đi"),
    State.EXPORTED: msg("Chưa báo nhận"),
    State.ACKNOWLEDGED: msg("Đã báo nhận"),
    State.REPLACED: msg("Đã có bản mới thay"),
    State.HELD_THERE: msg("Bên nhận để chờ"),
    State.REFUSED_THERE: msg("Bên nhận không nhận"),
    State.READ: msg("Không có gì mới"),
    State.APPLIED: msg("Đã áp dụng"),
    State.RETURNED: msg("Đã trả lại"),
    State.HELD: msg("Để chờ"),
    State.REFUSED: msg("Không nhận"),
    State.WITHDRAWN: msg("Đã rút lại"),
    State.AWAITED: msg("Chưa đến hạn"),
    State.MISSING: msg("Quá hạn chưa gửi"),
}

NOT_SENT = frozenset({State.AWAITED, State.MISSING})
"""Of units that owe a file and have not sent it."""

WHY: dict[str, Message] = {
    "FORK": msg("hai bản khác nhau cho một lần gửi"),
    "RESTORED": msg("sổ bên gửi đã khôi phục từ bản cũ hơn"),
    "LATE_STATE": msg("lập trước khi bên gửi khôi phục sổ"),
    "INCOMPLETE": msg("thiếu dòng mà không nói lý do"),
    "MANY_WITHDRAWN": msg("rút hơn một phần mười số dòng"),
    "BY_PERSON": msg("để xem sau"),
}
"""Why a state waits, in the few words that a list has room for; whole sentences stand in ``wording.py``."""

WAYS: dict[str, Message] = {"in": msg("Nhận"), "out": msg("Gửi")}

_ABOUT = {
    "above": msg("Số liệu, kết quả"),
    "below": msg("Chương trình, nhiệm vụ giao xuống"),
    "inside": msg("Chương trình, nhiệm vụ, phân công"),
}

KEPT = 512
"""Periods whose name and months are remembered: a book of years names some dozens, thousands of times."""

NOTHING = Message("")
"""Where there is nothing to say."""

COLUMNS = (
    Column("day", msg("Ngày"), Kind.DATE, 10),
    Column("way", msg("Chiều"), Kind.WORD, 6, words=WAYS),
    Column("name", msg("Đơn vị"), Kind.TEXT, 40),
    Column("about", msg("Nội dung"), Kind.TEXT, 18),
    Column("ver", msg("Bản"), Kind.COUNT, 5),
    Column("said", msg("Tình trạng"), Kind.LONG, 34),
    Column("in_time", msg("Đúng hạn"), Kind.TEXT, 14, 2),
    Column("state", msg("Loại tình trạng"), Kind.WORD, 18, 4, words=STATES),
    Column("file_name", msg("Tệp"), Kind.TEXT, 28, 4),
    Column("person", msg("Người làm"), Kind.TEXT, 18, 4),
)
"""The columns of the book wherever it is shown; their keys are attributes of ``BookLine``."""


@lru_cache(maxsize=KEPT)
def about(period: str | None, audience: str | None) -> Message:
    """What a file is about: its period, else what its sender's state holds; says nothing for a file that nobody could read.

    A period that this program does not know stands as it is written.
    """
    if period:
        try:
            return periods.label(period)
        except BadInput:
            return Message("{period}", {"period": period})
    if audience is None:
        return NOTHING
    return _ABOUT.get(audience, msg("Giao riêng, ý kiến, phiếu trả lại"))


@lru_cache(maxsize=KEPT)
def months(period: str) -> tuple[str, str]:
    """First and last month of a period; both empty where it has none, or is none that this program knows."""
    try:
        found = periods.parse(period)
    except BadInput:
        return "", ""
    return found.first_month or "", found.last_month or ""
