"""A period is a code with a fixed span; labels, order and dates follow from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.plan.periods import (
    Period,
    PeriodKind,
    YearType,
    default_cutoff,
    default_due,
    following,
    from_text,
    label,
    order,
    parse,
    previous,
    quarter_of,
    quarters_in,
    quarters_of_year,
    quarters_to_date,
    span,
    year_of,
)

years = st.integers(1950, 2090).map(str)
codes = st.one_of(
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-M{:02d}".format, years, st.integers(1, 12)),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    years.map("{}-9M".format),
    years,
    st.builds("SY{}-S{}".format, years, st.integers(1, 2)),
    years.map("SY{}".format),
)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("code", "kind", "first", "last", "printed"),
    [
        ("2026-Q3", PeriodKind.quarter, "2026-07", "2026-09", "Quý III/2026"),
        ("2026-M07", PeriodKind.month, "2026-07", "2026-07", "Tháng 7/2026"),
        ("2026-H1", PeriodKind.half_year, "2026-01", "2026-06", "6 tháng đầu năm 2026"),
        ("2026-H2", PeriodKind.half_year, "2026-07", "2026-12", "6 tháng cuối năm 2026"),
        ("2026-9M", PeriodKind.nine_months, "2026-01", "2026-09", "9 tháng năm 2026"),
        ("2026", PeriodKind.year, "2026-01", "2026-12", "Năm 2026"),
        ("SY2025-S1", PeriodKind.semester, "2025-07", "2025-12", "Học kỳ I năm học 2025 - 2026"),
        ("SY2025-S2", PeriodKind.semester, "2026-01", "2026-06", "Học kỳ II năm học 2025 - 2026"),
        ("SY2025", PeriodKind.school_year, "2025-07", "2026-06", "Năm học 2025 - 2026"),
        ("T:2023-2028", PeriodKind.term, None, None, "Nhiệm kỳ 2023-2028"),
        ("X:nq02", PeriodKind.special, None, None, "Chuyên đề nq02"),
    ],
)
def test_a_code_has_its_months_and_its_name(
    code: str, kind: PeriodKind, first: str | None, last: str | None, printed: str
) -> None:
    assert parse(code) == Period(code, kind, first, last)
    assert str(label(code)) == printed


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-M13", "2026-M7", "2026-H3", "26-Q1", "SY2025-S3", "T:", "quý 3"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="không đúng"):
        parse(text)


def test_the_third_quarter_is_cut_off_and_due_as_the_calendar_says() -> None:
    assert span("2026-Q3") == (date(2026, 7, 1), date(2026, 9, 30))
    assert default_cutoff("2026-Q3") == date(2026, 9, 30)
    assert default_due("2026-Q3") == date(2026, 10, 5)


def test_a_leap_year_ends_its_february_on_the_29th() -> None:
    assert span("2028-M02")[1] == date(2028, 2, 29)


def test_semesters_are_the_quarters_three_four_and_one_two_of_the_next_year() -> None:
    assert quarters_in(parse("SY2025-S1")) == ("2025-Q3", "2025-Q4")
    assert quarters_in(parse("SY2025-S2")) == ("2026-Q1", "2026-Q2")
    assert quarters_in(parse("SY2025")) == ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2")
    assert quarters_in(parse("2026-9M")) == ("2026-Q1", "2026-Q2", "2026-Q3")
    assert quarters_in(parse("2026-Q3")) == ("2026-Q3",)
    assert quarters_in(parse("2026-M07")) == ()
    assert quarters_in(Period("T:1", PeriodKind.term, "2025-11", "2026-08")) == ("2026-Q1", "2026-Q2")


def test_a_term_without_months_and_neighbours_says_what_to_do() -> None:
    with pytest.raises(BadInput, match="lịch"):
        quarters_in(parse("T:2023-2028"))
    with pytest.raises(BadInput, match="Chọn một kỳ"):
        previous("X:nq02")


def test_quarters_stand_in_the_order_the_unit_works_through_them() -> None:
    assert quarters_of_year(2026, YearType.calendar) == ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    assert quarters_of_year(2025, YearType.school) == ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2")
    assert year_of("2026-Q2", YearType.school) == 2025
    assert year_of("2026-Q2", YearType.calendar) == 2026
    assert quarters_to_date("2026-Q1", YearType.school) == ("2025-Q3", "2025-Q4", "2026-Q1")
    assert quarters_to_date("2026-Q3", YearType.calendar) == ("2026-Q1", "2026-Q2", "2026-Q3")


def test_what_sums_up_stands_after_what_it_sums_up() -> None:
    calendar = ["2026-Q1", "2026-Q2", "2026-H1", "2026-Q3", "2026-9M", "2026-Q4", "2026-H2", "2026", "T:1", "X:1"]
    school = ["2025-Q3", "2025-Q4", "SY2025-S1", "2026-Q1", "2026-Q2", "2026-H1", "SY2025-S2", "SY2025"]
    assert order(sorted(calendar), YearType.calendar) == calendar
    assert order(sorted(school), YearType.school) == school
    assert order(["2026-H1", "SY2025-S2"], YearType.calendar) == ["SY2025-S2", "2026-H1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Q3/2026", "2026-Q3"),
        ("quý 3/2026", "2026-Q3"),
        ("Quý III năm 2026", "2026-Q3"),
        ("QUÝ IV/2026", "2026-Q4"),
        ("III/2026", "2026-Q3"),
        (" 2026-q3 ", "2026-Q3"),
        ("tháng 07/2026", "2026-M07"),
        ("T7/2026", "2026-M07"),
        ("sáu tháng đầu năm 2026", "2026-H1"),
        ("9 tháng đầu năm 2026", "2026-9M"),
        ("năm 2026", "2026"),
        ("HK1 2025-2026", "SY2025-S1"),
        ("năm học 2025-2026", "SY2025"),
        ("T:2023-2028", "T:2023-2028"),
        ("Nhiệm kỳ 2025 – 2030", "T:2025-2030"),
    ],
)
def test_what_people_write_is_read(text: str, code: str) -> None:
    assert from_text(text) == code


@pytest.mark.parametrize(
    "text", ["", "3/2026", "quý 5/2026", "V/2026", "năm học 2025-2027", "tháng 13/2026", "quý III"]
)
def test_what_could_mean_two_things_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="Không đọc được kỳ"):
        from_text(text)


@given(codes)
def test_a_label_and_a_code_are_read_back(code: str) -> None:
    assert from_text(str(label(code))) == code
    assert from_text(code.lower()) == code


@given(codes)
def test_before_and_after_undo_each_other_and_touch(code: str) -> None:
    assert previous(following(code)) == code == following(previous(code))
    assert parse(following(code)).kind is parse(code).kind
    if parse(code).kind is not PeriodKind.nine_months:
        assert (span(following(code))[0] - span(code)[1]).days == 1


@given(days)
def test_a_day_lies_in_its_quarter_and_its_year(day: date) -> None:
    quarter = quarter_of(day)
    first, last = span(quarter)
    assert first <= day <= last
    for year_type in YearType:
        assert quarter in quarters_of_year(year_of(quarter, year_type), year_type)


@given(st.lists(codes, unique=True, max_size=12), st.sampled_from(YearType))
def test_order_neither_loses_nor_depends_on_what_came_first(some: list[str], year_type: YearType) -> None:
    ordered = order(some, year_type)
    assert sorted(ordered) == sorted(some)
    assert order(some[::-1], year_type) == ordered
    assert [span(code)[1] for code in ordered] == sorted(span(code)[1] for code in some)
