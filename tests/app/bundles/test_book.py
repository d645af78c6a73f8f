"""The hand-over book says of every file how it stands, and of every unit that owes one whether it came, and when."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import workspace
from app.bundles import book, punctuality
from app.bundles.book import BookLine
from app.bundles.book_words import COLUMNS, STATES, WHY, State
from app.bundles.punctuality import Arrival, Completeness
from app.bundles.wording import HELD
from app.clock import FrozenClock
from app.errors import BadInput, NotFound
from app.i18n import msg
from app.people import bans, offices
from app.plan import calendar, tasks
from app.session import Session
from tests.builders.exchange_rows import ExchangeRows

Q3, Q4 = "2026-Q3", "2026-Q4"
DUE = "2026-10-05"


@pytest.fixture
def rows(office_session: Session) -> ExchangeRows:
    """A quarter that is due on 05/10/2026; nobody to exchange files with yet."""
    calendar.open_period(office_session, Q3, cutoff="2026-09-30", due=DUE)
    return ExchangeRows(office_session)


@pytest.fixture
def at(frozen: FrozenClock) -> Callable[[str], None]:
    """Put the clock on a day."""
    return lambda day: frozen.set(f"{day}T08:00:00")


def only(rows: ExchangeRows) -> BookLine:
    (line,) = book.lines(rows.session)
    return line


def line_of(rows: ExchangeRows, bundle: int) -> BookLine:
    return next(line for line in book.lines(rows.session) if line.bundle_id == bundle)


def quarter(rows: ExchangeRows, period: str = Q3) -> Completeness:
    return punctuality.completeness(rows.session, period)


# --- files made here


def test_a_file_that_was_made_is_not_sent(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Tổng Liên đoàn", role="parent")
    made = rows.out(seat, "2026-09-10T09:00:00", 31, status="made", audience="above")
    line = line_of(rows, made)
    assert (line.state, str(line.said), line.ver) == (State.MADE, "đã lập, chưa gửi đi", 31)
    assert (line.name, str(line.about), line.day) == ("Tổng Liên đoàn", "Quý III/2026", "2026-09-10")


def test_a_file_that_was_given_out_is_not_acknowledged_until_its_receipt_came(
    rows: ExchangeRows, at: Callable[[str], None]
) -> None:
    seat = rows.peer(name="Công đoàn xã Hải Mẫu", role="parent")
    sent = rows.out(seat, "2026-09-11T15:00:00", 4, audience="above")
    at("2026-09-18")
    line = line_of(rows, sent)
    assert (line.state, str(line.said), line.days) == (State.EXPORTED, "chưa có giấy báo nhận, 7 ngày", 7)
    rows.receipt(seat, "2026-09-19T10:00:00", 4, audience="above")
    line = line_of(rows, sent)
    assert (line.state, str(line.said)) == (State.ACKNOWLEDGED, "đã nhận 19/09/2026")


def test_a_receipt_of_a_later_version_acknowledges_the_earlier_file_too(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Cấp trên", role="parent")
    first = rows.out(seat, "2026-09-10T09:00:00", 4, audience="above")
    second = rows.out(seat, "2026-09-12T09:00:00", 5, audience="above")
    assert line_of(rows, first).state is State.REPLACED
    assert str(line_of(rows, first).said) == "đã gửi bản 5 thay"
    assert line_of(rows, second).state is State.EXPORTED
    rows.receipt(seat, "2026-09-13T09:00:00", 5, audience="above")
    assert str(line_of(rows, first).said) == "đã nhận bản 5 ngày 13/09/2026"
    assert str(line_of(rows, second).said) == "đã nhận 13/09/2026"


def test_a_receipt_of_an_earlier_version_acknowledges_nothing_later(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Cấp trên", role="parent")
    rows.receipt(seat, "2026-09-13T09:00:00", 4, audience="above")
    assert line_of(rows, rows.out(seat, "2026-09-14T09:00:00", 5, audience="above")).state is State.EXPORTED


def test_what_the_other_side_refuses_or_holds_is_not_received(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Cấp trên", role="parent")
    held = rows.out(seat, "2026-09-10T09:00:00", 4, audience="above", code="INCOMPLETE")
    refused = rows.out(seat, "2026-09-11T09:00:00", 5, audience="above", status="refused", code="TURNED_AWAY")
    assert line_of(rows, held).state is State.HELD_THERE
    assert str(line_of(rows, held).said) == "bên nhận để chờ: thiếu dòng mà không nói lý do"
    assert (line_of(rows, refused).state, str(line_of(rows, refused).said)) == (
        State.REFUSED_THERE,
        "bên nhận không nhận",
    )


def test_every_reason_to_wait_has_few_words_as_well(rows: ExchangeRows) -> None:
    assert WHY.keys() == HELD.keys() - {"TURNED_AWAY"}
    seat = rows.peer(rows.below("Công đoàn A"))
    line = line_of(
        rows, rows.into(seat, "2026-09-16T09:00:00", 9, status="held", code="FORK", reason=HELD["FORK"].stored())
    )
    assert str(line.said) == "để chờ: hai bản khác nhau cho một lần gửi"
    assert line.reason == str(HELD["FORK"])


# --- files that came in


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        ("read", State.READ, "đã đọc, không có gì mới"),
        ("applied", State.APPLIED, "đã áp dụng, chưa gửi giấy báo"),
        ("held", State.HELD, "để chờ: thiếu 3 dòng"),
        ("refused", State.REFUSED, "không nhận: thiếu 3 dòng"),
        ("withdrawn", State.WITHDRAWN, "đã rút lại"),
    ],
)
def test_each_way_a_file_can_stand_is_told(rows: ExchangeRows, status: str, state: State, said: str) -> None:
    seat = rows.peer(rows.below("Công đoàn Viên chức tỉnh"))
    came = rows.into(seat, "2026-09-16T09:00:00", 9, status=status, reason="thiếu 3 dòng")
    line = line_of(rows, came)
    assert (line.state, str(line.said), line.ver, line.way) == (state, said, 9, "in")


def test_a_reason_of_the_program_is_told_in_the_language_spoken_now(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn Viên chức tỉnh"))
    stored = msg("Kỳ {period}", period="III").stored()
    assert str(line_of(rows, rows.into(seat, "2026-09-16T09:00:00", 9, status="held", reason=stored)).said).endswith(
        "Kỳ III"
    )
    odd = rows.into(seat, "2026-09-17T09:00:00", 10, status="held", reason='["của tôi')
    assert str(line_of(rows, odd).said) == 'để chờ: ["của tôi'


def test_a_receipt_has_been_sent_once_a_file_went_back_after_it_was_applied(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn Viên chức tỉnh"))
    rows.out(seat, "2026-09-15T09:00:00", 1)
    came = rows.into(seat, "2026-09-16T09:00:00", 9)
    assert str(line_of(rows, came).said) == "đã áp dụng, chưa gửi giấy báo"
    rows.out(seat, "2026-09-17T09:00:00", 2, status="made")
    assert str(line_of(rows, came).said) == "đã áp dụng, chưa gửi giấy báo"
    rows.out(seat, "2026-09-17T10:00:00", 3)
    assert str(line_of(rows, came).said) == "đã áp dụng, đã gửi giấy báo"


def test_an_open_slip_marks_the_newest_file_it_is_about(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn phường Trung Tâm"))
    first, second = rows.into(seat, "2026-09-14T09:00:00", 5), rows.into(seat, "2026-09-15T09:00:00", 6)
    with rows.session.change(msg("Trả lại")) as change:
        change.define(
            "slip",
            seat_id=rows.session.office.seat_id,
            no=11,
            period=Q3,
            to_seat_id=seat,
            to_unit_id=None,
            reason="Sai mẫu số",
            state="open",
        )
    assert line_of(rows, first).state is State.APPLIED
    assert (line_of(rows, second).state, str(line_of(rows, second).said)) == (
        State.RETURNED,
        "trả lại 0 dòng, phiếu số 11",
    )


def test_a_file_that_nobody_could_read_stands_in_the_book_without_a_sender(rows: ExchangeRows) -> None:
    rows.bundle(
        "in", None, "2026-09-16T09:00:00", status="refused", period=None, reason="tệp hỏng", file_name="la.tiendo"
    )
    line = only(rows)
    assert (line.name, str(line.about), line.ver, line.seat_id) == ("chưa rõ của ai", "", None, None)
    assert str(line.said) == "không nhận: tệp hỏng"


def test_a_period_that_this_program_does_not_know_is_shown_as_it_is(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn Viên chức tỉnh"))
    assert str(line_of(rows, rows.into(seat, "2026-09-16T09:00:00", 9, period="2026-W40")).about) == "2026-W40"


def test_files_stand_from_the_newest_to_the_oldest_and_what_has_not_come_last(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Công đoàn Viên chức tỉnh"))
    rows.peer(rows.below("Công đoàn xã Tân Mẫu"))
    rows.into(seat, "2026-09-16T09:00:00", 9)
    rows.into(seat, "2026-09-17T09:00:00", 10)
    assert [line.day for line in book.lines(rows.session)] == ["2026-09-17", "2026-09-16", None]


def test_the_book_can_be_narrowed_to_a_peer_and_a_period(rows: ExchangeRows, at: Callable[[str], None]) -> None:
    at("2026-10-20")
    calendar.open_period(rows.session, Q4)
    one, two = (rows.peer(rows.below(name)) for name in ("Công đoàn A", "Công đoàn B"))
    rows.into(one, "2026-09-16T09:00:00", 1)
    rows.into(two, "2026-10-16T09:00:00", 2, period=Q4)
    assert {(line.name, line.state) for line in book.lines(rows.session, period=Q3)} == {
        ("Công đoàn A", State.APPLIED),
        ("Công đoàn B", State.MISSING),
    }
    assert {(line.period, line.state) for line in book.lines(rows.session, seat_id=two)} == {
        (Q3, State.MISSING),
        (Q4, State.APPLIED),
    }
    counts = book.tally(book.lines(rows.session))
    assert (counts[State.APPLIED], counts[State.MISSING], counts[State.HELD]) == (2, 1, 0)


def test_to_a_quarter_belong_its_months_and_what_went_in_its_time_for_no_period(rows: ExchangeRows) -> None:
    seat = rows.peer(name="Cấp trên", role="parent")
    inside = {
        rows.out(seat, "2026-09-10T09:00:00", 31, audience="above", period="2026-M08"),
        rows.out(seat, "2026-10-05T09:00:00", 32, audience="above", period=None),
    }
    for day, period in (
        ("2026-09-10", "2026-9M"),
        ("2026-10-06", None),
        ("2026-09-10", "2026-W36"),
        ("2026-09-10", "T:X"),
    ):
        rows.out(seat, f"{day}T10:00:00", 33, audience="above", period=period)
    assert {line.bundle_id for line in book.lines(rows.session, period=Q3)} == inside
    assert len(book.lines(rows.session, period="2026-9M")) == 1


# --- complete and in time


def test_a_unit_that_owes_a_file_is_awaited_until_the_due_day_and_missing_from_the_next(
    rows: ExchangeRows, at: Callable[[str], None]
) -> None:
    rows.peer(rows.below("Công đoàn xã Tân Mẫu"))
    at(DUE)
    assert (only(rows).state, str(only(rows).said)) == (State.AWAITED, "chưa gửi, hạn 05/10/2026")
    at("2026-10-06")
    assert (only(rows).state, str(only(rows).said)) == (State.MISSING, "chưa gửi, hạn 05/10/2026, quá 1 ngày")
    assert only(rows).unsent


def test_completeness_and_punctuality_are_counted_from_the_due_day(
    rows: ExchangeRows, at: Callable[[str], None]
) -> None:
    punctual, late, _silent = (rows.peer(rows.below(name)) for name in ("Công đoàn A", "Công đoàn B", "Công đoàn C"))
    in_time_file = rows.into(punctual, "2026-10-05T23:59:59", 1)
    again = rows.into(punctual, "2026-10-12T09:00:00", 2)
    late_file = rows.into(late, "2026-10-08T09:00:00", 1)
    at("2026-10-20")
    found = quarter(rows)
    assert (found.expected, found.received, found.on_time, found.late, found.missing, found.awaited) == (
        3,
        2,
        1,
        1,
        1,
        0,
    )
    assert [(duty.name, duty.arrival, duty.received, duty.days) for duty in found.duties] == [
        ("Công đoàn A", Arrival.ON_TIME, "2026-10-05", 0),
        ("Công đoàn B", Arrival.LATE, "2026-10-08", 3),
        ("Công đoàn C", Arrival.MISSING, None, 15),
    ]
    assert str(line_of(rows, in_time_file).in_time) == "đúng hạn"
    assert str(line_of(rows, late_file).in_time) == "muộn 3 ngày"
    assert str(line_of(rows, again).in_time) == ""


@pytest.mark.parametrize(
    ("status", "received"), [("read", 1), ("held", 1), ("applied", 1), ("refused", 0), ("withdrawn", 0)]
)
def test_a_file_counts_as_received_when_it_could_be_read_and_was_not_taken_back(
    rows: ExchangeRows, status: str, received: int
) -> None:
    rows.into(rows.peer(rows.below("Công đoàn A")), "2026-10-01T09:00:00", 1, status=status)
    assert quarter(rows).received == received


def test_units_without_the_program_are_named_apart_and_owe_no_file(rows: ExchangeRows) -> None:
    rows.peer(rows.below("Công đoàn A"))
    rows.below("Công đoàn xã Giấy Bút")
    found = quarter(rows)
    assert (found.expected, found.on_paper) == (1, ("Công đoàn xã Giấy Bút",))


def test_only_peers_that_a_person_confirmed_in_time_and_that_did_not_end_owe_a_file(rows: ExchangeRows) -> None:
    rows.peer(rows.below("Chưa xác nhận"), confirmed=None)
    rows.peer(rows.below("Xác nhận sau hạn"), confirmed="2026-10-06T08:00:00")
    rows.peer(rows.below("Đã thôi"), ended="2026-10-01T08:00:00")
    rows.peer(rows.below("Thôi sau hạn"), ended="2026-10-09T08:00:00")
    above = rows.peer(name="Cấp trên", role="parent")
    rows.peer(rows.below("Chuyển qua đơn vị khác"), via_id=above)
    assert [duty.name for duty in quarter(rows).duties] == ["Thôi sau hạn"]


def test_a_unit_that_was_confirmed_late_but_sent_is_counted(rows: ExchangeRows) -> None:
    seat = rows.peer(rows.below("Xác nhận sau hạn"), confirmed="2026-10-06T08:00:00")
    rows.into(seat, "2026-10-06T09:00:00", 1)
    assert (quarter(rows).expected, quarter(rows).late) == (1, 1)


def test_a_unit_of_which_nothing_is_expected_owes_nothing(rows: ExchangeRows) -> None:
    asked, spared = rows.below("Công đoàn A"), rows.below("Công đoàn B")
    rows.peer(asked)
    rows.peer(spared)
    tasks.add_task(rows.session, text="Tổ chức đối thoại", due="2026-09-30", to_unit_ids=[asked])
    found = quarter(rows)
    assert ([duty.name for duty in found.duties], found.excused) == (["Công đoàn A"], ("Công đoàn B",))


def test_a_file_for_a_later_quarter_brings_what_was_missing(rows: ExchangeRows, at: Callable[[str], None]) -> None:
    at("2027-01-20")
    calendar.open_period(rows.session, Q4)
    told, untold = (rows.peer(rows.below(name)) for name in ("Công đoàn A", "Công đoàn B"))
    later = rows.into(told, "2027-01-04T09:00:00", 2, period=Q4)
    rows.into(untold, "2027-01-04T09:00:00", 2, period=Q4)
    with rows.session.change(msg("Thử"), kind="import") as change:
        change.insert(
            "target_value", seat_id=told, measure_id=told, unit_id=told, period=Q3, head_rev=1, submitted_rev=1
        )
    first, second = quarter(rows).duties
    assert (first.arrival, first.received, first.bundle_id, first.in_period) == (Arrival.LATE, "2027-01-04", later, Q4)
    assert second.arrival is Arrival.MISSING
    assert quarter(rows, Q4).on_time == 2


def test_quarters_are_told_from_the_newest_and_nothing_else_is_owed(
    rows: ExchangeRows, at: Callable[[str], None]
) -> None:
    at("2026-10-20")
    calendar.open_period(rows.session, Q4)
    calendar.open_period(rows.session, "2026")
    rows.peer(rows.below("Công đoàn A"))
    assert [found.period for found in punctuality.by_period(rows.session)] == [Q4, Q3]
    with pytest.raises(BadInput, match="theo quý"):
        quarter(rows, "2026")
    with pytest.raises(NotFound, match="chưa mở"):
        quarter(rows, "2027-Q1")


@settings(max_examples=15)  # each founds an office
@given(days=st.lists(st.one_of(st.none(), st.integers(0, 60)), max_size=6), today=st.integers(0, 90))
def test_what_is_owed_came_in_time_or_late_is_awaited_or_missing(
    tmp_path_factory: pytest.TempPathFactory, days: list[int | None], today: int
) -> None:
    start = date(2026, 9, 1)
    clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
    session = workspace.create(tmp_path_factory.mktemp("sổ") / "so", clock=clock, seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    calendar.open_period(session, Q3, cutoff="2026-09-30", due=DUE)
    rows = ExchangeRows(session)
    now = start + timedelta(days=max([today, *(day for day in days if day is not None)]))
    for number, day in enumerate(days):
        seat = rows.peer(rows.below(f"Công đoàn {number}"))
        if day is not None:
            rows.into(seat, f"{start + timedelta(days=day)}T09:00:00", 1)
    clock.set(f"{now}T10:00:00")
    found, lines = quarter(rows), book.lines(session, period=Q3)
    in_time = sum(day is not None and str(start + timedelta(days=day)) <= DUE for day in days)
    assert (found.expected, found.on_time) == (len(days), in_time)
    assert found.received == found.on_time + found.late == sum(day is not None for day in days)
    assert found.expected == found.received + found.missing + found.awaited
    assert found.missing == 0 if str(now) <= DUE else found.awaited == 0
    assert len(lines) == found.expected
    assert sum(line.unsent for line in lines) == found.expected - found.received
    session.close()


def test_names_are_those_of_our_own_books(rows: ExchangeRows) -> None:
    ban = bans.add_ban(rows.session, name="Ban Tổ chức", code="ToC")
    seat = rows.peer(rows.session.office.unit_id, role="ban", ban_id=ban, name="May cu cua anh Ba")
    assert line_of(rows, rows.into(seat, "2026-09-16T09:00:00", 1)).name == "Ban Tổ chức"


def test_every_state_has_its_word_in_both_columns(rows: ExchangeRows) -> None:
    assert STATES.keys() == set(State)
    rows.peer(rows.below("Công đoàn A"))
    for column in COLUMNS:
        assert hasattr(only(rows), column.key)
