"""Bars, spans and milestones as days: what a timeline draws, and moving dates on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput, Refused
from app.plan import details, programmes, tasks, timeline
from app.plan.timeline import Bar
from app.session import Session
from tests.builders.office import Known, small_office

JUDGED = date(2026, 9, 30).toordinal()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def bar(starts: str | None, due: str | None, status: str = "in_progress", percent: int | None = None) -> Bar:
    found = timeline.task_bar(starts, due, status, percent, JUDGED, continuous=False)
    assert found is not None
    return found


def day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def test_a_bar_runs_from_its_start_to_its_due_date_and_knows_what_is_done() -> None:
    found = bar("2026-03-01", "2026-11-30", percent=40)
    assert (day(found.first), day(found.last), found.share) == ("2026-03-01", "2026-11-30", 0.4)
    assert found.late_to is None
    assert bar("2026-03-01", "2026-11-30", "done").share == 1


def test_an_overdue_bar_goes_on_to_the_day_of_judging_and_a_done_one_never() -> None:
    late = bar("2026-03-01", "2026-06-30", "overdue", 60)
    assert late.late_to == JUDGED
    assert bar("2026-03-01", "2026-06-30", "done_late").late_to is None


def test_a_missing_start_is_drawn_from_the_quarter_of_the_due_date_and_a_missing_due_date_to_the_end_of_the_year() -> (
    None
):
    found = bar(None, "2026-08-20")
    assert (day(found.first), found.open_start, found.starts) == ("2026-07-01", True, None)
    assert day(bar("2026-02-01", None).last) == "2026-12-31"
    assert timeline.task_bar(None, None, "not_started", None, JUDGED, continuous=False) is None


def test_a_continuous_task_has_no_end_and_is_never_late() -> None:
    found = timeline.task_bar("2026-01-05", None, "continuous", None, JUDGED, continuous=True)
    assert found is not None
    assert found.steady
    assert found.late_to is None


@given(DAYS, DAYS, st.integers(-900, 900), st.sampled_from(["whole", "start", "due"]))
def test_moving_never_turns_a_bar_round_and_moving_back_the_whole_is_no_move(
    one: date, other: date, days: int, part: str
) -> None:
    before = bar(min(one, other).isoformat(), max(one, other).isoformat())
    after = before.moved(part, days)
    assert after.first <= after.last
    assert (after.starts, after.due) == (after.first, after.last)
    assert before.moved("whole", days).moved("whole", -days) == before
    if part == "whole":
        assert after.last - after.first == before.last - before.first


def test_the_frame_has_the_milestones_of_each_programme_and_the_day_of_judging(
    office_session: Session, known: Known
) -> None:
    found = timeline.frame(office_session, "2026-Q3")
    assert day(found.today) == "2026-07-01"
    assert day(found.judged) == "2026-06-30", "the period runs: yesterday is judged"
    (step,) = found.steps[known.p1]
    assert (day(step.first), day(step.last), step.reached) == ("2026-07-01", "2026-07-31", None)
    programmes.edit_milestone(office_session, known.milestone, reached="2026-07-20")
    assert timeline.frame(office_session, "2026-Q3").steps[known.p1][0].reached is not None


def test_a_programme_without_days_spans_its_tasks_and_milestones() -> None:
    found = timeline.programme_span(None, None, 1, 4, (), [bar("2026-03-01", "2026-06-30"), bar(None, "2026-11-15")])
    assert found is not None
    assert (day(found.first), day(found.last), found.share) == ("2026-03-01", "2026-11-15", 0.25)
    assert timeline.programme_span(None, None, 0, 0, (), []) is None


def test_moved_dates_are_one_change_and_the_old_due_date_stays_known(office_session: Session, known: Known) -> None:
    tasks.move_dates(office_session, known.t1, starts="2026-07-06", due="2026-09-15")
    found = details.task(office_session, known.t1)
    assert (found.starts, found.due) == ("2026-07-06", "2026-09-15")
    (moved,) = tasks.due_history(office_session, known.t1)
    assert (moved.old_due, moved.new_due, moved.reason) == ("2026-09-30", "2026-09-15", "Dời trên dòng thời gian")
    assert str(office_session.undo()) == "Dời “Nhiệm vụ T1” từ 30/09/2026 sang 06/07/2026 – 15/09/2026"
    assert tasks.due_history(office_session, known.t1) == ()


def test_dates_that_cannot_be_are_refused(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput):
        tasks.move_dates(office_session, known.t1, starts="2026-10-01")
    with pytest.raises(Refused, match="thường xuyên"):
        tasks.move_dates(office_session, known.t2, due="2026-10-01")
    with pytest.raises(Refused, match="Mở lại"):
        tasks.move_dates(office_session, known.closed_task, due="2026-10-01")
