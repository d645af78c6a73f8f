"""Why a unit need not answer a task or measure in one period: somebody's decision, with a reason (it leaves the base m of n/m)."""

from app.errors import NotFound, Refused
from app.given import brief, existing
from app.given import reason as reason_given
from app.i18n import msg
from app.plan import calendar, periods
from app.session import Session
from db.queries import people, plan


def exempt(session: Session, what_id: int, unit_id: int, *, period: str, reason: str) -> None:
    """Let a unit off answering in a period. Refused once the period is closed, because the base is frozen then."""
    why, work, unit = reason_given(reason), _work(session, what_id), _unit(session, unit_id)
    _still_open(session, period)
    known = plan.exemption_row(session.conn, what_id, unit_id, period)
    words = {"unit": unit, "work": brief(work), "period": periods.label(period), "reason": why}
    with session.change(msg("Miễn báo cáo cho {unit}, “{work}”, {period}: {reason}", **words)) as change:
        if known is not None:
            change.update("exemption", known["id"], reason=why, gone=None)
        else:
            keys = {"what_id": what_id, "unit_id": unit_id, "period": period, "reason": why}
            change.define("exemption", seat_id=session.office.seat_id, **keys)


def expect_again(session: Session, what_id: int, unit_id: int, *, period: str) -> None:
    """Ask a unit that was let off to answer after all."""
    work, unit = _work(session, what_id), _unit(session, unit_id)
    _still_open(session, period)
    known = plan.exemption_row(session.conn, what_id, unit_id, period)
    if known is None or known["gone"] is not None:
        raise Refused(msg("{unit} không được miễn báo cáo “{work}”.", unit=unit, work=brief(work)))
    with session.change(msg("Bỏ miễn báo cáo cho {unit}, “{work}”", unit=unit, work=brief(work))) as change:
        change.update("exemption", known["id"], gone=str(msg("bỏ miễn")))


def _work(session: Session, what_id: int) -> str:
    found = plan.name_of(session.conn, what_id)
    if found is None:
        raise NotFound(msg("Không có nhiệm vụ hay chỉ số số {id} trong sổ làm việc.", id=what_id))
    return found[1]


def _unit(session: Session, unit_id: int) -> str:
    return str(existing(people.unit(session.conn, unit_id), msg("đơn vị"), unit_id)["name"])


def _still_open(session: Session, period: str) -> None:
    if calendar.info(session, period).closed:
        raise Refused(msg("{period} đã khóa nên không đổi số đơn vị phải báo cáo được.", period=periods.label(period)))
