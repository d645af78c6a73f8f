"""Changing several tasks at once: only what is named changes, all of it in one change, or nothing at all."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from app.errors import BadInput, PlanError, Refused
from app.given import brief
from app.i18n import Message, msg
from app.plan import assignments, tasks
from app.session import Session
from db.connection import Row
from db.queries import plan


class ManyChanges(TypedDict, total=False):
    """What ``edit_tasks`` may change; what is left out stays. Days are ISO.

    ``collaborator_ban_id`` is added to those that collaborate; ``unit_kind_id`` must do passed-down tasks; ``lifecycle`` open, paused,
    cancelled or ended, from day ``on`` with its ``reason`` (which also goes to moved due dates); ``place`` a programme and a section
    of it (None: đột xuất; None: no section).
    """

    lead_ban_id: int
    collaborator_ban_id: int
    unit_kind_id: int
    starts: str
    due: str
    continuous: bool
    lifecycle: str
    on: str
    reason: str
    place: tuple[int | None, int | None]


_NAMES: dict[str, Message] = {
    "lead_ban_id": msg("ban chủ trì"),
    "collaborator_ban_id": msg("ban phối hợp"),
    "unit_kind_id": msg("loại đơn vị"),
    "starts": msg("ngày bắt đầu"),
    "due": msg("thời hạn"),
    "continuous": msg("tính chất"),
    "lifecycle": msg("vòng đời"),
    "place": msg("mục"),
}


def edit_tasks(session: Session, task_ids: Sequence[int], **changed: Unpack[ManyChanges]) -> int:
    """Change several tasks as one change; return how many. The first task that cannot be changed refuses all, with its name.

    BadInput when no task or no change is named; else what the use cases for one task raise.
    """
    fields = [name for name in _NAMES if name in changed]
    ids = list(dict.fromkeys(task_ids))
    if not ids:
        raise BadInput(msg("Chưa chọn nhiệm vụ nào để sửa."))
    if not fields:
        raise BadInput(msg("Chưa đổi gì. Chọn ít nhất một mục rồi lưu."))
    if changed.get("continuous") and changed.get("due"):
        raise BadInput(msg("Việc thường xuyên không có thời hạn. Bỏ một trong hai."), where="due")
    what = ", ".join(str(_NAMES[name]) for name in fields)
    with session.change(msg("Sửa {n} nhiệm vụ: {what}", n=len(ids), what=what)):
        for task_id in ids:
            try:
                _edit(session, task_id, changed)
            except PlanError as error:
                raise _named(session, task_id, error) from error
    return len(ids)


def _named(session: Session, task_id: int, error: PlanError) -> PlanError:
    """The refusal with the name of the task it concerns, at the field it concerns."""
    row = plan.task(session.conn, task_id)
    if row is None:
        return error
    said = msg("Chưa sửa nhiệm vụ nào. {task}: {why}", task=_name(row), why=error)
    return BadInput(said, where=error.where) if isinstance(error, BadInput) else Refused(said)


def _name(row: Row) -> str:
    return f"{row['number']} {brief(row['text'])}".strip()


def _edit(session: Session, task_id: int, changed: ManyChanges) -> None:
    """One task. A closed one is taken up first, so that the rest may change; an open one is closed last."""
    lifecycle = changed.get("lifecycle")
    row = plan.task(session.conn, task_id)
    if lifecycle == "open" and row is not None and row["lifecycle"] != "open":
        tasks.reopen_task(session, task_id)
    if "place" in changed:
        programme_id, section_id = changed["place"]
        if row is None or (row["programme_id"], row["section_id"]) != (programme_id, section_id):
            tasks.move_task(session, task_id, programme_id=programme_id, section_id=section_id)
    _dates(session, task_id, changed)
    _give(session, task_id, changed)
    if lifecycle is not None and lifecycle != "open" and (row is None or row["lifecycle"] != lifecycle):
        reason, on = changed.get("reason", ""), changed.get("on", "")
        tasks.close_task(session, task_id, lifecycle=lifecycle, reason=reason, on=on)


def _dates(session: Session, task_id: int, changed: ManyChanges) -> None:
    if changed.get("continuous"):
        tasks.edit_task(session, task_id, continuous=True, due=None)
    elif "continuous" in changed or changed.get("due"):
        tasks.edit_task(session, task_id, continuous=False)
    if changed.get("starts") or changed.get("due"):
        reason = changed.get("reason", "") or str(msg("Sửa nhiều nhiệm vụ cùng lúc"))
        tasks.move_dates(session, task_id, starts=changed.get("starts"), due=changed.get("due"), reason=reason)


def _give(session: Session, task_id: int, changed: ManyChanges) -> None:
    """Whoever has it already in that role gets no second assignment, and keeps what was agreed with it."""
    if ban_id := changed.get("lead_ban_id"):
        lead = assignments.lead_of(session, task_id)
        if lead is None or lead.ban_id != ban_id:
            assignments.assign(session, task_id, role="lead", ban_id=ban_id)
    standing = assignments.of(session, task_id)
    joined = {one.ban_id for one in standing if one.role == "collaborate"}
    if (ban_id := changed.get("collaborator_ban_id")) and ban_id not in joined:
        assignments.assign(session, task_id, role="collaborate", ban_id=ban_id)
    if kind_id := changed.get("unit_kind_id"):
        row = plan.task(session.conn, task_id)
        if row is not None and row["scope"] != "passed_down":
            raise BadInput(msg("Việc của đơn vị mình không giao cho cấp dưới."), where="unit_kind_id")
        if not any(one.unit_kind_id == kind_id for one in standing):
            assignments.assign(session, task_id, role="lead", unit_kind_id=kind_id)
