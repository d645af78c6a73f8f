"""From what a person types or pastes into a cell to what is logged. No Qt in here."""

import re
from typing import Any

from app.dates import parse_date
from app.errors import BadInput
from app.i18n import msg
from app.plan.grid_rows import Grid, MeasureInfo, TaskRow, ValueRow
from app.plan.progress import ProgressEdit
from app.plan.timeliness import TaskState
from app.plan.values import ValueEdit
from app.text import fold

_STATE_WORDS = {
    TaskState.not_started: ("chua trien khai", "chua thuc hien", "chua lam", "chua", "ctk"),
    TaskState.in_progress: ("dang thuc hien", "dang trien khai", "dang lam", "dang", "dth", "thuong xuyen", "tx"),
    TaskState.done: ("hoan thanh", "da hoan thanh", "da xong", "xong", "ht", "hoan thanh muon", "x"),
    TaskState.paused: ("tam dung", "tam hoan", "dung", "td"),
    TaskState.cancelled: ("da huy", "huy", "huy bo", "khong thuc hien"),
}
_STATES = {word: state for state, words in _STATE_WORDS.items() for word in words}
# What a list shows of a task that is not done; the state itself was "in progress".
_STATES |= {"qua han": TaskState.in_progress, "sap den han": TaskState.in_progress}

_NONE_OCCURRED = {"khong ps", "kps", "k ps", "khong phat sinh", "ps0"}
_NOT_APPLICABLE = {"ka", "kad", "k ad", "khong ap dung", "khong ad"}
_DASHES = {"–", "-", "—"}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?")


def given_of(text: str) -> str:
    """The kind of nothing that the words name: none_occurred, not_applicable, or "" for none of them."""
    folded = fold(text)
    if folded in _NONE_OCCURRED:
        return "none_occurred"
    return "not_applicable" if text.strip() in _DASHES or folded in _NOT_APPLICABLE else ""


def state_of(text: str) -> TaskState | None:
    """The state that the words name, or None."""
    return _STATES.get(fold(text))


def task_edit(row: TaskRow, key: str, text: str, grid: Grid) -> ProgressEdit | None:
    """What typing ``text`` into a column of a task means; None when it says nothing new. Raises BadInput."""
    fields = _FIELDS.get(key, _words)(row, key, text, grid)
    return edit_of(row, grid, fields) if fields else None


def edit_of(row: TaskRow, grid: Grid, fields: dict[str, Any]) -> ProgressEdit:
    """An edit of a task's row."""
    return ProgressEdit(task_id=row.key[0], unit_id=row.key[1], period=grid.period, **fields)


def merged(edits: list[ProgressEdit]) -> ProgressEdit:
    """Several edits of one row as one; the later ones win."""
    fields: dict[str, Any] = {}
    for edit in edits:
        fields |= {name: value for name, value in vars(edit).items() if value is not None}
    return ProgressEdit(**fields)


def _words(row: TaskRow, key: str, text: str, _grid: Grid) -> dict[str, Any]:
    return {} if text == getattr(row, key) else {key: text}


def _state(row: TaskRow, _key: str, text: str, _grid: Grid) -> dict[str, Any]:
    given = given_of(text)
    if given:
        return {"given": given} if row.given != given else {}
    if not text.strip():
        return {}
    state = state_of(text)
    if state is None:
        raise BadInput(
            msg("“{text}” không phải là trạng thái. Chọn trong danh sách, hoặc gõ chữ đầu như “đang”.", text=text),
            "state",
        )
    fields: dict[str, Any] = {} if row.state == state and row.given == "value" else {"state": str(state)}
    if fields and row.given not in {"", "value"}:
        fields["given"] = "value"
    return fields | _following(row, state) if fields else {}


def _following(row: TaskRow, state: TaskState) -> dict[str, Any]:
    """What a state brings along, so that no entry contradicts itself: done is 100 %, and only what is done has a done date."""
    if state is TaskState.done:
        return {"percent": 100} if row.percent != 100 and not row.continuous else {}
    return {"done_on": ""} if row.done_on is not None else {}


def _percent(row: TaskRow, _key: str, text: str, _grid: Grid) -> dict[str, Any]:
    compact = text.strip()
    if not compact or compact in _DASHES:
        return {"percent": ""} if row.percent is not None else {}
    found = _PERCENT.fullmatch(compact)
    if found is None or int(found[1]) > 100:
        raise BadInput(msg("“{text}” không phải là phần trăm. Ghi số nguyên từ 0 đến 100.", text=compact), "percent")
    return {} if row.percent == int(found[1]) else {"percent": int(found[1])}


def _done_on(row: TaskRow, _key: str, text: str, grid: Grid) -> dict[str, Any]:
    if not text.strip():
        return {"done_on": ""} if row.done_on is not None else {}
    day = parse_date(text, grid.cutoff.year)
    if day == row.done_on:
        return {}
    fields: dict[str, Any] = {"done_on": day.isoformat()}
    if row.state != TaskState.done:
        fields |= {"state": str(TaskState.done), **_following(row, TaskState.done)}
    return fields


_FIELDS = {"state": _state, "percent": _percent, "done_on": _done_on}


class HalfTyped(Exception):
    """A rate of which only one of its two numbers is there yet; nothing can be logged before the other is."""


def value_edit(
    row: ValueRow, key: str, text: str, measure: MeasureInfo, grid: Grid, typed: dict[str, str]
) -> ValueEdit | None:
    """What typing ``text`` into a column of a measure's row means; ``typed`` are its half-typed cells.

    None says to clear the value. Raises BadInput, or HalfTyped while the other number of a rate is missing.
    """
    place: dict[str, Any] = {"measure_id": row.key[0], "unit_id": row.key[1], "period": grid.period}
    standing = row.now is not None and row.now.given == "value"
    if key == "note":
        return ValueEdit(**place, note=text, given=row.now.given if row.now else "value")
    given = given_of(text)
    if given:
        return ValueEdit(**place, given=given)
    if not text.strip():
        if typed:
            raise HalfTyped
        return None
    if measure.form != "ratio":
        return ValueEdit(**place, val=text)
    if key == "num" and ("/" in text or "%" in text):
        return ValueEdit(**place, num=text)
    other = "den" if key == "num" else "num"
    if other not in typed and not standing:
        raise HalfTyped
    num, den = (text, typed.get(other)) if key == "num" else (typed.get(other), text)
    return ValueEdit(**place, num=num, den=den)
