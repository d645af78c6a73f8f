"""The tree of programmes, sections and tasks as nodes with their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.dates import format_date, format_short
from app.i18n import tr
from app.plan import timeline
from app.plan.programmes import ProgrammeNode, SectionNode, TaskNode
from app.plan.timeline import Bar, Frame
from ui.marks import mark_tone, mark_word
from ui.pages.programmes.timeline_cells import TimelineCell
from ui.widgets.cells import Cell

Rows = Mapping[int, Mapping[str, Any]]

_RECEIVED = "arrow-down-left"
"""Before a programme that another office gave; the details say which."""


@dataclass(eq=False)
class Node:
    """A row of the tree: ``kind`` programme, section or task (``id`` None for what stands outside any)."""

    kind: str
    id: int | None
    cells: Sequence[Cell]
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    row: int = 0

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """What the node is, also after the tree was read again."""
        return (self.kind, self.id, self.parent.id if self.kind == "section" and self.parent else None)

    def add(self, child: "Node") -> None:
        """Put a node below this one, last."""
        child.parent, child.row = self, len(self.children)
        self.children.append(child)


@dataclass(frozen=True)
class Filter:
    """Which tasks are shown: of a ban (by code), with one of these statuses, led by ``nobody`` yet. Empty: all."""

    ban: str = ""
    statuses: frozenset[str] = frozenset()
    nobody: bool = False

    def takes(self, task: TaskNode, row: Mapping[str, Any] | None) -> bool:
        """Whether a task is shown."""
        if self.ban and task.lead_code != self.ban:
            return False
        if self.nobody and not _unled(task, row):
            return False
        if not self.statuses:
            return True
        # How units below stand is theirs to answer for: a filter by status means the office's own tasks.
        return task.scope == "own" and row is not None and row["status"] in self.statuses

    def __bool__(self) -> bool:
        return bool(self.ban or self.statuses or self.nobody)


def _unled(task: TaskNode, row: Mapping[str, Any] | None) -> bool:
    """Whether the office is to do it and neither a ban nor a person was given it."""
    person = row["person"] if row else None
    return task.scope == "own" and task.lifecycle == "open" and not task.lead_code and not person


@dataclass(frozen=True)
class Shape:
    """How rows are shown. ``frame``: the days of the timeline; ``year``: of which dates are written without it (0: of none).

    With a ``year`` the timeline stands beside the tree, and the count of what is overdue moves to the column of due dates.
    """

    frame: Frame
    year: int = 0


def build(programmes: Sequence[ProgrammeNode], rows: Rows, wanted: Filter, shape: Shape) -> Node:
    """The root over all programmes; under a filter, only branches that hold a task."""
    root = Node("root", None, ())
    for programme in programmes:
        shown = [(section, _shown(section, rows, wanted)) for section in programme.sections]
        if wanted and not any(tasks for _, tasks in shown):
            continue
        node = Node("programme", programme.id, _programme_cells(programme, rows, shape))
        root.add(node)
        for section, tasks in shown:
            _add_section(node, section, tasks, rows, shape, keep_empty=not wanted, giver=programme.giver)
    return root


def _shown(section: SectionNode, rows: Rows, wanted: Filter) -> list[TaskNode]:
    return [task for task in section.tasks if wanted.takes(task, rows.get(task.id))]


def _add_section(
    programme: Node,
    section: SectionNode,
    tasks: list[TaskNode],
    rows: Rows,
    shape: Shape,
    *,
    keep_empty: bool,
    giver: str,
) -> None:
    place = programme
    if section.id is not None:
        if not tasks and not keep_empty:
            return
        place = Node("section", section.id, _section_cells(section, rows, giver))
        programme.add(place)
    known: dict[int, Node] = {}
    for task in tasks:
        node = Node("task", task.id, _task_cells(task, rows.get(task.id), shape))
        known[task.id] = node
        known.get(task.parent_id or 0, place).add(node)


def _programme_cells(programme: ProgrammeNode, rows: Rows, shape: Shape) -> Sequence[Cell]:
    title = f"{programme.number}  {programme.title}".strip() if programme.id is not None else tr("Việc đột xuất")
    done, total, late = _counts(_issued(programme.tasks, programme.giver), rows)
    ground = "alt"
    overdue = Cell(str(late) if late else "", mark="overdue" if late else "", tone="bad", ground=ground)
    nothing = Cell(ground=ground)
    counted = f"{done}/{total}" if total else ""
    bars = [bar for task in programme.tasks if (bar := _bar(task, rows.get(task.id), shape)) is not None]
    steps = shape.frame.steps.get(programme.id or 0, ())
    span = timeline.programme_span(programme.starts, programme.ends, done, total, steps, bars)
    return (
        Cell(title, weight=600, ground=ground, icon=_RECEIVED if programme.giver else "", tail=programme.lead_code),
        nothing,
        overdue if shape.year else nothing,
        Cell(counted, weight=600, right=True, ground=ground),
        nothing if shape.year else overdue,
        TimelineCell(ground=ground, span=span, counted=counted),
    )


def _issued(tasks: Sequence[TaskNode], giver: str) -> Sequence[TaskNode]:
    """The tasks that the issuer of a programme set: our own under them are a number of their own (MODEL 7)."""
    return [task for task in tasks if task.giver == giver]


def _section_cells(section: SectionNode, rows: Rows, giver: str) -> Sequence[Cell]:
    done, total, _ = _counts(_issued(section.tasks, giver), rows)
    title = f"{section.number}  {section.title}".strip()
    return (
        Cell(title, weight=500),
        Cell(),
        Cell(),
        Cell(f"{done}/{total}" if total else "", weight=500, right=True),
        Cell(),
        TimelineCell(),
    )


def _task_cells(task: TaskNode, row: Mapping[str, Any] | None, shape: Shape) -> Sequence[Cell]:
    days = TimelineCell(bar=_bar(task, row, shape))
    if task.scope == "passed_down":
        return _below_cells(task, shape, days)
    status = str(row["status"]) if row else "not_started"
    percent = row["percent"] if row else None
    due = _due(task, shape)
    late, soon = status == "overdue", status == "due_soon"
    done = status in {"done", "done_late"}
    text = f"{task.number}  {task.text}".strip().replace("\n", " ")
    return (
        Cell(text, mark=status),
        Cell(task.lead_code, tone="text2", small=True),
        Cell(due, right=True, tone="bad" if late else "warn" if soon else "text2", weight=500 if late or soon else 400),
        Cell("100" if done else "" if percent is None else str(percent), right=True),
        Cell(mark_word(status), tone=mark_tone(status)),
        days,
    )


def _below_cells(task: TaskNode, shape: Shape, days: TimelineCell) -> Sequence[Cell]:
    """A task that units below do: how it stands is theirs to say, so no mark of the office's own stands before it."""
    return (
        Cell(f"{task.number}  {task.text}".strip().replace("\n", " "), icon="arrow-bar-to-down"),
        Cell(task.lead_code, tone="text2", small=True),
        Cell(_due(task, shape), right=True, tone="text2"),
        Cell(),
        Cell(tr("Cấp dưới làm"), tone="text2"),
        days,
    )


def _bar(task: TaskNode, row: Mapping[str, Any] | None, shape: Shape) -> Bar | None:
    """How the task runs. What units below do is theirs to say: such a bar never is overdue here."""
    status = str(row["status"]) if row else "not_started"
    if task.scope == "passed_down" and status in {"overdue", "due_soon"}:
        status = "in_progress"
    starts, percent = (row["starts"], row["percent"]) if row else (None, None)
    return timeline.task_bar(
        starts, task.due, status, percent, shape.frame.judged, continuous=task.continuous and status != "cancelled"
    )


def _due(task: TaskNode, shape: Shape) -> str:
    if task.continuous:
        return tr("TX")
    if not task.due:
        return ""
    return format_short(task.due, shape.year) if shape.year else format_date(task.due)


def _counts(tasks: Sequence[TaskNode], rows: Rows) -> tuple[int, int, int]:
    """(done, all that can be done, overdue) of the office's own; a continuous task is never "not done", so it is not counted."""
    own = [task for task in tasks if task.scope == "own" and not task.continuous]
    statuses = [str(rows[task.id]["status"]) for task in own if task.id in rows]
    counted = [status for status in statuses if status != "cancelled"]
    return sum(status in {"done", "done_late"} for status in counted), len(counted), counted.count("overdue")
