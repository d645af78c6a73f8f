"""Commands on the finer parts of the plan: documents' clauses and links, sections, milestones, how a measure is counted."""

from typing import Any

import click

from app import directives
from app.cli import refs
from app.cli.frame import argument, command, option
from app.cli.kinds import DAY, WHOLE
from app.cli.opening import changing
from app.i18n import msg
from app.plan import programmes, targets
from app.session import Session

_PROGRAMME = msg("Chương trình: số, tên hoặc #id.")
_DIRECTIVE = msg("Văn bản: số ký hiệu hoặc #id.")
_MEASURE = msg("Chỉ số: tên, số của chỉ tiêu hoặc #id.")
_TEXT = msg("Nội dung.")
_STEPS = click.Choice(["launch", "mid", "final", "other"])


@command("edit", msg("Sửa văn bản; chỉ những gì ghi ra mới đổi."))
@changing
@argument("directive", _DIRECTIVE)
@option("--kind", words=msg("Loại văn bản."))
@option("--number", "as_written", words=msg("Số, ký hiệu như đã ghi."))
@option("--issued", type=DAY, words=msg("Ngày ban hành."))
@option("--issuer", "issuer_text", words=msg("Cơ quan ban hành."))
@option("--abstract", words=msg("Trích yếu."))
def edit_directive(session: Session, directive: str, **given: Any) -> None:
    """Correct a document."""
    directives.edit_directive(session, refs.find(session, "directive", directive), **refs.said(given))


@command("link", msg("Nói văn bản này triển khai, kèm theo, thay thế hoặc viện dẫn văn bản kia."))
@changing
@argument("directive", _DIRECTIVE)
@argument("other", _DIRECTIVE)
@option(
    "--relation",
    "kind",
    type=click.Choice(["implements", "issued_under", "replaces", "cites"]),
    default="cites",
    words=msg("Quan hệ."),
)
def link(session: Session, directive: str, other: str, kind: str) -> None:
    """Link two documents."""
    directives.link(session, refs.find(session, "directive", directive), refs.find(session, "directive", other), kind)


@command("clause", msg("Thêm một mục của văn bản, để nhiệm vụ và chỉ tiêu dẫn tới."))
@changing
@argument("directive", _DIRECTIVE)
@option("--label", required=True, words=msg("Số mục, ví dụ III.1.2."))
@option("--text", default="", words=_TEXT)
def add_clause(session: Session, directive: str, label: str, text: str) -> int:
    """Add a clause to a document."""
    return directives.add_clause(session, refs.find(session, "directive", directive), label=label, text=text)


@command("duty", msg("Thêm trách nhiệm mà văn bản giao cho một nơi."))
@changing
@argument("directive", _DIRECTIVE)
@option("--body", required=True, words=msg("Nơi thực hiện."))
@option("--text", required=True, words=_TEXT)
@option("--ban", words=msg("Ban của văn phòng, nếu là ban."))
def add_duty(session: Session, directive: str, body: str, text: str, ban: str | None) -> int:
    """Add a duty to a document."""
    ban_id = refs.find_if(session, "ban", ban)
    return directives.add_duty(session, refs.find(session, "directive", directive), body=body, text=text, ban_id=ban_id)


@command("reopen", msg("Mở lại chương trình đã kết thúc."))
@changing
@argument("programme", _PROGRAMME)
def reopen_programme(session: Session, programme: str) -> None:
    """Open a programme again."""
    programmes.reopen_programme(session, refs.find(session, "programme", programme))


@command("edit", msg("Sửa mục trong chương trình."))
@changing
@argument("section", msg("Mục: số, tên hoặc #id."))
@option("--title", words=msg("Tên mục."))
@option("--number", words=msg("Số mục."))
def edit_section(session: Session, section: str, title: str | None, number: str | None) -> None:
    """Edit a section."""
    programmes.edit_section(session, refs.find(session, "section", section), title=title, number=number)


@command("add", msg("Thêm mốc thời gian."))
@changing
@argument("programme", _PROGRAMME)
@option("--text", required=True, words=_TEXT)
@option("--starts", type=DAY, required=True, words=msg("Từ ngày."))
@option("--ends", type=DAY, words=msg("Đến hết ngày; bỏ trống là trong một ngày."))
@option("--kind", type=_STEPS, default="other", words=msg("Phát động, sơ kết, tổng kết, khác."))
def add_milestone(session: Session, programme: str, text: str, starts: str, ends: str | None, kind: str) -> int:
    """Add a dated step to a programme."""
    programme_id = refs.find(session, "programme", programme)
    return programmes.add_milestone(session, programme_id, starts=starts, ends=ends or starts, text=text, kind=kind)


@command("edit", msg("Sửa mốc thời gian, hoặc ghi ngày đã đạt."))
@changing
@argument("milestone", msg("Mốc: nội dung hoặc #id."))
@option("--text", words=_TEXT)
@option("--starts", type=DAY, words=msg("Từ ngày."))
@option("--ends", type=DAY, words=msg("Đến hết ngày."))
@option("--kind", type=_STEPS, words=msg("Phát động, sơ kết, tổng kết, khác."))
@option("--reached", type=DAY, words=msg("Ngày đã đạt."))
def edit_milestone(session: Session, milestone: str, **given: Any) -> None:
    """Edit a dated step."""
    programmes.edit_milestone(session, refs.find(session, "milestone", milestone), **refs.said(given))


@command("edit", msg("Sửa chỉ số; cách đo không đổi được khi đã có số liệu."))
@changing
@argument("measure", _MEASURE)
@option("--text", words=msg("Nội dung chỉ số."))
@option("--unit", "unit_text", words=msg("Đơn vị tính."))
@option("--num-label", words=msg("Tên tử số."))
@option("--den-label", words=msg("Tên mẫu số."))
@option("--decimals", type=WHOLE, words=msg("Số chữ số thập phân."))
@option(
    "--frequency",
    type=click.Choice(["month", "quarter", "semester", "year", "once"]),
    words=msg("Bao lâu báo cáo một lần."),
)
@option("--reported-by", type=click.Choice(["units", "office"]), words=msg("Ai báo cáo."))
def edit_measure(session: Session, measure: str, **given: Any) -> None:
    """Edit a measure."""
    targets.edit_measure(session, refs.find(session, "measure", measure), **refs.said(given))


@command("move", msg("Chuyển chỉ số và các chỉ tiêu của nó sang chương trình khác."))
@changing
@argument("measure", _MEASURE)
@option("--programme", required=True, words=_PROGRAMME)
def move_measure(session: Session, measure: str, programme: str) -> None:
    """Move a measure to another programme."""
    programme_id = refs.find(session, "programme", programme)
    targets.move_measure(session, refs.find(session, "measure", measure), programme_id=programme_id)


@command("reorder", msg("Xếp lại thứ tự các chỉ số của chương trình."))
@changing
@argument("programme", _PROGRAMME)
@argument("order", msg("Các chỉ số theo thứ tự mới."), nargs=-1, required=True)
def reorder_measures(session: Session, programme: str, order: tuple[str, ...]) -> None:
    """Put the measures of a programme into another order."""
    ids = refs.find_some(session, "measure", order)
    targets.reorder_measures(session, refs.find(session, "programme", programme), ids)


DIRECTIVE = (edit_directive, link, add_clause, add_duty)
PROGRAMME = (reopen_programme,)
SECTION = (edit_section,)
MILESTONE = (add_milestone, edit_milestone)
MEASURE = (edit_measure, move_measure, reorder_measures)
