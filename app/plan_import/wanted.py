"""The rows that a plan asks for, before anything is written: the same value serves a new plan and the comparison with one that stands."""

from dataclasses import dataclass
from typing import Any

from app.i18n import Message
from app.plan_import.choices import Key

LONGEST_TITLE = 480
"""Characters of a title, label or measure; longer ones are cut at a word, the clause keeps the whole."""


@dataclass(frozen=True, slots=True)
class WantedClause:
    """Where an item stands in the document: the same lines and words are the same clause."""

    label: str
    path: str
    text: str
    line1: int | None
    line2: int | None


@dataclass(frozen=True, slots=True)
class WantedProgramme:
    """A programme; ``key`` is None for the one that takes what the plan puts under none of its programmes. ``lead`` is a body."""

    key: Key | None
    number: str
    title: str
    lead: str | None


@dataclass(frozen=True, slots=True)
class WantedTask:
    """A task; ``programme`` is a place in the list of programmes. Whoever does it: kinds of unit, a lead, collaborators (bodies)."""

    key: Key
    programme: int
    section: str
    columns: dict[str, Any]
    clause: WantedClause
    kinds: tuple[int, ...] = ()
    lead: str | None = None
    collaborators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """A threshold on a measure."""

    key: Key
    columns: dict[str, Any]
    clause: WantedClause


@dataclass(frozen=True, slots=True)
class WantedMeasure:
    """What is counted, with the targets on it: one measure for claims on the same thing at different horizons."""

    programme: int
    columns: dict[str, Any]
    targets: tuple[WantedTarget, ...]


@dataclass(frozen=True, slots=True)
class WantedMilestone:
    """A dated step of a programme."""

    key: Key
    programme: int
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WantedDuty:
    """What a body is told to do; ``task`` is the task it becomes, or that says it already; None where it only says who leads."""

    key: Key
    body: str
    text: str
    task: Key | None


@dataclass(frozen=True)
class Wanted:
    """Everything a plan asks for."""

    directive: dict[str, Any]
    programmes: tuple[WantedProgramme, ...]
    tasks: tuple[WantedTask, ...]
    measures: tuple[WantedMeasure, ...]
    milestones: tuple[WantedMilestone, ...]
    duties: tuple[WantedDuty, ...]
    notes: tuple[Message, ...]
