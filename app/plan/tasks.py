"""Tasks: what is to be done, by when, under which programme, and how the issuer ends, moves or continues it (MODEL 6, 7).

What was done about a task lives in the progress of each quarter, not here. A task without a programme is *đột xuất*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from app.dates import format_date
from app.errors import BadInput, Refused
from app.given import brief, day, existing, in_order, needed_day, one_of, ours, required
from app.given import reason as reason_given
from app.i18n import Message, msg
from app.plan import assignments, periods
from app.plan.order import GAP, FixedOrder, moves
from app.plan.task_fields import THEIR_ORDER, NewTask, TaskFields, check_section, checked, cleaned_text
from app.session import Session
from app.text import clean_line
from app.words import LIFECYCLES
from db.connection import Row
from db.queries import calendar, plan
from db.store import Change

_TASK = msg("nhiệm vụ")
_DUE = msg("Thời hạn")
_STARTS = msg("Ngày bắt đầu")
_MOVED = msg("Dời trên dòng thời gian")


@dataclass(frozen=True, slots=True)
class DueChange:
    """One change of a task's due date; days ISO or None, ``at_ms`` when it was decided."""

    old_due: str | None
    new_due: str | None
    reason: str
    at_ms: int


def add_task(session: Session, **given: Unpack[NewTask]) -> int:
    """Add a task at the end of its section. A task with units, a kind or a sector to do it is passed down.

    Frequency says in which periods it is asked about (default every quarter). Under another task (``parent_id``), which may be one that
    was given to this office, it stands in that one's programme unless another is named. BadInput for a due date on a continuous task.
    """
    given = _beside_parent(session, given)
    to_below = _below(given)
    fields: dict[str, Any] = {key: given[key] for key in TaskFields.__annotations__ if key in given}  # type: ignore[literal-required]  # its own keys
    fields.setdefault("scope", "passed_down" if to_below else "own")
    if to_below and fields["scope"] == "own":
        raise BadInput(
            msg("Việc của đơn vị mình không giao cho cấp dưới. Chọn phạm vi “Giao cấp dưới”."), where="scope"
        )
    if fields.get("continuous") and fields.get("due"):
        raise BadInput(msg("Việc thường xuyên không có thời hạn. Bỏ một trong hai."), where="due")
    programme_id = given.get("programme_id")
    columns = {"text": "", **checked(session, fields, programme_id, None)}
    required(columns["text"][:500], msg("Nội dung nhiệm vụ"))
    position = plan.last_position(session.conn, "task", "programme_id", programme_id) + GAP
    with session.change(_added(columns["text"], programme_id)) as change:
        seat = session.office.seat_id
        task_id = change.define("task", seat_id=seat, programme_id=programme_id, position=position, **columns)
        if given.get("lead_ban_id") or given.get("person_id"):
            inside: assignments.Whom = {"ban_id": given.get("lead_ban_id"), "person_id": given.get("person_id")}
            assignments.assign(session, task_id, role="lead", **inside)
        for whom in to_below:
            assignments.assign(session, task_id, role="lead", **whom)
    return task_id


def edit_task(session: Session, task_id: int, **changed: Unpack[TaskFields]) -> None:
    """Change what a task says. A date makes a continuous task a dated one, and the other way round.

    A decision to move the due date is ``extend_due``: it keeps the reason.
    """
    task = _ours(session, task_id)
    if changed.get("continuous") and "due" not in changed:
        changed["due"] = None
    if changed.get("due") and "continuous" not in changed:
        changed["continuous"] = False
    if changed.get("continuous", task["continuous"]) and changed.get("due", task["due"]):
        raise BadInput(msg("Việc thường xuyên không có thời hạn. Bỏ một trong hai."), where="due")
    columns = checked(session, dict(changed), task["programme_id"], task)
    with session.change(msg("Sửa nhiệm vụ “{task}”", task=brief(task["text"]))) as change:
        change.update("task", task_id, **columns)


def reorder_task(session: Session, task_id: int, *, after_id: int | None = None) -> None:
    """Put a task after another of the same section, or first when ``after_id`` is None."""
    task = _ours(session, task_id)
    siblings = dict(plan.sibling_positions(session.conn, task["programme_id"], task["section_id"]))
    if after_id == task_id or (after_id is not None and after_id not in siblings):
        raise BadInput(
            msg("“{task}” chỉ đổi chỗ trong cùng một mục. Để sang mục khác, dùng Chuyển.", task=brief(task["text"]))
        )
    rest = [row_id for row_id in siblings if row_id != task_id]
    place = 0 if after_id is None else rest.index(after_id) + 1
    order = [*rest[:place], task_id, *rest[place:]]
    with session.change(msg("Đổi thứ tự “{task}”", task=brief(task["text"]))) as change:
        _put_in_order(change, [(row_id, siblings[row_id]) for row_id in order])


def move_task(session: Session, task_id: int, *, programme_id: int | None, section_id: int | None = None) -> None:
    """Move a task, with what stands under it, to the end of another programme or section (None: đột xuất)."""
    task = _ours(session, task_id)
    programme = (
        None
        if programme_id is None
        else ours(session, plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    )
    check_section(session, section_id, programme_id)
    where = msg("nhiệm vụ đột xuất") if programme is None else programme["title"]
    position = plan.last_position(session.conn, "task", "programme_id", programme_id)
    label = msg("Chuyển “{task}” sang {where}", task=brief(task["text"]), where=where)
    with session.change(label) as change:
        parent = plan.task(session.conn, task["parent_id"]) if task["parent_id"] else None
        if parent is not None and parent["programme_id"] != programme_id:
            change.update("task", task_id, parent_id=None)
        for row_id in (task_id, *(row_id for row_id, _ in plan.descendants(session.conn, task_id))):
            position += GAP
            change.update("task", row_id, programme_id=programme_id, section_id=section_id, position=position)


def split_task(session: Session, task_id: int, *, texts: Sequence[str]) -> list[int]:
    """Cut a task into several: the first text stays on it with its progress, the others become new tasks right after it.

    The new ones have its dates, product, clause and assignments. Returns the ids in the order of ``texts``.
    """
    task = _ours(session, task_id)
    if len(texts) < 2:
        raise BadInput(msg("Tách “{task}” cần ít nhất hai nội dung, mỗi nội dung một dòng.", task=brief(task["text"])))
    cleaned = [cleaned_text(text) for text in texts]
    given = plan.assignments(session.conn, task_id, history=False)
    with session.change(
        msg("Tách “{task}” thành {count} nhiệm vụ", task=brief(task["text"]), count=len(texts))
    ) as change:
        change.update("task", task_id, text=cleaned[0])
        fresh = [_copied(session, change, task, text, given) for text in cleaned[1:]]
        siblings = dict(plan.sibling_positions(session.conn, task["programme_id"], task["section_id"]))
        order = [row_id for row_id in siblings if row_id not in fresh]
        place = order.index(task_id) + 1
        order[place:place] = fresh
        _put_in_order(change, [(row_id, siblings[row_id]) for row_id in order])
    return [task_id, *fresh]


def close_task(session: Session, task_id: int, *, lifecycle: str, reason: str, on: str) -> None:
    """Pause, cancel or end a task on a day with a reason; from then on nobody is asked about it."""
    task, why, since = _ours(session, task_id), reason_given(reason), needed_day(on, msg("Ngày"))
    one_of(lifecycle, {"paused", "cancelled", "ended"}, msg("Trạng thái nhiệm vụ"))
    if task["lifecycle"] in {"cancelled", "ended"}:
        raise Refused(_closed(task))
    label = msg("{state} “{task}”: {reason}", state=LIFECYCLES[lifecycle], task=brief(task["text"]), reason=why)
    with session.change(label) as change:
        change.update("task", task_id, lifecycle=lifecycle, lifecycle_reason=why, lifecycle_on=since)


def reopen_task(session: Session, task_id: int) -> None:
    """Take a paused, cancelled or ended task up again."""
    task = _ours(session, task_id)
    if task["lifecycle"] == "open":
        raise Refused(msg("“{task}” đang thực hiện, không cần mở lại.", task=brief(task["text"])))
    with session.change(msg("Mở lại “{task}”", task=brief(task["text"]))) as change:
        change.update("task", task_id, lifecycle="open", lifecycle_reason=None, lifecycle_on=None)


def carry_over(
    session: Session, task_ids: Sequence[int], *, to_period: str, due: str | None = None, reason: str
) -> None:
    """Move unfinished tasks to a later period: the due date becomes ``due``, else that period's cut-off; the old one stays in history.

    Refused for continuous tasks (they run on anyway), closed ones, and where the new due date is not later.
    """
    why, tasks = reason_given(reason), [_open(session, task_id) for task_id in task_ids]
    if not tasks:
        raise BadInput(msg("Chưa chọn nhiệm vụ nào để chuyển kỳ."))
    new_due = day(due, _DUE) or _cutoff(session, to_period)
    for task in tasks:
        _later(task, new_due)
    count, period = len(tasks), periods.label(to_period)
    first = brief(tasks[0]["text"])
    label = msg("Chuyển {count} nhiệm vụ sang {period}: {reason}", count=count, period=period, reason=why)
    if count == 1:
        label = msg("Chuyển “{task}” sang {period}: {reason}", task=first, period=period, reason=why)
    with session.change(label) as change:
        for task in tasks:
            _change_due(session, change, task, new_due, why)


def extend_due(session: Session, task_id: int, *, due: str, reason: str) -> None:
    """Decide a later due date, with the reason; the old one stays in ``due_history``."""
    task, why, new_due = _open(session, task_id), reason_given(reason), needed_day(due, _DUE)
    _later(task, new_due)
    old = format_date(task["due"]) if task["due"] else str(msg("không hạn"))
    label = msg(
        "Gia hạn “{task}” từ {old} đến {new}: {reason}",
        task=brief(task["text"]),
        old=old,
        new=format_date(new_due),
        reason=why,
    )
    with session.change(label) as change:
        _change_due(session, change, task, new_due, why)


def move_dates(
    session: Session, task_id: int, *, starts: str | None = None, due: str | None = None, reason: str = ""
) -> None:
    """Move the start or the due date of a task, or both, earlier or later; what is left out stays.

    The old due date stays in ``due_history``, with a reason that says how it was moved when none is given. Refused for a task that is
    closed, and a due date on a continuous one.
    """
    task = _open(session, task_id)
    new_starts, new_due = day(starts, _STARTS) or task["starts"], day(due, _DUE) or task["due"]
    if due is not None and task["continuous"]:
        raise Refused(_no_due(task))
    in_order(new_starts, new_due, _DUE)
    old, new = _dates(task["starts"], task["due"]), _dates(new_starts, new_due)
    label = msg("Dời “{task}” từ {old} sang {new}", task=brief(task["text"]), old=old, new=new)
    with session.change(label) as change:
        if new_starts != task["starts"]:
            change.update("task", task_id, starts=new_starts)
        if new_due != task["due"]:
            _change_due(session, change, task, new_due, clean_line(reason) or str(_MOVED))


def due_history(session: Session, task_id: int) -> tuple[DueChange, ...]:
    """Every decided change of a task's due date, oldest first."""
    rows = plan.due_changes(session.conn, task_id)
    return tuple(DueChange(row["old_due"], row["new_due"], row["reason"], row["at_ms"]) for row in rows)


def _ours(session: Session, task_id: int) -> Row:
    return ours(session, plan.task(session.conn, task_id), _TASK, task_id)


def _open(session: Session, task_id: int) -> Row:
    task = _ours(session, task_id)
    if task["lifecycle"] in {"cancelled", "ended"}:
        raise Refused(_closed(task))
    return task


def _closed(task: Row) -> Message:
    return msg("“{task}” đã kết thúc. Mở lại nhiệm vụ trước.", task=brief(task["text"]))


def _added(text: str, programme_id: int | None) -> Message:
    if programme_id is None:
        return msg("Thêm nhiệm vụ đột xuất “{task}”", task=brief(text))
    return msg("Thêm nhiệm vụ “{task}”", task=brief(text))


def _beside_parent(session: Session, given: NewTask) -> NewTask:
    """Where a task stands that is hung under another, unless it was said."""
    parent_id = given.get("parent_id")
    if parent_id is None or given.get("programme_id") is not None:
        return given
    parent = existing(plan.task(session.conn, parent_id), _TASK, parent_id)
    return {
        **given,
        "programme_id": parent["programme_id"],
        "section_id": given.get("section_id") or parent["section_id"],
    }


def _below(given: NewTask) -> list[assignments.Whom]:
    """The units, kind and sector that must do it, each one assignment."""
    whom: list[assignments.Whom] = [{"unit_id": unit_id} for unit_id in given.get("to_unit_ids", ())]
    if (kind_id := given.get("to_kind_id")) is not None:
        whom.append({"unit_kind_id": kind_id})
    if (sector := given.get("to_sector")) is not None:
        whom.append({"sector": sector})
    return whom


def _put_in_order(change: Change, order: Sequence[tuple[int, int]]) -> None:
    try:
        fresh = moves(order, plan.others_own(change.connection, "task", [row_id for row_id, _ in order]))
    except FixedOrder:
        raise Refused(THEIR_ORDER) from None
    for row_id, position in fresh.items():
        change.update("task", row_id, position=position)


_KEPT_BY_COPY = (
    *("programme_id", "section_id", "parent_id", "directive_id", "clause_id", "number", "product", "starts", "due"),
    *("continuous", "scope", "priority", "frequency", "needs_evidence"),
)


def _copied(session: Session, change: Change, task: Row, text: str, given: Sequence[Row]) -> int:
    """A new task like another, with the same people, at the end of its programme."""
    seat = session.office.seat_id
    kept = {name: task[name] for name in _KEPT_BY_COPY}
    position = plan.last_position(session.conn, "task", "programme_id", task["programme_id"]) + GAP
    task_id = change.define("task", seat_id=seat, text=text, position=position, continues_id=task["id"], **kept)
    for row in given:
        names = ("role", "unit_id", "unit_kind_id", "sector", "ban_id", "person_id", "due", "valid_from")
        change.define("assignment", seat_id=seat, what_id=task_id, **{name: row[name] for name in names})
    return task_id


def _cutoff(session: Session, period: str) -> str:
    row = calendar.info(session.conn, session.office.seat_id, period)
    return str(row["cutoff"]) if row is not None else periods.default_cutoff(period).isoformat()


def _no_due(task: Row) -> Message:
    return msg("“{task}” là việc thường xuyên, không có hạn để dời.", task=brief(task["text"]))


def _dates(starts: str | None, due: str | None) -> str:
    return " – ".join(format_date(one) for one in (starts, due) if one)


def _later(task: Row, new_due: str) -> None:
    text = brief(task["text"])
    if task["continuous"]:
        raise Refused(_no_due(task))
    if task["due"] is not None and new_due <= task["due"]:
        raise Refused(
            msg(
                "Hạn mới {new} của “{task}” không sau hạn đang có {old}.",
                task=text,
                new=format_date(new_due),
                old=format_date(task["due"]),
            )
        )
    in_order(task["starts"], new_due, _DUE)


def _change_due(session: Session, change: Change, task: Row, new_due: str, why: str) -> None:
    due = {"old_due": task["due"], "new_due": new_due}
    seat, now = session.office.seat_id, session.clock.now_ms()
    change.define("due_change", seat_id=seat, task_id=task["id"], reason=why, at_ms=now, **due)
    change.update("task", task["id"], due=new_due)
