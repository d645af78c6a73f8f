"""Time comes from one place and a day is a day in Viet Nam."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.clock import FrozenClock, SystemClock, day_of, local


def test_a_day_begins_at_seventeen_hours_utc() -> None:
    assert FrozenClock("2026-09-30T16:59:59+00:00").today() == date(2026, 9, 30)
    assert FrozenClock("2026-09-30T17:00:00+00:00").today() == date(2026, 10, 1)


def test_a_time_without_an_offset_is_vietnamese_time() -> None:
    assert FrozenClock("2026-10-01T00:00:00").now_ms() == FrozenClock("2026-09-30T17:00:00+00:00").now_ms()


def test_a_frozen_clock_steps_only_when_it_is_read() -> None:
    clock = FrozenClock("2026-09-30T08:00:00", step_ms=5)
    first = clock.now_ms()
    clock.today()
    assert clock.now_ms() - first == 5
    clock.advance(1000)
    assert clock.now_ms() - first == 1010
    clock.set("2026-09-30T08:00:00")
    assert clock.now_ms() == first


def test_the_system_clock_agrees_with_itself() -> None:
    clock = SystemClock()
    before = clock.now_ms()
    assert before > 1_700_000_000_000
    assert clock.today() >= day_of(before)


@given(st.integers(0, 4_000_000_000_000))
def test_an_instant_survives_the_way_to_the_wall_and_back(ms: int) -> None:
    assert FrozenClock(local(ms).isoformat()).now_ms() == ms
