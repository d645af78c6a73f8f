"""How a task stands against its deadline: derived from state, due date and done date at the period's cut-off.

Never stored, and never judged by today's date, so that a report printed late says what it would have said on time
(DESIGN 5, DOMAIN 2.1, 2.4). A continuous task is never overdue and never "not done"; a paused or cancelled one is never
overdue.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.i18n import Message, msg

SOON_DAYS = 7
"""A deadline within so many days after the cut-off is "due soon": the first of the usual reminders (DOMAIN 2.4)."""


class TaskState(StrEnum):
    """What is logged for a task, unit and period."""

    not_started = "not_started"
    in_progress = "in_progress"
    done = "done"
    paused = "paused"
    cancelled = "cancelled"


class Timeliness(StrEnum):
    """How the task stands against its due date; ``no_deadline`` also where the deadline does not run (paused)."""

    no_deadline = "no_deadline"
    on_time = "on_time"
    due_soon = "due_soon"
    overdue = "overdue"
    done_on_time = "done_on_time"
    done_late = "done_late"


class Status(StrEnum):
    """The one mark and word a list shows for a task (LOOK 1)."""

    done = "done"
    done_late = "done_late"
    in_progress = "in_progress"
    due_soon = "due_soon"
    overdue = "overdue"
    not_started = "not_started"
    continuous = "continuous"
    paused = "paused"
    cancelled = "cancelled"
    not_logged = "not_logged"


STATE_WORDS: Mapping[TaskState, Message] = MappingProxyType(
    {
        TaskState.not_started: msg("Chưa triển khai"),
        TaskState.in_progress: msg("Đang thực hiện"),
        TaskState.done: msg("Hoàn thành"),
        TaskState.paused: msg("Tạm dừng"),
        TaskState.cancelled: msg("Đã hủy"),
    }
)
TIMELINESS_WORDS: Mapping[Timeliness, Message] = MappingProxyType(
    {
        Timeliness.no_deadline: msg("Không hạn"),
        Timeliness.on_time: msg("Trong hạn"),
        Timeliness.due_soon: msg("Sắp đến hạn"),
        Timeliness.overdue: msg("Quá hạn"),
        Timeliness.done_on_time: msg("Hoàn thành đúng hạn"),
        Timeliness.done_late: msg("Hoàn thành muộn"),
    }
)
STATUS_WORDS: Mapping[Status, Message] = MappingProxyType(
    {
        Status.done: msg("Hoàn thành"),
        Status.done_late: msg("Hoàn thành muộn"),
        Status.in_progress: msg("Đang thực hiện"),
        Status.due_soon: msg("Sắp đến hạn"),
        Status.overdue: msg("Quá hạn"),
        Status.not_started: msg("Chưa triển khai"),
        Status.continuous: msg("Thường xuyên"),
        Status.paused: msg("Tạm dừng"),
        Status.cancelled: msg("Đã hủy"),
        Status.not_logged: msg("Chưa ghi"),
    }
)
SUMMARY_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "done_on_time": msg("Hoàn thành đúng hạn"),
        "done_late": msg("Hoàn thành muộn"),
        "overdue": msg("Quá hạn"),
        "in_progress": msg("Đang thực hiện trong hạn"),
        "not_started": msg("Chưa triển khai, còn hạn"),
        "continuous": msg("Thường xuyên"),
        "paused": msg("Tạm dừng"),
        "cancelled": msg("Đã hủy"),
    }
)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is known of one task and unit at a period. A task with nothing logged counts as ``not_started``."""

    state: TaskState
    due: date | None = None
    continuous: bool = False
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """Every task counted once in the first eight figures; beside them those with a deadline by the cut-off.

    ``in_progress`` and ``not_started`` are those still within time or without a deadline. ``due_done`` of ``due_total``
    are done, late ones included; the rest of ``due_total`` is exactly ``overdue``.
    """

    done_on_time: int = 0
    done_late: int = 0
    overdue: int = 0
    in_progress: int = 0
    not_started: int = 0
    continuous: int = 0
    paused: int = 0
    cancelled: int = 0
    due_done: int = 0
    due_total: int = 0

    @property
    def done(self) -> int:
        """All that is done, on time or late."""
        return self.done_on_time + self.done_late

    @property
    def total(self) -> int:
        """All tasks, whatever became of them."""
        return self.done + self.overdue + self.in_progress + self.not_started + self._not_running

    @property
    def _not_running(self) -> int:
        return self.continuous + self.paused + self.cancelled

    def deadline_sentence(self) -> Message:
        """ "2/3 nhiệm vụ đến hạn đã hoàn thành"."""
        return msg("{n}/{m} nhiệm vụ đến hạn đã hoàn thành", n=self.due_done, m=self.due_total)


def judge(
    state: TaskState,
    due: date | None,
    continuous: bool,
    done_on: date | None,
    cutoff: date,
    soon_days: int = SOON_DAYS,
) -> Timeliness:
    """How the task stands at the end of the day ``cutoff``.

    Overdue is what is not done and was due on or before that day. What was done after the cut-off was not yet done at it.
    A done task without a done date is taken as done at the cut-off.
    """
    if due is None or continuous or state in {TaskState.paused, TaskState.cancelled}:
        return Timeliness.no_deadline
    if state is TaskState.done and (done_on is None or done_on <= cutoff):
        return Timeliness.done_on_time if (done_on or cutoff) <= due else Timeliness.done_late
    if due <= cutoff:
        return Timeliness.overdue
    return Timeliness.due_soon if (due - cutoff).days <= soon_days else Timeliness.on_time


def judged_on(cutoff: date, today: date) -> date:
    """The day to judge a period at: its cut-off, or yesterday while the period still runs (today is not over yet)."""
    return min(cutoff, today - timedelta(days=1))


def status(state: TaskState | None, timeliness: Timeliness, continuous: bool) -> Status:
    """The one mark for a task; ``state`` None means that nothing is logged for the period.

    What must be handled wins: overdue, then due soon. A continuous task shows as such unless it is paused, cancelled or
    not logged.
    """
    if state is TaskState.paused or state is TaskState.cancelled:
        return Status(state)
    if timeliness in {Timeliness.overdue, Timeliness.due_soon, Timeliness.done_late}:
        return Status(timeliness)
    if state is None:
        return Status.not_logged
    if state is TaskState.done and timeliness is Timeliness.on_time:  # done after the cut-off: not yet at it
        return Status.in_progress
    return Status.continuous if continuous else Status(state)


def summarise(tasks: Iterable[TaskFacts], cutoff: date) -> TaskSummary:
    """Count the tasks as they stand at the end of the day ``cutoff``."""
    counts: Counter[str] = Counter()
    for task in tasks:
        timeliness = judge(task.state, task.due, task.continuous, task.done_on, cutoff)
        counts[_column(task, timeliness, cutoff)] += 1
        if task.due is not None and task.due <= cutoff and timeliness is not Timeliness.no_deadline:
            counts["due_total"] += 1
            counts["due_done"] += timeliness is not Timeliness.overdue
    return TaskSummary(**counts)


def _column(task: TaskFacts, timeliness: Timeliness, cutoff: date) -> str:
    """The one figure of the summary that a task counts in."""
    if task.state in {TaskState.paused, TaskState.cancelled}:
        return task.state
    if task.continuous:
        return "continuous"
    if timeliness in {Timeliness.overdue, Timeliness.done_on_time, Timeliness.done_late}:
        return timeliness
    if task.state is not TaskState.done:
        return task.state
    return "in_progress" if task.done_on is not None and task.done_on > cutoff else "done_on_time"
