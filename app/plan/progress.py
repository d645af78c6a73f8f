"""Logging the quarter: state, percent and words of one task, unit and period (MODEL 2, 6, 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app import dates
from app.errors import BadInput
from app.i18n import Message, msg
from app.plan import periods, revisions
from app.plan.revisions import Place
from app.plan.timeliness import TaskState
from app.session import Session
from app.text import clean, same_words
from db.connection import Row
from db.queries import quarter
from db.queries.quarter import PROGRESS
from db.store import Change

TEXTS = ("result", "difficulty", "cause", "proposal")
COPIED = ("state", "percent", *TEXTS)
"""What "copy last quarter" takes over unless told otherwise: not the done date, which belongs to its quarter."""

GIVEN = ("value", "none_occurred", "not_applicable")
"""An answer, "không phát sinh", "không áp dụng"; the fourth kind of nothing, "chưa báo cáo", is never stored (MODEL 11)."""


@dataclass(frozen=True, kw_only=True)
class ProgressEdit:
    """What to write of one task, unit and period. None leaves a field as it is, "" clears it."""

    task_id: int
    period: str
    unit_id: int | None = None
    on_behalf_ban: int | None = None
    state: str | None = None
    percent: int | str | None = None
    done_on: str | None = None
    result: str | None = None
    difficulty: str | None = None
    cause: str | None = None
    proposal: str | None = None
    given: str | None = None


def log_progress(  # noqa: PLR0913 - one argument per column of the grid, all by name
    session: Session,
    task_id: int,
    *,
    period: str,
    unit_id: int | None = None,
    on_behalf_ban: int | None = None,
    state: str | None = None,
    percent: int | str | None = None,
    done_on: str | None = None,
    result: str | None = None,
    difficulty: str | None = None,
    cause: str | None = None,
    proposal: str | None = None,
    given: str | None = None,
) -> int:
    """Write what is given of a task's entry and return the entry's id; None leaves a field as it is, "" clears it.

    ``unit_id`` None is this office. A draft is edited in place; over a submitted revision a new draft opens, as the answer to
    a slip when it was returned; until that one is submitted the old one counts. Raises NotFound, BadInput, and Refused where the
    period is closed or not open.
    """
    edit = ProgressEdit(
        task_id=task_id,
        period=period,
        unit_id=unit_id,
        on_behalf_ban=on_behalf_ban,
        state=state,
        percent=percent,
        done_on=done_on,
        result=result,
        difficulty=difficulty,
        cause=cause,
        proposal=proposal,
        given=given,
    )
    task = revisions.task_or_refuse(session, task_id)
    with session.change(_label(task, period)) as change:
        return _log(session, change, task, edit)


def log_many(session: Session, rows: Sequence[ProgressEdit]) -> list[int]:
    """Write many entries as one change (a pasted block); return their ids in order. All or nothing."""
    with session.change(msg("Ghi {n} dòng nhật ký", n=len(rows))) as change:
        return [_log(session, change, revisions.task_or_refuse(session, row.task_id), row) for row in rows]


def clear_progress(session: Session, entry_id: int) -> None:
    """Throw the draft of an entry away: back to what was submitted, or to nothing logged. Refused when it is submitted."""
    entry = revisions.own_fact(session, PROGRESS, entry_id)
    revisions.require_open(session, entry["period"])
    task = revisions.task_or_refuse(session, entry["what_id"])
    label = msg(
        "Xóa bản nháp nhật ký {period}: {task}", period=periods.label(entry["period"]), task=revisions.titled(task)
    )
    with session.change(label) as change:
        revisions.drop_draft(change, PROGRESS, entry)


def copy_from_last(
    session: Session,
    period: str,
    task_ids: Sequence[int],
    *,
    unit_id: int | None = None,
    fields: Sequence[str] = COPIED,
) -> int:
    """Take over the given fields of the period before, over what is there; return how many tasks had something to copy.

    A task that was finished then is left out: it has nothing to say again.
    """
    unit = session.office.unit_id if unit_id is None else unit_id
    before, seat = periods.previous(period), session.office.seat_id
    label = msg("Chép {n} dòng từ {before} sang {period}", n=len(task_ids), **_names(before, period))
    copied = 0
    with session.change(label) as change:
        for task_id in task_ids:
            last = quarter.fact(change.connection, PROGRESS, task_id, unit, before, seat)
            if last is None or last["state"] in {TaskState.done, TaskState.cancelled}:
                continue
            revisions.require_open(session, period)
            content = {name: last[name] for name in fields}
            revisions.write(session, change, PROGRESS, Place(task_id, unit, period), content)
            copied += 1
    return copied


def same_as_last(session: Session, period: str) -> set[tuple[int, int]]:
    """The (task, unit) whose result says the same as in the period before, word for word."""
    return set(same_fields(session, period, ("result",)))


def same_fields(session: Session, period: str, fields: Sequence[str] = TEXTS) -> dict[tuple[int, int], frozenset[str]]:
    """By (task, unit): which texts say the same as in the period before, word for word (blank ones say nothing)."""
    rows = quarter.last_texts(session.conn, period, periods.previous(period), fields)
    found = {}
    for row in rows:
        same = frozenset(name for name in fields if same_words(row[f"now_{name}"], row[f"last_{name}"]))
        if same:
            found[row["task_id"], row["unit_id"]] = same
    return found


def content_of(edit: ProgressEdit) -> dict[str, Any]:
    """The columns that an edit writes, checked and cleaned. Raises BadInput naming the field."""
    content: dict[str, Any] = {name: clean(text) for name in TEXTS if (text := getattr(edit, name)) is not None}
    if edit.state is not None:
        content["state"] = _one_of(edit.state, [str(state) for state in TaskState], "state")
    if edit.given is not None:
        content["given"] = _one_of(edit.given, GIVEN, "given")
    if edit.percent is not None:
        content["percent"] = _percent(edit.percent)
    if edit.done_on is not None:
        content["done_on"] = dates.from_iso(edit.done_on).isoformat() if edit.done_on else None
    return content


def _log(session: Session, change: Change, task: Row, edit: ProgressEdit) -> int:
    revisions.require_open(session, edit.period)
    place = Place(edit.task_id, _answering(session, task, edit.unit_id), edit.period)
    content = content_of(edit)
    if "state" not in content:
        content = _with_state(session, place, content)
    return revisions.write(session, change, PROGRESS, place, content, ban_id=edit.on_behalf_ban)


def _with_state(session: Session, place: Place, content: dict[str, Any]) -> dict[str, Any]:
    """The first words of a period say nothing of the state: it goes on as it was, or the work has begun."""
    if quarter.fact(session.conn, PROGRESS, place.what_id, place.unit_id, place.period, session.office.seat_id):
        return content
    state = quarter.earlier_state(session.conn, place.what_id, place.unit_id, place.period)
    if state in {None, TaskState.done, TaskState.cancelled}:
        state = TaskState.in_progress if content.get("result") or content.get("percent") else TaskState.not_started
    return {**content, "state": str(state)}


def _answering(session: Session, task: Row, unit_id: int | None) -> int:
    """The unit whose answer is written: this office for its own tasks, a named unit for what was passed down."""
    own = session.office.unit_id
    unit = own if unit_id is None else unit_id
    if task["scope"] == "own" and unit != own:
        raise BadInput(
            msg("Nhiệm vụ “{task}” là việc của cơ quan, không ghi cho đơn vị khác.", task=revisions.titled(task)),
            "unit",
        )
    if task["scope"] == "passed_down" and unit == own:
        raise BadInput(
            msg("Nhiệm vụ “{task}” giao cấp dưới. Chọn đơn vị rồi ghi.", task=revisions.titled(task)), "unit"
        )
    if unit != own and not quarter.unit_exists(session.conn, unit):
        raise BadInput(msg("Không có đơn vị số {id} trong sổ làm việc. Chọn đơn vị khác.", id=unit), "unit")
    return unit


def _one_of(word: str, allowed: Sequence[str], where: str) -> str:
    if word not in allowed:
        raise BadInput(
            msg("“{word}” không dùng được. Chọn một trong: {allowed}.", word=word, allowed=", ".join(allowed)), where
        )
    return word


def _percent(percent: int | str) -> int | None:
    text = str(percent).strip().removesuffix("%").strip()
    if not text:
        return None
    if not text.isdecimal() or int(text) > 100:
        raise BadInput(
            msg("“{text}” không phải là phần trăm. Ghi số nguyên từ 0 đến 100.", text=str(percent)), "percent"
        )
    return int(text)


def _label(task: Row, period: str) -> Message:
    return msg("Ghi nhật ký {period}: {task}", period=periods.label(period), task=revisions.titled(task))


def _names(before: str, period: str) -> dict[str, Message]:
    return {"before": periods.label(before), "period": periods.label(period)}
