"""Closing a quarter: a computed checklist, the lock, and what was amended after it (DESIGN 1.4, MODEL 10, 11)."""

from dataclasses import dataclass

from app.errors import Refused
from app.i18n import Message, msg
from app.numbers import format_percent
from app.plan import checklist as checklist_of
from app.plan import figures, periods, reviews
from app.plan.checklist import APPROVAL, CODES, Finding
from app.plan.closing_amendments import AmendedCell, AmendmentLine, TargetMove, amendments
from app.plan.readiness import Readiness, closed_at, readiness
from app.plan.verdicts import ratio_percent
from app.session import Session
from app.text import clean_line
from db.queries import closing as queries
from db.queries.quarter import PROGRESS, VALUES

__all__ = [
    "APPROVAL",
    "CODES",
    "AmendedCell",
    "AmendmentLine",
    "Finding",
    "Lock",
    "Readiness",
    "TargetMove",
    "amendments",
    "approve_waiting",
    "checklist",
    "close_period",
    "lock_of",
    "outlook",
    "readiness",
]


def checklist(session: Session, period: str) -> tuple[Finding, ...]:
    """What should be looked at before the lock, in the order of the guide. Drafts count as they stand."""
    closed_at(session, period)
    return checklist_of.findings(session, period)


def close_period(session: Session, period: str, *, person: str | None = None) -> int:
    """Lock a quarter and return the lock's id; from then on only amendments change it. Not undone.

    What counts now is kept as what counted at the close, and who is expected is frozen. What is missing stays missing ("chưa báo cáo").
    Raises Refused while drafts or unanswered returns are left, an earlier quarter is open, or it is locked already.
    """
    _require_closable(session, period)
    office, name = session.office, session.actor.text if person is None else clean_line(person)
    with session.change(
        msg("Khóa {period}", period=periods.label(period)), kind="close", counter_action="amendment"
    ) as change:
        lock = change.define(
            "period_close",
            seat_id=office.seat_id,
            unit_id=office.unit_id,
            period=period,
            at_ms=session.clock.now_ms(),
            person_id=session.actor.person_id if person is None else None,
            person_text=name,
        )
        queries.keep_as_closed(change, period)
    return lock


def approve_waiting(session: Session, period: str) -> int:
    """Approve everything that is submitted and judged by nobody; return how many. Raises Refused when nothing waits."""
    closed_at(session, period)
    waiting = {
        ledger.kind: [row["id"] for row in queries.not_approved(session.conn, ledger, period)]
        for ledger in (PROGRESS, VALUES)
    }
    return reviews.approve(session, progress_ids=waiting["progress"], value_ids=waiting["value"])


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock: when, and by whom."""

    at_ms: int
    who: str


def lock_of(session: Session, period: str) -> Lock | None:
    """Who locked a period and when; None while it is open. Raises NotFound when it was never opened."""
    closed_at(session, period)
    row = queries.lock(session.conn, period, session.office.unit_id)
    return None if row is None else Lock(row["at_ms"], row["who"])


def outlook(session: Session, period: str) -> Message:
    """What the report would say if the quarter were closed now: tasks on schedule, overdue ones, on how many units it rests."""
    summary = figures.task_summary(session, period, at_cutoff=True)
    units = figures.by_unit(session, period)
    kept, total = summary.total - summary.overdue, summary.total
    return msg(
        "Báo cáo {period} sẽ ghi: {kept}/{total} nhiệm vụ đúng tiến độ ({percent}), {overdue} quá hạn; {n}/{m} đơn vị đã gửi đủ.",
        period=periods.label(period),
        kept=kept,
        total=total,
        percent=format_percent(ratio_percent(kept, total) or 0),
        overdue=summary.overdue,
        n=sum(unit.complete for unit in units),
        m=len(units),
    )


def _require_closable(session: Session, period: str) -> None:
    office, name = session.office, periods.label(period)
    if closed_at(session, period) is not None:
        raise Refused(msg("{period} đã khóa. Muốn đổi số liệu, lập đính chính kèm lý do.", period=name))
    earlier = queries.earlier_open(session.conn, period, office.seat_id, office.unit_id)
    if earlier is not None:
        raise Refused(
            msg("{earlier} chưa khóa. Khóa kỳ đó trước {period}.", earlier=periods.label(earlier), period=name)
        )
    found = readiness(session, period)
    returned = sum(queries.returned_to(session.conn, ledger, period, office.seat_id) for ledger in (PROGRESS, VALUES))
    if returned:
        raise Refused(msg("Còn {n} dòng bị trả lại ở {period}. Sửa và trình lại rồi khóa.", n=returned, period=name))
    if found.drafts:
        raise Refused(
            msg("Còn {n} dòng nháp chưa trình ở {period}. Trình hoặc xóa rồi khóa.", n=found.drafts, period=name)
        )
