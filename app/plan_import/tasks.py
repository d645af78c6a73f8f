"""The tasks of a plan under their headings, with windows, bodies and who must do them."""

from typing import TYPE_CHECKING

from app.given import brief
from app.i18n import msg
from app.plan import assignments, programmes, tasks
from app.plan.task_fields import LONGEST_TEXT
from app.plan_import.draft import Task

if TYPE_CHECKING:
    from app.plan_import.accept import Acceptance

_LONGEST_TITLE = 480
_PASSED_DOWN = "passed_down"


def add_tasks(work: "Acceptance") -> None:
    """Write the tasks in the order of the document; each heading about content becomes a section."""
    sections: dict[tuple[int, str], int] = {}
    numbers: dict[int, int] = {}
    has_units = work.bodies.has_units()
    for task in work.draft.tasks:
        programme = work.programme_of(task.group, *task.path)
        group = brief(task.group or "", _LONGEST_TITLE)
        if group and (programme, group) not in sections:
            sections[programme, group] = programmes.add_section(work.session, programme, title=group)
            work.count("sections")
        numbers[programme] = numbers.get(programme, 0) + 1
        _add(work, task, programme, sections.get((programme, group)), str(numbers[programme]), has_units)


def _add(work: "Acceptance", task: Task, programme: int, section: int | None, number: str, has_units: bool) -> None:
    text, details = task.text, list(task.details)
    if len(text) > LONGEST_TEXT:
        details.insert(0, text)
        text = brief(text, LONGEST_TEXT - 1)
    down = task.scope == _PASSED_DOWN and not work.above
    row = tasks.add_task(
        work.session,
        text=text,
        details="\n".join(details),
        number=number,
        programme_id=programme,
        section_id=section,
        directive_id=work.directive_id,
        clause_id=work.clause(task, task.text, task.path),
        starts=task.start.isoformat() if task.start else None,
        due=task.end.isoformat() if task.end else None,
        continuous=task.end is None,
        scope=_PASSED_DOWN if down else "own",
        to_kind_id=work.bodies.kind_meant(task.group) if down else None,
    )
    work.count("tasks")
    if down:
        work.count("passed_down")
        if not has_units:
            work.notes.append(msg("Nhiệm vụ {number} giao cấp dưới nhưng chưa khai đơn vị nào.", number=number))
    _bodies(work, task, row)


def _bodies(work: "Acceptance", task: Task, row: int) -> None:
    lead = work.bodies.ban(task.lead)
    if lead is not None:
        assignments.assign(work.session, row, role="lead", ban_id=lead)
    elif task.lead:
        work.notes.append(msg("Chưa rõ ban nào chủ trì: “{body}”.", body=brief(task.lead)))
    for name in task.collaborators:
        ban = work.bodies.ban(name)
        if ban is not None and ban != lead:
            assignments.assign(work.session, row, role="collaborate", ban_id=ban)
