"""Commands on the plan: directives, programmes, sections, who does what, measures, targets, shares of targets."""

from decimal import Decimal
from typing import Any

import click

from app import directives
from app.cli import details, refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY, NUMBER, WHOLE
from app.cli.opening import changing
from app.i18n import msg
from app.plan import assignments, copying, programmes, targets
from app.session import Session
from db.queries import references

PROGRAMME = msg("Chương trình: số, tên hoặc #id.")
WHAT = msg("Nhiệm vụ, chương trình hoặc chỉ tiêu; khi trùng ghi task:…, programme:…, target:….")
_BAN = msg("Ban: mã, tên hoặc #id.")
_REASON = msg("Lý do.")
_ROLES = click.Choice(["lead", "collaborate", "watch", "leader"])
_SECTOR = click.Choice(["state", "non_state"])
_COMPARATOR = click.Choice(["ge", "gt", "eq", "le", "lt", "yes", "words"])
_HORIZON = click.Choice(["yearly", "by", "span", "school_year", "term", "none"])
_FREQUENCY = click.Choice(["month", "quarter", "semester", "year", "once"])


@command("add", msg("Thêm văn bản: kế hoạch, chương trình, nghị quyết."))
@changing
@option("--kind", required=True, words=msg("Loại văn bản, ví dụ “Kế hoạch”."))
@option("--number", "as_written", default="", words=msg("Số, ký hiệu như đã ghi."))
@option("--issued", type=DAY, words=msg("Ngày ban hành."))
@option("--issuer", "issuer_text", default="", words=msg("Cơ quan ban hành."))
@option("--abstract", default="", words=msg("Trích yếu."))
def add_directive(session: Session, **given: Any) -> int:
    """Add a directive."""
    return directives.add_directive(session, **given)


@command("add", msg("Thêm chương trình."))
@changing
@option("--title", required=True, words=msg("Tên chương trình."))
@option("--number", default="", words=msg("Số thứ tự."))
@option("--lead", words=msg("Ban chủ trì."))
@option("--directive", words=msg("Văn bản: số ký hiệu hoặc #id."))
@option("--starts", type=DAY, words=msg("Từ ngày."))
@option("--ends", type=DAY, words=msg("Đến hết ngày."))
def add_programme(session: Session, lead: str | None, directive: str | None, **given: Any) -> int:
    """Add a programme."""
    return programmes.add_programme(
        session,
        lead_ban_id=refs.find_if(session, "ban", lead),
        directive_id=refs.find_if(session, "directive", directive),
        **given,
    )


@command("edit", msg("Sửa chương trình; chỉ những gì ghi ra mới đổi."))
@changing
@argument("programme", PROGRAMME)
@option("--title", words=msg("Tên chương trình."))
@option("--number", words=msg("Số thứ tự."))
@option("--starts", type=DAY, words=msg("Từ ngày."))
@option("--ends", type=DAY, words=msg("Đến hết ngày."))
def edit_programme(session: Session, programme: str, **given: Any) -> None:
    """Edit a programme."""
    programmes.edit_programme(session, refs.find(session, "programme", programme), **refs.said(given))


@command("copy", msg("Chép chương trình sang năm khác: nhiệm vụ chưa kết thúc, chỉ tiêu hằng năm, ban chủ trì."))
@changing
@argument("programme", PROGRAMME)
@option("--year", type=WHOLE, required=True, words=msg("Năm mới."))
@option("--title", words=msg("Tên mới."))
def copy_programme(session: Session, programme: str, year: int, title: str | None) -> int:
    """Copy a programme to another year."""
    return copying.copy_programme(session, refs.find(session, "programme", programme), year=year, title=title)


@command("close", msg("Kết thúc chương trình, có lý do."))
@changing
@argument("programme", PROGRAMME)
@option("--on", type=DAY, required=True, words=msg("Ngày kết thúc."))
@option("--reason", required=True, words=_REASON)
def close_programme(session: Session, programme: str, on: str, reason: str) -> None:
    """Close a programme."""
    programmes.close_programme(session, refs.find(session, "programme", programme), on=on, reason=reason)


@command("reorder", msg("Xếp lại thứ tự các chương trình."))
@changing
@argument("order", msg("Các chương trình theo thứ tự mới."), nargs=-1, required=True)
def reorder_programmes(session: Session, order: tuple[str, ...]) -> None:
    """Put the programmes into another order."""
    programmes.reorder_programmes(session, refs.find_some(session, "programme", order))


@command("add", msg("Thêm mục trong chương trình."))
@changing
@argument("programme", PROGRAMME)
@option("--title", required=True, words=msg("Tên mục."))
@option("--number", default="", words=msg("Số mục."))
def add_section(session: Session, programme: str, title: str, number: str) -> int:
    """Add a section to a programme."""
    return programmes.add_section(session, refs.find(session, "programme", programme), number=number, title=title)


@command("assign", msg("Phân công: ban, cán bộ, đơn vị, loại đơn vị hoặc khu vực, với một vai trò."))
@changing
@argument("what", WHAT)
@option(
    "--role", type=_ROLES, default="lead", words=msg("Vai trò: lead, collaborate, watch, leader."), show_default=True
)
@option("--ban", words=_BAN)
@option("--person", words=msg("Cán bộ."))
@option("--unit", words=msg("Đơn vị."))
@option("--unit-kind", words=msg("Loại đơn vị."))
@option("--sector", type=_SECTOR, words=msg("Khu vực."))
@option("--due", type=DAY, words=msg("Hạn nội bộ."))
def assign(
    session: Session, what: str, role: str, ban: str | None, person: str | None, unit: str | None,
    unit_kind: str | None, sector: str | None, due: str | None,
) -> int:  # fmt: skip
    """Give a task, programme or target to somebody."""
    whom = {
        "ban_id": refs.find_if(session, "ban", ban),
        "person_id": refs.find_if(session, "person", person),
        "unit_id": refs.find_if(session, "unit", unit),
        "unit_kind_id": refs.find_if(session, "unit-kind", unit_kind),
        "sector": sector,
    }
    named: Any = refs.said(whom)
    return assignments.assign(session, refs.find_plan(session, what)[1], role=role, due=due, **named)


@command("hand-over", msg("Bàn giao việc chủ trì cho ban khác, có lý do."))
@changing
@argument("what", WHAT)
@option("--to", "ban", required=True, words=msg("Ban nhận."))
@option("--person", words=msg("Cán bộ nhận."))
@option("--on", type=DAY, required=True, words=msg("Ngày bàn giao."))
@option("--reason", required=True, words=_REASON)
def hand_over(session: Session, what: str, ban: str, person: str | None, on: str, reason: str) -> Any:
    """Hand the lead over to another ban."""
    return assignments.hand_over(
        session,
        refs.find_plan(session, what)[1],
        to_ban_id=refs.find(session, "ban", ban),
        person_id=refs.find_if(session, "person", person),
        on=on,
        reason=reason,
    )


@command("unassign", msg("Thôi chủ trì, có lý do."))
@changing
@argument("what", WHAT)
@option("--on", type=DAY, required=True, words=msg("Từ ngày."))
@option("--reason", required=True, words=_REASON)
def unassign(session: Session, what: str, on: str, reason: str) -> None:
    """End the lead of a task, programme or target."""
    for assignment_id in references.lead_of(session.conn, refs.find_plan(session, what)[1]):
        assignments.unassign(session, assignment_id, on=on, reason=reason)


@command("add", msg("Thêm chỉ số: cái được đếm."))
@changing
@option("--programme", required=True, words=PROGRAMME)
@option("--text", required=True, words=msg("Nội dung chỉ số."))
@option(
    "--form",
    type=click.Choice(["ratio", "count", "money", "yesno", "words"]),
    default="ratio",
    words=msg("Loại số liệu."),
)
@option("--unit", "unit_text", default="", words=msg("Đơn vị tính."))
@option("--decimals", type=WHOLE, default=0, words=msg("Số chữ số thập phân."))
@option("--num-label", default="", words=msg("Tên tử số."))
@option("--den-label", default="", words=msg("Tên mẫu số."))
@option(
    "--entry",
    type=click.Choice(["increment", "to_date_year", "to_date_span", "snapshot"]),
    default="to_date_year",
    words=msg("Cách ghi: trong kỳ, lũy kế năm, lũy kế giai đoạn, tại thời điểm."),
)
@option("--frequency", type=_FREQUENCY, default="quarter", words=msg("Bao lâu báo cáo một lần."))
@option("--reported-by", type=click.Choice(["units", "office"]), default="units", words=msg("Ai báo cáo."))
@option("--sector", "scope_sector", type=_SECTOR, words=msg("Chỉ đơn vị của khu vực này."))
@option("--kind", words=msg("Chỉ đơn vị thuộc loại này."))
def add_measure(session: Session, programme: str, kind: str | None, **given: Any) -> int:
    """Add a measure."""
    return targets.add_measure(
        session,
        programme_id=refs.find(session, "programme", programme),
        scope_kind_id=refs.find_if(session, "unit-kind", kind),
        **given,
    )


@command("add", msg("Thêm chỉ tiêu: mức phải đạt trên một chỉ số."))
@changing
@argument("measure", msg("Chỉ số: tên, số của chỉ tiêu đã có hoặc #id."))
@option("--text", required=True, words=msg("Nội dung chỉ tiêu như trong văn bản."))
@option("--number", default="", words=msg("Số thứ tự."))
@option("--comparator", type=_COMPARATOR, default="ge", words=msg("So sánh: ge ≥, gt >, eq =, le ≤, lt <, yes, words."))
@option("--value", type=NUMBER, words=msg("Mức giao (tỷ lệ ghi theo phần trăm)."))
@option("--horizon", type=_HORIZON, default="yearly", words=msg("Thời hạn."))
@option("--from", "h_from", type=WHOLE, words=msg("Từ năm."))
@option("--to", "h_to", type=WHOLE, words=msg("Đến năm."))
@option("--base", "base_text", default="", words=msg("Tính trên."))
def add_target(session: Session, measure: str, **given: Any) -> int:
    """Add a target on a measure."""
    return targets.add_target(session, refs.find(session, "measure", measure), **given)


@command("edit", msg("Sửa chỉ tiêu; chỉ những gì ghi ra mới đổi."))
@changing
@argument("target", msg("Chỉ tiêu: số, nội dung hoặc #id."))
@option("--text", words=msg("Nội dung."))
@option("--number", words=msg("Số thứ tự."))
@option("--comparator", type=_COMPARATOR, words=msg("So sánh."))
@option("--value", type=NUMBER, words=msg("Mức giao."))
@option("--horizon", type=_HORIZON, words=msg("Thời hạn."))
@option("--from", "h_from", type=WHOLE, words=msg("Từ năm."))
@option("--to", "h_to", type=WHOLE, words=msg("Đến năm."))
def edit_target(session: Session, target: str, **given: Any) -> None:
    """Edit a target."""
    targets.edit_target(session, refs.find(session, "target", target), **refs.said(given))


@command("close", msg("Kết thúc chỉ tiêu, có lý do."))
@changing
@argument("target", msg("Chỉ tiêu: số, nội dung hoặc #id."))
@option("--lifecycle", type=click.Choice(["ended", "cancelled"]), default="ended", words=msg("Kết thúc hay hủy."))
@option("--reason", required=True, words=_REASON)
def close_target(session: Session, target: str, lifecycle: str, reason: str) -> None:
    """End or cancel a target."""
    targets.close_target(session, refs.find(session, "target", target), lifecycle=lifecycle, reason=reason)


@command("allot", msg("Giao phần chỉ tiêu cho một đơn vị."))
@changing
@argument("target", msg("Chỉ tiêu: số, nội dung hoặc #id."))
@argument("unit", msg("Đơn vị: mã, tên hoặc #id."))
@argument("value", msg("Phần được giao."), type=NUMBER)
@option("--period", words=msg("Kỳ, ví dụ 2026-Q3 hoặc “năm 2026”; bỏ trống là kỳ hiện tại."))
def allot(session: Session, target: str, unit: str, value: Decimal, period: str | None) -> None:
    """Give a unit its share of a target."""
    targets.allot(
        session,
        refs.find(session, "target", target),
        refs.find(session, "unit", unit),
        period=refs.period(session, period),
        value=value,
    )


COMMANDS = (
    group("directive", msg("Văn bản, các mục và quan hệ của nó."), [add_directive, *details.DIRECTIVE]),
    group(
        "programme",
        msg("Chương trình."),
        [
            add_programme,
            edit_programme,
            copy_programme,
            close_programme,
            *details.PROGRAMME,
            reorder_programmes,
        ],
    ),
    group("section", msg("Mục trong chương trình."), [add_section, *details.SECTION]),
    group("milestone", msg("Mốc thời gian của chương trình."), details.MILESTONE),
    assign,
    hand_over,
    unassign,
    group("measure", msg("Chỉ số."), [add_measure, *details.MEASURE]),
    group("target", msg("Chỉ tiêu."), [add_target, edit_target, close_target]),
    allot,
)
