"""The figures of a quarter: the office's own tasks by programme, ban and period; measures, targets and units from their modules.

Timeliness is judged at the cut-off, or yesterday while the period still runs (DESIGN 5). ``as_of`` "current" is what counts now,
"closed" what counted when the period was locked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.i18n import tr
from app.plan import revisions, standing, target_figures
from app.plan.figure import Figure
from app.plan.standing import AsOf, Standing
from app.plan.target_figures import TargetFigure, target_figure, targets
from app.plan.timeliness import TaskFacts, TaskState, TaskSummary, Timeliness, judge, summarise
from app.plan.unit_figures import PassedDown, UnitAnswer, UnitFigures, UnitRow, View, by_unit, passed_down, units_as
from app.session import Session
from db.connection import Row
from db.queries import figures as queries

__all__ = [
    "AsOf",
    "Figure",
    "GroupFigures",
    "HeatCell",
    "HeatRow",
    "PassedDown",
    "TargetFigure",
    "UnitAnswer",
    "UnitFigures",
    "UnitRow",
    "View",
    "by_ban",
    "by_period",
    "by_programme",
    "by_unit",
    "heat",
    "measure_figure",
    "passed_down",
    "target_figure",
    "targets",
    "task_summary",
    "units_as",
]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The own tasks of a programme or ban (``id`` None: of none). ``logged`` of the ``expected`` have an entry that counts."""

    id: int | None
    number: str
    title: str
    summary: TaskSummary
    expected: int
    logged: int
    due_soon: int

    @property
    def total(self) -> int:
        """All its tasks."""
        return self.summary.total

    @property
    def on_schedule(self) -> int:
        """Those that are not overdue."""
        return self.summary.total - self.summary.overdue

    @property
    def not_logged(self) -> int:
        """Those that are still to be logged."""
        return self.expected - self.logged


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A programme in a quarter: ``on_schedule`` of ``total`` tasks; ``logged`` 0 means that nothing was reported at all."""

    on_schedule: int
    total: int
    logged: int
    expected: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A programme over quarters; None where it has no tasks or the quarter is not open."""

    programme_id: int | None
    number: str
    title: str
    cells: Mapping[str, HeatCell | None]


def task_summary(
    session: Session,
    period: str,
    *,
    as_of: AsOf = "current",
    programme_id: int | None = None,
    ban_id: int | None = None,
    at_cutoff: bool = False,
) -> TaskSummary:
    """The office's own tasks as they stand in a period, perhaps of one programme or of those a ban leads.

    A task's state is that of its newest submitted entry up to the period; what was done in an earlier quarter still counts. While the
    period runs they are judged by yesterday; ``at_cutoff`` judges them as its report will.
    """
    at = standing.of(session, period, as_of)
    rows = [
        row
        for row in queries.own_tasks_of(session.conn, at.quarter, as_of)
        if programme_id in {None, row["programme_id"]} and ban_id in {None, row["ban_id"]}
    ]
    return summarise(map(_facts, rows), at.cutoff if at_cutoff else at.judged)


def by_programme(session: Session, period: str, *, as_of: AsOf = "current") -> tuple[GroupFigures, ...]:
    """Own tasks by programme, in the order of the programmes; work without a programme last."""
    at = standing.of(session, period, as_of)
    groups = _grouped(queries.own_tasks_of(session.conn, at.quarter, as_of), "programme_id")
    known = [(row["id"], row["number"], row["title"]) for row in queries.programmes(session.conn)]
    named = [*known, (None, "", tr("Nhiệm vụ đột xuất"))]
    return tuple(_group(head, groups[head[0]], at) for head in named if head[0] in groups)


def by_ban(session: Session, period: str, *, as_of: AsOf = "current") -> tuple[GroupFigures, ...]:
    """Own tasks by the ban that leads them at the cut-off, in the order of the bans; those without a lead last."""
    at = standing.of(session, period, as_of)
    groups = _grouped(queries.own_tasks_of(session.conn, at.quarter, as_of), "ban_id")
    known = [(row["id"], row["code"], row["name"]) for row in queries.bans(session.conn, at.cutoff.isoformat())]
    named = [*known, (None, "", tr("Chưa có ban chủ trì"))]
    return tuple(_group(head, groups[head[0]], at) for head in named if head[0] in groups)


def by_period(
    session: Session, periods: Sequence[str], *, as_of: AsOf = "current", programme_id: int | None = None
) -> dict[str, TaskSummary]:
    """The summary of own tasks in each period."""
    return {period: task_summary(session, period, as_of=as_of, programme_id=programme_id) for period in periods}


def heat(session: Session, periods: Sequence[str], *, as_of: AsOf = "current") -> tuple[HeatRow, ...]:
    """Programmes over quarters: how many of their own tasks are on schedule."""
    by_code = {period: {group.id: group for group in by_programme(session, period, as_of=as_of)} for period in periods}
    heads = {group.id: group for groups in by_code.values() for group in groups.values()}
    order = [row["id"] for row in queries.programmes(session.conn)]
    return tuple(
        HeatRow(
            found, heads[found].number, heads[found].title, {code: _cell(by_code[code].get(found)) for code in periods}
        )
        for found in (*order, None)
        if found in heads
    )


def measure_figure(
    session: Session, measure_id: int, period: str, *, as_of: AsOf = "current", units: View = "then"
) -> Figure:
    """A measure in a period. With ``units`` "now" it is added up over the units that live today: the same totals, the same base.

    A measure that nobody can add up stays as it is.
    """
    figure = target_figures.measure_figure(session, measure_id, period, as_of=as_of)
    measure = revisions.measure_or_refuse(session, measure_id)
    if units == "then" or period != figure.period or measure["over_units"] == "none":
        return figure
    rows = units_as(session, period, "now", as_of=as_of, measure_id=measure_id)
    parts = [row.figures[measure_id] for row in rows if measure_id in row.figures]
    return replace(
        figure,
        num=_sum(part.num for part in parts),
        den=_sum(part.den for part in parts),
        val=_sum(part.val for part in parts),
        n=sum(part.n for part in parts),
        m=sum(part.m for part in parts),
        none_n=sum(part.none_n for part in parts),
    )


def _facts(row: Row) -> TaskFacts:
    return TaskFacts(
        TaskState(row["state"] or "not_started"), _day(row["due"]), bool(row["continuous"]), _day(row["done_on"])
    )


def _grouped(rows: Iterable[Row], column: str) -> dict[int | None, list[Row]]:
    groups: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _group(head: tuple[int | None, str, str], rows: Sequence[Row], at: Standing) -> GroupFigures:
    facts = [_facts(row) for row in rows]
    soon = (judge(fact.state, fact.due, fact.continuous, fact.done_on, at.judged) for fact in facts)
    return GroupFigures(
        *head,
        summary=summarise(facts, at.judged),
        expected=sum(row["expected"] for row in rows),
        logged=sum(row["expected"] and row["logged"] for row in rows),
        due_soon=sum(found is Timeliness.due_soon for found in soon),
    )


def _cell(group: GroupFigures | None) -> HeatCell | None:
    return None if group is None else HeatCell(group.on_schedule, group.total, group.logged, group.expected)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _sum(numbers: Iterable[int | None]) -> int | None:
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None
