"""Commands on tasks: make, edit, order, split, move, carry over, extend, close with a reason."""

from typing import Any

import click

from app.cli import refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY, WHOLE
from app.cli.opening import changing
from app.i18n import msg
from app.plan import tasks
from app.session import Session

TASK = msg("Nhiệm vụ: số (hoặc chương trình/số), nội dung hoặc #id.")
_REASON = msg("Lý do.")
_DUE = msg("Hạn hoàn thành.")


@command("add", msg("Thêm nhiệm vụ; không ghi chương trình là việc đột xuất."))
@changing
@option("--text", required=True, words=msg("Nội dung."))
@option("--programme", words=msg("Chương trình: số, tên hoặc #id."))
@option("--section", words=msg("Mục."))
@option("--under", words=msg("Nhiệm vụ cấp trên của nó."))
@option("--number", default="", words=msg("Số thứ tự."))
@option("--starts", type=DAY, words=msg("Bắt đầu."))
@option("--due", type=DAY, words=_DUE)
@option("--continuous", is_flag=True, words=msg("Việc thường xuyên, không có hạn."))
@option("--product", default="", words=msg("Sản phẩm."))
@option("--details", default="", words=msg("Chi tiết."))
@option("--priority", type=WHOLE, default=1, words=msg("Mức ưu tiên."))
@option("--needs-evidence", is_flag=True, words=msg("Phải có minh chứng."))
@option("--lead", words=msg("Ban chủ trì."))
@option("--person", words=msg("Cán bộ làm."))
@option("--to-sector", type=click.Choice(["state", "non_state"]), words=msg("Giao cấp dưới: mọi đơn vị của khu vực."))
@option("--to-kind", words=msg("Giao cấp dưới: mọi đơn vị thuộc loại."))
@option("--to-unit", multiple=True, words=msg("Giao cấp dưới: đơn vị này (ghi nhiều lần được)."))
@option("--passed-down", is_flag=True, words=msg("Giao cho mọi đơn vị cấp dưới."))
@option("--directive", words=msg("Văn bản giao việc."))
def add_task(session: Session, **given: Any) -> int:
    """Add a task."""
    return tasks.add_task(session, **_resolved(session, given))


@command("edit", msg("Sửa nhiệm vụ; chỉ những gì ghi ra mới đổi."))
@changing
@argument("task", TASK)
@option("--text", words=msg("Nội dung."))
@option("--number", words=msg("Số thứ tự."))
@option("--starts", type=DAY, words=msg("Bắt đầu."))
@option("--due", type=DAY, words=_DUE)
@option("--product", words=msg("Sản phẩm."))
@option("--details", words=msg("Chi tiết."))
@option("--priority", type=WHOLE, words=msg("Mức ưu tiên."))
def edit_task(session: Session, task: str, **given: Any) -> None:
    """Edit a task."""
    said = {key: value for key, value in given.items() if value is not None}
    tasks.edit_task(session, refs.find(session, "task", task), **said)


@command("move", msg("Chuyển nhiệm vụ sang chương trình hoặc mục khác."))
@changing
@argument("task", TASK)
@option("--programme", required=True, words=msg("Chương trình đến."))
@option("--section", words=msg("Mục đến."))
def move_task(session: Session, task: str, programme: str, section: str | None) -> None:
    """Move a task to another programme or section."""
    tasks.move_task(
        session,
        refs.find(session, "task", task),
        programme_id=refs.find(session, "programme", programme),
        section_id=refs.find_if(session, "section", section),
    )


@command("reorder", msg("Đặt nhiệm vụ sau một nhiệm vụ khác, hoặc lên đầu."))
@changing
@argument("task", TASK)
@option("--after", words=msg("Nhiệm vụ đứng trước; bỏ trống là lên đầu."))
def reorder_task(session: Session, task: str, after: str | None) -> None:
    """Put a task after another one."""
    tasks.reorder_task(session, refs.find(session, "task", task), after_id=refs.find_if(session, "task", after))


@command("split", msg("Tách nhiệm vụ thành nhiều nhiệm vụ."))
@changing
@argument("task", TASK)
@argument("texts", msg("Nội dung từng nhiệm vụ mới."), nargs=-1, required=True)
def split_task(session: Session, task: str, texts: tuple[str, ...]) -> list[int]:
    """Split a task into several."""
    return list(tasks.split_task(session, refs.find(session, "task", task), texts=texts))


@command("close", msg("Kết thúc, tạm dừng hoặc hủy nhiệm vụ, có lý do."))
@changing
@argument("task", TASK)
@option(
    "--lifecycle",
    type=click.Choice(["ended", "paused", "cancelled"]),
    default="ended",
    words=msg("Kết thúc, tạm dừng, hủy."),
)
@option("--reason", required=True, words=_REASON)
@option("--on", type=DAY, required=True, words=msg("Từ ngày."))
def close_task(session: Session, task: str, lifecycle: str, reason: str, on: str) -> None:
    """End, pause or cancel a task."""
    tasks.close_task(session, refs.find(session, "task", task), lifecycle=lifecycle, reason=reason, on=on)


@command("reopen", msg("Mở lại nhiệm vụ đã kết thúc, tạm dừng hoặc hủy."))
@changing
@argument("task", TASK)
def reopen_task(session: Session, task: str) -> None:
    """Open a task again."""
    tasks.reopen_task(session, refs.find(session, "task", task))


@command("carry-over", msg("Chuyển nhiệm vụ chưa xong sang kỳ sau, có lý do."))
@changing
@argument("given", TASK, nargs=-1, required=True, metavar="TASK...")
@option("--to", "to_period", required=True, words=msg("Kỳ đến, ví dụ 2026-Q4."))
@option("--due", type=DAY, words=_DUE)
@option("--reason", required=True, words=_REASON)
def carry_over(session: Session, given: tuple[str, ...], to_period: str, due: str | None, reason: str) -> None:
    """Carry tasks over to another period."""
    code = refs.period(session, to_period)
    tasks.carry_over(session, refs.find_some(session, "task", given), to_period=code, due=due, reason=reason)


@command("extend", msg("Gia hạn nhiệm vụ, có lý do."))
@changing
@argument("task", TASK)
@option("--due", type=DAY, required=True, words=_DUE)
@option("--reason", required=True, words=_REASON)
def extend_due(session: Session, task: str, due: str, reason: str) -> None:
    """Give a task a later due date."""
    tasks.extend_due(session, refs.find(session, "task", task), due=due, reason=reason)


def _resolved(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of ``add_task`` with references turned into ids."""
    kinds = {
        "programme": "programme", "section": "section", "under": "task", "lead": "ban", "person": "person",
        "to_kind": "unit-kind", "directive": "directive",
    }  # fmt: skip
    names = {"under": "parent_id", "lead": "lead_ban_id"}
    fields = {key: value for key, value in given.items() if key not in {*kinds, "to_unit", "passed_down"}}
    for key, kind in kinds.items():
        fields[names.get(key, f"{key}_id")] = refs.find_if(session, kind, given[key])
    fields["to_unit_ids"] = refs.find_some(session, "unit", given["to_unit"])
    down = given["passed_down"] or given["to_sector"] or given["to_kind"] or given["to_unit"]
    fields["scope"] = "passed_down" if down else "own"
    return fields


COMMANDS = (
    group(
        "task",
        msg("Nhiệm vụ: thêm, sửa, chuyển, tách, gia hạn, kết thúc."),
        [
            add_task,
            edit_task,
            move_task,
            reorder_task,
            split_task,
            close_task,
            reopen_task,
            carry_over,
            extend_due,
        ],
    ),
)
