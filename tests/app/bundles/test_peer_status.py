"""The state of the exchange with each peer: what it has of us, what we have of it, and how long it has been silent."""

import pytest

from app.bundles import peer_status
from app.bundles.peer_status import PeerStatus
from app.clock import FrozenClock
from app.plan import calendar
from app.session import Session
from tests.builders.exchange_rows import ExchangeRows


@pytest.fixture
def rows(office_session: Session, frozen: FrozenClock) -> ExchangeRows:
    calendar.open_period(office_session, "2026-Q3")
    frozen.set("2026-09-18T08:00:00")
    return ExchangeRows(office_session)


def of(rows: ExchangeRows, seat: int) -> PeerStatus:
    return next(one for one in peer_status.status(rows.session) if one.seat_id == seat)


def test_versions_each_way_stand_beside_each_other(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn các Khu công nghiệp"))
    rows.out(seat, "2026-09-10T08:00:00", 6)
    rows.receipt(seat, "2026-09-11T08:00:00", 6)
    rows.out(seat, "2026-09-12T08:00:00", 7)
    rows.into(seat, "2026-09-11T08:00:00", 13)
    rows.into(seat, "2026-09-17T08:00:00", 14)
    found = of(rows, seat)
    assert (found.sent_ver, found.sent_on, found.acknowledged_ver) == (7, "2026-09-12", 6)
    assert (found.received_ver, found.received_on, found.silent_days) == (14, "2026-09-17", 1)
    assert (found.unanswered, found.unsent, found.held) == (1, 0, 0)
    assert str(found.told) == "1 gói chưa có giấy báo nhận"


def test_the_parent_is_sent_what_goes_up_and_sends_what_goes_down(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Tổng Liên đoàn", role="parent")
    rows.out(seat, "2026-09-10T08:00:00", 31, audience="above")
    rows.receipt(seat, "2026-09-11T08:00:00", 31, audience="above")
    rows.seal(seat, "below", 4, at="2026-09-12T08:00:00")
    found = of(rows, seat)
    assert (found.sent_ver, found.acknowledged_ver, found.received_ver) == (31, 31, 4)
    assert found.received_on == "2026-09-12"


def test_what_waits_is_told_first(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn A"))
    assert str(of(rows, seat).told) == "chưa có gói nào từ đơn vị này"
    rows.into(seat, "2026-09-08T08:00:00", 1)
    assert str(of(rows, seat).told) == "10 ngày chưa có gói mới"
    rows.into(seat, "2026-09-18T07:00:00", 2)
    assert str(of(rows, seat).told) == "có gói mới hôm nay"
    rows.out(seat, "2026-09-18T08:00:00", 1, status="made")
    assert str(of(rows, seat).told) == "1 gói đã lập, chưa gửi đi"
    rows.into(seat, "2026-09-18T07:30:00", 3, status="held")
    assert str(of(rows, seat).told) == "1 bản chờ quyết định"


def test_a_refused_file_breaks_no_silence(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn A"))
    rows.into(seat, "2026-09-08T08:00:00", 1)
    rows.into(seat, "2026-09-17T08:00:00", 2, status="refused")
    assert of(rows, seat).silent_days == 10


def test_the_unconfirmed_and_the_ended_are_told_as_such(rows: ExchangeRows) -> None:
    strange = rows.peer(rows.below("Công đoàn A"), confirmed=None)
    ended = rows.peer(rows.below("Công đoàn B"), ended="2026-09-01T08:00:00")
    assert str(of(rows, strange).told) == "chưa xác nhận khóa"
    assert str(of(rows, ended).told) == "đã thôi trao đổi"


def test_parents_stand_before_children(rows: ExchangeRows) -> None:
    rows.peer(rows.below("Công đoàn B"))
    rows.peer(rows.below("Công đoàn A"))
    rows.peer(name="Tổng Liên đoàn", role="parent")
    assert [one.name for one in peer_status.status(rows.session)] == ["Tổng Liên đoàn", "Công đoàn A", "Công đoàn B"]
