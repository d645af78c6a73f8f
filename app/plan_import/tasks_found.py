"""Tasks and dated steps out of the outline: each item of a section of tasks, with its group, time, lead, scope and details."""

from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from app.i18n import msg
from app.plan_import import claims, when
from app.plan_import.context import Context
from app.plan_import.draft import Milestone, Target, Task, Warned
from app.plan_import.outline import Node, Outline, leads_over
from app.plan_import.programmes_found import programme_in
from app.plan_import.responsible import body_at_start, lead_and_others, listed, names_body
from app.plan_import.table_items import table_claims, table_tasks
from app.plan_import.vocabulary import spelled
from app.plan_import.when import Window

_FEWEST_WORDS = 4
_TITLE_WORDS = 25
_STARRED_WORDS = 10
"""As many words a heading behind an asterisk may have ("* Công tác nữ công:")."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the headings above a task say; ``content``: the group says what its tasks are about, not only that they are tasks."""

    group: str | None = None
    window: Window | None = None
    scope: str = "own"
    lead: str | None = None
    content: bool = False
    others: tuple[str, ...] = ()
    sure: float = 1.0


@dataclass(slots=True)
class Work:
    """Tasks, dated steps, the targets of tables among them, and what was not understood."""

    tasks: list[Task] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def find_work(outline: Outline, context: Context, *, programmes: bool) -> Work:
    """Everything that is to be done. ``programmes``: items "Chương trình 1: ..." are programmes, not tasks."""
    finder = _Finder(context, programmes=programmes)
    finder.children(outline.root, Place())
    return finder.work


class _Finder:
    def __init__(self, context: Context, *, programmes: bool) -> None:
        self.context = context
        self.words = context.words
        self.programmes = programmes
        self.work = Work()
        self.beside: dict[tuple[int, str], tuple[int, int]] = {}

    def children(self, node: Node, place: Place) -> None:
        for child in node.children:
            self.visit(child, place)

    def visit(self, node: Node, place: Place) -> None:
        if node.kind == "table":
            self._table(node, place)
        elif node.role not in {"tasks", "schedule"}:
            self.children(
                node, replace(place, group=node.text.rstrip(": ") if node.kind != "paragraph" else place.group)
            )
        elif node.kind == "paragraph":
            self._paragraph(node, place)
        elif node.window is not None or self._recurs(node):
            self._time_heading(node, place)
        elif node.role == "schedule" and not self._holds_work(node):
            self._step(node, place)
        elif self.programmes and programme_in(node.text, self.words):
            self.children(node, replace(place, group=node.text.rstrip(": ")))
        elif self._is_group(node):
            self.children(node, self._below(node, place))
        else:
            self._task(node, place)

    def _below(self, node: Node, place: Place) -> Place:
        """What a heading says to the items under it."""
        title = node.text.rstrip(": ")
        if node.text.endswith(":") and self._only_leads(title):
            lead, others = lead_and_others(title, self.words)
            return replace(place, lead=lead, others=tuple(others), sure=place.sure * node.sure)
        bare = self.words.roles["tasks"].whole(title)
        if bare and place.content:
            return replace(place, sure=place.sure * node.sure)
        scope = self.context.scope(title)
        named = names_body(title, self.words)
        lead = named if named and self._is_ban(named) else place.lead
        content = not self.words.roles["tasks"].begins(title) and node.family not in {"part", "chapter", "article"}
        inside = self.context.own_time(title, place.window) if "(" in title else None
        return Place(title, inside or place.window, scope or place.scope, lead, content, sure=place.sure * node.sure)

    def _only_leads(self, title: str) -> bool:
        """Whether a heading says who leads and helps, and nothing of what is to be done ("Ban X chủ trì, phối hợp với Ban Y:")."""
        found = body_at_start(title, self.words)
        if found is None or not self._is_ban(found[0]):
            return False
        behind = spelled(title[found[1] :])
        length = self.words.bodies["lead"].at(behind)
        return length > 0 and (length == len(behind) or self.words.bodies["together"].at(behind, length) > 0)

    def _recurs(self, node: Node) -> bool:
        """Whether a heading only says how often; "Kế hoạch từng tháng" is the title of a section."""
        return not self.words.roles["tasks"].begins(node.text) and when.only_recurring(node.text) is not None

    def _is_ban(self, name: str) -> bool:
        said = self.words.bodies["bans"].words(name)
        return bool(self.words.bodies["names"].at(said)) and not self.words.bodies["not_bans"].at(said)

    def _holds_work(self, node: Node) -> bool:
        """Whether a part of a schedule has items under a time: those are tasks with that time."""
        return any((child.window is not None and child.children) or self._holds_work(child) for child in node.items)

    def _time_heading(self, node: Node, place: Place) -> None:
        window = node.window
        if window is not None:
            self._milestone(window, node)
        below = replace(place, window=window or place.window)
        if not node.children and node.role == "tasks" and window is None:
            return
        self.children(node, below)

    def _milestone(self, window: Window, node: Node) -> None:
        sure = round(0.95 * node.sure, 2)
        text = node.text.rstrip(": ")
        self.work.milestones.append(
            Milestone(start=window.start, end=window.end, text=text, lines=node.block.lines, confidence=sure)
        )

    def _step(self, node: Node, place: Place) -> None:
        """A line of a schedule: a dated step where it states a time; a heading of tasks under it is not of the schedule."""
        window = self.context.time(node.text)
        if window is not None and not node.block.text.endswith(":"):
            self._milestone(window, node)
        elif window is not None and (node.items or node.kind == "paragraph"):
            self._milestone(window, node)
            for child in node.items:
                if child.window is not None:
                    self._milestone(child.window, child)
            return
        for child in node.children:
            if child.role != "schedule":
                self.visit(child, place)
            elif (
                child.kind != "paragraph" or when.leading(child.text, year=self.context.year_of(child.text)) is not None
            ):
                self._step(child, place)

    def _is_group(self, node: Node) -> bool:
        """Whether an item heads others, and is no task itself."""
        if not node.children:
            return False
        if node.kind == "heading":
            return True
        if node.bullet:
            starred = node.family == "bullet *" and node.text.endswith(":") and node.leads
            return starred and len(node.text.split()) <= _STARRED_WORDS
        if not node.leads:
            short = len(node.text.split()) <= _TITLE_WORDS and not node.block.ended
            return short and not all(self._attribute(child.text) for child in node.children)
        if self._has_attributes(node) or self._holds_parts(node):
            return False
        if self.words.roles["tasks"].whole(node.text) or any(not child.bullet for child in node.items):
            return True
        return not (node.text.endswith(":") and self._among_leaves(node))

    def _holds_parts(self, node: Node) -> bool:
        """Whether what stands under an item are its parts: "..., gồm:" over bullets or letters."""
        small = all(child.bullet or child.family in {"letter", "paren"} for child in node.items)
        return small and leads_over(node.text, self.words)

    def _has_attributes(self, node: Node) -> bool:
        """Whether the items under a node say when, by whom and how it is done, rather than what else is to be done."""
        said = [found[0] for child in node.items if (found := self._attribute(child.text)) is not None]
        return bool({"lead", "with", "time"} & set(said)) and 2 * len(said) >= len(node.items)

    def _among_leaves(self, node: Node) -> bool:
        """Whether most items beside it have nothing under them: then it is one of them, with its parts."""
        parent = node.parent
        if parent is None:
            return False
        key = id(parent), node.family
        if key not in self.beside:
            same = [child for child in parent.children if child.family == node.family]
            self.beside[key] = len(same), sum(not child.children for child in same)
        count, leaves = self.beside[key]
        return 0 < count - 1 < 2 * leaves

    def _paragraph(self, node: Node, place: Place) -> None:
        """A paragraph without mark: a task under a heading, a detail or attribute of the task above it, or nothing."""
        text = node.text
        documents = self.words.documents
        if text.endswith(":") or documents["joining"].whole(text) or documents["closing"].begins(text):
            return
        attribute = self._attribute(text)
        if attribute is not None and self.work.tasks:
            self._add_attribute(*attribute)
            return
        if self.programmes and programme_in(text, self.words):
            return
        parent = node.parent
        if parent is None or len(text.split()) < _FEWEST_WORDS:
            return
        heads = parent.window is not None or parent.kind == "heading" or self._is_group(parent) or parent.parent is None
        listed = parent.window is not None or text.endswith(";") or not parent.leads
        if heads and node.role == "tasks" and listed:
            self._task(node, replace(place, sure=place.sure * 0.8))
        elif heads and node.role == "tasks":
            words = msg("Đoạn không đánh số giữa các việc, chưa coi là nhiệm vụ: “{text}”.", text=text[:80])
            self.work.warnings.append(Warned(code="unsure_role", line=node.block.first, message=str(words)))
        elif self.work.tasks and node.role == "tasks":
            task = self.work.tasks[-1]
            lines = [task.lines[0] if task.lines else node.block.first, node.block.last]
            self._change(details=[*task.details, text], lines=lines)

    def _attribute(self, text: str) -> tuple[str, str] | None:
        """ "Thời gian: ...": what a line under a task says, and its words."""
        head, colon, rest = text.partition(":")
        if not colon or len(head) > 40 or not rest.strip():
            return None
        for name, phrases in self.words.attributes.items():
            if name not in {"claim", "value", "number", "unit"} and phrases.whole(head):
                return name, rest.strip()
        return None

    def _add_attribute(self, name: str, words: str) -> None:
        task = self.work.tasks[-1]
        if name == "time" and task.end is None and task.start is None:
            window = self.context.time(words)
            if window is not None:
                self._change(start=window.since, end=window.until)
        elif name == "lead" and task.lead is None:
            names = listed(words.rstrip(" .;"), self.words)
            below = bool(names) and self.context.scope(names[0]) == "passed_down"
            scope = "passed_down" if below else task.scope
            self._change(lead=names[0] if names else None, collaborators=[*names[1:], *task.collaborators], scope=scope)
        elif name == "with":
            self._change(collaborators=[*task.collaborators, *listed(words.rstrip(" .;"), self.words)])

    def _change(self, **fields: object) -> None:
        self.work.tasks[-1] = msgspec.structs.replace(self.work.tasks[-1], **fields)

    def _task(self, node: Node, place: Place) -> None:
        if len(node.text) < 3 or self.words.roles["tasks"].whole(node.text):
            return
        own = self.context.own_time(node.text, place.window)
        window = own or place.window
        start, end = _days(window)
        lead, others = lead_and_others(node.text, self.words)
        attributes = [found for child in node.items if (found := self._attribute(child.text)) is not None]
        told = {words for name, words in attributes if name in {"lead", "with", "time"}}
        parts = [child for child in node.items if child.text.partition(":")[2].strip() not in told]
        details = [text for child in parts for text in (child.text, *(each.text for each in child.walk()))]
        if self.programmes:
            details = [text for text in details if programme_in(text, self.words) is None]
        last = max([node.block.last, *(each.block.last for each in node.walk() if each.kind == "item")])
        self.work.tasks.append(
            Task(
                text=node.text,
                group=place.group,
                details=details,
                path=node.path,
                start=start,
                end=end,
                lead=lead or place.lead,
                collaborators=others or list(place.others),
                scope=place.scope,
                measurable=claims.states_figure(node.text),
                lines=[node.block.first, last],
                confidence=round(max(0.1, 0.95 * place.sure * node.sure), 2),
            )
        )
        for attribute in attributes:
            self._add_attribute(*attribute)
        for child in node.children:
            if child.kind == "paragraph" and node.kind == "item":
                self._paragraph(child, place)

    def _table(self, node: Node, place: Place) -> None:
        table = node.block.table
        if table is None:
            return
        if "claim" in table.columns and (node.role == "targets" or "text" not in table.columns):
            heading = next((above.text.rstrip(": ") for above in node.above), None)
            self.work.targets.extend(table_claims(table, self.context, section=heading))
        elif "text" in table.columns and node.role not in {"purpose", "context", "budget"}:
            found, steps = table_tasks(table, self.context, group=place.group, scope=place.scope)
            self.work.tasks.extend(found)
            self.work.milestones.extend(steps)


def _days(window: Window | None) -> tuple[date | None, date | None]:
    return (window.since, window.until) if window is not None else (None, None)
