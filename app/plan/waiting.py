"""What waits in a period, for badges and the status line: nothing modal, always one click from its place."""

from dataclasses import dataclass

from app import backup
from app.clock import day_of
from app.dates import from_iso
from app.display import show_instant
from app.errors import NotFound
from app.i18n import Message, msg
from app.lists import TASKS
from app.plan import calendar, periods
from app.reading import ListQuery, Reader, Where
from app.session import Session
from db.queries import exchange_book, feedback, waiting


@dataclass(frozen=True)
class Waiting:
    """Counts of what waits, how the period stands, and when the last verified backup was made.

    ``to_answer`` is feedback of units, ``to_decide`` are states that were received and are held.
    """

    not_logged: int
    returned: int
    to_answer: int
    to_decide: int
    overdue: int
    sentence: Message
    backed_up: Message


def now(session: Session, period: str) -> Waiting:
    """What waits in a period of this office."""
    conn, own_unit = session.conn, session.office.unit_id
    overdue = ListQuery(
        period, (Where("status", "eq", "overdue"), Where("lifecycle", "eq", "open"), Where("scope", "eq", "own"))
    )
    return Waiting(
        not_logged=waiting.not_logged(conn, period, own_unit),
        returned=waiting.returned(conn, period),
        to_answer=feedback.to_answer(conn),
        to_decide=sum(exchange_book.held(conn).values()),
        overdue=Reader(session).count(TASKS, overdue),
        sentence=how_it_stands(session, period),
        backed_up=_backed_up(session),
    )


def how_it_stands(session: Session, period: str) -> Message:
    """The state of a period in a sentence: open and due when, or locked since."""
    label = periods.label(period)
    try:
        info = calendar.info(session, period)
    except NotFound:
        return msg("{period} chưa mở", period=label)
    if info.closed_at_ms is not None:
        return msg("{period} đã khóa {day}", period=label, day=f"{day_of(info.closed_at_ms):%d/%m/%Y}")
    due = from_iso(info.due)
    left = (due - session.clock.today()).days
    if left < 0:
        return msg("{period} đang mở · quá hạn nộp {n} ngày", period=label, n=-left)
    return msg("{period} đang mở · nộp trước {day}, còn {n} ngày", period=label, day=f"{due:%d/%m/%Y}", n=left)


def _backed_up(session: Session) -> Message:
    made = backup.list_backups(session.path)
    if not made:
        return msg("Chưa sao lưu")
    return msg("Sao lưu {time}", time=show_instant(made[-1].at_ms))
