"""The figures of a quarter: the office's own tasks by programme, ban and period; measures, targets and units from their modules.

Timeliness is judged at the cut-off, or yesterday while the period still runs (DESIGN 5). ``as_of`` "current" is what counts now,
"closed" what counted when the period was locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.plan import revisions, standing, target_figures
from app.plan.figure import Figure
from app.plan.own_tasks import (
    GroupFigures,
    HeatCell,
    HeatRow,
    OwnTasks,
    by_ban,
    by_programme,
    facts,
    heat,
    heat_of,
    own_tasks,
)
from app.plan.standing import AsOf
from app.plan.target_figures import TargetFigure, target_figure, targets
from app.plan.timeliness import TaskSummary, summarise
from app.plan.unit_figures import PassedDown, UnitAnswer, UnitFigures, UnitRow, View, by_unit, passed_down, units_as
from app.session import Session
from db.queries import figures as queries

__all__ = [
    "AsOf",
    "Figure",
    "GroupFigures",
    "HeatCell",
    "HeatRow",
    "OwnTasks",
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
    "heat_of",
    "measure_figure",
    "own_tasks",
    "passed_down",
    "target_figure",
    "targets",
    "task_summary",
    "units_as",
]


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
    return summarise(map(facts, rows), at.cutoff if at_cutoff else at.judged)


def by_period(
    session: Session, periods: Sequence[str], *, as_of: AsOf = "current", programme_id: int | None = None
) -> dict[str, TaskSummary]:
    """The summary of own tasks in each period."""
    return {period: task_summary(session, period, as_of=as_of, programme_id=programme_id) for period in periods}


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


def _sum(numbers: Iterable[int | None]) -> int | None:
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None
