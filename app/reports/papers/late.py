"""Who is late in a quarter, with what and since when: what a reminder letter tells (công văn đôn đốc)."""

from dataclasses import dataclass
from datetime import date

from app.dates import days_between, from_iso
from app.plan.calendar import PeriodInfo
from app.plan.figures import UnitFigures
from app.reports.papers import paper_words as words
from app.reports.papers.report_figures import Lead, ReportFigures, Roles, TaskLine, read
from app.session import Session
from db.connection import Row
from db.queries import closing, report_forms
from db.queries import figures as plan_queries
from db.queries.quarter import PROGRESS, VALUES


@dataclass(frozen=True)
class LateUnit:
    """A unit that has not sent all of the tasks and figures it is asked for."""

    unit_id: int
    name: str
    tasks_missing: int
    tasks: int
    figures_missing: int
    figures: int

    @property
    def nothing(self) -> bool:
        """Whether it has sent nothing at all."""
        return self.tasks_missing == self.tasks and self.figures_missing == self.figures


@dataclass(frozen=True)
class Unlogged:
    """A task or figure of the office that nobody has written anything of."""

    lead: Lead
    text: str


@dataclass(frozen=True)
class Returned:
    """What was returned and not answered: whose it is (``unit_id`` of the office itself: a ban's), who leads it, what, why."""

    unit_id: int
    lead: Lead
    who: str
    what: str
    reason: str


@dataclass(frozen=True)
class Late:
    """All that is late on a day. ``overdue`` are the office's own tasks past their deadline, ``overdue_below`` the passed-down ones that
    not every unit has done.
    """

    report: ReportFigures
    on: date
    units: tuple[LateUnit, ...]
    overdue: tuple[TaskLine, ...]
    overdue_below: tuple[TaskLine, ...]
    unlogged: tuple[Unlogged, ...]
    returned: tuple[Returned, ...]

    @property
    def info(self) -> PeriodInfo:
        """The quarter's days."""
        return self.report.info

    @property
    def due(self) -> date:
        """The day by which reports were asked for."""
        return from_iso(self.info.due)

    @property
    def days(self) -> int:
        """How many days past that the letter is; 0 while there is still time."""
        return max(0, days_between(self.due, self.on))

    @property
    def bans(self) -> tuple[str, ...]:
        """The bans that are late, each once."""
        named = {unit.unit_id for unit in self.report.units}
        found = [*(task.lead.name for task in self.overdue), *(one.lead.name for one in self.unlogged)]
        found += [one.who for one in self.returned if one.unit_id not in named]
        return tuple(name for name in dict.fromkeys(found) if name)

    @property
    def late_units(self) -> tuple[str, ...]:
        """The units that are late, each once."""
        known = {unit.unit_id for unit in self.report.units}
        returned = (one.who for one in self.returned if one.unit_id in known)
        return tuple(dict.fromkeys([*(unit.name for unit in self.units), *returned]))

    @property
    def nobody(self) -> bool:
        """Whether there is nothing to remind of."""
        return not (self.units or self.overdue or self.overdue_below or self.unlogged or self.returned)


@dataclass(frozen=True)
class Wanted:
    """A task or figure that a unit owes; ``continuous``: a task without a deadline that goes on all the time."""

    text: str
    due: date | None
    continuous: bool = False


@dataclass(frozen=True)
class LateOfUnit:
    """What one unit owes: tasks and figures not reported, tasks past their deadline, what came back."""

    tasks: tuple[Wanted, ...]
    figures: tuple[Wanted, ...]
    overdue: tuple[Wanted, ...]
    returned: tuple[Returned, ...]

    @property
    def nothing(self) -> bool:
        """Whether it owes nothing."""
        return not (self.tasks or self.figures or self.overdue or self.returned)


def of_unit(session: Session, late: Late, unit_id: int) -> LateOfUnit:
    """What one unit owes in the quarter, by what counts of its answers."""
    quarter = late.report.at.quarter
    tasks = report_forms.tasks_of_unit(session.conn, unit_id, quarter)
    figures = report_forms.measures_of_unit(session.conn, unit_id, quarter)
    judged = late.report.at.judged.isoformat()
    running = {"not_started", "in_progress"}
    return LateOfUnit(
        tasks=tuple(_titled(row) for row in tasks if row["given"] is None),
        figures=tuple(Wanted(row["text"], late.due) for row in figures if row["given"] is None),
        overdue=tuple(_titled(row) for row in tasks if row["due"] and row["due"] <= judged and row["state"] in running),
        returned=tuple(one for one in late.returned if one.unit_id == unit_id),
    )


def _titled(row: Row) -> Wanted:
    return Wanted(row["text"], from_iso(row["due"]) if row["due"] else None, bool(row["continuous"]))


def read_late(session: Session, period: str, on: date) -> Late:
    """What is late in a quarter, as it stands now. Raises NotFound for a quarter that was never opened."""
    report = read(session, period, as_of="current")
    roles = Roles(session, report.at.cutoff.isoformat())
    return Late(
        report=report,
        on=on,
        units=tuple(_unit(unit) for unit in report.units if not unit.complete),
        overdue=tuple(task for task in report.tasks if task.column == "overdue"),
        overdue_below=report.overdue_below,
        unlogged=_unlogged(session, report, roles),
        returned=_returned(session, report, roles),
    )


def _unit(unit: UnitFigures) -> LateUnit:
    return LateUnit(
        unit.unit_id,
        unit.name,
        tasks_missing=unit.tasks_expected - unit.tasks_reported,
        tasks=unit.tasks_expected,
        figures_missing=unit.values_expected - unit.values_reported,
        figures=unit.values_expected,
    )


def _unlogged(session: Session, report: ReportFigures, roles: Roles) -> tuple[Unlogged, ...]:
    """What the office itself was asked and nobody wrote, drafts included."""
    own, quarter = session.office.unit_id, report.at.quarter
    tasks = report_forms.tasks_of_unit(session.conn, own, quarter)
    figures = report_forms.measures_of_unit(session.conn, own, quarter)
    return (
        *(
            Unlogged(roles.lead(row["task_id"], row["programme_id"]), words.phrase(row["text"]))
            for row in tasks
            if row["entry_id"] is None
        ),
        *(
            Unlogged(_lead_of_measure(row, roles), f"Số liệu: {words.phrase(row['text'])}")
            for row in figures
            if row["value_id"] is None
        ),
    )


def _lead_of_measure(row: Row, roles: Roles) -> Lead:
    return roles.lead(row["measure_id"], row["programme_id"])


def _returned(session: Session, report: ReportFigures, roles: Roles) -> tuple[Returned, ...]:
    names = {unit.unit_id: unit.name for unit in report.units}
    leads = {task.task_id: task.lead for task in (*report.tasks, *report.passed)}
    leads |= {row["id"]: roles.lead(row["id"], row["programme_id"]) for row in plan_queries.measures(session.conn)}
    titles = closing.titles(session.conn)
    rows = [row for ledger in (PROGRESS, VALUES) for row in closing.returned(session.conn, ledger, report.at.quarter)]
    return tuple(
        Returned(
            unit_id=row["unit_id"],
            lead=(lead := leads.get(row["what_id"], Lead())),
            who=names.get(row["unit_id"]) or lead.name or report.office.name,
            what=words.phrase(titles[row["what_id"]]),
            reason=words.phrase(row["reason"] or ""),
        )
        for row in rows
    )
