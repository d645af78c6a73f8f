"""The lines a report is made of: tasks with who leads them, programmes, what people wrote, what comes next, what the work rests on."""

from dataclasses import dataclass
from datetime import date

from app.plan.figures import TargetFigure
from app.plan.timeliness import TaskSummary

SAID = ("task_id", "difficulty", "cause", "proposal", "entry_id")
"""The columns of what somebody said, in the order of ``Saying``."""


@dataclass(frozen=True)
class Lead:
    """The ban (or person) that leads a task; empty texts where nobody does."""

    ban_id: int | None = None
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class PassedBase:
    """A passed-down task: ``done`` units, ``n`` of the ``m`` expected have answered, ``none_n`` of them "không phát sinh"."""

    done: int
    n: int
    m: int
    none_n: int


@dataclass(frozen=True)
class TaskLine:
    """A task of the quarter with what counts of it.

    ``column`` is the one of ``COLUMNS`` it counts in; empty for a passed-down task, which has ``passed`` instead. ``logged_here`` says
    that the words are of this quarter, not of an earlier one (``entry_period``, empty where nothing was logged). ``seat_id``, ``rev``
    and ``rev_hash`` name the revision that counts.
    """

    task_id: int
    programme_id: int | None
    number: str
    text: str
    product: str
    section: str
    due: date | None
    continuous: bool
    lead: Lead
    collaborators: tuple[str, ...]
    column: str = ""
    passed: PassedBase | None = None
    state: str | None = None
    percent: int | None = None
    done_on: date | None = None
    entry_period: str = ""
    logged_here: bool = False
    result: str = ""
    difficulty: str = ""
    cause: str = ""
    proposal: str = ""
    seat_id: int | None = None
    rev: int | None = None
    rev_hash: str | None = None
    entry_id: int | None = None


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme as the report shows it; ``id`` None is work without a programme. ``summary`` None: it has no own tasks."""

    id: int | None
    number: str
    title: str
    lead: Lead
    summary: TaskSummary | None
    tasks: tuple[TaskLine, ...]
    passed: tuple[TaskLine, ...]
    targets: tuple[TargetFigure, ...]


@dataclass(frozen=True)
class Result:
    """What came of a task, in words; ``entries`` say it. ``quarters`` names when, where a period has several ("quý II/2026")."""

    text: str
    entries: tuple[int, ...]
    quarters: str = ""


@dataclass(frozen=True)
class Saying:
    """What a ban or unit wrote; ``who`` is its name, ``entry_id`` the entry in which it stands."""

    who: str
    task_id: int
    difficulty: str
    cause: str
    proposal: str
    entry_id: int | None = None


@dataclass(frozen=True)
class Coming:
    """A task due in the next period."""

    task_id: int
    text: str
    due: date
    lead: Lead
    passed_down: bool


@dataclass(frozen=True)
class ComingMilestone:
    """A milestone of a programme in the next period; ``programme`` is its title."""

    text: str
    ends: date
    programme: str
    milestone_id: int = 0


@dataclass(frozen=True)
class Basis:
    """A document that the work rests on."""

    kind: str
    as_written: str
    issued: date | None
    issuer: str
    abstract: str
