"""The office's calendar: which periods it has opened, and their first, last, cut-off and due days (DESIGN 5, DOMAIN 2.1)."""

from dataclasses import dataclass

from app.dates import format_date, from_iso
from app.errors import NotFound, Refused
from app.given import day, in_order
from app.i18n import msg
from app.plan import periods
from app.plan.periods import Period
from app.session import Session
from app.text import clean_line
from db.connection import Row
from db.queries import calendar
from db.store import Change


@dataclass(frozen=True, slots=True)
class PeriodInfo:
    """An opened period. Days are ISO and inclusive; lateness is judged at ``cutoff``; ``closed_at_ms`` is None while open."""

    code: str
    starts: str
    ends: str
    cutoff: str
    due: str
    closed_at_ms: int | None
    label: str = ""

    @property
    def closed(self) -> bool:
        """Whether the period is locked."""
        return self.closed_at_ms is not None


def open_period(
    session: Session,
    code: str,
    *,
    cutoff: str | None = None,
    due: str | None = None,
    label: str = "",
    starts: str | None = None,
    ends: str | None = None,
) -> None:
    """Open a period for logging. Days left out follow from the code; terms and special periods must be given first and last day."""
    period = periods.parse(code)
    if calendar.info(session.conn, session.office.seat_id, code) is not None:
        raise Refused(msg("{period} đã mở. Chọn kỳ đó trong lịch.", period=periods.label(code)))
    first, last = _span(period, starts, ends)
    cut = day(cutoff, msg("Ngày chốt số liệu")) or last
    owed = day(due, msg("Hạn gửi báo cáo")) or (from_iso(cut) + periods.DUE_AFTER_CUTOFF).isoformat()
    _check(first, last, cut, owed)
    with session.change(msg("Mở {period}", period=periods.label(code))) as change:
        know_period(session, change, code, first, last)
        days = {"starts": first, "ends": last, "cutoff": cut, "due": owed}
        change.insert("calendar", seat_id=session.office.seat_id, period=code, label=clean_line(label), **days)


def know_period(session: Session, change: Change, code: str, first: str = "", last: str = "") -> None:
    """Make a row for a period that is mentioned for the first time; ``first`` and ``last`` day where the code has no months of its own."""
    if not calendar.period_known(session.conn, code):
        period = periods.parse(code)
        months = (period.first_month or first[:7], period.last_month or last[:7])
        change.insert("period", code=code, kind=period.kind.value, first_month=months[0], last_month=months[1])


def set_dates(
    session: Session,
    code: str,
    *,
    cutoff: str | None = None,
    due: str | None = None,
    starts: str | None = None,
    ends: str | None = None,
) -> None:
    """Change days of an open period; what is left out stays. Refused once it is closed, because figures were judged by them."""
    row = _row(session, code)
    if row["closed_at_ms"] is not None:
        raise Refused(
            msg("{period} đã khóa nên không đổi ngày được. Lập đính chính nếu số liệu sai.", period=periods.label(code))
        )
    first, last = day(starts, msg("Ngày đầu kỳ")) or row["starts"], day(ends, msg("Ngày cuối kỳ")) or row["ends"]
    cut = day(cutoff, msg("Ngày chốt số liệu")) or row["cutoff"]
    owed = day(due, msg("Hạn gửi báo cáo")) or row["due"]
    _check(first, last, cut, owed)
    label = msg(
        "Đặt ngày chốt {period} là {cutoff}, hạn báo cáo {due}", period=periods.label(code), **_words(cut, owed)
    )
    with session.change(label) as change:
        change.update("calendar", row["id"], starts=first, ends=last, cutoff=cut, due=owed)


def opened(session: Session) -> tuple[PeriodInfo, ...]:
    """The periods this office has opened, newest last."""
    return tuple(_info(row) for row in calendar.opened(session.conn, session.office.seat_id))


def info(session: Session, code: str) -> PeriodInfo:
    """One opened period. BadInput for what is no period, NotFound for one that is not open here."""
    return _info(_row(session, code))


def current(session: Session) -> str:
    """The period people work in: the newest open quarter, else the newest open period, else the newest, else today's quarter."""
    known = opened(session)
    open_ones = [period.code for period in known if not period.closed]
    quarters = [code for code in open_ones if "-Q" in code]
    newest = quarters or open_ones or [period.code for period in known]
    return newest[-1] if newest else periods.quarter_of(session.clock.today())


def _row(session: Session, code: str) -> Row:
    label = periods.label(code)
    row = calendar.info(session.conn, session.office.seat_id, code)
    if row is None:
        raise NotFound(msg("{period} chưa mở. Mở kỳ trước khi ghi số liệu.", period=label))
    return row


def _info(row: Row) -> PeriodInfo:
    return PeriodInfo(
        *(row["code"], row["starts"], row["ends"], row["cutoff"], row["due"], row["closed_at_ms"], row["label"])
    )


def _span(period: Period, starts: str | None, ends: str | None) -> tuple[str, str]:
    first, last = day(starts, msg("Ngày đầu kỳ")), day(ends, msg("Ngày cuối kỳ"))
    if first and last:
        return first, last
    fixed = periods.span(period.code)
    return first or fixed[0].isoformat(), last or fixed[1].isoformat()


def _check(first: str, last: str, cutoff: str, due: str) -> None:
    in_order(first, last, msg("Kỳ"))
    in_order(first, cutoff, msg("Ngày chốt số liệu"))
    in_order(cutoff, due, msg("Hạn gửi báo cáo"))


def _words(cutoff: str, due: str) -> dict[str, str]:
    return {"cutoff": format_date(cutoff), "due": format_date(due)}
