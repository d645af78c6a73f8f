"""The calendar of the office: periods opened with their own days."""

import pytest

from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.plan import calendar
from app.session import Session


def test_days_follow_from_the_code_unless_given(office_session: Session) -> None:
    calendar.open_period(office_session, "2026-Q3")
    calendar.open_period(office_session, "2026-Q4", cutoff="2026-12-14", due="2026-12-20", label="Quý IV (chốt sớm)")
    first, second = calendar.opened(office_session)
    assert (first.starts, first.ends, first.cutoff, first.due) == (
        "2026-07-01",
        "2026-09-30",
        "2026-09-30",
        "2026-10-05",
    )
    assert (second.cutoff, second.due, second.label) == ("2026-12-14", "2026-12-20", "Quý IV (chốt sớm)")


def test_the_current_period_is_the_newest_open_quarter(office_session: Session) -> None:
    assert calendar.current(office_session) == "2026-Q3"
    for code in ("2026-Q2", "2026-Q3", "2026"):
        calendar.open_period(office_session, code)
    assert calendar.current(office_session) == "2026-Q3"
    close(office_session, "2026-Q3")
    assert calendar.current(office_session) == "2026-Q2"
    assert calendar.info(office_session, "2026-Q3").closed


def test_a_closed_period_keeps_its_days(office_session: Session) -> None:
    calendar.open_period(office_session, "2026-Q3")
    calendar.set_dates(office_session, "2026-Q3", cutoff="2026-09-25")
    assert calendar.info(office_session, "2026-Q3").cutoff == "2026-09-25"
    close(office_session, "2026-Q3")
    with pytest.raises(Refused, match="đã khóa"):
        calendar.set_dates(office_session, "2026-Q3", cutoff="2026-09-30")


def test_a_special_period_says_its_own_days(office_session: Session) -> None:
    with pytest.raises(BadInput, match="Khai trong lịch"):
        calendar.open_period(office_session, "X:thang-cong-nhan")
    calendar.open_period(office_session, "X:thang-cong-nhan", starts="2026-05-01", ends="2026-05-31")
    assert calendar.info(office_session, "X:thang-cong-nhan").due == "2026-06-05"


def test_a_period_is_opened_once_and_its_days_stand_in_order(office_session: Session) -> None:
    calendar.open_period(office_session, "2026-Q3")
    with pytest.raises(Refused, match="Quý III/2026 đã mở"):
        calendar.open_period(office_session, "2026-Q3")
    with pytest.raises(BadInput, match="Hạn gửi báo cáo"):
        calendar.open_period(office_session, "2026-Q4", cutoff="2026-12-31", due="2026-12-01")
    with pytest.raises(NotFound, match="Quý I/2026 chưa mở"):
        calendar.info(office_session, "2026-Q1")
    with pytest.raises(BadInput, match="Mã kỳ"):
        calendar.open_period(office_session, "2026-Q5")


def close(session: Session, code: str) -> None:
    office = session.office
    with session.change(msg("Khóa kỳ")) as change:
        words = {"at_ms": session.clock.now_ms(), "person_text": "Chủ tịch"}
        change.define("period_close", seat_id=office.seat_id, unit_id=office.unit_id, period=code, **words)
