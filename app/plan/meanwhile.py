"""What became of a row while somebody was typing into it: no edit goes over words that its writer has not seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app import history
from app.clock import local
from app.errors import Conflict
from app.i18n import Message, msg
from app.plan.grid_rows import Key, Row, TaskRow, ValueRow
from app.plan.progress import TEXTS, ProgressEdit
from app.plan.values import ValueEdit
from app.session import Session

Known = Mapping[Key, Sequence[Row]]
"""The states of a row that the writer of an edit knows: as it was shown to him first, then as his own last edit left it."""

_FIELDS = ("state", "percent", "done_on", "given", *TEXTS)


class ChangedMeanwhile(Conflict):
    """Somebody else changed what an edit is about; ``seen`` is how its writer knows the row, ``row`` how it stands. Nothing was written.

    ``who`` and ``time`` (hh:mm) tell of that change; empty where the history does not.
    """

    def __init__(self, seen: Row, row: Row, who: str = "", time: str = "") -> None:
        super().__init__(_sentence(who, time))
        self.seen, self.row, self.who, self.time = seen, row, who, time


def said(row: Row, edit: object) -> tuple[Any, ...]:
    """What a row holds in the fields that an edit (a ProgressEdit, ValueEdit or ValueClear) writes."""
    if isinstance(row, TaskRow):
        return tuple(getattr(row, name) for name in _FIELDS if getattr(edit, name, None) is not None)
    if isinstance(edit, ValueEdit) and edit.note is not None and (edit.num, edit.den, edit.val) == (None, None, None):
        return (row.note,)
    return (row.now,)


def changed(session: Session, edit: object, now: Row | None, known: Sequence[Row]) -> ChangedMeanwhile | None:
    """Why an edit must not be written over a row as it stands ``now``; None where its writer knows that state."""
    if now is None or not known:
        return None
    standing = said(now, edit)
    if any(said(row, edit) == standing for row in known) or _already(now, edit):
        return None
    return ChangedMeanwhile(known[0], now, *_last(session, now, known))


def _already(now: Row, edit: object) -> bool:
    """Whether the row says what the edit would say: two people who wrote the same need not choose."""
    if not isinstance(edit, ProgressEdit) or not isinstance(now, TaskRow):
        return False
    wanted = [(getattr(now, name), getattr(edit, name)) for name in _FIELDS if getattr(edit, name) is not None]
    return all(_plain(there) == str(given) for there, given in wanted)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _last(session: Session, now: Row, known: Sequence[Row]) -> tuple[str, str]:
    """Who changed the entry last, and when; an entry that was taken back is told of under its old number."""
    kind = "value" if isinstance(now, ValueRow) else "progress"
    entry = now.entry or next((row.entry for row in known if row.entry), 0)
    lines = history.of_row(session, kind, entry)[:1] if entry else ()
    return (lines[0].who, local(lines[0].at_ms).strftime("%H:%M")) if lines else ("", "")


def _sentence(who: str, time: str) -> Message:
    if who and time:
        return msg("{who} vừa sửa ô này lúc {time}. Xem cả hai bản rồi chọn.", who=who, time=time)
    return msg("Ô này vừa được sửa ở nơi khác. Xem cả hai bản rồi chọn.")
