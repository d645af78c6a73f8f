"""The work that is given out in a span of time, task by task: who leads, joins, watches and answers for it (DOMAIN 2.3, tables 1, 6)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from app.dates import from_iso
from app.plan import periods
from app.plan.periods import PeriodKind
from app.reports.papers.report_figures import Lead, Roles
from app.session import Session
from db.connection import Row
from db.queries import figures as plan_queries
from db.queries import report_forms
from db.queries import reports as queries

NO_PROGRAMME = "Nhiệm vụ đột xuất, ngoài chương trình"
"""Over the tasks that belong to no programme."""

EVERY_UNIT = "Các đơn vị"
ALL_UNITS = f"{EVERY_UNIT} trực thuộc"
"""To whom a task is passed down that names no unit."""

_SECTORS = {"state": f"{EVERY_UNIT} khu vực nhà nước", "non_state": f"{EVERY_UNIT} khu vực ngoài nhà nước"}


@dataclass(frozen=True)
class AssignedTask:
    """A task as it is given out. ``units`` says to whom a passed-down task goes, empty for the office's own. ``carried_over``: it was
    due before the span began; ``overdue``: before the day of the paper, and not done by then. ``bans`` are all that have a part in it
    beside the lead, by id.
    """

    task_id: int
    programme_id: int | None
    number: str
    text: str
    section: str
    product: str
    starts: date | None
    due: date | None
    continuous: bool
    units: str
    lead: Lead
    person: str
    collaborators: tuple[str, ...]
    watching: tuple[str, ...]
    leaders: tuple[str, ...]
    bans: frozenset[int]
    carried_over: bool
    overdue: bool

    @property
    def passed_down(self) -> bool:
        """Whether units do it, and the lead urges and sums up."""
        return bool(self.units)

    @property
    def titled(self) -> str:
        """Number and text."""
        return " ".join(part for part in (self.number and f"{self.number}.", self.text) if part)


def tasks_in(session: Session, period: str, on: date) -> tuple[AssignedTask, ...]:
    """The open tasks that run in a period with a fixed span, in the order of the plan, as a paper of the day ``on`` tells of them; not
    those done before the period.
    """
    first, last = (day.isoformat() for day in periods.span(period))
    roles = Roles(session, last)
    units = _units(session, last)
    done = _finished(session, first_quarter(period))
    by_now = _finished(session, periods.following(periods.quarter_of(on)))
    rows = [row for row in queries.tasks_of_ban(session.conn, first, last) if row["task_id"] not in done]
    late = {row["task_id"] for row in rows if row["due"] and row["due"] < on.isoformat()} - by_now
    return tuple(_task(row, roles, units, first, overdue=row["task_id"] in late) for row in rows)


def first_quarter(period: str) -> str:
    """The quarter that a period begins in."""
    found = periods.parse(period)
    return period if found.kind is PeriodKind.quarter else periods.quarter_of(periods.span(period)[0])


def _finished(session: Session, quarter: str) -> set[int]:
    """What was done before a quarter: by the office, or by all units that it was passed down to."""
    by_units = report_forms.finished_by_all(session.conn, quarter)
    return queries.finished_before(session.conn, quarter) | by_units


def last_day(period: str) -> str:
    """The last day of a period, as the tables keep days: who has a part in a task is asked as of it."""
    return periods.span(period)[1].isoformat()


def ban_codes(session: Session, on: date) -> dict[str, str]:
    """The bans by code with their names on a day, in their order."""
    return {row["code"]: row["name"] for row in plan_queries.bans(session.conn, on.isoformat())}


def titles(session: Session) -> dict[int | None, str]:
    """The title of each programme, and the one over work without a programme."""
    known: dict[int | None, str] = {row["id"]: row["title"] for row in plan_queries.programmes(session.conn)}
    return {**known, None: NO_PROGRAMME}


def _units(session: Session, on: str) -> dict[int, str]:
    """To whom each passed-down task is given, as far as units are named."""
    named: dict[int, list[str]] = defaultdict(list)
    for row in report_forms.given_down(session.conn, on):
        named[row["what_id"]].append(row["unit"] or row["kind"] or _SECTORS[row["sector"]])
    return {task: ", ".join(dict.fromkeys(found)) for task, found in named.items()}


def _task(row: Row, roles: Roles, units: dict[int, str], first: str, *, overdue: bool) -> AssignedTask:
    what = row["task_id"]
    own = [one for one in roles.of(what, "lead") if one["ban_id"] is not None]
    due = next((one["due"] for one in own if one["due"]), None) or row["due"]
    others = [one for role in ("collaborate", "watch") for one in roles.of(what, role)]
    return AssignedTask(
        task_id=what,
        programme_id=row["programme_id"],
        number=row["number"],
        text=row["text"],
        section=". ".join(part for part in (row["section_number"], row["section"]) if part),
        product=row["product"],
        starts=_day(row["starts"]),
        due=_day(due),
        continuous=bool(row["continuous"]),
        units=units.get(what, ALL_UNITS) if row["scope"] == "passed_down" else "",
        lead=roles.lead(what, row["programme_id"]),
        person=next((one["person"] for one in own if one["person"]), ""),
        collaborators=roles.names(what, "collaborate"),
        watching=roles.names(what, "watch"),
        leaders=roles.names(what, "leader") or roles.names(row["programme_id"] or 0, "leader"),
        bans=frozenset(one["ban_id"] for one in others if one["ban_id"] is not None),
        carried_over=bool(row["due"] and row["due"] < first),
        overdue=overdue,
    )


def _day(iso: str | None) -> date | None:
    return from_iso(iso) if iso else None
