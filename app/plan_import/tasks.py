"""The tasks of a plan under their headings, with windows, bodies and who must do them."""

from typing import TYPE_CHECKING

from app.given import brief
from app.i18n import msg
from app.plan.task_fields import LONGEST_TEXT
from app.plan_import.choices import NOBODY, Key
from app.plan_import.draft import Task
from app.plan_import.places import clause_of, title_of
from app.plan_import.wanted import WantedTask
from app.text import clean

if TYPE_CHECKING:
    from app.plan_import.drawing_up import Drawing

PASSED_DOWN = "passed_down"


def draw_tasks(work: "Drawing") -> tuple[WantedTask, ...]:
    """The tasks in the order of the document, but for those that say nothing; each heading about content becomes a section."""
    given = ((Key("tasks", index), task) for index, task in enumerate(work.draft.tasks) if clean(task.text))
    tasks = tuple(_task(work, key, task) for key, task in given)
    down = sum(task.columns["scope"] == PASSED_DOWN for task in tasks)
    if down and not work.reader.has_units:
        work.notes.append(msg("{count} nhiệm vụ giao cấp dưới nhưng chưa khai đơn vị nào.", count=down))
    return tasks


def columns_of(text: str, details: list[str], *, down: bool) -> dict[str, object]:
    """The columns of a task without a time; what is too long for a task's text goes to its details whole."""
    text, details = clean(text), [clean(detail) for detail in details]
    if len(text) > LONGEST_TEXT:
        details = [text, *details]
        text = brief(text, LONGEST_TEXT - 1)
    scope = PASSED_DOWN if down else "own"
    return {
        "text": text,
        "details": clean("\n".join(details)),
        "starts": None,
        "due": None,
        "continuous": True,
        "scope": scope,
    }


def _task(work: "Drawing", key: Key, task: Task) -> WantedTask:
    down = task.scope == PASSED_DOWN and not work.reader.above
    start, end = task.start, task.end
    if start and end and start > end:
        start, end = end, start
    times = {
        "starts": start.isoformat() if start else None,
        "due": end.isoformat() if end else None,
        "continuous": end is None,
        "measurable": task.measurable,
    }
    lead = None
    if task.lead and work.ban(task.lead) != NOBODY:
        lead = task.lead
    elif task.lead and not down:
        work.notes.append(msg("Chưa rõ ban nào chủ trì: “{body}”.", body=brief(task.lead)))
    return WantedTask(
        key=key,
        programme=work.programme_of(task.group, *task.path),
        section=title_of(task.group or ""),
        columns={**columns_of(task.text, list(task.details), down=down), **times},
        clause=clause_of(task, task.text, task.path),
        kinds=_kinds(work, task) if down else (),
        lead=lead,
        collaborators=tuple(name for name in task.collaborators if work.ban(name) != NOBODY),
    )


def _kinds(work: "Drawing", task: Task) -> tuple[int, ...]:
    """The kinds of unit below that the heading means, else those that the named lead means."""
    return work.reader.kinds_meant(task.group) or work.reader.kinds_meant(task.lead)
