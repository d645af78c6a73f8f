"""Lateness is judged at the cut-off; a continuous task is never overdue and never "not done"."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.plan.timeliness import (
    STATE_WORDS,
    STATUS_WORDS,
    SUMMARY_WORDS,
    TIMELINESS_WORDS,
    Status,
    TaskFacts,
    TaskState,
    TaskSummary,
    Timeliness,
    judge,
    judged_on,
    status,
    summarise,
)

CUTOFF = date(2026, 9, 30)
DAY = timedelta(days=1)
T1 = TaskFacts(TaskState.done, date(2026, 9, 30), done_on=date(2026, 9, 28))
T2 = TaskFacts(TaskState.in_progress, continuous=True)
T3 = TaskFacts(TaskState.in_progress, date(2026, 12, 31))
T4 = TaskFacts(TaskState.done, date(2026, 8, 15), done_on=date(2026, 8, 20))
T5 = TaskFacts(TaskState.in_progress, date(2026, 9, 10))
T6 = TaskFacts(TaskState.in_progress, continuous=True)
T7 = TaskFacts(TaskState.not_started, date(2027, 6, 30))
SCENARIO = (T1, T2, T3, T4, T5, T6, T7)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
tasks = st.builds(TaskFacts, st.sampled_from(TaskState), st.none() | days, st.booleans(), st.none() | days)


def judged(task: TaskFacts, cutoff: date = CUTOFF) -> Timeliness:
    return judge(task.state, task.due, task.continuous, task.done_on, cutoff)


def test_the_office_s_own_tasks_stand_as_counted_by_hand() -> None:
    summary = summarise(SCENARIO, CUTOFF)
    assert summary == TaskSummary(
        done_on_time=1, done_late=1, overdue=1, in_progress=1, not_started=1, continuous=2, due_done=2, due_total=3
    )
    assert (summary.total, summary.done) == (7, 2)
    assert str(summary.deadline_sentence()) == "2/3 nhiệm vụ đến hạn đã hoàn thành"


def test_each_task_of_the_scenario_has_its_own_verdict() -> None:
    assert [judged(task) for task in SCENARIO] == [
        Timeliness.done_on_time,
        Timeliness.no_deadline,
        Timeliness.on_time,
        Timeliness.done_late,
        Timeliness.overdue,
        Timeliness.no_deadline,
        Timeliness.on_time,
    ]


def test_the_cut_off_day_counts_to_its_end() -> None:
    assert judged(TaskFacts(TaskState.in_progress, CUTOFF)) is Timeliness.overdue
    assert judged(TaskFacts(TaskState.in_progress, CUTOFF + DAY)) is Timeliness.due_soon
    assert judged(TaskFacts(TaskState.in_progress, CUTOFF + 7 * DAY)) is Timeliness.due_soon
    assert judged(TaskFacts(TaskState.in_progress, CUTOFF + 8 * DAY)) is Timeliness.on_time


def test_what_is_done_after_the_cut_off_was_not_done_at_it() -> None:
    late = TaskFacts(TaskState.done, date(2026, 9, 10), done_on=date(2026, 10, 2))
    assert judged(late) is Timeliness.overdue
    assert summarise([late], CUTOFF).overdue == 1
    assert summarise([TaskFacts(TaskState.done, done_on=CUTOFF + DAY)], CUTOFF).in_progress == 1


def test_a_task_done_without_a_deadline_was_not_late() -> None:
    assert summarise([TaskFacts(TaskState.done)], CUTOFF) == TaskSummary(done_on_time=1)


def test_while_a_quarter_runs_today_is_not_over() -> None:
    assert judged_on(CUTOFF, date(2026, 8, 15)) == date(2026, 8, 14)
    assert judged_on(CUTOFF, date(2026, 11, 1)) == CUTOFF


@given(days | st.none(), days, st.none() | days, st.sampled_from(TaskState))
def test_a_continuous_task_is_never_overdue_and_never_not_done(
    due: date | None, cutoff: date, done_on: date | None, state: TaskState
) -> None:
    task = TaskFacts(state, due, True, done_on)
    assert judged(task, cutoff) is Timeliness.no_deadline
    summary = summarise([task], cutoff)
    assert (summary.overdue, summary.not_started, summary.due_total) == (0, 0, 0)


@given(days, days, st.sampled_from([TaskState.paused, TaskState.cancelled]))
def test_a_paused_or_cancelled_task_is_never_overdue(due: date, cutoff: date, state: TaskState) -> None:
    assert judged(TaskFacts(state, due), cutoff) is Timeliness.no_deadline


@given(st.lists(tasks, max_size=20), days)
def test_every_task_is_counted_once_and_the_missed_deadlines_are_the_overdue(
    some: list[TaskFacts], cutoff: date
) -> None:
    summary = summarise(some, cutoff)
    assert summary.total == len(some)
    assert summary.due_total - summary.due_done == summary.overdue
    assert min(vars_of(summary)) >= 0


def vars_of(summary: TaskSummary) -> list[int]:
    return [getattr(summary, name) for name in (*SUMMARY_WORDS, "due_done", "due_total")]


@given(days, days, days)
def test_a_later_cut_off_never_takes_overdue_back(due: date, one: date, other: date) -> None:
    task = TaskFacts(TaskState.in_progress, due)
    if judged(task, min(one, other)) is Timeliness.overdue:
        assert judged(task, max(one, other)) is Timeliness.overdue


def test_one_mark_says_what_must_be_handled() -> None:
    marks = [status(task.state, judged(task), task.continuous) for task in SCENARIO]
    assert marks == [
        Status.done,
        Status.continuous,
        Status.in_progress,
        Status.done_late,
        Status.overdue,
        Status.continuous,
        Status.not_started,
    ]
    assert status(None, Timeliness.on_time, continuous=False) is Status.not_logged
    assert status(None, Timeliness.overdue, continuous=False) is Status.overdue
    assert status(None, Timeliness.no_deadline, continuous=True) is Status.not_logged
    assert status(TaskState.paused, Timeliness.no_deadline, continuous=True) is Status.paused
    assert status(TaskState.in_progress, Timeliness.due_soon, continuous=False) is Status.due_soon


def test_everything_has_a_word() -> None:
    assert set(STATE_WORDS) == set(TaskState)
    assert set(TIMELINESS_WORDS) == set(Timeliness)
    assert set(STATUS_WORDS) == set(Status)
