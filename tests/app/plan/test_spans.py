"""A period of several quarters says which of them are locked, open, missing or older than the workspace."""

import pytest

from app.clock import FrozenClock
from app.errors import NotFound, Refused
from app.people import terms
from app.plan import calendar, closing, spans
from app.plan.spans import QuarterState
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter, build


@pytest.fixture
def quarter(office_session: Session, frozen: FrozenClock) -> Quarter:
    return build(office_session, frozen)


def states(span: spans.Span) -> list[str]:
    return [state.value for _, state in span.quarters]


def test_a_year_names_quarters_before_the_workspace_began_and_those_not_opened_yet(quarter: Quarter) -> None:
    span = spans.of(quarter.session, "2026")
    assert states(span) == ["before", "before", "open", "missing"]
    assert span.known == (Q3,)
    assert (span.at.quarter, span.info.closed, span.info.cutoff) == (Q3, False, "2026-09-30")


def test_it_is_locked_once_every_quarter_since_the_beginning_is(quarter: Quarter) -> None:
    closing.close_period(quarter.session, Q3)
    assert not spans.of(quarter.session, "2026").info.closed
    calendar.open_period(quarter.session, Q4)
    closing.close_period(quarter.session, Q4)
    span = spans.of(quarter.session, "2026")
    assert (span.info.closed, span.info.cutoff, span.of_state(QuarterState.closed)) == (True, "2026-12-31", (Q3, Q4))


def test_the_calendars_own_days_hold_for_a_period_that_was_opened(quarter: Quarter) -> None:
    calendar.open_period(quarter.session, "2026", cutoff="2026-12-14", due="2026-12-20")
    assert spans.of(quarter.session, "2026").info.cutoff == "2026-12-14"


def test_a_school_year_runs_in_the_order_three_four_one_two(quarter: Quarter) -> None:
    span = spans.of(quarter.session, "SY2026")
    assert [code for code, _ in span.quarters] == ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]


def test_a_term_is_found_by_its_label_and_has_a_first_half(quarter: Quarter) -> None:
    terms.add_term(quarter.session, label="2026 - 2028", starts="2026-07-01", ends="2028-06-30")
    whole = spans.of(quarter.session, "T:2026-2028")
    assert [code for code, _ in whole.quarters][:: len(whole.quarters) - 1] == ["2026-Q3", "2028-Q2"]
    half = spans.of(quarter.session, "T:2026-2028", half=True)
    assert [code for code, _ in half.quarters] == ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
    until = spans.of(quarter.session, Q3, since_term=True)
    assert (until.info.starts, until.info.ends) == ("2026-07-01", "2026-09-30")


def test_a_term_that_was_cut_short_ends_when_it_really_ended(quarter: Quarter) -> None:
    term = terms.add_term(quarter.session, label="2023-2028", starts="2023-10-01", ends="2028-10-01")
    terms.close_term(quarter.session, term, on="2026-09-30", reason="Hợp nhất tỉnh")
    assert spans.of(quarter.session, "T:2023-2028").quarters[-1] == (Q3, QuarterState.open)


def test_what_is_not_known_is_refused_with_what_to_do(quarter: Quarter) -> None:
    with pytest.raises(NotFound, match="Chưa mở quý nào trong Năm 2024"):
        spans.of(quarter.session, "2024")
    with pytest.raises(NotFound, match="Không có nhiệm kỳ “2031-2035”"):
        spans.of(quarter.session, "T:2031-2035")
    with pytest.raises(NotFound, match="Chưa khai nhiệm kỳ nào gồm ngày 30/09/2026"):
        spans.of(quarter.session, Q3, since_term=True)
    with pytest.raises(Refused, match="còn quý chưa khóa"):
        spans.of(quarter.session, "2026", "closed")


@pytest.mark.parametrize(
    ("starts", "ends", "quarters"),
    [
        ("2026-07-01", "2026-09-30", [Q3]),
        ("2026-08-20", "2026-09-30", [Q3]),
        ("2026-08-20", "2026-12-31", [Q4]),
        ("2026-08-10", "2026-12-31", [Q3, Q4]),
        ("2026-06-15", "2026-10-20", [Q3]),
    ],
)
def test_a_period_of_ones_own_takes_the_quarters_it_lies_in_by_half(
    quarter: Quarter, starts: str, ends: str, quarters: list[str]
) -> None:
    calendar.open_period(quarter.session, Q4)
    calendar.open_period(quarter.session, "X:rieng", starts=starts, ends=ends)
    assert [code for code, _ in spans.of(quarter.session, "X:rieng").quarters] == quarters
