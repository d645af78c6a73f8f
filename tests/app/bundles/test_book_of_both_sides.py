"""A quarter through real files: the books of both sides tell the same story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bundles import book, exporting, handing, peer_status, punctuality
from app.bundles.applying import withdraw
from app.bundles.book_words import State
from app.people import units
from app.plan import calendar, progress, reviews, tasks
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A province and a school below it that know each other; the quarter is open at both, one task is given."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", parent_name="Liên đoàn Lao động tỉnh Mẫu", seed=2)
    unit = units.add_unit(province.session, name="CĐCS Mẫu A", kind_id=units.unit_kinds(province.session)[0].id)
    units.add_unit(province.session, name="CĐCS Giấy Bút", kind_id=units.unit_kinds(province.session)[0].id)
    for one in (province, school):
        calendar.open_period(one.session, Q3)
    meet(province, school, unit_id=unit)
    tasks.add_task(province.session, text="Học tập nghị quyết", scope="passed_down", due="2026-09-30")
    yield province, school
    province.session.close()
    school.session.close()


def told(at: Place) -> list[tuple[str, State, str]]:
    return [(line.way, line.state, str(line.said)) for line in book.lines(at.session)]


def report(school: Place) -> Path:
    """The school logs, submits and makes its file for the quarter."""
    task = school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    progress.log_progress(school.session, task, period=Q3, state="in_progress", percent=40, result="Đang làm")
    reviews.submit(school.session, period=Q3)
    return school.send(school.peer("parent"), period=Q3)


def test_a_file_is_made_then_given_out_then_acknowledged(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    stick = tmp_path / "usb"
    stick.mkdir()
    made = exporting.make(province.session, [province.peer("child")], keys_folder=province.keys)
    assert told(province)[0] == ("out", State.MADE, "đã lập, chưa gửi đi")
    assert told(province)[1][1] is State.AWAITED
    (handed,) = handing.hand_out(province.session, [province.peer("child")], stick, keys_folder=province.keys)
    assert handed.made.sha256 == made.sha256
    assert told(province)[0] == ("out", State.EXPORTED, "chưa có giấy báo nhận, gửi hôm nay")

    school.take(handed.delivered.path)
    assert told(school)[0][:2] == ("in", State.APPLIED)
    up = report(school)
    outcome = province.take(up)
    assert outcome.acknowledged == 1
    lines = {line.way: line for line in book.lines(province.session, period=Q3)}
    assert lines["out"].state is State.ACKNOWLEDGED
    assert str(lines["out"].said).startswith("đã nhận 30/09/2026")
    assert (lines["in"].state, str(lines["in"].in_time), lines["in"].period) == (State.APPLIED, "đúng hạn", Q3)
    counts = punctuality.completeness(province.session, Q3)
    assert (counts.expected, counts.received, counts.on_time, counts.on_paper) == (1, 1, 1, ("CĐCS Giấy Bút",))


def test_a_receipt_goes_back_with_the_next_file(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    school.take(province.send(province.peer("child")))
    outcome = province.take(report(school))
    up = next(iter(outcome.bundle_ids.values()))
    line = next(one for one in book.lines(province.session) if one.bundle_id == up)
    assert str(line.said) == "đã áp dụng, chưa gửi giấy báo"
    (handed,) = handing.hand_out(province.session, [province.peer("child")], tmp_path, keys_folder=province.keys)
    line = next(one for one in book.lines(province.session) if one.bundle_id == up)
    assert str(line.said) == "đã áp dụng, đã gửi giấy báo"
    school.take(handed.delivered.path)
    sent = next(one for one in book.lines(school.session) if one.way == "out")
    assert sent.state is State.ACKNOWLEDGED


def test_a_withdrawn_file_is_no_longer_received(pair: tuple[Place, Place]) -> None:
    province, school = pair
    school.take(province.send(province.peer("child")))
    outcome = province.take(report(school))
    withdraw(province.session, next(iter(outcome.bundle_ids.values())), reason="nhầm quý")
    assert (State.WITHDRAWN in {state for _, state, _ in told(province)}) is True
    assert punctuality.completeness(province.session, Q3).received == 0


def test_the_state_of_both_sides_agrees(pair: tuple[Place, Place]) -> None:
    province, school = pair
    school.take(province.send(province.peer("child")))
    province.take(report(school))
    (below,), (above,) = peer_status.status(province.session), peer_status.status(school.session)
    assert (below.role, above.role) == ("child", "parent")
    assert below.acknowledged_ver == above.received_ver
    assert below.received_ver is not None
    assert above.silent_days == below.silent_days == 0
    assert str(below.told) == "1 gói đã lập, chưa gửi đi" or below.unsent == 0
