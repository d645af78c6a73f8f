"""Commands on the frame of the work: terms, settings, who need not answer, taking back what was entered by mistake."""

import click

from app import removing
from app.cli import output, refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY
from app.cli.opening import changing, reading
from app.cli.options import shared
from app.cli.output import Col
from app.i18n import msg
from app.people import offices, terms
from app.plan import exemptions
from app.session import Session
from db.queries import workspace

_REASON = msg("Lý do.")
_UNIT = msg("Đơn vị: mã, tên hoặc #id.")
_PERIOD = msg("Kỳ; bỏ trống là kỳ đang mở.")
_WORK = ("task", "measure")
_REMOVABLE = (
    *("task", "programme", "section", "measure", "target", "milestone", "unit", "unit-kind", "ban", "person"),
    *("term", "directive", "clause"),
)


@command("add", msg("Thêm nhiệm kỳ."))
@changing
@option("--label", required=True, words=msg("Tên, ví dụ 2023-2028."))
@option("--starts", type=DAY, required=True, words=msg("Từ ngày."))
@option("--ends", type=DAY, required=True, words=msg("Đến hết ngày (dự kiến)."))
def add_term(session: Session, label: str, starts: str, ends: str) -> int:
    """Add a term."""
    return terms.add_term(session, label=label, starts=starts, ends=ends)


@command("close", msg("Ghi ngày nhiệm kỳ kết thúc thật, có lý do."))
@changing
@argument("term", msg("Nhiệm kỳ: tên hoặc #id."))
@option("--on", type=DAY, required=True, words=msg("Ngày kết thúc."))
@option("--reason", required=True, words=_REASON)
def close_term(session: Session, term: str, on: str, reason: str) -> None:
    """End a term."""
    terms.close_term(session, refs.find(session, "term", term), on=on, reason=reason)


@command("list", msg("Các nhiệm kỳ."))
@reading
def list_terms(session: Session) -> None:
    """The terms of the office."""
    columns = (
        Col("id", msg("#"), right=True),
        Col("label", msg("Nhiệm kỳ")),
        Col("starts", msg("Từ ngày")),
        Col("ends", msg("Dự kiến đến")),
        Col("ended", msg("Kết thúc thật")),
    )
    rows = [
        output.line(
            id=term.id,
            label=term.label,
            starts=output.day(term.starts),
            ends=output.day(term.ends_planned),
            ended=output.day(term.ends_real),
        )
        for term in terms.term_lines(session)
    ]
    output.put(columns, rows, shared().format)


@command("set", msg("Đặt một thiết lập của sổ, ví dụ soon_days 10."))
@changing
@argument("name", msg("Tên thiết lập."))
@argument("value", msg("Giá trị."))
def set_setting(session: Session, name: str, value: str) -> None:
    """Set a setting of the workspace."""
    offices.set_setting(session, name, value)


@command("list", msg("Các thiết lập của sổ."))
@reading
def list_settings(session: Session) -> None:
    """The settings of the workspace."""
    rows = [output.line(name=name, value=value) for name, value in workspace.settings(session.conn).items()]
    output.put((Col("name", msg("Tên")), Col("value", msg("Giá trị"))), rows, shared().format)


@command("exempt", msg("Miễn báo cáo cho một đơn vị trong kỳ, có lý do; không tính vào cơ sở n/m."))
@changing
@argument("what", msg("Nhiệm vụ hoặc chỉ số; khi trùng ghi task:…, measure:…."))
@argument("unit", _UNIT)
@option("--period", words=_PERIOD)
@option("--reason", required=True, words=_REASON)
def exempt(session: Session, what: str, unit: str, period: str | None, reason: str) -> None:
    """Let a unit off answering in a period."""
    what_id, unit_id = refs.find_plan(session, what, _WORK)[1], refs.find(session, "unit", unit)
    exemptions.exempt(session, what_id, unit_id, period=refs.period(session, period), reason=reason)


@command("expect", msg("Bỏ miễn báo cáo."))
@changing
@argument("what", msg("Nhiệm vụ hoặc chỉ số; khi trùng ghi task:…, measure:…."))
@argument("unit", _UNIT)
@option("--period", words=_PERIOD)
def expect(session: Session, what: str, unit: str, period: str | None) -> None:
    """Ask a unit that was let off to answer after all."""
    what_id, unit_id = refs.find_plan(session, what, _WORK)[1], refs.find(session, "unit", unit)
    exemptions.expect_again(session, what_id, unit_id, period=refs.period(session, period))


@command("remove", msg("Xóa cái ghi nhầm mà chưa đâu dùng, có lý do: KIND là task, programme, unit, ban, target…"))
@changing
@argument("kind", msg("Loại."), metavar="KIND", type=click.Choice(_REMOVABLE))
@argument("ref", msg("Số, mã, tên hoặc #id."))
@option("--reason", required=True, words=_REASON)
def remove(session: Session, kind: str, ref: str, reason: str) -> None:
    """Take back what was entered by mistake."""
    removing.remove(session, kind.replace("-", "_"), refs.find(session, kind, ref), reason=reason)


COMMANDS = (
    group("term", msg("Nhiệm kỳ."), [add_term, close_term, list_terms]),
    group("setting", msg("Thiết lập của sổ."), [set_setting, list_settings]),
    exempt,
    expect,
    remove,
)
