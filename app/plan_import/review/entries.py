"""A draft under review: its items in one row of entries that can be put in order, and back again to a draft.

An entry keeps its ``id`` through every correction, so that screens and undo find it again. Nothing is ever taken out: what is not wanted
is ``dropped`` and stays to be looked at.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from app.plan_import.draft import (
    Document,
    Duty,
    Item,
    Milestone,
    PlanDraft,
    Programme,
    Recipient,
    Reference,
    Target,
    Task,
    Text,
)
from app.text import fold

Kind = Literal["programme", "target", "task", "detail", "milestone", "duty", "reference", "recipient"]

OWN, PASSED_DOWN = "own", "passed_down"
REST = 0
"""In place of a programme's id: what the plan puts under none of its programmes."""


class Detail(Item, frozen=True, kw_only=True):
    """A part of the task before it."""

    text: Text


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One item; ``programme`` is the id of the entry it stands under, ``answered`` the keys of the doubts a person settled."""

    id: int
    kind: Kind
    item: Item
    programme: int = REST
    dropped: bool = False
    answered: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words of the item."""
        return text_of(self.item)


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The whole draft under review. ``head`` carries document and warnings, its lists are empty.

    ``default_lead`` leads every programme that names no ban. ``choices`` are answers that concern the whole document.
    """

    head: PlanDraft
    entries: tuple[Entry, ...]
    next_id: int
    default_lead: str | None = None
    choices: tuple[tuple[str, str], ...] = ()

    def place(self, entry_id: int) -> int:
        """Where an entry stands in the row. KeyError when there is none."""
        for place, entry in enumerate(self.entries):
            if entry.id == entry_id:
                return place
        raise KeyError(entry_id)

    def entry(self, entry_id: int) -> Entry:
        """An entry by its id."""
        return self.entries[self.place(entry_id)]

    def live(self, *kinds: Kind) -> Iterator[Entry]:
        """The entries of these kinds that are wanted, in order."""
        return (entry for entry in self.entries if entry.kind in kinds and not entry.dropped)

    def choice(self, key: str) -> str:
        """The answer to a question about the whole document; empty while it is open."""
        return dict(self.choices).get(key, "")


def text_of(item: Item) -> str:
    """The words of an item of any kind."""
    match item:
        case Programme():
            return item.title
        case Duty():
            return item.texts[0] if item.texts else ""
        case Reference():
            return item.text or item.number or ""
        case Milestone():
            return item.text or ""
        case Target() | Task() | Detail() | Recipient():
            return item.text
    raise TypeError(type(item))


def with_text(item: Item, text: str) -> Item:
    """The item with other words."""
    match item:
        case Programme():
            return msgspec.structs.replace(item, title=text)
        case Duty():
            return msgspec.structs.replace(item, texts=[text])
        case _:
            return msgspec.structs.replace(item, text=text)


def review_of(draft: PlanDraft) -> Review:
    """A draft as it came from the reader, opened for review. A plan that lists no programme is itself one."""
    entries: list[Entry] = []

    def add(kind: Kind, item: Item, programme: int = REST) -> None:
        entries.append(Entry(id=len(entries) + 1, kind=kind, item=item, programme=programme))

    for programme in draft.programmes or [Programme(title=draft.title or draft.kind, lines=draft.document.lines)]:
        add("programme", programme)
    programmes = tuple(entries)
    for target in draft.targets:
        add("target", target, place_of(programmes, target.section))
    for task in draft.tasks:
        under = place_of(programmes, task.group, *task.path)
        add("task", msgspec.structs.replace(task, details=[]), under)
        for text in task.details:
            add("detail", Detail(text=text, lines=task.lines, confidence=task.confidence), under)
    for milestone in draft.milestones:
        add("milestone", milestone)
    for duty in draft.duties:
        for each in _apart(duty):
            add("duty", each)
    for reference in draft.references:
        add("reference", reference)
    for recipient in draft.recipients:
        add("recipient", recipient)
    head = PlanDraft(schema=draft.schema, document=draft.document, warnings=draft.warnings)
    return Review(head=head, entries=tuple(entries), next_id=len(entries) + 1)


def place_of(programmes: Iterable[Entry], *headings: str | None) -> int:
    """The id of the programme that one of the headings names; the only one there is; else REST. The rule of acceptance."""
    known = [(entry.id, entry.item) for entry in programmes if isinstance(entry.item, Programme)]
    if len(known) == 1:
        return known[0][0]
    for heading in filter(None, headings):
        folded = fold(heading)
        for entry_id, programme in known:
            number = (programme.number or "").strip()
            if fold(programme.title) in folded or (number and folded == f"chuong trinh {fold(number)}"):
                return entry_id
    return REST


def to_draft(review: Review) -> PlanDraft:
    """What is wanted of a review, as the draft that acceptance takes. What was dropped is not in it."""
    programmes = tuple(review.live("programme"))
    return PlanDraft(
        schema=review.head.schema,
        document=review.head.document,
        warnings=review.head.warnings,
        programmes=[_led(entry.item, review.default_lead) for entry in programmes if isinstance(entry.item, Programme)],
        targets=[
            _target_in(entry, entry.item, programmes)
            for entry in review.live("target")
            if isinstance(entry.item, Target)
        ],
        tasks=list(_tasks(review, programmes)),
        milestones=[entry.item for entry in review.live("milestone") if isinstance(entry.item, Milestone)],
        duties=_together(entry.item for entry in review.live("duty") if isinstance(entry.item, Duty)),
        references=[entry.item for entry in review.live("reference") if isinstance(entry.item, Reference)],
        recipients=[entry.item for entry in review.live("recipient") if isinstance(entry.item, Recipient)],
    )


def head_of(document: Document) -> str:
    """How a person calls the document: its number, else its title."""
    return document.number or document.title or document.heading or ""


def _apart(duty: Duty) -> Iterator[Duty]:
    """One duty for each of its sentences; the first keeps the programmes that are given."""
    yield msgspec.structs.replace(duty, texts=duty.texts[:1])
    for text in duty.texts[1:]:
        yield msgspec.structs.replace(duty, texts=[text], programmes=[])


def _together(duties: Iterable[Duty]) -> list[Duty]:
    """Sentences that follow each other for the same body at the same place are one duty again."""
    found: list[Duty] = []
    for duty in duties:
        last = found[-1] if found else None
        if last is not None and (last.body, last.lines) == (duty.body, duty.lines) and not duty.programmes:
            found[-1] = msgspec.structs.replace(last, texts=[*last.texts, *duty.texts])
        else:
            found.append(duty)
    return found


def _led(programme: Programme, lead: str | None) -> Programme:
    return programme if programme.lead or not lead else msgspec.structs.replace(programme, lead=lead)


def _target_in(entry: Entry, target: Target, programmes: tuple[Entry, ...]) -> Target:
    if entry.programme == REST or place_of(programmes, target.section) == entry.programme:
        return target
    return msgspec.structs.replace(target, section=_title(programmes, entry.programme) or target.section)


def _tasks(review: Review, programmes: tuple[Entry, ...]) -> Iterator[Task]:
    """Each task with its details; the default lead leads what stands under no programme."""
    waiting: Task | None = None
    for entry in review.live("task", "detail"):
        if isinstance(entry.item, Task):
            if waiting is not None:
                yield waiting
            waiting = _task_in(entry, entry.item, programmes)
            if entry.programme == REST and not waiting.lead and waiting.scope == OWN and review.default_lead:
                waiting = msgspec.structs.replace(waiting, lead=review.default_lead)
        elif waiting is not None:
            waiting = msgspec.structs.replace(waiting, details=[*waiting.details, entry.text])
        else:
            waiting = Task(text=entry.text, lines=entry.item.lines, confidence=entry.item.confidence)
    if waiting is not None:
        yield waiting


def _task_in(entry: Entry, task: Task, programmes: tuple[Entry, ...]) -> Task:
    """The task with headings by which acceptance finds the programme that was chosen for it."""
    if entry.programme == REST or place_of(programmes, task.group, *task.path) == entry.programme:
        return task
    title = _title(programmes, entry.programme)
    if not title:
        return task
    moved = msgspec.structs.replace(task, path=[title, *task.path])
    if place_of(programmes, moved.group, *moved.path) == entry.programme:
        return moved
    return msgspec.structs.replace(task, group=title)


def _title(programmes: tuple[Entry, ...], entry_id: int) -> str:
    return next((entry.text for entry in programmes if entry.id == entry_id), "")
