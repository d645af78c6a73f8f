"""An item of one kind becomes one of another: what the reader took for a task is a target, a detail, a milestone, …"""

from collections.abc import Iterable
from datetime import date

import msgspec

from app.errors import Refused
from app.i18n import msg
from app.plan_import.draft import Duty, Item, Milestone, Programme, Recipient, Reference, Target, Task
from app.plan_import.review.changes import task_before
from app.plan_import.review.entries import REST, Detail, Entry, Kind, Review
from app.plan_import.review.rows import (
    block_of,
    details_of,
    moved,
    place_by_line,
    with_entries,
    with_entry,
)

CHOICES: tuple[Kind, ...] = ("task", "detail", "target", "milestone", "duty", "programme")
"""What an item may become by hand, in the order in which it is offered."""


def retype(review: Review, ids: Iterable[int], kind: Kind) -> Review:
    """Items become ``kind``, with their words, lines and whatever both kinds know. Refused where that cannot be.

    From the last to the first, so that several details that become tasks keep their order.
    """
    for entry_id in sorted(ids, key=review.place, reverse=True):
        if review.entry(entry_id).kind != kind:
            review = _one(review, review.entry(entry_id), kind)
    return review


def _one(review: Review, entry: Entry, kind: Kind) -> Review:
    if kind == "detail":
        return _under_the_task_before(review, entry)
    if entry.kind == "programme" and any(one.programme == entry.id for one in review.entries):
        raise Refused(msg("Chương trình này còn nội dung. Chuyển nội dung sang chương trình khác rồi đổi loại."))
    if isinstance(entry.item, Task):
        review = _with_its_details(review, entry, entry.item)
        entry = review.entry(entry.id)
    changed = msgspec.structs.replace(
        entry, kind=kind, item=_as(review, entry, kind), programme=_under(review, entry, kind)
    )
    if entry.kind == "detail" and kind == "task":
        owner = task_before(review, entry.id)
        before = block_of(review, owner.id)[1] if owner is not None else review.place(entry.id)
    else:
        before = place_by_line(review, entry, kind)
    place = review.place(entry.id)
    return with_entry(moved(review, (place, place + 1), before), changed)


def _under(review: Review, entry: Entry, kind: Kind) -> int:
    """The programme of what an item becomes: its own, else the first."""
    if kind not in ("task", "target"):
        return REST
    if entry.programme != REST or entry.kind in ("task", "detail", "target"):
        return entry.programme
    return next((one.id for one in review.live("programme") if one.id != entry.id), REST)


def _under_the_task_before(review: Review, entry: Entry) -> Review:
    owner = task_before(review, entry.id) if entry.kind == "task" else _nearest_task(review, entry)
    if owner is None:
        raise Refused(msg("Không có nhiệm vụ ở trên để nhận mục này làm ý nhỏ."))
    detail = Detail(text=entry.text or "–", lines=entry.item.lines, confidence=entry.item.confidence)
    changed = msgspec.structs.replace(entry, kind="detail", item=detail, programme=owner.programme)
    block = block_of(review, entry.id)
    review = moved(review, block, block_of(review, owner.id)[1])
    return with_entry(review, changed)


def _nearest_task(review: Review, entry: Entry) -> Entry | None:
    """The last task of the document that begins before an item does."""
    line = entry.item.lines[0] if entry.item.lines else 0
    before = [one for one in review.live("task") if one.item.lines and one.item.lines[0] <= line]
    return before[-1] if before else None


def _with_its_details(review: Review, entry: Entry, task: Task) -> Review:
    """What has no details takes their words into its own."""
    details = details_of(review, entry.id)
    text = " ".join([entry.text, *(one.text for one in details)])
    gone = {one.id for one in details}
    whole = msgspec.structs.replace(entry, item=msgspec.structs.replace(task, text=text))
    review = with_entry(review, whole)
    return with_entries(review, (one for one in review.entries if one.id not in gone))


def _as(review: Review, entry: Entry, kind: Kind) -> Item:
    old, text = entry.item, entry.text
    lines, sure = old.lines, old.confidence
    start, end = getattr(old, "start", None), getattr(old, "end", None)
    match kind:
        case "task":
            return _task(review, entry, text, start, end)
        case "target":
            return Target(text=text, text_full=text, section=getattr(old, "group", None), lines=lines, confidence=sure)
        case "milestone":
            days = [day for day in (start, end) if day is not None]
            if not days:
                raise Refused(msg("Mốc thời gian cần có ngày. Ghi hạn cho mục này rồi đổi loại."))
            return Milestone(start=days[0], end=days[-1], text=text, lines=lines, confidence=sure)
        case "duty":
            body = getattr(old, "lead", None) or str(msg("Các ban, đơn vị"))
            return Duty(body=body, texts=[text], lines=lines, confidence=sure)
        case "programme":
            return Programme(title=text, lead=getattr(old, "lead", None), lines=lines, confidence=sure)
        case "reference":
            return Reference(text=text, lines=lines, confidence=sure)
    return Recipient(text=text, lines=lines, confidence=sure)


def _task(review: Review, entry: Entry, text: str, start: date | None, end: date | None) -> Task:
    owner = task_before(review, entry.id) if entry.kind == "detail" else None
    like = owner.item if owner is not None and isinstance(owner.item, Task) else None
    old = entry.item
    return Task(
        text=text or "–",
        group=like.group if like else getattr(old, "section", None),
        path=like.path if like else [],
        scope=like.scope if like else "own",
        lead=getattr(old, "body", None) if entry.kind == "duty" else like.lead if like else None,
        start=start,
        end=end,
        lines=old.lines,
        confidence=old.confidence,
    )
