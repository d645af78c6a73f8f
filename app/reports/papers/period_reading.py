"""Everything a report over several quarters says, read once: figures by their rules over time, words gathered from the quarters.

Tasks are those asked for in any quarter of the period, as they stand at its end; what was logged is told once, however often it was
written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from app.dates import from_iso
from app.people import office_facts
from app.plan import figures, period_figures, periods, spans
from app.plan.figures import AsOf, GroupFigures, TargetFigure, UnitFigures
from app.plan.periods import PeriodKind
from app.plan.spans import QuarterState, Span
from app.plan.standing import Standing
from app.plan.timeliness import TaskFacts, TaskState, TaskSummary, Timeliness, judge, summarise
from app.reports.papers import period_words, report_figures
from app.reports.papers.report_figures import ReportFigures, Roles
from app.reports.papers.report_lines import (
    SAID,
    ComingMilestone,
    Lead,
    PassedBase,
    ProgrammeLine,
    Result,
    Saying,
    TaskLine,
)
from app.reports.phrases import Phrases
from app.session import Session
from app.text import fold
from db.queries import figures as plan_queries
from db.queries import report_terms as queries

MOST_TOLD = 4
"""Results of one continuous task that are told, the newest; the quarters' own reports have all."""

_YEAR = 4


@dataclass(frozen=True)
class Entry:
    """What was logged of an own task in one quarter."""

    entry_id: int
    period: str
    state: str
    result: str


@dataclass(frozen=True, kw_only=True)
class PeriodFigures(ReportFigures):
    """A period over several quarters. ``entries`` are the logged results of own tasks, oldest first; ``called`` and ``called_next`` name
    the period and the one whose work comes next where their code does not; ``reached`` are the milestones reached in it. ``by_year`` holds
    of each yearly target its figure at the end of each year, where the period is longer than one.
    """

    span: Span
    entries: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    called: str = ""
    called_next: str = ""
    reached: tuple[ComingMilestone, ...] = ()
    by_year: Mapping[int, tuple[tuple[str, TargetFigure], ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The period inside a sentence: "6 tháng đầu năm 2026"."""
        return self.called or period_words.period_name(self.period)

    @property
    def next_name(self) -> str:
        """The period whose work comes next."""
        if self.called_next:
            return self.called_next
        if periods.parse(self.period).kind is PeriodKind.nine_months:
            return period_words.period_name(periods.following(periods.quarter_of(from_iso(self.info.ends))))
        return period_words.period_name(periods.following(self.period))

    def results_of(self, task: TaskLine) -> tuple[Result, ...]:
        """What came of a task, without repeating words: the newest of what ends one day, each quarter of what goes on all the time."""
        written = [entry for entry in self.entries.get(task.task_id, ()) if entry.result]
        if not written:
            return ()
        if not task.continuous:
            last = written[-1]
            same = [entry.entry_id for entry in written if fold(entry.result) == fold(last.result)]
            return (Result(last.result, tuple(same)),)
        told: dict[str, list[Entry]] = {}
        for entry in self._thinned(written):
            told.setdefault(fold(entry.result), []).append(entry)
        groups = list(told.values())[-MOST_TOLD:]
        return tuple(
            Result(
                group[0].result,
                tuple(entry.entry_id for entry in group),
                period_words.quarters_short([entry.period for entry in group], year=self.over_years),
            )
            for group in groups
        )

    def _thinned(self, written: Sequence[Entry]) -> list[Entry]:
        """All entries of up to a year; of a longer time the newest of each year."""
        if not self.over_years:
            return list(written)
        return [list(group)[-1] for _, group in groupby(written, key=lambda entry: entry.period[:4])]

    @property
    def over_years(self) -> bool:
        """Whether the period is longer than a year, so that figures of single years are told by themselves."""
        return len(self.span.quarters) > _YEAR

    @property
    def over_quarters(self) -> bool:
        """Figures that are put together rest on the units that answered in every quarter."""
        return True

    def missing(self, say: Phrases) -> tuple[str, ...]:
        """Which quarters are still open or not opened yet."""
        words = ((QuarterState.open, "head.quarters_open"), (QuarterState.missing, "head.quarters_missing"))
        return tuple(
            say.text(name, quarters=period_words.quarters_name(codes))
            for state, name in words
            if (codes := self.span.of_state(state))
        )


def read(
    session: Session, period: str, *, as_of: AsOf | None = None, half: bool = False, since_term: bool = False
) -> PeriodFigures:
    """Read a report over quarters: as of their closes where all are closed, unless said otherwise. Raises as ``spans.of``.

    ``since_term`` reads from the beginning of the term up to the end of the period, ``half`` the first half of a term.
    """
    span = spans.of(session, period, as_of, half=half, since_term=since_term)
    view: AsOf = as_of or ("closed" if span.info.closed else "current")
    at, roles = span.at, Roles(session, span.at.cutoff.isoformat())
    own, passed = _own_tasks(session, at, view, roles), _passed(session, at, view, roles)
    units = period_figures.units(session, span, view)
    expected, reported, complete = _counted(units)
    programmes = _programmes(session, (own, passed), period_figures.targets(session, span, view), roles, at)
    return PeriodFigures(
        office=office_facts.facts(session, on=at.cutoff.isoformat()),
        period=period,
        info=span.info,
        at=at,
        as_of=view,
        kinds=report_figures.kinds(session, at),
        units=units,
        units_expected=expected,
        units_reported=reported,
        units_complete=complete,
        summary=_summary(own, at),
        programmes=programmes,
        bans=_bans(session, own, at),
        sayings=_sayings(session, at, view, own),
        coming=report_figures.coming(session, _after(span), own, roles),
        milestones=report_figures.milestones(session, _after(span)),
        bases=report_figures.bases(session, [line.id for line in programmes if line.id is not None]),
        own_measures=report_figures.own_measures(session),
        exempted=report_figures.exempted(session, at.quarters, view),
        span=span,
        entries=_entries(session, at, view),
        reached=_reached(session, span),
        by_year=_by_year(session, span, view),
        heat=figures.heat(session, at.quarters, as_of=view),
    )


def _counted(units: Sequence[UnitFigures]) -> tuple[int, int, int]:
    """How many units had to report, sent anything, sent all."""
    expected = [unit for unit in units if unit.tasks_expected or unit.values_expected]
    reported = sum(unit.tasks_reported + unit.values_reported > 0 for unit in expected)
    return len(expected), reported, sum(unit.complete for unit in expected)


def _by_year(session: Session, span: Span, as_of: AsOf) -> dict[int, tuple[tuple[str, TargetFigure], ...]]:
    if len(span.quarters) <= _YEAR:
        return {}
    found: dict[int, list[tuple[str, TargetFigure]]] = defaultdict(list)
    for year, targets in period_figures.yearly(session, span, as_of):
        for target in targets:
            found[target.target_id].append((year, target))
    return {target: tuple(years) for target, years in found.items()}


def _after(span: Span) -> tuple[date, date]:
    """The days whose work comes next: after a year or less as long again; in a term what is left of it; else a year."""
    starts, ends = from_iso(span.info.starts), from_iso(span.info.ends)
    first = ends + timedelta(days=1)
    kind = periods.parse(span.period).kind
    if span.term is not None:
        return periods.span(span.at.quarter)[1] + timedelta(days=1), from_iso(
            span.term.ends_real or span.term.ends_planned
        )
    if kind is PeriodKind.nine_months:
        return periods.span(periods.quarter_of(first))
    if kind in {PeriodKind.term, PeriodKind.special} or (ends - starts).days > 366:
        return first, first.replace(year=first.year + 1) - timedelta(days=1)
    return periods.span(periods.following(span.period))


def _own_tasks(session: Session, at: Standing, as_of: AsOf, roles: Roles) -> tuple[TaskLine, ...]:
    rows = queries.own_tasks_over(session.conn, at.quarters, as_of)
    return tuple(
        replace(report_figures.own_task(row, at, roles), logged_here=(row["entry_period"] or "") in at.quarters)
        for row in rows
    )


def _passed(session: Session, at: Standing, as_of: AsOf, roles: Roles) -> tuple[TaskLine, ...]:
    rows = queries.passed_down_over(session.conn, at.quarters, as_of)
    return tuple(
        replace(
            report_figures.definition(row, roles), passed=PassedBase(row["done"], row["n"], row["m"], row["none_n"])
        )
        for row in rows
    )


def _summary(tasks: Iterable[TaskLine], at: Standing) -> TaskSummary:
    return summarise(map(_facts, tasks), at.judged)


def _facts(task: TaskLine) -> TaskFacts:
    return TaskFacts(TaskState(task.state or "not_started"), task.due, task.continuous, task.done_on)


def _programmes(
    session: Session,
    tasks: tuple[Sequence[TaskLine], Sequence[TaskLine]],
    found: Iterable[TargetFigure],
    roles: Roles,
    at: Standing,
) -> tuple[ProgrammeLine, ...]:
    own, passed = tasks
    targets: dict[int | None, list[TargetFigure]] = defaultdict(list)
    for target in found:
        targets[target.programme_id].append(target)
    lines = []
    for number, name, title in report_figures.programme_heads(plan_queries.programmes(session.conn)):
        mine = tuple(task for task in own if task.programme_id == number)
        lines.append(
            ProgrammeLine(
                number,
                name,
                title,
                lead=Lead() if number is None else roles.lead(number, None),
                summary=_summary(mine, at) if mine else None,
                tasks=mine,
                passed=tuple(task for task in passed if task.programme_id == number),
                targets=tuple(targets[number]),
            )
        )
    return tuple(line for line in lines if line.tasks or line.passed or line.targets)


def _bans(session: Session, own: Sequence[TaskLine], at: Standing) -> tuple[GroupFigures, ...]:
    groups: dict[int | None, list[TaskLine]] = defaultdict(list)
    for task in own:
        groups[task.lead.ban_id].append(task)
    known = [(row["id"], row["code"], row["name"]) for row in plan_queries.bans(session.conn, at.cutoff.isoformat())]
    return tuple(_ban(head, groups[head[0]], at) for head in (*known, (None, "", "")) if head[0] in groups)


def _ban(head: tuple[int | None, str, str], tasks: Sequence[TaskLine], at: Standing) -> GroupFigures:
    facts = [_facts(task) for task in tasks]
    soon = [judge(fact.state, fact.due, fact.continuous, fact.done_on, at.judged) for fact in facts]
    return GroupFigures(
        *head,
        summary=summarise(facts, at.judged),
        expected=len(tasks),
        logged=sum(task.logged_here for task in tasks),
        due_soon=soon.count(Timeliness.due_soon),
    )


def _sayings(session: Session, at: Standing, as_of: AsOf, own: Sequence[TaskLine]) -> tuple[Saying, ...]:
    leads = {task.task_id: task.lead.name for task in own}
    of_bans = [
        Saying(leads[row["task_id"]], *(row[name] for name in SAID))
        for row in queries.own_entries(session.conn, at.quarters, as_of)
        if row["task_id"] in leads and (row["difficulty"] or row["proposal"])
    ]
    rows = queries.words_of_units(session.conn, at.quarters, as_of)
    names = report_figures.unit_names(session, [row["unit_id"] for row in rows], at)
    of_units = [Saying(names.get(row["unit_id"], ""), *(row[name] for name in SAID)) for row in rows]
    return (*of_bans, *of_units)


def _entries(session: Session, at: Standing, as_of: AsOf) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in queries.own_entries(session.conn, at.quarters, as_of):
        result = re.sub(r"\s+", " ", row["result"] or "").strip()
        found[row["task_id"]].append(Entry(row["entry_id"], row["period"], row["state"] or "", result))
    return {task: tuple(entries) for task, entries in found.items()}


def _reached(session: Session, span: Span) -> tuple[ComingMilestone, ...]:
    rows = queries.milestones_reached(session.conn, span.info.starts, span.info.cutoff)
    return tuple(ComingMilestone(row["text"], from_iso(row["reached"]), row["title"]) for row in rows)
