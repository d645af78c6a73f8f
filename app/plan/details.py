"""One task or programme whole, with the names of what it hangs on: for a details pane, a card, ``tiendo show``."""

from dataclasses import dataclass, fields
from typing import Any

from app.given import existing
from app.i18n import msg
from app.people import seats
from app.plan import assignments
from app.plan.assignments import Assignment
from app.session import Session
from db.connection import Row
from db.queries import plan


@dataclass(frozen=True, slots=True)
class TaskDetails:
    """A task. Days are ISO; texts are empty where there is nothing; ``owned`` is false for what came from another office, ``giver``.

    ``due`` is the date for this office: the task's own, or the one that was granted to it.

    ``source_id`` is the document named by ``directive``: the task's own, else its clause's, else its programme's.
    """

    id: int
    number: str
    text: str
    details: str
    product: str
    starts: str | None
    due: str | None
    continuous: bool
    scope: str
    priority: int
    frequency: str
    needs_evidence: bool
    lifecycle: str
    lifecycle_reason: str
    lifecycle_on: str | None
    programme_id: int | None
    programme: str
    section_id: int | None
    section: str
    parent_id: int | None
    parent: str
    directive_id: int | None
    directive: str
    source_id: int | None
    clause_id: int | None
    clause: str
    clause_text: str
    continues_id: int | None
    owned: bool
    giver: str
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A dated step of a programme; days are ISO, ``reached`` None while it is ahead."""

    id: int
    kind: str
    text: str
    starts: str
    ends: str
    reached: str | None


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of a programme."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ProgrammeDetails:
    """A programme with its sections and milestones."""

    id: int
    number: str
    title: str
    starts: str | None
    ends: str | None
    closed: str | None
    close_reason: str
    directive_id: int | None
    directive: str
    term_id: int | None
    term: str
    continues_id: int | None
    owned: bool
    giver: str
    sections: tuple[SectionLine, ...]
    milestones: tuple[MilestoneLine, ...]
    assignments: tuple[Assignment, ...]


_TEXTS = {
    "programme",
    "section",
    "parent",
    "directive",
    "clause",
    "clause_text",
    "term",
    "lifecycle_reason",
    "close_reason",
}
_FLAGS = {"continuous", "needs_evidence"}
_BESIDE = {"owned", "giver", "due", "assignments", "sections", "milestones"}


def task(session: Session, task_id: int) -> TaskDetails:
    """A task whole. NotFound when the id names none."""
    row = existing(plan.task_details(session.conn, task_id), msg("nhiệm vụ"), task_id)
    given = assignments.of(session, task_id)
    return TaskDetails(
        **_columns(row, TaskDetails),
        due=row["granted_due"],
        owned=_owned(session, row),
        giver=seats.giver(session, row["seat_id"]),
        assignments=given,
    )


def programme(session: Session, programme_id: int) -> ProgrammeDetails:
    """A programme whole. NotFound when the id names none."""
    row = existing(plan.programme_details(session.conn, programme_id), msg("chương trình"), programme_id)
    steps = plan.milestones(session.conn, programme_id)
    return ProgrammeDetails(
        **_columns(row, ProgrammeDetails),
        owned=_owned(session, row),
        giver=seats.giver(session, row["seat_id"]),
        sections=tuple(
            SectionLine(line["id"], line["number"], line["title"]) for line in plan.sections(session.conn, programme_id)
        ),
        milestones=tuple(MilestoneLine(**_columns(step, MilestoneLine)) for step in steps),
        assignments=assignments.of(session, programme_id),
    )


def _owned(session: Session, row: Row) -> bool:
    return bool(row["seat_id"] == session.office.seat_id)


def _columns(row: Row, shape: type) -> dict[str, Any]:
    """The fields of a dataclass out of a row of the same names; a missing text is empty, a flag a bool."""
    found: dict[str, Any] = {}
    for name in (field.name for field in fields(shape)):
        if name in _BESIDE:
            continue
        value = row[name]
        found[name] = bool(value) if name in _FLAGS else "" if value is None and name in _TEXTS else value
    return found
