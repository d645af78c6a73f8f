"""Days are written dd/mm/yyyy and read as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import days_between, format_date, format_short, from_iso, parse_date
from app.errors import BadInput

FIFTH = date(2026, 9, 5)
days = st.dates(date(1000, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "05/09/2026",
        "5/9/2026",
        "5-9-2026",
        "5.9.2026",
        "5/9/26",
        "2026-09-05",
        "ngày 5 tháng 9 năm 2026",
        " 05/09/2026 ",
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert parse_date(text) == FIFTH


def test_a_day_without_a_year_takes_the_year_of_its_place() -> None:
    assert parse_date("5/9", year=2026) == FIFTH
    assert parse_date("ngày 5 tháng 9", year=2026) == FIFTH
    with pytest.raises(BadInput, match="thiếu năm"):
        parse_date("5/9")


@pytest.mark.parametrize("text", ["", "31/02/2026", "13/13/2026", "2026-02-30", "mai", "5/9/202", "1/1/0000"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="Không đọc được ngày"):
        parse_date(text, year=2026)


def test_the_29th_of_february_needs_a_leap_year() -> None:
    assert parse_date("29/2", year=2028) == date(2028, 2, 29)
    with pytest.raises(BadInput):
        parse_date("29/2", year=2026)


def test_within_the_year_the_year_is_left_out() -> None:
    assert format_short(FIFTH, 2026) == "05/09"
    assert format_short("2025-12-31", 2026) == "31/12/2025"


def test_stored_text_that_is_no_day_is_refused() -> None:
    with pytest.raises(BadInput):
        from_iso("05/09/2026")


@given(days)
def test_what_is_shown_is_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == day == from_iso(day.isoformat())
    assert parse_date(format_short(day, day.year), year=day.year) == day
    assert format_date(day.isoformat()) == format_date(day)


@given(days, days)
def test_days_between_counts_both_ways(one: date, other: date) -> None:
    assert days_between(one, other) == -days_between(other, one)
    assert days_between(one.isoformat(), other) == (other - one).days
