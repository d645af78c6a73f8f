"""The figures of a report as they are frozen when it is signed, each with what it rests on (MODEL 12).

Keys: ``units``, ``units.complete``; ``tasks.<column>``, ``programme:<id>.<column>``, ``ban:<id>.<column>`` (0: none) with the columns of a
task summary and ``due``; ``task:<id>``; ``target:<id>`` (this period) and ``target:<id>.to_date``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.plan import periods
from app.plan.figures import Figure, TargetFigure
from app.plan.timeliness import TaskSummary
from app.reports.papers.report_figures import COLUMNS, ReportFigures, TaskLine
from app.session import Session
from db.connection import Row
from db.queries import figures as plan_queries
from db.queries import reports as queries


@dataclass(frozen=True)
class FrozenInput:
    """What one unit had answered: the revision, its hash and content; ``rev`` None is "chưa báo cáo"."""

    seat_id: int
    unit_id: int
    period: str
    rev: int | None
    rev_hash: str | None
    given: str | None
    num: int | None = None
    den: int | None = None
    val: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class FrozenFigure:
    """A figure as it was signed; ``rule`` says how it was put together. Values are stored integers as in ``Figure``."""

    key: str
    num: int | None = None
    den: int | None = None
    val: int | None = None
    base_n: int | None = None
    base_m: int | None = None
    rule: str = ""
    inputs: tuple[FrozenInput, ...] = ()

    @property
    def compared(self) -> tuple[int | str | None, ...]:
        """What is compared when one asks whether a signed figure has moved; the rule too, which tells how a task stands."""
        return self.num, self.den, self.val, self.base_n, self.base_m, self.rule


def figures_of(session: Session, report: ReportFigures, *, inputs: bool = True) -> tuple[FrozenFigure, ...]:
    """Every figure of the report, with what it rests on unless ``inputs`` is False (to compare figures alone)."""
    return (
        FrozenFigure("units", num=report.units_reported, base_n=report.units_reported, base_m=report.units_expected),
        FrozenFigure(
            "units.complete", num=report.units_complete, base_n=report.units_reported, base_m=report.units_expected
        ),
        *_summary("tasks", report.summary),
        *(
            figure
            for line in report.programmes
            if line.summary is not None
            for figure in _summary(f"programme:{line.id or 0}", line.summary)
        ),
        *(figure for ban in report.bans for figure in _summary(f"ban:{ban.id or 0}", ban.summary)),
        *(_own_task(session, task) for task in report.tasks),
        *_passed_down(session, report, inputs=inputs),
        *_targets(session, report, inputs=inputs),
    )


def _summary(name: str, summary: TaskSummary) -> Iterator[FrozenFigure]:
    for column in COLUMNS:
        yield FrozenFigure(f"{name}.{column}", val=getattr(summary, column), rule="count")
    yield FrozenFigure(f"{name}.due", num=summary.due_done, den=summary.due_total, rule="done/due")


def _own_task(session: Session, task: TaskLine) -> FrozenFigure:
    inputs: tuple[FrozenInput, ...] = ()
    if task.seat_id is not None:
        unit = session.office.unit_id
        period, given = task.entry_period, "value"
        inputs = (FrozenInput(task.seat_id, unit, period, task.rev, task.rev_hash, given, val=task.percent),)
    return FrozenFigure(f"task:{task.task_id}", val=task.percent, rule=task.column, inputs=inputs)


def _passed_down(session: Session, report: ReportFigures, *, inputs: bool) -> Iterator[FrozenFigure]:
    ids = [task.task_id for task in report.passed]
    answers: dict[int, list[FrozenInput]] = defaultdict(list)
    asked = _spanned(report) if inputs else ()
    for row in (row for quarter in asked for row in queries.answer_inputs(session.conn, ids, quarter, report.as_of)):
        answers[row["task_id"]].append(
            FrozenInput(*_head(row), given=row["given"], num=int(row["state"] == "done") if row["rev"] else None)
        )
    for task in report.passed:
        base = task.passed
        if base is not None:
            yield FrozenFigure(
                f"task:{task.task_id}",
                num=base.done,
                den=base.m,
                base_n=base.n,
                base_m=base.m,
                rule="done/expected",
                inputs=tuple(answers[task.task_id]),
            )


def _targets(session: Session, report: ReportFigures, *, inputs: bool) -> Iterator[FrozenFigure]:
    targets = report.targets
    rules = {row["id"]: row for row in plan_queries.measures(session.conn)}
    quarters = {*_spanned(report)} | {quarter for target in targets for quarter in _quarters(target, rules, report)}
    wanted = {target.measure_id for target in targets}
    rows = queries.value_inputs(session.conn, wanted, sorted(quarters), report.as_of) if inputs else ()
    answers: dict[tuple[int, str], list[FrozenInput]] = defaultdict(list)
    for row in rows:
        figures = {name: row[name] for name in ("num", "den", "val")}
        answers[row["measure_id"], row["period"]].append(FrozenInput(*_head(row), given=row["given"], **figures))
    for target in targets:
        rule = rules[target.measure_id]
        words = f"{rule['entry']}, {rule['over_time']}, {rule['over_units']}"
        spanned = _spanned(report) if target.adds_up else (target.figure.period,)
        here = [one for quarter in spanned for one in answers[target.measure_id, quarter]]
        yield _frozen(f"target:{target.target_id}", target.figure, words, here)
        all_of = [one for quarter in _quarters(target, rules, report) for one in answers[target.measure_id, quarter]]
        yield _frozen(f"target:{target.target_id}.to_date", target.to_date, words, all_of)


def _spanned(report: ReportFigures) -> tuple[str, ...]:
    """The quarters that a report is made of: its own, or all that a longer one sums up."""
    return report.at.quarters if report.over_quarters else (report.at.quarter,)


def _quarters(target: TargetFigure, rules: Mapping[int, Row], report: ReportFigures) -> list[str]:
    """The quarters that a target's figure to date is made of: all with a report in its horizon, or the one that stands."""
    rule = rules[target.measure_id]
    if rule["entry"] != "increment" or rule["over_time"] not in {"sum", "average"}:
        return [target.to_date.period]
    found = {periods.quarter_of(day) for day, _ in target.points}
    return sorted(found | {report.at.quarter})


def _frozen(key: str, figure: Figure, rule: str, inputs: Iterable[FrozenInput]) -> FrozenFigure:
    return FrozenFigure(
        key,
        num=figure.num,
        den=figure.den,
        val=figure.val,
        base_n=figure.n,
        base_m=figure.m,
        rule=rule,
        inputs=tuple(inputs),
    )


def _head(row: Row) -> tuple[int, int, str, int | None, str | None]:
    return row["seat_id"], row["unit_id"], row["period"], row["rev"], row["hash"]
