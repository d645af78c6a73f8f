"""Everything a quarterly report says, read once: its text and its tables are made from this one value, so they cannot differ.

Figures come from ``app.plan.figures`` (as of the close or current, judged at the cut-off); beside them the words that were logged.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.dates import from_iso
from app.people import office_facts
from app.people.office_facts import OfficeFacts
from app.plan import calendar, figures, periods, standing
from app.plan.calendar import PeriodInfo
from app.plan.figures import AsOf, GroupFigures, HeatRow, TargetFigure, UnitFigures
from app.plan.standing import Standing
from app.plan.timeliness import TaskFacts, TaskState, TaskSummary, summarise
from app.reports.papers.period_words import period_name
from app.reports.papers.report_lines import (
    SAID,
    Basis,
    Coming,
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
from db.connection import Row
from db.queries import figures as plan_queries
from db.queries import people, quarter
from db.queries import report_terms as term_queries
from db.queries import reports as queries

__all__ = [
    "COLUMNS",
    "Basis",
    "Coming",
    "ComingMilestone",
    "Lead",
    "PassedBase",
    "ProgrammeLine",
    "ReportFigures",
    "Roles",
    "Saying",
    "TaskLine",
    "bases",
    "coming",
    "definition",
    "exempted",
    "kinds",
    "milestones",
    "own_measures",
    "own_task",
    "programme_heads",
    "read",
    "unit_names",
]

COLUMNS = ("done_on_time", "done_late", "overdue", "in_progress", "not_started", "continuous", "paused", "cancelled")
"""The figures of a task summary in which each task counts once."""


@dataclass(frozen=True)
class ReportFigures:
    """The quarter in figures and words. ``units_reported`` of ``units_expected`` units below sent anything, ``units_complete`` all.

    ``own_measures`` are the measures that the office itself reports; ``exempted`` counts the units that said of a measure that it does
    not apply to them; ``heat`` shows the programmes over the quarters of a longer period.
    """

    office: OfficeFacts
    period: str
    info: PeriodInfo
    at: Standing
    as_of: AsOf
    kinds: tuple[tuple[str, int], ...]
    units: tuple[UnitFigures, ...]
    units_expected: int
    units_reported: int
    units_complete: int
    summary: TaskSummary
    programmes: tuple[ProgrammeLine, ...]
    bans: tuple[GroupFigures, ...]
    sayings: tuple[Saying, ...]
    coming: tuple[Coming, ...]
    milestones: tuple[ComingMilestone, ...]
    bases: tuple[Basis, ...]
    own_measures: frozenset[int] = frozenset()
    exempted: Mapping[int, int] = field(default_factory=dict)
    heat: tuple[HeatRow, ...] = ()

    @property
    def name(self) -> str:
        """The period inside a sentence: "quý III năm 2026"."""
        return period_name(self.period)

    @property
    def next_name(self) -> str:
        """The period whose work comes next, inside a sentence."""
        return period_name(periods.following(self.period))

    @property
    def over_quarters(self) -> bool:
        """Whether figures are put together over several quarters."""
        return False

    def results_of(self, task: TaskLine) -> tuple[Result, ...]:
        """What was logged of a task in the period."""
        if not task.logged_here or not task.result:
            return ()
        return (Result(task.result, () if task.entry_id is None else (task.entry_id,)),)

    def missing(self, say: Phrases) -> tuple[str, ...]:
        """Which quarters are not locked yet, in words; nothing once all are."""
        return (say.text("head.quarters_open", quarters=self.name),) if self.draft else ()

    @property
    def draft(self) -> bool:
        """Whether the quarter is still open, so that figures may move."""
        return not self.info.closed

    @property
    def tasks(self) -> tuple[TaskLine, ...]:
        """The own tasks of all programmes."""
        return tuple(task for programme in self.programmes for task in programme.tasks)

    @property
    def passed(self) -> tuple[TaskLine, ...]:
        """The passed-down tasks of all programmes."""
        return tuple(task for programme in self.programmes for task in programme.passed)

    @property
    def overdue_below(self) -> tuple[TaskLine, ...]:
        """The passed-down tasks whose deadline is over, and that not every unit has done."""
        past = [task for task in self.passed if task.due and task.due <= self.at.judged]
        return tuple(task for task in past if task.passed and task.passed.done < task.passed.m)

    @property
    def targets(self) -> tuple[TargetFigure, ...]:
        """The targets of all programmes."""
        return tuple(target for programme in self.programmes for target in programme.targets)


def read(session: Session, period: str, *, as_of: AsOf | None = None) -> ReportFigures:
    """Read the report of a period: as of the close where it is closed, unless said otherwise.

    Raises NotFound for a period that was never opened, Refused for the closed figures of an open one.
    """
    info = calendar.info(session, period)
    view: AsOf = as_of or ("closed" if info.closed else "current")
    at = standing.of(session, period, view)
    roles = Roles(session, at.cutoff.isoformat())
    units = figures.by_unit(session, period, as_of=view)
    expected = [unit for unit in units if unit.tasks_expected or unit.values_expected]
    own, passed = _own_tasks(session, at, view, roles), _passed_tasks(session, at, view, roles)
    programmes = _programmes(session, period, view, (own, passed, roles))
    return ReportFigures(
        office=office_facts.facts(session, on=at.cutoff.isoformat()),
        period=period,
        info=info,
        at=at,
        as_of=view,
        kinds=kinds(session, at),
        units=units,
        units_expected=len(expected),
        units_reported=sum(unit.tasks_reported + unit.values_reported > 0 for unit in expected),
        units_complete=sum(unit.complete for unit in expected),
        summary=figures.task_summary(session, period, as_of=view),
        programmes=programmes,
        bans=figures.by_ban(session, period, as_of=view),
        sayings=_sayings(session, at, view, own, units),
        coming=coming(session, _next_days(at), own, roles),
        milestones=milestones(session, _next_days(at)),
        bases=bases(session, [line.id for line in programmes if line.id is not None]),
        own_measures=own_measures(session),
        exempted=exempted(session, [at.quarter], view),
    )


def own_measures(session: Session) -> frozenset[int]:
    """The measures that the office itself reports."""
    return frozenset(row["id"] for row in plan_queries.measures(session.conn) if row["reported_by"] == "office")


def exempted(session: Session, quarters: Sequence[str], as_of: AsOf) -> dict[int, int]:
    """Of each measure how many units said "không áp dụng" in some of the quarters, where any did."""
    return dict(term_queries.not_applicable(session.conn, quarters, as_of))


class Roles:
    """Who leads, joins, watches tasks and programmes on a day."""

    def __init__(self, session: Session, on: str) -> None:
        self._by_what: dict[int, list[Row]] = defaultdict(list)
        for row in queries.roles(session.conn, on):
            self._by_what[row["what_id"]].append(row)

    def lead(self, task_id: int, programme_id: int | None) -> Lead:
        """The ban that leads a task: its own, else its programme's."""
        found = self._lead_of(task_id)
        return found if found.name or programme_id is None else self._lead_of(programme_id)

    def of(self, what_id: int, role: str) -> tuple[Row, ...]:
        """The assignments in one role."""
        return tuple(row for row in self._by_what.get(what_id, ()) if row["role"] == role)

    def names(self, what_id: int, role: str) -> tuple[str, ...]:
        """Codes of bans and names of persons in one role."""
        return tuple(dict.fromkeys(row["code"] or row["person"] for row in self.of(what_id, role)))

    def _lead_of(self, what_id: int) -> Lead:
        for row in self.of(what_id, "lead"):
            if row["ban_id"] is not None:
                return Lead(row["ban_id"], row["code"], row["ban"])
        return Lead()


def _own_tasks(session: Session, at: Standing, as_of: AsOf, roles: Roles) -> tuple[TaskLine, ...]:
    rows = queries.own_tasks_in_words(session.conn, at.quarter, as_of)
    return tuple(own_task(row, at, roles) for row in rows)


def own_task(row: Row, at: Standing, roles: Roles) -> TaskLine:
    """An own task as it stands, out of a row of ``own_tasks_in_words``."""
    due, done_on = _day(row["due"]), _day(row["done_on"])
    facts = TaskFacts(TaskState(row["state"] or "not_started"), due, bool(row["continuous"]), done_on)
    alone = summarise([facts], at.judged)
    return replace(
        definition(row, roles),
        column=next(name for name in COLUMNS if getattr(alone, name)),
        state=row["state"],
        percent=row["percent"],
        done_on=done_on,
        entry_period=row["entry_period"] or "",
        logged_here=row["entry_period"] == at.quarter,
        result=row["result"] or "",
        difficulty=row["difficulty"] or "",
        cause=row["cause"] or "",
        proposal=row["proposal"] or "",
        seat_id=row["seat_id"],
        rev=row["rev"],
        rev_hash=row["hash"],
        entry_id=row["entry_id"],
    )


def _passed_tasks(session: Session, at: Standing, as_of: AsOf, roles: Roles) -> tuple[TaskLine, ...]:
    rows = queries.passed_down_tasks(session.conn, at.quarter, as_of)
    return tuple(
        replace(definition(row, roles), passed=PassedBase(row["done"] or 0, row["n"], row["m"], row["none_n"]))
        for row in rows
    )


def definition(row: Row, roles: Roles) -> TaskLine:
    """What the plan says of a task, before what was logged."""
    return TaskLine(
        task_id=row["task_id"],
        programme_id=row["programme_id"],
        number=row["number"],
        text=row["text"],
        product=row["product"],
        section=". ".join(part for part in (row["section_number"], row["section"]) if part),
        due=_day(row["due"]),
        continuous=bool(row["continuous"]),
        lead=roles.lead(row["task_id"], row["programme_id"]),
        collaborators=roles.names(row["task_id"], "collaborate"),
    )


def _programmes(
    session: Session, period: str, as_of: AsOf, parts: tuple[Sequence[TaskLine], Sequence[TaskLine], Roles]
) -> tuple[ProgrammeLine, ...]:
    own, passed, roles = parts
    groups = {group.id: group.summary for group in figures.by_programme(session, period, as_of=as_of)}
    targets: dict[int | None, list[TargetFigure]] = defaultdict(list)
    for target in figures.targets(session, period, as_of=as_of):
        targets[target.programme_id].append(target)
    lines = (
        ProgrammeLine(
            *head,
            lead=Lead() if head[0] is None else roles.lead(head[0], None),
            summary=groups.get(head[0]),
            tasks=tuple(task for task in own if task.programme_id == head[0]),
            passed=tuple(task for task in passed if task.programme_id == head[0]),
            targets=tuple(targets[head[0]]),
        )
        for head in programme_heads(plan_queries.programmes(session.conn))
    )
    return tuple(line for line in lines if line.tasks or line.passed or line.targets)


def programme_heads(rows: Iterable[Row]) -> list[tuple[int | None, str, str]]:
    """(id, number, title) of the programmes in their order; work without one last."""
    known = [(row["id"], row["number"], row["title"]) for row in rows]
    return [*known, (None, "", "Nhiệm vụ đột xuất, ngoài chương trình")]


def kinds(session: Session, at: Standing) -> tuple[tuple[str, int], ...]:
    """How many units of each kind there are below at the cut-off, in their order."""
    counts: dict[str, int] = defaultdict(int)
    for unit in people.units(session.conn, session.office.unit_id, at.cutoff.isoformat()):
        counts[unit["kind"] or ""] += 1
    return tuple(counts.items())


def unit_names(session: Session, ids: Sequence[int], at: Standing) -> dict[int, str]:
    """What units were called at the cut-off."""
    return quarter.unit_names(session.conn, ids, at.cutoff.isoformat())


def _sayings(
    session: Session, at: Standing, as_of: AsOf, own: Sequence[TaskLine], units: Sequence[UnitFigures]
) -> tuple[Saying, ...]:
    of_bans = [
        Saying(task.lead.name, task.task_id, task.difficulty, task.cause, task.proposal, task.entry_id)
        for task in own
        if task.logged_here and (task.difficulty or task.proposal)
    ]
    names = {unit.unit_id: unit.name for unit in units}
    of_units = [
        Saying(names.get(row["unit_id"], ""), *(row[name] for name in SAID))
        for row in queries.words_of_units(session.conn, at.quarter, as_of)
    ]
    return (*of_bans, *of_units)


def _next_days(at: Standing) -> tuple[date, date]:
    return periods.span(periods.following(at.quarter))


def coming(session: Session, days: tuple[date, date], own: Sequence[TaskLine], roles: Roles) -> tuple[Coming, ...]:
    """The tasks that fall due between two days and are not done yet."""
    done = {task.task_id for task in own if task.state in {"done", "cancelled"}}
    first, last = days
    rows = queries.tasks_due(session.conn, first.isoformat(), last.isoformat())
    return tuple(
        Coming(
            task_id=row["task_id"],
            text=row["text"],
            due=from_iso(row["due"]),
            lead=roles.lead(row["task_id"], row["programme_id"]),
            passed_down=row["scope"] == "passed_down",
        )
        for row in rows
        if row["task_id"] not in done
    )


def milestones(session: Session, days: tuple[date, date]) -> tuple[ComingMilestone, ...]:
    """The milestones between two days that are not reached yet."""
    first, last = days
    rows = queries.milestones_between(session.conn, first.isoformat(), last.isoformat())
    return tuple(ComingMilestone(row["text"], from_iso(row["ends"]), row["title"], row["milestone_id"]) for row in rows)


def bases(session: Session, programme_ids: Iterable[int]) -> tuple[Basis, ...]:
    """The documents that programmes rest on, oldest first."""
    return tuple(
        Basis(row["kind"], row["as_written"], _day(row["issued"]), row["issuer_text"], row["abstract"])
        for row in queries.directives_of(session.conn, programme_ids)
    )


def _day(iso: str | None) -> date | None:
    return None if not iso else from_iso(iso)
