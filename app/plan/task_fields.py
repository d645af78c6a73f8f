"""What a task is made of, each field checked before it is written."""

from collections.abc import Sequence
from typing import Any, Required, TypedDict

from app.errors import BadInput
from app.given import brief, day, existing, in_order, one_of
from app.i18n import msg
from app.session import Session
from app.text import clean, clean_line
from app.words import SCOPES
from db.connection import Row
from db.queries import directives, plan

THEIR_ORDER = msg("Thứ tự của những gì nơi khác giao do nơi giao đặt. Chỉ xếp được việc của đơn vị mình ở giữa.")

DEEPEST = 4
"""Levels of tasks under tasks (MODEL 7)."""

FREQUENCIES = ("month", "quarter", "semester", "year", "once")
LONGEST_TEXT = 2_000

_TASK = msg("nhiệm vụ")
_DUE = msg("Thời hạn")
_STARTS = msg("Ngày bắt đầu")


class TaskFields(TypedDict, total=False):
    """What ``edit_task`` may change; what is left out stays, None clears."""

    text: str
    number: str
    starts: str | None
    due: str | None
    continuous: bool
    scope: str
    product: str
    details: str
    priority: int
    frequency: str
    needs_evidence: bool
    measurable: bool
    section_id: int | None
    parent_id: int | None
    clause_id: int | None
    directive_id: int | None


class NewTask(TypedDict, total=False):
    """What ``add_task`` takes: ``text``, and the rest where it differs from the default. ``to_*`` say which units must do it."""

    text: Required[str]
    programme_id: int | None
    section_id: int | None
    parent_id: int | None
    number: str
    starts: str | None
    due: str | None
    continuous: bool
    scope: str
    product: str
    details: str
    priority: int
    frequency: str
    needs_evidence: bool
    measurable: bool
    clause_id: int | None
    directive_id: int | None
    lead_ban_id: int | None
    person_id: int | None
    to_sector: str | None
    to_kind_id: int | None
    to_unit_ids: Sequence[int]


def cleaned_text(text: str) -> str:
    """What a task says; BadInput when nothing is left of it."""
    cleaned = clean(text, LONGEST_TEXT)
    if not cleaned:
        raise BadInput(msg("Nội dung nhiệm vụ đang để trống. Ghi nội dung rồi lưu lại."), where="text")
    return cleaned


def checked(session: Session, fields: dict[str, Any], programme_id: int | None, task: Row | None) -> dict[str, Any]:
    """The columns to write, each checked; ``task`` is the row as it is, None for a new one."""
    columns = dict(fields)
    if "text" in fields:
        columns["text"] = cleaned_text(fields["text"])
    for name, cleaner in (("number", clean_line), ("product", clean), ("details", clean)):
        if name in fields:
            columns[name] = cleaner(fields[name] or "")
    for name in ("continuous", "needs_evidence", "measurable"):
        if name in fields:
            columns[name] = int(bool(fields[name]))
    for name, what in (("starts", _STARTS), ("due", _DUE)):
        if name in fields:
            columns[name] = day(fields[name], what)
    known = dict(task) if task is not None else {}
    in_order(columns.get("starts", known.get("starts")), columns.get("due", known.get("due")), _DUE)
    if "scope" in fields:
        one_of(fields["scope"], SCOPES, msg("Phạm vi"))
    if "frequency" in fields:
        one_of(fields["frequency"], FREQUENCIES, msg("Nhịp báo cáo"))
    if fields.get("priority", 1) not in {0, 1, 2}:
        raise BadInput(msg("Mức ưu tiên là 0 (thấp), 1 (thường) hoặc 2 (cao)."), where="priority")
    _check_places(session, columns, programme_id, known.get("id"))
    return columns


def _check_places(session: Session, columns: dict[str, Any], programme_id: int | None, task_id: int | None) -> None:
    """What the task hangs on must exist and fit: programme, section, parent, directive, clause."""
    conn = session.conn
    if programme_id is not None:
        existing(plan.programme(conn, programme_id), msg("chương trình"), programme_id)
    check_section(session, columns.get("section_id"), programme_id)
    if (parent_id := columns.get("parent_id")) is not None:
        _check_parent(session, parent_id, task_id)
    if (directive_id := columns.get("directive_id")) is not None:
        existing(directives.directive(conn, directive_id), msg("văn bản"), directive_id)
    if (clause_id := columns.get("clause_id")) is not None:
        existing(directives.clause(conn, clause_id), msg("điều khoản"), clause_id)


def check_section(session: Session, section_id: int | None, programme_id: int | None) -> None:
    """BadInput when the section belongs to another programme."""
    if section_id is None:
        return
    section = existing(plan.section(session.conn, section_id), msg("mục"), section_id)
    if section["programme_id"] != programme_id:
        raise BadInput(
            msg("Mục “{section}” thuộc chương trình khác. Chọn mục của chương trình này.", section=section["title"])
        )


def _check_parent(session: Session, parent_id: int, task_id: int | None) -> None:
    parent = existing(plan.task(session.conn, parent_id), _TASK, parent_id)
    above = [parent_id, *plan.task_ancestors(session.conn, parent_id)]
    if task_id in above:
        raise BadInput(
            msg("“{task}” nằm dưới chính nhiệm vụ này nên không làm cấp trên của nó được.", task=brief(parent["text"]))
        )
    below = 0 if task_id is None else max((depth for _, depth in plan.descendants(session.conn, task_id)), default=0)
    if len(above) + 1 + below > DEEPEST:
        raise BadInput(msg("Nhiệm vụ chỉ xếp được {deepest} cấp. Đặt dưới một nhiệm vụ cao hơn.", deepest=DEEPEST))
