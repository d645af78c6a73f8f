"""Terms of office: what a congress elects for, with the planned end and the real one (DOMAIN: terms were cut short in 2025)."""

from dataclasses import dataclass

from app.dates import format_date
from app.errors import Refused
from app.given import in_order, needed_day, ours, required
from app.given import reason as reason_given
from app.i18n import msg
from app.session import Session
from db.queries import people

_SPAN = msg("Nhiệm kỳ")


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of the office; days are ISO and inclusive, ``ends_real`` None while it runs or ended as planned."""

    id: int
    label: str
    starts: str
    ends_planned: str
    ends_real: str | None
    close_reason: str | None


def add_term(session: Session, *, label: str, starts: str, ends: str) -> int:
    """Add a term of this office ("2023-2028")."""
    label = required(label, msg("Tên nhiệm kỳ"))
    first, last = needed_day(starts, msg("Ngày bắt đầu")), needed_day(ends, msg("Ngày kết thúc"))
    in_order(first, last, _SPAN)
    office = session.office
    days = {"starts": first, "ends_planned": last}
    with session.change(msg("Thêm nhiệm kỳ {label}", label=label)) as change:
        return change.define("term", seat_id=office.seat_id, unit_id=office.unit_id, label=label, **days)


def close_term(session: Session, term_id: int, *, on: str, reason: str) -> None:
    """Say on which day a term really ended, and why."""
    row = ours(session, people.term(session.conn, term_id), msg("nhiệm kỳ"), term_id)
    last, why = needed_day(on, msg("Ngày kết thúc")), reason_given(reason)
    if row["ends_real"] is not None:
        raise Refused(
            msg("Nhiệm kỳ {label} đã kết thúc ngày {day}.", label=row["label"], day=format_date(row["ends_real"]))
        )
    in_order(row["starts"], last, _SPAN)
    label = msg("Kết thúc nhiệm kỳ {label} ngày {day}: {reason}", label=row["label"], day=format_date(last), reason=why)
    with session.change(label) as change:
        change.update("term", term_id, ends_real=last, close_reason=why)


def term_lines(session: Session) -> tuple[TermLine, ...]:
    """The terms of this office, newest first."""
    names = tuple(TermLine.__dataclass_fields__)
    return tuple(TermLine(*(row[name] for name in names)) for row in people.terms(session.conn, session.office.unit_id))
