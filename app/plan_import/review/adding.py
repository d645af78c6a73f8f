"""Items that the reader did not see: made by hand, from words or from lines of the document."""

from collections.abc import Sequence

import msgspec

from app.errors import BadInput
from app.i18n import msg
from app.plan_import.draft import Task
from app.plan_import.review.entries import REST, Entry, Kind, Review
from app.plan_import.review.retyping import retype
from app.plan_import.review.rows import moved, place_by_line
from app.plan_import.review.spans import LABEL
from app.plan_import.source import Source
from app.text import clean


def add(review: Review, text: str, lines: Sequence[int], kind: Kind = "task") -> Review:
    """The review with one more item; its id is the ``next_id`` of before. It stands by its line, in the group of the task before it."""
    words = clean(text)
    if not words:
        raise BadInput(msg("Mục cần có nội dung. Ghi nội dung rồi thêm."), "text")
    near = _task_before(review, lines[0] if lines else 0)
    programme = near.programme if near is not None else next((one.id for one in review.live("programme")), REST)
    like = near.item if near is not None and isinstance(near.item, Task) else None
    item = Task(
        text=words,
        group=like.group if like else None,
        scope=like.scope if like else "own",
        lines=[lines[0], lines[-1]] if lines else None,
    )
    entry = Entry(id=review.next_id, kind="task", item=item, programme=programme)
    end = len(review.entries)
    added = msgspec.structs.replace(review, entries=(*review.entries, entry), next_id=review.next_id + 1)
    placed = moved(added, (end, end + 1), place_by_line(review, entry, "task")) if lines else added
    return retype(placed, [entry.id], kind)


def _task_before(review: Review, line: int) -> Entry | None:
    """The last task that begins before a line; the last of all where no line is given."""
    tasks = [one for one in review.live("task") if not line or (one.item.lines and one.item.lines[0] <= line)]
    return tasks[-1] if tasks else None


def words_of(source: Source, lines: Sequence[int]) -> str:
    """The words of lines of the document, without the number or mark before them."""
    texts = [line.text.strip() for line in source.lines if lines and lines[0] <= line.number <= lines[-1]]
    return LABEL.sub("", " ".join(filter(None, texts)), count=1)
