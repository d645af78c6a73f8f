"""Commands on a quarter: open the period, log, submit, review, amend."""

from typing import Any

import click

from app.cli import output, pasting, refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY, WHOLE
from app.cli.lists import BOM
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.cli.tasks import TASK
from app.errors import Refused
from app.i18n import msg, tr
from app.plan import amendments, calendar, periods, progress, reviews, values
from app.plan.progress import ProgressEdit
from app.plan.reviews import Status
from app.plan.values import ValueEdit
from app.session import Session
from db.queries import references

PERIOD = msg("Kỳ, ví dụ 2026-Q3 hoặc “quý III/2026”; bỏ trống là kỳ đang mở.")
MEASURE = msg("Chỉ số: tên, số của chỉ tiêu hoặc #id.")
UNIT = msg("Đơn vị: mã, tên hoặc #id; bỏ trống là văn phòng này.")
_STATES = click.Choice(["not_started", "in_progress", "done", "paused", "cancelled"])
_GIVEN = click.Choice(["value", "none_occurred", "not_applicable"])
_REASON = msg("Lý do.")
_AUTHORITY = msg("Căn cứ: văn bản hoặc người cho phép.")
_VALUE = msg("40/50, 3, “không phát sinh” hoặc “không áp dụng”.")


@command("open", msg("Mở kỳ để ghi."))
@changing
@argument("period", PERIOD)
@option("--cutoff", type=DAY, words=msg("Ngày chốt số liệu."))
@option("--due", type=DAY, words=msg("Hạn nộp báo cáo."))
@option("--starts", type=DAY, words=msg("Ngày đầu (chỉ cho kỳ đặc biệt)."))
@option("--ends", type=DAY, words=msg("Ngày cuối (chỉ cho kỳ đặc biệt)."))
def open_period(session: Session, period: str, **days: Any) -> None:
    """Open a period."""
    calendar.open_period(session, periods.from_text(period), **days)


@command("set", msg("Đổi ngày chốt hoặc hạn nộp của kỳ đang mở."))
@changing
@argument("period", PERIOD)
@option("--cutoff", type=DAY, words=msg("Ngày chốt số liệu."))
@option("--due", type=DAY, words=msg("Hạn nộp báo cáo."))
def set_period(session: Session, period: str, cutoff: str | None, due: str | None) -> None:
    """Change the days of an open period."""
    calendar.set_dates(session, refs.period(session, period), cutoff=cutoff, due=due)


@command("list", msg("Các kỳ đã mở, ngày chốt, hạn nộp, đã khóa hay chưa."))
@reading
@BOM
def list_periods(session: Session, bom: bool) -> None:
    """The periods of the office."""
    columns = (
        Col("code", msg("Mã")),
        Col("label", msg("Kỳ")),
        Col("starts", msg("Từ ngày")),
        Col("ends", msg("Đến ngày")),
        Col("cutoff", msg("Chốt số liệu")),
        Col("due", msg("Hạn nộp")),
        Col("closed", msg("Khóa lúc")),
    )
    rows = [
        output.line(
            code=each.code,
            label=str(periods.label(each.code)),
            starts=output.day(each.starts),
            ends=output.day(each.ends),
            cutoff=output.day(each.cutoff),
            due=output.day(each.due),
            closed=output.moment(each.closed_at_ms),
        )
        for each in calendar.opened(session)
    ]
    output.put(columns, rows, shared().format, bom=bom)


def progress_options(work: Any) -> Any:
    """The fields of what is logged of a task."""
    for each in (
        option("--proposal", words=msg("Đề xuất.")),
        option("--cause", words=msg("Nguyên nhân.")),
        option("--difficulty", words=msg("Khó khăn.")),
        option("--result", words=msg("Kết quả.")),
        option("--given", type=_GIVEN, words=msg("Có số liệu, không phát sinh hoặc không áp dụng.")),
        option("--done", "done_on", type=DAY, words=msg("Ngày hoàn thành.")),
        option("--percent", type=WHOLE, words=msg("Đạt bao nhiêu phần trăm.")),
        option("--state", type=_STATES, words=msg("Trạng thái.")),
    ):
        work = each(work)
    return work


@command("task", msg("Ghi tiến độ một nhiệm vụ; chỉ những gì ghi ra mới đổi, “” là xóa."))
@changing
@argument("task", TASK)
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
@option("--ban", words=msg("Ghi thay ban này."))
@progress_options
def log_task(session: Session, task: str, unit: str | None, period: str | None, ban: str | None, **fields: Any) -> None:
    """Log the progress of a task."""
    task_id, code, unit_id = (
        refs.find(session, "task", task),
        refs.period(session, period),
        refs.find_if(session, "unit", unit),
    )
    ban_id = refs.find_if(session, "ban", ban)
    progress.log_progress(session, task_id, period=code, unit_id=unit_id, on_behalf_ban=ban_id, **fields)
    if any(fields[name] for name in progress.TEXTS):
        _warn_of_same_words(session, code, {(task_id, unit_id or session.office.unit_id)})


@command("value", msg("Ghi số liệu của một đơn vị."))
@changing
@argument("measure", MEASURE)
@argument("unit", UNIT)
@argument("value", _VALUE)
@option("--period", words=PERIOD)
@option("--note", words=msg("Ghi chú."))
def log_value(session: Session, measure: str, unit: str, value: str, period: str | None, note: str | None) -> None:
    """Log the value of a unit."""
    values.log_value(
        session,
        refs.find(session, "measure", measure),
        unit_id=refs.find(session, "unit", unit),
        period=refs.period(session, period),
        note=note,
        **pasting.entered(value),
    )


@command("paste", msg("Ghi cả bảng từ tệp CSV hoặc bảng chép từ Excel (- là đọc từ bàn phím), một lần hoàn tác."))
@changing
@argument(
    "file",
    msg("Tệp có dòng tiêu đề: task unit state percent done result … hoặc measure unit value note."),
    type=click.File("r", encoding="utf-8-sig"),
)
@option("--period", words=PERIOD)
def paste(session: Session, file: Any, period: str | None) -> None:
    """Log a whole table in one change."""
    pasting.log_table(session, file.read(), refs.period(session, period))


@command("clear", msg("Bỏ bản đang ghi của một nhiệm vụ hoặc một số liệu."))
@changing
@option("--task", words=TASK)
@option("--measure", words=MEASURE)
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
def clear(session: Session, task: str | None, measure: str | None, unit: str | None, period: str | None) -> None:
    """Throw a draft away."""
    unit_id = session.office.unit_id if unit is None else refs.find(session, "unit", unit)
    code = refs.period(session, period)
    if task is not None:
        task_id = refs.find(session, "task", task)
        progress.clear_progress(session, refs.entry(session, "progress", task_id, unit_id, code))
    elif measure is not None:
        values.clear_value(session, refs.find(session, "measure", measure), unit_id=unit_id, period=code)
    else:
        raise Refused(msg("Chưa nói bản nào. Ghi --task hoặc --measure."))


@command("copy-last", msg("Chép nội dung kỳ trước cho các nhiệm vụ; không chép ngày hoàn thành."))
@changing
@argument("tasks", TASK, nargs=-1, required=True, metavar="TASK...")
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
def copy_last(session: Session, tasks: tuple[str, ...], unit: str | None, period: str | None) -> None:
    """Take over what was logged in the period before."""
    code, ids, unit_id = (
        refs.period(session, period),
        refs.find_some(session, "task", tasks),
        refs.find_if(session, "unit", unit),
    )
    progress.copy_from_last(session, code, ids, unit_id=unit_id)
    _warn_of_same_words(session, code, {(each, unit_id or session.office.unit_id) for each in ids})


@command("submit", msg("Trình các bản đang ghi của kỳ; sau đó không sửa tại chỗ nữa."))
@changing
@option("--period", words=PERIOD)
@option("--ban", words=msg("Chỉ phần của ban này."))
def submit(session: Session, period: str | None, ban: str | None) -> None:
    """Submit the drafts of a period."""
    reviews.submit(session, period=refs.period(session, period), ban_id=refs.find_if(session, "ban", ban))


def selection(work: Any) -> Any:
    """Which submitted rows of a period are meant."""
    for each in (
        option("--all", "everything", is_flag=True, words=msg("Mọi dòng đã trình của kỳ.")),
        option("--unit", words=msg("Chỉ dòng của đơn vị này.")),
        option("--measure", "measures", multiple=True, words=MEASURE),
        option("--task", "tasks", multiple=True, words=TASK),
        option("--period", words=PERIOD),
    ):
        work = each(work)
    return work


@command("recall", msg("Thu hồi dòng đã trình mà chưa ai duyệt."))
@changing
@selection
def recall(session: Session, **chosen: Any) -> None:
    """Take submitted rows back."""
    reviews.recall(session, **_chosen(session, **chosen))


@command("approve", msg("Duyệt các dòng đã trình."))
@changing
@selection
def approve(session: Session, **chosen: Any) -> None:
    """Approve submitted rows."""
    reviews.approve(session, **_chosen(session, **chosen))


@command("return", msg("Trả lại dòng đã trình, có lý do; thành một phiếu trả lại."))
@changing
@selection
@option("--reason", required=True, words=_REASON)
@option("--cell", "cells", multiple=True, words=msg("Ô phải sửa: num, den, val, result…"))
def give_back(session: Session, reason: str, cells: tuple[str, ...], **chosen: Any) -> None:
    """Return submitted rows on a slip."""
    reviews.return_(session, **_chosen(session, **chosen), reason=reason, cells=cells)


@command("task", msg("Đính chính tiến độ sau khi đã trình, hoặc bổ sung sau khi khóa; có lý do."))
@changing
@argument("task", TASK)
@option("--unit", words=UNIT)
@option("--period", words=PERIOD)
@option("--reason", required=True, words=_REASON)
@option("--authority", default="", words=_AUTHORITY)
@progress_options
def amend_task(
    session: Session, task: str, unit: str | None, period: str | None, reason: str, authority: str, **fields: Any
) -> None:
    """Amend what was logged of a task."""
    unit_id = session.office.unit_id if unit is None else refs.find(session, "unit", unit)
    task_id, code = refs.find(session, "task", task), refs.period(session, period)
    said = {key: value for key, value in fields.items() if value is not None}
    entry = references.entry_id(session.conn, "progress", task_id, unit_id, code)
    if entry is None:
        late = ProgressEdit(task_id=task_id, unit_id=unit_id, period=code, **said)
        amendments.add_late_progress(session, late, reason=reason, authority=authority)
    else:
        amendments.amend_progress(session, entry, reason=reason, authority=authority, **said)


@command("value", msg("Đính chính số liệu sau khi đã trình, hoặc bổ sung sau khi khóa; có lý do."))
@changing
@argument("measure", MEASURE)
@argument("unit", UNIT)
@argument("value", _VALUE)
@option("--period", words=PERIOD)
@option("--reason", required=True, words=_REASON)
@option("--authority", default="", words=_AUTHORITY)
def amend_value(
    session: Session, measure: str, unit: str, value: str, period: str | None, reason: str, authority: str
) -> None:
    """Amend the value of a unit."""
    measure_id, unit_id = refs.find(session, "measure", measure), refs.find(session, "unit", unit)
    code, said = refs.period(session, period), pasting.entered(value)
    entry = references.entry_id(session.conn, "value", measure_id, unit_id, code)
    if entry is None:
        late = ValueEdit(measure_id=measure_id, unit_id=unit_id, period=code, **said)
        amendments.add_late_value(session, late, reason=reason, authority=authority)
    else:
        amendments.amend_value(session, entry, reason=reason, authority=authority, **said)


def _warn_of_same_words(session: Session, code: str, keys: set[tuple[int, int]]) -> None:
    """Say on stderr where a result equals the last quarter's word for word: it has been written, and should be looked at."""
    same = keys & progress.same_as_last(session, code)
    for task_id, _ in sorted(same):
        name = refs.name(session, "task", task_id)
        click.echo(tr("Kết quả giống hệt kỳ trước: {task}. Ghi điều mới trong kỳ.", task=name), err=True)


def _chosen(
    session: Session,
    period: str | None,
    tasks: tuple[str, ...],
    measures: tuple[str, ...],
    unit: str | None,
    everything: bool,
) -> dict[str, list[int]]:
    """The facts that were named, or with ``--all`` every one that waits for a review."""
    if not (tasks or measures or unit or everything):
        raise Refused(msg("Chưa nói dòng nào. Ghi --task, --measure, --unit, hoặc --all cho cả kỳ."))
    code, unit_id = refs.period(session, period), refs.find_if(session, "unit", unit)
    named = {"progress": refs.find_some(session, "task", tasks), "value": refs.find_some(session, "measure", measures)}
    found: dict[str, list[int]] = {}
    for kind, things in named.items():
        wanted: list[int | None] = [*things] if tasks or measures else [None]
        ids = [one for what in wanted for one in references.submitted_ids(session.conn, kind, code, what, unit_id)]
        known = reviews.statuses(session, kind, ids)
        waiting = everything and not (tasks or measures)
        found[f"{kind}_ids"] = [one for one in ids if not waiting or known[one] == Status.submitted]
    if not any(found.values()):
        raise Refused(msg("Không có dòng nào đã trình khớp với lựa chọn ở {period}.", period=periods.label(code)))
    return found


COMMANDS = (
    group("period", msg("Kỳ báo cáo."), [open_period, set_period, list_periods]),
    group("log", msg("Ghi nhật ký quý."), [log_task, log_value, paste, clear]),
    copy_last,
    submit,
    recall,
    approve,
    give_back,
    group("amend", msg("Đính chính."), [amend_task, amend_value]),
)
