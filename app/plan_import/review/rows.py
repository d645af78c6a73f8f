"""Where entries stand: a task with its details is one block, and what a person sees as neighbours are siblings."""

from collections.abc import Iterable

import msgspec

from app.plan_import.draft import Task
from app.plan_import.review.entries import PASSED_DOWN, REST, Entry, Kind, Review

Branch = tuple[Kind, int, bool, str | None]
"""What two neighbours have in common: kind, programme, whether it is for units below, group."""


def branch_of(entry: Entry) -> Branch:
    """The branch of the tree in which an entry stands (a detail: that of tasks, without its group)."""
    if entry.kind in ("milestone", "duty", "reference", "recipient"):
        return entry.kind, REST, False, None
    if isinstance(entry.item, Task):
        return entry.kind, entry.programme, entry.item.scope == PASSED_DOWN, entry.item.group
    return entry.kind, REST if entry.kind == "programme" else entry.programme, False, None


def owner_of(review: Review, entry_id: int) -> Entry | None:
    """The task to which a detail belongs: the nearest one before it that is wanted."""
    place = review.place(entry_id)
    return next((one for one in reversed(review.entries[:place]) if one.kind == "task" and not one.dropped), None)


def block_of(review: Review, entry_id: int) -> tuple[int, int]:
    """From where to before where an entry reaches in the row: a task with the details that follow it."""
    first = review.place(entry_id)
    last = first + 1
    if review.entries[first].kind == "task":
        while last < len(review.entries) and review.entries[last].kind == "detail":
            last += 1
    return first, last


def details_of(review: Review, entry_id: int) -> tuple[Entry, ...]:
    """The details of a task, dropped ones too."""
    first, last = block_of(review, entry_id)
    return review.entries[first + 1 : last]


def siblings_of(review: Review, entry_id: int) -> list[Entry]:
    """The wanted entries among which an entry stands, in order; for a detail those of its task."""
    entry = review.entry(entry_id)
    if entry.kind == "detail":
        owner = owner_of(review, entry_id)
        return [] if owner is None else [one for one in details_of(review, owner.id) if not one.dropped]
    wanted = branch_of(entry)
    return [one for one in review.live(entry.kind) if branch_of(one) == wanted]


def neighbour(review: Review, entry_id: int, step: int) -> Entry | None:
    """The sibling before (-1) or after (+1); before the first detail stands its task."""
    around = siblings_of(review, entry_id)
    place = next((at for at, one in enumerate(around) if one.id == entry_id), None)
    if place is not None and 0 <= place + step < len(around):
        return around[place + step]
    if step < 0 and place == 0 and review.entry(entry_id).kind == "detail":
        return owner_of(review, entry_id)
    return None


def with_entries(review: Review, entries: Iterable[Entry]) -> Review:
    """The review with another row of entries."""
    return msgspec.structs.replace(review, entries=tuple(entries))


def with_entry(review: Review, changed: Entry) -> Review:
    """The review with one entry in place of the one of the same id."""
    return with_entries(review, (changed if one.id == changed.id else one for one in review.entries))


def moved(review: Review, block: tuple[int, int], before: int) -> Review:
    """The review with the entries of a block standing before another place of the row."""
    first, last = block
    taken, rest = review.entries[first:last], review.entries[:first] + review.entries[last:]
    place = before - (last - first) if before >= last else before
    return with_entries(review, rest[:place] + taken + rest[place:])


def place_by_line(review: Review, entry: Entry, kind: Kind) -> int:
    """Before which place an entry that becomes ``kind`` stands, by its line in the document; never between a task and its details."""
    line = entry.item.lines[0] if entry.item.lines else 0
    place = 0
    for at, one in enumerate(review.entries):
        if one.kind == kind and one.id != entry.id:
            if one.item.lines and one.item.lines[0] > line:
                return place or at
            place = at + 1
        elif kind == "task" and one.kind == "detail" and place == at:
            place = at + 1
    return place or len(review.entries)
