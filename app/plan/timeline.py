"""When things run: the bar of a task, the span and the milestones of a programme, as days that a timeline draws (LOOK 5).

Days are ordinals (``date.toordinal``), both ends inclusive, so that drawing and hit testing are sums of integers. Lateness is shown
up to the day the period is judged on, never up to today (DESIGN 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.plan import standing
from app.session import Session
from db.queries import plan


class Bar(NamedTuple):
    """A task: ``first`` to ``last`` is what is drawn, ``starts`` and ``due`` what is written (None where nothing is).

    ``share`` is what is logged as done (0-1); ``late_to`` the day up to which it is overdue; ``steady`` a task without an end, done
    all the time. ``open_start``: nobody wrote when it starts, so it is drawn from the first day of the quarter it is due in.
    """

    starts: int | None
    due: int | None
    first: int
    last: int
    status: str
    share: float
    late_to: int | None
    steady: bool
    open_start: bool

    def moved(self, part: str, days: int) -> "Bar":
        """The bar with its ``part`` (whole, start, due) so many days later; a start never passes the due date."""
        starts, due = self.starts, self.due
        if part == "whole":
            starts = None if starts is None else starts + days
            due = None if due is None else due + days
        elif part == "start" and starts is not None:
            starts = starts + days if due is None else min(starts + days, due)
        elif part == "due" and due is not None:
            due = due + days if starts is None else max(due + days, starts)
        first = _first(starts, due) if starts is not None or due is not None else self.first
        last = due if due is not None else self.last + (first - self.first)
        late = self.late_to if self.late_to is not None and last < self.late_to else None
        return self._replace(starts=starts, due=due, first=first, last=last, late_to=late)


class Step(NamedTuple):
    """A milestone; from ``first`` to ``last`` it runs (a phase, where that is more than a day), ``reached`` the day it was reached."""

    id: int
    kind: str
    text: str
    first: int
    last: int
    reached: int | None


class Span(NamedTuple):
    """A programme: its days, how much of its tasks is done (0-1), its milestones in order."""

    first: int
    last: int
    share: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Frame:
    """What every row of a timeline needs: today, the day of judging, the milestones of each programme."""

    today: int
    judged: int
    steps: Mapping[int, tuple[Step, ...]]


def frame(session: Session, period: str) -> Frame:
    """Read the frame of a period: one query for all milestones."""
    steps: dict[int, list[Step]] = {}
    for row in plan.milestones(session.conn):
        reached = None if row["reached"] is None else _day(row["reached"])
        step = Step(row["id"], row["kind"], row["text"], _day(row["starts"]), _day(row["ends"]), reached)
        steps.setdefault(row["programme_id"], []).append(step)
    judged = standing.of(session, period).judged
    return Frame(session.clock.today().toordinal(), judged.toordinal(), {key: tuple(v) for key, v in steps.items()})


def task_bar(
    starts: str | None, due: str | None, status: str, percent: int | None, judged: int, *, continuous: bool
) -> Bar | None:
    """The bar of a task; None where neither a start nor a due date is written. ``status`` is the one mark of lists."""
    begins, ends = _written(starts), _written(due)
    if begins is None and ends is None and not continuous:
        return None
    done = status in {"done", "done_late"}
    share = 1.0 if done else (percent or 0) / 100
    if continuous:
        return Bar(begins, None, begins or 0, judged, status, share, None, True, begins is None)
    first = _first(begins, ends)
    # A task without a due date runs to the end of the year it starts in, or the year that is judged.
    last = ends if ends is not None else _year_end(max(first, judged))
    late = judged if status == "overdue" and ends is not None and judged > ends else None
    return Bar(begins, ends, first, last, status, share, late, False, begins is None)


def programme_span(
    starts: str | None, ends: str | None, done: int, total: int, steps: tuple[Step, ...], bars: list[Bar]
) -> Span | None:
    """The span of a programme: as written, else from its first to its last task and milestone; None where there is no day at all."""
    days = [step.first for step in steps] + [step.last for step in steps]
    days += [day for bar in bars if not bar.steady for day in (bar.first, bar.last)]
    first, last = _written(starts), _written(ends)
    if first is None:
        first = min(days, default=last)
    if last is None:
        last = max(days, default=first)
    if first is None or last is None:
        return None
    return Span(first, max(first, last), done / total if total else 0.0, steps)


def _first(starts: int | None, due: int | None) -> int:
    if starts is not None:
        return starts
    day = date.fromordinal(due or 1)
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1).toordinal()


def _year_end(day: int) -> int:
    return date(date.fromordinal(day).year, 12, 31).toordinal()


def _written(iso: str | None) -> int | None:
    return _day(iso) if iso else None


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
