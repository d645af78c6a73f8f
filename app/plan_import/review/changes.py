"""What a person may do to a draft under review. Each function gives the review as it is afterwards; the one before stays as it was.

No words get lost: items are joined, taken apart and set aside, never deleted.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from app.errors import BadInput, Refused
from app.i18n import msg
from app.plan_import.draft import Duty, Item, Programme, Reference, Task
from app.plan_import.review.entries import Entry, Review, text_of, with_text
from app.plan_import.review.rows import (
    block_of,
    branch_of,
    details_of,
    moved,
    neighbour,
    owner_of,
    siblings_of,
    with_entries,
    with_entry,
)
from app.text import clean

Change = Callable[[Review], Review]

_OF_ONE_PART = frozenset(("text", "title", "texts", "lines", "details", "path", "group", "scope", "programmes"))
"""Fields that joining two items treats on their own."""


def edit(review: Review, entry_id: int, **fields: Any) -> Review:
    """Correct fields of an item; ``text`` is its words, whatever its kind. BadInput for no words or days in the wrong order."""
    entry = review.entry(entry_id)
    item = entry.item
    if "text" in fields:
        text = clean(fields.pop("text"))
        if not text:
            raise BadInput(msg("Mục cần có nội dung. Muốn bỏ mục này, bấm Delete."), "text")
        item = with_text(item, text)
    return with_entry(review, msgspec.structs.replace(entry, item=_checked(msgspec.structs.replace(item, **fields))))


def edit_document(review: Review, **fields: Any) -> Review:
    """Correct the head of the document: number, kind, title, issuer, days."""
    document = msgspec.structs.replace(review.head.document, **fields)
    return msgspec.structs.replace(review, head=msgspec.structs.replace(review.head, document=document))


def _checked(item: Item) -> Item:
    start, end = getattr(item, "start", None), getattr(item, "end", None)
    if start is not None and end is not None and end < start:
        raise BadInput(msg("Ngày kết thúc đứng trước ngày bắt đầu. Sửa một trong hai ngày."), "end")
    return item


def split(review: Review, entry_id: int, at: int) -> Review:
    """Two items of one, at a position of its words (moved to the blank before). Details stay with the second part."""
    entry = review.entry(entry_id)
    left, right = parted(text_of(entry.item), at)
    no_words = isinstance(entry.item, Reference) and not entry.item.text
    if not left or not right or no_words or entry.kind == "programme":
        raise Refused(msg("Không tách được ở chỗ này. Đặt con trỏ giữa hai từ, rồi tách."))
    rest = with_text(entry.item, right)
    if isinstance(rest, Duty):
        rest = msgspec.structs.replace(rest, programmes=[])
    if isinstance(rest, Reference):
        rest = msgspec.structs.replace(rest, number=None, issued_on=None)
    first = msgspec.structs.replace(entry, item=with_text(entry.item, left))
    second = msgspec.structs.replace(entry, id=review.next_id, item=rest)
    place = review.place(entry_id)
    entries = (*review.entries[:place], first, second, *review.entries[place + 1 :])
    return msgspec.structs.replace(review, entries=entries, next_id=review.next_id + 1)


def parted(text: str, at: int) -> tuple[str, str]:
    """The words before and after a position that is moved back to a blank, so that no word is cut."""
    place = min(max(at, 0), len(text))
    while 0 < place < len(text) and not text[place].isspace() and not text[place - 1].isspace():
        place -= 1
    return text[:place].rstrip(), text[place:].lstrip()


def merge(review: Review, entry_id: int, step: int) -> Review:
    """Join an item with its neighbour before (-1) or after (+1): one item with the words of both."""
    other = neighbour(review, entry_id, step)
    if other is None:
        raise Refused(msg("Không có mục liền kề cùng loại để gộp."))
    entry = review.entry(entry_id)
    first, second = (other, entry) if step < 0 else (entry, other)
    joined = msgspec.structs.replace(
        first, item=_joined(first.item, second.item), answered=first.answered | second.answered
    )
    review = _children_to(review, second.id, first.id) if second.kind == "programme" else review
    first_end, (place, end) = block_of(review, first.id)[1], block_of(review, second.id)
    if first.kind == second.kind and end > place + 1 and place != first_end:
        # The details of the second follow those of the first, wherever it stood.
        review = moved(review, (place, end), first_end)
    return with_entries(
        with_entry(review, joined), (one for one in with_entry(review, joined).entries if one.id != second.id)
    )


def _joined(left: Item, right: Item) -> Item:
    item = with_text(left, " ".join(filter(None, (text_of(left), text_of(right)))))
    given = {
        name: getattr(right, name, None)
        for name in left.__struct_fields__
        if name not in _OF_ONE_PART and getattr(left, name) in (None, [], "")
    }
    lines = [line for part in (left, right) for line in part.lines or ()]
    if lines:
        given["lines"] = [min(lines), max(lines)]
    if isinstance(left, Duty) and isinstance(right, Duty):
        given["programmes"] = [*left.programmes, *right.programmes]
    return msgspec.structs.replace(item, **{name: value for name, value in given.items() if value is not None})


def _children_to(review: Review, old: int, new: int) -> Review:
    return with_entries(
        review,
        (msgspec.structs.replace(one, programme=new) if one.programme == old else one for one in review.entries),
    )


def move(review: Review, entry_id: int, step: int) -> Review:
    """One place up (-1) or down (+1) among its siblings; beyond the first or last, a task goes into the group next to it."""
    entry = review.entry(entry_id)
    around = siblings_of(review, entry_id)
    place = next((at for at, one in enumerate(around) if one.id == entry_id), 0)
    if 0 <= place + step < len(around):
        other = around[place + step]
        if step < 0:
            return moved(review, block_of(review, entry_id), block_of(review, other.id)[0])
        return moved(review, block_of(review, entry_id), block_of(review, other.id)[1])
    if entry.kind != "task":
        raise Refused(msg("Mục đã ở đầu hoặc cuối phần này."))
    return _into_next_group(review, entry, step)


def _into_next_group(review: Review, entry: Entry, step: int) -> Review:
    here = branch_of(entry)
    tasks = [one for one in review.live("task") if branch_of(one)[1:3] == here[1:3]]
    groups = list(dict.fromkeys(one.item.group for one in tasks if isinstance(one.item, Task)))
    at = groups.index(here[3]) + step if here[3] in groups else -1
    if not 0 <= at < len(groups):
        raise Refused(msg("Mục đã ở đầu hoặc cuối phần này."))
    into = [one for one in tasks if branch_of(one)[3] == groups[at] and one.id != entry.id]
    review = edit(review, entry.id, group=groups[at])
    before = block_of(review, into[-1].id)[1] if step < 0 else block_of(review, into[0].id)[0]
    return moved(review, block_of(review, entry.id), before)


def place_in(review: Review, ids: Iterable[int], programme: int, group: str | None) -> Review:
    """Put items under a programme; tasks into a group of it, with their details."""
    for entry_id in ids:
        first, last = block_of(review, entry_id)
        block = {one.id for one in review.entries[first:last]}
        review = with_entries(
            review,
            (msgspec.structs.replace(one, programme=programme) if one.id in block else one for one in review.entries),
        )
        if review.entry(entry_id).kind == "task":
            review = edit(review, entry_id, group=group)
    return review


def lead(review: Review, ids: Iterable[int], body: str | None) -> Review:
    """Let a ban lead these programmes and tasks; it no longer collaborates in them."""
    for entry_id in ids:
        item = review.entry(entry_id).item
        if isinstance(item, Programme):
            review = edit(review, entry_id, lead=body)
        elif isinstance(item, Task):
            review = edit(review, entry_id, lead=body, collaborators=[one for one in item.collaborators if one != body])
    return review


def collaborators(review: Review, ids: Iterable[int], bodies: Sequence[str]) -> Review:
    """Let these bodies collaborate in tasks; the lead of a task is not among them."""
    for entry_id in ids:
        item = review.entry(entry_id).item
        if isinstance(item, Task):
            review = edit(review, entry_id, collaborators=[body for body in dict.fromkeys(bodies) if body != item.lead])
    return review


def lead_by_default(review: Review, body: str | None) -> Review:
    """The ban that leads every programme that names none."""
    return msgspec.structs.replace(review, default_lead=body)


def scope(review: Review, ids: Iterable[int], wanted: str) -> Review:
    """Say of tasks who does them: this office (``own``) or units below (``passed_down``)."""
    for entry_id in ids:
        if isinstance(review.entry(entry_id).item, Task):
            review = edit(review, entry_id, scope=wanted)
    return review


def drop(review: Review, ids: Iterable[int]) -> Review:
    """Set items aside: tasks with their details. What stood under a programme goes to the one before it."""
    gone: set[int] = set()
    for entry_id in ids:
        first, last = block_of(review, entry_id)
        gone |= {one.id for one in review.entries[first:last]}
        if review.entries[first].kind == "programme":
            review = _children_to(review, entry_id, _programme_before(review, entry_id, gone))
    return with_entries(
        review, (msgspec.structs.replace(one, dropped=True) if one.id in gone else one for one in review.entries)
    )


def _programme_before(review: Review, entry_id: int, gone: set[int]) -> int:
    others = [one.id for one in review.live("programme") if one.id not in gone]
    before = [one for one in others if review.place(one) < review.place(entry_id)]
    return before[-1] if before else others[0] if others else 0


def restore(review: Review, ids: Iterable[int]) -> Review:
    """Take back what was set aside; a detail brings its task along."""
    back = set(ids)
    for entry_id in tuple(back):
        place = review.place(entry_id)
        if review.entries[place].kind == "detail":
            back |= {next((one.id for one in reversed(review.entries[:place]) if one.kind == "task"), entry_id)}
        elif review.entries[place].kind == "task":
            back |= {one.id for one in details_of(review, entry_id)}
    return with_entries(
        review, (msgspec.structs.replace(one, dropped=False) if one.id in back else one for one in review.entries)
    )


def settle(review: Review, entry_id: int, key: str) -> Review:
    """A person looked at a doubt and is content with the item."""
    entry = review.entry(entry_id)
    return with_entry(review, msgspec.structs.replace(entry, answered=entry.answered | {key}))


def settle_all(review: Review, ids: Iterable[int], key: str) -> Review:
    """A person is content with several items at once."""
    for entry_id in ids:
        review = settle(review, entry_id, key)
    return review


def choose(review: Review, key: str, answer: str) -> Review:
    """Answer a question about the whole document."""
    others = tuple(pair for pair in review.choices if pair[0] != key)
    return msgspec.structs.replace(review, choices=(*others, (key, answer)))


def window(review: Review, entry_id: int, start: date | None, end: date | None) -> Review:
    """Give a task or milestone its days."""
    return edit(review, entry_id, start=start, end=end)


def level(review: Review, entry_id: int, comparator: str, value: Decimal | None, unit: str | None) -> Review:
    """Give a target its level: ``at_least`` 95 ``percent``."""
    return edit(review, entry_id, comparator=comparator, value=value, unit=unit)


def task_before(review: Review, entry_id: int) -> Entry | None:
    """The wanted task of the same branch before a task; for a detail its task."""
    entry = review.entry(entry_id)
    return neighbour(review, entry_id, -1) if entry.kind == "task" else owner_of(review, entry_id)
